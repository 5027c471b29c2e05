"""A PDF as a screen reader has it: its tags in their order, with the words that each of them holds.

Not any one program's way of speaking: headings, lists, pictures, links and tables are named as all of them
name these, and nothing is said that is not in a tag.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ctypes import c_ulong, c_ushort, sizeof
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True)
class Words:
    """A marked piece of a page: text of one line, or a picture, which has none."""

    text: str
    page: int
    """From 0."""
    number: int
    """In the order in which the page is drawn."""
    drawn: tuple[float, ...]
    """Left, foot, right and top of what is drawn, in points."""


@dataclass(frozen=True)
class Tag:
    """A tag and all that is in it."""

    kind: str
    """Such as "H1", "LI" or "Figure"."""
    page: int
    inner: tuple[Tag | Words, ...]
    alt: str | None = None
    language: str | None = None
    says: Mapping[str, Any] = field(default_factory=dict)
    """Its attributes, such as `ListNumbering` or `Scope`."""
    note: str | None = None
    """What the annotation of a link says of itself."""

    def walk(self) -> Iterator[Tag]:
        """This tag and all within it, in reading order."""
        yield self
        for each in self.inner:
            if isinstance(each, Tag):
                yield from each.walk()

    def all(self, *kinds: str) -> list[Tag]:
        """All tags of these kinds, in reading order."""
        return [tag for tag in self.walk() if tag.kind in kinds]

    def words(self) -> list[Words]:
        """All text within, in reading order."""
        return [piece for each in self.inner for piece in (each.words() if isinstance(each, Tag) else [each])]

    @property
    def text(self) -> str:
        """Its words as one text; nothing is put between them that is not in the file."""
        return " ".join("".join(piece.text for piece in self.words()).split())


def read(path: Path) -> Tag:
    """The tag around everything, of a PDF with tags."""
    text = _text(path)
    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

        def tag(found: pikepdf.Object, page: int) -> Tag:
            page = pages[found.Pg.objgen] if "/Pg" in found else page
            inner: list[Tag | Words] = []
            note = None
            for kid in _listed(found.get("/K", [])):
                if isinstance(kid, int):
                    inner += [text[page][kid]] if kid in text[page] else []  # A lone space is not drawn.
                elif kid.get("/Type") == "/OBJR":
                    note = str(kid.Obj.get("/Contents", ""))
                else:
                    inner.append(tag(kid, page))
            says = {name[1:]: value for each in _listed(found.get("/A", [])) for name, value in each.items()}
            return Tag(
                str(found.S)[1:],
                page,
                tuple(inner),
                alt=str(found.Alt) if "/Alt" in found else None,
                language=str(found.Lang) if "/Lang" in found else None,
                says={name: _plain(value) for name, value in says.items()},
                note=note,
            )

        (top,) = _listed(pdf.Root.StructTreeRoot.K)
        return tag(top, 0)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, pikepdf.Array)) else [value]


def _plain(value: Any) -> Any:
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    if isinstance(value, pikepdf.Array):
        return [str(each) if isinstance(each, pikepdf.Object) else float(each) for each in value]
    return value


def strays(path: Path) -> list[str]:
    """Text that is marked as if a tag held it, and none does."""
    held = {(piece.page, piece.number) for piece in read(path).words()}
    pieces = (piece for page in _text(path) for piece in page.values() if piece.text)
    return [piece.text for piece in pieces if (piece.page, piece.number) not in held]


def artifacts(path: Path) -> list[str]:
    """Text that nobody is to hear."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [
            _letters(each, page.get_textpage())
            for page in document
            for each in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT])
            if "Artifact" in _marks(each)
        ]
    finally:
        document.close()


def unmarked(path: Path) -> int:
    """How many things on the pages are neither in a tag nor an artifact."""
    document = pypdfium2.PdfDocument(path)
    try:
        return sum(not _marks(each) for page in document for each in page.get_objects(max_depth=1))
    finally:
        document.close()


def _marks(each: pypdfium2.PdfObject) -> list[str]:
    names = []
    for at in range(pdfium.FPDFPageObj_CountMarks(each.raw)):
        buffer, length = (c_ushort * 40)(), c_ulong()
        mark = pdfium.FPDFPageObj_GetMark(each.raw, at)
        pdfium.FPDFPageObjMark_GetName(mark, buffer, sizeof(buffer), length)
        names.append(bytes(buffer)[: length.value].decode("utf-16-le").rstrip("\0"))
    return names


def _letters(each: pypdfium2.PdfObject, page: pypdfium2.PdfTextPage) -> str:
    length = pdfium.FPDFTextObj_GetText(each.raw, page.raw, None, 0)
    buffer = (c_ushort * (length // 2))()
    pdfium.FPDFTextObj_GetText(each.raw, page.raw, buffer, length)
    return (
        bytes(buffer).decode("utf-16-le").rstrip("\0").replace("\x02", "-")
    )  # PDFium's hyphen at a line's end


def _text(path: Path) -> list[dict[int, Words]]:
    """What each marked piece of each page says, by its number on the page."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [_text_of(page, number) for number, page in enumerate(document)]
    finally:
        document.close()


def _text_of(page: pypdfium2.PdfPage, number: int) -> dict[int, Words]:
    found: dict[int, Words] = {}
    letters = page.get_textpage()
    for each in page.get_objects(max_depth=1):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(each.raw)
        if mark >= 0:
            text = _letters(each, letters) if each.type == pdfium.FPDF_PAGEOBJ_TEXT else ""
            before, bounds = found.get(mark), each.get_bounds()
            if before:
                text = before.text + text
                bounds = (*map(min, before.drawn[:2], bounds[:2]), *map(max, before.drawn[2:], bounds[2:]))
            found[mark] = Words(text, number, mark, bounds)
    return found


def aloud(tag: Tag) -> list[str]:
    """What is heard, a line for each thing that is said in one breath."""
    return list(_said(tag))


def _said(tag: Tag) -> Iterator[str]:
    if tag.kind in {"H1", "H2", "H3", "H4", "H5", "H6"}:
        yield f"Heading {tag.kind[1]}: {tag.text}"
    elif tag.kind == "Figure":
        yield f"Picture: {tag.alt}"
    elif tag.kind == "L":
        items = [each for each in tag.inner if isinstance(each, Tag)]
        yield f"List of {len(items)}"
        for item in items:
            yield "  " + " ".join(part.text for part in item.inner if isinstance(part, Tag))
    elif tag.kind == "Table":
        rows = tag.all("TR")
        yield f"Table of {len(rows)} rows"
        for row in rows:
            yield "  " + " | ".join(cell.text for cell in row.all("TH", "TD"))
    elif any(isinstance(each, Words) for each in tag.inner) or (tag.kind == "P" and not tag.all("Figure")):
        yield from filter(None, [tag.text])
    else:
        for each in tag.inner:
            if isinstance(each, Tag):
                yield from _said(each)
