"""Draw every pose and the atlas of the body charts, or print the whole library on contact pages to look at.

Usage: python -m tools.make_figures [--sheet FILE.pdf]
"""

import argparse
import html
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from handouts import chart
from handouts.catalogue import Catalogue
from handouts.errors import HandoutError, InputFault, Place, Problem
from handouts.figures import atlas
from handouts.figures.drawing import Drawing, draw
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.self_check import SelfCheck
from handouts.output import write
from handouts.pdf import lay_out
from handouts.pictures import picture_uri
from handouts.resources import CONTENT, Inputs
from handouts.source import read_yaml

POSES, FIGURES, CHARTS = CONTENT / "poses", CONTENT / "figures", CONTENT / "charts"


def poses() -> list[Path]:
    """The shipped pose files."""
    return sorted(POSES.glob("*.yaml"))


def drawing(path: Path) -> Drawing:
    """One pose drawn, its file named as in the repository."""
    return draw(read_yaml(path, name=f"handouts/content/poses/{path.name}"))


def drawings() -> dict[str, Drawing]:
    """Every pose drawn, on all cores."""
    with ProcessPoolExecutor() as workers:
        return {path.stem: made for path, made in zip(poses(), workers.map(drawing, poses()), strict=True)}


def entries(catalogue: Catalogue) -> dict[str, Exercise | SelfCheck]:
    """The entry of every figure, in whose words it is shown."""
    checks = [each.model for each in catalogue.all(SelfCheck)]
    exercises = [each.model for each in catalogue.all(Exercise)]
    return {entry.figure.name: entry for entry in (*checks, *exercises) if entry.figure}


def files(drawn: dict[str, Drawing]) -> dict[Path, str]:
    """Path to text of every figure file."""
    return {
        FIGURES / ".".join(filter(None, (name, which, "svg"))): svg
        for name, made in drawn.items()
        for which, svg in made.svgs.items()
    }


def write_all() -> None:
    """Draw everything anew. Raises InputFault, and writes nothing, where a pose is not as it must be."""
    drawn = drawings()
    known = entries(Catalogue(Inputs()))
    problems = [problem for made in drawn.values() for problem in made.problems]
    problems += [Problem.of("D012", Place(f"{name}.yaml"), name=name) for name in drawn if name not in known]
    if problems:
        raise InputFault(*problems)
    made = files(drawn)
    for path, svg in made.items():
        write(path, svg.encode())
    for stale in set(FIGURES.glob("*.svg")) - set(made):
        stale.unlink()
    atlas.write(CHARTS)
    print(f"{len(drawn)} figures, {len(made)} pictures")


def sheet(target: Path) -> None:
    """Print every figure and every chart at the size in which they are printed on a handout."""
    catalogue = Catalogue(Inputs())
    known = entries(catalogue)
    groups: dict[str, list[str]] = {}
    for name, made in drawings().items():
        entry = known[name]
        group = (
            catalogue.labels["positions"][entry.position] if isinstance(entry, Exercise) else "Self-checks"
        )
        groups.setdefault(group, []).append(_cell(entry.title, list(made.svgs.values())))
    charts = {slug: _cell(slug, [_sized(made)]) for slug, made in every_chart(catalogue).items()}
    page = (
        '<html lang="en"><title>Figures</title><style>@page { size: 216mm 279mm; margin: 9mm }'
        " body { font: 8pt sans-serif; margin: 0 }"
        " h2 { font-size: 11pt; margin: 3mm 0 1mm; break-after: avoid }"
        " div { display: inline-block; width: 97mm; margin: 0 1mm 4mm 0; vertical-align: bottom }"
        " .charts div { width: 47mm } p { margin: 0 0 1mm } img { vertical-align: bottom; margin-right: 2mm }"
        "</style>"
        + "".join(f"<h2>{html.escape(group)}</h2>{''.join(cells)}" for group, cells in groups.items())
        + f'<section class="charts"><h2>Body charts</h2>{"".join(charts.values())}</section>'
    )
    write(target, lay_out(page).write(frozenset(), ""))
    print(target)


def every_chart(catalogue: Catalogue) -> dict[str, chart.Chart]:
    """The body chart of every condition."""
    pains = {each.model.slug: each.model.pain for each in catalogue.all(Condition)}
    return {
        slug: chart.compose(catalogue.areas, pain.primary, pain.referred, None)
        for slug, pain in pains.items()
    }


def _sized(made: chart.Chart) -> str:
    return made.svg.replace(
        "<svg ", f'<svg width="{made.width * 0.05}mm" height="{made.height * 0.05}mm" ', 1
    )


def _cell(title: str, svgs: list[str]) -> str:
    pictures = "".join(f'<img alt="" src="{picture_uri("svg", svg.encode())}">' for svg in svgs)
    return f"<div><p>{html.escape(title)}</p>{pictures}</div>"


def main() -> None:
    """Do as the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sheet", type=Path)
    options = parser.parse_args()
    try:
        sheet(options.sheet) if options.sheet else write_all()
    except HandoutError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
