"""YAML text to plain data that remembers line and column of every key.

The YAML read here is a small, calm part of the language; what is left out is refused with a code:

* Scalars are text, whole numbers (`20`, `-3`), decimals (`1.5`), `true`/`false` and empty
  (`null`, `~` or nothing). Everything else stays text as written: `yes`, `No`, `on`, dates,
  `1:30`, `010`, `0x1F`, `1e5`, `1_000` and `+44...`, so that dates, phone numbers and codes
  come out as they went in.
* Keys are text. `<<` is a key like any other.
* No anchors, aliases or tags: nothing stands for something that is not on the spot.
* One document, whose top level is a group of `key: value` lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from handouts.errors import InputFault, Place, Problem, in_order
from handouts.files import UNWANTED, decode, find_placeholders, find_unwanted, named, read_file, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_Path = tuple[str | int, ...]
_At = tuple[int, int]

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20
MAX_DIGITS = 15
MAX_PROBLEMS = 100

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_STUCK_HASH = re.compile(r"[ \t]+#[^\s#]")

_INT = re.compile(r"-?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(0|[1-9][0-9]*)?\.[0-9]+")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}

# What PyYAML or libyaml says, whether our message belongs at the start of what was being read
# (their "context") rather than where they stopped, and our code. The first that matches counts.
_SYNTAX = (
    (r"quoted scalar.*(end of stream|document (indicator|separator))", True, "Y020"),
    (r"quoted scalar", False, "Y026"),
    (r"mapping values are not allowed|found unexpected ':'", False, "Y021"),
    (r"could not find expected ':'", True, "Y023"),
    (r"flow (sequence|mapping)", True, "Y024"),
    (r"flow node", False, "Y024"),
    (r"found a tab|'\\t'", False, "Y001"),
    (r"cannot start any token|block node.*node content|directive|YAML document", True, "Y025"),
    (r"(alias|anchor)", True, "Y011"),
    (r"\btag\b", True, "Y012"),
    (r"block scalar", True, "Y028"),
    (r"(sequence entries|mapping keys) are not allowed", False, "Y022"),
    (r"document start", False, "Y014"),
    (r"block (mapping|collection)", False, "Y022"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One YAML file as plain data, with the place of every key and value in it.

    `data` holds only dict, list, str, int, float, bool and None; `file` is the name to show.
    """

    data: dict[str, Any]
    file: str
    marks: Mapping[_Path, tuple[_At, _At]]
    unfinished: tuple[Problem, ...] = ()
    """What its author has still to write; it may be read and looked at, and not be handed to a patient."""

    def place(self, path: Sequence[str | int], *, key: bool = False) -> Place:
        """Where the value at `path` stands, or with `key` its key.

        `path` is made of keys and of list positions counted from 0. The field is the whole path
        (`exercises[2].dose.hold`) even if it does not exist; then line and column are those of the
        nearest parent that does. An entry of a list has no key: its value counts instead.
        """
        known = tuple(path)
        while known not in self.marks:
            known = known[:-1]
        at, key_at = self.marks[known]
        line, column = key_at if key else at
        return Place(self.file, line, column, field_name(path))


@dataclass(slots=True)
class _Group:
    """A mapping or list that is still being read, and the key that waits for its value."""

    path: _Path
    entries: dict[str, Any] | list[Any]
    key: str | None = None
    key_at: _At = (0, 0)


def read_yaml(
    path: Path, *, name: str | None = None, text: bytes | None = None, may_be_empty: bool = False
) -> Source:
    """Read the YAML file at `path`, or `text` in its stead, shown to the user as `name`.

    Raises InputFault with every problem that can be known at once.
    """
    file = name if name is not None else shown(str(path), most=200)
    here = Place(file)
    raw = text if text is not None else read_file(path, place=here, limit=MAX_BYTES, name=file)
    words = decode(raw, place=here, limit=MAX_BYTES, name=file)
    problems = list(find_unwanted(words, file))
    if any(problem.code in {"Y001", "Y002"} for problem in problems):
        # Without known indentation, what else a parser says would mislead.
        raise InputFault(*_first(problems, file))
    reading = _Reading(file, UNWANTED.sub("_", words), may_be_empty=may_be_empty)
    reading.problems += problems
    reading.run()
    if reading.problems:
        raise InputFault(*_first(reading.problems, file))
    return Source(reading.root, file, reading.marks, tuple(find_placeholders(words, file)))


def field_name(path: Sequence[str | int]) -> str:
    """Write a path as `exercises[2].dose.hold`."""
    parts = (f"[{step}]" if isinstance(step, int) else f".{shown(step)}" for step in path)
    return "".join(parts).removeprefix(".")


def _first(problems: list[Problem], file: str) -> list[Problem]:
    """Put problems in the order of the file and keep as many as anyone will read."""
    ordered = in_order(problems)
    if len(ordered) <= MAX_PROBLEMS:
        return ordered
    return [*ordered[:MAX_PROBLEMS], Problem.of("Y018", Place(file), most=MAX_PROBLEMS)]


