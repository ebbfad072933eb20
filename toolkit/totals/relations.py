"""Relations between indicators that do not hold in the institution's totals."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from toolkit.checks.relations import broken, is_of_each_department
from toolkit.checks.weighing import Absence, figure, weigh
from toolkit.errors import Place
from toolkit.intake.finding import Finding
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.intake.value import Number
from toolkit.language import gettext
from toolkit.plan.plan import asked_departments
from toolkit.plan.relation import Relation, Term
from toolkit.plan.rule import OverDepartments
from toolkit.totals.aggregation import IndicatorTotal, totals_of
from toolkit.totals.comparison import value_text


def find_relations_broken_in_totals(inputs: PeriodInputs) -> list[Finding]:
    """Find relations that the totals do not keep: those of indicators for which not each department counts its own."""
    plan, institution = inputs.plan, inputs.institution
    relations = [relation for relation in plan.relations if not is_of_each_department(relation, plan, institution)]
    if not relations:
        return []
    totals = {total.id: total for total in totals_of(plan, inputs.submissions)}
    found = (_in_totals(relation, totals, inputs) for relation in relations)
    return [finding for finding in found if finding is not None]


def _in_totals(relation: Relation, totals: Mapping[str, IndicatorTotal], inputs: PeriodInputs) -> Finding | None:
    figures: dict[Term, Number | Absence] = {}
    texts: dict[Term, str] = {}
    for term in relation.terms:
        total = totals[term.id]
        found = figure(total.value, total.indicator, term)
        if isinstance(found, Number) and _lacks_a_department(total, inputs):
            found = Number(low=found.low or Decimal(0), high=None, about=found.about)
        figures[term] = found
        said = value_text(total.value, total.indicator, inputs.institution)
        texts[term] = gettext("„{text}” în total", text=said) if total.value.has_figure else gettext("nimic")
    return broken(
        relation,
        weigh(relation, figures),
        Place(inputs.folder),
        texts,
        fix=gettext("verificați răspunsurile subdiviziunilor din care s-au făcut totalurile"),
    )


def _lacks_a_department(total: IndicatorTotal, inputs: PeriodInputs) -> bool:
    """Whether a sum is only a part of the figure, for a department that is asked has not answered yet."""
    action = inputs.plan.action(total.action)
    if action is None or total.indicator.rule.departments is not OverDepartments.SUM:
        return False
    answered = {department for department, _ in total.cells} - set(total.missing)
    return not answered.issuperset(asked_departments(action, total.indicator, inputs.institution))
