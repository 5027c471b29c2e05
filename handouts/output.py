"""Finished files: how they are named, what may be replaced, and that they are whole or not there.

Every file carries a seal: what it was made from, and a digest of itself. So a handout that nobody
touched is known as the tool's own and may be replaced, and one that is up to date is left alone. A text hides
nothing: its seal is a last line with the digest alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from handouts import __version__
from handouts.errors import OutputRefused, Problem
from handouts.files import kind_of
from handouts.resources import shown_path

if TYPE_CHECKING:
    from handouts.printing import Format

LARGEST = 256 * 1024 * 1024
"""Bytes; no file of the tool's own is larger."""
ENDINGS: dict[Format, str] = {
    "pdf": ".pdf",
    "print": ".print.html",
    "html": ".html",
    "png": ".png",
    "txt": ".txt",
}

NAMESPACE = "https://handouts.invalid/made/1.0/"
PART = ".part"
"""How a file is called, after a dot, its own name and some letters, while it is written."""
RECORD = ("order", "tools", "inputs")
"""What the record of a finished file tells."""
_NO_DIGEST = b"0" * 64
_SEAL = re.compile(
    rb"handouts:Fingerprint>([0-9a-f]{64}|personal)<.*?"
    rb"handouts:MadeFrom>([A-Za-z0-9+/=]*)<.*?handouts:Digest>([0-9a-f]{64})<",
    re.DOTALL,
)
_LAST_LINE = re.compile(rb"handouts [\w.]+, (personal, )?([0-9a-f]{16})\n\Z")


@dataclass(frozen=True)
class Seal:
    """What a finished file says of itself."""

    fingerprint: str
    """SHA-256 of what it was made from, "" in a text; "personal" for a handout made for one person."""
    made_from: dict[str, Any]
    """Options, versions and digests of the inputs; empty for a personal handout, and for a text."""


def seal(made_from: dict[str, Any] | None) -> str:
    """XMP properties that say what the file was made from; None for a personal handout."""
    record = b""
    fingerprint = "personal"
    if made_from is not None:
        record = json.dumps(made_from, sort_keys=True, separators=(",", ":")).encode()
        fingerprint = hashlib.sha256(record).hexdigest()
    return (
        f'<rdf:Description rdf:about="" xmlns:handouts="{NAMESPACE}">'
        f"<handouts:Fingerprint>{fingerprint}</handouts:Fingerprint>"
        f"<handouts:MadeFrom>{b64encode(record).decode()}</handouts:MadeFrom>"
        f"<handouts:Digest>{_NO_DIGEST.decode()}</handouts:Digest></rdf:Description>"
    )


def comment(made_from: dict[str, Any] | None) -> str:
    """The seal as the last line of an HTML file, or of a picture, whose programs stop reading before it."""
    return f"<!-- {seal(made_from)} -->\n"


def signed(text: str, *, personal: bool) -> bytes:
    """The text with a last line that tells whose it is; a text that somebody changed does not fit it."""
    content = f"{text}\n".encode()
    whose = "personal, " if personal else ""
    return content + f"handouts {__version__}, {whose}{_digest(content)}\n".encode()


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:16]


def stamped(content: bytes) -> bytes:
    """The file with the digest of itself in its seal."""
    digest = hashlib.sha256(content).hexdigest().encode()
    return content.replace(b"handouts:Digest>" + _NO_DIGEST, b"handouts:Digest>" + digest, 1)


def read_seal(path: Path) -> Seal | None:
    """The seal of a file that the tool made and nobody has changed since; None for any other."""
    try:
        content = path.read_bytes() if 0 < path.stat().st_size <= LARGEST else b""
    except (OSError, ValueError):
        return None
    found = _SEAL.search(content)
    if found is None:
        return _last_line(content)
    start, end = found.span(3)
    bare = content[:start] + _NO_DIGEST + content[end:]
    if hashlib.sha256(bare).hexdigest().encode() != found[3]:
        return None
    try:
        made_from = json.loads(b64decode(found[2])) if found[2] else {}
    except ValueError:
        return None
    # What another version recorded in another way is ours, and up to date with nothing.
    known = isinstance(made_from, dict) and all(isinstance(made_from.get(name), dict) for name in RECORD)
    return Seal(found[1].decode(), made_from if known else {})


def _last_line(content: bytes) -> Seal | None:
    """The seal of a text."""
    found = _LAST_LINE.search(content)
    if found is None or _digest(content[: found.start()]) != found[2].decode():
        return None
    return Seal("personal" if found[1] else "", {})


def file_name(slug: str, parts: Iterable[str], form: Format) -> str:
    """`sciatica.full.a4.pdf`: the slug, what is out of the ordinary, the ending."""
    return ".".join([slug, *parts]) + ENDINGS[form]


def destination(output: str | None, name: str) -> Path:
    """Where the file goes: into `output` when that is a folder, else `output` is the file itself."""
    if output is None:
        return Path(name)
    return Path(output) / name if is_folder(output) else Path(output)


def is_folder(output: str) -> bool:
    """Whether -o means a folder: it ends in a slash, or is one."""
    return output.endswith(("/", os.sep)) or kind_of(Path(output)) == "folder"


def check_free(path: Path, *, force: bool) -> None:
    """Raise OutputRefused where the file may not be written, before any work is done."""
    _refuse_what_is_no_file(path)
    if kind_of(path) == "file" and not force and read_seal(path) is None:
        raise OutputRefused(Problem.of("O001", path=shown_path(path)))


def _refuse_what_is_no_file(path: Path) -> None:
    code = {"folder": "O002", "other": "O008"}.get(kind_of(path))
    if code:
        raise OutputRefused(Problem.of(code, path=shown_path(path)))


def write(path: Path, content: bytes) -> None:
    """Put the whole file in its place, or leave what was there; raises OutputRefused when it cannot."""
    write_all({path: content})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Put whole files in their places once all are written; raises OutputRefused when one cannot be."""
    with contextlib.ExitStack() as all_of_them:
        for path, content in files.items():
            file = all_of_them.enter_context(writing(path))
            file.write(content)
            file.flush()


def stands(files: Mapping[Path, bytes]) -> bool:
    """Whether each of these files is there already, byte for byte."""
    return all(kind_of(path) == "file" and path.read_bytes() == content for path, content in files.items())


@contextlib.contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, put in its place when all is written; raises OutputRefused when it cannot be."""
    _refuse_what_is_no_file(path)
    beside = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=PART)
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o666 & ~_umask())
        beside.replace(path)
    except OSError as error:
        raise OutputRefused(
            Problem.of("O003", path=shown_path(path), reason=error.strerror or str(error))
        ) from error
    finally:
        if beside is not None:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
