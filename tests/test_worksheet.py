"""A clinician's worksheet has all that has to be judged, on one page, and a place to sign."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from handouts import output, render, reviews
from handouts.brand import load
from handouts.catalogue import Catalogue
from handouts.checks.rating import Items, Score
from handouts.checks.rules import Rules
from handouts.commands import main
from handouts.desk import Desk
from handouts.errors import OutputRefused, PageFault
from handouts.model.condition import Condition
from handouts.order import Order
from handouts.press import Here
from handouts.readability import Grade
from handouts.resources import Inputs
from handouts.sheet.worksheet import Findings, compose
from handouts.worksheet import command, write
from tests import verapdf
from tests.conftest import MakeClinic

LONGEST = "neuromuscular-pain"
"""No other sheet has as many letters of cautions without a source."""
ITEMS = Rules(Catalogue(Inputs())).of(Items)
FINDINGS = Findings(
    grade=Grade(flesch_kincaid=4.2, smog=6.9, words=90, sentences=9, syllables=120, left_out=4),
    scores=[
        Score("understandability", 13, tuple(item for item in ITEMS.all if item.id == "P05")),
        Score("actionability", 7, ()),
    ],
    to_judge=ITEMS.for_a_person,
)


def page(slug: str, clinic: Path | None = None, findings: Findings = FINDINGS) -> str:
    """The worksheet's text, one line for each element."""
    catalogue = Catalogue(Inputs(clinic=clinic.parent if clinic else None))
    brand = load(clinic, catalogue)
    content = compose(
        catalogue.leaflet(slug).model, catalogue, brand, brand.paper, findings, command="handout review ..."
    )
    html = render.worksheet(content, catalogue).html
    body = html[html.index("<body>") :]
    return re.sub(r"\n\s*", "\n", re.sub(r"</?(p|h\d|div|span|section)\b[^>]*>", "\n", body))


def make(slug: str, clinic: Path, folder: Path, *, force: bool = False) -> Path:
    order = Order(slug, clinic=clinic, output=f"{folder}/", force=force)
    return write(Desk(order), FINDINGS, Here())


def test_every_caution_without_a_source_stands_under_the_heading_it_has_on_the_sheet() -> None:
    lines = page("sciatica").splitlines()
    for heading, caution in (
        (
            "What may go wrong",
            "Deep pressure may set off the leg pain. If it does, ask your therapist to stop.",
        ),
        ("Tell your therapist about", "A weak leg, or what sets off pain"),
        ("Massage must wait if", "You have any emergency sign."),
        ("What you can do each day", "Keep all heat off skin that is numb."),
    ):
        assert lines.index(caution) == lines.index(heading) + 1
    assert "Call 911 now" in page(LONGEST).splitlines()
    for slug in ("sciatica", LONGEST):
        catalogue = Catalogue(Inputs())
        cautions = reviews.own_cautions(catalogue.condition(slug).model, catalogue)
        said = page(slug)
        for model, passage in cautions:
            text = passage.text
            if isinstance(model, Condition) and passage.path[0] == "questions":
                text = f"{model.questions[int(passage.path[1])].question} {text}"
            assert said.count(f"\n{text}\n".replace('"', "&#34;")) == 1, passage


def test_a_technique_and_the_self_checks_have_a_worksheet_too() -> None:
    lines = page("deep-tissue-massage").splitlines()
    assert "Not for you, or not yet" in lines
    assert "Tell your therapist about" not in lines
    assert "On every sheet" in page("self-checks").splitlines()
    for slug in ("deep-tissue-massage", "self-checks"):
        catalogue = Catalogue(Inputs())
        said = page(slug)
        for _, passage in reviews.own_cautions(catalogue.leaflet(slug).model, catalogue):
            assert f"\n{passage.text}\n".replace('"', "&#34;") in said


def test_each_item_for_a_person_has_three_boxes() -> None:
    lines = page("sciatica").splitlines()
    assert {"P02", "P16", "P18"} <= {item.id for item in ITEMS.for_a_person}
    for item in ITEMS.for_a_person:
        at = lines.index(f"<b>{item.id}</b> {item.words}")
        assert lines[at + 1 : at + 4] == ["Yes", "No", "Not applicable"]


def test_scores_say_that_they_are_no_official_rating_and_what_is_not_met() -> None:
    said = page("sciatica")
    assert "automated, not an official rating.</b> Understandability 13 of 14; Actionability 7 of 7." in said
    assert "<b>Not met.</b> P05 Sentences say who does what." in said
    assert "Reading grade 5 (Flesch-Kincaid), 7 (SMOG)" in said


def test_without_scores_nothing_is_said_of_them() -> None:
    assert "official" not in page("sciatica", findings=replace(FINDINGS, scores=()))


