"""What is said of a row of a plan's table: that it was not read, joined to the one above, or does not fit its header."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.language import counted, gettext
from toolkit.plan.spelling import shown


def row_not_read(place: Place, text: str, severity: Severity) -> Finding:
    """A row of a table, or a line beside it, that is not in the imported plan."""
    if severity is Severity.NOTE:
        expected = gettext("un titlu, un obiectiv, o măsură sau data planului; rândul nu a intrat în plan")
    else:
        expected = gettext("o măsură sau un obiectiv; rândul nu a intrat în plan")
    return Finding(
        severity=severity,
        code=Code.PLAN_ROW_NOT_READ,
        place=place,
        found=gettext("„{text}”", text=shown(text)),
        expected=expected,
        fix=gettext("dacă rândul ține de plan, scrieți-l în planul importat"),
    )


def row_of_totals(place: Place, text: str) -> Finding:
    """A row that adds up those above it."""
    return Finding(
        severity=Severity.WARNING,
        code=Code.PLAN_ROW_NOT_READ,
        place=place,
        found=gettext("„{text}”", text=shown(text)),
        expected=gettext("o măsură sau un obiectiv; rândul este un total și nu a intrat în plan"),
        fix=gettext("dacă rândul este o măsură, scrieți-o în planul importat"),
    )


def row_joined(place: Place, text: str, above: str, doubtful: Iterable[str]) -> Finding:
    """A row that was taken for the end of the measure above; the hyphen in a doubtful word may be no part of it."""
    fix = gettext("verificați textele acestei măsuri în planul importat")
    for word in doubtful:
        fix = gettext(
            "{fix}; scrieți „{word}” fără liniuță dacă ea este numai de la capătul rândului", fix=fix, word=shown(word)
        )
    return Finding(
        severity=Severity.WARNING,
        code=Code.PLAN_ROW_JOINED,
        place=place,
        found=gettext("un rând fără cod, „{text}”", text=shown(text)),
        expected=gettext("o măsură; rândul a fost socotit urmarea celei de dinainte, „{text}”", text=shown(above)),
        fix=fix,
    )


def row_short(place: Place, cells: int, wanted: int) -> Finding:
    """A row that has fewer cells than its header."""
    return Finding(
        severity=Severity.WARNING,
        code=Code.PLAN_ROW_SHORT,
        place=place,
        found=gettext("un rând cu {cells}", cells=counted(cells, "celulă", "celule")),
        expected=gettext("{cells}, câte are antetul", cells=counted(wanted, "celulă", "celule")),
        fix=gettext("verificați în planul importat la ce coloană ține fiecare text al măsurii"),
    )


def under_no_column(place: Place, text: str) -> Finding:
    """A text above which no name of a column stands."""
    return Finding(
        severity=Severity.WARNING,
        code=Code.PLAN_COLUMN_UNKNOWN,
        place=place,
        found=gettext("„{text}”, într-o coloană fără nume", text=shown(text)),
        expected=gettext("un nume în antet deasupra textului; textul nu a intrat în plan"),
        fix=gettext("dați coloanei un nume și importați din nou"),
    )
