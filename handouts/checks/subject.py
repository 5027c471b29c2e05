"""What is checked: an entry with its passages, and what the checks must know around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from handouts.catalogue import Catalogue, Entry
from handouts.checks.finding import Path
from handouts.checks.rules import Rules
from handouts.model.base import Claim, Model
from handouts.model.condition import Condition, Question

NO_WORDS = {
    "slug",
    "id",
    "leaflet",
    "area",
    "icd10cm",
    "pain",
    "see_also",
    "written",
    "review_due",
    "version",
    "glossary",
    "exemptions",
    "position",
    "exercise",
    "technique",
    "sides",
    "sources",
    "name",
    "self_checks",
}
"""Keys whose texts are names and numbers, not sentences for a patient."""

PHRASES = {
    "title",
    "title_in_text",
    "also_known_as",
    "signs",
    "emergency",
    "see_doctor",
    "tell_therapist",
    "where",
    "equipment",
    "feel",
    "stop_if",
    "ask_first",
    "looks_at",
    "record",
}
"""Keys whose texts are no full sentences; they do not count in a reading grade."""


@dataclass(frozen=True)
class Passage:
    """A text that a patient reads, in the order of the file."""

    path: Path
    text: str
    claim: Claim | None = None
    """The claim that it is the text of."""

    @property
    def section(self) -> str:
        """The part of the entry that it belongs to, such as `massage.helps`."""
        return ".".join(step for step in self.path if isinstance(step, str) and step != "text")

    @property
    def is_prose(self) -> bool:
        """Whether it is written in full sentences."""
        return not PHRASES.intersection(self.path)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences, each with its mark at the end."""
        return tuple(
            part for part in re.split(r"(?<=[.!?])[\"'\u201d\u2019)]*\s+", self.text.strip()) if part
        )


@dataclass(frozen=True)
class Subject:
    """An entry under examination."""

    entry: Entry[Model]
    catalogue: Catalogue
    rules: Rules
    today: date
    profile: str = "massage"
    """The wording that the clinic uses: what may be said differs."""

    @property
    def model(self) -> Model:
        """The entry's model."""
        return self.entry.model

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text that a patient reads, in the order of the model."""
        return tuple(_passages(self.model, ()))

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Names and terms that the entry explains: they are left out of a reading grade."""
        names = [getattr(self.model, "title", "")]
        for key in ("also_known_as", "glossary"):
            names += getattr(self.model, key, ())
        return tuple(name for name in names if name)

    @cached_property
    def text(self) -> str:
        """All passages, and for a condition what every sheet shares, for a search of words."""
        parts = [passage.text for passage in self.passages]
        if isinstance(self.model, Condition):
            parts += self.catalogue.shared.tell_therapist
        return "\n".join(parts)


def _passages(value: object, path: Path) -> Iterator[Passage]:
    if isinstance(value, Claim):
        yield Passage((*path, "text") if path else path, value.text, value)
    elif isinstance(value, Question):
        yield Passage((*path, "question"), value.question)
        yield from _passages(value.answer, (*path, "answer"))
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            if name not in NO_WORDS:
                yield from _passages(getattr(value, name), (*path, name))
    elif isinstance(value, tuple | dict):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            yield from _passages(item, (*path, key))
    elif isinstance(value, str):
        yield Passage(path, value)
