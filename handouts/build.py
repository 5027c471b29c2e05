"""One handout, from its name to a finished file: the whole product in one function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from handouts import output, snapshot
from handouts.design import DOTS_PER_INCH
from handouts.desk import Desk
from handouts.errors import HandoutError, InputFault, OutputRefused, Problem
from handouts.order import Order
from handouts.printing import PAGELESS
from handouts.record import is_current
from handouts.resources import shown_path

TRIAL = "sciatica"
"""The sheet on which a clinic's brand is tried."""


@dataclass(frozen=True)
class Built:
    """What became of an order."""

    paths: tuple[Path, ...]
    """The file, or a picture of each page."""
    made: bool
    """False when what was up to date is untouched."""
    pages: int = 0
    warnings: tuple[Problem, ...] = ()

    @property
    def path(self) -> Path:
        """The file, or the picture of the first page."""
        return self.paths[0]


def build(order: Order) -> Built:
    """Make the handout, or leave it when nothing that it was made from has changed.

    Raises HandoutError with every problem found; then nothing is written.
    """
    desk = Desk(order)
    path = output.destination(order.output, desk.file_name())
    is_picture = order.form == "png"
    first = snapshot.page_file(path, 1) if is_picture else path
    desk.refuse_inputs(first)
    output.check_free(first, force=order.force)
    if standing := _standing(path, desk):
        return Built(standing, made=False)
    from handouts.making import make
    from handouts.press import Press

    with Press(renders=order.form not in PAGELESS) as press:
        made = make(desk, press)
        files = {path: made.content}
        if is_picture:
            pictures = press.run(snapshot.pages, made.content, DOTS_PER_INCH)
            files = snapshot.files(path, pictures, made.record)
    if order.form == "txt" and output.stands(files):  # It carries no record to tell by.
        return Built(tuple(files), made=False)
    for each in files:
        output.check_free(each, force=order.force)
    output.write_all(files)
    strays = _tidy(snapshot.later(path, files)) if is_picture else []
    return Built(tuple(files), made=True, pages=made.pages, warnings=(*made.warnings, *strays))


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


def _standing(path: Path, desk: Desk) -> tuple[Path, ...]:
    """The files, if they are there, untouched, and made from what would be read now."""
    if desk.order.personal:
        return ()
    if desk.order.form == "png":
        return snapshot.standing(path, desk.order, desk.inputs)
    found = output.read_seal(path)
    is_same = found and found.made_from and is_current(found.made_from, desk.order, desk.inputs)
    return (path,) if is_same else ()


def _tidy(pictures: Sequence[Path]) -> list[Problem]:
    """Remove pages of an earlier, longer handout; a warning for each that may be somebody's own."""
    strays = []
    for each in pictures:
        if output.read_seal(each):
            each.unlink(missing_ok=True)
        else:
            strays.append(Problem.of("O012", path=shown_path(each)))
    return strays
