"""What an entry says (C)."""

from __future__ import annotations

from handouts.messages.message import Message

MESSAGES: dict[str, Message] = {
    "C001": Message(
        "The entry is called {name}, but its file is called {stem}.yaml.",
        "Give both the same name.",
    ),
    "C002": Message("There is no exercise {name}.", "{near}"),
    "C003": Message("There is no technique {name}.", "{near}"),
    "C004": Message("There is no source {name} in the bibliography.", "{near}"),
    "C005": Message("No exercise is left for {name}.", "Leave at least one in."),
    "C006": Message("There is no condition {name}.", "{near}"),
    "C009": Message("There is no set of warning signs {name}.", "{near}"),
    "C007": Message("There is no place {name} on the body chart.", "{near}"),
    "C010": Message("Still to be written: “{wanted}”.", "Then take the TODO: out."),
    "C011": Message(
        "{name} is the name of a {first} and of a {second}, so `handout build {name}` could mean both.",
        "Give your own entry another name, in the file and in its file name.",
    ),
    "C012": Message(
        "This is one {kind}, which is no sheet of its own.",
        "Put it into the clinic's folder; conditions and techniques can be printed from a file.",
    ),
    "C013": Message("There is no self-check {name}.", "{near}"),
}
