"""The evaluation of a plan: what is claimed of each measure beside what follows from deadline and evidence, and the degree.

One template serves every plan and language: the labels are part of the context.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal

from toolkit.documents.drawing import Bars
from toolkit.documents.letterhead import registration_line
from toolkit.documents.printed_plan import heading_of
from toolkit.documents.sign_off_table import SignOffTable, sign_off_tables
from toolkit.intake.claims import Claim, ClaimedState
from toolkit.intake.plan_inputs import PlanInputs
from toolkit.language import N_, counted, gettext
from toolkit.plan.deadline_wording import explained
from toolkit.plan.plan import Action, Plan, Priority
from toolkit.plan.spelling import listed, printed, printed_day, tidy
from toolkit.totals.contradictions import is_under_way_too_long
from toolkit.totals.evaluation import DerivedState, Evaluation, MeasureState, Proof
from toolkit.totals.implementation import ALL_POINTS_ABOVE, MOST_POINTS, NO_POINTS_BELOW

_CLAIM_WORDS = {
    ClaimedState.IMPLEMENTED: N_("realizată"),
    ClaimedState.PARTIAL: N_("realizată parțial"),
    ClaimedState.NOT_IMPLEMENTED: N_("nerealizată"),
}
_NOT_CLAIMED = N_("nedeclarată")
_WHY_NOT_COUNTED = {
    Proof.IMPOSSIBLE: N_("dovada numește o zi care nu există"),
    Proof.LATER: N_("dovada este de după ziua evaluării"),
    Proof.OLD: N_("dovada este dinaintea perioadei care se verifică"),
}
_COLOURS = {  # that stay apart for colour-blind readers and in grey print (Okabe and Ito)
    DerivedState.IMPLEMENTED: "#009E73",
    DerivedState.UNPROVED: "#56B4E9",
    DerivedState.DOUBTFUL: "#CC79A7",
    DerivedState.PARTIAL: "#F0E442",
    DerivedState.IN_TIME: "#0072B2",
    DerivedState.OVERDUE: "#D55E00",
    DerivedState.UNVERIFIED: "#E69F00",
    DerivedState.NOT_DUE: "#D9D9D9",
    DerivedState.OPEN: "#999999",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label and what stands beside it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """One measure at the date."""

    code: str
    title: str
    responsible: str
    deadline: str  # as printed
    understood: str
    due: str
    claimed: str
    evidence: str
    earlier: str  # what was declared before, the oldest first
    derived: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluatedPart:
    """One priority and its measures."""

    heading: str
    rows: tuple[MeasureRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEvaluation:
    """The whole report, in printing order."""

    property_title: str  # the title property of the file
    watermark: str  # across each page, until the report is signed
    institution: str
    letterhead: tuple[str, ...]
    registration_line: str
    title: str
    plan_title: str
    moment: str  # "Starea la 31.12.2023, …"
    summary_heading: str
    claims: str  # how many measures something was declared of
    summary_label: str
    summary_value: str
    summary: tuple[Label, ...]
    formula: str
    picture_told: str  # the picture of the states in words: its alternative text
    measures_heading: str
    columns: tuple[str, ...]
    parts: tuple[EvaluatedPart, ...]
    not_due_heading: str
    not_due: tuple[str, ...]
    differences_heading: str
    differences: tuple[str, ...]
    sign_off: tuple[SignOffTable, ...]  # one, where somebody signs


def plan_evaluation(inputs: PlanInputs, evaluation: Evaluation, *, registration_number: str) -> PlanEvaluation:
    """Write the whole report in finished strings."""
    institution, plan = inputs.institution, inputs.plan
    title = gettext("Raport de evaluare a planului")
    states = {measure.action.code: measure for measure in evaluation.measures}
    return PlanEvaluation(
        property_title=f"{title}: {printed(plan.title)}",
        watermark=gettext("PROIECT"),
        institution=institution.name,
        letterhead=institution.letterhead,
        registration_line=registration_line(institution, registration_number),
        title=title,
        plan_title=printed(plan.title),
        moment=_moment(evaluation),
        summary_heading=gettext("Gradul de implementare"),
        claims=_claims(evaluation),
        summary_label=gettext("Ce se numără"),
        summary_value=gettext("Câte"),
        summary=tuple(_summary(evaluation, institution.locale)),
        formula=_formula(evaluation, institution.locale),
        picture_told=states_picture(evaluation).told,
        measures_heading=gettext("Starea fiecărei măsuri"),
        columns=(
            gettext("Măsura"),
            gettext("Responsabili"),
            gettext("Termenul, cum e tipărit și cum s-a înțeles"),
            gettext("Scadentă în perioadă"),
            gettext("Declarat de responsabil"),
            gettext("Rezultă din termen și dovadă"),
        ),
        parts=tuple(_part(priority, states, plan) for priority in plan.priorities),
        not_due_heading=gettext("Măsuri care nu se numără ca scadente, cu motivul"),
        not_due=tuple(_not_due(evaluation)) or (gettext("niciuna: toate măsurile sunt scadente"),),
        differences_heading=gettext("Ce s-a declarat altfel decât rezultă din termen și dovadă"),
        differences=tuple(_differences(evaluation)) or (gettext("nicio diferență"),),
        sign_off=sign_off_tables(institution),
    )


def states_picture(evaluation: Evaluation) -> Bars:
    """Draw, per priority, how many measures are in each state that follows from deadline and evidence."""
    states = {measure.action.code: measure.derived for measure in evaluation.measures}
    counts = [Counter(states[action.code] for action in priority.actions) for priority in evaluation.plan.priorities]
    return Bars(
        title=gettext("Starea măsurilor, pe părțile planului"),
        names=[priority.label or priority.code for priority in evaluation.plan.priorities],
        parts=[(gettext(state.value), _COLOURS[state], [count[state] for count in counts]) for state in DerivedState],
    )


def _part(priority: Priority, states: Mapping[str, MeasureState], plan: Plan) -> EvaluatedPart:
    rows = tuple(_row(states[action.code], plan) for action in priority.actions)
    return EvaluatedPart(heading=heading_of(priority), rows=rows)


def _moment(evaluation: Evaluation) -> str:
    first_day, valid_from = evaluation.period.first_day, evaluation.plan.valid_from
    if valid_from > first_day:
        return gettext(
            "Starea măsurilor la {day}; perioada evaluată: {period}; la începutul ei ({first_day}) nu era niciun plan în"
            " vigoare, s-a luat cel în vigoare din {valid_from}",
            day=printed_day(evaluation.on),
            period=evaluation.period.text,
            first_day=printed_day(first_day),
            valid_from=printed_day(valid_from),
        )
    return gettext(
        "Starea măsurilor la {day}; perioada evaluată: {period}; planul în vigoare din {valid_from}",
        day=printed_day(evaluation.on),
        period=evaluation.period.text,
        valid_from=printed_day(valid_from),
    )


def _claims(evaluation: Evaluation) -> str:
    measures = counted(len(evaluation.measures), "măsură", "măsuri")
    if not evaluation.claimed:
        return gettext("Nu s-a declarat nimic despre niciuna din cele {measures}.", measures=measures)
    return gettext("S-a declarat starea la {claimed} din {measures}.", claimed=evaluation.claimed, measures=measures)


def _summary(evaluation: Evaluation, locale: str) -> Iterator[Label]:
    degree = evaluation.degree
    yield Label(label=gettext("Măsuri în plan"), value=str(len(evaluation.measures)))
    yield Label(label=gettext("Scadente până la sfârșitul perioadei"), value=str(evaluation.due))
    yield Label(label=gettext("Realizate în întregime dintre acestea"), value=str(evaluation.implemented))
    yield Label(
        label=gettext("Gradul de implementare"),
        value=gettext("nu se aplică") if degree is None else f"{_decimal(degree.percentage, locale)} %",
    )
    yield Label(
        label=gettext("Puncte, din 15"), value=gettext("nu se aplică") if degree is None else _decimal(degree.points, locale)
    )


def _formula(evaluation: Evaluation, locale: str) -> str:
    degree = evaluation.degree
    if degree is None:
        return gettext("Nicio măsură nu este scadentă până la sfârșitul perioadei, deci gradul nu se aplică.")
    share = gettext(
        "{full} din {due} = {share} %", full=degree.full, due=degree.due, share=_decimal(degree.percentage, locale)
    )
    if degree.exact < NO_POINTS_BELOW:
        return gettext("p = {share}; sub {least} % nu se dau puncte.", share=share, least=NO_POINTS_BELOW)
    if degree.exact > ALL_POINTS_ABOVE:
        return gettext("p = {share}; peste {most} % se dau toate punctele.", share=share, most=ALL_POINTS_ABOVE)
    return gettext(
        "p = {share}; {all} × (p − {least}) ÷ {span} = {points} puncte, cu p nerotunjit.",
        share=share,
        all=MOST_POINTS,
        least=NO_POINTS_BELOW,
        span=ALL_POINTS_ABOVE - NO_POINTS_BELOW,
        points=_decimal(degree.points, locale),
    )


def _row(measure: MeasureState, plan: Plan) -> MeasureRow:
    claim = measure.claim
    return MeasureRow(
        code=measure.action.code,
        title=_title(measure.action, plan),
        responsible="; ".join(printed(name) for name in measure.action.responsible),
        deadline=printed(measure.action.deadline) or "–",
        understood=explained(measure.deadline),
        due=_due(measure),
        claimed=gettext(_NOT_CLAIMED if claim is None else _CLAIM_WORDS[claim.state]),
        evidence="" if claim is None else _evidence(claim),
        earlier="; ".join(
            gettext("înainte: {claimed}, {evidence}", claimed=gettext(_CLAIM_WORDS[c.state]), evidence=_evidence(c))
            for c in measure.earlier
        ),
        derived=gettext(measure.derived.value),
    )


def _evidence(claim: Claim) -> str:
    role = printed(claim.role)
    who = (
        gettext("declarat de: {role}", role=role)
        if claim.date is None
        else gettext("declarat de: {role}, la {day}", role=role, day=printed_day(claim.date))
    )
    return f"{printed(claim.evidence)} ({who})" if claim.evidence else who


def _title(action: Action, plan: Plan) -> str:
    """An action's title without the marks of footnotes, which are not printed here."""
    title = action.title
    for note in plan.footnotes:
        if note.action == action.code:
            title = title.replace(note.mark, "")
    return tidy(title)


