"""A clinic's pictures, fonts and colours (B), its own templates and styles (T)."""

from __future__ import annotations

from handouts.messages.message import Message

MESSAGES: dict[str, Message] = {
    "B001": Message(
        "The {name} colour {value} on white has a contrast of {contrast}.",
        "Text needs 4.5 or more; {nearest} is the nearest that has it.",
    ),
    "B002": Message(
        "The {name} {value} would hide where an exercise is felt, in grey print; {nearest} is used.",
        "Write that one, or a lighter one of your own.",
        "warning",
    ),
    "B030": Message(
        "The country {value} is not in the list.",
        "{near} Or set emergency_number and paper as well.",
    ),
    "B032": Message("This file is not read.", "{near}", "warning"),
    "B031": Message("There is no shipped type family {value}.", "{near}"),
    "B040": Message(
        "The base {value} is not the folder of another clinic file.",
        "Name the folder that holds the shared clinic.yaml, such as ../brand.",
    ),
    "B041": Message(
        "This clinic file is a base, and names a base of its own.",
        "Take it out: a clinic builds on one base only.",
    ),
    "B101": Message(
        "{path} is {kind}, whatever its name says.",
        "Use an SVG or PNG picture: open it in a drawing program and save it as one of these.",
    ),
    "B102": Message(
        "{path} is a broken PNG picture.",
        "Save it again from the program it was made with.",
    ),
    "B103": Message(
        "{path} is too large to print: {width} x {height} pixels.",
        "The most is {side} pixels a side and {mega} million in all. Make it smaller.",
    ),
    "B104": Message(
        "Of start and finish, this clinic has only one: {missing} is missing.",
        "Bring both, or one picture for the whole exercise, without .start or .finish in its name.",
    ),
    "B110": Message(
        "The SVG picture is broken here.",
        "Save it again from the program it was made with, as plain SVG.",
    ),
    "B111": Message(
        "This is not an SVG picture: it starts with <{name}>.",
        'An SVG picture starts with <svg xmlns="http://www.w3.org/2000/svg">. Save it again as plain SVG.',
    ),
    "B112": Message(
        "A picture may not have a DOCTYPE.",
        "Delete it with a text editor, from <!DOCTYPE to the next >, or save it as plain SVG.",
    ),
    "B113": Message(
        "<{name}> may not be in a picture, because it {what}.",
        "Take it out, or save the picture as plain SVG without it.",
    ),
    "B114": Message(
        "{name} would run a program, which a picture may not.",
        "Take it out, or save the picture as plain SVG.",
    ),
    "B115": Message(
        "The picture asks for something that is not in it: {value}.",
        "Embed it as PNG or take it out, then save the picture again as plain SVG.",
    ),
    "B116": Message(
        "The picture's style for {name} refers to another part of it.",
        "Only styles for a class (.name) may. Save it with presentation attributes as styling.",
    ),
    "B117": Message(
        "The picture does not say how large it is.",
        'Save it again with a viewBox, such as viewBox="0 0 200 80".',
    ),
    "B118": Message(
        "The picture is too detailed.",
        "The most is {most} shapes, {deep} groups deep. Simplify it, or save it as PNG.",
    ),
    "B119": Message(
        "The picture draws parts of itself more than {most} times over.",
        "Simplify it, or save it as PNG.",
    ),
    "B201": Message(
        "{path} is not a font that can be used.",
        "Use a file of the kind TTF, OTF, WOFF or WOFF2, with one font in it.",
    ),
    "B202": Message(
        "{path} is a broken font.",
        "Download it again, or unpack it again from its zip file.",
    ),
    "B203": Message(
        "The font {path} has no shape for {letters}.",
        "Use a font with all letters from A to Z, a to z and the digits.",
    ),
    "B204": Message(
        "The font {path} does not allow to be put into a PDF.",
        "Choose a font whose licence allows it, such as one from Google Fonts, "
        "or one of those that are shipped.",
    ),
    "T001": Message("The template cannot be read: {reason}.", "Compare it with the shipped one."),
    "T002": Message("The template fails here: {reason}.", "Compare it with the shipped one."),
    "T003": Message("The template writes a page without end.", "Look for a loop that repeats itself."),
    "T005": Message(
        "The page was not finished after {seconds} seconds, so it was stopped.",
        "Look at the clinic's own templates, styles and pictures: one of them takes for ever.",
    ),
    "T006": Message(
        "Making the page took more than {megabytes} MB of memory, so it was stopped.",
        "Look at the clinic's own templates, styles and pictures: one of them is too much.",
    ),
    "T007": Message(
        "A picture has no words for those who cannot see it: {picture}",
        "Give it an `alt`, an empty one if it only decorates. An inline `<svg>` needs a `<title>` first, or "
        '`aria-hidden="true"`; what is an `<object>` or `<embed>` has to be an `<img>`.',
    ),
}
