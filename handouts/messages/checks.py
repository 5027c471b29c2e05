"""What `handout check` finds: reading R, evidence V, safety G, exercises X, lists and room L, keeping K."""

from __future__ import annotations

from handouts.messages.message import Message

MESSAGES: dict[str, Message] = {
    "R005": Message(
        "A sentence has {count} words: “{text}”.",
        "Keep to {most}: make two sentences of it.",
        "warning",
    ),
    "V001": Message(
        "This claim names no source: “{text}”.",
        "Name the `sources` that say so, or mark a safety default with `own_caution: true`.",
    ),
    "V002": Message(
        "The source {name} is a lead and may not be cited.",
        "Find what it leads to, read that, and name it.",
    ),
    "K001": Message("Nothing here needs the exemption from {check}.", "Take it out.", "warning"),
}
