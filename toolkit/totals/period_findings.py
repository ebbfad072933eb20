"""What a person must know about months that were composed: which lack, and which speak of what is said elsewhere too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.period_inputs import MissingMonths, PeriodInputs
from toolkit.intake.submission import Narrative
from toolkit.language import gettext
from toolkit.plan.period import Period, months_named
from toolkit.plan.spelling import listed, tidy
from toolkit.totals.part_answers import Overlap


def about_overlaps(overlaps: Sequence[Overlap], department: str) -> list[Finding]:
    """Findings about one action's entries of which the shorter periods speak too, of each that they contradict apart."""
    findings = [_contradicted(overlap, department) for overlap in overlaps if not overlap.is_same]
    same = [overlap for overlap in overlaps if overlap.is_same]
    if same:
        first = same[0].counted
        numbers = listed(f"{overlap.counted.action}.{overlap.counted.indicator}" for overlap in same)
        findings.append(
            Finding(
                severity=Severity.NOTE,
                code=Code.MONTHS_NOT_COUNTED,
                department=department,
                action=first.action,
                indicator=first.indicator if len(same) == 1 else None,
                place=first.place,
                found=gettext("{numbers}, cu aceleași valori și în formularele perioadelor mai scurte", numbers=numbers),
                expected=gettext("fiecare valoare o singură dată"),
                fix=gettext("nimic: se ia valoarea din acest formular, iar celelalte nu se mai adaugă"),
            )
        )
    return findings


def about_descriptions(narratives: Mapping[Period, Sequence[Narrative]], department: str) -> list[Finding]:
    """Findings about descriptions of shorter periods that are not printed, because the longer one has its own."""
    findings = []
    for period, found in narratives.items():
        within = [shorter for shorter in narratives if period.holds(shorter)]
        if within and not any(longer.holds(period) for longer in narratives):
            findings.append(
                Finding(
                    severity=Severity.NOTE,
                    code=Code.MONTHS_NOT_COUNTED,
                    department=department,
                    action=found[0].action,
                    place=found[0].place,
                    found=gettext(
                        "descrierea acțiunii {action}, care stă și în formularele pentru {periods}",
                        action=found[0].action,
                        periods=listed(map(str, within)),
                    ),
                    expected=gettext("o singură descriere pentru aceeași perioadă"),
                    fix=gettext("nimic, dacă această descriere le cuprinde pe toate; numai ea se tipărește"),
                )
            )
    return findings


def about_missing_months(missing: Sequence[MissingMonths], file: str, inputs: PeriodInputs) -> list[Finding]:
    """Findings about one department's months: those of which no form was read, and, per action, figures that lack some."""
    findings = []
    by_action: dict[str, list[MissingMonths]] = {}
    for months in missing:
        by_action.setdefault(months.action, []).append(months)
    for action, found in by_action.items():
        if action:
            findings.append(_without_figure(action, found, file))
        else:
            findings.append(_without_form(found[0], inputs))
    return findings


def _contradicted(overlap: Overlap, department: str) -> Finding:
    entry = overlap.counted
    return Finding(
        severity=Severity.WARNING,
        code=Code.MONTHS_NOT_COUNTED,
        department=department,
        action=entry.action,
        indicator=entry.indicator,
        place=entry.place,
        found=gettext(
            "„{value}”, iar din formularele perioadelor mai scurte rezultă „{others}”",
            value=tidy(entry.value.text),
            others=tidy(overlap.others.value.text),
        ),
        expected=gettext(
            "aceeași valoare la indicatorul {action}.{indicator}", action=entry.action, indicator=entry.indicator
        ),
        fix=gettext("lămuriți care valoare este bună; până atunci se ia cea pentru {period}", period=overlap.period),
    )


def _without_form(missing: MissingMonths, inputs: PeriodInputs) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code=Code.MISSING_MONTHS,
        department=missing.department,
        place=Place(inputs.folder.rpartition("/")[0]),
        found=gettext(
            "niciun formular de la {department} pentru {months}",
            department=inputs.institution.department(missing.department).name,
            months=months_named(missing.months),
        ),
        expected=gettext("câte un formular pentru fiecare lună"),
        fix=gettext("cereți formularele; până atunci lunile acestea lipsesc din totaluri, fără să fie estimate"),
    )


def _without_figure(action: str, missing: Sequence[MissingMonths], file: str) -> Finding:
    by_months: dict[tuple[Period, ...], list[str]] = {}
    for found in missing:
        by_months.setdefault(found.months, []).append(f"{action}.{found.indicator}")
    said = [f"{listed(numbers)} ({months_named(months)})" for months, numbers in by_months.items()]
    return Finding(
        severity=Severity.WARNING,
        code=Code.MISSING_MONTHS,
        department=missing[0].department,
        action=action,
        indicator=missing[0].indicator if len(missing) == 1 else None,
        place=Place(file),
        found=gettext("luni fără răspuns la {said}", said="; ".join(said)),
        expected=gettext("un răspuns pentru fiecare lună"),
        fix=gettext("cereți valorile; 0 înseamnă zero, iar o lună fără răspuns lipsește din total și nu se estimează"),
    )
