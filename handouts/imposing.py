"""Imposition: two pages on each side of a sheet, so that the sheets, folded and stapled, are a booklet.

What comes out is for a printer. It carries no tags, bookmarks or links, and does not say that it is PDF/UA:
in the order of printing it could not be read to anybody.
"""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name

PAGES_A_SHEET = 4

_PACKET = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '{properties}</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)

Side = tuple[int | None, int | None]
"""The numbers of the pages left and right on one side of a sheet, from 1; None for a blank one."""


def sides(count: int) -> list[Side]:
    """The sides of all sheets as they are printed, front and back in turn, for this many pages."""
    sheets = -(-count // PAGES_A_SHEET)
    numbers = [number if number <= count else None for number in range(1, sheets * PAGES_A_SHEET + 1)]
    found = []
    while numbers:
        first, second, *numbers, last_but_one, last = numbers
        found += [(last, first), (second, last_but_one)]
    return found


def impose(content: bytes, metadata: str) -> bytes:
    """The PDF for saddle stitching, each sheet as large as a page was: A5 from A4, half Letter from Letter.

    `metadata` are the XMP properties that it gets.
    """
    with pikepdf.open(BytesIO(content)) as pages, pikepdf.new() as printed:
        _, _, height, width = (float(edge) for edge in pages.pages[0].mediabox)
        for page in pages.pages:
            page.obj.Resources = pages.make_indirect(page.resources)
        for side in sides(len(pages.pages)):
            sheet = printed.add_blank_page(page_size=(width, height))
            _place(printed, sheet, [pages.pages[number - 1] if number else None for number in side])
        for key in sorted(pages.docinfo.keys() & {"/Title", "/Author"}):
            printed.docinfo[key] = str(pages.docinfo[key])
        packet = _PACKET.format(properties=metadata).encode()
        printed.Root.Metadata = pikepdf.Stream(printed, packet, Type=Name.Metadata, Subtype=Name.XML)
        # Folded sheets turn over their short edge.
        printed.Root.ViewerPreferences = Dictionary(
            Duplex=Name.DuplexFlipShortEdge, PrintScaling=Name("/None")
        )
        finished = BytesIO()
        printed.save(finished, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return finished.getvalue()


def _place(printed: pikepdf.Pdf, sheet: pikepdf.Page, halves: list[pikepdf.Page | None]) -> None:
    """Draw the pages on the halves of the sheet, each in the middle and as large as it goes."""
    _, _, width, height = (float(edge) for edge in sheet.mediabox)
    drawing = []
    for index, page in enumerate(halves):
        if page is None:
            continue
        picture = printed.copy_foreign(page.as_form_xobject())
        # The renderer keeps one list of resources for all pages; a copy of it for each would double the file.
        picture.Resources = printed.copy_foreign(page.obj.Resources)
        scale = min(width / 2 / height, height / width)
        left = index * width / 2 + (width / 2 - height * scale) / 2
        bottom = (height - width * scale) / 2
        name = sheet.add_resource(picture, Name.XObject, Name(f"/Half{index}"))
        drawing.append(f"q {scale:.5f} 0 0 {scale:.5f} {left:.3f} {bottom:.3f} cm {name} Do Q")
    sheet.contents_add("\n".join(drawing).encode())
