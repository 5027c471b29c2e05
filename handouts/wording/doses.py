"""A dose in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from handouts.model.dose import Dose, Sided
from handouts.wording.filling import count

DAYS_A_WEEK = 7


def dose_parts(dose: Dose, sided: Sided | None, side: str | None, words: Mapping[str, Any]) -> list[Markup]:
    """Two to four short parts: how many, how long, how often, on which days.

    `sided` is what the exercise has two of, `side` the one that does it, None for both; `words` are the
    labels of doses.
    """
    reps = count(words["reps"], dose.reps)
    if dose.sets > 1:
        reps = count(words["sets"], dose.sets, reps=reps)
    if sided:
        reps = reps + " " + words[side or "each"][sided]
    found = [reps]
    if dose.hold:
        found.append(count(words["hold"], dose.hold))
    every_day = dose.days_a_week == DAYS_A_WEEK
    if every_day or dose.times_a_day > 1:
        found.append(count(words["a_day"], dose.times_a_day))
    if not every_day:
        found.append(count(words["a_week"], dose.days_a_week))
    return found
