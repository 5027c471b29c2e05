"""For those who write and draw: `handout draw` and `schema`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from handouts.commands.group import force_option, main, tell
from handouts.errors import HandoutError, InputFault
from handouts.resources import shown_path
from handouts.schemas import KINDS, as_json
from handouts.watching import look, wait_for_change


@main.command()
@click.argument("pose")
@click.option("-o", "--output", metavar="FILE", help="SVG or PNG file, or a folder. Else NAME.svg here.")
@click.option("--watch", is_flag=True, help="Draw again each time the file changes, until Ctrl-C.")
@force_option
def draw(pose: str, output: str | None, *, watch: bool, force: bool) -> None:
    """Draw a pose, start and finish, and say what is wrong with it.

    It needs the libraries for drawing: pip install "handouts[draw]". Into a folder, start and finish are
    written as the files that a card takes, such as my-clinic/figures/.

    \b
    Examples:
      handout draw bridge.yaml -o bridge.png --watch
      handout draw bridge.yaml -o my-clinic/figures/
    """
    file = Path(pose)
    known = look([file])
    problems = _sketch(file, output, force=force)
    if not watch:
        sys.exit(InputFault.exit_code if problems else 0)
    while True:
        known = wait_for_change([file], known)
        try:
            _sketch(file, output, force=force)
        except HandoutError as error:
            tell(error)


def _sketch(pose: Path, output: str | None, *, force: bool) -> bool:
    """Draw once; give back whether something is wrong with the pose."""
    from handouts.sketch import sketch

    made = sketch(pose, output, force=force)
    for problem in made.problems:
        click.echo(str(problem), err=True)
    for file in made.files:
        click.echo(shown_path(file))
    return bool(made.problems)


@main.command()
@click.argument("kind", type=click.Choice(KINDS))
def schema(kind: str) -> None:
    """Print the JSON Schema of a file, which editors use to complete and check it.

    \b
    Example:
      handout schema clinic > clinic.schema.json
    """
    click.echo(as_json(kind), nl=False)
