"""Medical terms: each is explained where it first stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from handouts.checks.finding import Check, Finding
from handouts.checks.passage import Passage
from handouts.checks.phrases import Found, Phrasebook, stems_of
from handouts.checks.rules import Rule
from handouts.checks.sentence import Sentence
from handouts.checks.subject import TEXTS, Subject
from handouts.model.base import Line

EXPLAINED = (
    # called chronic; some call these trigger points; CECS stands for a long name
    r"\b(?:call(?:s|ed)?|named|known as|means?|say|terms?) (?:[\w']+ ){{0,2}}{term}\b",
    r"\b{term},? (?:means?|stands? for)\b",
    # discs are soft pads; the meniscus is a pad; and no state, as in: the disc is torn
    r"\b{term} is (?!\w+ed\b|out\b|full\b)(?:\w+ ){{0,3}}(?:an?|the|one|your|any|wh\w+|how|of|in|made)\b",
    r"\b{term} are (?!\w+ed\b)(?:\w+ ){{0,3}}(?!this|less)\w\w\w+s\b",
    # a thick cord (tendon); the pelvis (the ring of bones); tendons, the cords of a muscle; disc: a soft pad
    r"\(\W?(?:an? |the )?{term}\W?\)|\b{term}(?:\s*\(|:|, or [^,]+,)",
    r"\b{term}(?:,| [\u2013-]) (?:an?|the|which|also) [^,.]*(?:,(?! and| or)|[.;]|$)",
    r", or (?:an? |the )?{term},|[:\u2013] (?:an? |the )?{term}[,.]",
    # one is the meniscus. It softens shocks
    r"\b{term}[.] (?:it|they|this|these|that) \w+ \w+",
)
"""How a term is explained; `term` is filled in."""

_SHARED = 2
"""So many words of the plain meaning in the same passage explain a term, however it is put."""

_LITTLE = stems_of(
    "a an the of in to and or is are that which one when where with at from by for it its as on be your you"
    " not such no so up out than through part small body"
)
"""Words of a plain meaning that say nothing by themselves."""

IN_PLAIN_WORDS = "in everyday words"
"""What is said of a term of a glossary for which our list has no meaning."""

FOR_THOSE_WHO_KNOW = frozenset({"tell_therapist", "wait", "ask_first", "cautions"})
"""Parts that name an illness so that those who have it speak up."""


class Terms(Rule):
    """Medical terms and their plain meanings."""

    file = "terms"
    terms: dict[Line, Line]

    @cached_property
    def book(self) -> Phrasebook[str]:
        """The terms, to be found in a sentence; the value is the plain meaning."""
        return Phrasebook(self.terms.items())


def unexplained_terms(subject: Subject) -> Iterator[Finding]:
    """Terms that the passage where they first stand does not explain, or that the glossary lacks.

    The entry's own names need no explanation: the whole entry is about them. Nor does an illness in a list
    of what to tell or to ask about: it speaks to those who have it, and they know its name.
    """
    glossary = subject.glossary or ()
    listed = [stems_of(term) for term in glossary]
    known = [stems_of(name) for name in subject.names]
    # A name, such as that of an organisation, is in a glossary only for the sake of the reading grade.
    own = Phrasebook((term, IN_PLAIN_WORDS) for term in glossary if not term.istitle())
    books = (subject.rules.of(Terms).book, own)
    meanings = set[str]()
    for passage, text in _in_reading_order(subject.wording):
        for sentence in passage.sentences:
            for found in _longest(sentence, books):
                term = sentence.stems[found.start : found.end]
                if found.value in meanings or any(_contains(name, term) for name in known):
                    continue
                known.append(term)
                meanings |= {found.value} - {IN_PLAIN_WORDS}
                words = {"term": found.among(sentence.said), "meaning": found.value}
                if not explains(text, **words):
                    yield Finding("R008", passage.path, words)
                elif subject.glossary is not None and not any(_contains(name, term) for name in listed):
                    yield Finding("R009", passage.path, words)


def explains(passage: str, term: str, meaning: str) -> bool:
    """Whether the passage says what the term means."""
    if _explained(term).search(passage.lower()):
        return True
    telling = set(stems_of(meaning)).difference(_LITTLE, stems_of(term))
    return len(telling.intersection(stems_of(passage))) >= min(_SHARED, len(telling))


@cache
def _explained(term: str) -> re.Pattern[str]:
    words = r"[\s-]+".join(map(re.escape, term.split()))
    return re.compile("|".join(each.format(term=words) for each in EXPLAINED))


def _in_reading_order(passages: Sequence[Passage]) -> Iterator[tuple[Passage, str]]:
    """Each passage with the text that may explain its terms; a question may leave that to its answer."""
    for index, passage in enumerate(passages):
        if FOR_THOSE_WHO_KNOW.isdisjoint(passage.path):
            answer = passages[index + 1 : index + 2] if passage.path[-1] == "question" else ()
            yield passage, " ".join(each.text for each in (passage, *answer))


def _longest(sentence: Sentence, books: Sequence[Phrasebook[str]]) -> Iterator[Found[str]]:
    """What the books find, without what stands within something longer."""
    end = 0
    for found in sorted((each for book in books for each in book.find(sentence.said)), key=_length):
        if found.start >= end:
            end = found.end
            yield found


def _length(found: Found[str]) -> tuple[int, int, bool]:
    return found.start, -found.end, found.value == IN_PLAIN_WORDS


def _contains(name: Sequence[str], term: Sequence[str]) -> bool:
    """Whether the term is the name or a part of it."""
    return any(list(name[at : at + len(term)]) == list(term) for at in range(len(name) - len(term) + 1))


CHECKS = (Check(unexplained_terms, TEXTS),)
