"""Writing a whole plan as an Excel workbook that a secretary can edit."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from toolkit.errors import OfficeFileError, Place
from toolkit.intake.layout import MOST_TEXT
from toolkit.intake.plan_table.office import Office
from toolkit.intake.plan_table.workbook_sheets import (
    ACTIONS,
    COLUMNS,
    DEPARTMENTS,
    EVENTS,
    FOOTNOTES,
    INDICATORS,
    LISTS,
    OTHER_CELLS,
    PLAN,
    PRIORITIES,
    RELATIONS,
    SHEETS,
    SUSPECTED_ERRORS,
    PlanSheet,
    SheetColumn,
    items_as_cell,
    synonyms_as_line,
)
from toolkit.intake.plan_table.workbook_words import WORDS, word_for, words_of
from toolkit.intake.stored_zip import parts_of, stored_zip
from toolkit.language import gettext
from toolkit.plan.institution import Institution
from toolkit.plan.plan import Action, Asked, Indicator, Plan
from toolkit.plan.relation import Operator, Relation

_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  the bytes do not depend on the day they were made
_FIRST_ROW = 2  # above: the keys, which nobody sees, and the labels
_ROOM_BELOW = 500  # rows under the last one in which one can still choose
_LINE_POINTS = 15
_MOST_POINTS = 300
_Rows = Sequence[Mapping[str, str]]


def plan_workbook(plan: Plan, office: Office, file: str) -> bytes:
    """Write a plan into a workbook; equal plans give equal bytes. `OfficeFileError` where a text is too long for a cell."""
    institution = office.institution
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties(
        {"title": plan.title[:200], "author": institution.name, "company": institution.name, "created": _CREATED}
    )
    content = _content(plan, office)
    writer = _Writer(book, file, _choices(plan, institution))
    for sheet in SHEETS:
        writer.write(sheet, content[sheet.key])
    writer.write_choices()
    book.close()
    return stored_zip(parts_of(buffer.getvalue()))


def _content(plan: Plan, office: Office) -> dict[str, _Rows]:
    columns = [("", column) for column in plan.columns]
    columns += [(priority.code, column) for priority in plan.priorities for column in priority.columns]
    return {
        PLAN.key: [
            {
                "title": plan.title,
                "title_in_report": plan.title_in_report,
                "decision": plan.decision,
                "valid_from": plan.valid_from.isoformat(),
                "period": plan.period,
                "date_line": plan.date_line,
                "institution": office.id,
                "institution_name": office.institution.name,
            }
        ],
        PRIORITIES.key: [
            {
                "code": priority.code,
                "label": priority.label,
                "title": priority.title,
                "rows_above_header": items_as_cell(priority.rows_above_header),
                "source_note": priority.source_note,
            }
            for priority in plan.priorities
        ],
        ACTIONS.key: [_action(priority.code, action) for priority in plan.priorities for action in priority.actions],
        INDICATORS.key: [_indicator(action.code, indicator) for action in plan.actions for indicator in action.indicators],
        COLUMNS.key: [
            {"priority": priority, "field": word_for("fields", column.field), "label": column.label}
            for priority, column in columns
        ],
        FOOTNOTES.key: [note.model_dump() for note in plan.footnotes],
        SUSPECTED_ERRORS.key: [slip.model_dump() | {"field": _field_of_text(slip.field)} for slip in plan.suspected_errors],
        RELATIONS.key: [_relation(relation) for relation in plan.relations],
        EVENTS.key: [{"name": name, "day": day.isoformat()} for name, day in plan.events.items()],
        DEPARTMENTS.key: [
            {"id": department.id, "name": department.name, "aliases": items_as_cell(department.aliases)}
            for department in office.institution.departments
        ],
    }


def _action(priority: str, action: Action) -> dict[str, str]:
    return {
        "priority": priority,
        "code": action.code,
        "title": action.title,
        "deadline": action.deadline,
        "responsible": items_as_cell(action.responsible),
        "risks": items_as_cell(action.risks),
        "verification_sources": items_as_cell(action.verification_sources),
        "budget": action.budget,
        "result": action.result,
        "asked": _asked(action.asked),
        "asked_reason": action.asked_reason,
        "source_note": action.source_note,
        **{OTHER_CELLS + label: text for label, text in action.other.items()},
    }


def _indicator(action: str, indicator: Indicator) -> dict[str, str]:
    units = indicator.all_units
    has_rule = "rule" in indicator.model_fields_set
    return {
        "action": action,
        "text": indicator.text,
        "kind": word_for("kinds", indicator.kind) if "kind" in indicator.model_fields_set else "",
        "one": "\n".join(unit.one for unit in units),
        "few": "\n".join(unit.few for unit in units),
        "other": "\n".join(unit.other for unit in units).rstrip("\n"),
        "synonyms": "\n".join(synonyms_as_line(unit.synonyms) for unit in units).rstrip("\n"),
        "split": gettext("da") if indicator.split else "",
        "over_departments": word_for("over_departments", indicator.rule.departments) if has_rule else "",
        "lead": indicator.rule.lead,
        "over_months": word_for("over_months", indicator.rule.months) if has_rule else "",
        "target": indicator.target,
        "reason": indicator.reason,
        "asked": "" if indicator.asked is None else _asked(indicator.asked),
        "asked_reason": indicator.asked_reason,
        "help": indicator.help,
    }


def _field_of_text(field: str) -> str:
    return word_for("fields_of_text", field) if field in WORDS["fields_of_text"] else field


def _relation(relation: Relation) -> dict[str, str]:
    words = {
        "severity": word_for("severities", relation.severity),
        "missing": word_for("missing", relation.missing),
    }
    return {**relation.model_dump(mode="json"), **words}


def _asked(asked: Asked) -> str:
    return word_for("asked", asked) if isinstance(asked, str) else items_as_cell(asked)


def _choices(plan: Plan, institution: Institution) -> dict[str, list[str]]:
    departments = list(institution.department_ids)
    return {
        "priorities": [priority.code for priority in plan.priorities],
        "actions": [action.code for action in plan.actions],
        "kinds": words_of("kinds"),
        "yes": [gettext("da")],
        "over_departments": words_of("over_departments"),
        "over_months": words_of("over_months"),
        "operators": [operator.value for operator in Operator],
        "severities": words_of("severities"),
        "missing": words_of("missing"),
        "departments": departments,
        "asked": [*words_of("asked"), *departments],
        "fields": words_of("fields"),
        "fields_of_text": words_of("fields_of_text"),
    }


class _Writer:
    """Writes sheets that hold text alone, so that no formula, link or number comes of it."""

    def __init__(self, book: Any, file: str, choices: Mapping[str, list[str]]) -> None:
        self._book = book
        self._file = file
        self._choices = choices
        self._places = {name: position for position, name in enumerate(choices)}
        cell = {"font_name": "Calibri", "font_size": 11, "num_format": "@", "text_wrap": True, "valign": "top", "border": 1}
        cell["border_color"] = "#A6A6A6"
        self._cell = book.add_format({**cell, "locked": False})
        self._header = book.add_format({**cell, "bold": True, "bg_color": "#D9E2F3", "valign": "vcenter"})

    def write(self, sheet: PlanSheet, rows: _Rows) -> None:
        """Write one sheet: keys in a hidden row, labels, then a row for each thing of the plan."""
        columns = (*sheet.columns, *_further_columns(rows))
        name = gettext(sheet.name)
        page = self._book.add_worksheet(name)
        for position, column in enumerate(columns):
            page.set_column(position, position, column.width, self._cell)
            self._put(page, name, 0, position, f"{sheet.key}.{column.key}", self._header)
            self._put(page, name, 1, position, gettext(column.label), self._header)
            self._offer(page, position, column, _FIRST_ROW + len(rows) + _ROOM_BELOW)
        page.set_row(0, None, None, {"hidden": True})
        page.set_row(1, 32)
        for line, row in enumerate(rows, _FIRST_ROW):
            for position, column in enumerate(columns):
                self._put(page, name, line, position, row.get(column.key, ""), self._cell)
            page.set_row(line, _height(row, columns))
        page.freeze_panes(_FIRST_ROW, 0)
        page.repeat_rows(1)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.set_footer("&L&A&R&P / &N")
        last = _FIRST_ROW + max(len(rows), 1) - 1
        page.ignore_errors({"number_stored_as_text": xlsxwriter.utility.xl_range(0, 0, last, len(columns) - 1)})

    def write_choices(self) -> None:
        """Write the lists that the cells of the other sheets choose from."""
        page = self._book.add_worksheet(LISTS)
        for position, choices in enumerate(self._choices.values()):
            for line, choice in enumerate(choices):
                page.write_string(line, position, choice)
        page.hide()

    def _put(self, page: Any, sheet: str, row: int, column: int, text: str, style: Any) -> None:
        if len(text) > MOST_TEXT:
            raise OfficeFileError(
                place=Place(self._file),
                found=gettext("un text de {count} de caractere, pentru foaia „{sheet}”", count=len(text), sheet=sheet),
                expected=gettext("cel mult {most} de caractere, cât ține o celulă din Excel", most=MOST_TEXT),
                fix=gettext("scurtați textul în plan și exportați din nou"),
            )
        if text:
            page.write_string(row, column, text, style)
        else:
            page.write_blank(row, column, None, style)

    def _offer(self, page: Any, position: int, column: SheetColumn, last_row: int) -> None:
        """Offer the choices of a column and its hint; another answer is let through, for all is checked on reading."""
        rule: dict[str, Any] = {"validate": "any"}
        if choices := self._choices.get(column.choices, []):
            letter = xlsxwriter.utility.xl_col_to_name(self._places[column.choices])
            source = f"='{LISTS}'!${letter}$1:${letter}${len(choices)}"
            rule = {"validate": "list", "source": source, "error_type": "warning" if not column.hint else "information"}
        if column.hint:
            rule |= {"input_title": gettext(column.label)[:32], "input_message": gettext(column.hint)[:255]}
        if len(rule) > 1:
            page.data_validation(_FIRST_ROW, position, last_row, position, rule)


def _further_columns(rows: _Rows) -> Iterator[SheetColumn]:
    """The columns of a plan that none of ours stands for, in the order in which they appear."""
    for key in dict.fromkeys(key for row in rows for key in row if key.startswith(OTHER_CELLS)):
        yield SheetColumn(key=key, label=key.removeprefix(OTHER_CELLS), width=30)


def _height(row: Mapping[str, str], columns: Sequence[SheetColumn]) -> int:
    """Make a row as high as its longest text needs."""
    lines = max(
        sum(max(1, math.ceil(len(line) / (1.1 * column.width))) for line in row.get(column.key, "").split("\n"))
        for column in columns
    )
    return min(_LINE_POINTS * lines + 3, _MOST_POINTS)
