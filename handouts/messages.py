"""Every message with a code: what it says, what to do, and how grave it is.

The one place for these texts; `docs/messages.md` is made from it. A code is never used again
for something else.
"""

from __future__ import annotations

from typing import Literal, NamedTuple


class Message(NamedTuple):
    """A message's texts; `{name}` placeholders are filled in when the fault is found."""

    message: str
    hint: str
    severity: Literal["error", "warning"] = "error"


# F: files as such
# Y: YAML syntax
# S: shape (keys and types)
# C: content (words, doses, sources)
# B: brand (logo, fonts, colours)
# T: templates and styles of a clinic
# D: drawings of exercises
# P: the finished page
# O: output
# N: names on the command line
# E: the machine

MESSAGES: dict[str, Message] = {
    # F
    "F001": Message("There is no file {path}.", "Check the name and the folder."),
    "F002": Message("{path} is a folder, not a file.", "Give the name of a file in it."),
    "F003": Message(
        "You may not read {path}.",
        "Ask whoever looks after this computer for leave to read it, or use a copy of your own.",
    ),
    "F004": Message("{path} cannot be read.", "Copy it to this computer, or save it anew."),
    "F005": Message("{path} is too large: {size}.", "The most is {limit}. Make it smaller."),
    "F006": Message("{path} is empty.", "Copy one of the examples and change its words."),
    "F007": Message(
        "{path} is not a text file.{kind}",
        "Save the words as plain text (UTF-8) with a text editor.",
    ),
    "F008": Message(
        "{path} is text in the encoding UTF-16 or UTF-32, but it must be UTF-8.",
        "In your text editor, choose Save as and the encoding UTF-8.",
    ),
    "F009": Message(
        "{path} is not UTF-8 text: the first wrong character (byte {byte}) is here.",
        "In your text editor, choose Save as and the encoding UTF-8.",
    ),
    "F010": Message(
        "{name} starts at the root or a drive of this computer.",
        "Put the file in the clinic's folder and write its name only, such as logo.svg.",
    ),
    "F011": Message(
        "{name} leads out of the clinic's folder.",
        "Put the file itself in the clinic's folder and write its name only, such as logo.svg.",
    ),
    "F012": Message(
        "{name} is an address on the web.",
        "Save the file in the clinic's folder and write its name only, such as logo.svg.",
    ),
    "F013": Message("There is no file {name} in the clinic's folder.", "{near}"),
    "F014": Message(
        "{name} cannot be the name of a file.",
        "Write a name of letters, digits, - and _, such as logo.svg.",
    ),
    # Y
    "Y001": Message("There is a tab here, at the start of the text.", "Use spaces instead."),
    "Y002": Message(
        "The space at the start of this line is a special one ({character}).",
        "Delete it and type ordinary spaces.",
    ),
    "Y003": Message(
        "There is a control character here ({character}).",
        "Delete it; if you cannot see it, delete the word and type it again.",
    ),
    "Y004": Message(
        "There is a hidden character here that turns the direction of text ({character}).",
        "Delete it; if you cannot see it, delete the word and type it again.",
    ),
    "Y005": Message(
        "A letter was lost here when the file was converted ({character}).",
        "Type the word again.",
    ),
    "Y006": Message(
        "The key {key} has a character in it that cannot be seen.",
        "Delete the key and type it again.",
    ),
    "Y007": Message(
        "This number is longer than {most} digits.",
        'If it is not for counting, put it in quotes: "...".',
    ),
    "Y010": Message(
        "{key} is given twice, on line {first} and on line {again}.",
        "Keep one of them.",
    ),
    "Y011": Message(
        "A text that starts with & or * would stand for another one, which is not allowed.",
        'Put the text in quotes: "...". For a list use - instead.',
    ),
    "Y012": Message(
        "A text that starts with ! would be a tag, which is not allowed.",
        'Put the text in quotes: "...", or take the tag out.',
    ),
    "Y013": Message(
        "A key must be a word, but {key} reads as a number, as true or false, or as nothing.",
        'Use a word, or put it in quotes: "...".',
    ),
    "Y014": Message(
        "Another document starts here, after a line of --- or of three dots.",
        "Put it in a file of its own, or take that line out.",
    ),
    "Y015": Message(
        "The file must be a group of lines such as `title: Sciatica`, but it is {what}.",
        "Write a key, a colon, a space and the text on each line.",
    ),
    "Y016": Message(
        "Groups and lists stand inside one another more than {most} deep here.",
        "Use fewer levels; check the indentation and the brackets.",
    ),
    "Y017": Message(
        "A key must be a word, but here it is a group or list in brackets.",
        'If the brackets are part of a text, put the text in quotes: "...".',
    ),
    "Y018": Message("There are more than {most} problems.", "Mend the ones shown, then try again."),
    "Y019": Message(
        "The text {text} would end here, because # starts a remark.",
        'Put the whole text in quotes: "...". For a remark, put a space after the #.',
    ),
    "Y020": Message(
        "The quote that opens here is not closed where it should be.",
        "Close it at the end of the text; inside single quotes, write an apostrophe as ''.",
    ),
    "Y021": Message(
        "There is a colon inside a text that has no quotes.",
        'Put the whole text in double quotes: "...".',
    ),
    "Y022": Message(
        "This line does not line up with the lines above it.",
        "Use the same number of spaces for lines that belong together; "
        "start each item of a list on a line of its own.",
    ),
    "Y023": Message(
        "This line has no colon after its key.",
        "Write `key: text`, with a colon and a space; if it goes on from the line above, indent it.",
    ),
    "Y024": Message(
        "The [ or {{ here is not closed where it should be, or has a comma too many.",
        'Close it with ] or }}. If it is part of a text, put the text in quotes: "...".',
    ),
    "Y025": Message(
        "A text cannot start with {character} unless it is in quotes.",
        'Put the text in quotes: "...".',
    ),
    "Y026": Message(
        "The backslash in this text in double quotes does not stand for anything known.",
        "Use single quotes instead, or write two backslashes.",
    ),
    "Y027": Message(
        "Something follows the closing quote or bracket.",
        "Put the whole text in double quotes; inside single quotes, write an apostrophe as ''.",
    ),
    "Y028": Message(
        "Nothing may follow | or > on this line.",
        "Start the text on the next line, indented.",
    ),
    "Y029": Message(
        "The file cannot be understood from here on.",
        "Compare this line and the one above it with an example.",
    ),
    # S
    "S001": Message("{key} is missing.", "Add it; `handout schema` describes every key."),
    "S002": Message("{key} is not a key that is known here.", "{near}"),
    "S003": Message("{key} must be text, but it is {value}.", 'Put it in quotes: "{value}".'),
    "S004": Message("{key} must be a whole number, but it is {value}.", "Write digits only, such as 10."),
    "S005": Message("{key} must be true or false, but it is {value}.", "Write true or false."),
    "S006": Message("{key} must be a list.", "Start each item on a line of its own with - and a space."),
    "S007": Message(
        "{key} must be a group of keys, but it is {value}.", "Write its keys below it, indented."
    ),
    "S008": Message("{key} cannot be {value}.", "Choose one of: {allowed}."),
    "S009": Message("{key} is empty.", "Write something, or take the key out."),
    "S010": Message("{key} is too long: {length} characters.", "The most is {limit}. Make it shorter."),
    "S011": Message("{key} is {value}, which is too small.", "The least is {limit}."),
    "S012": Message("{key} is {value}, which is too large.", "The most is {limit}."),
    "S013": Message("{key} has {length} items, which is too few.", "The least is {limit}."),
    "S014": Message("{key} has {length} items, which is too many.", "The most is {limit}."),
    "S015": Message("{key} is {value}, but it must be {wanted}.", "Change it to that form."),
    "S016": Message("{key} is {value}, which is no date.", "Write year and month, such as 2026-11."),
    "S017": Message("{key} is {value}, which is no web address.", "Write it like clinic.example/book."),
    "S018": Message("{key} is {value}, which is no email address.", "Write it like desk@clinic.example."),
    "S019": Message("{value} cannot be a file name on Windows.", "Choose another name."),
    "S099": Message("{key} is not as it should be: {reason}.", "`handout schema` describes every key."),
    # C
    "C001": Message(
        "The entry is called {name}, but its file is called {stem}.yaml.",
        "Give both the same name.",
    ),
    "C002": Message("There is no exercise {name}.", "{near}"),
    "C003": Message("There is no technique {name}.", "{near}"),
    "C004": Message("There is no source {name} in the bibliography.", "{near}"),
    "C005": Message("No exercise is left for {name}.", "Leave at least one in."),
    "C006": Message("There is no condition {name}.", "{near}"),
    "C007": Message("There is no place {name} on the body chart.", "{near}"),
    # B
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
    # T
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
    # D
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
    # P
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
    # O
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
    "O011": Message("{path} ends in neither .svg nor .png.", "Choose a name with one of these endings."),
    # N
    "N001": Message("There is no {kind} {name}.", "{near}"),
    "N002": Message("There is no clinic file {path} ({origin}).", "`handout clinic new DIR` makes one."),
    "N003": Message("There is a dose for {name}, which is not on the sheet.", "{near}"),
    "N004": Message(
        "{value} is no dose.",
        "Write NAME=2x10 for 2 sets of 10, or more of it: NAME=2x10,hold=5,daily=2,weekly=5.",
    ),
    "N006": Message("There is no area {name}.", "{near}"),
    # E
    "E001": Message(
        "The page renderer cannot start: {reason}",
        "`handout doctor` says what is missing and how to mend it.",
    ),
    "E003": Message(
        "Drawing needs the library {name}, which is not there.",
        'Install it with pip install "handouts[draw]"; printing handouts does not need it.',
    ),
}
