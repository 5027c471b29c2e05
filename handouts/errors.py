"""What can be wrong, as one record, and the exit code that each kind of trouble ends with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from handouts.messages import MESSAGES
from handouts.messages.message import Severity


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a user's file something stands; line and column count from 1, 0 means unknown."""

    file: str = ""
    line: int = 0
    column: int = 0
    field: str = ""

    def __str__(self) -> str:
        parts = [self.file, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, what is wrong and what to do about it."""

    code: str
    message: str
    hint: str
    severity: Severity = "error"
    place: Place = Place()

    @classmethod
    def of(cls, code: str, place: Place | None = None, **words: Any) -> Self:
        """Make the problem with this code from its text in `handouts.messages`.

        `words` fill the placeholders of that text. Raises KeyError for a code or a placeholder
        that the table does not have: both are bugs of ours, never of the user.
        """
        entry = MESSAGES[code]
        return cls(
            code=code,
            message=entry.message.format(**words),
            hint=entry.hint.format(**words),
            severity=entry.severity,
            place=place or Place(),
        )

    def row(self) -> dict[str, Any]:
        """All of it, as JSON can hold it."""
        return {
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "field": self.place.field,
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "hint": self.hint,
        }

    def __str__(self) -> str:
        where = f"{self.place}: " if str(self.place) else ""
        return f"{where}{self.code} {self.message} {self.hint}".rstrip()


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems of a file from its first line to its last."""
    return sorted(problems, key=lambda each: (each.place.line, each.place.column))


class HandoutError(Exception):
    """Something that the user can mend; carries every problem found, never only the first."""

    exit_code: ClassVar[int] = 3

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class InputFault(HandoutError):
    """A condition, exercise, clinic, plan or one of their files is not right."""

    exit_code = 3


class UnknownName(HandoutError):
    """No entry or file goes by the name that was asked for."""

    exit_code = 4


class OutputRefused(HandoutError):
    """The result cannot or may not be written where it was asked for."""

    exit_code = 5


class PageFault(HandoutError):
    """The page was laid out, but it may not be handed to a patient as it is."""

    exit_code = 6


class MissingLibrary(HandoutError):
    """A library that the system should have is not there."""

    exit_code = 7


class SomeFailed(HandoutError):
    """Several handouts were asked for and at least one could not be made."""

    exit_code = 8


class WordsFault(HandoutError):
    """The words of an entry do not pass the checks."""

    exit_code = 9
