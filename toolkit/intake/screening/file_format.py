"""What a returned file is, told by its bytes and never by its name."""

from __future__ import annotations

import re
from enum import Enum, auto

from toolkit.language import N_


class FileFormat(Enum):
    """The formats that arrive; only a zip package and a UTF-8 text can be a form."""

    PACKAGE = auto()
    TEXT = auto()
    EMPTY = auto()
    OLD_EXCEL = auto()
    OLD_WORD = auto()
    OLD_OFFICE = auto()
    ENCRYPTED = auto()
    PDF = auto()
    RTF = auto()
    WEB_PAGE = auto()
    XML = auto()
    PICTURE = auto()
    UTF16 = auto()
    WINDOWS_1250 = auto()
    WINDOWS_1251 = auto()
    OTHER_ENCODING = auto()
    UNKNOWN = auto()


_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = (
    (b"PK\x03\x04", FileFormat.PACKAGE),
    (b"PK\x05\x06", FileFormat.PACKAGE),
    (b"%PDF", FileFormat.PDF),
    (b"{\\rtf", FileFormat.RTF),
    (b"\x89PNG", FileFormat.PICTURE),
    (b"\xff\xd8\xff", FileFormat.PICTURE),
    (b"\xff\xfe", FileFormat.UTF16),
    (b"\xfe\xff", FileFormat.UTF16),
)
_CONTROL = bytes(range(9)) + bytes(range(14, 32))  # what no text file holds: control characters but tab and line ends

REFUSED = {
    FileFormat.OLD_EXCEL: N_("un fișier Excel vechi (.xls)"),
    FileFormat.OLD_WORD: N_("un document Word vechi (.doc)"),
    FileFormat.OLD_OFFICE: N_("un fișier Office vechi"),
    FileFormat.PDF: N_("un fișier PDF"),
    FileFormat.RTF: N_("un document RTF"),
    FileFormat.WEB_PAGE: N_("o pagină web (HTML)"),
    FileFormat.XML: N_("un fișier XML"),
    FileFormat.PICTURE: N_("o imagine"),
    FileFormat.UNKNOWN: N_("un fișier care nu este nici registru Excel, nici CSV"),
}
ENCODINGS = {
    FileFormat.UTF16: N_("un fișier text în codificarea UTF-16"),
    FileFormat.WINDOWS_1250: N_("un fișier text în codificarea Windows-1250"),
    FileFormat.WINDOWS_1251: N_("un fișier text în codificarea Windows-1251"),
    FileFormat.OTHER_ENCODING: N_("un fișier text în altă codificare decât UTF-8"),
}
_ROMANIAN = frozenset("ăâîşţĂÂÎŞŢ„”“–—…«»\xa0")  # what a Romanian text in Windows-1250 has beside ASCII
_CYRILLIC_WORD = re.compile("[А-яЁё]{3}")


def format_of(content: bytes) -> FileFormat:
    """Tell what a file is."""
    if not content:
        return FileFormat.EMPTY
    for beginning, found in _BEGINNINGS:
        if content.startswith(beginning):
            return found
    if content.startswith(_OLD_OFFICE):
        return _old_office_format(content)
    return _text_format(content)


def _old_office_format(content: bytes) -> FileFormat:
    """Look for the names of streams, which stand in the file in UTF-16."""
    streams = (
        ("EncryptedPackage", FileFormat.ENCRYPTED),
        ("Workbook", FileFormat.OLD_EXCEL),
        ("Book", FileFormat.OLD_EXCEL),
        ("WordDocument", FileFormat.OLD_WORD),
    )
    for name, found in streams:
        if name.encode("utf-16-le") + b"\0\0" in content:
            return found
    return FileFormat.OLD_OFFICE


def _text_format(content: bytes) -> FileFormat:
    start = content.removeprefix(b"\xef\xbb\xbf")[:1000].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table")) or b"<html" in start:
        return FileFormat.WEB_PAGE
    if start.startswith(b"<?xml"):
        return FileFormat.XML
    if len(content) != len(content.translate(None, _CONTROL)):
        every_second = (content[0::2], content[1::2])  # ASCII in UTF-16 without its mark
        return FileFormat.UTF16 if any(2 * half.count(0) > len(half) for half in every_second) else FileFormat.UNKNOWN
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _encoding_of(content)
    return FileFormat.TEXT


def _encoding_of(content: bytes) -> FileFormat:
    """Tell the two encodings of old Windows programs that are met here by their letters; they are never read as one."""
    if all(letter.isascii() or letter in _ROMANIAN for letter in content.decode("cp1250", "replace")):
        return FileFormat.WINDOWS_1250
    if _CYRILLIC_WORD.search(content.decode("cp1251", "replace")):
        return FileFormat.WINDOWS_1251
    return FileFormat.OTHER_ENCODING
