"""What does not agree in what was declared about a plan's measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from toolkit.checks.evidence import impossible_days
from toolkit.intake.claims import Claim, ClaimedState, place_of_claim
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.language import gettext


def check_claims(claims: Mapping[str, Sequence[Claim]], file: str) -> tuple[Finding, ...]:
    """Find days that do not exist, and measures declared implemented without any evidence: they do not count as such."""
    impossible = [
        finding
        for code, of_measure in claims.items()
        for claim in of_measure
        for finding in impossible_days(claim.evidence, place_of_claim(code, file), code)
    ]
    return (*impossible, *_without_evidence([of_measure[-1] for of_measure in claims.values()], file))


def _without_evidence(claims: Sequence[Claim], file: str) -> Iterator[Finding]:
    for claim in claims:
        if claim.state is ClaimedState.IMPLEMENTED and not claim.evidence:
            yield Finding(
                severity=Severity.WARNING,
                code=Code.CLAIM_WITHOUT_EVIDENCE,
                action=claim.measure,
                place=place_of_claim(claim.measure, file),
                found=gettext("declarată realizată de „{role}”, fără dovadă", role=claim.role),
                expected=gettext("documentul, numărul și data care arată că măsura este realizată"),
                fix=gettext("scrieți dovada la „evidence”; până atunci măsura nu se numără ca realizată"),
            )
