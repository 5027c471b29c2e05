"""The finished page, looked at: the words that keep a patient safe are there, large enough and readable.

Each guarded text is found in the PDF's own text and measured. Then the page is drawn twice, once as it
is and once with every text made invisible: what a letter adds to the picture is what a reader sees of
it. A letter that is hidden, covered, white on white or drawn with an empty font adds nothing.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from handouts.design import PAPERS, SMALLEST_TEXT
from handouts.errors import Problem
from handouts.model.clinic import Paper
from handouts.render import Guarded

SCALE = 2.5
"""Pixels a point; strokes of 9 pt type are then wider than a pixel."""
LEAST_DIFFERENCE = 128
"""Of 255 grey levels between a letter and its ground; 4.5:1 on white is 137, less what edges blur."""
ROUNDING = 0.05
"""Points by which a measured size may miss the limit."""
POINTS_A_MM = 72 / 25.4


@dataclass(frozen=True)
class _Letter:
    """A letter's text size in points and its box in points from the page's lower left corner."""

    size: float
    left: float
    bottom: float
    right: float
    top: float


def check(content: bytes, guarded: Sequence[Guarded], paper: Paper) -> list[Problem]:
    """What is wrong with the finished pages: guarded words that a reader would not get."""
    document = pypdfium2.PdfDocument(content)
    try:
        pages = [_Page(page) for page in document]
        problems = [
            Problem.of(
                "P020",
                width=round(page.width / POINTS_A_MM),
                paper=paper,
                height=round(page.height / POINTS_A_MM),
            )
            for page in pages
            if not page.is_on(paper)
        ]
        for each in guarded:
            found = [fault for page in pages if (fault := page.fault(each)) != _ABSENT]
            if "" not in found:
                problems.append(Problem.of(found[0] if found else _ABSENT, name=each.name, text=each.text))
        return problems
    finally:
        document.close()


_ABSENT, _SMALL, _OUTSIDE, _UNREADABLE = "P021", "P022", "P023", "P024"


class _Page:
    """One page of the finished PDF: its letters, and its picture with and without them."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.page = page
        self.width, self.height = page.get_size()
        self.text, self.letters = _letters(page.get_textpage())
        self._visible: Image.Image | None = None

    def is_on(self, paper: Paper) -> bool:
        """Whether the page has the size of the paper, to a millimetre."""
        size = PAPERS[paper]
        wanted = (size.width * POINTS_A_MM, size.height * POINTS_A_MM)
        return all(abs(a - b) < POINTS_A_MM for a, b in zip((self.width, self.height), wanted, strict=True))

    def fault(self, guarded: Guarded) -> str:
        """The code of what is wrong with this text here, the empty string for nothing."""
        wanted = _squeezed(guarded.text)
        faults = []
        start = self.text.find(wanted)
        while start >= 0:
            faults.append(self._fault_of(self.letters[start : start + len(wanted)]))
            start = self.text.find(wanted, start + 1)
        return "" if "" in faults else (faults or [_ABSENT])[0]

    def _fault_of(self, letters: Iterable[_Letter]) -> str:
        for letter in letters:
            if letter.size < SMALLEST_TEXT - ROUNDING:
                return _SMALL
            if letter.left < 0 or letter.bottom < 0 or letter.right > self.width or letter.top > self.height:
                return _OUTSIDE
            if self._difference(letter) < LEAST_DIFFERENCE:
                return _UNREADABLE
        return ""

    def _difference(self, letter: _Letter) -> int:
        """The most that the letter changes the picture, in grey levels."""
        box = (
            int(letter.left * SCALE),
            int((self.height - letter.top) * SCALE),
            int(letter.right * SCALE) + 1,
            int((self.height - letter.bottom) * SCALE) + 1,
        )
        _, most = cast("tuple[int, int]", self.visible.crop(box).getextrema())
        return most

    @property
    def visible(self) -> Image.Image:
        """What text adds to the page, as grey levels."""
        if self._visible is None:
            whole = self._draw()
            _hide_text(self.page)
            self._visible = ImageChops.difference(whole, self._draw())
        return self._visible

    def _draw(self) -> Image.Image:
        picture: Image.Image = self.page.render(scale=SCALE, grayscale=True).to_pil()
        return picture.convert("L")


def _hide_text(page: pypdfium2.PdfPage) -> None:
    for thing in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,)):
        pdfium.FPDFTextObj_SetTextRenderMode(thing, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def _letters(textpage: Any) -> tuple[str, list[_Letter]]:
    """The letters of a page without spaces, as text and with their measures, in the order of painting."""
    text, letters = [], []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    matrix = pdfium.FS_MATRIX()
    for index in range(textpage.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(textpage, index))
        squeezed = _squeezed(character)
        if not squeezed or pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        pdfium.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        pdfium.FPDFText_GetMatrix(textpage, index, matrix)
        size = pdfium.FPDFText_GetFontSize(textpage, index) * _shrink(matrix)
        letter = _Letter(size, left.value, bottom.value, right.value, top.value)
        text.append(squeezed)
        letters.extend([letter] * len(squeezed))
    return "".join(text), letters


def _shrink(matrix: Any) -> float:
    """How many times a letter is drawn larger than its font size, in the direction that is worse."""
    return float(min(abs(complex(matrix.a, matrix.b)), abs(complex(matrix.c, matrix.d))))


def _squeezed(text: str) -> str:
    """Without spaces and with ligatures taken apart, as PDF readers disagree about both."""
    return "".join(unicodedata.normalize("NFKC", text).split())
