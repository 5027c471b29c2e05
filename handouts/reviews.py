"""Who has reviewed a sheet: signatures in the clinic's `reviews.yaml`, each with a hash of the words.

The hash covers every word that a patient may read on the sheet in any layout, as the library has them:
the entry's own, those of the exercises, techniques and sources that it calls and their usual doses, the
names of places on the body chart, the shared blocks, the clinic's note and what it adds to the disclaimer,
and the emergency number. It covers neither labels and looks, nor what stands in the footer only (leaflet
number, version, dates), nor what a clinic or a therapist chooses: exercises left out and other doses.
It is made from the model, so it does not know how the YAML is laid out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path as FilePath
from typing import Any, Literal

from handouts.brand import Brand, load
from handouts.catalogue import Catalogue
from handouts.checks.passage import Passage, passages_of
from handouts.errors import InputFault, Place, Problem, in_order
from handouts.model.area import Area
from handouts.model.base import Model
from handouts.model.clinic import ConditionOverride
from handouts.model.condition import Condition
from handouts.model.leaflet import Leaflet, claims_in
from handouts.model.review import Signature, Signatures
from handouts.model.self_check import SelfCheck, SelfChecks
from handouts.model.technique import Technique
from handouts.model.words import Source as Reference
from handouts.resources import REVIEWS_FILE, shown_path
from handouts.shape import check, near
from handouts.source import Source, read_yaml

SHOWN = 8
"""Digits of a hash that a person compares."""

NOT_READ = {
    *("leaflet", "version", "written", "review_due"),
    *("own_caution", "exemptions", "demands", "about"),
    *("name", "paired", "views"),
    "red_flags",
}
"""Keys of what stands in the footer only, of marks for those who write, and of pictures; and of a condition's
own warning signs, which are hashed as they are printed, with those that it shares."""


@dataclass(frozen=True)
class Standing:
    """Where the review of a sheet stands; with no signature, who and when are empty."""

    state: Literal["awaiting", "reviewed", "lapsed"] = "awaiting"
    by: str = ""
    on: str = ""

    def __str__(self) -> str:
        return {
            "awaiting": "awaiting clinician review",
            "reviewed": f"reviewed {self.on} by {self.by}",
            "lapsed": f"awaiting clinician review (words have changed since {self.by} signed on {self.on})",
        }[self.state]


def latest_day() -> str:
    """The date where it is latest on earth: a signature may come from there."""
    return (datetime.now(UTC) + timedelta(hours=14)).date().isoformat()


def read(catalogue: Catalogue, name: str = "") -> Mapping[str, Signature]:
    """The signatures that hold for the clinic, by the name of the sheet: its own, and those of its base.

    Only those of the sheet `name` count among the inputs. Raises InputFault with every fault of the files.
    """
    found: dict[str, Signature] = {}
    for source in reversed(_files(catalogue, name)):
        found |= signatures(source, catalogue)
    return found


def read_file(path: FilePath, catalogue: Catalogue, name: str = "") -> Source | None:
    """One file of signatures as it is written; None where there is none."""
    if not catalogue.inputs.has(path, part=name):
        return None
    text = catalogue.inputs.read(path, part=name)
    return read_yaml(path, name=shown_path(path), text=text, may_be_empty=True)


def signatures(source: Source, catalogue: Catalogue) -> Mapping[str, Signature]:
    """The signatures in a file; raises InputFault with everything that is wrong with them."""
    problems: list[Problem] = []
    known = catalogue.printed_names()
    for name in source.data:
        if name not in known:
            place = source.place([name], key=True)
            problems.append(Problem.of("A002", place, name=name, near=near(name, known)))
    try:
        found = check(source, Signatures).root
    except InputFault as error:
        raise InputFault(*in_order((*error.problems, *problems))) from None
    for name, signature in found.items():
        problems += in_the_future(signature.on, source.place([name, "on"]))
    if problems:
        raise InputFault(*in_order(problems))
    return found


def standing(leaflet: Leaflet, catalogue: Catalogue, brand: Brand) -> Standing:
    """Whether somebody has signed the words of this sheet, and they are still the same."""
    signature = read(catalogue, leaflet.name).get(leaflet.name)
    return _standing(leaflet, signature, catalogue, brand) if signature else Standing()


def standings(clinic: FilePath | None, catalogue: Catalogue) -> Mapping[str, Standing]:
    """Where the reviews that this clinic has stand, by the name of the sheet."""
    found = read(catalogue)
    if not found:
        return {}  # What is wrong with a brand matters only where somebody has signed.
    brand = load(clinic, catalogue)
    return {
        name: _standing(catalogue.leaflet(name).model, signature, catalogue, brand)
        for name, signature in found.items()
    }


def look_over(catalogue: Catalogue, brand: Brand) -> list[Problem]:
    """What a clinic should know of its signatures: those that have lapsed, or are older than the words."""
    problems: list[Problem] = []
    seen: set[str] = set()
    for source in _files(catalogue):
        for name, signature in signatures(source, catalogue).items():
            if name not in seen:
                leaflet, place = catalogue.leaflet(name).model, source.place([name], key=True)
                problems += before_the_words(signature.on, leaflet, place)
                if _standing(leaflet, signature, catalogue, brand).state == "lapsed":
                    problems.append(Problem.of("A005", place, name=name, by=signature.by, on=signature.on))
            seen.add(name)
    return problems


def words_hash(leaflet: Leaflet, catalogue: Catalogue, brand: Brand) -> str:
    """32 hexadecimal digits that stand for every word of the sheet."""
    words = {
        "sheet": [_words(each) for each in printed_with(leaflet, catalogue)],
        "sources": [_printed_of(catalogue.reference(name)) for name in sources(leaflet, catalogue)],
        "see_also": _neighbours(leaflet, catalogue),
        "clinic": [*_of_the_clinic(leaflet, brand), brand.emergency],
    }
    text = json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def printed_with(leaflet: Leaflet, catalogue: Catalogue) -> Iterator[Model]:
    """All that holds the words of the sheet: the entry, what it calls, and what it shares with others."""
    yield leaflet
    if isinstance(leaflet, Condition):
        yield catalogue.red_flags.signs(leaflet.red_flags)
        yield from (catalogue.exercise(use.exercise).model for use in leaflet.exercises)
        techniques = [catalogue.technique(use.technique).model for use in leaflet.massage.techniques]
        yield from (technique.in_brief() for technique in techniques)
        yield catalogue.cautions.only({technique.work for technique in techniques})
        yield from (catalogue.areas[name] for name in (*leaflet.pain.primary, *leaflet.pain.referred))
        if leaflet.self_checks:
            yield catalogue.entry(SelfChecks, "self-checks").model
            yield from (catalogue.entry(SelfCheck, name).model for name in leaflet.self_checks)
    else:
        yield catalogue.red_flags.for_everybody()
    if isinstance(leaflet, Technique):
        yield catalogue.cautions.only({leaflet.work})
    if isinstance(leaflet, SelfChecks):
        yield from (entry.model for entry in catalogue.all(SelfCheck))
    yield catalogue.shared


def sources(leaflet: Leaflet, catalogue: Catalogue) -> list[str]:
    """Ids of all sources of the sheet, in the order in which they are called."""
    names: list[str] = []
    for model in printed_with(leaflet, catalogue):
        names += [name for _, claim in claims_in(model) for name in claim.sources]
        names += getattr(model, "sources", ())
    return list(dict.fromkeys(names))


def sentences(leaflet: Leaflet, catalogue: Catalogue, brand: Brand) -> int:
    """How many sentences and short phrases a reviewer has to read."""
    passages = [passage for _, passage in to_read(leaflet, catalogue)]
    passages += [Passage((), text) for text in _of_the_clinic(leaflet, brand) if text]
    return sum(len(passage.sentences) for passage in passages)


def own_cautions(leaflet: Leaflet, catalogue: Catalogue) -> list[tuple[Model, Passage]]:
    """The cautions that have no source, each with what it stands in."""
    return [
        (model, passage)
        for model, passage in to_read(leaflet, catalogue)
        if passage.claim and passage.claim.own_caution
    ]


def to_read(leaflet: Leaflet, catalogue: Catalogue) -> Iterator[tuple[Model, Passage]]:
    """Every text of the sheet, with what it stands in."""
    for model in printed_with(leaflet, catalogue):
        if not isinstance(model, Area):
            # A condition's own warning signs come again, with those that it shares.
            yield from ((model, each) for each in passages_of(model) if each.path[:1] != ("red_flags",))


def in_the_future(on: str, place: Place) -> Iterator[Problem]:
    """Nobody has read anything tomorrow."""
    if on > (today := latest_day()):
        yield Problem.of("A003", place, on=on, today=today)


def before_the_words(on: str, leaflet: Leaflet, place: Place) -> Iterator[Problem]:
    """Nobody can have read the words before they were written."""
    written = leaflet.written
    if on[: len(written)] < written:
        yield Problem.of("A004", place, on=on, name=leaflet.name, written=written)


def _files(catalogue: Catalogue, name: str = "") -> list[Source]:
    """The files that there are, the nearest first."""
    found = (read_file(folder / REVIEWS_FILE, catalogue, name) for folder in catalogue.inputs.own)
    return [source for source in found if source]


def _standing(leaflet: Leaflet, signature: Signature, catalogue: Catalogue, brand: Brand) -> Standing:
    same = signature.words == words_hash(leaflet, catalogue, brand)
    return Standing("reviewed" if same else "lapsed", signature.by, signature.on)


def _neighbours(leaflet: Leaflet, catalogue: Catalogue) -> list[str]:
    """Titles of the sheets that it names."""
    named = leaflet.see_also if isinstance(leaflet, Condition) else ()
    return [catalogue.condition(name).model.title for name in named if catalogue.has(Condition, name)]


def _of_the_clinic(leaflet: Leaflet, brand: Brand) -> list[str | None]:
    """The words that a clinic adds to the sheet."""
    override = brand.overrides.conditions.get(leaflet.name, ConditionOverride())
    return [override.note, brand.clinic.disclaimer_extra]


def _printed_of(source: Reference) -> list[str | int | None]:
    return [source.short, source.title, source.organisation, source.year]


def _words(value: object) -> Any:
    """The value as JSON would have it, without what is empty or not read: a new field changes nothing."""
    if isinstance(value, Model):
        names = [name for name in type(value).model_fields if name not in NOT_READ]
        found = {name: _words(getattr(value, name)) for name in names}
        return {name: words for name, words in found.items() if words not in (None, [], {})}
    if isinstance(value, tuple):
        return [_words(item) for item in value]
    return value
