"""The back-test: a computed total beside what was published elsewhere, with a verdict and what the figures say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from toolkit.checks.fit import figures_in, same_answer
from toolkit.intake.grammar.printing import print_value
from toolkit.intake.grammar.reading import read_value
from toolkit.intake.office_files import PublishedStatus
from toolkit.intake.value import Kind, Value
from toolkit.language import N_, counted, gettext
from toolkit.plan.institution import Institution
from toolkit.plan.plan import Indicator
from toolkit.plan.rule import OverDepartments
from toolkit.plan.spelling import listed, tidy
from toolkit.totals.aggregation import IndicatorTotal, LeftOutReason
from toolkit.totals.status import ActionStatus, DepartmentState


class Verdict(StrEnum):
    """How a computed figure stands to the published one."""

    SAME = "same"  # equal after NFC, cedilla and white space
    WORDING = "wording"  # same kind, numbers and marks, other words
    DIFFERS = "differs"  # all else, also 0 against "-"
    UNPUBLISHED = ""  # nothing was published


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A computed text, the published one, the verdict, and what the figures say where they differ."""

    computed: str
    published: str | None
    verdict: Verdict
    explanation: str = ""


def value_text(value: Value, indicator: Indicator, institution: Institution) -> str:
    """Print an indicator's value: one that was read keeps its words, one made by us takes the official form."""
    if value.text:
        return tidy(value.text)
    return print_value(
        value,
        number_format=institution.number_format,
        locale=institution.locale,
        currency=institution.currency,
        units=indicator.all_units,
    )


def compare_with_published(total: IndicatorTotal, published: str | None, institution: Institution) -> Comparison:
    """Give the verdict on one total; an adjustment does not change it."""
    computed = value_text(total.value, total.indicator, institution)
    if published is None:
        return Comparison(computed=computed, published=None, verdict=Verdict.UNPUBLISHED)
    words = frozenset(word for unit in total.indicator.all_units for word in unit.words)
    value = read_value(published, words=words, currency=institution.currency)
    if tidy(computed) == tidy(published):
        verdict = Verdict.SAME
    elif figures_in(total.value) == figures_in(value) and _same_things(total, value):
        verdict = Verdict.WORDING
    else:
        verdict = Verdict.DIFFERS
    explanation = _explain(total, computed, published, value, institution) if verdict is Verdict.DIFFERS else ""
    return Comparison(computed=computed, published=published, verdict=verdict, explanation=explanation)


def compare_status(status: ActionStatus, published: PublishedStatus | None, institution: Institution) -> Comparison:
    """Give the verdict on an action's three counts; a count that was left blank is not a published zero."""
    computed = _counts_text(status.counts)
    if not published:
        return Comparison(computed=computed, published=None, verdict=Verdict.UNPUBLISHED)
    verdict = Verdict.SAME if status.counts == published.counts else Verdict.DIFFERS
    explanation = _explain_status(status, published, institution) if verdict is Verdict.DIFFERS else ""
    return Comparison(computed=computed, published=_counts_text(published.counts), verdict=verdict, explanation=explanation)


def _same_things(total: IndicatorTotal, published: Value) -> bool:
    """Whether each number of a compound stands with the same unit; one number alone may be said in other words."""
    return len(published.quantities) < 2 or same_answer(total.value, published, total.indicator.all_units)


def _explain(total: IndicatorTotal, computed: str, printed: str, published: Value, institution: Institution) -> str:
    """Say in words what the figures say: what the rows give, what was published, and whose figure that is."""
    shown = (
        gettext("s-a publicat „{printed}”", printed=tidy(printed))
        if tidy(printed)
        else gettext("nu s-a publicat nimic (celula goală)")
    )
    if total.value.kind is Kind.NOT_REPORTED and total.left_out:
        return gettext(
            "niciun răspuns nu intră în total ({left_out}); {shown}", left_out=_left_out(total, institution), shown=shown
        )
    if total.value.kind is Kind.NOT_REPORTED:
        return gettext("nimeni nu a raportat; {shown}", shown=shown)
    if published.kind is Kind.NOT_REPORTED:
        return gettext("s-a raportat „{computed}”; {shown}", computed=computed, shown=shown)
    said = gettext("{said} „{computed}”", said=gettext(_RULE_WORDS[total.indicator.rule.departments]), computed=computed)
    if total.indicator.rule.lead:
        said = gettext(
            "{name} a raportat „{computed}”", name=institution.department(total.indicator.rule.lead).name, computed=computed
        )
    same_as = _reported_the_same(total, published, institution)
    hint = gettext(" (cât a raportat {same_as})", same_as=same_as) if same_as else ""
    outside = _left_out(total, institution) if not total.indicator.rule.lead else ""
    left_out = gettext("; rămase în afara totalului: {outside}", outside=outside) if outside else ""
    return f"{said}; {shown}{hint}{left_out}"


_RULE_WORDS = {
    OverDepartments.SUM: N_("suma ar fi"),
    OverDepartments.MAX: N_("cea mai mare valoare ar fi"),
    OverDepartments.LEAD: N_("subdiviziunea care răspunde a raportat"),
    OverDepartments.ANY: N_("starea raportată este"),
    OverDepartments.JOIN: N_("s-a raportat"),
    OverDepartments.NONE: N_("planul nu cere un total:"),
}


def _reported_the_same(total: IndicatorTotal, published: Value, institution: Institution) -> str:
    """The department whose own figure was published instead, if there is exactly one, and it is not the only one."""
    figures = [(c.department, c.entry.value) for c in total.contributions]
    figures += [(item.department, item.entry.value) for item in total.left_out]
    found = [
        department
        for department, value in figures
        if published.has_figure and [q.number for q in value.quantities] == [q.number for q in published.quantities]
    ]
    return institution.department(found[0]).name if len(found) == 1 and len(figures) > 1 else ""


def _left_out(total: IndicatorTotal, institution: Institution) -> str:
    return ", ".join(
        gettext("{name} – „{value}”", name=institution.department(item.department).name, value=tidy(item.entry.value.text))
        for item in total.left_out
        if item.reason is not LeftOutReason.PART
    )


def _counts_text(counts: Sequence[int | None]) -> str:
    return " / ".join("–" if count is None else str(count) for count in counts)


def _explain_status(status: ActionStatus, published: PublishedStatus, institution: Institution) -> str:
    """Say which counts differ, and which departments have answered in part or not at all."""
    labels = (
        gettext("au realizat toți indicatorii"),
        gettext("au restanțe la anumiți indicatori"),
        gettext("nu au realizat niciun indicator"),
    )
    parts = [
        gettext("{label}: {computed} după rânduri, nimic publicat", label=label, computed=computed)
        if printed is None
        else gettext("{label}: {computed} după rânduri, {printed} publicat", label=label, computed=computed, printed=printed)
        for label, computed, printed in zip(labels, status.counts, published.counts, strict=True)
        if computed != printed
    ]
    for words, state in (
        (gettext("răspunsuri parțiale"), DepartmentState.SOME),
        (gettext("fără răspuns"), DepartmentState.NONE),
    ):
        names = [institution.department(department).name for department, given in status.states if given is state]
        if len(names) > 4:
            names = [*names[:3], gettext("alte {count}", count=counted(len(names) - 3, "subdiviziune", "subdiviziuni"))]
        if names:
            parts.append(f"{words}: {listed(names)}")
    return "; ".join(parts)
