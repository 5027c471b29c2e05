"""One pass over a clinic's SVG picture, to see that it draws only what is in it.

Nothing may run, move, fetch or multiply. The picture is read as a stream and never as a tree, so
that a hostile one costs no more than its bytes.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat  # a stream with places; a DOCTYPE, and so every entity, is refused

from handouts.errors import Place, Problem
from handouts.files import shown

MAX_ELEMENTS = 5000
MAX_DEPTH = 50
MAX_DRAWN = 20_000
"""The most elements that are drawn when every `use`, pattern and mask is followed."""
MAX_PROBLEMS = 100

_SVG = "http://www.w3.org/2000/svg"
_REFUSED = {
    "script": "runs a program",
    "handler": "runs a program",
    "listener": "runs a program",
    "foreignobject": "holds a web page",
    "iframe": "holds a web page",
    "embed": "holds another file",
    "object": "holds another file",
    "audio": "plays a sound",
    "video": "plays a film",
    "canvas": "runs a program",
    "animate": "moves",
    "animatecolor": "moves",
    "animatemotion": "moves",
    "animatetransform": "moves",
    "set": "moves",
    "discard": "moves",
    # A marker on a group is drawn at every corner of every path in it.
    "marker": "is drawn over and over",
}
_LINKS = {"href", "src", "base"}
_EMBEDDED = "data:image/png;base64,"
_OUTSIDE = re.compile(r"url\(\s*+['\"]?+\s*+(?!#)|@import|(image-set|image|src)\(|\\", re.IGNORECASE)
_INSIDE = re.compile(r"url\(\s*+['\"]?+\s*+#([^)'\"\s]+)", re.IGNORECASE)
_CLASSES = re.compile(r"\s*+\.[\w-]++\s*+(,\s*+\.[\w-]++\s*+)*+")
_LENGTH = re.compile(r"\s*([0-9]{1,6}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})(px|pt|pc|mm|cm|in|q)?\s*")
_PX = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 0.945}


@dataclass
class Drawing:
    """What one pass found: problems, the size in px, and the PNG pictures embedded in it."""

    problems: list[Problem] = field(default_factory=list)
    width: float = 0.0
    height: float = 0.0
    embedded: list[tuple[Place, bytes]] = field(default_factory=list)


def examine(content: bytes, place: Place) -> Drawing:
    """Read an SVG picture; `place` names its file and the field that it was given in."""
    reading = _Reading(place)
    try:
        reading.parser.Parse(content, True)  # noqa: FBT003 (expat takes no keywords)
        reading.count_drawn()
    except _Enough:
        pass
    except (expat.ExpatError, LookupError, ValueError):
        # LookupError and ValueError: an encoding that Python does not know or cannot use here.
        reading.add("B110")
    return reading.drawing


class _Enough(Exception):
    """There is no use in reading on."""


@dataclass
class _Element:
    """An element that is being read: how many it holds, and what they refer to."""

    name: str
    id: str | None
    count: int = 1
    uses: list[str] = field(default_factory=list)


class _Reading:
    """The handlers of one parser, and what they remember."""

    def __init__(self, place: Place) -> None:
        self.drawing = Drawing()
        self.place = place
        self.open: list[_Element] = []
        self.root: _Element | None = None
        self.known: dict[str, _Element] = {}
        self.by_class: dict[str, list[str]] = defaultdict(list)
        self.style = ""
        self.total = 0
        self.parser: Any = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.ProcessingInstructionHandler = self.instruction

    def add(self, code: str, **words: Any) -> None:
        """Note a problem where the parser is."""
        self.drawing.problems.append(Problem.of(code, self.here(), **words))
        if len(self.drawing.problems) >= MAX_PROBLEMS:
            raise _Enough

    def here(self) -> Place:
        """Give the parser's place."""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        return Place(self.place.file, line, column, self.place.field)

    def doctype(self, *declared: Any) -> None:
        """Refuse a DOCTYPE; with a part of its own (the last word), entities could multiply."""
        self.add("B112")
        if declared[-1]:
            raise _Enough

    def instruction(self, target: str, _data: str) -> None:
        """Refuse a style sheet from elsewhere."""
        if target.lower() == "xml-stylesheet":
            self.add("B115", value=f"<?{target}")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Look at an element and its attributes."""
        space, _, name = tag.rpartition(" ")
        element = _Element(name, attributes.get("id"))
        if not self.open:
            self.root = element
            if (space, name) != (_SVG, "svg"):
                self.add("B111", name=shown(name))
                raise _Enough
            self.measure(attributes)
        self.total += 1
        self.open.append(element)
        if self.total > MAX_ELEMENTS or len(self.open) > MAX_DEPTH:
            self.add("B118", most=MAX_ELEMENTS, deep=MAX_DEPTH)
            raise _Enough
        if name.lower() in _REFUSED:
            self.add("B113", name=shown(name), what=_REFUSED[name.lower()])
        for attribute, value in attributes.items():
            self.attribute(element, attribute, value)

    def attribute(self, element: _Element, attribute: str, value: str) -> None:
        """Look at one attribute, and remember what it refers to."""
        space, _, name = attribute.rpartition(" ")
        if name.lower().startswith("on") and not space:
            self.add("B114", name=shown(name))
        elif name.lower() in _LINKS:
            self.link(element, value.strip())
        elif name == "class":
            element.uses += [f".{each}" for each in value.split()]
        elif not space:
            self.css(value)
            element.uses += _INSIDE.findall(value)

    def link(self, element: _Element, value: str) -> None:
        """Allow a link to something in the picture, and an embedded PNG."""
        if value.startswith("#"):
            element.uses.append(value[1:])
        elif value.startswith(_EMBEDDED):
            try:
                png = base64.b64decode("".join(value.removeprefix(_EMBEDDED).split()), validate=True)
            except (binascii.Error, ValueError):
                png = b""
            self.drawing.embedded.append((self.here(), png))
        else:
            self.add("B115", value=shown(value))

    def css(self, text: str) -> None:
        """Refuse what would fetch something, and the escapes that could hide it."""
        if match := _OUTSIDE.search(text):
            self.add("B115", value=shown(text[match.start() :]))

    def text(self, text: str) -> None:
        """Keep the text of a style element."""
        if self.open and self.open[-1].name == "style":
            self.style += text

    def end(self, _tag: str) -> None:
        """Close an element: its parent holds all that it holds."""
        element = self.open.pop()
        if element.name == "style":
            self.end_style()
        if element.id:
            self.known.setdefault(element.id, element)
        if self.open:
            self.open[-1].count += element.count
            self.open[-1].uses += element.uses

    def end_style(self) -> None:
        """Look at a style sheet; only rules for classes may refer to what multiplies."""
        self.css(self.style)
        for rule in self.style.split("}"):
            before, _, body = rule.rpartition("{")
            selectors = before.rpartition("{")[2]
            if used := _INSIDE.findall(rule):
                if not _CLASSES.fullmatch(selectors) or used != _INSIDE.findall(body):
                    self.add("B116", name=shown(selectors.strip()))
                for name in selectors.split(","):
                    self.by_class[name.strip()] += used
        self.style = ""

    def measure(self, attributes: dict[str, str]) -> None:
        """Find the size: width and height, else that of the viewBox."""
        sides = [_length(attributes.get(side, "")) for side in ("width", "height")]
        box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
        box_sides = [_length(side) for side in box[2:]] if len(box) == len("xywh") else [0.0, 0.0]
        width, height = sides if all(sides) else box_sides
        if not (width and height):
            self.add("B117")
        self.drawing.width, self.drawing.height = width, height

    def count_drawn(self) -> None:
        """Refuse a picture that draws itself over and over."""
        drawn: dict[str, float] = {}

        def follow(element: _Element, deep: int) -> float:
            total: float = element.count if deep <= MAX_DEPTH else math.inf
            for use in element.uses if deep <= MAX_DEPTH else ():
                for name in self.by_class.get(use, ()) if use.startswith(".") else (use,):
                    if name not in drawn:
                        # Until it is known, so that a circle counts as endless.
                        drawn[name] = math.inf
                        known = self.known.get(name)
                        drawn[name] = follow(known, deep + 1) if known else 0
                    total += drawn[name]
            return total

        if self.root and follow(self.root, 0) > MAX_DRAWN:
            self.add("B119", most=MAX_DRAWN)


def _length(text: str) -> float:
    """Give a length in px, or 0 if it is none, or relative."""
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _PX[match[2] or "px"] if match else 0.0
