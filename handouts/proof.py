"""The finished page, looked at: the words that keep a patient safe are there, large enough and readable.

Each guarded text is found in the PDF's own text and measured. Then the page is drawn twice, once as it
is and once with every text made invisible: what a letter adds to the picture is what a reader sees of
it. A letter that is hidden, covered, white on white or drawn with an empty font adds nothing; one that is
cut or covered in part adds less than its box holds. Letters over letters are told by their boxes.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple, cast

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from handouts.design import PAPERS, SMALLEST_TEXT
from handouts.errors import Problem
from handouts.model.clinic import Paper
from handouts.page import Guarded

SCALE = 2.5
"""Pixels a point; strokes of 9 pt type are then wider than a pixel."""
LEAST_DIFFERENCE = 128
"""Of 255 grey levels between a letter and its ground; 4.5:1 on white is 137, less what edges blur."""
FAINT = 40
"""Of 255; what is fainter is an edge or a shadow."""
MOST_MISSING = 3
"""Pixels that a letter may miss at one side of its box; whole letters miss up to 2."""
MOST_SLANT = 0.4
"""How far an upright letter may lean, as a share of its height; italics lean 0.2."""
ROUNDING = 0.05
"""Points by which a measured size may miss the limit."""
POINTS_A_MM = 72 / 25.4


class _Letter(NamedTuple):
    """A letter's text size in points and its box in points from the page's lower left corner."""

    place: int
    """Its place in the order of painting."""
    upright: bool
    size: float
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


def check(content: bytes, guarded: Sequence[Guarded], paper: Paper) -> list[Problem]:
    """What is wrong with the finished pages: guarded words that a reader would not get."""
    document = pypdfium2.PdfDocument(content)
    try:
        sizes = dict.fromkeys(page.get_size() for page in document)
        strange = [
            _wrong_size(width, height, paper) for width, height in sizes if not _is(width, height, paper)
        ]
        if strange:
            return strange  # A page can be larger than memory; it is not drawn.
        everywhere = range(1, len(document) + 1)
        problems = []
        # The pictures of a few pages at a time: those of a whole booklet would fill the memory.
        for where, group in groupby(guarded, lambda each: everywhere if each.pages is None else each.pages):
            pages = [_Page(document[number - 1]) for number in where if number in everywhere]
            problems += [problem for each in group if (problem := _problem(each, pages))]
        return problems
    finally:
        document.close()


def _problem(guarded: Guarded, pages: Sequence[_Page]) -> Problem | None:
    """What is wrong with this text, if it stands right on none of the pages."""
    faults: list[str] = []
    for page in pages:
        faults += page.faults(guarded)
        if "" in faults:
            return None
    return Problem.of((faults or [_ABSENT])[0], name=guarded.name, text=guarded.text)


def _is(width: float, height: float, paper: Paper) -> bool:
    """Whether a page in points has the size of the paper, to a millimetre."""
    size = PAPERS[paper]
    wanted = (size.width * POINTS_A_MM, size.height * POINTS_A_MM)
    return all(abs(a - b) < POINTS_A_MM for a, b in zip((width, height), wanted, strict=True))


def _wrong_size(width: float, height: float, paper: Paper) -> Problem:
    width, height = round(width / POINTS_A_MM), round(height / POINTS_A_MM)
    return Problem.of("P020", paper=paper, width=width, height=height)


_ABSENT, _SMALL, _OUTSIDE, _UNREADABLE, _TURNED = "P021", "P022", "P023", "P024", "P025"


class _Page:
    """One page of the finished PDF: its letters, and its picture with and without them."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.page = page
        self.width, self.height = page.get_size()
        self.text, self.letters = _letters(page.get_textpage())

    def faults(self, guarded: Guarded) -> Iterator[str]:
        """The code of what is wrong with this text at each place where it stands, "" for nothing."""
        wanted = _squeezed(guarded.text)
        start = self.text.find(wanted)
        while start >= 0:
            yield self._fault_of(self.letters[start : start + len(wanted)])
            start = self.text.find(wanted, start + 1)

    def _fault_of(self, letters: Sequence[_Letter]) -> str:
        for letter in letters:
            if letter.size < SMALLEST_TEXT - ROUNDING:
                return _SMALL
            if letter.left < 0 or letter.bottom < 0 or letter.right > self.width or letter.top > self.height:
                return _OUTSIDE
            if not letter.upright:
                return _TURNED
            if not self._is_seen(letter):
                return _UNREADABLE
        return _UNREADABLE if self._are_mixed(letters) else ""

    def _is_seen(self, letter: _Letter) -> bool:
        """Whether the whole letter stands out from its ground."""
        box = (
            int(letter.left * SCALE),
            int((self.height - letter.top) * SCALE),
            int(letter.right * SCALE) + 1,
            int((self.height - letter.bottom) * SCALE) + 1,
        )
        ink = self.visible.crop(box)
        _, most = cast("tuple[int, int]", ink.getextrema())
        if most < LEAST_DIFFERENCE:
            return False
        left, top, right, bottom = self.clear.crop(box).getbbox() or (0, 0, 0, 0)
        return max(left, top, ink.width - right, ink.height - bottom) <= MOST_MISSING

    def _are_mixed(self, letters: Sequence[_Letter]) -> bool:
        """Whether another letter stands in the middle of one of these; neighbours may touch."""
        left, right = min(each.left for each in letters), max(each.right for each in letters)
        bottom, top = min(each.bottom for each in letters), max(each.top for each in letters)
        close = [
            each
            for each in self.letters
            if each.left < right and each.right > left and each.bottom < top and each.top > bottom
        ]
        return any(
            other.left < letter.middle < other.right
            and other.bottom < letter.centre < other.top
            and abs(other.place - letter.place) > 1
            for letter in letters
            for other in close
        )

    @cached_property
    def visible(self) -> Image.Image:
        """What text adds to the page, as grey levels."""
        whole = self._draw()
        _hide_text(self.page)
        return ImageChops.difference(whole, self._draw())

    @cached_property
    def clear(self) -> Image.Image:
        """Where text adds more than a trace."""
        return self.visible.point(_CLEAR)

    def _draw(self) -> Image.Image:
        picture: Image.Image = self.page.render(scale=SCALE, grayscale=True).to_pil()
        return picture.convert("L")


