"""The texts of an entry that a patient reads, each with its path in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from handouts.checks.finding import Path
from handouts.checks.sentence import Sentence
from handouts.model.base import Claim, Model
from handouts.model.clinic import Clinic, ConditionOverride
from handouts.model.condition import Question
from handouts.readability import sentences_of

NAMES = {"title", "title_in_text", "also_known_as"}
"""The parts of an entry that are its names."""

NO_WORDS = {
    "slug",
    "id",
    "leaflet",
    "area",
    "areas",
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
    "demands",
    "sources",
    "name",
    "self_checks",
    "shared",
    "about",
}
"""Keys whose texts are names and numbers, not sentences for a patient."""

ONLY: dict[type[Model], tuple[str, ...]] = {
    Clinic: ("tagline", "disclaimer_extra"),
    ConditionOverride: ("note",),
}
"""Of these kinds only some keys have sentences."""

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
    "tagline",
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
    def part(self) -> Path:
        """The part of the entry that it is read with: `massage.helps`, or all `questions`."""
        keys = tuple(step for step in self.path if isinstance(step, str))
        return keys[:2] if keys[0] in {"massage", "red_flags"} else keys[:1]

    @property
    def is_prose(self) -> bool:
        """Whether it is written in full sentences."""
        return not PHRASES.intersection(self.path)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, each with its mark at the end."""
        return tuple(map(Sentence, sentences_of(self.text)))


def passages_of(value: object, path: Path = ()) -> Iterator[Passage]:
    """Every text within a model that a patient reads, in the order of the model."""
    if isinstance(value, Claim):
        yield Passage((*path, "text") if path else path, value.text, value)
    elif isinstance(value, Question):
        yield Passage((*path, "question"), value.question)
        yield from passages_of(value.answer, (*path, "answer"))
    elif isinstance(value, Model):
        for name in ONLY.get(type(value), type(value).model_fields):
            if name not in NO_WORDS:
                yield from passages_of(getattr(value, name), (*path, name))
    elif isinstance(value, tuple | dict):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            yield from passages_of(item, (*path, key))
    elif isinstance(value, str):
        yield Passage(path, value)
