"""The indicators of the workbook: what is counted, by which rule, and who is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toolkit.intake.plan_table.headers import plan_words
from toolkit.intake.plan_table.workbook_findings import unknown_department
from toolkit.intake.plan_table.workbook_lines import Line
from toolkit.intake.plan_table.workbook_making import Making
from toolkit.intake.plan_table.workbook_sheets import items_in_cell, synonyms_in_line
from toolkit.intake.plan_table.workbook_words import ALL, value_of, word_for
from toolkit.language import gettext
from toolkit.plan.institution import Institution
from toolkit.plan.plan import Indicator, IndicatorKind
from toolkit.plan.plan_problems import indicator_problems
from toolkit.plan.rule import OverDepartments
from toolkit.plan.spelling import matching, nearest


class IndicatorRows:
    """Reads indicators, and the departments that are asked for them."""

    def __init__(self, making: Making, institution: Institution, listed: set[str]) -> None:
        self._making = making
        self._institution = institution
        self._listed = listed  # the ids of the sheet of departments, where one may have been added

    def read(self, lines: Sequence[Line]) -> tuple[Indicator, ...]:
        """Read the indicators of a measure."""
        found = []
        for line in lines:
            content: dict[str, Any] = {key: line[key] for key in ("text", "target", "reason", "asked_reason", "help")}
            kind = self.word(line, "kind", "kinds")
            units = _units(line)
            many = kind == IndicatorKind.COMPOUND or (not kind and len(units) > 1)
            content |= {"kind": kind, "units" if many else "unit": units if many or len(units) != 1 else units[0]}
            content |= {"split": self._split(line), "rule": self._rule(line), "asked": self.asked(line)}
            found.append(self._making.made(Indicator, content, line, indicator_problems))
        return tuple(found)

    def word(self, line: Line, key: str, choices: str) -> str:
        """The value that was chosen in a cell; empty where none was, or where it is none of the list."""
        value = value_of(choices, line[key]) if line[key] else ""
        if value is None:
            self._making.say_choices(line, key, choices)
        return value or ""

    def _split(self, line: Line) -> str:
        said = matching(line["split"])
        if said and said not in (*plan_words().yes, *plan_words().no):
            self._making.say_cell(line, "split", gettext("„{text}” sau nimic", text=gettext("da")))
        return "true" if said in plan_words().yes else ""

    def _rule(self, line: Line) -> str:
        """The rule of an indicator; empty where there is none, or where a part of it is not understood, which is said."""
        over, months = (self.word(line, key, key) for key in ("over_departments", "over_months"))
        lead = self._department(line, "lead", line["lead"]) if line["lead"] else ""
        if not any(line[key] for key in ("over_departments", "lead", "over_months")):
            return ""
        for key, value in (("over_departments", over), ("over_months", months)):
            if not line[key] and not value:
                self._making.say_choices(line, key, key)
        if over and (over == OverDepartments.LEAD) != bool(lead):
            rule = word_for("over_departments", OverDepartments.LEAD)
            said = gettext("o subdiviziune la regula „{rule}”, și numai acolo", rule=rule)
            self._making.say_cell(line, "lead", said)
        elif over and months:
            return f"{over}{':' + lead if lead else ''}/{months}"
        return ""

    def asked(self, line: Line) -> str | tuple[str, ...]:
        """Who is asked: all, or departments by their ids or any of their names, one on a line."""
        if line["asked"] and value_of("asked", line["asked"]) == ALL:
            return ALL
        return tuple(self._department(line, "asked", name) for name in items_in_cell(line["asked"]))

    def _department(self, line: Line, key: str, name: str) -> str:
        """The id of a department; as it was written where nobody has it, which is said but for one that was added here."""
        institution = self._institution
        department = institution.department_called(name)
        if department is not None:
            return department.id
        if name not in self._listed:
            near = nearest(name, institution.department_ids) or institution.nearest_department(name)
            self._making.say(line, unknown_department(line.place_of(key), self._making.label(line, key), name, near))
        return name


def _units(line: Line) -> list[dict[str, Any]]:
    """The units of an indicator: the lines of the cells of its forms belong together."""
    forms = {key: line.texts.get(key, "").split("\n") for key in ("one", "few", "other", "synonyms")}
    count = max(len([form for form in forms[key] if form.strip()]) for key in ("one", "few"))
    units = []
    for number in range(count):
        said = {key: lines[number].strip() if number < len(lines) else "" for key, lines in forms.items()}
        synonyms = synonyms_in_line(said.pop("synonyms"))
        units.append({**said, "synonyms": synonyms})
    return units
