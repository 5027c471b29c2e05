"""HTML to PDF: the only module that knows WeasyPrint, and what has to be known about it."""

from __future__ import annotations

import ctypes.util
import hashlib
import importlib.util
import logging
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cached_property


@contextmanager
def _loading_quickly() -> Iterator[None]:
    """Spare a third of the time that WeasyPrint takes to load; without it, it loads all the same.

    For each of the twenty names that it tries for its C libraries, cffi asks ldconfig and a compiler,
    if there is one; Linux finds the right names without them. The subsetter of fontTools, a fifth of
    the rest, is needed only where HarfBuzz has none. And what it prints when a library is missing is
    not for standard output.
    """

    def nowhere(name: str) -> str | None:  # noqa: ARG001 - called by name
        return None

    real = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = nowhere
    spec = importlib.util.find_spec("fontTools.subset")
    if "fontTools.subset" not in sys.modules and spec and spec.loader:
        spec.loader = importlib.util.LazyLoader(spec.loader)
        sys.modules["fontTools.subset"] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        ctypes.util.find_library = real


with _loading_quickly():
    import pydyf
    import weasyprint
    from PIL import Image, ImageFile
    from weasyprint.urls import URLFetcher

from handouts import archival, mending, standing  # noqa: E402
from handouts.design import MM_PER_PIXEL  # noqa: E402
from handouts.errors import OutputRefused, PageFault, Problem  # noqa: E402

VARIANT, ARCHIVAL = "pdf/ua-1", "pdf/a-2a"
LARGEST_PICTURE = 36_000_000
"""Pixels; the largest picture that a page may hold, decoded."""
MOST_PAGES = 60
"""A handout with more has run away."""
MOST_SAID = 300
"""Characters of what the renderer says; an address in it can be a whole picture."""
WORDLESS = 'Image "%s" has no required alt description'
"""What it says of decoration too. A picture that lacks its words never comes here: `render` refuses it."""

Image.MAX_IMAGE_PIXELS = LARGEST_PICTURE
ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint sets it, and would print half a picture.


@dataclass(frozen=True)
class Spot:
    """Where an element with an id begins: page from 1, millimetres from the top of the paper."""

    page: int
    top: float


class Pages:
    """A document that is laid out and not yet written."""

    def __init__(self, document: weasyprint.Document, complaints: list[Problem]) -> None:
        self._document = document
        self.complaints = complaints
        """What the renderer said: errors that make the page unfit, and warnings."""

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._document.pages)

    @cached_property
    def spots(self) -> dict[str, Spot]:
        """Where each element with an id begins, in the order of the pages."""
        found: dict[str, Spot] = {}
        for number, page in enumerate(self._document.pages, start=1):
            for name, (_, top, *_) in page.anchors.items():
                # An element that runs over several pages is on each; it begins on the first.
                found.setdefault(name, Spot(number, top * MM_PER_PIXEL))
        return found

    def write(self, families: frozenset[str], metadata: str, *, archive: bool = False) -> bytes:
        """The PDF, with `metadata` (XMP properties) in it; raises PageFault for what is not as it must be.

        With `archive` it is PDF/A-2a and PDF/UA-1, else PDF/UA-1 alone.
        """
        variant = ARCHIVAL if archive else VARIANT
        described = archival.properties() if archive else ""
        # PDF/A wants one; the renderer's own would be another one each time.
        identifier = hashlib.sha256(metadata.encode()).digest()[:16] if archive else None

        def finish(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
            mending.mend(document, pdf, made)
            _add_metadata(pdf, described + metadata)

        with _listening(self.complaints), mending.watching() as made:
            content: bytes = self._document.write_pdf(
                finisher=finish, pdf_variant=variant, pdf_identifier=identifier
            )
        used = {font.family for font in self._document.fonts.values()}
        self.complaints += [Problem.of("P004", family=family) for family in sorted(used - families)]
        return content


def lay_out(html: str, most: int = MOST_PAGES) -> Pages:
    """The HTML as pages. Nothing is fetched: all that a page needs stands in it as `data:`.

    `most` is how many pages there may be. Raises PageFault where the renderer gives up; what it complains
    about is in `complaints`.
    """
    complaints: list[Problem] = []
    with _listening(complaints):
        document = standing.lay_out(html, _OnlyData(complaints), VARIANT, complaints)
    if len(document.pages) > most:
        raise PageFault(*complaints, Problem.of("P007", count=len(document.pages), most=most))
    return Pages(document, complaints)


class _OnlyData(URLFetcher):  # type: ignore[misc]
    """Serves `data:` and refuses the rest; complains itself, since SVG pictures swallow the refusal."""

    def __init__(self, complaints: list[Problem]) -> None:
        super().__init__(allowed_protocols=("data",))
        self.complaints = complaints

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
        if not url.lower().startswith("data:"):
            problem = Problem.of("P002", address=url[:80])
            if problem not in self.complaints:
                self.complaints.append(problem)
            raise ValueError(url)  # The renderer goes on without it.
        return super().fetch(url, headers)


@contextmanager
def _listening(complaints: list[Problem]) -> Iterator[None]:
    """Gather what WeasyPrint logs; raises PageFault where it gives up, OutputRefused on a full disk."""

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.msg == WORDLESS:
                return
            # What it calls a warning here is an empty box in place of a letter.
            missing = record.levelno >= logging.ERROR or str(record.msg).startswith(".notdef")
            problem = Problem.of("P005" if missing else "P006", said=record.getMessage()[:MOST_SAID])
            if problem not in complaints:
                complaints.append(problem)

    logger = logging.getLogger("weasyprint")
    ear, before = Ear(level=logging.WARNING), logger.handlers[:]
    logger.handlers[:] = [ear]
    try:
        with warnings.catch_warnings():
            # Pillow only warns of a picture that is too large, up to twice the limit.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except MemoryError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno:  # It writes fonts there; nothing else is opened.
            problem = Problem.of("O009", path=tempfile.gettempdir(), reason=error.strerror)
            raise OutputRefused(problem) from error
        complaints.append(Problem.of("P003", reason=f"{type(error).__name__}: {error}"))
        raise PageFault(*complaints) from error
    finally:
        logger.handlers[:] = before


def _add_metadata(pdf: pydyf.PDF, properties: str) -> None:
    """Put XMP properties beside WeasyPrint's own, and leave the packet readable for other programs."""
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and thing.extra.get("Type") == "/Metadata":
            packet = b"".join(thing.stream)
            thing.stream = [packet.replace(b"</rdf:RDF>", f"{properties}</rdf:RDF>".encode())]
            thing.compress = False
