"""Relations between indicators that do not hold in what a department returned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.checks.answered import OneAnswerEach, one_answer_each
from toolkit.checks.weighing import Absence, Outcome, figure, weigh
from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity, and_send_again
from toolkit.intake.submission import Entry, Submission
from toolkit.intake.value import NOT_REPORTED, Number
from toolkit.language import gettext
from toolkit.plan.institution import Institution
from toolkit.plan.plan import Plan, asked_departments
from toolkit.plan.relation import Relation, Term
from toolkit.plan.rule import OverDepartments
from toolkit.plan.spelling import listed, tidy


def find_broken_relations(submissions: Sequence[Submission], plan: Plan, institution: Institution) -> list[Finding]:
    """Find, department by department, relations that its own figures do not keep, and note those that they may not."""
    relations = [relation for relation in plan.relations if is_of_each_department(relation, plan, institution)]
    if not relations:
        return []
    answers = one_answer_each(submissions, plan)
    departments = sorted({submission.department for submission in submissions})
    found = (_in_department(relation, department, answers, plan) for relation in relations for department in departments)
    return [finding for finding in found if finding is not None]


def is_of_each_department(relation: Relation, plan: Plan, institution: Institution) -> bool:
    """Whether a relation is about what each department counts of its own, and not about the institution's totals.

    It is where the totals of all its indicators are sums, and the same departments are asked for them.
    """
    asked = set()
    for term in relation.terms:
        action, indicator = plan.action(term.action), plan.indicator(term.action, term.number)
        if action is None or indicator is None or indicator.rule.departments is not OverDepartments.SUM:
            return False
        asked.add(asked_departments(action, indicator, institution))
    return len(asked) == 1


def broken(
    relation: Relation, outcome: Outcome | None, place: Place, texts: Mapping[Term, str], *, fix: str, department: str = ""
) -> Finding | None:
    """The finding of a relation that does not hold, or may not; its figures are shown as they stand in their cells."""
    if outcome is None or outcome is Outcome.HOLDS:
        return None
    first = relation.left_terms[0]
    fails = outcome is Outcome.FAILS
    return Finding(
        severity=Severity(relation.severity) if fails else Severity.NOTE,
        code=Code.RELATION_BROKEN if fails else Code.RELATION_UNCERTAIN,
        department=department,
        action=first.action,
        indicator=first.number,
        place=place,
        found="; ".join(f"{term}: {texts[term]}" for term in relation.terms),
        expected=f"{relation} ({relation.text})",
        fix=fix if fails else gettext("nimic, dacă relația se respectă: cifrele aproximative nu o arată"),
    )


def _in_department(relation: Relation, department: str, answers: OneAnswerEach, plan: Plan) -> Finding | None:
    entries: dict[Term, Entry] = {}
    figures: dict[Term, Number | Absence] = {}
    for term in relation.terms:
        key, indicator = (department, term.action, term.number), plan.indicator(term.action, term.number)
        entry = answers.get(key)
        if indicator is not None:
            contradicts = key in answers and entry is None
            value = None if contradicts else entry.value if entry else NOT_REPORTED
            figures[term] = figure(value, indicator, term)
        if entry is not None:
            entries[term] = entry
    if not entries:
        return None
    place = next(iter(entries.values())).place
    cells = listed(dict.fromkeys(entry.place.cell for entry in entries.values()))
    texts = {term: _shown(entries.get(term), figures[term]) for term in relation.terms}
    fix = (
        gettext("verificați celula {cells} și corectați-o", cells=cells)
        if len({entry.place for entry in entries.values()}) == 1
        else gettext("verificați celulele {cells} și corectați-o pe cea greșită", cells=cells)
    )
    return broken(relation, weigh(relation, figures), place, texts, fix=and_send_again(fix), department=department)


def _shown(entry: Entry | None, found: Number | Absence) -> str:
    if entry is None or not tidy(entry.value.text) or found is Absence.NOT_GIVEN:
        return gettext("nimic")
    return gettext("„{text}”", text=tidy(entry.value.text))
