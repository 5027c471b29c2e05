"""One examination: every check over one entry, exemptions taken out, in the order of the file."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.checks import (
    chosen,
    claims,
    demands,
    evidence,
    habits,
    keeping,
    likeness,
    movements,
    numbers,
    reading,
    repeats,
    room,
    safety,
    terms,
    vocabulary,
    voice,
)
from handouts.checks.finding import Finding
from handouts.checks.subject import Subject
from handouts.errors import HandoutError, Problem
from handouts.model.exemption import Exemption
from handouts.source import field_name

ROOMS = (
    reading,
    vocabulary,
    terms,
    voice,
    habits,
    numbers,
    claims,
    repeats,
    likeness,
    evidence,
    safety,
    demands,
    movements,
    chosen,
    room,
    keeping,
)
"""Where the checks stand, each room with its CHECKS."""


@dataclass(frozen=True)
class Examination:
    """What the checks have to say of an entry."""

    problems: tuple[Problem, ...]
    """What stands, in the order of the file."""
    codes: frozenset[str]
    """Everything that was found, the exempted too: an exemption explains, it does not mend."""


def examine(subject: Subject) -> Examination:
    """Every problem that the checks find, less what the entry has an exemption for.

    Of a line that is still to be written only that is told.
    """
    exemptions: tuple[Exemption, ...] = getattr(subject.model, "exemptions", ())
    used: set[int] = set()
    problems: list[Problem] = []
    codes: set[str] = set()
    findings, unread = _findings(subject)
    for finding in findings:
        codes.add(finding.code)
        covered = [index for index, each in enumerate(exemptions) if _covers(each, finding)]
        used.update(covered)
        if not covered:
            problems.append(_problem(subject, finding))
    for index, each in enumerate(exemptions):
        if index not in used:
            problems.append(_problem(subject, Finding("K001", ("exemptions", index), {"check": each.check})))
    unfinished = subject.entry.source.unfinished
    waiting = {each.place.line for each in unfinished}
    problems = [*unfinished, *unread, *(each for each in problems if each.place.line not in waiting)]
    inorder = sorted(
        dict.fromkeys(problems), key=lambda each: (each.place.line, each.place.column, each.code)
    )
    return Examination(tuple(inorder), frozenset(codes))


def _findings(subject: Subject) -> tuple[list[Finding], list[Problem]]:
    """What the checks find, and what is wrong with other files that some of them had to read."""
    findings: list[Finding] = []
    unread: list[Problem] = []
    for check in (check for each in ROOMS for check in each.CHECKS if isinstance(subject.model, check.of)):
        try:
            findings.extend(check.find(subject))
        except HandoutError as error:
            unread.extend(error.problems)
    return findings, unread


def _covers(exemption: Exemption, finding: Finding) -> bool:
    """Whether the exemption is for this check and this part of the entry."""
    name = field_name(finding.path)
    at = exemption.at
    within = at is None or name == at or name.startswith((f"{at}.", f"{at}["))
    return exemption.check == finding.code and within


def _problem(subject: Subject, finding: Finding) -> Problem:
    return Problem.of(finding.code, subject.entry.source.place(finding.path), **finding.words)