def _due(measure: MeasureState) -> str:
    if measure.due_on:
        return listed(printed_day(day) for day in measure.due_on)
    return gettext("înainte de perioadă") if measure.is_due else gettext("nu")


def _not_due(evaluation: Evaluation) -> Iterator[str]:
    codes: dict[str, list[str]] = {}
    for measure in evaluation.measures:
        if not measure.is_due:
            codes.setdefault(measure.why_not_due, []).append(measure.action.code)
    yield from (f"{reason}: {listed(of_reason)}" for reason, of_reason in codes.items())


def _differences(evaluation: Evaluation) -> Iterator[str]:
    for measure in evaluation.measures:
        is_unlike = measure.derived in (DerivedState.UNPROVED, DerivedState.DOUBTFUL) or is_under_way_too_long(measure)
        if measure.claim is not None and is_unlike:
            said = gettext(
                "{code}: declarată „{claimed}”, rezultă „{derived}”",
                code=measure.action.code,
                claimed=gettext(_CLAIM_WORDS[measure.claim.state]),
                derived=gettext(measure.derived.value),
            )
            why = gettext(_WHY_NOT_COUNTED[measure.proof]) if measure.derived is DerivedState.DOUBTFUL else ""
            yield f"{said}: {why}" if why else said


def _decimal(number: Decimal, locale: str) -> str:
    return str(format_decimal(number, "0.00", locale=locale))
