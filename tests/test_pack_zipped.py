"""All files of a pack in one: the same bytes for the same files, and nobody's work is lost."""

from __future__ import annotations

import hashlib
from pathlib import Path
from zipfile import ZipFile

import pytest

from handouts.errors import OutputRefused
from handouts.pack import zipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.pdf", "a.pdf", "Süd/c.pdf"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode() * 1000)
    return tmp_path


def write(folder: Path, *, force: bool = False) -> bool:
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.pdf"), reverse=True)]
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    return zipped.write(folder, digests, force=force)


def test_the_same_files_give_the_same_bytes(folder: Path) -> None:
    assert write(folder)
    first = (folder / "pack.zip").read_bytes()
    (folder / "pack.zip").unlink()
    for path in folder.rglob("*.pdf"):
        path.touch()
    assert write(folder)
    assert (folder / "pack.zip").read_bytes() == first
    with ZipFile(folder / "pack.zip") as found:
        assert found.testzip() is None
        assert found.namelist() == ["Süd/c.pdf", "a.pdf", "b.pdf"]
        assert found.read("Süd/c.pdf") == "Süd/c.pdf".encode() * 1000


def test_a_zip_that_holds_these_files_is_left_alone(folder: Path) -> None:
    assert write(folder)
    assert not write(folder)
    (folder / "a.pdf").write_bytes(b"other")
    assert write(folder)
    (folder / "b.pdf").unlink()
    assert write(folder)


@pytest.mark.parametrize("content", [b"", b"PK", b"my own archive" * 100])
def test_a_zip_of_somebody_elses_is_replaced_only_by_force(content: bytes, folder: Path) -> None:
    (folder / "pack.zip").write_bytes(content)
    with pytest.raises(OutputRefused) as caught:
        write(folder)
    assert caught.value.problems[0].code == "O001"
    assert (folder / "pack.zip").read_bytes() == content
    assert write(folder, force=True)


def test_a_zip_to_which_somebody_added_a_file_is_kept(folder: Path) -> None:
    write(folder)
    with ZipFile(folder / "pack.zip", "a") as found:
        found.writestr("invoice.txt", "mine")
    (folder / "a.pdf").write_bytes(b"other")
    with pytest.raises(OutputRefused):
        write(folder)
