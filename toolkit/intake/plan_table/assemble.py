"""From what was read of a plan to a Plan, with what a person must look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.plan_table.draft import Draft, DraftAction, DraftPriority
from toolkit.intake.plan_table.gather import row_not_read
from toolkit.intake.plan_table.items import items_of, names_of
from toolkit.language import counted, gettext
from toolkit.plan.plan import Action, Indicator, Plan, Priority
from toolkit.plan.printed_plan import Column, ColumnField, Footnote
from toolkit.plan.spelling import shown
from toolkit.plan.yaml_text import NOT_DATED

_DAY = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")

IsName = Callable[[str], bool]
_MOST_DOTS = 3  # in a code


def assemble(draft: Draft, file: str, valid_from: date | None, is_name: IsName) -> tuple[Plan, list[Finding]]:
    """Make a Plan of a draft that has measures; `is_name` knows the names of departments, in which commas part nothing."""
    findings: list[Finding] = []
    _match_by_code(draft)
    priorities = [priority for priority in draft.priorities if priority.actions]
    findings += [_without_measures(priority) for priority in draft.priorities if not priority.actions]
    findings += _give_codes(priorities, file)
    first = priorities[0].columns
    findings += _unknown_columns(priorities, file)
    title = draft.title or file.rpartition("/")[2].rpartition(".")[0]
    if not draft.title:
        findings.append(
            _incomplete(file, gettext("un plan fără titlu deasupra tabelului"), gettext("title: titlul planului"))
        )
    for priority in priorities:
        if not priority.title:
            priority.title = title
            findings.append(
                _incomplete(
                    file, gettext("măsuri fără un obiectiv deasupra lor"), gettext("priorities: obiectivele planului")
                )
            )
    day, about_day = _valid_from(draft, file, valid_from)
    made = [_priority(priority, first, findings, is_name) for priority in priorities]
    actions = [action for priority in made for action in priority.actions]
    notes = tuple(
        Footnote(mark=mark, action=action.code, text=text)
        for mark, text in draft.footnotes.items()
        for action in [next((action for action in actions if mark in action.title), None)]
        if action is not None and text
    )
    known = {note.mark for note in notes}
    for mark, text in draft.footnotes.items():
        if mark not in known:
            findings.append(row_not_read(Place(file), f"{mark} {text}", Severity.NOTE))
    plan = Plan(
        title=title,
        valid_from=day,
        period=draft.period,
        date_line=draft.date_line,
        columns=first,
        footnotes=notes,
        priorities=tuple(made),
    )
    return plan, [*findings, *about_day]


def _match_by_code(draft: Draft) -> None:
    """Give each measure to the objective that its code names, where one does; else it stays under the one above it."""
    by_code = {priority.code: priority for priority in draft.priorities}
    for priority in draft.priorities:
        for action in list(priority.actions):
            named = by_code.get(action.code.rpartition(".")[0])
            if named is not None and named is not priority:
                priority.actions.remove(action)
                named.actions.append(action)


def _give_codes(priorities: list[DraftPriority], file: str) -> list[Finding]:
    """Let every code stand once: numbers that restart are prefixed by their objective, the rest is numbered by position."""
    findings: list[Finding] = []
    _number_objectives(priorities)
    codes = Counter(action.code for priority in priorities for action in priority.actions if action.code)
    if any(count > 1 for count in codes.values()):
        for priority in priorities:
            for action in priority.actions:
                if action.code and not action.code.startswith(f"{priority.code}.") and action.code.count(".") < _MOST_DOTS:
                    action.code = f"{priority.code}.{action.code}"
    given = 0
    taken: set[str] = set()
    for priority in priorities:
        for position, action in enumerate(priority.actions, 1):
            if not action.code:
                given += 1
                action.code = _free(f"{priority.code}.{position}", taken)
            elif action.code in taken:
                code = _free(action.code, taken)
                findings.append(_code_twice(action.place, action.code, code))
                action.code = code
            taken.add(action.code)
    if given:
        findings.append(
            Finding(
                severity=Severity.WARNING,
                code=Code.PLAN_CODE_GIVEN,
                place=Place(file),
                found=gettext("{actions} fără cod în tabel", actions=counted(given, "măsură", "măsuri")),
                expected=gettext("câte un cod la fiecare măsură; au fost numerotate după locul lor"),
                fix=gettext("verificați codurile în planul importat"),
            )
        )
    return findings


def _number_objectives(priorities: list[DraftPriority]) -> None:
    taken: set[str] = set()
    for priority in priorities:
        priority.code = _free(priority.code, taken) if priority.code in taken else priority.code
        taken.add(priority.code)


def _free(code: str, taken: set[str]) -> str:
    """The code itself, or the next one of its series that no other has."""
    series, _, number = code.rpartition(".")
    following = int(number) if number.isdecimal() else 1
    while code in taken:
        following += 1
        code = f"{series}.{following}" if series else str(following)
    return code


def _code_twice(place: Place, code: str, given: str) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code=Code.PLAN_CODE_GIVEN,
        place=place,
        found=gettext("codul {code}, care stă și la altă măsură", code=code),
        expected=gettext("fiecare cod o singură dată; măsura a primit codul {given}", given=given),
        fix=gettext("verificați codurile în planul importat"),
    )


def _priority(draft: DraftPriority, plan_columns: tuple[Column, ...], findings: list[Finding], is_name: IsName) -> Priority:
    columns = draft.columns
    return Priority(
        code=draft.code,
        label=draft.label,
        title=draft.title,
        columns=columns if columns != plan_columns else (),
        rows_above_header=tuple(draft.above_header),
        actions=tuple(_action(action, columns, findings, is_name) for action in draft.actions),
    )


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
    read = _day_in(draft.date_line)
    if read is None:
        found = gettext("un plan fără data de la care este în vigoare")
        expected = gettext("valid_from: o dată, de exemplu 2023-03-28")
        return NOT_DATED, [_finding(Severity.ERROR, Code.PLAN_INCOMPLETE, Place(file), found, expected, fix)]
    found = gettext("„{text}”", text=shown(draft.date_line))
    expected = gettext("data de la care planul este în vigoare; s-a luat {day}", day=read)
    return read, [_finding(Severity.WARNING, Code.PLAN_INCOMPLETE, Place(file), found, expected, fix)]


def _day_in(text: str) -> date | None:
    found = _DAY.search(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


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
        gettext("nimic în coloana „{label}”", label=label),
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
