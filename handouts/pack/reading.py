"""A pack file to what it wants; every fault at once, with line and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from handouts.catalogue import Catalogue, of_clinic
from handouts.errors import HandoutError, InputFault, Problem, UnknownName, in_order
from handouts.model.exercise import Exercise
from handouts.model.pack import Pack
from handouts.pack.jobs import clinic_files, faults
from handouts.pack.shelf import Shelf
from handouts.pack.wanted import Wanted
from handouts.printing import Printing
from handouts.shape import check, near
from handouts.source import Source, read_yaml


def read(file: Path, content: bytes, shown: str, clinics: Sequence[str], shelf: Shelf) -> Wanted:
    """The pack in this file; raises InputFault with everything that is wrong with it."""
    source = read_yaml(file, name=shown, text=content)
    pack = check(source, Pack)
    wanted = _wanted(pack, source, file)
    clashing = [replace(clash, place=source.place(["layouts"])) for clash in dict.fromkeys(wanted.clashes())]
    problems = [*_own_faults(pack, source), *clashing, *faults(wanted, clinics, shelf)]
    with suppress(UnknownName, InputFault):  # A clinic that is not there, or faulty, is told of elsewhere.
        problems += _exercise_faults(wanted, source, clinic_files(wanted, clinics))
    if problems:
        raise InputFault(*in_order(problems))
    return wanted


def _wanted(pack: Pack, source: Source, file: Path) -> Wanted:
    everything = pack.conditions == "all"
    places = {
        "clinic": source.place(["clinic"]) if pack.clinic else None,
        **{f"clinics[{at}]": source.place(["clinics", at]) for at in range(len(pack.clinics))},
        **{f"changes.{slug}": source.place(["changes", slug], key=True) for slug in pack.changes},
    }
    if not everything:
        at = range(len(pack.conditions))
        places |= {f"conditions[{index}]": source.place(["conditions", index]) for index in at}
    return Wanted(
        title=pack.title,
        clinics=(pack.clinic,) if pack.clinic else pack.clinics,
        conditions=() if everything else tuple(pack.conditions),
        everything=everything,
        areas=pack.areas,
        layouts=pack.layouts,
        form=pack.format,
        booklet=pack.booklet,
        paper=pack.paper,
        profile=pack.profile,
        printing=Printing.of(dict(pack)),
        changes=source.data.get("changes") or {},
        lines={name: (place.line, place.column) for name, place in places.items() if place},
        file=file,
        shown=source.file,
    )


def _own_faults(pack: Pack, source: Source) -> Iterator[Problem]:
    if not (pack.conditions or pack.areas):
        yield Problem.of("M001", source.place(["conditions"]))
    if pack.clinic and pack.clinics:
        yield Problem.of("M003", source.place(["clinics"], key=True))


def _exercise_faults(wanted: Wanted, source: Source, clinics: Sequence[Path | None]) -> Iterator[Problem]:
    """Exercises that are nowhere, and doses for what is not on the sheet, which would be lost."""
    seen = [of_clinic(clinic) for clinic in clinics]
    known = sorted({name for catalogue in seen for name in catalogue.names(Exercise)})
    for slug, change in wanted.changes.items():
        at = ["changes", slug]
        for key in ("exercises", "leave_out"):
            for index, name in enumerate(change.get(key, ())):
                if name not in known:
                    yield Problem.of(
                        "C002", source.place([*at, key, index]), name=name, near=near(name, known)
                    )
        on_sheet = change.get("exercises") or _usual(slug, seen)
        for name in change.get("doses", ()):
            if on_sheet and name not in on_sheet:
                place = source.place([*at, "doses", name], key=True)
                yield Problem.of("M005", place, name=name, near=near(name, on_sheet))


def _usual(slug: str, seen: Sequence[Catalogue]) -> list[str]:
    """The condition's own exercises; none where it cannot be read, which its sheet will say."""
    names: list[Any] = []
    for catalogue in seen:
        try:
            names += [use.exercise for use in catalogue.condition(slug).model.exercises]
        except HandoutError:
            return []
    return names
