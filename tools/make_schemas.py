"""Write the JSON Schemas that the shipped YAML files name in their first line.

The descriptions are the docstrings of the models' fields. Pydantic could take them over itself, but
would read the source code each time the program starts.
"""

import ast
import inspect
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel, RootModel

from handouts.figures import pose
from handouts.model import clinic, condition, exercise, pack, plan, review, self_check, technique, words
from handouts.schemas import FOLDER

MODELS: dict[str, type[BaseModel]] = {
    "condition": condition.Condition,
    "exercise": exercise.Exercise,
    "technique": technique.Technique,
    "self-check": self_check.SelfCheck,
    "pose": pose.Pose,
    "clinic": clinic.Clinic,
    "overrides": clinic.Overrides,
    "reviews": review.Signatures,
    "plan": plan.Plan,
    "pack": pack.Pack,
    "self-checks": self_check.SelfChecks,
    "shared": words.Shared,
    "cautions": words.Cautions,
    "source": words.Source,
}


def schemas() -> dict[Path, str]:
    """Path to text of every schema file."""
    return {FOLDER / f"{kind}.json": _as_json(model) for kind, model in MODELS.items()}


def _as_json(model: type[BaseModel]) -> str:
    schema = model.model_json_schema()
    classes = {each.__name__: each for each in _subclasses(BaseModel)}
    for name, part in {model.__name__: schema, **schema.get("$defs", {})}.items():
        _describe(part, _descriptions(classes[name]))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(head | schema, indent=2, ensure_ascii=False) + "\n"


def _describe(part: dict[str, Any], descriptions: dict[str, str]) -> None:
    for name, field in part.get("properties", {}).items():
        if name in descriptions:
            field["description"] = descriptions[name]


def _descriptions(model: type[BaseModel]) -> dict[str, str]:
    """Field to the string literal that follows it in the body of its class, or of the one above."""
    above = model.__base__
    if above is None or model is BaseModel or issubclass(model, RootModel):
        return {}
    body = ast.parse(inspect.getsource(model)).body[0].body
    return _descriptions(above) | {
        field.target.id: text.value.value
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
    }


def _subclasses(model: type[BaseModel]) -> list[type[BaseModel]]:
    found = list(model.__subclasses__())
    return found + [below for each in found for below in _subclasses(each)]


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for path, text in schemas().items():
        path.write_text(text, encoding="utf-8")
        print(path.name)
