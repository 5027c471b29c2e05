"""Write the JSON Schemas that the shipped YAML files name in their first line."""

from pathlib import Path

from handouts.resources import PACKAGE
from handouts.schemas import MODELS, as_json

FOLDER = PACKAGE / "schema"


def schemas() -> dict[Path, str]:
    """Path to text of every schema file."""
    return {FOLDER / f"{kind}.json": as_json(kind) for kind in MODELS}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for path, text in schemas().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(PACKAGE.parent))
