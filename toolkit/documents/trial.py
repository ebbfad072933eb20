"""What a trial report says on its first page: in what it is otherwise than the report that counts."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.intake.period_inputs import PeriodInputs
from toolkit.language import N_, gettext
from toolkit.plan.rule import OverDepartments, OverMonths
from toolkit.plan.spelling import listed, printed_day
from toolkit.plan.what_if import RuleChange

_OVER_DEPARTMENTS = {
    OverDepartments.SUM: N_("adunat peste subdiviziuni"),
    OverDepartments.MAX: N_("luat ca maxim peste subdiviziuni"),
    OverDepartments.LEAD: N_("luat de la {name}"),
    OverDepartments.ANY: N_("realizat dacă o spune o subdiviziune"),
    OverDepartments.JOIN: N_("cu textele puse unul după altul"),
    OverDepartments.NONE: N_("fără total"),
}
_OVER_MONTHS = {
    OverMonths.SUM: N_("adunat peste luni"),
    OverMonths.LAST: N_("luat din ultima lună"),
    OverMonths.MAX: N_("luat ca maxim peste luni"),
    OverMonths.NONE: N_("fără cifră peste luni"),
}


def trial_told(inputs: PeriodInputs) -> str:
    """Say that a report is a trial, and everything that was otherwise; nothing where it is the report itself."""
    told = list(_told(inputs))
    return gettext("Raport de probă: {told}.", told="; ".join(told)) if told else ""


def _told(inputs: PeriodInputs) -> Iterator[str]:
    asked, institution = inputs.what_if, inputs.institution
    names = [
        institution.department(name).name if name in institution.department_ids else gettext("fișierul „{name}”", name=name)
        for name in asked.leave_out
    ]
    if names:
        yield gettext("fără {names}", names=listed(names))
    for change in asked.rules:
        yield gettext("indicatorul {id} {how}", id=change.id, how=_how(change, inputs))
    if asked.plan_at:
        yield gettext("după planul în vigoare la {day}", day=printed_day(asked.plan_at))
    if not asked.adjustments:
        yield gettext("fără totalurile ajustate de secretariat")


def _how(change: RuleChange, inputs: PeriodInputs) -> str:
    rule = change.rule
    name = inputs.institution.department(rule.lead).name if rule.lead else ""
    over_departments = gettext(_OVER_DEPARTMENTS[rule.departments], name=name)
    return over_departments if change.keeps_months else f"{over_departments}, {gettext(_OVER_MONTHS[rule.months])}"
