"""A dose is printed in whole numbers, each with its unit."""

from __future__ import annotations

import re

import pytest

from handouts.catalogue import Catalogue
from handouts.model.dose import Dose
from handouts.resources import Inputs
from handouts.wording.doses import dose_parts

WORDS = Catalogue(Inputs()).labels["dose"]
MARKUP = re.compile(r"<[^>]+>")


@pytest.mark.parametrize("number", [1, 2, 3, 10])
@pytest.mark.parametrize("sided", [None, "leg", "side", "arm"])
def test_every_number_of_a_dose_has_its_unit(number: int, sided: str | None) -> None:
    few = min(number, 7)
    dose = Dose(reps=number, sets=number, hold=number, times_a_day=number, days_a_week=few)
    parts = [MARKUP.sub("", part) for part in dose_parts(dose, sided, None, WORDS)]  # type: ignore[arg-type]
    assert len(parts) >= 3
    for part in parts:
        for found in re.finditer(r"\d+", part):
            unit = part[found.end() :].strip().split(" ")[0].rstrip(",")
            one = int(found[0]) == 1
            assert unit in ({"time", "set", "second", "day"} if one else {"times", "sets", "seconds", "days"})
