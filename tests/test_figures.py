"""Poses become figures: the shipped ones are fresh and faultless, and a slip in a new one is told."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from handouts.catalogue import Catalogue
from handouts.colour import contrast
from handouts.errors import InputFault, Problem
from handouts.figures import palette
from handouts.figures import proportions as p
from handouts.figures.drawing import Drawing, draw
from handouts.figures.panel import Panel, gap, panels, part_called
from handouts.figures.person import people
from handouts.figures.pose import Arm, Leg, Pelvis, Pose, State
from handouts.figures.posing import positions, stances
from handouts.figures.ranges import turned
from handouts.figures.skeleton import SIDES, Skeleton, build
from handouts.model.exercise import Exercise
from handouts.model.self_check import SelfCheck
from handouts.resources import CONTENT, Inputs
from handouts.shape import check
from handouts.source import read_yaml
from tools import make_figures

ROOT = Path(__file__).parent.parent
POSES = {path.stem: path for path in make_figures.poses()}
PICTURES = sorted((CONTENT / "figures").glob("*.svg"))
SIZE = re.compile(r'viewBox="0 0 (\d+) (\d+)" width="([\d.]+)mm" height="([\d.]+)mm"')
LIES = ("upright", "back", "front", "left side")
MOST_UNEVEN = 5
"""By how many figures one person may be shown more often than another."""


def drawn(text: str) -> Drawing:
    return draw(read_yaml(Path("pose.yaml"), text=text.encode()))


def posed(text: str) -> Pose:
    return drawn(text).pose


def only(text: str) -> Panel:
    """The last picture of a pose."""
    return panels(posed(text))[-1]


def told(problems: tuple[Problem, ...]) -> list[tuple[str, int, int]]:
    assert all(problem.place.file == "pose.yaml" for problem in problems)
    return [(problem.code, problem.place.line, problem.place.column) for problem in problems]


def faults(text: str) -> tuple[Problem, ...]:
    with pytest.raises(InputFault) as caught:
        drawn(text)
    return caught.value.problems


def states(name: str) -> list[State]:
    return [state for state in positions(check(read_yaml(POSES[name]), Pose)) if state]


@pytest.fixture(scope="session")
def library() -> dict[str, Drawing]:
    """Every shipped pose drawn anew, on all cores, once for all tests."""
    return make_figures.drawings()


# The library


def test_no_shipped_pose_has_a_finding(library: dict[str, Drawing]) -> None:
    assert [str(problem) for made in library.values() for problem in made.problems] == []


def test_the_shipped_figures_are_fresh(library: dict[str, Drawing]) -> None:
    made = make_figures.files(library)
    assert set(made) == set(PICTURES), "make figures"
    stale = [path.name for path, svg in made.items() if path.read_bytes() != svg.encode()]
    assert stale == [], "make figures"


def test_a_figure_is_the_same_whichever_process_draws_it(library: dict[str, Drawing]) -> None:
    for name in ("bridge", "clamshell", "wall-angel"):
        assert make_figures.drawing(POSES[name]).svgs == library[name].svgs


def test_every_figure_has_words_and_every_entry_its_figure() -> None:
    catalogue = Catalogue(Inputs())
    entries = make_figures.entries(catalogue)
    assert set(entries) == set(POSES) == {path.name.split(".")[0] for path in PICTURES}
    assert all(entry.title and entry.figure and entry.figure.alt for entry in entries.values())
    exercises, checks = catalogue.all(Exercise), catalogue.all(SelfCheck)
    assert [each.model.id for each in exercises if each.model.figure is None] == []
    assert [each.model.id for each in checks if each.model.figure is None] == []


def test_a_figure_without_words_stops_the_drawing_of_the_library(
    library: dict[str, Drawing], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_figures, "drawings", lambda: {"unheard-of": library["bridge"]})
    with pytest.raises(InputFault) as caught:
        make_figures.write_all()
    (problem,) = caught.value.problems
    assert problem.code == "D012"
    assert "unheard-of" in problem.message


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_a_picture_is_small_and_plain(path: Path) -> None:
    svg = path.read_text(encoding="utf-8")
    assert len(svg.encode()) < p.LARGEST_FILE
    root = ET.fromstring(svg)  # noqa: S314 - it is our own
    assert {node.tag.rpartition("}")[2] for node in root.iter()} == {"svg", "path"}
    known = {"fill", "stroke", "stroke-width", "stroke-dasharray", "d"}
    assert {key for node in root for key in node.attrib} <= known
    head = {"viewBox", "width", "height", "stroke-linecap", "stroke-linejoin"}
    assert set(root.attrib) - {"data-side", "data-corner"} == head
    assert root.get("data-side", "left") in {"left", "right"}
    assert root.get("data-corner", "left") in {"left", "right", "both"}
    assert "var(" not in svg


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_a_picture_is_at_the_scale_of_all_and_within_its_frame(path: Path) -> None:
    svg = path.read_text(encoding="utf-8")
    found = SIZE.search(svg)
    assert found
    width, height = int(found[1]), int(found[2])
    assert width <= p.FRAME[0]
    assert height <= p.FRAME[1]
    for units, millimetres in ((width, found[3]), (height, found[4])):
        assert float(millimetres) == pytest.approx(units * p.MM_PER_UNIT, abs=0.051)
    inked = np.array(list(points(svg)))
    assert inked.min() >= 0
    assert (inked.max(axis=0) <= (width, height)).all()


def points(svg: str) -> Iterator[tuple[int, int]]:
    """Every point of every path."""
    for run in re.findall(r"M([^Mz\"]+)", svg):
        numbers = np.array(re.findall(r"-?\d+", run), dtype=int).reshape(-1, 2)
        yield from map(tuple, np.cumsum(numbers, axis=0))


def test_a_side_is_marked_where_the_exercise_has_one(library: dict[str, Drawing]) -> None:
    for made in library.values():
        for svg in made.svgs.values():
            assert (f'data-side="{made.pose.side}"' in svg) == (made.pose.side is not None)


# The people


def test_everybody_is_shown_about_equally_often() -> None:
    shown = Counter(check(read_yaml(path), Pose).person for path in POSES.values())
    assert set(shown) == set(people())
    assert max(shown.values()) - min(shown.values()) <= MOST_UNEVEN, shown


def test_people_differ() -> None:
    everybody = people().values()
    assert len({person.build for person in everybody}) >= 3
    assert len({person.skin for person in everybody}) >= 4
    assert len({person.hair for person in everybody}) >= 4
    assert any(person.glasses for person in everybody)


@pytest.mark.parametrize(
    "ground",
    sorted(
        {palette.TOP, palette.TOP_FAR, palette.BOTTOM, palette.BOTTOM_FAR}
        | {person.skin for person in people().values()}
    ),
)
def test_where_it_is_felt_shows_on_every_ground_in_grey(ground: str) -> None:
    rim, _, core = palette.FEEL
    assert contrast(core, rim) >= 3
    # On a ground as dark as the core itself, the white ring around it is what one sees.
    assert max(contrast(core, ground), contrast(palette.WHITE, ground)) >= 3


# The checks, each seen to fail

HAND_SHORT = """\
start:
  right_arm: {hand_at: [500, 700, 90], elbow_to: down}
