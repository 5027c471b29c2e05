"""Clinics of one brand: a base with differences, and tables of clinics."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handouts import brand, chain, reviews
from handouts.build import build
from handouts.catalogue import of_clinic
from handouts.commands import main
from handouts.errors import InputFault, OutputRefused, UnknownName
from handouts.model.condition import Condition
from handouts.order import Order
from handouts.output import read_seal
from tests.conftest import SHORT, write_clinic
from tools import sample_clinics

EXAMPLES = Path(__file__).parent.parent / "examples"
LOGO = (EXAMPLES / "willow-creek/logo.svg").read_text(encoding="utf-8")
BASE = """\
name: The Chain
logo: logo.svg
colours: {primary: "#1F3A5F", accent: "#7A1020"}
web: chain.example
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The folder of a brand that clinics share."""
    words = (EXAMPLES / "northside-college/conditions/tired-legs.yaml").read_text(encoding="utf-8")
    files = {
        "logo.svg": LOGO,
        "conditions/tired-legs.yaml": words.replace("seated-heel-raise", "heel-raise"),
        "overrides.yaml": "conditions: {sciatica: {note: From all of us, leave_out: [bridge]}}\n",
        "styles/extra.css": "h1 { letter-spacing: 0.1pt }\n",
        "templates/sheet.html": SHORT,
    }
    return write_clinic(tmp_path / "brand", BASE, files).parent


def member(base: Path, words: str = "", name: str = "north") -> Path:
    """A clinic that builds on the base."""
    return write_clinic(base.parent / name, f"base: ../brand\nname: North Side\n{words}")


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


# A base


def test_a_clinic_says_what_is_different_and_the_base_says_the_rest(base: Path) -> None:
    file = member(base, "colours: {primary: '#234F1E'}\nphone: 555 0100\n")
    found = brand.load(file, of_clinic(file))
    assert (found.clinic.name, found.clinic.phone, found.clinic.web) == (
        "North Side",
        "555 0100",
        "chain.example",
    )
    assert (found.palette.primary, found.palette.accent) == ("#234F1E", "#7A1020")
    assert found.logo
    assert found.logo.content == LOGO.encode()
    assert found.extra_css.startswith("h1")
    assert found.own_templates


def test_overrides_of_the_clinic_go_over_those_of_the_base(base: Path) -> None:
    file = member(base)
    (file.parent / "overrides.yaml").write_text(
        "conditions: {sciatica: {note: From the north}}\n", encoding="utf-8"
    )
    change = brand.load(file, of_clinic(file)).overrides.conditions["sciatica"]
    assert (change.note, change.leave_out) == ("From the north", ("bridge",))


def test_entries_of_the_base_are_there_and_the_clinics_own_come_first(base: Path) -> None:
    file = member(base)
    assert of_clinic(file).condition("tired-legs").own
    own = (
        (base / "conditions/tired-legs.yaml")
        .read_text(encoding="utf-8")
        .replace("title: Tired", "title: Weary", 1)
    )
    (file.parent / "conditions").mkdir()
    (file.parent / "conditions/tired-legs.yaml").write_text(own, encoding="utf-8")
    catalogue = of_clinic(file)
    assert catalogue.condition("tired-legs").model.title.startswith("Weary")
    assert catalogue.names(Condition).count("tired-legs") == 1


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        ("name: A\nbase: ../nowhere\n", "B040", 2),
        ("base: .\nname: A\n", "B040", 1),
        ("base: ../brand\nname: A\ncolours: {primary: '#FFD400'}\n", "B001", 3),
        ("base: ../brand\nname: A\ncolours: {primary: blue}\n", "S015", 3),
        ("base: ../brand\nname: A\nlogo: other.svg\n", "F013", 3),
        ("base: [x]\nname: A\n", "S021", 1),
    ],
)
def test_a_fault_is_told_where_it_stands(base: Path, words: str, code: str, line: int) -> None:
    file = write_clinic(base.parent / "north", words)
    with pytest.raises(InputFault) as fault:
        brand.load(file, of_clinic(file))
    [problem] = fault.value.problems
    assert (problem.code, problem.place.line, Path(problem.place.file).parent.name) == (code, line, "north")


def test_a_base_has_no_base_and_its_faults_are_told_in_it(base: Path) -> None:
    file = member(base)
    for words, code in ((f"{BASE}base: ../other\n", "B041"), ("name: 4\n", "S003")):
        (base / "clinic.yaml").write_text(words, encoding="utf-8")
        with pytest.raises(InputFault) as fault:
            brand.load(file, of_clinic(file))
        [problem] = fault.value.problems
        assert (problem.code, Path(problem.place.file).parent.name) == (code, "brand")


def test_a_sheet_is_made_anew_when_its_base_has_changed_and_else_not(base: Path, tmp_path: Path) -> None:
    order = Order("sciatica", clinic=member(base), output=str(tmp_path / "x.pdf"))
    built = build(order)
    seal = read_seal(built.path)
    assert built.made
    assert seal
    assert "clinic:../brand/logo.svg" in seal.made_from["inputs"]
    assert not any(str(tmp_path) in name for name in seal.made_from["inputs"])
    assert not build(order).made
    (base / "logo.svg").write_text(LOGO.replace("<svg ", "<svg  ", 1), encoding="utf-8")
    assert build(order).made


# Tables


def table(folder: Path, text: str) -> Path:
    path = folder / "clinics.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_row_becomes_a_clinic_over_the_base(base: Path, tmp_path: Path) -> None:
    path = table(tmp_path, "name,phone,primary\nNorth Side,555 0100,\nÉast & Co.,0123,#234F1E\n")
    done = run("clinic", "import", path, "--base", base, "-o", tmp_path / "out")
    assert done.exit_code == 0, done.stderr
    files = [Path(line) for line in done.stdout.splitlines()]
    assert [file.parent.name for file in files] == ["north-side", "east-co"]
    north, east = (brand.load(file.resolve(), of_clinic(file.resolve())) for file in files)
    assert (north.clinic.name, north.clinic.phone, north.palette.primary) == (
        "North Side",
        "555 0100",
        "#1F3A5F",
    )
    assert (east.clinic.name, east.clinic.phone, east.palette.primary) == ("Éast & Co.", "0123", "#234F1E")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_of_all_countries_are_read(tmp_path: Path, separator: str) -> None:
    text = f'\ufeffName{separator}Web\r\n"A{separator} B"{separator}a.example\r\n{separator}\r\n'
    [row] = chain.read_table(table(tmp_path, text), None)
    assert row.source.data == {"name": f"A{separator} B", "web": "a.example"}


def test_the_faults_of_all_rows_are_told_at_once_each_with_row_and_cell(base: Path, tmp_path: Path) -> None:
    text = (
        "name,primary,email,folder\nA,blue,,\nB,#FFD400,,\n,,x@y.example,\nD,,nobody,\nE,,,Two Words\n"
        "E,,,e\nF,,,e\n"
    )
    done = run("clinic", "import", table(tmp_path, text), "--base", base, "-o", tmp_path / "out")
    assert done.exit_code == InputFault.exit_code
    assert not (tmp_path / "out").exists()
    lines = [line.partition("clinics.csv:")[2].split(" ")[:2] for line in done.stderr.splitlines()]
    assert lines == [["4:1:", "H008"], ["6:4:", "H008"], ["8:1:", "H009"]]
    text = "name,primary,email\nA,blue,\nB,#FFD400,\nD,,nobody\n"
    done = run("clinic", "import", table(tmp_path, text), "--base", base, "-o", tmp_path / "out")
    lines = [line.partition("clinics.csv:")[2].split(" ")[:2] for line in done.stderr.splitlines()]
    assert lines == [["2:2:", "S015"], ["3:2:", "B001"], ["4:3:", "S018"]]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "H005"),
        ("name\n", "H002"),
        ("phone\n1\n", "H005"),
        ("name,fone\nA,1\n", "H003"),
        ("name,name\nA,B\n", "H004"),
        ("name\nA,B\n", "H007"),
        ('name\n"A', "H001"),
        ("name\nA\u0000B\n", "F"),
        ("name\nA\u0007B\n", "F"),
        ("name\nA\u202eB\n", "Y004"),
        ("name\n漢字\n", "H008"),
    ],
)
def test_a_table_that_cannot_be_used_is_told_in_words(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(InputFault) as fault:
        chain.read_table(table(tmp_path, text), None)
    assert all(problem.code.startswith(code) for problem in fault.value.problems)


def test_what_somebody_wrote_by_hand_is_not_replaced(tmp_path: Path) -> None:
    rows = chain.read_table(table(tmp_path, "name,phone\nA,1\nB,2\n"), None)
    first, second = chain.write_clinics(rows, None, tmp_path / "out")
    again = chain.read_table(table(tmp_path, "name,phone\nA,11\nB,2\n"), None)
    chain.write_clinics(again, None, tmp_path / "out")
    assert "'11'" in first.read_text(encoding="utf-8")
    second.write_text(second.read_text(encoding="utf-8") + "tagline: Mine\n", encoding="utf-8")
    with pytest.raises(OutputRefused):
        chain.write_clinics(rows, None, tmp_path / "out")
    assert "'11'" in first.read_text(encoding="utf-8"), "nothing is written where one is refused"
    chain.write_clinics(rows, None, tmp_path / "out", force=True)
    assert "Mine" not in second.read_text(encoding="utf-8")


# What a path stands for


def test_a_path_stands_for_a_clinic_a_folder_of_them_or_a_table(base: Path, tmp_path: Path) -> None:
    north, south = member(base), member(base, name="south")
    assert chain.clinics_of(north, tmp_path) == chain.clinics_of(north.parent, tmp_path) == [north]
    assert chain.clinics_of(base.parent, tmp_path) == [north, south]
    files = chain.clinics_of(table(tmp_path, "name\nA\nB\n"), tmp_path / "run", base)
    shutil.rmtree(base)
    assert [brand.load(file, of_clinic(file)).clinic.web for file in files] == ["chain.example"] * 2
    with pytest.raises(UnknownName):
        chain.clinics_of(tmp_path / "nowhere", tmp_path)


def test_250_sample_clinics_come_from_a_seed(tmp_path: Path) -> None:
    base, path = sample_clinics.write(250, tmp_path)
    assert sample_clinics.rows(250) == sample_clinics.rows(250) != sample_clinics.rows(250, seed=1)
    rows = chain.read_table(path, base)
    files = chain.write_clinics(rows, base, tmp_path / "clinics")
    assert len({file.parent.name for file in files}) == 250


def test_a_signature_of_the_base_holds_for_its_clinics_too(base: Path) -> None:
    file = member(base)
    catalogue = of_clinic(file)
    signature = "sciatica:\n  by: Kim Lee, DPT\n  on: 2026-11-20\n  words: " + "0" * 32 + "\n"
    (base / "reviews.yaml").write_text(signature, encoding="utf-8")
    standing = reviews.standing(catalogue.condition("sciatica").model, catalogue, brand.load(file, catalogue))
    assert (standing.by, standing.state) == ("Kim Lee, DPT", "lapsed")


# Packs of a chain


@pytest.mark.parametrize("named", ["clinics.csv", "chain.yaml", "clinics"])
def test_a_pack_is_made_for_every_clinic_of_a_chain_and_again_only_where_it_changed(
    base: Path, tmp_path: Path, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    csv = table(tmp_path, "name,phone\nNorth,1\nSouth,2\n")
    (tmp_path / "chain.yaml").write_text("clinics: clinics.csv\nbase: brand\n", encoding="utf-8")
    chain.write_clinics(chain.read_table(csv, base), base, tmp_path / "clinics")
    words = ("pack", "--conditions", "sciatica", "--chain", named, "-o", "out", "--jobs", "1")
    if named == "clinics.csv":  # Without a base of its own the table has no short page.
        (base / "templates/sheet.html").unlink()
    done = run(*words)
    assert done.exit_code == 0, done.stderr
    assert sorted(path.relative_to("out").as_posix() for path in Path("out").rglob("*.pdf")) == [
        "north/sciatica.pdf",
        "south/sciatica.pdf",
    ]
    assert "0 made, 2 unchanged" in run(*words).stderr
    if named == "chain.yaml":
        table(tmp_path, "name,phone\nNorth,1\nSouth,22\n")
        again = run(*words)
        assert "1 made, 1 unchanged" in again.stderr, again.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [("clinics: nowhere.csv\n", "H010"), ("clinics: c.csv\nbase: x\n", "B040"), ("clinic: c.csv\n", "S00")],
)
def test_a_slip_in_a_chain_file_is_told_with_its_line(tmp_path: Path, words: str, code: str) -> None:
    file = tmp_path / "chain.yaml"
    file.write_text(words, encoding="utf-8")
    with pytest.raises(InputFault) as fault:
        chain.clinics_in(file, tmp_path / "run")
    assert all(problem.code.startswith(code) and problem.place.line for problem in fault.value.problems)
