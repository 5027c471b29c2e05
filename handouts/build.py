"""One handout, from its name to a finished file: the whole product in one function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from handouts import output
from handouts.desk import Desk
from handouts.errors import HandoutError, InputFault, OutputRefused, Problem
from handouts.order import Order
from handouts.record import is_current

TRIAL = "sciatica"
"""The sheet on which a clinic's brand is tried."""


@dataclass(frozen=True)
class Built:
    """What became of an order."""

    path: Path
    made: bool
    """False when the file was up to date and is untouched."""
    pages: int = 0
    warnings: tuple[Problem, ...] = ()


def build(order: Order) -> Built:
    """Make the handout, or leave it when nothing that it was made from has changed.

    Raises HandoutError with every problem found; then nothing is written.
    """
    desk = Desk(order)
    path = output.destination(order.output, desk.file_name())
    desk.refuse_inputs(path)
    output.check_free(path, force=order.force)
    if _is_current(path, desk):
        return Built(path, made=False)
    from handouts.making import make
    from handouts.press import Press

    with Press() as press:
        made = make(desk, press)
    output.write(path, made.content)
    return Built(path, made=True, pages=made.pages, warnings=made.warnings)


def check_clinic(file: Path) -> tuple[Problem, ...]:
    """Look at all that a clinic brings and make one sheet with it, for nobody; gives the warnings.

    Raises HandoutError with what is wrong.
    """
    desk = Desk(Order(TRIAL, clinic=file))
    problems: list[Problem] = []
    from handouts import reviews
    from handouts.brand import strays
    from handouts.catalogue import OWN_KINDS
    from handouts.making import make
    from handouts.press import Press

    looks: list[Callable[[], object]] = [lambda: desk.brand]
    looks.append(desk.catalogue.check_clashes)
    looks += [partial(desk.catalogue.all, kind) for kind in OWN_KINDS]
    looks.append(partial(reviews.read, desk.catalogue))
    for look in looks:
        try:
            look()
        except HandoutError as error:
            problems.extend(error.problems)
    if problems:
        raise InputFault(*dict.fromkeys(problems))
    signed = reviews.look_over(desk.catalogue, desk.brand)
    if errors := [each for each in signed if each.severity == "error"]:
        raise InputFault(*errors)
    with Press() as press:
        made = make(desk, press)
    return (*strays(file.parent), *signed, *made.warnings)


def check_apart(orders: Sequence[Order]) -> None:
    """Raise OutputRefused where two orders would be written to one file."""
    file = orders[0].output
    if file and len(orders) > 1 and not output.is_folder(file):
        raise OutputRefused(Problem.of("O006", count=len(orders)))
    # Other systems do not tell capitals from small letters in names.
    by_name: dict[str, str] = {}
    for order in orders:
        stem = order.file.stem.casefold() if order.file else order.target
        first = by_name.setdefault(stem, order.target)
        if first != order.target:
            raise OutputRefused(Problem.of("O005", first=first, second=order.target, path=stem))


def _is_current(path: Path, desk: Desk) -> bool:
    """Whether the file is there, untouched, and made from what would be read now."""
    found = None if desk.order.personal else output.read_seal(path)
    return bool(found and found.made_from and is_current(found.made_from, desk.order, desk.inputs))
