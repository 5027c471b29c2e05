"""The words of an entry, and what a source supports, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from handouts import reviews
from handouts.catalogue import Catalogue
from handouts.model.base import Claim
from handouts.model.condition import Condition, ExerciseUse
from handouts.model.leaflet import Leaflet
from handouts.model.red_flags import WarningSigns
from handouts.model.self_check import SelfCheck, SelfChecks
from handouts.model.technique import Technique
from handouts.model.words import Source
from handouts.reviews import Standing
from handouts.wording.doses import dose_parts
from handouts.wording.filling import plain

INDENT = "    "
EMERGENCY = "the emergency number"


def as_text(
    entry: Leaflet | SelfCheck, catalogue: Catalogue, review: Standing | None = None, width: int = 80
) -> str:
    """Everything that the handout says at its fullest, in lines of at most `width`."""
    page = _Page(catalogue, width)
    if isinstance(entry, SelfCheck):
        page.title(entry.title)
        _self_check(page, entry)
        return page.text
    page.title(entry.title)
    if entry.also_known_as:
        page.paragraph(plain(catalogue.labels["also_called"], names=page.join(entry.also_known_as)))
    page.paragraph(entry.message.text)
    if isinstance(entry, Condition):
        _condition(page, entry)
    elif isinstance(entry, Technique):
        _technique(page, entry)
    elif isinstance(entry, SelfChecks):
        page.claims(entry.how_to)
        for check in catalogue.all(SelfCheck):
            page.section(f"{check.model.title} ({check.model.id})")
            _self_check(page, check.model)
        _warning_signs(page, catalogue.red_flags.for_everybody())
    _closing(page, entry, review or Standing())
    return page.text


def _condition(page: _Page, condition: Condition) -> None:
    catalogue, massage = page.catalogue, condition.massage
    _warning_signs(page, catalogue.red_flags.signs(condition.red_flags))
    page.section(page.heading("what_it_is"))
    page.claims(condition.what_it_is)
    page.section(page.heading("signs"))
    page.items(claim.text for claim in condition.signs)
    page.section(page.heading("causes"))
    page.claims(condition.causes)
    where = catalogue.labels["where"]
    page.section(where["heading"])
    for kind, names in (("primary", condition.pain.primary), ("referred", condition.pain.referred)):
        if names:
            places = page.join(catalogue.areas[name].label.lower() for name in names)
            page.paragraph(f"{where[kind]} {places}.")
    page.section(page.heading("massage"))
    page.paragraph(f"{page.heading('position')} {catalogue.labels['research'][massage.position]}.")
    page.claims(massage.helps)
    for part in ("known", "unknown", "risks"):
        page.run_in(page.heading(part), getattr(massage, part))
    if massage.techniques:
        page.section(page.heading("techniques"))
        page.items(
            f"{catalogue.technique(use.technique).model.title} ({use.technique}): {use.where}"
            for use in massage.techniques
        )
    page.section(page.heading("before"))
    page.items(claim.text for claim in (*massage.tell_therapist, *catalogue.shared.tell_therapist))
    page.paragraph(page.heading("wait"))
    page.items(claim.text for claim in massage.wait)
    page.section(page.heading("self_care"))
    page.items(claim.text for claim in condition.self_care)
    page.section(plain(catalogue.labels["movements"]["massage"], title=condition.title_in_text))
    for number, use in enumerate(condition.exercises, start=1):
        _exercise(page, number, use)
    if condition.self_checks:
        page.section(page.heading("self_checks"))
        checks = [catalogue.entry(SelfCheck, name).model for name in condition.self_checks]
        page.items(f"{check.title} ({check.id}): {check.looks_at}" for check in checks)
    if condition.questions:
        page.section(page.heading("questions"))
    for each in condition.questions:
        page.block(each.question, each.answer.text)
    if neighbours := [name for name in condition.see_also if catalogue.has(Condition, name)]:
        page.section(page.heading("see_also"))
        page.items(f"{catalogue.condition(name).model.title} ({name})" for name in neighbours)


def _exercise(page: _Page, number: int, use: ExerciseUse) -> None:
    """An exercise with its dose and the reason for it."""
    exercise = page.catalogue.exercise(use.exercise).model
    dose = exercise.dose.changed(use.dose) if use.dose else exercise.dose
    parts = dose_parts(dose, exercise.sides, None, page.catalogue.labels["dose"])
    said = ", ".join(part.striptags() for part in parts)
    page.block(f"{number}. {exercise.title} ({exercise.id})", said, use.why)


def _technique(page: _Page, technique: Technique) -> None:
    session, shared = page.catalogue.labels["session"], page.catalogue.cautions
    page.section(page.heading("what_it_is"))
    page.claims(technique.what_it_is)
    page.section(page.heading("expect"))
    for part in ("before", "during", "after"):
        page.run_in(session[part], getattr(technique, part))
    page.section(page.heading("evidence"))
    page.claims(technique.helps)
    for part in ("known", "unknown", "risks"):
        page.run_in(page.heading(part), getattr(technique, part))
    page.section(page.heading("not_now"))
    page.items(claim.text for claim in shared.of(technique))
    page.paragraph(f"{session['tell']} {shared.tell}")
    _warning_signs(page, page.catalogue.red_flags.for_everybody())
    page.section(page.heading("finding"))
    page.paragraph(page.catalogue.shared.finding_a_therapist)


def _self_check(page: _Page, check: SelfCheck) -> None:
    card, words = page.catalogue.labels["card"], page.catalogue.labels["self_check"]
    page.paragraph(f"{words['looks_at']} {check.looks_at}.")
    if check.equipment:
        page.paragraph(f"{card['need']} {page.join(check.equipment)}.")
    page.items((f"{number}. {step}" for number, step in enumerate(check.steps, start=1)), mark="")
    page.paragraph(f"{words['record']} {check.record}.")
    page.paragraph(f"{card['stop']} {check.stop_if}.")
    if check.ask_first:
        page.paragraph(f"{card['ask_first']} {check.ask_first}.")
    if check.note:
        page.paragraph(check.note)


def _warning_signs(page: _Page, flags: WarningSigns) -> None:
    page.section(page.heading("red_flags"))
    page.paragraph(plain(page.heading("emergency"), emergency=EMERGENCY))
    page.items(claim.text for claim in flags.emergency)
    page.paragraph(page.heading("see_doctor"))
    page.items(claim.text for claim in flags.see_doctor)


def _closing(page: _Page, leaflet: Leaflet, review: Standing) -> None:
    page.section(page.heading("sources"))
    page.items(page.catalogue.reference(name).short for name in reviews.sources(leaflet, page.catalogue))
    number = leaflet.leaflet or leaflet.name
    page.paragraph(f"Leaflet {number}, version {leaflet.version}, written {leaflet.written}, {review}.")


def source_as_text(source: Source, catalogue: Catalogue, width: int = 80) -> str:
    """What a source is, and all that it supports: no sheet may say more than that of it."""
    page = _Page(catalogue, width)
    page.title(source.title)
    page.paragraph(f"{source.organisation}. {source.year or 'Undated'}. {source.address}")
    page.paragraph(f"\u201c{source.quote}\u201d")
    page.section("What it supports")
    page.items(source.supports)
    return page.text


class _Page:
    """Lines of text, broken at the width; blocks stand apart by an empty line."""

    def __init__(self, catalogue: Catalogue, width: int) -> None:
        self.catalogue, self.width = catalogue, width
        self._lines: list[str] = []

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self._lines)

    def heading(self, name: str) -> str:
        """A heading from the labels."""
        return str(self.catalogue.labels["headings"][name])

    def join(self, items: Iterable[str]) -> str:
        """One text from several."""
        *first, last = items
        return f"{', '.join(first)}{self.catalogue.labels['list_joint']}{last}" if first else last

    def title(self, text: str) -> None:
        """The title of the page."""
        self._lines += [text, "=" * len(text)]

    def section(self, heading: str) -> None:
        """A heading over what follows."""
        self._lines += ["", "", heading, "-" * len(heading)]

    def paragraph(self, text: str) -> None:
        """A paragraph."""
        if self._lines[-1][:1] not in {"-", "="}:
            self._lines.append("")
        self._lines += textwrap.wrap(text, self.width)

    def claims(self, claims: Iterable[Claim]) -> None:
        """A paragraph for each claim."""
        for claim in claims:
            self.paragraph(claim.text)

    def run_in(self, heading: str, claims: Iterable[Claim]) -> None:
        """A paragraph that begins with its heading."""
        self.paragraph(" ".join([heading, *(claim.text for claim in claims)]))

    def items(self, items: Iterable[str], mark: str = "- ") -> None:
        """A list."""
        for item in items:
            self._lines += textwrap.wrap(
                f"{mark}{item}", self.width, initial_indent="  ", subsequent_indent=INDENT
            )

    def block(self, head: str, *texts: str) -> None:
        """A line, and below it what is said to it, set in."""
        self.paragraph(head)
        for text in texts:
            self._lines += textwrap.wrap(text, self.width, initial_indent=INDENT, subsequent_indent=INDENT)
