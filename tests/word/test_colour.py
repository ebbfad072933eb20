"""Colours are read as Word shows them, and their contrast is WCAG's."""

from __future__ import annotations

import pytest
from lxml import etree

from toolkit.word.colour import BLACK, WHITE, contrast, fill_of, highlight_colour, text_colour, theme_colours
from toolkit.word.package import W

OFFICE = "http://schemas.openxmlformats.org/drawingml/2006/main"
THEME = theme_colours(
    etree.fromstring(
        f'<a:theme xmlns:a="{OFFICE}"><a:themeElements><a:clrScheme name="Office">'
        '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
        '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
        '<a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
    )
)


def element(tag: str, **attributes: str) -> etree._Element:
    return etree.Element(W + tag, {W + name: value for name, value in attributes.items()})


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ((0, 0, 0), (255, 255, 255), 21.0),
        ((255, 255, 255), (255, 255, 255), 1.0),
        ((0x76, 0x76, 0x76), (255, 255, 255), 4.54),  # the palest grey that WCAG lets pass on white
        ((0x77, 0x77, 0x77), (255, 255, 255), 4.48),
        ((255, 0, 0), (255, 255, 255), 4.0),
    ],
)
def test_the_contrast_is_that_of_wcag(one: tuple[int, int, int], other: tuple[int, int, int], ratio: float):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(
    ("attributes", "colour"),
    [
        ({"val": "1F3864"}, (0x1F, 0x38, 0x64)),
        ({"val": "auto"}, None),
        ({"val": "4472C4", "themeColor": "accent1"}, (0x44, 0x72, 0xC4)),
        ({"val": "000000", "themeColor": "accent1", "themeShade": "BF"}, (0x2F, 0x54, 0x96)),  # as Word writes beside it
        ({"val": "000000", "themeColor": "accent1", "themeTint": "99"}, (0x8E, 0xAA, 0xDB)),
        ({"val": "FF0000", "themeColor": "text1"}, (0, 0, 0)),
        ({"val": "FF0000", "themeColor": "accent6"}, (255, 0, 0)),  # a theme without this colour
    ],
)
def test_a_colour_of_the_theme_goes_before_the_one_beside_it(attributes: dict[str, str], colour: object):
    found = text_colour(element("color", **attributes), THEME)

    assert found == (None if colour is None else pytest.approx(colour, abs=1))


@pytest.mark.parametrize(
    ("attributes", "colour"),
    [
        ({"val": "clear", "color": "auto", "fill": "DEE6F0"}, (0xDE, 0xE6, 0xF0)),
        ({"val": "clear", "fill": "auto"}, None),
        ({"val": "nil", "fill": "DEE6F0"}, None),
        ({"val": "solid", "color": "000000", "fill": "FFFFFF"}, BLACK),
        ({"val": "pct50", "color": "000000", "fill": "FFFFFF"}, (128, 128, 128)),
        ({"val": "clear", "fill": "000000", "themeFill": "accent1"}, (0x44, 0x72, 0xC4)),
    ],
)
def test_a_shading_covers_or_is_seen_through(attributes: dict[str, str], colour: object):
    assert fill_of(element("shd", **attributes), THEME) == colour
    assert fill_of(None, THEME) is None


def test_a_highlighter_has_its_own_colours():
    assert highlight_colour("yellow") == (255, 255, 0)
    assert highlight_colour("white") == WHITE
    assert highlight_colour("none") is None
