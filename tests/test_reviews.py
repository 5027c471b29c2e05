"""A signature holds for the words that were read, all of them, and for nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import BaseModel

from handouts import render, reviews
from handouts.brand import Brand, load
from handouts.catalogue import Catalogue, Entry
from handouts.errors import InputFault
from handouts.model.area import Area
from handouts.model.base import Model
from handouts.model.condition import Condition
from handouts.model.plan import Personal
from handouts.model.red_flags import SharedRedFlags
from handouts.model.self_check import SelfChecks
from handouts.model.technique import NamedTechnique
from handouts.model.words import Cautions, Shared
from handouts.resources import CONTENT, Inputs
from handouts.sheet import Options, compose
from tests.conftest import MakeClinic

Edit = Callable[[Model, str], Model]
TODAY = "2027-06-01"
SIGNED = "  by: Kim Lee, DPT\n  on: 2027-02-03\n  words: {words}\n"
NO_TEXT = {
    *("id", "slug", "exercise", "technique", "sources", "see_also", "primary", "referred", "name", "shared"),
    *(
        "area",
        "position",
        "work",
        "self_checks",
        "demands",
        "sides",
        "code",
        "written",
        "review_due",
        "views",
    ),
}
"""Fields that other rooms look things up by, and so cannot be changed for a trial."""


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews, "latest_day", lambda: TODAY)


class Edited(Catalogue):
    """The library with words changed on the way out."""

    def __init__(self, edit: Edit) -> None:
        super().__init__(Inputs())
        self.edit = edit

    def _entry(self, kind: type[Any], name: str) -> Entry[Any]:
        entry = super()._entry(kind, name)
        return replace(entry, model=self.edit(entry.model, f"{kind.__name__} {name}"))

    @cached_property
    def shared(self) -> Shared:
        return self.edit(Catalogue(Inputs()).shared, "shared")

    @cached_property
    def cautions(self) -> Cautions:
        return self.edit(Catalogue(Inputs()).cautions, "cautions")

    @cached_property
    def red_flags(self) -> SharedRedFlags:
        flags = Catalogue(Inputs()).red_flags
        sets = {name: self.edit(signs, f"signs {name}") for name, signs in flags.sets.items()}
        return flags.model_copy(update={"sets": sets})

    @cached_property
    def areas(self) -> dict[str, Area]:
        return {name: self.edit(area, f"area {name}") for name, area in Catalogue(Inputs()).areas.items()}


def changed(value: Any, path: str, new: Callable[[str, str], str]) -> Any:
    """The value with `new` made of each text in it; `path` says where in the library it stands."""
    if isinstance(value, BaseModel):
        names = [name for name in type(value).model_fields if name not in NO_TEXT]
        texts = {name: changed(getattr(value, name), f"{path} {name}", new) for name in names}
        return value.model_copy(update=texts)
    if isinstance(value, tuple):
        return tuple(changed(each, f"{path} {index}", new) for index, each in enumerate(value))
    return new(value, path) if isinstance(value, str) else value


def words_hash(catalogue: Catalogue, brand: Brand | None = None) -> str:
    return reviews.words_hash(
        catalogue.condition("sciatica").model, catalogue, brand or load(None, catalogue)
    )


def clinics_hash(file: Path) -> str:
    catalogue = Catalogue(Inputs(clinic=file.parent))
    return words_hash(catalogue, load(file, catalogue))


@pytest.mark.parametrize(
    ("name", "least"), [("sciatica", 250), ("deep-tissue-massage", 35), ("self-checks", 60)]
)
def test_every_text_on_the_full_handout_is_hashed(
    name: str, least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: list[str] = []

    def mark(text: str, path: str) -> str:
        if path not in places:
            places.append(path)
        return f"{text} zq{places.index(path)}zq"

    def marked(text: str) -> set[str]:
        return {places[int(number)] for number in re.findall(r"zq(\d+)zq", text)}

    catalogue = Edited(lambda model, name: changed(model, name, mark))
    brand = load(None, catalogue)
    entry = catalogue.leaflet(name)
    sheet = compose(entry, catalogue, brand, Options(layout="full"), Personal())
    printed = marked(render.handout(sheet, catalogue).html)
    assert len(printed) > least

    hashed: list[bytes] = []
    monkeypatch.setattr(
        reviews, "hashlib", SimpleNamespace(sha256=lambda text: hashed.append(text) or sha256(text))
    )
    reviews.words_hash(entry.model, catalogue, brand)
    unsigned = {place.split()[-1] for place in printed - marked(hashed[0].decode())}
    assert unsigned == {"version", "leaflet"}


def swapped(text: str, before: str, after: str) -> str:
    """The text with the first `before` exchanged."""
    assert before in text
    return text.replace(before, after, 1)


def with_file(make: MakeClinic, name: str, before: str, after: str) -> Path:
    """A clinic with its own version of a shipped file."""
    return make(files={name: swapped((CONTENT / name).read_text(encoding="utf-8"), before, after)})


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("conditions/sciatica.yaml", "probably not sciatica", "never sciatica"),
        ("conditions/sciatica.yaml", "[mp-sciatica, nhs111-sciatica]", "[mp-sciatica]"),
        ("conditions/sciatica.yaml", "guidelines-disagree", "uncertain"),
        ("conditions/sciatica.yaml", "why: ", "dose: {reps: 3}, why: "),
        ("conditions/sciatica.yaml", "written:", "note: Call us first.\nwritten:"),
        ("exercises/bridge.yaml", "reps: ", "reps: 1"),
        ("exercises/bridge.yaml", "dose:", "sides: leg\ndose:"),
    ],
)
def test_another_word_dose_source_or_position_lapses_a_review(
    name: str, before: str, after: str, clinic: MakeClinic
) -> None:
    plain = clinics_hash(clinic())
    assert clinics_hash(with_file(clinic, name, before, after)) != plain


@pytest.mark.parametrize(
    ("words", "overrides"),
    [
        ("disclaimer_extra: Ask at the desk.", ""),
        ("emergency_number: '112'", ""),
        ("country: GB", ""),
        ("", "conditions: {sciatica: {note: Start slowly.}}"),
    ],
)
def test_a_clinics_own_words_lapse_a_review(words: str, overrides: str, clinic: MakeClinic) -> None:
    plain = clinics_hash(clinic())
    files = {"overrides.yaml": overrides} if overrides else {}
    assert clinics_hash(clinic(f"name: A\n{words}\n", files)) != plain


@pytest.mark.parametrize(
    "overrides",
    [
        "conditions: {sciatica: {leave_out: [bridge]}}",
        "conditions: {sciatica: {doses: {bridge: {reps: 3}}}}",
        "exercises: {bridge: {dose: {reps: 3}}}",
        "conditions: {hip-pain: {note: Start slowly.}}",
    ],
)
def test_a_choice_of_exercises_and_doses_lapses_no_review(overrides: str, clinic: MakeClinic) -> None:
    plain = clinics_hash(clinic())
    assert clinics_hash(clinic(files={"overrides.yaml": overrides})) == plain


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("area: low-back", "# A remark.\narea:   'low-back'  # another"),
        ("own_caution: true", "own_caution: false"),
        ('version: "1.0"', 'version: "1.1"'),
        ("written: 2026-11", "written: 2026-12-01"),
        ("review_due: 2028-11", "review_due: 2029-11"),
        ("leaflet: SCI", "leaflet: SCA"),
    ],
)
def test_formatting_dates_version_and_marks_lapse_no_review(
    before: str, after: str, clinic: MakeClinic
) -> None:
    plain = clinics_hash(clinic())
    assert clinics_hash(with_file(clinic, "conditions/sciatica.yaml", before, after)) == plain


def test_looks_lapse_no_review(clinic: MakeClinic) -> None:
    plain = clinics_hash(clinic())
    looks = "name: Other\ncolours: {primary: '#123456'}\nprofile: physio\npaper: a4\nphone: '1'\n"
    assert clinics_hash(clinic(looks, {"styles/extra.css": "p { color: #111111 }"})) == plain


def test_a_new_field_that_nobody_has_filled_changes_no_hash() -> None:
    class Later(Condition):
        remarks: tuple[str, ...] = ()
        remark: str | None = None

    later = Edited(
        lambda model, _: Later.model_construct(**dict(model)) if isinstance(model, Condition) else model
    )
    assert words_hash(later) == words_hash(Catalogue(Inputs()))


# The file


def told(file: Path, words: str) -> list[str]:
    """What is wrong with a clinic's reviews.yaml, as line, column and code."""
    (file.parent / "reviews.yaml").write_text(words, encoding="utf-8")
    with pytest.raises(InputFault) as caught:
        reviews.read(Catalogue(Inputs(clinic=file.parent)))
    for problem in caught.value.problems:
        assert problem.place.file.endswith("reviews.yaml")
        assert problem.hint
    return [f"{each.place.line}:{each.place.column} {each.code}" for each in caught.value.problems]


