"""What a user gets who installs the wheel: a checkout beside it would hide what it lacks."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Without the variables by which this test's own Python or a caller's could leak in.
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}

# Prints a handout, then the path of every file that was opened for it, modules and fonts alike.
PRINT_AND_TELL = """
import sys
opened = []
sys.addaudithook(lambda event, about: event == "open" and opened.append(str(about[0])))
from handouts.commands import main
main(["build", "sciatica"], standalone_mode=False)
print(*opened, sep="\\n")
"""


def run(*command: str | Path, cwd: Path) -> str:
    """What the command printed; fails the test with all that it said where it does not succeed."""
    done = subprocess.run(command, cwd=cwd, env=ENVIRONMENT, capture_output=True, check=False, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    run(*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """The folder of programs of a virtual environment that holds the wheel and its needs."""
    venv = wheel.parent / "venv"
    run(sys.executable, "-m", "venv", venv, cwd=wheel.parent)
    programs = venv / "bin"
    pip = (programs / "pip", "--disable-pip-version-check", "install", "--quiet")
    run(*pip, "--constraint", ROOT / "constraints.txt", wheel, cwd=wheel.parent)
    return programs


def test_the_wheel_lands_nothing_but_handouts(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"handouts"}


@pytest.mark.parametrize("folder", ["handouts/content", "handouts/fonts", "styles", "templates"])
def test_the_wheel_carries_every_file_of(folder: str, wheel: Path) -> None:
    inside = folder if folder.startswith("handouts/") else f"handouts/{folder}"
    expected = {
        f"{inside}/{path.relative_to(ROOT / folder).as_posix()}"
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert expected
    assert expected <= set(zipfile.ZipFile(wheel).namelist())


def test_the_installed_wheel_prints_a_handout(installed: Path, tmp_path: Path) -> None:
    pdf = run(installed / "handout", "build", "sciatica", cwd=tmp_path).strip()
    assert (tmp_path / pdf).read_bytes().startswith(b"%PDF-")


def test_the_installed_wheel_needs_nothing_of_the_checkout(installed: Path, tmp_path: Path) -> None:
    opened = run(installed / "python", "-c", PRINT_AND_TELL, cwd=tmp_path)
    assert "handouts/styles/" in opened
    assert f"{ROOT}/" not in opened


def test_the_installed_wheel_is_compiled(installed: Path) -> None:
    assert list(installed.parent.glob("lib/*/site-packages/handouts/__pycache__/build.*.pyc"))
