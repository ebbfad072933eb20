"""How the letters of a text come out: as its run says, else its character, paragraph or table style, else the defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from toolkit.word.colour import BLACK, WHITE, Colour, contrast, fill_of, highlight_colour, text_colour
from toolkit.word.package import W, is_on

_TOGGLES: Final = ("b", "vanish")  # a style that says bold within a bold one gives plain letters
_DEFAULT_HALF_POINTS: Final = 20
_SIZE = re.compile("[0-9]{1,4}")

_Layer = Mapping[str, etree._Element]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """What a reader gets to see of a text: its colours, its size in half-points, its language."""

    colour: Colour
    background: Colour
    half_points: int
    is_bold: bool
    is_hidden: bool
    language: str

    @property
    def contrast(self) -> float:
        """The contrast of the letters with what is behind them."""
        return contrast(self.colour, self.background)

    @property
    def are_large(self) -> bool:
        """Whether WCAG calls them large: 18 points, or 14 and bold."""
        return self.half_points >= (28 if self.is_bold else 36)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a paragraph stands: in a table of this style, in a cell to which these conditions apply, on this colour."""

    table_style: str = ""
    conditions: tuple[str, ...] = ()
    colour: Colour | None = None


class Styles:
    """The styles of a Word file, each with what it takes over from those that it is based on."""

    def __init__(self, styles: etree._Element | None, theme: Mapping[str, Colour]) -> None:
        self.theme = theme
        root = etree.Element("none") if styles is None else styles
        self._defaults = _layer(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        self._styles = {(s.get(f"{W}type", ""), s.get(f"{W}styleId", "")): s for s in root.iterfind(f"{W}style")}
        self._default = {kind: name for (kind, name), s in self._styles.items() if s.get(f"{W}default") == "1"}
        self._layers: dict[tuple[str, str, str], _Layer] = {}
        self._fills: dict[tuple[str, tuple[str, ...]], Colour | None] = {}

    @property
    def language(self) -> str:
        """The language of a text of which nothing else is said."""
        return _value(self._defaults.get("lang"))

    def name_of(self, style: str) -> str:
        """Give the name of a paragraph style, as Word shows it."""
        found = self._styles.get(("paragraph", style or self._default.get("paragraph", "")))
        return "" if found is None else _value(found.find(f"{W}name"))

    def heading_level(self, style: str) -> int | None:
        """Give the level of a heading, from 1; None where the style is not a heading's."""
        for found in self._chain("paragraph", style):
            level = found.find(f"{W}pPr/{W}outlineLvl")
            if level is not None:
                return outline_level(level)
        return None

    def fill(self, table_style: str, conditions: tuple[str, ...]) -> Colour | None:
        """Give the colour that a table style gives to a cell to which these conditions apply."""
        key = (table_style, conditions)
        if key not in self._fills:
            found: Colour | None = None
            for path in ("", *(f"{W}tblStylePr[@{W}type='{name}']/" for name in conditions)):
                shadings = (style.find(f"{path}{W}tcPr/{W}shd") for style in self._chain("table", table_style))
                found = fill_of(next((s for s in shadings if s is not None), None), self.theme) or found
            self._fills[key] = found
        return self._fills[key]

    def letters(self, properties: etree._Element | None, paragraph: etree._Element | None, ground: Ground) -> Letters:
        """Give what a run's letters look like, from its own properties, its paragraph's, and where the paragraph stands."""
        direct, levels = self._levels_of(properties, paragraph, ground)
        merged = {**self._defaults, **levels[0], **levels[1], **levels[2], **direct}
        style = _value(None if paragraph is None else paragraph.find(f"{W}pStyle"))
        is_bold, is_hidden = (
            is_on(direct[name]) if name in direct else sum(is_on(level.get(name)) for level in levels) % 2 == 1
            for name in _TOGGLES
        )
        background = self._background(merged, paragraph, style, ground)
        automatic = WHITE if contrast(WHITE, background) > contrast(BLACK, background) else BLACK
        return Letters(
            colour=text_colour(merged.get("color"), self.theme) or automatic,
            background=background,
            half_points=_half_points(merged),
            is_bold=is_bold,
            is_hidden=is_hidden,
            language=_value(merged.get("lang")),
        )

    def run_properties(
        self, properties: etree._Element | None, paragraph: etree._Element | None, ground: Ground
    ) -> Mapping[str, etree._Element]:
        """Give all that is said of a run's letters, by its names; of two that say the same, the nearer one."""
        direct, levels = self._levels_of(properties, paragraph, ground)
        return {**self._defaults, **levels[0], **levels[1], **levels[2], **direct}

    def paragraph_property(self, style: str, name: str) -> etree._Element | None:
        """Give what a paragraph style, or one that it is based on, says of its paragraphs."""
        return next((e for s in self._chain("paragraph", style) if (e := s.find(f"{W}pPr/{W}{name}")) is not None), None)

    def _levels_of(
        self, properties: etree._Element | None, paragraph: etree._Element | None, ground: Ground
    ) -> tuple[_Layer, tuple[_Layer, _Layer, _Layer]]:
        direct = _layer(properties)
        style = _value(None if paragraph is None else paragraph.find(f"{W}pStyle"))
        return direct, (
            self._table_layer(ground),
            self._layer_of("paragraph", style, f"{W}rPr"),
            self._layer_of("character", _value(direct.get("rStyle")), f"{W}rPr"),
        )

    def _background(self, run: _Layer, paragraph: etree._Element | None, style: str, ground: Ground) -> Colour:
        shading = None if paragraph is None else paragraph.find(f"{W}shd")
        if shading is None:
            chain = self._chain("paragraph", style)
            shading = next((found for s in chain if (found := s.find(f"{W}pPr/{W}shd")) is not None), None)
        return (
            highlight_colour(_value(run.get("highlight")))
            or fill_of(run.get("shd"), self.theme)
            or fill_of(shading, self.theme)
            or ground.colour
            or WHITE
        )

    def _table_layer(self, ground: Ground) -> _Layer:
        layer = dict(self._layer_of("table", ground.table_style, f"{W}rPr"))
        for name in ground.conditions:
            layer |= self._layer_of("table", ground.table_style, f"{W}tblStylePr[@{W}type='{name}']/{W}rPr")
        return layer

    def _layer_of(self, kind: str, style: str, path: str) -> _Layer:
        key = (kind, style, path)
        if key not in self._layers:
            layer: dict[str, etree._Element] = {}
            for found in reversed(list(self._chain(kind, style))):
                layer |= _layer(found.find(path))
            self._layers[key] = layer
        return self._layers[key]

    def _chain(self, kind: str, style: str) -> Iterator[etree._Element]:
        """Walk a style and those that it is based on; without a name, the default one of its kind."""
        name, seen = style or self._default.get(kind, ""), set[str]()
        while name not in seen and (found := self._styles.get((kind, name))) is not None:
            seen.add(name)
            yield found
            name = _value(found.find(f"{W}basedOn"))


def outline_level(element: etree._Element) -> int | None:
    """Give the level of a heading from Word's count, which begins at 0 and calls plain text 9."""
    level = _value(element)
    return int(level) + 1 if level.isdecimal() and int(level) < 9 else None


def _layer(properties: etree._Element | None) -> dict[str, etree._Element]:
    return {} if properties is None else {str(child.tag).rpartition("}")[2]: child for child in properties}


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def _half_points(layer: _Layer) -> int:
    size = _value(layer.get("sz"))
    return int(size) if _SIZE.fullmatch(size) else _DEFAULT_HALF_POINTS
