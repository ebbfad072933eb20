"""Colours of a Word file: of the theme, with tint and shade, of shadings; and how well two of them stand apart."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from toolkit.word.package import W

Colour = tuple[int, int, int]

BLACK: Final[Colour] = (0, 0, 0)
WHITE: Final[Colour] = (255, 255, 255)

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEX = re.compile(r"#?([0-9A-Fa-f]{6})")
_SHARE = re.compile("[0-9A-Fa-f]{1,2}")  # of 255
_OF_THE_THEME: Final = {  # what Word calls a colour → what the theme calls it
    "text1": "dk1",
    "dark1": "dk1",
    "background1": "lt1",
    "light1": "lt1",
    "text2": "dk2",
    "dark2": "dk2",
    "background2": "lt2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
_HIGHLIGHTS: Final = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "00008B",
    "darkCyan": "008B8B",
    "darkGray": "A9A9A9",
    "darkGreen": "006400",
    "darkMagenta": "8B008B",
    "darkRed": "8B0000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "D3D3D3",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
}
_OF_TEXT: Final = ("val", "themeColor", "themeTint", "themeShade")
_OF_A_FILL: Final = ("fill", "themeFill", "themeFillTint", "themeFillShade")
_OF_A_PATTERN: Final = ("color", "themeColor", "themeTint", "themeShade")


def theme_colours(theme: etree._Element | None) -> dict[str, Colour]:
    """Give the colours of a theme by their names in it: "dk1", "accent1"."""
    scheme = None if theme is None else next(theme.iter(f"{_DRAWING}clrScheme"), None)
    colours: dict[str, Colour] = {}
    for entry in () if scheme is None else scheme:
        for value in entry:
            colour = _hex(value.get("lastClr") or value.get("val"))
            if colour is not None:
                colours[str(entry.tag).rpartition("}")[2]] = colour
    return colours


def text_colour(element: etree._Element | None, theme: Mapping[str, Colour]) -> Colour | None:
    """Give the colour of letters; None where it is automatic: black, or white on a dark ground."""
    return None if element is None else _named(element, _OF_TEXT, theme)


def fill_of(shading: etree._Element | None, theme: Mapping[str, Colour]) -> Colour | None:
    """Give the colour with which a shading covers what is under it; None where one sees through."""
    if shading is None:
        return None
    pattern, fill = shading.get(f"{W}val", "clear"), _named(shading, _OF_A_FILL, theme)
    if pattern == "solid":
        return _named(shading, _OF_A_PATTERN, theme) or BLACK
    if pattern.startswith("pct") and pattern[3:].isdecimal():
        ink, paper, share = _named(shading, _OF_A_PATTERN, theme) or BLACK, fill or WHITE, int(pattern[3:]) / 100
        red, green, blue = (round(i * share + p * (1 - share)) for i, p in zip(ink, paper, strict=True))
        return (red, green, blue)
    return None if pattern == "nil" else fill


def highlight_colour(name: str) -> Colour | None:
    """Give the colour of a highlighter by Word's name for it."""
    return _hex(_HIGHLIGHTS.get(name))


def contrast(one: Colour, other: Colour) -> float:
    """Give the contrast ratio of two colours as WCAG 2 defines it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _named(element: etree._Element, attributes: tuple[str, str, str, str], theme: Mapping[str, Colour]) -> Colour | None:
    own, of_theme, tint, shade = (element.get(f"{W}{name}") for name in attributes)
    colour = theme.get(_OF_THE_THEME.get(of_theme or "", of_theme or ""))
    if colour is None:
        return _hex(own)
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    if tint and _SHARE.fullmatch(tint):
        light = light * int(tint, 16) / 255 + 1 - int(tint, 16) / 255
    if shade and _SHARE.fullmatch(shade):
        light = light * int(shade, 16) / 255
    red, green, blue = (round(part * 255) for part in colorsys.hls_to_rgb(hue, light, saturation))
    return (red, green, blue)


def _hex(text: str | None) -> Colour | None:
    found = _HEX.fullmatch(text or "")
    if found is None:
        return None
    number = int(found[1], 16)
    return (number >> 16, number >> 8 & 255, number & 255)


def _luminance(colour: Colour) -> float:
    parts = (part / 255 for part in colour)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
