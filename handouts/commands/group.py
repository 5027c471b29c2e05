"""The command that all others belong to, and what they share: options, rows, exit codes."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from handouts import __version__
from handouts.errors import HandoutError, OutputRefused, Problem
from handouts.printing import LAYOUTS, WIDEST_BLEED, Binding, Paper
from handouts.resources import find_clinic

if TYPE_CHECKING:
    from handouts.catalogue import Catalogue

INTERRUPTED = 130
F = TypeVar("F", bound=Callable[..., Any])


class _Group(click.Group):
    """The one boundary where what went wrong becomes words and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except HandoutError as error:
            tell(error)
            sys.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            sys.exit(INTERRUPTED)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # Whoever was reading has heard enough; click ends quietly.
            tell(OutputRefused(Problem.of("O010", reason=error.strerror or str(error))))
            # Python would try once more to write the rest when it ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(OutputRefused.exit_code)


def tell(error: HandoutError) -> None:
    """Say every problem on standard error."""
    for problem in error.problems:
        click.echo(str(problem), err=True)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handout")
def main() -> None:
    """Printable, branded handouts for patients, made from plain YAML files.

    \b
    Example:
      handout build sciatica
      handout build sciatica low-back-pain --clinic my-clinic -o today/
    """


clinic_option = click.option(
    "--clinic",
    metavar="PATH",
    help="Clinic file or folder. Else HANDOUT_CLINIC, else ./clinic.yaml.",
)
layout_option = click.option(
    "--layout",
    type=click.Choice(LAYOUTS),
    default=LAYOUTS[0],
    show_default=True,
    help="Two pages; everything; one exercise a page; one page to hang up; a log of four weeks.",
)
paper_option = click.option("--paper", type=click.Choice(get_args(Paper)), help="Else the clinic's.")


class _Millimetres(click.FloatRange):
    """A length, with or without its unit."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        bare: Any = value.removesuffix("mm") if isinstance(value, str) else value
        return super().convert(bare, param, ctx)


_PRINTING = (
    click.option("--large-print", is_flag=True, help="18 point type, on as many pages as it takes."),
    click.option("--ink-saver", is_flag=True, help="Black lines on white: no tints, no filled areas."),
    click.option("--easy", is_flag=True, help="The shorter version in the plainest words."),
    click.option("--binding", type=click.Choice(get_args(Binding)), help="Room for holes at this edge."),
    click.option(
        "--bleed",
        type=_Millimetres(0, WIDEST_BLEED),
        default=0,
        metavar="3mm",
        help="For a print shop: paper around the page, with crop marks.",
    ),
    click.option("--archive", is_flag=True, help="As PDF/A-2a, too."),
    click.option("--fillable", is_flag=True, help="With fields for name, date, notes and log."),
)
force_option = click.option("--force", is_flag=True, help="Replace a file that this tool did not make.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def printing_options(command: F) -> F:
    """The options that say how a handout is printed; `Printing.of` takes what they gave."""
    for option in reversed(_PRINTING):
        command = option(command)
    return command


def open_catalogue(clinic: str | None) -> Catalogue:
    """The entries that this clinic sees."""
    from handouts.catalogue import of_clinic

    return of_clinic(find_clinic(clinic))


def print_rows(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    """Print rows as a table, lists left out, or whole as JSON."""
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    table = [[str(value) for value in row.values() if not isinstance(value, list)] for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def terminal_width() -> int:
    """How many letters a line of the terminal holds."""
    import shutil

    return shutil.get_terminal_size((80, 24)).columns
