"""A clinician's signature, written into the clinic's `reviews.yaml`; all else in the file stays as it was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from handouts import output, reviews
from handouts.brand import load
from handouts.catalogue import Catalogue, of_clinic
from handouts.errors import HandoutError, InputFault, OutputRefused, Place, Problem, UnknownName
from handouts.files import UNWANTED, decode, named
from handouts.model.leaflet import Leaflet
from handouts.model.review import Signature
from handouts.resources import REVIEWS_FILE, shown_path
from handouts.shape import OPTIONS, problems_of
from handouts.source import MAX_BYTES, read_yaml

HEAD = """\
# Which clinician has signed the words of which sheet; `handout review` writes it. When words change, their
# signature lapses. To take one back, delete its lines.
"""


@dataclass(frozen=True)
class Subject:
    """A sheet that is about to be signed."""

    name: str
    title: str
    version: str
    sentences: int
    cautions: int
    """How many of its cautions have no source."""
    words: str
    """The beginning of the hash of its words, as the worksheet has it."""


@dataclass(frozen=True)
class Draft:
    """Signatures that are drawn up and not yet written."""

    subjects: tuple[Subject, ...]
    path: Path
    content: bytes

    def write(self) -> None:
        """Put the signatures into the clinic's folder; raises OutputRefused where that cannot be done."""
        output.write(self.path, self.content)


def draw_up(names: Sequence[str], by: str, on: str, clinic: Path | None) -> Draft:
    """Make the signature of `by` (name and credentials) under these sheets on a day (2026-11-21).

    `clinic` is the clinic's file. Raises HandoutError with every problem found.
    """
    if clinic is None:
        raise UnknownName(Problem.of("A001"))
    catalogue = of_clinic(clinic)
    leaflets = _leaflets(names, catalogue)
    _check(by, on, leaflets)
    brand = load(clinic, catalogue)
    signed = {
        each.name: Signature(by=by, on=on, words=reviews.words_hash(each, catalogue, brand))
        for each in leaflets
    }
    subjects = tuple(
        Subject(
            each.name,
            each.title,
            each.version,
            reviews.sentences(each, catalogue, brand),
            len(reviews.own_cautions(each, catalogue)),
            signed[each.name].words[: reviews.SHOWN],
        )
        for each in leaflets
    )
    path = clinic.parent / REVIEWS_FILE
    return Draft(subjects, path, _with(path, signed, catalogue))


def _leaflets(names: Sequence[str], catalogue: Catalogue) -> list[Leaflet]:
    leaflets: list[Leaflet] = []
    problems: list[Problem] = []
    for name in dict.fromkeys(names):
        try:
            leaflets.append(catalogue.leaflet(name).model)
        except UnknownName as error:
            problems.extend(error.problems)
    if problems:
        raise UnknownName(*problems)
    return leaflets


def _check(by: str, on: str, leaflets: Sequence[Leaflet]) -> None:
    """Raise InputFault for what is no clinician, no day, or a day on which nobody can have read the words."""
    try:
        Signature(by=by, on=on, words="0" * 32)
    except ValidationError as error:
        raise InputFault(*problems_of(error, OPTIONS, Signature)) from None
    place = Place(field="--on")
    problems = [*reviews.in_the_future(on, place)]
    if match := UNWANTED.search(by):
        code, character = str(match.lastgroup), named(match[0])
        problems.append(Problem.of(code, Place(field="--by"), character=character))
    problems += [each for leaflet in leaflets for each in reviews.before_the_words(on, leaflet, place)]
    if problems:
        raise InputFault(*problems)


def _with(path: Path, signed: dict[str, Signature], catalogue: Catalogue) -> bytes:
    """The whole file with these signatures; raises HandoutError where that would harm what is there."""
    source = reviews.read_file(path, catalogue)
    before = reviews.signatures(source, catalogue) if source else {}
    text = HEAD
    if source:
        name = shown_path(path)
        text = decode(catalogue.inputs.read(path), place=Place(name), limit=MAX_BYTES, name=name)
    for name, signature in signed.items():
        text = _replaced(text, name, signature) if name in before else _added(text, name, signature)
    content = text.encode()
    try:
        written = read_yaml(path, name=shown_path(path), text=content)
        if reviews.signatures(written, catalogue) == {**before, **signed}:
            return content
    except HandoutError:
        pass
    raise OutputRefused(Problem.of("A006", Place(shown_path(path)), path=shown_path(path)))


def _replaced(text: str, name: str, signature: Signature) -> str:
    """The text with the values of an entry exchanged, each in its place."""
    root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    entry = next(value for key, value in root.value if key.value == name)
    for key, value in sorted(entry.value, key=lambda pair: -pair[1].start_mark.index):
        start, end = value.start_mark.index, value.end_mark.index
        text = text[:start] + _quoted(getattr(signature, key.value)) + text[end:]
    return text


def _added(text: str, name: str, signature: Signature) -> str:
    """The text with a new entry at its end."""
    lines = [f"{name}:", *(f"  {key}: {_quoted(value)}" for key, value in signature)]
    newline = "\r\n" if "\r\n" in text else "\n"
    gap = newline if text and not text.endswith(("\n", "\r")) else ""
    return text + gap + newline.join([*lines, ""])


def _quoted(value: str) -> str:
    """Text in double quotes, as JSON and YAML both write it."""
    return json.dumps(value, ensure_ascii=False)
