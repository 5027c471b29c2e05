"""Habits of writing: who is spoken to, headings, capitals, marks, short forms, and what is unwritten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from handouts.checks.finding import Check, Finding
from handouts.checks.phrases import Phrasebook
from handouts.checks.rules import Rule
from handouts.checks.subject import TEXTS, Subject
from handouts.model.base import Line, Text
from handouts.readability import is_known

HEADINGS = {"title", "question"}
"""Keys of texts that are printed as headings."""

_NUMBERING = re.compile(r"^[\W\d]+|[\W\d]+$")
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_SHOUTED_SHORT = {"NO", "DO", "GO", "ON"}
"""Words of two letters that are shouted; others, such as SI, are names."""
_BRACKETS = re.compile(r"\[[^\]]*[^\W\d][^\]]*\]|<[^\W\d][^<>]*>|\{(?!emergency\})\w+\}|\?\?\?|_{3,}")
"""What a form or a template leaves to be filled in."""


class Habits(Rule):
    """Words and marks to look for."""

    file = "habits"
    reader: tuple[Line, ...]
    headings: tuple[Line, ...]
    short_forms: dict[Line, Line]
    capitals: Text
    unwritten: tuple[Line, ...]

    @cached_property
    def reader_book(self) -> Phrasebook[None]:
        """Words that speak about the reader."""
        return Phrasebook.of(self.reader)

    @cached_property
    def unwritten_book(self) -> Phrasebook[None]:
        """Words that stand where something is still to be written."""
        return Phrasebook.of(self.unwritten)

    @cached_property
    def empty_headings(self) -> frozenset[str]:
        """Headings that say nothing."""
        return frozenset(self.headings)

    @cached_property
    def short_form(self) -> re.Pattern[str]:
        """Any of the short forms, as a word of its own."""
        forms = "|".join(re.escape(form) for form in sorted(self.short_forms, key=len, reverse=True))
        return re.compile(rf"(?<![\w.])(?:{forms})(?![\w-])")

    @cached_property
    def no_shouting(self) -> frozenset[str]:
        """Words that are always in capitals."""
        return frozenset(self.capitals.split())


def third_persons(subject: Subject) -> Iterator[Finding]:
    """Words that speak of the patient where the reader is meant."""
    book = subject.rules.of(Habits).reader_book
    for passage in subject.wording:
        for sentence in passage.sentences:
            for found in book.find(sentence.said):
                words = found.among(sentence.said)
                yield Finding("R011", passage.path, {"words": words, "text": sentence.text})


def empty_headings(subject: Subject) -> Iterator[Finding]:
    """Titles and questions that say nothing."""
    empty = subject.rules.of(Habits).empty_headings
    for passage in subject.passages:
        if passage.path[-1] in HEADINGS and _NUMBERING.sub("", passage.text.lower()) in {*empty, ""}:
            yield Finding("R015", passage.path, {"text": passage.text})


def capitals(subject: Subject) -> Iterator[Finding]:
    """Words in capitals that are no names."""
    names = subject.rules.of(Habits).no_shouting.union(*(name.split() for name in subject.terms))
    for passage in subject.passages:
        for match in _CAPITALS.finditer(passage.text):
            word = match[0]
            is_word = word in _SHOUTED_SHORT if len(word) == len("NO") else is_known(word)
            if is_word and word not in names:
                yield Finding("R020", passage.path, {"words": word, "text": passage.text})


def exclamations(subject: Subject) -> Iterator[Finding]:
    """Exclamation marks."""
    for passage in subject.wording:
        if "!" in passage.text:
            sentence = next(each for each in passage.sentences if "!" in each.text)
            yield Finding("R021", passage.path, {"text": sentence.text})


def short_forms(subject: Subject) -> Iterator[Finding]:
    """Abbreviations that not everybody can read."""
    habits = subject.rules.of(Habits)
    if not habits.short_form.search(subject.text):
        return
    for passage in subject.wording:
        for match in habits.short_form.finditer(passage.text):
            words = {"words": match[0], "text": passage.text, "say": habits.short_forms[match[0]]}
            yield Finding("R022", passage.path, words)


def unwritten(subject: Subject) -> Iterator[Finding]:
    """Text that stands for what is still to be written."""
    book = subject.rules.of(Habits).unwritten_book
    for passage in subject.passages:
        said = [word for sentence in passage.sentences for word in sentence.said]
        places = [found.among(said) for found in book.find(said)]
        for words in [*_BRACKETS.findall(passage.text), *places]:
            yield Finding("R023", passage.path, {"words": words, "text": passage.text})


CHECKS = (
    Check(third_persons, TEXTS),
    Check(empty_headings, TEXTS),
    Check(capitals, TEXTS),
    Check(exclamations, TEXTS),
    Check(short_forms, TEXTS),
    Check(unwritten, TEXTS),
)
