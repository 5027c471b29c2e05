"""Whether a sentence takes back what it says: it asks, it denies, or it tells what others say."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from handouts.checks.passage import Passage
from handouts.checks.phrases import Found, Phrasebook
from handouts.checks.rules import Rule
from handouts.checks.sentence import Sentence
from handouts.model.base import Line, Text

_AT_ONCE = 3
"""So many words before a claim, `without` and `little` deny it."""
_SHORT = 3
"""A clause of fewer words is one item of a list."""
_LIST = frozenset({"and", "or", "nor"})


class Denials(Rule):
    """Words that take a claim back."""

    file = "denials"
    before: Text
    shortly_before: Line
    after: tuple[Line, ...]
    never: tuple[Line, ...]
    asks: Line
    reports: tuple[Line, ...]
    takes_back: tuple[Line, ...]

    @cached_property
    def _before(self) -> frozenset[str]:
        return frozenset(self.before.split())

    @cached_property
    def _shortly_before(self) -> frozenset[str]:
        return frozenset(self.shortly_before.split())

    @cached_property
    def _asks(self) -> frozenset[str]:
        return frozenset(self.asks.split())

    @cached_property
    def _books(self) -> dict[str, Phrasebook[None]]:
        lists = {"after": self.after, "never": self.never, "reports": self.reports, "back": self.takes_back}
        return {key: Phrasebook.of(phrases) for key, phrases in lists.items()}

    def cover(self, found: Found[Any], sentence: Sentence, passage: Passage) -> bool:
        """Whether what was found in this sentence of the passage is asked, denied or taken back."""
        if sentence.is_question:
            return True
        clauses = list(_with_starts(sentence))
        index = max(i for i, (start, _) in enumerate(clauses) if start <= found.start)
        start, words = clauses[index]
        before, claim = words[: found.start - start], words[found.start - start : found.end - start]
        behind = sentence.said[found.end : start + len(words)]
        return (
            self._denies([*before, *claim[1:-1]])
            or not self._shortly_before.isdisjoint(before[-_AT_ONCE:])
            or self._books["after"].has(behind)
            or ("if" in before and not self._asks.isdisjoint(before))
            or (set(before) <= _LIST and self._denies(_head_of_list([words for _, words in clauses[:index]])))
            or self._is_taken_back(before, sentence, passage)
        )

    def cover_all(self, sentence: Sentence, passage: Passage) -> bool:
        """Whether the sentence asks, denies or is taken back as a whole."""
        said = sentence.said
        return sentence.is_question or self._denies(said) or self._is_taken_back(said, sentence, passage)

    def _denies(self, words: list[str]) -> bool:
        """Whether one of these words takes back what the others say."""
        return not self._before.isdisjoint(words) and not self._books["never"].has(words)

    def _is_taken_back(self, before: list[str], sentence: Sentence, passage: Passage) -> bool:
        """Whether others say so, by the words before a claim, and the rest of the passage takes it back."""
        if not self._books["reports"].has(before):
            return False
        at = passage.sentences.index(sentence)
        later = [word for each in passage.sentences[at + 1 :] for word in each.said]
        last = sentence.clauses[-1] if len(sentence.clauses) > 1 else []
        return self._books["back"].has([*last, *later])


def _head_of_list(clauses: list[list[str]]) -> list[str]:
    """The clause that a list goes on from: `do not cure` in "do not cure, heal, or fix"."""
    while clauses and len(clauses[-1]) < _SHORT:
        clauses = clauses[:-1]
    return clauses[-1] if clauses else []


def _with_starts(sentence: Sentence) -> list[tuple[int, list[str]]]:
    """The clauses, each with the position of its first word in the sentence."""
    starts, at = [], 0
    for words in sentence.clauses:
        starts.append((at, words))
        at += len(words)
    return starts
