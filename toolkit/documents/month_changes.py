"""What has changed since another run, as the monthly report says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.documents.wording import SEVERITY_WORDS
from toolkit.language import counted, gettext
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.plan.spelling import listed, tidy
from toolkit.totals.changes import ChangedTotal, Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRow:
    """One figure that is not what it was."""

    indicator: str
    what: str  # the month, or the semester so far
    then: str
    now: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedTable:
    """The table of the figures that changed, under its labels."""

    column_indicator: str
    column_then: str
    column_now: str
    column_why: str
    rows: tuple[ChangedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPart:
    """The part of the report about another run."""

    heading: str
    lead: str
    forms_heading: str
    forms: tuple[str, ...]
    totals_heading: str
    totals_told: str
    totals: tuple[ChangedTable, ...]  # none where no figure changed
    findings_heading: str
    findings: tuple[str, ...]


def changes_part(changes: Changes, month: Period, institution: Institution) -> ChangesPart:
    """Write what has changed since a run, and what follows from the two manifests about why."""
    return ChangesPart(
        heading=gettext("Ce s-a schimbat față de rularea {run_id}", run_id=changes.run_id),
        lead=_lead(changes),
        forms_heading=gettext("Formulare"),
        forms=tuple(form_lines(changes, institution)) or (gettext("aceleași formulare ca atunci"),),
        totals_heading=gettext("Cifre"),
        totals_told=_totals_told(changes),
        totals=_tables(changes, month, institution),
        findings_heading=gettext("Constatări"),
        findings=tuple(finding_lines(changes, institution)) or (gettext("aceleași constatări ca atunci"),),
    )


def changes_in_short(changes: Changes) -> str:
    """Say in a line how much has changed."""
    if changes.is_nothing:
        return gettext("nimic nu s-a schimbat")
    return listed(
        (
            counted(len(changes.totals), "cifră schimbată", "cifre schimbate"),
            counted(len(changes.new), "constatare nouă", "constatări noi"),
            counted(len(changes.gone), "constatare dispărută", "constatări dispărute"),
        )
    )


def form_lines(changes: Changes, institution: Institution) -> Iterator[str]:
    """Each form that came, changed or went: whose, of which month."""
    for form in changes.forms:
        yield f"{_name(form.department, institution)}, {form.period.text}: {gettext(form.change.value)}"


def changed_rows(changes: Changes, month: Period, institution: Institution) -> Iterator[ChangedRow]:
    """Each figure that changed, then and now, with whose answer it comes from where that follows."""
    for total in changes.totals:
        yield ChangedRow(
            indicator=f"{total.action}.{total.number}",
            what=gettext("de la începutul semestrului") if total.is_so_far else gettext("în această lună"),
            then=tidy(total.then) or gettext("nu era în plan"),
            now=tidy(total.now) or gettext("nu mai este în plan"),
            why=_why(total, changes, month, institution),
        )


def finding_lines(changes: Changes, institution: Institution) -> Iterator[str]:
    """Each new finding and each that is gone."""
    for finding in changes.new:
        yield gettext(
            "nouă – {severity}, {where}: {found}",
            severity=gettext(SEVERITY_WORDS[finding.severity]),
            where=_name(finding.department, institution) or finding.place.file,
            found=tidy(finding.found),
        )
    for said in changes.gone:
        yield gettext(
            "dispărută – {severity}, {where}: {found}",
            severity=gettext(SEVERITY_WORDS[said.severity]),
            where=_name(said.department, institution) or said.file,
            found=tidy(said.found),
        )


def _tables(changes: Changes, month: Period, institution: Institution) -> tuple[ChangedTable, ...]:
    table = ChangedTable(
        column_indicator=gettext("Indicator"),
        column_then=gettext("Atunci"),
        column_now=gettext("Acum"),
        column_why=gettext("De unde"),
        rows=tuple(changed_rows(changes, month, institution)),
    )
    return (table,) if table.rows else ()


def _lead(changes: Changes) -> str:
    if changes.is_nothing:
        return gettext("Nimic nu s-a schimbat: aceleași cifre, din aceleași fișiere.")
    sources = [gettext(source.value) for source in changes.sources]
    forms = [gettext("formularele")] if changes.forms else []
    if not (sources or forms):
        return gettext("Ce a intrat în raport este la fel ca atunci.")
    return gettext("Altfel decât atunci sunt: {sources}.", sources=listed([*forms, *sources]))


def _totals_told(changes: Changes) -> str:
    if not changes.totals:
        return gettext("Nicio cifră nu s-a schimbat.")
    changed = counted(len(changes.totals), "cifră s-a schimbat", "cifre s-au schimbat")
    return f"{changed}."


def _why(total: ChangedTotal, changes: Changes, month: Period, institution: Institution) -> str:
    """Whose form a change comes from; where it comes from none, what else went in otherwise."""
    of_month = {form.department for form in changes.forms if form.period == month}
    names = [_name(department, institution) for department in total.departments if department in of_month]
    if names:
        return listed(names)
    earlier = [_name(form.department, institution) for form in changes.forms if form.period != month]
    if total.is_so_far and earlier:
        return gettext("formulare ale altor luni: {names}", names=listed(dict.fromkeys(earlier)))
    return listed(gettext(source.value) for source in changes.sources)


def _name(department: str, institution: Institution) -> str:
    return institution.department(department).name if department in institution.department_ids else department
