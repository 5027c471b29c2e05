"""Labels with their places filled in: `{words}` in braces, and the form for a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from handouts.model.base import Claim

_PLACE = re.compile(r"\{(\w+)\}")


def plain(text: str, **words: object) -> str:
    """The label with its `{words}` filled in, as text that is yet to be escaped."""
    # Not str.format: a clinic's template can call this, and would reach into objects with it.
    return _PLACE.sub(lambda found: str(words[found[1]]), text)


def fill(text: str, **words: object) -> Markup:
    """The label with its `{words}` filled in; text is escaped, markup stays."""
    parts = (
        escape(words[part]) if index % 2 else escape(part) for index, part in enumerate(_PLACE.split(text))
    )
    return Markup("").join(parts)


def count(forms: Mapping[str, str], number: int, **words: object) -> Markup:
    """The form of a label for this number, with the number in bold; "once" and "twice" are words."""
    form = forms.get({1: "one", 2: "two"}.get(number, "other"), forms["other"])
    return fill(form, n=Markup("<b>{}</b>").format(number), **words)


def joined(items: Iterable[str], joints: Mapping[str, str]) -> str:
    """One text from several, as in "a and b" or "a, b, and c"; `joints` are what stands between."""
    *first, last = list(items) or [""]
    if len(first) <= 1:
        return joints["two"].join([*first, last])
    return f"{joints['more'].join(first)}{joints['last']}{last}"


def prose(claims: Iterable[Claim]) -> str:
    """The claims as one paragraph."""
    return " ".join(claim.text for claim in claims)
