"""`handout new`: the skeleton of a condition or an exercise, for somebody to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from handouts.commands.group import main
from handouts.resources import find_clinic, shown_path

if TYPE_CHECKING:
    from handouts import starter

in_option = click.option(
    "--in",
    "clinic",
    metavar="CLINIC_DIR",
    help="The clinic's folder. Else HANDOUT_CLINIC, else ./clinic.yaml.",
)


@main.group()
def new() -> None:
    """Begin a condition or an exercise of your own."""


@new.command("condition")
@click.argument("slug")
@in_option
def new_condition(slug: str, clinic: str | None) -> None:
    """Write the commented skeleton of a condition.

    It goes into the clinic's folder, or without a clinic into this one; a file that is there is never
    replaced. It can be looked at while you write, and no PDF is made of it before all is written.

    \b
    Example:
      handout new condition tight-calves --in my-clinic
    """
    from handouts import starter

    file = find_clinic(clinic, "--in")
    begun = starter.write_entry("condition", slug, file.parent if file else None)
    target = slug if file else shown_path(begun.path)
    _tell(begun, f"  handout preview {target}{_given(clinic)}\n  handout check {target}{_given(clinic)}")


@new.command("exercise")
@click.argument("name", metavar="ID")
@in_option
def new_exercise(name: str, clinic: str | None) -> None:
    """Write the commented skeleton of an exercise into the clinic's folder.

    A file that is there is never replaced. docs/figures.md shows how to get a picture of the exercise.

    \b
    Example:
      handout new exercise knee-lift --in my-clinic
    """
    from handouts import starter

    file = find_clinic(clinic, "--in")
    begun = starter.write_entry("exercise", name, file.parent if file else None)
    _tell(begun, f"  handout preview sciatica --exercises {name}{_given(clinic)}")


def _tell(begun: starter.Begun, next_steps: str) -> None:
    for path in begun.files:
        click.echo(shown_path(path))
    for warning in begun.warnings:
        click.echo(f"warning: {warning}", err=True)
    click.echo(
        f"Now write your own words wherever {shown_path(begun.path)} says TODO:, and see how it looks:\n"
        f"{next_steps}",
        err=True,
    )


def _given(clinic: str | None) -> str:
    """The clinic again, where the reader named it."""
    quote = '"' if clinic and " " in clinic else ""
    return f" --clinic {quote}{clinic}{quote}" if clinic else ""
