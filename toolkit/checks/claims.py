"""What does not agree in what was declared about a plan's measures."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.errors import Place
from toolkit.intake.claims import Claim, ClaimedState
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.language import gettext


def check_claims(claims: Mapping[str, Claim], file: str) -> tuple[Finding, ...]:
    """Find measures that are declared implemented without any evidence: they do not count as such."""
    return tuple(
        Finding(
            severity=Severity.WARNING,
            code=Code.CLAIM_WITHOUT_EVIDENCE,
            action=claim.measure,
            place=Place(file, cell=gettext("măsura {code}", code=claim.measure)),
            found=gettext("declarată realizată de „{role}”, fără dovadă", role=claim.role),
            expected=gettext("documentul, numărul și data care arată că măsura este realizată"),
            fix=gettext("scrieți dovada la „evidence”; până atunci măsura nu se numără ca realizată"),
        )
        for claim in claims.values()
        if claim.state is ClaimedState.IMPLEMENTED and not claim.evidence
    )
