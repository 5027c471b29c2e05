"""What is wanted: the sheets of one pack as its file or the command line names them, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.errors import Place, Problem
from handouts.printing import AS_USUAL, Printing, clashes

if TYPE_CHECKING:
    from handouts.printing import Layout, Packed, Paper, Profile


@dataclass(frozen=True)
class Wanted:
    """One pack, as far as it can be known without looking at clinics and conditions."""

    title: str
    clinics: tuple[str, ...] = ()
    """Files or folders, from the pack file's folder; none for the usual one."""
    conditions: tuple[str, ...] = ()
    everything: bool = False
    areas: tuple[str, ...] = ()
    layouts: tuple[Layout, ...] = ("sheet",)
    form: Packed = "pdf"
    """The format of each file."""
    booklet: bool = False
    """One booklet for each clinic and layout, in place of a file for each sheet."""
    imposed: bool = False
    """The booklet for folding, too."""
    paper: Paper | None = None
    profile: Profile | None = None
    printing: Printing = AS_USUAL
    changes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By condition, as the file has them."""
    lines: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Line and column of what may turn out not to be there, by its field."""
    file: Path | None = None
    """The pack file; None for the command line."""
    shown: str = "--conditions"
    """The pack as a message names it."""

    def place(self, named: str) -> Place:
        """Where this field stands in the pack file."""
        if self.file is None:
            return Place()
        return Place(self.shown, *self.lines.get(named, (0, 0)), named)

    def clashes(self) -> Iterator[Problem]:
        """What was chosen and does not go together."""
        for layout in self.layouts:
            yield from clashes(layout, self.printing, self.form, paper=self.paper, booklet=self.booklet)

    def plain(self) -> dict[str, Any]:
        """All of it but the file's own name, as JSON can hold it."""
        words = asdict(self)
        del words["file"], words["shown"]
        return words

    @classmethod
    def from_plain(cls, words: Mapping[str, Any], file: Path, shown: str) -> Wanted:
        """What `plain` gave for this file."""
        fields: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in words.items()
        }
        fields["printing"] = Printing(**words["printing"])
        return cls(**fields, file=file, shown=shown)
