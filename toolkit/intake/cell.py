"""One cell of a table: what in it cannot be read, and its text as it enters a submission."""

from __future__ import annotations

from toolkit.intake.cleaning import clean
from toolkit.intake.finding import SEND_AGAIN, Code, Finding, Severity
from toolkit.intake.grid import Grid, address
from toolkit.language import counted
from toolkit.plan.spelling import tidy

_LONGEST_QUOTE = 80


def quoted(text: str) -> str:
    """Quote what stands in a cell, on one line and not at length."""
    text = tidy(text)
    return f"„{text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + '…'}”"


def find_cell_error(grid: Grid, row: int, column: int) -> Finding | None:
    """Name an error or a formula without a stored value, both of which a reader would take for a blank cell."""
    cell = address(row, column)
    error = grid.scan.errors.get((row, column))
    if error is not None:
        return Finding(
            severity=Severity.ERROR,
            code=Code.CELL_ERROR,
            place=grid.place(row, column),
            found=f"eroarea Excel {error}",
            expected="o valoare",
            fix=f"scrieți valoarea în celula {cell} în locul formulei, {SEND_AGAIN}",
        )
    if (row, column) in grid.scan.formulas_without_value:
        return Finding(
            severity=Severity.ERROR,
            code=Code.FORMULA_WITHOUT_VALUE,
            place=grid.place(row, column),
            found="o formulă al cărei rezultat nu este păstrat în fișier",
            expected="o valoare",
            fix=f"scrieți valoarea în celula {cell} în locul formulei, {SEND_AGAIN}",
        )
    return None


def read_text(grid: Grid, row: int, column: int, findings: list[Finding]) -> str:
    """Give a cell's text without what cannot be printed, which is told in `findings`."""
    text, removed = clean(grid.text(row, column))
    if removed:
        found, fix = "caractere care nu se pot tipări", "caracterele au fost scoase"
        if removed == 1:
            found, fix = "caracter care nu se poate tipări", "caracterul a fost scos"
        findings.append(
            Finding(
                severity=Severity.WARNING,
                code=Code.TEXT_CLEANED,
                place=grid.place(row, column),
                found=counted(removed, found, found),
                expected="un text obișnuit",
                fix=f"{fix}; verificați textul din celula {address(row, column)}",
            )
        )
    return text
