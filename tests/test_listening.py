"""What those who listen get: finished sheets, read by their tags alone."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from handouts import render, sheet
from handouts.desk import Desk
from handouts.making import make
from handouts.model.plan import Personal
from handouts.order import Order
from handouts.press import Here
from handouts.printing import BRIEF, Printing
from tests import listening
from tests.listening import Tag

GOLDEN = Path(__file__).parent / "golden"
EXAMPLES = Path(__file__).parent.parent / "examples"
WILLOW, HARBOUR = (EXAMPLES / name / "clinic.yaml" for name in ("willow-creek", "harbour-physio"))
ORDERS = {
    "sciatica": Order("sciatica"),
    "meniscal-injury": Order("meniscal-injury"),
    "sciatica.full": Order("sciatica", clinic=WILLOW, layout="full"),
    "deep-tissue-massage": Order("deep-tissue-massage", clinic=WILLOW),
    "self-checks": Order("self-checks"),
    "harbour": Order("low-back-pain", clinic=HARBOUR, paper="a4"),
    "large": Order("hip-pain", clinic=WILLOW, printing=Printing(large_print=True)),
    "easy": Order("sciatica", printing=Printing(easy=True)),
    "exercises": Order("scoliosis", clinic=WILLOW, layout="exercises"),
    "fridge": Order("sciatica", layout="fridge"),
    "log": Order("hip-pain", layout="log"),
}
HEARD = ("sciatica", "meniscal-injury", "self-checks")
WITH_CARDS = [name for name in ORDERS if name not in {"deep-tissue-massage", "self-checks", "log"}]
WITHOUT_STEPS = {"easy"}
"""Its cards have the pictures and the doses."""
TICK_BOXES = "Boxes to tick, one for each day of the week"


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The finished sheets by name."""
    folder = tmp_path_factory.mktemp("heard")
    for name, order in ORDERS.items():
        (folder / f"{name}.pdf").write_bytes(make(Desk(order), Here()).content)
    return {name: folder / f"{name}.pdf" for name in ORDERS}


@pytest.fixture(scope="module")
def trees(sheets: dict[str, Path]) -> dict[str, Tag]:
    return {name: listening.read(path) for name, path in sheets.items()}


def html_of(name: str) -> str:
    desk = Desk(ORDERS[name])
    content = sheet.compose(desk.entry, desk.catalogue, desk.brand, desk.options, desk.personal)
    return render.handout(content, desk.catalogue).html


class Written(HTMLParser):
    """The words of a page as they stand in its HTML, with those of its pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.silent: list[str] = []
        """The elements that we are in, from the one on that is not read letter by letter."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"img", "meta"}:
            self.text += "" if self.silent else given.get("alt") or ""
        elif self.silent:
            self.silent.append(tag)
        elif given.get("role") == "img":
            self.text += given["aria-label"] or ""
            self.silent = [tag]
        elif tag == "head" or given.get("class") == "footer":
            self.silent = [tag]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - HTMLParser calls it so
        if self.silent:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        self.text += "" if self.silent else data


def written(html: str) -> str:
    page = Written()
    page.feed(html)
    return "".join(page.text.split())


def heard(tag: Tag) -> str:
    """All that is heard but the marks of lists, which the page has and its HTML has not."""
    if tag.kind in {"Figure", "Lbl"}:
        return "".join((tag.alt or "").split())
    inner = (heard(each) if isinstance(each, Tag) else each.text for each in tag.inner)
    return "".join("".join(inner).split())


@pytest.mark.parametrize("name", ORDERS)
def test_what_is_heard_is_what_is_written_in_its_order_nothing_lost_and_nothing_twice(
    name: str, trees: dict[str, Tag]
) -> None:
    said, words = heard(trees[name]), written(html_of(name))
    if name == "fridge":  # Its styles put commas between the parts of a dose.
        said, words = said.replace(",", ""), words.replace(",", "")
    assert said == words


@pytest.mark.parametrize("name", ORDERS)
def test_the_page_is_drawn_in_the_order_in_which_it_is_read(name: str, trees: dict[str, Tag]) -> None:
    # For programs that take what is drawn first to be first. The mark of an item is drawn after its words.
    marks = {id(piece) for label in trees[name].all("Lbl") for piece in label.words()}
    drawn = [(piece.page, piece.number) for piece in trees[name].words() if id(piece) not in marks]
    assert drawn == sorted(drawn)


@pytest.mark.parametrize("name", ORDERS)
def test_what_is_at_the_foot_of_each_page_is_not_heard(name: str, sheets: dict[str, Path]) -> None:
    assert listening.strays(sheets[name]) == []
    foot = " ".join(listening.artifacts(sheets[name]))
    for words in (r"Page\s+1", "Next review", *([] if ORDERS[name].layout in BRIEF else ["Reading grade"])):
        assert re.search(words, foot)
    assert listening.unmarked(sheets[name]) == 0, "lines, grounds and drawings that only decorate"


