"""A plan: priorities, their actions, the indicators of each, and the rule that each indicator obeys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext
from toolkit.plan.institution import Institution
from toolkit.plan.plan_problems import (
    action_problems,
    indicator_problems,
    plan_problems,
    priority_problems,
    refuse_the_first,
)
from toolkit.plan.printed_plan import WHOLE_PLAN, Column, Footnote, SuspectedError, texts_in
from toolkit.plan.relation import Relation, check_relations
from toolkit.plan.rule import Rule
from toolkit.plan.spelling import matching, nearest, nearest_named
from toolkit.plan.unit import Unit
from toolkit.plan.yaml_file import OfficeModel, WrongPartError


class IndicatorKind(StrEnum):
    """What an indicator asks for."""

    COUNT = "count"
    MONEY = "money"
    PERCENTAGE = "percentage"
    STATUS = "status"
    COMPOUND = "compound"
    TEXT = "text"


def _read_rule(text: object) -> object:
    try:
        return Rule.parse(text) if isinstance(text, str) else text
    except ValueError as error:
        raise ValueError(
            gettext(
                "o regulă „peste subdiviziuni/peste luni”: sum, max, lead:<subdiviziune>, any, join sau none,"
                " apoi sum, last, max sau none | scrieți de exemplu sum/sum sau lead:resurse-umane/last"
            )
        ) from error


def _read_asked(given: object) -> object:
    if given == "all":
        return given
    if isinstance(given, (list, tuple)) and given:
        names = [name for name in given if isinstance(name, str)]
        if len(names) == len(given) == len(set(names)):
            return given
    raise ValueError(
        gettext("all sau o listă de subdiviziuni, fiecare o dată | scrieți all ori, de exemplu, [resurse-umane]")
    )


def _read_code(code: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z]{1,10}(\.[0-9A-Za-z]{1,10}){0,3}", code):
        raise ValueError(gettext("un cod din litere și cifre, despărțite prin puncte | scrieți de exemplu I sau 1.10"))
    return code


Asked = Annotated[Literal["all"] | tuple[str, ...], BeforeValidator(_read_asked)]
ItemCode = Annotated[str, AfterValidator(_read_code)]


class Indicator(OfficeModel):
    """One indicator of progress: what it counts, who is asked and how its total is made."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, arbitrary_types_allowed=True)

    text: str = Field(min_length=1)
    kind: IndicatorKind = IndicatorKind.TEXT  # written out where a department is asked
    unit: Unit | None = None  # of a count; None where neither plan nor cells say what is counted
    units: tuple[Unit, ...] = ()  # of a compound, in printing order
    split: bool = False  # whether women and men are asked for apart
    rule: Annotated[Rule, BeforeValidator(_read_rule)] = Rule.parse("none/none")  # written out where a department is asked
    target: str = ""  # what is to be reached, as the plan prints it: "100 de ore"; empty where it sets none
    reason: str = ""  # why this rule and unit, where it is not obvious
    asked: Asked | None = None  # None: as the action says
    asked_reason: str = ""
    help: str = ""  # what the form says beside the cell

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        refuse_the_first(indicator_problems(self))
        return self

    @property
    def all_units(self) -> tuple[Unit, ...]:
        """The units of a compound, or the one of a count."""
        return self.units or ((self.unit,) if self.unit else ())


