"""Shipped drawings as line art: black lines on white, and hatching for what colour said."""

from __future__ import annotations

import re

from handouts.design import AREA_COLOURS, ARROW, FEEL, LINE

_FILL = re.compile(rb'(?<=\bfill=")#[0-9A-Fa-f]{6}(?=")')
_STROKE = re.compile(rb'(?<=\bstroke=")#(?!FFFFFF)[0-9A-Fa-f]{6}(?=")')
_ROOT = re.compile(rb"<svg\b[^>]*>")
_BOX = re.compile(rb'viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')
_WIDTH = re.compile(rb'(?<=\bstroke-width=")[\d.]+(?=")')
FINER = 0.6
"""How much of the width of a line is left; lines that were grey are black now."""
LINES_ACROSS = 70
"""Lines of hatching across the longer side of a drawing."""
THICKNESS = 0.15
"""Of a line of hatching, where 1 is the way to the next one."""
_HATCHED = {FEEL[1], AREA_COLOURS["primary"]}
_BLACK = {LINE, ARROW}
_NOTHING = {FEEL[0], FEEL[2]}
"""The rim and the core of what the hatching shows whole."""


def line_art(drawing: bytes) -> bytes:
    """The drawing without its colours: areas are white, and hatched where it hurts or is to be felt."""
    root, box = _ROOT.search(drawing), _BOX.search(drawing)
    if not root or not box:
        return drawing
    step = max(map(float, box.groups())) / LINES_ACROSS
    bare = _STROKE.sub(b"#000000", _FILL.sub(_filled, drawing[root.end() :]))
    bare = _WIDTH.sub(lambda found: f"{float(found[0]) * FINER:g}".encode(), bare)
    return drawing[: root.end()] + _hatching(step) + bare


def _filled(found: re.Match[bytes]) -> bytes:
    colour = found[0].decode().upper()
    if colour in _HATCHED:
        return b"url(#hatching)"
    if colour in _NOTHING:
        return b"none"
    return b"#000000" if colour in _BLACK else b"#FFFFFF"


def _hatching(step: float) -> bytes:
    lines, width = f"M0 {step:g}L{step:g} 0M0 0L{step:g} {step:g}", step * THICKNESS
    return (
        f'<defs><pattern id="hatching" width="{step:g}" height="{step:g}" patternUnits="userSpaceOnUse">'
        f'<path d="{lines}" fill="none" stroke="#000000" stroke-width="{width:g}"/></pattern></defs>'
    ).encode()
