"""A pack in its folder: what is made, what is left alone, what is never touched, and what is written down."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from handouts import output
from handouts.catalogue import Catalogue
from handouts.design import MOST
from handouts.errors import InputFault, OutputRefused, Place, Problem
from handouts.making import Made
from handouts.order import Order
from handouts.pack import lock, manifest
from handouts.pack.summary import Summary
from handouts.resources import CONTENT, Inputs
from tests.conftest import write_clinic
from tests.packing import make_at_once, pack, use

THREE = ("sciatica", "hip-pain", "shin-splints")


def _on_sheet(slug: str) -> list[str]:
    uses = Catalogue(Inputs()).condition(slug).model.exercises
    return [use.exercise for use in uses[: MOST["sheet"]["exercises"]]]


SHARED = _on_sheet("sciatica")[0]
SHARING = [f"{slug}.pdf" for slug in THREE if SHARED in _on_sheet(slug)]
"""The sheets of the three that have this exercise."""


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Sheets are made at once; the list of those that were."""
    return use(monkeypatch, make_at_once)


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HANDOUT_CLINIC", raising=False)
    return write_clinic(tmp_path / "north").parent


def make(clinic: Path, *conditions: str, **options: object) -> Summary:
    return pack(Path("out"), conditions=conditions or THREE, clinics=(str(clinic),), **options)


def own(clinic: Path, name: str, before: str = "", after: str = "") -> Path:
    """The clinic's own entry in place of a shipped one, with other words."""
    path = clinic / name
    path.parent.mkdir(exist_ok=True)
    words = (CONTENT / name).read_text(encoding="utf-8")
    assert before in words
    path.write_text(words.replace(before, after), encoding="utf-8")
    return path


def check_truth(folder: Path) -> None:
    """The manifest says what is there."""
    words = json.loads((folder / manifest.NAME).read_text(encoding="utf-8"))
    for name, entry in {**words["files"], **words["leftovers"]}.items():
        content = (folder / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]
        assert len(content) == entry["bytes"]
        record = {
            "order": entry["made_from"]["order"],
            "tools": dict(words["tools"][entry["made_from"]["tools"]]),
            "inputs": dict(words["inputs"][number] for number in entry["made_from"]["inputs"]),
        }
        assert output.read_seal(folder / name).made_from == record  # type: ignore[union-attr]
    assert not list(folder.rglob("*.part"))
    assert not (folder / lock.NAME).exists()


# Only what changed


def test_a_second_run_makes_nothing_and_touches_nothing(clinic: Path, made: list[str]) -> None:
    first = make(clinic)
    assert (sorted(first.made), first.unchanged, first.is_whole) == (
        ["hip-pain.pdf", "sciatica.pdf", "shin-splints.pdf"],
        [],
        True,
    )
    before = {path: path.stat().st_mtime_ns for path in Path("out").iterdir()}
    again = make(clinic)
    assert (again.made, sorted(again.unchanged), len(made)) == ([], sorted(first.made), 3)
    assert {path: path.stat().st_mtime_ns for path in Path("out").iterdir()} == before
    check_truth(Path("out"))


def test_the_manifest_tells_of_each_file_what_it_is_and_what_it_was_made_from(clinic: Path) -> None:
    make(clinic)
    words = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))
    entry = words["files"]["sciatica.pdf"]
    content = Path("out/sciatica.pdf").read_bytes()
    assert entry["condition"] == "sciatica"
    assert entry["version"] == "1.0"
    assert entry["reviewed"] is None
    assert entry["pages"] == 2
    assert entry["bytes"] == len(content)
    assert entry["sha256"] == hashlib.sha256(content).hexdigest()
    named = {words["inputs"][number][0] for number in entry["made_from"]["inputs"]}
    assert {"clinic:clinic.yaml", "content:conditions/sciatica.yaml"} <= named
    assert str(clinic.parent) not in json.dumps(words), "it says nothing of this computer"
    check_truth(Path("out"))


def test_the_same_pack_gives_the_same_manifest(clinic: Path) -> None:
    make(clinic)
    first = Path("out/manifest.json").read_bytes()
    Path("out/hip-pain.pdf").unlink()
    make(clinic)
    assert Path("out/manifest.json").read_bytes() == first


