"""Sentences that the checks of words find, and honest ones beside them that they leave alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from handouts.catalogue import Catalogue, Entry
from handouts.checks import claims, habits, numbers, repeats, terms, vocabulary, voice
from handouts.checks.finding import Finding
from handouts.checks.shelf import Shelf
from handouts.checks.subject import Subject
from handouts.model.condition import Condition
from handouts.printing import Profile
from handouts.resources import Inputs
from handouts.shape import as_tuples
from handouts.source import read_yaml

FILE = Path(__file__).parent / "checks/clean/conditions/sore-calf.yaml"
SOURCE = read_yaml(FILE)
CATALOGUE = Catalogue(Inputs())
SHELVES: dict[Profile, Shelf] = {
    "massage": Shelf(CATALOGUE, date(2026, 12, 1)),
    "physio": Shelf(CATALOGUE, date(2026, 12, 1), "physio"),
}

Look = Callable[[Subject], Iterator[Finding]]


def found(
    look: Look, text: str, *, profile: Profile = "massage", glossary: tuple[str, ...] = ()
) -> list[str]:
    """What a check finds in a sheet whose part on massage says this."""
    data = deepcopy(SOURCE.data)
    data["massage"]["helps"][0]["text"] = text
    data["glossary"] = list(glossary)
    model = Condition.model_validate(as_tuples(data))
    subject = Subject(Entry(model, SOURCE, FILE, own=True), SHELVES[profile])
    return [str(each.words) for each in look(subject) if each.path[:2] == ("massage", "helps")]


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


BANNED = lines("""
Massage heals your back.
Our therapists diagnose a sore back.
Your therapist treats your sciatica with deep strokes.
Deep tissue work breaks up adhesions in the muscle.
Adhesions are broken up by deep strokes.
Massage flushes toxins out of the muscle.
It can help your body flush out toxins.
Massage helps remove waste products from the muscle.
This massage can cure your sciatica.
Massage promotes healing of the cord.
We guarantee that you feel better.
Therapeutic exercise is part of your visit.
The therapist realigns your hips.
Your therapist can adjust the joint.
Your back will be adjusted.
Massage helps the torn band heal faster.
A torn muscle heals faster with massage.
Massage can break down scar tissue.
It breaks up knots in the muscle.
The therapist puts the joint back in place.
Massage helps to bring the spine back into alignment.
Massage can detox the body.
Heal your back with these moves.
Your therapist prescribes stretches for you.
It treats the cause of the pain.
Massage is a treatment for sciatica.
Do not worry, massage can cure it.
A massage therapist will give you a diagnosis.
It speeds up healing.
""")

MAY_BE_SAID = lines("""
Massage therapists do not diagnose.
Your doctor may diagnose the cause.
Only a doctor can diagnose a clot.
Tell your therapist if a doctor has diagnosed you with cancer.
A cut heals in a week.
Most strains heal within weeks.
The tear may heal by itself.
Wait until the bone has healed.
An open wound that has not healed
Massage does not heal the tear.
As far as we know, it does not make tissue heal faster.
No rub can heal a torn band.
Ask your doctor to treat the infection first.
It is not meant to diagnose, treat, or cure any illness.
Massage cannot cure sciatica.
Can massage cure it?
There is no cure, but many people do well.
Your physical therapist may prescribe exercises.
Take the pills that your doctor prescribed.
You may have heard that massage flushes toxins. We found no proof of that.
That it breaks up adhesions is not proven.
Adjust the chair so that your feet rest flat.
Surgery can repair the band.
Nobody can guarantee that it helps.
Treat yourself to a quiet hour.
A physiotherapist can treat the problem with exercises.
You may need treatment for the infection.
Good sleep helps your body heal.
Smoking slows healing.
""")

PROMISES = lines("""
Massage will relieve your pain.
It will ease the pain.
This stretch will help.
Your pain will go away.
You will feel better after three visits.
You'll be pain-free in a week.
It'll fix your back.
Massage always works.
It never fails.
The relief is permanent.
The pain will never come back.
It works 100% of the time.
This is proven to help sciatica.
Massage instantly relieves tension.
Massage relieves back pain.
You are sure to feel better.
It is completely safe.
There is no risk.
Massage has no side effects.
The pain is gone for good.
It will stop the pain.
It will make you feel much better.
Studies prove that massage works.
Studies have proven that massage works.
This will make your back pain disappear.
We will get you out of pain.
It gives lasting relief.
Your therapist will relieve your pain.
The pain will disappear.
We promise that it works.
""")

NO_PROMISES = lines("""
Massage may help ease the pain.
It will not go away by itself.
Will massage help?
When will it get better?
Your therapist will help you turn over.
Your doctor will help you choose.
Your therapist will stop when you say so.
Ask if massage will help.
We do not know whether it will help.
It is not proven to help.
No one can promise that it will help.
Nothing is 100% safe.
It may not go away for good.
Pain that will not stop
You do not have to be pain-free to start.
It can do permanent harm to the nerve.
You will feel a mild stretch at the back of the leg.
Back pain usually gets better on its own.
It is safe for most people.
Rest until you are pain-free.
It is not always helpful.
A small bend will do.
We found no proof of lasting relief.
Proof of lasting relief is limited.
An older review found fair support for quick relief, and little for lasting relief.
""")

REPEATED = lines("""
Massage improves blood flow and removes waste.
Your pelvis is twisted.
One SI joint is stuck.
Rubbing brings fresh oxygen to the muscle.
It boosts your circulation.
Massage gets the blood moving.
The lower back and the hip are linked through the SI joint.
Most hip pain comes from the SI joint.
Arthritis is an inflammatory disease.
Massage lowers inflammation in the tendon.
Tissue mends faster with massage.
Myofascial release is very effective.
It gets rid of trigger points.
Scoliosis responds well to massage.
Massage takes pressure off the nerve.
It helps the kneecap track better.
Tight legs pull until the back collapses.
Back pain has one cause.
A childhood fall left scar tissue that is the cause of your pain.
An accident can knock a vertebra out of place.
Hours of deep pressure took the pain away.
Doctors are usually wrong about this.
Legs of unequal length cause back pain.
Tight hamstrings are one of the main causes of back pain.
The TFL can cause mysterious pain.
Massage is highly effective for sciatica.
It breaks the cycle of pain and spasm.
A monthly massage keeps the pain away.
You need a series of ten sessions for lasting results.
Sciatica comes from bad posture.
Poor posture causes your pain.
The muscle becomes ischemic.
18% of hip pain is from the joint.
Your nerve is then freed from pressure.
""")

NOT_REPEATED = lines("""
There is no proof that a twisted pelvis leads to pain.
Massage does not improve blood flow in the muscle.
Some people say that massage removes waste. We found no proof.
An uneven pelvis is common, and often painless.
One leg may be a little longer. This is so in almost everyone.
Tight hamstrings are not proven to cause back pain.
The SI joint is one of several possible sources.
Osteoarthritis is a common cause of hip pain in adults.
Legs of unequal length seldom matter.
Ask if you should take a break from running or cycling.
A swollen, warm, or red leg could mean a blood clot.
Is my pelvis twisted?
""")

PASSIVE = lines("""
The calf is rubbed for a short time.
Oil is then slowly worked into the skin.
It has been shown in two studies.
The leg gets squeezed.
You will be asked to lie down.
The knee isn't moved.
The muscle is torn by a hard kick.
""")

ACTIVE = lines("""
Your knees are bent and your back is straight.
You are tired, and your ankle is swollen.
This is called a strain.
You need rest, and the bed is soft.
It is made of two parts.
Stop when you are done.
You used to run.
The indeed red bed is wide.
Get dressed slowly.
""")


@pytest.mark.parametrize("text", BANNED)
def test_what_massage_must_not_claim_is_found(text: str) -> None:
    assert found(claims.banned_words, text)


@pytest.mark.parametrize("text", MAY_BE_SAID)
def test_others_may_do_it_and_anybody_may_deny_it(text: str) -> None:
    assert found(claims.banned_words, text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Your therapist treats sore backs.", 0),
        ("Therapeutic exercise is part of your visit.", 0),
        ("We diagnose what is wrong.", 0),
        ("Exercise cures your back.", 1),
        ("It realigns your hips.", 1),
    ],
)
def test_physio_may_say_more_but_not_all(text: str, count: int) -> None:
    assert len(found(claims.banned_words, text, profile="physio")) == count


@pytest.mark.parametrize("text", PROMISES)
def test_a_promise_is_found(text: str) -> None:
    assert found(claims.promises, text)


@pytest.mark.parametrize("text", NO_PROMISES)
def test_hedges_questions_and_denials_are_no_promise(text: str) -> None:
    assert found(claims.promises, text) == []


@pytest.mark.parametrize("text", REPEATED)
def test_a_claim_of_the_list_is_found_in_other_words(text: str) -> None:
    assert found(repeats.near_claims, text)


@pytest.mark.parametrize("text", NOT_REPEATED)
def test_the_honest_sentence_on_the_same_matter_is_not(text: str) -> None:
    assert found(repeats.near_claims, text) == []


@pytest.mark.parametrize("text", PASSIVE)
def test_a_passive_is_found(text: str) -> None:
    assert found(voice.passives, text)


@pytest.mark.parametrize("text", ACTIVE)
def test_a_state_is_no_passive(text: str) -> None:
    assert found(voice.passives, text) == []


EXPLAINED = lines("""
A tendon is a cord that ties muscle to bone.
Tendons are cords between muscle and bone.
The cord above the heel, called the tendon, is sore.
The thick cord above the heel (the tendon) is sore.
The tendon (a cord above the heel) is sore.
The tendon, a cord above the heel, is sore.
The tendon is sore. It ties your muscle to a bone.
Some call it an edema.
Lumbar means low back.
""")

UNEXPLAINED = lines("""
The tendon is sore.
Rest the tendon, the calf, and the foot.
The meniscus is torn.
The tendon is out of place.
It may be the heel, the calf, or the tendon.
""")


@pytest.mark.parametrize("text", EXPLAINED)
def test_a_term_counts_as_explained_where_the_words_say_what_it_is(text: str) -> None:
    assert found(terms.unexplained_terms, text, glossary=("tendon", "edema", "lumbar")) == []


@pytest.mark.parametrize("text", UNEXPLAINED)
def test_a_term_that_just_stands_there_is_found(text: str) -> None:
    assert found(terms.unexplained_terms, text, glossary=("tendon", "meniscus"))


def test_a_term_is_explained_once_and_may_then_stand_alone() -> None:
    text = "A tendon is a cord that ties muscle to bone. Your tendon may be sore."
    assert found(terms.unexplained_terms, text, glossary=("tendon",)) == []
    assert len(found(terms.unexplained_terms, "The tendon hurts. Rest the tendon.")) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Your ability is remarkable.", ["ability", "remarkable"]),
        ("Remarkable, simply remarkable.", ["remarkable"]),
        ("Your physical therapist can help in an emergency.", []),
        ("Suddenly it was easier to stand without bothering anybody.", []),
        ("Take a side-to-side step.", []),
        ("It lasted 17 or 77 minutes.", []),
    ],
)
def test_long_words_are_found_once_unless_everybody_knows_them(text: str, words: list[str]) -> None:
    told = [each.split("'")[3] for each in found(vocabulary.long_words, text)]
    assert told == words


@pytest.mark.parametrize(
    ("text", "say"),
    [
        ("Do it approximately twice.", "about"),
        ("It utilises oil.", "use"),
        ("It is utilized.", "use"),
        ("In order to rest, lie down.", "to"),
        ("Due to the fact that it hurts, rest.", "because"),
    ],
)
def test_a_plainer_word_is_named(text: str, say: str) -> None:
    assert say in "".join(found(vocabulary.swaps, text))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The patient should lie down.", 1),
        ("Patients like it.", 1),
        ("Clients should rest. Each individual is different.", 2),
        ("Be patient with your calf.", 0),
        ("In a survey, 1 in 10 clients felt sore.", 0),
    ],
)
def test_the_reader_is_spoken_to(text: str, count: int) -> None:
    assert len(found(habits.third_persons, text)) == count


@pytest.mark.parametrize(
    ("look", "text", "count"),
    [
        (numbers.bare_percents, "It helps 30% of people.", 1),
        (numbers.bare_percents, "It helps 30 percent.", 1),
        (numbers.bare_percents, "It helps 30 of 100 people (30%).", 0),
        (numbers.bare_percents, "It helps 30 of 100 people.", 0),
        (numbers.fractions, "Walk 1.5 miles.", 1),
        (numbers.fractions, "About \u00bd of them felt sore.", 1),
        (numbers.fractions, "Two thirds of them felt sore.", 1),
        (numbers.fractions, "Nearly half of 1,000 people felt sore.", 0),
        (numbers.sums, "Do 2 to 3 sets of 8.", 1),
        (numbers.sums, "It is twice as likely.", 1),
        (numbers.sums, "Take 220 minus your age.", 1),
        (numbers.sums, "Do 3 x 10.", 1),
        (numbers.sums, "Do it twice a day for 4 to 6 weeks.", 0),
        (numbers.sums, "Fold the towel two times.", 0),
    ],
)
def test_numbers_are_whole_and_leave_no_sum(look: Look, text: str, count: int) -> None:
    assert len(found(look, text)) == count


@pytest.mark.parametrize(
    ("look", "text", "count"),
    [
        (habits.capitals, "STOP if it hurts.", 1),
        (habits.capitals, "Do NOT press.", 1),
        (habits.capitals, "The NHS says so, and MRI pictures do not.", 0),
        (habits.exclamations, "Well done!", 1),
        (habits.short_forms, "Use oil, cream, etc. on the skin.", 1),
        (habits.short_forms, "Do 10 reps.", 1),
        (habits.short_forms, "Do it etcetera-wise with the mins.", 1),
        (habits.unwritten, "Lorem ipsum dolor.", 1),
        (habits.unwritten, "To be written.", 1),
        (habits.unwritten, "Call [your clinic] on ____.", 2),
        (habits.unwritten, "Say <name> here.", 1),
        (habits.unwritten, "Ask: does it hurt? If so, stop.", 0),
    ],
)
def test_habits_that_put_readers_off(look: Look, text: str, count: int) -> None:
    assert len(found(look, text)) == count


@pytest.mark.parametrize("heading", ["Introduction", "2. General information", "Question 1", "Other", "1"])
def test_a_heading_that_says_nothing_is_found_with_any_number(heading: str) -> None:
    data = deepcopy(SOURCE.data)
    data["title"] = heading
    model = Condition.model_validate(as_tuples(data))
    subject = Subject(Entry(model, SOURCE, FILE, own=True), SHELVES["massage"])
    assert [each.path for each in habits.empty_headings(subject)] == [("title",)]
