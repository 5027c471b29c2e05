"""How the words read: grades, and the length of sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.finding import Check, Finding, Path
from handouts.checks.subject import TEXTS, Subject
from handouts.model.condition import Condition
from handouts.readability import Counts

AIM, MOST = 6, 8
"""Grades: what a sheet should read at, and above which it is refused."""
EASY = ("easy",)
MOST_EASY = 4
"""The grade above which an easy version is none."""
LONGEST_SENTENCE = 15
"""Words."""
LONGEST_PARAGRAPH = 5
"""Sentences."""
LEAST = 30
"""Words from which on a grade says something.

One hard word more or less moves the grade of a short part by more than one. Of the shipped parts of 30 words
or more, 3 of 100 read more than two grades away from their sheet; of those of 10 to 29 words, 25 of 100 do.
"""


def grades(subject: Subject) -> Iterator[Finding]:
    """The grade of the sheet and of each of its parts that has enough words."""
    yield from _graded(Counts.sum(subject.counts.values()), ("R001", "R002"), _top(subject), {})
    if len(subject.counts) > 1:
        for path, counts in subject.counts.items():
            yield from _graded(counts, ("R003", "R004"), path, {"part": ".".join(map(str, path))})


def easy_grade(subject: Subject) -> Iterator[Finding]:
    """The grade of the easy version, whatever its length."""
    if counts := subject.counts.get(EASY):
        grade = counts.grade()
        if grade.flesch_kincaid > MOST_EASY:
            figures = {"grade": f"{grade.flesch_kincaid:.1f}", "smog": grade.smog_grade, "most": MOST_EASY}
            yield Finding("R027", EASY, figures)


def _top(subject: Subject) -> Path:
    return ("title",) if hasattr(subject.model, "title") else ()


def _graded(counts: Counts, codes: tuple[str, str], path: Path, words: dict[str, str]) -> Iterator[Finding]:
    if counts.words - counts.left_out < LEAST:
        return
    grade = counts.grade()
    for most, code in ((MOST, codes[1]), (AIM, codes[0])):
        if grade.flesch_kincaid > most:
            figures = {"grade": f"{grade.flesch_kincaid:.1f}", "smog": grade.smog_grade, "most": most}
            yield Finding(code, path, {**words, **figures})
            return


def long_sentences(subject: Subject) -> Iterator[Finding]:
    """Sentences that a tired reader loses the thread of."""
    for passage in subject.passages:
        for sentence in passage.sentences:
            count = len(sentence.words)
            if count > LONGEST_SENTENCE:
                words = {"count": count, "most": LONGEST_SENTENCE, "text": sentence.text}
                yield Finding("R005", passage.path, words)


def long_paragraphs(subject: Subject) -> Iterator[Finding]:
    """Paragraphs that look like a wall."""
    for passage in subject.passages:
        count = len(passage.sentences)
        if count > LONGEST_PARAGRAPH:
            yield Finding("R019", passage.path, {"count": count, "most": LONGEST_PARAGRAPH})


CHECKS = (
    Check(grades, TEXTS),
    Check(easy_grade, (Condition,)),
    Check(long_sentences, TEXTS),
    Check(long_paragraphs, TEXTS),
)
