"""`handout pack`: many handouts at once."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from handouts.commands.group import (
    INTERRUPTED,
    json_option,
    main,
    paper_option,
    printing_options,
)
from handouts.errors import Problem, SomeFailed
from handouts.printing import LAYOUTS, Packed, Printing
from handouts.resources import shown_path

if TYPE_CHECKING:
    from handouts.pack.progress import Progress
    from handouts.pack.run import Asked
    from handouts.pack.summary import Summary

USUAL_FOLDER = "pack"
MOST_REASONS = 3


class _PackOrNew(click.Group):
    """`handout pack new` is a command of its own; whatever else follows `pack` is what to make."""

    usual: click.Command

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        if args[:1] == ["new"]:
            return super().make_context(info_name, args, parent, **extra)
        return self.usual.make_context(info_name, args, parent, **extra)


@main.group("pack", cls=_PackOrNew)
def pack() -> None:
    """Print many handouts at once."""


@click.command("pack")
@click.argument("files", metavar="[FILE.yaml]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every condition, in place of a pack file.")
@click.option("--conditions", metavar="A,B,C", help="These conditions, in place of a pack file.")
@click.option(
    "--clinic",
    "clinics",
    metavar="PATH",
    multiple=True,
    help="Clinic file or folder, once for each clinic. Else the pack's, else as for `handout build`.",
)
@click.option(
    "--chain",
    metavar="FILE|CSV|DIR",
    type=click.Path(path_type=Path),
    help="Every clinic of a chain: its chain file, its table, or its folder.",
)
@click.option(
    "-o", "--output", metavar="DIR", help="Folder for the files. Else named for the pack file, or pack."
)
@click.option(
    "--jobs", type=click.IntRange(1, 1024), metavar="N", help="Workers side by side. Else the cores."
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Of a Dask scheduler: its workers, on many machines, make them.",
)
@click.option(
    "--layout",
    "layouts",
    type=click.Choice(LAYOUTS),
    multiple=True,
    help="Once for each layout, as for `handout build`. Else the pack's.",
)
@paper_option
@printing_options
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Packed)),
    help="PDF, a web page, or plain text. Else the pack's.",
)
@click.option("--booklet", is_flag=True, help="One booklet in place of a file for each sheet.")
@click.option(
    "--impose", is_flag=True, help="The booklet, and beside it one for folding: half the size, two on a side."
)
@click.option("--zip", "zipped", is_flag=True, help="All files as pack.zip, too.")
@click.option(
    "--force", is_flag=True, help="Replace files that were changed, or that this tool did not make."
)
@click.option("--prune", is_flag=True, help="Remove what an earlier run made and the pack no longer has.")
@click.option("--dry-run", is_flag=True, help="Say what would be made, and why.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60,
    show_default=True,
    metavar="S",
    help="Seconds after which a sheet is given up.",
)
@json_option
def make(files: tuple[str, ...], output: str | None, *, as_json: bool, **options: Any) -> None:
    """Print many handouts at once: what a pack file lists, or every condition.

    Only what changed is made again. Files that were changed by hand are not replaced. Each file, and what it
    was made from, is written down in manifest.json. `handout pack new FILE` writes a commented pack file;
    one that is itself called new is given as ./new.

    \b
    Examples:
      handout pack knee-unit.yaml
      handout pack --all --clinic north --clinic south -o out/
      handout pack --conditions sciatica,hip-pain --clinic my-clinic --dry-run
      handout pack knee-unit.yaml --booklet --impose
    """
    from handouts.pack.run import run

    asked = _asked(files, output, options)
    summary = run(asked, _progress())
    if as_json:
        click.echo(json.dumps(summary.words(), indent=2, ensure_ascii=False))
    else:
        for line in _results(summary):
            click.echo(line)
    for line in _lines(summary):
        click.echo(line, err=True)
    if summary.interrupted:
        sys.exit(INTERRUPTED)
    if not summary.is_whole:
        sys.exit(SomeFailed.exit_code)


pack.usual = make  # type: ignore[attr-defined]


def _asked(files: tuple[str, ...], output: str | None, options: dict[str, Any]) -> Asked:
    from handouts.pack.run import Asked

    conditions = [name.strip() for name in (options["conditions"] or "").split(",") if name.strip()]
    ways = [bool(files), options["everything"], bool(conditions)]
    if sum(ways) != 1:
        raise click.UsageError("Give one or more pack files, or --all, or --conditions A,B,C.")
    if output is None:
        output = Path(files[0]).stem if len(files) == 1 else USUAL_FOLDER
    return Asked(
        folder=Path(output),
        files=tuple(map(Path, dict.fromkeys(files))),
        conditions=tuple(dict.fromkeys(conditions)),
        everything=options["everything"],
        clinics=options["clinics"],
        chain=options["chain"],
        jobs=options["jobs"],
        scheduler=options["scheduler"],
        seconds=options["timeout"],
        layouts=options["layouts"],
        paper=options["paper"],
        printing=Printing.of(options),
        form=options["form"],
        booklet=options["booklet"],
        impose=options["impose"],
        zip=options["zipped"],
        force=options["force"],
        prune=options["prune"],
        dry_run=options["dry_run"],
    )


def _progress() -> Progress:
    from handouts.pack.progress import Bar, Lines

    return Bar() if sys.stderr.isatty() else Lines(sys.stderr)


def _results(summary: Summary) -> Iterator[str]:
    """What was asked for: the files that were written, or why each would be."""
    if summary.dry_run:
        for file, why in summary.due.items():
            more = len(why) - MOST_REASONS
            rest = f", and {more} more" if more > 0 else ""
            yield f"{_name(file)}: {', '.join(why[:MOST_REASONS])}{rest}"
        return
    yield from (shown_path(summary.folder / file) for file in (*summary.made, *_list(summary.zip)))


def _lines(summary: Summary) -> Iterator[str]:
    """What a person has to know: warnings, failures, leftovers, and the counts."""
    for file, problems in summary.warnings.items():
        yield from (f"warning: {_name(file)}: {problem}" for problem in problems)
    for problem, files in _by_problem(summary.failed).items():
        yield f"Not made: {_few(files)}: {problem}"
    told = {problem for problems in summary.failed.values() for problem in problems}
    yield from (str(problem) for problem in summary.problems if problem not in told)
    if summary.outdated:
        why = dict.fromkeys(reason for reasons in summary.outdated.values() for reason in reasons)
        yield f"While they were made, {', '.join(why)}: {_few(list(summary.outdated))}. Run it once more."
    if summary.leftovers:
        yield f"No longer in the pack: {_few(summary.leftovers)}. --prune removes them."
    if summary.changed_leftovers:
        yield f"No longer in the pack, but changed by hand, so they stay: {_few(summary.changed_leftovers)}."
    yield _counts(summary)


def _counts(summary: Summary) -> str:
    counts = {
        "made": len(summary.made),
        "unchanged": len(summary.unchanged),
        "not made": len(summary.failed),
        "to make" if summary.dry_run else "not reached": len(summary.not_reached),
        "removed": len(summary.pruned),
    }
    always = {"made", "unchanged"} if not summary.dry_run else {"to make", "unchanged"}
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count or what in always)
    stopped = "Stopped. " if summary.interrupted else ""
    return f"{stopped}{shown_path(summary.folder)}: {said}, in {summary.seconds:.1f} s."


def _by_problem(failed: dict[str, tuple[Problem, ...]]) -> dict[Problem, list[str]]:
    """Each problem once, with every file that it befell: a fault of the clinic's file befalls them all."""
    found: dict[Problem, list[str]] = {}
    for file, problems in failed.items():
        for problem in problems:
            found.setdefault(problem, []).append(file)
    return found


def _few(files: list[str], most: int = 8) -> str:
    names = [_name(file) for file in files]
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + rest


def _name(file: str) -> str:
    return file.removesuffix(".pdf")


def _list(value: str | None) -> list[str]:
    return [value] if value else []


@pack.command("new")
@click.argument("file", metavar="FILE.yaml")
def new(file: str) -> None:
    """Write a commented pack file to begin with.

    \b
    Example:
      handout pack new knee-unit.yaml
    """
    from handouts import starter

    for path in starter.write_pack(Path(file)):
        click.echo(shown_path(path))
    click.echo(f"Now change it, then try:\n  handout pack {file} --dry-run\n  handout pack {file}", err=True)
