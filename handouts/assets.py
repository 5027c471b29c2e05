"""Pictures and fonts that a clinic brings, checked before a renderer sees them.

A picture is PNG, or SVG that draws only what is in it. A font is one that opens, has Latin letters
and digits, and may be embedded.
"""

from __future__ import annotations

import logging
import os
import re
import string
import struct
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from handouts.errors import InputFault, Place, Problem
from handouts.files import check_size, shown
from handouts.shape import near
from handouts.svg import examine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_PICTURE_BYTES = 2 * 1024 * 1024
MAX_SIDE = 6000
MAX_PIXELS = 16_000_000
MAX_FONT_BYTES = 10 * 1024 * 1024
MAX_FONT_UNPACKED = 40 * 1024 * 1024
MAX_CHARACTERS = 2_000_000
LETTERS = string.ascii_letters + string.digits

_PNG = b"\x89PNG\r\n\x1a\n"
_OTHER_PICTURES = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a WebP picture"),
    (b"%PDF", "a PDF"),
    (b"%!PS", "an EPS or Illustrator file"),
    (b"\x1f\x8b", "a packed picture (SVGZ)"),
    (b"PK", "a zip or Word file"),
)
_FONTS = {
    b"\x00\x01\x00\x00": "truetype",
    b"true": "truetype",
    b"OTTO": "opentype",
    b"wOFF": "woff",
    b"wOF2": "woff2",
}
_RESTRICTED, _BITMAP_ONLY = 0x0002, 0x0200
_KINDS_OF_LEAVE = 0x000E

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+-]+:")
_DRIVE = re.compile(r"[A-Za-z]:")
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f:*?\"<>|]")
_MOST_LISTED = 2000
_HEADER = 24
_NORMAL = 400
_MOST_DIRECTORY = 4096
_SIP = 32
_SEGMENTS, _GROUPS = 4, {12, 13}  # formats of a cmap table


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be printed; width and height are in px, of the SVG as it was drawn."""

    kind: Literal["svg", "png"]
    content: bytes = field(repr=False)
    width: float
    height: float

    @property
    def aspect(self) -> float:
        """Width divided by height."""
        return self.width / self.height


@dataclass(frozen=True, slots=True)
class Font:
    """A font that may be used; `kind` is its format as CSS names it, weight goes from 1 to 1000."""

    kind: str
    family: str
    weight: int


def inside(folder: Path, name: str, place: Place) -> Path:
    r"""Find a file of the clinic's folder by its relative name, written with / or \.

    Raises InputFault at `place` for a name that leads elsewhere or to nothing.
    """
    written = name.replace("\\", "/")
    parts = [part for part in written.split("/") if part not in {"", "."}]
    code = None
    if _ADDRESS.match(written):
        code = "F012"
    elif written.startswith("/") or _DRIVE.match(written):
        code = "F010"
    elif _NOT_IN_NAMES.search(written) or not parts:
        code = "F014"
    elif ".." in parts:
        code = "F011"
    if code:
        raise InputFault(Problem.of(code, place, name=shown(name)))
    path = folder.joinpath(*parts)
    try:
        real = path.resolve(strict=True)
        home = folder.resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        # RuntimeError: links that lead to each other, before Python 3.13.
        hint = near("/".join(parts), _names(folder)) or "Check the name and the folder."
        raise InputFault(Problem.of("F013", place, name=shown(name), near=hint)) from None
    if not real.is_relative_to(home):
        raise InputFault(Problem.of("F011", place, name=shown(name)))
    return path


def check_picture(content: bytes, place: Place, name: str) -> Picture:
    """A picture that may be printed, from the bytes of its file.

    Raises InputFault with every fault; `place` is where the user named it, `name` is its path as shown, and
    faults within an SVG have the place in that file.
    """
    check_size(len(content), place=place, limit=MAX_PICTURE_BYTES, name=name)
    if content.startswith(_PNG):
        width, height = _check_png(content, place, name)
        return Picture("png", content, width, height)
    other = next((kind for magic, kind in _OTHER_PICTURES if content.startswith(magic)), None)
    if other or not content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        kind = other or "neither SVG nor PNG"
        raise InputFault(Problem.of("B101", place, path=name, kind=kind))
    drawing = examine(content, Place(name, field=place.field))
    for where, png in drawing.embedded:
        try:
            _check_png(png, where, "The embedded picture")
        except InputFault as fault:
            drawing.problems += fault.problems
    if drawing.problems:
        raise InputFault(*drawing.problems)
    return Picture("svg", content, drawing.width, drawing.height)


def check_font(content: bytes, place: Place, name: str) -> Font:
    """Open a TTF, OTF, WOFF or WOFF2 font from the bytes of its file, whose path is shown as `name`.

    Raises InputFault at `place` if it does not open, lacks letters or may not be embedded.
    """
    check_size(len(content), place=place, limit=MAX_FONT_BYTES, name=name)
    kind = _FONTS.get(content[:4])
    if kind is None:
        raise InputFault(Problem.of("B201", place, path=name))
    try:
        _check_unpacked(content, kind)
        family, weight, leave, missing = _open_font(content)
    except Exception:  # noqa: BLE001 (fontTools meets a broken font with errors of every kind)
        raise InputFault(Problem.of("B202", place, path=name)) from None
    problems = []
    if missing:
        problems.append(Problem.of("B203", place, path=name, letters=" ".join(missing)))
    if leave & _KINDS_OF_LEAVE == _RESTRICTED or leave & _BITMAP_ONLY:
        problems.append(Problem.of("B204", place, path=name))
    if problems:
        raise InputFault(*problems)
    return Font(kind, family, weight)


def _names(folder: Path) -> list[str]:
    """List the folder's files, as the user would name them."""
    walk = (Path(root, file) for root, _, files in os.walk(folder) for file in files)
    few = islice(walk, _MOST_LISTED)
    return [path.relative_to(folder).as_posix() for path in few if path.is_file()]


