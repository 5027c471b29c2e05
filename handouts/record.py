"""What a handout was made from: the order, the tools, and a digest of every file that was read.

The record stands in the finished file, and tells whether making it again would change anything.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from handouts import __version__
from handouts.order import Order
from handouts.resources import PACKAGE, Inputs

Record = dict[str, Any]
"""`order`, `tools` and `inputs`, each a group by names; no path of this computer."""


def made_from(order: Order, inputs: Inputs) -> Record:
    """The record of a handout for which these inputs have been read."""
    return {"order": order.asked(), "tools": tools(), "inputs": inputs.record}


def is_current(record: Record, order: Order, inputs: Inputs) -> bool:
    """Whether this order would be made from the same now."""
    same_order = record["order"] == order.asked() and record["tools"] == tools()
    return same_order and not inputs.changes(record["inputs"])


@cache
def tools() -> dict[str, str]:
    """What the page is made with: this code, and the renderer."""
    from importlib.metadata import version

    code = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        code.update(path.read_bytes())
    return {
        "handouts": f"{__version__} {code.hexdigest()[:16]}",
        "weasyprint": version("weasyprint"),
    }
