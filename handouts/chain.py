"""Many clinics of one brand: the rows of a table, or the folders in a folder, over a base that they share."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts import brand, output
from handouts.catalogue import Catalogue
from handouts.errors import InputFault, OutputRefused, Place, Problem, UnknownName, in_order
from handouts.files import decode, find_unwanted, kind_of, shown
from handouts.model.base import RESERVED_NAMES, as_slug
from handouts.model.clinic import Chain
from handouts.resources import CLINIC_FILE, LARGEST_FILE, Inputs, digest, read_whole, shown_path
from handouts.shape import check, near
from handouts.source import Source, read_yaml

COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "tagline": ("tagline",),
    "primary": ("colours", "primary"),
    "accent": ("colours", "accent"),
    "phone": ("phone",),
    "address": ("address",),
    "email": ("email",),
    "web": ("web",),
    "booking": ("booking",),
    "country": ("country",),
    "emergency_number": ("emergency_number",),
    "paper": ("paper",),
    "profile": ("profile",),
    "leaflet_prefix": ("leaflet_prefix",),
    "disclaimer_extra": ("disclaimer_extra",),
}
"""What a table may say of a clinic: a column's heading, and the keys in a clinic file that it stands for."""
FOLDER = "folder"
"""The column that names the clinic's folder; left out, it is made from the name."""
MOST_CLINICS = 10_000
LONGEST_FOLDER = 60
MADE_BY = re.compile(rb"# Made by `handout clinic import` \(([0-9a-f]{16})\)[^\n]*\n")
HEAD = "# Made by `handout clinic import` ({digest}): change the table, and import it again.\n"


@dataclass(frozen=True)
class Row:
    """One clinic of a table: its folder's name, and what its clinic file says."""

    folder: str
    source: Source


def read_table(path: Path, base: Path | None) -> list[Row]:
    """The clinics in a CSV table, each checked over the base; raises InputFault with the faults of all rows.

    `base` is the folder of the shared brand. In a Problem's place the line is the row's and the column counts
    cells.
    """
    file = shown_path(path)
    text = decode(read_whole(path), place=Place(file), limit=LARGEST_FILE, name=file)
    # Tabs may stand between cells.
    if unwanted := [each for each in find_unwanted(text.replace("\t", ";"), file) if each.code != "Y002"]:
        raise InputFault(*unwanted)
    rows, problems = _rows(text, file)
    problems += _doubles(rows, file)
    if not problems:
        problems += _brand_faults(rows, base, path.absolute().parent)
    if problems:
        raise InputFault(*in_order(problems))
    return rows


def write_clinics(rows: Sequence[Row], base: Path | None, into: Path, *, force: bool = False) -> list[Path]:
    """Write each clinic's file into a folder of its own; gives the paths.

    Raises OutputRefused, and writes nothing, where a file is there that was not made so.
    """
    files = {into / row.folder / CLINIC_FILE: _file(row, base, into / row.folder) for row in rows}
    taken = [path for path in files if not force and os.path.lexists(path) and not _made_by_us(path)]
    if taken:
        raise OutputRefused(*(Problem.of("O001", path=shown_path(path)) for path in taken))
    for path, content in files.items():
        if kind_of(path) != "file" or path.read_bytes() != content:
            output.write(path, content)
    return list(files)


def clinics_in(chain: Path, into: Path) -> list[Path]:
    """The clinic files of a chain: a chain file, a table, or a folder of clinics; see `clinics_of`."""
    if chain.suffix.lower() not in {".yaml", ".yml"}:
        return clinics_of(chain, into)
    source = read_yaml(chain, name=shown_path(chain))
    found = check(source, Chain)
    base = chain.absolute().parent / found.base if found.base else None
    if base and kind_of(base / CLINIC_FILE) != "file":
        raise InputFault(Problem.of("B040", source.place(["base"]), value=shown(str(found.base))))
    clinics = chain.absolute().parent / found.clinics
    if not clinics.exists():
        raise InputFault(Problem.of("H010", source.place(["clinics"]), name=shown(found.clinics)))
    return clinics_of(clinics, into, Path(os.path.normpath(base)) if base else None)


def clinics_of(named: Path, into: Path, base: Path | None = None) -> list[Path]:
    """The clinic files that a path stands for: a clinic, the clinics in a folder, or the rows of a table.

    The rows of a table become clinic files below `into`, a folder for the time of a run, beside a copy of
    their base. Raises UnknownName where there is none, InputFault with the faults of all rows.
    """
    if named.suffix.lower() == ".csv":
        rows = read_table(named, base)
        copied = None
        if base:
            copied = into / "base"
            shutil.copytree(base, copied)
        return write_clinics(rows, copied, into / "clinics")
    if kind_of(named) == "file":
        return [named]
    if kind_of(named / CLINIC_FILE) == "file":
        return [named / CLINIC_FILE]
    found = sorted(named.glob(f"*/{CLINIC_FILE}")) if kind_of(named) == "folder" else []
    # The base stands among its clinics as a rule; it is no clinic of its own.
    bases = {folder for file in found if (folder := Catalogue(Inputs(clinic=file.parent)).base_of(file))}
    found = [file for file in found if file.parent not in bases]
    if not found:
        raise UnknownName(Problem.of("N002", path=shown_path(named), origin="--clinic"))
    return found


