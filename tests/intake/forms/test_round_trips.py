"""A form filled in by another program, saved and read back, loses nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from conftest import a_submission
from hypothesis import given, settings
from hypothesis import strategies as st
from sent_form import SENT_FIRST, filled, opened, returned, sent_form, through_libreoffice

from toolkit.intake.finding import Code
from toolkit.intake.grammar.reading import read_number_cell, read_value
from toolkit.intake.grid import exact
from toolkit.intake.submission import Entry
from toolkit.intake.workbook import Reading
from toolkit.word.pdf import find_libreoffice

FORM = sent_form([a_submission("cultura", {"1.1.1": "3 angajați", "1.10.2": "99 lei"})])
TYPED: tuple[Mapping[str, object], ...] = (
    {
        "Valoarea": "4 angajați",
        "Femei": 3,
        "Bărbați": 1,
        "Observații": "două zile\nși o oră",
        "Dovada": "nr. 12 din 3.07.2023",
    },
    {"Valoarea": "În proces", "Dovada": "https://exemplu.md/registru?an=2023&luna=7"},
    {"Valoarea": "cca. 20 de ore", "Observații": "=SUM(1) nu e formulă; ghilimele „ș” și 'ț'"},
    {"Valoarea": "indisponibil încă", "Motivul lipsei": "banca nu a confirmat; vine în august"},
    {"Valoarea": "45 % (9 din 20)"},
)
TOLD = ("S-au angajat patru persoane.\n- trei la cultură;\n- una la arhivă.", "Nu este cazul")
needs_libreoffice = pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")


def _entries(reading: Reading) -> dict[tuple[str, int], Entry]:
    assert reading.submission is not None
    return {(entry.action, entry.indicator): entry for entry in reading.submission.entries}


def _is_all_there(reading: Reading) -> None:
    assert [str(finding) for finding in reading.findings] == []
    entries = tuple(_entries(reading).values())
    assert [entry.value.text for entry in entries] == [str(row["Valoarea"]) for row in TYPED]
    assert [entry.reason for entry in entries] == [row.get("Motivul lipsei", "") for row in TYPED]
    assert [entry.remark for entry in entries] == [row.get("Observații", "") for row in TYPED]
    assert [entry.evidence for entry in entries] == [row.get("Dovada", "") for row in TYPED]
    [quantity] = entries[0].value.quantities
    assert (quantity.women, quantity.men) == (3, 1)
    assert reading.submission is not None
    assert tuple(narrative.text for narrative in reading.submission.narratives) == TOLD
    assert reading.fingerprint == returned(FORM).fingerprint


def test_what_openpyxl_fills_in_comes_back() -> None:
    _is_all_there(returned(filled(FORM, TYPED, TOLD)))


@pytest.mark.libreoffice
@needs_libreoffice
def test_what_libreoffice_saves_comes_back(tmp_path: Path) -> None:
    _is_all_there(returned(through_libreoffice(filled(FORM, TYPED, TOLD), tmp_path, "xlsx")))


@pytest.mark.libreoffice
@needs_libreoffice
def test_what_went_through_an_open_document_comes_back_with_its_rules(tmp_path: Path) -> None:
    saved = through_libreoffice(filled(FORM, TYPED, TOLD), tmp_path, "ods", "xlsx")
    _is_all_there(returned(saved))
    sheet = opened(saved)["Indicatori"]
    assert sheet.protection.sheet
    assert not sheet.cell(SENT_FIRST, 8).protection.locked
    assert sheet.cell(SENT_FIRST, 6).protection.locked
    rules = {str(rule.sqref).split()[0]: rule for rule in sheet.data_validations.dataValidation}
    assert (rules["H8"].type, rules["H8"].errorStyle) == ("custom", "warning")
    assert rules["H9"].type == "list"


@pytest.mark.libreoffice
@needs_libreoffice
def test_the_table_comes_back_from_a_csv_too(tmp_path: Path) -> None:
    """Of a CSV there is one sheet: the descriptions are asked for again."""
    table = through_libreoffice(filled(FORM, TYPED), tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76")
    reading = returned(table)
    assert [entry.value.text for entry in _entries(reading).values()] == [str(row["Valoarea"]) for row in TYPED]
    assert reading.fingerprint == returned(FORM).fingerprint
    assert any("Amprenta formularului" in row for row in csv.reader(io.StringIO(table.decode())))


def test_rows_and_columns_that_somebody_inserted_do_no_harm() -> None:
    book = opened(filled(FORM, TYPED, TOLD))
    book["Indicatori"].insert_rows(3, 2)
    book["Indicatori"].insert_cols(5)
    saved = io.BytesIO()
    book.save(saved)
    _is_all_there(returned(saved.getvalue()))


NUMBERS = st.integers(0, 10**6).map(str) | st.integers(0, 10**9).map(lambda n: f"{n:,}".replace(",", " "))
MARKED = st.tuples(st.sampled_from(["cca. ", "cel puțin ", "până la ", "peste ", ">", ""]), NUMBERS).map("".join)
RANGES = st.tuples(st.integers(0, 99), st.integers(100, 999)).map(lambda ends: f"{ends[0]}-{ends[1]}")
UNITS = st.sampled_from(["", " angajați", " de ore", " ore de instruire", " lei", " %"])
FIGURES = st.tuples(MARKED | RANGES, UNITS).map("".join)
ABSENCES = st.sampled_from(["-", "--", "Nu este cazul", "indisponibil încă", "n/a"])
STATUSES = st.sampled_from(["Realizat", "În proces", "Nerealizat"])
SPLITS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda n: f"{sum(n)} angajați ({n[0]}F/{n[1]}B)")
TEXTS = (
    FIGURES | ABSENCES | STATUSES | SPLITS | st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1)
)


@settings(max_examples=60)
@given(values=st.lists(TEXTS, min_size=5, max_size=5))
def test_whatever_the_grammar_reads_comes_back_from_its_cell(values: Sequence[str]) -> None:
    reading = returned(filled(FORM, [{"Valoarea": value} for value in values]))
    if reading.submission is None:
        assert {finding.code for finding in reading.findings} & {Code.PERSONAL_CODE}
        return
    for value, entry in zip(values, _entries(reading).values(), strict=True):
        typed = read_value(value)
        assert (entry.value.kind, entry.value.quantities, entry.value.state) == (typed.kind, typed.quantities, typed.state)


@settings(max_examples=40)
@given(numbers=st.lists(st.integers(0, 10**12) | st.decimals(0, 10**9, places=2).map(float), min_size=5, max_size=5))
def test_a_number_cell_comes_back_as_excel_shows_it(numbers: Sequence[float]) -> None:
    reading = returned(filled(FORM, [{"Valoarea": number} for number in numbers]))
    for number, entry in zip(numbers, _entries(reading).values(), strict=True):
        assert entry.value == read_number_cell(exact(number))


@settings(max_examples=40)
@given(people=st.tuples(st.integers(0, 10**5), st.integers(0, 10**5)))
def test_women_and_men_come_back_from_their_columns(people: tuple[int, int]) -> None:
    women, men = people
    row = {"Valoarea": str(women + men), "Femei": women, "Bărbați": str(men)}
    [quantity] = _entries(returned(filled(FORM, [row])))["1.1", 1].value.quantities
    assert (quantity.women, quantity.men) == people


def test_a_figure_that_is_not_ready_needs_a_reason() -> None:
    [finding] = returned(filled(FORM, [{"Valoarea": "indisponibil încă"}])).findings
    assert str(finding) == (
        "inputs/oras/2023-07/cultura.xlsx · foaia „Indicatori” · celula K8\n"
        "    găsit      nicio explicație lângă „indisponibil încă”\n"
        "    așteptat   de ce nu este încă cifra și când va fi\n"
        "    de făcut   scrieți motivul în celula K8, salvați fișierul și trimiteți-l din nou"
    )


def test_a_description_that_is_too_long_is_told_and_kept() -> None:
    reading = returned(filled(FORM, [], ["a" * 3001]))
    assert reading.submission is not None
    assert len(reading.submission.narratives[0].text) == 3001
    [finding] = reading.findings
    assert str(finding) == (
        "inputs/oras/2023-07/cultura.xlsx · foaia „Descrieri” · celula C8\n"
        "    găsit      o descriere de 3001 caractere\n"
        "    așteptat   cel mult 3000 de caractere\n"
        "    de făcut   scurtați textul din celula C8, salvați fișierul și trimiteți-l din nou"
    )


def test_a_description_of_the_most_that_is_asked_is_not_told() -> None:
    assert returned(filled(FORM, [], ["a" * 3000])).findings == ()
