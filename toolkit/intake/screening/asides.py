"""The texts of a workbook that stand in no cell: comments, text boxes, document properties.

No report needs them, and nobody but the search for personal codes reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

from toolkit.intake.screening.package import Package, part_beside
from toolkit.intake.screening.sheet_scan import PAGE_TEXTS, SheetScan
from toolkit.intake.screening.xml_part import elements, local_name, new_parser, parse
from toolkit.language import N_, gettext

_ON_PAGES = N_("din antetul sau subsolul paginii")
# Beginning of a part's name → the elements whose text is one text (none: each by itself), and what it is called.
_ASIDES = (
    ("xl/comments", ("comment", "author"), N_("din comentariu")),
    ("xl/threadedcomments/", ("threadedComment",), N_("din comentariu")),
    ("xl/drawings/", ("p",), N_("din caseta de text")),
    ("xl/worksheets/", tuple(PAGE_TEXTS), _ON_PAGES),  # of a sheet that the workbook does not list
    ("xl/workbook.xml", ("definedName",), N_("din numele definite (Formule › Manager nume)")),
    ("docprops/", (), N_("din proprietățile documentului (Fișier › Informații)")),
)
_NAMES_OF_SHEETS = "lpstr"  # which the properties list once more


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A text beside the cells, and where it stands."""

    text: str
    where: str  # as a sentence goes on after "delete the code"
    sheet: str = ""
    cell: str = ""  # of a comment


def read_asides(package: Package, sheets: Mapping[str, tuple[str, SheetScan]]) -> tuple[Aside, ...]:
    """Read the texts beside the cells of the sheets, given by their parts: each with its name and what was noted of it."""
    sheet_of = _sheets_of_parts(package, {part: name for part, (name, _) in sheets.items()})
    of_pages = [
        Aside(text=text, where=gettext(_ON_PAGES), sheet=name)
        for name, scan in sheets.values()
        for text in scan.page_texts
        if text.strip()
    ]
    others = [
        Aside(text=text, where=gettext(where), sheet=sheet_of.get(name, ""), cell=cell)
        for name in package.names
        for beginning, whole, where in _ASIDES
        if name.startswith(beginning) and name.endswith(".xml") and name not in sheets
        for cell, text in _texts(package, name, whole)
    ]
    return (*of_pages, *others)


def _sheets_of_parts(package: Package, sheets: Mapping[str, str]) -> dict[str, str]:
    """Which sheet each comment or drawing belongs to."""
    found: dict[str, str] = {}
    for part, sheet in sheets.items():
        folder, _, file = part.rpartition("/")
        relations = f"{folder}/_rels/{file}.rels"
        if relations in package:
            for name, attributes in elements(package.chunks(relations)):
                if name == "Relationship":
                    found[part_beside(part, attributes.get("Target", "")).casefold()] = sheet
    return found


def _texts(package: Package, name: str, whole: tuple[str, ...]) -> list[tuple[str, str]]:
    """The texts of a part, each with the cell that it is about."""
    texts: list[tuple[str, str]] = []
    said: list[str] = []
    cell = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal cell
        cell = attributes.get("ref", cell)
        if local_name(tag) in whole:
            said[:] = [attributes.get("name", "")]  # of a defined name
            parser.CharacterDataHandler = said.append

    def end(tag: str) -> None:
        tag = local_name(tag)
        if not whole or tag in whole:
            if tag != _NAMES_OF_SHEETS and "".join(said).strip():
                texts.append((cell, "".join(said)))
            said.clear()
            parser.CharacterDataHandler = said.append if not whole else None

    parser: expat.XMLParserType = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = said.append if not whole else None  # a sheet's cells are not for here
    parse(parser, package.chunks(name))
    return texts
