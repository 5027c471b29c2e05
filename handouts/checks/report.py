"""What an examination comes to: the problems of each entry, and the grades of its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handouts.checks import targets
from handouts.checks.examination import examine
from handouts.checks.rating import Items, Score, rate
from handouts.checks.subject import Subject
from handouts.errors import Problem
from handouts.model.condition import Condition
from handouts.readability import Counts, Grade


@dataclass(frozen=True)
class Report:
    """One entry, examined."""

    name: str
    title: str
    file: str
    problems: tuple[Problem, ...]
    grade: Grade | None
    """None where it has no prose."""
    scores: tuple[Score, ...]
    """Of a condition; none for what is only a part of a sheet."""


@dataclass(frozen=True)
class Reports:
    """Everything that was examined, and what could not be read."""

    entries: tuple[Report, ...]
    unread: tuple[Problem, ...]

    def problems(self) -> Iterator[Problem]:
        """Every problem, in the order of the entries."""
        yield from self.unread
        for entry in self.entries:
            yield from entry.problems


def check(names: Iterable[str] = (), clinic: Path | None = None, today: date | None = None) -> Reports:
    """Examine entries by name, file or folder, or everything that the clinic sees.

    `today` is the day on which review dates are looked at. Raises UnknownName.
    """
    return _reports(targets.find(names, clinic, today or _today()))


def check_plan(name: str, file: Path, clinic: Path | None = None) -> Reports:
    """Examine a plan, as it would be used for this condition; raises UnknownName and InputFault."""
    return _reports(targets.find_plan(name, file, clinic, _today()))


def _today() -> date:
    return date.today()  # noqa: DTZ011 - a day has no time zone here


def _reports(found: targets.Found) -> Reports:
    return Reports(tuple(map(_report, found.subjects)), tuple(found.problems))


def _report(subject: Subject) -> Report:
    model = subject.model
    examination = examine(subject)
    counts = Counts.sum(subject.counts.values())
    return Report(
        name=str(getattr(model, "slug", None) or getattr(model, "id", None) or subject.entry.path.stem),
        title=getattr(model, "title", ""),
        file=targets.shown(subject),
        problems=examination.problems,
        grade=counts.grade() if counts.words > counts.left_out else None,
        scores=rate(examination.codes, subject.rules.of(Items)) if isinstance(model, Condition) else (),
    )
