"""What a check finds, and what a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handouts.checks.subject import Subject
    from handouts.model.base import Model

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Finding:
    """One fault of an entry: the code of its message, the path of the field, and the words of the message."""

    code: str
    path: Path
    words: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Check:
    """A check: what it looks for, and the kinds of entry that it looks at."""

    find: Callable[[Subject], Iterator[Finding]]
    of: tuple[type[Model], ...]
