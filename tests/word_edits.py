"""Edits of a Word file as a person could make them by hand, each with where it must be found and what must be said of it.

The edits go into the XML, and the names of places are worked out here once more, from the XML and not from the toolkit.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from toolkit.audit.difference import Change, Difference
from toolkit.word.content import SIGN_OFF
from toolkit.word.package import DOCUMENT, W, parse_part, read_package, serialise, write_package

_SIGN_OFF = "blocul de semnături"
_SHORT = 40  # letters of a heading that must stand in the place
_BOX = (
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
)
TEXT_BOX = (
    f'<w:r xmlns:w="{W[1:-1]}"><w:drawing xmlns:wp="{_BOX[0]}" xmlns:a="{_BOX[1]}" xmlns:wps="{_BOX[2]}">'
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"'
    ' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="900000" cy="300000"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="{id}"'
    ' name="Box {id}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="'
    + _BOX[2]
    + '"><wps:wsp><wps:cNvSpPr txBox="1"/>'
    '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="300000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
    "</a:prstGeom></wps:spPr><wps:txbx><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
    "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """An edit that was made, and how it must be told."""

    kind: str
    changes: frozenset[Change]
    place: tuple[str, ...]  # texts that must all stand in the place
    in_run: str = ""  # a text that must stand in the value of the run
    found: str = ""
    count: int = 1  # differences that it makes

    def is_told_by(self, difference: Difference) -> bool:
        """Whether a difference tells of this edit."""
        return (
            difference.change in self.changes
            and all(part in difference.place for part in self.place)
            and self.in_run in difference.in_run
            and self.found in difference.found
        )


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or table of the body, and how its place is named."""

    element: etree._Element
    section: str
    name: str  # "tabelul 1"


def units_of(body: etree._Element) -> list[Unit]:
    """The paragraphs with a text and the tables of a body, with the heading above each."""
    section, tables, paragraphs = "începutul documentului", 0, 0
    units = []
    controls = {element for control in body.iterchildren(f"{W}sdt") for element in control.iterfind(f"{W}sdtContent/*")}
    marks = [mark for mark in body.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == SIGN_OFF]
    signed = {table for mark in marks for table in mark.iterancestors(f"{W}tbl")}
    for element in (e for e in body.iter(f"{W}p", f"{W}tbl") if e.getparent() is body or e in controls):
        text = text_of(element)
        if element in signed and section != _SIGN_OFF:
            section, tables, paragraphs = _SIGN_OFF, 0, 0
        if element.tag == f"{W}p" and text.strip():
            if style_of(element).startswith("Heading"):
                section, tables, paragraphs = " ".join(text.split())[:_SHORT], 0, 0
                units.append(Unit(element, section, ""))
            else:
                paragraphs += 1
                units.append(Unit(element, section, f"paragraful {paragraphs}"))
        elif element.tag == f"{W}tbl":
            tables += 1
            units.append(Unit(element, section, "" if element in signed else f"tabelul {tables}"))
    return units


def text_of(element: etree._Element) -> str:
    return "".join(t.text or "" if t.tag == f"{W}t" else "\t" for t in element.iter(f"{W}t", f"{W}tab"))


def printed(paragraph: etree._Element) -> str:
    """The text of a paragraph as far as the number of a page, which is not compared."""
    return text_of(paragraph).partition("\t")[0]


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def edited(document: bytes, edit: Callable[[etree._Element], object], part: str = DOCUMENT) -> bytes:
    """A file with one of its parts edited."""
    parts = read_package(document, "raport.docx")
    tree = parse_part(part, parts[part])
    edit(tree)
    return write_package({**parts, part: serialise(tree)})


def edit_at_random(
    document: bytes, chance: random.Random, count: int, without: Sequence[str] = ()
) -> tuple[bytes, list[Edit]]:
    """Make edits at random places of a file, no two of them side by side; give them, with the file."""
    parts = read_package(document, "raport.docx")
    tree = parse_part(DOCUMENT, parts[DOCUMENT])
    body = tree.find(f"{W}body")
    assert body is not None
    units = units_of(body)
    free = set(range(len(units)))
    edits: list[Edit] = []
    next_tag = f"{W}tbl"
    while len(edits) < count and free:
        at = chance.choice([n for n in sorted(free) if units[n].element.tag == next_tag] or sorted(free))
        next_tag = chance.choice((f"{W}tbl", f"{W}p"))
        free -= {at - 1, at, at + 1}
        unit = units[at]
        possible = _OF_TABLES if unit.element.tag == f"{W}tbl" else _OF_PARAGRAPHS
        names = [name for name in possible if name not in without]
        chance.shuffle(names)
        edits += next(([edit] for name in names if (edit := possible[name](unit, chance)) is not None), [])
    return write_package({**parts, DOCUMENT: serialise(tree)}), edits


