"""Answers that are not of the kind or unit asked for, twice the same answer, and answers that nobody asked for."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.checks.fit import Misfit, fit, units_not_named
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.submission import Entry, Narrative, Submission
from toolkit.intake.value import Kind
from toolkit.language import N_, gettext
from toolkit.plan.institution import Institution
from toolkit.plan.plan import Indicator, IndicatorKind, Plan, asked_departments
from toolkit.plan.rule import OverDepartments
from toolkit.plan.spelling import listed, tidy

_KIND_WORDS = {
    IndicatorKind.COUNT: N_("un număr"),
    IndicatorKind.MONEY: N_("o sumă de bani"),
    IndicatorKind.PERCENTAGE: N_("un procent cu numărătorul și numitorul lui, de exemplu „9 din 20”"),
    IndicatorKind.STATUS: N_("o stare, de exemplu „Realizat”, „În proces” sau „Nerealizat”"),
    IndicatorKind.COMPOUND: N_("mai multe numere, fiecare cu unitatea lui"),
    IndicatorKind.TEXT: N_("un text"),
}


def find_misfits(submission: Submission, plan: Plan) -> list[Finding]:
    """Find values that are not of the indicator's kind or unit: they stay out of the total, wholly or in part."""
    findings = []
    for entry in submission.entries:
        indicator = plan.indicator(entry.action, entry.indicator)
        if indicator is None or entry.value.kind in (Kind.NOT_REPORTED, Kind.NOT_APPLICABLE, Kind.NOT_AVAILABLE, Kind.TEXT):
            continue
        if indicator.rule.lead not in ("", submission.department):
            continue  # another department answers for all
        misfit = fit(entry.value, indicator).misfit
        if misfit is Misfit.NO_PARTS or _lacks_parts(entry, indicator):
            findings.append(_without_parts(submission.department, entry, indicator))
        elif misfit is not None:
            findings.append(_misfit(submission.department, entry, indicator, misfit))
        unsaid = [unit.few for unit in units_not_named(entry.value, indicator)]
        if unsaid and misfit in (None, Misfit.PART):
            findings.append(_half(submission.department, entry, listed(unsaid)))
    return findings


def find_repeated(submissions: Sequence[Submission]) -> list[Finding]:
    """Find entries and narratives that one department returned in two files.

    Entries that contradict each other enter no total; narratives are printed one after the other.
    """
    entries: dict[tuple[str, str, int], Entry] = {}
    narratives: dict[tuple[str, str], Narrative] = {}
    findings = []
    for submission in sorted(submissions, key=lambda s: s.file):
        department = submission.department
        for entry in submission.entries:
            if not entry.value.is_answer:
                continue  # two files that complete each other leave each other's cells blank
            first = entries.setdefault((department, entry.action, entry.indicator), entry)
            if first.place.file != entry.place.file:
                found = gettext(
                    "„{value}”, iar în {place}: „{first}”",
                    value=tidy(entry.value.text),
                    place=first.place,
                    first=tidy(first.value.text),
                )
                findings.append(_repeated(Code.DUPLICATE_ENTRY, department, entry, found))
        for narrative in submission.narratives:
            told = narratives.setdefault((department, narrative.action), narrative)
            if told.place.file != narrative.place.file and narrative.text.strip():
                found = gettext(
                    "descrierea acțiunii {action}, care stă și în {place}", action=narrative.action, place=told.place
                )
                findings.append(_repeated(Code.DUPLICATE_NARRATIVE, department, narrative, found))
    return findings


def find_unasked(submission: Submission, plan: Plan, institution: Institution) -> list[Finding]:
    """Note, per action, what a department answered though the plan does not ask it; the figures count all the same."""
    findings = []
    for action in plan.actions:
        unasked = [
            entry
            for entry in submission.entries
            if entry.action == action.code
            and entry.value.is_answer
            and 1 <= entry.indicator <= len(action.indicators)
            and submission.department not in asked_departments(action, action.indicators[entry.indicator - 1], institution)
        ]
        if unasked:
            numbers = listed(f"{action.code}.{entry.indicator}" for entry in unasked)
            findings.append(
                Finding(
                    severity=Severity.NOTE,
                    code=Code.NOT_ASKED,
                    department=submission.department,
                    action=action.code,
                    indicator=unasked[0].indicator if len(unasked) == 1 else None,
                    place=unasked[0].place,
                    found=gettext("răspuns la {numbers}, pe care planul nu îl cere acestei subdiviziuni", numbers=numbers)
                    if len(unasked) == 1
                    else gettext("răspunsuri la {numbers}, pe care planul nu le cere acestei subdiviziuni", numbers=numbers),
                    expected=gettext("răspunsuri de la subdiviziunile întrebate"),
                    fix=gettext("nimic, dacă răspunsul este bun; altfel adăugați subdiviziunea în plan, la „asked”"),
                )
            )
    return findings


