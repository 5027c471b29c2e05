"""What passes between the caller and the press: a page on its way there, and what comes back.

Plain records in a room of their own, so that neither side has to load what only the other one needs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from handouts.design import PageSize
from handouts.errors import Problem


@dataclass(frozen=True)
class Guarded:
    """Words that no template or style may take off the page."""

    name: str
    text: str
    pages: range | None = None
    """The pages, from 1, on one of which they must stand; None for any."""


@dataclass(frozen=True)
class Page:
    """A handout as HTML, and what must be found on the finished paper."""

    html: str
    body: str
    """What stands in the document; a booklet has the bodies of many."""
    guarded: tuple[Guarded, ...]
    families: frozenset[str]
    """The type families that the page may use; anything else is a missing glyph."""
    size: PageSize
    archive: bool
    """Whether it is to be fit for an archive."""
    roominess: Mapping[str, float]
    """How roomy front and back may probably be set, where the layout has to fit."""


@dataclass(frozen=True)
class Overflow:
    """What does not fit, even when it is set tight."""

    side: str
    section: str
    millimetres: int

    def problem(self, *, shipped: bool) -> Problem:
        """An error for shipped words, a warning for what a clinic or a therapist added."""
        code = "P010" if shipped else "P011"
        return Problem.of(code, side=self.side, section=self.section, millimetres=self.millimetres)


@dataclass(frozen=True)
class Fit:
    """How a sheet is set so that it keeps to its pages, and what is too long all the same."""

    roominess: Mapping[str, float]
    """Of each side, from 0, tight, to 1."""
    overflows: tuple[Overflow, ...] = ()


@dataclass(frozen=True)
class Bound:
    """A finished booklet, on its way back from the press."""

    pdf: bytes
    page_count: int
    starts: Mapping[str, int]
    """The page, from 1, on which each element with an id begins."""
    complaints: tuple[Problem, ...]


@dataclass(frozen=True)
class Printed:
    """A finished handout, on its way back from the press."""

    pdf: bytes
    html: str
    page_count: int
    overflows: tuple[Overflow, ...]
    complaints: tuple[Problem, ...]


def squeezed(text: str) -> str:
    """Without spaces and with ligatures taken apart, as those who read pages disagree about both."""
    return "".join(unicodedata.normalize("NFKC", text).split())
