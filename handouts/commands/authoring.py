"""For those who write and draw: `handout draw` and `schema`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from handouts.commands.group import main, tell
from handouts.errors import HandoutError, InputFault, MissingLibrary, Problem
from handouts.resources import shown_path
from handouts.schemas import KINDS, as_json


@main.command()
@click.argument("pose")
@click.option("-o", "--output", metavar="FILE", help="SVG or PNG file, or a folder. Else NAME.svg here.")
@click.option("--watch", is_flag=True, help="Draw again each time the file changes, until Ctrl-C.")
@click.option("--force", is_flag=True, help="Replace a file that this tool did not make.")
def draw(pose: str, output: str | None, *, watch: bool, force: bool) -> None:
    """Draw a pose, start and finish, and say what is wrong with it.

    It needs the libraries for drawing: pip install "handouts[draw]". Into a folder, start and finish are
    written as the files that a card takes, such as my-clinic/figures/.

    \b
    Examples:
      handout draw bridge.yaml -o bridge.png --watch
      handout draw bridge.yaml -o my-clinic/figures/
    """
    problems = _sketch(pose, output, force=force)
    if watch:
        try:
            from watchfiles import watch as changes
        except ModuleNotFoundError as error:
            raise MissingLibrary(Problem.of("E003", name=error.name)) from None
        # Editors put a new file in the place of the old one, so it is the folder that is watched.
        file = Path(pose)
        mine = changes(
            file.parent, recursive=False, watch_filter=lambda _, path: Path(path).name == file.name
        )
        for _ in mine:
            try:
                _sketch(pose, output, force=force)
            except HandoutError as error:
                tell(error)
    elif problems:
        sys.exit(InputFault.exit_code)


def _sketch(pose: str, output: str | None, *, force: bool) -> bool:
    """Draw once; give back whether something is wrong with the pose."""
    from handouts.sketch import sketch

    made = sketch(Path(pose), output, force=force)
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
