"""`handout pack` on the command line: what is asked, what is said where, and the exit code at the end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handouts.commands import main
from handouts.errors import InputFault, Problem
from handouts.making import Made
from handouts.order import Order
from tests.conftest import SHORT, write_clinic
from tests.packing import make_at_once, use

ROOT = Path(__file__).parent.parent
Handout = Callable[..., Result]


@pytest.fixture
def handout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Handout:
    """Runs `handout pack` in an empty folder, with sheets that are made at once."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("HANDOUT_CLINIC", raising=False)
    use(monkeypatch, make_at_once)

    def run(*words: str) -> Result:
        result = CliRunner().invoke(main, ["pack", *words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


def test_stdout_is_the_paths_that_were_written_and_stderr_tells_how_it_went(handout: Handout) -> None:
    result = handout("--conditions", "sciatica, hip-pain,sciatica", "-o", "out")
    assert (result.exit_code, result.stdout) == (0, "out/sciatica.pdf\nout/hip-pain.pdf\n")
    lines = result.stderr.splitlines()
    assert lines[:3] == ["To make: 2. Unchanged: 0.", "1 of 2 sciatica: made", "2 of 2 hip-pain: made"]
    assert lines[3].startswith("out: 2 made, 0 unchanged, in 0.")
    again = handout("--conditions", "sciatica,hip-pain", "-o", "out")
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr.startswith("out: 0 made, 2 unchanged, in 0.")


def test_a_pack_can_be_bound_and_imposed(handout: Handout) -> None:
    bound = "chosen-conditions.booklet: it is new\n"
    folded = "chosen-conditions.booklet.imposed: it is new\n"
    assert handout("--conditions", "sciatica", "--booklet", "--dry-run").stdout == bound
    assert handout("--conditions", "sciatica", "--impose", "--dry-run").stdout == bound + folded


def test_all_is_the_whole_library(handout: Handout) -> None:
    shipped = len(list((ROOT / "handouts/content/conditions").glob("*.yaml")))
    assert len(handout("--all").stdout.splitlines()) == shipped
    assert len(list(Path("pack").glob("*.pdf"))) == shipped


def test_a_pack_file_gives_its_name_to_the_folder(handout: Handout) -> None:
    Path("knee unit.yaml").write_text("title: Knees\nconditions: [sciatica]\n", encoding="utf-8")
    assert handout("knee unit.yaml").stdout == "knee unit/sciatica.pdf\n"


def test_the_faults_of_all_pack_files_are_told_at_once(handout: Handout) -> None:
    Path("a.yaml").write_text("title: A\nconditions: [sciatika]\n", encoding="utf-8")
    Path("b.yaml").write_text("title: B\nconditions: []\nareas: [elbow]\n", encoding="utf-8")
    Path("c.yaml").write_text("title: C\nconditions: [sciatica]\n", encoding="utf-8")
    result = handout("a.yaml", "b.yaml", "missing.yaml", "c.yaml")
    assert result.exit_code == InputFault.exit_code
    assert [line.split(" ")[0] + line.split(" ")[1] for line in result.stderr.splitlines()] == [
        "a.yaml:2:14:N001",
        "b.yaml:3:9:S008",
        "missing.yaml:F001",
    ]


def test_a_new_pack_file_is_commented_and_can_be_made(handout: Handout) -> None:
    result = handout("new", "mine.yaml")
    assert result.stdout == "pack.schema.json\nmine.yaml\n"
    words = Path("mine.yaml").read_text(encoding="utf-8")
    assert "Nothing in here is about a patient." in words
    assert handout("mine.yaml").exit_code == 0
    assert handout("new", "mine.yaml").exit_code == 5, "it is not written over"
    lines = [line for line in words.splitlines() if line[:2] == "# " and ":" in line]
    keys = {line[2:].split(":")[0] for line in lines if line[2:].split(":")[0].isidentifier()}
    schema = json.loads(Path("pack.schema.json").read_text(encoding="utf-8"))
    assert set(schema["properties"]) - keys == {"title", "conditions"}, "every key has its example"


def test_every_example_in_a_new_pack_file_is_right(handout: Handout) -> None:
    handout("new", "mine.yaml")
    lines = Path("mine.yaml").read_text(encoding="utf-8").splitlines()
    write_clinic(Path("my-clinic"))
    keys = ("clinic:", "areas:", "layouts:", "paper:", "profile:", "changes:", "  ")
    live = [line[2:] if line.startswith("# ") and line[2:].startswith(keys) else line for line in lines]
    Path("mine.yaml").write_text(
        "\n".join(line for line in live if "handout pack" not in line), encoding="utf-8"
    )
    result = handout("mine.yaml", "--dry-run")
    assert result.exit_code == 0, result.stderr
    assert "sciatica.full: it is new" in result.stdout


def test_a_pack_file_called_new_is_given_with_its_folder(handout: Handout) -> None:
    Path("new").write_text("title: Knees\nconditions: [sciatica]\n", encoding="utf-8")
    assert handout("new").exit_code == 2
    assert handout("./new", "-o", "out").stdout == "out/sciatica.pdf\n"


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--all", "x.yaml"],
        ["--all", "--conditions", "sciatica"],
        ["--conditions", ","],
        ["--all", "--jobs", "0"],
        ["--all", "--timeout", "0"],
        ["--all", "--note", "x"],
        ["--all", "--side", "left"],
        ["--all", "--therapist", "x"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_asked_ends_with_usage(words: list[str], handout: Handout) -> None:
    """Among it everything that would be for one patient."""
    assert handout(*words).exit_code == 2
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (3, ["gone.yaml"]),
        (4, ["--conditions", "sciatca"]),
        (4, ["--all", "--clinic", "gone"]),
        (5, ["--all", "-o", os.devnull]),
    ],
    ids=str,
)
def test_what_cannot_begin_ends_with_its_own_code_and_leaves_nothing(
    code: int, words: list[str], handout: Handout
) -> None:
    result = handout(*words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert list(Path().iterdir()) == []


def test_some_that_fail_are_named_with_their_reasons_once(
    handout: Handout, monkeypatch: pytest.MonkeyPatch
) -> None:
    def some_fail(order: Order) -> Made:
        if order.target != "sciatica":
            raise InputFault(Problem.of("F001", path="logo.svg"))
        return make_at_once(order)

    use(monkeypatch, some_fail)
    result = handout("--conditions", "sciatica,hip-pain,shin-splints", "-o", "out")
    assert (result.exit_code, result.stdout) == (8, "out/sciatica.pdf\n")
    assert result.stderr.count("F001") == 1
    assert "Not made: hip-pain, shin-splints: F001 There is no file logo.svg." in result.stderr
    assert "out: 1 made, 0 unchanged, 2 not made, in " in result.stderr


def test_a_dry_run_says_why_and_makes_nothing(handout: Handout) -> None:
    clinic = write_clinic(Path("north"))
    words = ("--conditions", "sciatica", "--clinic", "north", "-o", "out")
    assert handout(*words, "--dry-run").stdout == "sciatica: it is new\n"
    assert not Path("out").exists()
    handout(*words)
    clinic.write_text("name: Other\n", encoding="utf-8")
    result = handout(*words, "--dry-run")
    assert (result.exit_code, result.stdout) == (0, "sciatica: clinic.yaml changed\n")
    assert "out: 0 unchanged, 1 to make, in " in result.stderr


def test_json_is_one_document_with_every_file(handout: Handout) -> None:
    Path("out").mkdir()
    Path("out/hip-pain.pdf").write_bytes(b"mine")
    result = handout("--conditions", "sciatica,hip-pain", "-o", "out", "--json", "--zip")
    words = json.loads(result.stdout)
    assert result.exit_code == 8
    assert words["made"] == ["sciatica.pdf"]
    assert words["failed"]["hip-pain.pdf"][0]["code"] == "O001"
    assert words["zip"] is None, "a pack that is not whole is not zipped"
    assert words["interrupted"] is False


def test_leftovers_are_named_and_pruned_when_asked(handout: Handout) -> None:
    handout("--conditions", "sciatica,hip-pain", "-o", "out")
    result = handout("--conditions", "sciatica", "-o", "out")
    assert "No longer in the pack: hip-pain. --prune removes them." in result.stderr
    result = handout("--conditions", "sciatica", "-o", "out", "--prune")
    assert "out: 0 made, 1 unchanged, 1 removed, in " in result.stderr
    assert not Path("out/hip-pain.pdf").exists()


def test_what_is_for_one_patient_has_no_place_in_a_pack_or_its_manifest(handout: Handout) -> None:
    schema = json.loads((ROOT / "handouts/schema/pack.json").read_text(encoding="utf-8"))
    text = json.dumps([*schema["properties"], *schema["$defs"]["ConditionOverride"]["properties"]])
    for word in ("side", "therapist", "patient", "personal"):
        assert word not in text
    Path("mine.yaml").write_text(
        "title: X\nconditions: [sciatica]\nchanges: {sciatica: {note: Hello there.}}\n", encoding="utf-8"
    )
    handout("mine.yaml", "-o", "out")
    words = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))
    assert words["files"]["sciatica.pdf"]["made_from"]["order"]["changes"] == {"note": "Hello there."}


