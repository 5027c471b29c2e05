"""Room on the page: lists, the words of each section, and whether the two-page sheet holds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.castoff import SIDES
from handouts.checks.choice import Choice, choices
from handouts.checks.finding import Check, Finding, Path
from handouts.checks.subject import Subject
from handouts.design import BUDGETS
from handouts.model.base import Model
from handouts.model.clinic import Overrides
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.plan import Plan
from handouts.model.self_check import SelfCheck
from handouts.model.technique import Technique
from handouts.readability import words_of
from handouts.wording.condition import ConditionWording

LONGEST_LIST = 7
"""Items that a reader keeps in mind."""
FIVE = 5
"""Millimetres; nearer than that a reckoning is not told."""
NO_LISTS = {"exercises", "icd10cm", "sources", "exemptions", "glossary", "demands", "primary", "referred"}
"""Keys of lists that nobody reads as one."""
SURELY, PERHAPS = -4.0, 1.5
"""Millimetres of spare room, as reckoned, below which a side does not hold its words, or may not.

Laid out, no side of the library with less than the first had room; none with more than the second was too
long.
"""

FIELDS: dict[str, Path] = {
    "message": ("message",),
    "what_it_is": ("what_it_is",),
    "signs": ("signs",),
    "emergency": ("red_flags", "emergency"),
    "see_doctor": ("red_flags", "see_doctor"),
    **{part: ("massage", part) for part in ("helps", "known", "unknown", "risks", "tell_therapist", "wait")},
    "self_care": ("self_care",),
}
"""The parts of the page with a budget of words, and where their words stand."""


def long_lists(subject: Subject) -> Iterator[Finding]:
    """Lists with more items than a reader keeps in mind."""
    for path, items in _lists(subject.model, ()):
        if len(items) > LONGEST_LIST:
            yield Finding("L001", path, {"count": len(items), "most": LONGEST_LIST})
    if isinstance(subject.model, Condition):
        signs = subject.catalogue.red_flags.signs(subject.model.red_flags)
        for step in ("emergency", "see_doctor"):
            count = len(getattr(signs, step))
            if count > LONGEST_LIST:
                yield Finding("L001", ("red_flags", step), {"count": count, "most": LONGEST_LIST})


def _lists(value: object, path: Path) -> Iterator[tuple[Path, Sequence[object]]]:
    if isinstance(value, Model):
        for name in type(value).model_fields:
            if name not in NO_LISTS | {"red_flags"}:
                yield from _lists(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        yield path, value


def full_sections(subject: Subject) -> Iterator[Finding]:
    """Sections with more words, of what the two-page sheet prints, than their place on the page holds."""
    for choice in _written(subject):
        for part, count, budget in _counts(choice):
            if count > budget:
                yield Finding("L002", FIELDS[part], {"count": count, "most": budget, "section": part})


def full_pages(subject: Subject) -> Iterator[Finding]:
    """Sides of the two-page sheet that do not hold their words, as far as can be reckoned."""
    for choice in _written(subject):
        wording = ConditionWording(choice.sheet, subject.catalogue, subject.shelf.pictures)
        spare = wording.estimate.spare
        for side in SIDES:
            surely = spare[side] < SURELY
            # With what somebody adds, a sheet may run on.
            added = not isinstance(subject.model, Condition)
            if surely or (spare[side] < PERHAPS and not added):
                code = "L005" if added else "L003" if surely else "L004"
                path, where = _fullest(choice, side, wording)
                words = {"side": side, "missing": FIVE * max(1, round(-spare[side] / FIVE)), "where": where}
                yield Finding(code, path, words)


def _written(subject: Subject) -> Iterator[Choice]:
    """The sheets whose words are all there; what is still to be written takes no room yet."""
    if not subject.entry.source.unfinished:
        yield from choices(subject)


def _counts(choice: Choice) -> Iterator[tuple[str, int, int]]:
    """Each part of the front: its words, and its budget."""
    condition = choice.sheet.condition
    printed = {**choice.sheet.printed(), "tell_therapist": condition.massage.tell_therapist}
    for part, budget in BUDGETS.items():
        yield part, sum(len(words_of(claim.text)) for claim in printed[part]), budget


def _fullest(choice: Choice, side: str, wording: ConditionWording) -> tuple[Path, str]:
    """The part of this side that is best shortened: its path, and how it is called."""
    if choice.path or side == "back":
        name = wording.estimate.tallest
        return choice.place_of(name), f"the exercise {name}"
    words = (each for each in _counts(choice) if FIELDS[each[0]][0] != "red_flags")
    part, *_ = max(words, key=lambda each: each[1] / each[2])
    return FIELDS[part], part


READ = (Condition, Exercise, Technique, SelfCheck)
CHECKS = (
    Check(long_lists, READ),
    Check(full_sections, (Condition,)),
    Check(full_pages, (Condition, Overrides, Plan)),
)
