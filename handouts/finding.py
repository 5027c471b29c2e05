"""Lists of what there is, and whatever people look for by what they call it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any, get_args

from handouts.catalogue import Catalogue
from handouts.errors import Problem, UnknownName
from handouts.model.base import Model
from handouts.model.condition import Area, Condition
from handouts.model.exercise import Exercise
from handouts.model.self_check import SelfCheck
from handouts.model.technique import Technique
from handouts.model.words import Source as Reference
from handouts.reviews import Standing
from handouts.shape import near

APOSTROPHES = "['\u2019]"
ENOUGH = 0.75
"""How alike two words must be to count as the same word with a slip; 1 is equal."""

COLUMNS: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "exercises": (Exercise, ("id", "title", "position")),
    "self-checks": (SelfCheck, ("id", "title", "looks_at")),
    "techniques": (Technique, ("id", "title")),
    "sources": (Reference, ("id", "short", "supports")),
}
"""What is told of each kind, apart from conditions."""


def rows(
    catalogue: Catalogue, kind: str, area: str | None = None, reviews: Mapping[str, Standing] | None = None
) -> list[dict[str, Any]]:
    """What there is of a kind, one row each, sorted by name; of what is printed, how its review stands."""
    areas = get_args(Area)
    if area and area not in areas:
        raise UnknownName(
            Problem.of("N006", name=area, near=near(area, areas) or f"Known: {', '.join(areas)}.")
        )

    def review(name: str) -> dict[str, str]:
        return {"review": (reviews or {}).get(name, Standing()).state}

    if kind == "conditions":
        conditions = (entry.model for entry in catalogue.all(Condition))
        return [_condition_row(each) | review(each.slug) for each in conditions if area in (None, each.area)]
    if kind == "places":
        return [{"name": name, "label": place.label} for name, place in catalogue.areas.items()]
    if kind == "signs":
        return [{"set": name, "about": signs.about} for name, signs in catalogue.red_flags.sets.items()]
    model, keys = COLUMNS[kind]
    found = [entry.model.model_dump(include=set(keys), mode="json") for entry in catalogue.all(model)]
    rows = [{key: row[key] for key in keys} for row in found]
    return [row | review(row["id"]) for row in rows] if kind == "techniques" else rows


def search(catalogue: Catalogue, words: str) -> list[dict[str, Any]]:
    """Conditions, techniques and self-checks that have every word in a name or in what they are about.

    The best come first.
    """
    wanted = _words(words)
    known: list[Condition | Technique | SelfCheck] = [
        *(entry.model for entry in catalogue.all(Condition)),
        *(entry.model for entry in catalogue.all(Technique)),
        *(entry.model for entry in catalogue.all(SelfCheck)),
    ]
    scored = [(_score(_fields(each), wanted, each.title), each) for each in known]
    best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])
    return [_found_row(each) for _, each in best]


def _found_row(found: Condition | Technique | SelfCheck) -> dict[str, Any]:
    if isinstance(found, Condition):
        return _condition_row(found)
    kind = "technique" if isinstance(found, Technique) else "self-check"
    return {"slug": found.id, "title": found.title, "area": kind, "also_known_as": _other_names(found)}


def _other_names(found: Technique | SelfCheck) -> list[str]:
    return list(found.also_known_as) if isinstance(found, Technique) else []


def _condition_row(condition: Condition) -> dict[str, Any]:
    return {
        "slug": condition.slug,
        "title": condition.title,
        "area": condition.area,
        "also_known_as": list(condition.also_known_as),
    }


_Fields = tuple[tuple[int, Iterable[str]], ...]
"""Texts, and how much it counts to be in them."""


def _fields(found: Condition | Technique | SelfCheck) -> _Fields:
    if isinstance(found, Condition):
        pain = found.pain
        return (
            (4, (found.slug.replace("-", " "), found.title, *found.also_known_as)),
            (2, (found.area.replace("-", " "), *pain.primary, *pain.referred)),
            (1, tuple(claim.text for claim in found.signs)),
        )
    about = (found.looks_at,) if isinstance(found, SelfCheck) else (found.work,)
    return (4, (found.id.replace("-", " "), found.title, *_other_names(found))), (1, about)


def _score(fields: _Fields, wanted: list[str], title: str) -> float:
    total = 0.0
    for word in wanted:
        best = max(
            weight * max((_alike(word, known) for text in texts for known in _words(text)), default=0)
            for weight, texts in fields
        )
        if not best:
            return 0
        total += best
    # Of two that have every word in a name, the one whose name has little else comes first.
    names = _words(title)
    return total + sum(word in names for word in wanted) / max(len(names), 1)


def _alike(word: str, known: str) -> float:
    if word == known:
        return 1
    if len(word) > 2 and known.startswith(word):  # noqa: PLR2004 - two letters begin too many words
        return 0.9
    ratio = SequenceMatcher(None, word, known).ratio()
    return ratio * 0.9 if ratio >= ENOUGH else 0


def _words(text: str) -> list[str]:
    kept = "".join(c if c.isalnum() else " " for c in re.sub(APOSTROPHES, "", text.casefold()))
    return kept.split()
