"""Numbers: whole, of people, and with nothing left to reckon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handouts.checks.finding import Check, Finding
from handouts.checks.passage import Passage
from handouts.checks.subject import TEXTS, Subject

# All look at small letters.
_RANGE = r"\d+ ?(?:to|-|\u2013|or) ?\d+"

PERCENT = re.compile(r"\b(?!100\b)\d+(?:\.\d+)? ?(?:%|per ?cent\b)")
OF_HUNDRED = re.compile(r"\b(?:of|in) (?:every )?(?:100|a hundred)\b")
"""Beside it a percentage is explained."""

NOT_WHOLE = re.compile(
    r"\b\d+\.\d+\b|\b\d+/\d+\b|\d*[\u00bc-\u00be\u2150-\u215e]"
    r"|\b(?:an?|one|two|three|four) (?:third|quarter|fifth|sixth|eighth|tenth)s? of (?!an hour)",
)
"""Decimals and fractions, in figures or words; half is easy."""

TO_RECKON = re.compile(
    rf"\b{_RANGE} (?:sets?|times|rounds) of \d+|\bsets? of {_RANGE}|\b\d+ ?[x\u00d7] ?\d+"
    r"|\b(?:twice|double|triple|(?:two|three|four|five|ten|\d+)[ -]times) (?:as|the|more|your|higher)\b"
    r"|\b(?:two|three|four|five|ten|\d+)-?fold\b|\b(?:multipl|subtract|minus|divide)\w* \w+"
    r"|\bplus \d+|\badd \d+ to\b|\bper (?:kilo|kg|pound|lb)\w*"
    r"|\b(?:percent|%|third|quarter|half) of your weight\b|\bhalf your weight\b",
)
"""What asks for a sum."""


def bare_percents(subject: Subject) -> Iterator[Finding]:
    """Percentages that do not say of how many people."""
    for passage in _with(PERCENT, subject):
        for sentence in passage.sentences:
            if not OF_HUNDRED.search(sentence.text.lower()):
                for match in PERCENT.finditer(sentence.text.lower()):
                    yield Finding("R016", passage.path, {"words": match[0], "text": sentence.text})


def fractions(subject: Subject) -> Iterator[Finding]:
    """Numbers that are not whole."""
    for passage in _with(NOT_WHOLE, subject):
        for match in NOT_WHOLE.finditer(PERCENT.sub("", passage.text.lower())):
            yield Finding("R017", passage.path, {"words": match[0].strip(), "text": passage.text})


def sums(subject: Subject) -> Iterator[Finding]:
    """What the reader would have to reckon."""
    for passage in _with(TO_RECKON, subject):
        for match in TO_RECKON.finditer(passage.text.lower()):
            yield Finding("R018", passage.path, {"words": match[0], "text": passage.text})


def _with(pattern: re.Pattern[str], subject: Subject) -> Sequence[Passage]:
    """The passages to look at: none where the whole text has nothing of the kind, which is soon seen."""
    return subject.wording if pattern.search(subject.text.lower()) else ()


CHECKS = (Check(bare_percents, TEXTS), Check(fractions, TEXTS), Check(sums, TEXTS))
