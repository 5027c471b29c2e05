"""Broken YAML files by the hundred: a good one with a few lines changed by chance."""

from __future__ import annotations

import random

NASTY = (
    *("", "null", "~", "true", "1", "-1", "9" * 15, "9" * 400, "1.5", "[]", "{}", "[a, b]", "{a: b}", "- x"),
    *('"', "'", "*a", "&a x", "!!python/object/apply:os.system [id]", "!x y", "|", ">", "# x", "\t"),
    *('"\\u0000"', '"\\ud800"', "\u202e", "\u2028", "\ufeff", "😀", "漢字", "{0.__class__}", "{x}", "%s"),
    *("<b>&", "../../etc/passwd", "/etc/passwd", "http://a.example/", "con", "x" * 5000, '"\\n"', "a: b: c"),
    *("? a", "<<: *a", "- - - - -", "[[[[[[", "\x00", "\x1b[31m", "2026-13", "---", "...", "%YAML 1.1", "@"),
)


def mutated(text: str, chance: random.Random) -> bytes:
    """The text with one to four lines taken out, doubled, moved, indented, cut short or made nasty."""
    lines = text.split("\n")
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        at = chance.randrange(len(lines))
        key, colon, value = lines[at].partition(":")
        way = chance.randrange(8)
        if way == 0 and len(lines) > 1:
            del lines[at]
        elif way == 1:
            lines.insert(at, lines[at])
        elif way == 2:
            lines[at] = "  " * chance.randrange(4) + lines[at].strip()
        elif way == 3 and colon:
            lines[at] = f"{key}: {chance.choice(NASTY)}"
        elif way == 4:
            column = chance.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:column] + chance.choice(NASTY) + lines[at][column:]
        elif way == 5:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        elif way == 6 and colon:
            lines[at] = f"{key[:-1]}{chance.choice('xyz_-A')}:{value}"
        else:
            lines[at:] = [lines[at][: len(lines[at]) // 2]]
    return "\n".join(lines).encode("utf-8", "surrogatepass")
