"""How the letters of a text stand on the page, as far as it changes what is read: hidden, pale, tiny, struck, raised."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from toolkit.word.content import Shown
from toolkit.word.letters import Ground, Styles
from toolkit.word.looks import run_look
from toolkit.word.package import W, is_on

_LEAST_CONTRAST: Final = 1.5  # below it a page looks empty
_LEAST_HALF_POINTS: Final = 8
_LEAST_SCALE: Final = 20  # per cent of a letter's width
_LEAST_LINE: Final = 100  # twentieths of a point
_FARTHEST: Final = 12_000  # twentieths of a point: as far as a page is wide
_SYMBOLS = re.compile("symbol|wingdings|webdings|marlett|dingbats", re.IGNORECASE)
_NUMBER = re.compile("-?[0-9]{1,9}")


class Looks:
    """How texts stand, each kind of run and paragraph looked at once."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
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

    def _found(self, run: etree._Element | None, paragraph: etree._Element | None, ground: Ground) -> set[Shown]:
        letters = self._styles.letters(run, paragraph, ground)
        said = self._styles.run_properties(run, paragraph, ground)
        raised = said["vertAlign"].get(f"{W}val") if "vertAlign" in said else ""
        fonts = said["rFonts"].attrib.values() if "rFonts" in said else ()
        scale = _number(said["w"].get(f"{W}val")) if "w" in said else 100
        holds = {
            Shown.HIDDEN: letters.is_hidden or is_on(said.get("specVanish")),
            Shown.PALE: letters.contrast < _LEAST_CONTRAST or _is_transparent(run),
            Shown.TINY: letters.half_points < _LEAST_HALF_POINTS or scale < _LEAST_SCALE,
            Shown.STRUCK: is_on(said.get("strike")) or is_on(said.get("dstrike")),
            Shown.RAISED: raised == "superscript",
            Shown.LOWERED: raised == "subscript",
            Shown.REVERSED: is_on(said.get("rtl")),
            Shown.SYMBOLS: any(_SYMBOLS.search(str(font)) for font in fonts),
        }
        return {shown for shown, is_so in holds.items() if is_so}


def of_paragraph(properties: etree._Element | None) -> frozenset[Shown]:
    """Give how all of a paragraph stands, by its own measures."""
    if properties is None:
        return frozenset()
    found = set()
    frame, spacing, indents = (properties.find(f"{W}{name}") for name in ("framePr", "spacing", "ind"))
    if frame is not None:
        found.add(Shown.FRAMED)
    if spacing is not None and spacing.get(f"{W}lineRule") == "exact" and _number(spacing.get(f"{W}line")) < _LEAST_LINE:
        found.add(Shown.OUTSIDE)
    if indents is not None and any(abs(_number(str(value))) > _FARTHEST for value in indents.attrib.values()):
        found.add(Shown.OUTSIDE)
    return frozenset(found)


def is_hidden_row(properties: etree._Element | None) -> bool:
    """Whether one sees nothing of a row."""
    if properties is None:
        return False
    height = properties.find(f"{W}trHeight")
    is_flat = height is not None and height.get(f"{W}hRule") == "exact" and _number(height.get(f"{W}val")) < _LEAST_LINE
    return is_flat or is_on(properties.find(f"{W}hidden"))


def _is_transparent(run: etree._Element | None) -> bool:
    """Whether the letters are filled with nothing, as Word's text effects can."""
    if run is None:
        return False
    return any(
        str(e.tag).endswith(("}noFill", "}alpha"))
        for effect in run
        if str(effect.tag).endswith("}textFill")
        for e in effect.iter()
    )


def _look_of_paragraph(properties: etree._Element) -> str:
    style, shading = properties.find(f"{W}pStyle"), properties.find(f"{W}shd")
    name = "" if style is None else style.get(f"{W}val", "")
    return name if shading is None else f"{name} {sorted(shading.attrib.items())}"


def _number(text: str | None) -> int:
    return int(text) if text and _NUMBER.fullmatch(text) else 0
