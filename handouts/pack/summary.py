"""What became of a pack: the counts are always the truth, however it ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handouts.errors import Problem
from handouts.pack.due import Verdict


@dataclass
class Summary:
    """Every file of the pack is in exactly one of made, unchanged, failed and not reached."""

    folder: Path
    dry_run: bool = False
    made: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    due: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Why each was or would be made."""
    warnings: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    outdated: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Made in this run from what has changed since."""
    leftovers: list[str] = field(default_factory=list)
    """Made for an earlier pack, and still there."""
    changed_leftovers: list[str] = field(default_factory=list)
    """The same, and somebody changed them: they are never removed."""
    pruned: list[str] = field(default_factory=list)
    zip: str | None = None
    problems: tuple[Problem, ...] = ()
    """What stopped the run, or what befell the pack as a whole."""
    interrupted: bool = False
    seconds: float = 0.0

    @classmethod
    def of(cls, folder: Path, verdicts: Iterable[Verdict], *, dry_run: bool) -> Summary:
        """What is known before anything is made."""
        summary = cls(folder, dry_run)
        for verdict in verdicts:
            if verdict.problem:
                summary.failed[verdict.job.file] = (verdict.problem,)
            elif verdict.why:
                summary.due[verdict.job.file] = verdict.why
            else:
                summary.unchanged.append(verdict.job.file)
        return summary

    @property
    def not_reached(self) -> list[str]:
        """What is still to be made: since the run was stopped, or was none."""
        done = {*self.made, *self.failed}
        return [file for file in self.due if file not in done]

    @property
    def is_whole(self) -> bool:
        """Whether every file of the pack is there and as it should be."""
        left = [] if self.dry_run else self.not_reached
        return not (self.failed or left or self.problems or self.interrupted)

    def words(self) -> dict[str, Any]:
        """All of it, as JSON can hold it."""
        return {
            "folder": str(self.folder),
            "dry_run": self.dry_run,
            "made": self.made,
            "unchanged": self.unchanged,
            "failed": {name: _rows(problems) for name, problems in self.failed.items()},
            "not_reached": self.not_reached,
            "due": {name: list(why) for name, why in self.due.items()},
            "warnings": {name: _rows(problems) for name, problems in self.warnings.items()},
            "outdated": {name: list(why) for name, why in self.outdated.items()},
            "leftovers": self.leftovers,
            "changed_leftovers": self.changed_leftovers,
            "pruned": self.pruned,
            "zip": self.zip,
            "problems": _rows(self.problems),
            "interrupted": self.interrupted,
            "seconds": round(self.seconds, 3),
        }


def _rows(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [problem.row() for problem in problems]
