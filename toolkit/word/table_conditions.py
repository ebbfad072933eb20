"""Which conditions of a table style apply to a cell: the header row, the last column, every other row."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from toolkit.word.package import OFF, W

_SWITCHES: Final = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100}
_SWITCHED_OFF: Final = {"noHBand": 0x200, "noVBand": 0x400}
_NUMBER = re.compile("[0-9A-Fa-f]{1,4}")


def switched_on(properties: etree._Element | None) -> frozenset[str]:
    """Give the conditions that a table asks for; old files say it in one number, newer ones by name."""
    look = None if properties is None else properties.find(f"{W}tblLook")
    if look is None:
        return frozenset()
    said_as_number = look.get(f"{W}val", "")
    number = int(said_as_number, 16) if _NUMBER.fullmatch(said_as_number) else 0

    def is_set(name: str, bit: int) -> bool:
        said = look.get(f"{W}{name}")
        return bool(number & bit) if said is None else said not in OFF

    asked = {name for name, bit in _SWITCHES.items() if is_set(name, bit)}
    return frozenset(asked | {name[2:] for name, bit in _SWITCHED_OFF.items() if not is_set(name, bit)})


def conditions_of(switches: frozenset[str], place: tuple[int, int], size: tuple[int, int]) -> tuple[str, ...]:
    """Give the conditions that apply to a cell, the weakest first; bands are counted one by one, without header and edge."""
    (row, column), (rows, columns) = place, size
    is_top, is_bottom = "firstRow" in switches and row == 0, "lastRow" in switches and row == rows - 1
    is_left, is_right = "firstColumn" in switches and column == 0, "lastColumn" in switches and column == columns - 1
    band_row, band_column = row - ("firstRow" in switches), column - ("firstColumn" in switches)
    applies = (
        ("band1Vert" if band_column % 2 == 0 else "band2Vert", "VBand" in switches and not is_left and not is_right),
        ("band1Horz" if band_row % 2 == 0 else "band2Horz", "HBand" in switches and not is_top and not is_bottom),
        ("firstRow", is_top),
        ("lastRow", is_bottom),
        ("firstCol", is_left),
        ("lastCol", is_right),
        ("nwCell", is_top and is_left),
        ("neCell", is_top and is_right),
        ("swCell", is_bottom and is_left),
        ("seCell", is_bottom and is_right),
    )
    return tuple(name for name, holds in applies if holds)