FOUND = ["2:3 S001", "2:7 S015", "3:7 S020", "4:1 A002", "5:3 S001", "5:3 S001", "5:3 S001", "5:3 S002"]
GOOD = "sciatica:\n" + SIGNED.format(words="0" * 32)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (swapped(GOOD, "sciatica", "sciatca"), ["1:1 A002"]),
        (swapped(GOOD, "Kim Lee, DPT", "Kim Lee"), ["2:7 S015"]),
        (swapped(GOOD, "Kim Lee, DPT", "'Kim Lee, '"), ["2:7 S015"]),
        (swapped(GOOD, "Kim Lee, DPT", "', DPT'"), ["2:7 S015"]),
        (swapped(GOOD, "Kim Lee, DPT", f"Kim {'L' * 80}ee, DPT"), ["2:7 S010"]),
        (swapped(GOOD, "2027-02-03", "2027-02"), ["3:7 S020"]),
        (swapped(GOOD, "2027-02-03", "2027-02-30"), ["3:7 S020"]),
        (swapped(GOOD, "2027-02-03", "20270203"), ["3:7 S003"]),
        (swapped(GOOD, "2027-02-03", "2027-W05-3"), ["3:7 S020"]),
        (swapped(GOOD, "2027-02-03", "2027-06-02"), ["3:7 A003"]),
        (swapped(GOOD, "0" * 32, "abc"), ["4:10 S015"]),
        (GOOD + "  note: fine\n", ["5:3 S002"]),
        ("sciatica: yes\n", ["1:11 S007"]),
        ("sciatica:\n", ["1:10 S007"]),
        ("- sciatica\n", ["1:1 Y015"]),
        ("sciatica:\n  by: Kim\n  on: 2027-02\nhip-pan:\n  bye: X\n", FOUND),
        (GOOD + GOOD, ["5:1 Y010"]),
    ],
)
def test_faults_of_the_file_are_told_at_once_with_their_places(
    words: str, expected: list[str], clinic: MakeClinic
) -> None:
    file = clinic()
    assert told(file, words) == expected


