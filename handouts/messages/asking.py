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
    "N008": Message(
        "{name} cannot be the name of a {kind}.",
        "Write small letters and digits, with hyphens between words: {such}.",
    ),
    "N009": Message(
        "There is a shipped {kind} {name}; in this clinic, yours now stands in its place.",
        "To have both, give yours another name. For another dose or a note, overrides.yaml is enough.",
        "warning",
    ),
    "N010": Message(
        "An exercise belongs to a clinic, and there is none here.",
        "Name its folder with --in; `handout clinic new DIR` makes one.",
    ),
    "N020": Message("There is no condition or technique {name}.", "{near}"),
    "N021": Message(
        "{name} is a self-check, which is no sheet of its own.",
        "`handout build self-checks` prints all of them, `handout show {name}` shows this one.",
    ),
    "N022": Message(
        "{name} is an exercise, which is no sheet of its own.",
        "Choose it for a condition: `handout build sciatica --exercises {name}`.",
    ),
    "N023": Message("{option} is for the handouts of conditions, and {name} is none.", "Leave it out."),
    "N024": Message("{one} and {other} do not go together.", "{why}"),
    "N025": Message(
        "There are no booklets in the layout {layout}.", "Make separate files, or leave --layout out."
    ),
    "N026": Message(
        "{name} has no easy version.",
        "Write it under `easy:` in its file, or leave --easy out.",
    ),
    "N030": Message(
        "There are no booklets in the format {form}.", "Make separate files, or leave the format out."
    ),
    "N031": Message(
        "The layout {layout} is made of pages, and the format {form} has none.",
        "Make it as pdf or png, or leave the layout out.",
    ),
    "N032": Message("{option} is for pages, and the format {form} has none.", "Leave it out."),
    "E001": Message(
        "The page renderer cannot start: {reason}",
        "`handout doctor` says what is missing and how to mend it.",
    ),
    "E010": Message(
        "The port {port} of this computer cannot be used: {reason}.",
        "Choose another one with --port, or leave --port out.",
    ),
    "E004": Message(
        "Printing on many machines needs the library {name}, which is not there.",
        'Install it with pip install "handouts[cluster]"; printing on this one does not need it.',
    ),
    "E003": Message(
        "Drawing needs the library {name}, which is not there.",
        'Install it with pip install "handouts[draw]"; printing handouts does not need it.',
    ),
}
