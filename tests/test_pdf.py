"""Facts about the finished PDF that a patient, a screen reader and an archive rely on."""

import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from handouts import pdf
from handouts.build import build
from handouts.catalogue import Catalogue
from handouts.design import MOST
from handouts.errors import PageFault
from handouts.order import Order
from handouts.resources import CONTENT, Inputs
from tests import verapdf
from tests.conftest import png, write_clinic

ALL = sorted(path.stem for path in (CONTENT / "conditions").glob("*.yaml"))
SLUGS = sorted({"sciatica", *ALL[::5]})
"""A fair sample: veraPDF takes seconds for each sheet, and what it looks at is the same on all."""
EXAMPLES = Path(__file__).parent.parent / "examples"


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20"><path d="M0 0h90v20z"/></svg>'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The four sheets on both papers, the full layout, a branded one and one with pictures, by name."""
    folder = f"{tmp_path_factory.mktemp('made')}/"
    orders = [Order(slug, output=folder, paper=paper) for slug in SLUGS for paper in ("letter", "a4")]
    orders.append(Order("sciatica", output=folder, layout="full"))
    orders += [Order(name, output=folder) for name in ("pnf-stretching", "self-checks")]
    orders.append(
        Order("sciatica", output=folder + "willow.pdf", clinic=EXAMPLES / "willow-creek/clinic.yaml")
    )
    own = tmp_path_factory.mktemp("own")
    pictures = {f"figures/bridge.{part}.svg": DRAWING for part in ("start", "finish")}
    clinic = write_clinic(own, files={**pictures, "figures/pelvic-tilt.png": png(40, 30)})
    orders.append(Order("sciatica", output=folder + "pictures.pdf", clinic=clinic))
    paths = [build(order).path for order in orders]
    return {path.name: path for path in paths}


def structure(path: Path) -> str:
    """The tag tree with its text, as Poppler reads it."""
    done = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, text=True, check=True)
    return done.stdout


def info(path: Path) -> str:
    return subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout


def text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_every_sheet_passes_verapdf_for_pdf_ua_1(made: dict[str, Path]) -> None:
    failures = verapdf.check(list(made.values()), "ua1")
    assert failures == {path: [] for path in made.values()}


@pytest.mark.parametrize("slug", SLUGS)
def test_a_sheet_is_two_pages_of_its_paper(slug: str, made: dict[str, Path]) -> None:
    for name, size in ((f"{slug}.pdf", r"612 x 792"), (f"{slug}.a4.pdf", r"595\.\d+ x 841\.\d+")):
        assert re.search(r"Pages: +2\n", info(made[name]))
        assert re.search(rf"Page size: +{size} pts", info(made[name]))


def test_title_author_language_and_tags_are_set(made: dict[str, Path]) -> None:
    found = info(made["willow.pdf"])
    assert re.search(r"Title: +Sciatica\n", found)
    assert re.search(r"Author: +Willow Creek", found)
    assert re.search(r"Tagged: +yes", found)
    catalogue = made["willow.pdf"]
    document = pypdfium2.PdfDocument(catalogue)
    bookmarks = [mark.get_title() for mark in document.get_toc()]
    document.close()
    assert bookmarks[0] == "Sciatica"
    assert "How massage may help" in bookmarks


def test_the_metadata_says_what_it_was_made_from(made: dict[str, Path]) -> None:
    done = subprocess.run(
        ["pdfinfo", "-meta", made["sciatica.pdf"]], capture_output=True, text=True, check=True
    )
    assert re.search(r"<handouts:Fingerprint>[0-9a-f]{64}</handouts:Fingerprint>", done.stdout)
    assert "pdfuaid:part" in done.stdout


def test_only_the_clinics_type_is_embedded(made: dict[str, Path]) -> None:
    done = subprocess.run(["pdffonts", made["sciatica.pdf"]], capture_output=True, text=True, check=True)
    rows = done.stdout.splitlines()[2:]
    assert len(rows) == 2
    # Columns from the right: object, generation, unicode, subset, embedded.
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_reading_order_is_the_order_of_the_page(made: dict[str, Path]) -> None:
    tree = structure(made["sciatica.pdf"])
    parts = [
        "Sciatica",
        "What it is",
        "Common signs",
        "Where it may hurt",
        "Warning signs",
        "How massage",
        "Tell your",
        "Self-care",
    ]
    places = [tree.index(f'"{part}') for part in parts]
    assert places == sorted(places)


def test_headings_go_down_without_a_gap(made: dict[str, Path]) -> None:
    for name in ("sciatica.pdf", "sciatica.full.pdf"):
        levels = [int(level) for level in re.findall(r"^ *H([1-6]) ", structure(made[name]), re.MULTILINE)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_steps_are_a_numbered_list_and_pictures_have_words(made: dict[str, Path]) -> None:
    tree = structure(made["willow.pdf"])
    assert tree.count("LBody") > 30
    figures = re.findall(r"^ *Figure", tree, re.MULTILINE)
    uses = Catalogue(Inputs()).condition("sciatica").model.exercises[: MOST["sheet"]["exercises"]]
    drawn = sum(len(Inputs().figure(use.exercise)) for use in uses)
    ticked = len(uses)
    assert len(figures) == 3 + drawn + ticked, (
        "the logo, the chart, the booking code, what is drawn, tick boxes"
    )
    content = made["willow.pdf"].read_bytes()
    assert b"/Interpolate true" not in content


def test_the_red_flags_and_the_disclaimer_are_on_every_layout(made: dict[str, Path]) -> None:
    for path in made.values():
        words = text(path)
        assert "Call 911 now" in words
        assert "do not diagnose" in words
        assert "awaiting clinician review" in words.replace("\r\n", " ")


def test_the_full_layout_prints_what_the_sheet_has_no_room_for(made: dict[str, Path]) -> None:
    full, sheet = text(made["sciatica.full.pdf"]), text(made["sciatica.pdf"])
    for heading in ("What may cause it", "Questions people ask", "What your therapist may do", "ICD-10-CM"):
        assert heading in full
        assert heading not in sheet
    for card in ("Easier:", "Harder:"):
        assert card in full


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, made: dict[str, Path]) -> None:
    again = build(Order("sciatica", output=f"{tmp_path}/", paper="letter")).path
    assert again.read_bytes() == made["sciatica.pdf"].read_bytes()


def test_nothing_is_fetched_and_the_attempt_is_named() -> None:
    html = '<html lang="en"><title>x</title><body><h1>x</h1><img src="http://127.0.0.1:9/x.png" alt="x">'
    pages = pdf.lay_out(html)
    assert "P002" in [problem.code for problem in pages.complaints]


def test_a_page_that_the_renderer_cannot_make_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("inside the renderer")

    monkeypatch.setattr(pdf.weasyprint.HTML, "render", fail)
    with pytest.raises(PageFault) as caught:
        pdf.lay_out("<p>x")
    assert caught.value.problems[0].code == "P003"