@pytest.mark.parametrize("words", ["", "# Nobody any more.\n", "\n\n"])
def test_a_file_without_entries_is_no_fault(words: str, clinic: MakeClinic) -> None:
    file = clinic(files={"reviews.yaml": words})
    assert reviews.read(Catalogue(Inputs(clinic=file.parent))) == {}


def test_a_signature_may_come_from_where_it_is_already_tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert len(reviews.latest_day()) == 10
    assert list(reviews.in_the_future(reviews.latest_day(), reviews.Place())) == []


# Standing


def sign(file: Path, name: str = "sciatica", on: str = "2027-02-03", words: str = "") -> None:
    """Put a signature into the clinic's folder, under the words as they are."""
    catalogue = Catalogue(Inputs(clinic=file.parent))
    leaflet = catalogue.leaflet(name).model
    words = words or reviews.words_hash(leaflet, catalogue, load(file, catalogue))
    with (file.parent / "reviews.yaml").open("a", encoding="utf-8") as out:
        out.write(f"{name}:\n  by: Kim Lee, DPT\n  on: {on}\n  words: '{words}'\n")


def standings(file: Path) -> Mapping[str, reviews.Standing]:
    return reviews.standings(file, Catalogue(Inputs(clinic=file.parent)))


def test_a_review_stands_until_a_word_changes_and_stands_again_when_it_is_changed_back(
    clinic: MakeClinic,
) -> None:
    file = clinic()
    assert standings(file) == {}
    sign(file)
    reviewed = reviews.Standing("reviewed", "Kim Lee, DPT", "2027-02-03")
    assert standings(file) == {"sciatica": reviewed}
    own = with_file(clinic, "exercises/bridge.yaml", "title: Bridge", "title: Bridges")
    assert standings(file)["sciatica"] == replace(reviewed, state="lapsed")
    (own.parent / "exercises/bridge.yaml").unlink()
    assert standings(file)["sciatica"] == reviewed


def test_without_signatures_the_brand_is_not_looked_at(clinic: MakeClinic) -> None:
    file = clinic("name: A\ncolours: {primary: '#FFD400'}\n")
    assert standings(file) == {}


