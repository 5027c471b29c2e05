"""The page as HTML: every word from the content, escaped once, and the same as the last accepted one."""

import re
from pathlib import Path

import pytest

from handouts import render, reviews
from handouts.brand import load
from handouts.catalogue import Catalogue
from handouts.model.dose import DoseChange
from handouts.model.plan import Personal, Plan
from handouts.page import Page
from handouts.resources import Inputs, shipped
from handouts.sheet import Options, compose

GOLDEN = Path(__file__).parent / "golden"
CLINIC = """\
name: Nail & Tooth's {name} "Clinic"
phone: (503) 555-0100
booking: clinic.example/book
therapists:
  - {name: Ana Ruiz, credentials: LMT}
"""


def page(
    tmp_path: Path, clinic: str = CLINIC, personal: Personal | None = None, options: Options | None = None
) -> Page:
    file = tmp_path / "clinic.yaml"
    file.write_text(clinic, encoding="utf-8")
    catalogue = Catalogue(Inputs(clinic=tmp_path))
    content = compose(
        catalogue.condition("sciatica"),
        catalogue,
        load(file, catalogue),
        options or Options(),
        personal or Personal(),
    )
    return render.handout(content, catalogue)


def without_weight(html: str) -> str:
    """The page without its fonts, pictures and styles, which have tests of their own."""
    return re.sub(r"<style>.*?</style>", "<style/>", re.sub(r"data:[^\"']+", "data:", html), flags=re.DOTALL)


