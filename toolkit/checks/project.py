"""What contradicts itself on a project sheet: amounts, the budget, the duration, days. It is printed as stated, and told."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.evidence import impossible_days
from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.project_inputs import ProjectInputs
from toolkit.language import N_, counted, gettext
from toolkit.plan.budget import read_budget
from toolkit.plan.dates_in_text import days_in
from toolkit.plan.money import money_text
from toolkit.plan.printed_plan import SuspectedError
from toolkit.plan.project import WHOLE_PROJECT
from toolkit.plan.spelling import printed_day

_FIELDS = {
    "title": N_("titlul"),
    "general_objective": N_("obiectivul general"),
    "objectives": N_("obiectivele specifice"),
    "text": N_("textul"),
    "deliverables": N_("livrabilele"),
}


def check_project(inputs: ProjectInputs) -> tuple[Finding, ...]:
    """Find unread amounts, lines that do not give the total, impossible and later days, a wrong duration, slips."""
    return (*_amounts(inputs), *_budget(inputs), *_evidence(inputs), *_duration(inputs), *_slips(inputs))


def _amounts(inputs: ProjectInputs) -> Iterator[Finding]:
    budget = read_budget(inputs.project.budget)
    labels = [gettext("totalul"), *(line.label for line in inputs.project.budget.lines)]
    for label, amount in zip(labels, (budget.total, *budget.lines), strict=True):
        if amount.problem:
            yield Finding(
                severity=Severity.ERROR,
                code=Code.AMOUNT_NOT_UNDERSTOOD,
                place=Place(inputs.file, cell=gettext("bugetul, {label}", label=label)),
                found=amount.problem,
                expected=gettext("toate sumele scrise la fel: 358.225,25 sau 358,225.25, cu bani cu tot"),
                fix=amount.fix,
            )


def _budget(inputs: ProjectInputs) -> Iterator[Finding]:
    budget, form = read_budget(inputs.project.budget), inputs.institution.number_format
    if budget.difference and budget.total.value is not None:
        yield Finding(
            severity=Severity.ERROR,
            code=Code.BUDGET_MISMATCH,
            place=Place(inputs.file, cell=gettext("bugetul, {label}", label=gettext("totalul"))),
            found=gettext(
                "totalul {total} {currency}, iar rândurile {of_lines} {currency}: o diferență de {difference} {currency}",
                total=money_text(budget.total.value, form),
                of_lines=money_text(budget.total.value - budget.difference, form),
                difference=money_text(budget.difference, form),
                currency=inputs.institution.currency,
            ),
            expected=gettext("rânduri care dau totalul, la ban"),
            fix=gettext("verificați sumele în contract și corectați-o pe cea greșită"),
        )


def _evidence(inputs: ProjectInputs) -> Iterator[Finding]:
    for delivery in inputs.deliveries.values():
        place = delivery.place_in(inputs.evidence_file)
        yield from impossible_days(delivery.evidence, place)
        named = [day.last for day in days_in(delivery.evidence) if day.last is not None]
        if named and min(named) > inputs.period.last_day:
            yield Finding(
                severity=Severity.WARNING,
                code=Code.EVIDENCE_LATER,
                place=place,
                found=gettext("o dovadă din {day}, de după sfârșitul perioadei", day=printed_day(min(named))),
                expected=gettext("o dovadă de până la {day}", day=printed_day(inputs.period.last_day)),
                fix=gettext("verificați starea de la sfârșitul perioadei; se tipărește cum este declarată"),
            )


def _duration(inputs: ProjectInputs) -> Iterator[Finding]:
    duration, contract = inputs.project.duration, inputs.project.contract
    if duration.months != duration.calendar_months:
        yield Finding(
            severity=Severity.WARNING,
            code=Code.DURATION_MISMATCH,
            place=Place(inputs.file, cell=gettext("durata")),
            found=gettext(
                "{stated} pentru {printed}",
                stated=counted(duration.months, "lună", "luni"),
                printed=duration.printed,
            ),
            expected=gettext(
                "{calendar}, cu prima și ultima; de la semnarea contractului ({day}) sunt {from_contract}",
                calendar=counted(duration.calendar_months, "lună", "luni"),
                day=printed_day(contract.signed_on),
                from_contract=counted(duration.months_from(contract.signed_on), "lună", "luni"),
            ),
            fix=gettext("verificați durata în contract; se tipărește așa cum este declarată"),
        )


def _slips(inputs: ProjectInputs) -> Iterator[Finding]:
    for slip in inputs.project.suspected_errors:
        yield Finding(
            severity=Severity.NOTE,
            code=Code.SUSPECTED_SLIP,
            place=Place(inputs.file, cell=_place_of(slip)),
            found=gettext("„{text}”", text=slip.printed),
            expected=gettext("probabil „{likely}”", likely=slip.likely),
            fix=gettext("nimic: se tipărește cum a fost publicat; corectați întâi textul publicat"),
        )


def _place_of(slip: SuspectedError) -> str:
    """Where a slip stands: in words, or by the key of project.yaml where it is a seldom one."""
    field = gettext(_FIELDS[slip.field]) if slip.field in _FIELDS else slip.field
    if slip.where == WHOLE_PROJECT:
        return field
    return gettext("rezultatul {result}", result=slip.where) + f", {field}"
