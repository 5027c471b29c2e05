"""`handout preview`: a handout in the browser while it is being written."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from handouts.commands.group import (
    clinic_option,
    layout_option,
    main,
    paper_option,
    printing_options,
)
from handouts.printing import Printing
from handouts.resources import find_clinic

if TYPE_CHECKING:
    from handouts.preview.draft import Draft


@main.command()
@click.argument("target", metavar="SLUG|FILE.yaml")
@clinic_option
@layout_option
@paper_option
@printing_options
@click.option("--exercises", metavar="A,B,C", help="These, in place of its own.")
@click.option("--port", type=click.IntRange(1, 65535), help="Else one that is free.")
@click.option("--no-browser", is_flag=True, help="Only say where the page is.")
def preview(
    target: str,
    clinic: str | None,
    exercises: str | None,
    port: int | None,
    *,
    no_browser: bool,
    **options: Any,
) -> None:
    """Show a handout in the browser while you write it.

    It is made anew each time you save, as it would print, with all that is wrong above it. Nothing is
    written, and nothing leaves this computer. Ctrl-C ends it.

    \b
    Example:
      handout preview sciatica
      handout preview tight-calves --clinic my-clinic --layout full
    """
    import webbrowser  # It takes longer to load than the rest of the command line.

    from handouts.order import Order
    from handouts.plans import choose
    from handouts.preview import preview as show

    personal = None if exercises is None else choose(exercises=exercises)
    order = Order(
        target,
        clinic=find_clinic(clinic),
        personal=personal,
        printing=Printing.of(options),
        layout=options["layout"],
        paper=options["paper"],
    )

    def tell_where(address: str) -> None:
        click.echo(address)
        click.echo("Save the file, and the page follows. Ctrl-C ends the preview.", err=True)
        if not no_browser and _has_screen():
            webbrowser.open(address)

    gc.enable()  # This command lives long.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    show(order, port, opened=tell_where, shown=_tell)


def _stop(number: int, _: object) -> NoReturn:
    sys.exit(128 + number)


def _has_screen() -> bool:
    """Whether a browser can open beside the terminal, and not in it."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _tell(draft: Draft) -> None:
    for fault in draft.faults:
        click.echo(str(fault), err=True)
    counts = {
        "pages": draft.pictures,
        "to mend": draft.faults,
        "to write": draft.unfinished,
        "to look at": draft.words,
    }
    click.echo(
        ", ".join(f"{name} {len(found)}" for name, found in counts.items()).capitalize() + ".", err=True
    )
