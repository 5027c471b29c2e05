"""The words of a condition, and what a source supports, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from handouts.catalogue import Catalogue
from handouts.model.base import Claim
from handouts.model.condition import Condition
from handouts.model.words import Source
from handouts.reviews import Standing


def as_text(condition: Condition, catalogue: Catalogue, review: Standing, width: int = 80) -> str:
    """Everything that the full handout says, in the same order, in lines of at most `width`."""
    headings = catalogue.labels["headings"]
    page = _Page(width)
    page.title(condition.title)
    if condition.also_known_as:
        page.paragraph(f"({', '.join(condition.also_known_as)})")
    page.paragraph(condition.message.text)
    page.section(headings["red_flags"])
    flags = catalogue.red_flags.signs(condition.red_flags)
    page.items("Emergency", flags.emergency)
    page.items("See a doctor soon", flags.see_doctor)
    page.section(headings["what_it_is"], condition.what_it_is)
    page.section(headings["signs"])
    page.items("", condition.signs)
    page.section(headings["causes"], condition.causes)
    page.section(catalogue.labels["where"]["heading"])
    for kind, names in (("solid", condition.pain.primary), ("stripes", condition.pain.referred)):
        claims = [Claim(text=catalogue.areas[name].label) for name in names]
        if claims:
            page.items(catalogue.labels["where"][kind], claims)
    massage = condition.massage
    page.section(headings["massage"], massage.helps)
    page.items(headings["known"], massage.known)
    page.items(headings["unknown"], massage.unknown)
    page.items(headings["risks"], massage.risks)
    page.items(headings["before"], massage.tell_therapist)
    page.items(headings["wait"], massage.wait)
    page.section(headings["self_care"])
    page.items("", condition.self_care)
    page.section("Exercises")
    for use in condition.exercises:
        exercise = catalogue.exercise(use.exercise).model
        page.paragraph(f"* {exercise.title} ({use.exercise}): {use.why}")
    page.section(headings["questions"])
    for each in condition.questions:
        page.paragraph(f"{each.question} {each.answer.text}")
    ids = dict.fromkeys(name for _, claim in condition.claims() for name in claim.sources)
    page.section(headings["sources"])
    page.paragraph("; ".join(catalogue.reference(name).short for name in ids) + ".")
    page.paragraph(f"Version {condition.version}, written {condition.written}, {review}.")
    return "\n".join(page.lines)


def source_as_text(source: Source, width: int = 80) -> str:
    """What a source is, and all that it supports: no sheet may say more than that of it."""
    page = _Page(width)
    page.title(source.title)
    page.paragraph(f"{source.organisation}. {source.year or 'Undated'}. {source.address}")
    page.paragraph(f"\u201c{source.quote}\u201d")
    page.items("What it supports", [Claim(text=text) for text in source.supports])
    return "\n".join(page.lines)


class _Page:
    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[str] = []

    def title(self, text: str) -> None:
        self.lines += [text, "=" * len(text)]

    def section(self, heading: str, claims: Iterable[Claim] = ()) -> None:
        self.lines += ["", heading, "-" * len(heading)]
        for claim in claims:
            self.paragraph(claim.text)

    def paragraph(self, text: str) -> None:
        self.lines += textwrap.wrap(text, self.width)

    def items(self, heading: str, claims: Iterable[Claim]) -> None:
        if heading:
            self.lines.append(heading)
        for claim in claims:
            self.lines += textwrap.wrap(
                claim.text, self.width, initial_indent="  - ", subsequent_indent="    "
            )
