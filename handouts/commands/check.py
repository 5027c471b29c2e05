"""`handout check`: what is wrong with the words of an entry."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handouts.commands.group import clinic_option, force_option, json_option, main
from handouts.errors import Problem, WordsFault
from handouts.resources import find_clinic, shown_path

if TYPE_CHECKING:
    from handouts.checks.rating import Score
    from handouts.checks.report import Report, Reports

WORD = {"error": "error", "warning": "look", "note": "note"}
"""How a severity is called on the screen; a warning asks a person to look."""
NOT_OFFICIAL = "Scores of 100, after PEMAT-P and the CDC index: automated, not an official rating."


@main.command()
@click.argument("targets", metavar="[SLUG|FILE.yaml|DIR]...", nargs=-1)
@clinic_option
@json_option
@click.option("--strict", is_flag=True, help="What a person must look at counts as an error.")
@click.option("--plan", metavar="FILE", help="Check this plan, as it would be used for the one SLUG.")
@click.option("--worksheet", is_flag=True, help="Print what a clinician judges and signs.")
@click.option("-o", "--output", metavar="FILE|DIR/", help="Of the worksheet. A folder ends in / or is one.")
@force_option
def check(targets: tuple[str, ...], clinic: str | None, *, as_json: bool, **options: Any) -> None:
    """Check the words of conditions, exercises, techniques and self-checks.

    Without a name, everything that the clinic sees. A folder stands for the entries in it. An error must be
    mended; at the rest a person must look, and mend it or add an exemption with a reason to the entry.

    With --worksheet, what no program can judge is printed for a clinician, who signs it.

    \b
    Examples:
      handout check sciatica
      handout check my-clinic --strict
      handout check spinal-stenosis --plan mornings.yaml
      handout check sciatica --worksheet --clinic my-clinic
    """
    from handouts.checks import report

    worksheet = options["worksheet"]
    if worksheet and not targets:
        raise click.UsageError("--worksheet needs the name of a sheet.")
    file, plan = find_clinic(clinic), options["plan"]
    folder = file.parent if file else None
    if plan and len(targets) != 1:
        raise click.UsageError("--plan needs the name of one condition.")
    reports = report.check_plan(targets[0], Path(plan), folder) if plan else report.check(targets, folder)
    if as_json:
        click.echo(json.dumps(_as_rows(reports), indent=2, ensure_ascii=False))
    else:
        for line in _lines(reports):
            click.echo(line, err=worksheet)
    if worksheet:
        for path in _worksheets(targets, file, reports, options):
            click.echo(shown_path(path), err=as_json)
    grave = {"error", "warning"} if options["strict"] else {"error"}
    if any(problem.severity in grave for problem in reports.problems()):
        sys.exit(WordsFault.exit_code)


def _worksheets(
    targets: tuple[str, ...], clinic: Path | None, reports: Reports, options: dict[str, Any]
) -> Iterator[Path]:
    from handouts.build import check_apart
    from handouts.order import Order
    from handouts.worksheet import write_all

    where = {"output": options["output"], "force": options["force"]}
    orders = [Order(target, clinic=clinic, **where) for target in dict.fromkeys(targets)]
    check_apart(orders)
    return write_all(orders, reports)


def _lines(reports: Reports) -> list[str]:
    lines = [_line(problem) for problem in reports.unread]
    for entry in reports.entries:
        lines += [_heading(entry), *map(_line, entry.problems)]
    counts = Counter(problem.severity for problem in reports.problems())
    total = ", ".join(f"{word} {counts[severity]}" for severity, word in WORD.items())  # type: ignore[index]
    lines.append(f"Entries {len(reports.entries)}: {total}.")
    return [*lines, NOT_OFFICIAL] if any(entry.scores for entry in reports.entries) else lines


def _heading(entry: Report) -> str:
    parts = []
    if entry.grade:
        parts.append(f"grade {entry.grade.grade}, SMOG {entry.grade.smog_grade}")
    parts += [f"{score.scale} {score.percent}" for score in entry.scores]
    return f"{entry.name}: {', '.join(parts)}" if parts else entry.name


def _line(problem: Problem) -> str:
    place = f"{problem.place}: " if str(problem.place) else ""
    return f"{place}{WORD[problem.severity]} {problem.code} {problem.message} {problem.hint}".rstrip()


def _as_rows(reports: Reports) -> dict[str, Any]:
    return {
        "unread": [problem.row() for problem in reports.unread],
        "entries": [
            {
                "name": entry.name,
                "title": entry.title,
                "file": entry.file,
                "flesch_kincaid": entry.grade and round(entry.grade.flesch_kincaid, 1),
                "smog": entry.grade and round(entry.grade.smog, 1),
                "scores": [_score(score) for score in entry.scores],
                "problems": [problem.row() for problem in entry.problems],
            }
            for entry in reports.entries
        ],
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "scale": score.scale,
        "percent": score.percent,
        "met": score.met,
        "judged": score.judged,
        "unmet": [f"{item.id} {item.words}" for item in score.unmet],
        "rating": "automated, not official",
    }