_CLEAR = [255 * (level >= FAINT) for level in range(256)]


def _hide_text(page: pypdfium2.PdfPage) -> None:
    for thing in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,)):
        pdfium.FPDFTextObj_SetTextRenderMode(thing, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def _letters(textpage: Any) -> tuple[str, list[_Letter]]:
    """The letters of a page without spaces, as text and with their measures, in the order of painting."""
    text, letters = [], []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    matrix = pdfium.FS_MATRIX()
    for index in range(textpage.count_chars()):
        # A hyphen at the end of a line comes as a character that no text has.
        hyphen = pdfium.FPDFText_IsHyphen(textpage, index) == 1
        character = "-" if hyphen else chr(pdfium.FPDFText_GetUnicode(textpage, index))
        squeezed = _squeezed(character)
        if not squeezed or pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        pdfium.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        pdfium.FPDFText_GetMatrix(textpage, index, matrix)
        size = pdfium.FPDFText_GetFontSize(textpage, index) * _shrink(matrix)
        letter = _Letter(index, _is_upright(matrix), size, left.value, bottom.value, right.value, top.value)
        text.append(squeezed)
        letters.extend([letter] * len(squeezed))
    return "".join(text), letters


def _is_upright(matrix: Any) -> bool:
    """Whether letters stand as they are read; italics do."""
    level = abs(matrix.b) < 0.1 * matrix.a
    return bool(matrix.a > 0 and matrix.d > 0 and level and abs(matrix.c) < MOST_SLANT * matrix.d)


def _shrink(matrix: Any) -> float:
    """How many times a letter is drawn larger than its font size, in the direction that is worse."""
    return float(min(abs(complex(matrix.a, matrix.b)), abs(complex(matrix.c, matrix.d))))


def _squeezed(text: str) -> str:
    """Without spaces and with ligatures taken apart, as PDF readers disagree about both."""
    return "".join(unicodedata.normalize("NFKC", text).split())
