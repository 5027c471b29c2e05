"""How an entry is kept: its dates, its review, its neighbours, its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.finding import Check, Finding
from handouts.checks.subject import Subject
from handouts.model.condition import Condition
from handouts.model.leaflet import Leaflet
from handouts.shape import near

INJURIES = re.compile(r"[ST]\d|M48\.[45]|M80|M84\.[3-6]")
"""Codes that ICD-10-CM wants seven characters of."""
WHOLE_CODE = 7


def review_passed(subject: Subject) -> Iterator[Finding]:
    """Words that were to be read again by now."""
    due = subject.leaflet.review_due
    if due < subject.shelf.today.isoformat()[: len(due)]:
        yield Finding("K002", ("review_due",), {"due": due})


def strange_dates(subject: Subject) -> Iterator[Finding]:
    """Words of tomorrow, and words that are due before they were written."""
    written, due = subject.leaflet.written, subject.leaflet.review_due
    today = subject.shelf.today.isoformat()
    if written > today[: len(written)]:
        yield Finding("K003", ("written",), {"key": "written", "value": written, "what": "still to come"})
    shorter = min(len(written), len(due))
    if due[:shorter] <= written[:shorter]:
        words = {"key": "review_due", "value": due, "what": "not after the words were written"}
        yield Finding("K003", ("review_due",), words)


def review_state(subject: Subject) -> Iterator[Finding]:
    """Whether a clinician has signed the words as they are now."""
    standing = subject.shelf.standing(subject.leaflet)
    if standing.state == "awaiting":
        yield Finding("K004", ("title",))
    elif standing.state == "lapsed":
        yield Finding("K005", ("title",), {"by": standing.by, "on": standing.on})


def lost_neighbours(subject: Subject) -> Iterator[Finding]:
    """Names under "See also" that lead nowhere."""
    known = subject.catalogue.names(Condition)
    for index, name in enumerate(subject.condition.see_also):
        if name not in known or name == subject.condition.slug:
            hint = near(name, [each for each in known if each != name]) or "Take it out."
            yield Finding("K006", ("see_also", index), {"name": name, "near": hint})


def own_cautions(subject: Subject) -> Iterator[Finding]:
    """Safety defaults that no source carries."""
    count = sum(claim.own_caution for _, claim in subject.leaflet.claims())
    if count:
        yield Finding("K007", ("title",), {"count": count})


def same_numbers(subject: Subject) -> Iterator[Finding]:
    """A leaflet number that another sheet has, too."""
    number = subject.leaflet.leaflet
    for name, other in subject.shelf.leaflet_numbers.items():
        if number and other == number and name != subject.leaflet.name:
            yield Finding("K008", ("leaflet",), {"number": number, "other": name})


def short_codes(subject: Subject) -> Iterator[Finding]:
    """Codes of injuries, which say first visit, later visit or after-effect in a seventh character."""
    for index, each in enumerate(subject.condition.icd10cm):
        whole = len(each.code.replace(".", "")) == WHOLE_CODE
        if INJURIES.match(each.code) and not whole:
            yield Finding("K009", ("icd10cm", index, "code"), {"value": each.code})


CHECKS = (
    Check(review_passed, (Leaflet,)),
    Check(strange_dates, (Leaflet,)),
    Check(review_state, (Leaflet,)),
    Check(lost_neighbours, (Condition,)),
    Check(own_cautions, (Leaflet,)),
    Check(same_numbers, (Leaflet,)),
    Check(short_codes, (Condition,)),
)
