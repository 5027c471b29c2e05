"""The bytes and the text of a user's file, or in plain words why they cannot be had."""

from __future__ import annotations

import codecs
import re
import stat
import unicodedata
from typing import TYPE_CHECKING, Literal

from handouts.errors import InputFault, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_KINDS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a packed (gzip) file"),
)
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_UTF16_OR_32 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_MANY = 0.1

MOST_FOUND = 100
_INDENT_TAB = re.compile(r"^ *(\t)[ \t]*(?=[^\s#])", re.MULTILINE)
_INDENT_ODD = re.compile(r"^ *([\xa0\u1680\u2000-\u200b\u202f\u205f\u3000])", re.MULTILINE)
_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
_DIRECTION = "[\u202a-\u202e\u2066-\u2069]"
_LOST = "\ufffd"
UNWANTED = re.compile(f"(?P<Y003>{_CONTROL})|(?P<Y004>{_DIRECTION})|(?P<Y005>{_LOST})")

PLACEHOLDER = "TODO:"
"""Begins what an author still has to write or to choose, in a text or in a remark behind a value."""


def shown(text: str, most: int = 40) -> str:
    """Make a user's text fit for a message: short, on one line, without invisible characters."""
    short = text if len(text) <= most else f"{text[: most - 1]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in short)


def size(count: int) -> str:
    """Write a number of bytes for people: `900 bytes`, `12 KB`, `1.5 MB`."""
    kilo = 1024
    if count < kilo:
        return f"{count} bytes"
    if count < kilo * kilo:
        return f"{count / kilo:.0f} KB"
    return f"{count / kilo / kilo:.1f} MB".replace(".0 ", " ")


def kind_of(path: Path) -> Literal["file", "folder", "other", "nothing"]:
    """What stands at a path; nothing, where that cannot be known, as with a name that is too long."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return "nothing"
    return "file" if stat.S_ISREG(mode) else "folder" if stat.S_ISDIR(mode) else "other"


def read_file(path: Path, *, place: Place, limit: int, name: str) -> bytes:
    """Read at most `limit` bytes of an ordinary file.

    Raises InputFault at `place`, where the user named the file as `name`, if that cannot be done.
    """
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode):
            with path.open("rb") as file:
                # One byte more than allowed shows that a file has grown since it was measured.
                raw = file.read(limit + 1)
            check_size(max(len(raw), status.st_size), place=place, limit=limit, name=name)
            return raw
        code = "F002" if stat.S_ISDIR(status.st_mode) else "F004"
        fault = Problem.of(code, place, path=name)
    except (FileNotFoundError, NotADirectoryError):
        fault = Problem.of("F001", place, path=name)
    except PermissionError:
        fault = Problem.of("F003", place, path=name)
    except (OSError, ValueError):
        fault = Problem.of("F004", place, path=name)
    raise InputFault(fault)


def check_size(count: int, *, place: Place, limit: int, name: str) -> None:
    """Raise InputFault for more bytes than the limit."""
    if count > limit:
        raise InputFault(Problem.of("F005", place, path=name, size=size(count), limit=size(limit)))


def decode(raw: bytes, *, place: Place, limit: int, name: str) -> str:
    """Read bytes as UTF-8 text, with or without a byte order mark.

    Raises InputFault for what is no text, is another encoding, or has more than `limit` bytes.
    """
    check_size(len(raw), place=place, limit=limit, name=name)
    kind = next((kind for magic, kind in _KINDS if raw.startswith(magic)), None)
    if kind:
        raise InputFault(Problem.of("F007", place, path=name, kind=f" It looks like {kind}."))
    if raw.startswith(_UTF16_OR_32) or _looks_like_utf16(raw):
        raise InputFault(Problem.of("F008", place, path=name))
    if len(_NOT_TEXT.findall(raw)) > _MANY * len(raw):
        raise InputFault(Problem.of("F007", place, path=name, kind=""))
    content = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        lines = re.split(r"\r\n?|\n", content[: error.start].decode())
        bad = Place(place.file, len(lines), len(lines[-1]) + 1, place.field)
        byte = f"{content[error.start]:02X}"
        raise InputFault(Problem.of("F009", bad, path=name, byte=byte)) from None


def find_unwanted(text: str, file: str) -> Iterator[Problem]:
    """Find characters that mislead a reader or a parser, with their places."""
    line, start = 1, 0
    breaks = re.compile(r"\r\n?|\n")
    found = [
        *((match.start(1), "Y001", "\t") for match in _INDENT_TAB.finditer(text)),
        *((match.start(1), "Y002", match[1]) for match in _INDENT_ODD.finditer(text)),
        *((match.start(), str(match.lastgroup), match[0]) for match in UNWANTED.finditer(text)),
    ]
    for position, code, character in sorted(found)[:MOST_FOUND]:
        for match in breaks.finditer(text, start, position):
            line, start = line + 1, match.end()
        place = Place(file, line, position - start + 1)
        yield Problem.of(code, place, character=named(character))


def find_placeholders(text: str, file: str) -> Iterator[Problem]:
    """Find what is still to be written, with its places; a line that is only a remark may explain it."""
    for number, line in enumerate(re.split(r"\r\n?|\n", text), start=1):
        before, mark, words = line.partition(PLACEHOLDER)
        if mark and not before.lstrip().startswith("#"):
            wanted = shown(words.split('"')[0].strip("'}] "), most=100)
            yield Problem.of("C010", Place(file, number, len(before) + 1), wanted=wanted)


def named(character: str) -> str:
    """Name a character: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def _looks_like_utf16(raw: bytes) -> bool:
    """Tell whether nearly every second byte is NUL, as in Latin text without a mark."""
    few, many = sorted((raw[0::2].count(0), raw[1::2].count(0)))
    return many > (1 - _MANY) * len(raw) / 2 and few < _MANY * len(raw)
