"""`handout doctor`: what this computer has and lacks."""

from __future__ import annotations

import sys

import click

from handouts.commands.group import main
from handouts.errors import MissingLibrary


@main.command()
def doctor() -> None:
    """Say what this computer has and lacks for printing handouts.

    \b
    Example:
      handout doctor
    """
    from handouts.doctor import examine

    findings = examine()
    for each in findings:
        click.echo(str(each))
    if not all(each.ok or each.optional for each in findings):
        sys.exit(MissingLibrary.exit_code)
