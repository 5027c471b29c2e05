"""Which words are used: long ones, and those that a plainer one says as well."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from itertools import chain

from handouts.checks.finding import Check, Finding
from handouts.checks.phrases import Phrasebook, stem
from handouts.checks.rules import Rule
from handouts.checks.subject import TEXTS, Subject
from handouts.checks.terms import Terms
from handouts.model.base import Line, Model, Text
from handouts.readability import HARD, Names, count_syllables, is_known

SHORTEST = 4
"""Letters: what is shorter and has three syllables is an abbreviation."""

ENDINGS = ("ing", "ed", "es", "s", "er", "est", "ly")
"""A third syllable that is only one of these makes a word of two no harder to read."""


class FamiliarGroup(Model):
    """Long words that may stand anywhere."""

    why: Text
    words: Text
    """The words, with spaces between."""


class Familiar(Rule):
    """The long words that everybody knows."""

    file = "familiar"
    groups: tuple[FamiliarGroup, ...]

    @cached_property
    def stems(self) -> frozenset[str]:
        """All of them without their endings."""
        return frozenset(stem(word) for group in self.groups for word in group.words.split())


class Swaps(Rule):
    """Words and what to say in their place."""

    file = "swaps"
    swaps: dict[Line, Line]

    @cached_property
    def book(self) -> Phrasebook[str]:
        """The words, to be found in a sentence."""
        return Phrasebook(self.swaps.items())


def long_words(subject: Subject) -> Iterator[Finding]:
    """Words of three or more syllables that are neither familiar nor names, terms or swaps; each once."""
    familiar = subject.rules.of(Familiar).stems
    covered = (subject.rules.of(Terms).book, subject.rules.of(Swaps).book)
    names = Names([*subject.terms, *" ".join(subject.terms).split()])
    told: set[str] = set()
    for passage in subject.wording:
        for sentence in passage.sentences:
            if not any(map(long_parts, sentence.words)):
                continue
            kept = names.out_of(sentence.words)
            for word in chain.from_iterable(map(long_parts, kept)):
                known = stem(word) in told or _is_familiar(word, familiar)
                if not known and not any(book.has([word]) for book in covered):
                    told.add(stem(word))
                    yield Finding("R006", passage.path, {"word": word, "count": count_syllables(word)})


def swaps(subject: Subject) -> Iterator[Finding]:
    """Words and phrases that a plainer one says as well; each once."""
    book = subject.rules.of(Swaps).book
    names = frozenset(stem(word) for name in subject.terms for word in name.split())
    told: set[str] = set()
    for passage in subject.wording:
        for sentence in passage.sentences:
            for found in book.find(sentence.said):
                stems = sentence.stems[found.start : found.end]
                if found.value not in told and not names.issuperset(stems):
                    told.add(found.value)
                    words = found.among(sentence.said)
                    yield Finding("R007", passage.path, {"words": words, "say": found.value})


@cache
def long_parts(word: str) -> tuple[str, ...]:
    """The long words in a word with or without hyphens, in small letters."""
    return tuple(part for part in word.lower().split("-") if _is_long(part))


def _is_long(word: str) -> bool:
    """Whether it has three syllables or more, and not only by its ending."""
    if len(word) < SHORTEST or not word.replace("'", "").isalpha() or count_syllables(word) < HARD:
        return False
    return not any(is_known(base) and count_syllables(base) < HARD for base in _bases(word))


def _bases(word: str) -> Iterator[str]:
    """What the word may be without its ending: `easy` for `easily`, `stop` for `stopping`."""
    for ending in ENDINGS:
        bare = word.removesuffix(ending)
        if bare != word and len(bare) > 1:
            yield from (bare, f"{bare}e")
            if bare.endswith("i"):
                yield f"{bare[:-1]}y"
            if bare[-1] == bare[-2]:
                yield bare[:-1]


def _is_familiar(word: str, familiar: frozenset[str]) -> bool:
    return stem(word) in familiar or any(stem(base) in familiar for base in _bases(word))


CHECKS = (Check(long_words, TEXTS), Check(swaps, TEXTS))
