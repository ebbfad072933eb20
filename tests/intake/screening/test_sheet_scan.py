"""One pass over a sheet's XML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.intake.finding import Code
from toolkit.intake.grid import address
from toolkit.intake.screening.refusal import RefusedFileError
from toolkit.intake.screening.sheet_scan import SheetScan, percent_styles, scan_book, scan_sheet
from toolkit.intake.screening.xml_part import check_part


def _scan(cells: str, percent: frozenset[str] = frozenset()) -> SheetScan:
    return scan_sheet([f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode()], percent)


def test_error_cells_are_noted_with_the_error_that_excel_shows() -> None:
    scan = _scan(
        '<row r="3"><c r="B3" t="e"><v>#N/A</v></c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D3" t="e"/></row>'
    )
    assert scan.errors == {(2, 1): "#N/A", (2, 2): "#DIV/0!"}


@pytest.mark.parametrize(
    ("cell", "is_without_value"),
    [
        ("<f>A1</f>", True),
        ("<f>A1</f><v></v>", True),
        ("<f>A1</f><v/>", True),
        ("<f>A1</f><v>0</v>", False),
        ("<v>0</v>", False),
    ],
)
def test_a_formula_without_a_stored_value_is_noted(cell: str, is_without_value: bool) -> None:
    scan = _scan(f'<row r="1"><c r="A1">{cell}</c><c r="B1"><v>7</v></c></row>')
    assert scan.formulas_without_value == ({(0, 0): "=A1"} if is_without_value else {})


def test_a_formula_whose_result_is_an_empty_text_has_a_value() -> None:
    assert _scan('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row>').formulas_without_value == {}


def test_numbers_in_a_percent_format_are_noted_also_when_computed() -> None:
    cells = (
        '<row r="1"><c r="A1" s="4"><v>0.4</v></c><c r="B1" s="4"><f>1/2</f><v>0.5</v></c><c r="C1" s="1"><v>1</v></c></row>'
    )
    assert _scan(cells, frozenset({"4"})).percents == {(0, 0), (0, 1)}


def test_cells_without_an_address_follow_one_another() -> None:
    cells = '<row><c><v>1</v></c><c/><c t="e"><v>#N/A</v></c></row><row r="5"><c r="D5"/><c t="e"><v>#REF!</v></c></row>'
    assert _scan(cells).errors == {(0, 2): "#N/A", (4, 4): "#REF!"}


@given(row=st.integers(0, 19_999), column=st.integers(0, 199))
def test_the_area_reaches_to_the_last_cell_with_content(row: int, column: int) -> None:
    scan = _scan(f'<row r="{row + 1}"><c r="{address(row, column)}"><v>1</v></c><c r="XFD{row + 1}" s="1"/></row>')
    assert scan.area == (row + 1) * (column + 1)


def test_merged_cells_are_noted_and_single_ones_are_not() -> None:
    merged = '<mergeCells><mergeCell ref="A1:B3"/><mergeCell ref="C1"/></mergeCells>'
    scan = scan_sheet([f"<worksheet><sheetData/>{merged}</worksheet>".encode()], frozenset())
    assert scan.merged == (((0, 0), (2, 1)),)


@given(cut=st.integers(1, 60))
def test_how_the_part_is_streamed_makes_no_difference(cut: int) -> None:
    part = b'<worksheet><sheetData><row r="1"><c r="A1" t="e"><v>#DIV/0!</v></c></row></sheetData></worksheet>'
    assert scan_sheet([part[:cut], part[cut:]], frozenset()).errors == {(0, 0): "#DIV/0!"}


def test_a_document_type_is_refused_before_its_entities_are_used() -> None:
    part = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>'
    with pytest.raises(RefusedFileError, match="DTD"):
        scan_sheet([part], frozenset())


def test_percent_styles_are_told_by_number_and_by_their_own_formats() -> None:
    styles = (
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%"/>'
        '<numFmt numFmtId="165" formatCode="0&quot; %&quot;"/>'
        '</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'
    )
    assert percent_styles([styles.encode()]) == {"1", "2"}


def test_the_book_lists_its_sheets_whatever_the_prefix() -> None:
    book = (
        '<x:workbook xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:rel="r"><x:sheets>'
        '<x:sheet name="Indicatori &amp; altele" sheetId="1" rel:id="rId7" state="veryHidden"/></x:sheets></x:workbook>'
    )
    scan = scan_book([book.encode()])
    assert [(sheet.name, sheet.relation, sheet.hidden) for sheet in scan.sheets] == [("Indicatori & altele", "rId7", True)]
    assert not scan.is_strict


def test_a_formula_that_repeats_a_shared_one_has_no_text_of_its_own() -> None:
    scan = _scan('<row r="1"><c r="A1"><f>B1&amp;"x"</f></c><c r="A2"><f t="shared" si="0"/></c></row>')
    assert scan.formulas_without_value == {(0, 0): '=B1&"x"', (1, 0): "=…"}


def test_hidden_rows_are_noted() -> None:
    scan = _scan('<row r="1" hidden="1"/><row r="2" hidden="0"/><row r="3"/><row hidden="true"/>')
    assert scan.hidden_rows == {0, 3}


@pytest.mark.parametrize("count", ["1000001", "٣", "-1", "9999999999"])
def test_a_workbook_that_announces_endless_texts_is_refused(count: str) -> None:
    with pytest.raises(RefusedFileError):
        check_part([f'<sst uniqueCount="{count}"/>'.encode()])


def test_hidden_columns_are_noted_as_far_as_a_form_reaches() -> None:
    columns = (
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" hidden="0"/>'
        '<col min="199" max="16384" hidden="true"/><col min="x" max="7" hidden="1"/></cols>'
    )
    scan = scan_sheet([f"<worksheet>{columns}<sheetData/></worksheet>".encode()], frozenset())
    assert scan.hidden_columns == {1, 2, 198, 199}


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>2</t></is></c></row>',
        '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><f>1+1</f></c></row>',
    ],
)
def test_a_cell_that_stands_twice_or_out_of_order_is_refused(cells: str) -> None:
    with pytest.raises(RefusedFileError) as caught:
        _scan(cells)
    assert caught.value.code is Code.FILE_UNREADABLE
    assert caught.value.found == "o foaie în care o celulă stă de două ori sau nu la locul ei"


@pytest.mark.parametrize(
    "content",
    [
        "<v>5</v><v>6</v>",
        "<is><t>5</t></is><v>6</v>",
        "<v>5<!-- x -->6</v>",
        "<v>5<?x y?>6</v>",
        "<v>5<![CDATA[6]]></v>",
    ],
)
def test_a_cell_whose_value_a_reader_would_take_in_part_is_refused(content: str) -> None:
    with pytest.raises(RefusedFileError) as caught:
        _scan(f'<row r="1"><c r="A1">{content}</c></row>')
    assert caught.value.code is Code.FILE_UNREADABLE


def test_a_comment_before_the_first_row_is_no_concern() -> None:
    scan = scan_sheet([b"<!-- x --><worksheet><sheetData><row><c><v>5</v></c></row></sheetData></worksheet>"], frozenset())
    assert scan.area == 1


def test_more_merged_ranges_than_any_form_has_are_refused() -> None:
    merged = '<mergeCell ref="A1:B2"/>' * 2_001
    with pytest.raises(RefusedFileError) as caught:
        scan_sheet([f"<worksheet><mergeCells>{merged}</mergeCells></worksheet>".encode()], frozenset())
    assert caught.value.code is Code.FILE_SUSPICIOUS
    assert caught.value.found == "o foaie cu peste 2000 de îmbinări de celule"


def test_a_list_of_endless_elements_is_refused() -> None:
    with pytest.raises(RefusedFileError) as caught:
        scan_book([b"<workbook>" + b"<x/>" * 200_001 + b"</workbook>"])
    assert caught.value.code is Code.FILE_SUSPICIOUS
    assert caught.value.found == "o componentă cu peste 200000 de elemente"


@pytest.mark.parametrize("encoding", ["UTF-q", "windows-1250", "utf-16"])
def test_a_part_in_another_encoding_is_refused(encoding: str) -> None:
    with pytest.raises(RefusedFileError) as caught:
        check_part([f'<?xml version="1.0" encoding="{encoding}"?><x/>'.encode()])
    assert caught.value.code is Code.FILE_UNREADABLE


def test_a_part_in_utf_16_is_refused() -> None:
    with pytest.raises(RefusedFileError):
        check_part(["\ufeff<x/>".encode("utf-16-le")])


@pytest.mark.parametrize("number", ["x", "-1", "9" * 5_000])
def test_a_row_number_that_excel_never_writes_is_refused(number: str) -> None:
    with pytest.raises(RefusedFileError) as caught:
        _scan(f'<row r="{number}"><c><v>1</v></c></row>')
    assert caught.value.code is Code.FILE_UNREADABLE
