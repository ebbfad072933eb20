"""One long text that many cells share does not fill the memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from form_builder import form, read, repacked, with_part

from toolkit.intake.finding import Code
from toolkit.intake.screening.prescreen import screen
from toolkit.intake.screening.refusal import RefusedFileError

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
END = b"</sheetData>"


def _with_long_text(workbook: bytes, cells: int) -> bytes:
    """A form with one more text of 30,000 characters, which so many cells share."""

    def change(name: str, part: bytes) -> bytes:
        if name == TEXTS:
            return part.replace(b"</sst>", b"<si><t>" + b"a" * 30_000 + b"</t></si></sst>")
        if name == SHEET:
            rows = "".join(f'<row r="{row}"><c r="T{row}" t="s"><v>{last}</v></c></row>' for row in range(50, 50 + cells))
            return part.replace(END, rows.encode() + END)
        return part

    texts = repacked(workbook, lambda name, part: part)
    last = _count(texts)
    return repacked(texts, change)


def _count(workbook: bytes) -> int:
    found = 0

    def count(name: str, part: bytes) -> bytes:
        nonlocal found
        found += part.count(b"<si>") if name == TEXTS else 0
        return part

    repacked(workbook, count)
    return found


def test_a_long_text_in_many_cells_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedFileError) as caught:
        screen(_with_long_text(form(tmp_path), 200))
    assert caught.value.code is Code.FILE_SUSPICIOUS
    assert caught.value.found == "celule cu peste jumătate de milion de caractere în total"


def test_a_long_text_in_few_of_many_cells_is_no_concern(tmp_path: Path) -> None:
    """The longest text times all cells would be too much; what the cells really name is not."""
    many = "".join(f'<row r="{row}"><c r="T{row}" t="s"><v> 0 </v></c></row>' for row in range(400, 1_000)).encode()
    content = with_part(_with_long_text(form(tmp_path), 10), SHEET, END, many + END)
    assert read(content).findings == ()
