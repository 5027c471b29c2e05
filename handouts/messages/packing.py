"""Packs of many handouts (M)."""

from __future__ import annotations

from handouts.messages.message import Message

MESSAGES: dict[str, Message] = {
    "M001": Message("The pack asks for no sheet.", "Give it conditions, or areas, or `conditions: all`."),
    "M002": Message(
        "{first} and {second} ask for two different sheets as {path}.",
        "Make them one after the other, into different folders.",
    ),
    "M003": Message("A pack has either clinic or clinics.", "Write all of them as a list under clinics."),
    "M004": Message("The pack changes {name}, which is not in it.", "{near}"),
    "M005": Message("There is a dose for {name}, which is not on the sheet.", "{near}"),
    "M006": Message(
        "Another pack is being made in {path}{by}.",
        "Wait until it is done, or choose another folder with -o.",
    ),
    "M007": Message(
        "{path} is not the record of a pack, or somebody has changed it.",
        "Choose another folder with -o, or replace it with --force.",
    ),
    "M008": Message(
        "{path} was changed after it was made.",
        "Move it elsewhere to keep it, or replace it with --force.",
    ),
    "M009": Message(
        "The process that made it ended twice without a word ({how}).",
        "There was too little memory, or a library failed. `handout build` it alone to see more.",
    ),
    "M010": Message("It was not done after {seconds} seconds.", "Give it more time with --timeout."),
    "M011": Message(
        "There is a fault in this tool: {reason}", "Please tell us, with what `handout build` says of it."
    ),
    "M012": Message("{path} is one patient's sheet.", "Move it elsewhere, or choose another folder with -o."),
    "M020": Message(
        "No scheduler answers at {address}: {reason}.",
        "Start one with `dask scheduler`, and give the address that it prints, such as tcp://10.0.0.5:8786.",
    ),
    "M021": Message(
        "A worker would print other pages than this machine: {versions}, and here it is {ours}.",
        "Install the same version of handouts and of its libraries on all machines.",
    ),
    "M022": Message(
        "The workers at {address} cannot make handouts: {reason}.",
        'Install handouts on each machine, with pip install "handouts[cluster]".',
    ),
    "M023": Message("The scheduler at {address} has no workers.", "Start some with `dask worker {address}`."),
}
