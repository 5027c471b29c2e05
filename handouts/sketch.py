"""A pose while it is being written: drawn into a file to look at, with what the checks say."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

from handouts import output
from handouts.errors import MissingLibrary, OutputRefused, Problem
from handouts.files import kind_of
from handouts.resources import shown_path
from handouts.source import read_yaml

GAP = 60
"""Units between start and finish."""
DOTS_PER_INCH = 220

_SIZE = re.compile(r'viewBox="0 0 (\d+) (\d+)" width="([\d.]+)mm" height="([\d.]+)mm"')


@dataclass(frozen=True)
class Sketch:
    """What was drawn."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    """What the checks found; the picture is drawn all the same."""


def sketch(pose: Path, target: str | None, *, force: bool = False) -> Sketch:
    """Draw a pose into an SVG or PNG file, start and finish side by side; or into a folder, for a clinic.

    Raises InputFault where the pose cannot be drawn, OutputRefused, or MissingLibrary.
    """
    source = read_yaml(pose, name=shown_path(pose))
    path = output.destination(target, f"{pose.stem}.svg")
    kind = path.suffix.lower()
    if kind not in {".svg", ".png"}:
        raise OutputRefused(Problem.of("O011", path=shown_path(path)))
    try:
        from handouts.figures.drawing import draw
    except ModuleNotFoundError as error:
        raise MissingLibrary(Problem.of("E003", name=error.name)) from None
    drawing = draw(source)
    if target is not None and output.is_folder(target):
        pictures = {
            path.with_name(".".join(filter(None, (pose.stem, which, "svg")))): svg.encode()
            for which, svg in drawing.svgs.items()
        }
    else:
        whole = _beside(list(drawing.svgs.values()))
        pictures = {path: whole.encode() if kind == ".svg" else _png(whole)}
    for file in pictures:
        output.check_free(file, force=force)
        if kind_of(file) == "file" and file.samefile(pose):
            raise OutputRefused(Problem.of("O004", path=shown_path(file)))
    for file, content in pictures.items():
        output.write(file, output.stamped(content + output.comment(None).encode()))
    return Sketch(tuple(pictures), drawing.problems)


def _beside(svgs: list[str]) -> str:
    """Several drawings as one, side by side, their floors level."""
    if len(svgs) == 1:
        return svgs[0]
    sizes = [tuple(float(part) for part in found.groups()) for svg in svgs if (found := _SIZE.search(svg))]
    height = max(size[1] for size in sizes)
    inner, left = [], 0.0
    for svg, (width, tall, *_) in zip(svgs, sizes, strict=True):
        place = f'x="{left:g}" y="{height - tall:g}" width="{width:g}" height="{tall:g}"'
        inner.append(re.sub(r'width="[^"]+" height="[^"]+"', place, svg, count=1))
        left += width + GAP
    scale = sizes[0][2] / sizes[0][0]
    width = left - GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
        f' width="{width * scale:.1f}mm" height="{height * scale:.1f}mm">{"".join(inner)}</svg>\n'
    )


def _png(svg: str) -> bytes:
    """The drawing as it prints, through the renderer that prints it."""
    import pypdfium2

    from handouts.pdf import lay_out
    from handouts.pictures import picture_uri

    found = _SIZE.search(svg)
    width, height = (float(found[3]), float(found[4])) if found else (100.0, 100.0)
    html = (
        f'<html lang="en"><title>Drawing</title><style>@page {{ size: {width}mm {height + 1}mm; margin: 0 }}'
        f" body {{ margin: 0 }} img {{ display: block; width: {width}mm }}</style>"
        f'<img src="{picture_uri("svg", svg.encode())}" alt="Drawing">'
    )
    page = pypdfium2.PdfDocument(lay_out(html).write(frozenset(), ""))[0]
    picture = page.render(scale=DOTS_PER_INCH / 72).to_pil()
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
