"""What somebody meets first on a bare machine: make, and tools/bootstrap.py behind it."""

import ast
import os
import re
import subprocess
from pathlib import Path

import pytest

from tools import bootstrap

ROOT = Path(__file__).parent.parent


def never(*command: object) -> bool:
    """Stand in for what must not be run here."""
    pytest.fail(f"ran {command}")


def need(*, is_there: bool) -> bootstrap.Need:
    return bootstrap.Need("Pango", lambda: is_there, apt="libpango", dnf="pango", brew="pango")


def test_an_old_python_can_read_bootstrap_and_so_say_that_it_is_too_old() -> None:
    ast.parse((ROOT / "tools/bootstrap.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_nothing_is_run_where_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "run", never)
    bootstrap.install_system_packages((need(is_there=True),))


def test_without_rights_the_one_command_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "run", never)
    monkeypatch.setattr(bootstrap, "runs", lambda *_: False)
    monkeypatch.setattr(bootstrap.shutil, "which", {"apt": "/usr/bin/apt"}.get)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as end:
        bootstrap.install_system_packages((need(is_there=False),))
    commands = re.findall("^ {4}(.+)", str(end.value), re.MULTILINE)
    assert len(commands) == 1
    assert commands[0].startswith("su - -c '")
    assert commands[0].endswith(" libpango'")


def test_packages_that_did_not_help_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "run", lambda *_: None)
    monkeypatch.setattr(bootstrap.shutil, "which", {"brew": "/opt/homebrew/bin/brew"}.get)
    with pytest.raises(SystemExit, match="not to be found: Pango"):
        bootstrap.install_system_packages((need(is_there=False),))


def test_an_unknown_system_is_told_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _: None)
    with pytest.raises(SystemExit, match=r"lacks Pango.*docs/install\.md"):
        bootstrap.install_system_packages((need(is_there=False),))


def test_make_help_has_a_line_for_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert targets
    help_text = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    assert sorted(re.findall(r"^make ([\w-]+) +\w", help_text, re.MULTILINE)) == sorted(targets[1].split())
