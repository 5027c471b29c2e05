"""The finished web page, read: the words that keep a patient safe are in it, and nothing hides them.

No browser is asked. The shipped style sheet hides nothing, and a clinic's own is for paper and not on the
page. So what is left to look for is a template that leaves words out, or puts them where a browser does not
show them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

import tinyhtml5

from handouts.errors import Problem
from handouts.page import Guarded, squeezed

FOREIGN = {"base", "embed", "frame", "iframe", "link", "meta", "object", "script", "style"}
"""Elements that change the page, or bring in another."""
NOT_SHOWN = {
    "",
    *("audio", "canvas", "datalist", "details", "dialog", "noscript", "select", "svg", "template"),
    *("textarea", "title", "video"),
}
"""Elements of which a browser shows nothing, or not before somebody asks; and comments."""
NOT_HERE = {"aria-hidden", "hidden", "inert", "style"}
"""Attributes that hide, or can."""


def check(html: str, guarded: Sequence[Guarded]) -> list[Problem]:
    """What is wrong with the body of a page: what has no place there, and guarded words that are missing."""
    body = tinyhtml5.parse(html, namespace_html_elements=False).find("body")
    elements = list(body.iter())
    problems = list(dict.fromkeys(_foreign(elements)))
    for each in elements:
        if _name(each) in NOT_SHOWN or NOT_HERE & each.attrib.keys():
            _empty(each)
    text = squeezed("".join(body.itertext()))
    missing = (each for each in guarded if squeezed(each.text) not in text)
    return problems + [Problem.of("P021", name=each.name, text=each.text) for each in missing]


def _foreign(elements: Sequence[Element]) -> Iterator[Problem]:
    for each in elements:
        if (name := _name(each)) in FOREIGN:
            yield Problem.of("P012", what=f"<{name}>")
        for name, value in each.attrib.items():
            if name.startswith("on"):
                yield Problem.of("P012", what=name)
            if name in {"src", "srcset"} and not value.startswith("data:"):
                yield Problem.of("P002", address=value[:80])


def _name(element: Element) -> str:
    """The element's name, in a drawing as well; of a comment none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _empty(element: Element) -> None:
    """Take out what stands in an element; what follows it stays."""
    tail = element.tail
    element.clear()
    element.tail = tail
