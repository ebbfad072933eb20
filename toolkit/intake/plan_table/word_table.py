"""A plan in a Word document: its paragraphs and the rows of its tables, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from toolkit.errors import Place
from toolkit.intake.plan_table.headers import read_header
from toolkit.intake.plan_table.rows import Cell, PlanRows, Row, cell_of
from toolkit.intake.screening.package import Package
from toolkit.intake.screening.refusal import suspicious, unreadable, wrong_format
from toolkit.intake.screening.xml_part import check_part, elements
from toolkit.language import gettext

DOCUMENT = "word/document.xml"
_FOOTNOTES = "word/footnotes.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_SAID = (  # what stands in the file and not on the page: deleted, moved away, a second form of a drawing
    f"{_W}del",
    f"{_W}moveFrom",
    f"{_W}instrText",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_MOST_ROWS = 20_000
_MOST_COLUMNS = 200
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_word_rows(package: Package, file: str) -> PlanRows:
    """Read a document that nobody has looked into; `RefusedFileError` when it must not be opened."""
    _check(package)
    body = _parsed(package, DOCUMENT).find(f"{_W}body")
    if body is None:
        raise unreadable()
    marks = _marks(body)
    rows: list[Row] = []
    tables = 0
    layout = _Layout()
    for block in _blocks(body):
        if block.tag == f"{_W}tbl":
            tables += 1
            rows += _table_rows(block, file, tables, marks, layout)
            if len(rows) > _MOST_ROWS:
                raise suspicious(gettext("un document cu peste {rows} de rânduri", rows=_MOST_ROWS))
        elif lines := cell_of([_paragraph_text(block, marks)]):
            place = Place(file, cell=gettext("paragraful „{text}”", text=" ".join(lines)[:40]))
            rows.append(Row(place=place, cells=((" ".join(lines),),), in_table=False))
    return PlanRows(rows=tuple(rows), footnotes=_footnotes(package, marks), is_document=True)


def _check(package: Package) -> None:
    """Refuse macros, and parts that are not what Word writes."""
    if "[Content_Types].xml" not in package or DOCUMENT not in package:
        raise wrong_format(gettext("o arhivă zip care nu este un document Word"))
    types = [attributes.get("ContentType", "") for _, attributes in elements(package.chunks("[Content_Types].xml"))]
    if "word/vbaproject.bin" in package.names or any("macroenabled" in name.casefold() for name in types):
        raise wrong_format(gettext("un document Word cu macrocomenzi (.docm)"))
    for name in package.names:
        if name.endswith((".xml", ".rels")):
            check_part(package.chunks(name))


def _parsed(package: Package, part: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(b"".join(package.chunks(part)), parser)
    except etree.XMLSyntaxError as error:  # deeper than any document
        raise unreadable() from error


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a body, also those within content controls."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"):
            yield from _blocks(child)


@dataclass(frozen=True, slots=True)
class _WordCell:
    start: int  # in columns of the table's grid
    span: int
    lines: Cell
    from_above: bool


class _Layout:
    """Where the cells of the last header row begin: below it, every cell belongs to the column that it begins in."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._is_of_this_table = False

    def begin_table(self) -> None:
        """Begin a further table, whose grid is its own; without a header it goes on with the columns of the one before."""
        self._is_of_this_table = False

    def row(self, cells: list[_WordCell], place: Place) -> Row:
        """Put the cells of a row under the header's."""
        lines = tuple(cell.lines for cell in cells)
        is_whole = len(cells) == 1 and (cells[0].span > 1 or len(self._starts) > 1)
        row = Row(place=place, cells=lines, is_whole=is_whole)
        if read_header(row) is not None:
            self._starts, self._is_of_this_table = [cell.start for cell in cells], True
            return row
        positions = [self._position(number, cell) for number, cell in enumerate(cells)]
        columns: list[Cell] = [()] * (max(positions) + 1)
        for position, cell in zip(positions, cells, strict=True):
            columns[position] = (*columns[position], *cell.lines)
        from_above = frozenset(position for position, cell in zip(positions, cells, strict=True) if cell.from_above)
        return replace(row, cells=tuple(columns), from_above=from_above)

    def _position(self, number: int, cell: _WordCell) -> int:
        if not self._is_of_this_table:
            return number
        return max((index for index, start in enumerate(self._starts) if start <= cell.start), default=0)


