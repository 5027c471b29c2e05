"""What `handout check` finds: reading R, evidence V, safety G, exercises X, lists and room L, keeping K."""

from __future__ import annotations

from handouts.messages.message import Message

MESSAGES: dict[str, Message] = {
    "R001": Message(
        "The sheet reads at grade {grade} (Flesch-Kincaid), SMOG {smog}; grade {most} is the aim.",
        "Shorten the longest sentences, and look at the words of three syllables or more.",
        "warning",
    ),
    "R002": Message(
        "The sheet reads at grade {grade} (Flesch-Kincaid), SMOG {smog}; above {most} it is too hard.",
        "Write it again in short sentences and everyday words.",
    ),
    "R003": Message(
        "The part `{part}` reads at grade {grade} (Flesch-Kincaid), SMOG {smog}; grade {most} is the aim.",
        "Shorten its longest sentences, and look at its words of three syllables or more.",
        "warning",
    ),
    "R004": Message(
        "The part `{part}` reads at grade {grade} (Flesch-Kincaid), SMOG {smog}; above {most} is too hard.",
        "Write it again in short sentences and everyday words.",
    ),
    "R027": Message(
        "The easy version reads at grade {grade} (Flesch-Kincaid), SMOG {smog}; {most} is the most.",
        "Use shorter sentences and shorter words; leave out what can wait.",
    ),
    "R005": Message(
        "A sentence has {count} words: “{text}”.",
        "Keep to {most}: make two sentences of it.",
        "warning",
    ),
    "R006": Message(
        "“{word}” has {count} syllables.",
        "Say it in shorter words, or explain it and name it in `glossary`.",
        "warning",
    ),
    "R007": Message("“{words}” can be said in a plainer way.", "Say: {say}.", "warning"),
    "R008": Message(
        "The medical term “{term}” is not explained where it first stands.",
        "Explain it there and name it in `glossary`, or say what it means instead: {meaning}.",
        "warning",
    ),
    "R009": Message(
        "The medical term “{term}” is explained, and `glossary` does not name it.",
        "Add it to `glossary`: the sheet lists the terms that it explains.",
        "warning",
    ),
    "R010": Message(
        "“{words}” does not say who does it: “{text}”.",
        "Say who does what: “Your doctor checks it”, not “It is checked”.",
        "warning",
    ),
    "R011": Message("“{words}” speaks about the reader, not to them: “{text}”.", "Say: you."),
    "R012": Message("“{words}” must not be said of massage or of this sheet: “{text}”.", "Say: {say}."),
    "R013": Message("“{words}” is a promise: “{text}”.", "Say what it may do: {say}."),
    "R014": Message(
        "This is near a claim that no sheet may repeat: “{text}”. The claim: {claim}",
        "{reason} Say instead: {say}",
        "warning",
    ),
    "R015": Message(
        "The heading “{text}” says nothing.", "Say what stands below it, in the reader's words.", "warning"
    ),
    "R016": Message(
        "“{words}” does not say of how many: “{text}”.",
        "Say it in people: “30 of 100 people”.",
        "warning",
    ),
    "R017": Message(
        "“{words}” is not a whole number: “{text}”.", "Round it, and say “about” or “nearly”.", "warning"
    ),
    "R018": Message(
        "The reader has to reckon with “{words}”: “{text}”.",
        "Do the sum, and print what comes out.",
        "warning",
    ),
    "R019": Message(
        "A paragraph has {count} sentences.", "Keep to {most}: make two paragraphs of it.", "warning"
    ),
    "R020": Message(
        "“{words}” stands in capitals: “{text}”.",
        "Capitals are hard to read, and they shout. Use small letters; a box or a heading stands out.",
        "warning",
    ),
    "R021": Message("An exclamation mark: “{text}”.", "Put a full stop. The words must do it.", "warning"),
    "R022": Message("Not everybody can read “{words}”: “{text}”.", "Write {say}.", "warning"),
    "R023": Message(
        "“{words}” looks like text that is still to be written: “{text}”.", "Write what the sheet is to say."
    ),
    "R024": Message(
        "{other} has this sentence too, names aside: “{text}”.",
        "Say what is so about this condition. What all sheets share stands in shared.yaml.",
        "warning",
    ),
    "R025": Message(
        "{share} of 100 words here stand in the same order in {other}: “{text}”.",
        "Say it for this condition, in other words.",
        "warning",
    ),
    "R026": Message(
        "This sheet is too like {other}: {share} of 100 words stand there in the same order.",
        "Write it anew for this condition, or make one sheet of the two.",
        "warning",
    ),
    "V001": Message(
        "This claim names no source: “{text}”.",
        "Name the `sources` that say so, or mark a safety default with `own_caution: true`.",
    ),
    "V002": Message(
        "The source {name} is a lead and may not be cited.",
        "Name a source that has been read, or mark a safety default with `own_caution: true`.",
    ),
    "V003": Message(
        "{name}: its own rules let this guideline of {year} stand until {until} only.",
        "Name the year in the sentence, so that it reads as advice of that year, or use a newer source.",
        "warning",
    ),
    "V004": Message(
        "Research stands at `{position}`, and the part on massage does not say so: {wanted}.",
        "Say it in plain words under `known` or `unknown`, or choose another position.",
    ),
    "V005": Message(
        "This leaves no doubt that massage helps: “{text}”.",
        "Keep to what the sources support: may, for some, for a short time.",
        "warning",
    ),
    "V006": Message(
        "`unknown` does not say that anything is not known.",
        "Say what research has not shown, such as whether massage helps here, or how often.",
        "warning",
    ),
    "V007": Message(
        "What is not known says the same as what is known: “{text}”.",
        "Say under `known` what studies found, and under `unknown` what they leave open.",
        "warning",
    ),
    "V008": Message(
        "“{words}” waves a risk away: “{text}”.",
        "Say what may go wrong, however seldom, beside what it may do for you.",
        "warning",
    ),
    "G001": Message(
        "A sign for which to call at once is missing: {sign} ({about}).",
        "Add {add} to `red_flags.emergency`.",
    ),
    "G002": Message(
        "A sign for which to see a doctor is missing: {sign} ({about}).",
        "Add {add} to `red_flags.see_doctor`.",
        "warning",
    ),
    "G003": Message(
        "This sign stands too far down for the two-page sheet: {sign} ({about}).",
        "Move it up in its list, above what is less urgent.",
        "warning",
    ),
    "G004": Message(
        "The part on massage says nothing of this: {caution}.",
        "Say it in `massage.wait`, `risks` or `tell_therapist`; without a source, with `own_caution: true`.",
    ),
    "G005": Message(
        "Warmth is advised, and nothing is said about numb skin: “{text}”.",
        "Add to the advice that heat must be kept off numb skin.",
        "warning",
    ),
    "G006": Message(
        "The exercise {name} ({demand}) is not for this condition: {because}.",
        "Choose another exercise.",
    ),
    "G007": Message(
        "The exercise {name} ({demand}) is not for the first days: {because}.",
        "Say in `why` that it is for later, such as “Later, when it no longer hurts”, or leave it out.",
    ),
    "G020": Message(
        "The self-check {name} ({demand}) is not for this condition: {because}.",
        "Take it out of `self_checks`; the list may be empty.",
    ),
    "G008": Message(
        "The words of this exercise speak of something that its `demands` do not name: {demand}.",
        "Add it to `demands`, so that it is kept from those whom it may hurt; or use other words.",
        "warning",
    ),
    "G009": Message(
        "This exercise has to ask first about {about}.",
        "Say so in `ask_first`.",
    ),
    "G010": Message(
        "{name} ({demand}) is chosen for {title}, but {because}.",
        "Choose another exercise, or be sure that it is right for this person.",
        "warning",
    ),
    "G011": Message(
        "The disclaimer does not say this: {point}.",
        "Every sheet must say it; add it to `disclaimer.points`.",
    ),
    "G012": Message(
        "These words take the disclaimer back (“{words}”): “{text}”.",
        "Nothing can be taken out of the disclaimer; say something else, or leave it out.",
    ),
    "X001": Message(
        "A step asks for two things (“{words}”): “{text}”.",
        "One action a step: make two of it, or leave out what goes without saying.",
        "warning",
    ),
    "X002": Message(
        "This is a stretch (“{words}”), and its dose has no hold.",
        "Write how many seconds to hold it, such as `hold: 20`.",
        "warning",
    ),
    "X003": Message(
        "The dose of {name} is long: {hold} seconds a hold, {minutes} minutes a day.",
        "Keep a hold to 60 seconds and an exercise to 5 minutes a day.",
        "warning",
    ),
    "X004": Message(
        "There are {count} exercises; the two-page sheet prints the first {most}, the full one all.",
        "People follow two to four best: put those first.",
        "note",
    ),
    "X005": Message(
        "{count} exercises are chosen.",
        "People follow two to four: keep to {most}, and give the next ones later.",
        "warning",
    ),
    "X006": Message(
        "The exercises of the two-page sheet take {minutes} minutes a day.",
        "Keep to {most}: fewer repetitions, sets or times a day, or another exercise.",
        "warning",
    ),
    "X007": Message(
        "The exercises of the two-page sheet take more than {most} changes of position: {positions}.",
        "Choose exercises that can be done in the same position.",
        "warning",
    ),
    "X008": Message(
        "There is no picture.",
        "Name one with `figure: {{name: ..., alt: ...}}`; docs/figures.md says how to draw it.",
        "warning",
    ),
    "X009": Message(
        "There is no picture {name}.",
        "Put {name}.svg, or {name}.start.svg and {name}.finish.svg, into the folder figures.",
    ),
    "X010": Message(
        "The alternative text does not say what the picture shows: “{text}”.",
        "Say who does what with which part of the body, for somebody who cannot see it.",
        "warning",
    ),
    "L001": Message(
        "This list has {count} items.",
        "Keep to {most}: take the least important out, or make one of two.",
        "warning",
    ),
    "L002": Message(
        "What the two-page sheet prints of {section} has {count} words.",
        "The page has room for {most}: shorten it, or move something down in its list.",
        "warning",
    ),
    "L003": Message(
        "The {side} of the two-page sheet will be about {missing} mm too long.",
        "Shorten it; best {where}.",
    ),
    "L004": Message(
        "The {side} of the two-page sheet may be too long, by a line or two.",
        "Shorten it; best {where}.",
        "warning",
    ),
    "L005": Message(
        "With what is chosen here, the {side} of the two-page sheet runs on for about {missing} mm.",
        "Choose fewer exercises; the one that takes most room: {where}.",
        "warning",
    ),
    "K002": Message(
        "The words were to be looked at again by {due}.",
        "Read the sources anew, mend what has changed, and set `version`, `written` and `review_due`.",
        "warning",
    ),
    "K003": Message(
        "{key} is {value}, which is {what}.",
        "`written` is the day of the last change, `review_due` a later one.",
        "warning",
    ),
    "K004": Message(
        "No clinician has signed these words for this clinic.",
        "Print the worksheet, have it read, and record it with `handout review`.",
        "note",
    ),
    "K005": Message(
        "{by} signed other words on {on}: something has changed since.",
        "Have the new words read, and sign them with `handout review`.",
        "warning",
    ),
    "K006": Message("There is no condition {name} to see also.", "{near}", "warning"),
    "K007": Message(
        "Cautions of our own, without a source: {count}.",
        "They print like any caution, and stand on the clinician's worksheet.",
        "note",
    ),
    "K008": Message(
        "The leaflet number {number} is that of {other}, too.",
        "Give each sheet a number of its own, or leave `leaflet` out.",
        "warning",
    ),
    "K009": Message(
        "The code {value} has a seventh character on a record: A, D or S.",
        "Add it there, for a first visit, a later one, or what is left of an injury; the sheet needs none.",
        "note",
    ),
    "K001": Message("Nothing here needs the exemption from {check}.", "Take it out.", "warning"),
}
