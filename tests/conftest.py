"""What the tests share."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from handouts import pdf, render
from handouts.brand import load
from handouts.catalogue import Catalogue
from handouts.model.plan import Personal
from handouts.output import seal
from handouts.page import Page
from handouts.resources import Inputs
from handouts.sheet import Options, compose

SHORT = """\
{% extends "page.html" %}
{% block pages %}
<section class="front">
{% include "title.html" %}
{% include "red_flags.html" %}
{% include "closing.html" %}
</section>
{% endblock %}
"""
"""A sheet of the guarded words and little else, which is laid out in a third of the time."""

Files = Mapping[str, str | bytes]
MakeClinic = Callable[..., Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --accept` writes the pages that golden tests compare with; read the diff."""
    parser.addoption("--accept", action="store_true", help="accept the pages as they are now")


def write_clinic(folder: Path, words: str = "name: Test Clinic\n", files: Files | None = None) -> Path:
    """A clinic's folder with these files; gives its clinic file."""
    for name, content in {"clinic.yaml": words, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / "clinic.yaml"


def render_clinic(
    file: Path | None, layout: str = "sheet", personal: Personal | None = None, name: str = "sciatica"
) -> Page:
    """A sheet of this clinic as HTML, in this process."""
    catalogue = Catalogue(Inputs(clinic=file.parent if file else None))
    brand = load(file, catalogue)
    options = Options(layout=layout, paper=brand.paper)
    content = compose(catalogue.leaflet(name), catalogue, brand, options, personal or Personal())
    return render.handout(content, catalogue)


def styled(page: Page, css: str) -> str:
    """The page with this after all styles, where a clinic's extra.css stands."""
    return page.html.replace("</style>", f"{css}</style>", 1)


def printed(page: Page, css: str = "") -> tuple[bytes, list[str]]:
    """The page as PDF without copy-fitting, and the codes of what the renderer complains about."""
    pages = pdf.lay_out(styled(page, css))
    content = pages.write(page.families, seal(None))
    return content, [problem.code for problem in pages.complaints]


def png(width: int, height: int) -> bytes:
    """A black PNG picture of two colours; the largest takes little room."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((1 + -(-width // 8)) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def clinic(tmp_path: Path) -> MakeClinic:
    """Makes a clinic's folder beside the test's other files."""

    def make(words: str = "name: Test Clinic\n", files: Files | None = None) -> Path:
        return write_clinic(tmp_path / "clinic", words, files)

    return make


@pytest.fixture(scope="session")
def short_page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """A page with all the guarded words of the sciatica sheet, and little else."""
    folder = tmp_path_factory.mktemp("short")
    return render_clinic(write_clinic(folder, files={"templates/sheet.html": SHORT}))
