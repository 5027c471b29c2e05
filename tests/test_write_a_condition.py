"""docs/write-a-condition.md, followed to the letter by somebody who starts in an empty folder."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handouts.commands import main
from handouts.source import read_yaml
from tests.test_docs import ROOT, results
from tests.test_preview import Preview

PAGE = (ROOT / "docs/write-a-condition.md").read_text(encoding="utf-8")
FILE = Path("my-clinic/conditions/tight-calves.yaml")


def steps() -> Iterator[tuple[str, str]]:
    """Everything to do, in order: a command with what it is to print, or a part of the file to replace."""
    for kind, block in re.findall(r"^```(yaml|console)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL):
        if kind == "yaml":
            yield "", block
        else:
            yield from (
                step.partition("\n")[::2] for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
            )


def replace_parts(parts: str) -> None:
    """Put each part in the place of the part by its name."""
    words = FILE.read_text(encoding="utf-8")
    for part in re.split(r"^(?=\w)", parts, flags=re.MULTILINE)[1:]:
        key = part.partition(":")[0]
        words, count = re.subn(rf"^{key}:.*\n(?: .*\n)*", lambda _, new=part: new, words, flags=re.MULTILINE)
        assert count == 1, key
    FILE.write_text(words, encoding="utf-8")


def run(command: str) -> Result:
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert "Traceback" not in result.output
    return result


def test_the_page_leads_from_nothing_to_a_printed_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    monkeypatch.chdir(desk)
    monkeypatch.delenv("HANDOUT_CLINIC", raising=False)
    done: dict[str, Result] = {}
    with ExitStack() as stack:
        for command, text in steps():
            if not command:
                replace_parts(text)
            elif command.startswith("handout preview "):
                preview = stack.enter_context(Preview(tmp_path, *command.split()[2:]))
                assert preview.next()["unfinished"]
            else:
                done[command] = result = run(command)
                told = [line for line in results(result.output) if ": note " not in line]
                assert told == sorted(text.splitlines()), command
                assert result.exit_code == (3 if ": Y021 " in text else 0), command
        state = preview.next()
        while state["unfinished"] or state["faults"]:
            state = preview.next()
    assert (len(state["pages"]), state["words"]) == (2, [])
    assert "TODO:" not in re.sub(r"^#.*", "", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    checked = done["handout check tight-calves --clinic my-clinic"]
    assert "Entries 1: error 0, look 0, note 2." in checked.stdout.splitlines()
    built = done["handout build tight-calves --clinic my-clinic"]
    assert "warning" not in built.stderr
    assert Path("tight-calves.pdf").is_file()


def test_what_it_says_of_yaml_is_yaml() -> None:
    block = re.search(r"^```\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert block
    data = read_yaml(Path("a.yaml"), text=block[1].encode()).data
    assert list(data) == ["title", "signs", "message"]
    assert len(block[1].splitlines()) <= 10
