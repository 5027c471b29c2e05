"""Casting off, as typesetters say: how much room the words will take, reckoned before they are set.

Laying out costs most of a build, so it had better begin near the right spacing. The reckoning breaks the
lines of the standard sheet with the real widths of the letters; a clinic's own template makes it wrong,
which costs a layout and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from PIL import ImageFont

from handouts.design import MM_PER_POINT, PAPERS, ROOMY, TIGHT
from handouts.sheet import Card, Sheet

BODY, HEADING, MESSAGE, SMALL, SOURCES = 12.0, 20.0, 15.0, 10.5, 9.0
"""Sizes of type in points."""
MAIN, SIDE, NOW, SOON, STEPS, KNOWING, WIDE = 106, 71, 88, 80, 82, 91.5, 187.9
"""Widths of the columns of text on the standard sheet, in millimetres."""
CAUTION = 4.0
"""Millimetres to stay on the safe side: a page that is too long costs a layout."""


@dataclass(frozen=True)
class _Bulk:
    """What a column takes: lines of body text, gaps between blocks, and points that never change."""

    lines: float = 0
    gaps: float = 0
    points: float = 0

    def __add__(self, other: _Bulk) -> _Bulk:
        return _Bulk(self.lines + other.lines, self.gaps + other.gaps, self.points + other.points)

    def height(self, leading: float, gap: float) -> float:
        return self.lines * leading + self.gaps * gap + self.points


def roominess(
    sheet: Sheet, tell_therapist: Iterable[str], small_print: str, sources: str
) -> dict[str, float]:
    """How roomy front and back may probably be set: from 0, tight, to 1."""
    paper = PAPERS[sheet.options.paper]
    free = (paper.height - paper.top - paper.bottom - CAUTION) / MM_PER_POINT
    type_ = _Type(sheet.brand.regular)
    bulks = {
        "front": _front(sheet, type_, tell_therapist),
        "back": _back(sheet, type_, small_print, sources),
    }
    found = {}
    for side, bulk in bulks.items():
        tight, roomy = bulk.height(*TIGHT), bulk.height(*ROOMY)
        found[side] = min(1.0, max(0.0, (free - tight) / (roomy - tight)))
    return found


class _Type:
    """The clinic's regular type, which breaks text into lines."""

    def __init__(self, font: bytes) -> None:
        self._font = ImageFont.truetype(BytesIO(font), 100, layout_engine=ImageFont.Layout.BASIC)

    def lines(self, texts: Iterable[str], width: float, size: float = BODY) -> int:
        """How many lines the texts fill in a column of `width` mm, each beginning a line of its own."""
        room = width / MM_PER_POINT * 100 / size
        count = 0
        for text in texts:
            count += 1
            used = -self._font.getlength(" ")
            for word in text.split():
                used += self._font.getlength(f" {word}")
                if used > room:
                    count += 1
                    used = self._font.getlength(word)
        return count


def _front(sheet: Sheet, type_: _Type, tell_therapist: Iterable[str]) -> _Bulk:
    printed = {name: [claim.text for claim in claims] for name, claims in sheet.printed().items()}
    condition, clinic = sheet.condition, sheet.brand.clinic
    pain = condition.pain
    where = "Where it hurts most often: " + ", ".join((*pain.primary, "It may spread to", *pain.referred))
    evidence = [
        f"What research knows. {text}" for part in ("known", "unknown", "risks") for text in printed[part]
    ]

    letterhead = _Bulk(points=45 if sheet.brand.logo or clinic.phone else 29)
    title = _Bulk(gaps=0.6, points=36 + 15 * bool(condition.also_known_as))
    message = _Bulk(gaps=1, points=14.3 + 19 * type_.lines(printed["message"], WIDE - 13, MESSAGE * 1.05))
    about = _highest(
        _heading() + _paragraphs(type_, printed["what_it_is"], MAIN),
        _heading() + _Bulk(type_.lines(printed["signs"], SIDE) + type_.lines([where], SIDE + 4), 0.5),
    )
    flags = max(type_.lines(printed["emergency"], NOW), type_.lines(printed["see_doctor"], SOON))
    warning = _Bulk(lines=flags + 1, gaps=1, points=37)
    massage = _highest(
        _heading()
        + _paragraphs(type_, [*printed["helps"], *evidence], MAIN)
        + _heading()
        + _Bulk(type_.lines(printed["self_care"], MAIN - 4)),
        _heading() + _Bulk(type_.lines([*tell_therapist, *printed["wait"]], SIDE) + 2, 0.5),
    )
    return letterhead + title + message + about + warning + massage


def _back(sheet: Sheet, type_: _Type, small_print: str, sources: str) -> _Bulk:
    heading = f"Self-care movements for {sheet.condition.title_in_text}"
    bulk = _Bulk(lines=2, points=2 + 24 * (2 if type_.lines([heading], WIDE - 44, HEADING * 0.9) > 1 else 1))
    position = None
    for card in sheet.cards:
        bulk += _Bulk(gaps=0.75) + _card(card, type_)
        if card.exercise.position != position:
            bulk += _Bulk(gaps=-0.15, points=18.4)
            position = card.exercise.position
    clinic = sheet.brand.clinic
    width = WIDE - 26 * bool(clinic.booking and clinic.show.booking_code)
    closing = 8 + 13.5 * type_.lines([small_print], width, SMALL)
    closing += 11.5 * type_.lines([sources], width, SOURCES)
    return bulk + _Bulk(lines=bool(clinic.booking or clinic.phone), gaps=0.75, points=closing)


def _card(card: Card, type_: _Type) -> _Bulk:
    exercise = card.exercise
    knowing = [card.why or "", f"Feel it: {exercise.feel}.", f"Stop if {exercise.stop_if}."]
    if exercise.ask_first:
        knowing.append(f"Ask a doctor first if {exercise.ask_first}.")
    if exercise.equipment:
        knowing.append("You need: " + ", ".join(exercise.equipment))
    most = max(type_.lines(exercise.steps, STEPS), type_.lines(filter(None, knowing), KNOWING))
    return _Bulk(lines=most + 1, points=40)


def _highest(*columns: _Bulk) -> _Bulk:
    return max(columns, key=lambda column: column.height(*TIGHT))


def _heading() -> _Bulk:
    return _Bulk(gaps=1.25, points=18)


def _paragraphs(type_: _Type, texts: list[str], width: float) -> _Bulk:
    return _Bulk(type_.lines(texts, width), (len(texts) - 1) / 3)