def folder_name(name: str) -> str:
    """A folder's name for a clinic: plain small letters and digits, safe on every system."""
    slug = as_slug(name, LONGEST_FOLDER)
    return f"{slug}-clinic" if slug in RESERVED_NAMES else slug


def _rows(text: str, file: str) -> tuple[list[Row], list[Problem]]:
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), dialect=_dialect(text), strict=True)
    problems: list[Problem] = []
    rows: list[Row] = []
    try:
        headings = [cell.strip().casefold() for cell in next(reader, [])]
        problems += _heading_faults(headings, file)
        if problems:
            return [], problems
        for cells in reader:
            if any(cell.strip() for cell in cells):
                row, faults = _row(headings, cells, file, reader.line_num)
                problems += faults
                rows += [row] if row else []
            if len(rows) > MOST_CLINICS:
                problems.append(Problem.of("H006", Place(file, reader.line_num), most=MOST_CLINICS))
                break
    except csv.Error as error:
        problems.append(Problem.of("H001", Place(file, reader.line_num), reason=error))
    if not rows and not problems:
        problems.append(Problem.of("H002", Place(file)))
    return rows, problems


def _dialect(text: str) -> type[csv.Dialect]:
    """Spreadsheets of many countries write ; between cells, since the comma is in their numbers."""

    class Table(csv.excel):
        delimiter = max(",;\t", key=text.partition("\n")[0].count)

    return Table


def _heading_faults(headings: Sequence[str], file: str) -> Iterator[Problem]:
    known = [FOLDER, *COLUMNS]
    for column, heading in enumerate(headings, start=1):
        place = Place(file, 1, column, heading)
        if heading not in known:
            hint = near(heading, known) or f"Known: {', '.join(known)}."
            yield Problem.of("H003", place, name=shown(heading), near=hint)
        elif heading in headings[: column - 1]:
            yield Problem.of("H004", place, name=heading)
    if "name" not in headings:
        yield Problem.of("H005", Place(file, 1), known=", ".join(known))


def _row(
    headings: Sequence[str], cells: Sequence[str], file: str, line: int
) -> tuple[Row | None, list[Problem]]:
    if len(cells) > len(headings) and any(cell.strip() for cell in cells[len(headings) :]):
        place = Place(file, line, len(headings) + 1)
        return None, [Problem.of("H007", place, count=len(cells), most=len(headings))]
    data: dict[str, Any] = {}
    marks: dict[tuple[str | int, ...], tuple[tuple[int, int], tuple[int, int]]] = {(): ((line, 1), (line, 1))}
    folder = ""
    for column, (heading, cell) in enumerate(zip(headings, cells, strict=False), start=1):
        text = cell.strip()
        if not text:
            continue
        if heading == FOLDER:
            folder = text
            continue
        keys, at = COLUMNS[heading], (line, column)
        group = data
        for depth, key in enumerate(keys[:-1], start=1):
            group = group.setdefault(key, {})
            marks[keys[:depth]] = (at, at)
        group[keys[-1]] = text
        marks[keys] = (at, at)
    name = folder or folder_name(str(data.get("name", "")))
    if not name or folder_name(name) != name:
        place = Place(file, line, 1 + headings.index(FOLDER if folder else "name"))
        return None, [Problem.of("H008", place, name=shown(folder or str(data.get("name", ""))))]
    return Row(name, Source(data, file, marks)), []


def _doubles(rows: Sequence[Row], file: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row in rows:
        line = row.source.marks[()][0][0]
        if row.folder in first:
            yield Problem.of("H009", Place(file, line, 1), name=row.folder, first=first[row.folder])
        first.setdefault(row.folder, line)


def _brand_faults(rows: Sequence[Row], base: Path | None, here: Path) -> Iterator[Problem]:
    """Everything that is wrong with the clinics as brands: the shape, the colours, the files."""
    home = base or here
    catalogue = Catalogue(Inputs(clinic=home))
    layers = brand.base_layers([base] if base else [], catalogue)
    for row in rows:
        try:
            brand.of_layers([(home / row.folder, row.source), *layers], catalogue)
        except InputFault as error:
            yield from error.problems


def _file(row: Row, base: Path | None, folder: Path) -> bytes:
    import yaml

    shared = {"base": Path(os.path.relpath(base, folder)).as_posix()} if base else {}
    words = yaml.safe_dump({**shared, **row.source.data}, allow_unicode=True, sort_keys=False, width=1000)
    return HEAD.format(digest=digest(words.encode())).encode() + words.encode()


def _made_by_us(path: Path) -> bool:
    """Whether an import wrote the file and nobody has changed it since."""
    content = path.read_bytes() if kind_of(path) == "file" else b""
    head = MADE_BY.match(content)
    return bool(head and head[1].decode() == digest(content[head.end() :]))