@pytest.mark.parametrize("layout", ["sheet", "full"])
def test_the_page_is_as_last_accepted(layout: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    html = without_weight(page(tmp_path, options=Options(layout=layout)).html)
    golden = GOLDEN / f"sciatica.{layout}.html"
    if request.config.getoption("--accept"):
        golden.write_text(html, encoding="utf-8")
    assert html == golden.read_text(encoding="utf-8"), "if this is meant: pytest --accept, and read the diff"


def test_a_sheet_of_a_booklet_has_the_disclaimer_in_short_and_one_page_number(tmp_path: Path) -> None:
    bound = page(tmp_path, options=Options(bound=True))
    (disclaimer,) = [each.text for each in bound.guarded if each.name == "the disclaimer"]
    assert disclaimer.startswith("General facts, not medical advice.")
    assert disclaimer.endswith("In an emergency, call 911.")
    assert "not medical advice" in bound.body
    assert "do not diagnose" not in bound.body
    assert 'class="page-at"' in bound.body
    assert 'class="page-of"' not in bound.body
    assert f"<body>\n{bound.body}</body>" in bound.html


@pytest.mark.parametrize("path", sorted(shipped("templates").glob("*.html")), ids=lambda path: path.name)
def test_no_word_that_a_patient_reads_stands_in_a_template(path: Path) -> None:
    bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", " ", bare)
    words = [word for word in re.findall(r"[A-Za-z][\w-]*", text) if word != "ICD-10-CM"]
    assert words == []


def test_a_clinics_words_are_escaped_once_and_never_filled_in(tmp_path: Path) -> None:
    html = page(tmp_path).html
    assert "Nail &amp; Tooth&#39;s {name} &#34;Clinic&#34;" in html
    assert "&amp;amp;" not in html
    assert "&amp;#39;" not in html


def test_markup_in_a_clinics_words_stays_text(tmp_path: Path) -> None:
    html = page(tmp_path, "name: <script>alert(1)</script>\n").html
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_each_clinic_gets_its_own_template_and_each_change_of_it(tmp_path: Path) -> None:
    def book(name: str, words: str) -> str:
        template = tmp_path / name / "templates" / "book.html"
        template.parent.mkdir(parents=True, exist_ok=True)
        template.write_text(words, encoding="utf-8")
        html = page(tmp_path / name).html
        return html[html.index("<!--") : html.index("-->") + 3]

    asked = [("one", "<!--1-->"), ("two", "<!--2-->"), ("one", "<!--1-->"), ("one", "<!--3-->")]
    assert [book(name, words) for name, words in asked] == [words for _, words in asked]


def test_a_style_sheet_cannot_break_out_of_its_element(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/extra.css").write_text("/* </style><h1>out</h1> */", encoding="utf-8")
    html = page(tmp_path).html
    assert html.count("</style>") == 1
    assert html.index("out") < html.index("</style>")


def test_what_is_for_one_patient_is_on_the_page_and_says_who_chose(tmp_path: Path) -> None:
    plan = Plan(
        exercises=("bridge", "figure-4-stretch"),
        doses={"bridge": DoseChange(sets=2, reps=10, hold=0, times_a_day=3)},
        side="left",
        therapist="ana ruiz",
    )
    html = page(tmp_path, personal=Personal(plan=plan, note="Go slowly.\nCall me on Friday.")).html
    assert "Chosen for you by your therapist, Ana Ruiz, LMT." in html
    assert "<b>2</b> sets of <b>10</b>" in html
    assert "<b>3</b> times a day" in html
    assert "times left leg" in html
    assert "Your left side" in html
    assert "<p>Go slowly.</p>\n<p>Call me on Friday.</p>" in html


def test_the_profile_decides_the_heading(tmp_path: Path) -> None:
    assert "Self-care movements for sciatica" in page(tmp_path).html
    assert "Exercise programme for sciatica" in page(tmp_path, options=Options(profile="physio")).html


def test_the_emergency_number_is_the_countrys_or_the_clinics_own(tmp_path: Path) -> None:
    assert "Call 999 now" in page(tmp_path, "name: X\ncountry: GB\n").html
    own = page(tmp_path, "name: X\ncountry: GB\nemergency_number: '112'\n")
    assert "Call 112 now" in own.html
    assert any("call 112" in each.text for each in own.guarded)


def test_the_page_asks_for_nothing_from_outside(tmp_path: Path) -> None:
    links = re.findall(r"(?:src|href|url)\s*[=(]\s*[\"']?([^\"')>\s]+)", page(tmp_path).html)
    assert links
    assert [link for link in links if not link.startswith("data:")] == []


SIGNED = "sciatica: {{by: 'Dr. Kim Lee, DPT', on: 2026-11-03, words: {words}}}\n"


@pytest.mark.parametrize(
    ("overrides", "line"),
    [
        ("", 0),
        ("conditions: {sciatica: {leave_out: [bridge]}}\n", 1),
        ("conditions: {sciatica: {leave_out: [sit-to-stand]}}\n", 0),
        ("conditions: {sciatica: {doses: {bridge: {reps: 3}}}}\n", 1),
        ("exercises: {bridge: {dose: {reps: 3}}}\n", 1),
        ("exercises: {clamshell: {dose: {reps: 3}}}\n", 0),
    ],
)
def test_a_reviewed_sheet_names_the_clinician_and_says_what_the_clinic_chose(
    overrides: str, line: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviews, "latest_day", lambda: "2026-11-04")
    (tmp_path / "overrides.yaml").write_text(overrides or "conditions: {}\n", encoding="utf-8")
    said = "Movements and doses chosen by Nail &amp; Tooth&#39;s {name} &#34;Clinic&#34;."
    unsigned = page(tmp_path).html
    assert "awaiting clinician review" in unsigned
    assert said not in unsigned

    catalogue = Catalogue(Inputs(clinic=tmp_path))
    brand = load(tmp_path / "clinic.yaml", catalogue)
    words = reviews.words_hash(catalogue.condition("sciatica").model, catalogue, brand)
    (tmp_path / "reviews.yaml").write_text(SIGNED.format(words=words), encoding="utf-8")
    made = page(tmp_path)
    assert made.html.count("Reviewed Nov 2026 by Dr. Kim Lee, DPT") == 2
    assert "awaiting" not in made.html
    assert made.guarded[0].text == "Reviewed Nov 2026 by Dr. Kim Lee, DPT"
    assert made.html.count(said) == line
    plan = Plan(exercises=("bridge",), therapist="Ana Ruiz")
    personal = page(tmp_path, personal=Personal(plan=plan)).html
    assert "Chosen for you by your therapist, Ana Ruiz, LMT." in personal
    assert said not in personal


def test_a_sheet_whose_words_have_changed_since_awaits_review_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviews, "latest_day", lambda: "2026-11-04")
    (tmp_path / "reviews.yaml").write_text(SIGNED.format(words="0" * 32), encoding="utf-8")
    lapsed = page(tmp_path)
    (tmp_path / "reviews.yaml").unlink()
    assert lapsed == page(tmp_path)
