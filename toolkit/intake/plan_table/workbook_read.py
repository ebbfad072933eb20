"""Reading the workbook in which a whole plan is edited back into the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from pydantic import ValidationError

from toolkit.errors import OfficeFileError, Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.grid import Content, Grid, exact
from toolkit.intake.plan_table.headers import plan_words
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
    SHEETS,
    SUSPECTED_ERRORS,
    items_in_cell,
    synonyms_in_line,
)
from toolkit.language import gettext
from toolkit.plan.institution import Department, Institution
from toolkit.plan.plan import Action, Indicator, IndicatorKind, Plan, Priority, check_departments
from toolkit.plan.printed_plan import Column, Footnote, SuspectedError
from toolkit.plan.relation import Relation
from toolkit.plan.spelling import listed, matching, printed, shown
from toolkit.plan.yaml_file import OfficeModel

_KEY = re.compile(rf"({'|'.join(sheet.key for sheet in SHEETS)})\.(\w+|{OTHER_CELLS}.+)", re.DOTALL)
_LISTS = ("responsible", "risks", "verification_sources")
_TEXTS = ("code", "title", "deadline", "budget", "result", "asked_reason", "source_note")
Model = TypeVar("Model", bound=OfficeModel)


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a sheet: its texts by the keys of their columns."""

    place: Place
    texts: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.texts.get(key, "").strip()


def is_plan_workbook(grids: Sequence[Grid]) -> bool:
    """Whether this is a workbook that `raport plan export` wrote, whatever has been edited in it since."""
    return any(grid.rows and _KEY.fullmatch(grid.text(0, 0)) for grid in grids)


def read_plan_workbook(grids: Sequence[Grid], file: str, institution: Institution) -> tuple[Plan, list[Finding]]:
    """Read the plan; `OfficeFileError` names every row that must be corrected."""
    return _Workbook(grids, file, institution).read()


