"""From the texts of a row to a part of the plan: what cannot be read is said with its cell, and the rest is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from toolkit.intake.finding import Finding
from toolkit.intake.plan_table.workbook_findings import wrong_cell
from toolkit.intake.plan_table.workbook_lines import Line, Sheets
from toolkit.intake.plan_table.workbook_sheets import (
    ACTIONS,
    COLUMNS,
    FOOTNOTES,
    INDICATORS,
    OTHER_CELLS,
    PRIORITIES,
    RELATIONS,
    SHEETS,
    SUSPECTED_ERRORS,
)
from toolkit.intake.plan_table.workbook_words import WORDS, word_for, words_of
from toolkit.language import gettext
from toolkit.plan.places import place_in_plan
from toolkit.plan.plan import Plan
from toolkit.plan.plan_problems import Problem
from toolkit.plan.spelling import listed
from toolkit.plan.yaml_file import OfficeModel
from toolkit.plan.yaml_text import NOT_DATED

Model = TypeVar("Model", bound=OfficeModel)
_CELLS = {"unit": "one", "units": "one", "rule": "over_departments", "actions": "code", "columns": "title"}
_CELL_OF_PROBLEM = {FOOTNOTES.key: "mark"}
_PRINTED = (PRIORITIES, ACTIONS, INDICATORS)
_WORD = re.compile(r"\b(any|join|lead|none|max|count|money|compound|status)\b")
_QUOTED = re.compile(r"(?<=[\u201e\u201c\"])[a-z_]+(?=[\u201d\u201c\"])")  # a key, in the quotation marks of any language


class Making:
    """Makes the parts of a plan, and collects what must be corrected."""

    def __init__(self, sheets: Sheets) -> None:
        self.findings: list[Finding] = []
        self._sheets = sheets
        self._said: set[int] = set()  # rows of which something is said already: what follows from it is not

    def is_said(self, line: Line) -> bool:
        """Whether something was said of a row."""
        return id(line) in self._said

    def say(self, line: Line, finding: Finding) -> None:
        """Say something of a row."""
        self.leave(line)
        self.findings.append(finding)

    def leave(self, line: Line) -> None:
        """Say nothing more of a row."""
        self._said.add(id(line))

    def say_cell(self, line: Line, field: str, expected: str, fix: str = "") -> None:
        """Say that the cell of a field is not in order, unless why it is so has been said."""
        key = _CELLS.get(field, field)
        if (line.sheet, key) not in self._sheets.lost and key not in line.odd:
            self.findings.append(wrong_cell(line.place_of(key), self.label(line, key), line[key], expected, fix))
        self.leave(line)

    def say_choices(self, line: Line, key: str, choices: str) -> None:
        """Say that the text of a cell is none of its list."""
        known = listed(gettext("„{text}”", text=word) for word in words_of(choices))
        self.say_cell(line, key, gettext("una dintre valorile {known}", known=known))

    def label(self, line: Line, key: str) -> str:
        """What a column is called."""
        sheet = next(sheet for sheet in SHEETS if sheet.key == line.sheet)
        named = [column.label for column in sheet.columns if column.key == key]
        named += [other.name for other in SHEETS if other.key == key]
        return gettext(named[0]) if named else key.removeprefix(OTHER_CELLS)

    def made(
        self,
        model: type[Model],
        content: Mapping[str, Any],
        line: Line,
        problems: Callable[[Model], Iterator[Problem]] | None = None,
        items: Sequence[Line] = (),
    ) -> Model:
        """Make a part of the plan of a row; `items` are the rows of its indicators."""
        given = {name: value for name, value in content.items() if value}
        try:
            return model.model_validate(given)
        except ValidationError:
            was_said = self.is_said(line)
            kept = self._typed(model, given, line, mute=was_said)
            made = cast("Model", model.model_construct(**kept))
        if not self.is_said(line) and problems is not None and self._is_whole(line.sheet):
            for problem in problems(made):
                self._say_problem(problem, items[int(problem.where) - 1] if problem.where else line, line)
        return made

    def _say_problem(self, problem: Problem, about: Line, line: Line) -> None:
        """Say what does not fit within a row, or between it and one of its indicators, unless it follows from another."""
        if about is line:
            if problem.field != "asked" or self._sheets.has(INDICATORS, "action"):
                self.say_cell(line, problem.field, *self._parted(line, problem))
        elif not self.is_said(about) and self._is_whole(about.sheet):
            self.say_cell(about, "rule" if about["kind"] else "kind", *self._parted(about, problem))

    def _is_whole(self, sheet: str) -> bool:
        return not any(name == sheet for name, _ in self._sheets.lost)

    def plan(self, content: dict[str, Any], head: Line, problems: Callable[[Plan], Iterator[Problem]]) -> Plan:
        """Make the plan itself of all its parts."""
        try:
            return Plan.model_validate(content)
        except ValidationError:
            kept = self._typed(Plan, content, head, mute=False)
            plan = Plan.model_construct(**{"valid_from": NOT_DATED, **kept})
        for problem in problems(plan):
            about = self._row_of(problem, head)
            if about is None or self.is_said(about):
                continue
            if problem.field == SUSPECTED_ERRORS.key:
                self._say_slip(about, plan)
            else:
                self.say_cell(about, _CELL_OF_PROBLEM.get(problem.field, problem.field), *self._parted(about, problem))
        return plan

    def _say_slip(self, line: Line, plan: Plan) -> None:
        """Say that the text of a slip does not stand where its row says, in the words of the plan."""
        slip = plan.suspected_errors[self._sheets.lines[SUSPECTED_ERRORS.key].index(line)]
        self.say_cell(
            line,
            "printed",
            gettext("un text care stă în plan la: {place}", place=place_in_plan(plan, slip.where, slip.field)),
            gettext("corectați rândul sau ștergeți-l din foaia „{sheet}”", sheet=gettext(SUSPECTED_ERRORS.name)),
        )

    def _typed(self, model: type[OfficeModel], given: Mapping[str, Any], line: Line, *, mute: bool) -> dict[str, Any]:
        """The values that can be read, and an empty text for one that a plan needs; the others are said."""
        kept: dict[str, Any] = {}
        for name, field in model.model_fields.items():
            if _are_made(given.get(name)):
                kept[name] = given[name]
            elif name in given:
                try:
                    kept[name] = _adapter(model, name).validate_python(given[name])
                except ValidationError as error:
                    if field.annotation is str:
                        kept[name] = given[name]
                    if not mute:
                        self._say_wrong(line, name, error)
            elif field.is_required():
                if name != "valid_from":
                    kept[name] = () if name in ("actions", "priorities") else ""
                if not mute and (name != "actions" or self._are_matched()) and name != "priorities":
                    self._say_missing(line, name)
        return kept

    def _are_matched(self) -> bool:
        """Whether it can be known which measures an objective has."""
        return self._sheets.has(ACTIONS, "priority", "code") and self._sheets.has(PRIORITIES, "code")

    def _say_missing(self, line: Line, name: str) -> None:
        if name == "actions":
            self.say_cell(
                line, name, gettext("cel puțin o măsură a obiectivului, în foaia „{sheet}”", sheet=gettext(ACTIONS.name))
            )
        elif name == "valid_from":
            self.say_cell(line, name, gettext("o dată, de exemplu 2023-03-28"))
        else:
            self.say_cell(line, name, gettext("o valoare"))

    def _say_wrong(self, line: Line, name: str, error: ValidationError) -> None:
        for problem in error.errors():
            keys = [column.key for sheet in SHEETS if sheet.key == line.sheet for column in sheet.columns]
            field = next((str(part) for part in reversed(problem["loc"]) if part in keys), name)
            expected, fix = self._parted(line, Problem(name, str(problem.get("ctx", {}).get("error", ""))))
            if problem["type"].startswith("date"):
                expected = gettext("o dată, de exemplu 2023-03-28")
            self.say_cell(line, field, expected or gettext("o valoare"), fix)

    def _row_of(self, problem: Problem, head: Line) -> Line | None:
        """The row that a problem between the parts of a plan is about; None where it follows from what was said."""
        lines = self._sheets.lines
        if problem.field == "title_in_report":
            return head
        if problem.field in (FOOTNOTES.key, SUSPECTED_ERRORS.key):
            is_whole = all(self._is_whole(sheet.key) for sheet in _PRINTED)
            return lines[problem.field][int(problem.where) - 1] if is_whole else None
        if problem.field in ("left", "right"):
            is_whole = all(self._is_whole(sheet.key) for sheet in (RELATIONS, ACTIONS, INDICATORS))
            return lines[RELATIONS.key][int(problem.where) - 1] if is_whole else None
        is_whole = self._is_whole(COLUMNS.key) and self._is_whole(ACTIONS.key)
        if not is_whole or any(self.is_said(line) for line in lines[COLUMNS.key]):
            return None
        return next((line for line in lines[ACTIONS.key] if line["code"] == problem.where), None)

    def _parted(self, line: Line, problem: Problem) -> tuple[str, str]:
        """What is expected and what is to be done, in the names of the columns and the words of the lists."""
        expected, _, fix = problem.said.partition(" | ")
        return self._in_words(line, expected, problem.field), self._in_words(line, fix, problem.field)

    def _in_words(self, line: Line, said: str, field: str) -> str:
        said = _QUOTED.sub(lambda key: self.label(line, _CELLS.get(key[0], key[0])), said)
        return _WORD.sub(_in_words_of_the_lists, said) if field in ("unit", "units", "rule") else said


def _in_words_of_the_lists(value: re.Match[str]) -> str:
    choices = "kinds" if value[0] in WORDS["kinds"] else "over_departments"
    return gettext("„{text}”", text=word_for(choices, value[0]))


def _are_made(value: object) -> bool:
    """Whether these are parts of the plan that have been read, as far as they could be."""
    return isinstance(value, tuple) and bool(value) and all(isinstance(part, OfficeModel) for part in value)


@cache
def _adapter(model: type[OfficeModel], name: str) -> TypeAdapter[Any]:
    """What reads the values of one field."""
    return TypeAdapter(model.model_fields[name].rebuild_annotation())
