"""Rows of the table of indicators: what is typed, what is told, what is left out."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from form_builder import FIRST, ROWS, content_of_form, edited, form, only_finding, read, texts, with_cells, with_part

from toolkit.intake.finding import Code, Severity
from toolkit.intake.forms.form import FormRow
from toolkit.intake.submission import Entry
from toolkit.intake.value import Kind, Value
from toolkit.intake.workbook import Reading

SHEET = "xl/worksheets/sheet1.xml"


def _entry(reading: Reading, action: str, indicator: int) -> Entry | None:
    assert reading.submission is not None
    found = [e for e in reading.submission.entries if (e.action, e.indicator) == (action, indicator)]
    return found[0] if found else None


def _value_cell(row: int) -> str:
    return f"F{FIRST + row}"


def test_a_text_instead_of_a_number_is_told_with_an_example(tmp_path: Path) -> None:
    finding = only_finding(read(with_cells(form(tmp_path), {_value_cell(2): "douăzeci și ceva"})))
    assert (finding.severity, finding.code) == (Severity.WARNING, Code.TEXT_NOT_UNDERSTOOD)
    assert (finding.action, finding.indicator) == ("1.10", 1)
    assert str(finding) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula F12\n"
        "    găsit      „douăzeci și ceva” (text)\n"
        "    așteptat   un număr de ore de instruire, pentru indicatorul 1.10.1\n"
        "    de făcut   scrieți valoarea în celula F12, de exemplu „12 ore de instruire”,"
        " salvați fișierul și trimiteți-l din nou"
    )


@pytest.mark.parametrize(
    ("typed", "code", "found"),
    [
        ("#N/A", Code.CELL_ERROR, "eroarea Excel #N/A"),
        ("=F10", Code.FORMULA_WITHOUT_VALUE, "o formulă al cărei rezultat nu este păstrat în fișier"),
    ],
)
def test_what_no_reader_gives_of_a_remark_is_told(tmp_path: Path, typed: str, code: Code, found: str) -> None:
    """A reader would take both for a remark that nobody made."""
    finding = only_finding(read(with_cells(form(tmp_path), {f"I{FIRST + 2}": typed})))
    assert (finding.code, finding.found, finding.place.cell) == (code, found, "I12")
    assert (finding.action, finding.indicator) == ("1.10", 1)


def test_number_cells_are_exact_as_excel_shows_them(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {_value_cell(2): 39, _value_cell(3): 0.1 + 0.2}))
    assert texts(reading)["1.10.1"] == "39"
    hours, sum_spent = _entry(reading, "1.10", 1), _entry(reading, "1.10", 2)
    assert hours is not None
    assert hours.value.quantities[0].number.low == Decimal(39)
    assert sum_spent is not None
    assert sum_spent.value.quantities[0].number.low == Decimal("0.3")


def test_a_number_shown_as_a_percentage_is_one(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell = book["Indicatori"][_value_cell(4)]
        cell.value, cell.number_format = 0.455, "0.0%"

    entry = _entry(read(edited(form(tmp_path), change)), "1.10", 3)
    assert entry is not None
    assert (entry.value.kind, entry.value.text) == (Kind.PERCENTAGE, "45,5 %")


def test_a_percent_sign_in_quotes_does_not_make_a_percentage(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell = book["Indicatori"][_value_cell(2)]
        cell.value, cell.number_format = 45, '0" %"'

    entry = _entry(read(edited(form(tmp_path), change)), "1.10", 1)
    assert entry is not None
    assert (entry.value.kind, entry.value.text) == (Kind.COUNT, "45")


def test_a_date_that_excel_made_of_a_range_is_told(tmp_path: Path) -> None:
    finding = only_finding(read(with_cells(form(tmp_path), {_value_cell(2): date(2023, 12, 10)})))
    assert (finding.severity, finding.code) == (Severity.ERROR, Code.WRONG_KIND)
    assert str(finding) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula F12\n"
        "    găsit      o dată calendaristică: 10.12.2023; Excel o face din texte ca „10-12” sau „1.10”\n"
        "    așteptat   un text sau un număr\n"
        "    de făcut   dați celulei F12 formatul Text, scrieți valoarea din nou, salvați fișierul și trimiteți-l din nou"
    )


def test_a_date_counted_from_1904_is_the_same_date(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        book["Indicatori"][_value_cell(2)].value = date(2023, 12, 10)

    assert "10.12.2023" in only_finding(read(edited(form(tmp_path), change))).found


def test_a_logical_value_is_told_as_excel_shows_it(tmp_path: Path) -> None:
    finding = only_finding(read(with_cells(form(tmp_path), {_value_cell(1): True})))
    assert finding.found == "o valoare logică: ADEVĂRAT"


def test_an_hour_that_excel_made_of_two_numbers_is_told(tmp_path: Path) -> None:
    finding = only_finding(read(with_cells(form(tmp_path), {_value_cell(2): time(3, 1)})))
    assert finding.found == "o oră: 03:01; Excel o face din texte ca „3:1”"


def test_an_error_cell_is_told_and_is_not_a_blank(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {_value_cell(2): "#DIV/0!"}))
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula F12\n"
        "    găsit      eroarea Excel #DIV/0!\n"
        "    așteptat   o valoare\n"
        "    de făcut   scrieți valoarea în celula F12 în locul formulei, salvați fișierul și trimiteți-l din nou"
    )
    assert only_finding(reading).code is Code.CELL_ERROR
    entry = _entry(reading, "1.10", 1)
    assert entry is not None
    assert (entry.value, entry.place.cell) == (Value(kind=Kind.TEXT, text="#DIV/0!"), "F12")


def test_a_formula_without_a_stored_value_is_told_and_is_not_a_blank(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {_value_cell(2): "=60+56"}))
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula F12\n"
        "    găsit      o formulă al cărei rezultat nu este păstrat în fișier\n"
        "    așteptat   o valoare\n"
        "    de făcut   scrieți valoarea în celula F12 în locul formulei, salvați fișierul și trimiteți-l din nou"
    )
    assert only_finding(reading).code is Code.FORMULA_WITHOUT_VALUE
    entry = _entry(reading, "1.10", 1)
    assert entry is not None
    assert (entry.value, entry.place.cell) == (Value(kind=Kind.TEXT, text="=60+56"), "F12")


def test_a_long_formula_without_a_value_is_not_shown_at_length(tmp_path: Path) -> None:
    entry = _entry(read(with_cells(form(tmp_path), {_value_cell(2): "=1" + "+1" * 80})), "1.10", 1)
    assert entry is not None
    assert entry.value.text == "=1" + "+1" * 49


def test_a_formula_with_its_value_is_the_value(tmp_path: Path) -> None:
    saved = with_cells(form(tmp_path), {_value_cell(2): "=60+56"})
    reading = read(with_part(saved, SHEET, b"<f>60+56</f><v></v>", b"<f>60+56</f><v>116</v>"))
    assert reading.findings == ()
    assert texts(reading)["1.10.1"] == "116"


def test_an_error_beside_the_table_is_no_concern(tmp_path: Path) -> None:
    assert read(with_cells(form(tmp_path), {"K11": "#DIV/0!"})).findings == ()


def test_an_unknown_action_is_told_with_the_nearest_code(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {f"A{FIRST + 2}": "1.100"}))
    assert only_finding(reading).code is Code.UNKNOWN_ACTION
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula A12\n"
        "    găsit      „1.100”\n"
        "    așteptat   codul unei acțiuni din plan; cel mai apropiat este „1.10”\n"
        "    de făcut   corectați rândul, în celula A12, ca în formularul primit de la secretariat,"
        " salvați fișierul și trimiteți-l din nou"
    )
    assert len(texts(reading)) == len(ROWS) - 1


def test_an_unknown_indicator_is_told_with_the_numbers_there_are(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {f"B{FIRST + 2}": "4"}))
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula B12\n"
        "    găsit      „4”\n"
        "    așteptat   un număr de la 1 la 3, câți indicatori are acțiunea 1.10\n"
        "    de făcut   corectați rândul, în celula B12, ca în formularul primit de la secretariat,"
        " salvați fișierul și trimiteți-l din nou"
    )
    assert only_finding(reading).code is Code.UNKNOWN_INDICATOR


def test_a_value_beside_no_code_is_told(tmp_path: Path) -> None:
    finding = only_finding(read(with_cells(form(tmp_path), {"F20": "5 angajați"})))
    assert (finding.code, finding.place.cell, finding.found) == (Code.UNKNOWN_ACTION, "A20", "niciun cod de acțiune")


def test_lines_that_people_add_around_the_table_are_no_concern(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {"A16": "Șef de secție ____________", "C17": "Întocmit la 5 iulie"}))
    assert reading.findings == ()


def test_a_text_of_another_indicator_beside_a_code_is_told(tmp_path: Path) -> None:
    """One column was sorted and the others were not, or Excel made "1.1" of "1.10" in a CSV file."""
    reading = read(with_cells(form(tmp_path), {f"A{FIRST + 2}": "1.1"}))
    finding = only_finding(reading)
    assert (finding.code, finding.place.cell) == (Code.UNKNOWN_INDICATOR, "C12")
    assert finding.found == "codul 1.1.1, dar textul indicatorului 1.10.1"
    assert finding.expected == "codul și textul aceluiași indicator"


def test_a_code_that_excel_made_a_number_of_is_told_by_the_indicators_text(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {f"A{FIRST}": 1.1, f"A{FIRST + 2}": 1.1}))
    assert reading.findings == ()
    assert {"1.1.1", "1.10.1"} <= set(texts(reading))


def test_a_code_that_excel_made_a_number_of_is_never_guessed(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {f"A{FIRST + 2}": 1.1, f"C{FIRST + 2}": None}))
    finding = only_finding(reading)
    assert (finding.code, finding.found) == (Code.UNKNOWN_ACTION, "„1,1”")
    assert finding.expected == "codul scris ca text: „1.1” și „1.10” sunt, ca numere, același lucru"


@pytest.mark.parametrize(
    ("action", "indicator"), [("Acțiunea 1.10.", "1)"), ("1. 10", 1), (None, "1.10.1"), ("1.10", "1.10.1")]
)
def test_codes_are_read_as_people_write_them(tmp_path: Path, action: str | None, indicator: object) -> None:
    reading = read(with_cells(form(tmp_path), {f"A{FIRST + 2}": action, f"B{FIRST + 2}": indicator}))
    assert reading.findings == ()
    assert texts(reading)["1.10.1"] == "116 ore"


def test_a_code_merged_over_several_rows_counts_for_all_of_them(tmp_path: Path) -> None:
    reading = read(edited(form(tmp_path), lambda book: book["Indicatori"].merge_cells(f"A{FIRST + 2}:A{FIRST + 4}")))
    assert reading.findings == ()
    assert len(texts(reading)) == len(ROWS)


def test_an_equal_duplicate_is_told_and_counted_once(tmp_path: Path) -> None:
    reading = read(form(tmp_path, content_of_form(rows=(*ROWS, ROWS[2]))))
    assert only_finding(reading).severity is Severity.ERROR
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula F15\n"
        "    găsit      indicatorul 1.10.1 a doua oară, după celula F12; valorile sunt egale și se ia una\n"
        "    așteptat   un singur rând pentru fiecare indicator\n"
        "    de făcut   lăsați în celula F12 tot ce trebuie raportat și ștergeți celălalt rând,"
        " salvați fișierul și trimiteți-l din nou"
    )
    assert texts(reading)["1.10.1"] == "116 ore"


def test_two_different_values_of_one_indicator_are_told_and_both_handed_on(tmp_path: Path) -> None:
    """So that they are listed as left out, as two that stand in two files are."""
    twice = FormRow(action="1.10", indicator=1, value="117 ore")
    reading = read(form(tmp_path, content_of_form(rows=(*ROWS, twice, ROWS[2]))))
    assert [finding.code for finding in reading.findings] == [Code.DUPLICATE_ENTRY, Code.DUPLICATE_ENTRY]
    assert [finding.found for finding in reading.findings] == [
        "indicatorul 1.10.1 a doua oară, după celula F12; valorile diferă; dacă se contrazic, nu se ia niciuna",
        "indicatorul 1.10.1 a doua oară, după celula F12; valorile sunt egale și se ia una",
    ]
    assert reading.submission is not None
    values = [e.value.text for e in reading.submission.entries if (e.action, e.indicator) == ("1.10", 1)]
    assert values == ["116 ore", "117 ore"]


def test_a_percentage_that_contradicts_its_parts_is_told(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {_value_cell(4): "50 % (9 din 20)"}))
    finding = only_finding(reading)
    assert (finding.severity, finding.code) == (Severity.ERROR, Code.PERCENTAGE_MISMATCH)
    assert (finding.action, finding.indicator) == ("1.10", 3)
    assert str(finding) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula F14\n"
        "    găsit      „50 % (9 din 20)”, dar 9 din 20 înseamnă 45 %\n"
        "    așteptat   un procent egal cu numărătorul împărțit la numitor\n"
        "    de făcut   corectați procentul sau numerele din celula F14, salvați fișierul și trimiteți-l din nou"
    )


def test_women_and_men_from_the_columns_enter_the_value(tmp_path: Path) -> None:
    entry = _entry(read(form(tmp_path)), "1.1", 1)
    assert entry is not None
    assert (entry.value.quantities[0].women, entry.value.quantities[0].men) == (3, 1)


def test_women_and_men_that_do_not_make_the_total_are_told(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {f"H{FIRST}": 2}))
    assert only_finding(reading).severity is Severity.ERROR
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula F10\n"
        "    găsit      femei 3, bărbați 2, împreună 5, dar totalul 4\n"
        "    așteptat   un total egal cu femei + bărbați\n"
        "    de făcut   corectați totalul din celula F10 sau numărul de femei și de bărbați,"
        " salvați fișierul și trimiteți-l din nou"
    )


def test_a_split_in_the_value_itself_is_checked_too(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {f"F{FIRST}": "4 angajați (3F/2B)", f"G{FIRST}": None, f"H{FIRST}": None}))
    assert only_finding(reading).code is Code.SPLIT_MISMATCH
    assert only_finding(reading).found == "femei 3, bărbați 2, împreună 5, dar totalul 4"
    entry = _entry(reading, "1.1", 1)
    assert entry is not None
    assert (entry.value.quantities[0].women, entry.value.quantities[0].men) == (None, None)


def test_women_and_men_without_a_total_are_told(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {f"F{FIRST}": None}))
    assert only_finding(reading).code is Code.SPLIT_MISMATCH
    assert only_finding(reading).found == "femei 3, bărbați 1, dar niciun total"


def test_women_that_are_no_whole_number_are_told(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {f"G{FIRST}": "majoritatea"}))
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula G10\n"
        "    găsit      „majoritatea”\n"
        "    așteptat   un număr întreg de femei\n"
        "    de făcut   scrieți numai numărul în celula G10, salvați fișierul și trimiteți-l din nou"
    )


def test_characters_that_cannot_be_printed_are_taken_out_with_a_word_about_it(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {_value_cell(2): "\u202e116\u200b ore"}))
    assert texts(reading)["1.10.1"] == "116 ore"
    assert only_finding(reading).severity is Severity.WARNING
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula F12\n"
        "    găsit      2 caractere care nu se pot tipări\n"
        "    așteptat   un text obișnuit\n"
        "    de făcut   caracterele au fost scoase; verificați textul din celula F12"
    )
