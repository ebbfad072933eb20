"""What a returned file is, told by its bytes and never by its name."""

from __future__ import annotations

from enum import Enum, auto


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
    FileFormat.OLD_EXCEL: "un fișier Excel vechi (.xls)",
    FileFormat.OLD_WORD: "un document Word vechi (.doc)",
    FileFormat.OLD_OFFICE: "un fișier Office vechi",
    FileFormat.PDF: "un fișier PDF",
    FileFormat.RTF: "un document RTF",
    FileFormat.WEB_PAGE: "o pagină web (HTML)",
    FileFormat.XML: "un fișier XML",
    FileFormat.PICTURE: "o imagine",
    FileFormat.UTF16: "un fișier text în codificarea UTF-16",
    FileFormat.OTHER_ENCODING: "un fișier text în altă codificare decât UTF-8",
    FileFormat.UNKNOWN: "un fișier care nu este nici registru Excel, nici CSV",
}


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
        return FileFormat.UNKNOWN
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return FileFormat.OTHER_ENCODING
    return FileFormat.TEXT
