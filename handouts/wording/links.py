"""Words that lead somewhere when they are touched: a telephone number, an address on the web or for email."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

_NO_DIGIT = re.compile(r"[^\d+]")

ADDRESSES: dict[str, Callable[[str], str]] = {
    "phone": lambda words: f"tel:{_NO_DIGIT.sub('', words)}",
    "web": lambda words: words if "://" in words else f"https://{words}",
    "email": lambda words: f"mailto:{words}",
}
"""The address that words of each kind stand for."""


def link(kind: str, words: str, shown: str | None = None) -> Markup:
    """The words as a link, or others that are `shown` in their place."""
    return Markup('<a href="{}">{}</a>').format(ADDRESSES[kind](words), shown or words)
