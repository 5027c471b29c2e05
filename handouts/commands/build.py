"""`handout build`: handouts, for everybody or for one patient."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from handouts.commands.group import (
    clinic_option,
    force_option,
    layout_option,
    main,
    paper_option,
    printing_options,
    tell,
)
from handouts.errors import HandoutError, SomeFailed
from handouts.printing import Format, Printing
from handouts.resources import find_clinic, shown_path

if TYPE_CHECKING:
    from handouts.model.plan import Personal
    from handouts.order import Order


@main.command()
@click.argument("targets", metavar="SLUG|FILE.yaml...", nargs=-1, required=True)
@clinic_option
@layout_option
@paper_option
@printing_options
@click.option("--profile", type=click.Choice(["massage", "physio"]), help="Wording. Else the clinic's.")
@click.option("-o", "--output", metavar="FILE|DIR/", help="A folder ends in / or is one.")
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Format)),
    default="pdf",
    show_default=True,
    help="PDF; the HTML that it is made from; a web page; a picture of each page; plain text.",
)
@click.option("--strict", is_flag=True, help="Warnings are errors.")
@force_option
@click.option("--exercises", metavar="A,B,C", help="For one patient: these exercises, in this order.")
@click.option(
    "--dose",
    "doses",
    metavar="NAME=2x10",
    multiple=True,
    help="For one patient: another dose, such as bridge=2x10,hold=5,daily=2,weekly=5.",
)
@click.option("--side", type=click.Choice(["left", "right", "both"]), help="For one patient: the side.")
@click.option("--therapist", metavar="NAME", help="For one patient: who chose.")
@click.option("--note", metavar="TEXT", help="For one patient: lines from the therapist; - reads them in.")
@click.option("--plan", "plan_file", metavar="FILE", help="Take exercises, doses and side from this file.")
@click.option("--save-plan", metavar="FILE", help="Keep the choice, without the note, for --plan.")
def build(targets: tuple[str, ...], clinic: str | None, output: str | None, **options: Any) -> None:
    """Print one or more handouts: of a condition, of a technique, or of the self-checks.

    Each is written as SLUG.pdf in this folder, and its path printed. A file that is up to date is left
    alone; one that this tool did not make is not replaced.

    \b
    Examples:
      handout build sciatica
      handout build sciatica --layout full --paper a4 -o out/
      handout build sciatica --large-print --ink-saver
      handout build sciatica --format html
      handout build deep-tissue-massage self-checks
      handout build sciatica --exercises bridge,pelvic-tilt --dose bridge=2x10 --side left
    """
    personal = _personal(options)
    file = find_clinic(clinic)
    used = f"Clinic: {shown_path(file)}" if file else "Clinic: none given, so the neutral brand"
    click.echo(used, err=True)
    from handouts.order import Order

    orders = [
        Order(
            target=target,
            clinic=file,
            output=output,
            personal=personal,
            printing=Printing.of(options),
            **{key: options[key] for key in ("layout", "paper", "profile", "form", "strict", "force")},
        )
        for target in dict.fromkeys(targets)
    ]
    _build_all(orders)


def _build_all(orders: list[Order]) -> None:
    from handouts.build import build as build_one
    from handouts.build import check_apart

    check_apart(orders)
    failed: list[tuple[str, HandoutError]] = []
    for order in orders:
        try:
            built = build_one(order)
        except HandoutError as error:
            tell(error)
            failed.append((order.target, error))
            continue
        for warning in built.warnings:
            click.echo(f"warning: {warning}", err=True)
        for path in built.paths:
            if built.made:
                click.echo(shown_path(path))
            else:
                click.echo(f"{shown_path(path)} is up to date", err=True)
    if len(orders) > 1:
        click.echo(f"{len(orders) - len(failed)} of {len(orders)} handouts are ready.", err=True)
    if failed and len(orders) == 1:
        sys.exit(failed[0][1].exit_code)
    if failed:
        click.echo(f"Not made: {', '.join(target for target, _ in failed)}.", err=True)
        sys.exit(SomeFailed.exit_code)


def _personal(options: dict[str, Any]) -> Personal | None:
    """What the options choose for one person; None where they choose nothing."""
    chosen = ("exercises", "doses", "side", "therapist", "note", "plan_file", "save_plan")
    if all(options[name] in (None, ()) for name in chosen):
        return None
    from handouts.plans import choose, save

    note = options["note"]
    if note == "-":
        note = sys.stdin.read()
    personal = choose(
        plan_file=options["plan_file"],
        exercises=options["exercises"],
        doses=options["doses"],
        side=options["side"],
        therapist=options["therapist"],
        note=note,
    )
    if options["save_plan"]:
        save(personal.plan, Path(options["save_plan"]), force=options["force"])
        click.echo(f"Plan saved: {options['save_plan']}", err=True)
    return personal or None
