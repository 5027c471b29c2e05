"""Copy-fitting: the roomiest spacing at which a sheet keeps to its pages, front and back apart."""

from __future__ import annotations

from dataclasses import dataclass

from handouts import pdf
from handouts.design import FIRST_STEP, PAPERS, STEPS, PageSize, spacing_css, step_height
from handouts.errors import Problem
from handouts.model.clinic import Paper
from handouts.render import Page

MOST_LAYOUTS = 6
"""Laying out costs most of a build; by then the steps on either side of the edge are known."""

ENDS = {"front": "end-of-front", "back": "end-of-back"}
FIRST_PAGE = {"front": 1, "back": 2}


@dataclass(frozen=True)
class Overflow:
    """What does not fit, even at the tightest step."""

    side: str
    section: str
    millimetres: int

    def problem(self, *, shipped: bool) -> Problem:
        """An error for shipped words, a warning for what a clinic or a therapist added."""
        code = "P010" if shipped else "P011"
        return Problem.of(code, side=self.side, section=self.section, millimetres=self.millimetres)


@dataclass(frozen=True)
class Printed:
    """A finished handout, on its way back from the press."""

    pdf: bytes
    html: str
    page_count: int
    overflows: tuple[Overflow, ...]
    complaints: tuple[Problem, ...]


@dataclass(frozen=True)
class Fitted:
    """A document at its final spacing."""

    html: str
    pages: pdf.Pages
    overflows: tuple[Overflow, ...] = ()


def print_page(page: Page, paper: Paper, metadata: str, *, fixed: bool) -> Printed:
    """The page as PDF; `fixed` when it has to keep to its pages. Raises PageFault where it cannot be laid out."""
    fitted = fit(page.html, paper) if fixed else Fitted(page.html, pdf.lay_out(page.html))
    content = fitted.pages.write(page.families, metadata)
    return Printed(
        content, fitted.html, fitted.pages.count, fitted.overflows, tuple(fitted.pages.complaints)
    )


def fit(html: str, paper: Paper) -> Fitted:
    """Lay the two-page sheet out at the roomiest spacing that keeps front and back to a page each.

    A page that is too long at the tightest step is set at the usual step and runs on.
    """
    steps = dict.fromkeys(ENDS, FIRST_STEP)
    fits: dict[str, set[int]] = {side: set() for side in ENDS}
    too_long: dict[str, dict[int, Overflow]] = {side: {} for side in ENDS}
    for _ in range(MOST_LAYOUTS):
        html = _at(html, steps)
        pages = pdf.lay_out(html)
        if not set(ENDS.values()) <= set(pages.spots):
            return Fitted(html, pages)
        wanted = {}
        for side, step in steps.items():
            over, free = _measure(pages, side, PAPERS[paper])
            if over:
                too_long[side][step] = over
            else:
                fits[side].add(step)
            wanted[side] = _next(step, free, fits[side], set(too_long[side]))
        if wanted == steps:
            break
        steps = wanted
    else:
        steps = {side: min(fits[side], default=FIRST_STEP) for side in ENDS}
        html = _at(html, steps)
        pages = pdf.lay_out(html)
    last = len(STEPS) - 1
    return Fitted(html, pages, tuple(found[last] for found in too_long.values() if last in found))


def _next(step: int, free: float, fits: set[int], too_long: set[int]) -> int:
    """The step to try next, or the same one when it is the answer. `free` is in mm, below 0 too long."""
    tightest = len(STEPS) - 1
    if tightest in too_long:
        return FIRST_STEP
    lowest = max(too_long, default=-1) + 1
    highest = min(fits, default=tightest)
    if lowest == highest:
        return highest
    height = step_height(STEPS[step])
    guess = next(
        (
            index
            for index in range(lowest, highest)
            if step_height(STEPS[index]) - height <= free
        ),
        highest,
    )
    # Not worth a layout when the estimate says that nothing roomier fits.
    return guess


def _measure(pages: pdf.Pages, side: str, paper: PageSize) -> tuple[Overflow | None, float]:
    """How much is too long on this side of the sheet, and the height left free (below 0: missing), in mm."""
    end = pages.spots[ENDS[side]]
    first = FIRST_PAGE["front"] if side == "front" else pages.spots["back"].page
    if end.page == first:
        return None, paper.height - paper.bottom - end.top
    missing = (end.page - first - 1) * (paper.height - paper.top - paper.bottom) + end.top - paper.top
    sections = [
        name
        for name, spot in pages.spots.items()
        if spot.page <= end.page and spot.page > first and name not in {*ENDS.values(), "back"}
    ]
    before = [name for name, spot in pages.spots.items() if spot.page == first]
    section = (sections or before[-1:] or [side])[0]
    return Overflow(side, section, max(1, round(missing))), -max(missing, 1.0)


def _at(html: str, steps: dict[str, int]) -> str:
    """The same page with other spacing."""
    start = html.index(".front { --leading:")
    end = html.index("\n", start)
    return html[:start] + spacing_css(STEPS[steps["front"]], STEPS[steps["back"]]) + html[end:]
