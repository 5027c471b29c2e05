"""The numbers of the drawn body and of the line that draws it.

Lengths of the limbs follow Drillis and Contini (1966), as parts of body height, as given in D. A. Winter,
Biomechanics and Motor Control of Human Movement, figure 4.1: thigh 0.245, shank 0.246, ankle 0.039, upper arm
0.186, forearm 0.146, hand 0.108, foot 0.152, hip joint at 0.530. Widths were tuned by eye.
"""

from __future__ import annotations

THIGH, SHIN, ANKLE = 245.0, 246.0, 39.0
UPPER_ARM, FOREARM, HAND = 186.0, 146.0, 108.0
HIP_HEIGHT = THIGH + SHIN + ANKLE
HIP, SHOULDER = 50.0, 94.0
"""Half the distance between the hip joints, and between the shoulder joints."""

TRUNK = (
    # Height over the hip joints, half width, half depth, how far forward.
    (-30, 74, 52, -2),
    (0, 88, 62, -4),
    (48, 84, 60, 0),
    (98, 73, 53, 2),
    (145, 80, 54, 2),
    (192, 92, 59, 2),
    (236, 94, 56, -2),
    (268, 80, 45, -8),
    (290, 50, 38, -12),
    (308, 36, 33, -12),
)
"""Ellipsoids along the spine."""
TRUNK_THICKNESS = 34.0
"""How far each reaches up and down."""
WAIST = 70.0
"""Height of the hem between top and bottom."""
LOW_BACK_JOINTS = (45.0, 75.0, 105.0)
UPPER_BACK_JOINTS = (150.0, 200.0, 245.0)
LOW_BACK_SHARES, UPPER_BACK_SHARES = (1 / 3, 1 / 3, 1 / 3), (0.2, 0.4, 0.4)
"""Where the spine bends, and how a bend is shared out."""
SHOULDER_STATION, NECK_STATION, NECK_LENGTH, HEAD_UP = 278.0, 308.0, 42.0, 62.0

BUTTOCK = ((-30.0, -14.0, 40.0), (45.0, 46.0, 42.0))
"""Middle (forward, up, out) and radii of a buttock."""

THIGH_RADII = ((0.0, 47.0, 0.0), (0.2, 51.0, 2.0), (0.5, 47.0, 4.0), (0.75, 39.0, 2.0), (1.0, 34.0, 0.0))
SHIN_RADII = ((0.0, 34.0, 0.0), (0.25, 34.5, -8.0), (0.45, 31.5, -9.0), (0.7, 24.0, -4.0), (1.0, 20.0, 0.0))
"""Share of the length, the radius, and how far forward: the calf is at the back."""
UPPER_ARM_RADII = ((0.0, 33.0), (0.3, 30.5), (0.65, 25.5), (1.0, 23.0))
FOREARM_RADII = ((0.0, 23.0), (0.25, 24.5), (0.7, 18.0), (1.0, 14.5))

FOOT = (
    # Forward, up, out of the ankle; half length, half height, half width.
    (-22, -13, 0, 27, 26, 24),
    (22, -17, 0, 24, 20, 24),
    (62, -25, 0, 18, 14, 31),
)
TOES = (26, -4, 0, 16, 10, 27)
"""The toes, from the last of these."""
BALL = (66.0, -ANKLE, 0.0)
TOE = (103.0, -29.0, 0.0)
HEEL = (-22.0, -ANKLE, 0.0)

PALM = 40.0
"""From the wrist to the middle of the palm."""
PALM_THICKNESS = 12.0

HEAD_RADII = (60.0, 66.0, 47.0)
"""Forward, up, out."""
JAW = ((22.0, -38.0, 0.0), (34.0, 32.0, 33.0))
NOSE = ((60.0, -8.0, 0.0), (12.0, 13.0, 9.0))

SHORTS, SLEEVE = 0.56, 0.5
"""How far down the thigh and the upper arm clothes reach."""

LINE, FAR_LINE, FINE_LINE = 6.2, 5.2, 3.6
"""Widths of outlines; 7 units print as a quarter of a millimetre."""
ROUNDING = (9.0, -11.0, 2.0)
"""Outward, inward, outward: how a silhouette is smoothed."""
TOLERANCE = 0.9
"""How far a simplified outline may stray."""

ALIKE = 6
"""Decimals of a unit up to which all processors reckon alike; what lies beyond them decides no corner."""

MM_PER_UNIT = 0.036
"""All bodies are drawn at this scale."""
MARGIN = 12.0
"""Around what is drawn."""
FRAME = (1290.0, 1150.0)
"""The widest and the highest a panel may be."""
LARGEST_FILE = 12_000
"""Bytes of a panel."""