def _table_rows(table: etree._Element, file: str, number: int, marks: dict[str, str], layout: _Layout) -> list[Row]:
    rows = []
    above: list[_WordCell] = []
    layout.begin_table()
    for line, row in enumerate(_parts(table, f"{_W}tr"), 1):
        cells = above = _cells_of(row, above, marks)
        if len(cells) > _MOST_COLUMNS:
            raise suspicious(gettext("un document cu peste {columns} de coloane", columns=_MOST_COLUMNS))
        if any(cell.lines for cell in cells):
            place = Place(file, cell=gettext("tabelul {table}, rândul {row}", table=number, row=line))
            rows.append(replace(layout.row(cells, place), table=number))
    return rows


def _cells_of(row: etree._Element, above: list[_WordCell], marks: dict[str, str]) -> list[_WordCell]:
    start = _number(row.find(f"{_W}trPr/{_W}gridBefore"))
    cells: list[_WordCell] = []
    for cell in _parts(row, f"{_W}tc"):
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        from_above = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
        lines = cell_of(_paragraph_text(paragraph, marks) for paragraph in cell.iter(f"{_W}p"))
        if from_above:
            lines = next((other.lines for other in above if other.start == start), lines)
        span = max(_number(cell.find(f"{_W}tcPr/{_W}gridSpan")), 1)
        cells.append(_WordCell(start, span, lines, from_above))
        start += span
    return cells


def _parts(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, without what was deleted."""
    for child in parent:
        if child.tag == tag:
            if child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"):
            yield from _parts(child, tag)


def _paragraph_text(paragraph: etree._Element, marks: dict[str, str]) -> str:
    return "".join(_texts(paragraph, marks))


def _texts(element: etree._Element, marks: dict[str, str]) -> Iterator[str]:
    for child in element:
        if child.tag in _NOT_SAID or child.tag == f"{_W}p":
            continue
        if child.tag == f"{_W}t":
            yield _raised(child) if _is_raised(element) else child.text or ""
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n" if child.get(f"{_W}type", "textWrapping") == "textWrapping" else " "
        elif child.tag == f"{_W}tab":
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag == f"{_W}footnoteReference":
            yield marks.get(child.get(f"{_W}id", ""), "")
        else:
            yield from _texts(child, marks)


def _is_raised(run: etree._Element) -> bool:
    raised = run.find(f"{_W}rPr/{_W}vertAlign")
    return raised is not None and raised.get(f"{_W}val") == "superscript"


def _raised(text: etree._Element) -> str:
    return (text.text or "").translate(_RAISED)


def _marks(body: etree._Element) -> dict[str, str]:
    """The marks of footnotes, which Word numbers in the order in which they are referred to."""
    references = [reference.get(f"{_W}id", "") for reference in body.iter(f"{_W}footnoteReference")]
    return {name: str(number).translate(_RAISED) for number, name in enumerate(dict.fromkeys(references), 1)}


def _footnotes(package: Package, marks: dict[str, str]) -> dict[str, str]:
    if _FOOTNOTES not in package:
        return {}
    found = {}
    for note in _parsed(package, _FOOTNOTES).iter(f"{_W}footnote"):
        name = note.get(f"{_W}id", "")
        if name in marks:
            found[marks[name]] = " ".join(cell_of(_paragraph_text(paragraph, {}) for paragraph in note.iter(f"{_W}p")))
    return found


def _number(element: etree._Element | None) -> int:
    text = "" if element is None else element.get(f"{_W}val", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
