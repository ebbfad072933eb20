"""What an auditor wants to be otherwise than in the report: a department or file left out, another rule, another plan.

A report made so is a trial: it says so on its first page, and nobody can approve it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from toolkit.language import gettext
from toolkit.plan.plan import Indicator, Plan
from toolkit.plan.rule import OverDepartments, Rule
from toolkit.plan.spelling import listed, nearest, nearest_named, shown

_RULE_CHANGE = re.compile(r"([0-9A-Za-z.]{1,43})\.([1-9]\d{0,3})\s*=\s*(\S+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """Another rule for an indicator."""

    action: str
    indicator: int  # number within the action
    rule: Rule
    keeps_months: bool  # whether the months are combined as the plan declares: only the departments were spoken of

    @property
    def id(self) -> str:
        """The indicator's number as people write it, 3.1.2."""
        return f"{self.action}.{self.indicator}"

    def rule_for(self, declared: Rule) -> Rule:
        """The rule in place of the one that the plan declares."""
        return replace(self.rule, months=declared.months) if self.keeps_months else self.rule

    def __str__(self) -> str:
        return str(self.rule).partition("/")[0] if self.keeps_months else str(self.rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """All that is otherwise; nothing, in the report that counts."""

    leave_out: tuple[str, ...] = ()  # ids of departments, and names of files
    rules: tuple[RuleChange, ...] = ()
    plan_at: date | None = None  # the day whose plan is taken
    adjustments: bool = True  # False: the totals set by hand are not printed

    @classmethod
    def among(cls, parameters: Mapping[str, object]) -> WhatIf:
        """Find it among the parameters of a report, as they were typed or as a run has recorded them."""
        day = str(parameters.get("plan_at", ""))
        return cls(
            leave_out=names_in(str(parameters.get("leave_out", ""))),
            rules=rules_in(str(parameters.get("rules", ""))),
            plan_at=date.fromisoformat(day) if day else None,
            adjustments=bool(parameters.get("adjustments", True)),
        )

    @property
    def is_trial(self) -> bool:
        """Whether anything is otherwise."""
        return self != NOTHING_ELSE

    @property
    def is_of_inputs(self) -> bool:
        """Whether anything that a report is made from is otherwise, not only what it prints."""
        return bool(self.leave_out or self.rules or self.plan_at)


NOTHING_ELSE = WhatIf()


def names_in(text: str) -> tuple[str, ...]:
    """Read the names that are left out, parted by commas; `ValueError` where one is empty or stands twice."""
    names = tuple(name.strip() for name in text.split(",")) if text.strip() else ()
    if not all(names) or len(set(names)) < len(names):
        raise ValueError(
            gettext(
                "subdiviziuni sau fișiere, fiecare o dată, despărțite prin virgulă"
                " | scrieți de exemplu cultura, arhiva.xlsx, sau lăsați gol"
            )
        )
    return names


def rules_in(text: str) -> tuple[RuleChange, ...]:
    """Read the other rules, `3.1.2=max; 4.1.1=lead:cultura`; `ValueError` says what is expected and what to do."""
    changes = tuple(_rule_change(part.strip()) for part in text.split(";")) if text.strip() else ()
    twice = [change.id for change in changes if sum(other.id == change.id for other in changes) > 1]
    if twice:
        raise ValueError(
            gettext("fiecare indicator o dată, iar {id} stă de mai multe ori | păstrați o singură regulă", id=twice[0])
        )
    return changes


def with_rules(plan: Plan, rule_of: Callable[[str, int, Indicator], Rule]) -> Plan:
    """A plan in which each indicator has the rule that is given for its action's code, its number and itself."""
    priorities = []
    for priority in plan.priorities:
        actions = []
        for action in priority.actions:
            indicators = tuple(
                indicator.model_copy(update={"rule": rule_of(action.code, number, indicator)})
                for number, indicator in action.numbered()
            )
            actions.append(action.model_copy(update={"indicators": indicators}))
        priorities.append(priority.model_copy(update={"actions": tuple(actions)}))
    # Not model_copy: it would take along what the first plan has cached, with the rules that it had.
    fields = {name: getattr(plan, name) for name in Plan.model_fields} | {"priorities": tuple(priorities)}
    return Plan.model_construct(plan.model_fields_set, **fields)


def _rule_change(text: str) -> RuleChange:
    found = _RULE_CHANGE.fullmatch(text)
    if not found:
        raise ValueError(
            gettext(
                "indicatori cu regulile lor, despărțiți prin punct și virgulă"
                " | scrieți de exemplu 3.1.2=max; 4.1.1=lead:cultura, sau lăsați gol"
            )
        )
    action, number, written = found[1], int(found[2]), found[3]
    keeps_months = "/" not in written
    try:
        rule = Rule.parse(f"{written}/none" if keeps_months else written)
    except ValueError as error:
        known = [f"{rule}:<id>" if rule is OverDepartments.LEAD else str(rule) for rule in OverDepartments]
        near = nearest(re.split("[:/]", written)[0], [str(rule) for rule in OverDepartments])
        raise ValueError(
            gettext(
                "la {id}, în loc de „{rule}”, una dintre regulile {known}{near} | corectați regula",
                id=f"{action}.{number}",
                rule=shown(written),
                known=listed(known),
                near=nearest_named(near),
            )
        ) from error
    return RuleChange(action=action, indicator=number, rule=rule, keeps_months=keeps_months)
