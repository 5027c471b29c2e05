"""Printable patient-education handouts from YAML condition definitions.

    from pathlib import Path
    from handouts import Order, build_handout

    built = build_handout(Order("sciatica", clinic=Path("my-clinic/clinic.yaml"), output="out/"))
    print(built.path, built.pages, *built.warnings)

`build_handout` raises a `HandoutError` that carries every `Problem` found; nothing is written then. What is
for one patient is an `Order.personal`: a `Personal` with a `Plan` and a note.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handouts.build import Built, check_clinic
    from handouts.build import build as build_handout
    from handouts.catalogue import Catalogue
    from handouts.errors import HandoutError, Problem
    from handouts.model.condition import Condition
    from handouts.model.dose import DoseChange
    from handouts.model.exercise import Exercise
    from handouts.model.plan import Personal, Plan
    from handouts.order import Order
    from handouts.resources import Inputs, find_clinic

__version__ = "0.1.0"

__all__ = [
    "Built",
    "Catalogue",
    "Condition",
    "DoseChange",
    "Exercise",
    "HandoutError",
    "Inputs",
    "Order",
    "Personal",
    "Plan",
    "Problem",
    "build_handout",
    "check_clinic",
    "find_clinic",
]

_ROOMS = {
    "build": "Built build_handout check_clinic",
    "catalogue": "Catalogue",
    "errors": "HandoutError Problem",
    "model.condition": "Condition",
    "model.dose": "DoseChange",
    "model.exercise": "Exercise",
    "model.plan": "Personal Plan",
    "order": "Order",
    "resources": "Inputs find_clinic",
}


def __getattr__(name: str) -> Any:
    """Load a room when something of it is first asked for, so that the command line starts at once."""
    for room, names in _ROOMS.items():
        if name in names.split():
            return getattr(import_module(f"handouts.{room}"), name.removesuffix("_handout"))
    raise AttributeError(f"module 'handouts' has no attribute {name!r}")
