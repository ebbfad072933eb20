"""Who has not answered what the plan asks: by action and department."""

from __future__ import annotations

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.plan.institution import Institution
from toolkit.plan.plan import Action, asked_departments
from toolkit.plan.spelling import listed
from toolkit.plan.unit import counted


def find_missing(inputs: PeriodInputs) -> list[Finding]:
    """Find departments that returned nothing, and, per action and department, the entries that were left unanswered."""
    files: dict[str, str] = {}
    answered: dict[tuple[str, str], set[int]] = {}
    for submission in inputs.submissions:
        files.setdefault(submission.department, submission.file)
        for entry in submission.entries:
            if entry.value.is_answer:
                answered.setdefault((submission.department, entry.action), set()).add(entry.indicator)
    findings = []
    for department in inputs.institution.departments:
        asked = [(action, _asked_of(department.id, action, inputs.institution)) for action in inputs.plan.actions]
        if department.id not in files and any(numbers for _, numbers in asked):
            actions = counted(sum(1 for _, numbers in asked if numbers), "acțiune", "acțiuni")
            findings.append(
                Finding(
                    severity=Severity.WARNING,
                    code=Code.MISSING_DEPARTMENT,
                    department=department.id,
                    place=Place(inputs.folder),
                    found=f"niciun fișier de la {department.name}",
                    expected=f"formularul ei, cu răspunsuri la {actions}",
                    fix="cereți formularul; până atunci răspunsurile ei lipsesc din totaluri",
                )
            )
        for action, numbers in asked if department.id in files else ():
            missing = sorted(numbers - answered.get((department.id, action.code), set()))
            if missing:
                findings.append(_missing_entries(department.id, files[department.id], action, missing, len(numbers)))
    return findings


def _asked_of(department: str, action: Action, institution: Institution) -> set[int]:
    return {n for n, indicator in action.numbered() if department in asked_departments(action, indicator, institution)}


def _missing_entries(department: str, file: str, action: Action, missing: list[int], asked: int) -> Finding:
    numbers = listed(f"{action.code}.{number}" for number in missing)
    return Finding(
        severity=Severity.WARNING,
        code=Code.MISSING_ENTRIES,
        department=department,
        action=action.code,
        indicator=missing[0] if len(missing) == 1 else None,
        place=Place(file),
        found=f"fără răspuns la {numbers}",
        expected=f"răspuns la {counted(asked, 'indicator', 'indicatori')} din acțiunea {action.code}",
        fix="cereți valoarea; 0 înseamnă zero, „Nu este cazul” înseamnă că indicatorul nu privește subdiviziunea",
    )
