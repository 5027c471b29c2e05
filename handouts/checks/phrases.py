"""Words and phrases that lists of content name, found in a sentence in whatever form they stand there.

A phrase is written as it is said, with four signs of its own:

    flush toxin             the words in this order, in any form: `flushes toxins`, `flushing toxins`
    break up|down adhesion  one or the other
    align ~ joint           up to three words between: `aligns your stiff joint`
    the =patients           this form only
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Generic, NamedTuple, TypeVar

from handouts.readability import words_of

T = TypeVar("T")

EXACT = "="
GAP = "~"
WIDEST_GAP = 3
"""Words."""
SHORTEST = 3
"""Letters of a word, from which on it may have an ending."""

_NO_ENDING = ("ceed", "feed", "heed", "leed", "need", "peed", "reed", "seed", "weed")
"""Of these words the last two letters are no ending: `bleed`, `speed`."""

_Slot = frozenset[str]
_GAP: _Slot = frozenset({GAP})


@cache
def stem(word: str) -> str:
    """A word without its ending: `heals`, `healed` and `healing` are all `heal`."""
    word = word.lower().removesuffix("'s").removesuffix("'")
    if len(word) <= SHORTEST:
        return word
    if word.endswith(("ies", "ied")):
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= SHORTEST and not word.endswith(_NO_ENDING) and _has_vowel(bare):
            word = bare
            break
    if len(word) > SHORTEST and word[-1] == word[-2]:
        word = word[:-1]
    return word.removesuffix("e") if len(word) > SHORTEST else word


def stems_of(text: str) -> list[str]:
    """The words of a text without their endings."""
    return [stem(word) for word in words_of(text)]


def _has_vowel(word: str) -> bool:
    return not set("aeiouy").isdisjoint(word)


class Found(NamedTuple, Generic[T]):
    """A phrase in a sentence: the positions of its first word and of the one after its last."""

    start: int
    end: int
    value: T

    @property
    def span(self) -> range:
        """The positions of all its words."""
        return range(self.start, self.end)

    def among(self, words: Sequence[str]) -> str:
        """The phrase as it stands among these words of its sentence."""
        return " ".join(words[self.start : self.end])


class Phrasebook(Generic[T]):
    """Phrases, and what each stands for."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._by_stem: dict[str, list[tuple[tuple[_Slot, ...], T]]] = {}
        self._by_form: dict[str, list[tuple[tuple[_Slot, ...], T]]] = {}
        for phrase, value in phrases:
            first, *rest = map(_slot, phrase.split())
            for word in first:
                known = self._by_form if word.startswith(EXACT) else self._by_stem
                known.setdefault(word.removeprefix(EXACT), []).append((tuple(rest), value))

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Phrasebook[None]:
        """Phrases that only have to be found."""
        return Phrasebook((phrase, None) for phrase in phrases)

    def every(self, said: Sequence[str]) -> Iterator[Found[T]]:
        """Every phrase in these words, one within another too."""
        for start, word in enumerate(said):
            for known in (self._by_stem.get(stem(word)), self._by_form.get(word)):
                for rest, value in known or ():
                    if end := _match(rest, said, start + 1):
                        yield Found(start, end, value)

    def find(self, said: Sequence[str]) -> Iterator[Found[T]]:
        """The phrases in these words, one after the other; of those that begin at one word, the longest."""
        end = 0
        for start, group in groupby(self.every(said), key=lambda found: found.start):
            if start >= end:
                found = max(group, key=lambda each: each.end)
                end = found.end
                yield found

    def has(self, said: Sequence[str]) -> bool:
        """Whether any of the phrases is there."""
        return next(self.find(said), None) is not None


def _slot(text: str) -> _Slot:
    """What may stand here: stems, and exact forms with a sign before them."""
    if text == GAP:
        return _GAP
    choices = text.split("|")
    return frozenset(choice if choice.startswith(EXACT) else stem(choice) for choice in choices)


def _match(slots: tuple[_Slot, ...], said: Sequence[str], at: int) -> int:
    """The position after the phrase if its rest stands at `at`, else 0."""
    if not slots:
        return at
    if slots[0] == _GAP:
        widths = range(WIDEST_GAP + 1)
        return next((end for width in widths if (end := _match(slots[1:], said, at + width))), 0)
    if at < len(said) and (stem(said[at]) in slots[0] or f"{EXACT}{said[at]}" in slots[0]):
        return _match(slots[1:], said, at + 1)
    return 0
