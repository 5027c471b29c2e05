"""Documents for Typst that are like our sheets: the same words, figures, type and paper."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from handouts.brand import load
from handouts.catalogue import Catalogue
from handouts.model.plan import Personal
from handouts.resources import CONTENT, FONTS, Inputs
from handouts.sheet import ConditionSheet, Options, compose

HEAD = """\
#set page("us-letter", margin: (x: 14mm, top: 10mm, bottom: 15mm))
#set text(font: "Atkinson Hyperlegible Next", size: 12pt)
"""


def is_there() -> bool:
    """Whether the package typst is installed; the suite does not need it."""
    return importlib.util.find_spec("typst") is not None


def loop(folder: Path) -> str:
    """A shell loop of one process for each document."""
    options = f"output=sys.argv[1] + '.pdf', root='/', font_paths=['{FONTS}']"
    compile_one = f"import sys, typst; typst.compile(sys.argv[1], {options})"
    return f'for page in {folder}/*.typ; do {sys.executable} -c "{compile_one}" $page || exit 1; done'


def write(slugs: Sequence[str], folder: Path) -> None:
    """One document for each sheet."""
    folder.mkdir()
    catalogue = Catalogue(Inputs())
    brand = load(None, catalogue)
    for slug in slugs:
        sheet = compose(catalogue.condition(slug), catalogue, brand, Options(), Personal())
        (folder / f"{slug}.typ").write_text(HEAD + "\n".join(_document(sheet)), encoding="utf-8")


def _document(sheet: ConditionSheet) -> Iterator[str]:
    yield f"= {_plain(sheet.condition.title)}"
    for part, claims in sheet.printed().items():
        yield f"== {_plain(part)}"
        yield from (f"- {_plain(claim.text)}" for claim in claims)
    for card in sheet.cards:
        figures = (
            sorted((CONTENT / "figures").glob(f"{card.exercise.figure.name}.*"))
            if card.exercise.figure
            else []
        )
        shown = ", ".join(f'image("{path}", width: 44mm)' for path in figures)
        yield f"== {_plain(card.exercise.title)}\n#grid(columns: 2, {shown})"
        yield from (f"+ {_plain(step)}" for step in card.exercise.steps)
        yield _plain(f"{card.exercise.feel}. {card.exercise.stop_if}.")


def _plain(text: str) -> str:
    return re.sub(r"([#$*_`<>@\\\[\]~=+/-])", r"\\\1", text)
