"""Pages of a finished PDF as pictures."""

from __future__ import annotations

import io

import pypdfium2

POINTS_AN_INCH = 72


def pages(pdf: bytes, dots_per_inch: float) -> tuple[bytes, ...]:
    """A PNG picture of each page, as it prints."""
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
