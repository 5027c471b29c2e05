"""The words of an entry, and what a source supports, for a terminal."""

from __future__ import annotations

from dataclasses import replace

from handouts import brand, reviews
from handouts.catalogue import Catalogue, Entry
from handouts.lines import Lines
from handouts.model.leaflet import Leaflet
from handouts.model.plan import Personal
from handouts.model.self_check import SelfCheck
from handouts.model.words import Source
from handouts.plaintext import Writer, write_self_check
from handouts.reviews import Standing
from handouts.sheet import Options, compose

EMERGENCY = "the emergency number"
"""Whatever it is where the sheet is handed out."""


def leaflet_as_text(
    entry: Entry[Leaflet], catalogue: Catalogue, review: Standing | None = None, width: int = 80
) -> str:
    """Everything that the handout says at its fullest, for no clinic, with the names of what it calls."""
    neutral = replace(brand.load(None, catalogue), emergency=EMERGENCY)
    sheet = compose(entry, catalogue, neutral, Options(layout="full"), Personal())
    writer = Writer(sheet, catalogue, width, with_names=True)
    writer.words()
    lines, leaflet = writer.lines, entry.model
    lines.section(str(catalogue.labels["headings"]["sources"]))
    lines.items(catalogue.reference(name).short for name in reviews.sources(leaflet, catalogue))
    number = leaflet.leaflet or leaflet.name
    state = review or Standing()
    lines.paragraph(f"Leaflet {number}, version {leaflet.version}, written {leaflet.written}, {state}.")
    return lines.text


def self_check_as_text(check: SelfCheck, catalogue: Catalogue, width: int = 80) -> str:
    """How a self-check goes."""
    lines = Lines(width)
    lines.title(check.title)
    write_self_check(lines, check, catalogue.labels)
    return lines.text


def source_as_text(source: Source, width: int = 80) -> str:
    """What a source is, and all that it supports: no sheet may say more than that of it."""
    lines = Lines(width)
    lines.title(source.title)
    lines.paragraph(f"{source.organisation}. {source.year or 'Undated'}. {source.address}")
    lines.paragraph(f"\u201c{source.quote}\u201d")
    lines.section("What it supports")
    lines.items(source.supports)
    return lines.text
