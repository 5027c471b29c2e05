"""Tables of clinics (H)."""

from __future__ import annotations

from handouts.messages.message import Message

MESSAGES: dict[str, Message] = {
    "H001": Message(
        "The table cannot be read from here on: {reason}.",
        "Save it again from your spreadsheet program as CSV (UTF-8).",
    ),
    "H002": Message("The table has no clinics.", "Write one clinic on each row below the headings."),
    "H003": Message("{name} is not a heading that is known.", "{near}"),
    "H004": Message("The heading {name} stands twice.", "Keep one of the two columns."),
    "H005": Message("No column is headed name.", "Write the headings on the first row. Known: {known}."),
    "H006": Message("The table has more than {most} clinics.", "Make two tables of it."),
    "H007": Message(
        "The row has {count} cells, but there are {most} headings.",
        "Put a text with a comma in it into quotes.",
    ),
    "H008": Message(
        "{name} gives no name for a folder.",
        "Write one in a column headed folder: small letters, digits and hyphens, such as north-side.",
    ),
    "H010": Message(
        "There is no {name} beside the chain file.",
        "Name a table of clinics (CSV), or a folder of clinics, such as clinics.csv.",
    ),
    "H009": Message(
        "The folder {name} is that of the clinic on row {first}, too.",
        "Write another name in a column headed folder.",
    ),
}
