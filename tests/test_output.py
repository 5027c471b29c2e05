"""A file is whole or not there, the tool replaces only what it made, and names work everywhere."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest

from handouts import output
from handouts.errors import OutputRefused
from handouts.model.base import RESERVED_NAMES, SLUG_PATTERN

MADE_FROM = {"order": {"target": "sciatica"}, "tools": {}, "inputs": {"content:a": "0" * 16}}


def sealed(made_from: dict[str, object] | None = MADE_FROM) -> bytes:
    return output.stamped(b"%PDF-1.7\n" + output.seal(made_from).encode() + b"\n%%EOF\n")


def refusal(path: Path, *, force: bool = False) -> str:
    with pytest.raises(OutputRefused) as caught:
        output.check_free(path, force=force)
    (problem,) = caught.value.problems
    return problem.code


def test_a_seal_says_what_the_file_was_made_from(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(sealed())
    found = output.read_seal(path)
    assert found is not None
    assert found.made_from == MADE_FROM
    output.check_free(path, force=False)


def test_a_personal_seal_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(sealed(None))
    found = output.read_seal(path)
    assert found is not None
    assert (found.fingerprint, found.made_from) == ("personal", {})
    output.check_free(path, force=False)


def test_the_seal_of_an_html_file_is_a_comment(tmp_path: Path) -> None:
    path = tmp_path / "a.print.html"
    path.write_bytes(output.stamped(("<html></html>" + output.comment(MADE_FROM)).encode()))
    found = output.read_seal(path)
    assert found is not None
    assert found.made_from == MADE_FROM


@pytest.mark.parametrize("at", range(0, len(sealed()), 23))
def test_a_file_that_somebody_changed_is_not_replaced_without_force(at: int, tmp_path: Path) -> None:
    content = bytearray(sealed())
    content[at] ^= 1
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert output.read_seal(path) is None
    assert refusal(path) == "O001"
    output.check_free(path, force=True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"a letter",
        b"%PDF-1.7 from elsewhere",
        sealed()[:-1],
        sealed() + b" ",
        output.seal(MADE_FROM).encode(),
        # A digest that fits and a record that is none.
        output.stamped(output.seal(MADE_FROM).replace("MadeFrom>eyJ", "MadeFrom>AAA").encode()),
        output.stamped(output.seal(MADE_FROM).replace("MadeFrom>eyJ", "MadeFrom>yJ").encode()),
    ],
)
def test_a_file_of_another_is_not_replaced_without_force(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert refusal(path) == "O001"
    output.check_free(path, force=True)
    assert path.read_bytes() == content


@pytest.mark.parametrize("record", [["a"], 7, {"order": {}}, {"order": {}, "tools": {}, "inputs": ["a"]}])
def test_a_record_of_another_kind_is_up_to_date_with_nothing(record: object, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    text = b64encode(json.dumps(record).encode()).decode()
    usual = re.sub("MadeFrom>[^<]*<", f"MadeFrom>{text}<", output.seal(MADE_FROM))
    path.write_bytes(output.stamped(usual.encode()))
    found = output.read_seal(path)
    assert found is not None
    assert found.made_from == {}


def test_a_folder_or_device_is_never_replaced_even_with_force(tmp_path: Path) -> None:
    assert refusal(tmp_path, force=True) == "O002"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refusal(pipe, force=True) == "O008"
    assert refusal(Path(os.devnull), force=True) == "O008"


def test_a_file_too_large_to_be_ours_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(output.LARGEST + 1)
    assert refusal(path) == "O001"


def test_a_name_that_is_too_long_is_refused_when_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 300)
    assert not output.is_folder(str(path))
    output.check_free(path, force=False)
    with pytest.raises(OutputRefused) as caught:
        output.write(path, b"x")
    assert caught.value.problems[0].code == "O003"
    assert "name too long" in str(caught.value)


def test_a_file_is_written_whole_with_the_rights_of_any_new_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.pdf"
    before = os.umask(0o027)
    try:
        output.write(path, b"first")
        output.write(path, b"second")
    finally:
        os.umask(before)
    assert path.read_bytes() == b"second"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("call", ["fsync", "fdopen"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS])
def test_a_disk_that_fills_up_leaves_what_was_there(
    call: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"as it was")

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OutputRefused) as caught:
        output.write(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"as it was"
    assert list(tmp_path.iterdir()) == [path]
    (problem,) = caught.value.problems
    assert problem.code == "O003"
    assert os.strerror(number) in problem.message
    assert "make room" in problem.hint


def test_a_real_limit_on_the_size_of_files_leaves_nothing_behind(tmp_path: Path) -> None:
    program = (
        "import resource, pathlib; from handouts import output; from handouts.errors import OutputRefused\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))\n"
        "try: output.write(pathlib.Path('a.pdf'), b'x' * 100_000)\n"
        "except OutputRefused as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == (
        "O003 a.pdf cannot be written: File too large. Choose another folder with -o, or make room.\n"
    )
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputRefused) as caught:
        output.write(tmp_path / "file" / "a.pdf", b"x")
    assert caught.value.problems[0].code == "O003"
    assert (tmp_path / "file").read_text() == "x"


def test_a_link_is_replaced_and_what_it_leads_to_is_not(tmp_path: Path) -> None:
    (tmp_path / "far").write_bytes(sealed())
    (tmp_path / "a.pdf").symlink_to("far")
    output.check_free(tmp_path / "a.pdf", force=False)
    output.write(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "far").read_bytes() == sealed()
    assert not (tmp_path / "a.pdf").is_symlink()


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (None, "sciatica.pdf"),
        ("", "sciatica.pdf"),
        ("out/", "out/sciatica.pdf"),
        ("there", "there/sciatica.pdf"),
        ("there/", "there/sciatica.pdf"),
        ("my sheet.pdf", "my sheet.pdf"),
        ("odd.name", "odd.name"),
    ],
)
def test_output_is_a_folder_when_it_ends_in_a_slash_or_is_one(
    given: str | None, wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    assert output.destination(given, "sciatica.pdf") == Path(wanted)


def test_a_name_says_what_is_out_of_the_ordinary() -> None:
    assert output.file_name("sciatica", [], "pdf") == "sciatica.pdf"
    assert output.file_name("sciatica", ["full", "a4", "personal"], "pdf") == "sciatica.full.a4.personal.pdf"
    assert output.file_name("sciatica", [], "print") == "sciatica.print.html"


@pytest.mark.parametrize("name", sorted(RESERVED_NAMES))
def test_no_slug_is_a_name_that_windows_keeps_for_itself(name: str) -> None:
    from pydantic import TypeAdapter, ValidationError

    from handouts.model.base import Slug

    assert TypeAdapter(Slug).validate_python(f"{name}-pain") == f"{name}-pain"
    with pytest.raises(ValidationError, match="reserved"):
        TypeAdapter(Slug).validate_python(name)


def test_a_slug_has_no_letter_that_a_file_system_takes_amiss() -> None:
    assert SLUG_PATTERN == r"^[a-z0-9]+(-[a-z0-9]+)*$"


def test_a_device_is_never_replaced(tmp_path: Path) -> None:
    """Whoever may write to /dev would otherwise lose it to a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OutputRefused) as caught:
        output.write(pipe, b"x")
    assert caught.value.problems[0].code == "O008"
    assert pipe.is_fifo()
