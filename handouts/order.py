"""What is asked for: a handout or a booklet of many, and the words by which its record knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.printing import AS_USUAL, Printing

if TYPE_CHECKING:
    from handouts.model.plan import Personal
    from handouts.printing import Format, Layout, Paper, Profile

SHARE_IN_BOOKLET = 0.1
"""Each handout of a booklet adds so much of a handout's time to what the booklet may take."""


@dataclass(frozen=True)
class Order:
    """What is to be made. What is None is the clinic's own choice."""

    target: str
    """The name of a condition or technique, `self-checks`, or a path that ends in .yaml."""
    clinic: Path | None = None
    """The clinic file; None for the neutral brand."""
    layout: Layout = "sheet"
    paper: Paper | None = None
    profile: Profile | None = None
    printing: Printing = AS_USUAL
    form: Format = "pdf"
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
        """The file of a condition or technique, when the target is one."""
        return Path(self.target).absolute() if self.target.lower().endswith((".yaml", ".yml")) else None

    @property
    def share(self) -> float:
        """How many times as long as a handout it may take."""
        return 1.0

    def moved(self, clinic: Path) -> Order:
        """The same order with the clinic file in another place."""
        return replace(self, clinic=clinic)

    @property
    def for_conditions(self) -> list[str]:
        """The options, as they are typed, that only the handouts of conditions know."""
        plan = self.personal.plan if self.personal else None
        given = {
            "--layout": self.layout != "sheet",
            "--profile": self.profile,
            "--easy": self.printing.easy,
            "--exercises": plan and plan.exercises,
            "--dose": plan and plan.doses,
            "--side": plan and plan.side,
            "--therapist": plan and plan.therapist,
            "--note": self.personal and self.personal.note,
        }
        return [option for option, value in given.items() if value]

    def asked(self) -> dict[str, Any]:
        """The order as far as it shapes the page; the rest follows from the inputs."""
        return {
            "target": self.file.name if self.file else self.target,
            "clinic": self.clinic.name if self.clinic else None,
            "layout": self.layout,
            "paper": self.paper,
            "profile": self.profile,
            "printing": self.printing.parts(),
            "format": self.form,
            "changes": self.changes,
        }


@dataclass(frozen=True)
class Booklet:
    """Many handouts as one document."""

    title: str
    orders: tuple[Order, ...]
    """Handouts by their slugs, for one clinic, in one layout, printed in one way; each once."""

    @property
    def clinic(self) -> Path | None:
        """The clinic file that all of them are for."""
        return self.orders[0].clinic

    @property
    def layout(self) -> Layout:
        """The layout that all of them have."""
        return self.orders[0].layout

    @property
    def printing(self) -> Printing:
        """The way in which all of them are printed."""
        return self.orders[0].printing

    @property
    def share(self) -> float:
        """How many times as long as a handout it may take."""
        return 1 + SHARE_IN_BOOKLET * len(self.orders)

    def moved(self, clinic: Path) -> Booklet:
        """The same booklet with the clinic file in another place."""
        return replace(self, orders=tuple(order.moved(clinic) for order in self.orders))

    def asked(self) -> dict[str, Any]:
        """The booklet as far as it shapes the pages: what all have in common and what each has alone."""
        own, each = ("target", "changes"), [order.asked() for order in self.orders]
        common = {name: value for name, value in each[0].items() if name not in own}
        sheets = [{name: asked[name] for name in own} for asked in each]
        return {"title": self.title, **common, "sheets": sheets}


@dataclass(frozen=True)
class Imposed:
    """A booklet two pages on a side, for folding."""

    booklet: Booklet

    @property
    def clinic(self) -> Path | None:
        """As for the booklet."""
        return self.booklet.clinic

    @property
    def layout(self) -> Layout:
        """As for the booklet."""
        return self.booklet.layout

    def asked(self) -> dict[str, Any]:
        """As for the booklet, and that it is imposed."""
        return {**self.booklet.asked(), "imposed": True}
