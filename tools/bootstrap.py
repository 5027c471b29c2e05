"""Make this checkout ready: system packages, .venv and the pinned Python packages.

Usage: python3 tools/bootstrap.py printing|tests

`printing` installs what `handout` needs, `tests` adds what `make test` needs. It says what it does
before it does it. Where this account may not install system packages, it prints the one command
for somebody who may and ends with exit code 1. It needs nothing but Python.
"""

import sys

# First of all and in words that every Python can parse, so that an old one says what is wrong.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "Handout needs Python 3.11 or newer, and %s is %d.%d. "  # noqa: UP031
        "Where a newer one is installed, name it: make PYTHON=python3.11 sciatica"
        % (sys.executable, sys.version_info[0], sys.version_info[1])
    )

import ctypes.util
import importlib
import importlib.util
import os
import shlex
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"

INSTALL = {
    # Not "&&": one unreachable list of somebody else's packages must not stop the installation.
    "apt": "apt-get update; DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends",
    "dnf": "dnf install --assumeyes",
    "brew": "brew install",
}


@dataclass(frozen=True)
class Need:
    """Something the system must have: how to see that it is there, and who packages it as what."""

    name: str
    is_there: Callable[[], bool]
    apt: str
    dnf: str
    brew: str


def has_library(name: str) -> bool:
    """Tell whether WeasyPrint will find the shared library of this name."""
    return ctypes.util.find_library(name) is not None


BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def browser() -> str | None:
    """Name the program of a Chromium that tests can look at web pages with."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def runs(*command: str) -> bool:
    """Tell whether a command exists and succeeds; macOS has a `javac` that exists and fails."""
    return (
        shutil.which(command[0]) is not None
        and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )


PRINTING = (
    Need(
        "Python's venv",
        lambda: importlib.util.find_spec("ensurepip") is not None,
        apt=f"python{sys.version_info.major}.{sys.version_info.minor}-venv",
        dnf="python3",
        brew="python",
    ),
    Need(
        "Pango",
        lambda: has_library("pango-1.0"),
        apt="libpango-1.0-0",
        dnf="pango",
        brew="pango",
    ),
    Need(
        "Pango for FreeType",
        lambda: has_library("pangoft2-1.0"),
        apt="libpangoft2-1.0-0",
        dnf="pango",
        brew="pango",
    ),
    Need(
        "HarfBuzz's subsetter",
        lambda: has_library("harfbuzz-subset"),
        apt="libharfbuzz-subset0",
        dnf="harfbuzz",
        brew="harfbuzz",
    ),
)
TESTS = (
    Need(
        "a Java compiler",
        lambda: runs("javac", "-version"),
        apt="default-jdk-headless",
        dnf="java-devel",
        brew="openjdk",
    ),
    Need(
        "Chromium",
        lambda: browser() is not None,
        apt="chromium",
        dnf="chromium",
        brew="google-chrome",
    ),
    Need(
        "Poppler's tools",
        lambda: all(runs(tool, "-v") for tool in ("pdfinfo", "pdftoppm", "pdftotext")),
        apt="poppler-utils",
        dnf="poppler-utils",
        brew="poppler",
    ),
)


def say(words: str) -> None:
    """Print at once, so that it stands before what the next command prints."""
    print(words, flush=True)


def run(*command: str | Path) -> None:
    """Run a command and end this program with words where it fails."""
    if subprocess.run(command, check=False, cwd=ROOT).returncode != 0:
        sys.exit(f"This failed: {shlex.join(map(str, command))}")


def missing(needs: tuple[Need, ...]) -> list[Need]:
    """Say which of the needs this system does not meet."""
    importlib.invalidate_caches()
    return [need for need in needs if not need.is_there()]


def names(needs: list[Need]) -> str:
    """List needs as words."""
    return ", ".join(need.name for need in needs)


def install_system_packages(needs: tuple[Need, ...]) -> None:
    """Install the packages of every need that is not met, or end with the command that would."""
    absent = missing(needs)
    if not absent:
        return
    manager = next((name for name in INSTALL if shutil.which(name)), None)
    if manager is None:
        sys.exit(
            f"This system lacks {names(absent)}, and has neither {', '.join(INSTALL)}"
            " to install them. See docs/install.md."
        )
    packages = sorted({getattr(need, manager) for need in absent})
    command = f"{INSTALL[manager]} {' '.join(packages)}"
    say(f"This system lacks {names(absent)}.")
    if manager == "brew" or os.geteuid() == 0:
        as_root = []
    elif runs("sudo", "-n", "true"):
        as_root = ["sudo", "-n"]
    else:
        become_root = "sudo sh -c" if shutil.which("sudo") else "su - -c"
        sys.exit(
            "This account may not install it. Run this one command, or ask somebody who may:\n\n"
            f"    {become_root} {shlex.quote(command)}\n\nThen run make again."
        )
    say(f"Installing it:\n\n    {command}\n")
    run(*as_root, "sh", "-c", command)
    still_absent = missing(needs)
    if still_absent:
        sys.exit(f"Installed, and yet not to be found: {names(still_absent)}.")


def make_venv() -> None:
    """Make .venv where there is none that works."""
    if not runs(str(VENV / "bin" / "pip"), "--version"):
        say("Making .venv")
        run(sys.executable, "-m", "venv", "--clear", VENV)


def install_python_packages(project: str) -> None:
    """Install the checkout itself, to be edited, and the pinned versions of what it needs."""
    say("Installing the Python packages that constraints.txt pins (the first time takes a minute)")
    pip = (VENV / "bin" / "pip", "--disable-pip-version-check", "install", "--quiet")
    run(*pip, "--constraint", "constraints.txt", "--editable", project)


def main(purpose: str) -> None:
    """Make the checkout ready for `printing` or for `tests`."""
    install_system_packages(PRINTING if purpose == "printing" else PRINTING + TESTS)
    make_venv()
    install_python_packages("." if purpose == "printing" else ".[dev]")


if __name__ == "__main__":
    if sys.argv[1:] not in (["printing"], ["tests"]):
        sys.exit(__doc__)
    main(sys.argv[1])
