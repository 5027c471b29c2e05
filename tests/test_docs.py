"""The pages of docs/ and the README say what the program does."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from handouts.commands import main
from handouts.messages import MESSAGES, SUBJECTS
from tools import make_library
from tools.make_docs import messages
from tools.make_schemas import schemas

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(group: click.Group, prefix: str = "") -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        path = f"{prefix}{name}"
        if usual := getattr(command, "usual", None):  # What it does when no command of the group is named.
            found[path] = usual
        found |= commands(command, f"{path} ") if isinstance(command, click.Group) else {path: command}
    return found


def test_the_page_of_messages_is_fresh() -> None:
    assert (ROOT / "docs/messages.md").read_text(encoding="utf-8") == messages()


def test_the_page_of_the_library_is_fresh() -> None:
    assert (ROOT / "docs/library.md").read_text(encoding="utf-8") == make_library.page(), "make docs"
    assert (ROOT / "docs/awaiting.md").read_text(encoding="utf-8") == make_library.awaiting(), "make docs"


def test_no_code_has_two_messages() -> None:
    assert len(MESSAGES) == sum(len(subject.MESSAGES) for subject in SUBJECTS)


@pytest.mark.parametrize("path", schemas(), ids=lambda path: path.name)
def test_schemas_are_fresh(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == schemas()[path]


@pytest.mark.parametrize("name", commands(main))
def test_every_command_has_help_with_a_worked_example(name: str) -> None:
    text = commands(main)[name].help or ""
    assert re.search(rf"Examples?:\n +handout {name}", text), text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_commands_and_options_in_the_docs_exist(path: Path) -> None:
    known = commands(main)
    text = path.read_text(encoding="utf-8")
    lines = re.findall(r"(?:^ {4}(?:\$ )?|`)handout ([a-z][^`\n]*)", text, re.MULTILINE)
    for line in lines:
        words = line.split()
        two = " ".join(words[:2])
        name = two if two in known else words[0]
        assert name in known, line
        options = {option for parameter in known[name].params for option in parameter.opts}
        used = {word.split("=")[0] for word in words if word.startswith("--")} - {"--help"}
        assert used <= options, line


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_the_figure_that_the_docs_teach_is_drawn_word_for_word(tmp_path: Path) -> None:
    text = (ROOT / "docs/figures.md").read_text(encoding="utf-8")
    named = {"id: knee-lift": tmp_path / "my-clinic/exercises/knee-lift.yaml"}
    consoles = 0
    for kind, block in re.findall(r"^```(yaml|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        if kind == "yaml":
            file = named.get(block.splitlines()[0], tmp_path / "knee-lift.yaml")
            file.parent.mkdir(exist_ok=True)
            file.write_text(block, encoding="utf-8")
            continue
        consoles += 1
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, expected = step.partition("\n")
            assert said(command, tmp_path) == sorted(expected.splitlines()), command
    assert consoles == 4


def said(command: str, folder: Path) -> list[str]:
    """What a command prints of results and problems, in the order of the alphabet."""
    done = subprocess.run(
        [sys.executable, "-c", "from handouts.commands import main; main()", *command.split()[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return results(f"{done.stdout}\n{done.stderr}")


def results(printed: str) -> list[str]:
    """Of what a command printed, the files and the problems, in the order of the alphabet."""
    return sorted(
        line for line in printed.splitlines() if re.match(r"\S+\.(yaml|json|svg|png|pdf)(:\d|$)", line)
    )
