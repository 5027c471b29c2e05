"""What keeps a patient safe: the warning signs and cautions that a sheet must have, by what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.checks.finding import Check, Finding
from handouts.checks.precautions import Precautions, Topic, Wanted, plain
from handouts.checks.subject import Subject
from handouts.design import MOST, signs_beside
from handouts.model.base import Claim
from handouts.model.condition import Condition

STEPS = {"emergency": ("emergency",), "see_doctor": ("emergency", "see_doctor")}
"""Where a sign may stand: what is said more urgently than asked is said."""


def missing_signs(subject: Subject) -> Iterator[Finding]:
    """Warning signs that a sheet on this condition must have, and has not, or not where they are printed."""
    signs = subject.catalogue.red_flags.signs(subject.condition.red_flags)
    texts = {step: [plain(claim.text) for claim in getattr(signs, step)] for step in STEPS["see_doctor"]}
    for topic in subject.rules.of(Precautions).red_flags:
        if topic.scope.fits(subject.condition):
            for step, places in STEPS.items():
                for wanted in getattr(topic, step):
                    code = _missing(wanted, places, texts)
                    if code:
                        words = {"sign": wanted.sign, "about": topic.about, "add": _add(topic)}
                        yield Finding(_CODES[step, code], ("red_flags", step), words)


_CODES = {
    ("emergency", "missing"): "G001",
    ("see_doctor", "missing"): "G002",
    ("emergency", "below"): "G003",
    ("see_doctor", "below"): "G003",
}


def _missing(wanted: Wanted, places: Sequence[str], texts: dict[str, list[str]]) -> str | None:
    """Whether a sign is missing, or stands below what the two-page sheet prints."""
    found = [(step, index) for step in places for index, text in enumerate(texts[step]) if wanted.is_in(text)]
    if not found:
        return "missing"
    printed = {
        "emergency": MOST["sheet"]["emergency"],
        "see_doctor": signs_beside(len(texts["emergency"])),
    }
    return None if any(index < printed[step] for step, index in found) else "below"


def _add(topic: Topic) -> str:
    return f"`- shared: {topic.shared}`" if topic.shared else "it in plain words"


def missing_cautions(subject: Subject) -> Iterator[Finding]:
    """Cautions that the part on massage must have, and has not."""
    massage, shared = subject.condition.massage, subject.catalogue.shared
    claims: tuple[Claim, ...] = (*massage.helps, *massage.risks, *massage.tell_therapist, *massage.wait)
    texts = [plain(text) for text in (claim.text for claim in (*claims, *shared.tell_therapist))]
    for rule in subject.rules.of(Precautions).cautions:
        if rule.scope.fits(subject.condition) and not any(map(rule.is_in, texts)):
            yield Finding("G004", ("massage", "wait"), {"caution": rule.caution})


def heat_on_numb_skin(subject: Subject) -> Iterator[Finding]:
    """Warmth that is advised with no word about skin that does not feel a burn."""
    heat = subject.rules.of(Precautions).heat
    advice = [
        passage
        for passage in subject.passages
        if passage.path[0] in {"self_care", "questions"} and passage.path[-1] != "question"
    ]
    warm = [
        (passage, sentence)
        for passage in advice
        for sentence in passage.sentences
        if heat.is_advised(sentence.text)
    ]
    if warm and not any(heat.spared.is_in(plain(passage.text)) for passage in advice):
        passage, sentence = warm[0]
        yield Finding("G005", passage.path, {"text": sentence.text})


CHECKS = (
    Check(missing_signs, (Condition,)),
    Check(missing_cautions, (Condition,)),
    Check(heat_on_numb_skin, (Condition,)),
)