class _Workbook:
    """The sheets of one workbook, and what must be corrected in them."""

    def __init__(self, grids: Sequence[Grid], file: str, institution: Institution) -> None:
        self._file = file
        self._institution = institution
        self._errors: list[OfficeFileError] = []
        self._findings: list[Finding] = []
        self._sheets: dict[str, list[_Line]] = {sheet.key: [] for sheet in SHEETS}
        for grid in grids:
            if grid.rows and (key := _KEY.fullmatch(grid.text(0, 0))):
                self._sheets[key[1]] += self._lines(grid)

    def read(self) -> tuple[Plan, list[Finding]]:
        plan = self._plan()
        if self._errors or plan is None:
            raise OfficeFileError.all_of(self._errors)
        check_departments(plan, self._institution, self._file)
        self._findings += self._other_departments()
        return plan, self._findings

    def _lines(self, grid: Grid) -> Iterator[_Line]:
        keys = {}
        for column in range(len(grid.rows[0])):
            key = _KEY.fullmatch(grid.text(0, column))
            if key:
                keys[column] = key[2]
            elif label := grid.text(1, column).strip():
                self._findings.append(_unknown_column(grid.place(1, column), label))
        for row in range(2, len(grid.rows)):
            texts = {key: _text(grid.content(row, column)) for column, key in keys.items()}
            if any(text.strip() for text in texts.values()):
                yield _Line(grid.place(row, 0), texts)

    def _plan(self) -> Plan | None:
        head = next(iter(self._sheets[PLAN.key]), None)
        if head is None:
            self._errors.append(_no_plan(self._file))
            return None
        priorities = self._priorities()
        content: dict[str, Any] = {
            **{column.key: head[column.key] for column in PLAN.columns},
            "columns": self._columns(""),
            "events": {line["name"]: line["day"] for line in self._sheets[EVENTS.key]},
            "footnotes": self._of_one_row(FOOTNOTES.key, Footnote),
            "suspected_errors": self._of_one_row(SUSPECTED_ERRORS.key, SuspectedError),
            "priorities": priorities,
            "relations": self._of_one_row(RELATIONS.key, Relation),
        }
        return None if self._errors else self._made(Plan, content, head.place)

    def _priorities(self) -> list[Priority]:
        lines = self._sheets[PRIORITIES.key]
        codes = [line["code"] for line in lines]
        self._refuse_strays(ACTIONS.key, "priority", codes)
        self._refuse_strays(COLUMNS.key, "priority", ["", *codes])
        self._refuse_strays(INDICATORS.key, "action", [line["code"] for line in self._sheets[ACTIONS.key]])
        found = []
        for line in lines:
            texts = {key: line[key] for key in ("code", "label", "title", "source_note")}
            above = items_in_cell(line["rows_above_header"])
            actions = self._actions(line["code"])
            content = {**texts, "rows_above_header": above, "columns": self._columns(line["code"]), "actions": actions}
            found.append(self._made(Priority, content, line.place))
        return [priority for priority in found if priority is not None]

    def _actions(self, priority: str) -> list[Action]:
        found = []
        for line in self._sheets[ACTIONS.key]:
            if line["priority"] == priority:
                content: dict[str, Any] = {key: line[key] for key in _TEXTS}
                content |= {key: items_in_cell(line[key]) for key in _LISTS}
                content["other"] = {
                    key.removeprefix(OTHER_CELLS): text.strip()
                    for key, text in line.texts.items()
                    if key.startswith(OTHER_CELLS) and text.strip()
                }
                content["asked"] = self._asked(line["asked"]) or ()
                content["indicators"] = self._indicators(line["code"])
                found.append(self._made(Action, {key: text for key, text in content.items() if text}, line.place))
        return [action for action in found if action is not None]

    def _indicators(self, action: str) -> list[Indicator]:
        found = []
        for line in self._sheets[INDICATORS.key]:
            if line["action"] == action:
                content: dict[str, Any] = {key: line[key] for key in ("text", "kind", "reason", "asked_reason", "help")}
                units = _units(line)
                content["units" if line["kind"] == IndicatorKind.COMPOUND else "unit"] = (
                    units if line["kind"] == IndicatorKind.COMPOUND or len(units) != 1 else units[0]
                )
                content["split"] = "true" if matching(line["split"]) in plan_words().yes else ""
                content["rule"] = _rule(line)
                content["asked"] = self._asked(line["asked"])
                found.append(self._made(Indicator, {key: text for key, text in content.items() if text}, line.place))
        return [indicator for indicator in found if indicator is not None]

    def _asked(self, text: str) -> str | tuple[str, ...]:
        """Who is asked: all, or departments by their ids or any of their names, one on a line."""
        if text == "all":
            return text
        found = [(name, self._institution.department_called(name)) for name in items_in_cell(text)]
        return tuple(department.id if department else name for name, department in found)

    def _columns(self, priority: str) -> tuple[Column, ...]:
        lines = [line for line in self._sheets[COLUMNS.key] if line["priority"] == priority]
        found = [self._made(Column, {"field": line["field"], "label": line["label"]}, line.place) for line in lines]
        return tuple(column for column in found if column is not None)

    def _of_one_row(self, sheet: str, model: type[Model]) -> tuple[Model, ...]:
        """Read the things whose row has a cell for each of their fields."""
        found = [
            self._made(model, {name: line[name] for name in model.model_fields}, line.place) for line in self._sheets[sheet]
        ]
        return tuple(thing for thing in found if thing is not None)

    def _refuse_strays(self, sheet: str, key: str, known: Sequence[str]) -> None:
        for line in self._sheets[sheet]:
            if line[key] not in known:
                self._errors.append(
                    OfficeFileError(
                        place=line.place,
                        found=gettext("codul „{code}”, pe care planul nu îl are", code=shown(line[key])),
                        expected=gettext("un cod care stă în foaia obiectivelor sau a măsurilor"),
                        fix=gettext("corectați codul sau adăugați rândul lui"),
                    )
                )

    def _made(self, model: type[Model], content: Mapping[str, Any], place: Place) -> Model | None:
        try:
            return model.model_validate(dict(content))
        except ValidationError as error:
            self._errors += [_wrong(place, dict(problem)) for problem in error.errors()]
            return None

    def _other_departments(self) -> list[Finding]:
        """Say which departments were edited: they are described in institution.yaml, which a plan does not change."""
        known = {department.id: department for department in self._institution.departments}
        listed_here = {line["id"]: line for line in self._sheets[DEPARTMENTS.key]}
        edited = [id_ for id_, line in listed_here.items() if not _is_same(known.get(id_), line)]
        edited += [id_ for id_ in known if listed_here and id_ not in listed_here]
        if not edited:
            return []
        return [
            Finding(
                severity=Severity.WARNING,
                code=Code.PLAN_DEPARTMENTS,
                place=Place(self._file, gettext(DEPARTMENTS.name)),
                found=gettext("subdiviziuni schimbate față de institution.yaml: {names}", names=listed(edited)),
                expected=gettext("subdiviziunile din institution.yaml, pe care importul unui plan nu le schimbă"),
                fix=gettext("dacă schimbarea este bună, faceți-o și în institution.yaml"),
            )
        ]


