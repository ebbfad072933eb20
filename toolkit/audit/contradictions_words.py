"""What cannot be right in a published report, as one table in words."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.audit.contradictions import Contradictions, StatusContradiction, Sureness
from toolkit.documents.tables import Table
from toolkit.language import N_, counted, gettext

_COLUMNS = (
    N_("Unde"),
    N_("După rânduri"),
    N_("Publicat"),
    N_("Explicație"),
    N_("Cât de sigur"),
    N_("Amănunte"),
)


def contradictions_table(found: Contradictions) -> Table:
    """One row for each thing that cannot be right: totals, states, one quantity with two values, done without a report."""
    rows = (*_totals(found), *_statuses(found), *_two_values(found), *_done_without_report(found))
    return Table(name="contradictions", columns=tuple(map(gettext, _COLUMNS)), rows=rows)


def contradictions_count(found: Contradictions) -> str:
    """Count them, and how many have an explanation."""
    explained = [one for one in found.totals if one.sureness is not Sureness.NONE]
    return gettext(
        "totaluri care nu se potrivesc: {totals}, din care explicate: {explained}; stadii: {statuses};"
        " aceeași cantitate cu două valori: {two_values}; declarate realizate fără raport: {done}",
        totals=len(found.totals),
        explained=len(explained),
        statuses=len(found.statuses),
        two_values=len(found.two_values),
        done=len(found.done_without_report),
    )


def _totals(found: Contradictions) -> Iterator[tuple[str, ...]]:
    for one in found.totals:
        said = (gettext(one.explanation.value), gettext(one.sureness.value))
        yield (one.indicator, one.computed, one.published or gettext("nimic"), *said, one.detail)


def _statuses(found: Contradictions) -> Iterator[tuple[str, ...]]:
    for one in found.statuses:
        where = gettext("stadiul acțiunii {action}", action=one.action)
        asked = gettext("planul întreabă {asked}", asked=counted(one.asked, "subdiviziune", "subdiviziuni"))
        yield (where, _counts(one.computed), _counts(one.published), gettext(one.explanation.value), _sure(one), asked)


def _sure(one: StatusContradiction) -> str:
    return gettext((Sureness.NONE if one.explanation.name == "UNEXPLAINED" else Sureness.PROBABLE).value)


def _two_values(found: Contradictions) -> Iterator[tuple[str, ...]]:
    for one in found.two_values:
        where, published = " / ".join(one.indicators), " / ".join(one.published)
        yield (where, "", published, gettext("aceeași cantitate cu două valori"), gettext("probabil"), one.text)


def _done_without_report(found: Contradictions) -> Iterator[tuple[str, ...]]:
    for one in found.done_without_report:
        asked = counted(one.asked, "subdiviziune", "subdiviziuni")
        why = (
            gettext("indicator la care nimeni nu a raportat, într-o acțiune publicată ca realizată de toți cei întrebați")
            if one.is_of_all
            else gettext(
                "indicator la care nimeni nu a raportat, într-o acțiune publicată ca realizată de {done}, fără nicio"
                " restanță, deși planul întreabă {asked}",
                done=counted(one.published[0], "subdiviziune", "subdiviziuni"),
                asked=asked,
            )
        )
        detail = gettext("stadiul publicat: {counts}; planul întreabă {asked}", counts=_counts(one.published), asked=asked)
        sure = Sureness.CERTAIN if one.is_of_all else Sureness.PROBABLE
        yield (one.indicator, "-", "", why, gettext(sure.value), detail)


def _counts(counts: tuple[int | None, ...]) -> str:
    return " / ".join("–" if count is None else str(count) for count in counts)