class _Reading:
    """One pass over a parser's events; nested groups are kept on a stack, never recursed into."""

    def __init__(self, file: str, text: str, *, may_be_empty: bool) -> None:
        self.file = file
        self.text = text
        self.may_be_empty = may_be_empty
        self.root: Any = None
        self.marks: dict[_Path, tuple[_At, _At]] = {}
        self.problems: list[Problem] = []
        self.open: list[_Group] = []
        self.last: Any = None

    def run(self) -> None:
        """Read the whole text, or as far as it makes sense."""
        documents = 0
        try:
            event: Any
            for event in yaml.parse(self.text, Loader=_LOADER):
                documents += isinstance(event, yaml.DocumentStartEvent)
                if documents > 1:
                    self.add("Y014", _at(event.start_mark))
                    break
                self.take(event)
                if len(self.open) > MAX_DEPTH:
                    self.add("Y016", _at(event.start_mark), most=MAX_DEPTH)
                    return
                if len(self.problems) > MAX_PROBLEMS:
                    return
                self.last = event
        except yaml.MarkedYAMLError as error:
            self.add_syntax(error)
            return
        self.check_top()

    def add(self, code: str, at: _At, path: _Path | None = None, **words: Any) -> None:
        """Note a problem at a line and column."""
        if path is None and self.open:
            group = self.open[-1]
            step = len(group.entries) if isinstance(group.entries, list) else group.key
            path = group.path if step is None else (*group.path, step)
        place = Place(self.file, *at, field_name(path or ()))
        self.problems.append(Problem.of(code, place, **words))

    def take(self, event: Any) -> None:
        """Take in one event: a value, or the start or end of a group."""
        if isinstance(event, yaml.AliasEvent):
            self.add("Y011", _at(event.start_mark))
            self.put(event, "")
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                self.add("Y011", _at(event.start_mark))
            if getattr(event, "tag", None) is not None:
                self.add("Y012", _at(event.start_mark))
            if isinstance(event, yaml.ScalarEvent):
                self.put(event, self.scalar(event))
            else:
                entries: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
                self.open.append(_Group(self.put(event, entries), entries))
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()

    def put(self, event: Any, value: Any) -> _Path:
        """Put a value where it belongs; give back its path."""
        at = _at(event.start_mark)
        if not self.open:
            self.root = value
            self.marks[()] = (at, at)
            return ()
        group = self.open[-1]
        if isinstance(group.entries, list):
            path = (*group.path, len(group.entries))
            group.entries.append(value)
            self.marks[path] = (at, at)
            return path
        if group.key is None:
            return self.put_key(group, event, value)
        path = (*group.path, group.key)
        group.entries[group.key] = value
        self.marks[path] = (at, group.key_at)
        group.key = None
        return path

    def put_key(self, group: _Group, event: Any, value: Any) -> _Path:
        """Let a value be the key of the next one, if it may be one."""
        at = _at(event.start_mark)
        key = value if isinstance(value, str) else str(getattr(event, "value", "?"))
        path = (*group.path, key)
        if isinstance(value, dict | list):
            self.add("Y017", at)
        elif not isinstance(value, str):
            self.add("Y013", at, path, key=shown(key))
        elif not value.isprintable():
            self.add("Y006", at, path, key=shown(key))
        elif key in group.entries:
            first = self.marks[path][1][0]
            self.add("Y010", at, path, key=shown(key), first=first, again=at[0])
        group.key, group.key_at = key, at
        return path

    def scalar(self, event: Any) -> str | int | float | bool | None:
        """Read a scalar; only a plain one can be anything but text."""
        value: str = event.value
        if not event.implicit[0]:
            if match := UNWANTED.search(value):
                code, character = str(match.lastgroup), named(match[0])
                self.add(code, _at(event.start_mark), character=character)
            return value
        if value in _WORDS:
            return _WORDS[value]
        number = int if _INT.fullmatch(value) else float if _FLOAT.fullmatch(value) else None
        if number is None:
            if _STUCK_HASH.match(self.text, event.end_mark.index):
                self.add("Y019", _at(event.end_mark), text=shown(value))
            return value
        if len(value) > MAX_DIGITS:
            self.add("Y007", _at(event.start_mark), most=MAX_DIGITS)
            return value
        return number(value)

    def check_top(self) -> None:
        """See to it that the top level is a group of keys."""
        if self.root is None and self.may_be_empty:
            self.root, self.marks[()] = {}, ((1, 1), (1, 1))
        elif self.root is None:
            self.problems.append(Problem.of("F006", Place(self.file), path=self.file))
        elif not isinstance(self.root, dict):
            what = "a list" if isinstance(self.root, list) else "one piece of text"
            self.add("Y015", self.marks[()][0], what=what)

    def add_syntax(self, error: Any) -> None:
        """Say in our own words, and at the most useful place, why a parser gave up."""
        said = f"{error.context} {error.problem}"
        found = (entry for entry in _SYNTAX if re.search(entry[0], said))
        _, at_start, code = next(found, ("", False, "Y029"))
        mark = (error.context_mark if at_start else None) or error.problem_mark
        at = _at(mark)
        before = self.text[: mark.index].rpartition("\n")[2]
        character = self.text[mark.index : mark.index + 1]
        if code == "Y021" and not re.search(r":\s", before):
            code, at = "Y022", (at[0], len(before) - len(before.lstrip()) + 1)
        elif code in {"Y014", "Y022"} and before.rstrip().endswith(("'", '"', "]", "}")):
            code = "Y027"
            quote = _at(self.last.start_mark)
            if isinstance(self.last, yaml.ScalarEvent) and quote[0] < at[0]:
                code, at = "Y020", quote
        elif code == "Y025" and not character.isprintable():
            code = "Y001" if character == "\t" else "Y029"
        self.add(code, at, character=character)


def _at(mark: Any) -> _At:
    """Count a parser's line and column from 1."""
    return mark.line + 1, mark.column + 1