def test_only_the_entry_of_a_sheet_counts_among_what_it_is_made_from(clinic: MakeClinic) -> None:
    file = clinic()

    def record() -> dict[str, str | None]:
        inputs = Inputs(clinic=file.parent)
        reviews.read(Catalogue(inputs), "sciatica")
        return inputs.record

    def changes(before: dict[str, str | None]) -> list[str]:
        return Inputs(clinic=file.parent).changes(before)

    unsigned = record()
    assert unsigned == {"clinic:reviews.yaml//sciatica": None}
    sign(file, "hip-pain", words="0" * 32)
    assert changes(unsigned) == []
    sign(file, words="0" * 32)
    assert changes(unsigned) == ["clinic:reviews.yaml//sciatica"]
    signed = record()
    path = file.parent / "reviews.yaml"
    path.write_text(f"# A remark.\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    sign(file, "low-back-pain", words="0" * 32)
    assert changes(signed) == []
    path.write_text(path.read_text(encoding="utf-8").replace("Kim", "Tim"), encoding="utf-8")
    assert changes(signed) == ["clinic:reviews.yaml//sciatica"]
    path.write_text("[", encoding="utf-8")
    assert changes(signed) == ["clinic:reviews.yaml//sciatica"]
    assert changes(unsigned) == ["clinic:reviews.yaml//sciatica"], "what is broken is read, and told"


def test_a_clinic_hears_of_lapsed_reviews_and_of_those_older_than_the_words(clinic: MakeClinic) -> None:
    file = clinic()
    sign(file)
    sign(file, "hip-pain", words="0" * 32)
    sign(file, "low-back-pain", on="2026-10-31")
    catalogue = Catalogue(Inputs(clinic=file.parent))
    found = reviews.look_over(catalogue, load(file, catalogue))
    assert [(each.place.line, each.code, each.severity) for each in found] == [
        (5, "A005", "warning"),
        (9, "A004", "error"),
    ]


# What is to be read


def test_every_own_caution_is_found_once_with_its_place() -> None:
    catalogue = Catalogue(Inputs())
    entry = catalogue.condition("anterior-compartment-syndrome")
    found = reviews.own_cautions(entry.model, catalogue)
    assert (("self_care", 0, "text"), "Stop the moment the shin feels tight. Do not push on.") in [
        (passage.path, passage.text) for model, passage in found if model == entry.model
    ]
    assert "A hard, swollen shin, or a cold foot" in [passage.text for _, passage in found]
    of_others = [
        passage
        for model, passage in found
        if isinstance(model, NamedTechnique | Cautions | Shared | SelfChecks)
    ]
    marked = entry.path.read_text(encoding="utf-8").count("own_caution: true")
    assert len(found) == marked + len(of_others) > marked > 3

    with_shared = catalogue.condition("neuromuscular-pain").model
    texts = [passage.text for _, passage in reviews.own_cautions(with_shared, catalogue)]
    assert texts.count("Chest pain, or sweating with arm or jaw pain") == 1


@pytest.mark.parametrize(
    "place", ["Condition sciatica message text", "Exercise pelvic-tilt steps 0", "shared how_to"]
)
def test_the_sentences_are_those_of_the_sheet_and_of_what_it_calls(place: str) -> None:
    def count(words: str) -> int:
        def instead(text: str, path: str) -> str:
            return words if path == place else text

        catalogue = Edited(lambda model, name: changed(model, name, instead))
        condition = catalogue.condition("sciatica").model
        return reviews.sentences(condition, catalogue, load(None, catalogue))

    one = count("One word.")
    assert count("One word. Two words. Three words.") == one + 2
    assert 200 < one < 400


def test_a_technique_and_the_self_checks_can_be_signed(clinic: MakeClinic) -> None:
    file = clinic()
    for name in ("swedish-massage", "self-checks"):
        catalogue = Catalogue(Inputs(clinic=file.parent))
        words = reviews.words_hash(catalogue.leaflet(name).model, catalogue, load(file, catalogue))
        sign(file, name, words=words)
        assert standings(file)[name].state == "reviewed"
    check = CONTENT / "self-checks/toe-reach.yaml"
    changed = check.read_text(encoding="utf-8").replace("Stop at the first", "Stop at a first")
    (file.parent / "self-checks").mkdir()
    (file.parent / "self-checks/toe-reach.yaml").write_text(changed, encoding="utf-8")
    assert {name: each.state for name, each in standings(file).items()} == {
        "swedish-massage": "reviewed",
        "self-checks": "lapsed",
    }
