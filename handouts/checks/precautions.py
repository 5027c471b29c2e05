"""The rules of safety, as `content/checks/safety.yaml` has them: for whom each is, and what it looks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from handouts.checks.finding import Path
from handouts.checks.rules import Rule
from handouts.model.base import Line, Model, Slug
from handouts.model.condition import Area, Condition
from handouts.model.exercise import Demand, Exercise

Start = Annotated[str, StringConstraints(min_length=2, max_length=60)]
"""Words as they stand in a text, in small letters; the last may go on, unless a full stop ends it."""
Starts = Annotated[tuple[Start, ...], Field(min_length=1)]


def plain(text: str) -> str:
    """The text in small letters on one line, with straight apostrophes."""
    return " ".join(text.lower().replace("\u2019", "'").split())


def pattern(starts: Iterable[str], *, unless_denied: bool = False) -> re.Pattern[str]:
    """What finds any of these at the start of a word; on demand not where "not" stands before."""
    either = "|".join(re.sub(r"\\\.$", r"\\b", re.escape(start)) for start in starts)
    denied = r"(?<!not )(?<!n't )(?<!never )(?<!without )" if unless_denied else ""
    return re.compile(rf"{denied}(?<![\w'])(?:{either})")


class Says(Model):
    """Something that a text must say."""

    says: Annotated[tuple[Starts, ...], Field(min_length=1)]
    """Lists of words; one of each must be in the same line."""

    def is_in(self, text: str) -> bool:
        """Whether this text, made plain, says it."""
        return all(each.search(text) for each in self.patterns)

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """One for each list."""
        return tuple(map(pattern, self.says))


class Scope(Model):
    """Which conditions a rule is for; without anything, all."""

    areas: tuple[Area, ...] = ()
    """Parts of the body."""
    words: tuple[Start, ...] = ()
    """Starts of words in the slug, the title or the other names."""
    codes: tuple[Line, ...] = ()
    """Beginnings of ICD-10-CM codes."""
    unless: tuple[Start, ...] = ()
    """Words that take a condition out again."""

    def fits(self, condition: Condition) -> bool:
        """Whether the rule is for this condition."""
        if not (self.areas or self.words or self.codes):
            return True
        names = plain(
            ", ".join((condition.slug.replace("-", " "), condition.title, *condition.also_known_as))
        )
        if self.unless and pattern(self.unless).search(names):
            return False
        return (
            condition.area in self.areas
            or bool(self.words and pattern(self.words).search(names))
            or any(each.code.startswith(self.codes) for each in condition.icd10cm)
        )


class Wanted(Says):
    """A warning sign that must be there."""

    sign: Line
    """What it tells of, for the author."""


class Topic(Model):
    """Warning signs that belong together."""

    about: Line
    """What they tell of."""
    shared: Slug | None = None
    """The set of `content/red-flags.yaml` that has them."""
    scope: Scope = Field(alias="for")
    """Whom they are for."""
    sources: tuple[Slug, ...] = ()
    """What the rule rests on; our own caution where there is none."""
    emergency: tuple[Wanted, ...] = ()
    """Signs for which to call now."""
    see_doctor: tuple[Wanted, ...] = ()
    """Signs for which to see a doctor; as well met among those for which to call."""


class Caution(Says):
    """A caution that the part on massage must have."""

    caution: Line
    """What it tells of, for the author."""
    scope: Scope = Field(alias="for", default=Scope())
    """Whom it is for."""
    sources: tuple[Slug, ...] = ()
    """What the rule rests on; our own caution where there is none."""


class Heat(Model):
    """Warmth that is advised, and the skin that it must spare."""

    advised: Starts
    """Words of advice."""
    denied: Starts
    """Words that make no advice of a sentence."""
    spared: Says
    """Words for skin that does not feel a burn."""

    def is_advised(self, sentence: str) -> bool:
        """Whether a sentence advises warmth."""
        text = plain(sentence)
        return bool(pattern(self.advised).search(text) and not pattern(self.denied).search(text))


class Against(Model):
    """Demands of exercises that do not go with a condition."""

    because: Line
    """Why not, as the end of a sentence."""
    scope: Scope = Field(alias="for")
    """Whom it is for."""
    demands: Annotated[tuple[Demand, ...], Field(min_length=1)]
    """What must not be asked of them."""
    later: bool = False
    """Whether it may stand where the reason for the exercise says that it is for later."""
    sources: tuple[Slug, ...] = ()
    """What the rule rests on; our own caution where there is none."""


class Asks(Model):
    """What an exercise must ask first."""

    about: Line
    """What it must ask about, for the author."""
    demands: Annotated[tuple[Demand, ...], Field(min_length=1)]
    """Exercises that demand one of these."""
    says: Starts
    """Words of which one must be in `ask_first`."""
    sources: tuple[Slug, ...] = ()
    """What the rule rests on; our own caution where there is none."""


class Point(Says):
    """A point of the disclaimer."""

    point: Line
    """What it says, for the author."""


class DisclaimerRules(Model):
    """What the disclaimer says, and what takes it back."""

    points: Annotated[tuple[Point, ...], Field(min_length=1)]
    """Its points."""
    taken_back: Starts
    """Words that contradict one of them."""


class Precautions(Rule):
    """All rules of safety."""

    file = "safety"

    red_flags: tuple[Topic, ...]
    cautions: tuple[Caution, ...]
    heat: Heat
    against: tuple[Against, ...]
    later: Starts
    """Words of a reason that put an exercise off."""
    asks: tuple[Asks, ...]
    hints: dict[Demand, Starts]
    """Words of an exercise's title, steps and feeling that speak of a demand."""
    disclaimer: DisclaimerRules

    @cached_property
    def taken_back(self) -> re.Pattern[str]:
        """Words that contradict the disclaimer, unless they are denied."""
        return pattern(self.disclaimer.taken_back, unless_denied=True)

    def suggested(self, exercise: Exercise) -> dict[Demand, Path]:
        """What the words of an exercise ask of the body, each with the place of the first that do."""
        texts: list[tuple[Path, str]] = [(("title",), exercise.title), (("feel",), exercise.feel)]
        texts += [(("steps", index), step) for index, step in enumerate(exercise.steps)]
        return {
            demand: path
            for demand, found in self.hint_patterns.items()
            for path, text in reversed(texts)
            if found.search(plain(text))
        }

    @cached_property
    def hint_patterns(self) -> dict[Demand, re.Pattern[str]]:
        """What finds the words of each demand."""
        return {demand: pattern(starts, unless_denied=True) for demand, starts in self.hints.items()}
