"""One pass over the XML of a workbook's parts, for what a reader would hide or stumble over.

Nothing is built up from the cells here. The scan notes error cells, formulas without a stored value, percent formats and
merged cells, and stops at a sheet too large to be read: calamine aborts the whole process on one cell at XFD1048576.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from toolkit.intake.screening.raw_values import refuse_misread_values
from toolkit.intake.screening.refusal import suspicious, unreadable
from toolkit.intake.screening.xml_part import elements, is_small, local_name, new_parser, parse
from toolkit.language import gettext

MOST_ROWS = 20_000
MOST_COLUMNS = 200
_MOST_MERGED = 2_000  # ranges in a sheet

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_PERCENT_FORMATS = {"9", "10"}  # built into Excel: 0% and 0.00%
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')  # parts of a number format that only print themselves
PAGE_TEXTS = frozenset(f"{which}{what}" for which in ("odd", "even", "first") for what in ("Header", "Footer"))
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"

Position = tuple[int, int]  # row and column from 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetScan:
    """What stands in a sheet beside the plain contents of its cells."""

    errors: dict[Position, str] = field(default_factory=dict)  # "#DIV/0!" and the like, as Excel shows them
    formulas_without_value: Mapping[Position, str] = field(default_factory=dict)  # each with its text: "=60+56"
    percents: frozenset[Position] = frozenset()  # numbers that Excel shows as percentages: 0.45 as 45 %
    merged: tuple[tuple[Position, Position], ...] = ()  # first and last cell of each merged range
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    shared_texts: int = 0  # cells whose text stands in the part of shared texts
    page_texts: tuple[str, ...] = ()  # the headers and footers of its pages
    area: int = 0  # of the rectangle from A1 to the last cell with content, in cells


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEntry:
    """A sheet as the workbook lists it."""

    name: str
    relation: str  # the id under which the relations part gives its file
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BookScan:
    """What the workbook part says."""

    sheets: tuple[SheetEntry, ...]
    is_strict: bool  # of the ISO Strict variant, which readers take for an empty workbook


def scan_book(chunks: Iterable[bytes]) -> BookScan:
    """Read the list of sheets."""
    sheets = []
    is_strict = False
    for name, attributes in elements(chunks):
        if name == "workbook":
            is_strict = _STRICT in attributes.values()
        elif name == "sheet":
            relation = next((value for key, value in attributes.items() if local_name(key) == "id" and key != "id"), "")
            hidden = attributes.get("state", "visible") != "visible"
            sheets.append(SheetEntry(name=attributes.get("name", ""), relation=relation, hidden=hidden))
    return BookScan(sheets=tuple(sheets), is_strict=is_strict)


def percent_styles(chunks: Iterable[bytes]) -> frozenset[str]:
    """Give the numbers of the cell styles that show a number as a percentage."""
    formats = set(_PERCENT_FORMATS)
    found = set()
    in_cells, count = False, 0
    for name, attributes in elements(chunks):
        if name == "numFmt" and "%" in _LITERAL.sub("", attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId", ""))
        elif name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            in_cells = name == "cellXfs"
        elif name == "xf" and in_cells:
            if attributes.get("numFmtId") in formats:
                found.add(str(count))
            count += 1
    return frozenset(found)


def scan_sheet(chunks: Iterable[bytes], percent: frozenset[str]) -> SheetScan:
    """Pass once over a sheet's cells."""
    scanner = _SheetScanner(percent)
    parser = new_parser()
    scanner.attach(parser)
    parse(parser, refuse_misread_values(chunks))
    return SheetScan(
        errors=scanner.errors,
        formulas_without_value=scanner.formulas,
        percents=frozenset(scanner.percents),
        merged=tuple(scanner.merged),
        hidden_rows=frozenset(scanner.hidden_rows),
        hidden_columns=frozenset(scanner.hidden_columns),
        shared_texts=scanner.shared_texts,
        page_texts=tuple(scanner.page_texts),
        area=(scanner.last_row + 1) * (scanner.last_column + 1),
    )


