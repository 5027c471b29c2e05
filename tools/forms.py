"""The forms of a sheet, and how to make all of one form."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

BIN = Path(sys.executable).parent
EXAMPLES = Path(__file__).parent.parent / "examples"
BRANDS: dict[str, Path | None] = {
    "neutral": None,
    **{path.parent.name: path for path in sorted(EXAMPLES.glob("*/clinic.yaml"))},
}
FORMS: dict[str, tuple[str, ...]] = {
    "standard": (),
    "standard, A4": ("--paper", "a4"),
    "standard, legal": ("--paper", "legal"),
    "full": ("--layout", "full"),
    "exercises": ("--layout", "exercises"),
    "fridge": ("--layout", "fridge"),
    "log": ("--layout", "log"),
    "easy": ("--easy",),
    "large print": ("--large-print",),
    "ink saver": ("--ink-saver",),
    "fillable": ("--fillable",),
    "archive": ("--archive",),
    "binding": ("--binding", "left"),
    "bleed": ("--bleed", "3"),
}
"""By name, the options that ask for it."""


def make(
    form: str, brand: str, folder: Path, names: Sequence[str] = (), also: Sequence[str] = ()
) -> list[Path]:
    """The conditions by these names, or all, in this form, and other sheets; a warning ends the program."""
    file = BRANDS[brand]
    options = (*(("--clinic", str(file)) if file else ()), *FORMS[form])
    chosen = ("--conditions", ",".join(names)) if names else ("--all",)
    _run("pack", *chosen, *options, "-o", str(folder))
    if also:
        _run("build", *also, *options, "-o", f"{folder}/")
    return sorted(folder.rglob("*.pdf"))


def file_name(form: str) -> str:
    """The form in the name of a file, such as `large-print`."""
    return form.replace(",", "").replace(" ", "-").lower()


def drawn(path: Path, scale: float) -> list[Image.Image]:
    """The pages of a PDF as pictures, of so many pixels a point."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.render(scale=scale).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def _run(*words: str) -> None:
    done = subprocess.run([BIN / "handout", *words], capture_output=True, text=True, check=False, cwd="/")
    if done.returncode or "warning" in done.stderr:
        sys.exit(f"handout {' '.join(words)}:\n{done.stderr}")