def kinds() -> set[str]:
    """The kinds of edits."""
    return {*_OF_TABLES, *_OF_PARAGRAPHS}


# --- edits of a text, in a cell or in a paragraph


def _digit(text: str, chance: random.Random) -> str | None:
    places = [at for at, letter in enumerate(text) if letter in "0123456789"]
    return _replaced(text, places, chance, "0123456789")


def _letter(text: str, chance: random.Random) -> str | None:
    return _replaced(text, [at for at, letter in enumerate(text) if letter.isalpha()], chance, "abcdefghilmnoprstuvxzăâîșț")


def _replaced(text: str, places: Sequence[int], chance: random.Random, letters: str) -> str | None:
    if not places:
        return None
    at = chance.choice(places)
    return text[:at] + chance.choice([letter for letter in letters if letter != text[at]]) + text[at + 1 :]


def _minus(text: str, chance: random.Random) -> str | None:
    return f"-{text}" if text[:1].isdigit() else text[1:] if text[:1] in "-–" and text[1:2].isdigit() else None


def _comma(text: str, chance: random.Random) -> str | None:
    places = [at for at in range(1, len(text)) if text[at - 1].isdigit() and text[at].isdigit()]
    if "," in text:
        return text.replace(",", ".", 1)
    at = chance.choice(places) if places else None
    return None if at is None else f"{text[:at]},{text[at:]}"


def _zero_to_dash(text: str, chance: random.Random) -> str | None:
    return "-" if text == "0" or text.startswith("0 ") else None


def _dash_to_zero(text: str, chance: random.Random) -> str | None:
    return "0" if text == "-" else None


def _invisible_letter(text: str, chance: random.Random) -> str | None:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice("\u200b\u2060\u00ad") + text[at:]


_TEXTS: dict[str, Callable[[str, random.Random], str | None]] = {
    "a digit": _digit,
    "a letter": _letter,
    "a minus": _minus,
    "a decimal comma": _comma,
    "zero to dash": _zero_to_dash,
    "dash to zero": _dash_to_zero,
    "an invisible letter": _invisible_letter,
}
_LOOKS: dict[str, tuple[str, Change]] = {
    "hidden": ("<w:vanish/>", Change.HIDDEN),
    "white": ('<w:color w:val="FFFFFF"/>', Change.HIDDEN),
    "one point": ('<w:sz w:val="2"/>', Change.HIDDEN),
    "struck": ("<w:strike/>", Change.LOOK),
    "raised": ('<w:vertAlign w:val="superscript"/>', Change.LOOK),
}


def _runs(element: etree._Element) -> list[etree._Element]:
    """The plain runs of one text, outside of links and fields."""
    return [
        run
        for run in element.iter(f"{W}r")
        if (parent := run.getparent()) is not None
        and parent.tag == f"{W}p"
        and not any(True for _ in parent.iter(f"{W}fldChar"))
        and len(run.findall(f"{W}t")) == 1
        and text_of(run).strip()
        and run.find(f"{W}rPr") is None
    ]


def _change_text(run: etree._Element, kind: str, chance: random.Random) -> tuple[str, str] | None:
    text = run.find(f"{W}t")
    assert text is not None
    old = text.text or ""
    new = _TEXTS[kind](old, chance)
    if new is None or new == old:
        return None
    text.text = new
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return old, new


def _change_look(run: etree._Element, kind: str) -> None:
    run.insert(0, etree.fromstring(f'<w:rPr xmlns:w="{W[1:-1]}">{_LOOKS[kind][0]}</w:rPr>'))


def _delete_tracked(run: etree._Element) -> None:
    parent = run.getparent()
    assert parent is not None
    deletion = etree.Element(f"{W}del", {f"{W}id": "900", f"{W}author": "X", f"{W}date": "2023-07-01T00:00:00Z"})
    parent.replace(run, deletion)
    deletion.append(run)
    for text in run.findall(f"{W}t"):
        text.tag = f"{W}delText"
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _insert_tracked(run: etree._Element) -> None:
    parent = run.getparent()
    assert parent is not None
    insertion = etree.Element(f"{W}ins", {f"{W}id": "901", f"{W}author": "X", f"{W}date": "2023-07-01T00:00:00Z"})
    new = etree.SubElement(insertion, f"{W}r")
    etree.SubElement(new, f"{W}t").text = "4711"
    parent.insert(parent.index(run) + 1, insertion)


def _add_box(run: etree._Element, chance: random.Random) -> str:
    text = f"caseta {chance.randrange(10**6)}"
    parent = run.getparent()
    assert parent is not None
    number = str(chance.randrange(10_000, 10**6))
    parent.append(etree.fromstring(TEXT_BOX.replace("{id}", number).replace("{text}", text)))
    return text


