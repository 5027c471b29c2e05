"""Plain data to a model: the schema's findings in our own words, all at once, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from handouts.errors import InputFault, Problem, in_order
from handouts.files import shown
from handouts.model.leaflet import Path
from handouts.source import Source

M = TypeVar("M", bound=BaseModel)
OPTIONS = Source({}, "", {(): ((0, 0), (0, 0))})
"""What stands for a file where options are checked: they have a name, but no line."""

# What pydantic calls the fault, and our code for it. Anything else is S099.
_CODES = {
    "missing": "S001",
    "extra_forbidden": "S002",
    "string_type": "S003",
    "int_type": "S004",
    "int_from_float": "S004",
    "bool_type": "S005",
    "tuple_type": "S006",
    "dict_type": "S007",
    "model_type": "S007",
    "literal_error": "S008",
    "string_too_short": "S009",
    "string_too_long": "S010",
    "greater_than_equal": "S011",
    "less_than_equal": "S012",
    "too_short": "S013",
    "too_long": "S014",
    "date": "S016",
    "day": "S020",
    "web_address": "S017",
    "email": "S018",
    "reserved_name": "S019",
}
# A pattern says what is allowed, not why; people are told by the kind of field.
_PATTERNS = {
    "code": "an ICD-10-CM code such as M54.30",
    "version": 'two numbers with a point, in quotes, such as "1.0"',
    "primary": "a colour such as #0F4C4F",
    "accent": "a colour such as #9C1C14",
    "top": "a colour such as #C3DFDF",
    "bottom": "a colour such as #86AEC2",
    "country": "a country code of two capital letters, such as US",
    "emergency_number": 'a telephone number in quotes, such as "911"',
    "by": "a name and credentials with a comma between, such as Kim Lee, DPT",
    "words": "32 digits and letters, as `handout review` wrote them",
    "leaflet_prefix": "up to 8 capital letters, digits and hyphens",
}
_SLUG = "small letters and digits, with hyphens between words, such as low-back-pain"
_ONE_LINE = "text on one line"


def check(source: Source, model: type[M]) -> M:
    """The data as this model; raises InputFault with every way in which it is not one."""
    try:
        return model.model_validate(as_tuples(source.data))
    except ValidationError as error:
        raise InputFault(*problems_of(error, source, model)) from None


def problems_of(error: ValidationError, source: Source, model: type[BaseModel]) -> list[Problem]:
    """The schema's findings about this source in our words."""
    found = _without_branches(error.errors(include_url=False))
    return in_order(_problem(source, model, fault) for fault in found)


def near(name: str, known: Iterable[str], ask: str = "Did you mean {}?") -> str:
    """Ask "Did you mean …?" with the nearest known name, or say nothing."""
    close = get_close_matches(name.lower(), list(known), n=1, cutoff=0.6)
    return ask.format(close[0]) if close else ""


def as_tuples(value: Any) -> Any:
    """Lists as tuples, all the way down, since the models are frozen."""
    if isinstance(value, list):
        return tuple(as_tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: as_tuples(item) for key, item in value.items()}
    return value


def _without_branches(errors: Sequence[ErrorDetails]) -> Iterable[ErrorDetails]:
    """One fault a value: where it could have been one of several things, the one that was meant."""
    first: dict[Path, ErrorDetails] = {}
    for error in errors:
        path = tuple(step for step in error["loc"] if not _is_branch(step))
        first.setdefault(path, {**error, "loc": path})
    # What has faults within it was meant to be a group.
    groups = {path[:end] for path in first for end in range(len(path))}
    return [error for path, error in first.items() if path not in groups]


def _is_branch(step: str | int) -> bool:
    """Pydantic names the member of a union it tried, as a step that is in no file."""
    return isinstance(step, str) and ((not step.isidentifier() and "[" in step) or step == "OwnFont")


def _problem(source: Source, model: type[BaseModel], error: ErrorDetails) -> Problem:
    path, kind, context = tuple(error["loc"]), error["type"], error.get("ctx", {})
    code = _CODES.get(kind, "S099")
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    words: dict[str, Any] = {"key": key, "value": _value(error["input"]), "reason": error["msg"]}
    if kind == "extra_forbidden":
        known = _keys(model, path[:-1])
        words["near"] = near(key, known) or f"Known here: {', '.join(sorted(known))}."
        return Problem.of(code, source.place(path, key=True), **words)
    if kind == "string_type" and isinstance(error["input"], tuple | dict):
        code = "S021"
    if kind == "string_pattern_mismatch":
        code, words["wanted"] = "S015", _wanted(key, context)
    if kind == "string_too_long":
        words["length"] = len(str(error["input"]))
    if kind in {"too_short", "too_long"}:
        words["length"] = context.get("actual_length")
    words["limit"] = _first(context, "min_length", "max_length", "ge", "le")
    words["allowed"] = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    return Problem.of(code, source.place(path), **words)


def _wanted(key: str, context: Mapping[str, Any]) -> str:
    if key in _PATTERNS:
        return _PATTERNS[key]
    return _ONE_LINE if context.get("pattern") == r"^[^\n]*$" else _SLUG


def _first(context: Mapping[str, Any], *names: str) -> Any:
    found = next((context[name] for name in names if name in context), "")
    return f"{found:g}" if isinstance(found, float) else found


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return "a list"
    return "a group of keys" if isinstance(value, dict) else shown(str(value)) or '""'


def _keys(model: type[BaseModel], path: Path) -> set[str]:
    """The keys that the schema knows at this path."""
    schema = model.model_json_schema()
    node = schema
    for step in path:
        node = _resolve(schema, node, "items" if isinstance(step, int) else step)
    return set(_plain(schema, node).get("properties", {}))


def _resolve(schema: dict[str, Any], node: dict[str, Any], step: str) -> dict[str, Any]:
    node = _plain(schema, node)
    if step == "items":
        return dict(node.get("items", {}))
    if step in node.get("properties", {}):
        return dict(node["properties"][step])
    # A group by names has one description for all of them, under the pattern of its names if it has one.
    groups = (*node.get("patternProperties", {}).values(), node.get("additionalProperties") or {})
    return dict(groups[0])


def _plain(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """The node itself behind `$ref` and the unions that it may stand in."""
    if "$ref" in node:
        return dict(schema["$defs"][node["$ref"].rsplit("/", 1)[1]])
    if "properties" in node or "items" in node:
        return node
    branches = (branch for union in ("anyOf", "oneOf", "allOf") for branch in node.get(union, ()))
    plain = (_plain(schema, branch) for branch in branches)
    return next((found for found in plain if "properties" in found or "items" in found), node)
