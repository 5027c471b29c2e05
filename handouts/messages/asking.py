"""Names on the command line (N), and the machine (E)."""

from __future__ import annotations

from handouts.messages.message import Message

MESSAGES: dict[str, Message] = {
    "N001": Message("There is no {kind} {name}.", "{near}"),
    "N002": Message("There is no clinic file {path} ({origin}).", "`handout clinic new DIR` makes one."),
    "N003": Message("There is a dose for {name}, which is not on the sheet.", "{near}"),
    "N004": Message(
        "{value} is no dose.",
        "Write NAME=2x10 for 2 sets of 10, or more of it: NAME=2x10,hold=5,daily=2,weekly=5.",
    ),
    "N006": Message("There is no area {name}.", "{near}"),
    "E001": Message(
        "The page renderer cannot start: {reason}",
        "`handout doctor` says what is missing and how to mend it.",
    ),
    "E003": Message(
        "Drawing needs the library {name}, which is not there.",
        'Install it with pip install "handouts[draw]"; printing handouts does not need it.',
    ),
}
