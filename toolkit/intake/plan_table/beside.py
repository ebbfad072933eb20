"""What stands beside the measures of a plan: the tables in which it is approved and signed, and rows of totals."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.intake.plan_table.headers import Header, is_about, plan_words, read_header
from toolkit.intake.plan_table.items import code_alone, code_and_title
from toolkit.intake.plan_table.rows import Row
from toolkit.plan.printed_plan import ColumnField


def tables_beside(rows: Sequence[Row]) -> frozenset[int]:
    """The tables of a document that are not the plan: without its header and codes, before it, narrow, or for signing."""
    tables: dict[int, list[Row]] = {}
    for row in rows:
        if row.table:
            tables.setdefault(row.table, []).append(row)
    headers = {number: header for number, table in tables.items() if (header := _width_of_header(table))}
    if not headers:
        return frozenset()
    return frozenset(
        number
        for number, table in tables.items()
        if number not in headers
        and not any(_begins_with_code(row) for row in table)
        and (number < min(headers) or 2 * _width(table) <= max(headers.values()) or _is_for_signing(table[0]))
    )


def is_total(row: Row, header: Header) -> bool:
    """Whether a row adds up those above it: "TOTAL", "Total general"; what has a deadline is a measure."""
    first = " ".join(row.cells[row.filled[0]])
    deadline = header.position(ColumnField.DEADLINE)
    if deadline is not None and row.cell(deadline) and deadline != row.filled[0]:
        return False
    return first[:1].isupper() and is_about(first, plan_words().totals)


def _width_of_header(table: Sequence[Row]) -> int:
    return max((sum(map(bool, header.labels)) for row in table if (header := read_header(row)) is not None), default=0)


def _width(table: Sequence[Row]) -> int:
    return max(len(row.cells) for row in table)


def _begins_with_code(row: Row) -> bool:
    first = " ".join(row.cells[row.filled[0]])
    return bool(code_alone(first) or code_and_title(first)[0])


def _is_for_signing(row: Row) -> bool:
    return any(is_about(" ".join(cell), plan_words().signing) for cell in row.cells if cell)
