"""The words and pictures of one sheet as the templates place them, every label from the content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from math import ceil
from typing import Any

from markupsafe import Markup, escape

from handouts import __version__, castoff
from handouts.catalogue import Catalogue
from handouts.design import PAGES, PAPERS, USUAL, spacing_css
from handouts.page import Guarded
from handouts.pictures import Pictures, data_uri, picture_uri
from handouts.readability import measure
from handouts.resources import digest, shipped
from handouts.sheet import Card, Sheet

STYLES = ("base.css", "sheet.css", "full.css")

Labels = Mapping[str, Any]

DAYS_A_WEEK = 7


class Wording:
    """Turns the facts of one sheet into the words and pictures that the templates place."""

    def __init__(self, sheet: Sheet, catalogue: Catalogue) -> None:
        self.sheet = sheet
        self.inputs = catalogue.inputs
        self.labels: Labels = catalogue.labels
        self.shared = catalogue.shared
        self.reference = catalogue.reference
        self.areas = catalogue.areas
        self.pictures = Pictures(sheet, catalogue)
        brand = sheet.brand
        self.family = f"handout-{digest(brand.regular + brand.bold)}"

    def context(self) -> dict[str, Any]:
        """Everything a template may use; plain records and functions, nothing that can open a file."""
        sheet, brand, clinic = self.sheet, self.sheet.brand, self.sheet.brand.clinic
        fixed = sheet.options.layout in PAGES
        return {
            "version": __version__,
            "labels": self.labels,
            "shared": self.shared,
            "options": sheet.options,
            "condition": sheet.condition,
            "clinic": clinic,
            "cards": sheet.cards,
            "techniques": sheet.techniques,
            "references": [self.reference(name) for name in sheet.sources()],
            "cautions": self.cautions(),
            "see_also": sheet.see_also,
            "personal": sheet.personal,
            "clinic_note": sheet.clinic_note,
            "tell_therapist": self.tell_therapist(),
            "minutes": sheet.minutes_a_day,
            "emergency": brand.emergency,
            "disclaimer": self.disclaimer(),
            "mark": self.mark(),
            "chosen_by": self.chosen_by(),
            "chosen_side": self.chosen_side(),
            "footer": self.footer(),
            "page_number": self.page_number(),
            "book": self.book(),
            "logo": brand.logo and picture_uri(brand.logo.kind, brand.logo.content),
            "code": self.code(),
            "styles": self.styles(),
            "most": sheet.most,
            "fill": fill,
            "count": count,
            "join": self.join,
            "lines": lambda text: [line for line in text.splitlines() if line.strip()],
            "dose_parts": self.dose_parts,
            "chart": self.pictures.chart,
            "chart_alt": self.chart_alt(),
            "pictures": lambda card: self.pictures.of(card, self.estimate.scale if fixed else 1.0),
            "reason": lambda card: card.why if self.has_reason(card) else None,
        }

    @cached_property
    def estimate(self) -> castoff.Estimate:
        """How roomy the pages may probably be set, reckoned from the words and the pictures."""
        headings, words = self.labels["headings"], self.labels["sources"]
        shown = self.sheet.most("sources", self.sheet.sources())
        sources = "; ".join(self.reference(name).short for name in shown)
        end = castoff.Closing(
            book=f"{self.labels['book']['heading']} {book}" if (book := self.book()) else "",
            disclaimer=" ".join(
                (headings["disclaimer"], *self.disclaimer(), self.sheet.brand.clinic.disclaimer_extra or "")
            ),
            sources=f"{self.mark()}. {words['heading']} {sources}; {words['more']}.",
        )
        return castoff.estimate(self.sheet, self.pictures, self.tell_therapist(), end)

    def guarded(self) -> Iterator[Guarded]:
        """What must stand on the paper, readable, whatever the clinic's templates and styles do."""
        flags, headings = self.sheet.condition.red_flags, self.labels["headings"]
        yield Guarded("the review mark", self.mark())
        yield Guarded("the warning signs", plain(headings["emergency"], emergency=self.sheet.brand.emergency))
        yield Guarded("the warning signs", headings["see_doctor"])
        for name in ("emergency", "see_doctor"):
            for claim in self.sheet.most(name, getattr(flags, name)):
                yield Guarded("the warning signs", claim.text)
        for point in self.disclaimer():
            yield Guarded("the disclaimer", point)

    def tell_therapist(self) -> list[str]:
        """What to say before the first session: of this condition first, then what everybody is asked."""
        own = [claim.text for claim in self.sheet.condition.massage.tell_therapist]
        return [*own, *self.shared.tell_therapist]

    def cautions(self) -> list[str]:
        """What the techniques are not for; what several of them say, once."""
        claims = [claim for technique, _ in self.sheet.techniques for claim in technique.cautions]
        return list(dict.fromkeys(claim.text for claim in claims))

    def disclaimer(self) -> list[str]:
        """The five points with the emergency number."""
        points = self.shared.disclaimer.points
        return [plain(point, emergency=self.sheet.brand.emergency) for point in points]

    def chart_alt(self) -> str:
        """What the body chart shows, in words."""
        words, pain = self.labels["where"], self.sheet.condition.pain
        said = [words["chart"]]
        for key, names in (("primary", pain.primary), ("referred", pain.referred)):
            if names:
                said.append(f"{words[key]} {self.join(self.areas[name].label.lower() for name in names)}.")
        return " ".join(said)

    def mark(self) -> str:
        """Who has reviewed the words, or that nobody has."""
        condition, mark = self.sheet.condition, self.labels["mark"]
        if condition.reviewed is None:
            return plain(mark["awaiting"], written=self.month(condition.written))
        reviewed = condition.reviewed
        return plain(mark["reviewed"], on=self.month(reviewed.on), by=reviewed.by)

    def month(self, date: str) -> str:
        """`2026-11` as "Nov 2026"."""
        year, month = date.split("-")[:2]
        return f"{self.labels['months'][int(month) - 1]} {year}"

    def chosen_by(self) -> str | None:
        """That a therapist chose, and who."""
        plan, words = self.sheet.personal.plan, self.labels["chosen"]
        if plan.therapist:
            return plain(words["by"], name=self.with_credentials(plan.therapist))
        return None if plan.is_empty else str(words["by_nobody"])

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

    def footer(self) -> list[str]:
        """The lines at the foot of each page."""
        condition, words = self.sheet.condition, self.labels["footer"]
        names = (condition.title, *condition.also_known_as, *condition.glossary)
        grade = measure(self.sheet.prose(), leave_out=names)
        prefix = self.sheet.brand.clinic.leaflet_prefix
        number = condition.leaflet or condition.slug
        leaflet = plain(
            words["leaflet"],
            number=f"{prefix}-{number}" if prefix else number,
            version=condition.version,
        )
        due = plain(words["next_review"], due=self.month(condition.review_due))
        reading = plain(words["grade"], grade=max(1, ceil(grade.flesch_kincaid)), smog=ceil(grade.smog))
        return [f"{leaflet}. {self.mark()}. {due}.", f"{reading}. {words['large_print']}."]

    def page_number(self) -> Markup:
        """Such as "Page 1 of 2", counted by the style sheet."""
        at, of = (Markup('<span class="{}"></span>').format(name) for name in ("page-at", "page-of"))
        return fill(self.labels["footer"]["page"], page=at, pages=of)

    def book(self) -> str | None:
        """How to book a visit."""
        clinic, words = self.sheet.brand.clinic, self.labels["book"]
        # A telephone number is not broken over two lines.
        phone = (clinic.phone or "").replace(" ", "\N{NO-BREAK SPACE}")
        if not clinic.booking:
            return plain(words["phone"], phone=phone) if phone else None
        shown = clinic.booking.removeprefix("https://").removeprefix("http://")
        return plain(words["both" if phone else "web"], booking=shown, phone=phone)

    def code(self) -> str | None:
        """The QR code of the booking page as a picture."""
        clinic = self.sheet.brand.clinic
        if not (clinic.booking and clinic.show.booking_code):
            return None
        import segno

        address = clinic.booking if "://" in clinic.booking else f"https://{clinic.booking}"
        code = segno.make(address, error="m", micro=False)
        return str(code.svg_data_uri(scale=1, border=2, omitsize=True, xmldecl=False, nl=False))

    def styles(self) -> Markup:
        """The style sheet: the page, the variables of the brand, the shipped styles, the clinic's own."""
        brand, options = self.sheet.brand, self.sheet.options
        page = PAPERS[options.paper]
        palette = brand.palette
        variables = {
            "primary": palette.primary,
            "tint": palette.tint,
            "line": palette.line,
            "accent": palette.accent,
            "accent-tint": palette.accent_tint,
            "ink": palette.ink,
            "muted": palette.muted,
            "tick-box": f'url("{_tick_box(palette.ink)}")',
        }
        parts = [
            (
                f"@page {{ size: {page.width}mm {page.height}mm;"
                f" margin: {page.top}mm {page.side}mm {page.bottom}mm }}"
            ),
            *(self.font_face(weight, font) for weight, font in ((400, brand.regular), (700, brand.bold))),
            ":root { " + "; ".join(f"--{name}: {value}" for name, value in variables.items()) + " }",
            f'html {{ font-family: "{self.family}" }}',
            spacing_css(USUAL, USUAL),
            *(self.inputs.read(shipped("styles") / name).decode() for name in STYLES),
            brand.extra_css,
        ]
        # A style sheet stands in the page as it is; only its own end tag could break out of it.
        return Markup("\n".join(parts).replace("</", "<\\/"))  # noqa: S704 - CSS is no HTML

    def font_face(self, weight: int, font: bytes) -> str:
        """The font as a part of the page."""
        uri = data_uri(_FONT_TYPES.get(font[:4], "font/ttf"), font)
        return f'@font-face {{ font-family: "{self.family}"; font-weight: {weight}; src: url("{uri}") }}'

    def join(self, items: Iterable[str]) -> str:
        """One text from several, as in "a, b and c"."""
        first, *rest = list(items) or [""]
        if not rest:
            return first
        return f"{', '.join([first, *rest[:-1]])}{self.labels['list_joint']}{rest[-1]}"

    def has_reason(self, card: Card) -> bool:
        """Whether there is room for the reason for an exercise."""
        return self.sheet.options.layout not in PAGES or card.exercise.id in self.estimate.reasons

    def dose_parts(self, card: Card) -> list[Markup]:
        """The dose in two to four short parts: how many, how long, how often, on which days."""
        words, dose = self.labels["dose"], card.dose
        reps = count(words["reps"], dose.reps)
        if dose.sets > 1:
            reps = count(words["sets"], dose.sets, reps=Markup("<b>{}</b>").format(dose.reps))
        sided = card.exercise.sides
        if sided:
            reps = reps + " " + words[card.side or "each"][sided]
        parts = [reps]
        if dose.hold:
            parts.append(count(words["hold"], dose.hold))
        every_day = dose.days_a_week == DAYS_A_WEEK
        if every_day or dose.times_a_day > 1:
            parts.append(count(words["a_day"], dose.times_a_day))
        if not every_day:
            parts.append(count(words["a_week"], dose.days_a_week))
        return parts


