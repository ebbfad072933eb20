"""What departments write about their actions."""

from __future__ import annotations

from pathlib import Path

from form_builder import content_of_form, form, only_finding, read, with_cells

from toolkit.intake.finding import Code
from toolkit.intake.workbook import Reading


def _narratives(reading: Reading) -> dict[str, str]:
    assert reading.submission is not None
    return {narrative.action: narrative.text for narrative in reading.submission.narratives}


def test_a_blank_description_is_no_narrative(tmp_path: Path) -> None:
    assert _narratives(read(form(tmp_path, content_of_form(narratives={"1.1": " \n", "1.10": "Da."})))) == {"1.10": "Da."}


def test_two_different_descriptions_of_one_action_are_told_and_left_out(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {"A10": "1.1", "C10": "Altceva."}, sheet="Descrieri"))
    assert only_finding(reading).code is Code.DUPLICATE_NARRATIVE
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Descrieri” · celula C10\n"
        "    găsit      descrierea acțiunii 1.1 a doua oară, după celula C8; textele diferă și nu se ia niciunul\n"
        "    așteptat   o singură descriere pentru fiecare acțiune\n"
        "    de făcut   lăsați în celula C8 tot ce trebuie raportat și ștergeți celălalt rând,"
        " salvați fișierul și trimiteți-l din nou"
    )
    assert "1.1" not in _narratives(reading)


def test_a_description_of_an_unknown_action_is_told(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {"A8": "7.7"}, sheet="Descrieri"))
    assert (only_finding(reading).code, only_finding(reading).place.cell) == (Code.UNKNOWN_ACTION, "A8")


def test_every_sort_of_line_end_becomes_one(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {"C8": "unu\r\ndoi\u2028trei_x000D_\npatru"}, sheet="Descrieri"))
    assert reading.findings == ()
    assert _narratives(reading)["1.1"] == "unu\ndoi\ntrei\npatru"


def test_an_error_cell_is_told(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {"C8": "#REF!"}, sheet="Descrieri"))
    assert only_finding(reading).code is Code.CELL_ERROR
    assert "1.1" not in _narratives(reading)
