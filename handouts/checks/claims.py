"""What is claimed for massage: words that it must not use of itself, and promises."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Literal

from handouts.checks.denial import Denials
from handouts.checks.finding import Check, Finding
from handouts.checks.passage import Passage
from handouts.checks.phrases import Found, Phrasebook, stem
from handouts.checks.rules import Rule
from handouts.checks.sentence import Sentence
from handouts.checks.subject import TEXTS, Subject
from handouts.model.base import Line, Model, Text
from handouts.printing import Profile

Others = Literal["clinicians", "people", "medicines", "tissues"]

_BY = frozenset({"with", "by", "through", "from", "during"})
"""Behind a claim these name who does it: "A cut heals faster with massage"."""
_NEAR = 4


class Saying(Model):
    """One thing that must not be said of massage, and the ways to say it."""

    words: tuple[Line, ...]
    say: Line
    profiles: tuple[Profile, ...] = ("massage", "physio")
    unless: tuple[Others, ...] = ()
    of_ours: bool = False


class Claims(Rule):
    """Words that are banned, promises, and whose they may be."""

    file = "claims"
    banned: tuple[Saying, ...]
    promises: tuple[Saying, ...]
    clinicians: Text
    people: Text
    medicines: Text
    tissues: Text
    ours: Text
    not_ours: tuple[Line, ...]
    harmless: tuple[Line, ...]

    @cached_property
    def banned_book(self) -> Phrasebook[Saying]:
        """The banned words."""
        return _book(self.banned)

    @cached_property
    def promise_book(self) -> Phrasebook[Saying]:
        """The promises."""
        return _book(self.promises)

    @cached_property
    def _by_group(self) -> dict[str, frozenset[str]]:
        groups = {
            name: getattr(self, name) for name in ("clinicians", "people", "medicines", "tissues", "ours")
        }
        return {name: frozenset(map(stem, words.split())) for name, words in groups.items()}

    @cached_property
    def _harmless(self) -> Phrasebook[None]:
        return Phrasebook.of(self.harmless)

    @cached_property
    def _not_ours(self) -> Phrasebook[None]:
        return Phrasebook.of(self.not_ours)

    def is_harmless(self, found: Found[Saying], sentence: Sentence) -> bool:
        """Whether it only has the word, and is no claim."""
        return any(found.start in other.span for other in self._harmless.find(sentence.said))

    def is_of_massage(self, found: Found[Saying], sentence: Sentence, passage: Passage) -> bool:
        """Whether it is said of massage, and not of somebody or something that may do so."""
        clause, behind = _around(found, sentence)
        if self._is_of_somebody_else(found.value, clause):
            return False
        doers = [] if _BY.isdisjoint(behind[:_NEAR]) else behind
        if self._names_ours(doers):
            return True
        if self._names(("clinicians",), doers):
            return False
        return self._is_last_ours(found.value, [clause, *_backwards(clause, found, sentence, passage)])

    def _is_of_somebody_else(self, saying: Saying, clause: list[str]) -> bool:
        """Whether a person who may do so stands before the claim."""
        if "people" in saying.unless and self._names(saying.unless, clause):
            return True
        clinicians = {"clinicians"}.intersection(saying.unless)
        return self._names(clinicians, clause) and not self._names_ours(clause)

    def _is_last_ours(self, saying: Saying, backwards: Iterable[list[str]]) -> bool:
        """Whether massage was named last, or nobody at all.

        Where massage and something else stand in one clause, it is massage that helps the other to do it.
        """
        for words in backwards:
            if self._names_ours(words):
                return True
            if saying.of_ours or self._names(saying.unless, words):
                return False
        return True

    def _names(self, groups: Collection[str], words: list[str]) -> bool:
        """Whether one of these stands among the words."""
        named = any(not self._by_group[group].isdisjoint(map(stem, words)) for group in groups)
        return named or ("clinicians" in groups and self._not_ours.has(words))

    def _names_ours(self, words: list[str]) -> bool:
        others = {at for found in self._not_ours.find(words) for at in found.span}
        ours = self._by_group["ours"]
        return any(stem(word) in ours for at, word in enumerate(words) if at not in others)


def _book(sayings: Iterable[Saying]) -> Phrasebook[Saying]:
    return Phrasebook((phrase, saying) for saying in sayings for phrase in saying.words)


def _around(found: Found[Saying], sentence: Sentence) -> tuple[list[str], list[str]]:
    """The words of its clause before the claim, and the words behind it."""
    at = 0
    for words in sentence.clauses:
        if found.start < at + len(words):
            return words[: found.start - at], sentence.said[found.end : at + len(words)]
        at += len(words)
    return [], []


def _backwards(
    clause: list[str], found: Found[Saying], sentence: Sentence, passage: Passage
) -> Iterator[list[str]]:
    """The words before a clause, back to the first sentence of the passage."""
    yield sentence.said[: found.start - len(clause)]
    for earlier in reversed(passage.sentences[: passage.sentences.index(sentence)]):
        yield earlier.said


def banned_words(subject: Subject) -> Iterator[Finding]:
    """Words that the clinic's profile may not use of itself."""
    yield from _find(subject, "R012", subject.rules.of(Claims).banned_book)


def promises(subject: Subject) -> Iterator[Finding]:
    """What sounds certain, and is not."""
    yield from _find(subject, "R013", subject.rules.of(Claims).promise_book)


def _find(subject: Subject, code: str, book: Phrasebook[Saying]) -> Iterator[Finding]:
    rule, denials = subject.rules.of(Claims), subject.rules.of(Denials)
    for passage in subject.wording:
        for sentence in passage.sentences:
            for found in book.find(sentence.said):
                saying = found.value
                if subject.profile not in saying.profiles or rule.is_harmless(found, sentence):
                    continue
                if denials.cover(found, sentence, passage):
                    continue
                if rule.is_of_massage(found, sentence, passage):
                    words = found.among(sentence.said)
                    place = {"words": words, "text": sentence.text, "say": saying.say}
                    yield Finding(code, passage.path, place)


CHECKS = (Check(banned_words, TEXTS), Check(promises, TEXTS))
