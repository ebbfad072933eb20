"""The receipt that a sender gets for one file: what came, what became of it, and what must be corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel.dates import format_date

from toolkit.errors import message
from toolkit.intake.finding import Finding, Severity
from toolkit.intake.forms.asked import asked_by_department
from toolkit.intake.received.recognise import Received
from toolkit.intake.received.register import RegisterEntry, State
from toolkit.language import counted, gettext
from toolkit.plan.institution import Institution
from toolkit.plan.plan import Plan
from toolkit.plan.spelling import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A file that arrived, and the line of the register about it."""

    received: Received
    entry: RegisterEntry
    superseded: tuple[RegisterEntry, ...] = ()  # what it took the place of; without a file that lay there unregistered
    is_new: bool = True  # whether the line was entered for it now; else nothing has changed
    counts: bool = True  # whether reports read it now


def receipt_of(decided: Decided, institution: Institution, plan: Plan) -> str:
    """Write the receipt, in the language in use."""
    received = decided.received
    name = name_of(received.department, institution) or gettext("nu s-a recunoscut")
    period = f"{received.period} ({received.period.text})" if received.period else ""
    lines = [
        gettext("Confirmare de primire"),
        "",
        gettext("Instituția: {name}", name=institution.name),
        gettext("Subdiviziunea: {name}", name=name),
        gettext("Perioada: {period}", period=period or gettext("nu s-a recunoscut")),
        gettext("Fișierul: {file}", file=received.name),
        f"SHA-256: {received.sha256}",
        gettext("Primit la: {day}", day=format_date(decided.entry.date, "long", institution.locale)),
        "",
        outcome_of(decided),
        *_counted(decided, institution, plan),
        *_to_correct(received.findings),
    ]
    if institution.contact:
        lines += ["", gettext("Întrebări: {contact}", contact=institution.contact)]
    return "\n".join(lines) + "\n"


def name_of(department: str, institution: Institution) -> str:
    """Give a department's name; its id, where the institution has it no longer."""
    names = {known.id: known.name for known in institution.departments}
    return names.get(department, department)


def outcome_of(decided: Decided) -> str:
    """Say in a sentence what became of a file."""
    entry = decided.entry
    if entry.state is State.RETURNED:
        if decided.received.may_be_kept:
            return gettext("Întors: nu se ia în seamă până nu este corectat.")
        return gettext("Întors: nu se ia în seamă până nu este corectat; nu s-a păstrat nicio copie a lui, numai SHA-256.")
    if not decided.is_new:
        since = gettext("Aceiași octeți au fost primiți la {day}; nu s-a schimbat nimic", day=f"{entry.date:%d.%m.%Y}")
        return f"{since}." if decided.counts else gettext("{since}: de atunci a sosit altul, care contează.", since=since)
    if not decided.counts:
        return gettext("Acceptat, dar contează cel primit mai târziu.")
    if entry.supersedes:
        return gettext("Acceptat; înlocuiește {before}.", before=listed(_before(decided)))
    return gettext("Acceptat.")


def _before(decided: Decided) -> list[str]:
    """What a return took the place of, as its sender knows it."""
    names = [
        gettext("„{file}”, primit la {day}", file=before.file, day=f"{before.date:%d.%m.%Y}")
        for before in decided.superseded
    ]
    others = len(decided.entry.supersedes) - len(names)
    return [*names, *([gettext("ce era în dosarul perioadei")] if others else [])]


def _counted(decided: Decided, institution: Institution, plan: Plan) -> list[str]:
    """How much of what was asked is answered."""
    received, submission = decided.received, decided.received.submission
    if submission is None or not received.is_accepted:
        return []
    rows = asked_by_department(plan, institution)[received.department]
    asked = {(row.action.code, row.number) for row in rows}
    answered = {(entry.action, entry.indicator) for entry in submission.entries if entry.value.is_answer}
    narratives = counted(len(submission.narratives), "descriere", "descrieri")
    told = gettext(
        "Conține răspunsuri la {answered} din {asked} și {narratives}.",
        answered=len(answered & asked),
        asked=counted(len(asked), "indicator cerut", "indicatori ceruți"),
        narratives=narratives,
    )
    return [told]


def _to_correct(findings: Sequence[Finding]) -> list[str]:
    parts: list[str] = []
    for heading, severity in (
        (gettext("De corectat:"), Severity.ERROR),
        (gettext("De privit:"), Severity.WARNING),
        (gettext("De știut:"), Severity.NOTE),
    ):
        found = [finding for finding in findings if finding.severity is severity]
        if found:
            parts += ["", heading]
        parts += [f"\n{message(finding.place, finding.found, finding.expected, finding.fix)}" for finding in found]
    return parts
