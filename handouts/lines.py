"""Lines of plain text: headings, paragraphs and lists, broken at a width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from handouts.model.base import Claim

INDENT = "    "


class Lines:
    """Lines of at most `width` letters; paragraphs stand apart by an empty line."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._lines: list[str] = []

    @property
    def text(self) -> str:
        """All lines."""
        return "".join(f"{line}\n" for line in self._lines)

    def title(self, text: str) -> None:
        """The title of the page."""
        self._apart()
        self._lines += [text, "=" * len(text)]

    def section(self, heading: str) -> None:
        """A heading over what follows."""
        self._lines += ["", "", heading, "-" * len(heading)]

    def paragraph(self, *texts: str | None) -> None:
        """A paragraph; each text begins a line, and there is none for nothing."""
        if any(texts):
            self._apart()
        for text in filter(None, texts):
            self._wrap(text)

    def claims(self, claims: Iterable[Claim]) -> None:
        """A paragraph for each claim."""
        for claim in claims:
            self.paragraph(claim.text)

    def run_in(self, heading: str, text: str) -> None:
        """A paragraph that begins with its heading."""
        self.paragraph(f"{heading} {text}")

    def items(self, items: Iterable[str], indent: str = "", *, numbered: bool = False) -> None:
        """A list, set in by `indent`."""
        for number, item in enumerate(items, start=1):
            mark = f"{number}. " if numbered else "- "
            self._wrap(mark + item, f"{indent}  ", f"{indent}  {' ' * len(mark)}")

    def block(self, head: str, *texts: str | None) -> None:
        """A line, and below it what is said to it, set in."""
        self.paragraph(head)
        self.inside(*texts)

    def inside(self, *texts: str | None) -> None:
        """More of a block; None for nothing."""
        for text in filter(None, texts):
            self._wrap(text, INDENT, INDENT)

    def _apart(self) -> None:
        """Leave a line free, but not at the top or under a heading."""
        if self._lines and set(self._lines[-1]) not in ({"-"}, {"="}):
            self._lines.append("")

    def _wrap(self, text: str, first: str = "", rest: str = "") -> None:
        # Half a word or address could not be searched for or followed.
        self._lines += textwrap.wrap(
            text,
            self.width,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
