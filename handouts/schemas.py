"""JSON Schemas of the files that people write, for editors that complete and check YAML."""

from __future__ import annotations

from handouts.resources import PACKAGE

FOLDER = PACKAGE / "schema"
KINDS = (
    "condition",
    "exercise",
    "technique",
    "self-check",
    "pose",
    "clinic",
    "overrides",
    "reviews",
    "plan",
    "pack",
)


def as_json(kind: str) -> str:
    """The JSON Schema (2020-12) of this kind of file, with a description of every key."""
    return (FOLDER / f"{kind}.json").read_text(encoding="utf-8")
