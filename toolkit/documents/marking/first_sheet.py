"""The first sheet of a marked workbook, "De corectat": what is to be corrected, with links and room to answer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from toolkit.documents.corrections import Correction
from toolkit.documents.marking.cell_styles import CellStyles, fill_of
from toolkit.documents.marking.workbook_parts import BOOK, MAIN, OFFICE, REFERS, WorkbookParts
from toolkit.intake.cleaning import clean
from toolkit.intake.grid import address
from toolkit.intake.layout import MOST_TEXT
from toolkit.language import N_, gettext

TITLE: Final = N_("De corectat")
_COLUMNS: Final = (
    N_("Nr."),
    N_("Felul"),
    N_("Locul"),
    N_("Găsit"),
    N_("Așteptat"),
    N_("De făcut"),
    N_("Răspunsul dumneavoastră"),
)
_WIDTHS: Final = (5, 14, 18, 38, 34, 38, 32)
_HEADER_ROW: Final = 5  # from 0
_LINE_POINTS, _MOST_POINTS = 15, 409
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_PRINT_TITLES: Final = "_xlnm.Print_Titles"
_MOST_NAME: Final = 31  # letters in the name of a sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSheet:
    """What the sheet says besides the corrections."""

    whose: str  # institution, department and period
    how: Sequence[str]  # what to do with the workbook, in two lines
    corrections: Sequence[Correction]
    answers: Mapping[tuple[str, str], str]  # what was answered before, by place and by what was found

    def texts(self) -> list[tuple[str, ...]]:
        """The rows of the table, as they are printed."""
        return [
            (
                str(number),
                correction.weight,
                place_in_workbook(correction),
                correction.found,
                correction.expected,
                correction.fix,
                self.answers.get((place_in_workbook(correction), correction.found), ""),
            )
            for number, correction in enumerate(self.corrections, 1)
        ]


def place_in_workbook(correction: Correction) -> str:
    """Say where in its workbook something stands."""
    place = correction.seen_at
    return " · ".join(filter(None, (place.sheet, place.cell))) or gettext("fișierul")


def answers_in(rows: Sequence[Sequence[object]]) -> dict[tuple[str, str], str] | None:
    """Give what was answered in a sheet of corrections; None where a sheet is no such sheet."""
    header = [gettext(column) for column in _COLUMNS]
    texts = [[str(cell) for cell in row] for row in rows]
    starts = [number for number, row in enumerate(texts) if row[: len(header)] == header]
    if not starts or texts[0][:1] != [gettext(TITLE)]:
        return None
    table = [row for row in texts[starts[0] + 1 :] if len(row) >= len(header)]
    return {(row[2], row[3]): row[6] for row in table if row[6].strip()}


def put_first(parts: WorkbookParts, styles: CellStyles, sheet: FirstSheet) -> None:
    """Put the sheet before all others, and have the workbook open with it."""
    book = parts.tree(BOOK)
    sheets = next(book.iter(f"{MAIN}sheets"))
    name = _free_name({one.get("name", "").casefold() for one in sheets})
    part = parts.free_name("xl/worksheets/sheet{}.xml")
    parts.put(part, _sheet_xml(sheet, styles), _CONTENT_TYPE)
    number = max(int(one.get("sheetId", "0")) for one in sheets) + 1
    attributes = {"name": name, "sheetId": str(number), REFERS: parts.relate(BOOK, "worksheet", part)}
    sheets.insert(0, etree.Element(f"{MAIN}sheet", attributes, nsmap={"r": OFFICE}))
    for defined in book.iterfind(f"{MAIN}definedNames/{MAIN}definedName[@localSheetId]"):
        defined.set("localSheetId", str(int(defined.get("localSheetId", "0")) + 1))  # the same sheet
    _add_print_titles(book, name)
    for view in book.iterfind(f"{MAIN}bookViews/{MAIN}workbookView"):
        view.set("activeTab", "0")
        view.attrib.pop("firstSheet", "")
    for other in list(parts.sheets().values())[1:]:  # sheets that are chosen together would be typed into together
        for selected in parts.tree(other).iterfind(f"{MAIN}sheetViews/{MAIN}sheetView[@tabSelected]"):
            selected.attrib.pop("tabSelected")


def _free_name(used: set[str]) -> str:
    title = gettext(TITLE)[:_MOST_NAME]
    names = (title, *(f"{title[: _MOST_NAME - 4]} {number}" for number in range(2, len(used) + 3)))
    return next(name for name in names if name.casefold() not in used)


def _add_print_titles(book: etree._Element, sheet: str) -> None:
    names = book.find(f"{MAIN}definedNames")
    if names is None:
        names = etree.Element(f"{MAIN}definedNames")
        before = ("sheets", "functionGroups", "externalReferences")
        place = max(book.index(child) for child in book if child.tag in {f"{MAIN}{name}" for name in before})
        book.insert(place + 1, names)
    title = etree.Element(f"{MAIN}definedName", {"name": _PRINT_TITLES, "localSheetId": "0"})
    title.text = f"{_quoted(sheet)}!${_HEADER_ROW + 1}:${_HEADER_ROW + 1}"
    names.insert(0, title)


def _sheet_xml(sheet: FirstSheet, styles: CellStyles) -> bytes:
    text = styles.of_sheet(border=True)
    look = {
        "title": styles.of_sheet("<b/>", wrap=False),
        "plain": styles.of_sheet(wrap=False),
        "header": styles.of_sheet("<b/>", fill="FFD9E2F3", border=True),
        "link": styles.of_sheet('<u/><color rgb="FF0563C1"/>', border=True),
        "answer": styles.of_sheet(fill="FFFFFFE5", border=True),
    }
    header = [gettext(column) for column in _COLUMNS]
    rows = [
        _row(0, [(gettext(TITLE), look["title"])], 1),
        _row(1, [(sheet.whose, look["plain"])], 1),
        *(_row(number, [(line, look["plain"])], 1) for number, line in enumerate(sheet.how, 2)),
        _row(_HEADER_ROW, [(label, look["header"]) for label in header], 2),
    ]
    links = []
    for number, (correction, texts) in enumerate(zip(sheet.corrections, sheet.texts(), strict=True), _HEADER_ROW + 1):
        place = correction.seen_at
        weight = styles.of_sheet("<b/>", fill=fill_of(correction.severity), border=True)
        looks = (text, weight, look["link"] if place.cell else text, text, text, text, look["answer"])
        lines = [
            math.ceil(len(cell) / (0.95 * width)) + cell.count("\n") for cell, width in zip(texts, _WIDTHS, strict=True)
        ]
        rows.append(_row(number, list(zip(texts, looks, strict=True)), max(2, *lines)))
        if place.sheet and place.cell:
            location = quoteattr(f"{_quoted(place.sheet)}!{place.cell}")
            links.append(f'<hyperlink ref="{address(number, 2)}" location={location} display={quoteattr(texts[2])}/>')
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>' for number, width in enumerate(_WIDTHS, 1)
    )
    top = address(_HEADER_ROW + 1, 0)
    hyperlinks = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    return (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        f'<worksheet xmlns="{MAIN[1:-1]}"><sheetPr><tabColor rgb="{fill_of(sheet.corrections[0].severity)}"/>'
        '<pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{_HEADER_ROW + 1}" topLeftCell="{top}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{top}" sqref="{top}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="{_LINE_POINTS}"/><cols>{columns}</cols><sheetData>{"".join(rows)}</sheetData>'
        f"{hyperlinks}"
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>{escape(gettext('&L&A&RPagina &P din &N'))}</oddFooter></headerFooter></worksheet>"
    ).encode()


def _row(number: int, cells: Sequence[tuple[str, int]], lines: int) -> str:
    written = "".join(
        f'<c r="{address(number, column)}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_told(text)}</t></is></c>'
        if text
        else f'<c r="{address(number, column)}" s="{style}"/>'
        for column, (text, style) in enumerate(cells)
    )
    height = min(_LINE_POINTS * lines + 3, _MOST_POINTS)
    return f'<row r="{number + 1}" ht="{height}">{written}</row>'


def _told(text: str) -> str:
    return escape(clean(text)[0][:MOST_TEXT])


def _quoted(sheet: str) -> str:
    """A sheet's name as formulas and links have it."""
    return "'" + sheet.replace("'", "''") + "'"
