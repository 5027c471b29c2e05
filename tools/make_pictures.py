"""Make the pictures in docs/ from real handouts, so that they never show an older page."""

import tempfile
from pathlib import Path

from PIL import Image

from handouts import Order, build_handout
from tools.forms import FORMS, drawn, file_name, make

DOCS = Path(__file__).parent.parent / "docs"
EXAMPLES = DOCS.parent / "examples"
CLINICS = ("willow-creek", "harbour-physio", "northside-college")
PIXELS_A_POINT = 1.1
GAP, GROUND = 16, "#D5DADD"
COLOURS = 200
SHOWN, MOST_SHOWN = "hip-pain", 3
UNSEEN = {"standard, A4", "standard, legal", "archive"}
"""Forms that look as another one does."""


def main() -> None:
    """The standard sheet for the README, and the three sample brands beside each other."""
    with tempfile.TemporaryDirectory() as folder:
        sheets = {name: _pages(name, folder) for name in CLINICS}
    _save(_row(sheets[CLINICS[0]]), "sheet.png")
    _save(_row([pages[0].reduce(2) for pages in sheets.values()]), "brands.png")
    (DOCS / "forms").mkdir(exist_ok=True)
    for form in (form for form in FORMS if form not in UNSEEN):
        with tempfile.TemporaryDirectory() as folder:
            (path,) = make(form, CLINICS[0], Path(folder), [SHOWN])
            _save(
                _row([page.reduce(4) for page in drawn(path, PIXELS_A_POINT)[:MOST_SHOWN]]),
                f"forms/{file_name(form)}.png",
            )


def _pages(clinic: str, folder: str) -> list[Image.Image]:
    order = Order("sciatica", clinic=EXAMPLES / clinic / "clinic.yaml", output=f"{folder}/{clinic}.pdf")
    return drawn(build_handout(order).path, PIXELS_A_POINT)


def _row(pictures: list[Image.Image]) -> Image.Image:
    width = sum(each.width for each in pictures) + GAP * (len(pictures) + 1)
    height = max(each.height for each in pictures) + 2 * GAP
    row = Image.new("RGB", (width, height), GROUND)
    left = GAP
    for each in pictures:
        row.paste(each, (left, GAP))
        left += each.width + GAP
    return row


def _save(picture: Image.Image, name: str) -> None:
    path = DOCS / name
    picture.quantize(COLOURS).save(path, optimize=True)
    print(path.relative_to(DOCS.parent))


if __name__ == "__main__":
    main()
