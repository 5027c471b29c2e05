"""What the claims rest on."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.finding import Check, Finding
from handouts.checks.subject import Subject
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.self_check import SelfCheck
from handouts.model.technique import Technique

NEED_SOURCES = ("what_it_is", "signs", "causes", "helps", "known", "risks", "wait", "emergency", "see_doctor")
"""The parts that claim something about cause, course, massage or danger."""


def bare_claims(subject: Subject) -> Iterator[Finding]:
    """Claims about facts that name no source and are not marked as our own caution."""
    for passage in subject.passages:
        claim = passage.claim
        if claim and not (claim.sources or claim.own_caution) and set(NEED_SOURCES) & set(passage.path):
            yield Finding("V001", passage.path, {"text": claim.text})


def leads(subject: Subject) -> Iterator[Finding]:
    """Sources that lead somewhere and may not be named themselves."""
    for path, name in subject.sources():
        if not subject.reference(name).citable:
            yield Finding("V002", path, {"name": name})


CHECKS = (
    Check(bare_claims, (Condition,)),
    Check(leads, (Condition, Exercise, Technique, SelfCheck)),
)