def test_one_exercise_changed_makes_its_sheets_and_no_others(clinic: Path, made: list[str]) -> None:
    make(clinic)
    made.clear()
    assert 0 < len(SHARING) < len(THREE)
    path = own(clinic, f"exercises/{SHARED}.yaml")
    assert list(make(clinic, dry_run=True).due) == SHARING
    assert set(make(clinic).due.values()) == {(f"the clinic has its own exercise {SHARED} now",)}
    assert [f"{slug}.pdf" for slug in made] == SHARING
    path.write_text(path.read_text(encoding="utf-8") + "# x\n", encoding="utf-8")
    assert make(clinic).due == dict.fromkeys(SHARING, (f"exercise {SHARED} changed",))
    path.unlink()
    assert make(clinic).due == dict.fromkeys(SHARING, (f"exercise {SHARED} is gone",))
    check_truth(Path("out"))


def test_of_a_neighbour_only_its_title_counts(clinic: Path, made: list[str]) -> None:
    """Sciatica names low back pain among the sheets to see also."""
    path = own(clinic, "conditions/low-back-pain.yaml")
    make(clinic)
    made.clear()
    words = path.read_text(encoding="utf-8")
    path.write_text(words.replace("message:", "# A remark.\nmessage:"), encoding="utf-8")
    make(clinic)
    assert made == []
    path.write_text(words.replace("title: Low back pain", "title: A sore back"), encoding="utf-8")
    assert make(clinic).due == {"sciatica.pdf": ("the title of condition low-back-pain changed",)}


def test_an_exercise_that_the_sheet_has_no_room_for_does_not_count(clinic: Path, made: list[str]) -> None:
    make(clinic, "sciatica")
    made.clear()
    words = (CONTENT / "conditions/sciatica.yaml").read_text(encoding="utf-8")
    own(clinic, f"exercises/{words.split('exercise: ')[-1].split(',')[0]}.yaml")
    make(clinic, "sciatica")
    assert made == []


def test_another_brand_makes_all_and_says_why(clinic: Path) -> None:
    make(clinic)
    (clinic / "clinic.yaml").write_text("name: Other\n", encoding="utf-8")
    summary = make(clinic)
    assert set(summary.due.values()) == {("clinic.yaml changed",)}
    assert len(summary.made) == 3


