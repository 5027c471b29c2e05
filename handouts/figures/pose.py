"""A pose as it is written: who stands or lies how, with what in hand, and what the picture points out.

`docs/figures.md` teaches the language by an example. Units are those of `vectors`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, LiteralString, Self

from pydantic import (
    AfterValidator,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from handouts.model.base import Line, Model, Slug

Side = Literal["right", "left"]
Vector = tuple[float, float, float]
FAR = 3000
"""Units that nothing is away from the middle of the floor, or from a landmark."""
MANY = 30
"""Things, marks and names of one kind that no picture has more of."""
Units = Annotated[float, Field(ge=-FAR, le=FAR)]
Point = tuple[Units, Units, Units]
Step = tuple[Units, Units]
"""Right and up, as the picture shows it."""
Names = Annotated[tuple[Line, ...], Field(max_length=MANY)]


def _form(words: LiteralString) -> WrapValidator:
    """One fault for a value that has none of its forms, instead of one for each form."""

    def check(value: Any, fits: ValidatorFunctionWrapHandler) -> Any:
        try:
            return fits(value)
        except ValidationError:
            raise PydanticCustomError("form", words) from None

    return WrapValidator(check)


def _pointing(value: Any) -> Any:
    if isinstance(value, tuple) and not any(value):
        raise PydanticCustomError("zero", "no direction")
    return value


def _to_the_right(span: Step) -> Step:
    if span[0] >= span[1]:
        raise PydanticCustomError("span", "it goes from left to right, the smaller number first")
    return span


def _told_once(limb: Model, *ways: set[str]) -> None:
    """Raise where a limb is told in more ways than one, of which all but one would be passed over."""
    if sum(bool(way & limb.model_fields_set) for way in ways) > 1:
        told = ", or ".join(" with ".join(sorted(way)) for way in ways)
        raise PydanticCustomError("told_twice", "a limb is told in one way: {told}", {"told": told})


Toward = Annotated[
    float | Literal["up", "down", "right", "left", "near", "far"] | Vector,
    AfterValidator(_pointing),
    _form("it is degrees, or up, down, right, left, near or far, or three numbers that are not all 0"),
]
"""A direction: degrees in the plane of the picture (0 right, 90 up), a word, or three numbers."""
Spot = Annotated[
    Point | tuple[Line, Units, Units | Literal["floor"], Units],
    _form(
        "it is a point [x, y, z], or one beside a landmark such as [right knee, 0, 20, 0],"
        " no number beyond 3000"
    ),
]
"""A point `[x, y, z]`, or one beside a landmark: `[right knee, dx, dy, dz]`, where dy may be `floor`."""
Bend = Annotated[float | Vector, _form("it is degrees forward, or [forward, to the right, turned right]")]
"""Degrees: how far forward, or `[forward, to the right, turned to the right]`."""
Joint = Annotated[float | Vector, _form("it is degrees forward, or [forward, out, turned out]")]
"""Degrees: how far forward, or `[forward, out to the side, turned out]`."""
Mark = Annotated[
    Line | Point, _form("it is the name of a landmark, or a point [x, y, z], no number beyond 3000")
]
"""A landmark, or a point `[x, y, z]`."""
Size = Annotated[float, Field(ge=1, le=FAR)]
"""A length in units."""
Span = Annotated[Step, AfterValidator(_to_the_right)]
"""From where to where, left and right."""


class Pelvis(Model):
    """Where the pelvis is and how it is turned; all else hangs on it."""

    lie: Literal["upright", "back", "front", "left side"] = "upright"
    """What the body lies on, if it lies; on its back the head is left, otherwise right."""
    at: Point = (0, 530, 0)
    """The middle between the hip joints. Its height is changed so that what `rests` rests."""
    tip: float = 0
    """Degrees tipped forward."""
    lean: float = 0
    """Degrees leaned to its own right."""
    turn: float = 0
    """Degrees turned to its own right."""


class Leg(Model):
    """A leg: by the angles of its joints, by directions, or by where the foot is."""

    hip: Joint | None = None
    """Degrees the thigh is lifted forward, or `[forward, out, turned out]`."""
    knee: float = 0
    """Degrees the knee is bent; with `hip`."""
    thigh: Toward | None = None
    """Where the thigh points, from the hip."""
    shin: Toward | None = None
    """Where the shin points, from the knee; with `thigh`."""
    foot_at: Spot | None = None
    """Where the sole is, under the ankle."""
    ball_at: Spot | None = None
    """Where the ball of the foot is."""
    ankle_at: Spot | None = None
    """Where the ankle is."""
    knee_to: Toward | None = None
    """Where the knee points, with any of the three places."""
    foot: (
        Annotated[
            Literal["flat", "pointed", "flexed", "relaxed"] | float,
            _form("it is flat, pointed, flexed or relaxed, or degrees"),
        ]
        | None
    ) = None
    """`flat` on what is below it, or how far the toes are pulled up from a right angle, in degrees."""
    toes: Toward | None = None
    """Where the toes point, for a flat foot."""
    heel_up: float = 0
    """Degrees the heel of a flat foot is lifted; negative for the toes."""

    @model_validator(mode="after")
    def _once(self) -> Self:
        _told_once(self, {"hip", "knee"}, {"thigh", "shin"}, {"foot_at"}, {"ball_at"}, {"ankle_at"})
        return self


class Arm(Model):
    """An arm: by the angles of its joints, by directions, or by where the hand is."""

    shoulder: Joint | None = None
    """Degrees the arm is lifted forward, or `[forward, out, turned out]`."""
    elbow: float = 0
    """Degrees the elbow is bent; with `shoulder`."""
    upper_arm: Toward | None = None
    """Where the upper arm points, from the shoulder."""
    forearm: Toward | None = None
    """Where the forearm points, from the elbow; with `upper_arm`."""
    hand_at: Spot | None = None
    """Where the palm is."""
    elbow_to: Toward | None = None
    """Where the elbow points, with `hand_at`."""
    hand: Literal["relaxed", "flat", "grip", "point"] = "relaxed"
    """What the hand does."""
    fingers: Toward | None = None
    """Where the fingers point; along the forearm if not said."""
    palm: Toward | None = None
    """Where the palm looks."""
    forward: Annotated[float, Field(ge=-60, le=60)] = 0
    """How far the shoulder itself is drawn forward, in units."""
    inward: Annotated[float, Field(ge=-60, le=60)] = 0
    """How far the shoulder itself is drawn in, in units."""

    @model_validator(mode="after")
    def _once(self) -> Self:
        _told_once(self, {"shoulder", "elbow"}, {"upper_arm", "forearm"}, {"hand_at"})
        return self


class Arrow(Model):
    """A motion arrow: straight or bowed past a landmark, or sweeping about a joint."""

    at: Mark
    """The landmark it belongs to, or a point."""
    start: Annotated[Step, Field(alias="from")] = (0, 0)
    """Where it begins, right and up of the landmark as the picture shows it."""
    end: Annotated[Step, Field(alias="to")] = (0, 0)
    """Where it ends."""
    bow: Annotated[float, Field(ge=-1, le=1)] = 0
    """How far it bows to its left, as a part of its length."""
    around: Line | None = None
    """The joint about which the landmark moves from start to finish: the arrow follows it outside."""
    gap: Units = 60
    """How far outside; with `around`. Negative for inside."""
    both: bool = False
    """Whether it points both ways."""

    @model_validator(mode="after")
    def _carried(self) -> Self:
        if self.around is not None and not isinstance(self.at, str):
            raise PydanticCustomError("no_landmark", "only a landmark moves around a joint, not a point")
        return self


class Inset(Model):
    """A round close-up of a small movement."""

    at: Line
    """The landmark in the middle of what it shows."""
    shift: Step = (0, 0)
    """Right and up of the landmark."""
    radius: Size = 105
    """How much of the picture it shows."""
    zoom: Annotated[float, Field(ge=1, le=10)] = 2
    """How much larger."""
    place: Step
    """Where its middle is, right and up of the landmark."""


class Prop(Model):
    """A thing around the body or in its hands. Which keys a kind takes stands in `solids.TAKES`."""

    kind: Literal[
        "mat",
        "floor",
        "wall",
        "doorway",
        "chair",
        "bed",
        "table",
        "step",
        "wedge",
        "pillow",
        "towel",
        "ball",
        "roller",
        "strap",
        "band",
        "stick",
    ]
    """What it is; `towel` is a rolled one."""
    span: Span | None = None
    """Where it begins and ends, left and right."""
    depth: Size | None = None
    """How far it reaches toward and away from the reader."""
    height: Size | None = None
    """How high its top is."""
    at: Spot | None = None
    """Its middle; of a wall the surface, of a chair the middle of the seat."""
    back: Annotated[float, Field(ge=0, le=FAR)] | None = None
    """How high the back of a chair is; 0 for a stool."""
    size: tuple[Size, Size] | None = None
    """Width and height."""
    radius: Size | None = None
    """Half its thickness."""
    faces: Literal["right", "left"] | None = None
    """Where the front of a chair, or the surface of a wall, looks."""
    points: Annotated[tuple[Spot, ...], Field(min_length=2, max_length=MANY)] | None = None
    """What a strap, a band or a stick runs along."""
    front: bool = False
    """Whether it is drawn over the body."""


Props = Annotated[tuple[Prop, ...], Field(max_length=MANY)]


class State(Model):
    """One position of the body. In the finish, what is not said stays as it was at the start."""

    stance: str | None = None
    """The usual position to begin from: `stand`, `sit`, `lie-on-back` and so on."""
    pelvis: Pelvis | None = None
    low_back: Bend | None = None
    """How the low back bends; negative is arched."""
    upper_back: Bend | None = None
    """How the upper back bends."""
    neck: Bend | None = None
    """How the neck bends."""
    legs: Leg | None = None
    """Both legs; left mirrors right."""
    right_leg: Leg | None = None
    left_leg: Leg | None = None
    arms: Arm | None = None
    """Both arms; left mirrors right."""
    right_arm: Arm | None = None
    left_arm: Arm | None = None
    rests: Annotated[Names, Field(min_length=1)] | None = None
    """Parts that rest on what is below them; the first sets the height of the body."""
    touches: Names | None = None
    """Parts that touch the wall."""
    in_front: Names | None = None
    """Parts to draw over all others."""
    behind: Names | None = None
    """Parts to draw under all others."""
    pale: Names | None = None
    """Parts in the pale tones of the far side; if not said, those that are."""
    arrows: Annotated[tuple[Arrow, ...], Field(max_length=MANY)] = ()
    """Which way it goes."""
    feel: Names = ()
    """Where it is felt: `right buttock`, `back of right thigh` and so on."""
    hold: bool = False
    """Whether the position is held."""
    inset: Inset | None = None
    props: Props = ()
    """Things that are only here, or elsewhere in the other picture."""


class View(Model):
    """Where the reader looks from."""

    turn: float = 0
    """Degrees around the body: 0 its right side (of one who faces right), 90 the front of one who stands."""
    height: float = 0
    """Degrees from above."""


class Pose(Model):
    """One figure: the start and the finish of an exercise."""

    side: Side | None = None
    """The side that works; left out where both do."""
    person: Slug = "alma"
    """Who does it: a name of `people.yaml`."""
    view: View = View()
    props: Props = ()
    """What is around and in hand."""
    start: State
    finish: State | None = None
    """Left out where one picture says it all."""
    ghost: Names = ()
    """Parts whose start is shown dashed in the picture of the finish, which then stands alone."""
