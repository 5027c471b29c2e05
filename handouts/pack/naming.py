"""Names of folders for clinics, and of files: readable, safe on every system, and never two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from handouts.resources import CLINIC_FILE

LONGEST = 60
"""Characters; with four bytes each and a number, the most that any file system takes."""
NEUTRAL = "no-clinic"
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def folder_names(clinics: Sequence[Path | None]) -> dict[Path | None, str]:
    """A name for each clinic file, from its folder; those that would be alike get a number."""
    names: dict[Path | None, str] = {}
    taken: set[str] = set()
    for clinic in clinics:
        plain = _safe(_own_name(clinic)) if clinic else NEUTRAL
        name, number = plain, 1
        while _folded(name) in taken:
            number += 1
            name = f"{plain}-{number}"
        taken.add(_folded(name))
        names[clinic] = name
    return names


def file_name(title: str) -> str:
    """A name for the file of what is called so, without its ending."""
    return _safe(title).lower()


def _own_name(clinic: Path) -> str:
    """The folder says which clinic it is, unless several have their files in one."""
    return clinic.parent.name if clinic.name == CLINIC_FILE else clinic.stem


def _safe(name: str) -> str:
    words = re.sub(r"[^\w-]+", "-", unicodedata.normalize("NFC", name))
    short = words[:LONGEST].strip("-_") or "clinic"
    return f"{short}-clinic" if _RESERVED.fullmatch(short) else short


def _folded(name: str) -> str:
    # Some systems take capitals for small letters, and letters with an accent for two.
    return unicodedata.normalize("NFKC", name).casefold()
