"""Files as such (F), the form of YAML text (Y), keys and values (S)."""

from __future__ import annotations

from handouts.messages.message import Message

MESSAGES: dict[str, Message] = {
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
    "S020": Message("{key} is {value}, which is no day.", "Write year, month and day, such as 2026-11-21."),
    "S021": Message("{key} must be text, but it is {value}.", "Write the text beside the key."),
    "S099": Message("{key} is not as it should be: {reason}.", "`handout schema` describes every key."),
}
