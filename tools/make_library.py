"""Write docs/library.md, every sheet with its first page, grade and evidence, and docs/awaiting.md.

Usage: python -m tools.make_library [--pictures]

The table is made from the content; `--pictures` also prints every sheet and takes its first page.
"""

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pypdfium2

from handouts import Order, build_handout, reviews
from handouts.catalogue import Catalogue
from handouts.checks.report import Report, check
from handouts.model.condition import Condition
from handouts.model.technique import Technique
from handouts.resources import Inputs

DOCS = Path(__file__).parent.parent / "docs"
PICTURES = DOCS / "library"
WIDTH = 150
"""Pixels across a picture of a page."""
COLOURS = 48
SELF_CHECKS = "self-checks"
HEAD = """\
# The library

Made by `make docs` from the content; `make pictures` takes the pictures of the first pages. The grade is
Flesch-Kincaid with SMOG beside it, over all running text. The scores are of 100, after the PEMAT for printed
material and the CDC's Clear Communication Index, over the items that a program can judge: automated, not an
official rating. No clinician has signed the shipped words: to sign is for each clinic (`handout review`).
What to read first stands in [awaiting.md](awaiting.md).
"""


def page() -> str:
    """The whole page."""
    catalogue = Catalogue(Inputs())
    conditions = [entry.model for entry in catalogue.all(Condition)]
    reports = {entry.name: entry for entry in check([each.slug for each in conditions]).entries}
    parts = [HEAD]
    for area, title in catalogue.labels["areas"].items():
        rows = [_row(each, reports[each.slug], catalogue) for each in conditions if each.area == area]
        parts.append(f"## {title}\n\n{TABLE}\n" + "\n".join(rows) + "\n")
    rows = [_small_row(name, catalogue) for name in (*catalogue.names(Technique), SELF_CHECKS)]
    parts.append(
        "## Massage techniques, and self-checks\n\n| | sheet |\n| --- | --- |\n" + "\n".join(rows) + "\n"
    )
    return "\n".join(parts)


AWAITING_HEAD = """\
# Sentences that await a clinician

Made by `make docs` from the content. Nobody has signed a word of the library, so all of it awaits a
clinician. These sentences come first: no source carries them (`own_caution`). They print like any other,
since safety comes before proof, and stand on the worksheet of each sheet (`handout check SLUG --worksheet`).
"""


def awaiting() -> str:
    """The page of what no source carries, by sheet; what sheets share with others, once."""
    catalogue = Catalogue(Inputs())
    parts, shared = [], dict[str, None]()
    for entry in catalogue.all(Condition):
        own = []
        for model, passage in reviews.own_cautions(entry.model, catalogue):
            if model is entry.model:
                own.append(passage.text)
            else:
                shared[passage.text] = None
        parts.append(_listed(f"{entry.model.title} (`{entry.model.slug}`)", own))
    return "\n".join([AWAITING_HEAD, _listed("On several sheets, exercises and self-checks", shared), *parts])


def _listed(title: str, texts: Iterable[str]) -> str:
    return "\n".join([f"## {title}\n", *(f"- {text}" for text in texts)]) + "\n"


TABLE = """\
| | sheet | grade | scores | research on massage | exercises | review |
| --- | --- | --- | --- | --- | --- | --- |"""


def _row(condition: Condition, report: Report, catalogue: Catalogue) -> str:
    grade = report.grade
    read = f"{grade.grade} ({grade.smog_grade})" if grade else ""
    scores = "<br>".join(f"{score.scale} {score.percent}" for score in report.scores)
    exercises = ", ".join(catalogue.exercise(use.exercise).model.title for use in condition.exercises)
    cells = (
        f"![Page 1 of {condition.title}](library/{condition.slug}.png)",
        f"**{condition.title}**<br>`{condition.slug}`",
        read,
        scores,
        catalogue.labels["research"][condition.massage.position],
        exercises,
        "awaiting",
    )
    return f"| {' | '.join(cells)} |"


def _small_row(name: str, catalogue: Catalogue) -> str:
    title = "Self-checks" if name == SELF_CHECKS else catalogue.technique(name).model.title
    return f"| ![Page 1 of {title}](library/{name}.png) | **{title}**<br>`{name}` |"


def take_pictures() -> None:
    """Print every sheet in the neutral brand and keep a small picture of its first page."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        catalogue = Catalogue(Inputs())
        for slug in (*catalogue.names(Condition), *catalogue.names(Technique), SELF_CHECKS):
            document = pypdfium2.PdfDocument(build_handout(Order(slug, output=f"{folder}/")).path)
            first = document[0]
            picture = first.render(scale=2 * WIDTH / first.get_width()).to_pil().reduce(2)
            picture.quantize(COLOURS).save(PICTURES / f"{slug}.png", optimize=True)
            document.close()


if __name__ == "__main__":
    if "--pictures" in sys.argv[1:]:
        take_pictures()
    for name, text in (("library.md", page()), ("awaiting.md", awaiting())):
        (DOCS / name).write_text(text, encoding="utf-8")
        print(f"docs/{name}")
