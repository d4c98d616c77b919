"""The site's accent: the shades of its colour in which a link can be read, on light paper and on dark."""

from __future__ import annotations

from typing import Final, NamedTuple

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

READABLE: Final = 4.5
"""The contrast that text needs (WCAG 2.2, 1.4.3)."""

STEPS: Final = 64
"""Into so many steps the way from a colour to black or white is cut."""


class Paper(NamedTuple):
    """What links stand on: the colours `--paper` and `--panel` of tokens.css, and how much of the accent, in steps, is
    in the fill of a cell or a box that is set off. `pole` is what a shade is mixed with until it can be read there.
    """

    paper: Colour
    panel: Colour
    share: int
    pole: Colour


LIGHT: Final = Paper((0xF7, 0xF2, 0xE6), (0xF0, 0xE9, 0xD9), 6, (0, 0, 0))
DARK: Final = Paper((0x11, 0x18, 0x14), (0x18, 0x21, 0x1C), 8, (255, 255, 255))


class Shade(NamedTuple):
    """The colour of links, and the fill made of it, as `#rrggbb`."""

    link: str
    fill: str


def shade(accent: str, paper: Paper) -> Shade:
    """The nearest shade of `accent` (`#rgb` or `#rrggbb`) that can be read on the paper, its panel and the fill."""
    colour = parse(accent)
    ways = (mix(colour, paper.pole, step) for step in range(STEPS + 1))
    link = next(way for way in ways if all(contrast(way, under) >= READABLE for under in _under(way, paper)))
    return Shade(_written(link), _written(mix(paper.paper, link, paper.share)))


def _under(link: Colour, paper: Paper) -> tuple[Colour, ...]:
    return paper.paper, paper.panel, mix(paper.paper, link, paper.share)


def parse(colour: str) -> Colour:
    """The parts of a colour `#rgb` or `#rrggbb`.

    >>> parse("#063") == parse("#006633") == (0, 102, 51)
    True
    """
    digits = colour.removeprefix("#")
    size = len(digits) // 3
    red, green, blue = (int((digits[at * size :][:size] * 2)[:2], 16) for at in range(3))
    return red, green, blue


def _written(colour: Colour) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)


def mix(colour: Colour, other: Colour, steps: int) -> Colour:
    """The colour so many steps on its way to the other one."""
    red, green, blue = (
        (one * (STEPS - steps) + two * steps + STEPS // 2) // STEPS for one, two in zip(colour, other, strict=True)
    )
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """How much two colours stand out against each other, 1 to 21 (WCAG 2.2, *contrast ratio*)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    # Rounded, for the last digits of a power are not the same on every machine.
    return round(0.2126 * red + 0.7152 * green + 0.0722 * blue, 9)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
