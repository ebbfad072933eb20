"""How a piece of a Word part looks: its properties as one text, by which a finished file is compared with its template.

Left out is what filling changes on purpose: widths and spans of cells, the ids of drawings, which rows stay together.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from toolkit.word.package import WP, W

_SET_BY_US: Final = frozenset(
    W + name
    for name in ("keepNext", "cantSplit", "tblW", "tcW", "gridSpan", "shd", "cnfStyle", "tblCaption", "tblDescription")
)
_OTHER_TEXT: Final = f"{W}txbxContent"
_NUMBERED: Final = f"{WP}docPr"

LINK_LOOK: Final = "rStyle val=Hyperlink;"
"""How the text of a link that `fields.link` writes looks."""


def look_of(properties: etree._Element) -> str:
    """Give the properties of a paragraph, a row, a cell or a table."""
    pieces = [_piece(child) for child in properties if child.tag not in _SET_BY_US]
    return pieces[0] if len(pieces) == 1 else "".join(sorted(pieces))


def run_look(properties: etree._Element) -> str:
    """Give the properties of a run: letters, size, colour, language, whether it is hidden."""
    return "".join(sorted(map(_piece, properties)))


def shading_of(properties: etree._Element) -> str:
    """Give the shading of a cell, which a tag may set."""
    shading = properties.find(f"{W}shd")
    return "" if shading is None else _attributes(shading)


def whole_look(element: etree._Element) -> str:
    """Give all of a drawing, a picture or a section but the texts in it."""
    return _piece(element)


def _piece(element: etree._Element) -> str:
    tag = element.tag
    if not isinstance(tag, str) or tag == _OTHER_TEXT:
        return ""
    inner = "".join(map(_piece, element)) if len(element) else ""
    name = tag.rpartition("}")[2]
    return f"{name} {_attributes(element)};{f'({inner})' if inner else ''}"


def _attributes(element: etree._Element) -> str:
    given = [f"{str(name).rpartition('}')[2]}={value!s}" for name, value in element.items()]
    if element.tag == _NUMBERED:
        given = [attribute for attribute in given if not attribute.startswith("id=")]
    return given[0] if len(given) == 1 else " ".join(sorted(given))
