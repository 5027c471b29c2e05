"""From what is wanted to the list of files, each with the order that makes it. Only names are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from handouts import output
from handouts.errors import HandoutError, InputFault, OutputRefused, Problem, UnknownName
from handouts.order import Booklet, Imposed, Order
from handouts.pack.naming import file_name, folder_names
from handouts.pack.shelf import Shelf
from handouts.pack.wanted import Wanted
from handouts.printing import form_parts
from handouts.resources import find_clinic, shown_path

if TYPE_CHECKING:
    from handouts.printing import Layout

BOOKLET, IMPOSED = "booklet", "imposed"
"""What the names of these files say before their ending; no sheet is called so."""


@dataclass(frozen=True)
class Job:
    """A file of the pack, and the order that makes it."""

    file: str
    """From the pack's folder, with / between folder and name."""
    order: Order | Booklet | Imposed

    @property
    def name(self) -> str:
        """The file without its ending, as people are told of it."""
        return self.file.removesuffix(".pdf")


def jobs_of(packs: Sequence[Wanted], clinics: Sequence[str], shelf: Shelf) -> list[Job]:
    """Every file of these packs, in their order; `clinics` of the command line go before those of a pack.

    Raises InputFault for what does not go together, and UnknownName or OutputRefused with everything that is
    wrong with the names.
    """
    if clashing := [clash for wanted in packs for clash in wanted.clashes()]:
        raise InputFault(*dict.fromkeys(clashing))
    problems = [problem for wanted in packs for problem in faults(wanted, clinics, shelf)]
    if problems:
        raise UnknownName(*dict.fromkeys(problems))
    found = [clinic_files(wanted, clinics) for wanted in packs]
    names = folder_names(list(dict.fromkeys(clinic for each in found for clinic in each)))
    jobs: dict[str, tuple[Job, Wanted]] = {}
    for wanted, each in zip(packs, found, strict=True):
        for clinic in each:
            for job in _jobs(wanted, clinic, f"{names[clinic]}/" if len(names) > 1 else "", shelf):
                first, by = jobs.setdefault(job.file, (job, wanted))
                if first != job:
                    raise OutputRefused(
                        Problem.of("M002", first=by.shown, second=wanted.shown, path=job.file)
                    )
    return [job for job, _ in jobs.values()]


def clinic_files(wanted: Wanted, clinics: Sequence[str]) -> list[Path | None]:
    """The clinics of this pack, each once; raises UnknownName with all that are not there."""
    if clinics:
        return list(dict.fromkeys(find_clinic(name) for name in clinics))
    if not wanted.clinics or wanted.file is None:
        return [find_clinic(None)]
    found: list[Path | None] = []
    problems: list[Problem] = []
    for index, name in enumerate(wanted.clinics):
        try:
            found.append(find_clinic(str(wanted.file.parent / name)))
        except UnknownName:
            field = "clinic" if "clinic" in wanted.lines else f"clinics[{index}]"
            problems.append(Problem.of("N002", wanted.place(field), path=name, origin=field))
    if problems:
        raise UnknownName(*problems)
    return list(dict.fromkeys(found))


def faults(wanted: Wanted, clinics: Sequence[str], shelf: Shelf) -> Iterator[Problem]:
    """Names that lead to nothing, each with its place in the pack file."""
    try:
        found = clinic_files(wanted, clinics)
    except HandoutError as error:
        yield from error.problems
        return
    for index, slug in enumerate(wanted.conditions):
        lacking = [clinic for clinic in found if slug not in shelf.conditions(clinic)]
        if lacking:
            hint = _near(slug, shelf.conditions(lacking[0])) or "`handout list` shows them all."
            if lacking[0] and len(lacking) < len(found):
                hint = f"Some of the clinics have it, but not {shown_path(lacking[0])}."
            place = wanted.place(f"conditions[{index}]")
            yield Problem.of("N001", place, kind="condition", name=slug, near=hint)
    slugs = {
        slug for clinic in found for slug in _slugs(wanted, clinic, shelf) if slug in shelf.conditions(clinic)
    }
    for slug in wanted.changes:
        if slug not in slugs:
            hint = _near(slug, slugs) or "Add it to conditions, or take the change out."
            yield Problem.of("M004", wanted.place(f"changes.{slug}"), name=slug, near=hint)


def _slugs(wanted: Wanted, clinic: Path | None, shelf: Shelf) -> list[str]:
    if wanted.everything:
        return list(shelf.conditions(clinic))
    return list(dict.fromkeys((*wanted.conditions, *shelf.of_areas(clinic, wanted.areas))))


def _jobs(wanted: Wanted, clinic: Path | None, inside: str, shelf: Shelf) -> Iterator[Job]:
    slugs, layouts = _slugs(wanted, clinic, shelf), dict.fromkeys(wanted.layouts)
    if wanted.booklet and slugs:
        for layout in layouts:
            orders = tuple(_order(wanted, clinic, slug, layout) for slug in slugs)
            yield from _booklet_jobs(wanted, Booklet(wanted.title, orders), inside)
        return
    for slug in slugs:
        for layout in layouts:
            name = output.file_name(slug, form_parts(layout, wanted.printing), wanted.form)
            yield Job(inside + name, _order(wanted, clinic, slug, layout))


def _order(wanted: Wanted, clinic: Path | None, slug: str, layout: Layout) -> Order:
    return Order(
        slug,
        clinic=clinic,
        layout=layout,
        paper=wanted.paper,
        profile=wanted.profile,
        printing=wanted.printing,
        form=wanted.form,
        changes=wanted.changes.get(slug),
    )


def _booklet_jobs(wanted: Wanted, booklet: Booklet, inside: str) -> Iterator[Job]:
    parts = [BOOKLET, *form_parts(booklet.layout, booklet.printing)]
    name = inside + file_name(booklet.title)
    yield Job(output.file_name(name, parts, "pdf"), booklet)
    if wanted.imposed:
        yield Job(output.file_name(name, [*parts, IMPOSED], "pdf"), Imposed(booklet))


def booklet_file(imposed: str) -> str:
    """The file of the booklet from which this one is imposed."""
    return imposed.removesuffix(f".{IMPOSED}.pdf") + ".pdf"


def _near(name: str, known: object) -> str:
    from handouts.shape import near  # It loads the models, and is only needed for a fault.

    return near(name, list(known))  # type: ignore[call-overload]
