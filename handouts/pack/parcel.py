"""A clinic's files as bytes, to travel with an order to a machine that does not have them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from handouts.catalogue import KINDS, OWN_KINDS, of_clinic
from handouts.files import kind_of
from handouts.resources import CLINIC_FILE, OVERRIDES_FILE, REVIEWS_FILE, Inputs

FOLDERS = (*(KINDS[kind] for kind in OWN_KINDS), "figures", "templates", "styles")
FILES = (OVERRIDES_FILE, REVIEWS_FILE)
"""What may stand beside a clinic file and be read for a sheet, but for what that file names itself."""
KEPT = 8
"""Unpacked parcels that a machine keeps, so that the sheets of one clinic share them."""


@dataclass(frozen=True)
class Parcel:
    """The files of one clinic, with the way from a common folder to each."""

    clinic: str
    """The way to the clinic file."""
    files: tuple[tuple[str, bytes], ...]

    @property
    def digest(self) -> str:
        """The same for the same files."""
        digest = hashlib.sha256(self.clinic.encode())
        for name, content in self.files:
            digest.update(f"\0{name}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()


def pack(clinic: Path) -> Parcel:
    """The parcel of a clinic file: all that a sheet may be made from, and the base's; raises InputFault."""
    inputs = Inputs(clinic=clinic.parent)
    catalogue = of_clinic(clinic, inputs)
    found: dict[Path, bytes] = {}
    for folder in inputs.own:
        file = clinic if folder == clinic.parent else folder / CLINIC_FILE
        for path in (file, *_beside(folder), *_named(folder, catalogue.yaml(file).data)):
            found[path] = inputs.read(path)
    # The base may stand above or beside the clinic; the way between them stays as it is.
    root = Path(os.path.commonpath(list(inputs.own)))
    files = sorted((path.relative_to(root).as_posix(), content) for path, content in found.items())
    return Parcel(clinic.relative_to(root).as_posix(), tuple(files))


def unpack(parcel: Parcel) -> Path:
    """The clinic file, unpacked into a folder of this process that lasts while it is among the last few."""
    digest = parcel.digest
    folder = _unpacked.get(digest)
    if folder is None:
        folder = _unpacked[digest] = tempfile.TemporaryDirectory(prefix="handouts-")
        for name, content in parcel.files:
            way = PurePosixPath(name)
            if way.is_absolute() or ".." in way.parts:
                raise ValueError(f"{name} leads out of the parcel")
            path = Path(folder.name) / way
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        while len(_unpacked) > KEPT:
            _unpacked.popitem(last=False)[1].cleanup()
    _unpacked.move_to_end(digest)
    return Path(folder.name) / parcel.clinic


_unpacked: OrderedDict[str, tempfile.TemporaryDirectory[str]] = OrderedDict()


def _beside(folder: Path) -> Iterator[Path]:
    yield from (folder / name for name in FILES if kind_of(folder / name) == "file")
    for name in FOLDERS:
        yield from (path for path in sorted((folder / name).glob("*")) if kind_of(path) == "file")


def _named(folder: Path, data: dict[str, Any]) -> Iterator[Path]:
    """The logo and the fonts that a clinic file names; what is no file is found when it is made."""
    fonts = data.get("type")
    names = [data.get("logo"), *(fonts.values() if isinstance(fonts, dict) else ())]
    for name in names:
        if isinstance(name, str) and kind_of(folder / name) == "file":
            yield folder / name
