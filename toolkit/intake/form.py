"""Writing the form that one department fills in for one period."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from toolkit.errors import ToolkitFault
from toolkit.intake.layout import INDICATORS, MOST_TEXT, NARRATIVES, Column, Label, answer_asked, example_answer
from toolkit.intake.stored_zip import parts_of, stored_zip
from toolkit.language import N_, gettext
from toolkit.plan.institution import Department, Institution
from toolkit.plan.period import Period
from toolkit.plan.plan import Indicator, IndicatorKind, Plan

_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  a form's bytes do not depend on the day it was made
_LINE_POINTS = 15
_MOST_POINTS = 409  # the highest row of Excel
_INSTRUCTIONS = (
    N_("Completați coloana „Valoarea” pentru fiecare indicator: numărul și ce s-a numărat, de exemplu „10 funcționari”."),
    N_("„0” înseamnă zero. Dacă nu aveți ce raporta, lăsați „-”. Dacă indicatorul nu vă privește, scrieți „Nu este cazul”."),
    N_("La „Valoarea” scrieți totalul; dacă sunt și coloanele „Femei” și „Bărbați”, completați-le, fără celulele gri."),
)
_NARRATIVE_INSTRUCTIONS = (
    N_("Scrieți pe scurt, la fiecare acțiune, ce s-a făcut în perioada de raport; un rând nou în celulă: Alt+Enter."),
    N_("O listă se scrie cu „- ” la începutul rândului. Nu scrieți nume de persoane și nici coduri personale (IDNP, CNP)."),
)
_WIDTHS = {
    Column.ACTION: 14,
    Column.INDICATOR: 12,
    Column.TEXT: 50,
    Column.UNIT: 18,
    Column.HELP: 36,
    Column.VALUE: 24,
    Column.WOMEN: 9,
    Column.MEN: 9,
    Column.REMARK: 28,
    Column.TITLE: 52,
    Column.NARRATIVE: 110,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One indicator's row; the texts stand in the cells as they are given, "-" and blank included."""

    action: str
    indicator: int  # number within the action
    value: str = ""
    women: str = ""
    men: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContent:
    """What stands in one department's form."""

    department: Department
    rows: tuple[FormRow, ...]  # in the order of print
    narratives: Mapping[str, str]  # action code → text


def write_form(path: Path, institution: Institution, plan: Plan, period: Period, content: FormContent) -> None:
    """Write one department's form; equal content gives equal bytes, on every platform."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties(
        {
            "title": f"{content.department.name}: {period.text}",
            "subject": plan.title,
            "author": institution.name,
            "company": institution.name,
            "created": _CREATED,
        }
    )
    heading = _Heading(
        title=gettext(
            "Formular de raportare privind implementarea {title_in_report}", title_in_report=plan.title_in_report
        ).rstrip(" ,"),
        identity=(
            (Label.INSTITUTION, institution.name, ""),
            (Label.DEPARTMENT, content.department.name, ""),
            (Label.PERIOD, str(period), period.text),
        ),
    )
    contact = (gettext("Întrebări: {contact}", contact=institution.contact),) if institution.contact else ()
    formats = _formats(book)
    _write_indicators(_Sheet(book, INDICATORS.name, formats), heading, contact, plan, institution, content)
    _write_narratives(_Sheet(book, NARRATIVES.name, formats), heading, plan, content)
    book.close()
    path.write_bytes(_finished(buffer.getvalue(), institution.locale.replace("_", "-")))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    title: str
    identity: tuple[tuple[str, str, str], ...]  # label, text, its explanation


class _Sheet:
    """A worksheet that takes text alone, so that no formula, link or number comes of it."""

    def __init__(self, book: Any, name: str, formats: Mapping[str, Any]) -> None:
        self.sheet = book.add_worksheet(name)
        self._formats = formats

    def write(self, row: int, column: int, text: str, style: str) -> None:
        """Put a text into a cell."""
        if len(text) > MOST_TEXT:
            raise ToolkitFault(
                place=gettext("foaia „{sheet}”", sheet=self.sheet.get_name()),
                found=gettext("un text de {count} de caractere pentru o singură celulă", count=len(text)),
                expected=gettext("cel mult {text} de caractere, cât ține Excel", text=MOST_TEXT),
                fix=gettext("scurtați textul și scrieți formularul din nou"),
            )
        if text:
            self.sheet.write_string(row, column, text, self._formats[style])
        else:
            self.sheet.write_blank(row, column, None, self._formats[style])

    def write_heading(self, heading: _Heading, instructions: Iterable[str], columns: tuple[Column, ...]) -> int:
        """Write title, identity, instructions and header row, set up the page; give the first row of the table."""
        self.write(0, 0, heading.title, "title")
        self.sheet.set_row(0, 24)
        row = 1
        for label, text, explanation in heading.identity:
            self.write(row, 0, label, "label")
            self.write(row, 1, text, "identity")
            if explanation:
                self.write(row, 2, explanation, "identity")
            row += 1
        for text in instructions:
            self.write(row, 0, text, "instruction")
            row += 1
        for column, label in enumerate(columns):
            self.sheet.set_column(column, column, _WIDTHS[label])
            self.write(row, column, label, "header")
        self.sheet.set_row(row, 30)
        self.sheet.freeze_panes(row + 1, 2)
        self.sheet.repeat_rows(row)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer(gettext("&L&A&RPagina &P din &N"))
        return row + 1

    def fit_height(self, row: int, texts: Mapping[Column, str]) -> None:
        """Make a row as high as its longest text needs; Excel alone would do so by itself."""
        lines = max(
            sum(max(1, math.ceil(len(line) / (1.1 * _WIDTHS[column]))) for line in text.split("\n"))
            for column, text in texts.items()
        )
        self.sheet.set_row(row, min(_LINE_POINTS * lines + 3, _MOST_POINTS))

    def keep_numbers_as_text(self, first_row: int, last_row: int, last_column: int) -> None:
        """Spare the clerk Excel's green triangles: figures stand here as text on purpose."""
        cells = xlsxwriter.utility.xl_range(first_row, 0, max(first_row, last_row), last_column)
        self.sheet.ignore_errors({"number_stored_as_text": cells})


