"""The command line: options, printing and exit codes; what is done stands in the other rooms."""

from __future__ import annotations

import atexit
import errno
import gc
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handouts import __version__
from handouts.errors import HandoutError, InputFault, MissingLibrary, OutputRefused, Problem, SomeFailed
from handouts.resources import find_clinic, shown_path
from handouts.schemas import KINDS, as_json

if TYPE_CHECKING:
    from handouts.build import Order
    from handouts.catalogue import Catalogue
    from handouts.model.plan import Personal

INTERRUPTED = 130


class _Group(click.Group):
    """The one boundary where what went wrong becomes words and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except HandoutError as error:
            _tell(error)
            sys.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            sys.exit(INTERRUPTED)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # Whoever was reading has heard enough; click ends quietly.
            _tell(OutputRefused(Problem.of("O010", reason=error.strerror or str(error))))
            # Python would try once more to write the rest when it ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(OutputRefused.exit_code)


def _tell(error: HandoutError) -> None:
    for problem in error.problems:
        click.echo(str(problem), err=True)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handout")
def main() -> None:
    """Printable, branded handouts for patients, made from plain YAML files.

    \b
    Example:
      handout build sciatica
      handout build sciatica low-back-pain --clinic my-clinic -o today/
    """


def run() -> None:
    """Be the `handout` command: a life so short that collecting garbage takes more than it gives."""
    gc.disable()
    atexit.register(gc.freeze)  # Nor is anything collected at the end.
    main()


_clinic = click.option(
    "--clinic",
    metavar="PATH",
    help="Clinic file or folder. Else HANDOUT_CLINIC, else ./clinic.yaml.",
)
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@main.command()
@click.argument("targets", metavar="SLUG|FILE.yaml...", nargs=-1, required=True)
@_clinic
@click.option(
    "--layout",
    type=click.Choice(["sheet", "full"]),
    default="sheet",
    show_default=True,
    help="Two pages, or everything on as many as it takes.",
)
@click.option("--paper", type=click.Choice(["letter", "a4"]), help="Else the clinic's.")
@click.option("--profile", type=click.Choice(["massage", "physio"]), help="Wording. Else the clinic's.")
@click.option("-o", "--output", metavar="FILE|DIR/", help="A folder ends in / or is one.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["pdf", "print"]),
    default="pdf",
    show_default=True,
    help="The PDF, or the HTML that it is made from.",
)
@click.option("--strict", is_flag=True, help="Warnings are errors.")
@click.option("--force", is_flag=True, help="Replace a file that this tool did not make.")
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
    """Print one or more handouts.

    Each is written as SLUG.pdf in this folder, and its path printed. A file that is up to date is left
    alone; one that this tool did not make is not replaced.

    \b
    Examples:
      handout build sciatica
      handout build sciatica --layout full --paper a4 -o out/
      handout build sciatica --exercises bridge,pelvic-tilt --dose bridge=2x10 --side left
    """
    personal = _personal(options)
    file = find_clinic(clinic)
    used = f"Clinic: {shown_path(file)}" if file else "Clinic: none given, so the neutral brand"
    click.echo(used, err=True)
    from handouts.build import Order

    orders = [
        Order(
            target=target,
            clinic=file,
            output=output,
            personal=personal,
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
            _tell(error)
            failed.append((order.target, error))
            continue
        for warning in built.warnings:
            click.echo(f"warning: {warning}", err=True)
        if built.made:
            click.echo(shown_path(built.path))
        else:
            click.echo(f"{shown_path(built.path)} is up to date", err=True)
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


@main.command("list")
@click.argument(
    "kind",
    type=click.Choice(["conditions", "exercises", "techniques", "self-checks"]),
    default="conditions",
)
@click.option("--area", help="Conditions of this part of the body only.")
@_clinic
@_json
def list_(kind: str, area: str | None, clinic: str | None, *, as_json: bool) -> None:
    """List what there is to print.

    \b
    Example:
      handout list --area knee
      handout list exercises
    """
    from handouts import finding

    rows = finding.rows(_catalogue(clinic), kind, area)
    _print_rows(rows, as_json=as_json)


@main.command()
@click.argument("words", nargs=-1, required=True)
@_clinic
@_json
def search(words: tuple[str, ...], clinic: str | None, *, as_json: bool) -> None:
    """Find conditions by name, other names, signs or area; a slip of the finger does no harm.

    \b
    Example:
      handout search runners knee
    """
    from handouts import finding

    rows = finding.search(_catalogue(clinic), " ".join(words))
    _print_rows(rows, as_json=as_json)
    if not rows and not as_json:
        click.echo("Nothing found. `handout list` shows all conditions.", err=True)


@main.command()
@click.argument("slug")
@_clinic
@_json
def show(slug: str, clinic: str | None, *, as_json: bool) -> None:
    """Show a condition's words on the screen.

    \b
    Example:
      handout show sciatica
    """
    from handouts.showing import as_text

    catalogue = _catalogue(clinic)
    entry = catalogue.condition(slug)
    if as_json:
        click.echo(entry.model.model_dump_json(indent=2))
    else:
        click.echo(as_text(entry.model, catalogue, width=min(88, _terminal_width())))


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
                _tell(error)
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


def _catalogue(clinic: str | None) -> Catalogue:
    from handouts.catalogue import Catalogue
    from handouts.resources import Inputs

    file = find_clinic(clinic)
    return Catalogue(Inputs(clinic=file.parent if file else None))


def _print_rows(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    table = [[str(value) for value in row.values() if not isinstance(value, list)] for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _terminal_width() -> int:
    import shutil

    return shutil.get_terminal_size((80, 24)).columns
