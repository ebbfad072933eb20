"""From what was read of a plan to a Plan, with what a person must look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.plan_table.codes import give_codes, match_by_code
from toolkit.intake.plan_table.draft import Draft, DraftAction, DraftPriority
from toolkit.intake.plan_table.items import items_of, names_of
from toolkit.intake.plan_table.row_findings import row_not_read
from toolkit.language import gettext
from toolkit.plan.dates_in_text import days_in
from toolkit.plan.plan import Action, Indicator, Plan, Priority
from toolkit.plan.printed_plan import Column, ColumnField, Footnote
from toolkit.plan.spelling import shown
from toolkit.plan.unfinished import as_far_as_known
from toolkit.plan.yaml_text import NOT_DATED

IsName = Callable[[str], bool]


def assemble(draft: Draft, file: str, valid_from: date | None, is_name: IsName) -> tuple[Plan, list[Finding]]:
    """Make a Plan of a draft that has measures; `is_name` knows the names of departments, in which commas part nothing.

    What the draft lacks is empty in the plan, though no plan in force lacks it: `plan_as_yaml` leaves it blank.
    """
    match_by_code(draft)
    priorities = [priority for priority in draft.priorities if priority.actions]
    findings = [_without_measures(priority) for priority in draft.priorities if not priority.actions]
    findings += give_codes(priorities, file)
    findings += _unknown_columns(priorities, file)
    findings += _without_titles(draft, priorities, file)
    day, about_day = _valid_from(draft, file, valid_from)
    columns = priorities[0].columns
    made = tuple(_priority(priority, columns, findings, is_name) for priority in priorities)
    footnotes, about_footnotes = _footnotes(draft, made, file)
    content: dict[str, Any] = {
        "title": draft.title,
        "valid_from": day,
        "period": draft.period,
        "date_line": draft.date_line,
        "columns": columns,
        "footnotes": footnotes,
        "priorities": made,
    }
    return as_far_as_known(Plan, content), [*findings, *about_footnotes, *about_day]


def _without_titles(draft: Draft, priorities: Sequence[DraftPriority], file: str) -> Iterator[Finding]:
    if not draft.title:
        yield _incomplete(file, gettext("un plan fără titlu deasupra tabelului"), gettext("title: titlul planului"))
    if not all(priority.title for priority in priorities):
        found = gettext("măsuri fără un obiectiv deasupra lor")
        yield _incomplete(file, found, gettext("priorities: obiectivele planului"))


def _footnotes(draft: Draft, priorities: Sequence[Priority], file: str) -> tuple[tuple[Footnote, ...], list[Finding]]:
    """The notes whose mark stands in a measure; the others are said."""
    actions = [action for priority in priorities for action in priority.actions]
    found = []
    stray = []
    for mark, text in draft.footnotes.items():
        action = next((action for action in actions if mark in action.title), None)
        if action is not None and text:
            found.append(Footnote(mark=mark, action=action.code, text=text))
        else:
            stray.append(row_not_read(Place(file), f"{mark} {text}", Severity.NOTE))
    return tuple(found), stray


def _priority(draft: DraftPriority, plan_columns: tuple[Column, ...], findings: list[Finding], is_name: IsName) -> Priority:
    columns = draft.columns
    content: dict[str, Any] = {
        "code": draft.code,
        "label": draft.label,
        "title": draft.title,
        "columns": columns if columns != plan_columns else (),
        "rows_above_header": tuple(draft.above_header),
        "actions": tuple(_action(action, columns, findings, is_name) for action in draft.actions),
    }
    return as_far_as_known(Priority, content)


def _action(draft: DraftAction, columns: tuple[Column, ...], findings: list[Finding], is_name: IsName) -> Action:
    cells = draft.cells
    text: dict[str, Any] = {
        name.value: " ".join(cells.get(name, ())) for name in (ColumnField.DEADLINE, ColumnField.BUDGET, ColumnField.RESULT)
    }
    label = next((column.label for column in columns if column.field is ColumnField.DEADLINE), "")
    note = ""
    if label and not text["deadline"]:
        note = gettext("Celula „{label}” este goală în fișierul din care a fost importat planul.", label=label)
        findings.append(_empty_cell(draft, label))
    return Action(
        code=draft.code,
        title=" ".join(cells[ColumnField.ACTION]),
        responsible=names_of(cells.get(ColumnField.RESPONSIBLE, ()), is_name),
        risks=items_of(cells.get(ColumnField.RISKS, ())),
        verification_sources=items_of(cells.get(ColumnField.VERIFICATION_SOURCES, ())),
        indicators=tuple(Indicator(text=item) for item in items_of(cells.get(ColumnField.INDICATORS, ()))),
        other={label: " ".join(cell) for label, cell in draft.other.items()},
        source_note=note,
        **text,
    )


def _valid_from(draft: Draft, file: str, given: date | None) -> tuple[date, list[Finding]]:
    """When the plan comes into force: as the command says, else the date that the plan bears; never today."""
    if given is not None:
        return given, []
    fix = gettext("scrieți data la „valid_from” în planul importat sau importați din nou cu --valid-from AN-LUNĂ-ZI")
    read = next((day.last for day in days_in(draft.date_line) if day.last is not None), None)
    if read is None:
        found = gettext("un plan fără data de la care este în vigoare")
        expected = gettext("valid_from: o dată, de exemplu 2023-03-28")
        return NOT_DATED, [_finding(Severity.ERROR, Code.PLAN_INCOMPLETE, Place(file), found, expected, fix)]
    found = gettext("„{text}”", text=shown(draft.date_line))
    expected = gettext("data de la care planul este în vigoare; s-a luat {day}", day=read)
    return read, [_finding(Severity.WARNING, Code.PLAN_INCOMPLETE, Place(file), found, expected, fix)]


def _unknown_columns(priorities: list[DraftPriority], file: str) -> list[Finding]:
    columns = [column for priority in priorities for column in priority.columns]
    labels = dict.fromkeys(column.label for column in columns if column.field is ColumnField.OTHER)
    return [
        _finding(
            Severity.NOTE,
            Code.PLAN_COLUMN_UNKNOWN,
            Place(file),
            gettext("coloana „{label}”", label=shown(label)),
            gettext("o coloană cunoscută; textele ei au fost păstrate sub numele ei"),
            gettext("verificați coloana în planul importat, la „other”"),
        )
        for label in labels
    ]


def _empty_cell(action: DraftAction, label: str) -> Finding:
    finding = _finding(
        Severity.WARNING,
        Code.PLAN_CELL_EMPTY,
        action.place,
        gettext("nimic la măsura {code}, coloana „{label}”", code=action.code, label=label),
        gettext("un termen; s-a scris la „source_note” că lipsește"),
        gettext("completați termenul în planul importat sau lăsați nota"),
    )
    return replace(finding, action=action.code)


def _without_measures(priority: DraftPriority) -> Finding:
    return _finding(
        Severity.ERROR,
        Code.PLAN_ROW_NOT_READ,
        priority.place,
        gettext("„{text}”", text=shown(priority.title)),
        gettext("cel puțin o măsură sub obiectiv; obiectivul nu a intrat în plan"),
        gettext("dacă rândul ține de plan, scrieți-l în planul importat"),
    )


def _incomplete(file: str, found: str, expected: str) -> Finding:
    fix = gettext("completați planul importat")
    return _finding(Severity.ERROR, Code.PLAN_INCOMPLETE, Place(file), found, expected, fix)


def _finding(severity: Severity, code: Code, place: Place, found: str, expected: str, fix: str) -> Finding:
    return Finding(severity=severity, code=code, place=place, found=found, expected=expected, fix=fix)
