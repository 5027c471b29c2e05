"""The finished page is looked at: nothing may take the words off it that keep a patient safe."""

from __future__ import annotations

import base64
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from handouts import proof
from handouts.design import PAPERS
from handouts.page import Guarded, Page
from handouts.resources import FONTS
from tests.conftest import printed, render_clinic, write_clinic

COVER = 'html::after { content: ""; position: fixed; top: 0; left: 0; width: 300mm; height: 300mm; %s }'


def picture(inner: str) -> str:
    """An SVG picture as a CSS address."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4">{inner}</svg>'
    return f'url("data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}")'


def ground(colour: str) -> str:
    """A picture of one colour as a CSS address."""
    return picture(f'<rect width="4" height="4" fill="{colour}"/>')


def over_the_flags(inner: str, tile: float = 4) -> str:
    """A pattern of square tiles, some points wide, over the warning signs."""
    return (
        ".flags { position: relative } .flags::after { content: ''; position: absolute; top: 0; left: 0;"
        f" width: 100%; height: 100%; background: {picture(inner)} 0 0 / {tile}pt {tile}pt }}"
    )


def faults(page: Page, css: str) -> set[str]:
    content, complaints = printed(page, css)
    return {*complaints, *(problem.code for problem in proof.check(content, page.guarded, PAPERS["letter"]))}


def test_the_guarded_words_of_the_short_page_pass(short_page: Page) -> None:
    assert faults(short_page, "") == set()


def test_a_sheet_guards_the_mark_the_warning_signs_and_the_disclaimer(short_page: Page) -> None:
    names = [guarded.name for guarded in short_page.guarded]
    assert names.count("the review mark") == 1
    assert names.count("the warning signs") >= 8
    assert names.count("the disclaimer") == 5


def test_a_line_may_end_with_the_hyphen_of_a_word(short_page: Page) -> None:
    words = "Weakness that is fast-growing"
    narrow = replace(
        short_page,
        html=short_page.html.replace("</body>", f'<p style="width: 42mm">{words}</p></body>'),
        guarded=(Guarded("a warning", words),),
    )
    assert "fast-\n" in lines(narrow)
    assert faults(narrow, "") == set()


def lines(page: Page) -> str:
    """The text of the first page by its lines."""
    content, _ = printed(page)
    text = str(pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range())
    return text.replace("\ufffe", "-\n")


@pytest.mark.parametrize("layout", ["sheet", "full"])
def test_a_shipped_page_passes(layout: str, tmp_path: Path) -> None:
    assert faults(render_clinic(write_clinic(tmp_path), layout), "") == set()


@pytest.mark.parametrize(
    "css",
    [
        ".disclaimer { font-size: 9pt }",
        ".disclaimer { font-style: italic; font-weight: 700 }",
        ".disclaimer { line-height: 1; letter-spacing: -.02em; word-spacing: 3mm; text-align: justify }",
        ".disclaimer { color: #767676 }",
        ".warning, .warning h2 { background: #FFFFFF; border: 0 } .warning h2 { color: #000000 }",
    ],
)
def test_words_in_another_style_that_can_be_read_pass(css: str, short_page: Page) -> None:
    assert faults(short_page, css) == set()


DROPPED = [
    ".warning { display: none }",
    ".disclaimer { visibility: hidden }",
    ".disclaimer { text-transform: uppercase }",
    ".warning li { position: running(gone) }",
    "html { display: none }",
    ".sources, .footer { display: none }",
]
SMALL = [
    ".disclaimer { font-size: 8.9pt }",
    ".disclaimer { font-size: 1px }",
    ".disclaimer { font-size: 0 }",
    ".warning { transform: scale(.7) }",
    ".warning { transform: scaleY(.5) }",
    "html { font-size: 4pt }  .disclaimer { font-size: 1em }",
]
OUTSIDE = [
    ".disclaimer { text-indent: -9999px }",
    ".disclaimer { position: absolute; left: -500mm }",
    ".warning { margin-top: -400mm }",
    ".disclaimer { transform: translate(300mm) }",
    ".disclaimer { letter-spacing: 30mm; white-space: nowrap }",
]
UNREADABLE = [
    ".warning li { color: #FFFFFF } .warning { background: none }",
    ".warning li { color: transparent }",
    ".warning li { color: rgba(0, 0, 0, .2) }",
    ".warning { opacity: .1 }",
    ".disclaimer { color: #A0A0A0 }",
    ".disclaimer { background: #222222 }",
    f".warning {{ background: {ground('#16242B')} }}",
    COVER % "background: #FFFFFF",
    COVER % "background: #000000",
    COVER % "background: rgba(255, 255, 255, .8)",
    COVER % f"background: {ground('white')}",
    COVER.replace('content: ""', 'content: "I"') % "font-size: 1500pt; line-height: 1; left: -20mm",
    over_the_flags('<rect width="4" height="3.2" fill="white"/>'),
    over_the_flags('<rect width="3.2" height="4" fill="white"/>'),
    over_the_flags('<rect width="4" height="3.2" fill="black"/>'),
    over_the_flags('<rect width="4" height="3.4" fill="white"/>', 2),
    over_the_flags('<rect width="3.4" height="4" fill="white"/>', 2),
    over_the_flags('<path d="M0 0H4V3H3V4H0Z" fill="white"/>', 2),
    ".disclaimer { overflow: hidden; height: 0 }",
    ".disclaimer { overflow: hidden; height: 5mm }",
    ".warning li { overflow: hidden; height: 7pt }",
    ".warning li { position: absolute; top: 40mm; left: 40mm }",
    ".disclaimer { line-height: 2pt }",
    ".disclaimer { letter-spacing: -.3em }",
    ".disclaimer { transform: translateY(-5mm) rotate(4deg) }",
]


@pytest.mark.parametrize(
    ("code", "css"),
    [
        *(("P021", css) for css in DROPPED),
        *(("P022", css) for css in SMALL),
        *(("P023", css) for css in OUTSIDE),
        *(("P024", css) for css in UNREADABLE),
        ("P025", ".disclaimer { transform: skewX(75deg) }"),
        ("P025", ".warning { transform: scaleX(-1) }"),
        ("P025", ".disclaimer { transform: rotate(180deg) }"),
    ],
)
def test_a_style_that_takes_the_words_away_fails(code: str, css: str, short_page: Page) -> None:
    found = faults(short_page, css)
    # Words that lie over or across each other may also be lost to a program that reads the page.
    assert code in found or (code in {"P024", "P022", "P025"} and "P021" in found), found
    assert found <= {"P021", code}


@pytest.mark.parametrize(
    "css",
    [
        "@page { size: 100mm 100mm }",
        "@page { size: a3 }",
        "@page { size: 1e9mm }",
        "@page { size: 5000mm 5000mm }",
        "@page :first { size: a5 landscape }",
    ],
)
def test_a_page_of_another_size_fails_and_is_never_drawn(css: str, short_page: Page) -> None:
    assert faults(short_page, css) == {"P020"}


@pytest.mark.parametrize("words", ["red_flags.html", "disclaimer.html", "sources.html"])
def test_a_template_that_leaves_the_words_out_fails(words: str, tmp_path: Path) -> None:
    files = {f"templates/{words}": "", "templates/footer.html": "", "templates/massage.html": ""}
    page = render_clinic(write_clinic(tmp_path, files=files))
    missing = proof.check(printed(page)[0], page.guarded, PAPERS["letter"])
    assert {problem.code for problem in missing} == {"P021"}
    assert all(problem.message.startswith("On the finished page, the ") for problem in missing)


def test_a_template_that_changes_one_word_fails(tmp_path: Path) -> None:
    template = '<div>{% for line in disclaimer %}{{ line | replace("doctor", "friend") }} {% endfor %}</div>'
    page = render_clinic(write_clinic(tmp_path, files={"templates/disclaimer.html": template}))
    found = proof.check(printed(page)[0], page.guarded, PAPERS["letter"])
    assert [problem.code for problem in found] == ["P021", "P021"]
    assert "doctor" in found[0].message


def test_words_that_stand_once_for_a_reader_may_stand_hidden_elsewhere(short_page: Page) -> None:
    again = f'<p style="color: #FFF">{short_page.guarded[1].text}</p></section>'
    page = replace(short_page, html=short_page.html.replace("</section>", again))
    assert faults(page, "") == set()


def test_a_font_with_empty_letters_fails(short_page: Page) -> None:
    page = short_page
    (family,) = page.families
    with TTFont(FONTS / "atkinson-hyperlegible-next" / "regular.ttf") as font:
        for name in font.getGlyphOrder():
            font["glyf"][name] = TTGlyphPen(None).glyph()
        blank = io.BytesIO()
        font.save(blank)
    uri = f"data:font/ttf;base64,{base64.b64encode(blank.getvalue()).decode()}"
    face = f'@font-face {{ font-family: "{family}"; font-weight: 300; src: url("{uri}") }}'
    css = f"{face} li {{ font-weight: 300 }}"
    assert "P024" in faults(page, css)
    other = css.replace(f'"{family}"', '"blank"').replace("li {", 'li { font-family: "blank";')
    assert {"P004", "P024"} <= faults(page, other)


def test_every_word_that_is_gone_is_told_at_once(short_page: Page) -> None:
    content, _ = printed(short_page, "html { display: none }")
    found = proof.check(content, short_page.guarded, PAPERS["letter"])
    assert len(found) == len(short_page.guarded)
    assert str(found[0]).startswith("P021 On the finished page, the review mark is missing: “Written ")


def test_words_that_were_never_there_are_missed(short_page: Page) -> None:
    content, _ = printed(short_page)
    (found,) = proof.check(content, [Guarded("a planted text", "These words are nowhere.")], PAPERS["letter"])
    assert (found.code, found.severity) == ("P021", "error")


def test_words_that_stand_on_another_page_than_they_must_are_missed(short_page: Page) -> None:
    second = '<p style="break-before: page">Two.</p></section>'
    content, _ = printed(replace(short_page, html=short_page.html.replace("</section>", second)))
    words = short_page.guarded[1]
    for pages, codes in (
        (range(1, 2), []),
        (range(1, 3), []),
        (range(2, 3), ["P021"]),
        (range(3, 5), ["P021"]),
    ):
        found = proof.check(content, [replace(words, pages=pages)], PAPERS["letter"])
        assert [problem.code for problem in found] == codes


@pytest.mark.parametrize("name", ["deep-tissue-massage", "self-checks"])
@pytest.mark.parametrize("taken", [".warning", ".disclaimer", ".sources, .footer"])
def test_a_sheet_of_one_page_is_guarded_too(name: str, taken: str) -> None:
    page = render_clinic(None, name=name)
    assert faults(page, "") == set()
    assert faults(page, f"{taken} {{ display: none }}") == {"P021"}


def test_a_page_is_proved_without_the_renderer() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import handouts.proof, sys; print('weasyprint' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"
