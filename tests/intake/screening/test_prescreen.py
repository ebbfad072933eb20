"""What must not reach a reader: bombs, macros, links, and cells at the far end of a sheet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from form_builder import edited, form, only_finding, read, repacked, with_part

from toolkit.intake.finding import Code
from toolkit.intake.screening.prescreen import screen
from toolkit.intake.screening.refusal import RefusedFileError

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
END = b"</sheetData>"


def _refusal(content: bytes) -> tuple[Code, str]:
    with pytest.raises(RefusedFileError) as caught:
        screen(content)
    return caught.value.code, caught.value.found


def _with_more(workbook: bytes, name: str, part: bytes = b"<x/>") -> bytes:
    return repacked(workbook, lambda _, found: found, {name: part})


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("xl/vbaProject.bin", "un registru de lucru Excel cu macrocomenzi (.xlsm)"),
        ("xl/macrosheets/sheet1.xml", "un registru de lucru Excel cu macrocomenzi (.xlsm)"),
        ("xl/workbook.bin", "un registru de lucru Excel binar (.xlsb)"),
        ("word/document.xml", "un document Word (.docx)"),
        ("ppt/presentation.xml", "o prezentare PowerPoint (.pptx)"),
    ],
)
def test_other_packages_are_called_what_they_are(tmp_path: Path, name: str, what: str) -> None:
    assert _refusal(_with_more(form(tmp_path), name)) == (Code.FILE_FORMAT, what)


def test_an_open_document_is_called_one(tmp_path: Path) -> None:
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    assert _refusal(_with_more(form(tmp_path), "mimetype", mimetype)) == (
        Code.FILE_FORMAT,
        "un fișier LibreOffice (.ods, .odt)",
    )


def test_a_workbook_declared_for_macros_is_one_even_without_them(tmp_path: Path) -> None:
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with_macros = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    content = with_part(form(tmp_path), "[Content_Types].xml", plain, with_macros)
    assert _refusal(content) == (Code.FILE_FORMAT, "un registru de lucru Excel cu macrocomenzi (.xlsm)")


def test_a_strict_workbook_is_told_because_readers_take_it_for_empty(tmp_path: Path) -> None:
    transitional = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    content = with_part(form(tmp_path), BOOK, transitional, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert _refusal(content) == (Code.FILE_FORMAT, "un registru de lucru Excel în varianta „Strict Open XML”")


def test_any_other_zip_is_called_one() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("poze/1.jpg", b"x")
    assert _refusal(packed.getvalue()) == (Code.FILE_FORMAT, "o arhivă zip care nu este un registru Excel")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("xl/externalLinks/externalLink1.xml", "legături către alte fișiere"),
        ("xl/connections.xml", "o conexiune la date din afara fișierului"),
        ("xl/embeddings/oleObject1.bin", "un fișier încorporat"),
        ("xl/activeX/activeX1.xml", "un control ActiveX"),
    ],
)
def test_foreign_parts_are_refused(tmp_path: Path, name: str, what: str) -> None:
    assert _refusal(_with_more(form(tmp_path), name)) == (Code.FILE_SUSPICIOUS, what)


def test_a_link_to_another_file_is_told_with_the_way_to_break_it(tmp_path: Path) -> None:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
        b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        b' Target="file:///c:/x.xlsx" TargetMode="External"/></Relationships>'
    )
    finding = only_finding(read(_with_more(form(tmp_path), "xl/worksheets/_rels/sheet1.xml.rels", relations)))
    assert str(finding) == (
        "inputs/oras/2023-S1/cultura.xlsx\n"
        "    găsit      legături către alte fișiere\n"
        "    așteptat   un formular obișnuit, fără alte componente\n"
        "    de făcut   în Excel alegeți Date › Editare legături › Întrerupere legătură,"
        " salvați fișierul și trimiteți-l din nou"
    )


def test_a_web_address_in_a_cell_is_no_such_link(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Descrieri"]["C8"].hyperlink = "https://exemplu.md/anunturi"

    assert screen(edited(form(tmp_path), change)).is_workbook


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", BOOK, "docProps/core.xml"])
def test_a_document_type_is_refused_in_every_part(tmp_path: Path, part: str) -> None:
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

    def change(name: str, found: bytes) -> bytes:
        head, mark, rest = found.partition(b"?>")
        return head + mark + entities + rest if name == part else found

    code, found = _refusal(repacked(form(tmp_path), change))
    assert code is Code.FILE_SUSPICIOUS
    assert found == "o declarație de tip de document (DTD), pe care Excel nu o scrie niciodată"


@pytest.mark.parametrize("cell", [b"XFD1048576", b"A20001", b"GS1"])
def test_a_filled_cell_beyond_every_form_is_refused(tmp_path: Path, cell: bytes) -> None:
    """Calamine aborts the whole process on the first of these."""
    content = with_part(form(tmp_path), SHEET, END, b'<row><c r="' + cell + b'"><v>1</v></c></row>' + END)
    found = "o celulă completată dincolo de rândul 20000 sau de coloana 200"
    assert _refusal(content) == (Code.FILE_SUSPICIOUS, found)


def test_a_cell_that_only_has_a_border_may_stand_anywhere(tmp_path: Path) -> None:
    content = with_part(form(tmp_path), SHEET, END, b'<row r="1048576"><c r="XFD1048576" s="1"/></row>' + END)
    assert read(content).findings == ()


@pytest.mark.parametrize("reference", [b"xfd1048576", b"A99999999999999", b"AAAAAAAAAA1", b"A0", b""])
def test_a_cell_address_that_excel_never_writes_is_refused(tmp_path: Path, reference: bytes) -> None:
    content = with_part(form(tmp_path), SHEET, END, b'<row><c r="' + reference + b'"><v>1</v></c></row>' + END)
    assert _refusal(content)[0] is Code.FILE_UNREADABLE


@pytest.mark.parametrize("count", [b"999999999", b"99999999999999999999", b"-1"])
def test_a_workbook_that_announces_endless_texts_is_refused(tmp_path: Path, count: bytes) -> None:
    """Calamine makes room for as many as are announced, and aborts the whole process when there is none."""
    content = with_part(form(tmp_path), "xl/sharedStrings.xml", b'uniqueCount="', b'uniqueCount="' + count + b'" was="')
    found = "un registru de lucru care anunță peste 1000000 de texte"
    assert _refusal(content) == (Code.FILE_SUSPICIOUS, found)


def test_many_sheets_of_far_apart_cells_are_refused(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        for number in range(2):
            book.create_sheet(f"Foaie{number}").cell(20_000, 200).value = 1

    found = "foi cu peste 300000 de celule"
    assert _refusal(edited(form(tmp_path), change)) == (Code.FILE_SUSPICIOUS, found)


def test_a_part_packed_out_of_all_proportion_is_refused(tmp_path: Path) -> None:
    content = _with_more(form(tmp_path), "xl/media/image1.png", b"\0" * 3_000_000)
    assert _refusal(content) == (Code.FILE_SUSPICIOUS, "o componentă comprimată de peste 200 de ori")


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    content = repacked(form(tmp_path), lambda _, part: part, {f"xl/media/{number}": b"" for number in range(2_000)})
    assert _refusal(content)[1].endswith("de componente, peste limita de 2000")


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    assert _refusal(_with_more(form(tmp_path), "XL/Workbook.xml"))[0] is Code.FILE_SUSPICIOUS


def _unknown_compression(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as package:
        package.writestr(BOOK, b"<workbook/>")
    return packed.getvalue()


@pytest.mark.parametrize(
    "break_it",
    [
        lambda content: content[: len(content) // 2],
        lambda content: content[:-22],
        lambda content: with_part(content, SHEET, END, b"</sheetDat>"),
        lambda content: with_part(content, SHEET, END, b"\x01" + END),
        lambda content: with_part(content, SHEET, END, b"&#xD800;" + END),
        lambda content: repacked(content, lambda name, part: None if name == SHEET else part),
        lambda content: repacked(content, lambda name, part: None if name.endswith("workbook.xml.rels") else part),
        lambda content: with_part(content, BOOK, b"<sheets>", b"<sheets/><x>").replace(b"</sheets>", b"</x>"),
        _unknown_compression,
    ],
)
def test_a_broken_workbook_is_refused(tmp_path: Path, break_it: Callable[[bytes], bytes]) -> None:
    assert _refusal(break_it(form(tmp_path)))[0] is Code.FILE_UNREADABLE


def test_a_broken_workbook_is_told_in_plain_words(tmp_path: Path) -> None:
    assert str(only_finding(read(form(tmp_path)[:5_000]))) == (
        "inputs/oras/2023-S1/cultura.xlsx\n"
        "    găsit      un fișier deteriorat, care nu se poate citi până la capăt\n"
        "    așteptat   formularul completat, în format .xlsx\n"
        "    de făcut   deschideți formularul în Excel, salvați-l ca .xlsx și trimiteți-l din nou"
    )


def test_a_locked_zip_is_told_as_a_password(tmp_path: Path) -> None:
    content = bytearray(form(tmp_path))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        first = package.start_dir
    content[first + 8] |= 1  # "encrypted", in the directory's first entry
    assert _refusal(bytes(content)) == (Code.FILE_UNREADABLE, "un registru de lucru protejat cu parolă")


def test_a_huge_file_is_refused_before_it_is_opened() -> None:
    found = "un fișier de 21 MB, peste limita de 20 MB"
    assert _refusal(b"PK\x03\x04" + b"\0" * (21 * 2**20)) == (Code.FILE_SUSPICIOUS, found)


def test_prefixes_do_not_hide_a_cell(tmp_path: Path) -> None:
    """Some programs write <x:c> for <c>."""

    def change(name: str, part: bytes) -> bytes:
        if name != SHEET:
            return part
        namespace = b'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        far = b"<x:row " + namespace + b'><x:c r="A20001"><x:v>1</x:v></x:c></x:row>'
        return part.replace(END, far + END)

    assert _refusal(repacked(form(tmp_path), change))[0] is Code.FILE_SUSPICIOUS
