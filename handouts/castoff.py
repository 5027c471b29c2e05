"""Casting off, as typesetters say: how much room the words will take, reckoned before they are set.

Laying out costs most of a build, so it had better begin near the right spacing. The reckoning breaks the
lines of the standard sheet with the real widths of the letters; a clinic's own template makes it wrong,
which costs a layout and nothing else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from PIL import ImageFont

from handouts.brand import Brand
from handouts.design import MM_PER_POINT, OPEN_ENOUGH, PICTURE_SCALES, spacing
from handouts.pictures import Pictures, Shown
from handouts.sheet.condition import Card, ConditionSheet

BODY, HEADING, MESSAGE, SMALL, SOURCES = 12.0, 20.0, 15.0, 10.5, 9.0
"""Sizes of type in points."""
MAIN, SIDE, NOW, SOON = 114, 63.5, 88, 80
FIRST, SECOND, SHOWN, DOING, WIDE = 82, 91.5, 92, 86.5, 187.9
"""Widths of the columns of text on the standard sheet, in millimetres."""
SIDES = ("front", "back")
STEPS = 100
"""Of spacing, between tight and roomy."""
TITLE, LONG, LONG_TITLE = 125.9, 20, 25.2
"""Width of the title, in millimetres; letters from which it is set smaller, and its size then, in points."""
EVIDENCE = {
    "known": "What research knows.",
    "unknown": "What it does not know.",
    "risks": "What may go wrong.",
}
"""Bold labels of about the length of those in the content."""
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


_Page = list[tuple[_Bulk, ...]]
"""Rows from top to bottom, each of columns beside each other."""


class Words(NamedTuple):
    """The words around the content."""

    tell_therapist: Sequence[str]
    chosen: str
    how_to: str
    tick_row: str
    book: str
    disclaimer: str
    sources: str


@dataclass(frozen=True)
class Estimate:
    """How a sheet can probably be set so that it keeps to its pages."""

    roominess: Mapping[str, float]
    """Of front and back: from 0, tight, to 1."""
    reasons: frozenset[str]
    """Ids of the exercises whose reason is printed: as many as fit."""
    scale: float
    """The size of the pictures, 1 as they were drawn."""
    spare: Mapping[str, float]
    """Millimetres that stay free on front and back when they are set tight; below 0, what is too long."""
    tallest: str
    """Id of the exercise that takes the most room."""
    tick_row: bool
    """Whether there is room to say how to use the row of day boxes."""


def estimate(
    sheet: ConditionSheet,
    pictures: Pictures,
    chart_height: float,
    words: Words,
) -> Estimate:
    """Reckon the best way to set the standard sheet; where none will do, the last and tight."""
    free = (sheet.options.size.text_height - CAUTION) / MM_PER_POINT
    type_ = _Type(sheet.brand.regular, sheet.brand.bold)
    front = _front(sheet, type_, chart_height, words.tell_therapist)
    above, below = _movements(sheet, type_, words.chosen, words.how_to), _closing(sheet, type_, words)
    for scale in PICTURE_SCALES:
        cards = [(card, pictures.of(card.exercise.figure, card.side, scale)) for card in sheet.cards]
        rows = {card.exercise.id: _card(card, shown, type_) for card, shown in cards}
        if _height([above, *rows.values(), below], 0) <= free:
            break
    reasons = set()
    for card, shown in cards:
        name, bare = card.exercise.id, rows[card.exercise.id]
        rows[name] = _card(card, shown, type_, card.why or "")
        no_higher = _height([rows[name]], 0) == _height([bare], 0)
        if no_higher or _height([above, *rows.values(), below], OPEN_ENOUGH) <= free:
            reasons.add(name)
        else:
            rows[name] = bare
    longer = _movements(sheet, type_, words.chosen, f"{words.how_to} {words.tick_row}")
    tick_row = _height([longer, *rows.values(), below], OPEN_ENOUGH) <= free
    sides = dict(zip(SIDES, (front, [longer if tick_row else above, *rows.values(), below]), strict=True))
    return Estimate(
        roominess={side: _roominess(page, free) for side, page in sides.items()},
        reasons=frozenset(reasons),
        scale=scale,
        spare={side: (free - _height(page, 0)) * MM_PER_POINT + CAUTION for side, page in sides.items()},
        tallest=max(rows, key=lambda name: _height([rows[name]], 0)),
        tick_row=tick_row,
    )


def _height(page: _Page, roominess: float) -> float:
    """The height of a page in points; which column of a row is the highest depends on the spacing."""
    return sum(max(column.height(*spacing(roominess)) for column in row) for row in page)


def _roominess(page: _Page, free: float) -> float:
    if _height(page, 1) <= free:
        return 1.0
    return (
        max(0.0, bisect_right(range(STEPS), free, key=lambda step: _height(page, step / STEPS)) - 1) / STEPS
    )


class _Type:
    """The clinic's type, which breaks text into lines."""

    def __init__(self, regular: bytes, bold: bytes) -> None:
        self._width, self._bold = _measure(regular), _measure(bold)

    def lines(self, texts: Iterable[str], width: float, size: float = BODY, label: str = "") -> int:
        """How many lines the texts fill in a column of `width` mm, each beginning a line of its own.

        `label` stands in bold at the beginning of each.
        """
        room = width / MM_PER_POINT * 100 / size
        space = self._width(" ")
        before = self._bold(label) if label else -space
        count = 0
        for text in texts:
            count += 1
            used = before
            for word in text.split():
                used += space + self._width(word)
                if used > room:
                    count += 1
                    used = self._width(word)
        return count


