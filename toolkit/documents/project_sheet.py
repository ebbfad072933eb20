"""The project sheet: what a district hall publishes about a project with outside funding. The layout is ours.

One template serves every language: the labels are part of the context.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from toolkit.documents.letterhead import registration_line
from toolkit.documents.sign_off_table import SignOffTable, sign_off_tables
from toolkit.intake.project_inputs import Delivery, DeliveryState, ProjectInputs
from toolkit.language import N_, counted, gettext
from toolkit.plan.amount import Amount
from toolkit.plan.budget import ReadBudget, read_budget
from toolkit.plan.institution import NumberFormat
from toolkit.plan.money import money_text
from toolkit.plan.project import Stage
from toolkit.plan.spelling import printed, printed_day

DELIVERY_WORDS = {
    DeliveryState.DELIVERED: N_("livrat"),
    DeliveryState.UNDER_WAY: N_("în curs"),
    DeliveryState.MISSING: N_("lipsă"),
}
NOT_DECLARED = N_("nedeclarat")
_STAGE_WORDS = {Stage.IMPLEMENTED: N_("proiect implementat"), Stage.UNDER_WAY: N_("proiect în implementare")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One row of the table that identifies the project."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliverable:
    """One deliverable, its state, and the evidence with who declared it."""

    number: str  # "3.2": the second of result 3
    label: str  # "Livrabil:"
    text: str
    state: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPart:
    """One result; its own state is empty where its deliverables have theirs."""

    number: str
    text: str
    state: str
    evidence: str
    deliverables: tuple[Deliverable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRow:
    """One line of the budget."""

    label: str
    amount: str
    share: str  # of the total, in percent


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """What a table is called, and what is told of it to those who do not see it."""

    caption: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectSheet:
    """The whole sheet, in printing order."""

    property_title: str  # the title property of the file
    watermark: str  # across each page, until the sheet is signed
    institution: str
    letterhead: tuple[str, ...]
    registration_line: str
    heading: str
    title: str
    facts_heading: str
    facts_table: TableWords
    fact_label: str
    fact_value_label: str
    facts: tuple[Fact, ...]
    general_objective_heading: str
    general_objective: str
    objectives_heading: str
    objectives: tuple[str, ...]
    results_heading: str
    results_table: TableWords
    number_label: str
    result_label: str
    state_label: str  # "Starea la 31.12.2023"
    evidence_label: str
    results: tuple[ResultPart, ...]
    budget_heading: str
    budget_table: TableWords
    source_label: str
    amount_label: str  # "Suma (lei)"
    share_label: str
    budget: tuple[BudgetRow, ...]
    total_label: str
    total: str
    total_share: str
    budget_check: str
    sign_off: tuple[SignOffTable, ...]  # one, where somebody signs


def project_sheet(inputs: ProjectInputs, *, registration_number: str) -> ProjectSheet:
    """Write the whole sheet in finished strings; nothing is said of a delivery that nobody declared."""
    institution, project = inputs.institution, inputs.project
    budget = read_budget(project.budget)
    form = institution.number_format
    return ProjectSheet(
        property_title=gettext("Fișa proiectului {name}", name=project.name),
        watermark=gettext("PROIECT"),
        institution=institution.name,
        letterhead=institution.letterhead,
        registration_line=registration_line(institution, registration_number),
        heading=gettext("Fișa proiectului"),
        title=printed(project.title),
        facts_heading=gettext("Date de identificare"),
        facts_table=TableWords(
            caption=gettext("Datele proiectului"),
            told=gettext("Datele de identificare ale proiectului: denumirea și valoarea fiecăreia."),
        ),
        fact_label=gettext("Rubrica"),
        fact_value_label=gettext("Conținutul"),
        facts=tuple(_facts(inputs)),
        general_objective_heading=gettext("Obiectivul general"),
        general_objective=printed(project.general_objective),
        objectives_heading=gettext("Obiectivele specifice"),
        objectives=tuple(
            gettext("Obiectiv specific {number}: {text}", number=number, text=printed(text))
            for number, text in enumerate(project.objectives, 1)
        ),
        results_heading=gettext("Rezultatele și livrabilele"),
        results_table=TableWords(
            caption=gettext("Rezultatele proiectului"),
            told=gettext("Rezultatele proiectului cu livrabilele lor, starea fiecăruia și dovada."),
        ),
        number_label=gettext("Nr."),
        result_label=gettext("Rezultat și livrabile"),
        state_label=gettext("Starea la {day}", day=printed_day(inputs.period.last_day)),
        evidence_label=gettext("Dovada"),
        results=tuple(_results(inputs)),
        budget_heading=gettext("Bugetul"),
        budget_table=TableWords(
            caption=gettext("Bugetul proiectului"),
            told=gettext("Sursele de finanțare, suma și partea fiecăreia; ultimul rând este totalul."),
        ),
        source_label=gettext("Sursa"),
        amount_label=gettext("Suma ({currency})", currency=institution.currency),
        share_label=gettext("Partea din total"),
        budget=tuple(
            BudgetRow(label=printed(line.label), amount=_money(amount, form), share=share)
            for line, amount, share in zip(project.budget.lines, budget.lines, _shares(budget), strict=True)
        ),
        total_label=gettext("Total"),
        total=_money(budget.total, form),
        total_share="100,00 %" if _has_shares(budget) else "–",
        budget_check=_budget_check(budget, form, institution.currency),
        sign_off=sign_off_tables(institution),
    )


def delivery_counts(inputs: ProjectInputs) -> dict[str, int]:
    """How many deliverables (and results without any) are in each state, in the words of the sheet."""
    counts = {gettext(word): 0 for word in (*DELIVERY_WORDS.values(), NOT_DECLARED)}
    for result in _results(inputs):
        for state in [deliverable.state for deliverable in result.deliverables] or [result.state]:
            counts[state] += 1
    return counts


def _facts(inputs: ProjectInputs) -> Iterator[Fact]:
    project = inputs.project
    contract = project.contract
    yield Fact(label=gettext("Beneficiar"), value=printed(project.beneficiary))
    if project.partner:
        yield Fact(label=gettext("Partener"), value=printed(project.partner))
    signed = gettext(
        "nr. {number} din {day}, semnat cu {authority}",
        number=contract.number,
        day=printed_day(contract.signed_on),
        authority=printed(contract.authority),
    )
    yield Fact(label=gettext("Contract de finanțare"), value=signed)
    for code in project.codes:
        yield Fact(label=gettext("Cod {label}", label=code.label), value=code.code)
    months = counted(project.duration.months, "lună", "luni")
    yield Fact(label=gettext("Perioada de implementare"), value=f"{printed(project.duration.printed)} ({months})")
    yield Fact(label=gettext("Stadiul"), value=gettext(_STAGE_WORDS[project.status]))
    yield Fact(label=gettext("Programul"), value=printed(project.programme))
    if project.fund:
        yield Fact(label=gettext("Fondul"), value=printed(project.fund))
    if project.priority_axis:
        yield Fact(label=gettext("Axa prioritară"), value=printed(project.priority_axis))


def _results(inputs: ProjectInputs) -> Iterator[ResultPart]:
    for number, result in enumerate(inputs.project.results, 1):
        own = inputs.deliveries.get((number, None))
        yield ResultPart(
            number=f"{number}.",
            text=printed(result.text),
            state="" if result.deliverables else _state(own),
            evidence=_evidence(own),
            deliverables=tuple(
                Deliverable(
                    number=f"{number}.{place}",
                    label=gettext("Livrabil:"),
                    text=printed(text),
                    state=_state(inputs.deliveries.get((number, place))),
                    evidence=_evidence(inputs.deliveries.get((number, place))),
                )
                for place, text in enumerate(result.deliverables, 1)
            ),
        )


def _state(delivery: Delivery | None) -> str:
    return gettext(NOT_DECLARED if delivery is None else DELIVERY_WORDS[delivery.state])


def _evidence(delivery: Delivery | None) -> str:
    if delivery is None:
        return ""
    who = gettext("declarat de: {role}", role=printed(delivery.role))
    return f"{printed(delivery.evidence)} ({who})" if delivery.evidence else who


def _budget_check(budget: ReadBudget, form: NumberFormat, currency: str) -> str:
    if budget.difference is None:
        return gettext("Totalul nu se poate verifica: nu toate sumele se pot citi.")
    of_lines = money_text(budget.sum_of_lines or Decimal(0), form)
    if budget.difference:
        return gettext(
            "Rândurile dau {of_lines} {currency}, nu totalul tipărit; diferența este de {difference} {currency}.",
            of_lines=of_lines,
            difference=money_text(budget.difference, form),
            currency=currency,
        )
    return gettext("Verificat: rândurile dau totalul, {of_lines} {currency}, la ban.", of_lines=of_lines, currency=currency)


def _has_shares(budget: ReadBudget) -> bool:
    return budget.difference == 0 and bool(budget.total.value)


def _shares(budget: ReadBudget) -> tuple[str, ...]:
    """The share of each line, in hundredths of a percent that give 100 together: the largest remainders are rounded up.

    Where the lines do not give the total, there is no share to speak of.
    """
    if not _has_shares(budget):
        return ("–",) * len(budget.lines)
    values = [line.value for line in budget.lines if line.value is not None]
    exact = [value * 10000 / sum(values) for value in values]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: shares[place] - exact[place])
    for place in by_remainder[: 10000 - sum(shares)]:
        shares[place] += 1
    return tuple(f"{share // 100},{share % 100:02d} %" for share in shares)


def _money(amount: Amount, form: NumberFormat) -> str:
    return amount.printed if amount.value is None else money_text(amount.value, form)
