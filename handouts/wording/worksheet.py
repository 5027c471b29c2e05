"""The words of a clinician's worksheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from handouts import reviews
from handouts.catalogue import Catalogue
from handouts.checks.passage import Passage
from handouts.design import USUAL, page_size, spacing_css
from handouts.model.base import Model
from handouts.model.condition import Condition
from handouts.model.self_check import SelfChecks
from handouts.model.technique import NamedTechnique, Technique
from handouts.model.words import Cautions, Shared, Source
from handouts.page import Guarded
from handouts.sheet.worksheet import Worksheet
from handouts.wording.filling import plain
from handouts.wording.stationery import Stationery
from handouts.wording.styles import STYLES, style_sheet

OF_OTHERS = {"helps": "massage", "tell_therapist": "before"}
OF_TECHNIQUES = {
    **dict.fromkeys(("before", "during", "after"), "expect"),
    **dict.fromkeys(("cautions", "everybody", "massage", "stretching"), "not_now"),
    "helps": "evidence",
}
"""The heading that a key of an entry stands under, where it is not called the same."""


class Part(NamedTuple):
    """A part of the sheet, and the cautions without a source that stand in it."""

    heading: str
    cautions: list[str]


class WorksheetWording(Stationery):
    """Turns what a clinician needs into the words that the template places."""

    def __init__(self, worksheet: Worksheet, catalogue: Catalogue) -> None:
        super().__init__(worksheet.brand, catalogue)
        self.worksheet = worksheet
        self.words = self.labels["worksheet"]
        self.roominess = {"front": USUAL}
        self.size = page_size(worksheet.paper)
        self.archive = False

    def context(self) -> dict[str, Any]:
        """What the template of a worksheet may use."""
        sheet, words = self.worksheet, self.words
        spacing = spacing_css(self.roominess)
        return super().context() | {
            "title": plain(words["title"], title=sheet.leaflet.title),
            "description": words["for_whom"],
            "kind": f"worksheet {sheet.paper}",
            "styles": style_sheet(self.brand, self.size, spacing, self.inputs, (*STYLES, "worksheet.css")),
            "leaflet": sheet.leaflet,
            "facts": self.facts(),
            "parts": self.parts(),
            "sentences": sheet.sentences,
            "to_judge": sheet.findings.to_judge,
            "scores": self.scores(),
            "unmet": [f"{item.id} {item.words}" for score in sheet.findings.scores for item in score.unmet],
            "sources": [named(source) for source in sheet.sources],
            "statement": self.statement(),
            "command": sheet.command,
            "footer": [words["for_whom"], words["lists"]],
            "page_number": self.page_number(bound=False),
        }

    def facts(self) -> str:
        """Which words they are, and how they read."""
        leaflet, grade = self.worksheet.leaflet, self.worksheet.findings.grade
        return plain(
            self.words["facts"],
            number=leaflet.leaflet or leaflet.name,
            version=leaflet.version,
            written=self.month(leaflet.written),
            due=self.month(leaflet.review_due),
            grade=grade.grade,
            smog=grade.smog_grade,
            words=self.worksheet.words[: reviews.SHOWN],
        )

    def scores(self) -> str:
        """The scores in one line."""
        parts = (
            plain(
                self.words["score"],
                scale=self.words["scales"][score.scale],
                met=score.met,
                judged=score.judged,
            )
            for score in self.worksheet.findings.scores
        )
        return "; ".join(parts)

    def statement(self) -> str:
        """What a signature says, and of which words."""
        version, words = self.worksheet.leaflet.version, self.worksheet.words[: reviews.SHOWN]
        return plain(self.words["statement"], version=version, words=words)

    def parts(self) -> list[Part]:
        """The cautions by the part of the sheet that they stand in; what several entries say, once."""
        found: dict[str, dict[str, None]] = {}
        for model, passage in self.worksheet.cautions:
            found.setdefault(self.heading(model, passage), {})[_with_question(model, passage)] = None
        return [Part(heading, list(cautions)) for heading, cautions in found.items()]

    def heading(self, model: Model, passage: Passage) -> str:
        """The heading under which a passage stands on the sheet."""
        leaflet, headings = self.worksheet.leaflet, self.labels["headings"] | self.words["places"]
        sections = OF_TECHNIQUES if isinstance(leaflet, Technique) else OF_OTHERS
        if isinstance(leaflet, Condition) and isinstance(model, NamedTechnique | Cautions):
            return str(headings["techniques"])
        if isinstance(leaflet, Condition) and isinstance(model, SelfChecks):
            return str(headings["self_checks"])
        if isinstance(model, Shared):
            return str(headings["shared"])
        keys = [sections.get(step, step) for step in passage.path if isinstance(step, str)]
        key = next((key for key in reversed(keys) if key in headings), "message")
        return plain(headings[key], emergency=self.brand.emergency).rstrip(".:")

    def guarded(self) -> Iterator[Guarded]:
        """What must stand on the paper."""
        yield Guarded("what a signature says", self.statement())
        yield Guarded("the command that records it", self.worksheet.command)
        for part in self.parts():
            for caution in part.cautions:
                yield Guarded("a caution without a source", caution)


def _with_question(model: Model, passage: Passage) -> str:
    """The text; an answer with the question that it answers."""
    if isinstance(model, Condition) and passage.path[0] == "questions":
        question = model.questions[int(passage.path[1])].question
        return f"{question} {passage.text}"
    return passage.text


def named(source: Source) -> str:
    """How a sheet names a source, with its year."""
    year = str(source.year or "")
    return source.short if year in source.short else f"{source.short}, {year}"
