"""Ways of printing: what goes together, and what the names of files say."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner

from handouts.commands import main
from handouts.desk import Desk
from handouts.errors import InputFault
from handouts.model.pack import Pack
from handouts.order import Order
from handouts.printing import CLASHES, LAYOUTS, Printing, clashes


def test_each_way_of_printing_is_an_option_of_build_and_pack_and_a_field_of_pack_files() -> None:
    names = {each.name for each in fields(Printing)}
    assert names <= Pack.model_fields.keys()
    for command in ("build", "pack", "preview"):
        said = CliRunner().invoke(main, [command, "--help"]).output
        for name in names:
            assert f"--{name.replace('_', '-')}" in said, (command, name)


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ({}, "sciatica.pdf"),
        ({"layout": "fridge", "paper": "a4"}, "sciatica.fridge.a4.pdf"),
        ({"printing": Printing(large_print=True)}, "sciatica.large-print.pdf"),
        ({"printing": Printing(ink_saver=True, binding="left")}, "sciatica.ink-saver.binding-left.pdf"),
        ({"layout": "log", "printing": Printing(bleed=3)}, "sciatica.log.bleed-3mm.pdf"),
    ],
)
def test_the_name_of_the_file_says_the_form(options: dict[str, object], name: str) -> None:
    assert Desk(Order("sciatica", **options)).file_name() == name  # type: ignore[arg-type]


@pytest.mark.parametrize(("one", "other"), CLASHES)
def test_what_does_not_go_together_is_refused_with_words(one: str, other: str, tmp_path: Path) -> None:
    words = [*one.split(), *other.split()]
    words = [part for word in words for part in ([word, "3"] if word == "--bleed" else [word])]
    command = (
        ["pack", "--conditions", "sciatica", "-o", str(tmp_path)]
        if "--booklet" in words
        else ["build", "sciatica", "-o", f"{tmp_path}/"]
    )
    done = CliRunner().invoke(main, [*command, *words])
    assert done.exit_code == InputFault.exit_code
    assert "N024" in done.stderr
    assert CLASHES[one, other] in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.rglob("*.pdf"))


def test_every_clash_is_told_at_once() -> None:
    every = Printing(large_print=True, easy=True, archive=True, fillable=True, bleed=3)
    told = [problem.message.split(" and ")[0] for problem in clashes("fridge", every)]
    assert told == ["--large-print", "--easy", "--fillable", "--bleed"]


def test_a_layout_of_one_page_is_not_bound(tmp_path: Path) -> None:
    for layout in LAYOUTS[2:]:
        command = ["pack", "--conditions", "sciatica", "--booklet", "--layout", layout, "-o", str(tmp_path)]
        done = CliRunner().invoke(main, command)
        assert (done.exit_code, "N025" in done.stderr) == (InputFault.exit_code, True)