def _text(content: Content) -> str:
    """A cell as it was typed: codes and days that Excel has made numbers and dates of are given back as they read."""
    if isinstance(content, datetime):
        return content.date().isoformat()
    if isinstance(content, date):
        return content.isoformat()
    if isinstance(content, bool):
        return gettext("da") if content else ""
    if isinstance(content, (int, float)):
        return f"{exact(content):f}"
    return content.replace("\r\n", "\n") if isinstance(content, str) else str(content)


def _units(line: _Line) -> list[dict[str, Any]]:
    """The units of an indicator: the lines of the cells of its forms belong together."""
    forms = {key: line.texts.get(key, "").split("\n") for key in ("one", "few", "other", "synonyms")}
    count = max(len([form for form in forms[key] if form.strip()]) for key in ("one", "few"))
    units = []
    for number in range(count):
        said = {key: lines[number].strip() if number < len(lines) else "" for key, lines in forms.items()}
        synonyms = synonyms_in_line(said.pop("synonyms"))
        units.append({**said, "synonyms": synonyms})
    return units


def _rule(line: _Line) -> str:
    departments, lead, months = line["over_departments"], line["lead"], line["over_months"]
    if not departments and not months and not lead:
        return ""
    return f"{departments}{':' + lead if lead else ''}/{months}"


def _is_same(known: Department | None, line: _Line) -> bool:
    return (
        known is not None
        and known.name == printed(line["name"])
        and known.aliases == tuple(printed(name) for name in items_in_cell(line["aliases"]))
    )


def _unknown_column(place: Place, label: str) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code=Code.PLAN_COLUMN_UNKNOWN,
        place=place,
        found=gettext("coloana „{label}”", label=shown(label)),
        expected=gettext("numai coloanele exportate; aceasta nu a fost citită"),
        fix=gettext("mutați textele ei într-o coloană a foii"),
    )


def _no_plan(file: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(file),
        found=gettext("nicio foaie „{sheet}” completată", sheet=gettext(PLAN.name)),
        expected=gettext("foile pe care le scrie „raport plan export”"),
        fix=gettext("exportați planul din nou și faceți schimbările în fișierul nou"),
    )


def _wrong(place: Place, problem: Mapping[str, Any]) -> OfficeFileError:
    """Say what a model says of a row; its own messages are already for the office."""
    field = next((str(part) for part in problem["loc"]), "")
    given = problem["input"]
    said = gettext("„{text}”", text=shown(given)) if isinstance(given, str) else gettext("valori care nu se potrivesc")
    expected, _, fix = str(problem.get("ctx", {}).get("error", "")).partition(" | ")
    if problem["type"] == "enum":
        known = re.findall(r"'([^']*)'", str(problem["ctx"]["expected"]))
        expected = gettext("una dintre valorile {known}", known=listed(gettext("„{text}”", text=name) for name in known))
    elif given == "" or problem["type"] == "missing":
        said, expected = gettext("nimic"), gettext("o valoare")
    return OfficeFileError(
        place=place,
        found=f"{field}: {said}" if field else said,
        expected=expected or gettext("o valoare de felul celor din restul foii"),
        fix=fix or gettext("corectați rândul și importați din nou"),
    )