def _formats(book: Any) -> dict[str, Any]:
    cell = {"font_name": "Calibri", "font_size": 11, "border": 1, "border_color": "#A6A6A6", "valign": "top"}
    text = {**cell, "text_wrap": True, "num_format": "@"}
    plain = {"font_name": "Calibri", "font_size": 11, "num_format": "@"}
    styles = {
        "title": {**plain, "bold": True, "font_size": 14, "valign": "vcenter"},
        "label": {**plain, "bold": True},
        "identity": plain,
        "instruction": {**plain, "italic": True, "font_color": "#404040"},
        "header": {**text, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#D9E2F3"},
        "given": {**text, "bg_color": "#F7F7F7"},
        "code": {**text, "align": "center", "bg_color": "#F7F7F7"},
        "fill": {**text, "bg_color": "#FFFFE5"},
        "not asked": {**text, "bg_color": "#BFBFBF"},
    }
    return {name: book.add_format(style) for name, style in styles.items()}


def _write_indicators(
    sheet: _Sheet, heading: _Heading, contact: tuple[str, ...], plan: Plan, institution: Institution, content: FormContent
) -> None:
    indicators = [(row, _indicator_of(row, plan)) for row in content.rows]
    has_split = any(indicator.split or row.women or row.men for row, indicator in indicators)
    columns = tuple(c for c in INDICATORS.columns if has_split or c not in (Column.WOMEN, Column.MEN))
    line = first = sheet.write_heading(heading, (*map(gettext, _INSTRUCTIONS), *contact), columns)
    for row, indicator in indicators:
        split_style = "fill" if indicator.split else "not asked"
        cells = {
            Column.ACTION: (row.action, "code"),
            Column.INDICATOR: (str(row.indicator), "code"),
            Column.TEXT: (indicator.text, "given"),
            Column.UNIT: (_unit_of(indicator, institution.currency), "given"),
            Column.HELP: (indicator.help or _help_for(indicator, institution.currency), "given"),
            Column.VALUE: (row.value, "fill"),
            Column.WOMEN: (row.women, split_style),
            Column.MEN: (row.men, split_style),
            Column.REMARK: (row.remark, "fill"),
        }
        for column, label in enumerate(columns):
            sheet.write(line, column, *cells[label])
        sheet.fit_height(line, {label: cells[label][0] for label in columns})
        line += 1
    sheet.keep_numbers_as_text(first, line - 1, len(columns) - 1)


def _write_narratives(sheet: _Sheet, heading: _Heading, plan: Plan, content: FormContent) -> None:
    line = first = sheet.write_heading(heading, tuple(map(gettext, _NARRATIVE_INSTRUCTIONS)), NARRATIVES.columns)
    asked = {row.action for row in content.rows} | set(content.narratives)
    for action in plan.actions:
        if action.code in asked:
            sheet.write(line, 0, action.code, "code")
            sheet.write(line, 1, action.title, "given")
            narrative = content.narratives.get(action.code, "")
            sheet.write(line, 2, narrative, "fill")
            sheet.fit_height(line, {Column.TITLE: action.title, Column.NARRATIVE: narrative})
            line += 1
    sheet.keep_numbers_as_text(first, line - 1, 0)


def _indicator_of(row: FormRow, plan: Plan) -> Indicator:
    indicator = plan.indicator(row.action, row.indicator)
    if indicator is None:
        raise ToolkitFault(
            place=gettext("formularul unei subdiviziuni"),
            found=gettext(
                "indicatorul {action}.{indicator}, pe care planul nu îl are", action=row.action, indicator=row.indicator
            ),
            expected=gettext("numai indicatori din plan"),
            fix=gettext("corectați lista de indicatori a formularului"),
        )
    return indicator


def _unit_of(indicator: Indicator, currency: str) -> str:
    named = {
        IndicatorKind.MONEY: currency,
        IndicatorKind.PERCENTAGE: "%",
        IndicatorKind.STATUS: "stare",
        IndicatorKind.TEXT: "text",
    }
    return named.get(indicator.kind) or ", ".join(unit.few for unit in indicator.all_units)


def _help_for(indicator: Indicator, currency: str) -> str:
    return gettext(
        "Scrieți {answer_asked}, de exemplu „{example_answer}”.",
        answer_asked=answer_asked(indicator, currency),
        example_answer=example_answer(indicator, currency),
    )


def _finished(workbook: bytes, language: str) -> bytes:
    """Name the workbook's language, and let its rows grow."""
    parts = parts_of(workbook)
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):  # a row whose height nobody set by hand still grows with what is typed
            parts[name] = part.replace(b' customHeight="1"', b"")
    closing = b"</cp:coreProperties>"
    named = f"<dc:language>{language}</dc:language>".encode() + closing
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(closing, named)
    return stored_zip(parts)
