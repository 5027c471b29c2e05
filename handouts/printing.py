"""How a handout is printed, whatever stands on it: in large print, saving ink, with room for holes.

Each way of printing goes with the layouts and formats that it makes sense for, and is refused with words for
the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, Self, get_args

from handouts.errors import Problem

Layout = Literal["sheet", "full", "exercises", "fridge", "log"]
Paper = Literal["letter", "a4", "legal"]
Profile = Literal["massage", "physio"]
Binding = Literal["left", "top"]
Format = Literal["pdf", "print", "html", "png", "txt"]
"""Of the file: `print` is the HTML that the PDF is made from, `html` a web page, `png` a picture a page."""
Packed = Literal["pdf", "html", "txt"]
"""The formats of which there are packs: a file for each sheet."""

LAYOUTS: tuple[Layout, ...] = get_args(Layout)
"""The first one is the usual one."""
WIDEST_BLEED = 10
"""Millimetres."""
BOUND: tuple[Layout, ...] = ("sheet", "full")
"""The layouts of which there are booklets."""
BRIEF: tuple[Layout, ...] = ("exercises", "fridge", "log")
"""Those that carry the short form of warning signs and disclaimer: people have the whole handout, too."""
PAGELESS: tuple[Format, ...] = ("html", "txt")
"""The formats that have no pages; they have the layouts that are bound."""
FOR_PAPER = ("--paper", "--large-print", "--ink-saver", "--binding", "--bleed", "--archive", "--fillable")
"""The options that mean nothing without pages."""
CLASHES = {
    ("--large-print", "--layout fridge"): "Large type needs more than one page; --layout exercises has it.",
    ("--large-print", "--layout log"): "Large type needs more than one page.",
    ("--large-print", "--booklet"): "Make separate files; a booklet of them would be a thick book.",
    ("--easy", "--layout full"): "The easy sheet is the short one.",
    ("--easy", "--layout exercises"): "Its words are those of the exercises already.",
    ("--easy", "--layout fridge"): "It has hardly any words but those of the exercises.",
    ("--easy", "--layout log"): "There are hardly any words on it.",
    ("--fillable", "--archive"): "A file for an archive may not change, and a form is there to be filled in.",
    ("--fillable", "--booklet"): "A form is one file for one person.",
    ("--archive", "--booklet"): "Archive the single sheets.",
    ("--bleed", "--booklet"): "A print shop binds the sheets itself.",
    ("--bleed", "--fillable"): "Nobody fills in what a print shop prints.",
    ("--archive", "--format png"): "Only a PDF is PDF/A.",
    ("--fillable", "--format png"): "Nobody can fill in a picture.",
}
"""What does not go together, and why, or what to do."""


@dataclass(frozen=True)
class Printing:
    """How a handout is printed. Each choice is an option of the command line by its own name."""

    large_print: bool = False
    """In 18 point type, on as many pages as it takes."""
    ink_saver: bool = False
    """In black lines on white: no tints, no filled areas."""
    easy: bool = False
    """The shorter version in the plainest words."""
    binding: Binding | None = None
    """The edge at which there is room for holes."""
    bleed: float = 0
    """Millimetres of paper around the page that a print shop cuts off, with marks where."""
    archive: bool = False
    """As PDF/A-2a, too."""
    fillable: bool = False
    """With fields for name, date, notes and log."""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """What these options, or these fields of a pack file, ask for."""
        return cls(**{each.name: values[each.name] for each in fields(cls)})

    def changed(self, by: Printing) -> Printing:
        """This way with whatever is not as usual in the other one."""
        return replace(self, **by.chosen())

    def chosen(self) -> dict[str, Any]:
        """What is not as usual."""
        values = ((each, getattr(self, each.name)) for each in fields(self))
        return {each.name: value for each, value in values if value != each.default}

    def parts(self) -> list[str]:
        """The choices as names of files have them, such as `large-print` and `binding-left`."""
        words = {name: "" if value is True else f"-{value}" for name, value in self.chosen().items()}
        if self.bleed:
            words["bleed"] = f"-{self.bleed:g}mm"
        return [name.replace("_", "-") + rest for name, rest in words.items()]


AS_USUAL = Printing()


def form_parts(layout: Layout, printing: Printing) -> list[str]:
    """What the name of a file says of its form; nothing of the usual one."""
    return [*([] if layout == LAYOUTS[0] else [layout]), *printing.parts()]


def clashes(
    layout: Layout,
    printing: Printing,
    form: Format = "pdf",
    *,
    paper: Paper | None = None,
    booklet: bool = False,
) -> Iterator[Problem]:
    """What was chosen and does not go together; `paper` only where it was chosen."""
    options = {f"--{name.replace('_', '-')}" for name in printing.chosen()}
    options |= {f"--layout {layout}", f"--format {form}"} | ({"--paper"} if paper else set())
    if booklet:
        options.add("--booklet")
        if layout not in BOUND:
            yield Problem.of("N025", layout=layout)
        if form != "pdf":
            yield Problem.of("N030", form=form)
    if form in PAGELESS:
        if layout not in BOUND:
            yield Problem.of("N031", layout=layout, form=form)
        for option in (each for each in FOR_PAPER if each in options):
            yield Problem.of("N032", option=option, form=form)
    for (one, other), why in CLASHES.items():
        if {one, other} <= options:
            yield Problem.of("N024", one=one, other=other, why=why)
