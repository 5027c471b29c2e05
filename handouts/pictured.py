"""Pictures on a page that say nothing to those who cannot see them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

LONGEST = 160
"""Characters of a tag that are shown."""
WITHOUT = {"object", "embed"}
"""What cannot have words that a PDF keeps."""
_ADDRESS = re.compile(r"data:[^\"']*")


def wordless(html: str) -> list[str]:
    """The tag of each picture that has no words, and does not say either that it only decorates."""
    looking = _Looking()
    looking.feed(html)
    looking.close()
    return looking.found


class _Looking(HTMLParser):
    """Reads a page for its pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._drawing = ""
        """The tag of an inline drawing that has not told its title yet."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See whether this is a picture without words."""
        if tag != "title":
            self._miss(self._drawing)
        given = dict(attrs)
        if given.get("aria-hidden") == "true":
            return
        if tag == "svg":
            self._drawing = self.get_starttag_text() or ""
        elif tag == "img":
            self._miss("" if "alt" in given else self.get_starttag_text())
        elif tag in WITHOUT or (given.get("role") == "img" and not given.get("aria-label")):
            self._miss(self.get_starttag_text())

    def handle_data(self, data: str) -> None:
        """Take the title of a drawing."""
        if self.lasttag == "title" and data.strip():
            self._drawing = ""

    def handle_endtag(self, tag: str) -> None:
        """See whether a drawing has ended without a title."""
        if tag == "svg":
            self._miss(self._drawing)

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002 - HTMLParser calls it so
        """Pass over `<![...]`, which HTML takes for a comment and the parser for a fault."""
        return self.parse_bogus_comment(i)

    def _miss(self, picture: str | None) -> None:
        self._drawing = ""
        if picture:
            self.found.append(_ADDRESS.sub("data:…", picture)[:LONGEST])
