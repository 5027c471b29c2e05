"""The finished page, looked at: the words that keep a patient safe are there, large enough and readable.

Each guarded text is found in the PDF's own text and measured. Then the page is drawn twice, once as it
is and once with every text made invisible: what a letter adds to the picture is what a reader sees of
it. A letter that is hidden, covered, white on white or drawn with an empty font adds nothing; one that is
cut or covered in part adds less than its box holds. Letters over letters are told by their boxes.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from math import ceil, inf
from typing import Any, NamedTuple, cast

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from handouts.design import SMALLEST_TEXT, PageSize
from handouts.errors import Problem
from handouts.page import Guarded, squeezed

SCALE = 2.5
"""Pixels a point; strokes of 9 pt type are then wider than a pixel."""
LEAST_DIFFERENCE = 128
"""Of 255 grey levels between a letter and its ground; 4.5:1 on white is 137, less what edges blur."""
FAINT = 40
"""Of 255; what is fainter is an edge or a shadow."""
MOST_MISSING = 3
"""Pixels that a letter may miss at one side of its box; whole letters miss up to 2."""
APART = 60
"""Rows of pixels between two strips of a page that are drawn one by one."""
MOST_SLANT = 0.4
"""How far an upright letter may lean, as a share of its height; italics lean 0.2."""
ROUNDING = 0.05
"""Points by which a measured size may miss the limit."""
POINTS_A_MM = 72 / 25.4
FIRST_LETTER = 0x20
"""Characters below it are marks and no letters."""


class _Letter(NamedTuple):
    """A letter's box in points from the page's lower left corner."""

    place: int
    """Its place in the order of painting."""
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """Half way across."""
        return (self.left + self.right) / 2

    @property
    def centre(self) -> float:
        """Half way up."""
        return (self.bottom + self.top) / 2


def check(content: bytes, guarded: Sequence[Guarded], size: PageSize) -> list[Problem]:
    """What is wrong with the finished pages: guarded words that a reader would not get."""
    document = pypdfium2.PdfDocument(content)
    try:
        sizes = dict.fromkeys(document.get_page_size(index) for index in range(len(document)))
        strange = [
            _wrong_size(width, height, size) for width, height in sizes if not _is(width, height, size)
        ]
        if strange:
            return strange  # A page can be larger than memory; it is not drawn.
        everywhere = range(1, len(document) + 1)
        problems = []
        # The pictures of a few pages at a time: those of a whole booklet would fill the memory.
        for where, group in groupby(guarded, lambda each: everywhere if each.pages is None else each.pages):
            wanted = [(each, squeezed(each.text)) for each in group]
            words = dict.fromkeys(text for _, text in wanted)
            pages = [_Page(document[number - 1], words) for number in where if number in everywhere]
            problems += [found for each, text in wanted if (found := _problem(each, text, pages))]
        return problems
    finally:
        document.close()


def _problem(guarded: Guarded, text: str, pages: Sequence[_Page]) -> Problem | None:
    """What is wrong with these words, if they stand right on none of the pages."""
    faults: list[str] = []
    for page in pages:
        faults += page.faults(text)
        if "" in faults:
            return None
    return Problem.of((faults or [_ABSENT])[0], name=guarded.name, text=guarded.text)


def _is(width: float, height: float, size: PageSize) -> bool:
    """Whether a page in points has the size of the paper, to a millimetre."""
    wanted = ((side + 2 * size.bleed) * POINTS_A_MM for side in (size.width, size.height))
    return all(abs(a - b) < POINTS_A_MM for a, b in zip((width, height), wanted, strict=True))


def _wrong_size(width: float, height: float, size: PageSize) -> Problem:
    width, height = round(width / POINTS_A_MM), round(height / POINTS_A_MM)
    paper = f"{round(size.width)} x {round(size.height)} mm"
    return Problem.of("P020", paper=paper, width=width, height=height)


_ABSENT, _SMALL, _OUTSIDE, _UNREADABLE, _TURNED = "P021", "P022", "P023", "P024", "P025"


@dataclass(frozen=True)
class _Strip:
    """A part of the page from side to side, between two rows of pixels."""

    top: int
    bottom: int
    visible: Image.Image
    """What text adds to it, as grey levels; 0 for no more than a trace."""
    letters: Sequence[_Letter]
    """All that reach into it."""

    def shows(self, box: tuple[int, int, int, int]) -> bool:
        """Whether a whole letter stands out from its ground in this box."""
        left, top, right, bottom = box
        ink = self.visible.crop((left, top - self.top, right, bottom - self.top))
        _, most = cast("tuple[int, int]", ink.getextrema())
        if most < LEAST_DIFFERENCE:
            return False
        left, top, right, bottom = ink.getbbox() or (0, 0, 0, 0)
        return max(left, top, ink.width - right, ink.height - bottom) <= MOST_MISSING


class _Page:
    """One page of the finished PDF: its letters, and pictures with and without them where it matters."""

    def __init__(self, page: pypdfium2.PdfPage, wanted: Iterable[str]) -> None:
        """`wanted` are the words that will be looked for, without spaces; only they are drawn."""
        self.page = page
        self.width, self.height = page.get_size()
        self.textpage = page.get_textpage()
        # With room to cut off, the paper begins left of and below the origin.
        text, self.letters = _letters(self.textpage, *page.get_mediabox()[:2])
        self.places = {words: list(_places(words, text, self.letters)) for words in wanted}

    def faults(self, words: str) -> Iterator[str]:
        """The code of what is wrong with these words at each place where they stand, "" for nothing."""
        for letters in self.places[words]:
            yield self._fault_of(letters)

    def _fault_of(self, letters: Sequence[_Letter]) -> str:
        for letter in letters:
            size, is_upright = _set(self.textpage, letter)
            if size < SMALLEST_TEXT - ROUNDING:
                return _SMALL
            if letter.left < 0 or letter.bottom < 0 or letter.right > self.width or letter.top > self.height:
                return _OUTSIDE
            if not is_upright:
                return _TURNED
            top, bottom = self._rows([letter])
            strip = self._strip(top)
            box = (int(letter.left * SCALE), top, int(letter.right * SCALE) + 1, bottom)
            if strip is None or not strip.shows(box):
                return _UNREADABLE
        return _UNREADABLE if self._are_mixed(letters) else ""

    def _are_mixed(self, letters: Sequence[_Letter]) -> bool:
        """Whether another letter stands in the middle of one of these; neighbours may touch."""
        middles = sorted((letter.middle, letter.centre, letter.place) for letter in letters)
        bottom, top = min(each.bottom for each in letters), max(each.top for each in letters)
        strip = self._strip(self._rows(letters)[0])
        around = strip.letters if strip else ()
        close = (each for each in around if each.bottom < top and each.top > bottom)
        return any(
            other.bottom < centre < other.top and abs(other.place - place) > 1
            for other in close
            for _, centre, place in middles[
                bisect_right(middles, (other.left, inf)) : bisect_left(middles, (other.right,))
            ]
        )

    def _rows(self, letters: Iterable[_Letter]) -> tuple[int, int]:
        """The first row of pixels of these letters, and the one after the last."""
        top, bottom = max(each.top for each in letters), min(each.bottom for each in letters)
        return int((self.height - top) * SCALE), int((self.height - bottom) * SCALE) + 1

    def _strip(self, row: int) -> _Strip | None:
        return next((strip for strip in self.strips if strip.top <= row < strip.bottom), None)

    @cached_property
    def strips(self) -> list[_Strip]:
        """The parts of the page where the words stand, from the top down; no two of them touch."""
        last = ceil(self.height * SCALE)
        rows = sorted(self._rows(letters) for places in self.places.values() for letters in places)
        merged: list[tuple[int, int]] = []
        for top, bottom in rows:
            if merged and top - merged[-1][1] < APART:
                merged[-1] = merged[-1][0], max(merged[-1][1], bottom)
            elif bottom > 0 and top < last:
                merged.append((top, bottom))
        merged = [(max(0, top), min(last, bottom)) for top, bottom in merged]
        whole = [self._draw(*strip) for strip in merged]
        _hide_text(self.page)
        return [
            _Strip(top, bottom, self._added(picture, top, bottom), self._letters_in(top, bottom))
            for (top, bottom), picture in zip(merged, whole, strict=True)
        ]

    def _letters_in(self, top: int, bottom: int) -> list[_Letter]:
        highest, lowest = self.height - top / SCALE, self.height - bottom / SCALE
        return [each for each in self.letters if each.bottom < highest and each.top > lowest]

    def _added(self, picture: Image.Image, top: int, bottom: int) -> Image.Image:
        return ImageChops.difference(picture, self._draw(top, bottom)).point(_INK)

    def _draw(self, top: int, bottom: int) -> Image.Image:
        # In points, and rounded up to whole pixels there.
        above, below = ((rows - 0.5) / SCALE for rows in (top, ceil(self.height * SCALE) - bottom))
        picture: Image.Image = self.page.render(
            scale=SCALE, grayscale=True, crop=(0, max(0, below), 0, max(0, above))
        ).to_pil()
        return picture.convert("L")


_INK = [level * (level >= FAINT) for level in range(256)]


def _hide_text(
    page: Any, count: Any = pdfium.FPDFPage_CountObjects, get: Any = pdfium.FPDFPage_GetObject
) -> None:
    """Make all text invisible, of a page or of a group of things on it."""
    for index in range(count(page)):
        thing = get(page, index)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            pdfium.FPDFTextObj_SetTextRenderMode(thing, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            _hide_text(thing, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)


def _letters(textpage: Any, at_left: float, at_bottom: float) -> tuple[str, list[_Letter]]:
    """The letters of a page without spaces, as text and with their boxes, in the order of painting."""
    text, letters = [], []
    left, right, bottom, top = sides = tuple(ctypes.c_double() for _ in range(4))
    page, into = textpage.raw, [ctypes.byref(side) for side in sides]
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(page, index)
        # A hyphen at the end of a line comes as a character that no text has.
        is_hyphen = code < FIRST_LETTER and pdfium.FPDFText_IsHyphen(page, index) == 1
        plain = "-" if is_hyphen else _squeezed_letter(code)
        if not plain:
            continue
        pdfium.FPDFText_GetCharBox(page, index, *into)
        letter = _Letter(
            index,
            left.value - at_left,
            bottom.value - at_bottom,
            right.value - at_left,
            top.value - at_bottom,
        )
        text.append(plain)
        letters.extend([letter] * len(plain))
    return "".join(text), letters


def _places(words: str, text: str, letters: Sequence[_Letter]) -> Iterator[Sequence[_Letter]]:
    """The letters of each place where the words stand in the text."""
    start = text.find(words)
    while start >= 0:
        yield letters[start : start + len(words)]
        start = text.find(words, start + 1)


def _set(textpage: Any, letter: _Letter) -> tuple[float, bool]:
    """A letter's size in points, and whether it stands as it is read."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, letter.place, matrix)
    return pdfium.FPDFText_GetFontSize(textpage, letter.place) * _shrink(matrix), _is_upright(matrix)


def _is_upright(matrix: Any) -> bool:
    """Whether letters stand as they are read; italics do."""
    level = abs(matrix.b) < 0.1 * matrix.a
    return bool(matrix.a > 0 and matrix.d > 0 and level and abs(matrix.c) < MOST_SLANT * matrix.d)


def _shrink(matrix: Any) -> float:
    """How many times a letter is drawn larger than its font size, in the direction that is worse."""
    return float(min(abs(complex(matrix.a, matrix.b)), abs(complex(matrix.c, matrix.d))))


@lru_cache(maxsize=5000)
def _squeezed_letter(code: int) -> str:
    return squeezed(chr(code))
