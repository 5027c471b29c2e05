"""The imposed booklet: every page once, the right way up, in the order in which folded sheets are read."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from handouts.imposing import impose, sides
from handouts.output import seal

SIZES = {"letter": (612, 792), "a4": (595.28, 841.89)}


def numbered(count: int, paper: str = "letter") -> bytes:
    """A PDF of pages with their number at the head and at the foot."""
    with pikepdf.new() as document:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for number in range(1, count + 1):
            page = document.add_blank_page(page_size=SIZES[paper])
            name = page.add_resource(font, pikepdf.Name.Font, pikepdf.Name.F1)
            words = f"BT {name} 20 Tf 40 700 Td (head{number}) Tj 0 -660 Td (foot{number}) Tj ET"
            page.contents_add(words.encode())
        document.docinfo["/Title"] = "Hip unit"
        made = BytesIO()
        document.save(made)
    return made.getvalue()


def read(content: bytes) -> list[tuple[str, str]]:
    """The text of the left and the right half of each side."""
    document = pypdfium2.PdfDocument(content)
    try:
        found = []
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            halves = (text.get_text_bounded(0, 0, width / 2, height)), text.get_text_bounded(left=width / 2)
            found.append(tuple(" ".join(half.split()) for half in halves))
        return found
    finally:
        document.close()


def folded(printed: list[tuple[str, str]]) -> list[str]:
    """The pages as they are read, once the sheets are laid on each other, folded and stapled.

    A leaf's two pages are the halves of one sheet that lie back to back: the right one of its front, and
    the left one of its back.
    """
    sheets = list(zip(printed[::2], printed[1::2], strict=True))
    before = [page for front, back in sheets for page in (front[1], back[0])]
    after = [page for front, back in reversed(sheets) for page in (back[1], front[0])]
    return before + after


@pytest.mark.parametrize("count", range(1, 14))
def test_folded_sheets_read_from_the_first_page_to_the_last(count: int) -> None:
    wanted = [f"head{number} foot{number}" for number in range(1, count + 1)]
    assert folded(read(impose(numbered(count), seal(None)))) == wanted + [""] * (-count % 4)


@pytest.mark.parametrize("count", range(1, 14))
def test_every_page_is_printed_once(count: int) -> None:
    numbers = [number for side in sides(count) for number in side if number]
    assert sorted(numbers) == list(range(1, count + 1))
    assert len(sides(count)) == 2 * -(-count // 4)


def test_the_cover_is_outside_and_the_staple_between_the_middle_pages() -> None:
    assert sides(8) == [(8, 1), (2, 7), (6, 3), (4, 5)]


@pytest.mark.parametrize("paper", SIZES)
def test_pages_stand_upright_in_the_middle_of_their_half(paper: str) -> None:
    width, height = SIZES[paper]
    document = pypdfium2.PdfDocument(impose(numbered(4, paper), seal(None)))
    try:
        page = document[0]
        assert page.get_size() == pytest.approx((height, width), abs=0.01)
        scale = min(height / 2 / width, width / height)
        text = page.get_textpage()
        # Page 4 lies left, page 1 right.
        for words, middle in (("head4", height / 4), ("foot4", height / 4), ("foot1", height * 3 / 4)):
            start, _ = text.search(words).get_next()
            left, bottom, _, top = text.get_charbox(start)
            up = 700 if words.startswith("head") else 40
            assert left == pytest.approx(middle + (40 - width / 2) * scale, abs=3)
            assert bottom == pytest.approx(width / 2 + (up - height / 2) * scale, abs=3)
            assert top - bottom == pytest.approx(14.5 * scale, abs=1)
    finally:
        document.close()


def test_an_imposed_booklet_claims_no_tags_and_turns_over_its_short_edge() -> None:
    with pikepdf.open(BytesIO(impose(numbered(5), seal(None)))) as printed:
        assert "/MarkInfo" not in printed.Root
        assert "/StructTreeRoot" not in printed.Root
        assert printed.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert printed.docinfo["/Title"] == "Hip unit"


def test_the_same_booklet_gives_the_same_bytes() -> None:
    assert impose(numbered(6), seal(None)) == impose(numbered(6), seal(None))


def test_pages_share_their_resources() -> None:
    few, many = (len(impose(numbered(count), seal(None))) for count in (4, 40))
    assert many < 6 * few
