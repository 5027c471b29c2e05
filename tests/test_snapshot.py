"""Pictures of pages: a file each, all of them or none, and no page of an earlier handout among them."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from PIL import Image

from handouts import output, snapshot
from handouts.build import Built, build
from handouts.design import DOTS_PER_INCH
from handouts.errors import OutputRefused
from handouts.model.plan import Personal
from handouts.order import Order
from tests.conftest import SHORT, MakeClinic, png

ONE = {"templates/sheet.html": SHORT}
TWO = {
    "templates/sheet.html": SHORT.replace(
        "{% endblock %}", '<p style="break-before: page">More.</p>{% endblock %}'
    )
}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def make(file: Path, out: Path, **options: object) -> Built:
    return build(Order("sciatica", **{"clinic": file, "form": "png", "output": f"{out}/", **options}))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_each_page_is_a_picture_of_the_whole_paper(clinic: MakeClinic, out: Path) -> None:
    built = make(clinic(files=TWO), out)
    assert [path.name for path in built.paths] == names(out) == ["sciatica.1.png", "sciatica.2.png"]
    assert (built.pages, built.warnings) == (2, ())
    for path in built.paths:
        with Image.open(path) as picture:
            picture.load()
            assert picture.format == "PNG"
            size = [edge / DOTS_PER_INCH for edge in picture.size]
            assert size == pytest.approx([8.5, 11], abs=0.01)
            darkest, lightest = picture.convert("L").getextrema()
            assert (darkest < 100, lightest) == (True, 255)


def test_pictures_are_made_again_only_when_something_changed_or_is_gone(
    clinic: MakeClinic, out: Path
) -> None:
    file = clinic(files=TWO)
    first = make(file, out)
    again = make(file, out)
    assert (again.made, again.paths) == (False, first.paths)
    before = [path.read_bytes() for path in first.paths]
    first.paths[1].unlink()
    assert make(file, out).made
    assert [path.read_bytes() for path in first.paths] == before
    file.write_text("name: Another\n", encoding="utf-8")
    assert make(file, out).made


def test_pages_of_an_earlier_longer_handout_are_removed(clinic: MakeClinic, out: Path) -> None:
    make(clinic(files=TWO), out)
    built = make(clinic(files=ONE), out)
    assert (names(out), built.warnings) == (["sciatica.1.png"], ())


def test_a_picture_of_somebody_elses_that_looks_like_a_page_stays_and_is_named(
    clinic: MakeClinic, out: Path
) -> None:
    others = ("sciatica.2.png", "sciatica.10.png", "sciatica.02.png", "sciatica.full.2.png", "hip-pain.2.png")
    for name in others:
        (out / name).write_bytes(png(5, 5))
    built = make(clinic(files=ONE), out)
    assert names(out) == sorted([*others, "sciatica.1.png"])
    said = [(problem.code, problem.severity) for problem in built.warnings]
    assert said == [("O012", "warning")] * 2
    assert "sciatica.2.png" in str(built.warnings[0])
    assert "sciatica.10.png" in str(built.warnings[1])


@pytest.mark.parametrize("number", [1, 2])
def test_nothing_is_written_where_one_page_may_not_be(number: int, clinic: MakeClinic, out: Path) -> None:
    taken = out / f"sciatica.{number}.png"
    taken.write_bytes(png(5, 5))
    file = clinic(files=TWO)
    with pytest.raises(OutputRefused) as caught:
        make(file, out)
    assert taken.name in str(caught.value)
    assert (names(out), taken.read_bytes()) == ([taken.name], png(5, 5))
    assert make(file, out, force=True).made


def test_a_picture_that_somebody_changed_is_not_replaced(clinic: MakeClinic, out: Path) -> None:
    file = clinic(files=ONE)
    path = make(file, out).path
    with Image.open(path) as picture:
        picture.save(path)
    with pytest.raises(OutputRefused):
        make(file, out)


def test_a_disk_that_fills_up_leaves_all_pages_as_they_were(
    clinic: MakeClinic, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(clinic(files=TWO), out)
    before = [path.read_bytes() for path in made.paths]
    real, calls = os.fdopen, []

    def fail(*args: object, **options: object) -> object:
        calls.append(args)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*args, **options)

    monkeypatch.setattr(os, "fdopen", fail)
    with pytest.raises(OutputRefused) as caught:
        output.write_all(dict.fromkeys(made.paths, b"new"))
    monkeypatch.undo()
    assert "sciatica.2.png" in str(caught.value)
    assert [path.read_bytes() for path in made.paths] == before
    assert names(out) == ["sciatica.1.png", "sciatica.2.png"]


def test_the_number_stands_before_the_ending_of_a_name_of_ones_own(clinic: MakeClinic, out: Path) -> None:
    file = clinic(files=ONE)
    for given, wanted in (("my sheet.png", "my sheet.1.png"), ("v2.0", "v2.0.1.png")):
        assert make(file, out, output=f"{out}/{given}").path.name == wanted


def test_one_patients_pictures_carry_no_record(clinic: MakeClinic, out: Path) -> None:
    file = clinic(files=ONE)
    personal = Personal(note="Slowly.")
    path = make(file, out, personal=personal).path
    assert path.name == "sciatica.personal.1.png"
    seal = output.read_seal(path)
    assert seal is not None
    assert (seal.fingerprint, seal.made_from) == ("personal", {})
    assert make(file, out, personal=personal).made


def test_the_preview_and_the_file_draw_a_page_alike(clinic: MakeClinic, out: Path) -> None:
    file = clinic(files=ONE)
    pdf = build(Order("sciatica", clinic=file, output=f"{out}/")).path.read_bytes()
    (picture,) = snapshot.pages(pdf, DOTS_PER_INCH)
    assert make(file, out).path.read_bytes().startswith(picture)
