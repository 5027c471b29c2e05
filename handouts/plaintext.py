"""A sheet as plain text, in the order in which it is read: for a message, a record, or a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from handouts.catalogue import Catalogue
from handouts.lines import INDENT, Lines
from handouts.model.base import Claim
from handouts.model.condition import Easy
from handouts.model.self_check import SelfCheck
from handouts.sheet import Card, ConditionSheet, SelfChecksSheet, Sheet, TechniqueSheet
from handouts.wording import wording_of
from handouts.wording.base import Wording
from handouts.wording.condition import ConditionWording
from handouts.wording.filling import count, joined, plain, prose

WIDTH = 72
"""Letters of a line, as mail has them."""


def as_text(sheet: Sheet, catalogue: Catalogue) -> str:
    """What stands on the sheet, from the clinic's name to the sources."""
    writer = Writer(sheet, catalogue)
    writer.lines.paragraph(sheet.brand.clinic.name)
    writer.words()
    writer.closing()
    return writer.lines.text


class Writer:
    """Writes a sheet down, part by part."""

    def __init__(
        self, sheet: Sheet, catalogue: Catalogue, width: int = WIDTH, *, with_names: bool = False
    ) -> None:
        """`with_names` adds to each entry the short name by which it is asked for."""
        self.sheet, self.catalogue, self.with_names = sheet, catalogue, with_names
        self.is_full = sheet.options.layout == "full"
        self.is_easy = sheet.options.printing.easy
        self.wording: Wording[Any] = wording_of(sheet, catalogue)
        self.labels = catalogue.labels
        self.lines = Lines(width)

    def words(self) -> None:
        """The title and all parts, but for what every sheet ends with."""
        leaflet, lines = self.sheet.leaflet, self.lines
        lines.title(leaflet.title)
        if also := self.sheet.most("also_known_as", leaflet.also_known_as):
            lines.paragraph(self._also_called(also))
        lines.claims(self.sheet.printed()["message"])
        if isinstance(self.sheet, ConditionSheet):
            self._condition(self.sheet)
        elif isinstance(self.sheet, TechniqueSheet):
            self._technique(self.sheet)
        elif isinstance(self.sheet, SelfChecksSheet):
            lines.claims(self.sheet.words.how_to)
            self._self_checks(self.sheet.self_checks)
            self._warning_signs()

    def closing(self) -> None:
        """What every sheet ends with: whom to call, the disclaimer, the review mark, the sources."""
        clinic, lines = self.sheet.brand.clinic, self.lines
        lines.section(clinic.name)
        if book := self.wording.book():
            lines.run_in(self.labels["book"]["heading"], book.striptags())
        show = clinic.show
        lines.paragraph(
            clinic.phone,
            clinic.address if show.address else None,
            clinic.email if show.email else None,
            clinic.web if show.web else None,
        )
        self._section("disclaimer")
        lines.paragraph(" ".join((*self.wording.disclaimer(), clinic.disclaimer_extra or "")))
        lines.paragraph(*self.wording.footer())
        self._sources()

    def _condition(self, sheet: ConditionSheet) -> None:
        condition, lines = sheet.condition, self.lines
        self._warning_signs()
        self._where(sheet)
        if sheet.easy:
            self._easy(sheet, sheet.easy)
            return
        self._section("what_it_is")
        lines.claims(sheet.most("what_it_is", condition.what_it_is))
        self._list("signs", sheet.most("signs", condition.signs))
        if self.is_full:
            self._section("causes")
            lines.claims(condition.causes)
        self._list("self_care", sheet.most("self_care", condition.self_care))
        self._massage(sheet)
        if self.is_full:
            self._questions(sheet)
        self._movements(sheet)
        if sheet.self_checks:
            self._section("self_checks")
            lines.paragraph(self._wording.checking.message.text)
            lines.claims(self._wording.checking.how_to)
            self._self_checks(sheet.self_checks)

    def _easy(self, sheet: ConditionSheet, easy: Easy) -> None:
        self._section("what_it_is")
        self.lines.claims(easy.what_it_is)
        self._section("massage")
        self.lines.claims(easy.massage)
        self._movements(sheet)

    def _where(self, sheet: ConditionSheet) -> None:
        words, pain = self.labels["where"], sheet.condition.pain
        self.lines.section(words["heading"])
        if side := self._wording.chosen_side():
            self.lines.paragraph(f"{side}.")
        for kind, names in (("primary", pain.primary), ("referred", pain.referred)):
            if names:
                places = self.wording.join(self.catalogue.areas[name].label.lower() for name in names)
                self.lines.run_in(words[kind], f"{places}.")
        if self._wording.chart.either:
            self.lines.paragraph(words["either"])

    def _massage(self, sheet: ConditionSheet) -> None:
        massage, lines = sheet.condition.massage, self.lines
        self._section("massage")
        lines.paragraph(prose(sheet.most("helps", massage.helps)))
        if self.is_full:
            lines.run_in(self._heading("position"), f"{self.labels['research'][massage.position]}.")
        for part in ("known", "unknown", "risks"):
            self._run_in(part, sheet.most(part, getattr(massage, part)))
        if self.is_full:
            self._techniques(sheet)
        self._section("before")
        lines.items(self._wording.tell_therapist())
        if self.is_full:
            lines.paragraph(sheet.shared.during_session)
        lines.paragraph(self._heading("wait"))
        lines.items(claim.text for claim in sheet.most("wait", massage.wait))

    def _techniques(self, sheet: ConditionSheet) -> None:
        if not sheet.techniques:
            return
        self._section("techniques")
        for technique, where in sheet.techniques:
            said = [claim.text for claim in (*technique.what_it_is, *technique.during)]
            if also := technique.also_known_as:
                said.insert(0, self._also_called(also))
            self.lines.block(f"{technique.title}{self._name(technique.id)}: {where}", " ".join(said))
        self.lines.paragraph(f"{self._heading('not_now')}:")
        self.lines.items(claim.text for claim in sheet.cautions)

    def _questions(self, sheet: ConditionSheet) -> None:
        condition, lines = sheet.condition, self.lines
        if condition.questions:
            self._section("questions")
        for each in condition.questions:
            lines.block(each.question, each.answer.text)
        self._section("finding")
        lines.paragraph(sheet.shared.finding_a_therapist)
        titles = [
            f"{title}{self._name(slug)}"
            for slug in condition.see_also
            if (title := self.catalogue.title(slug))
        ]
        if titles:
            self._section("see_also")
            lines.items(titles)

    def _movements(self, sheet: ConditionSheet) -> None:
        lines, clinic = self.lines, sheet.brand.clinic
        heading = self.labels["movements"][sheet.options.profile]
        lines.section(plain(heading, title=sheet.condition.title_in_text))
        lines.paragraph(f"{count(self.labels['minutes'], sheet.minutes_a_day).striptags()}.")
        lines.paragraph(self._wording.chosen_by())
        lines.paragraph(sheet.shared.how_to)
        headings = self.labels["headings"]
        self._note(headings["note_therapist"], sheet.personal.note)
        self._note(plain(headings["note_clinic"], clinic=clinic.name), sheet.clinic_note)
        position = None
        for card in sheet.cards:
            if self.is_full and card.exercise.position != position:
                position = card.exercise.position
                lines.paragraph(f"{self.labels['positions'][position]}:")
            self._card(card)

    def _note(self, heading: str, note: str | None) -> None:
        if note:
            self.lines.block(f"{heading}:", *note.splitlines())

    def _card(self, card: Card) -> None:
        exercise, words, lines = card.exercise, self.labels["card"], self.lines
        dose = ", ".join(part.striptags() for part in self._wording.dose_parts(card))
        head = f"{card.number}. {exercise.title}{self._name(exercise.id)}"
        stop = f"{words['stop']} {exercise.stop_if}."
        lines.block(head, dose, None if self.is_easy else card.why)
        lines.items(exercise.steps, INDENT, numbered=True)  # The easy sheet has pictures in their place.
        if self.is_easy:
            lines.inside(stop)
            return
        lines.inside(f"{words['feel']} {exercise.feel}.", stop)
        if exercise.ask_first:
            lines.inside(f"{words['ask_first']} {exercise.ask_first}.")
        if card.needs:
            lines.inside(f"{words['need']} {self.wording.join(card.needs)}.")
        if self.is_full:
            for kind, said in (("easier", exercise.easier), ("harder", exercise.harder)):
                lines.inside(f"{words[kind]} {said}" if said else None)
            lines.inside(exercise.note)

    def _technique(self, sheet: TechniqueSheet) -> None:
        technique, lines, session = sheet.technique, self.lines, self.labels["session"]
        self._section("what_it_is")
        lines.claims(technique.what_it_is)
        self._section("expect")
        for part in ("before", "during", "after"):
            lines.run_in(session[part], prose(getattr(technique, part)))
        self._section("evidence")
        lines.claims(technique.helps)
        for part in ("known", "unknown", "risks"):
            self._run_in(part, getattr(technique, part))
        self._list("not_now", sheet.wait)
        lines.run_in(session["tell"], sheet.shared_cautions.tell)
        self._warning_signs()
        self._section("finding")
        lines.paragraph(self.catalogue.shared.finding_a_therapist)

    def _self_checks(self, checks: Iterable[SelfCheck]) -> None:
        for check in checks:
            self.lines.block(f"{check.title}{self._name(check.id)}")
            write_self_check(self.lines, check, self.labels)

    def _warning_signs(self) -> None:
        flags, lines = self.sheet.red_flags, self.lines
        self._section("red_flags")
        lines.paragraph(plain(self._heading("emergency"), emergency=self.sheet.brand.emergency))
        lines.items(claim.text for claim in self.sheet.most("emergency", flags.emergency))
        lines.paragraph(self._heading("see_doctor"))
        lines.items(claim.text for claim in self.sheet.most("see_doctor", flags.see_doctor))

    def _sources(self) -> None:
        """Those that the sheet names; the full one says what each is."""
        names = self.sheet.sources()
        shown = [self.catalogue.reference(name) for name in self.sheet.most("sources", names)]
        self._section("sources")
        if self.is_full:
            self.lines.items(f"{each.short}: {each.title}. {each.organisation}." for each in shown)
        else:
            self.lines.items(each.short for each in shown)
        if more := len(names) - len(shown):
            form = "more" if self.sheet.template == "sheet" else "more_to_ask_for"
            self.lines.items([plain(self.labels["sources"][form], n=more)])

    @property
    def _wording(self) -> ConditionWording:
        """The wording, where the sheet is that of a condition."""
        return cast("ConditionWording", self.wording)

    def _also_called(self, names: Iterable[str]) -> str:
        return plain(self.labels["also_called"], names=self.wording.join(names))

    def _heading(self, name: str) -> str:
        return str(self.labels["headings"][name])

    def _section(self, name: str) -> None:
        self.lines.section(self._heading(name).rstrip("."))

    def _list(self, name: str, claims: Iterable[Claim]) -> None:
        self._section(name)
        self.lines.items(claim.text for claim in claims)

    def _run_in(self, name: str, claims: Iterable[Claim]) -> None:
        self.lines.run_in(self._heading(name), prose(claims))

    def _name(self, name: str) -> str:
        return f" ({name})" if self.with_names else ""


def write_self_check(lines: Lines, check: SelfCheck, labels: Mapping[str, Any]) -> None:
    """How a self-check goes."""
    card, words = labels["card"], labels["self_check"]
    lines.inside(f"{words['looks_at']} {check.looks_at}.")
    if check.equipment:
        lines.inside(f"{card['need']} {joined(check.equipment, labels['joints'])}.")
    lines.items(check.steps, INDENT, numbered=True)
    lines.inside(f"{words['record']} {check.record}.", f"{card['stop']} {check.stop_if}.")
    if check.ask_first:
        lines.inside(f"{card['ask_first']} {check.ask_first}.")
    lines.inside(check.note)
