"""What may become of a form on its way: by hand in a spreadsheet program, in its XML, in its archive.

Every mutation takes a form and a source of chance, and gives the bytes of what comes back.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time

import openpyxl
from byte_flipping import flipped, flipped_inside
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Mutation = Callable[[bytes, random.Random], bytes]

LABELS = ("Acțiunea", "Indicatorul", "Valoarea", "Femei", "Bărbați", "Observații", "Total", "")
TEXTS = (
    "12",
    "0",
    "-",
    "Nu este cazul",
    "indisponibil încă",
    "cca. 2 520",
    "10-15 funcționari",
    "131 300,50 lei",
    "45 % (9 din 20)",
    "4 angajați (3F/1B)",
    "Realizat",
    "douăzeci și ceva",
    "=1+1",
    '=HYPERLINK("http://exemplu.md")',
    "'7",
    "  7  ",
    "\u00a07\u202f000\u00a0",
    "7\u200b",
    "\u202e7\u202c",
    "1,5\n2,5",
    "１２",
    "٧",
    "½",
    "1e3",
    "1.234",
    "_x0041_",
    "a" * 5000,
    "ş ţ Ş Ţ",
    "s\u0326i\u0306",
    "😀",
    "2023-07-01",
    "1/2",
    "#N/A",
    "12. iul.",
)
CONTENTS = (
    *TEXTS,
    7,
    0,
    -3,
    1.5,
    1e15,
    0.45,
    True,
    False,
    date(2023, 7, 3),
    datetime(2023, 7, 3, 12, 30),  # noqa: DTZ001  Excel knows no zone
    time(7, 30),
    None,
)
FORMATS = ("General", "@", "0%", "0.00%", '#,##0.00 "lei"', "dd.mm.yyyy", "[h]:mm", "# ?/?", '"cca. "0', ";;;")
ATTRIBUTES = (b"n", b"s", b"str", b"b", b"e", b"d", b"inlineStr", b"")


def mutated(form: bytes, chance: random.Random) -> tuple[str, bytes]:
    """A form after one to four mutations of one sort, and which they were."""
    sort = chance.choices((_by_hand, _in_the_xml, _in_the_archive), (6, 3, 1))[0]
    return sort(form, chance)


def _by_hand(form: bytes, chance: random.Random) -> tuple[str, bytes]:
    book = openpyxl.load_workbook(io.BytesIO(form))
    done = chance.choices(_BY_HAND, k=chance.randint(1, 4))
    for change in done:
        sheet = chance.choice(book.worksheets[:2])
        change(sheet, chance)
    saved = io.BytesIO()
    book.save(saved)
    return ", ".join(change.__name__.strip("_") for change in done), saved.getvalue()


def _in_the_xml(form: bytes, chance: random.Random) -> tuple[str, bytes]:
    if chance.random() < 0.2:
        return "bytes of a part", flipped_inside(form, chance)
    with zipfile.ZipFile(io.BytesIO(form)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    done = chance.choices(_IN_THE_XML, k=chance.randint(1, 3))
    for change in done:
        name = chance.choice(sorted(name for name in parts if "sheet" in name.lower() or "shared" in name.lower()))
        parts[name] = change(parts[name], chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return ", ".join(change.__name__.strip("_") for change in done), packed.getvalue()


def _in_the_archive(form: bytes, chance: random.Random) -> tuple[str, bytes]:
    done = chance.choice(_IN_THE_ARCHIVE)
    return done.__name__.strip("_"), done(form, chance)


# By hand


def _somewhere(sheet: Worksheet, chance: random.Random) -> Cell:
    row = chance.randint(1, max(2, sheet.max_row))
    return sheet.cell(row, chance.randint(1, max(2, sheet.max_column)))  # type: ignore[return-value]


def _in_a_row_of_the_table(sheet: Worksheet, chance: random.Random) -> Cell:
    """A cell to be filled in, most often."""
    for row in sheet.iter_rows():
        labels = [
            cell for cell in row if cell.value in ("Valoarea", "Femei", "Observații", "Descrierea măsurilor întreprinse")
        ]
        if labels and row[0].row < sheet.max_row and chance.random() < 0.9:
            column = chance.choice(labels).column
            return sheet.cell(chance.randint(row[0].row + 1, sheet.max_row), column)  # type: ignore[return-value]
    return _somewhere(sheet, chance)


def _put(cell: Cell, content: object) -> None:
    if not isinstance(cell, Cell):
        return  # within a merged range
    if isinstance(content, str) and content.startswith("="):
        cell.value = "x"
        cell._value = content  # a text, and no formula
        cell.data_type = "s"
    else:
        cell.value = content  # type: ignore[assignment]


def _content_typed(sheet: Worksheet, chance: random.Random) -> None:
    _put(_in_a_row_of_the_table(sheet, chance), chance.choice(CONTENTS))


def _content_typed_anywhere(sheet: Worksheet, chance: random.Random) -> None:
    _put(_somewhere(sheet, chance), chance.choice(CONTENTS))


def _format_changed(sheet: Worksheet, chance: random.Random) -> None:
    _in_a_row_of_the_table(sheet, chance).number_format = chance.choice(FORMATS)


def _number_made_of_text(sheet: Worksheet, chance: random.Random) -> None:
    cell = _in_a_row_of_the_table(sheet, chance)
    digits = re.sub(r"\D", "", str(cell.value or "7"))[:15]
    _put(cell, int(digits or 7))
    cell.number_format = chance.choice(FORMATS)


def _rows_inserted(sheet: Worksheet, chance: random.Random) -> None:
    sheet.insert_rows(chance.randint(1, sheet.max_row + 1), chance.randint(1, 3))


def _columns_inserted(sheet: Worksheet, chance: random.Random) -> None:
    sheet.insert_cols(chance.randint(1, sheet.max_column + 1), chance.randint(1, 2))


def _rows_deleted(sheet: Worksheet, chance: random.Random) -> None:
    sheet.delete_rows(chance.randint(1, sheet.max_row), chance.randint(1, 2))


def _columns_deleted(sheet: Worksheet, chance: random.Random) -> None:
    sheet.delete_cols(chance.randint(1, sheet.max_column))


def _cell_moved(sheet: Worksheet, chance: random.Random) -> None:
    cell = _in_a_row_of_the_table(sheet, chance)
    content, target = cell.value, _somewhere(sheet, chance)
    _put(cell, None)
    _put(target, content)


def _range_moved(sheet: Worksheet, chance: random.Random) -> None:
    cell = _in_a_row_of_the_table(sheet, chance)
    down, right = chance.randint(0, 3), chance.randint(0, 2)
    last = sheet.cell(cell.row + chance.randint(0, 3), cell.column + chance.randint(0, 1))
    sheet.move_range(f"{cell.coordinate}:{last.coordinate}", down, right)


def _row_copied(sheet: Worksheet, chance: random.Random) -> None:
    source, target = (chance.randint(1, sheet.max_row + 1) for _ in range(2))
    for column in range(1, sheet.max_column + 1):
        _put(sheet.cell(target, column), sheet.cell(source, column).value)  # type: ignore[arg-type]


def _table_copied_below(sheet: Worksheet, chance: random.Random) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for _ in range(chance.randint(0, 2)):
        sheet.append([])
    for row in rows[chance.randint(0, len(rows)) :]:
        sheet.append(row)


def _label_changed(sheet: Worksheet, chance: random.Random) -> None:
    labels = [cell for row in sheet.iter_rows() for cell in row if cell.value in LABELS[:-1]]
    if labels:
        _put(chance.choice(labels), chance.choice(LABELS))  # type: ignore[arg-type]


def _columns_swapped(sheet: Worksheet, chance: random.Random) -> None:
    first, second = (chance.randint(1, sheet.max_column) for _ in range(2))
    for row in range(1, sheet.max_row + 1):
        one, other = sheet.cell(row, first), sheet.cell(row, second)
        content = one.value
        _put(one, other.value)  # type: ignore[arg-type]
        _put(other, content)  # type: ignore[arg-type]


def _cells_merged(sheet: Worksheet, chance: random.Random) -> None:
    cell = _in_a_row_of_the_table(sheet, chance)
    last = sheet.cell(cell.row + chance.randint(0, 3), cell.column + chance.randint(0, 2))
    if last.coordinate != cell.coordinate:
        sheet.merge_cells(f"{cell.coordinate}:{last.coordinate}")


def _hidden(sheet: Worksheet, chance: random.Random) -> None:
    cell = _in_a_row_of_the_table(sheet, chance)
    which = chance.random()
    if which < 0.4:
        sheet.row_dimensions[cell.row].hidden = True
    elif which < 0.8:
        sheet.column_dimensions[get_column_letter(cell.column)].hidden = True
    else:
        sheet.sheet_state = chance.choice(("visible", "hidden", "veryHidden"))


def _sheet_renamed(sheet: Worksheet, chance: random.Random) -> None:
    sheet.title = f"{chance.choice(('Foaie', 'Indicatori', 'Descrieri', 'Instrucțiuni'))}{chance.randint(1, 9)}"


def _sheet_copied(sheet: Worksheet, chance: random.Random) -> None:
    book = sheet.parent
    assert isinstance(book, openpyxl.Workbook)
    copy = book.copy_worksheet(sheet)
    book.move_sheet(copy, -chance.randint(0, len(book.worksheets) - 1))


def _sheet_deleted(sheet: Worksheet, chance: random.Random) -> None:
    book = sheet.parent
    assert isinstance(book, openpyxl.Workbook)
    if len(book.worksheets) > 2 or chance.random() < 0.2:
        book.create_sheet("Foaie nouă")
        book.remove(sheet)


def _heading_changed(sheet: Worksheet, chance: random.Random) -> None:
    _put(sheet.cell(chance.randint(1, 9), chance.randint(1, 3)), chance.choice(CONTENTS))  # type: ignore[arg-type]


_BY_HAND = (
    _content_typed,
    _content_typed,
    _content_typed,
    _content_typed_anywhere,
    _format_changed,
    _number_made_of_text,
    _rows_inserted,
    _columns_inserted,
    _rows_deleted,
    _columns_deleted,
    _cell_moved,
    _range_moved,
    _row_copied,
    _table_copied_below,
    _label_changed,
    _columns_swapped,
    _cells_merged,
    _hidden,
    _sheet_renamed,
    _sheet_copied,
    _sheet_deleted,
    _heading_changed,
)


# In the XML


def _replaced_once(part: bytes, pattern: bytes, new: Callable[[re.Match[bytes]], bytes], chance: random.Random) -> bytes:
    found = list(re.finditer(pattern, part))
    if not found:
        return part
    match = chance.choice(found)
    return part[: match.start()] + new(match) + part[match.end() :]


def _type_of_a_cell_changed(part: bytes, chance: random.Random) -> bytes:
    return _replaced_once(part, rb' t="\w+"', lambda _: b' t="%s"' % chance.choice(ATTRIBUTES), chance)


def _address_of_a_cell_changed(part: bytes, chance: random.Random) -> bytes:
    addresses = (b"A1", b"H8", b"H10", b"I9", b"h9", b"$H$9", b"XFD1048576", b"H0", b"H09", b"9", b"")
    return _replaced_once(part, rb'<c r="\w+"', lambda _: b'<c r="%s"' % chance.choice(addresses), chance)


def _address_left_out(part: bytes, chance: random.Random) -> bytes:
    return _replaced_once(part, rb'<(c|row) r="\w+"', lambda match: b"<" + match[1], chance)


def _number_changed(part: bytes, chance: random.Random) -> bytes:
    numbers = (b"0", b"1", b"2", b"7", b"99999", b"-1", b"1.0", b"1E2", b" 3 ", b"0x10", b"NaN", b"inf", b"")
    return _replaced_once(part, rb"<v>[^<]*</v>", lambda _: b"<v>%s</v>" % chance.choice(numbers), chance)


def _text_in_its_cell(part: bytes, chance: random.Random) -> bytes:
    texts = (
        b"<is><t>%d ore</t></is>",
        b"<is><r><t>%d</t></r><r><rPr><b/></rPr><t xml:space='preserve'> ore</t></r></is>",
        b"<is><t>%d</t><rPh sb='0' eb='1'><t>7</t></rPh></is>",
        b"<is><t><![CDATA[%d]]></t></is>",
        b"<is><t>&#49;%d</t></is>",
        b"<is/><v>%d</v>",
        b"<v>%d</v><is><t>8</t></is>",
        b"<f>1+%d</f>",
        b"<f>1+%d</f><v/>",
        b"<f t='shared' si='0' ref='H8:H9'>1+%d</f><v>3</v>",
        b"<v>%d</v><extLst/>",
        b"<v>1<!-- -->%d</v>",
        b"<v xml:space='preserve'> %d </v>",
    )
    kinds = (b"inlineStr", b"inlineStr", b"str", b"n", b"s")

    def new(match: re.Match[bytes]) -> bytes:
        return b'<c r="%s" t="%s">%s</c>' % (match[1], chance.choice(kinds), chance.choice(texts) % chance.randint(0, 99))

    return _replaced_once(part, rb'<c r="(\w+)"(?: s="\d+")?(?: t="\w+")?(?:/>|>.*?</c>)', new, chance)


def _shared_text_changed(part: bytes, chance: random.Random) -> bytes:
    texts = (
        b"<si><t>12 ore</t></si>",
        b"<si><r><t>1</t></r><r><t>2</t></r></si>",
        b"<si><t>12</t><rPh sb='0' eb='1'><t>7</t></rPh><phoneticPr fontId='1'/></si>",
        b"<si/>",
        b"",
        b"<si><t/></si>",
        b"<si><t>12</t></si><si><t>13</t></si>",
        b"<si><t>a<b/>12</t></si>",
    )
    return _replaced_once(part, rb"<si>.*?</si>", lambda _: chance.choice(texts), chance)


def _prefix_given(part: bytes, chance: random.Random) -> bytes:
    """All elements under a prefix of the same namespace, as some programs write them."""
    named = re.sub(rb"<(/?)(?=[a-zA-Z])(?![a-zA-Z0-9]+:)", rb"<\1x:", part)
    return named.replace(b" xmlns=", b" xmlns:x=")


def _element_left_out(part: bytes, chance: random.Random) -> bytes:
    return _replaced_once(part, rb"<(c|row|si|mergeCell|dimension|sheetView)\b[^>]*/>", lambda _: b"", chance)


def _row_changed(part: bytes, chance: random.Random) -> bytes:
    rows = (b'<row r="1"', b'<row r="8"', b'<row r="12"', b'<row r="500"', b'<row r="8" hidden="1"', b"<row ht='0' r='9'")
    return _replaced_once(part, rb'<row r="\d+"', lambda _: chance.choice(rows), chance)


def _in_another_encoding(part: bytes, chance: random.Random) -> bytes:
    text = part.decode("utf-8", "replace").replace('encoding="UTF-8"', "")
    encoding = chance.choice(("utf-16", "utf-8-sig", "latin-1", "cp1250"))
    return text.encode(encoding, "xmlcharrefreplace")


_IN_THE_XML: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _type_of_a_cell_changed,
    _address_of_a_cell_changed,
    _address_left_out,
    _number_changed,
    _text_in_its_cell,
    _text_in_its_cell,
    _shared_text_changed,
    _prefix_given,
    _element_left_out,
    _row_changed,
    _in_another_encoding,
)


# In the archive


def _bytes_flipped(form: bytes, chance: random.Random) -> bytes:
    return flipped(form, chance)


def _cut_off(form: bytes, chance: random.Random) -> bytes:
    return form[: chance.randrange(len(form))]


def _something_before_or_behind(form: bytes, chance: random.Random) -> bytes:
    more = chance.randbytes(chance.randint(1, 500))
    return more + form if chance.random() < 0.5 else form + more


def _a_part_twice_or_gone(form: bytes, chance: random.Random) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as source, zipfile.ZipFile(packed, "w") as target:
        chosen = chance.choice(source.namelist())
        which = chance.choice(("gone", "twice", "under another name", "empty"))
        for name in source.namelist():
            part = source.read(name)
            if name != chosen:
                target.writestr(name, part)
            elif which == "twice":
                target.writestr(name, part)
                target.writestr(name.swapcase(), part.replace(b"1", b"2"))
            elif which == "under another name":
                target.writestr(chance.choice((name.upper(), f"/{name}", name.replace("/", "\\"), f"x/{name}")), part)
            elif which == "empty":
                target.writestr(name, b"")
    return packed.getvalue()


_IN_THE_ARCHIVE: tuple[Mutation, ...] = (_bytes_flipped, _cut_off, _something_before_or_behind, _a_part_twice_or_gone)
