"""The shipped content: whole, cited, plain, and nothing that may not be said."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from handouts.brand import load
from handouts.catalogue import Catalogue
from handouts.checks import report
from handouts.model.condition import Condition
from handouts.model.exercise import Exercise
from handouts.model.plan import Personal
from handouts.model.self_check import SelfCheck
from handouts.model.technique import Technique
from handouts.model.words import Source
from handouts.order import Order
from handouts.readability import measure
from handouts.resources import CONTENT, PACKAGE, Inputs
from handouts.sheet import ConditionSheet, Options, TechniqueSheet, compose

CONDITIONS = sorted(path.stem for path in (CONTENT / "conditions").glob("*.yaml"))
EXERCISES = sorted(path.stem for path in (CONTENT / "exercises").glob("*.yaml"))
TECHNIQUES = sorted(path.stem for path in (CONTENT / "techniques").glob("*.yaml"))
SELF_CHECKS = {
    "toe-reach",
    "cross-legged-sit",
    "heel-to-buttock",
    "knee-to-wall",
    "sit-to-stand-30",
    "balance-check",
}
BACK = {"sciatica", "low-back-pain", "piriformis-syndrome"}
HIGHEST_GRADE = 6.0
MOST_MINUTES = 14
# Said of massage these are promises, or acts that a massage therapist's licence does not cover.
BANNED = re.compile(
    r"\b(cures?|heals?|guarantees?|prescribes?|therapeutic exercises?|realigns?|adhesions?|toxins?"
    r"|will (?:relieve|ease|help|fix|cure)|treats? your)\b",
    re.IGNORECASE,
)
# A self-check shows progress; what a result means is for a clinician to say.
VERDICT = re.compile(
    r"\b(normal|abnormal|weak(?:ness)?|tight(?:ness)?|caused?|causes|because|means|signs? of|pass|fail)\b",
    re.IGNORECASE,
)
catalogue = Catalogue(Inputs())


def sheet(slug: str, layout: str = "sheet") -> ConditionSheet:
    brand = load(None, catalogue)
    return compose(catalogue.condition(slug), catalogue, brand, Options(layout=layout), Personal())


def texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for child in children for text in texts(child)]


def test_the_four_sheets_are_there() -> None:
    assert {*BACK, "patellofemoral-pain-syndrome"} <= set(CONDITIONS)


@pytest.mark.parametrize("slug", CONDITIONS)
@pytest.mark.parametrize("layout", ["sheet", "full"])
def test_running_text_reads_at_grade_six_or_lower(slug: str, layout: str) -> None:
    printed = sheet(slug, layout)
    condition = printed.condition
    names = (condition.title, *condition.also_known_as, *condition.glossary)
    grade = measure(printed.prose(), leave_out=names)
    assert grade.words > 100
    assert grade.flesch_kincaid <= HIGHEST_GRADE


@pytest.mark.parametrize("identifier", EXERCISES)
def test_steps_of_an_exercise_read_at_grade_six_or_lower(identifier: str) -> None:
    assert measure(catalogue.exercise(identifier).model.steps).flesch_kincaid <= HIGHEST_GRADE


def test_a_self_check_is_complete_and_reads_at_grade_six_or_lower() -> None:
    checks = [entry.model for entry in catalogue.all(SelfCheck)]
    assert {check.id for check in checks} == SELF_CHECKS
    for check in checks:
        endings = (check.looks_at, check.record, check.stop_if, check.ask_first)
        assert all(text and text[0].islower() and not text.endswith(".") for text in endings), check.id
        for words in (
            check.steps,
            (f"Looks at {check.looks_at}.", f"Write down {check.record}.", check.note),
        ):
            assert measure(words).flesch_kincaid <= HIGHEST_GRADE, check.id


def test_a_self_check_never_says_what_is_wrong() -> None:
    found = [
        (path.name, text)
        for path in sorted((CONTENT / "self-checks").glob("*.yaml"))
        for text in texts(yaml.safe_load(path.read_text(encoding="utf-8")))
        if VERDICT.search(text)
    ]
    assert found == []


@pytest.mark.parametrize("slug", CONDITIONS)
def test_every_claim_about_facts_has_a_source_or_is_marked_as_our_own_caution(slug: str) -> None:
    condition = catalogue.condition(slug).model
    printed = {
        "what_it_is": condition.what_it_is,
        "signs": condition.signs,
        "causes": condition.causes,
        "helps": condition.massage.helps,
        "known": condition.massage.known,
        "risks": condition.massage.risks,
        "wait": condition.massage.wait,
        "emergency": catalogue.red_flags.signs(condition.red_flags).emergency,
        "see_doctor": catalogue.red_flags.signs(condition.red_flags).see_doctor,
    }
    bare = [c.text for claims in printed.values() for c in claims if not (c.sources or c.own_caution)]
    assert bare == []


@pytest.mark.parametrize("slug", sorted(BACK))
def test_back_sheets_carry_the_cauda_equina_signs_on_the_two_pages(slug: str) -> None:
    flags = " ".join(claim.text for claim in sheet(slug).printed()["emergency"]).lower()
    for sign in ("bladder|urine", "bowel|stool", "numb", "genitals|between the legs", "both (legs|sides)"):
        assert re.search(sign, flags), sign


def test_the_sciatica_sheet_says_that_guidelines_disagree() -> None:
    printed = " ".join(claim.text for claim in sheet("sciatica").printed()["known"])
    assert "disagree" in printed


def test_no_signature_is_shipped() -> None:
    assert not list(PACKAGE.rglob("reviews.yaml"))


@pytest.mark.parametrize("slug", CONDITIONS)
def test_a_sheet_takes_few_minutes_and_one_change_of_position_or_two(slug: str) -> None:
    printed = sheet(slug)
    positions = [card.exercise.position for card in printed.cards]
    assert len(positions) == 4
    assert len(set(positions)) <= 3
    assert positions == sorted(positions, key=positions.index), "a group is torn apart"
    assert 3 <= printed.minutes_a_day <= MOST_MINUTES


def test_no_text_promises_or_claims_what_massage_may_not() -> None:
    found = [
        (path.name, text)
        for kind in ("conditions", "exercises", "techniques", "self-checks")
        for path in sorted((CONTENT / kind).glob("*.yaml"))
        for text in texts(yaml.safe_load(path.read_text(encoding="utf-8")))
        if BANNED.search(text)
    ]
    assert found == []


def test_no_sentence_stands_on_two_sheets() -> None:
    seen: dict[str, str] = {}
    twice = []
    for slug in CONDITIONS:
        printed = sheet(slug, "full")
        for text in printed.prose():
            for sentence in re.split(r"(?<=[.!?])\s+", text):
                first = seen.setdefault(sentence, slug)
                if len(sentence.split()) > 5 and first != slug:
                    twice.append((sentence, first, slug))
    assert twice == []


def test_the_library_passes_every_check_or_says_why_not() -> None:
    found = report.check(today=date(2026, 12, 1)).problems()
    assert [str(each) for each in found if each.severity != "note"] == []


def test_every_entry_of_the_library_reads_without_a_fault() -> None:
    for kind in (Condition, Exercise, Technique, SelfCheck, Source):
        assert catalogue.all(kind)


@pytest.mark.parametrize("path", ["shared.yaml", "cautions.yaml", "leaflets/self-checks.yaml"])
def test_words_that_sheets_share_name_their_schema(path: str) -> None:
    first = (CONTENT / path).read_text(encoding="utf-8").splitlines()[0]
    assert (CONTENT / path).parent.joinpath(first.removeprefix("# yaml-language-server: $schema=")).is_file()


def test_every_shipped_entry_names_its_schema_for_the_editor() -> None:
    for kind in ("condition", "exercise", "technique", "self-check"):
        for path in (CONTENT / f"{kind}s").glob("*.yaml"):
            first = path.read_text(encoding="utf-8").splitlines()[0]
            assert first == f"# yaml-language-server: $schema=../../schema/{kind}.json"
            assert (path.parent / "../../schema" / f"{kind}.json").is_file()


def test_the_disclaimer_makes_its_five_points_in_few_words() -> None:
    points = catalogue.shared.disclaimer.points
    joined = " ".join(points)
    assert len(joined.split()) <= 45
    for word in ("diagnose", "general", "doctor", "stop", "{emergency}"):
        assert word in joined.lower()


def test_the_order_of_a_handout_is_a_plain_record() -> None:
    assert Order("sciatica") == Order("sciatica")
    assert Order("dir/my.yaml").file == Path("dir/my.yaml").absolute()


# Techniques


def technique(name: str) -> TechniqueSheet:
    found = compose(catalogue.technique(name), catalogue, load(None, catalogue), Options(), Personal())
    assert isinstance(found, TechniqueSheet)
    return found


@pytest.mark.parametrize("name", TECHNIQUES)
def test_a_technique_reads_at_grade_six_or_lower(name: str) -> None:
    printed = technique(name)
    grade = measure(printed.prose(), leave_out=(printed.leaflet.title, *printed.leaflet.also_known_as))
    assert grade.words > 80
    assert grade.flesch_kincaid <= HIGHEST_GRADE


@pytest.mark.parametrize("name", TECHNIQUES)
def test_what_a_technique_says_of_effects_research_and_dangers_has_a_source_or_is_marked(name: str) -> None:
    printed = technique(name).printed()
    parts = ("helps", "known", "risks", "wait", "emergency", "see_doctor")
    bare = [
        claim.text for part in parts for claim in printed[part] if not (claim.sources or claim.own_caution)
    ]
    assert bare == []


def test_no_sentence_stands_on_the_sheets_of_two_techniques() -> None:
    seen: dict[str, str] = {}
    twice = []
    for name in TECHNIQUES:
        for text in technique(name).prose():
            for sentence in re.split(r"(?<=[.!?])\s+", text):
                first = seen.setdefault(sentence, name)
                if first != name:
                    twice.append((sentence, first, name))
    assert twice == []


def test_the_cautions_that_techniques_share_stand_in_none_of_them() -> None:
    shared = catalogue.cautions
    every = {claim.text for claim in (*shared.everybody, *shared.massage, *shared.stretching)}
    for name in TECHNIQUES:
        own = [claim.text for claim in catalogue.technique(name).model.cautions]
        assert not every & set(own)
        assert len(own) == len(set(own)) <= 2


def test_massage_keeps_off_blood_thinners_clots_wounds_cancer_and_pregnancy() -> None:
    for name in TECHNIQUES:
        printed = technique(name)
        said = " ".join(claim.text.lower() for claim in printed.wait)
        assert "clot" in said
        assert "strain" in said
        if printed.technique.work == "massage":
            for word in ("blood thinners", "wound", "cancer", "pregnancy", "thin bones"):
                assert word in said, name


# Self-checks of conditions


@pytest.mark.parametrize("slug", CONDITIONS)
def test_a_condition_says_which_self_checks_are_safe_and_why_not_where_none_is(slug: str) -> None:
    entry = catalogue.condition(slug)
    text = entry.path.read_text(encoding="utf-8")
    assert "\nself_checks: [" in text
    if not entry.model.self_checks:
        assert re.search(r"\n# None.*\nself_checks: \[\]\n", text)


@pytest.mark.parametrize(
    ("check", "slugs"),
    {
        "toe-reach": ("herniated-disc", "sciatica", "kyphosis", "lumbar-disc-disease", "hamstring-strain"),
        "heel-to-buttock": ("acl-strain", "meniscal-injury", "collateral-ligament-sprain", "spinal-stenosis"),
        "cross-legged-sit": ("meniscal-injury", "trochanteric-bursitis", "nerve-entrapment", "arthritis"),
        "knee-to-wall": ("acl-strain", "anterior-compartment-syndrome", "muscle-strain"),
        "balance-check": ("sacroiliac-joint-dysfunction", "acl-strain"),
    }.items(),
)
def test_a_self_check_is_not_on_the_sheets_of_those_it_could_hurt(check: str, slugs: tuple[str, ...]) -> None:
    assert [slug for slug in slugs if check in catalogue.condition(slug).model.self_checks] == []