# The real thing


def test_ctrl_c_stops_at_once_and_a_second_run_goes_on(tmp_path: Path) -> None:
    clinic = write_clinic(tmp_path / "clinic", files={"templates/sheet.html": SHORT})
    words = ("pack", "--all", "--clinic", str(clinic), "-o", "out", "--jobs", "2", "--json")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path / "tmp")}
    (tmp_path / "tmp").mkdir()
    code = "from handouts.commands import main; main()"
    run = subprocess.Popen(
        [sys.executable, "-c", code, *words],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert run.stderr
    for line in run.stderr:
        if line.startswith("3 of "):
            break
    begin = time.monotonic()
    os.killpg(run.pid, signal.SIGINT)  # As a terminal does, to all of them.
    stdout, stderr = run.communicate(timeout=30)
    assert time.monotonic() - begin < 10
    assert run.returncode == 130
    assert "Traceback" not in stderr
    said = json.loads(stdout)
    assert said["interrupted"]
    assert len(said["made"]) >= 3
    every = len(said["made"]) + len(said["not_reached"])
    assert every == len(list((ROOT / "handouts/content/conditions").glob("*.yaml")))
    kept = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))["files"]
    assert (
        sorted(kept) == sorted(said["made"]) == sorted(path.name for path in (tmp_path / "out").glob("*.pdf"))
    )
    assert list((tmp_path / "tmp").iterdir()) == []
