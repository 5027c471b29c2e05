"""Documents for Typst that are like our sheets: the same words and pictures in the same type and columns."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from handouts.resources import FONTS

HEAD = """\
#set document(title: {title})
#set page("us-letter", margin: (x: 14mm, top: 10mm, bottom: 15mm), footer-descent: 1.3mm, footer: [
  #set text(9pt, fill: rgb("#555555"))
  #set par(leading: 2pt, spacing: 2pt)
  {footer}
])
#set text(12pt, font: "Atkinson Hyperlegible Next", lang: "en", top-edge: .8em, bottom-edge: -.2em)
#show heading: set block(above: 2mm, below: 1mm, sticky: true)
#show heading.where(level: 1): set text(30pt, fill: rgb("#1F4E5F"))
#show heading.where(level: 2): set text(15pt, fill: rgb("#1F4E5F"))
#show heading.where(level: 3): set text(12pt)
#set list(indent: 1mm, body-indent: 2mm)
#set enum(indent: 1mm, body-indent: 2mm)
"""
SIDE = """
#set par(leading: {leading}pt - 12pt, spacing: {leading}pt - 12pt + {gap}pt / 3)
#set list(spacing: {leading}pt - 12pt)
#set enum(spacing: {leading}pt - 12pt)
"""
"""Spacing of a side; that of the sheet it is like."""
STYLE = re.compile(r"--([a-z]+): (-?[\d.]+)")
SPACING = re.compile(r"\.(front|back) \{ --leading: ([\d.]+)pt; --gap: ([\d.]+)pt")
BOX = 'stroke: 1pt + rgb("#1F4E5F"), radius: 2mm, width: 100%, breakable: false'


def is_there() -> bool:
    """Whether the package typst is installed; the suite does not need it."""
    return importlib.util.find_spec("typst") is not None


def loop(pages: Path) -> str:
    """A shell loop of one process for each document; its file is tagged, PDF/UA-1 as ours."""
    options = f"output=sys.argv[1][:-4] + '.pdf', root='/', font_paths=['{FONTS}'], pdf_standards='ua-1'"
    compile_one = f"import sys, typst; typst.compile(sys.argv[1], {options})"
    return f'for page in {pages}/*.typ; do {sys.executable} -c "{compile_one}" $page || exit 1; done'


def write(pages: Path, into: Path) -> None:
    """One document for each page of HTML in a folder, with its pictures beside it."""
    import weasyprint

    into.mkdir()
    for page in sorted(pages.glob("*.html")):
        root = weasyprint.HTML(page).etree_element
        words = _Document(page.read_text(encoding="utf-8"), into).words(root)
        (into / f"{page.name.partition('.')[0]}.typ").write_text(words, encoding="utf-8")


class _Document:
    """HTML as Typst has it."""

    def __init__(self, html: str, folder: Path) -> None:
        self.folder = folder
        self.spacing = {side: (leading, gap) for side, leading, gap in SPACING.findall(html)}
        self.kinds: dict[str, Callable[[Any], str]] = {
            "footer": lambda _: "",
            "columns": lambda each: self.grid(each, "114.5mm, 1fr", "main", "side"),
            "flags": lambda each: self.grid(each, "92mm, 1fr", "now", "soon"),
            "front": lambda each: self.side(each, ""),
            "back": lambda each: self.side(each, "#pagebreak()"),
            "panels": lambda each: self.grid(each, "46mm, 46mm", *["panel"] * len(each)),
            "body": lambda each: self.beside(each, "93mm, 1fr", "shown", "dose"),
            "title": lambda each: self.beside(each, "126mm, 1fr", "h1", "long", "also"),
            "chart": self.chart,
            "dose": lambda each: f"#block[{self.spaced(each)}]",
            "days": lambda each: f"#place(top + right)[{self.spaced(each)}]",
            "card": lambda each: self.box(each, ", inset: (x: 2mm, y: .5mm)"),
            "message": lambda each: self.box(each, ", inset: 1.5mm, fill: luma(95%)"),
            "warning": lambda each: self.box(each, ", inset: 1.5mm"),
            "disclaimer": lambda each: self.small(each, 10.5),
            "sources": lambda each: self.small(each, 9),
            "key": lambda each: self.small(each, 10.5),
            **dict.fromkeys(("h1", "h2", "h3"), self.heading),
            "p": lambda each: f"#par[{self.inline(each)}]",
            "ul": lambda each: self.listed("list", each),
            "ol": lambda each: self.listed("enum", each),
            "img": lambda each: self.picture(each, _sizes(each).get("width", "22")),
        }

    def words(self, root: Any) -> str:
        """The whole document."""
        title, footer = root.find(".//title"), root.find(".//*[@class='footer']")
        said = " \\ ".join(self.inline(line) for line in footer)
        head = HEAD.format(title=_string(title.text), footer=said)
        return head + self.all(root.find("body"))

    def block(self, each: Any) -> str:
        """One element and all in it, by its class or else by its tag."""
        kinds = (*each.get("class", "").split(), each.tag)
        set_it = next((self.kinds[kind] for kind in kinds if kind in self.kinds), self.all)
        return set_it(each)

    def all(self, parent: Any) -> str:
        """Everything in an element."""
        return "\n".join(self.block(each) for each in parent)

    def inline(self, each: Any) -> str:
        """The words of an element, what is bold in bold."""

        def parts() -> Iterator[str]:
            yield _text(each.text)
            for child in each:
                inner = self.inline(child)
                yield f"#strong[{inner}]" if child.tag == "b" else inner
                yield _text(child.tail)

        counters = {"page-at": "counter(page).display()", "page-of": "counter(page).final().first()"}
        counter = counters.get(each.get("class", ""))
        return f"#context {counter}" if counter else "".join(parts())

    def side(self, each: Any, before: str) -> str:
        """Front or back, with the spacing of the sheet."""
        leading, gap = self.spacing[each.get("class")]
        return f"{before}\n#[{SIDE.format(leading=leading, gap=gap)}\n{self.all(each)}]"

    def heading(self, each: Any) -> str:
        """A heading."""
        return f"#heading(level: {each.tag[1]})[{self.inline(each)}]"

    def listed(self, kind: str, each: Any) -> str:
        """A list."""
        return f"#{kind}({', '.join(f'[{self.inline(item)}]' for item in each)})"

    def spaced(self, parent: Any) -> str:
        """Elements one after the other."""
        return " ".join(map(self.inline, parent))

    def grid(self, parent: Any, columns: str, *kinds: str) -> str:
        """Elements beside each other."""
        cells = [f"[{self.all(each)}]" for each in parent if each.get("class", "").split()[0] in kinds]
        return f"#grid(columns: ({columns}), column-gutter: 3mm, {', '.join(cells)})"

    def box(self, each: Any, more: str) -> str:
        """A frame that is not parted."""
        inner = self.inline(each) if each.tag == "p" else self.all(each)
        return f"#block({BOX}{more})[{inner}]"

    def small(self, each: Any, size: float) -> str:
        """Words in small type."""
        return f"#[#set text({size}pt)\n#set par(leading: 2pt)\n#par[{self.inline(each)}]]"

    def beside(self, each: Any, columns: str, *left: str) -> str:
        """What is of these classes, or has none and is of these tags, on the left; the rest beside it."""
        first = [part for part in each if part.get("class", part.tag) in left]
        others = [part for part in each if part not in first]
        cells = ("\n".join(map(self.block, parts)) for parts in (first, others))
        return f"#grid(columns: ({columns}), [{'], ['.join(cells)}])"

    def chart(self, each: Any) -> str:
        """The body, and the words beside it where it hurts."""
        size, areas = _sizes(each), []
        for area in each.findall("p"):
            at = _sizes(area)
            side, left = "left", f"{at['x']}mm"
            if "right" in area.get("class").split():
                side, left = "right", f"{left} - {at['room']}mm"
            words = f"block(width: {at['room']}mm)[#set text(10.5pt)\n#align({side})[{self.inline(area)}]]"
            areas.append(f"#place(dx: {left}, dy: {at['y']}mm - 6pt, {words})")
        drawn = self.picture(each.find("img"), size["width"])
        inside = f"#block(height: {size['height']}mm)[{''.join(areas)}{drawn}]"
        return f"#pad(left: {size['indent']}mm)[{inside}]"

    def picture(self, each: Any, width: str) -> str:
        """A drawing as a file, once for all sheets; decoration is none that is read out."""
        drawing = base64.b64decode(each.get("src").partition(",")[2])
        file = self.folder / f"{hashlib.sha256(drawing).hexdigest()[:16]}.svg"
        file.write_bytes(drawing)
        alt = f", alt: {_string(each.get('alt'))}" if each.get("alt") else ""
        image = f'image("{file}", width: {width}mm{alt})'
        return f"#{image}" if alt else f"#pdf.artifact({image})"


def _sizes(each: Any) -> dict[str, str]:
    """The sizes that an element brings with it, in millimetres."""
    return dict(STYLE.findall(each.get("style", "")))


def _text(words: str | None) -> str:
    """Words as a string, in which nothing has a meaning of its own."""
    plain = re.sub(r"\s+", " ", words or "")
    return f"#{_string(plain)};" if plain.strip() else ""


def _string(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
