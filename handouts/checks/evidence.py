"""What the claims rest on, and whether the words on research say as much as is known and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from handouts.checks.finding import Check, Finding
from handouts.checks.passage import Passage
from handouts.checks.rules import Rule
from handouts.checks.subject import Subject
from handouts.model.base import Line, Model
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.self_check import SelfCheck
from handouts.model.technique import Technique

NO_CLAIMS = {"unknown", "tell_therapist"}
"""Parts that claim nothing: what is not known, and what to tell."""
ALIKE = 0.6
"""Share of the words of a shorter text that stand in a longer one, when both say the same."""
MASSAGE = ("massage",)


class Position(Model):
    """Where research stands, and how a sheet has to say so."""

    wanted: Line
    """What is missing where none of the words is found."""
    words: tuple[Line, ...]
    """Patterns of which one must be found."""


class Speaking(Rule):
    """How a sheet may speak of research."""

    file = "evidence"

    not_known: tuple[Line, ...]
    helping: tuple[Line, ...]
    hedges: tuple[Line, ...]
    no_risk: tuple[Line, ...]
    positions: dict[str, Position]

    @cached_property
    def says_not_known(self) -> re.Pattern[str]:
        """Finds words by which something is not known."""
        return _any(self.not_known)

    @cached_property
    def promises_help(self) -> re.Pattern[str]:
        """Finds words by which something does good."""
        return _any(self.helping)

    @cached_property
    def is_hedged(self) -> re.Pattern[str]:
        """Finds words that keep to what is known."""
        return _any(self.hedges)

    @cached_property
    def denies_risk(self) -> re.Pattern[str]:
        """Finds words that wave risks away."""
        return _any(self.no_risk)


def bare_claims(subject: Subject) -> Iterator[Finding]:
    """Claims that name no source and are not marked as our own caution."""
    not_known = subject.rules.of(Speaking).says_not_known
    for passage in subject.passages:
        claim = passage.claim
        if claim is None or claim.sources or claim.own_caution or NO_CLAIMS & set(passage.path):
            continue
        if "answer" not in passage.path or not not_known.search(claim.text):
            yield Finding("V001", passage.path, {"text": claim.text})


def leads(subject: Subject) -> Iterator[Finding]:
    """Sources that lead somewhere and may not be named themselves."""
    for path, name in subject.sources():
        if not subject.reference(name).citable:
            yield Finding("V002", path, {"name": name})


def lapsed_guidelines(subject: Subject) -> Iterator[Finding]:
    """Guidelines past the term that their own body sets, unless the sentence says of what year they are."""
    claims = {passage.path[:-1]: passage.text for passage in subject.passages if passage.claim}
    for path, name in subject.sources():
        source = subject.reference(name)
        if source.valid_years is None or source.year is None:
            continue
        until = source.year + source.valid_years
        text = next((text for start, text in claims.items() if path[: len(start)] == start), "")
        if subject.shelf.today.year > until and str(source.year) not in text:
            yield Finding("V003", path, {"name": source.short, "until": until, "year": source.year})


def unspoken_positions(subject: Subject) -> Iterator[Finding]:
    """Sheets that do not say in words where research stands."""
    massage = subject.condition.massage
    position = subject.rules.of(Speaking).positions[massage.position]
    said = [claim.text for part in (massage.helps, massage.known, massage.unknown) for claim in part]
    if not _any(position.words).search("\n".join(said)):
        words = {"position": massage.position, "wanted": position.wanted}
        yield Finding("V004", (*MASSAGE, "position"), words)


def bold_help(subject: Subject) -> Iterator[Finding]:
    """Sentences on how massage helps that leave no doubt."""
    speaking = subject.rules.of(Speaking)
    for passage in _of(subject, "helps"):
        for sentence in passage.sentences:
            text = sentence.text
            if speaking.promises_help.search(text) and not speaking.is_hedged.search(text):
                yield Finding("V005", passage.path, {"text": text})


def known_and_not_known(subject: Subject) -> Iterator[Finding]:
    """An `unknown` that leaves nothing open, or that repeats what is known."""
    speaking = subject.rules.of(Speaking)
    known, unknown = list(_of(subject, "known")), list(_of(subject, "unknown"))
    if not any(speaking.says_not_known.search(passage.text) for passage in unknown):
        yield Finding("V006", (*MASSAGE, "unknown"))
    for passage in unknown:
        if any(_share(passage.text, other.text) >= ALIKE for other in known):
            yield Finding("V007", passage.path, {"text": passage.text})


def waved_away_risks(subject: Subject) -> Iterator[Finding]:
    """Texts on risks that say there are none."""
    denies = subject.rules.of(Speaking).denies_risk
    for passage in (*_of(subject, "risks"), *_of(subject, "helps")):
        if found := denies.search(passage.text):
            yield Finding("V008", passage.path, {"words": found[0], "text": passage.text})


def _of(subject: Subject, part: str) -> Iterator[Passage]:
    return (passage for passage in subject.passages if passage.path[:2] == (*MASSAGE, part))


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


def _share(first: str, second: str) -> float:
    """How many of the words of the shorter text stand in the other, from 0 to 1."""
    one, other = (set(re.findall(r"[a-z']{4,}", text.lower())) for text in (first, second))
    return len(one & other) / max(1, min(len(one), len(other)))


CHECKS = (
    Check(bare_claims, (Condition,)),
    Check(leads, (Condition, Exercise, Technique, SelfCheck)),
    Check(lapsed_guidelines, (Condition, Exercise, Technique, SelfCheck)),
    Check(unspoken_positions, (Condition,)),
    Check(bold_help, (Condition,)),
    Check(known_and_not_known, (Condition,)),
    Check(waved_away_risks, (Condition,)),
)
