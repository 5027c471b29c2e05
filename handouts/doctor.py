"""What this computer has and lacks for printing handouts."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from handouts.resources import CONTENT, FONTS, shipped

OLDEST_PYTHON = (3, 11)
DISTRIBUTION = "handouts"
HINT_LIBRARIES = {
    "linux": "Install Pango: `apt install libpango-1.0-0 libpangoft2-1.0-0` or `dnf install pango`.",
    "darwin": "Install Pango: `brew install pango`.",
    "win32": "Install MSYS2 and Pango, and set WEASYPRINT_DLL_DIRECTORIES: see docs/install.md.",
}
HINT_SUBSET = {
    "linux": "Pages take twice as long without it: `apt install libharfbuzz-subset0`.",
    "darwin": "Pages take twice as long without it: `brew install harfbuzz`.",
    "win32": "Pages take twice as long without it; it comes with MSYS2's Pango.",
}


@dataclass(frozen=True)
class Finding:
    """One thing looked at: fine, or how to mend it."""

    name: str
    ok: bool
    detail: str
    mend: str = ""
    optional: bool = False

    def __str__(self) -> str:
        state = "ok     " if self.ok else "note   " if self.optional else "missing"
        return f"{state} {self.name}: {self.detail}" + ("" if self.ok else f" {self.mend}")


def examine() -> list[Finding]:
    """Look at Python, packages, libraries, fonts, content and the current folder."""
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (
        _python,
        _packages,
        _libraries,
        _shipped,
        _folder,
    )
    return [finding for check in checks for finding in check()]


def _python() -> Iterator[Finding]:
    found = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Python", sys.version_info[:2] >= OLDEST_PYTHON, found, "Install Python 3.11 or newer.")


def _packages() -> Iterator[Finding]:
    try:
        needs = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        yield Finding(DISTRIBUTION, ok=False, detail="not installed.", mend="`pip install .`")
        return
    for need in needs:
        name = re.split(r"[^\w.-]", need, maxsplit=1)[0]
        if "extra ==" in need and "draw" not in need.rsplit("extra ==", 1)[1]:
            continue
        optional = "extra ==" in need
        try:
            yield Finding(name, ok=True, detail=version(name))
        except PackageNotFoundError:
            mend = (
                'For drawing figures: `pip install "handouts[draw]"`' if optional else f"`pip install {name}`"
            )
            yield Finding(name, ok=False, detail="not installed.", mend=mend, optional=optional)


def _libraries() -> Iterator[Finding]:
    hint = HINT_LIBRARIES.get(sys.platform, HINT_LIBRARIES["linux"])
    try:
        from weasyprint.text import ffi
    except ImportError:
        return
    except OSError as error:
        yield Finding("Pango", ok=False, detail=f"{str(error).splitlines()[0]}.", mend=hint)
        return
    number = ffi.pango.pango_version()
    yield Finding("Pango", ok=True, detail=f"{number // 10000}.{number // 100 % 100}.{number % 100}")
    subset = getattr(ffi, "harfbuzz_subset", None)
    yield Finding(
        "HarfBuzz subset",
        bool(subset),
        "loaded" if subset else "not found.",
        HINT_SUBSET.get(sys.platform, HINT_SUBSET["linux"]),
        optional=True,
    )


def _shipped() -> Iterator[Finding]:
    again = "Install handouts again."
    families = [family.name for family in FONTS.glob("*") if (family / "regular.ttf").is_file()]
    yield Finding("Type families", bool(families), ", ".join(families) or "none.", again)
    for name, folder, kind in (
        ("Templates", shipped("templates"), "*.html"),
        ("Styles", shipped("styles"), "*.css"),
        ("Conditions", CONTENT / "conditions", "*.yaml"),
    ):
        count = len(list(folder.glob(kind))) if folder.is_dir() else 0
        yield Finding(name, count > 0, f"{count} files" if count else "none.", again)


def _folder() -> Iterator[Finding]:
    here = Path.cwd()
    try:
        with tempfile.TemporaryFile(dir=here):
            yield Finding("This folder", ok=True, detail=f"{here} can be written")
    except OSError:
        yield Finding(
            "This folder", ok=False, detail=f"{here} cannot be written.", mend="Go to another, or use -o."
        )
