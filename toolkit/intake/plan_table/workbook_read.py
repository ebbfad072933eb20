"""Reading the workbook in which a whole plan is edited back into the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from toolkit.intake.finding import Finding
from toolkit.intake.grid import Grid
from toolkit.intake.plan_table.office import Office
from toolkit.intake.plan_table.workbook_findings import (
    code_twice,
    edited_departments,
    no_plan,
    odd_cell,
    only_a_code,
    stray_code,
    without_measure,
    wrong_institution,
)
from toolkit.intake.plan_table.workbook_indicators import IndicatorRows
from toolkit.intake.plan_table.workbook_lines import Line, Sheets, read_sheets
from toolkit.intake.plan_table.workbook_making import Making
from toolkit.intake.plan_table.workbook_sheets import (
    ACTIONS,
    COLUMNS,
    DEPARTMENTS,
    EVENTS,
    FOOTNOTES,
    INDICATORS,
    OTHER_CELLS,
    PLAN,
    PRIORITIES,
    RELATIONS,
    SUSPECTED_ERRORS,
    PlanSheet,
    items_in_cell,
)
from toolkit.intake.plan_table.workbook_words import WORDS, value_of
from toolkit.language import gettext
from toolkit.plan.institution import Department
from toolkit.plan.plan import Action, Indicator, Plan, Priority
from toolkit.plan.plan_problems import action_problems, plan_problems, priority_problems
from toolkit.plan.printed_plan import Column, ColumnField, Footnote, SuspectedError
from toolkit.plan.relation import Operator, Relation
from toolkit.plan.spelling import listed, printed
from toolkit.plan.yaml_text import NOT_DATED

_LISTS = ("responsible", "risks", "verification_sources")
_TEXTS = ("code", "title", "deadline", "budget", "result", "asked_reason", "source_note")
_WITH_CODES = ((PRIORITIES, {"code"}, "title"), (ACTIONS, {"priority", "code"}, "title"), (INDICATORS, {"action"}, "text"))
_OF_THE_PLAN = ("title", "title_in_report", "decision", "valid_from", "period", "date_line")


def read_plan_workbook(grids: Sequence[Grid], file: str, office: Office) -> tuple[Plan, list[Finding]]:
    """Read the plan as far as it can be read, with a finding for every cell, row, column or sheet that is not in order."""
    return _Workbook(read_sheets(grids, file), file, office).read()


class _Workbook:
    """The sheets of one workbook, and what must be corrected in them."""

    def __init__(self, sheets: Sheets, file: str, office: Office) -> None:
        self._sheets = sheets
        self._file = file
        self._office = office
        self._making = Making(sheets)
        listed = {line["id"] for line in sheets.lines[DEPARTMENTS.key]}
        self._rows = IndicatorRows(self._making, office.institution, listed)

    def read(self) -> tuple[Plan, list[Finding]]:
        for line in (line for lines in self._sheets.lines.values() for line in lines):
            for key, said in line.odd.items():
                if said:
                    self._making.say(line, odd_cell(line.place_of(key), self._making.label(line, key), said))
        for sheet, codes, text in _WITH_CODES:
            for line in self._sheets.lines[sheet.key]:
                if line.filled <= codes and not line.odd and self._sheets.has(sheet, text):
                    self._making.say(line, only_a_code(line.place, line["code"] or line["action"] or line["priority"]))
        for sheet in (PRIORITIES, ACTIONS):
            self._find_codes_twice(sheet)
        priorities = self._priorities()
        content: dict[str, Any] = {
            "columns": self._columns(""),
            "events": self._events(),
            "footnotes": self._footnotes(),
            "suspected_errors": self._slips(),
            "priorities": priorities,
            "relations": self._relations(),
        }
        plan = self._plan(content)
        return plan, [*self._sheets.findings, *self._institution(), *self._making.findings, *self._other_departments()]

    def _plan(self, content: dict[str, Any]) -> Plan:
        head = next(iter(self._sheets.lines[PLAN.key]), None)
        if head is None:
            if self._sheets.has(PLAN):
                self._making.findings.append(no_plan(self._file))
            return Plan.model_construct(title="", valid_from=NOT_DATED, **content)
        content |= {key: head[key] for key in _OF_THE_PLAN if head[key]}
        return self._making.plan(content, head, plan_problems)

    def _priorities(self) -> tuple[Priority, ...]:
        lines = self._sheets.lines[PRIORITIES.key]
        codes = list(dict.fromkeys(line["code"] for line in lines))
        of_priorities = self._grouped(ACTIONS, "priority", codes, PRIORITIES)
        for line in lines if set(of_priorities) - set(codes) else ():
            if line["code"] not in of_priorities:
                self._making.leave(line)  # that it has no measure follows from their wrong codes
        self._find_strays(COLUMNS, "priority", ["", *codes], PRIORITIES)
        known = [line["code"] for line in self._sheets.lines[ACTIONS.key]]
        of_actions = self._grouped(INDICATORS, "action", known, ACTIONS)
        found = []
        for line in lines:
            content = {key: line[key] for key in ("code", "label", "title", "source_note")}
            more = {
                "rows_above_header": items_in_cell(line["rows_above_header"]),
                "columns": self._columns(line["code"]),
                "actions": tuple(self._action(action, of_actions) for action in of_priorities.pop(line["code"], [])),
            }
            found.append(self._making.made(Priority, {**content, **more}, line, priority_problems))
        for code, strays in of_priorities.items():
            actions = tuple(self._action(action, of_actions) for action in strays)
            found.append(Priority.model_construct(code=code, title="", columns=self._columns(code), actions=actions))
        return _with_strays(found, {code: self._rows.read(strays) for code, strays in of_actions.items()})

    def _action(self, line: Line, of_actions: dict[str, list[Line]]) -> Action:
        indicators = of_actions.pop(line["code"], [])
        content: dict[str, Any] = {key: line[key] for key in _TEXTS}
        content |= {key: items_in_cell(line[key]) for key in _LISTS}
        content["other"] = {
            key.removeprefix(OTHER_CELLS): text.strip()
            for key, text in line.texts.items()
            if key.startswith(OTHER_CELLS) and text.strip()
        }
        content["asked"] = self._rows.asked(line)
        content["indicators"] = self._rows.read(indicators)
        return self._making.made(Action, content, line, action_problems, indicators)

    def _columns(self, priority: str) -> tuple[Column, ...]:
        lines = [line for line in self._sheets.lines[COLUMNS.key] if line["priority"] == priority]
        fields = [self._rows.word(line, "field", "fields") or ColumnField.OTHER for line in lines]
        return tuple(
            self._making.made(Column, {"field": field, "label": line["label"]}, line)
            for field, line in zip(fields, lines, strict=True)
        )

    def _events(self) -> dict[str, date]:
        events = {}
        for line in self._sheets.lines[EVENTS.key]:
            try:
                events[line["name"]] = date.fromisoformat(line["day"])
            except ValueError:
                self._making.say_cell(line, "day", gettext("o dată, de exemplu 2023-03-28"))
        return events

    def _footnotes(self) -> tuple[Footnote, ...]:
        lines = self._sheets.lines[FOOTNOTES.key]
        return tuple(
            self._making.made(Footnote, {name: line[name] for name in Footnote.model_fields}, line) for line in lines
        )

    def _slips(self) -> tuple[SuspectedError, ...]:
        found = []
        for line in self._sheets.lines[SUSPECTED_ERRORS.key]:
            content = {name: line[name] for name in SuspectedError.model_fields}
            field = value_of("fields_of_text", line["field"]) or line["field"]
            if field and field not in WORDS["fields_of_text"]:
                self._making.say_choices(line, "field", "fields_of_text")
            found.append(self._making.made(SuspectedError, content | {"field": field}, line))
        return tuple(found)

    def _relations(self) -> tuple[Relation, ...]:
        found = []
        for line in self._sheets.lines[RELATIONS.key]:
            content = {name: line[name] for name in Relation.model_fields}
            content |= {"severity": self._rows.word(line, "severity", "severities")}
            content |= {"missing": self._rows.word(line, "missing", "missing")}
            if line["operator"] and line["operator"] not in set(Operator):
                known = listed(gettext("„{text}”", text=operator.value) for operator in Operator)
                self._making.say_cell(line, "operator", gettext("una dintre valorile {known}", known=known))
            found.append(self._making.made(Relation, content, line))
        return tuple(found)

    def _find_codes_twice(self, sheet: PlanSheet) -> None:
        first: dict[str, Line] = {}
        for line in self._sheets.lines[sheet.key]:
            known = first.setdefault(line["code"], line)
            if known is not line and line["code"]:
                self._making.say(line, code_twice(line.place_of("code"), line["code"], known.place_of("code")))

    def _find_strays(self, sheet: PlanSheet, key: str, known: Sequence[str], parent: PlanSheet) -> None:
        """Say each code that no row of the sheet above has, once for all rows in which it stands."""
        strays: dict[str, list[Line]] = {}
        for line in self._sheets.lines[sheet.key]:
            if line[key] not in known and not self._making.is_said(line):
                strays.setdefault(line[key], []).append(line)
        if self._sheets.has(parent, "code") and self._sheets.has(sheet, key):
            for code, lines in strays.items():
                said = without_measure if sheet is INDICATORS else stray_code
                self._making.findings.append(said(lines[0].place_of(key), code, len(lines)))

    def _grouped(self, sheet: PlanSheet, key: str, known: Sequence[str], parent: PlanSheet) -> dict[str, list[Line]]:
        """The rows of a sheet by the code that they name; where they name none, by the beginning of their own code."""
        self._find_strays(sheet, key, known, parent)
        groups: dict[str, list[Line]] = {}
        for line in self._sheets.lines[sheet.key]:
            begins = line["code"].rpartition(".")[0]
            named = line[key] if line[key] in known or begins not in known else begins
            groups.setdefault(named, []).append(line)
        return groups

    def _institution(self) -> list[Finding]:
        """Say where the workbook is another institution's."""
        head = next(iter(self._sheets.lines[PLAN.key]), None)
        if head is None or head["institution"] == self._office.id:
            return []
        named = _named(head["institution"], head["institution_name"]) if head["institution"] else ""
        expected = _named(self._office.id, self._office.institution.name)
        return [wrong_institution(head.place_of("institution"), named, expected)]

    def _other_departments(self) -> list[Finding]:
        known = {department.id: department for department in self._office.institution.departments}
        here = {line["id"]: line for line in self._sheets.lines[DEPARTMENTS.key]}
        edited = [id_ for id_, line in here.items() if not _is_same(known.get(id_), line)]
        edited += [id_ for id_ in known if here and id_ not in here]
        columns = [column.key for column in DEPARTMENTS.columns]
        return [edited_departments(self._file, edited)] if edited and self._sheets.has(DEPARTMENTS, *columns) else []


def _with_strays(priorities: list[Priority], strays: dict[str, tuple[Indicator, ...]]) -> tuple[Priority, ...]:
    """The priorities with the indicators of measures that the plan has not, each under a measure without a title."""
    for code, indicators in strays.items():
        action = Action.model_construct(code=code, title="", indicators=indicators)
        begins = code.rpartition(".")[0]
        place = next((n for n, priority in enumerate(priorities) if priority.code == begins), None)
        if place is None:
            priorities.append(Priority.model_construct(code=begins, title="", actions=(action,)))
        else:
            known = priorities[place]
            priorities[place] = known.model_copy(update={"actions": (*known.actions, action)})
    return tuple(priorities)


def _is_same(known: Department | None, line: Line) -> bool:
    return (
        known is not None
        and known.name == printed(line["name"])
        and known.aliases == tuple(printed(name) for name in items_in_cell(line["aliases"]))
    )


def _named(id_: str, name: str) -> str:
    return f"{id_} ({name})" if name else id_
