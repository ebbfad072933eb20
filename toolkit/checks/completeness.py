"""Who has not answered what the plan asks: by action and department."""

from __future__ import annotations

from toolkit.checks.answered import answered_numbers, asked_numbers
from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.language import counted, gettext
from toolkit.plan.institution import Department
from toolkit.plan.plan import Action
from toolkit.plan.spelling import listed


def find_missing(inputs: PeriodInputs) -> list[Finding]:
    """Find departments that returned nothing, and, per action and department, the entries that were left unanswered."""
    files: dict[str, str] = {}
    for submission in inputs.submissions:
        files.setdefault(submission.department, submission.file)
    answered = answered_numbers(inputs.submissions)
    asked = [(action, asked_numbers(action, inputs.institution)) for action in inputs.plan.actions]
    findings = []
    for department in inputs.institution.departments:
        of_department = [(action, numbers[department.id]) for action, numbers in asked if department.id in numbers]
        if department.id not in files and of_department:
            findings.append(_missing_department(department, inputs.folder, len(of_department)))
        for action, numbers in of_department if department.id in files else ():
            missing = sorted(numbers - answered.get((department.id, action.code), set()))
            if missing:
                findings.append(_missing_entries(department.id, files[department.id], action, missing, len(numbers)))
    return findings


def _missing_department(department: Department, folder: str, actions: int) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code=Code.MISSING_DEPARTMENT,
        department=department.id,
        place=Place(folder),
        found=gettext("niciun formular citit de la {department}", department=department.name),
        expected=gettext("formularul ei, cu răspunsuri la {actions}", actions=counted(actions, "acțiune", "acțiuni")),
        fix=gettext("cereți formularul; până atunci răspunsurile ei lipsesc din totaluri"),
    )


def _missing_entries(department: str, file: str, action: Action, missing: list[int], asked: int) -> Finding:
    numbers = listed(f"{action.code}.{number}" for number in missing)
    return Finding(
        severity=Severity.WARNING,
        code=Code.MISSING_ENTRIES,
        department=department,
        action=action.code,
        indicator=missing[0] if len(missing) == 1 else None,
        place=Place(file),
        found=gettext("fără răspuns la {numbers}", numbers=numbers),
        expected=gettext(
            "răspuns la {asked} din acțiunea {action}", asked=counted(asked, "indicator", "indicatori"), action=action.code
        ),
        fix=gettext("cereți valoarea; 0 înseamnă zero, „Nu este cazul” înseamnă că indicatorul nu privește subdiviziunea"),
    )
