"""Drawings of exercises (D)."""

from __future__ import annotations

from handouts.messages.message import Message

MESSAGES: dict[str, Message] = {
    "D001": Message(
        "In the {panel}, {part} is {gap} units away from {what}.",
        "Move the part or the body, or bend the joints otherwise; 8 units are allowed.",
    ),
    "D002": Message(
        "In the {panel}, {part} goes {depth} units into {what}.",
        "Move it out; 5 units are allowed.",
    ),
    "D003": Message(
        "In the {panel}, the {joint} is at {angle} degrees, which people cannot do.",
        "It goes from {low} to {high}.",
    ),
    "D004": Message("In the {panel}, the {part} goes through {other}.", "Move it to one side."),
    "D005": Message(
        "In the {panel}, the picture is {size} units {what}, more than fits a card.",
        "The most is {limit}: make the things around smaller, or choose another view.",
    ),
    "D006": Message(
        "In the {panel}, {share}% of this arrow lie over the body.",
        "Move it to where the paper is free: 30% are allowed.",
    ),
    "D007": Message(
        "In the {panel}, {name} cannot be seen where it is felt.",
        "Choose another view, or another name for the place.",
    ),
    "D008": Message(
        "In the {panel}, the drawing has {size} bytes; the most is {limit}.",
        "Leave out a thing or a close-up.",
    ),
    "D009": Message("There is nothing called {name} here.", "{near}"),
    "D010": Message("A {kind} does not take {key}.", "It takes {known}."),
    "D011": Message(
        "Parts of the body wait for each other here: {name}.",
        "Give one of them a point `[x, y, z]` of its own.",
    ),
    "D012": Message(
        "No exercise and no self-check has words for the figure {name}.",
        "Write its entry, with `figure: {{name: {name}, alt: ...}}`.",
    ),
}
