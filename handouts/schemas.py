"""JSON Schemas of the files that people write, for editors that complete and check YAML."""

from __future__ import annotations

import json

from pydantic import BaseModel

from handouts.model.clinic import Clinic, Overrides
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.plan import Plan
from handouts.model.technique import Technique
from handouts.model.words import Shared, Source

MODELS: dict[str, type[BaseModel]] = {
    "condition": Condition,
    "exercise": Exercise,
    "technique": Technique,
    "clinic": Clinic,
    "overrides": Overrides,
    "plan": Plan,
    "shared": Shared,
    "source": Source,
}


def as_json(kind: str) -> str:
    """The JSON Schema (2020-12) of this kind of file."""
    schema = MODELS[kind].model_json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(head | schema, indent=2, ensure_ascii=False) + "\n"
