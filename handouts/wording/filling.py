"""Labels with their places filled in: `{words}` in braces, and the form for a number."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

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
