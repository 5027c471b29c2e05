"""`handout review`: a clinician signs the words of a sheet."""

from __future__ import annotations

import click

from handouts.commands.group import clinic_option, main
from handouts.resources import find_clinic, shown_path


@main.command()
@click.argument("slugs", metavar="SLUG...", nargs=-1, required=True)
@click.option("--by", required=True, metavar="NAME", help="Who has read the words: name, credentials.")
@click.option("--on", required=True, metavar="DATE", help="On which day, as 2026-11-21.")
@clinic_option
def review(slugs: tuple[str, ...], by: str, on: str, clinic: str | None) -> None:
    """Sign the words of a sheet, in the clinic's reviews.yaml.

    The clinic's sheets then say who has reviewed them, until a word changes, there or in the library.
    Other exercises and doses than the usual do not count as such a change.

    \b
    Example:
      handout review sciatica --by "Kim Lee, DPT" --on 2026-11-21 --clinic my-clinic
    """
    from handouts.signing import draw_up

    draft = draw_up(slugs, by, on, find_clinic(clinic))
    for each in draft.subjects:
        click.echo(
            f"{each.title} ({each.name}), version {each.version}, words {each.words}:\n"
            f"  {each.sentences} sentences and short phrases. Of these, {each.cautions} are cautions\n"
            f"  without a source; `handout check {each.name} --worksheet` prints them.",
            err=True,
        )
    draft.write()
    click.echo(f"Signed by {by.strip()}, on {on}.", err=True)
    click.echo(shown_path(draft.path))
