"""The people of the drawings: a build, a skin, hair, and an age that shows in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from handouts.model.base import Model
from handouts.model.clinic import Colour
from handouts.shape import as_tuples
from handouts.source import read_yaml


class Build(NamedTuple):
    """How a build differs from the average: factors for widths, and what is added in units."""

    width: float = 1
    """Of the trunk, side to side."""
    depth: float = 1
    """Of the trunk, front to back."""
    limbs: float = 1
    """Of arms and legs."""
    hips: float = 1
    """Of the pelvis, side to side."""
    bust: float = 0
    """Radius of the breasts of those who have them."""
    belly: float = 0
    """Radius of a round belly, 0 for none."""


BUILDS = {
    "average": Build(bust=27),
    "slim": Build(width=0.94, depth=0.93, limbs=0.91, bust=24),
    "curvy": Build(width=0.98, depth=1.04, limbs=1.05, hips=1.12, bust=33),
    "heavy": Build(width=1.1, depth=1.1, limbs=1.1, hips=1.1, bust=32, belly=66),
}


class Person(Model):
    """One of the people."""

    build: Literal["average", "slim", "curvy", "heavy"]
    skin: Colour
    hair: Literal["short", "bun", "bob", "curls", "receding", "scarf"]
    hair_colour: Colour
    """Of the scarf, where there is one."""
    bust: bool = False
    beard: bool = False
    glasses: bool = False

    @property
    def body(self) -> Build:
        """The build as numbers."""
        build = BUILDS[self.build]
        return build if self.bust else build._replace(bust=0)


@cache
def people() -> dict[str, Person]:
    """Everybody, by name."""
    data = read_yaml(Path(__file__).parent / "people.yaml").data
    return {name: Person.model_validate(as_tuples(row)) for name, row in data.items()}