@pytest.mark.parametrize("name", ORDERS)
def test_headings_go_down_from_one_title_without_a_gap(name: str, trees: dict[str, Tag]) -> None:
    levels = [int(tag.kind[1]) for tag in trees[name].walk() if re.fullmatch(r"H\d", tag.kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert max(levels) <= 3
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", ORDERS)
def test_lists_have_items_with_a_mark_and_a_body_and_say_how_they_are_numbered(
    name: str, trees: dict[str, Tag]
) -> None:
    lists = trees[name].all("L")
    assert lists
    for each in lists:
        numbering = each.says["ListNumbering"]
        for number, item in enumerate(each.inner, start=1):
            assert isinstance(item, Tag)
            assert item.kind == "LI"
            label, body = item.inner
            assert isinstance(label, Tag)
            assert isinstance(body, Tag)
            assert (label.kind, body.kind) == ("Lbl", "LBody")
            assert label.text == {"Disc": "•", "Decimal": f"{number}."}[numbering]


@pytest.mark.parametrize("name", ORDERS)
def test_pictures_have_words_and_a_frame_around_what_is_drawn(name: str, trees: dict[str, Tag]) -> None:
    for figure in trees[name].all("Figure"):
        assert figure.alt
        left, foot, right, top = figure.says["BBox"]
        assert 0 <= left < right <= 612
        assert 0 <= foot < top <= 842
        for piece in figure.words():
            x, y = (piece.drawn[0] + piece.drawn[2]) / 2, (piece.drawn[1] + piece.drawn[3]) / 2
            assert left <= x <= right
            assert foot <= y <= top


@pytest.mark.parametrize("name", WITH_CARDS)
def test_a_card_is_a_section_its_heading_picture_steps_and_dose_in_this_order(
    name: str, trees: dict[str, Tag]
) -> None:
    doses = [
        [re.sub("<.*?>", "", part) for part in re.findall("<p>(.*?)</p>", dose)]
        for dose in re.findall('class="dose">(.*?)</div>', html_of(name))
    ]
    level = "H2" if ORDERS[name].layout in BRIEF else "H3"
    starts = [(tag, next(each for each in tag.walk() if each is not tag)) for tag in trees[name].all("Sect")]
    cards = [tag for tag, start in starts if start.kind == level and re.match(r"\d+ ", start.text)]
    assert len(cards) == len(doses) >= 3
    for number, (card, dose) in enumerate(zip(cards, doses, strict=True), start=1):
        parts = [tag for tag in card.walk() if tag.kind in {level, "Figure", "L", "P", "Table"}]
        kinds, words = [tag.kind for tag in parts], [tag.text.removesuffix(",") for tag in parts]
        assert words[0].startswith(f"{number} ")
        amount = words.index(dose[0])
        heading, picture, *steps = (kinds.index(each) for each in (level, "Figure", *_steps(name)))
        assert [heading, picture, *steps, amount] == sorted([0, picture, *steps, amount])
        assert words[amount : amount + len(dose)] == dose
        ticks = [tag.alt for tag in parts[amount:] if tag.kind in {"Figure", "Table"}]
        assert ticks == [None if name == "fridge" else TICK_BOXES]
        assert "Mo" not in words, "the days are in the picture of the boxes, which is said once"


def _steps(name: str) -> list[str]:
    return [] if name in WITHOUT_STEPS else ["L"]


def test_a_self_check_begins_with_its_heading(trees: dict[str, Tag]) -> None:
    _, *checks = trees["self-checks"].all("Sect")
    assert len(checks) > 3
    for check in checks:
        assert [tag.kind for tag in check.walk() if tag.kind in {"H2", "Figure", "L"}][:2] == ["H2", "Figure"]


@pytest.mark.parametrize("name", ORDERS)
def test_bookmarks_are_the_headings_and_the_title_is_shown(name: str, sheets: dict[str, Path]) -> None:
    headings = [tag.text for tag in listening.read(sheets[name]).all("H1", "H2")]
    document = pypdfium2.PdfDocument(sheets[name])
    assert [" ".join(mark.get_title().split()) for mark in document.get_toc()] == headings
    document.close()
    with pikepdf.open(sheets[name]) as pdf:
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title).casefold() in headings[0].casefold()
        assert str(pdf.Root.Lang) == "en"


def test_what_is_beside_the_page_says_nothing_of_a_patient(tmp_path: Path) -> None:
    words = {"therapist": "Zoe Quill", "note": "Xylophone lessons on Friday"}
    plan = {"exercises": ("bridge",), "side": "left", "therapist": words["therapist"]}
    personal = Personal.model_validate({"plan": plan, "note": words["note"]})
    path = tmp_path / "sciatica.pdf"
    path.write_bytes(make(Desk(Order("sciatica", personal=personal)), Here()).content)
    said = "\n".join(listening.aloud(listening.read(path)))
    for each in (*words.values(), "Your left side"):
        assert each in said, "it is on the page"
    with pikepdf.open(path) as pdf:
        beside = [str(value) for value in pdf.docinfo.values()]
        beside.append(pdf.Root.Metadata.read_bytes().decode())
        with pdf.open_outline() as outline:
            beside += [item.title for top in outline.root for item in (top, *top.children)]
        assert "/Names" not in pdf.Root or "/EmbeddedFiles" not in pdf.Root.Names
    assert any("Sciatica" in each for each in beside)
    for secret in ("Quill", "Xylophone", "Friday", "left", "bridge"):
        assert not any(secret.casefold() in each.casefold() for each in beside)


@pytest.mark.parametrize("name", HEARD)
def test_a_sheet_sounds_as_last_accepted(
    name: str, trees: dict[str, Tag], request: pytest.FixtureRequest
) -> None:
    said = "\n".join(listening.aloud(trees[name])) + "\n"
    golden = GOLDEN / f"{name}.heard.txt"
    if request.config.getoption("--accept"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8"), "if this is meant: pytest --accept, and read the diff"
