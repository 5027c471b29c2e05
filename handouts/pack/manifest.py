"""The record of a pack, `manifest.json`: each file that was made, and what it was made from."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts import __version__, output
from handouts.errors import OutputRefused, Problem
from handouts.files import kind_of
from handouts.pack.jobs import Job
from handouts.pack.shelf import Known
from handouts.record import tools
from handouts.resources import shown_path

if TYPE_CHECKING:
    from handouts.making import Made

NAME = "manifest.json"
KIND = "pack of handouts"
FORM = 1
"""Of the file; one of another form is read as one in which nothing stands."""

FACTS = ("condition", "layout", "version", "reviewed", "pages", "bytes", "sha256")


@dataclass(frozen=True)
class Entry:
    """What is known of a file that was made."""

    condition: str | None
    """None for a booklet."""
    layout: str
    version: str | None
    """Of the words; None for a booklet."""
    reviewed: str | None
    """Who has reviewed the words, and when; None where nobody has."""
    pages: int
    bytes: int
    sha256: str
    order: dict[str, Any]
    tools: int
    """Which row of the manifest's tools."""
    inputs: Sequence[int]
    """Which rows of the manifest's inputs; a pack of a chain has millions of them."""
    sheets: Sequence[Mapping[str, Any]] = ()
    """Of a booklet: condition, version and review of each handout in it."""


class Rows:
    """A table in which each row stands once, known by its number."""

    def __init__(self, rows: Iterable[Any] = ()) -> None:
        self.rows = [tuple(row) for row in rows]
        self._numbers = {row: number for number, row in enumerate(self.rows)}

    def number(self, row: tuple[Any, ...]) -> int:
        """The number of this row, which is added if it is new."""
        number = self._numbers.setdefault(row, len(self.rows))
        if number == len(self.rows):
            self.rows.append(row)
        return number


@dataclass
class Manifest:
    """The files of a folder. `leftovers` were made for an earlier pack and are no longer wanted."""

    title: str = ""
    files: dict[str, Entry] = field(default_factory=dict)
    leftovers: dict[str, Entry] = field(default_factory=dict)
    tools: Rows = field(default_factory=Rows)
    """Name and version of each tool, in pairs."""
    inputs: Rows = field(default_factory=Rows)
    """Name and digest of each file; None for one that was looked for and not there."""
    known: Known = field(default_factory=dict)
    digest: str = ""
    """Of what stands in the folder."""

    def entry(self, file: str) -> Entry | None:
        """What is known of a file, wanted or not."""
        return self.files.get(file) or self.leftovers.get(file)

    def add(self, job: Job, made: Made) -> None:
        """Enter what has just been made."""
        record = made.record or {"order": {}, "tools": {}, "inputs": {}}
        self.leftovers.pop(job.file, None)
        self.files[job.file] = Entry(
            condition=None if made.sheets else made.name,
            layout=job.order.layout,
            version=made.version or None,
            reviewed=made.reviewed,
            pages=made.pages,
            bytes=len(made.content),
            sha256=hashlib.sha256(made.content).hexdigest(),
            order=record["order"],
            tools=self.tools.number(tuple(sorted(record["tools"].items()))),
            inputs=array("I", map(self.inputs.number, sorted(record["inputs"].items()))),
            sheets=[
                {"condition": each.name, "version": each.version, "reviewed": each.reviewed}
                for each in made.sheets
            ],
        )

    def made(self, folder: Path, file: str) -> Made:
        """What `add` once entered, with the file as it is now; raises OutputRefused where that is another."""
        from handouts.making import Made, Words

        entry, path = self.files[file], folder / file
        content = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(content).hexdigest() != entry.sha256:
            raise OutputRefused(Problem.of("M008", path=shown_path(path)))
        rows = self.tools.rows[entry.tools], [self.inputs.rows[number] for number in entry.inputs]
        return Made(
            content=content,
            pages=entry.pages,
            warnings=(),
            name=entry.condition or self.title,
            version=entry.version or "",
            reviewed=entry.reviewed,
            record={"order": entry.order, "tools": dict(rows[0]), "inputs": dict(rows[1])},
            sheets=tuple(
                Words(each["condition"], each["version"], each["reviewed"]) for each in entry.sheets
            ),
        )

    def write(self, folder: Path) -> None:
        """Put it into the folder, if it is not there already; raises OutputRefused."""
        # In pieces: that of a chain is megabytes, and a worker that is renewed is a copy of this process.
        pieces = [piece.encode() for piece in _pieces(self)]
        digest = _digest(pieces)
        if digest != self.digest:
            with output.writing(folder / NAME) as file:
                file.writelines([_seal(digest).encode(), *pieces])
            self.digest = digest


