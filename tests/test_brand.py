"""A clinic's folder becomes a brand, or is refused with every fault in it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from handouts.brand import Brand, load
from handouts.catalogue import Catalogue
from handouts.errors import HandoutError, InputFault
from handouts.resources import FONTS, Inputs
from tests.conftest import MakeClinic, png
from tests.mutations import mutated

EXAMPLE = Path(__file__).parent.parent / "examples" / "harbour-physio"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
REGULAR = (FONTS / "atkinson-hyperlegible-next" / "regular.ttf").read_bytes()


def brand(file: Path) -> Brand:
    return load(file, Catalogue(Inputs(clinic=file.parent)))


def told(file: Path) -> list[str]:
    """The codes of what is wrong with a clinic."""
    with pytest.raises(InputFault) as caught:
        brand(file)
    for problem in caught.value.problems:
        assert "\n" not in str(problem)
        assert problem.hint
    return [problem.code for problem in caught.value.problems]


def test_no_clinic_is_the_neutral_brand() -> None:
    neutral = load(None, Catalogue(Inputs()))
    assert (neutral.paper, neutral.emergency, neutral.folder) == ("letter", "911", None)
    assert not neutral.shapes_pages


@pytest.mark.parametrize(
    ("words", "paper", "emergency"),
    [
        ("country: GB", "a4", "999"),
        ("country: GB\npaper: letter", "letter", "999"),
        ("country: US\nemergency_number: '112'", "letter", "112"),
        ("country: XX\npaper: a4\nemergency_number: '112'", "a4", "112"),
    ],
)
def test_the_country_decides_paper_and_number_unless_the_clinic_does(
    words: str, paper: str, emergency: str, clinic: MakeClinic
) -> None:
    found = brand(clinic(f"name: A\n{words}\n"))
    assert (found.paper, found.emergency) == (paper, emergency)


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("country: XX", ["B030"]),
        ("country: XX\npaper: a4", ["B030"]),
        ("colours: {primary: '#FFD400', accent: '#FFFFFF'}", ["B001", "B001"]),
        ("type: comic-sans", ["B031"]),
        ("type: con", ["S019"]),
        ("type: ../../etc", ["S015"]),
        ("logo: gone.svg", ["F013"]),
        ("logo: /etc/hosts", ["F010"]),
        ("logo: C:\\\\logo.svg", ["F010"]),
        ("logo: ../logo.svg", ["F011"]),
        ("logo: a/../../logo.svg", ["F011"]),
        ("logo: https://a.example/logo.svg", ["F012"]),
        ("logo: file:///etc/hosts", ["F012"]),
        ("logo: data:image/svg+xml,x", ["F012"]),
        ("logo: .", ["F014"]),
        ('logo: "a\\tb.svg"', ["F014"]),
        ("logo: folder", ["F002"]),
        ("type: {regular: gone.ttf, bold: /etc/hosts}", ["F013", "F010"]),
        ("type: {regular: clinic.yaml, bold: clinic.yaml}", ["B201", "B201"]),
    ],
)
def test_what_a_clinic_file_names_in_vain_is_refused_at_its_line(
    line: str, codes: list[str], clinic: MakeClinic
) -> None:
    file = clinic(f"name: A\n{line}\n", {"folder/x": ""})
    assert told(file) == codes
    with pytest.raises(InputFault, match=r"clinic\.yaml:2:\d+: "):
        brand(file)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "B101"),
        (b"\xff\xd8\xff\xe0 JFIF", "B101"),
        (b"just words", "B101"),
        (png(9, 9)[:-30], "B102"),
        (png(20_000, 9), "B103"),
        (png(20_000, 20_000), "B103"),
        (LOGO.format("<script>x()</script>").encode(), "B113"),
        (LOGO.format('<rect onclick="x()"/>').encode(), "B114"),
        (LOGO.format('<image href="http://a.example/x.png"/>').encode(), "B115"),
        (LOGO.format('<image href="file:///etc/passwd"/>').encode(), "B115"),
        (LOGO.format("<style>@import url(file:///etc/passwd);</style>").encode(), "B115"),
        (LOGO.format('<use href="other.svg#a"/>').encode(), "B115"),
        (b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + LOGO.format("&a;").encode(), "B112"),
        (b"x" * (3 << 20), "F005"),
        (bytes(21 << 20), "F005"),
    ],
)
def test_a_logo_that_may_not_be_printed_is_refused(content: bytes, code: str, clinic: MakeClinic) -> None:
    assert told(clinic("name: A\nlogo: logo.svg\n", {"logo.svg": content})) == [code]


@pytest.mark.parametrize(
    "name", ["Brand Logo.svg", 'logo\'s "best".svg', "ロゴ.svg", "logó.svg", "l" * 150 + ".svg"]
)
def test_a_logo_may_have_any_name_that_files_have_everywhere(name: str, clinic: MakeClinic) -> None:
    file = clinic(files={name: LOGO.format("")})
    quoted = name.replace("'", "''")
    file.write_text(f"name: A\nlogo: '{quoted}'\n", encoding="utf-8")
    if '"' in name:
        assert told(file) == ["F014"]
    else:
        assert brand(file).logo is not None


@pytest.mark.parametrize("content", [b"", b"OTTO", REGULAR[:5000], b"\x00\x01\x00\x00" + bytes(500)])
def test_a_font_that_is_none_is_refused(content: bytes, clinic: MakeClinic) -> None:
    words = "name: A\ntype: {regular: a.ttf, bold: b.ttf}\n"
    assert set(told(clinic(words, {"a.ttf": content, "b.ttf": REGULAR}))) <= {"B201", "B202"}


@pytest.mark.parametrize("name", ["logo.svg", "a.ttf", "overrides.yaml", "styles/extra.css"])
def test_a_link_out_of_the_clinics_folder_is_refused(name: str, clinic: MakeClinic, tmp_path: Path) -> None:
    words = "name: A\n" + {
        "logo.svg": "logo: logo.svg\n",
        "a.ttf": "type: {regular: a.ttf, bold: a.ttf}\n",
    }.get(name, "")
    (tmp_path / "far").write_bytes(REGULAR if name == "a.ttf" else LOGO.format("").encode())
    file = clinic(words)
    (file.parent / name).parent.mkdir(exist_ok=True)
    (file.parent / name).symlink_to(tmp_path / "far")
    assert set(told(file)) == {"F011"}


@pytest.mark.parametrize("name", ["overrides.yaml", "styles/extra.css"])
@pytest.mark.parametrize(("there", "code"), [("broken link", "F001"), ("folder", "F002")])
def test_a_file_by_an_expected_name_is_never_passed_over(
    name: str, there: str, code: str, clinic: MakeClinic
) -> None:
    file = clinic()
    path = file.parent / name
    path.parent.mkdir(exist_ok=True)
    path.mkdir() if there == "folder" else path.symlink_to("nowhere")
    assert told(file) == [code]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"p { color: \xff\xfe }", "F009"),
        ("p { color: red }".encode("utf-16"), "F008"),
        (b"\x89PNG\r\n\x1a\n", "F007"),
        (bytes(21 << 20), "F005"),
    ],
)
def test_a_style_sheet_that_is_no_text_is_refused(content: bytes, code: str, clinic: MakeClinic) -> None:
    assert told(clinic(files={"styles/extra.css": content})) == [code]


def test_templates_and_styles_of_a_clinic_are_known_as_shaping_the_page(clinic: MakeClinic) -> None:
    assert brand(clinic(files={"styles/extra.css": "p { color: red }"})).shapes_pages
    assert brand(clinic(files={"templates/title.html": ""})).own_templates


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("conditions: {sciatca: {note: x}}", ["C006"]),
        ("conditions: {sciatica: {leave_out: [brige]}}", ["C002"]),
        ("conditions: {sciatica: {doses: {brige: {reps: 5}}}}", ["C002"]),
        ("exercises: {brige: {dose: {reps: 5}}}", ["C002"]),
        ("exercises: {bridge: {dose: {reps: 999}}}", ["S012"]),
        ("conditions: {sciatica: {red_flags: []}}", ["S002"]),
        ("conditions: {sciatica: {disclaimer: ''}}", ["S002"]),
        ("disclaimer: none", ["S002"]),
        ("", ["F006"]),
        ("- a", ["Y015"]),
        ("a: &a [x]\nb: *a", ["Y011", "Y011"]),
        ("a: !!python/object/apply:os.system [id]", ["Y012"]),
    ],
)
def test_overrides_change_only_what_may_be_changed(words: str, codes: list[str], clinic: MakeClinic) -> None:
    assert told(clinic(files={"overrides.yaml": words})) == codes


def test_the_faults_of_all_files_are_told_at_once(clinic: MakeClinic) -> None:
    file = clinic(
        "name: A\nlogo: gone.svg\ncountry: XX\ncolours: {primary: '#FFFFFF'}\n",
        {"overrides.yaml": "conditions: {sciatca: {}}\n", "styles/extra.css": b"\xff"},
    )
    assert sorted(told(file)) == ["B001", "B030", "C006", "F009", "F013"]


def test_no_clinic_whatever_ends_in_anything_but_a_brand_or_coded_problems(clinic: MakeClinic) -> None:
    chance = random.Random(4)  # noqa: S311 - broken files, not secrets
    words = {name: (EXAMPLE / name).read_text(encoding="utf-8") for name in ("clinic.yaml", "overrides.yaml")}
    for turn in range(100):
        name = ("clinic.yaml", "overrides.yaml")[turn % 2]
        files = {**words, "logo.png": (EXAMPLE / "logo.png").read_bytes(), name: mutated(words[name], chance)}
        file = clinic(files=files)
        try:
            brand(file)
        except HandoutError as error:
            lines = [str(problem) for problem in error.problems]
        else:
            continue
        assert lines
        assert all("\n" not in line for line in lines)
