"""Signatures under the words of a sheet (A)."""

from __future__ import annotations

from handouts.messages.message import Message

MESSAGES: dict[str, Message] = {
    "A001": Message(
        "There is no clinic, and a review is kept in a clinic's folder.",
        "`handout clinic new DIR` makes one; then give it with --clinic DIR.",
    ),
    "A002": Message("There is no sheet {name} that somebody could have reviewed.", "{near}"),
    "A003": Message(
        "The review is dated {on}, but today is {today}.",
        "Write the day on which the words were read, or set the date of this computer.",
    ),
    "A004": Message(
        "The review is dated {on}, but the words of {name} were written {written}.",
        "Read them as they are now, and give the day on which you did.",
    ),
    "A005": Message(
        "The words of {name} have changed since {by} signed them on {on}.",
        "The sheet says again that it awaits review. Have the words read, then sign with `handout review`.",
        "warning",
    ),
    "A006": Message(
        "{path} is written in a way to which nothing can be added.",
        "Write each entry as a name with a colon, and its keys on lines of their own below it, indented.",
    ),
}
