"""Brand colours that can be read: contrast, and what is made from a clinic's one colour.

Contrast is that of WCAG 2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, and for relative
luminance #dfn-relative-luminance). Lightness is changed in OKLCH, where equal steps look equal
and the hue stays (https://bottosson.github.io/posts/oklab/). Colours are `#RRGGBB` in sRGB.
"""

from __future__ import annotations

import re
from math import cbrt

from handouts.design import FAR, FEEL

WHITE = "#FFFFFF"
BLACK = "#000000"
TEXT_CONTRAST = 4.5
"""The least contrast of text, WCAG 2 level AA."""
SHAPE_CONTRAST = 3.0
"""The least contrast of a line or shape that means something, and of text from 18 pt."""

_HEX = re.compile(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_STEPS = 1000
# Below these the transfer function of sRGB is a straight line (IEC 61966-2-1).
_STRAIGHT, _STRAIGHT_LINEAR = 0.04045, 0.0031308

_Triple = tuple[float, float, float]


def parse_hex(text: str) -> tuple[int, int, int]:
    """Read `#RRGGBB` or `#RGB`, with or without `#`, as red, green and blue from 0 to 255.

    Raises ValueError for anything else.
    """
    match = _HEX.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a colour such as #0F4C4F")
    digits = match[1] if len(match[1]) == len("RRGGBB") else "".join(c * 2 for c in match[1])
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def to_hex(red: int, green: int, blue: int) -> str:
    """Write red, green and blue from 0 to 255 as `#RRGGBB`."""
    return f"#{red:02X}{green:02X}{blue:02X}"


def luminance(colour: str) -> float:
    """Relative luminance, from 0 (black) to 1 (white)."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two colours in either order, from 1 to 21."""
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def tint(colour: str, amount: float) -> str:
    """Mix `amount` (0 to 1) of the colour into white, as a printer's screen does."""
    parts = (round(255 + (part - 255) * amount) for part in parse_hex(colour))
    return to_hex(*parts)


def text_on(background: str) -> str:
    """Choose white or black for text on this background, whichever stands out more."""
    return max(WHITE, BLACK, key=lambda text: contrast(text, background))


def nearest_passing(colour: str, background: str, at_least: float = TEXT_CONTRAST) -> str:
    """Darken or lighten the colour as little as gives that contrast to the background.

    Hue stays; so does chroma, as far as sRGB has it at that lightness. A colour that passes comes
    back as it is. Raises ValueError if neither black nor white would pass.
    """
    if contrast(colour, background) >= at_least:
        return to_hex(*parse_hex(colour))
    lightness = oklab(colour)[0]
    for step in range(1, _STEPS + 1):
        for target in (lightness - step / _STEPS, lightness + step / _STEPS):
            candidate = with_lightness(colour, min(max(target, 0.0), 1.0))
            if contrast(candidate, background) >= at_least:
                return candidate
    raise ValueError(f"no colour has contrast {at_least} on {background}")


def box_tint(colour: str, *texts: str, amount: float = 0.09) -> str:
    """Tint a box with at most `amount` of the colour, so that all these texts can be read on it.

    It is white where a text would not pass on any tint.
    """
    parts = 20
    candidates = (tint(colour, amount * part / parts) for part in range(parts, 0, -1))
    return next((box for box in candidates if all(contrast(t, box) >= TEXT_CONTRAST for t in texts)), WHITE)


def line_colour(colour: str, background: str = WHITE) -> str:
    """Make the lightest tint of the colour that still shows as a line on the background."""
    parts = 100
    tints = (tint(colour, part / parts) for part in range(1, parts + 1))
    passing = (line for line in tints if contrast(line, background) >= SHAPE_CONTRAST)
    return next(passing, None) or nearest_passing(colour, background, SHAPE_CONTRAST)


def clothing(colour: str) -> tuple[str, str]:
    """Give the near and the far tone of clothing, lightened until what is felt shows on it in grey."""
    near = nearest_passing(colour, FEEL[-1], SHAPE_CONTRAST)
    return near, tint(near, FAR)


def with_lightness(colour: str, lightness: float) -> str:
    """Give the colour another OKLCH lightness (0 black to 1 white); its hue stays.

    Chroma is lowered only where sRGB has no such colour.
    """
    _, a, b = oklab(colour)
    most, least = 1.0, 0.0
    if not _in_srgb(_from_oklab(lightness, a, b)):
        for _ in range(16):
            middle = (most + least) / 2
            if _in_srgb(_from_oklab(lightness, a * middle, b * middle)):
                least = middle
            else:
                most = middle
        most = least
    return to_hex(*(_encoded(part) for part in _from_oklab(lightness, a * most, b * most)))


def _linear(colour: str) -> _Triple:
    """Undo the sRGB transfer function."""
    parts = (part / 255 for part in parse_hex(colour))
    red, green, blue = (
        part / 12.92 if part <= _STRAIGHT else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


def _encoded(part: float) -> int:
    """Apply the sRGB transfer function, to a whole number from 0 to 255."""
    part = min(max(part, 0.0), 1.0)
    return round(255 * (part * 12.92 if part <= _STRAIGHT_LINEAR else 1.055 * part ** (1 / 2.4) - 0.055))


def _in_srgb(linear: _Triple) -> bool:
    slack = 1e-5
    return all(-slack <= part <= 1 + slack for part in linear)


def oklab(colour: str) -> _Triple:
    """Give lightness (0 to 1), and how red or green (a) and how yellow or blue (b) it is."""
    red, green, blue = _linear(colour)
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _from_oklab(lightness: float, a: float, b: float) -> _Triple:
    """Give linear red, green and blue; outside 0 to 1 the colour is not in sRGB."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
