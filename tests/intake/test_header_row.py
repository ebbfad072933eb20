"""The header row, found by its labels."""

from __future__ import annotations

from toolkit.intake.grid import Grid
from toolkit.intake.header_row import find_header_row
from toolkit.intake.layout import INDICATORS, NARRATIVES, Column


def _grid(*rows: list[str]) -> Grid:
    return Grid(file="f", sheet="s", rows=rows)


def test_the_row_with_the_most_labels_is_the_header_row() -> None:
    grid = _grid(["Acțiunea", "Indicatorul", "Valoarea"], [], ["Acțiunea", "Indicatorul", "Valoarea", "Observații"])
    header = find_header_row(grid, INDICATORS)
    assert header is not None
    assert (header.row, header.first_row) == (2, 3)


def test_a_sentence_that_speaks_of_a_column_is_no_label() -> None:
    assert find_header_row(_grid(["Completați coloana „Valoarea”", "Acțiunea", "Indicatorul"]), INDICATORS) is None


def test_the_two_tables_are_not_taken_for_each_other() -> None:
    narratives = _grid(["Acțiunea", "Titlul acțiunii", "Descrierea măsurilor întreprinse"])
    assert find_header_row(narratives, INDICATORS) is None
    assert find_header_row(narratives, NARRATIVES) is not None


def test_a_column_that_is_not_there_is_blank() -> None:
    grid = _grid(["Acțiunea", "Indicatorul", "Valoarea"], ["1.1", "1", "5"])
    header = find_header_row(grid, INDICATORS)
    assert header is not None
    assert grid.text(1, header.column(Column.WOMEN)) == ""


def test_the_first_row_of_the_table_is_no_second_header_row() -> None:
    header = find_header_row(_grid(["Acțiunea", "Indicatorul", "Valoarea"], ["1.1", "1", "5"]), INDICATORS)
    assert header is not None
    assert header.first_row == 1


def test_a_row_of_the_table_that_says_femei_in_a_remark_is_no_second_header_row() -> None:
    """It was taken for one, and its figure was lost in silence."""
    labels = ["Acțiunea", "Indicatorul", "Valoarea", "Observații"]
    header = find_header_row(_grid(labels, ["1.1", "1", "5", "Femei"]), INDICATORS)
    assert header is not None
    assert (header.first_row, header.columns.get(Column.WOMEN)) == (1, None)


def test_women_and_men_are_taken_from_a_second_header_row_that_says_nothing_else() -> None:
    labels = ["Acțiunea", "Indicatorul", "Valoarea", "din care", ""]
    header = find_header_row(_grid(labels, ["", "", "", "Femei", "Bărbați"], ["1.1", "1", "5", "3", "2"]), INDICATORS)
    assert header is not None
    assert (header.first_row, header.column(Column.WOMEN), header.column(Column.MEN)) == (2, 3, 4)
