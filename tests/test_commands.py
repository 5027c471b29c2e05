"""The command line: what is asked, what is printed where, and the exit code at the end."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click
import pypdfium2
import pytest
from click.testing import CliRunner, Result

from handouts import __version__, output, reviews
from handouts.commands import main
from handouts.errors import HandoutError
from handouts.press import Press
from tests.conftest import SHORT, MakeClinic

ROOT = Path(__file__).parent.parent
Handout = Callable[..., Result]
NOTE = "Slow after surgery for Erika Mustermann"


@pytest.fixture
def handout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Handout:
    """Runs the command in an empty folder, with no clinic about."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("HANDOUT_CLINIC", raising=False)

    def run(*words: str, **options: str | bytes) -> Result:
        result = CliRunner().invoke(main, words, **options)  # type: ignore[arg-type]
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.stderr
        return result

    return run


@pytest.fixture
def short(clinic: MakeClinic) -> str:
    """The folder of a clinic whose sheet is short, and quickly made."""
    return str(clinic(files={"templates/sheet.html": SHORT}).parent)


def program(*words: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from handouts.commands import main; main()", *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HANDOUT_CLINIC": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command by its words."""
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        here = (*path, name)
        found += [here] if hasattr(command, "usual") else []
        found += commands(command, here) if isinstance(command, click.Group) else [here]
    return found


# Help


@pytest.mark.parametrize("words", commands(main), ids=" ".join)
def test_the_help_of_every_command_has_an_example_that_names_it(
    words: tuple[str, ...], handout: Handout
) -> None:
    result = handout(*words, "--help")
    assert result.exit_code == 0
    assert re.search(rf"Examples?:\n +handout {' '.join(words)}\b", result.stdout)


@pytest.mark.parametrize("words", commands(main), ids=" ".join)
def test_every_option_says_what_it_is_for(words: tuple[str, ...]) -> None:
    command: click.Command = main
    for word in words:
        assert isinstance(command, click.Group)
        command = command.commands[word]
    command = getattr(command, "usual", command)
    options = [each for each in command.params if isinstance(each, click.Option)]
    assert all(option.help for option in options)


def test_the_version_is_the_packages(handout: Handout) -> None:
    assert handout("--version").stdout == f"handout, version {__version__}\n"


# Exit codes


def test_every_kind_of_trouble_has_an_exit_code_of_its_own() -> None:
    codes = {kind.__name__: kind.exit_code for kind in HandoutError.__subclasses__()}
    assert codes == {
        "InputFault": 3,
        "UnknownName": 4,
        "OutputRefused": 5,
        "PageFault": 6,
        "MissingLibrary": 7,
        "SomeFailed": 8,
        "WordsFault": 9,
    }


def test_the_exit_codes_are_documented() -> None:
    words = (ROOT / "docs" / "messages.md").read_text(encoding="utf-8")
    listed = {int(number) for number in re.findall(r"^\| (\d+) \|", words, re.MULTILINE)}
    assert {kind.exit_code for kind in HandoutError.__subclasses__()} <= listed


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (2, ["build"]),
        (2, ["bild"]),
        (2, ["build", "sciatica", "--layout", "poster"]),
        (2, ["build", "sciatica", "--side", "top"]),
        (2, ["list", "nonsense"]),
        (2, ["schema", "nonsense"]),
        (3, ["build", "gone.yaml"]),
        (3, ["build", "sciatica", "--dose", "bridge=x"]),
        (3, ["build", "sciatica", "--plan", "gone.yaml"]),
        (4, ["build", "sciatca"]),
        (4, ["build", "sciatica", "--clinic", "gone"]),
        (4, ["build", "sciatica", "--clinic", "x" * 300]),
        (4, ["build", "sciatica", "--exercises", "brige"]),
        (4, ["build", "sciatica", "--dose", "brige=2x10"]),
        (4, ["show", "sciatca"]),
        (4, ["list", "--area", "nowhere"]),
        (4, ["clinic", "check", "gone"]),
        (4, ["review", "sciatica", "--by", "Kim Lee, DPT", "--on", "2026-11-20"]),
        (5, ["build", "sciatica", "low-back-pain", "-o", "one.pdf"]),
        (5, ["build", "sciatica", "-o", os.devnull, "--force"]),
        (5, ["build", "sciatica", "--side", "left", "--save-plan", "."]),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, list) else str(value),
)
def test_trouble_ends_with_its_exit_code_words_on_stderr_and_an_empty_stdout(
    code: int, words: list[str], handout: Handout
) -> None:
    result = handout(*words)
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr
    assert list(Path().iterdir()) == []


def test_a_fault_of_the_page_ends_with_its_code_and_leaves_nothing(
    handout: Handout, clinic: MakeClinic
) -> None:
    files = {"templates/sheet.html": SHORT, "styles/extra.css": ".warning { display: none }"}
    result = handout("build", "sciatica", "--clinic", str(clinic(files=files).parent), "-o", "out/")
    assert (result.exit_code, result.stdout) == (6, "")
    assert "P021 On the finished page, the warning signs is missing" in result.stderr
    assert list(Path().iterdir()) == []


def test_a_library_that_is_missing_ends_with_its_code(
    handout: Handout, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handouts import doctor

    monkeypatch.setattr(
        doctor, "examine", lambda: [doctor.Finding("Pango", ok=False, detail="gone", mend="Get it.")]
    )
    result = handout("doctor")
    assert (result.exit_code, result.stdout) == (7, "missing Pango: gone Get it.\n")


def test_an_interrupt_ends_as_a_shell_expects(handout: Handout, monkeypatch: pytest.MonkeyPatch) -> None:
    from handouts import finding

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(finding, "rows", interrupt)
    result = handout("list")
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "Stopped.\n")


# Build


def test_stdout_is_the_paths_that_were_written_and_nothing_else(handout: Handout, short: str) -> None:
    result = handout("build", "sciatica", "low-back-pain", "sciatica", "--clinic", short, "-o", "out/")
    assert result.exit_code == 0
    assert result.stdout == "out/sciatica.pdf\nout/low-back-pain.pdf\n"
    assert result.stderr.splitlines()[0].startswith("Clinic: ")
    assert result.stderr.splitlines()[-1] == "2 of 2 handouts are ready."
    assert sorted(path.name for path in Path("out").iterdir()) == ["low-back-pain.pdf", "sciatica.pdf"]


def test_one_that_fails_does_not_stop_the_others(handout: Handout, short: str) -> None:
    Path("low-back-pain.pdf").write_text("a letter")
    result = handout("build", "nonsense", "low-back-pain", "gone.yaml", "sciatica", "--clinic", short)
    assert (result.exit_code, result.stdout) == (8, "sciatica.pdf\n")
    for told in (
        "N020 ",
        "O001 ",
        "F001 ",
        "1 of 4 handouts",
        "Not made: nonsense, low-back-pain, gone.yaml.",
    ):
        assert told in result.stderr
    assert Path("low-back-pain.pdf").read_text() == "a letter"


def test_a_handout_is_left_replaced_or_refused_by_what_became_of_it(
    handout: Handout, clinic: MakeClinic
) -> None:
    folder = clinic(files={"templates/sheet.html": SHORT}).parent
    build = ("build", "sciatica", "--clinic", str(folder))
    file = Path("sciatica.pdf")

    first = handout(*build)
    assert first.stdout == "sciatica.pdf\n"
    made, when = file.read_bytes(), file.stat().st_mtime_ns

    again = handout(*build)
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr.endswith("sciatica.pdf is up to date\n")
    assert file.stat().st_mtime_ns == when

    (folder / "clinic.yaml").write_text("name: Another Clinic\n")
    assert handout(*build).stdout == "sciatica.pdf\n"
    assert file.read_bytes() != made

    (folder / "overrides.yaml").write_text("conditions: {}\n")
    assert handout(*build).stdout == "sciatica.pdf\n"

    assert handout(*build, "--paper", "a4", "-o", "sciatica.pdf").stdout == "sciatica.pdf\n"

    file.write_bytes(file.read_bytes() + b"\n")
    refused = handout(*build)
    assert (refused.exit_code, refused.stdout) == (5, "")
    assert "O001 sciatica.pdf was not made by this tool, or was changed since." in refused.stderr
    assert handout(*build, "--force").stdout == "sciatica.pdf\n"


def test_the_handout_never_replaces_what_it_is_made_from(handout: Handout, clinic: MakeClinic) -> None:
    file = clinic(files={"templates/sheet.html": SHORT})
    before = file.read_bytes()
    result = handout("build", "sciatica", "--clinic", str(file), "-o", str(file), "--force")
    assert result.exit_code == 5
    assert "O004" in result.stderr
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "name"),
    [
        (["--layout", "full"], "sciatica.full.pdf"),
        (["--paper", "a4"], "sciatica.a4.pdf"),
        (["--paper", "letter"], "sciatica.pdf"),
        (["--profile", "physio"], "sciatica.physio.pdf"),
        (["--format", "print"], "sciatica.print.html"),
        (["-o", "my sheet.pdf"], "my sheet.pdf"),
        (["-o", "new/folder/"], "new/folder/sciatica.pdf"),
        (["-o", "ünï 'cödé' \"x\"/"], "ünï 'cödé' \"x\"/sciatica.pdf"),
        (["--side", "left"], "sciatica.personal.pdf"),
        (["--note", "Rest."], "sciatica.personal.pdf"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_the_name_says_what_is_out_of_the_ordinary(
    options: list[str], name: str, handout: Handout, clinic: MakeClinic
) -> None:
    files = {"templates/sheet.html": SHORT, "templates/full.html": SHORT}
    result = handout("build", "sciatica", "--clinic", str(clinic(files=files).parent), *options)
    assert result.stdout == f"{name}\n"
    assert output.read_seal(Path(name)) is not None


def test_warnings_are_shown_and_fatal_only_when_strict(handout: Handout, clinic: MakeClinic) -> None:
    files = {"templates/sheet.html": SHORT, "styles/extra.css": "p { colour:red }"}
    build = ("build", "sciatica", "--clinic", str(clinic(files=files).parent))
    strict = handout(*build, "--strict")
    assert (strict.exit_code, strict.stdout) == (6, "")
    usual = handout(*build)
    assert (usual.exit_code, usual.stdout) == (0, "sciatica.pdf\n")
    assert "warning: P006 While laying out the page: Ignored `colour:red" in usual.stderr


def test_the_clinic_may_come_from_the_variable_or_this_folder(
    handout: Handout, short: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDOUT_CLINIC", short)
    assert f"Clinic: {short}" in handout("build", "sciatica").stderr
    monkeypatch.delenv("HANDOUT_CLINIC")
    monkeypatch.chdir(short)
    assert "Clinic: clinic.yaml\n" in handout("build", "sciatica", "-o", "out/").stderr


def test_a_template_that_runs_for_ever_ends_the_build(
    handout: Handout, clinic: MakeClinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(Press.__init__.__kwdefaults__, "seconds", 1)
    files = {"templates/sheet.html": "{{ 2 ** (2 ** 40) }}"}
    result = handout("build", "sciatica", "--clinic", str(clinic(files=files).parent))
    assert result.exit_code == 6
    assert "T005 The page was not finished after 1 seconds" in result.stderr
    assert list(Path().iterdir()) == []


# Review


def test_a_signature_rebuilds_its_sheet_and_no_other_until_a_word_changes(
    handout: Handout, short: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviews, "latest_day", lambda: "2027-06-01")

    def made() -> list[str]:
        return handout("build", "sciatica", "hip-pain", "--clinic", short).stdout.splitlines()

    def mark() -> str:
        with pypdfium2.PdfDocument("sciatica.pdf") as document:
            return str(document[0].get_textpage().get_text_range()).replace("\r\n", " ")

    def state() -> str:
        rows = json.loads(handout("list", "--area", "low-back", "--clinic", short, "--json").stdout)
        return next(row["review"] for row in rows if row["slug"] == "sciatica")

    assert made() == ["sciatica.pdf", "hip-pain.pdf"]
    assert state() == "awaiting"
    signed = handout("review", "sciatica", "--by", "Kim Lee, DPT", "--on", "2027-02-03", "--clinic", short)
    assert (signed.exit_code, signed.stdout) == (0, f"{short}/reviews.yaml\n")
    assert re.match(r"Sciatica \(sciatica\), version 1\.0, words \w{8}:\n  \d{3} sentences", signed.stderr)
    assert made() == ["sciatica.pdf"]
    assert "Reviewed Feb 2027 by Kim Lee, DPT" in mark()
    assert state() == "reviewed"
    assert "reviewed 2027-02-03 by Kim Lee, DPT" in flat(
        handout("show", "sciatica", "--clinic", short).stdout
    )
    assert made() == []

    Path(short, "overrides.yaml").write_text("conditions: {sciatica: {note: Start slowly.}}\n")
    assert made() == ["sciatica.pdf", "hip-pain.pdf"]
    assert "awaiting clinician review" in mark()
    assert state() == "lapsed"
    assert "words have changed since Kim Lee" in flat(handout("show", "sciatica", "--clinic", short).stdout)
    shown = json.loads(handout("show", "sciatica", "--clinic", short, "--json").stdout)
    techniques = json.loads(handout("list", "techniques", "--clinic", short, "--json").stdout)
    assert {row["review"] for row in techniques} == {"awaiting"}
    assert shown["review"] == {"state": "lapsed", "by": "Kim Lee, DPT", "on": "2027-02-03"}
    checked = handout("clinic", "check", short)
    assert checked.exit_code == 0
    assert "reviews.yaml:3:1: A005 The words of sciatica have changed since Kim Lee, DPT" in checked.stderr


def test_a_review_of_a_sheet_that_is_not_there_is_an_error(handout: Handout, short: str) -> None:
    words = "f" * 32
    Path(short, "reviews.yaml").write_text(
        f"siatica: {{by: 'Kim Lee, DPT', on: 2026-11-20, words: {words}}}\n"
    )
    for command in (("clinic", "check", short), ("build", "sciatica", "--clinic", short)):
        result = handout(*command)
        assert (result.exit_code, result.stdout) == (3, "")
        assert "reviews.yaml:1:1: A002" in result.stderr
        assert "Did you mean sciatica?" in result.stderr


def flat(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


# For one person


def test_a_personal_handout_leaves_no_trace_of_the_person(clinic: MakeClinic, tmp_path: Path) -> None:
    folder = clinic("name: A\ntherapists: [{name: Zoë Quill, credentials: LMT}]\n").parent
    home = tmp_path / "home"
    home.mkdir()
    words = ["--note", NOTE, "--therapist", "Zoë Quill", "--side", "left", "--exercises", "bridge"]
    words += ["--dose", "bridge=7x83", "--save-plan", "plan.yaml", "--clinic", folder]
    desk = tmp_path / "desk"
    desk.mkdir()
    done = program(
        "build", "sciatica", *words, cwd=desk, HOME=str(home), XDG_CACHE_HOME=str(home), TMPDIR=str(home)
    )
    assert (done.returncode, done.stdout) == (0, "sciatica.personal.pdf\n"), done.stderr
    assert "Mustermann" not in done.stderr
    assert sorted(path.name for path in desk.iterdir()) == ["plan.yaml", "sciatica.personal.pdf"]
    assert "surgery" not in (desk / "plan.yaml").read_text()

    content = (desk / "sciatica.personal.pdf").read_bytes()
    document = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    # On paper it stands; the rest is what the file says of itself.
    assert " ".join(text.split()).count(NOTE) == 1
    assert "Zoë Quill, LMT" in text
    said = [*document.get_metadata_dict().values(), *(mark.get_title() for mark in document.get_toc())]
    document.close()
    packet = content[content.index(b"<x:xmpmeta") : content.index(b"</x:xmpmeta>")].decode()
    seal = output.read_seal(desk / "sciatica.personal.pdf")
    assert seal is not None
    assert (seal.fingerprint, seal.made_from) == ("personal", {})
    for secret in ("Mustermann", "surgery", "Quill", "Zoë"):
        assert secret.encode() not in content
        assert all(secret not in each for each in (*said, packet))
    kept = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    assert all(b"Mustermann" not in each and b"surgery" not in each for each in kept)


def test_a_personal_handout_is_always_made_again_and_beside_the_usual_one(
    handout: Handout, short: str
) -> None:
    build = ("build", "sciatica", "--clinic", short)
    assert handout(*build).stdout == "sciatica.pdf\n"
    for _ in range(2):
        assert handout(*build, "--side", "left").stdout == "sciatica.personal.pdf\n"
    assert handout(*build).stdout == ""
    # Not taken for the usual one, which is up to date.
    assert handout(*build, "--side", "left", "-o", "sciatica.pdf").stdout == "sciatica.pdf\n"


def test_a_plan_is_saved_without_the_note_and_taken_up_again(handout: Handout, short: str) -> None:
    build = ("build", "sciatica", "--clinic", short)
    saved = handout(*build, "--exercises", "bridge,bird-dog", "--note", NOTE, "--save-plan", "plan.yaml")
    assert saved.stdout == "sciatica.personal.pdf\n"
    assert "Plan saved: plan.yaml" in saved.stderr
    assert "Mustermann" not in Path("plan.yaml").read_text()
    again = handout(*build, "--plan", "plan.yaml", "--dose", "bridge=1x3")
    assert again.stdout == "sciatica.personal.pdf\n"


@pytest.mark.parametrize("given", [b"Rest on\nMonday\n", "Ruhe für heute".encode()])
def test_a_note_is_read_from_stdin(given: bytes, handout: Handout, short: str) -> None:
    result = handout("build", "sciatica", "--clinic", short, "--note", "-", input=given)
    assert result.stdout == "sciatica.personal.pdf\n"


def test_a_note_that_is_no_text_ends_in_words(tmp_path: Path) -> None:
    with (tmp_path / "note").open("wb") as file:
        file.write(b"\xff\xfe\x00\x80")
    with (tmp_path / "note").open("rb") as file:
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                "from handouts.commands import main; main()",
                "build",
                "sciatica",
                "--note",
                "-",
            ],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=file,
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stdout) == (3, "")
    assert "Traceback" not in done.stderr


# What there is


@pytest.mark.parametrize(
    "kind", ["conditions", "exercises", "techniques", "self-checks", "sources", "places", "signs"]
)
def test_a_list_is_one_line_each_or_json(kind: str, handout: Handout) -> None:
    lines = handout("list", kind).stdout.splitlines()
    rows = json.loads(handout("list", kind, "--json").stdout)
    assert len(lines) == len(rows) > 0
    assert all(line.startswith(next(iter(row.values()))) for line, row in zip(lines, rows, strict=True))


def test_a_source_is_shown_with_what_it_supports(handout: Handout) -> None:
    source = json.loads(handout("show", "mp-dvt", "--json").stdout)
    shown = " ".join(handout("show", "mp-dvt").stdout.split())
    assert source["id"] == "mp-dvt"
    assert all(" ".join(claim.split()) in shown for claim in (source["quote"], *source["supports"]))


def test_a_list_of_a_part_of_the_body_has_nothing_else(handout: Handout) -> None:
    rows = json.loads(handout("list", "--area", "knee", "--json").stdout)
    assert {row["area"] for row in rows} == {"knee"}


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (["runners", "knee"], "patellofemoral-pain-syndrome"),
        (["runner's knee"], "patellofemoral-pain-syndrome"),
        (["scaitica"], "sciatica"),
        (["Low", "back"], "low-back-pain"),
        (["deep", "tissue"], "deep-tissue-massage"),
        (["NMT"], "neuromuscular-therapy"),
        (["toe"], "toe-reach"),
    ],
)
def test_a_search_finds_what_people_call_it_slips_and_all(
    words: list[str], slug: str, handout: Handout
) -> None:
    assert handout("search", *words).stdout.split()[0] == slug
    assert json.loads(handout("search", *words, "--json").stdout)[0]["slug"] == slug


@pytest.mark.parametrize("words", ["zzzzqqqq", "", "\U0001f600" * 50, "{0.__class__}", "%s"])
def test_a_search_in_vain_says_so(words: str, handout: Handout) -> None:
    result = handout("search", words)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "handout list" in result.stderr
    assert json.loads(handout("search", words, "--json").stdout) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sciatica", ["8 times, hold 5 seconds, 5 days a week", "Questions people ask", "Self-checks"]),
        ("deep-tissue-massage", ["What to expect", "What it may help", "Warning signs: get help"]),
        ("self-checks", ["Toe reach (toe-reach)", "They never name a cause."]),
        ("toe-reach", ["It looks at how far", "Ask a doctor first if"]),
    ],
)
def test_an_entry_is_shown_in_words_or_json(name: str, said: list[str], handout: Handout) -> None:
    shown = handout("show", name).stdout
    assert all(words in shown for words in said)
    assert max(len(line) for line in shown.splitlines()) <= 88
    data = json.loads(handout("show", name, "--json").stdout)
    assert data.get("slug") or data["id"] == name


def test_a_question_is_set_off_from_its_answer(handout: Handout) -> None:
    lines = handout("show", "sciatica").stdout.splitlines()
    at = lines.index("Is it dangerous?")
    assert lines[at - 1] == ""
    assert lines[at + 1].startswith("    It usually gets better.")


@pytest.mark.parametrize("kind", ["condition", "exercise", "technique", "clinic", "overrides", "plan"])
def test_a_schema_is_json(kind: str, handout: Handout) -> None:
    schema = json.loads(handout("schema", kind).stdout)
    assert schema["type"] == "object"
    assert schema["additionalProperties"] is False


def test_the_doctor_finds_this_computer_fit(handout: Handout) -> None:
    result = handout("doctor")
    assert result.exit_code == 0
    assert all(re.match(r"(ok|note) +\w", line) for line in result.stdout.splitlines())


# A clinic's folder


def test_a_new_clinic_passes_its_own_check_and_is_never_written_over(handout: Handout) -> None:
    made = handout("clinic", "new", "my clinic")
    assert made.exit_code == 0
    assert all(Path(line).is_file() for line in made.stdout.splitlines())
    assert "my clinic/clinic.yaml" in made.stdout.splitlines()
    before = {path: path.read_bytes() for path in Path("my clinic").iterdir()}
    again = handout("clinic", "new", "my clinic")
    assert (again.exit_code, again.stdout) == (5, "")
    assert again.stderr.count("O007") == len(before)
    assert {path: path.read_bytes() for path in Path("my clinic").iterdir()} == before
    checked = handout("clinic", "check", "my clinic")
    assert (checked.exit_code, checked.stdout) == (0, "")
    assert checked.stderr.endswith("my clinic/clinic.yaml is fine.\n")


def test_a_new_clinic_is_not_written_over_a_link(handout: Handout, tmp_path: Path) -> None:
    Path("new").mkdir()
    Path("new/clinic.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert handout("clinic", "new", "new").exit_code == 5
    assert not (tmp_path / "elsewhere.yaml").exists()


@pytest.mark.parametrize("folder", ["file", "x" * 300, os.devnull])
def test_a_new_clinic_that_cannot_be_written_is_refused(folder: str, handout: Handout) -> None:
    Path("file").write_text("x")
    result = handout("clinic", "new", folder)
    assert (result.exit_code, result.stdout) == (5, "")
    assert "O003" in result.stderr


def test_a_check_tells_the_faults_of_all_files_at_once(handout: Handout, clinic: MakeClinic) -> None:
    file = clinic(
        "name: A\nlogo: gone.svg\n",
        {
            "overrides.yaml": "conditions: {sciatca: {}}\n",
            "styles/extra.css": b"\xff",
            "conditions/new.yaml": "slug: new\n",
            "exercises/new.yaml": "\tid: new\n",
        },
    )
    result = handout("clinic", "check", str(file))
    assert (result.exit_code, result.stdout) == (3, "")
    for code in ("F013", "C006", "F009", "S001", "Y001"):
        assert f" {code} " in result.stderr


# A process of its own


def test_an_unchanged_sheet_is_not_made_again_and_the_renderer_not_even_loaded(
    short: str, tmp_path: Path
) -> None:
    words = ("build", "sciatica", "--clinic", short)
    first = program(*words, cwd=tmp_path, PYTHONPROFILEIMPORTTIME="1")
    assert (first.returncode, first.stdout) == (0, "sciatica.pdf\n")
    assert re.search(r"\| +weasyprint$", first.stderr, re.MULTILINE)
    again = program(*words, cwd=tmp_path, PYTHONPROFILEIMPORTTIME="1")
    assert (again.returncode, again.stdout) == (0, "")
    assert again.stderr.endswith("sciatica.pdf is up to date\n")
    assert not re.search(r"\| +(weasyprint|PIL|pypdfium2|jinja2|pydantic|yaml)\b", again.stderr)


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_and_the_clock(
    short: str, tmp_path: Path
) -> None:
    made = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        folder = tmp_path / seed
        folder.mkdir()
        done = program(
            *("build", "sciatica", "--clinic", short), cwd=folder, PYTHONHASHSEED=seed, TZ=zone, LC_ALL="C"
        )
        assert done.returncode == 0, done.stderr
        made.append((folder / "sciatica.pdf").read_bytes())
    assert made[0] == made[1]


def test_a_disk_that_is_full_leaves_nothing_behind(
    handout: Handout, short: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fail)
    result = handout("build", "sciatica", "--clinic", short, "-o", "out/")
    assert (result.exit_code, result.stdout) == (5, "")
    assert "O003 out/sciatica.pdf cannot be written: No space left on device." in result.stderr
    assert list(Path("out").iterdir()) == []


def test_a_temporary_folder_that_is_full_is_named(short: str, tmp_path: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))"
    done = subprocess.run(
        [sys.executable, "-c", f"{limit}; from handouts.commands import main; main()", "build", "sciatica"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HANDOUT_CLINIC": short},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (5, "")
    assert re.search(r"O009 The temporary folder \S+ cannot be written: File too large\.", done.stderr)
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["clinic"]


def test_no_temporary_folder_at_all_ends_in_words(
    handout: Handout, short: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere/at/all")
    result = handout("build", "sciatica", "--clinic", short)
    assert (result.exit_code, result.stdout) == (5, "")
    assert "O009 The temporary folder /nowhere/at/all cannot be written: No such file" in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_behind_stdout_ends_in_words(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from handouts.commands import main; main()", "list"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert "Traceback" not in done.stderr
    assert done.returncode == 5
