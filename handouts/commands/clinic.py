"""`handout clinic`: the folder that holds a clinic's brand."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.commands.group import main
from handouts.errors import InputFault, Problem
from handouts.resources import find_clinic, shown_path


@main.group()
def clinic() -> None:
    """Make or check the folder that holds a clinic's brand."""


@clinic.command("new")
@click.argument("folder", metavar="DIR")
def clinic_new(folder: str) -> None:
    """Write a commented clinic file and a sample logo into a folder.

    \b
    Example:
      handout clinic new my-clinic
    """
    from handouts import starter

    for path in starter.write(Path(folder)):
        click.echo(shown_path(path))
    click.echo(
        f"Now put your own words into {Path(folder) / 'clinic.yaml'}, then try:\n"
        f"  handout clinic check {folder}\n"
        f"  handout build sciatica --clinic {folder}",
        err=True,
    )


@clinic.command("check")
@click.argument("path")
def clinic_check(path: str) -> None:
    """Check a clinic's file, pictures, fonts, templates, styles and entries.

    \b
    Example:
      handout clinic check my-clinic
    """
    from handouts.build import check_clinic

    file = find_clinic(path)
    if file is None:
        raise InputFault(Problem.of("N002", path=path, origin="PATH"))
    warnings = check_clinic(file)
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
    verdict = f"can be used, with warnings: {len(warnings)}" if warnings else "is fine"
    click.echo(f"{shown_path(file)} {verdict}.", err=True)
