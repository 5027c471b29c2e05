"""Names become entries: the clinic's own first, then the shipped library, nothing from anywhere else."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from handouts.catalogue import Catalogue
from handouts.errors import HandoutError, InputFault, UnknownName
from handouts.finding import rows
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.self_check import SelfCheck, SelfChecks
from handouts.model.technique import Technique
from handouts.resources import CONTENT, Inputs, find_clinic, shown_path
from handouts.sheet import Options, compose
from tests.conftest import MakeClinic
from tests.mutations import mutated

SCIATICA = (CONTENT / "conditions" / "sciatica.yaml").read_text(encoding="utf-8")
BRIDGE = (CONTENT / "exercises" / "bridge.yaml").read_text(encoding="utf-8")
SWEDISH = (CONTENT / "techniques" / "swedish-massage.yaml").read_text(encoding="utf-8")
TOE_REACH = (CONTENT / "self-checks" / "toe-reach.yaml").read_text(encoding="utf-8")


def catalogue(clinic_file: Path | None = None) -> Catalogue:
    return Catalogue(Inputs(clinic=clinic_file.parent if clinic_file else None))


def codes(error: HandoutError) -> list[str]:
    return [problem.code for problem in error.problems]


def test_the_clinics_own_entry_comes_first(clinic: MakeClinic) -> None:
    own = SCIATICA.replace("title: Sciatica", "title: Our sciatica", 1)
    found = catalogue(clinic(files={"conditions/sciatica.yaml": own})).condition("sciatica")
    assert (found.own, found.model.title) == (True, "Our sciatica")
    assert catalogue().condition("sciatica").own is False


def test_a_file_is_read_anew_when_its_bytes_have_changed_and_else_not(clinic: MakeClinic) -> None:
    own = SCIATICA.replace("title: Sciatica", "title: Our sciatica", 1)
    file = clinic(files={"conditions/sciatica.yaml": own})
    first = catalogue(file).condition("sciatica").model
    assert catalogue(file).condition("sciatica").model is first
    (file.parent / "conditions" / "sciatica.yaml").write_text(own.replace("Our", "Their"), encoding="utf-8")
    assert catalogue(file).condition("sciatica").model.title == "Their sciatica"
    assert catalogue().condition("sciatica").model.title == "Sciatica"


def test_what_is_wrong_with_a_file_is_told_each_time_it_is_read(clinic: MakeClinic) -> None:
    file = clinic(files={"conditions/sciatica.yaml": SCIATICA.replace("title:", "tittle:", 1)})
    told = []
    for _ in range(2):
        with pytest.raises(InputFault) as caught:
            catalogue(file).condition("sciatica")
        told.append(codes(caught.value))
    assert told[0] == told[1] != []


def test_an_entry_of_the_clinic_may_call_others_of_the_clinic(clinic: MakeClinic) -> None:
    files = {
        "conditions/stiff-neck.yaml": SCIATICA.replace("slug: sciatica", "slug: stiff-neck"),
        "exercises/nod.yaml": BRIDGE.replace("id: bridge", "id: nod"),
    }
    found = catalogue(clinic(files=files))
    assert found.condition("stiff-neck").own
    assert found.exercise("nod").own
    assert {"nod", "bridge"} <= set(found.names(Exercise))
    assert "stiff-neck" in found.names(Condition)


def test_a_clinic_has_self_checks_of_its_own_listed_among_the_shipped(clinic: MakeClinic) -> None:
    files = {
        "self-checks/toe-reach.yaml": TOE_REACH.replace("title: Toe reach", "title: Our reach"),
        "self-checks/hop.yaml": TOE_REACH.replace("id: toe-reach", "id: hop"),
    }
    found = catalogue(clinic(files=files))
    titles = {row["id"]: row["title"] for row in rows(found, "self-checks")}
    assert titles.keys() >= {"hop", "toe-reach", "balance-check"}
    assert titles["toe-reach"] == "Our reach"


def test_a_fault_in_a_self_check_of_a_clinic_is_told_with_its_place(clinic: MakeClinic) -> None:
    broken = TOE_REACH.replace("\nrecord:", "\nresult:")
    found = catalogue(clinic(files={"self-checks/toe-reach.yaml": broken}))
    with pytest.raises(InputFault) as caught:
        found.all(SelfCheck)
    assert sorted(codes(caught.value)) == ["S001", "S002"]
    assert str(caught.value.problems[0].place.file).endswith("toe-reach.yaml")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("sciatca", "Did you mean sciatica?"),
        ("Sciatica", "Did you mean sciatica?"),
        ("low-back", "Did you mean low-back-pain?"),
        ("zzzz", "`handout list conditions` shows them all."),
        ("", "`handout list conditions` shows them all."),
        ("../sources/nice", "`handout list conditions` shows them all."),
        ("../../../etc/passwd", "`handout list conditions` shows them all."),
        ("/etc/passwd", "`handout list conditions` shows them all."),
        ("x" * 5000, "`handout list conditions` shows them all."),
        ("a\0b", "`handout list conditions` shows them all."),
        ("{0.__class__}", "`handout list conditions` shows them all."),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest_known(name: str, hint: str) -> None:
    with pytest.raises(UnknownName) as caught:
        catalogue().condition(name)
    assert codes(caught.value) == ["N001"]
    assert caught.value.problems[0].hint == hint


def test_names_that_a_condition_calls_in_vain_are_told_all_at_once(clinic: MakeClinic) -> None:
    words = SCIATICA
    for kind in ("exercise: ", "technique: "):
        words = words.replace(kind, f"{kind}zz-", 1)
    words = words.replace("sources: [", "sources: [zz-", 1)
    with pytest.raises(InputFault) as caught:
        catalogue(clinic(files={"conditions/sciatica.yaml": words})).condition("sciatica")
    assert sorted(codes(caught.value)) == ["C002", "C003", "C004"]
    for problem in caught.value.problems:
        assert "zz-" in words.splitlines()[problem.place.line - 1]


def test_an_entry_has_the_name_of_its_file(clinic: MakeClinic) -> None:
    with pytest.raises(InputFault) as caught:
        catalogue(clinic(files={"conditions/other.yaml": SCIATICA})).condition("other")
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.field) == ("C001", "slug")
    assert problem.place.line == 1 + SCIATICA[: SCIATICA.index("\nslug:") + 1].count("\n")


def test_all_faults_of_all_entries_are_told(clinic: MakeClinic) -> None:
    found = catalogue(
        clinic(files={"exercises/a.yaml": "id: a\n", "exercises/b.yaml": "\t\n", "exercises/c.yaml": ""})
    )
    with pytest.raises(InputFault) as caught:
        found.all(Exercise)
    files = {Path(problem.place.file).name for problem in caught.value.problems}
    assert files == {"a.yaml", "b.yaml", "c.yaml"}


@pytest.mark.parametrize("kind", ["conditions", "exercises", "techniques"])
@pytest.mark.parametrize("whole_folder", [False, True])
def test_an_entry_that_is_a_link_out_of_the_clinics_folder_is_refused(
    kind: str, clinic: MakeClinic, tmp_path: Path, *, whole_folder: bool
) -> None:
    far = tmp_path / "far"
    far.mkdir()
    (far / "secret.yaml").write_text("id: secret\nslug: secret\npassword: hunter2\n")
    folder = clinic().parent
    if whole_folder:
        (folder / kind).symlink_to(far)
    else:
        (folder / kind).mkdir()
        (folder / kind / "secret.yaml").symlink_to(far / "secret.yaml")
    found = Catalogue(Inputs(clinic=folder))
    look = {"conditions": found.condition, "exercises": found.exercise, "techniques": found.technique}[kind]
    with pytest.raises(InputFault) as caught:
        look("secret")
    assert codes(caught.value) == ["F011"]
    assert "hunter2" not in str(caught.value)


def test_a_link_within_the_clinics_folder_is_followed(clinic: MakeClinic) -> None:
    folder = clinic(
        files={"shared/nod.yaml": BRIDGE.replace("id: bridge", "id: nod"), "exercises/a.yaml": "id: a"}
    ).parent
    (folder / "exercises" / "nod.yaml").symlink_to("../shared/nod.yaml")
    assert Catalogue(Inputs(clinic=folder)).exercise("nod").own


@pytest.mark.parametrize(("there", "code"), [("broken link", "F001"), ("folder", "F002"), ("circle", "F004")])
def test_a_name_that_stands_for_no_file_is_told_of_and_never_passed_over(
    there: str, code: str, clinic: MakeClinic
) -> None:
    folder = clinic(files={"exercises/other.yaml": "id: other"}).parent
    path = folder / "exercises" / "bridge.yaml"
    if there == "folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere" if there == "broken link" else "bridge.yaml")
    with pytest.raises(InputFault) as caught:
        Catalogue(Inputs(clinic=folder)).exercise("bridge")
    assert codes(caught.value) == [code]


def test_a_handout_remembers_what_it_was_made_from(clinic: MakeClinic) -> None:
    file = clinic(files={"exercises/bridge.yaml": BRIDGE})
    inputs = Inputs(clinic=file.parent)
    Catalogue(inputs).condition("sciatica")
    Catalogue(inputs).exercise("bridge")
    assert inputs.record["clinic:conditions/sciatica.yaml"] is None
    assert inputs.record["content:conditions/sciatica.yaml"]
    assert inputs.record["clinic:exercises/bridge.yaml"]
    assert inputs.changes(inputs.record) == []
    (file.parent / "exercises" / "bridge.yaml").write_text(BRIDGE + "# new\n", encoding="utf-8")
    (file.parent / "conditions").mkdir()
    (file.parent / "conditions" / "sciatica.yaml").write_text(SCIATICA, encoding="utf-8")
    assert inputs.changes(inputs.record) == [
        "clinic:conditions/sciatica.yaml",
        "clinic:exercises/bridge.yaml",
    ]
    (file.parent / "exercises" / "bridge.yaml").unlink()
    (file.parent / "exercises" / "bridge.yaml").symlink_to("/etc/hosts")
    assert "clinic:exercises/bridge.yaml" in inputs.changes(inputs.record)


def test_a_record_cannot_name_what_lies_outside(clinic: MakeClinic) -> None:
    inputs = Inputs(clinic=clinic().parent)
    record = {"clinic:../../../../../../etc/hosts": "0" * 16, "nowhere:x": "0" * 16, "x": None}
    assert inputs.changes(record) == ["clinic:../../../../../../etc/hosts", "nowhere:x"]


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "nowhere", "loop", "/dev/null", "folder"])
def test_a_clinic_file_that_is_none_is_refused_with_words(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "folder" / "clinic.yaml").mkdir(parents=True)
    with pytest.raises(UnknownName) as caught:
        find_clinic(name)
    assert codes(caught.value) == ["N002"]
    assert shown_path(Path("loop")) == "loop"


def test_the_clinic_is_the_one_named_else_of_the_variable_else_of_this_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("named", "variable", "here"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "clinic.yaml").write_text("name: A\n")
    monkeypatch.delenv("HANDOUT_CLINIC", raising=False)
    monkeypatch.chdir(tmp_path)
    assert find_clinic(None) is None
    monkeypatch.chdir(tmp_path / "here")
    assert find_clinic(None) == tmp_path / "here" / "clinic.yaml"
    monkeypatch.setenv("HANDOUT_CLINIC", str(tmp_path / "variable"))
    assert find_clinic(None) == tmp_path / "variable" / "clinic.yaml"
    assert find_clinic("../named/clinic.yaml") == tmp_path / "named" / "clinic.yaml"
    monkeypatch.setenv("HANDOUT_CLINIC", str(tmp_path / "gone"))
    with pytest.raises(UnknownName, match="HANDOUT_CLINIC"):
        find_clinic(None)


def test_no_condition_whatever_ends_in_anything_but_a_sheet_or_coded_problems(clinic: MakeClinic) -> None:
    """A condition that reads well is composed too: then names lead on to other entries."""
    from handouts.brand import load
    from handouts.model.plan import Personal

    chance = random.Random(3)  # noqa: S311 - broken files, not secrets
    file = clinic(files={"conditions/sciatica.yaml": SCIATICA})
    for _ in range(60):
        (file.parent / "conditions" / "sciatica.yaml").write_bytes(mutated(SCIATICA, chance))
        try:
            found = catalogue(file)
            compose(found.condition("sciatica"), found, load(file, found), Options(), Personal())
        except HandoutError as error:
            told = [str(problem) for problem in error.problems]
        else:
            continue
        assert told
        assert all("\n" not in line for line in told)


def test_every_kind_is_listed_by_name() -> None:
    found = catalogue()
    for kind in (Condition, Exercise, Technique, SelfCheck):
        names = found.names(kind)
        assert names == sorted(names)
        assert [getattr(entry.model, "slug", None) or entry.model.id for entry in found.all(kind)] == names  # type: ignore[attr-defined]


def test_a_set_of_warning_signs_stands_where_the_condition_calls_it() -> None:
    catalogue = Catalogue(Inputs())
    flags = catalogue.red_flags.signs(catalogue.condition("anterior-compartment-syndrome").model.red_flags)
    emergency = [claim.text for claim in flags.emergency]
    assert emergency[0].startswith("Very bad leg pain")
    assert emergency[-1:] == [claim.text for claim in catalogue.red_flags.sets["clot"].emergency]
    assert all(claim.sources or claim.own_caution for claim in (*flags.emergency, *flags.see_doctor))


def test_every_set_of_an_area_is_there() -> None:
    shared = Catalogue(Inputs()).red_flags
    assert {name for names in shared.areas.values() for name in names} <= set(shared.sets)
    assert all(shared.of_area(area).emergency for area in shared.areas)


@pytest.mark.parametrize(
    ("sign", "code", "word"),
    [
        ("{shared: clots}", "C009", "clot"),
        ("{shared: clot, text: A clot}", "S002", "text"),
        ("{texts: A clot}", "S001", "text"),
        ("{text: A clot, sauces: []}", "S002", "sources"),
        ("4", "S007", ""),
    ],
)
def test_a_slip_in_a_warning_sign_is_told_with_its_line(
    tmp_path: Path, sign: str, code: str, word: str
) -> None:
    words = (CONTENT / "conditions/sciatica.yaml").read_text(encoding="utf-8")
    file = tmp_path / "sciatica.yaml"
    file.write_text(words.replace("- shared: clot", f"- {sign}", 1), encoding="utf-8")
    with pytest.raises(InputFault) as fault:
        Catalogue(Inputs(file=tmp_path)).leaflet_file(file)
    found = [each for each in fault.value.problems if each.code == code]
    assert found
    assert found[0].place.line == words[: words.index("- shared: clot")].count("\n") + 1
    assert word in f"{found[0].message} {found[0].hint}"


def test_a_source_that_is_only_a_lead_is_not_printed() -> None:
    with pytest.raises(InputFault) as caught:
        catalogue().reference("nice-ng226-summary")
    assert codes(caught.value) == ["V002"]


def test_an_exercise_names_only_sources_of_the_bibliography(clinic: MakeClinic) -> None:
    own = clinic(files={"exercises/bridge.yaml": f"{BRIDGE}sources: [mp-nowhere]\n"})
    with pytest.raises(InputFault) as caught:
        catalogue(own).exercise("bridge")
    assert codes(caught.value) == ["C004"]


# What is printed as a sheet of its own


def test_a_condition_a_technique_and_the_self_checks_are_found_by_name() -> None:
    found = {name: catalogue().leaflet(name).model for name in ("sciatica", "swedish-massage", "self-checks")}
    assert [type(model) for model in found.values()] == [Condition, Technique, SelfChecks]
    assert all(model.name == name for name, model in found.items())


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("siatica", "N020", "Did you mean sciatica?"),
        ("sweedish-massage", "N020", "Did you mean swedish-massage?"),
        ("self-check", "N020", "Did you mean self-checks?"),
        ("zzzz", "N020", "`handout list` shows all conditions."),
        ("../techniques/swedish-massage", "N020", "swedish-massage"),
        ("toe-reach", "N021", "`handout build self-checks`"),
        ("bridge", "N022", "--exercises bridge"),
    ],
)
def test_a_name_that_nothing_printed_has_is_answered_across_all_kinds(
    name: str, code: str, hint: str
) -> None:
    with pytest.raises(UnknownName) as caught:
        catalogue().leaflet(name)
    assert codes(caught.value) == [code]
    assert hint in caught.value.problems[0].hint


@pytest.mark.parametrize(
    ("file", "words", "first"),
    [
        (
            "conditions/swedish-massage.yaml",
            SCIATICA.replace("slug: sciatica", "slug: swedish-massage"),
            "condition",
        ),
        ("techniques/sciatica.yaml", SWEDISH.replace("id: swedish-massage", "id: sciatica"), "condition"),
        (
            "techniques/self-checks.yaml",
            SWEDISH.replace("id: swedish-massage", "id: self-checks"),
            "technique",
        ),
    ],
)
def test_a_name_that_two_kinds_have_is_told_at_the_clinics_own_file(
    file: str, words: str, first: str, clinic: MakeClinic
) -> None:
    found = catalogue(clinic(files={file: words}))
    for look in (found.check_clashes, lambda: found.leaflet(Path(file).stem)):
        with pytest.raises(InputFault) as caught:
            look()
        (problem,) = caught.value.problems
        assert problem.code == "C011"
        assert problem.place.file.endswith(file)
        assert f"of a {first}" in problem.message
    catalogue().check_clashes()


def test_a_technique_of_a_clinic_may_stand_in_a_file_anywhere(tmp_path: Path) -> None:
    for name, words in (
        ("mine.yaml", SWEDISH),
        ("techniques/swedish-massage.yaml", SWEDISH),
        ("s.yaml", SCIATICA),
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(words, encoding="utf-8")
        found = Catalogue(Inputs(file=file.parent)).leaflet_file(file)
        assert found.own
        assert found.model.title in {"Swedish massage", "Sciatica"}


@pytest.mark.parametrize(("words", "kind"), [(BRIDGE, "exercise"), (TOE_REACH, "self-check")])
def test_a_file_of_what_is_no_sheet_is_refused_in_words(words: str, kind: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(words, encoding="utf-8")
    with pytest.raises(InputFault) as caught:
        Catalogue(Inputs(file=tmp_path)).leaflet_file(file)
    assert codes(caught.value) == ["C012"]
    assert kind in caught.value.problems[0].message


def test_an_unknown_self_check_of_a_condition_is_told_with_its_line(tmp_path: Path) -> None:
    words = SCIATICA.replace("self_checks: [", "self_checks: [toe-rich, ")
    file = tmp_path / "sciatica.yaml"
    file.write_text(words, encoding="utf-8")
    with pytest.raises(InputFault) as caught:
        Catalogue(Inputs(file=tmp_path)).leaflet_file(file)
    (problem,) = caught.value.problems
    assert (problem.code, problem.hint) == ("C013", "Did you mean toe-reach?")
    assert problem.place.line == words[: words.index("toe-rich")].count("\n") + 1
