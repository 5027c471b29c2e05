"""Who speaks to whom, and who does what: the passive voice, and "the patient" in place of "you"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from handouts.checks.finding import Check, Finding
from handouts.checks.phrases import Phrasebook
from handouts.checks.rules import Rule
from handouts.checks.sentence import Sentence
from handouts.checks.subject import TEXTS, Subject
from handouts.model.base import Line, Text

BE = frozenset({"am", "is", "are", "was", "were", "be", "been", "being", "get", "gets", "got", "getting"})
AGENT = 3
"""So many words after a participle, `by` tells who did it."""


class Passive(Rule):
    """Which words are participles, and which of them only say how something is."""

    file = "passive"
    irregular: Text
    states: Text
    no_participles: Text
    between: Text
    no_agents: Text
    phrases: tuple[Line, ...]

    @cached_property
    def irregular_words(self) -> frozenset[str]:
        """Participles without -ed."""
        return frozenset(self.irregular.split())

    @cached_property
    def state_words(self) -> frozenset[str]:
        """Participles that say how something is."""
        return frozenset(self.states.split())

    @cached_property
    def _no_participles(self) -> frozenset[str]:
        return frozenset(self.no_participles.split())

    @cached_property
    def _no_agents(self) -> frozenset[str]:
        return frozenset(self.no_agents.split())

    @cached_property
    def _between(self) -> frozenset[str]:
        return frozenset(self.between.split())

    @cached_property
    def book(self) -> Phrasebook[None]:
        """The phrases that may stand."""
        return Phrasebook.of(self.phrases)

    def is_participle(self, word: str) -> bool:
        """Whether it may be one."""
        return word in self.irregular_words or (word.endswith("ed") and word not in self._no_participles)

    def has_agent(self, words: list[str]) -> bool:
        """Whether the words after a participle say who did it."""
        near = words[: AGENT + 1]
        return any(word == "by" and near[at + 1] not in self._no_agents for at, word in enumerate(near[:-1]))

    def may_part(self, word: str) -> bool:
        """Whether it may stand between the verb and its participle."""
        return word in self._between or word.endswith("ly")


def passives(subject: Subject) -> Iterator[Finding]:
    """Sentences that say what is done and not who does it."""
    rule = subject.rules.of(Passive)
    for passage in subject.wording:
        for sentence in passage.sentences:
            for words in passive_verbs(sentence, rule):
                yield Finding("R010", passage.path, {"words": words, "text": sentence.text})


def passive_verbs(sentence: Sentence, rule: Passive) -> Iterator[str]:
    """The verbs of a sentence that are passive, as `is not often checked`."""
    said = sentence.said
    if BE.isdisjoint(said):
        return
    standing = {at for found in rule.book.find(sentence.said) for at in found.span}
    for start, word in enumerate(said):
        if word not in BE or start in standing:
            continue
        at = start + 1
        while at < len(said) and rule.may_part(said[at]):
            at += 1
        if at == len(said) or not rule.is_participle(said[at]):
            continue
        if said[at] not in rule.state_words or rule.has_agent(said[at + 1 :]):
            yield " ".join(said[start : at + 1])


CHECKS = (Check(passives, TEXTS),)
