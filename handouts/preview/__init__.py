"""A handout shown in the browser while it is being written, anew after each save."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from handouts.catalogue import KINDS
from handouts.desk import Desk
from handouts.errors import InputFault
from handouts.files import kind_of
from handouts.making import load_renderer
from handouts.order import Order
from handouts.preview.draft import Draft, draw_up
from handouts.preview.window import Window
from handouts.resources import CONTENT, Inputs, shipped
from handouts.watching import look, wait_for_change


def preview(
    order: Order,
    port: int | None = None,
    *,
    opened: Callable[[str], None] = lambda _: None,
    shown: Callable[[Draft], None] = lambda _: None,
) -> NoReturn:
    """Show the handout until somebody interrupts; nothing is written.

    `opened` is told the address of the page once it is there, `shown` each draft that is on it. Raises
    HandoutError for a name or a port that is not there to begin with.
    """
    _check_target(order)
    load_renderer()  # Once, and not again for each draft.
    with Window(port) as window:
        opened(window.address)
        paths: set[Path] = set()
        while True:
            before = look(paths)
            desk = Desk(order)
            draft = draw_up(desk)
            paths |= watched(desk.inputs)
            known = look(paths)
            # Somebody wrote meanwhile: what looks wrong may have been half a file.
            stale = bool(before.items() - known.items() or desk.inputs.changes(desk.inputs.record))
            if draft.pictures or not stale:
                window.show(draft)
                shown(draft)
            wait_for_change(paths, {} if stale else known)


def watched(inputs: Inputs) -> set[Path]:
    """What was read or looked for; where entries come and go; and templates, which are read in the press."""
    folders = {home / folder for home in (CONTENT, *inputs.own) for folder in (*KINDS.values(), "figures")}
    templates = [shipped("templates"), *(home / "templates" for home in inputs.own)]
    return inputs.paths() | folders | {path for folder in templates for path in folder.glob("*.html")}


def _check_target(order: Order) -> None:
    """Raise UnknownName or InputFault for a condition that is not there; its faults can be mended later."""
    try:
        Desk(order).entry  # noqa: B018 - it is asked for to see whether it is there
    except InputFault:
        if order.file and kind_of(order.file) != "file":
            raise