class _SheetScanner:
    """The handlers of one sheet's parser, and what they have noted.

    Handlers are called for every cell, so an address is worked out only where a cell has content, and the end of elements
    is listened to only within cells whose text matters.
    """

    def __init__(self, percent: frozenset[str]) -> None:
        self.errors: dict[Position, str] = {}
        self.formulas: dict[Position, str] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.shared_texts = 0
        self.percents: set[Position] = set()
        self.merged: list[tuple[Position, Position]] = []
        self.page_texts: list[str] = []
        self.last_row, self.last_column = -1, -1
        self._percent = percent
        self._columns: dict[str, int] = {}
        self._row, self._column = -1, -1  # of the cell before, until _arrive()
        self._before = (-1, -1)  # the last cell with content
        self._cell: dict[str, str] | None = None  # the cell whose address is not worked out yet
        self._type, self._style, self._has_formula, self._has_content = "n", "", False, False
        self._text: list[str] = []
        self._formula: list[str] = []
        self._parser: expat.XMLParserType

    def attach(self, parser: expat.XMLParserType) -> None:
        """Let the parser call this scanner."""
        self._parser = parser
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.CommentHandler = parser.ProcessingInstructionHandler = parser.StartCdataSectionHandler = self._interrupt

    def _interrupt(self, *_: object) -> None:
        if self._row >= 0:  # calamine reads a number only as far as this
            raise unreadable()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            if self._cell is not None:
                self._arrive()
            self._cell = attributes
        elif name == "v":
            self._hold_content()
            self._take_content()
            if self._has_formula or self._type == "e":
                self._parser.CharacterDataHandler = self._text.append
            elif self._type == "s":
                self.shared_texts += 1
            elif self._style in self._percent and self._type == "n":
                self.percents.add((self._row, self._column))
        elif name == "f":
            self._hold_content()
            self._has_formula = True
            self._parser.CharacterDataHandler = self._formula.append
            self._parser.EndElementHandler = self._end
        elif name == "is":
            self._hold_content()
            self._take_content()
        elif name == "row":
            self._begin_row(attributes)
        else:
            self._start_outside_cells(name, attributes)

    def _start_outside_cells(self, name: str, attributes: dict[str, str]) -> None:
        if name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col":
            self._hide_columns(attributes)
        elif name in PAGE_TEXTS:
            self._text.clear()
            self._parser.CharacterDataHandler = self._text.append
            self._parser.EndElementHandler = self._end
        elif ":" in name:
            self._start(local_name(name), attributes)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        row = attributes.get("r", "")
        if row and not is_small(row):
            raise unreadable()
        self._cell = None
        self._row = int(row) - 1 if row else self._row + 1
        self._column = -1
        if attributes.get("hidden", "0") in ("1", "true") and self._row < MOST_ROWS:
            self.hidden_rows.add(self._row)

    def _end(self, name: str) -> None:
        name = local_name(name)
        if name in ("v", "f"):
            self._parser.CharacterDataHandler = None
        elif name in PAGE_TEXTS:
            self._parser.CharacterDataHandler = self._parser.EndElementHandler = None
            self.page_texts.append("".join(self._text))
        elif name == "c":
            self._parser.EndElementHandler = None
            position = (self._row, self._column)
            text = "".join(self._text).strip()
            if self._type == "e":
                self.errors[position] = text or "#ERROR!"
            elif not text and self._type != "str":  # ="" stores an empty text, and is one
                self.formulas[position] = f"={''.join(self._formula).strip() or '…'}"
            elif self._style in self._percent and self._type == "n":
                self.percents.add(position)

    def _arrive(self) -> None:
        """Work out where the cell stands that has begun; cells without an address follow one another."""
        cell = self._cell or {}
        self._cell = None
        reference = cell.get("r")
        if reference is None:
            self._column += 1
        else:
            self._row, self._column = self._position(reference)
        self._type, self._style, self._has_formula = cell.get("t", "n"), cell.get("s", ""), False
        self._has_content = False
        self._text.clear()
        self._formula.clear()
        if self._type == "e":
            self._parser.EndElementHandler = self._end

    def _hold_content(self) -> None:
        if self._cell is not None:
            self._arrive()
            if self._row >= MOST_ROWS or self._column >= MOST_COLUMNS:
                raise suspicious(
                    gettext(
                        "o celulă completată dincolo de rândul {rows} sau de coloana {columns}",
                        rows=MOST_ROWS,
                        columns=MOST_COLUMNS,
                    )
                )
            if (self._row, self._column) <= self._before:  # of two contents a reader would choose one
                raise unreadable(gettext("o foaie în care o celulă stă de două ori sau nu la locul ei"))
            self._before = (self._row, self._column)
        self.last_row = max(self.last_row, self._row)
        self.last_column = max(self.last_column, self._column)

    def _take_content(self) -> None:
        if self._has_content:  # of two values in one cell a reader would choose one
            raise unreadable()
        self._has_content = True

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        if last:
            self.merged.append((self._position(first), self._position(last)))
        if len(self.merged) > _MOST_MERGED:
            raise suspicious(gettext("o foaie cu peste {merged} de îmbinări de celule", merged=_MOST_MERGED))

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if attributes.get("hidden", "0") in ("1", "true") and is_small(first) and is_small(last):
            self.hidden_columns.update(range(int(first) - 1, min(int(last), MOST_COLUMNS)))

    def _position(self, reference: str) -> Position:
        match = _CELL.fullmatch(reference)
        if match is None:
            raise unreadable()
        letters = match[1]
        column = self._columns.get(letters)
        if column is None:
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - 64
            column = self._columns[letters] = column - 1
        return int(match[2]) - 1, column