def read(folder: Path, *, force: bool = False) -> Manifest:
    """The manifest in this folder, or an empty one.

    Raises OutputRefused for a file of this name that is something else, unless it may be replaced.
    """
    path = folder / NAME
    kind = kind_of(path)
    if kind == "nothing":
        return Manifest()
    try:
        text = path.read_text(encoding="utf-8") if kind == "file" else ""
    except (OSError, ValueError):
        text = ""
    rest = text[len(_seal(_digest([]))) :]
    digest = _digest([rest.encode()])
    if text and text.startswith(_seal(digest)):
        words = json.loads(text)
        return _from_words(words, digest) if words["form"] == FORM else Manifest(digest=digest)
    if force:
        return Manifest()
    raise OutputRefused(Problem.of("M007", path=shown_path(path)))


def _digest(pieces: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for piece in pieces:
        whole.update(piece)
    return whole.hexdigest()


def _seal(digest: str) -> str:
    """How the file begins: with a digest of its rest; what somebody edits is not relied upon."""
    return f'{{\n"kind": "{KIND}",\n"digest": "{digest}",\n'


def _from_words(words: Mapping[str, Any], digest: str) -> Manifest:
    def entries(group: Mapping[str, Any]) -> dict[str, Entry]:
        return {name: _entry(**each) for name, each in group.items()}

    return Manifest(
        title=words["title"],
        files=entries(words["files"]),
        leftovers=entries(words["leftovers"]),
        tools=Rows(map(tuple, each) for each in words["tools"]),
        inputs=Rows(words["inputs"]),
        # What other code has found out, this might not.
        known=words["known"] if words["by"] == tools()["handouts"] else {},
        digest=digest,
    )


def _entry(made_from: Mapping[str, Any], **facts: Any) -> Entry:
    numbers = array("I", made_from["inputs"])
    return Entry(**facts, order=made_from["order"], tools=made_from["tools"], inputs=numbers)


def _pieces(manifest: Manifest) -> Iterator[str]:
    """JSON with a line for each file and each input; rows that nothing calls any more are left out."""
    used_tools, used_inputs = Rows(), Rows()

    def as_line(name: str, entry: Entry) -> str:
        words = {fact: getattr(entry, fact) for fact in FACTS}
        if entry.sheets:
            words["sheets"] = entry.sheets
        words["made_from"] = {
            "order": entry.order,
            "tools": used_tools.number(manifest.tools.rows[entry.tools]),
            "inputs": [used_inputs.number(manifest.inputs.rows[number]) for number in entry.inputs],
        }
        return f"{_json(name)}: {_json(words)}"

    head = {
        "form": FORM,
        "version": __version__,
        "by": tools()["handouts"],
        "title": manifest.title,
        "known": manifest.known,
    }
    for name, value in head.items():
        yield f"{_json(name)}: {_json(value)},\n"
    for name, entries in (("files", manifest.files), ("leftovers", manifest.leftovers)):
        yield f"{_json(name)}: "
        yield from _listed("{}", (as_line(*each) for each in sorted(entries.items())))
        yield ",\n"
    yield f"{_json('tools')}: "
    yield from _listed("[]", map(_json, used_tools.rows))
    yield f",\n{_json('inputs')}: "
    yield from _listed("[]", map(_json, used_inputs.rows))
    yield "\n}\n"


def _listed(brackets: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines between brackets, with commas between them."""
    yield brackets[0]
    between = "\n"
    for line in lines:
        yield between + line
        between = ",\n"
    yield "\n" + brackets[1]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
