"""What the office itself has left open: parts of the report that nobody wrote, a plan that was not yet in force."""

from __future__ import annotations

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.language import gettext
from toolkit.plan.spelling import listed


def find_unwritten_sections(inputs: PeriodInputs) -> list[Finding]:
    """Find the sections that people write and that would be printed empty."""
    written = inputs.sections
    parts = {
        gettext("summary (I. Rezumatul executiv)"): written.summary,
        gettext("risks (III. Riscuri)"): written.risks.lead or written.risks.items,
        gettext("proposals (IV. Propuneri)"): written.proposals.lead or written.proposals.items,
    }
    empty = [name for name, content in parts.items() if not content]
    if not empty:
        return []
    return [
        Finding(
            severity=Severity.WARNING,
            code=Code.MISSING_SECTIONS,
            place=Place(f"{inputs.folder}/sections.yaml"),
            found=gettext("fără text la {empty}", empty=listed(empty)),
            expected=gettext("un text la fiecare parte a raportului pe care o scriu oamenii"),
            fix=gettext("scrieți textul în sections.yaml; „Nu sunt propuneri.” este și el un text"),
        )
    ]


def find_plan_not_in_force(inputs: PeriodInputs) -> list[Finding]:
    """Find a plan that came into force only after the period."""
    if inputs.plan.valid_from <= inputs.period.last_day:
        return []
    return [
        Finding(
            severity=Severity.WARNING,
            code=Code.PLAN_NOT_IN_FORCE,
            place=Place(f"{inputs.folder.rpartition('/')[0]}/plan.yaml"),
            found=gettext(
                "valid_from: {valid_from}, după încheierea perioadei ({period})",
                valid_from=inputs.plan.valid_from,
                period=inputs.period.text,
            ),
            expected=gettext("un plan în vigoare cel târziu la {last_day}", last_day=inputs.period.last_day),
            fix=gettext("verificați data sau folosiți planul care era în vigoare în această perioadă"),
        )
    ]
