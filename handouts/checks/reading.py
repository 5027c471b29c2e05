"""How the words read: length of sentences."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.finding import Check, Finding
from handouts.checks.subject import Subject
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.self_check import SelfCheck
from handouts.model.technique import Technique
from handouts.readability import words_of

LONGEST_SENTENCE = 15
"""Words."""


def long_sentences(subject: Subject) -> Iterator[Finding]:
    """Sentences that a tired reader loses the thread of."""
    for passage in subject.passages:
        for sentence in passage.sentences:
            count = len(words_of(sentence))
            if count > LONGEST_SENTENCE:
                yield Finding(
                    "R005", passage.path, {"count": count, "most": LONGEST_SENTENCE, "text": sentence}
                )


ENTRIES = (Condition, Exercise, Technique, SelfCheck)
CHECKS = (Check(long_sentences, ENTRIES),)
