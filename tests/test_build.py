"""One handout from its name to a file: what is rebuilt, what is refused, what may run on."""

from pathlib import Path

import pytest

from handouts import output
from handouts.build import Built, build, check_apart, check_clinic
from handouts.catalogue import Catalogue
from handouts.errors import InputFault, OutputRefused, PageFault, UnknownName
from handouts.model.plan import Personal
from handouts.order import Order
from handouts.resources import CONTENT, Inputs

LONG = "Please keep this sheet where you see it each day. " * 23


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    folder = tmp_path / "clinic"
    folder.mkdir()
    (folder / "clinic.yaml").write_text("name: Test Clinic\n", encoding="utf-8")
    return folder / "clinic.yaml"


def make_of(name: str, clinic: Path, **options: object) -> Built:
    return build(Order(name, clinic=clinic, output=f"{clinic.parent.parent}/out/", **options))


def make(clinic: Path, **options: object) -> Built:
    return make_of("sciatica", clinic, **options)


def test_a_sheet_is_made_again_only_when_what_it_was_made_from_changed(clinic: Path) -> None:
    assert make(clinic).made
    assert not make(clinic).made

    (clinic.parent / "readme.txt").write_text("not part of any sheet", encoding="utf-8")
    unused = clinic.parent / "exercises/step-up.yaml"
    unused.parent.mkdir()
    unused.write_bytes((CONTENT / "exercises/step-up.yaml").read_bytes())
    assert not make(clinic).made, "nothing of this is on the sheet"

    used = clinic.parent / "exercises/bridge.yaml"
    used.write_bytes((CONTENT / "exercises/bridge.yaml").read_bytes())
    assert make(clinic).made, "the clinic now has its own entry"
    assert not make(clinic).made
    used.write_text(
        used.read_text(encoding="utf-8").replace("title: Bridge", "title: Bridges"), encoding="utf-8"
    )
    assert make(clinic).made

    (clinic.parent / "overrides.yaml").write_text("exercises: {}\n", encoding="utf-8")
    assert make(clinic).made, "a file that was looked for and not there is there now"


def test_a_sheet_of_the_neutral_brand_is_not_taken_for_the_clinics(clinic: Path) -> None:
    out = f"{clinic.parent.parent}/out/"
    assert build(Order("sciatica", output=out)).made
    assert make(clinic).made
    assert not make(clinic).made
    assert build(Order("sciatica", output=out)).made


def test_a_sheet_that_somebody_edited_is_not_replaced(clinic: Path) -> None:
    path = make(clinic).path
    path.write_bytes(path.read_bytes().replace(b"Test Clinic", b"Best Clinic"))
    edited = path.read_bytes()
    with pytest.raises(OutputRefused) as caught:
        make(clinic)
    assert caught.value.problems[0].code == "O001"
    assert path.read_bytes() == edited
    assert make(clinic, force=True).made


def test_another_option_is_another_file(clinic: Path) -> None:
    names = {
        make(clinic, **options).path.name
        for options in (
            {},
            {"layout": "full"},
            {"paper": "a4"},
            {"paper": "letter"},
            {"profile": "physio"},
            {"form": "print"},
            {"personal": Personal(note="Slowly.")},
        )
    }
    assert names == {
        "sciatica.pdf",
        "sciatica.full.pdf",
        "sciatica.a4.pdf",
        "sciatica.physio.pdf",
        "sciatica.print.html",
        "sciatica.personal.pdf",
    }


def test_what_is_for_one_patient_leaves_no_trace_but_the_page(clinic: Path) -> None:
    personal = Personal.model_validate(
        {"plan": {"exercises": ("bridge",), "therapist": "Zoe Quill"}, "note": "Xylophone"}
    )
    made = make(clinic, personal=personal)
    content = made.path.read_bytes()
    seal = output.read_seal(made.path)
    assert seal is not None
    assert (seal.fingerprint, seal.made_from) == ("personal", {})
    for word in (b"Xylophone", b"Quill", b"bridge"):
        assert word not in content, "the page's own text is compressed; anything found here is metadata"
    assert [path.name for path in made.path.parent.iterdir()] == ["sciatica.personal.pdf"]
    assert make(clinic, personal=personal).made, "without a record it is made each time"


