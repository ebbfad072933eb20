"""The largest forms that are not refused are read in the time that a person waits."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from form_builder import form, read, repacked

from toolkit.intake.grid import address

MOST_SECONDS = 20
SHEET = "xl/worksheets/sheet1.xml"


def _rows_of_one_indicator() -> Iterator[str]:
    """Each contradicts all that stand before it."""
    for row in range(20, 15_000):
        code = f'<c r="A{row}" t="inlineStr"><is><t>1.1</t></is></c>'
        yield f'<row r="{row}">{code}<c r="B{row}"><v>1</v></c><c r="F{row}"><v>{row}</v></c></row>'


def _numbers_everywhere() -> Iterator[str]:
    for row in range(19, 1_499):
        cells = "".join(f'<c r="{address(row, column)}"><v>{row}.{column}</v></c>' for column in range(200))
        yield f'<row r="{row + 1}">{cells}</row>'


@pytest.mark.parametrize("rows", [_rows_of_one_indicator, _numbers_everywhere])
def test_a_sheet_as_full_as_it_may_be_is_read_in_time(tmp_path: Path, rows: object) -> None:
    assert callable(rows)
    more = "".join(rows()).encode()

    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"</sheetData>", more + b"</sheetData>") if name == SHEET else part

    content = repacked(form(tmp_path), change)
    started = time.monotonic()
    reading = read(content)
    assert time.monotonic() - started < MOST_SECONDS
    assert reading.findings
