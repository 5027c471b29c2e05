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

    for path in starter.write_clinic(Path(folder)):
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


@clinic.command("import")
@click.argument("table", metavar="CSV", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="DIR", default="clinics", show_default=True, help="Where to write.")
@click.option("--base", metavar="DIR", help="The folder of the brand that they share.")
@click.option("--force", is_flag=True, help="Replace files that were changed by hand.")
def clinic_import(table: Path, output: str, base: str | None, *, force: bool) -> None:
    """Make a clinic of each row of a table, over a brand that they share.

    The first row has the headings, such as name, phone, address, web, booking, primary and accent; only name
    must be there. An empty cell is what the base says. Where a row has a fault, all faults are told and
    nothing is written.

    \b
    Example:
      handout clinic import clinics.csv --base brand/ -o clinics/
    """
    from handouts import chain

    shared = find_clinic(base) if base else None
    rows = chain.read_table(table, shared.parent if shared else None)
    for path in chain.write_clinics(rows, shared.parent if shared else None, Path(output), force=force):
        click.echo(shown_path(path))
    click.echo(f"Clinics: {len(rows)}.", err=True)
