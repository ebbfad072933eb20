"""What a person would miss in a table that reads well."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from form_builder import FIRST, HEADER, NARRATIVE_HEADER, edited, form, only_finding, read, texts, with_cells

from toolkit.intake.finding import Code, Severity


def _hidden(*rows: int) -> object:
    def change(book: openpyxl.Workbook) -> None:
        for row in rows:
            book["Indicatori"].row_dimensions[row].hidden = True

    return change


@pytest.mark.parametrize("label", ["Femeii", "Nr. femei"])
def test_a_column_whose_label_is_nearly_right_is_told_with_the_right_one(tmp_path: Path, label: str) -> None:
    finding = only_finding(read(with_cells(form(tmp_path), {f"G{HEADER}": label})))
    assert (finding.severity, finding.code) == (Severity.WARNING, Code.COLUMN_NOT_READ)
    assert str(finding) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula G9\n"
        f"    găsit      coloana „{label}”, completată din celula G10, care nu a fost citită\n"
        "    așteptat   numai coloanele formularului; cea mai apropiată este „Femei”\n"
        "    de făcut   scrieți „Femei” în titlul coloanei, salvați fișierul și trimiteți-l din nou"
    )


def test_a_second_column_of_values_is_told(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {f"J{HEADER}": "Valoarea 2", f"J{FIRST + 2}": "120 ore"}))
    assert texts(reading)["1.10.1"] == "116 ore"
    assert only_finding(reading).fix.startswith("mutați ce este de raportat în coloana „Valoarea”, ")


def test_a_figure_under_no_label_beside_a_blank_value_is_told(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {f"J{FIRST + 3}": "131,3 mii lei"}))
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula J9\n"
        "    găsit      o coloană fără titlu, completată din celula J13, care nu a fost citită\n"
        "    așteptat   numai coloanele formularului\n"
        "    de făcut   mutați ce este de raportat în coloanele formularului, salvați fișierul și trimiteți-l din nou"
    )


def test_a_column_of_the_table_that_lost_its_label_is_told_though_the_value_is_filled(tmp_path: Path) -> None:
    finding = only_finding(read(with_cells(form(tmp_path), {f"G{HEADER}": ""})))
    assert (finding.code, finding.place.cell) == (Code.COLUMN_NOT_READ, f"G{HEADER}")


def test_a_sum_beside_a_value_and_a_signature_below_are_no_concern(tmp_path: Path) -> None:
    cells = {f"J{FIRST}": 4, f"A{FIRST + 8}": "Șef de secție", f"J{FIRST + 8}": "I. Popescu"}
    assert read(with_cells(form(tmp_path), cells)).findings == ()


def test_a_label_over_nothing_is_no_concern(tmp_path: Path) -> None:
    assert read(with_cells(form(tmp_path), {f"J{HEADER}": "Note"})).findings == ()


def test_a_column_beside_the_descriptions_is_told(tmp_path: Path) -> None:
    cells = {f"D{NARRATIVE_HEADER}": "Descrierea măsurilor", f"D{NARRATIVE_HEADER + 1}": "Încă ceva."}
    finding = only_finding(read(with_cells(form(tmp_path), cells, sheet="Descrieri")))
    assert (finding.code, finding.place.sheet, finding.place.cell) == (Code.COLUMN_NOT_READ, "Descrieri", "D7")


def test_a_value_merged_over_several_rows_is_told(tmp_path: Path) -> None:
    reading = read(edited(form(tmp_path), lambda book: book["Indicatori"].merge_cells(f"F{FIRST + 2}:F{FIRST + 4}")))
    finding = only_finding(reading)
    assert (finding.severity, finding.code) == (Severity.WARNING, Code.CELLS_MERGED)
    assert texts(reading)["1.10.1"] == "116 ore"
    assert str(finding) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula F12\n"
        "    găsit      celulele F12:F14 îmbinate, dintre care Excel păstrează numai prima\n"
        "    așteptat   în coloana „Valoarea”, câte o celulă pentru fiecare rând\n"
        "    de făcut   anulați îmbinarea celulelor, completați fiecare rând, salvați fișierul și trimiteți-l din nou"
    )


def test_a_value_merged_with_the_cell_before_it_is_told(tmp_path: Path) -> None:
    reading = read(edited(form(tmp_path), lambda book: book["Indicatori"].merge_cells(f"E{FIRST + 2}:F{FIRST + 2}")))
    assert only_finding(reading).code is Code.CELLS_MERGED


def test_a_value_merged_with_nothing_of_the_table_is_no_concern(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Indicatori"].merge_cells("E20:G22")
        book["Indicatori"].merge_cells(f"F{FIRST + 4}:F{FIRST + 6}")

    assert read(edited(form(tmp_path), change)).findings == ()


def test_a_hidden_row_is_told_and_read(tmp_path: Path) -> None:
    reading = read(edited(form(tmp_path), _hidden(FIRST + 2)))
    assert texts(reading)["1.10.1"] == "116 ore"
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula A12\n"
        "    găsit      rândul 12 ascuns, care a fost citit\n"
        "    așteptat   numai rânduri vizibile\n"
        "    de făcut   în Excel alegeți Reafișare, verificați rândul, apoi păstrați-l vizibil sau ștergeți-l"
    )


def test_many_hidden_rows_are_told_in_spans(tmp_path: Path) -> None:
    finding = only_finding(read(edited(form(tmp_path), _hidden(3, 10, 12, 13, 14, 30))))
    assert (finding.code, finding.found) == (Code.SHEET_HIDDEN, "rândurile 10 și 12–14 ascunse, care au fost citite")


def _hidden_columns(*letters: str) -> object:
    def change(book: openpyxl.Workbook) -> None:
        for letter in letters:
            book["Indicatori"].column_dimensions[letter].hidden = True

    return change


def test_a_hidden_column_is_told_and_read(tmp_path: Path) -> None:
    reading = read(edited(form(tmp_path), _hidden_columns("F")))
    assert texts(reading)["1.10.1"] == "116 ore"
    finding = only_finding(reading)
    assert (finding.severity, finding.code) == (Severity.WARNING, Code.SHEET_HIDDEN)
    assert str(finding) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula F9\n"
        "    găsit      coloana „Valoarea” ascunsă, care a fost citită\n"
        "    așteptat   numai coloane vizibile\n"
        "    de făcut   în Excel alegeți Reafișare, verificați coloana, apoi păstrați-o vizibilă"
    )


def test_several_hidden_columns_are_one_finding(tmp_path: Path) -> None:
    finding = only_finding(read(edited(form(tmp_path), _hidden_columns("F", "G", "H"))))
    assert finding.found == "coloanele „Valoarea”, „Femei” și „Bărbați” ascunse, care au fost citite"
    assert finding.fix == "în Excel alegeți Reafișare, verificați coloanele, apoi păstrați-le vizibile"


def test_a_hidden_column_that_is_not_read_is_no_concern(tmp_path: Path) -> None:
    assert read(edited(form(tmp_path), _hidden_columns("D", "E", "I", "K"))).findings == ()


def test_a_figure_above_the_table_is_told(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {f"F{HEADER - 1}": "120 ore"}))
    finding = only_finding(reading)
    assert (finding.severity, finding.code) == (Severity.WARNING, Code.COLUMN_NOT_READ)
    assert str(finding) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Indicatori” · celula F8\n"
        "    găsit      „120 ore”, deasupra tabelului, care nu a fost citit\n"
        "    așteptat   valori numai sub rândul de titlu al tabelului\n"
        "    de făcut   mutați valoarea în rândul indicatorului ei sau ștergeți-o, salvați fișierul și trimiteți-l din nou"
    )


@pytest.mark.parametrize(
    ("sheet", "header", "rows", "told"),
    [("Indicatori", HEADER, 2, {"F10", "G10", "H10", "F11"}), ("Descrieri", NARRATIVE_HEADER, 1, {"C8"})],
)
def test_rows_that_a_second_header_row_leaves_above_the_table_are_told(
    tmp_path: Path, sheet: str, header: int, rows: int, told: set[str]
) -> None:
    """Of two header rows the fuller one begins the table: here the lower one, for the upper has lost a label."""

    def change(book: openpyxl.Workbook) -> None:
        page, second = book[sheet], header + rows + 1
        page.insert_rows(second)
        for column in range(1, page.max_column + 1):
            page.cell(second, column).value = page.cell(header, column).value
        page.cell(header, 2).value = None

    findings = read(edited(form(tmp_path), change)).findings
    assert {finding.place.cell for finding in findings if finding.code is Code.COLUMN_NOT_READ} == told


def test_words_above_the_table_and_figures_of_the_heading_are_no_concern(tmp_path: Path) -> None:
    cells = {f"F{HEADER - 1}": "de completat aici", "F4": "2023", "C8": 5}
    findings = read(with_cells(form(tmp_path), cells)).findings
    assert [finding.place.cell for finding in findings if finding.code is Code.COLUMN_NOT_READ] == []


HEADING = "Instituția,Primăria orașului Exemplu\nSubdiviziunea,Secția cultură\nPerioada,2023-S1\n"


def test_a_value_that_a_comma_has_parted_is_an_error() -> None:
    content = f"{HEADING}Acțiunea,Indicatorul,Valoarea\n1.10,1,116 ore\n1.10,2,131,3 mii lei\n"
    finding = only_finding(read(content.encode(), "inputs/oras/2023-S1/cultura.csv"))
    assert (finding.severity, finding.code) == (Severity.ERROR, Code.COLUMN_NOT_READ)
    assert str(finding) == (
        "inputs/oras/2023-S1/cultura.csv · celula D6\n"
        "    găsit      „3 mii lei”, dincolo de ultima coloană din rândul de titlu\n"
        "    așteptat   în fiecare rând, atâtea celule câte are rândul de titlu\n"
        "    de făcut   puneți între ghilimele textul din rândul 6 în care este o virgulă,"
        " salvați fișierul și trimiteți-l din nou"
    )


def test_separators_after_the_last_cell_are_no_concern() -> None:
    content = f"{HEADING}Acțiunea,Indicatorul,Valoarea\n1.10,1,116 ore,,\n"
    assert read(content.encode(), "inputs/oras/2023-S1/cultura.csv").findings == ()
