"""What a handout was made from: the order, the tools, and a digest of every file that was read.

The record stands in the finished file, and tells whether making it again would change anything.
"""

from __future__ import annotations

import hashlib
import importlib.util
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from handouts import __version__
from handouts.resources import PACKAGE, Inputs

Record = dict[str, Any]
"""`order`, `tools` and `inputs`, each a group by names; no path of this computer."""


class Asked(Protocol):
    """An order, for a handout or for a booklet."""

    def asked(self) -> dict[str, Any]:
        """What it asks for, as far as that shapes the pages."""


def made_from(order: Asked, inputs: Inputs) -> Record:
    """The record of a handout for which these inputs have been read."""
    return {"order": order.asked(), "tools": tools(), "inputs": inputs.record}


def is_current(record: Record, order: Asked, inputs: Inputs) -> bool:
    """Whether this order would be made from the same now."""
    same_order = record["order"] == order.asked() and record["tools"] == tools()
    return same_order and not inputs.changes(record["inputs"])


@cache
def tools() -> dict[str, str]:
    """What the page is made with: this code, and the renderer."""
    code = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        code.update(path.read_bytes())
    return {"handouts": f"{__version__} {code.hexdigest()[:16]}", "weasyprint": _renderer_version()}


def _renderer_version() -> str:
    """The renderer's version, from the name of the folder that pip put beside it where there is one."""
    spec = importlib.util.find_spec("weasyprint")  # It is found and not loaded.
    beside = Path(spec.origin).parent.parent.glob("weasyprint-*.dist-info") if spec and spec.origin else ()
    names = [path.stem.partition("-")[2] for path in beside]
    if len(names) == 1:
        return names[0]
    from importlib.metadata import version  # It loads ten times as long.

    return version("weasyprint")
