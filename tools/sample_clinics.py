"""Sample clinics of a chain, made up from a seed: for tests and benches, and never a real one.

Usage: python -m tools.sample_clinics COUNT FOLDER     writes FOLDER/brand/clinic.yaml and FOLDER/clinics.csv
"""

import csv
import random
import sys
from pathlib import Path

SEED = 20261126
PLACES = (
    "Alder",
    "Birch",
    "Cedar",
    "Elm",
    "Hazel",
    "Linden",
    "Maple",
    "Oak",
    "Rowan",
    "Willow",
    "Ängs",
    "São João",
)
KINDS = ("Street Clinic", "Massage", "Bodywork", "Physical Therapy", "Wellness Rooms", "Hands & Care")
COLOURS = ("#0F4C4F", "#7A2E12", "#1F3A5F", "#5B2A6E", "#234F1E", "#4A3B00")
BASE = """\
name: Sample Chain
tagline: Made up for tests
colours: {primary: "#0F4C4F", accent: "#9C1C14"}
web: chain.example
country: US
"""


def rows(count: int, seed: int = SEED) -> list[dict[str, str]]:
    """So many clinics, the same for the same seed; cells that are empty are what the base says."""
    chance = random.Random(seed)  # noqa: S311 - nothing here is secret
    found = []
    for number in range(1, count + 1):
        name = f"{chance.choice(PLACES)} {chance.choice(KINDS)} {number}"
        found.append(
            {
                "folder": f"clinic-{number:05}",
                "name": name,
                "phone": f"(555) 01{chance.randrange(10)}-{chance.randrange(10_000):04}",
                "address": f"{chance.randrange(1, 999)} {chance.choice(PLACES)} Road, Suite {number}",
                "booking": chance.choice(("", f"chain.example/book/{number}")),
                "primary": chance.choice(("", *COLOURS)),
                "country": chance.choice(("", "", "GB", "CA", "AU")),
            }
        )
    return found


def write(count: int, folder: Path, seed: int = SEED) -> tuple[Path, Path]:
    """The folder of their base, and the table of the clinics."""
    base, table = folder / "brand", folder / "clinics.csv"
    base.mkdir(parents=True, exist_ok=True)
    (base / "clinic.yaml").write_text(BASE, encoding="utf-8")
    found = rows(count, seed)
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(found[0]))
        writer.writeheader()
        writer.writerows(found)
    return base, table


if __name__ == "__main__":
    for path in write(int(sys.argv[1]), Path(sys.argv[2])):
        print(path)