def test_another_tool_or_renderer_makes_all_and_says_why(
    clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handouts import record

    make(clinic)
    now = {"handouts": "99.0 abc", "weasyprint": "99.1"}
    for room in (record, manifest, sys.modules["handouts.pack.due"]):
        monkeypatch.setattr(room, "tools", lambda: now)
    why = make(clinic, dry_run=True).due["sciatica.pdf"]
    assert [reason.split(" is ")[0] for reason in why] == ["this tool", "WeasyPrint"]
    assert why[1].startswith("WeasyPrint is 99.1 in place of ")


@pytest.mark.usefixtures("clinic")
def test_other_options_are_another_sheet() -> None:
    file = Path("pack.yaml")
    words = "title: X\nclinic: north\nconditions: [sciatica]\n"
    file.write_text(words, encoding="utf-8")
    pack(Path("out"), files=(file,))
    file.write_text(words + "paper: a4\nchanges: {sciatica: {note: Hello}}\n", encoding="utf-8")
    summary = pack(Path("out"), files=(file,))
    assert set(summary.due["sciatica.pdf"]) == {
        "paper is a4 in place of the clinic's own",
        "the pack's changes changed",
    }
    assert pack(Path("out"), files=(file,)).unchanged == ["sciatica.pdf"]
    check_truth(Path("out"))


def test_each_input_is_read_once_a_run(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from handouts.resources import Inputs

    make(clinic)
    original, read = Inputs.digest_now, []

    def digest_now(self: Inputs, name: str) -> str | None:
        read.append(name)
        return original(self, name)

    monkeypatch.setattr(Inputs, "digest_now", digest_now)
    assert make(clinic).unchanged
    assert len(read) == len(set(read)) > 50


@pytest.mark.usefixtures("clinic")
def test_deciding_that_nothing_is_to_do_loads_no_heavy_library() -> None:
    Path("pack.yaml").write_text(
        "title: X\nclinic: north\nconditions: [sciatica]\nareas: [knee]\n", encoding="utf-8"
    )
    pack(Path("out"), files=(Path("pack.yaml"),))
    heavy = "{'weasyprint', 'jinja2', 'pydantic', 'yaml', 'rich', 'multiprocessing', 'importlib.metadata'}"
    code = (
        "import sys; from handouts.commands import main; "
        "main(['pack', 'pack.yaml', '-o', 'out'], standalone_mode=False); "
        f"print(sorted({heavy} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert "0 made, 10 unchanged" in done.stderr or " 0 made, " in done.stderr
    assert done.stdout.splitlines()[-1] == "[]"


# What is somebody's own


def test_an_edited_file_is_told_of_and_replaced_only_by_force(clinic: Path) -> None:
    make(clinic)
    path = Path("out/sciatica.pdf")
    path.write_bytes(path.read_bytes() + b"my own words")
    edited = path.read_bytes()
    summary = make(clinic)
    assert [problem.code for problem in summary.failed["sciatica.pdf"]] == ["M008"]
    assert (len(summary.unchanged), summary.is_whole) == (2, False)
    assert path.read_bytes() == edited
    assert make(clinic, force=True).made == ["sciatica.pdf"]
    check_truth(Path("out"))


def test_a_file_edited_while_the_pack_is_made_is_kept(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(clinic)
    (clinic / "clinic.yaml").write_text("name: Other\n", encoding="utf-8")
    path = Path("out/hip-pain.pdf")

    def meanwhile(order: Order) -> Made:
        if order.target == "sciatica":
            path.write_bytes(b"my own words")
        return make_at_once(order)

    use(monkeypatch, meanwhile)
    summary = make(clinic)
    assert [problem.code for problem in summary.failed["hip-pain.pdf"]] == ["M008"]
    assert path.read_bytes() == b"my own words"


def test_a_file_that_is_gone_is_made_again(clinic: Path) -> None:
    make(clinic)
    Path("out/sciatica.pdf").unlink()
    assert make(clinic).due == {"sciatica.pdf": ("its file is gone",)}


def test_a_foreign_file_in_the_way_costs_its_own_sheet(clinic: Path) -> None:
    out = Path("out")
    out.mkdir()
    (out / "sciatica.pdf").write_bytes(b"%PDF a brochure")
    (out / "hip-pain.pdf").mkdir()
    summary = make(clinic)
    assert {name: problems[0].code for name, problems in summary.failed.items()} == {
        "sciatica.pdf": "O001",
        "hip-pain.pdf": "O002",
    }
    assert summary.made == ["shin-splints.pdf"]
    assert (out / "sciatica.pdf").read_bytes() == b"%PDF a brochure"
    check_truth(out)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
def test_a_pipe_in_the_way_is_not_waited_for(clinic: Path) -> None:
    make(clinic, zip=True)
    out = Path("out")
    for name in ("sciatica.pdf", "pack.zip"):
        (out / name).unlink()
        os.mkfifo(out / name)
    for force in (False, True):
        assert make(clinic, force=force).failed["sciatica.pdf"][0].code == "O008"
    (out / "sciatica.pdf").unlink()
    assert [problem.code for problem in make(clinic, zip=True).problems] == ["O001"]
    assert [problem.code for problem in make(clinic, zip=True, force=True).problems] == ["O008"]
    (out / "manifest.json").unlink()
    os.mkfifo(out / "manifest.json")
    with pytest.raises(OutputRefused) as caught:
        make(clinic)
    assert caught.value.problems[0].code == "M007"


def test_a_folder_in_place_of_a_file_that_was_made_is_told_of_as_one(clinic: Path) -> None:
    make(clinic)
    Path("out/sciatica.pdf").unlink()
    Path("out/sciatica.pdf").mkdir()
    for force in (False, True):
        assert make(clinic, force=force).failed["sciatica.pdf"][0].code == "O002"


def test_a_patients_sheet_is_not_replaced(clinic: Path) -> None:
    path = Path("out/sciatica.pdf")
    output.write(path, output.stamped(f"%PDF {output.seal(None)}".encode()))
    assert make(clinic).failed["sciatica.pdf"][0].code == "M012"
    assert make(clinic, force=True).is_whole


def test_a_sheet_that_build_made_may_be_replaced(clinic: Path) -> None:
    Path("out").mkdir()
    Path("out/sciatica.pdf").write_bytes(
        make_at_once(Order("sciatica", clinic=clinic / "clinic.yaml")).content
    )
    assert make(clinic).due["sciatica.pdf"] == ("its file is not the one that this pack made",)
    check_truth(Path("out"))


@pytest.mark.parametrize(
    "words", ["", "{}", "[]", '{"name": "My app"}', '{"kind": "pack of handouts"}', "\xff"]
)
def test_a_manifest_of_something_else_is_not_replaced(words: str, clinic: Path) -> None:
    Path("out").mkdir()
    path = Path("out/manifest.json")
    path.write_bytes(words.encode("latin-1"))
    with pytest.raises(OutputRefused) as caught:
        make(clinic)
    assert caught.value.problems[0].code == "M007"
    assert [each.name for each in Path("out").iterdir()] == ["manifest.json"]
    assert make(clinic, force=True).is_whole
    check_truth(Path("out"))


@pytest.mark.parametrize("force", [False, True])
def test_a_file_in_place_of_the_folder_is_told_of_as_one(clinic: Path, *, force: bool) -> None:
    Path("out").write_text("mine", encoding="utf-8")
    for folder in (Path("out"), Path("out/in")):
        with pytest.raises(OutputRefused) as caught:
            pack(folder, conditions=THREE, clinics=(str(clinic),), force=force)
        assert str(caught.value).startswith(f"O003 {folder.as_posix()} cannot be written: ")
    assert Path("out").read_text(encoding="utf-8") == "mine"


def test_a_manifest_that_somebody_edited_is_not_relied_upon(clinic: Path) -> None:
    """It could name files outside of the folder, to be pruned."""
    make(clinic)
    path = Path("out/manifest.json")
    words = path.read_text(encoding="utf-8")
    outside = Path("mine.pdf")
    outside.write_bytes(Path("out/sciatica.pdf").read_bytes())
    for changed in (words.replace('"sciatica.pdf"', '"../mine.pdf"'), words[:-40], words + " "):
        path.write_text(changed, encoding="utf-8")
        with pytest.raises(OutputRefused) as caught:
            make(clinic, "hip-pain", prune=True)
        assert caught.value.problems[0].code == "M007"
    summary = make(clinic, prune=True, force=True)
    assert len(summary.made) == 3
    assert outside.exists()
    check_truth(Path("out"))


# Leftovers


def test_what_the_pack_no_longer_has_is_named_and_removed_only_when_asked(clinic: Path) -> None:
    make(clinic)
    Path("out/notes.pdf").write_bytes(b"mine")
    summary = make(clinic, "sciatica")
    assert summary.leftovers == ["hip-pain.pdf", "shin-splints.pdf"]
    assert summary.is_whole
    assert make(clinic, "sciatica").leftovers == ["hip-pain.pdf", "shin-splints.pdf"], "told of each time"
    Path("out/hip-pain.pdf").write_bytes(b"edited")
    summary = make(clinic, "sciatica", prune=True)
    assert (summary.pruned, summary.leftovers) == (["shin-splints.pdf"], [])
    assert summary.changed_leftovers == ["hip-pain.pdf"]
    assert {path.name for path in Path("out").iterdir()} == {
        "hip-pain.pdf",
        "manifest.json",
        "notes.pdf",
        "sciatica.pdf",
    }


def test_a_leftover_that_is_wanted_again_is_unchanged(clinic: Path) -> None:
    make(clinic)
    make(clinic, "sciatica")
    assert len(make(clinic).unchanged) == 3
    check_truth(Path("out"))


def test_the_folder_of_a_clinic_that_left_goes_with_its_files(clinic: Path, tmp_path: Path) -> None:
    south = write_clinic(tmp_path / "south").parent
    both = (str(clinic), str(south), "--")[:2]
    pack(Path("out"), conditions=THREE, clinics=both)
    assert {path.name for path in Path("out").iterdir()} == {"north", "south", "manifest.json"}
    summary = pack(Path("out"), conditions=THREE, clinics=both[:1], prune=True)
    assert len(summary.made) == 3
    assert len(summary.pruned) == 6
    assert {path.name for path in Path("out").iterdir() if path.is_dir()} == set()
    check_truth(Path("out"))


# Trouble


def test_a_sheet_that_fails_costs_itself_and_every_reason_is_told(
    clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def some_fail(order: Order) -> Made:
        if order.target == "hip-pain":
            raise InputFault(Problem.of("F001", Place("x.yaml", 3), path="x.svg"))
        return make_at_once(order)

    use(monkeypatch, some_fail)
    summary = make(clinic)
    assert len(summary.made) == 2
    assert str(summary.failed["hip-pain.pdf"][0]).startswith("x.yaml:3: F001")
    assert not summary.is_whole
    check_truth(Path("out"))
    use(monkeypatch, make_at_once)
    summary = make(clinic)
    assert (summary.made, len(summary.unchanged)) == (["hip-pain.pdf"], 2)


def test_a_sheet_that_fails_leaves_its_old_file_and_what_is_known_of_it(clinic: Path) -> None:
    make(clinic)
    old = Path("out/sciatica.pdf").read_bytes()
    (clinic / "clinic.yaml").write_text("colour: blue\n", encoding="utf-8")
    summary = make(clinic)
    assert (len(summary.failed), summary.made) == (3, [])
    assert Path("out/sciatica.pdf").read_bytes() == old
    check_truth(Path("out"))


def full(monkeypatch: pytest.MonkeyPatch, after: int, number: int) -> None:
    """From this file on, writing fails."""
    original, count = os.fsync, iter(range(1000))

    def fsync(handle: int) -> None:
        if next(count) >= after:
            raise OSError(number, os.strerror(number))
        original(handle)

    monkeypatch.setattr(os, "fsync", fsync)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_full_disk_stops_the_run_and_the_next_one_goes_on(
    number: int, clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        full(patch, 3, number)  # Two sheets and the manifest after the first.
        summary = make(clinic)
    assert (len(summary.made), len(summary.failed), len(summary.not_reached)) == (2, 1, 0)
    assert {problem.code for problem in summary.problems} == {"O003"}
    assert not list(Path("out").glob("*.part"))
    again = make(clinic)
    assert again.is_whole
    assert len(again.made) == 2, "the manifest could not be written after the second, which is made anew"
    check_truth(Path("out"))


def test_a_full_disk_at_once_reaches_nothing_and_says_so(
    clinic: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    full(monkeypatch, 0, errno.ENOSPC)
    summary = make(clinic)
    assert (summary.made, len(summary.failed), len(summary.not_reached)) == ([], 1, 2)
    assert len(made) == 1


def test_a_folder_that_may_not_be_written_to_any_more_fails_sheet_by_sheet(
    clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full(monkeypatch, 2, errno.EACCES)
    summary = make(clinic)
    assert (len(summary.made), len(summary.failed)) == (1, 2)
    assert "Permission denied" in str(summary.failed["shin-splints.pdf"][0])


def test_ctrl_c_keeps_what_is_whole_and_tells_the_truth(
    clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(order: Order) -> Made:
        if order.target == "shin-splints":
            raise KeyboardInterrupt
        return make_at_once(order)

    use(monkeypatch, interrupted)
    summary = make(clinic)
    assert (sorted(summary.made), summary.not_reached) == (
        ["hip-pain.pdf", "sciatica.pdf"],
        ["shin-splints.pdf"],
    )
    assert summary.interrupted
    check_truth(Path("out"))


def test_ctrl_c_in_the_middle_of_a_step_waits_for_its_end(
    clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, pressed = output.write, []

    def write(path: Path, content: bytes) -> None:
        original(path, content)
        if path.name == "hip-pain.pdf":
            pressed.append(path)
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.01)

    monkeypatch.setattr(output, "write", write)
    summary = make(clinic)
    assert pressed
    assert summary.interrupted
    assert (sorted(summary.made), summary.not_reached) == (
        ["hip-pain.pdf", "sciatica.pdf"],
        ["shin-splints.pdf"],
    )
    check_truth(Path("out"))


def test_what_changes_while_the_pack_is_made_is_told_of_and_made_by_the_next_run(
    clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(order: Order) -> Made:
        done = make_at_once(order)
        if order.target == "hip-pain":
            (clinic / "clinic.yaml").write_text("name: Other\n", encoding="utf-8")
        return done

    use(monkeypatch, meanwhile)
    summary = make(clinic)
    assert summary.outdated == dict.fromkeys(("sciatica.pdf", "hip-pain.pdf"), ("clinic.yaml changed",))
    assert b"Other" in Path("out/shin-splints.pdf").read_bytes()
    assert b"Test Clinic" in Path("out/sciatica.pdf").read_bytes()
    check_truth(Path("out"))
    use(monkeypatch, make_at_once)
    assert sorted(make(clinic).made) == ["hip-pain.pdf", "sciatica.pdf"]


def test_a_clock_set_back_changes_nothing(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(clinic)
    for path in (*Path("out").iterdir(), *clinic.iterdir()):
        os.utime(path, (0, 0))
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert len(make(clinic).unchanged) == 3
    os.utime(own(clinic, f"exercises/{SHARED}.yaml"), (0, 0))
    assert make(clinic).made == SHARING, "it is the words that count"
    check_truth(Path("out"))


def test_thousands_of_foreign_files_are_left_alone_and_do_no_harm(clinic: Path) -> None:
    Path("out").mkdir()
    for number in range(10_000):
        Path(f"out/{number}.pdf").touch()
    begin = time.monotonic()
    assert make(clinic).is_whole
    assert not make(clinic, prune=True).made
    assert time.monotonic() - begin < 10
    assert len(list(Path("out").iterdir())) == 10_000 + 3 + 1


def test_what_a_killed_run_had_half_written_is_swept_away_and_nothing_else(clinic: Path) -> None:
    Path("out").mkdir()
    for name in (".sciatica.pdf.abc_1234.part", ".manifest.json.x.part", ".mine.part", ".mine.pdf.abc.part"):
        Path("out", name).touch()
    make(clinic)
    assert {path.name for path in Path("out").glob(".*")} == {".mine.part", ".mine.pdf.abc.part"}


@pytest.mark.parametrize("name", ["Süd Praxis", "北京诊所", "x" * 255, "a b\tc", "Ünïcödé" * 20])
def test_clinics_of_every_name_have_their_folders(name: str, clinic: Path, tmp_path: Path) -> None:
    other = write_clinic(tmp_path / "elsewhere" / os.fsdecode(os.fsencode(name)[:255])).parent
    summary = pack(Path("out"), conditions=THREE, clinics=(str(clinic), str(other)))
    assert summary.is_whole
    assert len({Path(file).parent for file in summary.made}) == 2
    check_truth(Path("out"))


def test_clinics_whose_names_differ_only_in_capitals_are_kept_apart(clinic: Path, tmp_path: Path) -> None:
    other = write_clinic(tmp_path / "elsewhere/NORTH").parent
    summary = pack(Path("out"), conditions=THREE, clinics=(str(clinic), str(other)))
    assert {Path(file).parent.name for file in summary.made} == {"north", "NORTH-2"}


def test_a_dry_run_writes_nothing(clinic: Path, made: list[str]) -> None:
    summary = make(clinic, dry_run=True)
    assert summary.due == dict.fromkeys(("sciatica.pdf", "hip-pain.pdf", "shin-splints.pdf"), ("it is new",))
    assert summary.is_whole
    assert not Path("out").exists()
    assert made == []


# Two at once

HOLD = """
import sys, time
from pathlib import Path
from handouts.pack.lock import locked
with locked(Path("out")):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(clinic: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD], stdout=subprocess.PIPE, text=True, env=environment, cwd=clinic.parent
    )
    assert other.stdout
    assert other.stdout.readline() == "held\n"
    return other


def test_a_second_pack_into_one_folder_is_refused_with_the_others_process(
    clinic: Path, made: list[str], holder: subprocess.Popen[str]
) -> None:
    try:
        with pytest.raises(OutputRefused) as caught:
            make(clinic)
        assert str(caught.value).startswith(
            f"M006 Another pack is being made in out by process {holder.pid}."
        )
        assert made == []
        assert make(clinic, dry_run=True).due, "looking does no harm"
    finally:
        holder.kill()
        holder.communicate()
    assert make(clinic).is_whole, "the lock of a process that is gone holds nobody"
    check_truth(Path("out"))


def test_a_lock_file_that_a_dead_process_left_is_taken_over(clinic: Path) -> None:
    Path("out").mkdir()
    Path("out", lock.NAME).write_text("process 1", encoding="utf-8")
    assert make(clinic).is_whole
    check_truth(Path("out"))
