"""Scores after the PEMAT and the CDC's index, over the items that a program can judge: no official rating."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from handouts.checks.rules import Rule
from handouts.model.base import Line, Model

Scale = Literal["understandability", "actionability", "clear communication"]


class Item(Model):
    """One item of a list of what makes a handout good."""

    id: Annotated[str, StringConstraints(pattern=r"^[PC]\d\d$")]
    """Its number in the list, such as P05."""
    scale: Scale = "clear communication"
    """The score that it counts in."""
    words: Line
    """What is asked, in our own words."""
    by: Literal["form", "checks", "person"]
    """Who judges it."""
    codes: tuple[str, ...] = ()
    """The checks that find against it."""


class Items(Rule):
    """Both lists."""

    file = "rating"

    pemat: Annotated[tuple[Item, ...], Field(min_length=24, max_length=24)]
    """The items of the PEMAT for printed material."""
    cdc: Annotated[tuple[Item, ...], Field(min_length=20, max_length=20)]
    """The items of the CDC's index."""

    @property
    def all(self) -> tuple[Item, ...]:
        """Every item, the PEMAT's first."""
        return self.pemat + self.cdc

    @property
    def for_a_person(self) -> tuple[Item, ...]:
        """The items that only a reader can judge."""
        return tuple(item for item in self.all if item.by == "person")


@dataclass(frozen=True)
class Score:
    """How many of the items of one scale are met."""

    scale: Scale
    met: int
    unmet: tuple[Item, ...]

    @property
    def judged(self) -> int:
        """How many items a program could judge."""
        return self.met + len(self.unmet)

    @property
    def percent(self) -> int:
        """Of 100, rounded down, so that only a whole one is 100."""
        return 100 * self.met // self.judged


def rate(codes: Collection[str], items: Items) -> tuple[Score, ...]:
    """The score on each scale of an entry in which checks with these codes have found something."""
    return tuple(_score(scale, codes, items) for scale in get_args(Scale))


def _score(scale: Scale, codes: Collection[str], items: Items) -> Score:
    judged = [item for item in items.all if item.scale == scale and item.by != "person"]
    unmet = tuple(item for item in judged if not set(item.codes).isdisjoint(codes))
    return Score(scale, len(judged) - len(unmet), unmet)
