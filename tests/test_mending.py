"""Each fault of the renderer's tags is there, is mended, and is left alone where it is no fault any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pydyf
import pytest
from weasyprint.pdf import tags

from handouts import mending, pdf
from tests import listening, verapdf
from tests.conftest import render_clinic
from tests.listening import Tag
from tests.test_standing import EXAMPLES, difference

STYLE = """\
@page { size: 100mm 200mm; margin: 20mm; @bottom-left { content: "Page " counter(page) }
  @top-left { content: element(running) } }
h2 { break-before: page }
p { margin: 0 }
section p { padding-top: 145mm; width: 15mm; orphans: 1; widows: 1 }
#running { position: running(running) }
"""
SQUARE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'%3E%3Crect width='9' "
SQUARE += "height='9' fill='navy'/%3E%3C/svg%3E"
PAGE = f"""\
<html lang="en"><head><title>Mending</title><style>{STYLE}</style></head><body>
<p id="running">Running head</p>
<h1>Mending</h1>
<p><img src="{SQUARE}" alt="A square" style="width: 20mm; height: 10mm; display: block">Words</p>
<p><img src="{SQUARE}" alt="" style="width: 5mm">Plain</p>
<p>Bleib <span lang="de">in Bewegung</span>, <b>always</b></p>
<p role="img" aria-label="Two boxes to tick"><span>Mo</span> <span>Tu</span></p>
<p aria-hidden="true">Flourish <b>and curl</b></p>
<ul><li>Heel</li></ul><ol><li>Lift</li><li>Lower</li></ol>
<ol style="list-style: upper-roman"><li>First</li></ol><ul style="list-style: none"><li>Bare</li></ul>
<ol style="columns: 2"><li>Left</li><li>Right</li></ol>
<table><thead><tr><th>Day</th><th scope="col">Done</th></tr></thead>
<tbody><tr><th scope="row">Monday</th><td></td></tr></tbody></table>
<p>This paragraph has more than one line, a long-<br>standing <b>good habit</b><br>of it.</p>
<p>See <a href="#second">the second
part</a> or <a href="https://example.org/x">our page</a>.</p>
<h2 id="second">Second</h2><p lang="fr">Bougez</p>
<section><p>Doing and to the end it is.</p></section>
</body></html>
"""
MENDED = {
    "margins": 0,
    "runs": ["Doing and to the end it is."],
    "squares": [[62.69, 421.53, 119.39, 449.88]],
    "decoration": [],
    "languages": {"in Bewegung": "de", "Bougez": "fr"},
    "boxes": ["A square", "Two boxes to tick"],
    "lists": ["Disc", "Decimal", "UpperRoman", "None", "Decimal"],
    "items": {"LI"},
    "scopes": {"Day": "Column", "Done": "Column", "Monday": "Row"},
    "lines": "This paragraph has more than one line, a long-standing good habit of it.",
    "links": {"the second part": "the second part", "our page": "our page"},
}


def written(folder: Path, html: str = PAGE) -> Path:
    path = folder / "mending.pdf"
    pages = pdf.lay_out(html)
    path.write_bytes(pages.write(frozenset(), ""))
    assert {problem.code for problem in pages.complaints} <= {"P004"}, "of the font, which is not ours"
    return path


def facts(path: Path) -> dict[str, Any]:
    """What is told wrongly in the tags of PAGE as the renderer makes them."""
    tree = listening.read(path)
    figures = [tag for tag in tree.all("Figure") if tag.alt]
    return {
        "margins": len(listening.strays(path)),
        "runs": [tag.text for section in tree.all("Sect") for tag in section.all("P")],
        "squares": [[round(edge, 2) for edge in tag.says["BBox"]] for tag in figures[:1]],
        "decoration": [tag.kind for tag in tree.all("Figure") if not tag.alt],
        "languages": {tag.text: tag.language for tag in tree.walk() if tag.language},
        "boxes": [tag.alt for tag in figures],
        "lists": [tag.says.get("ListNumbering") for tag in tree.all("L")],
        "items": {item.kind for tag in tree.all("L") for item in tag.inner if isinstance(item, Tag)},
        "scopes": {tag.text: tag.says.get("Scope") for tag in tree.all("TH")},
        "lines": "".join(each.text for tag in tree.all("P") if "This" in tag.text for each in tag.words()),
        "links": {tag.text: tag.note for tag in tree.all("Link")},
    }


@pytest.fixture
def unmended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "mend", lambda *_: None)


def test_every_fault_is_mended(tmp_path: Path) -> None:
    assert facts(written(tmp_path)) == MENDED


@pytest.mark.usefixtures("unmended")
def test_the_renderer_still_has_every_fault(tmp_path: Path) -> None:
    # Where this fails after an update: take that fault's mend out of the room, and the fault out of here.
    found = facts(written(tmp_path))
    assert [name for name, fact in found.items() if fact == MENDED[name]] == []


def test_what_is_in_the_margins_and_what_decorates_is_not_heard(tmp_path: Path) -> None:
    path = written(tmp_path)
    silent = " ".join(listening.artifacts(path))
    for words in ("Running head", "Page 1", "Page 2", "Flourish", "and curl"):
        assert words in silent
    heard = "\n".join(listening.aloud(listening.read(path)))
    for words in ("Running", "Page 1", "Flourish", "curl", "Mo Tu"):
        assert words not in heard
    with pikepdf.open(path) as file:
        kinds = {
            str(operands[1].Type)
            for page in file.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and operands[0] == "/Artifact"
        }
    assert kinds == {"/Pagination", "/Layout"}


def test_the_tags_pass_verapdf(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert verapdf.check([path]) == {path: []}


def test_the_pages_stay_the_same_to_the_pixel(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    sheet = render_clinic(EXAMPLES / "willow-creek/clinic.yaml", "full").html
    mended = [written(tmp_path, html).read_bytes() for html in (PAGE, sheet)]
    request.getfixturevalue("unmended")
    raw = [written(tmp_path, html).read_bytes() for html in (PAGE, sheet)]
    assert mended != raw
    assert [difference(one, other) for one, other in zip(mended, raw, strict=True)] == [0, 0]


def test_what_the_renderer_says_itself_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = tags._build_box_tree  # noqa: SLF001

    def build_rightly(box: Any, *rest: Any) -> Iterator[pydyf.Dictionary]:
        for tag in build(box, *rest):
            kind = tag["S"]
            if kind == "/Figure":
                tag["A"]["BBox"] = pydyf.Array((1, 2, 3, 4))
            elif kind == "/L":
                tag["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": "/Circle"})
            elif kind == "/TH":
                tag["A"]["Scope"] = "/Both"
            elif kind == "/Link":
                box.link_annotation["Contents"] = pydyf.String("Said")
            elif box.element is not None and "lang" in box.element.attrib:
                tag["Lang"] = pydyf.String("nl")
            yield tag

    monkeypatch.setattr(tags, "_build_box_tree", build_rightly)
    found = facts(written(tmp_path))
    assert found["squares"] == [[1, 2, 3, 4]]
    assert set(found["lists"]) == {"Circle"}
    assert set(found["scopes"].values()) == {"Both"}
    assert set(found["links"].values()) == {"Said"}
    assert set(found["languages"].values()) == {"nl"}
    assert tags._build_box_tree is build_rightly, "nothing of ours stays in the renderer"  # noqa: SLF001


def test_a_picture_is_where_its_frame_says(tmp_path: Path) -> None:
    square = listening.read(written(tmp_path)).all("Figure")[0]
    left, foot, right, top = square.says["BBox"]
    (drawn,) = [piece.drawn for piece in square.words()]
    assert drawn[1::2] == pytest.approx((foot, top), abs=0.1), "it is as high as its box"
    assert (drawn[0] + drawn[2]) / 2 == pytest.approx((left + right) / 2, abs=0.1), "and stands in its middle"


def test_a_renderer_that_works_otherwise_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mending, "tags", object())
    assert facts(written(tmp_path))["margins"] > 0