class Action(OfficeModel):
    """One action (measure) of the plan, with its indicators numbered from 1, and what else the plan prints about it."""

    code: ItemCode
    title: str = Field(min_length=1)
    deadline: str = ""  # as printed; empty where the plan prints none
    responsible: tuple[str, ...] = ()  # as the plan prints it
    risks: tuple[str, ...] = ()
    verification_sources: tuple[str, ...] = ()
    budget: str = ""
    result: str = ""
    other: dict[str, str] = Field(default={})  # the cells of further columns, by their labels
    asked: Asked = ()  # empty: no department returns figures for it
    asked_reason: str = ""
    source_note: str = ""  # what is broken in the source that the plan was taken from
    indicators: tuple[Indicator, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        refuse_the_first(action_problems(self))
        return self

    def numbered(self) -> Iterator[tuple[int, Indicator]]:
        """The indicators with their numbers."""
        return enumerate(self.indicators, 1)


class Priority(OfficeModel):
    """A priority (objective, section) and its actions."""

    code: ItemCode
    label: str = ""  # as printed before the title: "Obiectiv 1"; empty where it is the code
    title: str = Field(min_length=1)
    columns: tuple[Column, ...] = ()  # of its table; empty: as the plan says
    rows_above_header: tuple[str, ...] = ()  # texts that stand alone in a row between the title and the header
    source_note: str = ""
    actions: tuple[Action, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        refuse_the_first(priority_problems(self))
        return self


class Plan(OfficeModel):
    """A plan in force, as inputs/<id>/plan.yaml describes it."""

    title: str = Field(min_length=1)
    title_in_report: str = ""  # as it stands after "privind implementarea": in the genitive
    decision: str = ""
    valid_from: date
    period: str = ""  # as printed after the title: "януари – декември 2018г."
    date_line: str = ""  # as printed under the table: "Data elaborării : 21.02.2023"
    columns: tuple[Column, ...] = ()  # of the printed table; empty where the plan is not printed as one
    events: dict[str, date] = Field(default={})  # dates that deadlines count from: "aprobarea Strategiei"
    footnotes: tuple[Footnote, ...] = ()
    suspected_errors: tuple[SuspectedError, ...] = ()
    priorities: tuple[Priority, ...] = Field(min_length=1)
    relations: tuple[Relation, ...] = ()  # between indicators; they stand after the priorities, to be held against them

    @field_validator("priorities")
    @classmethod
    def _codes_stand_once(cls, priorities: tuple[Priority, ...]) -> tuple[Priority, ...]:
        of_priorities = [(priority.code, (p,)) for p, priority in enumerate(priorities)]
        of_actions = [
            (a.code, (p, "actions", n)) for p, priority in enumerate(priorities) for n, a in enumerate(priority.actions)
        ]
        for codes in (of_priorities, of_actions):
            seen: set[str] = set()
            for code, at in codes:
                if code in seen:
                    raise WrongPartError(
                        gettext("fiecare cod o singură dată, iar „{code}” stă de mai multe ori | dați alt cod", code=code),
                        given=code,
                        at=(*at, "code"),
                    )
                seen.add(code)
        return priorities

    @field_validator("relations")
    @classmethod
    def _relations_are_of_its_indicators(cls, relations: tuple[Relation, ...], info: ValidationInfo) -> tuple[Relation, ...]:
        priorities: tuple[Priority, ...] = info.data.get("priorities", ())
        if priorities:  # else they are wrong themselves, and said to be
            check_relations(relations, [action for priority in priorities for action in priority.actions])
        return relations

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        refuse_the_first(plan_problems(self))
        return self

    def columns_of(self, priority: Priority) -> tuple[Column, ...]:
        """The columns in which a priority's actions are printed; none where the plan is not printed as a table."""
        return priority.columns or self.columns

    def priority_with(self, code: str, field: str) -> Priority | None:
        """Find a priority by its code; None where an action has the same code, and the field is of actions alone."""
        if self.action(code) is not None and field not in Priority.model_fields:
            return None
        return next((priority for priority in self.priorities if priority.code == code), None)

    def texts_of(self, where: str, field: str) -> tuple[str, ...]:
        """The texts that stand at a place of the plan: one, several (risks, responsible …), or none."""
        found: OfficeModel | None = self if where == WHOLE_PLAN else self.priority_with(where, field) or self.action(where)
        if field == "indicators" and isinstance(found, Action):
            return tuple(indicator.text for indicator in found.indicators)
        return texts_in(found, field)

    @property
    def actions(self) -> tuple[Action, ...]:
        """All actions in plan order."""
        return tuple(action for priority in self.priorities for action in priority.actions)

    @cached_property
    def _by_code(self) -> dict[str, Action]:
        return {action.code: action for action in self.actions}

    @cached_property
    def unit_words(self) -> frozenset[str]:
        """The words of all units, which mend a word that stray spaces parted."""
        indicators = (indicator for action in self.actions for indicator in action.indicators)
        return frozenset(word for indicator in indicators for unit in indicator.all_units for word in unit.words)

    @cached_property
    def indicators_by_text(self) -> Mapping[str, frozenset[tuple[str, int]]]:
        """The indicators (action code and number) that each text, in its matching form, may stand for."""
        found: dict[str, set[tuple[str, int]]] = {}
        for action in self.actions:
            for number, indicator in action.numbered():
                found.setdefault(matching(indicator.text), set()).add((action.code, number))
        return {text: frozenset(indicators) for text, indicators in found.items()}

    def action(self, code: str) -> Action | None:
        """Find an action by its code."""
        return self._by_code.get(code)

    def indicator(self, action: str, number: int) -> Indicator | None:
        """Find an indicator by its action's code and its number."""
        found = self.action(action)
        return found.indicators[number - 1] if found and 1 <= number <= len(found.indicators) else None

    def nearest_action(self, code: str) -> str | None:
        """The known code nearest to one that the plan does not have."""
        return nearest(code, self._by_code)


def asked_departments(action: Action, indicator: Indicator, institution: Institution) -> tuple[str, ...]:
    """Say which departments the plan asks for an indicator, in the order of print."""
    asked = action.asked if indicator.asked is None else indicator.asked
    return institution.department_ids if asked == "all" else tuple(d for d in institution.department_ids if d in asked)


def check_departments(plan: Plan, institution: Institution, file: str) -> None:
    """Refuse a plan that names departments which the institution does not have."""
    known = set(institution.department_ids)
    errors = []
    for action in plan.actions:
        named = [(gettext("acțiunea {action}", action=action.code), "asked", action.asked)]
        for number, indicator in action.numbered():
            place = gettext("indicatorul {action}.{number}", action=action.code, number=number)
            named.append((place, "asked", indicator.asked or ()))
            named.append((place, "rule", (indicator.rule.lead,) if indicator.rule.lead else ()))
        for where, key, ids in named:
            for department in () if ids == "all" else ids:
                if department not in known:
                    near = nearest(department, known)
                    errors.append(
                        OfficeFileError(
                            place=Place(file, cell=where),
                            found=gettext(
                                "{key}: „{department}”, care nu este o subdiviziune a instituției",
                                key=key,
                                department=department,
                            ),
                            expected=gettext("un id din institution.yaml") + nearest_named(near),
                            fix=gettext("corectați id-ul în plan sau adăugați subdiviziunea în institution.yaml"),
                        )
                    )
    if errors:
        raise OfficeFileError.all_of(errors)
