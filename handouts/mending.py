"""What the renderer leaves wrong in the tags that a screen reader reads, mended before the file is written.

veraPDF passes each of these faults; a listener does not. What is drawn is not touched, so the pages stay as
they are, to the pixel. Every mend looks for its fault, and leaves alone what the renderer has come to do
itself. The faults are those of WeasyPrint 70; the numbers are issues of Kozea/WeasyPrint:

- What stands in the margins of a page is tagged, in a tree of its own, and no artifact (#1836).
- `aria-hidden`, `role="img"` with `aria-label`, and an empty `alt`, are not understood (#2550).
- The header cell of a table does not say what it is the header of (#2508).
- The box of a figure is told in px from the top of the page, not in points from its foot (no issue found).
- A list does not say how it is numbered (none found).
- What runs over two pages is told as two, a list as two lists, a paragraph as two (#2903).
- A list that is set in columns is a list of lists (none found).
- The language of what is in another one is lost (none found).
- A link is called by its address, not by its words (none found).
- There is no space at the end of a line, so that the words before and after it are one (none found).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, NamedTuple

import pydyf
import weasyprint
from weasyprint.formatting_structure.boxes import LineBox, PageBox, TextBox
from weasyprint.pdf import tags

from handouts.design import POINTS_PER_PIXEL

NUMBERING = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
}
"""How PDF calls what CSS calls a `list-style-type`; "None" is any other."""
ROWS = {"row", "rowgroup"}
RUNNING_ON = {"/Sect", "/Div", "/L", "/P"}
"""What may run over two pages. A table is left as it is: its heads stand on each page."""
CLOSED = " -\N{HYPHEN}\N{SOFT HYPHEN}\N{EN DASH}\N{EM DASH}/"
"""After these, nothing is missing at the end of a line."""


class Made(NamedTuple):
    """What the renderer made; nothing in the file says what it was made of."""

    tags: list[tuple[Any, pydyf.Dictionary]]
    """Each with its box."""
    numbers: dict[Any, int]
    """Of each piece of text, by its box: by this number its page knows it."""


@contextmanager
def watching() -> Iterator[Made]:
    """Take down what the renderer makes of a document meanwhile."""
    made = Made([], {})
    build = getattr(tags, "_build_box_tree", None)
    if build is None:  # Another renderer than is known here; its tags stay as they are.
        yield made
        return

    def build_and_note(box: Any, *rest: Any) -> Iterator[pydyf.Dictionary]:
        if isinstance(box, PageBox):
            made.numbers.update({piece: mark["mcid"] for piece, mark in rest[-1].items()})
        for tag in build(box, *rest):
            # The page hands on what its body has made.
            if not made.tags or made.tags[-1][1] is not tag:
                made.tags.append((box, tag))
            yield tag

    tags._build_box_tree = build_and_note  # noqa: SLF001
    try:
        yield made
    finally:
        tags._build_box_tree = build  # noqa: SLF001


def mend(document: weasyprint.Document, pdf: pydyf.PDF, made: Made) -> None:
    """Mend the tags of a file that is all but written."""
    tree = _Tree(document, pdf)
    elements = {tag.number: box.element for box, tag in made.tags}
    whole = []
    for box, tag in made.tags:
        parent = tree.parent(tag)
        # A box without an element of its own has that of the box around it.
        is_whole = box.element is not None and elements.get(parent.number) is not box.element
        if is_whole:
            _follow_html(tree, box, tag)
        _describe(tree, box, tag)
        for piece in _line_ends(box.children[:-1]):
            tree.add_space(tag["Pg"], made.numbers[piece])
        if parent is tree.root and tag.reference not in parent["K"]:
            tree.hide(tag, "Pagination")
        elif _is_hidden(box, tag):
            tree.hide(tag, "Layout")
            parent["K"].remove(tag.reference)
        elif tag["S"] == "/L" and box.is_column:
            tree.dissolve(tag, parent)
        elif is_whole:
            whole.append((box, tag))
    _join_pages(tree, whole, made.numbers)


def _join_pages(tree: _Tree, whole: Iterable[tuple[Any, pydyf.Dictionary]], numbers: dict[Any, int]) -> None:
    """Make one tag of those of an element that runs over pages."""
    begun: dict[Any, tuple[Any, pydyf.Dictionary, pydyf.Dictionary]] = {}
    for box, tag in whole:
        if tag["S"] in RUNNING_ON:
            before, last, first = begun.get(box.element, (box, tag, tag))
            if last["Pg"] != tag["Pg"]:
                for piece in _line_ends(before.children[-1:]):
                    tree.add_space(last["Pg"], numbers[piece])
                tree.dissolve(tag, first)
            begun[box.element] = box, tag, first


def _describe(tree: _Tree, box: Any, tag: pydyf.Dictionary) -> None:
    """Put right, or add, what a tag of this kind says of itself."""
    if tag["S"] == "/Figure":
        _place(tree, box, tag)
    elif tag["S"] == "/L":
        _number(box, tag)
    elif tag["S"] == "/TH":
        tag["A"].setdefault("Scope", "/Row" if box.element.get("scope") in ROWS else "/Column")
    elif tag["S"] == "/Link":
        _call(box)


def _follow_html(tree: _Tree, box: Any, tag: pydyf.Dictionary) -> None:
    """Heed what an element says of itself in attributes that are meant for listeners."""
    given = box.element.attrib
    if given.get("role") == "img" and "aria-label" in given:
        x, y = box.border_box_x(), box.border_box_y()
        tag["S"] = "/Figure"
        tag["Alt"] = pydyf.String(given["aria-label"])
        frame = tree.frame(tag, x, y, x + box.border_width(), y + box.border_height())
        tag["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": frame})
    if "lang" in given and box.element_tag != "html":
        tag.setdefault("Lang", pydyf.String(given["lang"]))


def _is_hidden(box: Any, tag: pydyf.Dictionary) -> bool:
    """Whether it is only for the eye."""
    if box.element is None:
        return False
    is_decoration = tag["S"] == "/Figure" and "Alt" not in tag and box.element.get("alt") == ""
    return is_decoration or bool(box.element.get("aria-hidden") == "true")


def _place(tree: _Tree, box: Any, tag: pydyf.Dictionary) -> None:
    x, y = box.content_box_x(), box.content_box_y()
    in_px = x, y, x + box.width, y + box.height
    if tuple(tag["A"]["BBox"]) == in_px:
        tag["A"]["BBox"] = tree.frame(tag, *in_px)


def _number(box: Any, tag: pydyf.Dictionary) -> None:
    style = box.children[0].style["list_style_type"] if box.children else None
    numbering = NUMBERING.get(style, "None") if isinstance(style, str) else "None"
    tag.setdefault("A", pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{numbering}"}))


def _call(box: Any) -> None:
    words = " ".join("".join(box.element.itertext()).split())
    note = box.link_annotation
    if words and note:
        addresses = (note.get("Dest"), note.get("A", {}).get("URI"))
        if any(address and address.data == note["Contents"].data for address in addresses):
            note["Contents"] = pydyf.String(words)


def _line_ends(lines: Iterable[Any]) -> Iterator[TextBox]:
    """The last piece of each line, where it ends with a word."""
    for line in lines:
        if isinstance(line, LineBox):
            pieces = (each for each in line.descendants() if isinstance(each, TextBox) and each.text.strip())
            for last in deque(pieces, maxlen=1):
                if last.text[-1] not in CLOSED:
                    yield last


class _Tree:
    """The tags of a file, and where their words stand on its pages."""

    def __init__(self, document: weasyprint.Document, pdf: pydyf.PDF) -> None:
        self._objects = pdf.objects
        self._pages = {reference: number for number, reference in enumerate(pdf.page_references)}
        self._heights = [page.height * POINTS_PER_PIXEL for page in document.pages]
        self._spaces = {
            f"/{font.hash}".encode(): f"<{glyph:04x}>".encode()
            for font in document.fonts.values()
            for glyph, letter in font.to_unicode.items()
            if letter == " " and not font.bitmap
        }
        root = self.at(pdf.catalog["StructTreeRoot"])
        self.root = self.at(root["K"][0])
        self._owners = self.at(root["ParentTree"])["Nums"]

    def at(self, reference: bytes) -> Any:
        """The object that is referred to."""
        return self._objects[int(reference.split()[0])]

    def parent(self, tag: pydyf.Dictionary) -> Any:
        """The tag around this one."""
        return self.at(tag["P"])

    def frame(self, tag: pydyf.Dictionary, *px: float) -> pydyf.Array:
        """Left, foot, right and top in points, of left, top, right and bottom in px."""
        left, top, right, bottom = (edge * POINTS_PER_PIXEL for edge in px)
        height = self._heights[self._pages[tag["Pg"]]]
        return pydyf.Array((left, height - bottom, right, height - top))

    def add_space(self, page: bytes, number: int) -> None:
        """End this piece of text with a space, if its type has one on these pages."""
        drawn, places = self._drawn[page]
        start = places.get(number, len(drawn))
        shown = next((at for at in range(start, len(drawn)) if _ends(drawn[at], b"] TJ")), None)
        if shown is None or b"EMC" in drawn[start:shown]:
            return
        type_set = next(drawn[at] for at in range(shown, 0, -1) if _ends(drawn[at], b" Tf"))
        space = self._spaces.get(type_set.split()[0], b"")
        drawn[shown] = drawn[shown].removesuffix(b"] TJ") + space + b"] TJ"

    def dissolve(self, tag: pydyf.Dictionary, into: pydyf.Dictionary) -> None:
        """Put what is in this tag into another one: into its parent in its place, else at the end."""
        parent = self.parent(tag)
        place = parent["K"].index(tag.reference)
        del parent["K"][place]
        place = place if into is parent else len(into["K"])
        into["K"][place:place] = tag["K"]
        for kid in tag["K"]:
            self.at(kid)["P"] = into.reference

    def hide(self, tag: pydyf.Dictionary, kind: str) -> None:
        """Make an artifact of everything in this tag: of a page's `Layout`, or its `Pagination`."""
        for kid in tag["K"]:
            if isinstance(kid, int):
                self._unmark(tag["Pg"], kid, kind)
            else:
                inner = self.at(kid)
                if "S" in inner:
                    self.hide(inner, kind)
        tag["K"] = pydyf.Array(kid for kid in tag["K"] if not isinstance(kid, int))

    def _unmark(self, page: bytes, number: int, kind: str) -> None:
        drawn, places = self._drawn[page]
        if number not in places:  # It is see-through, so it is drawn in a group, and stays as it was.
            return
        at = places[number]
        drawn[at - 1 : at + 1] = ["/Artifact", pydyf.Dictionary({"Type": f"/{kind}"})]
        _, owners = self._owners[2 * self._pages[page] : 2 * self._pages[page] + 2]
        owners[number] = "null"

    @cached_property
    def _drawn(self) -> dict[bytes, tuple[list[Any], dict[int, int]]]:
        """What each page draws, and where in it the properties of a marked piece stand, by its number."""
        found = {}
        for page in self._pages:
            drawn = self.at(self.at(page)["Contents"]).stream
            marks = ((at, each) for at, each in enumerate(drawn) if isinstance(each, pydyf.Dictionary))
            found[page] = drawn, {each["MCID"]: at for at, each in marks if "MCID" in each}
        return found


def _ends(operation: object, operator: bytes) -> bool:
    return isinstance(operation, bytes) and operation.endswith(operator)
