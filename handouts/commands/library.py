"""What is in the library: `handout list`, `search` and `show`."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from handouts.commands.group import (
    clinic_option,
    json_option,
    main,
    open_catalogue,
    print_rows,
    terminal_width,
)
from handouts.resources import find_clinic


@main.command("list")
@click.argument(
    "kind",
    type=click.Choice(["conditions", "exercises", "techniques", "self-checks", "sources", "places", "signs"]),
    default="conditions",
)
@click.option("--area", help="Conditions of this part of the body only.")
@clinic_option
@json_option
def list_(kind: str, area: str | None, clinic: str | None, *, as_json: bool) -> None:
    """List what there is to print, or what a sheet may name.

    Sources, places on the body chart, and sets of warning signs are for those who write.

    \b
    Example:
      handout list --area knee
      handout list exercises
    """
    from handouts import finding, reviews

    catalogue = open_catalogue(clinic)
    rows = finding.rows(catalogue, kind, area, reviews.standings(find_clinic(clinic), catalogue))
    print_rows(rows, as_json=as_json)


@main.command()
@click.argument("words", nargs=-1, required=True)
@clinic_option
@json_option
def search(words: tuple[str, ...], clinic: str | None, *, as_json: bool) -> None:
    """Find conditions, techniques and self-checks by name, signs or area; slips of the finger do no harm.

    \b
    Example:
      handout search runners knee
    """
    from handouts import finding

    rows = finding.search(open_catalogue(clinic), " ".join(words))
    print_rows(rows, as_json=as_json)
    if not rows and not as_json:
        click.echo("Nothing found. `handout list` shows all conditions.", err=True)


@main.command()
@click.argument("name")
@clinic_option
@json_option
def show(name: str, clinic: str | None, *, as_json: bool) -> None:
    """Show the words of a condition, a technique or a self-check, or what a source supports.

    \b
    Examples:
      handout show sciatica
      handout show deep-tissue-massage
      handout show mp-dvt
    """
    from handouts import reviews
    from handouts.model.self_check import SelfCheck
    from handouts.model.words import Source
    from handouts.showing import leaflet_as_text, self_check_as_text, source_as_text

    catalogue, width = open_catalogue(clinic), min(88, terminal_width())
    if name in catalogue.names(Source):
        source = catalogue.reference(name)
        words, text = source.model_dump(mode="json"), source_as_text(source, width)
    elif name in catalogue.names(SelfCheck):
        check = catalogue.entry(SelfCheck, name).model
        words, text = check.model_dump(mode="json"), self_check_as_text(check, catalogue, width)
    else:
        entry = catalogue.leaflet(name)
        review = reviews.standings(find_clinic(clinic), catalogue).get(name, reviews.Standing())
        words = entry.model.model_dump(mode="json") | {"review": asdict(review)}
        text = leaflet_as_text(entry, catalogue, review, width)
    click.echo(json.dumps(words, indent=2, ensure_ascii=False) if as_json else text.rstrip("\n"))
