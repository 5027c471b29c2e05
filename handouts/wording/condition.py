"""The words and pictures that only a condition's handout has: the body chart, the cards, what was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from markupsafe import Markup

from handouts import castoff
from handouts.catalogue import Catalogue
from handouts.design import CHECK_SCALE, LARGE_CHART_SCALE, LARGE_SCALE, LAYOUT_SCALES, USUAL
from handouts.model.self_check import SelfChecks
from handouts.pictures import Pictures, Shown, body_chart
from handouts.sheet.condition import Card, ConditionSheet
from handouts.wording.base import Wording
from handouts.wording.doses import dose_parts
from handouts.wording.filling import plain


class ConditionWording(Wording[ConditionSheet]):
    """The wording of a condition."""

    def __init__(self, sheet: ConditionSheet, catalogue: Catalogue, pictures: Pictures | None = None) -> None:
        """`pictures` are those of the same clinic, where several sheets share them."""
        super().__init__(sheet, catalogue)
        self.areas = catalogue.areas
        self.checking = catalogue.entry(SelfChecks, "self-checks").model
        self.chart = body_chart(sheet, catalogue).scaled(LARGE_CHART_SCALE if self.is_large else 1)
        self.pictures = pictures or Pictures(sheet.brand, catalogue)

    @property
    def roominess(self) -> Mapping[str, float]:
        """As reckoned from the words and the pictures."""
        if self.sheet.brief:
            return {"front": USUAL}
        return self.estimate.roominess if self.is_cast_off else {"front": USUAL, "back": USUAL}

    def context(self) -> dict[str, Any]:
        """What the templates of a condition may use."""
        sheet = self.sheet
        return super().context() | {
            "condition": sheet.condition,
            "easy": sheet.easy,
            "terms": sheet.terms,
            "cards": sheet.cards,
            "techniques": sheet.techniques,
            "cautions": sheet.cautions,
            "self_checks": sheet.self_checks,
            "see_also": sheet.see_also,
            "personal": sheet.personal,
            "clinic_note": sheet.clinic_note,
            "tell_therapist": self.tell_therapist(),
            "minutes": sheet.minutes_a_day,
            "chosen_by": self.chosen_by(),
            "chosen_side": self.chosen_side(),
            "dose_parts": self.dose_parts,
            "tick_row": self.has_tick_row(),
            "chart": self.chart,
            "chart_alt": self.chart_alt(),
            "chart_key": self.labels["where"]["in_lines" if sheet.brand.in_lines else "in_colour"],
            "pictures": self.shown,
            "checking": self.checking,
            "check_pictures": lambda check: self.pictures.of(check.figure, scale=CHECK_SCALE),
            "reason": lambda card: card.why if self.has_reason(card) else None,
        }

    @property
    def is_large(self) -> bool:
        """Whether it is in large print."""
        return self.sheet.options.printing.large_print

    @property
    def is_cast_off(self) -> bool:
        """Whether it is the standard sheet on its two pages, for which room is reckoned."""
        return self.sheet.template == "sheet" and self.sheet.pages is not None

    @cached_property
    def estimate(self) -> castoff.Estimate:
        """How roomy the pages may probably be set, reckoned from the words and the pictures."""
        headings, words = self.labels["headings"], self.labels["sources"]
        named = self.sheet.sources()
        shown = self.sheet.most("sources", named)
        sources = "; ".join(self.reference(name).short for name in shown)
        if len(named) > len(shown):
            sources += f"; {plain(words['more'], n=len(named) - len(shown))}"
        around = castoff.Words(
            tell_therapist=self.tell_therapist(),
            chosen=self.chosen_by() or "",
            how_to=self.shared.how_to,
            tick_row=self.shared.tick_row,
            book=f"{self.labels['book']['heading']} {book.striptags()}" if (book := self.book()) else "",
            disclaimer=" ".join(
                (headings["disclaimer"], *self.disclaimer(), self.sheet.brand.clinic.disclaimer_extra or "")
            ),
            sources=f"{self.mark()}. {words['heading']} {sources}.",
        )
        return castoff.estimate(self.sheet, self.pictures, self.chart.height, around)

    def tell_therapist(self) -> list[str]:
        """What to say before the first session: of this condition first, then what everybody is asked."""
        return [claim.text for claim in self.sheet.printed().get("tell_therapist", ())]

    def chart_alt(self) -> str:
        """What the body chart shows, in words."""
        words, pain = self.labels["where"], self.sheet.condition.pain
        said = [words["chart"]]
        for key, names in (("primary", pain.primary), ("referred", pain.referred)):
            if names:
                said.append(f"{words[key]} {self.join(self.areas[name].label.lower() for name in names)}.")
        return " ".join(said)

    def chosen_by(self) -> str | None:
        """That a therapist chose, and who; or, where the rest is reviewed, that the clinic did."""
        sheet, words = self.sheet, self.labels["chosen"]
        plan = sheet.personal.plan
        if plan.therapist:
            return plain(words["by"], name=self.with_credentials(plan.therapist))
        if not plan.is_empty:
            return str(words["by_nobody"])
        if sheet.review.state == "reviewed" and sheet.chosen_here:
            return plain(words["by_clinic"], clinic=sheet.brand.clinic.name)
        return None

    def with_credentials(self, name: str) -> str:
        """The therapist's name with the letters that the clinic file knows."""
        for each in self.sheet.brand.clinic.therapists:
            if each.name.casefold() == name.casefold() and each.credentials:
                return f"{each.name}, {each.credentials}"
        return name

    def chosen_side(self) -> str | None:
        """Which side it is, where the therapist said so."""
        side = self.sheet.personal.plan.side
        return self.labels["chosen"]["side"][side] if side else None

    def shown(self, card: Card) -> Shown | None:
        """The pictures of a card, in the size for which there is room."""
        if self.is_cast_off:
            scale = self.estimate.scale
        else:
            scale = LAYOUT_SCALES.get(self.sheet.options.layout, LARGE_SCALE if self.is_large else 1)
        return self.pictures.of(card.exercise.figure, card.side, scale)

    def has_reason(self, card: Card) -> bool:
        """Whether there is room for the reason for an exercise."""
        return not self.is_cast_off or card.exercise.id in self.estimate.reasons

    def has_tick_row(self) -> bool:
        """Whether there is a row of day boxes, and room to say how to use it."""
        return self.estimate.tick_row if self.is_cast_off else self.sheet.options.layout != "fridge"

    def dose_parts(self, card: Card) -> list[Markup]:
        """The dose of a card in short parts."""
        return dose_parts(card.dose, card.exercise.sides, card.side, self.labels["dose"])
