"""`handout draw`: a pose seen while it is written, and what is said where it is wrong."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from handouts.commands import main
from handouts.output import read_seal
from handouts.resources import Inputs
from tests.conftest import MakeClinic

ROOT = Path(__file__).parent.parent
GOOD = "start: {}\nfinish: {right_leg: {hip: 60, knee: 80}, rests: [left foot]}\n"
WRONG = "start: {}\nfinish:\n  neck: [0, 0, 100]\n"
PATIENCE = 8
"""Seconds to wait for a picture that is drawn again."""


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a pose in it."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "lift.yaml").write_text(GOOD)
    return folder


def draw(*words: str) -> Result:
    result = CliRunner().invoke(main, ["draw", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.stderr
    return result


def widths(svg: str) -> list[int]:
    """Of every picture in the file, the whole first."""
    return [int(width) for width in re.findall(r'viewBox="0 0 (\d+) ', svg)]


def test_the_name_of_the_picture_is_that_of_the_pose() -> None:
    result = draw("lift.yaml")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "lift.svg\n", "")
    assert sorted(path.name for path in Path().iterdir()) == ["lift.svg", "lift.yaml"]


def test_start_and_finish_stand_side_by_side() -> None:
    draw("lift.yaml")
    whole, start, finish = widths(Path("lift.svg").read_text())
    assert whole == start + 60 + finish
    Path("one.yaml").write_text("start: {}\n")
    draw("one.yaml")
    assert len(widths(Path("one.svg").read_text())) == 1


def test_a_png_shows_both_at_the_size_of_a_screen() -> None:
    assert draw("lift.yaml", "-o", "out/lift.PNG").stdout == "out/lift.PNG\n"
    with Image.open("out/lift.PNG") as picture:
        grey = picture.convert("L")
    assert grey.width > 100
    assert grey.height > 200
    assert sum(grey.histogram()[:80]) > 100
    halves = (
        grey.crop((0, 0, grey.width // 2, grey.height)),
        grey.crop((grey.width // 2, 0, grey.width, grey.height)),
    )
    for half in halves:
        ink = sum(half.histogram()[:200])
        assert 0.05 < ink / (half.width * half.height) < 0.9


def test_a_folder_takes_the_files_of_a_card() -> None:
    result = draw("lift.yaml", "-o", "figures/")
    assert result.stdout.split() == ["figures/lift.start.svg", "figures/lift.finish.svg"]
    assert all(path.read_text().count("<svg ") == 1 for path in Path("figures").iterdir())
    Path("one.yaml").write_text("start: {}\n")
    assert draw("one.yaml", "-o", "figures").stdout == "figures/one.svg\n"


@pytest.mark.parametrize("name", ["lift.svg", "lift.png"])
def test_a_picture_of_its_own_is_replaced_and_no_other(name: str) -> None:
    file = Path(name)
    file.write_bytes(b"a drawing by hand")
    refused = draw("lift.yaml", "-o", name)
    assert (refused.exit_code, refused.stdout) == (5, "")
    assert f"O001 {name} was not made by this tool" in refused.stderr
    assert file.read_bytes() == b"a drawing by hand"

    assert draw("lift.yaml", "-o", name, "--force").exit_code == 0
    first = file.read_bytes()
    assert read_seal(file) is not None
    assert draw("lift.yaml", "-o", name).exit_code == 0
    assert file.read_bytes() == first
    Path("lift.yaml").write_text("start: {neck: 30}\n")
    assert draw("lift.yaml", "-o", name).exit_code == 0
    assert file.read_bytes() != first


def test_of_two_files_neither_is_written_where_one_may_not_be() -> None:
    Path("figures").mkdir()
    Path("figures/lift.finish.svg").write_text("a drawing by hand")
    assert draw("lift.yaml", "-o", "figures/").exit_code == 5
    assert [path.name for path in Path("figures").iterdir()] == ["lift.finish.svg"]


def test_what_the_checks_find_is_told_and_the_picture_drawn() -> None:
    Path("lift.yaml").write_text(WRONG)
    result = draw("lift.yaml")
    assert (result.exit_code, result.stdout) == (3, "lift.svg\n")
    assert result.stderr.startswith("lift.yaml:3:3: D003 In the finish, the neck, turned is at 100 degrees")
    assert Path("lift.svg").is_file()


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["lift.yaml", "-o", "lift.jpg"], 5, "O011 lift.jpg ends in neither .svg nor .png."),
        (["lift.yaml", "-o", "lift.yaml", "--force"], 5, "O011 "),
        (["lift.yaml", "-o", "lift"], 5, "O011 "),
        (["gone.yaml"], 3, "F001 "),
        (["."], 3, "F002 "),
        (["broken.yaml"], 3, "broken.yaml:2:1: Y024 "),
        (["empty.yaml"], 3, "empty.yaml: F006 "),
        (["slip.yaml"], 3, "slip.yaml:1:1: S002 strat is not a key that is known here. Did you mean start?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_trouble_is_told_and_nothing_written(words: list[str], code: int, told: str, desk: Path) -> None:
    poses = {"broken.yaml": "start: [\n", "empty.yaml": "", "slip.yaml": "strat: {}\nstart: {}\n"}
    for name, text in poses.items():
        (desk / name).write_text(text)
    before = {path.name: path.read_bytes() for path in desk.iterdir()}
    result = draw(*words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert told in result.stderr
    assert {path.name: path.read_bytes() for path in desk.iterdir()} == before


def test_a_picture_never_replaces_the_pose_it_is_made_from(desk: Path) -> None:
    (desk / "lift.svg").write_text(GOOD)
    refused = draw("lift.svg", "--force")
    assert refused.exit_code == 5
    assert "O004 lift.svg" in refused.stderr
    assert (desk / "lift.svg").read_text() == GOOD


def test_a_clinics_own_drawing_is_taken_for_its_handout(clinic: MakeClinic) -> None:
    folder = clinic().parent
    Path("bridge.yaml").write_text(GOOD)
    assert draw("bridge.yaml", "-o", f"{folder}/figures/").exit_code == 0
    own = tuple(folder / "figures" / f"bridge.{which}.svg" for which in ("start", "finish"))
    assert Inputs(clinic=folder).figure("bridge") == own
    words = ("build", "sciatica", "--exercises", "bridge", "--clinic", str(folder))
    built = CliRunner().invoke(main, words)
    assert (built.exit_code, "warning" in built.stderr) == (0, False), built.stderr


def test_a_watched_pose_is_drawn_again_until_it_is_stopped(desk: Path) -> None:
    pose, picture = desk / "lift.yaml", desk / "lift.svg"
    watch = subprocess.Popen(
        [sys.executable, "-c", "from handouts.commands import main; main()", "draw", "lift.yaml", "--watch"],
        cwd=desk,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        await_picture(picture, b"")
        first = picture.read_bytes()
        await_picture(picture, first, pose, "start: {neck: 30}\n")
        pose.write_text("start: {nekc: 30}\n")
        time.sleep(1)
        assert watch.poll() is None, "a slip does not end the watch"
        second = picture.read_bytes()
        await_picture(picture, second, pose, "start: {neck: -30}\n")
    finally:
        watch.send_signal(signal.SIGINT)
        _, complaints = watch.communicate(timeout=PATIENCE)
    assert watch.returncode == 130
    assert b"Traceback" not in complaints
    assert b"Did you mean neck?" in complaints


def await_picture(picture: Path, before: bytes, pose: Path | None = None, text: str = "") -> None:
    """Write the pose, and wait until the picture is not what it was."""
    if pose:
        # As many editors do, a new file is put in the place of the old one.
        beside = pose.with_suffix(".new")
        beside.write_text(text)
        beside.replace(pose)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        time.sleep(0.1)
        if picture.is_file() and picture.read_bytes() != before:
            return
    pytest.fail(f"{picture.name} was not drawn again")


def test_a_name_that_is_too_long_is_told_as_that() -> None:
    refused = draw("lift.yaml", "-o", f"{'a' * 300}.svg")
    assert (refused.exit_code, refused.stdout) == (5, "")
    assert refused.stderr.startswith("O003 aaa")
    assert "Standard output" not in refused.stderr