"""
FOOT_IN_THE_AIR = """\
start:
  right_leg: {hip: 30, knee: 40}
  rests: [left foot, right foot]
"""
HAND_OFF_THE_WALL = """\
props: [{kind: wall, at: [200, 0, 0], faces: left}]
start:
  touches: [right hand]
"""
FOOT_IN_THE_FLOOR = """\
start:
  right_leg: {hip: 0, knee: 0, foot: pointed}
  rests: [left foot]
"""
HEAD_IN_A_CHAIR = """\
props: [{kind: chair, at: [330, 0, 0], faces: left}]
start:
  stance: kneel
  pelvis: {tip: 70}
"""
ARM_IN_A_WALL = """\
props: [{kind: wall, at: [150, 0, 0], faces: left}]
start:
  right_arm: {shoulder: 0, elbow: 66}
"""
KNEE_BACKWARD = """\
start:
  right_leg: {hip: 30, knee: -20}
  rests: [left foot]
"""
HIP_TOO_FAR_OUT = """\
start:
  right_leg: {hip: [20, 80, 0], knee: 10}
  rests: [left foot]
"""
ANKLE_TOO_FAR = """\
start:
  right_leg: {hip: 40, knee: 60, foot: 55}
  rests: [left foot]
"""
ELBOW_BACKWARD = """\
start:
  right_arm: {shoulder: 30, elbow: -20}
