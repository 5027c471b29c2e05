"""Every form of every sheet in every sample brand: made without a warning, and checked by veraPDF.

    python -m tools.verify [FORM ...]

prints for each form how many files were made and how many failed, and ends with 1 where any did. It takes
half an hour on two cores; the suite checks a sample of the same on each run.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from handouts.catalogue import Catalogue
from handouts.model.self_check import SelfChecks
from handouts.model.technique import Technique
from handouts.resources import Inputs
from tests import verapdf
from tools.forms import BRANDS, FORMS, make

ALSO_ARCHIVAL = {"archive"}
FOR_EVERY_SHEET = {"standard", "standard, A4", "large print", "ink saver", "archive", "binding"}
"""Forms that the sheets of techniques and the self-checks have, too."""
AT_ONCE = 200
"""Files that one run of veraPDF looks at."""
SHOWN = 20


def main(*asked: str) -> int:
    """Make and check what is asked for, or all; gives the exit code."""
    failed = 0
    print("| form | files | fail PDF/UA-1 | fail PDF/A-2a |\n| --- | --- | --- | --- |")
    for form in asked or FORMS:
        with tempfile.TemporaryDirectory() as folder:
            files = [
                path for brand in BRANDS for path in make(form, brand, Path(folder, brand), (), _others(form))
            ]
            flavours = ("ua1", "2a") if form in ALSO_ARCHIVAL else ("ua1",)
            faults = {flavour: list(_faults(files, flavour)) for flavour in flavours}
        counts = [str(len(faults[flavour])) if flavour in faults else "" for flavour in ("ua1", "2a")]
        print(f"| {form} | {len(files)} | {' | '.join(counts)} |", flush=True)
        every = [fault for found in faults.values() for fault in found]
        print(*every[:SHOWN], sep="\n", end="\n" if every else "", file=sys.stderr)
        failed += len(every)
    return int(failed > 0)


def _others(form: str) -> list[str]:
    """The sheets that are no conditions, where they have this form."""
    if form not in FOR_EVERY_SHEET:
        return []
    catalogue = Catalogue(Inputs())
    return [*catalogue.names(Technique), *catalogue.names(SelfChecks)]


def _faults(files: Sequence[Path], flavour: str) -> Iterator[str]:
    """One line for each file that fails."""
    for at in range(0, len(files), AT_ONCE):
        for path, found in verapdf.check(files[at : at + AT_ONCE], flavour).items():
            if found:
                yield f"{path.parent.name}/{path.name}, {flavour}: {found[0]}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
