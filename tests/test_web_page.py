"""The web page: what the sheet says, in one file without scripts, and safe whatever a template does."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5

from handouts import output, render, webproof
from handouts.brand import load
from handouts.build import Built, build
from handouts.catalogue import Catalogue
from handouts.errors import InputFault, OutputRefused, PageFault
from handouts.model.plan import Personal
from handouts.order import Order
from handouts.page import Page
from handouts.printing import Printing
from handouts.resources import Inputs, shipped
from handouts.sheet import Options, compose
from tests.conftest import SHORT, MakeClinic

SHEETS = [
    ("sciatica", "sheet"),
    ("sciatica", "full"),
    ("deep-tissue-massage", "sheet"),
    ("self-checks", "sheet"),
]
HIDING = re.compile(
    r"display:\s*none|visibility|opacity|clip|overflow:|text-indent|(left|top|right|bottom):\s*-|z-index|filter"
)
ONLY_ON_PAPER = {"for-whom", "page-number", "book"}
"""What a screen has no use for, or says in another way."""


def page_of(
    file: Path | None, name: str = "sciatica", *, on_screen: bool = True, layout: str = "sheet"
) -> Page:
    catalogue = Catalogue(Inputs(clinic=file.parent if file else None))
    brand = load(file, catalogue)
    options = Options(layout=layout, paper=brand.paper, on_screen=on_screen)
    return render.handout(compose(catalogue.leaflet(name), catalogue, brand, options, Personal()), catalogue)


def body_of(html: str) -> Element:
    return tinyhtml5.parse(html, namespace_html_elements=False).find("body")


def passages(element: Element) -> list[str]:
    """The headings, paragraphs and items, in their order, without what is only on paper."""
    if ONLY_ON_PAPER & set(element.get("class", "").split()):
        return []
    if element.tag in {"h1", "h2", "h3", "p", "li"}:
        return [" ".join("".join(element.itertext()).split())]
    return [text for each in element for text in passages(each)]


def make(file: Path, **options: object) -> Built:
    return build(Order("sciatica", clinic=file, form="html", output=f"{file.parent.parent}/out/", **options))


@pytest.mark.parametrize(("name", "layout"), SHEETS)
def test_it_says_what_the_sheet_says_in_the_same_order(name: str, layout: str) -> None:
    printed = passages(body_of(page_of(None, name, on_screen=False, layout=layout).html))
    footer = 2  # On paper it comes first, and is set at the foot of each page.
    printed = printed[footer:] + printed[:footer]
    how_to = " " + Catalogue(Inputs()).shared.tick_row
    shown = iter(passages(body_of(page_of(None, name, layout=layout).html.replace(how_to, ""))))
    printed = [each.removesuffix(how_to) for each in printed]
    assert [each for each in printed if each not in shown] == []


@pytest.mark.parametrize(("name", "layout"), SHEETS)
def test_it_stands_alone_and_has_no_script(name: str, layout: str) -> None:
    html = page_of(None, name, layout=layout).html
    assert "<script" not in html
    assert not re.search(r"\son\w+=", html)
    assert re.findall(r'(?:src=|url\()"(?!data:)[^"]*', html) == []
    assert "@import" not in html
    assert "default-src 'none'" in html


def test_it_has_a_language_a_title_one_main_part_and_one_first_heading() -> None:
    root = tinyhtml5.parse(page_of(None).html, namespace_html_elements=False)
    assert root.get("lang") == "en"
    assert root.findtext("head/title") == "Sciatica"
    assert [each.tag for each in root.find("body")] == ["main"]
    assert len(root.findall(".//h1")) == 1


def test_telephone_numbers_and_addresses_can_be_touched(clinic: MakeClinic) -> None:
    file = clinic(
        "name: A\nphone: (503) 555-0142\nweb: a.example\nbooking: a.example/book\nemail: me@a.example\n"
        "show: {email: true}\ncountry: GB\n"
    )
    links = {each.get("href"): each.text for each in body_of(page_of(file).html).iter("a")}
    assert links == {
        "tel:5035550142": "(503)\N{NO-BREAK SPACE}555-0142",
        "https://a.example": "a.example",
        "https://a.example/book": "a.example/book",
        "mailto:me@a.example": "me@a.example",
        "tel:999": "999",
    }
    assert "scan the code" not in page_of(file).html
    assert "<a " not in page_of(file, on_screen=False).html


def test_a_code_is_spoken_of_where_there_is_one(clinic: MakeClinic) -> None:
    words = "name: A\nbooking: a.example/book\n"
    assert "scan the code, or go to a.example/book." in page_of(clinic(words), on_screen=False).html
    without = page_of(clinic(words + "show: {booking_code: false}\n"), on_screen=False).html
    assert "Book a visit:</b> go to a.example/book." in without


def test_the_shipped_styles_hide_nothing() -> None:
    css = (shipped("styles") / "web.css").read_text(encoding="utf-8")
    assert HIDING.findall(css) == []
    assert HIDING.search(".disclaimer { display: none }")


def test_a_clinics_styles_for_paper_are_not_on_it(clinic: MakeClinic) -> None:
    file = clinic(files={"styles/extra.css": ".disclaimer { display: none } /* mark */"})
    html = make(file).path.read_text(encoding="utf-8")
    assert "/* mark */" not in html
    with pytest.raises(PageFault):
        build(Order("sciatica", clinic=file, output=f"{file.parent.parent}/out/"))


def test_the_document_is_never_a_clinics_own(clinic: MakeClinic) -> None:
    file = clinic(files={"templates/web.html": "<p>other</p>", "templates/footer.html": "<p>Our foot</p>"})
    html = page_of(file).html
    assert html.startswith("<!DOCTYPE html>")
    assert "Our foot" in html


@pytest.mark.parametrize(
    "template",
    [
        "",
        "<p hidden>{words}</p>",
        '<p style="color: #FFFFFF">{words}</p>',
        '<div style="display: none"><p>{words}</p></div>',
        '<p aria-hidden="true">{words}</p>',
        "<div inert>{words}</div>",
        "<details>{words}</details>",
        "<dialog>{words}</dialog>",
        "<template>{words}</template>",
        "<noscript>{words}</noscript>",
        "<textarea>{words}</textarea>",
        "<svg><text>{words}</text></svg>",
        "<!-- {words} -->",
        '<img src="data:," alt="{words}">',
    ],
)
def test_words_that_are_left_out_or_hidden_are_missed(template: str) -> None:
    page = page_of(None)
    words = next(each for each in page.guarded if each.name == "the disclaimer")
    assert webproof.check(page.body, page.guarded) == []
    assert page.body.count(words.text) == 1
    faulty = page.body.replace(words.text, template.format(words=words.text))
    (problem,) = webproof.check(faulty, page.guarded)
    assert (problem.code, problem.severity) == ("P021", "error")
    assert words.text in problem.message


@pytest.mark.parametrize(
    ("foreign", "code"),
    [
        ("<script>alert(1)</script>", "P012"),
        ("<style>p { color: red }</style>", "P012"),
        ('<link rel="stylesheet" href="https://a.example/a.css">', "P012"),
        ('<iframe src="data:,"></iframe>', "P012"),
        ('<meta http-equiv="refresh" content="0">', "P012"),
        ('<p onclick="x()">A</p>', "P012"),
        ('<img src="https://a.example/a.png" alt="A">', "P002"),
        ('<img src="logo.png" alt="A">', "P002"),
    ],
)
def test_what_changes_the_page_or_lies_outside_of_it_is_refused(
    foreign: str, code: str, clinic: MakeClinic
) -> None:
    file = clinic(files={"templates/letterhead.html": foreign})
    with pytest.raises(PageFault) as caught:
        make(file)
    assert [problem.code for problem in caught.value.problems] == [code]
    assert not (file.parent.parent / "out").exists()


def test_a_template_that_drops_a_warning_sign_makes_no_page(clinic: MakeClinic) -> None:
    file = clinic(files={"templates/sheet.html": SHORT.replace('{% include "red_flags.html" %}', "")})
    with pytest.raises(PageFault) as caught:
        make(file)
    assert {problem.code for problem in caught.value.problems} == {"P021"}
    assert "the warning signs" in str(caught.value)


def test_a_web_page_is_made_without_the_renderer(tmp_path: Path) -> None:
    code = (
        "import sys; from handouts.commands import main; "
        f"main(['build', 'sciatica', '--format', 'html', '-o', {str(tmp_path / 'x.html')!r}],"
        " standalone_mode=False); "
        "print(sorted({'weasyprint', 'pypdfium2', 'pikepdf'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_it_is_made_again_only_when_something_changed_and_never_over_what_somebody_edited(
    clinic: MakeClinic,
) -> None:
    file = clinic()
    built = make(file)
    assert (built.path.name, built.made, built.warnings) == ("sciatica.html", True, ())
    assert not make(file).made
    file.write_text("name: Another\n", encoding="utf-8")
    assert make(file).made
    built.path.write_bytes(built.path.read_bytes().replace(b"Another", b"Nothing"))
    with pytest.raises(OutputRefused):
        make(file)


def test_one_name_serves_one_format_at_a_time(clinic: MakeClinic, tmp_path: Path) -> None:
    order = Order(
        "sciatica", clinic=clinic(files={"templates/sheet.html": SHORT}), output=f"{tmp_path}/page.html"
    )
    assert build(replace(order, form="print")).made
    assert build(replace(order, form="html")).made, "the other HTML is not this one"
    assert not build(replace(order, form="html")).made


def test_one_patients_page_says_what_was_chosen_and_carries_no_record(clinic: MakeClinic) -> None:
    personal = Personal.model_validate(
        {"plan": {"exercises": ("bridge",), "side": "left"}, "note": "Slowly."}
    )
    built = make(clinic(), personal=personal)
    assert built.path.name == "sciatica.personal.html"
    html = built.path.read_text(encoding="utf-8")
    assert "Slowly." in html
    assert html.count('class="card') == 1
    seal = output.read_seal(built.path)
    assert seal is not None
    assert (seal.fingerprint, seal.made_from) == ("personal", {})


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"paper": "a4"}, "N032"),
        ({"printing": Printing(large_print=True)}, "N032"),
        ({"printing": Printing(fillable=True)}, "N032"),
        ({"layout": "fridge"}, "N031"),
    ],
)
def test_what_needs_pages_is_refused_with_words(
    options: dict[str, object], code: str, clinic: MakeClinic
) -> None:
    for form in ("html", "txt"):
        with pytest.raises(InputFault) as caught:
            build(Order("sciatica", clinic=clinic(), form=form, **options))
        assert [problem.code for problem in caught.value.problems] == [code]
        assert form in str(caught.value)
