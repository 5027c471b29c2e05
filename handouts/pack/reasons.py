"""Why a sheet is made again, in words: "exercise bridge changed"."""

from __future__ import annotations

from pathlib import PurePosixPath

from handouts.resources import PART

KINDS = {
    "conditions": "condition",
    "exercises": "exercise",
    "techniques": "technique",
    "self-checks": "self-check",
    "sources": "source",
    "figures": "figure",
    "charts": "body chart",
    "templates": "template",
    "styles": "style",
    "fonts": "font",
}
CLINIC = "clinic:"
"""Begins the name of an input that is the clinic's."""
OPTIONS = {
    "changes": "the pack's changes changed",
    "sheets": "its sheets are others, or the pack's changes changed",
}
"""What is too long to be told in whole."""
TOOLS = {"handouts": "this tool", "weasyprint": "WeasyPrint"}


def file(name: str, before: str | None, now: str | None) -> str:
    """What happened to an input, by its name in a record and its digests; None is not there."""
    path, _, key = name.partition(PART)
    root, _, path = path.partition(":")
    what = _kind(root, PurePosixPath(path))
    if key:
        what = f"the {key} of {what}"
    if before is None:
        return f"the clinic has its own {what} now" if root == "clinic" else f"{what} is there now"
    return f"{what} is gone" if now is None else f"{what} changed"


def option(name: str, before: object, now: object) -> str:
    """What is asked for otherwise than it was."""
    if name in OPTIONS:
        return OPTIONS[name]
    words = [str(value or "the clinic's own") for value in (now, before)]
    return f"{name} is {words[0]} in place of {words[1]}"


def tool(name: str, before: str, now: str) -> str:
    """Another version; one of ours stands before the digest of its code."""
    versions = [version.split(" ")[0] for version in (before, now)]
    what = TOOLS.get(name, name)
    return (
        f"{what} changed"
        if versions[0] == versions[1]
        else f"{what} is {versions[1]} in place of {versions[0] or 'none'}"
    )


def _kind(root: str, path: PurePosixPath) -> str:
    if root in KINDS:
        return f"{KINDS[root]} {path.name}"
    if len(path.parts) > 1 and path.parts[0] in KINDS:
        # A figure of two panels is one thing.
        return f"{KINDS[path.parts[0]]} {path.name.split('.')[0]}"
    return path.name
