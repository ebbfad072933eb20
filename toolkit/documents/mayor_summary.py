"""The page for the mayor: what was reported, what is missing, what does not agree, what is to be done."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.intake.finding import Finding, Severity
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.intake.value import Kind
from toolkit.language import counted, gettext, nouns
from toolkit.plan.spelling import listed
from toolkit.totals.comparison import Verdict
from toolkit.totals.figures import Figures
from toolkit.totals.status import DepartmentState


def mayor_summary(inputs: PeriodInputs, figures: Figures, findings: Sequence[Finding]) -> str:
    """Write one page of Markdown, from the figures alone."""
    lines = [
        f"# {inputs.institution.name} – {inputs.period.text}",
        f"**{inputs.plan.title}.** {inputs.plan.decision}".rstrip(),
        "",
        gettext("## Pe scurt"),
        *_who_reported(inputs, figures),
        *_figures(figures),
        *_findings(findings),
        "",
        gettext("## Stadiul pe priorități"),
        gettext("| Prioritatea | Acțiuni | Indicatori cu o cifră sau o stare | Răspunsuri întregi | Parțiale | Lipsă |"),
        "|---|---:|---:|---:|---:|---:|",
        *_priorities(inputs, figures),
        "",
        gettext("## De făcut înainte de semnare"),
        *_to_do(inputs, figures, findings),
    ]
    return "\n".join(lines)


def _late(inputs: PeriodInputs) -> list[str]:
    """The departments of which no form was read."""
    read = {submission.department for submission in inputs.submissions}
    return [department.name for department in inputs.institution.departments if department.id not in read]


def _who_reported(inputs: PeriodInputs, figures: Figures) -> list[str]:
    departments, late = len(inputs.institution.departments), _late(inputs)
    absent = gettext("; nu s-a citit niciun formular de la {late}", late=listed(late)) if late else ""
    states = [state for line in figures.statuses for _, state in line.status.states]
    full, some, none = (sum(1 for given in states if given is state) for state in DepartmentState)
    owed = counted(len(states), "răspuns", "răspunsuri")
    return [
        gettext(
            "- Au trimis formularul **{returned} din {departments}** subdiviziuni{absent}.",
            returned=departments - len(late),
            departments=departments,
            absent=absent,
        ),
        gettext(
            "- Planul cere {owed} (subdiviziune × acțiune): **{full} întregi**, {some} parțiale, {none} lipsă.",
            owed=owed,
            full=full,
            some=some,
            none=none,
        ),
    ]


def _figures(figures: Figures) -> list[str]:
    totals = len(figures.totals)
    silent = sum(1 for line in figures.totals if line.total.value.kind in (Kind.NOT_REPORTED, Kind.NOT_AVAILABLE))
    not_applicable = sum(1 for line in figures.totals if line.total.value.kind is Kind.NOT_APPLICABLE)
    without = [
        gettext("{silent} fără răspuns", silent=silent) if silent else "",
        gettext("{not_applicable} „Nu este cazul”", not_applicable=not_applicable) if not_applicable else "",
    ]
    rest = f"; {listed(filter(None, without))}" if any(without) else ""
    lines = [
        gettext(
            "- Au un total **{answered} din {totals}** indicatori{rest}.",
            answered=totals - silent - not_applicable,
            totals=totals,
            rest=rest,
        )
    ]
    published = sum(1 for line in figures.totals if line.comparison.verdict is not Verdict.UNPUBLISHED)
    if published:
        lines.append(
            gettext(
                "- Din {published}, **{count}** nu rezultă din rândurile subdiviziunilor.",
                published=counted(published, "total publicat", "totaluri publicate"),
                count=len(figures.differing),
            )
        )
    adjusted = sum(1 for line in figures.totals if line.is_adjusted)
    if adjusted:
        printed = counted(adjusted, "total este tipărit", "totaluri sunt tipărite")
        lines.append(gettext("- {printed} altfel decât reiese din calcul, cu asterisc și notă sub tabel.", printed=printed))
    return lines


def _findings(findings: Sequence[Finding]) -> list[str]:
    words = {
        Severity.ERROR: nouns("eroare", "erori"),
        Severity.WARNING: nouns("avertisment", "avertismente"),
        Severity.NOTE: nouns("notă", "note"),
    }
    counts = [
        counted(sum(1 for finding in findings if finding.severity is severity), *forms) for severity, forms in words.items()
    ]
    return [gettext("- Verificarea răspunsurilor a dat {counts}.", counts=listed(counts))]


def _priorities(inputs: PeriodInputs, figures: Figures) -> list[str]:
    rows = []
    for priority in inputs.plan.priorities:
        lines = [line for action in priority.actions for line in figures.by_action[action.code]]
        answered = sum(1 for line in lines if line.total.value.is_answer)
        states = [state for action in priority.actions for _, state in figures.status_of[action.code].states]
        counts = " | ".join(str(sum(1 for given in states if given is state)) for state in DepartmentState)
        rows.append(
            gettext(
                "| {priority}. {title} | {actions} | {answered} din {indicators} | {counts} |",
                priority=priority.code,
                title=priority.title,
                actions=len(priority.actions),
                answered=answered,
                indicators=len(lines),
                counts=counts,
            )
        )
    return rows


def _to_do(inputs: PeriodInputs, figures: Figures, findings: Sequence[Finding]) -> list[str]:
    errors = sum(1 for finding in findings if finding.severity is Severity.ERROR)
    steps = []
    if errors:
        steps.append(
            gettext(
                "corectați {errors} din lista de constatări: cu erori raportul nu se semnează",
                errors=counted(errors, "eroare", "erori"),
            )
        )
    if late := _late(inputs):
        steps.append(gettext("cereți formularul de la {late}", late=listed(late)))
    warnings = sum(1 for finding in findings if finding.severity is Severity.WARNING)
    if warnings:
        number = counted(warnings, "avertisment", "avertismente")
        steps.append(gettext("priviți {number}: ce lipsește și ce nu a intrat în totaluri", number=number))
    unexplained = sum(1 for line in figures.differing if not line.is_adjusted)
    if unexplained:
        differing = counted(unexplained, "total care diferă", "totaluri care diferă")
        steps.append(gettext("hotărâți ce se tipărește la {differing} de raportul publicat", differing=differing))
    steps.append(gettext("citiți raportul Word, scrieți numărul de înregistrare și treceți la semnare"))
    return [f"{position}. {step[0].upper()}{step[1:]}." for position, step in enumerate(steps, 1)]
