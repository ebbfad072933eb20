"""What a department wrote about each action."""

from __future__ import annotations

from dataclasses import replace

from toolkit.intake.cell import find_cell_error, read_text
from toolkit.intake.duplicate import duplicate
from toolkit.intake.finding import Code, Finding, Severity, and_send_again
from toolkit.intake.grid import Grid, address
from toolkit.intake.header_row import HeaderRow
from toolkit.intake.layout import MOST_NARRATIVE, Column
from toolkit.intake.row_code import RowCodes
from toolkit.intake.submission import Narrative
from toolkit.language import counted, gettext
from toolkit.plan.plan import Plan


def read_narratives(grid: Grid, header: HeaderRow, plan: Plan) -> tuple[tuple[Narrative, ...], list[Finding]]:
    """Read every description; two different ones of the same action are both left out, with a finding."""
    codes = RowCodes(plan, grid, header)
    column = header.column(Column.NARRATIVE)
    narratives: dict[str, Narrative] = {}
    contradicted: set[str] = set()
    findings: list[Finding] = []
    for row in range(header.first_row, len(grid.rows)):
        if grid.is_blank(row, column):
            continue
        errors = [find_cell_error(grid, row, header.column(label)) for label in (Column.ACTION, Column.NARRATIVE)]
        if any(errors):
            findings.extend(error for error in errors if error is not None)
            continue
        action = codes.action(row)
        if isinstance(action, Finding):
            findings.append(action)
            continue
        about_cell: list[Finding] = []
        text = read_text(grid, row, column, about_cell)
        if len(text) > MOST_NARRATIVE:
            about_cell.append(_too_long(grid, row, column, len(text)))
        findings.extend(replace(finding, action=action) for finding in about_cell)
        narrative = Narrative(action=action, text=text, place=grid.place(row, column))
        first = narratives.setdefault(action, narrative)
        if first is not narrative:
            is_same = first.text.split() == text.split()
            outcome = (
                gettext("textele sunt aceleași și se ia unul") if is_same else gettext("textele diferă și nu se ia niciunul")
            )
            findings.append(duplicate(first, narrative, outcome))
            if not is_same:
                contradicted.add(action)
    return tuple(narrative for action, narrative in narratives.items() if action not in contradicted), findings


def _too_long(grid: Grid, row: int, column: int, length: int) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code=Code.NARRATIVE_LONG,
        place=grid.place(row, column),
        found=gettext("o descriere de {count}", count=counted(length, "caracter", "caractere")),
        expected=gettext("cel mult {most} de caractere", most=MOST_NARRATIVE),
        fix=and_send_again(gettext("scurtați textul din celula {cell}", cell=address(row, column))),
    )
