"""A pack from what is asked to the last file: what is wanted, what of it is due, made, and written down."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.errors import HandoutError, InputFault, Problem
from handouts.order import Booklet, Imposed, Order
from handouts.pack import leftovers, manifest, zipped
from handouts.pack.due import Look, Verdict
from handouts.pack.jobs import jobs_of
from handouts.pack.keeping import Keeper, whole_step
from handouts.pack.lock import locked
from handouts.pack.manifest import Manifest
from handouts.pack.shelf import Shelf
from handouts.pack.summary import Summary
from handouts.pack.wanted import Wanted
from handouts.printing import AS_USUAL, Printing
from handouts.resources import read_whole, shown_path

if TYPE_CHECKING:
    from handouts.pack.progress import Progress
    from handouts.pack.workers import Outcome, Watch
    from handouts.printing import Layout, Packed, Paper


@dataclass(frozen=True)
class Asked:
    """What the command line asks for."""

    folder: Path
    """Where the files go."""
    files: tuple[Path, ...] = ()
    """Pack files; without any, what the next two say."""
    conditions: tuple[str, ...] = ()
    everything: bool = False
    clinics: tuple[str, ...] = ()
    """Files or folders of clinics, in place of those that the pack files name."""
    chain: Path | None = None
    """A chain file, a table of clinics or a folder of them, in place of single clinics."""
    jobs: int | None = None
    """How many workers; None for one a core."""
    scheduler: str | None = None
    """The address of a Dask scheduler whose workers make the sheets; None for this machine."""
    seconds: float = 60
    """What one sheet may take."""
    layouts: tuple[Layout, ...] = ()
    """In place of those of the packs; so are the next three, where they are given."""
    paper: Paper | None = None
    printing: Printing = AS_USUAL
    form: Packed | None = None
    booklet: bool = False
    """A booklet in place of separate files, whatever the packs say."""
    impose: bool = False
    """The same, and the booklet for folding, too."""
    zip: bool = False
    force: bool = False
    """Replace files that were changed, or that this tool did not make."""
    prune: bool = False
    """Remove leftovers."""
    dry_run: bool = False
    """Only look."""


def run(asked: Asked, progress: Progress) -> Summary:
    """Make what is due of the pack, and tell what became of every file.

    Raises HandoutError where nothing at all can be made: a faulty pack file, a folder that is in use.
    """
    with _chained(asked) as each:
        return _run(each, progress)


@contextmanager
def _chained(asked: Asked) -> Iterator[Asked]:
    """What is asked, with the clinics of a chain each by its file; those of a table last as long as this."""
    if asked.chain is None:
        yield asked
        return
    from handouts.chain import clinics_in

    with tempfile.TemporaryDirectory(prefix="handouts-") as folder:
        yield replace(asked, clinics=tuple(map(str, clinics_in(asked.chain, Path(folder)))))


def _run(asked: Asked, progress: Progress) -> Summary:
    begin = time.monotonic()
    shelf = Shelf(manifest.read(asked.folder, force=asked.force).known)
    packs = _wanted(asked, shelf)
    jobs = jobs_of(packs, asked.clinics, shelf)
    with nullcontext() if asked.dry_run else locked(asked.folder):
        known = manifest.read(asked.folder, force=asked.force)  # Another run may just have ended.
        known.title, known.known = " · ".join(pack.title for pack in packs), shelf.used
        leftovers.set_apart(known, {job.file for job in jobs})
        look = Look(asked.folder, known)
        verdicts = [look.verdict(job, force=asked.force) for job in jobs]
        summary = Summary.of(asked.folder, verdicts, dry_run=asked.dry_run)
        leftovers.name_all(asked.folder, known, summary)
        if not asked.dry_run:
            _work(asked, known, verdicts, summary, progress)
    summary.seconds = time.monotonic() - begin
    return summary


def _wanted(asked: Asked, shelf: Shelf) -> list[Wanted]:
    if asked.files:
        packs = _read_all(asked.files, asked.clinics, shelf)
    else:
        title = "The whole library" if asked.everything else "Chosen conditions"
        packs = [Wanted(title, conditions=asked.conditions, everything=asked.everything)]
    bound = asked.booklet or asked.impose
    return [
        replace(
            each,
            layouts=asked.layouts or each.layouts,
            paper=asked.paper or each.paper,
            printing=each.printing.changed(asked.printing),
            form=asked.form or each.form,
            booklet=each.booklet or bound,
            imposed=asked.impose,
        )
        for each in packs
    ]


def _read_all(files: Sequence[Path], clinics: Sequence[str], shelf: Shelf) -> list[Wanted]:
    """The packs in these files; raises InputFault with the faults of all of them."""
    packs: list[Wanted] = []
    problems: list[Problem] = []
    for file in files:
        try:
            packs.append(_read(file, clinics, shelf))
        except InputFault as error:
            problems += error.problems
    if problems:
        raise InputFault(*dict.fromkeys(problems))
    return packs


def _read(file: Path, clinics: Sequence[str], shelf: Shelf) -> Wanted:
    """The pack in this file; one that was read before and is the same is not read as YAML again."""
    shown, content = shown_path(file), read_whole(file)
    key = f"pack:{hashlib.sha256(content).hexdigest()}"
    if (words := shelf.recall(key)) is not None:
        return Wanted.from_plain(words, file, shown)
    from handouts.pack.reading import read

    wanted = read(file, content, shown, clinics, shelf)
    shelf.remember(key, wanted.plain())
    return wanted


def _work(
    asked: Asked, known: Manifest, verdicts: Sequence[Verdict], summary: Summary, progress: Progress
) -> None:
    """Make, remove, zip and write down. Whatever stops it, summary and manifest say what is so."""
    leftovers.sweep(asked.folder, (verdict.job.file for verdict in verdicts))
    keeper = Keeper(asked.folder, known, summary)
    due = [verdict for verdict in verdicts if verdict.why]
    try:
        if due:
            _make(asked, due, keeper, progress)
            _look_again(Look(asked.folder, known), due, summary)
        if asked.prune:
            with whole_step():
                leftovers.prune(asked.folder, known, summary)
        if asked.zip and summary.is_whole:
            digests = {name: entry.sha256 for name, entry in known.files.items()}
            zipped.write(asked.folder, digests, force=asked.force)
            summary.zip = zipped.NAME
    except KeyboardInterrupt:
        summary.interrupted = True
    except HandoutError as error:
        summary.problems += error.problems
    try:
        keeper.write()
    except HandoutError as error:
        summary.problems = tuple(dict.fromkeys((*summary.problems, *error.problems)))


def _make(asked: Asked, due: Sequence[Verdict], keeper: Keeper, progress: Progress) -> None:
    orders = [verdict.job.order for verdict in due if not isinstance(verdict.job.order, Imposed)]
    # What is imposed comes last: it is made from what the others have put into the folder.
    due = sorted(due, key=lambda verdict: isinstance(verdict.job.order, Imposed))
    progress.begin([verdict.job.name for verdict in due], unchanged=len(keeper.summary.unchanged))
    try:
        for place, outcome in _make_all(asked, orders, progress.making):
            keeper.take(due[place], outcome)
            progress.done(place, due[place].job.file, keeper.summary)
        for place, verdict in enumerate(due[len(orders) :], start=len(orders)):
            progress.making([place])
            keeper.impose(verdict)
            progress.done(place, verdict.job.file, keeper.summary)
    finally:
        progress.end()


def _make_all(asked: Asked, orders: Sequence[Order | Booklet], watch: Watch) -> Iterator[tuple[int, Outcome]]:
    # They load what making needs.
    if asked.scheduler:
        from handouts.pack import cluster

        return cluster.make_all(orders, asked.scheduler, asked.seconds, watch)
    from handouts.pack.workers import cores, make_all

    return make_all(orders, asked.jobs or cores(), asked.seconds, watch)


def _look_again(look: Look, due: Sequence[Verdict], summary: Summary) -> None:
    """Tell of inputs that changed while sheets were made from them."""
    made = set(summary.made)
    for verdict in due:
        entry = look.manifest.files.get(verdict.job.file)
        if verdict.job.file in made and entry:
            why = tuple(look.changes(verdict.job, entry))
            if why:
                summary.outdated[verdict.job.file] = why