def test_a_clinics_addition_may_run_on_with_a_warning(clinic: Path) -> None:
    (clinic.parent / "overrides.yaml").write_text(
        f"conditions:\n  sciatica:\n    note: {LONG}\n", encoding="utf-8"
    )
    made = make(clinic)
    assert made.pages == 3
    assert [warning.code for warning in made.warnings] == ["P011"]
    made.path.unlink()
    with pytest.raises(PageFault) as caught:
        make(clinic, strict=True)
    assert caught.value.problems[0].code == "P011"
    assert not made.path.exists()


def test_shipped_words_that_do_not_fit_are_an_error(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def longer(self: Catalogue, name: str) -> object:
        entry = original(self, name)
        words = tuple(claim.model_copy(update={"text": LONG}) for claim in entry.model.what_it_is)
        return type(entry)(
            entry.model.model_copy(update={"what_it_is": words}), entry.source, entry.path, entry.own
        )

    original = Catalogue.leaflet
    monkeypatch.setattr(Catalogue, "leaflet", longer)
    with pytest.raises(PageFault) as caught:
        make(clinic)
    problem = caught.value.problems[0]
    assert problem.code == "P010"
    assert "front" in problem.message
    assert not (clinic.parent.parent / "out/sciatica.pdf").exists()


def test_a_condition_file_is_built_by_its_path(clinic: Path, tmp_path: Path) -> None:
    file = tmp_path / "draft one.yaml"
    text = (CONTENT / "conditions/sciatica.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("slug: sciatica", "slug: my-sciatica"), encoding="utf-8")
    made = build(Order(str(file), clinic=clinic, output=f"{tmp_path}/"))
    assert made.path.name == "my-sciatica.pdf"


def test_a_handout_never_replaces_what_it_is_made_from(clinic: Path, tmp_path: Path) -> None:
    file = tmp_path / "sciatica.yaml"
    file.write_bytes((CONTENT / "conditions/sciatica.yaml").read_bytes())
    with pytest.raises(OutputRefused) as caught:
        build(Order(str(file), clinic=clinic, output=str(file), force=True))
    assert caught.value.problems[0].code == "O004"


def test_an_unknown_name_comes_with_the_nearest_known_one(clinic: Path) -> None:
    with pytest.raises(UnknownName) as caught:
        build(Order("siatica", clinic=clinic))
    assert "sciatica" in caught.value.problems[0].hint


def test_two_orders_for_one_file_are_refused() -> None:
    with pytest.raises(OutputRefused) as caught:
        check_apart([Order("a/x.yaml"), Order("b/X.yaml")])
    assert caught.value.problems[0].code == "O005"
    with pytest.raises(OutputRefused) as caught:
        check_apart([Order("sciatica", output="one.pdf"), Order("low-back-pain", output="one.pdf")])
    assert caught.value.problems[0].code == "O006"


def test_checking_a_clinic_tells_the_faults_of_all_its_files(clinic: Path) -> None:
    clinic.write_text("name: X\ncolours: {primary: '#FFD400'}\n", encoding="utf-8")
    for kind in ("conditions", "exercises"):
        (clinic.parent / kind).mkdir()
        (clinic.parent / kind / "mine.yaml").write_text("titel: X\n", encoding="utf-8")
    with pytest.raises(InputFault) as caught:
        check_clinic(clinic)
    found = {(problem.place.file.rsplit("/", 1)[-1], problem.code) for problem in caught.value.problems}
    assert ("clinic.yaml", "B001") in found
    assert ("mine.yaml", "S001") in found
    assert ("mine.yaml", "S002") in found


def test_the_record_of_inputs_names_files_without_a_path_of_this_computer(clinic: Path) -> None:
    made = make(clinic)
    seal = output.read_seal(made.path)
    assert seal is not None
    inputs = seal.made_from["inputs"]
    assert str(clinic.parent) not in str(seal.made_from)
    assert inputs["clinic:clinic.yaml"]
    assert inputs["content:conditions/sciatica.yaml"]
    assert inputs["clinic:conditions/sciatica.yaml"] is None
    assert Inputs(clinic=clinic.parent).changes(inputs) == []


def test_checking_a_clinic_names_files_that_are_passed_over_for_their_name(clinic: Path) -> None:
    slips = {
        "overrides.yml": "overrides.yaml",
        "templates/leterhead.html": "letterhead.html",
        "styles/extras.css": "extra.css",
        "conditions/mine.yml": "mine.yaml",
        "self-checks/mine.yml": "mine.yaml",
        "figures/Bridge.SVG": "bridge.svg",
        "figures/bridge.jpg": "bridge.png",
    }
    for name in slips:
        path = clinic.parent / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (clinic.parent / "readme.md").write_text("x", encoding="utf-8")
    (clinic.parent / "templates/price-list.html").write_text("x", encoding="utf-8")
    (clinic.parent / "figures/bridge.yaml").write_text("x", encoding="utf-8")
    warnings = check_clinic(clinic)
    assert {warning.code for warning in warnings} == {"B032"}
    hints = [warning.hint for warning in warnings]
    for meant in slips.values():
        assert f"Did you mean {meant}?" in hints
    assert len(warnings) == len(slips)


def test_a_sheet_with_words_still_to_be_written_is_not_made(clinic: Path) -> None:
    clinic.write_text("name: Test Clinic\n# TODO: ask for the logo\n", encoding="utf-8")
    own = clinic.parent / "exercises/bridge.yaml"
    own.parent.mkdir()
    words = (CONTENT / "exercises/bridge.yaml").read_text(encoding="utf-8")
    own.write_text(words.replace("title: Bridge\n", 'title: "TODO: its name"\n'), encoding="utf-8")
    with pytest.raises(PageFault) as caught:
        make(clinic)
    assert [problem.code for problem in caught.value.problems] == ["C010"]
    assert str(caught.value).split(": C010 ")[0].endswith("exercises/bridge.yaml:3:9")
    assert "written: “its name”." in str(caught.value)
    assert not (clinic.parent.parent / "out").exists()


# Techniques and self-checks


def test_a_technique_and_the_self_checks_are_built_each_on_one_page(clinic: Path, tmp_path: Path) -> None:
    for name in ("deep-tissue-massage", "self-checks"):
        order = Order(name, clinic=clinic, output=f"{tmp_path}/", strict=True)
        built = build(order)
        assert (built.path.name, built.pages, built.warnings) == (f"{name}.pdf", 1, ())
        assert not build(order).made, "nothing has changed"


def test_a_technique_of_the_clinic_is_built_by_its_name_or_its_file(clinic: Path, tmp_path: Path) -> None:
    words = (CONTENT / "techniques/swedish-massage.yaml").read_text(encoding="utf-8")
    file = clinic.parent / "techniques/sound-bath.yaml"
    file.parent.mkdir()
    file.write_text(words.replace("id: swedish-massage", "id: sound-bath"), encoding="utf-8")
    for target in ("sound-bath", str(file)):
        assert (
            build(Order(target, clinic=clinic, output=f"{tmp_path}/", force=True)).path.name
            == "sound-bath.pdf"
        )


@pytest.mark.parametrize("name", ["deep-tissue-massage", "self-checks"])
def test_options_that_only_conditions_have_are_refused_all_at_once(name: str, clinic: Path) -> None:
    plan = {"exercises": ("bridge",), "doses": {"bridge": {"reps": 3}}, "side": "left", "therapist": "Zoe"}
    personal = Personal.model_validate({"plan": plan, "note": "Go slowly."})
    with pytest.raises(InputFault) as caught:
        make_of(name, clinic, layout="full", profile="physio", personal=personal)
    assert {problem.code for problem in caught.value.problems} == {"N023"}
    options = ["--layout", "--profile", "--exercises", "--dose", "--side", "--therapist", "--note"]
    assert [problem.message.split()[0] for problem in caught.value.problems] == options
    assert not (clinic.parent.parent / "out").exists()


def test_checking_a_clinic_tells_of_a_name_that_two_kinds_have(clinic: Path) -> None:
    words = (CONTENT / "techniques/swedish-massage.yaml").read_text(encoding="utf-8")
    (clinic.parent / "techniques").mkdir()
    file = clinic.parent / "techniques/sciatica.yaml"
    file.write_text(words.replace("id: swedish-massage", "id: sciatica"), encoding="utf-8")
    with pytest.raises(InputFault) as caught:
        check_clinic(clinic)
    assert [problem.code for problem in caught.value.problems] == ["C011"]


def test_a_sheet_is_looked_at_again_when_another_kind_takes_its_name(clinic: Path) -> None:
    assert make(clinic).made
    words = (CONTENT / "techniques/swedish-massage.yaml").read_text(encoding="utf-8")
    (clinic.parent / "techniques").mkdir()
    file = clinic.parent / "techniques/sciatica.yaml"
    file.write_text(words.replace("id: swedish-massage", "id: sciatica"), encoding="utf-8")
    with pytest.raises(InputFault) as caught:
        make(clinic)
    assert caught.value.problems[0].code == "C011"
