"""What a therapist chooses for one person: from options or a plan file, and back to a plan file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from handouts import output
from handouts.errors import InputFault, OutputRefused, Place, Problem
from handouts.files import shown
from handouts.model.dose import DoseChange
from handouts.model.plan import Personal, Plan, Side
from handouts.resources import shown_path
from handouts.shape import OPTIONS, check, problems_of
from handouts.source import read_yaml

_AMOUNT = re.compile(r"(?:(?P<sets>\d{1,9})x)?(?P<reps>\d{1,9})")
_PART = re.compile(r"(?P<key>hold|daily|weekly)=(?P<value>\d{1,9})")
_KEYS = {"hold": "hold", "daily": "times_a_day", "weekly": "days_a_week"}
_HEAD = "# A plan for `handout build SLUG --plan FILE`. It says nothing about a person.\n"


def choose(  # noqa: PLR0913 - one for each option, all by name
    *,
    plan_file: str | None = None,
    exercises: str | None = None,
    doses: Sequence[str] = (),
    side: Side | None = None,
    therapist: str | None = None,
    note: str | None = None,
) -> Personal:
    """The choice in a plan file with what the options say put over it.

    `exercises` is a list with commas; `doses` are such as `bridge=2x10,hold=5,daily=2,weekly=5`.
    Raises InputFault with everything that is wrong with it.
    """
    plan = read(Path(plan_file)) if plan_file else Plan()
    changed: dict[str, Any] = {"doses": {**plan.doses}}
    problems: list[Problem] = []
    for dose_text in doses:
        try:
            name, dose = parse_dose(dose_text)
        except InputFault as error:
            problems.extend(error.problems)
        else:
            before = changed["doses"].get(name, DoseChange())
            changed["doses"][name] = before.model_copy(update=dose.model_dump(exclude_none=True))
    names = [name.strip() for name in (exercises or "").split(",") if name.strip()]
    for option, given, meant in (("exercises", exercises, names), ("note", note, (note or "").strip())):
        if given is not None and not meant:
            problems.append(Problem.of("S009", Place(field=f"--{option}"), key=f"--{option}"))
    if problems:
        raise InputFault(*problems)
    changed["exercises"] = tuple(dict.fromkeys(names)) or plan.exercises
    changed["side"] = side or plan.side
    changed["therapist"] = therapist or plan.therapist
    text = (note or "").strip() or None
    data = {"plan": {name: value for name, value in changed.items() if value}, "note": text}
    try:
        return Personal.model_validate(data)
    except ValidationError as error:
        raise InputFault(*problems_of(error, OPTIONS, Personal)) from None


def parse_dose(text: str) -> tuple[str, DoseChange]:
    """Read `bridge=2x10,hold=5,daily=2,weekly=5`, of which any part may be left out.

    Gives the exercise's name and the change; raises InputFault.
    """
    name, _, rest = text.partition("=")
    change: dict[str, int] = {}
    for part in rest.split(","):
        if amount := _AMOUNT.fullmatch(part.strip()):
            change |= {key: int(value) for key, value in amount.groupdict().items() if value}
        elif named := _PART.fullmatch(part.strip()):
            change[_KEYS[named["key"]]] = int(named["value"])
        else:
            raise InputFault(Problem.of("N004", Place(field="--dose"), value=shown(text)))
    try:
        return name.strip(), DoseChange.model_validate(change)
    except ValidationError as error:
        raise InputFault(*problems_of(error, OPTIONS, DoseChange)) from None


def read(path: Path) -> Plan:
    """The plan in this file; raises InputFault with all its faults."""
    return check(read_yaml(path, name=shown_path(path)), Plan)


def save(plan: Plan, path: Path, *, force: bool) -> None:
    """Write the plan; a file that is not a plan of ours is not replaced without `force`."""
    if path.is_file() and not force and not path.read_bytes().startswith(_HEAD.encode()):
        raise OutputRefused(Problem.of("O001", path=shown_path(path)))
    data = plan.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True) if data else ""
    output.write(path, (_HEAD + text).encode())
