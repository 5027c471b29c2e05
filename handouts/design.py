"""The numbers of the page's design, in one place: papers, copy-fitting steps, what fits a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from handouts.model.clinic import Paper


class PageSize(NamedTuple):
    """A paper and its margins, in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    side: float

    @property
    def text_width(self) -> float:
        """Millimetres between the side margins."""
        return round(self.width - 2 * self.side, 2)


# The text width is the same on both papers, so that lines break in the same places.
PAPERS: dict[Paper, PageSize] = {
    "letter": PageSize(215.9, 279.4, top=10, bottom=17, side=14),
    "a4": PageSize(210, 297, top=12, bottom=19, side=11.05),
}


class Step(NamedTuple):
    """One setting of the copy-fitting: line height and space between blocks, in points."""

    leading: float
    gap: float


# From the roomiest to the tightest; nothing is set tighter than the last.
STEPS = (
    Step(18, 20),
    Step(17.5, 17),
    Step(17, 15),
    Step(16.5, 13),
    Step(16, 12),
    Step(15.6, 11),
    Step(15.3, 10),
    Step(15, 9),
    Step(14.6, 8),
)
FIRST_STEP = 4
"""Where fitting begins: the step at which most sheets already fit."""

SMALLEST_TEXT = 9.0
"""Points; nothing that keeps a patient safe is set smaller."""

MOST_ON_SHEET = {
    "what_it_is": 2,
    "signs": 4,
    "self_care": 3,
    "emergency": 4,
    "see_doctor": 4,
    "known": 1,
    "unknown": 1,
    "risks": 1,
    "helps": 2,
    "tell_therapist": 8,
    "wait": 3,
    "exercises": 4,
}
"""How many items of each list the two-page sheet prints; the full layout prints all."""

PAGES = {"sheet": 2}
"""How many pages a layout has; one that is not named here takes as many as it needs."""

LINES_A_PAGE, GAPS_A_PAGE = 36, 8
"""A full page's lines and gaps, from which the effect of a step is estimated before laying out again."""

MM_PER_POINT = 25.4 / 72
MM_PER_PIXEL = 25.4 / 96


def step_height(step: Step) -> float:
    """Millimetres that a full page's lines and gaps take at this step."""
    return (LINES_A_PAGE * step.leading + GAPS_A_PAGE * step.gap) * MM_PER_POINT


def spacing_css(front: Step, back: Step) -> str:
    """The style that sets the spacing of both pages; always in the same shape, so it can be exchanged."""
    return (
        f".front {{ --leading: {front.leading}pt; --gap: {front.gap}pt }}"
        f" .back {{ --leading: {back.leading}pt; --gap: {back.gap}pt }}"
    )
