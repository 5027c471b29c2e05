"""The numbers of the page's design, in one place: papers, copy-fitting steps, what fits a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from handouts.printing import AS_USUAL

if TYPE_CHECKING:
    from handouts.printing import Paper, Printing


class PageSize(NamedTuple):
    """A paper and its margins, in millimetres; on the back, left and right are exchanged."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    bleed: float = 0

    @property
    def text_height(self) -> float:
        """The height between the margins."""
        return self.height - self.top - self.bottom


# The text width is the same on both papers, so that lines break in the same places.
PAPERS: dict[Paper, PageSize] = {
    "letter": PageSize(215.9, 279.4, top=10, bottom=15.5, left=14, right=14),
    "a4": PageSize(210, 297, top=12, bottom=17, left=11.05, right=11.05),
    "legal": PageSize(215.9, 355.6, top=10, bottom=15.5, left=14, right=14),
}
HOLES = {"left": 5.0, "top": 8.0}
"""Millimetres that a margin grows by to leave room for holes; beside them, the other one shrinks as much."""
LARGE_FOOT = 32.0
"""Millimetres for the foot of a page in large print."""


def page_size(paper: Paper, printing: Printing = AS_USUAL) -> PageSize:
    """The page for this way of printing."""
    size = PAPERS[paper]._replace(bleed=printing.bleed)
    if printing.large_print:
        size = size._replace(bottom=LARGE_FOOT)
    if printing.binding == "left":
        return size._replace(left=size.left + HOLES["left"], right=size.right - HOLES["left"])
    if printing.binding == "top":
        return size._replace(top=size.top + HOLES["top"])
    return size


class Spacing(NamedTuple):
    """One setting of the copy-fitting: line height and space between blocks, in points."""

    leading: float
    gap: float


TIGHT, ROOMY = Spacing(14, 6.5), Spacing(18, 20)
"""The limits of copy-fitting; every sheet is set between them."""
USUAL = 0.4
"""How far from tight (0) to roomy (1) a page is set that does not have to fit."""
WORTH_A_PAGE = 0.4
"""How much of a last page is filled at the least, or what runs on is set closer to save it."""
CLOSER = (0.2, 0.0)
"""How far from tight that is tried."""
OPEN_ENOUGH = 0.15
"""A page is not set tighter than this for the reasons for exercises, which are the first to be left out."""
GOOD_FIT = 12.0
"""Millimetres that may stay free at the foot of a page that could be set roomier."""


def spacing(roominess: float) -> Spacing:
    """The setting this far from tight (0) to roomy (1)."""
    return Spacing(*(round(a + (b - a) * roominess, 2) for a, b in zip(TIGHT, ROOMY, strict=True)))


def spacing_css(roominess: Mapping[str, float], within: str = "") -> str:
    """The style that sets each side of a sheet, on one line, so that it can be exchanged.

    `within` is the selector of one sheet among many, with the space after it.
    """
    spacings = ((side, spacing(value)) for side, value in roominess.items())
    return "".join(
        f"{within}.{side} {{ --leading: {leading}pt; --gap: {gap}pt }} " for side, (leading, gap) in spacings
    )


SMALLEST_TEXT = 9.0
"""Points; nothing that keeps a patient safe is set smaller."""

MOST = {
    "sheet": {
        "also_known_as": 2,
        "what_it_is": 2,
        "signs": 4,
        "self_care": 3,
        "emergency": 6,
        "see_doctor": 4,
        "known": 1,
        "unknown": 1,
        "risks": 1,
        "helps": 2,
        "wait": 3,
        "exercises": 4,
        "sources": 4,
    },
    "exercises": {"emergency": 6, "exercises": 4},
    "fridge": {"emergency": 6, "exercises": 4},
    "easy": {"also_known_as": 2, "emergency": 6, "see_doctor": 5, "exercises": 4, "sources": 3},
    "log": {"also_known_as": 2, "emergency": 6, "exercises": 4},
    "technique": {"also_known_as": 2, "sources": 6},
    "self-checks": {"sources": 3},
}
"""How many items of each list a template prints; the full layout prints all."""


def signs_beside(emergencies: int) -> int:
    """How many signs to see a doctor for a sheet prints: as many as stand beside them, if that is more."""
    most = MOST["sheet"]
    return max(most["see_doctor"], min(emergencies, most["emergency"]))


BUDGETS = {
    "message": 25,
    "what_it_is": 52,
    "signs": 34,
    "emergency": 46,
    "see_doctor": 46,
    "helps": 34,
    "known": 30,
    "unknown": 25,
    "risks": 25,
    "tell_therapist": 18,
    "wait": 32,
    "self_care": 42,
}
"""Words that each part of the front has room for, of those items that the two-page sheet prints."""

PAGES = {"sheet": 2, "easy": 2, "fridge": 1, "log": 1, "technique": 1, "self-checks": 1}
"""How many pages a template has; one that is not named here takes as many as it needs."""

PICTURES_WIDTH, PICTURE_HEIGHT = 92.0, 40.0
"""Millimetres on a card for one picture, or for start and finish beside each other."""
PICTURE_SCALES = (1.0, 0.9, 0.8, 0.7)
"""How far the pictures of a sheet are made smaller, all of them alike, before it is too long."""
LAYOUT_SCALES = {"fridge": 0.95, "exercises": 1.75}
"""How large the pictures of these layouts are, beside those of the others."""
LARGE_SCALE, LARGE_CHART_SCALE = 1.7, 1.7
"""The same in large print, and how large its body chart is: as the names beside it."""
CHECK_SCALE = 0.52
"""How far the pictures of the self-checks are made smaller, so that all of them share a page."""
PART_WIDTH, PART_HEIGHT = 13.5, 4.6
"""Millimetres for "Start" or "Finish": beside a picture that leaves the room, else above it."""
LOW_PICTURES = 27.0
"""Millimetres; under pictures no higher than this there is room for the reason."""

CHART_WIDTH, CHART_HEIGHT, LEAST_CHART = 67.0, 45.0, 36.0
"""Millimetres: the body chart with the names beside it, and between which heights it is drawn."""
CHART_LETTER = 1.9
"""Millimetres that a letter of these names takes."""

FIGURE_COLOURS = {"top": "#C3DFDF", "top_far": "#E0EEEE", "bottom": "#86AEC2", "bottom_far": "#BCD2DD"}
"""The clothing in the shipped drawings, on the near and on the far side of the body."""
FEEL = ("#EBB0AA", "#CE4A40", "#8E1414")
"""Where an exercise is felt, from the rim to the core."""
LINE, ARROW = "#22343C", "#B3221A"
"""Outlines, and the way of a movement."""
AREA_COLOURS = {
    "primary": "#C6433A",
    "primary edge": "#7F100B",
    "referred": "#F8DFD9",
    "referred edge": "#BE1E16",
}
"""On the body chart: where it hurts most, and where it may spread."""
FAR = 0.55
"""How much of a colour is left on the far side of the body."""

LINES_A_PAGE, GAPS_A_PAGE = 42, 12
"""A full page's lines and gaps, from which the effect of spacing is reckoned."""

DOTS_PER_INCH = 150
"""Of the pictures of pages: a page fills a screen, and small print can be read."""

MM_PER_POINT = 25.4 / 72
MM_PER_PIXEL = 25.4 / 96
POINTS_PER_PIXEL = 72 / 96


STRETCH = MM_PER_POINT * (
    LINES_A_PAGE * (ROOMY.leading - TIGHT.leading) + GAPS_A_PAGE * (ROOMY.gap - TIGHT.gap)
)
"""Millimetres between a full page set tight and set roomy."""