"""
HEAD_TURNED_BACKWARD = """\
start: {}
finish:
  neck: [0, 0, 100]
"""
ARM_IN_THE_TRUNK = """\
start:
  right_arm: {hand_at: [0, 640, 0], elbow_to: [0, -1, 1]}
"""
TOO_WIDE = """\
props: [{kind: mat, span: [-900, 900]}]
start: {}
"""
TOO_HIGH = """\
props: [{kind: wall, at: [-300, 0, 0], height: 1300}]
start: {}
"""
ARROW_OVER_THE_BODY = """\
start: {}
finish:
  arrows:
    - {at: pelvis, from: [150, 0], to: [300, 0]}
    - {at: pelvis, from: [0, -20], to: [0, 200]}
"""
FELT_UNSEEN = """\
start:
  feel: [right buttock, left outer thigh]
"""
TOO_MANY_THINGS = """\
view: {turn: 30, height: 20}
props:
  - {kind: chair, at: [-300, 0, -250]}
  - {kind: chair, at: [-100, 0, -250]}
  - {kind: chair, at: [100, 0, -250]}
  - {kind: chair, at: [300, 0, -250]}
start:
  inset: {at: chest, radius: 130, zoom: 2, place: [0, 0]}
"""


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        (HAND_SHORT, ("D001", 2, 3), "right hand is 143 units away from its place"),
        (FOOT_IN_THE_AIR, ("D001", 3, 22), "right foot is 21 units away from what is below it"),
        (HAND_OFF_THE_WALL, ("D001", 3, 13), "right hand is 131 units away from a wall"),
        (FOOT_IN_THE_FLOOR, ("D002", 2, 3), "right foot goes 68 units into the floor"),
        (HEAD_IN_A_CHAIR, ("D002", 3, 3), "head goes 16 units into a thing"),
        (ARM_IN_A_WALL, ("D002", 3, 3), "right hand goes 36 units into a thing"),
        (KNEE_BACKWARD, ("D003", 2, 3), "right knee is at -20 degrees"),
        (HIP_TOO_FAR_OUT, ("D003", 2, 3), "right hip, out is at 80 degrees"),
        (ANKLE_TOO_FAR, ("D003", 2, 3), "right ankle is at 55 degrees"),
        (ELBOW_BACKWARD, ("D003", 2, 3), "right elbow is at -20 degrees"),
        (HEAD_TURNED_BACKWARD, ("D003", 3, 3), "In the finish, the neck, turned is at 100 degrees"),
        (ARM_IN_THE_TRUNK, ("D004", 2, 3), "right forearm goes through the trunk"),
        (TOO_WIDE, ("D005", 2, 8), "1828 units wide"),
        (TOO_HIGH, ("D005", 2, 8), "1329 units high"),
        (ARROW_OVER_THE_BODY, ("D006", 5, 7), "100% of this arrow lie over the body"),
        (FELT_UNSEEN, ("D007", 2, 25), "left outer thigh cannot be seen"),
        (TOO_MANY_THINGS, ("D008", 8, 3), "the most is 12000"),
    ],
    ids=lambda value: value if isinstance(value, str) and "\n" not in value else "",
)
def test_a_planted_fault_is_found_where_it_is_and_the_picture_drawn_all_the_same(
    text: str, expected: tuple[str, int, int], words: str
) -> None:
    made = drawn(text)
    assert told(made.problems) == [expected]
    assert words in made.problems[0].message
    assert all(svg.startswith("<svg ") for svg in made.svgs.values())


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        ("start:\n  touches: [right hand]\n", ("S099", 2, 13), "there is no wall"),
        ("start: {}\nfinish:\n  arrows: [{at: head, around: neck}]\n", ("S099", 3, 12), "nothing moves"),
    ],
)
def test_what_leads_nowhere_is_told(text: str, expected: tuple[str, int, int], words: str) -> None:
    made = drawn(text)
    assert told(made.problems) == [expected]
    assert words in made.problems[0].message


def test_a_wall_of_one_panel_is_touched_as_any_other() -> None:
    wall = "props: [{kind: wall, at: [434, 0, 0], faces: left}]"
    arm = "right_arm: {shoulder: 90}, touches: [right hand]"
    assert drawn(f"start: {{}}\nfinish: {{{wall}, {arm}}}\n").problems == ()


def test_legs_that_go_through_each_other_are_found() -> None:
    crossed = (
        "start:\n  right_leg: {hip: [0, -12, 0]}\n  left_leg: {hip: [0, -12, 0]}\n  rests: [left foot]\n"
    )
    problems = drawn(crossed).problems
    assert set(told(problems)) == {("D004", 2, 3)}
    assert any("the right shin goes through the left shin" in problem.message for problem in problems)


def test_a_person_who_just_stands_has_no_finding() -> None:
    assert drawn("start: {}\n").problems == ()


# Slips in a pose file


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        ("on: 1\nstart: {}\n", ("S002", 1, 1), "on is not a key"),
        ("start:\n  right_lag: {hip: 30}\n", ("S002", 2, 3), "Did you mean right_leg?"),
        ("start: {}\nfinish:\n  right_leg: {hipp: 30}\n", ("S002", 3, 15), "Did you mean hip?"),
        ("start: {arrows: [{at: pelvis, form: [0, 0]}]}\n", ("S002", 1, 31), "Did you mean from?"),
        ("side: no\nstart: {}\n", ("S008", 1, 7), "right, left"),
        ("start: {hold: yes}\n", ("S005", 1, 15), "true or false"),
        ("start: {right_leg: {knee: bent}}\n", ("S099", 1, 27), "knee"),
        ("start: {right_leg: 30}\n", ("S007", 1, 20), "right_leg"),
        ("start: {rests: back}\n", ("S006", 1, 16), "rests must be a list"),
        ("finish: {}\n", ("S001", 1, 1), "start is missing"),
        ("props: [{kind: sofa}]\nstart: {}\n", ("S008", 1, 16), "chair"),
        ("props: [{kind: stick, points: [[0, 0, 0]]}]\nstart: {}\n", ("S013", 1, 31), "too few"),
        ("person: Alma\nstart: {}\n", ("S015", 1, 9), "small letters"),
        ("person: alam\nstart: {}\n", ("D009", 1, 9), "Did you mean alma?"),
        ("start: {stance: lie-on-bak}\n", ("D009", 1, 17), "Did you mean lie-on-back?"),
        ("start: {rests: [right foot, rihgt hand]}\n", ("D009", 1, 29), "Did you mean right hand?"),
        ("start: {feel: [right butock]}\n", ("D009", 1, 16), "Did you mean right buttock?"),
        ("start: {feel: [right belly]}\n", ("D009", 1, 16), "right belly"),
        ("start: {in_front: [right elbow]}\n", ("D009", 1, 20), "nothing called right elbow"),
        ("start: {right_arm: {hand_at: [rigth knee, 0, 0, 0]}}\n", ("D009", 1, 30), "mean right knee?"),
        ("start: {arrows: [{at: right nee}]}\n", ("D009", 1, 23), "Did you mean right knee?"),
        ("start: {}\nghost: [right lag]\n", ("D009", 2, 9), "Did you mean right leg?"),
        ("start: {right_leg: {thigh: sideways}}\n", ("S099", 1, 28), "up, down, right, left, near or far"),
        ("start: {right_leg: {thigh: [0, 0, 0]}}\n", ("S099", 1, 28), "not all 0"),
        ("start: {right_leg: {foot_at: [1, 2]}}\n", ("S099", 1, 30), "a point [x, y, z]"),
        ("start: {right_leg: {foot: falt}}\n", ("S099", 1, 27), "flat, pointed, flexed or relaxed"),
        ("start: {low_back: [1, 2]}\n", ("S099", 1, 19), "forward, to the right, turned right"),
        ("start: {right_leg: {hip: 20, foot_at: [0, 0, 50]}}\n", ("S099", 1, 20), "told in one way"),
        ("start: {right_arm: {elbow: 20, hand_at: [0, 0, 50]}}\n", ("S099", 1, 20), "told in one way"),
        ("props: [{kind: wedge, span: [90, 90]}]\nstart: {}\n", ("S099", 1, 29), "from left to right"),
        ("props: [{kind: pillow, size: [90, 0]}]\nstart: {}\n", ("S011", 1, 35), "too small"),
        ("props: [{kind: wall, height: 99999999}]\nstart: {}\n", ("S012", 1, 30), "too large"),
        ("props: [{kind: chair, at: [pelvis, 0, 0, 0]}]\nstart: {}\n", ("S099", 1, 27), "at a point"),
        ("props: [{kind: mat, radius: 3}]\nstart: {}\n", ("D010", 1, 21), "It takes span, depth."),
        ("start: {props: [{kind: ball, faces: left}]}\n", ("D010", 1, 30), "It takes at, radius."),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_line_and_column(text: str, expected: tuple[str, int, int], words: str) -> None:
    problems = faults(text)
    assert told(problems) == [expected]
    assert words in str(problems[0])


def test_hands_that_wait_for_each_other_are_a_fault() -> None:
    text = (
        "start:\n  right_arm: {hand_at: [left hand, 0, 0, 0]}\n  left_arm: {hand_at: [right hand, 0, 0, 0]}\n"
    )
    (problem,) = faults(text)
    assert (problem.code, problem.place.line in {2, 3}) == ("D011", True)


def test_all_slips_are_told_at_once() -> None:
    text = "person: nobody\nprops: [{kind: mat, radius: 3}]\nstart: {feel: [soul], stance: fly}\n"
    assert told(faults(text)) == [("D009", 1, 9), ("D009", 3, 31), ("D009", 3, 16), ("D010", 2, 21)]


# The skeleton


@pytest.mark.parametrize("name", POSES)
def test_limbs_keep_their_length_whatever_they_do(name: str) -> None:
    for state in states(name):
        at = build(state).at

        def apart(first: str, second: str, at: dict[str, Any] = at) -> float:
            return float(np.linalg.norm(at[first] - at[second]))

        assert apart("right hip", "left hip") == pytest.approx(2 * p.HIP)
        for side in SIDES:
            for chain, lengths in (
                (("hip", "knee", "ankle"), (p.THIGH, p.SHIN)),
                (("shoulder", "elbow", "wrist"), (p.UPPER_ARM, p.FOREARM)),
            ):
                for (one, other), length in zip(pairwise(chain), lengths, strict=True):
                    assert apart(f"{side} {one}", f"{side} {other}") == pytest.approx(length, abs=0.01)
            assert apart(f"{side} wrist", f"{side} fingertips") == pytest.approx(p.HAND)


def test_the_limbs_are_those_of_the_table() -> None:
    table = {
        p.THIGH: 0.245, p.SHIN: 0.246, p.ANKLE: 0.039, p.UPPER_ARM: 0.186, p.FOREARM: 0.146, p.HAND: 0.108,
    }  # fmt: skip
    assert all(length == pytest.approx(share * 1000) for length, share in table.items())
    assert round(p.HIP_HEIGHT) == 530


@pytest.mark.parametrize("lie", LIES)
@pytest.mark.parametrize("knee", [0, 2, 30, 90, 150])
def test_joints_measure_as_they_are_given(lie: Any, knee: float) -> None:
    pelvis = Pelvis(lie=lie, tip=20, lean=10, turn=30)
    for hip in product((-30, 0, 30, 90, 140), (-30, 0, 25, 55), (-45, 0, 30, 70)):
        leg = Leg(hip=hip, knee=knee, foot=10)
        state = State(pelvis=pelvis, right_leg=leg, left_leg=leg)
        measured = {(side, joint): value for side, joint, value in turned(build(state), state)}
        for side in SIDES:
            joints = ("hip, forward", "hip, out", "hip, turned", "knee", "ankle")
            assert [measured[side, joint] for joint in joints] == pytest.approx([*hip, knee, 10], abs=0.01)


@pytest.mark.parametrize("elbow", [0, 2, 30, 90, 145])
def test_arms_measure_as_they_are_given(elbow: float) -> None:
    for forward, out, about in product((-60, -20, 0, 40, 90, 170), (-30, 0, 30, 80), (-40, 0, 40)):
        arm = Arm(shoulder=(forward, out, about), elbow=elbow)
        state = State(right_arm=arm, left_arm=arm)
        measured = {(side, joint): value for side, joint, value in turned(build(state), state)}
        for side in SIDES:
            assert measured[side, "elbow"] == pytest.approx(elbow, abs=0.01)
            assert measured[side, "shoulder, across"] == pytest.approx(max(0, -out), abs=0.01)
            if out == 0 and forward < 90:
                assert measured[side, "shoulder, back"] == pytest.approx(max(0, -forward), abs=0.01)


def test_the_back_bends_as_far_as_it_is_told() -> None:
    bones = build(State(low_back=(30, 0, 0), upper_back=(20, 0, 0), neck=(10, 0, 0)))
    chest, head = bones.frames["chest"][:, 1], bones.frames["head"][:, 1]
    assert np.degrees(np.arctan2(chest[0], chest[1])) == pytest.approx(50)
    assert np.degrees(np.arctan2(head[0], head[1])) == pytest.approx(60)


@pytest.mark.parametrize("lie", LIES)
@pytest.mark.parametrize(
    ("key", "off"), [("ankle_at", (0, 0, 0)), ("foot_at", (0, -p.ANKLE, 0)), ("ball_at", p.BALL)]
)
def test_a_foot_in_reach_comes_where_it_is_asked(lie: Any, key: str, off: Any) -> None:
    reached = 0
    for place in product(range(-400, 401, 100), range(100, 901, 100), range(-200, 201, 100)):
        leg = Leg.model_validate({key: place, "knee_to": (1, 0.2, 0.1), "foot": "flat"})
        bones = build(State(pelvis=Pelvis(lie=lie), right_leg=leg))
        ankle, foot = bones.at["right ankle"], bones.frames["right foot"]
        short = np.linalg.norm(ankle + foot @ np.array(off) - place)
        assert bones.short["right foot"] == pytest.approx(short, abs=0.01)
        if 60 < np.linalg.norm(bones.at["right hip"] - np.array(place) + foot @ np.array(off)) < 490:
            reached += 1
            assert short < 1, place
    assert reached > 50


@pytest.mark.parametrize("how", [{"fingers": "down"}, {"fingers": "up", "palm": "right"}], ids=str)
def test_a_hand_in_reach_comes_where_it_is_asked(how: dict[str, Any]) -> None:
    reached = 0
    for target, bones in asked(how):
        wrist = np.array(target) + bones.at["right wrist"] - bones.at["right palm"]
        if 45 < np.linalg.norm(bones.at["right shoulder"] - wrist) < 330:
            reached += 1
            assert bones.short["right hand"] < 1, target
    assert reached > 100


@pytest.mark.parametrize("how", [{}, {"elbow_to": "down"}, {"palm": "down"}], ids=str)
def test_a_hand_that_misses_its_place_is_never_passed_over(how: dict[str, Any]) -> None:
    """Near the shoulder, where arm and hand must fold in one line, it may."""
    shorts = []
    for target, bones in asked(how):
        short = np.linalg.norm(bones.at["right palm"] - target)
        assert bones.short["right hand"] == pytest.approx(short, abs=0.01)
        if 150 < np.linalg.norm(bones.at["right shoulder"] - target) < 330:
            shorts.append(short)
    assert np.mean(np.array(shorts) < 1.01) > 0.95


def asked(how: dict[str, Any]) -> Iterator[tuple[tuple[int, int, int], Skeleton]]:
    """Places all around the right shoulder, and the body that reaches for them."""
    for target in product(range(-300, 401, 100), range(400, 1051, 90), range(-100, 401, 100)):
        yield target, build(State(right_arm=Arm(hand_at=target, **how)))


def test_a_hand_beside_a_landmark_goes_along_with_it() -> None:
    arm = Arm(hand_at=("right hip", 60, 40, 60), fingers="down")
    for tip in (0, 20, 40):
        at = build(State(pelvis=Pelvis(tip=tip), right_arm=arm)).at
        assert at["right palm"] - at["right hip"] == pytest.approx((60, 40, 60), abs=1)


# From words to positions


@pytest.mark.parametrize(
    "limbs",
    [
        "legs: {hip: [40, 20, 10], knee: 60, foot: flexed}",
        "legs: {thigh: [1, -0.5, 0.4], shin: down}",
        "legs: {foot_at: [150, 60, 90], knee_to: [1, 0, 0.5], foot: flat, toes: [1, 0, 0.3]}",
        "arms: {shoulder: [60, 30, 20], elbow: 50, forward: 20, inward: 15}",
        "arms: {upper_arm: near, forearm: [1, 0, 0.2]}",
        "arms: {hand_at: [right knee, 10, 300, 60], elbow_to: near, palm: far, fingers: [1, 0, -0.2]}",
    ],
)
def test_the_left_mirrors_the_right(limbs: str) -> None:
    bones = build(positions(posed(f"start: {{{limbs}}}\n"))[0])
    limb = "leg" if limbs.startswith("legs") else "arm"
    names = {"leg": ("knee", "ankle", "toes"), "arm": ("shoulder", "elbow", "palm", "fingertips")}[limb]
    for name in names:
        assert bones.at[f"left {name}"] == pytest.approx(bones.at[f"right {name}"] * (1, 1, -1))


def test_the_finish_begins_from_the_start_and_its_marks_are_its_own() -> None:
    start, finish = positions(
        posed(
            "start:\n  pelvis: {tip: 10}\n  neck: 5\n  right_leg: {hip: 30, knee: 40}\n"
            "  arrows: [{at: pelvis, to: [300, 0], from: [150, 0]}]\n  feel: [right buttock]\n  hold: true\n"
            "  inset: {at: pelvis, place: [300, 300]}\n  props: [{kind: ball, at: [200, 30, 0]}]\n"
            "finish:\n  pelvis: {lean: 4}\n  right_leg: {knee: 70}\n"
        )
    )
    assert finish is not None
    assert (finish.neck, finish.left_leg, finish.rests) == (start.neck, start.left_leg, start.rests)
    assert finish.pelvis == Pelvis(lie="upright", tip=10, lean=4), "the pelvis is merged"
    assert finish.right_leg == Leg(knee=70), "a limb that is named is replaced whole"
    assert (finish.arrows, finish.feel, finish.hold, finish.inset, finish.props) == ((), (), False, None, ())
    assert start.hold


def test_a_stance_named_in_the_finish_begins_anew() -> None:
    _, finish = positions(posed("start: {stance: kneel, neck: 20}\nfinish: {stance: stand}\n"))
    assert finish is not None
    assert (finish.neck, finish.rests) == (None, stances()["stand"].rests)


@pytest.mark.parametrize(
    ("thing", "state", "part", "height"),
    [
        ("{kind: mat}", "stance: lie-on-back", "back", 0),
        ("{kind: mat}", "stance: lie-on-front", "belly", 0),
        ("{kind: mat}", "stance: kneel", "right shin", 0),
        ("{kind: bed, height: 260}", "stance: lie-on-back", "back", 260),
        ("{kind: step, height: 90}", "right_leg: {foot_at: [0, 90, 50], foot: flat}", "right foot", 90),
        ("{kind: chair, at: [0, 0, 0], height: 230}", "stance: sit", "bottom", 230),
        ("{kind: table, span: [-100, 100], height: 270}", "{stance: sit, rests: [bottom]}", "bottom", 270),
    ],
)
def test_a_body_rests_on_what_is_below_it(thing: str, state: str, part: str, height: float) -> None:
    said = state if state.startswith("{") else f"{{{state}}}"
    panel = only(f"props: [{thing}]\nstart: {said}\n")
    found = part_called(panel.parts, part)
    assert gap(found, panel.solids) == pytest.approx(0, abs=1)
    lowest = min(ball.middle[1] for ball in found.balls)
    assert lowest - 100 < height < lowest


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("start: {}\n", [""]),
        ("start: {}\nfinish: {neck: 10}\n", ["start", "finish"]),
        ("start: {}\nfinish: {right_leg: {hip: 30}, rests: [left foot]}\nghost: [right leg]\n", [""]),
    ],
)
def test_a_pose_has_one_picture_or_two_at_one_scale(text: str, names: list[str]) -> None:
    svgs = drawn(text).svgs
    assert list(svgs) == names
    scales = {
        round(float(found[3]) / int(found[1]), 3) for svg in svgs.values() if (found := SIZE.search(svg))
    }
    assert scales == {p.MM_PER_UNIT}
    assert ("stroke-dasharray" in svgs[names[0]]) == ("ghost" in text)


# Printing needs no library for drawing

PROGRAM = """
import sys
for name in ("numpy", "shapely"):
    sys.modules[name] = None
