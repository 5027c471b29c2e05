"""The finished page (P), and writing it (O)."""

from __future__ import annotations

from handouts.messages.message import Message

MESSAGES: dict[str, Message] = {
    "P002": Message(
        "The page asks for {address}, which lies outside of it.",
        "Nothing is fetched: put pictures and fonts into the clinic's folder and name them there.",
    ),
    "P003": Message(
        "The page cannot be laid out ({reason}).", "Look at the clinic's own templates and styles."
    ),
    "P004": Message(
        "Some character is not in the clinic's type family and would be set in {family}.",
        "Leave it out, or use fonts of your own that have it.",
    ),
    "P005": Message("The page is not whole: {said}", "Look at the clinic's own templates and styles."),
    "P006": Message("While laying out the page: {said}", "The rest of the page is not affected.", "warning"),
    "P007": Message(
        "The handout would have {count} pages.",
        "The most is {most}. Look at the clinic's own templates and styles.",
    ),
    "P010": Message(
        "The {side} of the sheet is {millimetres} mm too long; what does not fit begins with {section}.",
        "Shorten that section, or use `--layout full`.",
    ),
    "P011": Message(
        "With what was added, the {side} is {millimetres} mm too long and runs on, from {section}.",
        "Shorten the addition to keep two pages.",
        "warning",
    ),
    "P012": Message(
        "On a web page, {what} has no place.",
        "Take it out of the clinic's templates: the page stands alone, and its looks are its own.",
    ),
    "P020": Message(
        "A page is {width} x {height} mm, but the paper is {paper}.",
        "Take the page size out of the clinic's styles; use --paper.",
    ),
    "P021": Message(
        "On the finished page, {name} is missing: “{text}”.",
        "A template or a style takes it away. Every sheet must carry it.",
    ),
    "P022": Message(
        "On the finished page, {name} is smaller than 9 pt: “{text}”.",
        "Take what makes it small out of the clinic's templates and styles.",
    ),
    "P023": Message(
        "On the finished page, {name} lies outside of the paper: “{text}”.",
        "Take what moves it out of the clinic's templates and styles.",
    ),
    "P024": Message(
        "On the finished page, {name} cannot be read: “{text}”.",
        "Something covers it or its colour is too pale; look at the clinic's templates and styles.",
    ),
    "P025": Message(
        "On the finished page, {name} is turned, mirrored or slanted: “{text}”.",
        "Take the transform out of the clinic's templates and styles.",
    ),
    "O001": Message(
        "{path} was not made by this tool, or was changed since.",
        "Choose another name with -o, or replace it with --force.",
    ),
    "O002": Message("{path} is a folder.", "Choose another name with -o."),
    "O003": Message("{path} cannot be written: {reason}.", "Choose another folder with -o, or make room."),
    "O004": Message("{path} is what the handout is made from.", "Choose another name with -o."),
    "O005": Message(
        "{first} and {second} would both be written to {path}.",
        "Build them into different folders.",
    ),
    "O006": Message("-o names one file, but {count} handouts are asked for.", "End it with / for a folder."),
    "O007": Message("{path} is there already.", "Choose another folder, or change the file in it."),
    "O008": Message("{path} is not an ordinary file.", "Choose another name with -o."),
    "O009": Message(
        "The temporary folder {path} cannot be written: {reason}.",
        "Make room in it, or name another one in the variable TMPDIR.",
    ),
    "O010": Message("Standard output cannot be written: {reason}.", "Make room, or write it elsewhere."),
    "O012": Message(
        "{path} is called as if it were a page of this handout, and was made or changed by somebody.",
        "Look at it; where it is an old page, remove it.",
        "warning",
    ),
    "O011": Message("{path} ends in neither .svg nor .png.", "Choose a name with one of these endings."),
}