def plain(text: str, **words: object) -> str:
    """The label with its `{words}` filled in, as text that is yet to be escaped."""
    # Not str.format: a clinic's template can call this, and would reach into objects with it.
    return _PLACE.sub(lambda found: str(words[found[1]]), text)


def fill(text: str, **words: object) -> Markup:
    """The label with its `{words}` filled in; text is escaped, markup stays."""
    parts = (
        escape(words[part]) if index % 2 else escape(part) for index, part in enumerate(_PLACE.split(text))
    )
    return Markup("").join(parts)


def count(forms: Mapping[str, str], number: int, **words: object) -> Markup:
    """The form of a label for this number, with the number in bold; "once" and "twice" are words."""
    form = forms.get({1: "one", 2: "two"}.get(number, "other"), forms["other"])
    return fill(form, n=Markup("<b>{}</b>").format(number), **words)


_PLACE = re.compile(r"\{(\w+)\}")
_FONT_TYPES = {b"OTTO": "font/otf", b"wOFF": "font/woff", b"wOF2": "font/woff2"}


def _tick_box(ink: str) -> str:
    box = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 54 54"><rect x="3" y="3" width="48"'
        f' height="48" rx="5" fill="#FFFFFF" stroke="{ink}" stroke-width="4"/></svg>'
    )
    return picture_uri("svg", box.encode())
