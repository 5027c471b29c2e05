"""How a page is set, as the renderer has it: each line of type with its size, its colours and its column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes

from handouts import fitting, render, sheet
from handouts.colour import to_hex
from handouts.design import MM_PER_PIXEL, POINTS_PER_PIXEL
from handouts.desk import Desk
from handouts.order import Order

WHITE = "#FFFFFF"


@dataclass(frozen=True)
class Run:
    """A piece of one line that is set in one way."""

    text: str
    page: int
    """From 1."""
    within: tuple[str, ...]
    """The elements around it from the page inwards, each as `tag` and as `.class`."""
    size: float
    """Points."""
    colour: str
    ground: str
    """The colours of the type and of what is behind it."""
    left: float
    baseline: float
    width: float
    """Millimetres, from the upper left corner of the paper."""
    paragraph: int
    """Tells the paragraphs of a page apart."""
    column: float
    """Millimetres: the width that its paragraph has."""
    style: Any
    """All properties by name, as the renderer computed them."""


@dataclass(frozen=True)
class Area:
    """A box on a page, with its frame; millimetres from the upper left corner of the paper."""

    name: str
    """The words of a picture; else as it was asked for."""
    page: int
    """From 1."""
    left: float
    top: float
    width: float
    height: float


def lay_out(order: Order) -> tuple[str, Any]:
    """The HTML of this order, and the renderer's pages of it after copy-fitting."""
    desk = Desk(order)
    content = sheet.compose(desk.entry, desk.catalogue, desk.brand, desk.options, desk.personal)
    page = render.handout(content, desk.catalogue)
    fit = fitting.fit if content.pages else fitting.run_on
    fitted = fit(page.html, page.roominess, page.size)
    return fitted.html, fitted.pages._document.pages  # noqa: SLF001


def runs(pages: Any) -> Iterator[Run]:
    """All type on these pages, in the order of the boxes: the foot of a page is at its end."""
    for number, page in enumerate(pages, start=1):
        yield from _runs(page._page_box, number, _Around())  # noqa: SLF001


def pictures(pages: Any) -> Iterator[Area]:
    """All pictures that say something."""
    for number, box in _boxes(pages):
        alt = box.element.get("alt") if box.element_tag == "img" else None
        if alt:
            yield _area(alt, number, box)


def areas(pages: Any, name: str) -> Iterator[Area]:
    """All boxes of this class, such as `.card`, or of this element within one, such as `.warning h2`."""
    *around, last = name.split()
    for number, page in enumerate(pages, start=1):
        for box, within in _named(page._page_box, ()):  # noqa: SLF001
            if last in within[-1] and all(any(each in names for names in within) for each in around):
                yield _area(name, number, box)


def lines(found: Iterable[Run]) -> list[list[Run]]:
    """The runs of each line of a paragraph together."""
    together: dict[tuple[int, int, float], list[Run]] = {}
    for run in found:
        together.setdefault((run.page, run.paragraph, run.baseline), []).append(run)
    return list(together.values())


def _runs(box: Any, page: int, around: _Around) -> Iterator[Run]:
    colour = get_color(box.style, "background_color")
    if colour.alpha:
        around = replace(around, ground=_hex(colour))
    if isinstance(box, boxes.TextBox):
        yield Run(
            box.text,
            page,
            around.names,
            round(box.style["font_size"] * POINTS_PER_PIXEL, 2),
            _hex(get_color(box.style, "color")),
            around.ground,
            left=_mm(box.position_x),
            baseline=_mm(box.position_y + box.baseline),
            width=_mm(box.width),
            paragraph=id(around.paragraph),
            column=_mm(around.paragraph.width),
            style=box.style,
        )
        return
    if box.element is not None and box.element is not around.element:
        classes = (f".{name}" for name in box.element.get("class", "").split())
        around = replace(around, element=box.element, names=(*around.names, box.element_tag, *classes))
    if isinstance(box, boxes.BlockContainerBox):
        around = replace(around, paragraph=box)
    for each in getattr(box, "children", ()):
        yield from _runs(each, page, around)


@dataclass(frozen=True)
class _Around:
    """What is around a box."""

    names: tuple[str, ...] = ()
    element: Any = None
    paragraph: Any = None
    ground: str = WHITE


def _boxes(pages: Any) -> Iterator[tuple[int, Any]]:
    for number, page in enumerate(pages, start=1):
        for box in page._page_box.descendants():  # noqa: SLF001
            if getattr(box, "element", None) is not None:
                yield number, box


def _named(box: Any, within: tuple[set[str], ...]) -> Iterator[tuple[Any, tuple[set[str], ...]]]:
    """Each box of an element, and the names of the elements around it and of itself."""
    if box.element is not None and not isinstance(box, boxes.TextBox) and "::" not in box.element_tag:
        classes = {f".{name}" for name in box.element.get("class", "").split()}
        within = (*within, {box.element_tag, *classes})
        if isinstance(box, (boxes.BlockBox, boxes.InlineBlockBox)):
            yield box, within
    for each in getattr(box, "children", ()):
        yield from _named(getattr(each, "_box", each), within)  # What is positioned is in a placeholder.


def _area(name: str, page: int, box: Any) -> Area:
    left, top = box.border_box_x(), box.border_box_y()
    return Area(name, page, *(_mm(each) for each in (left, top, box.border_width(), box.border_height())))


def _mm(pixels: float) -> float:
    return round(pixels * MM_PER_PIXEL, 2)


def _hex(colour: Any) -> str:
    return to_hex(*(round(255 * part) for part in colour.to("srgb").coordinates))
