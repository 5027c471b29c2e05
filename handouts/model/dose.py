"""How much of an exercise: sets, repetitions, hold, times a day, days a week."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field

from handouts.model.base import Model

# Design figures behind "minutes a day": moving into and out of one repetition, and the rest between sets.
SECONDS_TO_MOVE = 4
SECONDS_BETWEEN_SETS = 30

Sets = Annotated[int, Field(ge=1, le=10)]
Reps = Annotated[int, Field(ge=1, le=100)]
Seconds = Annotated[int, Field(ge=0, le=600)]
TimesADay = Annotated[int, Field(ge=1, le=10)]
DaysAWeek = Annotated[int, Field(ge=1, le=7)]
Sided = Literal["leg", "side", "arm"]


class Dose(Model):
    """A whole dose; whole numbers only, so that nobody has to compute."""

    reps: Reps
    """Repetitions in one set, for each side where the exercise has sides."""
    sets: Sets = 1
    """Sets, with a short rest between them."""
    hold: Seconds = 0
    """Seconds to hold each repetition; 0 for no hold."""
    times_a_day: TimesADay = 1
    """How often a day."""
    days_a_week: DaysAWeek = 7
    """On how many days of the week."""

    def seconds_a_day(self, sides: int = 1) -> int:
        """Seconds that the whole dose takes on a day, for an exercise done on `sides` sides."""
        moving = self.sets * self.reps * (self.hold + SECONDS_TO_MOVE)
        resting = (self.sets - 1) * SECONDS_BETWEEN_SETS
        return sides * self.times_a_day * (moving + resting)

    def changed(self, change: DoseChange) -> Self:
        """This dose with what `change` sets in place of its own."""
        return self.model_copy(update=change.model_dump(exclude_none=True))


class DoseChange(Model):
    """The parts of a dose that somebody wants otherwise; what is left out stays."""

    reps: Reps | None = None
    """Repetitions in one set."""
    sets: Sets | None = None
    """Sets."""
    hold: Seconds | None = None
    """Seconds to hold each repetition; 0 for no hold."""
    times_a_day: TimesADay | None = None
    """How often a day."""
    days_a_week: DaysAWeek | None = None
    """On how many days of the week."""