def _repeated(code: Code, department: str, again: Entry | Narrative, found: str) -> Finding:
    indicator = again.indicator if isinstance(again, Entry) else None
    what = (
        gettext("acțiunea {action} descrisă", action=again.action)
        if indicator is None
        else gettext("indicatorul {action}.{indicator}", action=again.action, indicator=indicator)
    )
    return Finding(
        severity=Severity.ERROR,
        code=code,
        department=department,
        action=again.action,
        indicator=indicator,
        place=again.place,
        found=found,
        expected=gettext("{what} o singură dată de la aceeași subdiviziune", what=what),
        fix=gettext("păstrați în dosar numai fișierul valabil și rulați din nou"),
    )


def _half(department: str, entry: Entry, unsaid: str) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code=Code.WRONG_UNIT,
        department=department,
        action=entry.action,
        indicator=entry.indicator,
        place=entry.place,
        found=gettext("„{value}”, fără {unsaid}", value=tidy(entry.value.text), unsaid=unsaid),
        expected=gettext(
            "{kind}, pentru indicatorul {action}.{indicator}",
            kind=gettext(_KIND_WORDS[IndicatorKind.COMPOUND]),
            action=entry.action,
            indicator=entry.indicator,
        ),
        fix=gettext(
            "cereți subdiviziunii și numărul de {unsaid} pentru celula {cell}; până atunci lipsește din total",
            unsaid=unsaid,
            cell=entry.place.cell,
        ),
    )


def _lacks_parts(entry: Entry, indicator: Indicator) -> bool:
    """Whether a percentage that enters its total could not be made again over several periods."""
    is_percentage = indicator.kind is IndicatorKind.PERCENTAGE and entry.value.kind is Kind.PERCENTAGE
    return is_percentage and entry.value.numerator is None


def _without_parts(department: str, entry: Entry, indicator: Indicator) -> Finding:
    enters = indicator.rule.departments is not OverDepartments.SUM
    return Finding(
        severity=Severity.WARNING,
        code=Code.PERCENTAGE_WITHOUT_PARTS,
        department=department,
        action=entry.action,
        indicator=entry.indicator,
        place=entry.place,
        found=gettext("„{text}”", text=tidy(entry.value.text)),
        expected=gettext(
            "{kind}{in_units}, pentru indicatorul {action}.{indicator}",
            kind=gettext(_KIND_WORDS[IndicatorKind.PERCENTAGE]),
            in_units="",
            action=entry.action,
            indicator=entry.indicator,
        ),
        fix=gettext("cereți subdiviziunii din câte este; fără părți, procentul nu se poate face pe mai multe perioade")
        if enters
        else gettext(
            "cereți subdiviziunii valoarea potrivită pentru celula {cell}; până atunci nu intră în total",
            cell=entry.place.cell,
        ),
    )


def _misfit(department: str, entry: Entry, indicator: Indicator, misfit: Misfit) -> Finding:
    units = listed(unit.few for unit in indicator.all_units)
    in_units = gettext(", în {units}", units=units) if units and indicator.kind is IndicatorKind.COUNT else ""
    is_unit = misfit in (Misfit.UNIT, Misfit.PART)
    expected = gettext(
        "{kind}{in_units}, pentru indicatorul {action}.{indicator}",
        kind=gettext(_KIND_WORDS[indicator.kind]),
        in_units=in_units,
        action=entry.action,
        indicator=entry.indicator,
    )
    if misfit is Misfit.PART:
        fix = gettext(
            "nimic, dacă este bine ca în total să intre numai partea în {units}; altfel rescrieți celula", units=units
        )
    elif misfit is Misfit.UNIT:
        fix = gettext(
            "corectați celula {cell} sau adăugați unitatea ca sinonim în plan; până atunci nu intră în total",
            cell=entry.place.cell,
        )
    else:
        fix = gettext(
            "cereți subdiviziunii valoarea potrivită pentru celula {cell}; până atunci nu intră în total",
            cell=entry.place.cell,
        )
    return Finding(
        severity=Severity.NOTE if misfit is Misfit.PART else Severity.WARNING,
        code=Code.WRONG_UNIT if is_unit else Code.WRONG_KIND,
        department=department,
        action=entry.action,
        indicator=entry.indicator,
        place=entry.place,
        found=gettext("„{text}”", text=tidy(entry.value.text)),
        expected=expected,
        fix=fix,
    )
