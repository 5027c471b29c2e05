"""Sheets that say the same: a sheet is written for its condition, and no template with a name in it.

How alike is too alike was read off the shipped sheets, written by several hands. Four of five paragraphs
share less than a fifth of their runs of words with any other; those that share a half do say the same
thing in the same words. Of a whole condition, at most 4 of 100 runs stand in another.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.finding import Check, Finding
from handouts.checks.neighbours import SHEETS, Run
from handouts.checks.subject import Subject

SHORTEST_SENTENCE = 6
"""Words: shorter ones may well be the same."""
SHORTEST_PARAGRAPH = 12
"""Words."""
SHORTEST_SHEET = 100
"""Runs of words."""
ALIKE_PARAGRAPHS = 0.5
ALIKE_SHEETS = 0.25
"""Shares of the runs of words, of 1."""
HUNDRED = 100


def same_words(subject: Subject) -> Iterator[Finding]:
    """Sentences that another sheet has, paragraphs that are nearly the same, and a sheet that is a copy."""
    sheet, neighbours = subject.shelf.sheet(subject.entry), subject.shelf.neighbours
    runs = frozenset[Run]().union(*sheet.runs.values())
    share, copied = neighbours.nearest_sheet(runs, sheet)
    is_copy = share >= ALIKE_SHEETS and len(runs) >= SHORTEST_SHEET
    if is_copy:
        yield Finding("R026", ("title",), {"other": copied.title, "share": round(share * HUNDRED)})
    for passage in sheet.own_passages:
        told = {copied.key} if is_copy else set()
        for sentence in passage.sentences:
            others = neighbours.saying(sheet.nameless(sentence.said), sheet)
            if len(sentence.words) >= SHORTEST_SENTENCE and others and others[0].key not in told:
                told.add(others[0].key)
                yield Finding("R024", passage.path, {"other": others[0].title, "text": sentence.text})
        share, other = neighbours.nearest_passage(sheet.runs[passage.path], sheet)
        is_long = sum(len(sentence.words) for sentence in passage.sentences) >= SHORTEST_PARAGRAPH
        if is_long and share >= ALIKE_PARAGRAPHS and other.key not in told:
            words = {"other": other.title, "share": round(share * HUNDRED), "text": passage.text}
            yield Finding("R025", passage.path, words)


CHECKS = (Check(same_words, SHEETS),)
