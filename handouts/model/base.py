"""What every model shares: frozen, strict, no unknown keys, and texts of a printable length."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
# Windows cannot name a file after these, whatever the ending.
RESERVED_NAMES = {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}


class Model(BaseModel):
    """A frozen record that refuses unknown keys and never guesses a type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


def _refuse_reserved(slug: str) -> str:
    if slug in RESERVED_NAMES:
        raise PydanticCustomError("reserved_name", "reserved", {"value": slug})
    return slug


def as_slug(words: str, longest: int) -> str:
    """The words as a slug of at most so many letters; nothing where no letter or digit is left."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-")


def _month(text: str) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?", text):
        raise PydanticCustomError("date", "date", {"value": text})
    return text


def _day(text: str) -> str:
    try:
        known = date.fromisoformat(text).isoformat()
    except ValueError:
        known = ""
    # Python knows more forms of a date than this one.
    if text != known:
        raise PydanticCustomError("day", "day", {"value": text})
    return text


Slug = Annotated[
    str,
    StringConstraints(pattern=SLUG_PATTERN, max_length=60),
    AfterValidator(_refuse_reserved),
]
"""Lower-case words joined by hyphens, safe as a file name on every system."""

Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160, pattern=r"^[^\n]*$")
]
"""One printed line."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1200)]
"""One printed paragraph."""

Month = Annotated[str, AfterValidator(_month)]
"""A date as `2026-11` or `2026-11-21`."""

Day = Annotated[str, AfterValidator(_day)]
"""A date with its day, as `2026-11-21`."""


class Claim(Model):
    """A statement and the sources that support it."""

    text: Text
    """The statement, in plain words, saying no more than its sources do."""
    sources: tuple[Slug, ...] = ()
    """Ids of the bibliography that support it."""
    own_caution: bool = False
    """True for a safety default without a source, kept until a clinician has looked at it."""


def _claim_from_text(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


Statement = Annotated[
    Claim,
    BeforeValidator(
        _claim_from_text,
        json_schema_input_type=Annotated[
            str | Claim, Field(description="A sentence, or a sentence (text) with its sources.")
        ],
    ),
]
"""A `Claim`, or just its text where nothing needs a source."""
