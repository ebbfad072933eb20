"""How the letters of a text stand on the page, as far as it changes what is read: hidden, pale, tiny, struck, raised."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from toolkit.word.colour import Colour, contrast
from toolkit.word.content import Shown
from toolkit.word.letters import Ground, Styles
from toolkit.word.looks import run_look
from toolkit.word.package import W14, W, is_on

_LEAST_CONTRAST: Final = 1.5  # below it a page looks empty
_LEAST_HALF_POINTS: Final = 8
_LEAST_SCALE: Final = 20  # per cent of a letter's width
_LEAST_LINE: Final = 100  # twentieths of a point
_FARTHEST: Final = 12_000  # twentieths of a point: as far as a page is wide
_MOST_SQUEEZED: Final = -60  # between two letters, in twentieths of a point
_MOST_LIFTED: Final = 60  # half-points above or below the line
_MEASURES: Final = ("framePr", "spacing", "ind")
_SYMBOLS = re.compile("symbol|wingdings|webdings|marlett|dingbats", re.IGNORECASE)
_HEX = re.compile("[0-9A-Fa-f]{6}")
_NUMBER = re.compile("-?[0-9]{1,9}")


class Looks:
    """How texts stand, each kind of run and paragraph looked at once."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._styled: dict[str, dict[str, etree._Element | None]] = {}
        self._known: dict[tuple[str, str, Ground], frozenset[Shown]] = {}

    def of_run(
        self, properties: etree._Element | None, paragraph: etree._Element | None, ground: Ground
    ) -> frozenset[Shown]:
        """Give how the letters of a run stand."""
        look = "" if properties is None else run_look(properties)
        key = (look, "" if paragraph is None else _look_of_paragraph(paragraph), ground)
        if key not in self._known:
            self._known[key] = frozenset(self._found(properties, paragraph, ground))
        return self._known[key]

    def of_paragraph(self, properties: etree._Element | None, style: str) -> frozenset[Shown]:
        """Give how all of a paragraph stands, by its own measures or those of its style."""
        if style not in self._styled:
            given = [self._styles.paragraph_property(style, name) for name in _MEASURES]
            self._styled[style] = dict(zip(_MEASURES, given, strict=True))
        own = {} if properties is None else {name: properties.find(f"{W}{name}") for name in _MEASURES}
        said = self._styled[style] | {name: element for name, element in own.items() if element is not None}
        frame, spacing, indents = (said[name] for name in _MEASURES)
        found = {Shown.FRAMED} if frame is not None else set()
        if spacing is not None and spacing.get(f"{W}lineRule") == "exact" and _number(spacing.get(f"{W}line")) < _LEAST_LINE:
            found.add(Shown.OUTSIDE)
        return frozenset(found | ({Shown.OUTSIDE} if is_far(indents) else set()))

    def _found(self, run: etree._Element | None, paragraph: etree._Element | None, ground: Ground) -> set[Shown]:
        letters = self._styles.letters(run, paragraph, ground)
        said = self._styles.run_properties(run, paragraph, ground)
        raised = said["vertAlign"].get(f"{W}val") if "vertAlign" in said else ""
        fonts = said["rFonts"].attrib.values() if "rFonts" in said else ()
        scale = _measure(said["w"]) if "w" in said else 100
        squeezed = _measure(said.get("spacing"))
        holds = {
            Shown.HIDDEN: letters.is_hidden or is_on(said.get("specVanish")) or _is_hidden_by_default(said.get("vanish")),
            Shown.PALE: letters.contrast < _LEAST_CONTRAST or _is_pale(said.get("textFill"), letters.background),
            Shown.TINY: letters.half_points < _LEAST_HALF_POINTS or scale < _LEAST_SCALE or squeezed < _MOST_SQUEEZED,
            Shown.OUTSIDE: abs(_measure(said.get("position"))) > _MOST_LIFTED,
            Shown.STRUCK: is_on(said.get("strike")) or is_on(said.get("dstrike")),
            Shown.RAISED: raised == "superscript",
            Shown.LOWERED: raised == "subscript",
            Shown.REVERSED: is_on(said.get("rtl")),
            Shown.SYMBOLS: any(_SYMBOLS.search(str(font)) for font in fonts),
        }
        return {shown for shown, is_so in holds.items() if is_so}


def is_hidden_row(properties: etree._Element | None) -> bool:
    """Whether one sees nothing of a row."""
    if properties is None:
        return False
    height = properties.find(f"{W}trHeight")
    is_flat = height is not None and height.get(f"{W}hRule") == "exact" and _number(height.get(f"{W}val")) < _LEAST_LINE
    return is_flat or is_on(properties.find(f"{W}hidden"))


def is_without_width(properties: etree._Element | None) -> bool:
    """Whether a cell is so narrow that nothing in it can be read."""
    width = None if properties is None else properties.find(f"{W}tcW")
    return width is not None and width.get(f"{W}type", "dxa") == "dxa" and 0 < _number(width.get(f"{W}w")) < _LEAST_LINE


def is_far(measures: etree._Element | None) -> bool:
    """Whether something is moved as far as a page is wide, or farther."""
    return measures is not None and any(abs(_number(str(value))) > _FARTHEST for value in measures.attrib.values())


def _is_hidden_by_default(vanish: etree._Element | None) -> bool:
    """Whether the file hides every text of which nothing else is said."""
    defaults = None if vanish is None else vanish.getparent()
    of_defaults = None if defaults is None else defaults.getparent()
    return of_defaults is not None and of_defaults.tag == f"{W}rPrDefault" and is_on(vanish)


def _is_pale(fill: etree._Element | None, background: Colour) -> bool:
    """Whether letters are filled, by an effect of Word, with nothing or with what is behind them."""
    if fill is None:
        return False
    colour = fill.find(f"{W14}solidFill/{W14}srgbClr")
    text = "" if colour is None else colour.get(f"{W14}val", "")
    if colour is None or len(colour) or not _HEX.fullmatch(text):
        return True
    red, green, blue = bytes.fromhex(text)
    return contrast((red, green, blue), background) < _LEAST_CONTRAST


def _measure(element: etree._Element | None) -> int:
    return 0 if element is None else _number(element.get(f"{W}val"))


def _look_of_paragraph(properties: etree._Element) -> str:
    style, shading = properties.find(f"{W}pStyle"), properties.find(f"{W}shd")
    name = "" if style is None else style.get(f"{W}val", "")
    return name if shading is None else f"{name} {sorted(shading.attrib.items())}"


def _number(text: str | None) -> int:
    return int(text) if text and _NUMBER.fullmatch(text) else 0
