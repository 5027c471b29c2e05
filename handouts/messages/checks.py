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
    "G001": Message(
        "A sign for which to call at once is missing: {sign} ({about}).",
        "Add {add} to `red_flags.emergency`.",
    ),
    "G002": Message(
        "A sign for which to see a doctor is missing: {sign} ({about}).",
        "Add {add} to `red_flags.see_doctor`.",
        "warning",
    ),
    "G003": Message(
        "This sign stands too far down for the two-page sheet: {sign} ({about}).",
        "Move it up in its list, above what is less urgent.",
        "warning",
    ),
    "G004": Message(
        "The part on massage says nothing of this: {caution}.",
        "Say it in `massage.wait`, `risks` or `tell_therapist`; without a source, with `own_caution: true`.",
    ),
    "G005": Message(
        "Warmth is advised, and nothing is said about numb skin: “{text}”.",
        "Add to the advice that heat must be kept off numb skin.",
        "warning",
    ),
    "G006": Message(
        "The exercise {name} ({demand}) is not for this condition: {because}.",
        "Choose another exercise.",
    ),
    "G007": Message(
        "The exercise {name} ({demand}) is not for the first days: {because}.",
        "Say in `why` that it is for later, such as “Later, when it no longer hurts”, or leave it out.",
    ),
    "G008": Message(
        "The words of this exercise speak of something that its `demands` do not name: {demand}.",
        "Add it to `demands`, so that it is kept from those whom it may hurt; or use other words.",
        "warning",
    ),
    "G009": Message(
        "This exercise has to ask first about {about}.",
        "Say so in `ask_first`.",
    ),
    "K001": Message("Nothing here needs the exemption from {check}.", "Take it out.", "warning"),
}
