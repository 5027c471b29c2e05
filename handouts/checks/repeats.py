"""Claims that are often printed and that no sheet may repeat."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from math import sqrt

from handouts.checks.denial import Denials
from handouts.checks.finding import Check, Finding
from handouts.checks.neighbours import Neighbours
from handouts.checks.phrases import Found, Phrasebook, stems_of
from handouts.checks.rules import Rule
from handouts.checks.sentence import Sentence
from handouts.checks.subject import TEXTS, Subject
from handouts.model.base import Line, Model, Slug, Text

ALIKE = 0.5
"""From which likeness on, of 1, a sentence is near a claim even without a telltale."""
SHARE = 0.75
"""So much of what is told by its words, of 1, must be in the claim."""
SHARED = 3
"""So many words at least."""


class BadClaim(Model):
    """A claim, why it may not be repeated, and how it is put."""

    claim: Text
    telltale: tuple[Line, ...]
    reason: Text
    say: Text
    sources: tuple[Slug, ...]


class DoNotRepeat(Rule):
    """The list of such claims."""

    file = "do_not_repeat"
    claims: tuple[BadClaim, ...]

    @cached_property
    def _telltales(self) -> list[tuple[BadClaim, list[str]]]:
        return [(claim, each.split(" + ")) for claim in self.claims for each in claim.telltale]

    @cached_property
    def _book(self) -> Phrasebook[tuple[int, int]]:
        """The parts of all telltales: which telltale, and which part of it."""
        return Phrasebook(
            (part, (number, at))
            for number, (_, parts) in enumerate(self._telltales)
            for at, part in enumerate(parts)
        )

    def told_by(self, sentence: Sentence) -> Iterator[tuple[BadClaim, Found[tuple[int, int]]]]:
        """The claims of which the sentence has a telltale, with the last part of it."""
        parts: dict[int, dict[int, Found[tuple[int, int]]]] = {}
        for found in self._book.every(sentence.said):
            number, at = found.value
            parts.setdefault(number, {})[at] = found
        for number, known in parts.items():
            claim, wanted = self._telltales[number]
            if len(known) == len(wanted):
                yield claim, max(known.values(), key=lambda found: found.end)

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        """The claims that have a word, by its stem."""
        numbers: dict[str, list[int]] = {}
        for number, claim in enumerate(self.claims):
            for word in set(stems_of(claim.claim)):
                numbers.setdefault(word, []).append(number)
        return numbers

    def like(self, words: set[str], neighbours: Neighbours) -> BadClaim | None:
        """The claim that shares most of these words' weight, if it is enough; rare words weigh more."""
        words = words - neighbours.common
        telling = words & self._by_word.keys()
        if len(telling) < SHARED:
            return None
        shared: dict[int, set[str]] = {}
        for word in telling:
            for number in self._by_word[word]:
                shared.setdefault(number, set()).add(word)
        for number, common in shared.items():
            if len(common) < SHARED:
                continue
            told, own = neighbours.weight(common), neighbours.weight(words)
            if own and told >= SHARE * own:
                claim = set(stems_of(self.claims[number].claim)) - neighbours.common
                whole = neighbours.weight(claim)
                if told / sqrt(own * whole) >= ALIKE:
                    return self.claims[number]
        return None


def near_claims(subject: Subject) -> Iterator[Finding]:
    """Sentences that say much the same as a claim of the list, and do not deny it."""
    rule, denials = subject.rules.of(DoNotRepeat), subject.rules.of(Denials)
    names = {stem for name in subject.names for stem in stems_of(name)}
    for passage in subject.wording:
        for sentence in passage.sentences:
            near = [
                claim
                for claim, found in rule.told_by(sentence)
                if not denials.cover(found, sentence, passage)
            ]
            alike = rule.like(set(sentence.stems) - names, subject.shelf.neighbours)
            if alike and not denials.cover_all(sentence, passage):
                near.append(alike)
            if near:
                words = {"claim": near[0].claim, "reason": near[0].reason, "say": near[0].say}
                yield Finding("R014", passage.path, {"text": sentence.text, **words})


CHECKS = (Check(near_claims, TEXTS),)