def test_sources_are_named_with_their_years() -> None:
    said = page("sciatica")
    assert "NHS 111 Wales, Sciatica;" in said
    assert "Cochrane review, 2015;" in said
    assert re.search(r"Healthify \(New Zealand\), Sciatica(, \d{4})?;", said)


def test_a_sheet_whose_cautions_all_have_sources_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews, "own_cautions", lambda *_: [])
    assert re.search(r"There are none: each of the \d{3} sentences", page("sciatica"))


def test_what_is_signed_are_the_words_of_this_clinic(clinic: MakeClinic) -> None:
    def words(file: Path) -> str:
        found = re.search(
            r"I have read every word of the whole handout, version 1\.0, words (\w{8})\.",
            page("sciatica", file),
        )
        assert found
        return found[1]

    catalogue = Catalogue(Inputs())
    plain = clinic()
    shown = words(plain)
    model = catalogue.condition("sciatica").model
    assert reviews.words_hash(model, catalogue, load(None, catalogue)).startswith(shown)
    assert words(clinic("name: A\ndisclaimer_extra: Ask us.\n")) != shown


def test_the_command_is_the_one_that_records_the_signature(
    clinic: MakeClinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = clinic()
    blanks = 'handout review sciatica --by "Name, credentials" --on YYYY-MM-DD'
    assert command(Order("sciatica", clinic=file), "sciatica") == f"{blanks} --clinic {file.parent}"
    monkeypatch.chdir(file.parent.parent)
    assert command(Order("sciatica", clinic=file), "sciatica") == f"{blanks} --clinic clinic"
    monkeypatch.chdir(file.parent)
    assert command(Order("sciatica", clinic=file), "sciatica") == blanks
    assert command(Order("sciatica"), "sciatica") == f"{blanks} --clinic DIR"


def test_a_worksheet_is_one_page_of_tagged_pdf_and_two_where_there_is_most_to_judge(
    clinic: MakeClinic, tmp_path: Path
) -> None:
    file = clinic()
    paths = {slug: make(slug, file, tmp_path / "out") for slug in ("sciatica", LONGEST)}
    assert paths["sciatica"].name == "sciatica.worksheet.pdf"
    for (slug, path), most in zip(paths.items(), (1, 2), strict=True):
        with pypdfium2.PdfDocument(path) as document:
            assert len(document) <= most, slug
            last = document[len(document) - 1].get_textpage().get_text_range()
        assert "To record it: handout review" in last
        assert "Signature" in last
    assert verapdf.check(list(paths.values()), "ua1") == {path: [] for path in paths.values()}


def test_a_worksheet_replaces_its_like_and_nothing_else(
    clinic: MakeClinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviews, "own_cautions", lambda *_: [])
    file, folder = clinic(), tmp_path / "out"
    path = make("sciatica", file, folder)
    first = path.read_bytes()
    assert output.read_seal(path)
    assert make("sciatica", file, folder).read_bytes() == first
    path.write_bytes(first + b"% notes of a colleague")
    with pytest.raises(OutputRefused) as caught:
        make("sciatica", file, folder)
    assert caught.value.problems[0].code == "O001"
    assert make("sciatica", file, folder, force=True).read_bytes() == first


def test_no_style_takes_a_caution_or_the_command_away(clinic: MakeClinic, tmp_path: Path) -> None:
    for rule in (".place:first-child { display: none }", ".command { color: #FFFFFF }"):
        with pytest.raises(PageFault) as caught:
            make("sciatica", clinic(files={"styles/extra.css": rule}), tmp_path / "out")
        assert {problem.code for problem in caught.value.problems} <= {"P021", "P024"}
        assert not (tmp_path / "out").exists()


def test_a_check_prints_the_worksheet_and_names_it(
    clinic: MakeClinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HANDOUT_CLINIC", raising=False)

    def check(*words: str) -> Result:
        return CliRunner().invoke(main, ("check", *words))

    clinic()
    made = check("sciatica", "--worksheet", "--clinic", "clinic", "-o", "out/")
    assert made.stdout == "out/sciatica.worksheet.pdf\n"
    assert "Entries 1: " in made.stderr
    with pypdfium2.PdfDocument("out/sciatica.worksheet.pdf") as document:
        text = document[0].get_textpage().get_text_range()
    assert "P16 The pictures say the same as the words." in text
    assert re.search(r"Understandability \d+ of \d+; Actionability", text)
    assert "--on YYYY-MM-DD --clinic clinic" in text

    assert check("--worksheet").exit_code == 2
    exercise = check("bridge", "--worksheet")
    assert (exercise.exit_code, exercise.stdout) == (4, "")
    assert "N022 bridge is an exercise" in exercise.stderr
    assert not Path("bridge.worksheet.pdf").exists()
