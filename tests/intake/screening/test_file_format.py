"""What a file is, by its bytes."""

from __future__ import annotations

import pytest
from form_builder import only_finding, read

from toolkit.intake.finding import Code
from toolkit.intake.screening.file_format import FileFormat, format_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", FileFormat.EMPTY),
        (b"PK\x03\x04", FileFormat.PACKAGE),
        (OLE + "Workbook".encode("utf-16-le") + b"\0\0", FileFormat.OLD_EXCEL),
        (OLE + "WordDocument".encode("utf-16-le") + b"\0\0", FileFormat.OLD_WORD),
        (OLE + "EncryptedPackage".encode("utf-16-le") + b"\0\0", FileFormat.ENCRYPTED),
        (OLE, FileFormat.OLD_OFFICE),
        (b"%PDF-1.7", FileFormat.PDF),
        (b"{\\rtf1", FileFormat.RTF),
        (b"  <html><table>", FileFormat.WEB_PAGE),
        (b"<?xml version='1.0'?><Workbook/>", FileFormat.XML),
        (b"\x89PNG\r\n", FileFormat.PICTURE),
        ("Acțiunea".encode("utf-16"), FileFormat.UTF16),
        ("Acțiunea;Valoarea".encode("utf-16-le"), FileFormat.UTF16),
        ("Acţiunea;„Şase”".encode("cp1250"), FileFormat.WINDOWS_1250),
        ("Отдел культуры".encode("cp1251"), FileFormat.WINDOWS_1251),
        ("Größe;Stückzahl".encode("cp1250"), FileFormat.OTHER_ENCODING),
        ("\ufeffAcțiunea;Valoarea".encode(), FileFormat.TEXT),
        (b"\x00\x01\x02", FileFormat.UNKNOWN),
    ],
)
def test_a_file_is_what_its_bytes_say(content: bytes, found: FileFormat) -> None:
    assert format_of(content) is found


def test_an_old_workbook_is_told_how_to_become_a_new_one() -> None:
    finding = only_finding(read(OLE + "Workbook".encode("utf-16-le") + b"\0\0", "inputs/oras/2023-S1/cultura.xlsx"))
    assert finding.code is Code.FILE_FORMAT
    assert str(finding) == (
        "inputs/oras/2023-S1/cultura.xlsx\n"
        "    găsit      un fișier Excel vechi (.xls)\n"
        "    așteptat   formularul completat, în format .xlsx\n"
        "    de făcut   deschideți formularul în Excel, alegeți Salvare ca › Registru de lucru Excel (.xlsx)"
        " și trimiteți fișierul nou"
    )


def test_a_password_is_told() -> None:
    finding = only_finding(read(OLE + "EncryptedPackage".encode("utf-16-le") + b"\0\0"))
    assert finding.code is Code.FILE_UNREADABLE
    assert str(finding) == (
        "inputs/oras/2023-S1/cultura.xlsx\n"
        "    găsit      un registru de lucru protejat cu parolă\n"
        "    așteptat   formularul completat, în format .xlsx, fără parolă\n"
        "    de făcut   în Excel alegeți Fișier › Informații › Protejare registru de lucru › Criptare cu parolă,"
        " ștergeți parola, salvați fișierul și trimiteți-l din nou"
    )


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("Acţiunea;Valoarea".encode("cp1250"), "un fișier text în codificarea Windows-1250"),
        ("Действие;Значение".encode("cp1251"), "un fișier text în codificarea Windows-1251"),
        ("Acțiunea;Valoarea".encode("utf-16"), "un fișier text în codificarea UTF-16"),
        ("Größe;Wert".encode("cp1250"), "un fișier text în altă codificare decât UTF-8"),
    ],
)
def test_a_csv_in_an_old_encoding_is_told_by_its_name_where_it_can_be(content: bytes, found: str) -> None:
    finding = only_finding(read(content, "inputs/oras/2023-S1/cultura.csv"))
    assert finding.code is Code.FILE_FORMAT
    assert str(finding) == (
        "inputs/oras/2023-S1/cultura.csv\n"
        f"    găsit      {found}\n"
        "    așteptat   formularul completat, în format .xlsx sau CSV UTF-8\n"
        "    de făcut   în Excel alegeți Salvare ca › CSV UTF-8 (delimitat prin virgulă) sau .xlsx și trimiteți fișierul nou"
    )


def test_an_empty_file_is_told() -> None:
    finding = only_finding(read(b""))
    assert finding.code is Code.FILE_UNREADABLE
    assert str(finding) == (
        "inputs/oras/2023-S1/cultura.xlsx\n"
        "    găsit      un fișier gol, de 0 octeți\n"
        "    așteptat   formularul completat, în format .xlsx\n"
        "    de făcut   deschideți formularul în Excel, salvați-l ca .xlsx și trimiteți-l din nou"
    )
