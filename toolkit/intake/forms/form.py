"""Writing the form that one department fills in for one period."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path

import xlsxwriter
from babel.dates import format_date

from toolkit.errors import ToolkitFault
from toolkit.intake.forms.instructions import HOW, about_narratives, all_instructions, instructions_above
from toolkit.intake.forms.rules import narrative_rule, rule_of, value_rule
from toolkit.intake.forms.sheet import FormSheet, HeadingText, formats_of
from toolkit.intake.forms.terms import Terms
from toolkit.intake.grid import address
from toolkit.intake.layout import INDICATORS, NARRATIVES, Column, Label, SheetLayout, answer_asked, example_answer
from toolkit.intake.stored_zip import parts_of, stored_zip
from toolkit.language import gettext, speaking
from toolkit.plan.institution import Department, Institution
from toolkit.plan.period import Period
from toolkit.plan.plan import Indicator, IndicatorKind, Plan
from toolkit.plan.unit import Unit

_LINES_TO_WRITE_IN = 4  # of a description, on paper too


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One indicator's row; the texts stand in the cells as they are given, "-" and blank included."""

    action: str
    indicator: int  # number within the action
    value: str = ""
    women: str = ""
    men: str = ""
    remark: str = ""
    previous: str = ""  # what the department reported in the period before
    year_ago: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContent:
    """What stands in one department's form."""

    department: Department
    rows: tuple[FormRow, ...]  # in the order of print
    narratives: Mapping[str, str]  # action code → text
    terms: Terms | None = None  # of a form that is sent out


def write_form(path: Path, institution: Institution, plan: Plan, period: Period, content: FormContent) -> None:
    """Write one department's form to a file."""
    path.write_bytes(form_of(institution, plan, period, content))


def form_layout(
    institution: Institution, plan: Plan, period: Period, content: FormContent
) -> dict[SheetLayout, tuple[int, tuple[Column, ...]]]:
    """Say where a form has its tables: by each, its header row, counted from 0, and its columns."""
    heading = _heading(institution, plan, period, content)
    of_indicators = replace(heading, instructions=instructions_above(content.terms, institution))
    of_narratives = replace(heading, instructions=about_narratives())
    indicators = [_indicator_of(row, plan) for row in content.rows]
    return {
        INDICATORS: (of_indicators.header_row, _columns_of(content, indicators)),
        NARRATIVES: (of_narratives.header_row, NARRATIVES.columns),
    }


