"""What the secretariat has accepted of the findings, and what of it does not stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.errors import Place
from toolkit.intake.acceptances import ACCEPTED_FILE, Acceptance
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.language import gettext


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedFinding:
    """A finding that is no longer open, with the reason and the role of who accepted it."""

    finding: Finding
    acceptance: Acceptance


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The findings that are open, and those that were accepted."""

    findings: tuple[Finding, ...]
    accepted: tuple[AcceptedFinding, ...]


def with_acceptances(findings: Sequence[Finding], inputs: PeriodInputs) -> Checked:
    """Take the accepted findings from the open ones, and add what is wrong with the acceptances. No error is accepted."""
    file = f"{inputs.folder}/{ACCEPTED_FILE}"
    open_findings = list(findings)
    accepted: list[AcceptedFinding] = []
    about_file: list[Finding] = []
    for acceptance in inputs.acceptances.accepted:
        meant = [finding for finding in open_findings if acceptance.is_about(finding)]
        errors = [finding for finding in meant if finding.severity is Severity.ERROR]
        about_file += [_of_error(acceptance, file)] if errors else [] if meant else [_unused(acceptance, file)]
        for finding in meant:
            if finding.severity is not Severity.ERROR:
                open_findings.remove(finding)
                accepted.append(AcceptedFinding(finding=finding, acceptance=acceptance))
    about_file += [_accepted_before(acceptance, inputs) for acceptance in inputs.earlier.accepted.accepted]
    return Checked(findings=(*open_findings, *about_file), accepted=tuple(accepted))


def _unused(acceptance: Acceptance, file: str) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code=Code.ACCEPTANCE_UNUSED,
        place=Place(file, cell=acceptance.subject),
        found=gettext("o acceptare căreia nu îi corespunde nicio constatare deschisă"),
        expected=gettext("codul, subdiviziunea, acțiunea și indicatorul sau locul unei constatări din această perioadă"),
        fix=gettext("corectați acceptarea după findings.csv sau ștergeți-o"),
        department=acceptance.department,
        action=acceptance.action,
        indicator=acceptance.indicator,
    )


def _of_error(acceptance: Acceptance, file: str) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code=Code.ACCEPTANCE_OF_ERROR,
        place=Place(file, cell=acceptance.subject),
        found=gettext("o eroare acceptată; ea rămâne deschisă"),
        expected=gettext("acceptări de avertismente și de note; o eroare se corectează"),
        fix=gettext("cereți corectarea și ștergeți acceptarea"),
        department=acceptance.department,
        action=acceptance.action,
        indicator=acceptance.indicator,
    )


def _accepted_before(acceptance: Acceptance, inputs: PeriodInputs) -> Finding:
    return Finding(
        severity=Severity.NOTE,
        code=Code.ACCEPTED_BEFORE,
        place=Place(inputs.earlier.accepted_file, cell=acceptance.subject),
        found=gettext(
            "acceptat în {period} de „{role}”: {reason}",
            period=inputs.earlier.periods[-1].period.text,
            role=acceptance.role,
            reason=acceptance.reason,
        ),
        expected=gettext("o privire: ce s-a acceptat atunci este bine și în această perioadă?"),
        fix=gettext("nimic, dacă s-a îndreptat; altfel acceptați din nou, cu motiv, în accepted.yaml al perioadei"),
        department=acceptance.department,
        action=acceptance.action,
        indicator=acceptance.indicator,
    )
