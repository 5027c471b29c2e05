"""Every form of six sheets in three brands on contact pages, compared with those that were last accepted.

    python -m tools.gallery [FORM ...]    makes them in gallery/, and says which differ
    python -m tools.gallery --accept      takes what was made last as it is meant to be

A contact page has the six sheets below each other, and the pages of each from left to right. Where one
differs, gallery/differences/ has it in grey, with what has changed in red. What is accepted is kept in
tests/gallery/, half as large and in a few greys, since all of it goes into the repository.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageChops

from tools.forms import BRANDS, FORMS, drawn, file_name, make

ROOT = Path(__file__).parent.parent
ACCEPTED, MADE = ROOT / "tests" / "gallery", ROOT / "gallery"
DIFFERENCES = MADE / "differences"
SHEETS = (
    "sciatica",
    "hip-pain",
    "meniscal-injury",
    "osgood-schlatter",
    "scoliosis",
    "anterior-compartment-syndrome",
)
CLINICS = [name for name, file in BRANDS.items() if file]
DOTS_AN_INCH = 40
ACROSS = 8
"""Pages in a row."""
GAP, GROUND = 6, "#D5DADD"
SMALLER, GREYS = 2, 16
"""How far a page is reduced that is accepted, and in how many greys it is kept."""
UNSEEN = 24
"""Of 255, by which a dot may be off: a grey, and not two."""
CHANGED = "#D00000"


def main(*asked: str) -> int:
    """Make and compare, or accept; gives 1 where something differs."""
    if "--accept" in asked:
        print(f"{accept(MADE, ACCEPTED)} contact pages accepted")
        return 0
    shutil.rmtree(DIFFERENCES, ignore_errors=True)
    differing = list(_differing(asked or tuple(FORMS)))
    print(*differing, sep="\n", end="\n" if differing else "")
    print(f"{len(differing)} differ" if differing else "All are as they were accepted.")
    return int(bool(differing))


def _differing(forms: Sequence[str]) -> Iterator[Path]:
    """The picture of each difference."""
    for form in forms:
        for clinic in CLINICS:
            name = page_name(form, clinic)
            with tempfile.TemporaryDirectory() as folder:
                files = {path.name.split(".")[0]: path for path in make(form, clinic, Path(folder), SHEETS)}
                page = contact([drawn(files[sheet], DOTS_AN_INCH / 72) for sheet in SHEETS])
            save(page, MADE / name)
            accepted = ACCEPTED / name
            found = difference(page, Image.open(accepted) if accepted.exists() else None)
            if found:
                save(found, DIFFERENCES / name)
                yield DIFFERENCES / name


def page_name(form: str, clinic: str) -> str:
    """The file of a contact page."""
    return f"{file_name(form)}.{clinic}.webp"


def contact(sheets: Sequence[Sequence[Image.Image]]) -> Image.Image:
    """The pages of each sheet in a row of their own, or in several."""
    rows = [pages[at : at + ACROSS] for pages in sheets for at in range(0, len(pages), ACROSS)]
    width = max(sum(each.width + GAP for each in row) for row in rows) + GAP
    heights = [max(each.height for each in row) + GAP for row in rows]
    whole = Image.new("RGB", (width, sum(heights) + GAP), GROUND)
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        left = GAP
        for each in row:
            whole.paste(each, (left, top))
            left += each.width + GAP
        top += height
    return whole


def small(page: Image.Image) -> Image.Image:
    """The page as it is kept."""
    step = 255 / (GREYS - 1)
    greys = [round(round(level / step) * step) for level in range(256)]
    return page.convert("L").reduce(SMALLER).point(greys)


def difference(page: Image.Image, accepted: Image.Image | None) -> Image.Image | None:
    """The page in pale grey with what has changed in red; None where nobody would see a change."""
    now = small(page)
    before = accepted.convert("L") if accepted else Image.new("L", (0, 0))
    size = max(now.width, before.width), max(now.height, before.height)
    changed = ImageChops.difference(*(_on_ground(each, size) for each in (now, before)))
    changed = changed.point([255 * (level > UNSEEN) for level in range(256)])
    if not changed.getbbox():
        return None
    whole = (size[0] * SMALLER, size[1] * SMALLER)
    pale = Image.blend(_on_ground(page.convert("L"), whole), Image.new("L", whole, "white"), 0.5).convert(
        "RGB"
    )
    pale.paste(CHANGED, mask=changed.resize(whole, Image.Resampling.NEAREST))
    return pale


def _on_ground(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    ground = Image.new("L", size)
    ground.paste(picture)
    return ground


def save(picture: Image.Image, path: Path) -> None:
    """Without loss, so that what is compared later is what was seen."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, lossless=True, quality=100, method=4)


def accept(made: Path, accepted: Path) -> int:
    """Keep what was made; gives how many pages there were."""
    found = sorted(made.glob("*.webp"))
    for path in found:
        save(small(Image.open(path)), accepted / path.name)
    return len(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
