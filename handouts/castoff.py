"""Casting off, as typesetters say: how much room the words will take, reckoned before they are set.

Laying out costs most of a build, so it had better begin near the right spacing. The reckoning knows
the columns of the standard sheet and the mean width of a letter; a clinic's own template makes it
wrong, which costs a layout and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from handouts.design import MM_PER_POINT, PAPERS, ROOMY, TIGHT
from handouts.sheet import Sheet

LETTER, RAGGED = 1.8, 5
"""Millimetres that a letter of the body text takes, and that are lost at the end of a full line."""
MAIN, SIDE, NOW, SOON, STEPS, KNOWING, WIDE = 106, 70, 87, 77, 78, 89, 188
"""Widths of the sheet's columns of text, in millimetres."""
CAUTION = 4.0
"""Millimetres to stay on the safe side: a page that is too long costs a layout."""


@dataclass
class _Bulk:
    """What a column takes: lines of body text, gaps between blocks, and points that never change."""

    lines: float = 0
    gaps: float = 0
    points: float = 0

    def __add__(self, other: _Bulk) -> _Bulk:
        return _Bulk(self.lines + other.lines, self.gaps + other.gaps, self.points + other.points)

    def height(self, leading: float, gap: float) -> float:
        return self.lines * leading + self.gaps * gap + self.points


def roominess(sheet: Sheet, tell_therapist: Iterable[str]) -> dict[str, float]:
    """How roomy front and back may probably be set: from 0, tight, to 1."""
    paper = PAPERS[sheet.options.paper]
    free = (paper.height - paper.top - paper.bottom - CAUTION) / MM_PER_POINT
    bulks = {"front": _front(sheet, tell_therapist), "back": _back(sheet)}
    found = {}
    for side, bulk in bulks.items():
        tight, roomy = bulk.height(*TIGHT), bulk.height(*ROOMY)
        found[side] = min(1.0, max(0.0, (free - tight) / (roomy - tight)))
    return found


def _front(sheet: Sheet, tell_therapist: Iterable[str]) -> _Bulk:
    printed = {name: [claim.text for claim in claims] for name, claims in sheet.printed().items()}
    condition = sheet.condition
    letterhead = _Bulk(points=46 if sheet.brand.logo or sheet.brand.clinic.phone else 29)
    title = _Bulk(gaps=0.6, points=36 + 15 * bool(condition.also_known_as))
    message = _Bulk(gaps=1, points=14 + 19 * ceil(len(printed["message"][0]) * 2.55 / WIDE))
    where = " ".join((*condition.pain.primary, *condition.pain.referred)) + "x" * 50
    about = _highest(
        _heading() + _paragraphs([*printed["what_it_is"], where], MAIN),
        _heading() + _items(printed["signs"], SIDE),
    )
    flags = _highest(_items(printed["emergency"], NOW), _items(printed["see_doctor"], SOON))
    warning = flags + _Bulk(lines=1, gaps=1, points=37)
    evidence = [f"{'x' * 20}{text}" for name in ("known", "unknown", "risks") for text in printed[name]]
    massage = _highest(
        _heading()
        + _paragraphs([*printed["helps"], *evidence], MAIN)
        + _heading()
        + _items(printed["self_care"], MAIN),
        _heading() + _items([*tell_therapist, *printed["wait"]], SIDE) + _Bulk(lines=2, gaps=0.5),
    )
    return letterhead + title + message + about + warning + massage


def _back(sheet: Sheet) -> _Bulk:
    bulk = _Bulk(lines=1, points=26)
    position = None
    for card in sheet.cards:
        exercise = card.exercise
        bulk += _Bulk(gaps=0.75, points=26 + 8 + 2)
        if exercise.position != position:
            bulk += _Bulk(gaps=-0.15, points=18.4)
            position = exercise.position
        knowing = [
            text for text in (card.why, f"feel it {exercise.feel}", f"stop if {exercise.stop_if}") if text
        ]
        if exercise.equipment:
            knowing.append("you need " + " ".join(exercise.equipment))
        bulk += _highest(_items(exercise.steps, STEPS), _items(knowing, KNOWING)) + _Bulk(lines=1, points=4)
    clinic = sheet.brand.clinic
    code = bool(clinic.booking and clinic.show.booking_code)
    bulk += _Bulk(lines=bool(clinic.booking or clinic.phone), gaps=0.75, points=8)
    return bulk + _Bulk(points=3 * 13.5 + (5 if code else 4) * 11.5)


def _highest(*columns: _Bulk) -> _Bulk:
    return max(columns, key=lambda column: column.height(*TIGHT))


def _heading() -> _Bulk:
    return _Bulk(gaps=1.25, points=18)


def _paragraphs(texts: Iterable[str], width: float) -> _Bulk:
    texts = list(texts)
    return _items(texts, width) + _Bulk(gaps=(len(texts) - 1) / 3)


def _items(texts: Iterable[str], width: float) -> _Bulk:
    lengths = [len(text) * LETTER for text in texts]
    return _Bulk(lines=sum(1 if mm <= width else ceil(mm / (width - RAGGED)) for mm in lengths))
