"""The looks of cells: those of a workbook, and beside them those of marks and of the sheet of corrections."""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from lxml import etree

from toolkit.documents.marking.workbook_parts import BOOK, MAIN, WorkbookParts
from toolkit.intake.finding import Severity

_DEFAULT_NAME: Final = "xl/styles.xml"
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_EMPTY: Final = f'<styleSheet xmlns="{MAIN[1:-1]}"/>'.encode()
_ORDER: Final = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles")
# What Excel takes for granted at the beginning of each list.
_FIRST: Final = {
    "fonts": '<font><sz val="11"/><name val="Calibri"/></font>',
    "fills": '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    "borders": "<border><left/><right/><top/><bottom/><diagonal/></border>",
    "cellStyleXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
    "cellXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
}
# Fill, border and its colour; the borders differ too, for people who do not tell the colours apart and for grey print.
_MARKS: Final = {
    Severity.ERROR: ("FFFFBFBA", "thick", "FF9C0006"),
    Severity.WARNING: ("FFFFDA6B", "mediumDashed", "FF7F4A00"),
    Severity.NOTE: ("FFBFDDF2", "thin", "FF1F4E79"),
}
_OF_MARKS: Final = ("fillId", "borderId", "applyFill", "applyBorder")  # what a mark changes in a style


class CellStyles:
    """The styles of one workbook, to which others are added; no style that is there is changed."""

    def __init__(self, parts: WorkbookParts) -> None:
        """Open the styles; a workbook without any gets those that Excel takes for granted."""
        names = [part for _, part in parts.related(BOOK, "styles")]
        if not names or names[0] not in parts:
            parts.put(_DEFAULT_NAME, _EMPTY, _CONTENT_TYPE)
            parts.relate(BOOK, "styles", _DEFAULT_NAME)
            names = [_DEFAULT_NAME]
        self._tree = parts.tree(names[0])
        self._known: dict[str, dict[bytes, int]] = {}

    def marked(self, style: int, severity: Severity) -> int:
        """Give the style that is another one with the mark of a severity."""
        fill, border, colour = _MARKS[severity]
        looks = deepcopy(self._look(style))
        looks.set("fillId", str(self._fill(fill)))
        looks.set("borderId", str(self._border(border, colour)))
        looks.set("applyFill", "1")
        looks.set("applyBorder", "1")
        return self._add("cellXfs", looks)

    def of_sheet(self, font: str = "", *, fill: str = "", border: bool = False, wrap: bool = True) -> int:
        """Give a style of the sheet of corrections: its cells hold text, and can be written in."""
        alignment = f'<alignment horizontal="left" vertical="top" wrapText="{int(wrap)}"/>'
        number = self._add("fonts", _element(f'<font>{font}<sz val="11"/><name val="Calibri"/><family val="2"/></font>'))
        looks = (
            f'<xf numFmtId="49" fontId="{number}" fillId="{self._fill(fill) if fill else 0}"'
            f' borderId="{self._border("thin", "FFA6A6A6") if border else 0}" xfId="0" applyNumberFormat="1" applyFont="1"'
            f' applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">{alignment}<protection locked="0"/></xf>'
        )
        return self._add("cellXfs", _element(looks))

    def is_mark(self, style: int) -> bool:
        """Whether a style is that of a mark."""
        fill = self._member("fills", self._look(style).get("fillId", "0"))
        colour = fill.find(f"{MAIN}patternFill/{MAIN}fgColor") if fill is not None else None
        return colour is not None and colour.get("rgb", "").upper() in {fill for fill, _, _ in _MARKS.values()}

    def likeness(self, one: int, other: int) -> int:
        """How alike two styles are beside what a mark changes: 2 wholly, 1 if both can be written in or neither, else 0."""
        if _without_mark(self._look(one)) == _without_mark(self._look(other)):
            return 2
        return int(self._is_locked(one) == self._is_locked(other))

    def unmarked(self, style: int, other: int | None) -> int:
        """Give the style that is another one with fill and border of a third, or without any."""
        looks = deepcopy(self._look(style))
        for name in _OF_MARKS:
            looks.attrib.pop(name, "")
            like = None if other is None else self._look(other).get(name)
            if like is not None:
                looks.set(name, like)
        for name in ("fillId", "borderId"):
            looks.set(name, looks.get(name, "0"))
        return self._add("cellXfs", looks)

    def _is_locked(self, style: int) -> bool:
        protection = self._look(style).find(f"{MAIN}protection")
        return protection is None or protection.get("locked") not in ("0", "false")

    def _look(self, style: int) -> etree._Element:
        looks = self._list("cellXfs")
        return looks[style] if 0 <= style < len(looks) else looks[0]

    def _member(self, name: str, number: str) -> etree._Element | None:
        members = self._list(name)
        return members[int(number)] if number.isdecimal() and int(number) < len(members) else None

    def _fill(self, colour: str) -> int:
        fill = f'<patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill>'
        return self._add("fills", _element(f"<fill>{fill}</fill>"))

    def _border(self, style: str, colour: str) -> int:
        sides = "".join(
            f'<{side} style="{style}"><color rgb="{colour}"/></{side}>' for side in ("left", "right", "top", "bottom")
        )
        return self._add("borders", _element(f"<border>{sides}<diagonal/></border>"))

    def _add(self, name: str, element: etree._Element) -> int:
        """Give the number of an element in its list, in which it stands once."""
        members = self._list(name)
        if name not in self._known:
            self._known[name] = {}
            for number, member in enumerate(members):
                self._known[name].setdefault(_canonical(member), number)
        known, said = self._known[name], _canonical(element)
        if said not in known:
            members.append(element)
            members.set("count", str(len(members)))
            known[said] = len(members) - 1
        return known[said]

    def _list(self, name: str) -> etree._Element:
        found = self._tree.find(f"{MAIN}{name}")
        if found is None or not len(found):
            if found is not None:
                self._tree.remove(found)
            found = deepcopy(_element(f"<{name}>{_FIRST[name]}</{name}>"))
            before = {f"{MAIN}{other}" for other in _ORDER[: _ORDER.index(name)]}
            self._tree.insert(sum(child.tag in before for child in self._tree), found)
        return found


def fill_of(severity: Severity) -> str:
    """The colour of a severity."""
    return _MARKS[severity][0]


def _element(text: str) -> etree._Element:
    return etree.fromstring(f'<styleSheet xmlns="{MAIN[1:-1]}">{text}</styleSheet>')[0]


def _canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


def _without_mark(look: etree._Element) -> bytes:
    look = deepcopy(look)
    for name in _OF_MARKS:
        look.attrib.pop(name, "")
    return _canonical(look)
