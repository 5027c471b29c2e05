"""Where the shipped templates, styles, fonts and content are; and a record of every file that was read.

A handout is made from files of three roots: the shipped library, the clinic's folder, and the folder of
a condition file named on the command line. `Inputs` reads them all and remembers a digest of each, so
that a finished handout can say what it was made from.
"""

from __future__ import annotations

import hashlib
import os
import re
from functools import cache
from pathlib import Path

from handouts.errors import InputFault, Place, Problem, UnknownName
from handouts.files import decode, kind_of, read_file

PACKAGE = Path(__file__).parent
CONTENT = PACKAGE / "content"
FONTS = PACKAGE / "fonts"

CLINIC_FILE = "clinic.yaml"
OVERRIDES_FILE = "overrides.yaml"
REVIEWS_FILE = "reviews.yaml"
VARIABLE = "HANDOUT_CLINIC"
LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; nothing that belongs on a printed sheet is larger."""

PART = "//"
"""In a record, between the name of a file and the key in it that matters; no name of a file has it."""

PANELS = ("start", "finish")
"""The two pictures of an exercise, as their file names end: NAME.start.svg and NAME.finish.svg."""

_NAME = re.compile(r"[\w-]+(\.[\w-]+)*")
"""A template may ask for any; it stands for a file of its folder and never leads out of it."""


_LINES = rb"^%b:.*(?:(?:\n[ \t]*|\n#.*)*\n(?:[ \t]+\S|-(?=\s)).*)*"
_ODD_LINE = re.compile(rb"^(?![\w-]+:(?:\s|$)|-\s|#|\s|$)", re.MULTILINE)
"""In a YAML file whose keys stand in quotes or braces, or that is broken: its parts cannot be told apart."""


@cache
def shipped(folder: str) -> Path:
    """The shipped `templates` or `styles`: inside the installed package, beside it in a checkout."""
    inside = PACKAGE / folder
    return inside if inside.is_dir() else PACKAGE.parent / folder


def digest(content: bytes) -> str:
    """A short SHA-256, enough to tell two versions of a file apart."""
    return hashlib.sha256(content).hexdigest()[:16]


def _digest_of(content: bytes, part: str) -> str | None:
    """The digest of a file, or of the lines of one of its keys; None where there is no such key."""
    if not part:
        return digest(content)
    lines = lines_of(content, part)
    if lines is None:
        return digest(content) if _ODD_LINE.search(content) else None
    return digest(lines)


def lines_of(content: bytes, key: str) -> bytes | None:
    """The line of a YAML file that begins with this key, with those below it that are indented."""
    found = re.search(_LINES % re.escape(key.encode()), content, re.MULTILINE)
    return found and found[0]


def shown_path(path: Path) -> str:
    """The path as its reader would type it: relative where it is below the current folder."""
    try:
        # Not resolved: a link is named as the reader knows it, and may lead nowhere.
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)


def read_whole(path: Path, place: Place | None = None) -> bytes:
    """The bytes of a file, which a fault calls as its reader would type it; raises InputFault.

    `place` is where the file is named, if it is named in another file.
    """
    name = shown_path(path)
    return read_file(path, place=place or Place(name), limit=LARGEST_FILE, name=name)


def find_clinic(named: str | None, option: str = "--clinic") -> Path | None:
    """The clinic file to use: as named by the option, else HANDOUT_CLINIC, else ./clinic.yaml, else none.

    Raises UnknownName for a name that is neither a clinic file nor a folder with one.
    """
    name = named or os.environ.get(VARIABLE)
    if not name:
        here = Path(CLINIC_FILE)
        return here.resolve() if kind_of(here) == "file" else None
    path = Path(name)
    file = path / CLINIC_FILE if kind_of(path) == "folder" else path
    if kind_of(file) != "file":
        origin = option if named else VARIABLE
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
        self.own = [clinic] if clinic else []
        """The folders of the clinic's own entries, templates and pictures: its own, then that of its base."""
        self.record: dict[str, str | None] = {}
        self._read: dict[Path, bytes] = {}

    def read(self, path: Path, place: Place | None = None, *, part: str = "") -> bytes:
        """The bytes of a file; raises InputFault where it cannot be read, or leads out of the clinic.

        `place` is where the file is named, if it is named in another file. A file is read once, so that what
        is recorded is what was used, whoever writes to it meanwhile. Where only the `part` under one key of a
        YAML file matters, it is the digest of that part which is recorded.
        """
        name = self._name(path, part)
        first = path not in self._read
        if first:
            try:
                self._read[path] = self._content(path, place)
            except InputFault:
                self.record[name] = self.digest_now(name)
                raise
        if first or name not in self.record:
            self.record[name] = _digest_of(self._read[path], part)
        return self._read[path]

    def paths(self) -> set[Path]:
        """Every file that was read or looked for."""
        return {path for name in self.record if (path := self.path(name.partition(PART)[0]))}

    def has(self, path: Path, *, part: str = "") -> bool:
        """Whether there is something by this name; that there is nothing is remembered too."""
        # A folder or a broken link counts, so that reading it says what is wrong with it.
        if os.path.lexists(path):
            return True
        self.record[self._name(path, part)] = None
        return False

    def template(self, name: str, *, own: bool = True) -> tuple[str, str, None] | None:
        """A template's text and shown path for Jinja: the clinic's `own` first, then the shipped one."""
        if not _NAME.fullmatch(name):
            return None
        folders = (folder / "templates" for folder in self.own if own)
        for folder in (*folders, self.roots["templates"]):
            path = folder / name
            if self.has(path):
                here = Place(shown_path(path))
                text = decode(self.read(path), place=here, limit=LARGEST_FILE, name=here.file)
                return text, here.file, None
        return None

    def figure(self, name: str) -> tuple[Path, ...]:
        """The drawing by this name: one picture, or start and finish; nothing where there is none.

        The clinic's own comes first, then the shipped one. Raises InputFault for half a pair.
        """
        if not _NAME.fullmatch(name):
            return ()
        for folder in (*self.own, self.roots["content"]):
            if one := self._picture(folder / "figures", name):
                return (one,)
            found = {part: self._picture(folder / "figures", f"{name}.{part}") for part in PANELS}
            pair = tuple(path for path in found.values() if path)
            if len(pair) == len(PANELS):
                return pair
            if pair:
                missing = next(part for part in PANELS if not found[part])
                raise InputFault(Problem.of("B104", Place(shown_path(pair[0])), missing=f"{name}.{missing}"))
        return ()

    def _picture(self, folder: Path, stem: str) -> Path | None:
        for ending in (".svg", ".png"):
            path = folder / f"{stem}{ending}"
            if self.has(path):
                self.read(path)  # It is not for the caller to find that it leads elsewhere.
                return path
        return None

    def changes(self, record: dict[str, str | None]) -> list[str]:
        """The names in an earlier record whose files are not now as they were then."""
        return [name for name, known in record.items() if self.digest_now(name) != known]

    def digest_now(self, name: str) -> str | None:
        """The digest of a file, or part, by its name in a record, read anew; None where there is none."""
        whole, _, part = name.partition(PART)
        path = self.path(whole)
        if path is None or not os.path.lexists(path):
            return None
        try:
            return _digest_of(self._content(path), part)
        except InputFault:
            return ""

    def _content(self, path: Path, place: Place | None = None) -> bytes:
        for folder in self.own:
            inside = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
            if path.is_relative_to(folder) and not inside:
                name = shown_path(path)
                raise InputFault(Problem.of("F011", place or Place(name), name=name))
        return read_whole(path, place)

    def _name(self, path: Path, part: str = "") -> str:
        found = [(root, folder) for root, folder in self.roots.items() if _is_in(path, folder)]
        if any(_is_in(path, base) for base in self.own[1:]):
            # As the clinic's file names it, so that the record needs no other root.
            found.append(("clinic", self.roots["clinic"]))
        if not found:
            raise ValueError(f"{path} is in none of the folders that a handout is made from")
        root, folder = found[-1]
        name = f"{root}:{Path(os.path.relpath(path, folder)).as_posix()}"
        return f"{name}{PART}{part}" if part else name

    def path(self, name: str) -> Path | None:
        """Where the file of this name in a record is; None for a root that there is not."""
        root, _, rest = name.partition(":")
        return Path(os.path.normpath(self.roots[root] / rest)) if root in self.roots else None


def _is_in(path: Path, folder: Path) -> bool:
    """As `Path.is_relative_to`, for one folder and in a tenth of the time; a sheet asks 400 times."""
    return os.fspath(path).startswith(os.path.join(folder, ""))  # noqa: PTH118 - pathlib drops the last slash
