"""One cell of a table: what in it cannot be read, and its text as it enters a submission."""

from __future__ import annotations

from toolkit.intake.cleaning import clean
from toolkit.intake.finding import Code, Finding, Severity, and_send_again
from toolkit.intake.grid import Grid, address
from toolkit.language import counted, gettext
from toolkit.plan.spelling import tidy

_LONGEST_QUOTE = 80


def quoted(text: str) -> str:
    """Quote what stands in a cell, on one line and not at length."""
    text = tidy(text)
    return gettext("„{text}”", text=text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…")


def find_cell_error(grid: Grid, row: int, column: int) -> Finding | None:
    """Name an error or a formula without a stored value, both of which a reader would take for a blank cell."""
    cell = address(row, column)
    error = grid.scan.errors.get((row, column))
    if error is not None:
        return Finding(
            severity=Severity.ERROR,
            code=Code.CELL_ERROR,
            place=grid.place(row, column),
            found=gettext("eroarea Excel {error}", error=error),
            expected=gettext("o valoare"),
            fix=and_send_again(gettext("scrieți valoarea în celula {cell} în locul formulei", cell=cell)),
        )
    if (row, column) in grid.scan.formulas_without_value:
        return Finding(
            severity=Severity.ERROR,
            code=Code.FORMULA_WITHOUT_VALUE,
            place=grid.place(row, column),
            found=gettext("o formulă al cărei rezultat nu este păstrat în fișier"),
            expected=gettext("o valoare"),
            fix=and_send_again(gettext("scrieți valoarea în celula {cell} în locul formulei", cell=cell)),
        )
    return None


def read_text(grid: Grid, row: int, column: int, findings: list[Finding]) -> str:
    """Give a cell's text without what cannot be printed, which is told in `findings`."""
    text, removed = clean(grid.text(row, column))
    if removed:
        found, fix = gettext("caractere care nu se pot tipări"), gettext("caracterele au fost scoase")
        if removed == 1:
            found, fix = gettext("caracter care nu se poate tipări"), gettext("caracterul a fost scos")
        findings.append(
            Finding(
                severity=Severity.WARNING,
                code=Code.TEXT_CLEANED,
                place=grid.place(row, column),
                found=counted(removed, found, found),
                expected=gettext("un text obișnuit"),
                fix=gettext("{fix}; verificați textul din celula {cell}", fix=fix, cell=address(row, column)),
            )
        )
    return text
