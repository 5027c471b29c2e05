"""Where the shipped templates, styles, fonts and content are; and a record of every file that was read.

A handout is made from files of three roots: the shipped library, the clinic's folder, and the folder of
a condition file named on the command line. `Inputs` reads them all and remembers a digest of each, so
that a finished handout can say what it was made from.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from handouts.errors import Place, Problem, UnknownName
from handouts.files import read_file

PACKAGE = Path(__file__).parent
CONTENT = PACKAGE / "content"
FONTS = PACKAGE / "fonts"

CLINIC_FILE = "clinic.yaml"
VARIABLE = "HANDOUT_CLINIC"
LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; nothing that belongs on a printed sheet is larger."""


@cache
def shipped(folder: str) -> Path:
    """The shipped `templates` or `styles`: inside the installed package, beside it in a checkout."""
    inside = PACKAGE / folder
    return inside if inside.is_dir() else PACKAGE.parent / folder


def digest(content: bytes) -> str:
    """A short SHA-256, enough to tell two versions of a file apart."""
    return hashlib.sha256(content).hexdigest()[:16]


def shown_path(path: Path) -> str:
    """The path as its reader would type it: relative where it is below the current folder."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)


def find_clinic(named: str | None) -> Path | None:
    """The clinic file to use: as named, else HANDOUT_CLINIC, else ./clinic.yaml, else none.

    Raises UnknownName for a name that is neither a clinic file nor a folder with one.
    """
    name = named or os.environ.get(VARIABLE)
    if not name:
        here = Path(CLINIC_FILE)
        return here.resolve() if here.is_file() else None
    path = Path(name)
    file = path / CLINIC_FILE if path.is_dir() else path
    if not file.is_file():
        origin = "--clinic" if named else VARIABLE
        raise UnknownName(Problem.of("N002", path=shown_path(file), origin=origin))
    return file.resolve()


class Inputs:
    """Reads files and remembers what was read, and what was looked for and not there."""

    def __init__(self, *, clinic: Path | None = None, file: Path | None = None) -> None:
        """`clinic` is the clinic's folder, `file` the folder of a condition file named by the user."""
        self.roots = {
            "templates": shipped("templates"),
            "styles": shipped("styles"),
            "content": CONTENT,
            "fonts": FONTS,
        }
        if clinic:
            self.roots["clinic"] = clinic
        if file:
            self.roots["file"] = file
        self.record: dict[str, str | None] = {}

    def read(self, path: Path, place: Place | None = None) -> bytes:
        """The bytes of a file; raises InputFault where it cannot be read.

        `place` is where the file is named, if it is named in another file.
        """
        name = shown_path(path)
        content = read_file(path, place=place or Place(name), limit=LARGEST_FILE, name=name)
        self.record[self._name(path)] = digest(content)
        return content

    def has(self, path: Path) -> bool:
        """Whether there is such a file; that there is none is remembered too."""
        if path.is_file():
            return True
        self.record[self._name(path)] = None
        return False

    def template(self, name: str) -> tuple[str, str, None] | None:
        """A template's text and shown path for Jinja: the clinic's own first, then the shipped one."""
        folders = [self.roots["clinic"] / "templates"] if "clinic" in self.roots else []
        for folder in (*folders, self.roots["templates"]):
            path = folder / name
            if self.has(path):
                return self.read(path).decode(), shown_path(path), None
        return None

    def figure(self, name: str) -> Path | None:
        """The drawing by this name: the clinic's own first, then the shipped one, None for none."""
        folders = [self.roots["clinic"]] if "clinic" in self.roots else []
        for folder in (*folders, self.roots["content"]):
            for ending in (".svg", ".png"):
                path = folder / "figures" / f"{name}{ending}"
                if self.has(path):
                    return path
        return None

    def changes(self, record: dict[str, str | None]) -> list[str]:
        """The names in an earlier record whose files are not now as they were then."""
        changed = []
        for name, known in record.items():
            path = self._path(name)
            now = digest(path.read_bytes()) if path and path.is_file() else None
            if now != known:
                changed.append(name)
        return changed

    def _name(self, path: Path) -> str:
        for root, folder in reversed(self.roots.items()):
            if path.is_relative_to(folder):
                return f"{root}:{path.relative_to(folder).as_posix()}"
        raise ValueError(f"{path} is in none of the folders that a handout is made from")

    def _path(self, name: str) -> Path | None:
        root, _, rest = name.partition(":")
        return self.roots[root] / rest if root in self.roots else None
