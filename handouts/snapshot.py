"""Pages of a finished PDF as pictures, and the files in which they stand: `sciatica.1.png` and so on."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from handouts import output
from handouts.record import Asked, Record, is_current
from handouts.resources import Inputs

POINTS_AN_INCH = 72
PAGES = "pages"
"""In the record of each picture: how many there are."""


def pages(pdf: bytes, dots_per_inch: float) -> tuple[bytes, ...]:
    """A PNG picture of each page, as it prints."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        pictures = []
        for page in document:
            file = io.BytesIO()
            # Packing harder saves nothing on a page of letters, and takes longer.
            page.render(scale=dots_per_inch / POINTS_AN_INCH).to_pil().save(file, "PNG", compress_level=1)
            pictures.append(file.getvalue())
        return tuple(pictures)
    finally:
        document.close()


def page_file(path: Path, number: int) -> Path:
    """The file of a page, from 1: for `sciatica.png` it is `sciatica.1.png`."""
    return path.with_name(f"{_stem(path)}.{number}.png")


def files(path: Path, pictures: Sequence[bytes], record: Record | None) -> dict[Path, bytes]:
    """The pictures by the files in which they belong, each with its seal; no record for one person's."""
    seal = output.comment(record and {**record, PAGES: len(pictures)}).encode()
    return {
        page_file(path, number): output.stamped(picture + seal)
        for number, picture in enumerate(pictures, start=1)
    }


def standing(path: Path, order: Asked, inputs: Inputs) -> tuple[Path, ...]:
    """The files of all pages, if they are there, untouched, and would be made from the same now."""
    first = output.read_seal(page_file(path, 1))
    record = first.made_from if first else {}
    found = tuple(page_file(path, number) for number in range(1, record.get(PAGES, 0) + 1))
    are_alike = all(output.read_seal(each) == first for each in found)
    return found if found and are_alike and is_current(record, order, inputs) else ()


def later(path: Path, made: Mapping[Path, bytes]) -> list[Path]:
    """Files that are called as if they were further pages of these."""
    name = re.compile(rf"{re.escape(_stem(path))}\.([1-9]\d*)\.png")
    found = {int(number[1]): each for each in path.parent.iterdir() if (number := name.fullmatch(each.name))}
    return [found[number] for number in sorted(found) if number > len(made)]


def _stem(path: Path) -> str:
    return path.name.removesuffix(".png")