def form_of(institution: Institution, plan: Plan, period: Period, content: FormContent) -> bytes:
    """Give one department's form, in the language of its institution; equal content gives equal bytes on every platform."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with speaking(institution.locale), xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties(
            {
                "title": f"{content.department.name}: {period.text}",
                "subject": plan.title,
                "author": institution.name,
                "company": institution.name,
                "created": datetime.combine(period.first_day, time()),  # and not the day on which it is made
            }
        )
        formats = formats_of(book)
        heading = _heading(institution, plan, period, content)
        _write_indicators(FormSheet(book, gettext(INDICATORS.name), formats), heading, plan, institution, content)
        _write_narratives(FormSheet(book, gettext(NARRATIVES.name), formats), heading, plan, content)
        if content.terms:
            page = FormSheet(book, gettext(HOW), formats)
            page.write_page(gettext("Cum se completează formularul"), all_instructions(content.terms))
    return _finished(buffer.getvalue(), institution.locale.replace("_", "-"))


def _heading(institution: Institution, plan: Plan, period: Period, content: FormContent) -> HeadingText:
    title = gettext(
        "Formular de raportare privind implementarea {title_in_report}", title_in_report=plan.title_in_report
    ).rstrip(" ,")
    return HeadingText(
        title=title,
        identity=(
            (gettext(Label.INSTITUTION), institution.name, ""),
            (gettext(Label.DEPARTMENT), content.department.name, ""),
            (gettext(Label.PERIOD), str(period), period.text),
        ),
    )


def _terms(terms: Terms, locale: str) -> tuple[tuple[str, str], ...]:
    """The heading lines of a form that is sent out."""
    closing = format_date(terms.closing, "long", locale) if terms.closing else ""
    lines = (
        (Label.CLOSING, closing),
        (Label.PLAN, format_date(terms.plan_from, "long", locale)),
        (Label.FINGERPRINT, terms.fingerprint),
    )
    return tuple((gettext(label), text) for label, text in lines if text)


def _write_indicators(
    sheet: FormSheet, heading: HeadingText, plan: Plan, institution: Institution, content: FormContent
) -> None:
    indicators = [(row, _indicator_of(row, plan)) for row in content.rows]
    columns = _columns_of(content, [indicator for _, indicator in indicators])
    beside = _terms(content.terms, institution.locale) if content.terms else ()
    instructions = instructions_above(content.terms, institution)
    line = first = sheet.write_heading(replace(heading, beside=beside, instructions=instructions), columns)
    for row, indicator in indicators:
        split_style = "fill" if indicator.split else "not asked"
        cells = {
            Column.ACTION: (row.action, "code"),
            Column.INDICATOR: (str(row.indicator), "code"),
            Column.TEXT: (indicator.text, "given"),
            Column.UNIT: (_unit_of(indicator, institution.currency), "given"),
            Column.HELP: (indicator.help or _help_for(indicator, institution.currency), "given"),
            Column.PREVIOUS: (row.previous, "given"),
            Column.YEAR_AGO: (row.year_ago, "given"),
            Column.VALUE: (row.value, "fill"),
            Column.WOMEN: (row.women, split_style),
            Column.MEN: (row.men, split_style),
            Column.REASON: ("", "fill"),
            Column.REMARK: (row.remark, "fill"),
            Column.EVIDENCE: ("", "fill"),
        }
        for column, label in enumerate(columns):
            sheet.write(line, column, *cells[label])
        sheet.fit_height(line, {label: cells[label][0] for label in columns})
        line += 1
    sheet.keep_numbers_as_text(first, line - 1, len(columns) - 1)
    _give_rules(
        sheet, columns, {first + at: indicator for at, (_, indicator) in enumerate(indicators)}, institution.currency
    )


def _columns_of(content: FormContent, indicators: Sequence[Indicator]) -> tuple[Column, ...]:
    has_split = any(indicator.split for indicator in indicators) or any(row.women or row.men for row in content.rows)
    return tuple(column for column in INDICATORS.columns if _is_wanted(column, content.terms, has_split=has_split))


def _is_wanted(column: Column, terms: Terms | None, *, has_split: bool) -> bool:
    if column in (Column.WOMEN, Column.MEN):
        return has_split
    if column is Column.YEAR_AGO:
        return terms is not None and terms.previous != terms.year_ago
    return terms is not None or column not in (Column.PREVIOUS, Column.REASON, Column.EVIDENCE)


def _give_rules(sheet: FormSheet, columns: tuple[Column, ...], asked: Mapping[int, Indicator], currency: str) -> None:
    """Give every cell that is filled in its rule, each rule once for all the rows that ask the same."""
    alike: dict[tuple[IndicatorKind, tuple[Unit, ...]], list[int]] = {}
    for row, indicator in asked.items():
        alike.setdefault((indicator.kind, indicator.all_units), []).append(row)
    value = columns.index(Column.VALUE)
    for rows in alike.values():
        sheet.give_rule(rows, value, value_rule(asked[rows[0]], currency, address(rows[0], value)))
    split = [row for row, indicator in asked.items() if indicator.split]
    for column, label in enumerate(columns):
        rows = split if label in (Column.WOMEN, Column.MEN) else list(asked)
        if rows and column > value:
            sheet.give_rule(rows, column, rule_of(label, address(rows[0], column)))


def _write_narratives(sheet: FormSheet, heading: HeadingText, plan: Plan, content: FormContent) -> None:
    line = first = sheet.write_heading(replace(heading, instructions=about_narratives()), NARRATIVES.columns)
    asked = {row.action for row in content.rows} | set(content.narratives)
    for action in plan.actions:
        if action.code in asked:
            sheet.write(line, 0, action.code, "code")
            sheet.write(line, 1, action.title, "given")
            narrative = content.narratives.get(action.code, "")
            sheet.write(line, 2, narrative, "fill")
            room = 1 if narrative else _LINES_TO_WRITE_IN
            sheet.fit_height(line, {Column.TITLE: action.title, Column.NARRATIVE: narrative}, least=room)
            line += 1
    sheet.keep_numbers_as_text(first, line - 1, 0)
    if line > first:
        sheet.give_rule(range(first, line), 2, narrative_rule())


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
        IndicatorKind.STATUS: gettext("stare"),
        IndicatorKind.TEXT: gettext("text"),
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
