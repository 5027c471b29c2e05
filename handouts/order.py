"""What is asked for: one handout, and the words by which its record knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts import output

if TYPE_CHECKING:
    from handouts.model.clinic import Paper, Profile
    from handouts.model.plan import Personal
    from handouts.sheet import Layout


@dataclass(frozen=True)
class Order:
    """What is to be made. What is None is the clinic's own choice."""

    target: str
    """A slug, or a path that ends in .yaml."""
    clinic: Path | None = None
    """The clinic file; None for the neutral brand."""
    layout: Layout = "sheet"
    paper: Paper | None = None
    profile: Profile | None = None
    form: output.Format = "pdf"
    output: str | None = None
    """A folder (ends in a slash, or is one) or a file; None for the current folder."""
    personal: Personal | None = None
    changes: Mapping[str, Any] | None = None
    """What a pack changes of this condition: a ConditionOverride as its file has it, not for one person."""
    strict: bool = False
    """Warnings are errors."""
    force: bool = False
    """Replace a file that the tool did not make."""

    @property
    def file(self) -> Path | None:
        """The condition file, when the target is one."""
        return Path(self.target).absolute() if self.target.lower().endswith((".yaml", ".yml")) else None

    def asked(self) -> dict[str, Any]:
        """The order as far as it shapes the page; the rest follows from the inputs."""
        return {
            "target": self.file.name if self.file else self.target,
            "clinic": self.clinic.name if self.clinic else None,
            "layout": self.layout,
            "paper": self.paper,
            "profile": self.profile,
            "changes": self.changes,
        }
