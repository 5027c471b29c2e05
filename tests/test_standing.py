"""What stays set from one sheet to the next: the pages are as without it, whatever was made before."""

from __future__ import annotations

import base64
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from handouts import pdf, standing
from handouts.desk import Desk
from handouts.making import Made, make
from handouts.order import Order
from handouts.page import Page
from handouts.press import Here
from handouts.resources import FONTS
from tests.conftest import render_clinic, styled, write_clinic

EXAMPLES = Path(__file__).parent.parent / "examples"
BRANDS = ["willow-creek", "harbour-physio", "northside-college"]


def made(slug: str = "sciatica", clinic: Path | None = None) -> Made:
    return make(Desk(Order(slug, clinic=clinic)), Here())


def pictures(content: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.render(scale=1.5).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def difference(one: bytes, other: bytes) -> int:
    """The most by which a pixel of one file differs from that of the other."""
    pairs = zip(pictures(one), pictures(other), strict=True)
    return max(high for a, b in pairs for _, high in ImageChops.difference(a, b).getextrema())


@pytest.fixture
def strange(monkeypatch: pytest.MonkeyPatch) -> None:
    """The renderer is another one than those that are known, and its inner parts are out of reach."""
    monkeypatch.setattr(standing, "KNOWN", {"weasyprint": "71.0", "pydyf": "0.13.0"})
    for name in ("_Document", "stamp_of"):
        monkeypatch.delattr(standing, name)


def test_the_renderer_is_one_that_is_known() -> None:
    # After an update: compare the pages of both ways, then name the new version.
    assert standing.is_known()


@pytest.mark.parametrize("brand", BRANDS)
def test_the_pages_are_those_of_the_plain_way(brand: str, request: pytest.FixtureRequest) -> None:
    clinic = EXAMPLES / brand / "clinic.yaml"
    quick = made(clinic=clinic)
    request.getfixturevalue("strange")
    plain = made(clinic=clinic)
    assert difference(quick.content, plain.content) <= 2
    assert (quick.pages, quick.warnings) == (plain.pages, plain.warnings)
    assert b"/Form" not in plain.content or quick.content != plain.content


def test_a_full_page_is_that_of_the_plain_way(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    page = render_clinic(write_clinic(tmp_path), "full")
    quick = pdf.lay_out(page.html).write(page.families, "")
    request.getfixturevalue("strange")
    assert difference(quick, pdf.lay_out(page.html).write(page.families, "")) <= 2


def test_a_sheet_has_the_same_bytes_whatever_was_made_before(tmp_path: Path) -> None:
    willow = EXAMPLES / "willow-creek" / "clinic.yaml"
    first, _, again = made(), made("arthritis", willow), made()
    assert first.content == again.content
    code = "from handouts.commands import main; main()"
    command = [sys.executable, "-c", code, "build", "sciatica", "-o", str(tmp_path / "cold.pdf")]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "cold.pdf").read_bytes() == first.content


def forget() -> None:
    """As in a new process."""
    standing.formes.clear()
    standing.type_of.cache_clear()
    standing.stamp_of.cache_clear()


def test_brands_in_turn_do_not_leak_into_each_other() -> None:
    clinics = [None, *(EXAMPLES / brand / "clinic.yaml" for brand in BRANDS)]
    alone = []
    for clinic in clinics:
        forget()
        alone.append(made(clinic=clinic).content)
    forget()
    for turn in (clinics, clinics[::-1]):
        in_turn = {clinic: made(clinic=clinic).content for clinic in turn}
        assert [in_turn[clinic] for clinic in clinics] == alone


def test_a_clinic_cannot_put_its_type_under_the_name_of_anothers(short_page: Page) -> None:
    before = pdf.lay_out(short_page.html).write(short_page.families, "")
    (family,) = short_page.families
    # The bold type for all weights, under the name of the neutral brand.
    bold = base64.b64encode((FONTS / "atkinson-hyperlegible-next" / "bold.ttf").read_bytes()).decode()
    for name in (family, family.replace("handout", r"h\61ndout")):
        for rule in ("@font-face", r"@f\6Fnt-face"):
            forget()
            face = f'{rule} {{ font-family: "{name}"; font-weight: 400; src: url("data:font/ttf;base64,'
            pdf.lay_out(styled(short_page, f'{face}{bold}") }}'))
            assert pdf.lay_out(short_page.html).write(short_page.families, "") == before
            theirs, ours = standing.formes.values()
            assert theirs.fonts is not ours.fonts


def test_what_the_renderer_says_of_a_style_sheet_it_says_of_each_page(short_page: Page) -> None:
    for css in (
        "p { no-such-thing: 1 }",
        ".disclaimer { width: var(--primary) }",
        '@import "http://a.example";',
    ):
        html = styled(short_page, css)
        first, second = (pdf.lay_out(html).complaints for _ in range(2))
        assert first == second != []


def test_a_process_keeps_so_many_style_sheets_and_no_more(short_page: Page) -> None:
    for number in range(standing.MOST_FORMES + 3):
        pdf.lay_out(styled(short_page, f"p {{ margin-left: {number}px }}"))
    assert len(standing.formes) == standing.MOST_FORMES
    assert standing.type_of.cache_info().currsize <= standing.MOST_FORMES


def test_the_last_rules_win_wherever_they_stand(short_page: Page) -> None:
    """A second style element in a clinic's template comes after the first, as it does in the plain way."""
    more = short_page.html.replace("<body>", "<body><style>.warning { margin-left: 40mm }</style>")
    assert "<style>.warning" in more
    quick = pdf.lay_out(more).write(short_page.families, "")
    assert difference(quick, pdf.lay_out(short_page.html).write(short_page.families, "")) > 0
    plain = pdf.lay_out(more.replace("<style>\n", "<style> \n")).write(short_page.families, "")
    assert difference(quick, plain) <= 2