from handouts.commands import main
main()
"""


def bare(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command where the libraries for drawing cannot be imported."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        cwd=cwd,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(cwd)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_handout_with_its_figures_is_printed_without_the_libraries_for_drawing(tmp_path: Path) -> None:
    done = bare("build", "sciatica", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "sciatica.pdf\n"), done.stderr


def test_drawing_without_its_libraries_says_what_to_install(tmp_path: Path) -> None:
    done = bare("draw", str(POSES["bridge"]), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (7, "")
    assert done.stderr.startswith("E003 Drawing needs the library ")
    assert 'pip install "handouts[draw]"' in done.stderr
    assert list(tmp_path.iterdir()) == []


# Hostile poses


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        ("start: {pelvis: {at: [99999999999999, 530, 0]}}\n", ("S012", 1, 23), "too large"),
        ("start: {right_leg: {foot_at: [0, -4000, 50]}}\n", ("S099", 1, 30), "no number beyond 3000"),
        ("props: [{kind: mat, span: [-9000, 100]}]\nstart: {}\n", ("S011", 1, 28), "too small"),
        ("start: {arrows: [{at: head, from: [200, 0], to: [4000, 0]}]}\n", ("S012", 1, 50), "too large"),
        ("start: {arrows: [{at: head, from: [200, 0], bow: 40}]}\n", ("S012", 1, 50), "too large"),
        ("start: {right_arm: {shoulder: 0, forward: 500}}\n", ("S012", 1, 43), "too large"),
        ("start: {rests: []}\n", ("S013", 1, 16), "too few"),
        ("start: {feel: [" + "right calf, " * 31 + "]}\n", ("S014", 1, 15), "too many"),
        ("props: [" + "{kind: chair}, " * 31 + "]\nstart: {}\n", ("S014", 1, 8), "too many"),
        ("start: {}\nfinish: {arrows: [{at: [0, 0, 0], around: neck}]}\n", ("S099", 2, 19), "landmark"),
    ],
)
def test_what_no_picture_needs_is_refused_at_once(
    text: str, expected: tuple[str, int, int], words: str
) -> None:
    problems = faults(text)
    assert told(problems) == [expected]
    assert words in str(problems[0])


def test_an_arm_through_the_head_is_found() -> None:
    (problem,) = drawn("start:\n  right_arm: {hand_at: [0, 940, -120], elbow_to: near}\n").problems
    assert problem.code == "D004"
    assert "right forearm goes through the head" in problem.message


def test_legs_that_wait_for_each_other_are_told_where_they_are() -> None:
    text = (
        "start: {}\nfinish:\n"
        "  right_leg: {foot_at: [left knee, 0, 0, 0]}\n  left_leg: {foot_at: [right knee, 0, 0, 0]}\n"
    )
    assert told(faults(text)) == [("D011", 4, 23)]


def test_a_foot_may_be_put_beside_its_own_hip() -> None:
    lifted = drawn(
        "start:\n  right_leg: {ankle_at: [right hip, 60, -360, 0], knee_to: right}\n  rests: [left foot]\n"
    )
    assert lifted.problems == ()


def test_a_key_without_a_value_says_nothing() -> None:
    said = "start: {neck: 20}\nfinish: {neck: , pelvis: , right_leg: , rests: }\n"
    start, finish = drawn(said).svgs.values()
    assert finish == start