def _edit_run(kind: str, run: etree._Element, place: tuple[str, ...], chance: random.Random) -> Edit | None:
    text = text_of(run)
    if kind in _TEXTS:
        changed = _change_text(run, kind, chance)
        if changed is None:
            return None
        return Edit(kind=kind, changes=frozenset({Change.CHANGED}), place=place, in_run=changed[0], found=changed[1])
    if kind in _LOOKS:
        _change_look(run, kind)
        return Edit(kind=kind, changes=frozenset({_LOOKS[kind][1]}), place=place, in_run=text, found=text)
    if kind == "deleted, tracked":
        _delete_tracked(run)
        return Edit(kind=kind, changes=frozenset({Change.TRACKED}), place=place, in_run=text, found=f"{text} (șters)")
    if kind == "inserted, tracked":
        _insert_tracked(run)
        return Edit(kind=kind, changes=frozenset({Change.TRACKED}), place=place, in_run=text, found="4711 (inserat)")
    box = _add_box(run, chance)
    return Edit(kind=kind, changes=frozenset({Change.OBJECT}), place=place, found=f"caseta de text: {box}")


_OF_RUNS = (*_TEXTS, *_LOOKS, "deleted, tracked", "inserted, tracked", "a text box")


# --- edits of a table


def _grid(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """The cells of a row, each with the columns in which it begins and ends."""
    start = 0
    for cell in row.findall(f"{W}tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        width = 1 if span is None else int(span.get(f"{W}val", "1"))
        yield start, start + width, cell
        start += width


def _column(table: etree._Element, start: int) -> str:
    rows = table.findall(f"{W}tr")
    headers = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
    headers = headers or [row for row in rows if len(row.findall(f"{W}tc")) > 1][:1]
    names = [text_of(cell) for row in headers for first, end, cell in _grid(row) if first <= start < end and text_of(cell)]
    return f"coloana „{' '.join(names[-1].split())[:_SHORT]}" if names else f"coloana {start + 1}"


def _body_rows(table: etree._Element) -> list[tuple[int, etree._Element]]:
    """The rows that are no header, numbered from 1."""
    numbered = list(enumerate(table.findall(f"{W}tr"), 1))
    return [(n, row) for n, row in numbered[1:] if row.find(f"{W}trPr/{W}tblHeader") is None]


def _paragraphs_with_text(cell: etree._Element) -> list[etree._Element]:
    return [p for p in cell.findall(f"{W}p") if text_of(p).strip()]


def _place(unit: Unit, number: int, *more: str) -> tuple[str, ...]:
    return (unit.section, unit.name, f"rândul {number}", *more)


def _in_a_cell(kind: str) -> Callable[[Unit, random.Random], Edit | None]:
    def edit(unit: Unit, chance: random.Random) -> Edit | None:
        cells = [
            (number, start, cell) for number, row in _body_rows(unit.element) for start, _, cell in _grid(row) if _runs(cell)
        ]
        chance.shuffle(cells)
        for number, start, cell in cells[:12]:
            run = chance.choice(_runs(cell))
            found = _edit_run(kind, run, _place(unit, number, _column(unit.element, start)), chance)
            if found is not None:
                return found
        return None

    return edit


def _swapped_cells(unit: Unit, chance: random.Random) -> Edit | None:
    rows = _body_rows(unit.element)
    chance.shuffle(rows)
    for number, row in rows:
        cells = [(start, cell) for start, _, cell in _grid(row) if len(cell.findall(f"{W}p")) == 1 and text_of(cell).strip()]
        pairs = [(a, b) for a in cells[1:] for b in cells[1:] if text_of(a[1]) != text_of(b[1])]
        if pairs:
            (start, one), (_, other) = chance.choice(pairs)
            texts = text_of(one), text_of(other)
            here, there = one.find(f"{W}p"), other.find(f"{W}p")
            assert here is not None
            assert there is not None
            one.replace(here, copy.deepcopy(there))
            other.replace(there, here)
            place = _place(unit, number, _column(unit.element, start))
            return Edit(
                kind="swapped cells",
                changes=frozenset({Change.CHANGED}),
                place=place,
                in_run=texts[0],
                found=texts[1],
                count=2,
            )
    return None


def _unlike_rows(unit: Unit) -> list[tuple[int, etree._Element]]:
    """The rows whose text no other row of the table has, in no merged cells."""
    rows = _body_rows(unit.element)
    texts = [text_of(row) for _, row in rows]
    return [(n, row) for n, row in rows if texts.count(text_of(row)) == 1 and row.find(f"{W}tc/{W}tcPr/{W}vMerge") is None]


def _deleted_row(unit: Unit, chance: random.Random) -> Edit | None:
    rows = _unlike_rows(unit)
    if not rows:
        return None
    number, row = chance.choice(rows)
    text = text_of(row.findall(f"{W}tc")[-1])
    unit.element.remove(row)
    return Edit(kind="deleted row", changes=frozenset({Change.MISSING}), place=_place(unit, number), in_run=text)


def _doubled_row(unit: Unit, chance: random.Random) -> Edit | None:
    rows = _unlike_rows(unit)
    if not rows:
        return None
    _, row = chance.choice(rows)
    row.addnext(copy.deepcopy(row))
    text = text_of(row.findall(f"{W}tc")[-1])
    return Edit(kind="doubled row", changes=frozenset({Change.ADDED}), place=(unit.section, unit.name), found=text)


def _moved_row(unit: Unit, chance: random.Random) -> Edit | None:
    rows = _unlike_rows(unit)
    if len(rows) < 2:
        return None
    (number, row), (other_number, other) = chance.sample(rows, 2)
    if number < other_number:
        other.addnext(row)
    else:
        other.addprevious(row)
    place = (unit.section, unit.name, "rândul")
    return Edit(kind="moved row", changes=frozenset({Change.MOVED}), place=place, found="rândul")


def _hidden_row(unit: Unit, chance: random.Random) -> Edit | None:
    rows = [(n, row) for n, row in _body_rows(unit.element) if text_of(row).strip()]
    if not rows:
        return None
    number, row = chance.choice(rows)
    properties = row.find(f"{W}trPr")
    if properties is None:
        properties = etree.Element(f"{W}trPr")
        row.insert(0, properties)
    etree.SubElement(properties, f"{W}hidden")
    return Edit(kind="hidden row", changes=frozenset({Change.HIDDEN}), place=_place(unit, number), count=1)


def _deleted_line(unit: Unit, chance: random.Random) -> Edit | None:
    cells = [
        (number, start, cell)
        for number, row in _body_rows(unit.element)
        for start, _, cell in _grid(row)
        if len(_paragraphs_with_text(cell)) > 1
    ]
    if not cells:
        return None
    number, start, cell = chance.choice(cells)
    paragraphs = _paragraphs_with_text(cell)
    texts = [text_of(p) for p in paragraphs]
    paragraph = chance.choice([p for p in paragraphs if texts.count(text_of(p)) == 1] or paragraphs)
    cell.remove(paragraph)
    place = _place(unit, number, _column(unit.element, start))
    return Edit(kind="deleted line", changes=frozenset({Change.MISSING}), place=place, in_run=text_of(paragraph))


def _deleted_table(unit: Unit, chance: random.Random) -> Edit | None:
    parent = unit.element.getparent()
    assert parent is not None
    if unit.section == _SIGN_OFF:
        return None  # with its mark, which is told apart
    parent.remove(unit.element)
    text = text_of(unit.element.findall(f"{W}tr")[-1].findall(f"{W}tc")[-1])
    return Edit(kind="deleted table", changes=frozenset({Change.MISSING}), place=(unit.section, unit.name), in_run=text)


_OF_TABLES: dict[str, Callable[[Unit, random.Random], Edit | None]] = {
    **{kind: _in_a_cell(kind) for kind in _OF_RUNS},
    "swapped cells": _swapped_cells,
    "deleted row": _deleted_row,
    "doubled row": _doubled_row,
    "moved row": _moved_row,
    "hidden row": _hidden_row,
    "deleted line": _deleted_line,
    "deleted table": _deleted_table,
}


# --- edits of a paragraph of the body


def _in_a_paragraph(kind: str) -> Callable[[Unit, random.Random], Edit | None]:
    def edit(unit: Unit, chance: random.Random) -> Edit | None:
        runs = _runs(unit.element)
        place = (unit.section, unit.name) if unit.name else ()  # a heading names itself
        return _edit_run(kind, chance.choice(runs), place, chance) if runs else None

    return edit


def _deleted_paragraph(unit: Unit, chance: random.Random) -> Edit | None:
    parent = unit.element.getparent()
    if parent is None or not unit.name:
        return None
    parent.remove(unit.element)
    place = (unit.section, unit.name)
    return Edit(kind="deleted paragraph", changes=frozenset({Change.MISSING}), place=place, in_run=printed(unit.element))


def _doubled_paragraph(unit: Unit, chance: random.Random) -> Edit | None:
    if not unit.name:
        return None
    unit.element.addnext(copy.deepcopy(unit.element))
    return Edit(
        kind="doubled paragraph", changes=frozenset({Change.ADDED}), place=(unit.section,), found=printed(unit.element)
    )


_OF_PARAGRAPHS: dict[str, Callable[[Unit, random.Random], Edit | None]] = {
    **{kind: _in_a_paragraph(kind) for kind in _OF_RUNS},
    "deleted paragraph": _deleted_paragraph,
    "doubled paragraph": _doubled_paragraph,
}
