"""A change is noticed once it is whole, whatever kind of change it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.watching import SECONDS_BETWEEN_LOOKS, look, wait_for_change


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def put_another_in_its_place(path: Path) -> None:
    beside = path.with_name("beside")
    write(beside, "as long")
    beside.replace(path)


def put_a_folder_in_its_place(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "change",
    [
        lambda path: write(path, "longer than before"),
        Path.unlink,
        put_another_in_its_place,
        put_a_folder_in_its_place,
        lambda path: write(path.with_name("new"), "looked for and not there"),
        lambda path: write(path.parent / "folder/entry.yaml", "a new entry"),
    ],
    ids=["written", "deleted", "replaced", "a folder now", "a file now", "an entry more"],
)
def test_a_change_is_noticed(change: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    write(path, "before")
    (tmp_path / "folder").mkdir()
    paths = [path, tmp_path / "new", tmp_path / "folder"]
    known = look(paths)
    change(path)
    now = wait_for_change(paths, known)
    assert now != known
    assert now == look(paths)


def test_a_file_that_is_still_being_written_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    write(path, "")
    known = look([path])

    def write_slowly() -> None:
        for end in range(1, 11):
            write(path, "x" * end)
            time.sleep(SECONDS_BETWEEN_LOOKS / 2)

    writer = threading.Thread(target=write_slowly)
    writer.start()
    wait_for_change([path], known)
    seen = path.read_text(encoding="utf-8")
    writer.join()
    assert seen == "x" * 10


def test_what_is_as_it_was_is_no_change(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    known = look([path])
    done = threading.Event()

    def waits() -> None:
        wait_for_change([path], known)
        done.set()

    waiting = threading.Thread(target=waits)
    waiting.start()
    assert not done.wait(SECONDS_BETWEEN_LOOKS * 5)
    write(path, "x")
    assert done.wait(20)
    waiting.join()


def test_a_name_that_no_file_can_have_is_nothing() -> None:
    assert look([Path("\0"), Path("x" * 5000)]) == {Path("\0"): None, Path("x" * 5000): None}
