"""A sentence with its clauses and words, as the checks of words look at it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from handouts.checks.phrases import stem
from handouts.readability import words_of

_CLAUSE = re.compile(r"[,;:](?=\s|$)|[()\u2013\u2014]|(?= (?:but|yet|though|because|while|so|unless)\b)")
"""What parts a sentence into clauses."""


_SHORT_FORMS = {"n't": "not", "'ll": "will", "'re": "are", "'ve": "have", "'d": "would", "'m": "am"}
_IS = {"it's", "that's", "there's", "what's", "here's", "who's", "he's", "she's", "everything's"}


def _written_out(text: str) -> list[str]:
    return [part for word in words_of(text.lower()) for part in _parts(word)]


@cache
def _parts(word: str) -> tuple[str, ...]:
    if word in {"can't", "cannot"}:
        return "can", "not"
    if word == "won't":
        return "will", "not"
    if word in _IS:
        return word[:-2], "is"
    for short, long in _SHORT_FORMS.items():
        if word.endswith(short):
            return word.removesuffix(short), long
    return (word,)


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a phrase of a list, as it is written."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        """Its words as they are written."""
        return words_of(self.text)

    @cached_property
    def clauses(self) -> tuple[list[str], ...]:
        """The words of each clause in small letters, short forms written out: `do` and `not` for `don't`."""
        parts = (_written_out(part) for part in _CLAUSE.split(self.text))
        return tuple(words for words in parts if words)

    @cached_property
    def said(self) -> list[str]:
        """The words of all clauses."""
        return [word for clause in self.clauses for word in clause]

    @cached_property
    def stems(self) -> list[str]:
        """The same without their endings."""
        return list(map(stem, self.said))

    @property
    def is_question(self) -> bool:
        """Whether it asks something."""
        return self.text.rstrip("\"')\u201d\u2019").endswith("?")