def _check_png(content: bytes, place: Place, name: str) -> tuple[int, int]:
    """Measure a PNG by its header, then decode it; raises InputFault."""
    width, height = 0, 0
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and len(content) > _HEADER:
        width, height = struct.unpack(">II", content[16:24])
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        size = {"width": width, "height": height, "side": MAX_SIDE, "mega": MAX_PIXELS // 10**6}
        raise InputFault(Problem.of("B103", place, path=name, **size))
    from PIL import Image, ImageFile  # slow, and most logos are SVG

    # WeasyPrint, once loaded, has Pillow take half a picture for a whole one.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(BytesIO(content), formats=["PNG"]) as picture:
            picture.verify()
        # A picture that was verified cannot be decoded any more.
        with Image.open(BytesIO(content), formats=["PNG"]) as picture:
            picture.load()
    except Exception:  # noqa: BLE001 (Pillow meets a broken picture with errors of every kind)
        raise InputFault(Problem.of("B102", place, path=name)) from None
    return width, height


def _open_font(content: bytes) -> tuple[str, int, int, list[str]]:
    """Give the family, the weight, the leave to embed (fsType) and the letters without a shape."""
    from fontTools.pens.recordingPen import RecordingPen  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    # What it remarks on fonts is for those who make them.
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    with TTFont(BytesIO(content), lazy=True) as font:
        for table in font.reader.keys():  # noqa: SIM118 (a reader is no dict)
            font.reader[table]  # raises an error where the file is cut off
        if _count_characters(font.reader["cmap"]) > MAX_CHARACTERS:
            raise ValueError("too many characters")
        characters = font.getBestCmap() or {}
        glyphs = font.getGlyphSet()
        missing = []
        for letter in LETTERS:
            pen = RecordingPen()
            if ord(letter) in characters:
                glyphs[characters[ord(letter)]].draw(pen)
            if not pen.value:
                missing.append(letter)
        about: Any = font.get("OS/2")
        weight, leave = (about.usWeightClass, about.fsType) if about else (_NORMAL, 0)
        return font["name"].getBestFamilyName() or "", weight, leave, missing


def _count_characters(cmap: bytes) -> int:
    """Count the characters of a cmap table by its ranges, which fontTools writes out one by one."""
    total = 0
    for record in range(int.from_bytes(cmap[2:4])):
        (at,) = struct.unpack_from(">I", cmap, 8 + 8 * record)
        kind = int.from_bytes(cmap[at : at + 2])
        starts: Sequence[int] = ()
        ends: Sequence[int] = ()
        if kind == _SEGMENTS:
            count = int.from_bytes(cmap[at + 6 : at + 8]) // 2
            ends = struct.unpack_from(f">{count}H", cmap, at + 14)
            starts = struct.unpack_from(f">{count}H", cmap, at + 16 + 2 * count)
        elif kind in _GROUPS:
            (count,) = struct.unpack_from(">I", cmap, at + 12)
            numbers = struct.unpack_from(f">{3 * count}I", cmap, at + 16)
            starts, ends = numbers[::3], numbers[1::3]
        total += sum(max(end - start + 1, 0) for start, end in zip(starts, ends, strict=True))
    return total


def _check_unpacked(content: bytes, kind: str) -> None:
    """Raise ValueError for a web font that would fill the memory; fontTools sets no limit."""
    room = MAX_FONT_UNPACKED
    for piece in _unpacked(content, kind):
        room -= len(piece)
        if room < 0:
            raise ValueError("too large when unpacked")


def _unpacked(content: bytes, kind: str) -> Iterator[bytes]:
    """Unpack a web font piece by piece, as https://www.w3.org/TR/WOFF/ and WOFF2 lay it out."""
    tables = int.from_bytes(content[12:14])
    if kind == "woff":
        for at in range(44, 44 + 20 * tables, 20):
            start, packed, length = struct.unpack_from(">III", content, at + 4)
            if packed < length:
                table = content[start : start + packed]
                yield zlib.decompressobj().decompress(table, MAX_FONT_UNPACKED + 1)
    elif kind == "woff2":
        import brotli  # type: ignore[import-untyped]
        from fontTools.ttLib.woff2 import (  # type: ignore[import-untyped]
            WOFF2DirectoryEntry,
        )

        rest = directory = content[48 : 48 + _MOST_DIRECTORY]
        for _ in range(tables):
            rest = WOFF2DirectoryEntry().fromString(rest)
        start = 48 + len(directory) - len(rest)
        stream = brotli.Decompressor()
        # Few bytes at a time, since a few can stand for many megabytes.
        end = min(start + int.from_bytes(content[20:24]), len(content))
        for at in range(start, end, _SIP):
            yield stream.process(content[at : min(at + _SIP, end)])