@lru_cache(maxsize=4)
def _measure(font: bytes) -> Callable[[str], float]:
    """What measures words in this type, at 100 points; it remembers them, as a library has the same again."""
    face = ImageFont.truetype(BytesIO(font), 100, layout_engine=ImageFont.Layout.BASIC)
    return lru_cache(maxsize=20_000)(face.getlength)


def _front(sheet: ConditionSheet, type_: _Type, chart_height: float, tell_therapist: Iterable[str]) -> _Page:
    printed = {name: [claim.text for claim in claims] for name, claims in sheet.printed().items()}
    condition = sheet.condition
    letterhead = _Bulk(points=_letterhead(sheet.brand, type_))
    also = f"Also called {' and '.join(sheet.most('also_known_as', condition.also_known_as))}."
    name = 30 * type_.lines([condition.title], TITLE, LONG_TITLE) if len(condition.title) > LONG else 35
    known = 14 * type_.lines([also], TITLE) if condition.also_known_as else 0
    title = _Bulk(gaps=0.6, points=name + known)
    message = _Bulk(gaps=1, points=11.5 + 19 * type_.lines(printed["message"], WIDE - 13, MESSAGE * 1.05))
    signs = _heading() + _Bulk(type_.lines(printed["signs"], MAIN - 4))
    about = (
        _heading() + _paragraphs(type_, printed["what_it_is"], MAIN) + signs,
        _heading() + _Bulk(points=chart_height / MM_PER_POINT + 3 + 2 * 13.5),
    )
    flags = max(type_.lines(printed["emergency"], NOW), type_.lines(printed["see_doctor"], SOON))
    warning = _Bulk(lines=flags + 1, gaps=1, points=32)
    massage = (
        _heading()
        + _paragraphs(type_, [" ".join(printed["helps"])], MAIN)
        + _Bulk(sum(type_.lines(printed[part], MAIN, label=label) for part, label in EVIDENCE.items()), 1)
        + _heading()
        + _Bulk(type_.lines(printed["self_care"], MAIN - 4)),
        _heading() + _Bulk(type_.lines([*tell_therapist, *printed["wait"]], SIDE) + 1, 0.5),
    )
    return [(letterhead + title + message,), about, (warning,), massage]


def _letterhead(brand: Brand, type_: _Type) -> float:
    """Points; a letterhead of the clinic's own is taken for a tall one."""
    clinic = brand.clinic
    if brand.own_templates:
        return 54
    people = "; ".join(
        f"{each.name}, {each.credentials or ''} ({each.licence or ''})" for each in clinic.therapists
    )
    named = type_.lines([people], WIDE, 11) if clinic.show.therapists and people else 0
    return (45 if brand.logo or clinic.phone else 22) + 15 * named


def _movements(sheet: ConditionSheet, type_: _Type, chosen: str, how_to: str) -> tuple[_Bulk]:
    heading = f"Self-care movements for {sheet.condition.title_in_text}"
    notes = [note for note in (sheet.personal.note, sheet.clinic_note) if note]
    lines = 1 + type_.lines([chosen, how_to] if chosen else [how_to], WIDE)
    bulk = _Bulk(lines, points=2 + 24 * (2 if type_.lines([heading], WIDE - 44, HEADING * 0.9) > 1 else 1))
    for note in notes:
        bulk += _Bulk(1 + type_.lines(note.splitlines(), WIDE - 4), 0.75)
    return (bulk,)


def _closing(sheet: ConditionSheet, type_: _Type, end: Words) -> tuple[_Bulk]:
    clinic = sheet.brand.clinic
    width = WIDE - 26 * bool(clinic.booking and clinic.show.booking_code)
    points = 8 + 13.5 * type_.lines([end.disclaimer], width, SMALL)
    points += 11.5 * type_.lines([end.sources], width, SOURCES)
    return (_Bulk(type_.lines(filter(None, [end.book]), width), 0.75, points),)


def _card(card: Card, shown: Shown | None, type_: _Type, reason: str = "") -> tuple[_Bulk, ...]:
    exercise = card.exercise
    labelled = {"Feel it:": exercise.feel, "Stop if": exercise.stop_if}
    labelled |= {"Ask a doctor first if": exercise.ask_first} if exercise.ask_first else {}
    labelled |= {"You need:": ", ".join(card.needs)} if card.needs else {}
    why = [reason] if reason else []

    def knowing(width: float, beside: list[str]) -> int:
        lines = (type_.lines([f"{text}."], width, label=label) for label, text in labelled.items())
        return type_.lines(beside, width) + sum(lines)

    if shown is None:
        most = max(type_.lines(exercise.steps, FIRST), knowing(SECOND, why))
        return (_Bulk(most + 1, 0.75, 35.2),)
    below, beside = (why, []) if shown.low else ([], [] if shown.half else why)
    left = _Bulk(type_.lines(below, SHOWN) + 1, 0.75, 36.7 + shown.height / MM_PER_POINT)
    words = type_.lines(exercise.steps, DOING - 5.2) + knowing(DOING, beside)
    return left, _Bulk(words, 0.5, 30.4)


def _heading() -> _Bulk:
    return _Bulk(gaps=1.25, points=17)


def _paragraphs(type_: _Type, texts: list[str], width: float) -> _Bulk:
    return _Bulk(type_.lines(texts, width), (len(texts) - 1) / 3)
