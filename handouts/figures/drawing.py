"""A pose file to its pictures: read, checked by name, drawn, looked over."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.errors import InputFault, Problem
from handouts.figures import checks
from handouts.figures.names import landmarks, look_up
from handouts.figures.panel import panels
from handouts.figures.pose import Pose
from handouts.figures.skeleton import UnknownLandmark
from handouts.shape import check
from handouts.source import Source


@dataclass(frozen=True)
class Drawing:
    """What a pose looks like."""

    pose: Pose
    svgs: dict[str, str]
    """SVG documents: `start` and `finish`, or one under the empty name."""
    problems: tuple[Problem, ...]
    """What the checks found; the pictures are drawn all the same."""


def draw(source: Source) -> Drawing:
    """Draw a pose. Raises InputFault where it cannot be read as one."""
    pose = check(source, Pose)
    look_up(pose, source)
    try:
        drawn = panels(pose)
    except UnknownLandmark as error:
        missing = str(error)
        path = next((path for path, name in landmarks(pose) if name == missing), ("start",))
        raise InputFault(Problem.of("D011", source.place(path), name=missing)) from None
    svgs = {panel.which: panel.svg for panel in drawn}
    found = checks.check(pose, drawn)
    problems = tuple(Problem.of(each.code, source.place(each.path), **each.words) for each in found)
    return Drawing(pose, svgs, problems)
