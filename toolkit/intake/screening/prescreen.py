"""The look into a returned file before any reader opens it.

Readers accept bombs, macros and links without a word, take some workbooks for empty, and one aborts the whole process on
a cell at the far end of a sheet. So nothing is handed on that has not been streamed through here once, under limits.
"""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.intake.finding import and_send_again
from toolkit.intake.screening.asides import Aside, read_asides
from toolkit.intake.screening.file_format import ENCODINGS, REFUSED, FileFormat, format_of
from toolkit.intake.screening.package import MOST_FILE_BYTES, Package, part_beside
from toolkit.intake.screening.refusal import locked, suspicious, unreadable, wrong_encoding, wrong_format
from toolkit.intake.screening.shared_texts import SHARED_TEXTS, check_shared_texts
from toolkit.intake.screening.sheet_scan import SheetScan, percent_styles, scan_book, scan_sheet
from toolkit.intake.screening.xml_part import check_part, elements
from toolkit.language import N_, gettext

_BOOK = "xl/workbook.xml"
_BOOK_RELATIONS = "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_MOST_SHEETS = 100
_MOST_CELLS = 300_000  # of all sheets together, blank ones between the others included

# Part of a workbook → what the file is, where that is not a form.
_OTHER_FORMATS = (
    ("xl/workbook.bin", N_("un registru de lucru Excel binar (.xlsb)")),
    ("xl/vbaproject.bin", N_("un registru de lucru Excel cu macrocomenzi (.xlsm)")),
    ("xl/macrosheets/", N_("un registru de lucru Excel cu macrocomenzi (.xlsm)")),
    ("word/", N_("un document Word (.docx)")),
    ("ppt/", N_("o prezentare PowerPoint (.pptx)")),
)
_MACRO_CONTENT = "macroenabled"
_BREAK_LINKS = N_("în Excel alegeți Date › Editare legături › Întrerupere legătură")
_FOREIGN_PARTS = (
    ("xl/externallinks/", N_("legături către alte fișiere"), _BREAK_LINKS),
    ("xl/connections.xml", N_("o conexiune la date din afara fișierului"), _BREAK_LINKS),
    ("xl/embeddings/", N_("un fișier încorporat"), N_("ștergeți obiectul încorporat")),
    ("xl/activex/", N_("un control ActiveX"), N_("ștergeți controlul")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet that a reader may open."""

    name: str
    hidden: bool
    scan: SheetScan


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """A file that a reader may open: a workbook with its sheets, or else a CSV text."""

    is_workbook: bool
    sheets: tuple[Sheet, ...] = ()
    asides: tuple[Aside, ...] = ()


def screen(content: bytes) -> Screened:
    """Look through a file; `RefusedFileError` says what is wrong with one that must not be opened."""
    found = format_of(content)
    if found is FileFormat.EMPTY:
        raise unreadable(gettext("un fișier gol, de 0 octeți"))
    if found is FileFormat.ENCRYPTED:
        raise locked()
    if found in ENCODINGS:
        raise wrong_encoding(gettext(ENCODINGS[found]))
    if found in REFUSED:
        raise wrong_format(gettext(REFUSED[found]))
    if len(content) > MOST_FILE_BYTES:
        raise suspicious(
            gettext(
                "un fișier de {size} MB, peste limita de {limit} MB",
                size=len(content) // 2**20,
                limit=MOST_FILE_BYTES // 2**20,
            )
        )
    if found is FileFormat.TEXT:
        return Screened(is_workbook=False)
    return _screen_workbook(Package(content))


def _screen_workbook(package: Package) -> Screened:
    _refuse_other_formats(package)
    _refuse_foreign_parts(package)
    book = scan_book(package.chunks(_BOOK))
    if book.is_strict:
        raise wrong_format(gettext("un registru de lucru Excel în varianta „Strict Open XML”"))
    if not book.sheets:
        raise unreadable(gettext("un registru de lucru fără nicio foaie"))
    if len(book.sheets) > _MOST_SHEETS:
        raise suspicious(gettext("un registru de lucru cu peste {sheets} de foi", sheets=_MOST_SHEETS))
    targets = _sheet_targets(package)
    parts = [targets.get(sheet.relation, "") for sheet in book.sheets]
    if any(part not in package for part in parts) or len(set(parts)) != len(parts):
        raise unreadable()
    percent = percent_styles(package.chunks(_STYLES)) if _STYLES in package else frozenset()
    sheets = []
    for entry, part in zip(book.sheets, parts, strict=True):
        scan = scan_sheet(package.chunks(part), percent)
        sheets.append(Sheet(name=entry.name, hidden=entry.hidden, scan=scan))
    if sum(sheet.scan.area for sheet in sheets) > _MOST_CELLS:
        raise suspicious(gettext("foi cu peste {cells} de celule", cells=_MOST_CELLS))
    for name in package.names:
        if name.endswith((".xml", ".rels")) and name not in {_BOOK, _STYLES, SHARED_TEXTS, *parts}:
            check_part(package.chunks(name))
    check_shared_texts(package, [(part, sheet.scan) for part, sheet in zip(parts, sheets, strict=True)])
    scans = {part: (sheet.name, sheet.scan) for part, sheet in zip(parts, sheets, strict=True)}
    asides = read_asides(package, scans)
    return Screened(is_workbook=True, sheets=tuple(sheets), asides=asides)


def _refuse_other_formats(package: Package) -> None:
    if "mimetype" in package and b"opendocument" in b"".join(package.chunks("mimetype")):
        raise wrong_format(gettext("un fișier LibreOffice (.ods, .odt)"))
    for beginning, what in _OTHER_FORMATS:
        if any(name.startswith(beginning) for name in package.names):
            raise wrong_format(gettext(what))
    if _BOOK not in package or "[Content_Types].xml" not in package:
        raise wrong_format(gettext("o arhivă zip care nu este un registru Excel"))
    for _, attributes in elements(package.chunks("[Content_Types].xml")):
        if _MACRO_CONTENT in attributes.get("ContentType", "").casefold():
            raise wrong_format(gettext("un registru de lucru Excel cu macrocomenzi (.xlsm)"))


def _refuse_foreign_parts(package: Package) -> None:
    for beginning, what, fix in _FOREIGN_PARTS:
        if any(name.startswith(beginning) for name in package.names):
            raise suspicious(gettext(what), and_send_again(gettext(fix)))
    for name in package.names:
        if name.endswith(".rels"):
            for _, attributes in elements(package.chunks(name)):
                is_outside = attributes.get("TargetMode", "").casefold() == "external"
                if is_outside and not attributes.get("Type", "").endswith("/hyperlink"):  # an address in a narrative is one
                    raise suspicious(gettext("legături către alte fișiere"), and_send_again(gettext(_BREAK_LINKS)))


def _sheet_targets(package: Package) -> dict[str, str]:
    """Where each relation of the workbook leads, in lower case as the package has it."""
    if _BOOK_RELATIONS not in package:
        raise unreadable()
    return {
        attributes["Id"]: part_beside(_BOOK, attributes.get("Target", "")).casefold()
        for name, attributes in elements(package.chunks(_BOOK_RELATIONS))
        if name == "Relationship" and "Id" in attributes
    }
