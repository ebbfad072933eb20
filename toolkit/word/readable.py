"""What a reader meets in a Word file, gathered in one walk: its texts by how they look, headings, tables and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, cast

from lxml import etree

from toolkit.word.colour import fill_of
from toolkit.word.letters import Ground, Letters, Styles, outline_level
from toolkit.word.looks import run_look
from toolkit.word.package import WP, W, is_on
from toolkit.word.table_conditions import conditions_of, switched_on

_VML: Final = "{urn:schemas-microsoft-com:vml}"
_OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_SHAPES: Final = tuple(_VML + name for name in ("shape", "rect", "roundrect", "oval", "group", "image", "line"))
_OLD_PICTURES: Final = frozenset({f"{W}pict", f"{W}object"})
_WALKED: Final = (
    *(W + name for name in ("tbl", "tr", "tc", "p", "t", "drawing", "pict", "object")),
    _FALLBACK,
)


@dataclass(slots=True)
class Text:
    """All texts of one paragraph style that look alike: how many, and the first of them."""

    letters: Letters
    style: str  # the name of their paragraph style
    first: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, from 1, and its text."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title for those who do not see it, and whether its first row is repeated and read as its header."""

    title: str
    has_header: bool
    is_data: bool  # of at least two rows and two columns; a table of one row or column only sets things side by side


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, shape, diagram or embedded object: its name, and whether it says in words what it shows."""

    name: str
    has_text: bool


@dataclass(slots=True)
class Readable:
    """What was met, in the order of reading."""

    texts: dict[tuple[str, Letters], Text] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    ground: Ground  # on which the table stands
    style: str
    switches: frozenset[str]
    rows: int
    columns: int
    row: int = -1
    column: int = -1
    own: Ground = field(default_factory=Ground)  # of the cell that is open


@dataclass(slots=True)
class _Paragraph:
    properties: etree._Element | None
    style: str
    look: str
    level: int | None
    pieces: list[str] = field(default_factory=list)


class Reader:
    """A walk through the parts of a file, one after the other."""

    def __init__(self, styles: Styles) -> None:
        self.met = Readable()
        self._styles = styles
        self._tables: list[_Table] = []
        self._paragraphs: list[_Paragraph] = []
        self._known: dict[tuple[Ground, str, str], Text] = {}
        self._levels: dict[str, int | None] = {}

    def read(self, part: etree._Element, *, is_body: bool) -> None:
        """Read a part; only the headings of the body are in an order."""
        walk = etree.iterwalk(part, events=("start", "end"), tag=_WALKED)
        for event, element in walk:
            tag = str(element.tag)
            if tag == _FALLBACK:  # the same once more, for old programs
                if event == "start":
                    walk.skip_subtree()
            elif event == "end":
                self._leave(tag, is_body=is_body)
            elif tag == f"{W}t":
                self._meet_text(element)
            else:
                self._enter(tag, element)

    def _enter(self, tag: str, element: etree._Element) -> None:
        if tag == f"{W}p":
            self._enter_paragraph(element)
        elif tag in (f"{W}tr", f"{W}tc") and not self._tables:
            return  # outside of every table Word shows none
        elif tag == f"{W}tc":
            self._enter_cell(element)
        elif tag == f"{W}tr":
            self._tables[-1].row += 1
            self._tables[-1].column = -1
        elif tag == f"{W}tbl":
            self._enter_table(element)
        else:
            self.met.pictures += _pictures_in(element)

    def _leave(self, tag: str, *, is_body: bool) -> None:
        if tag == f"{W}tbl":
            self._tables.pop()
        elif tag == f"{W}p":
            paragraph = self._paragraphs.pop()
            if paragraph.level is not None and is_body:
                self.met.headings.append(Heading(paragraph.level, "".join(paragraph.pieces).strip()))

    def _enter_paragraph(self, element: etree._Element) -> None:
        properties = element.find(f"{W}pPr")
        if properties is None:
            self._paragraphs.append(_Paragraph(None, "", "", self._level("")))
            return
        style, level, shading = (properties.find(f"{W}{name}") for name in ("pStyle", "outlineLvl", "shd"))
        name = "" if style is None else style.get(f"{W}val", "")
        self._paragraphs.append(
            _Paragraph(
                properties,
                name,
                name if shading is None else f"{name} {run_look(properties)}",
                self._level(name) if level is None else outline_level(level),
            )
        )

    def _enter_table(self, element: etree._Element) -> None:
        rows = element.findall(f"{W}tr")
        properties = element.find(f"{W}tblPr")
        style, title, description = (
            None if properties is None else properties.find(f"{W}{name}")
            for name in ("tblStyle", "tblCaption", "tblDescription")
        )
        columns = max((len(row.findall(f"{W}tc")) for row in rows), default=0)
        header = rows[0].find(f"{W}trPr/{W}tblHeader") if rows else None
        said = next((found.get(f"{W}val", "") for found in (title, description) if found is not None), "")
        self.met.tables.append(
            Table(
                title=said.strip(),
                has_header=is_on(header),
                is_data=len(rows) > 1 and columns > 1,
            )
        )
        self._tables.append(
            _Table(
                ground=self._ground(),
                style="" if style is None else style.get(f"{W}val", ""),
                switches=switched_on(properties),
                rows=len(rows),
                columns=columns,
            )
        )

    def _enter_cell(self, element: etree._Element) -> None:
        table = self._tables[-1]
        table.column += 1
        shading = element.find(f"{W}tcPr/{W}shd")
        conditions = conditions_of(table.switches, (table.row, table.column), (table.rows, table.columns))
        styled = self._styles.fill(table.style, conditions)
        colour = fill_of(shading, self._styles.theme) or styled or table.ground.colour
        table.own = Ground(table.style, conditions, colour)

    def _meet_text(self, element: etree._Element) -> None:
        text = element.text
        if not self._paragraphs or not text:
            return
        paragraph = self._paragraphs[-1]
        paragraph.pieces.append(text)
        if text.isspace():
            return
        run = element.getparent()
        properties = None if run is None else run.find(f"{W}rPr")
        key = (self._ground(), paragraph.look, "" if properties is None else run_look(properties))
        if key not in self._known:
            letters = self._styles.letters(properties, paragraph.properties, key[0])
            style = self._styles.name_of(paragraph.style)
            self._known[key] = self.met.texts.setdefault((style, letters), Text(letters, style, text.strip()))
        self._known[key].count += 1

    def _ground(self) -> Ground:
        return self._tables[-1].own if self._tables else Ground()

    def _level(self, style: str) -> int | None:
        if style not in self._levels:
            self._levels[style] = self._styles.heading_level(style)
        return self._levels[style]


def _pictures_in(element: etree._Element) -> Iterator[Picture]:
    """Give the pictures of a drawing; the text of a text box is read, and needs no other."""
    if element.tag in _OLD_PICTURES:
        for shape in element.iterchildren(*_SHAPES):
            is_line = shape.get(f"{_OFFICE}hr") == "t"
            if not is_line and next(shape.iter(f"{W}txbxContent"), None) is None:
                yield Picture(shape.get("id") or "", bool((shape.get("alt") or "").strip()))
        return
    for properties in element.iter(f"{WP}docPr"):
        decorative = next(properties.iter(_DECORATIVE), None)
        is_decorative = decorative is not None and decorative.get("val", "0") not in ("0", "false")
        said = f"{properties.get('descr', '')}{properties.get('title', '')}".strip()
        holder = cast("etree._Element", properties.getparent())
        if next(holder.iter(f"{W}txbxContent"), None) is None:
            yield Picture(properties.get("name", ""), bool(said) or is_decorative)
