"""All files of a pack in one, `pack.zip`: the same files give the same bytes, today and elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from handouts import output
from handouts.errors import OutputRefused, Problem
from handouts.files import kind_of
from handouts.resources import shown_path

NAME = "pack.zip"
_MARK = "handout pack"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16
_UNIX = 3


def write(folder: Path, digests: Mapping[str, str], *, force: bool) -> bool:
    """Pack these files, known by their SHA-256; gives back False where that is what the zip holds already.

    Raises OutputRefused for a zip that was not made here, or that somebody changed.
    """
    path = folder / NAME
    wanted = _digest(sorted(digests.items()))
    if _comment(path)[1:2] == [wanted]:
        return False
    from zipfile import ZIP_STORED, ZipFile, ZipInfo

    if path.exists() and not (force or _is_ours(path)):
        raise OutputRefused(Problem.of("O001", path=shown_path(path)))
    # PDFs are small already; not to press them again makes the bytes those of every zlib.
    with output.writing(path) as file, ZipFile(file, "w", ZIP_STORED) as zipped:
        for name in sorted(digests):
            member = ZipInfo(name, _FIRST_DAY)
            member.create_system, member.external_attr = _UNIX, _MODE
            zipped.writestr(member, (folder / name).read_bytes())
        zipped.comment = f"{_MARK} {wanted} {_members(zipped)}".encode()
    return True


def _is_ours(path: Path) -> bool:
    """Whether it was made here and holds what it held then."""
    from zipfile import BadZipFile, ZipFile

    comment = _comment(path)
    if not comment:
        return False
    try:
        with ZipFile(path) as zipped:
            return comment[2:] == [_members(zipped)]
    except (OSError, BadZipFile):
        return False


def _comment(path: Path) -> list[str]:
    """The mark, and the digests of files and members, which stand at the very end."""
    length = len(_MARK) + 2 * 65
    if kind_of(path) != "file":  # A pipe would be waited for.
        return []
    try:
        with path.open("rb") as file:
            file.seek(-length, 2)
            words = file.read().decode("ascii")
    except (OSError, ValueError):
        return []
    return [_MARK, *words[len(_MARK) :].split()] if words.startswith(_MARK) else []


def _members(zipped: object) -> str:
    infos = zipped.infolist()  # type: ignore[attr-defined]
    return _digest([(each.filename, each.CRC, each.file_size) for each in infos])


def _digest(rows: object) -> str:
    return hashlib.sha256(repr(rows).encode()).hexdigest()
