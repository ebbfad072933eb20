"""The numbers and signs that Word prints before the entries of a list, and that stand in no text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from lxml import etree

from toolkit.word.letters import Styles
from toolkit.word.package import W

_BULLET: Final = "•"  # every program has a sign of its own for it
_PLACE = re.compile("%([1-9])")
_ROMAN: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
                 (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_HIGHEST: Final = 3999


class Numbering:
    """The lists of a file, counted on as its paragraphs are read in order."""

    def __init__(self, part: etree._Element | None, styles: Styles) -> None:
        root = etree.Element("none") if part is None else part
        self._styles = styles
        self._forms = {e.get(f"{W}abstractNumId", ""): e for e in root.iterfind(f"{W}abstractNum")}
        self._lists = {e.get(f"{W}numId", ""): e for e in root.iterfind(f"{W}num")}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._styled: dict[str, etree._Element | None] = {}
        self._begun: set[tuple[str, int]] = set()

    def of(self, properties: etree._Element | None, style: str) -> tuple[str, str]:
        """Give the form and the number of the next paragraph; nothing where it is in no list."""
        name, level = self._list_of(properties, style)
        listed = self._lists.get(name)
        if listed is None:
            return "", ""
        form = _value(listed.find(f"{W}abstractNumId"))
        described = self._level(listed, form, level)
        if described is None:
            return "", ""
        kind = _value(described.find(f"{W}numFmt")) or "decimal"
        pattern = _value(described.find(f"{W}lvlText"))
        if kind == "bullet":
            sign = _BULLET if len(pattern) <= 1 and (pattern in "oO" or not pattern.isalnum()) else pattern
            return f"{level} {sign}", sign
        numbers = self._count(name, form, level)
        if kind == "none":
            pattern = _PLACE.sub("", pattern)  # only what stands beside the number is printed
        if not pattern.strip():
            return "", ""

        def printed(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            other = self._level(listed, form, at)
            return _written(numbers.get(at, 1), "" if other is None else _value(other.find(f"{W}numFmt")))

        return f"{level} {pattern} {kind}", _PLACE.sub(printed, pattern)

    def _list_of(self, properties: etree._Element | None, style: str) -> tuple[str, int]:
        own = None if properties is None else properties.find(f"{W}numPr")
        if style not in self._styled:
            self._styled[style] = self._styles.paragraph_property(style, "numPr")
        styled = self._styled[style]
        if own is None and styled is None:
            return "", 0
        name = next((v for e in (own, styled) if e is not None and (v := _value(e.find(f"{W}numId")))), "")
        level = next((v for e in (own, styled) if e is not None and (v := _value(e.find(f"{W}ilvl")))), "")
        return name, int(level) if level.isdecimal() and len(level) == 1 else 0

    def _level(self, listed: etree._Element, form: str, level: int) -> etree._Element | None:
        path = f"{W}lvl[@{W}ilvl='{level}']"
        own = listed.find(f"{W}lvlOverride[@{W}ilvl='{level}']/{path}")
        if own is not None:
            return own
        described = self._forms.get(form)
        return None if described is None else described.find(path)

    def _count(self, name: str, form: str, level: int) -> dict[int, int]:
        counts, listed = self._counts[form], self._lists[name]
        described = self._level(listed, form, level)
        start = _number(None if described is None else described.find(f"{W}start"), 1)
        restart = listed.find(f"{W}lvlOverride[@{W}ilvl='{level}']/{W}startOverride")
        if restart is not None and (name, level) not in self._begun:
            counts[level] = _number(restart, start)
        else:
            counts[level] = counts[level] + 1 if level in counts else start
        self._begun.add((name, level))
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return counts


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def _number(element: etree._Element | None, otherwise: int) -> int:
    text = _value(element)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else otherwise


def _written(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman") and 0 < number <= _HIGHEST:
        roman = ""
        for worth, sign in _ROMAN:
            count, number = divmod(number, worth)
            roman += sign * count
        return roman if kind == "lowerRoman" else roman.upper()
    return str(number)
