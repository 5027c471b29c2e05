"""A picture without words is found in the HTML, while it can still be told from decoration."""

import pytest

from handouts.errors import InputFault
from handouts.pictured import LONGEST, wordless
from tests.conftest import MakeClinic, render_clinic

TITLED = '<svg viewBox="0 0 9 9"><title>A heel raise</title><path d="M0 0h9"/></svg>'


@pytest.mark.parametrize(
    "html",
    [
        '<img src="x" alt="A heel raise">',
        '<img src="x" alt="">',
        "<img src=x alt>",
        '<img src="x" aria-hidden="true">',
        TITLED,
        '<svg aria-hidden="true"><path d="M0 0h9"/></svg>',
        f"<p>{TITLED} and words</p>",
        '<p role="img" aria-label="Boxes to tick"><span>Mo</span></p>',
        "<!-- <img> --><p>alt</p>",
        "<![odd[<p>not <img alt='x'>",
        "<![odd[ without an end",
        '<style>p::after { content: "<img>" }</style>',
    ],
)
def test_a_picture_with_words_or_that_only_decorates_passes(html: str) -> None:
    assert wordless(html) == []


@pytest.mark.parametrize(
    "html",
    [
        "<img src=x>",
        '<IMG src="x" data-alt="A heel raise">',
        '<img title=" alt=x " src="x">',
        '<svg><path d="M0 0h9"/></svg>',
        '<svg><path d="M0 0h9"/><title>too late for the renderer</title></svg>',
        "<svg><title> </title></svg>",
        "<svg/>",
        '<p role="img"><span>Mo</span></p>',
        '<object data="x">words</object>',
        '<embed src="x">',
    ],
)
def test_a_picture_without_words_is_found(html: str) -> None:
    assert len(wordless(html)) == 1


def test_it_is_named_without_the_whole_picture() -> None:
    (found,) = wordless(f'<p><img class="badge" src="data:image/png;base64,{"A" * 5000}"></p>')
    assert found == '<img class="badge" src="data:…">'
    (found,) = wordless(f'<img class="{"a" * 5000}">')
    assert len(found) == LONGEST


def test_a_sheet_with_one_is_refused(clinic: MakeClinic) -> None:
    letterhead = '<div class="letterhead"><img class="badge" src="{{ logo }}"></div>'
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    file = clinic(
        "name: Test Clinic\nlogo: logo.svg\n", {"templates/letterhead.html": letterhead, "logo.svg": svg}
    )
    with pytest.raises(InputFault) as caught:
        render_clinic(file)
    (problem,) = caught.value.problems
    assert problem.code == "T007"
    assert problem.message.endswith('<img class="badge" src="data:…">')


def test_decoration_of_a_clinic_is_no_fault(clinic: MakeClinic) -> None:
    letterhead = '<div class="letterhead"><img alt="" src="data:image/png;base64,"></div>'
    assert 'alt=""' in render_clinic(clinic(files={"templates/letterhead.html": letterhead})).html
