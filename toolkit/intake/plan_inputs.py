"""What a document about a plan is made from: the institution, and the version of its plan that was in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.office_reading import read_model, refuse_personal_codes
from toolkit.language import gettext
from toolkit.plan.deadline_text import read_deadline
from toolkit.plan.institution import Institution
from toolkit.plan.plan import Plan, check_departments
from toolkit.plan.versions import check_versions, first_plan, plan_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInputs:
    """An institution and one version of its plan."""

    institution: Institution
    plan: Plan
    file: str  # of the plan: "inputs/baltati/plan.yaml"
    reading_findings: tuple[Finding, ...]


def read_plan(files: Mapping[str, bytes], institution_id: str, day: date) -> PlanInputs:
    """Read the institution, and the version of its plan that was in force on a day.

    Before the first version came into force, the first one is taken, and a finding says so. `OfficeFileError` where a file
    must be corrected.
    """
    home = f"inputs/{institution_id}"
    paths = sorted(path for path in files if path.startswith(f"{home}/plan") and path.count("/") == 2)
    refuse_personal_codes(files, (f"{home}/institution.yaml", *paths))
    institution = read_model(files, f"{home}/institution.yaml", Institution)
    plans = {path: read_model(files, path, Plan) for path in paths or [f"{home}/plan.yaml"]}
    check_versions(plans)
    for path, plan in plans.items():
        check_departments(plan, institution, path)
    in_force = plan_in_force(plans, day)
    file = in_force or first_plan(plans)
    findings = _no_longer_in_force(plans[file], file, day) if in_force else [_not_in_force(plans[file], file, day)]
    return PlanInputs(institution=institution, plan=plans[file], file=file, reading_findings=tuple(findings))


def _no_longer_in_force(plan: Plan, file: str, day: date) -> Iterator[Finding]:
    """A plan that says for which time it is ("януари – декември 2018г."), and that time has passed."""
    ends = read_deadline(plan.period).last
    if ends is not None and ends < day:
        yield Finding(
            severity=Severity.WARNING,
            code=Code.PLAN_NOT_IN_FORCE,
            place=Place(file),
            found=gettext("un plan pentru „{period}”", period=plan.period),
            expected=gettext("un plan în vigoare la {day}", day=day),
            fix=gettext("verificați data sau adăugați versiunea care era în vigoare atunci"),
        )


def _not_in_force(plan: Plan, file: str, day: date) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code=Code.PLAN_NOT_IN_FORCE,
        place=Place(file),
        found=gettext("valid_from: {valid_from}, după {day}", valid_from=plan.valid_from, day=day),
        expected=gettext("un plan în vigoare la {day}; s-a luat prima versiune a planului", day=day),
        fix=gettext("verificați data sau adăugați versiunea care era în vigoare atunci"),
    )
