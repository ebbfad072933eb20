"""A form of every kind of answer, filled in by openpyxl and by LibreOffice, saved and read back, loses nothing."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from form_builder import PLAN
from sent_form import CULTURE, SENT_INSTITUTION, SENT_PERIOD, collection
from typing_in_libreoffice import typed_in_libreoffice

from toolkit.intake.grammar.reading import read_value
from toolkit.intake.value import Kind, Quantity, Value
from toolkit.intake.workbook import read_workbook
from toolkit.plan.plan import Action, Indicator, IndicatorKind, Plan, Priority
from toolkit.plan.rule import Rule
from toolkit.plan.unit import Unit
from toolkit.word.pdf import find_libreoffice

Cells = Mapping[tuple[str, str], str]  # sheet and address → what is typed
PEOPLE = Unit(one="angajat", few="angajați")
PARTS = (Unit(one="raport", few="rapoarte"), Unit(one="inițiativă", few="inițiative"))
ANSWERS: Mapping[IndicatorKind, Sequence[str]] = {
    IndicatorKind.COUNT: (
        *("0", "12", "12 angajați", "44 000", "1 250 de angajați", "4 angajați (3F/1B)", "-", "--", "Nu este cazul"),
        *("cca. 2 520 de angajați", "10-15 angajați", "cel puțin 119", "până la 10 angajați", "peste 5", ">5", ""),
        "indisponibil încă",
    ),
    IndicatorKind.MONEY: ("131 300 lei", "131 300,50 lei", "cca. 20 lei", "cel puțin 1 000 lei", "-"),
    IndicatorKind.PERCENTAGE: ("45 % (9 din 20)", "9 din 20", "Nu este cazul"),
    IndicatorKind.STATUS: ("Realizat", "În proces", "Nerealizat", "Nu este cazul", "indisponibil încă", "-"),
    IndicatorKind.COMPOUND: ("3 rapoarte, 2 inițiative", "1 raport și cca. 20 de inițiative", "-"),
    IndicatorKind.TEXT: (
        "hotărârea nr. 12 din 03.07.2023",
        "=SUM(1) nu e formulă",
        "„ghilimele” 'ș' & <ț>",
        "două\nrânduri",
    ),
}
TOLD = "S-au angajat patru persoane.\n- trei la cultură;\n- una la arhivă; https://exemplu.md/?a=1&b=2"


def _indicator(kind: IndicatorKind) -> Indicator:
    rule = "any/last" if kind is IndicatorKind.STATUS else "join/last" if kind is IndicatorKind.TEXT else "sum/sum"
    is_count = kind is IndicatorKind.COUNT
    return Indicator(
        text=f"un răspuns de felul {kind}",
        kind=kind,
        unit=PEOPLE if is_count else None,
        units=PARTS if kind is IndicatorKind.COMPOUND else (),
        split=is_count,
        rule=Rule.parse(rule),
    )


ACTIONS = tuple(
    Action(
        code=f"1.{n}", title="Răspunsuri", deadline="anual", asked="all", indicators=tuple(_indicator(kind) for _ in texts)
    )
    for n, (kind, texts) in enumerate(ANSWERS.items(), 1)
)
EVERY_KIND = Plan(
    title=PLAN.title,
    title_in_report=PLAN.title_in_report,
    valid_from=PLAN.valid_from,
    priorities=(Priority(code="I", title="Integritatea", actions=ACTIONS),),
)
FORM = replace(collection(), plan=EVERY_KIND).form(CULTURE)
TEXTS = [text for texts in ANSWERS.values() for text in texts]


def cells_to_type() -> Cells:
    """Every answer into its row; women and men beside a plain number, a reason, a remark and evidence beside each."""
    book = openpyxl.load_workbook(io.BytesIO(FORM))
    typed: dict[tuple[str, str], str] = {}
    table = [row for row in book["Indicatori"].iter_rows() if row[0].value]
    header = next(row for row in table if row[0].value == "Acțiunea")
    column = {str(cell.value): cell.column_letter for cell in header if cell.value}
    for text, row in zip(TEXTS, table[table.index(header) + 1 :], strict=True):
        cells = {
            "Valoarea": text,
            "Motivul lipsei": f"motiv: {text}",
            "Observații": f"cu\n{text}",
            "Dovada": f"nr. {row[0].row}",
        }
        women_and_men = {"Femei": "7", "Bărbați": "5"} if text == "12 angajați" else {}
        for label, content in {**cells, **women_and_men}.items():
            typed["Indicatori", f"{column[label]}{row[0].row}"] = content
    for row in book["Descrieri"].iter_rows():
        if EVERY_KIND.action(str(row[0].value)):
            typed["Descrieri", f"C{row[0].row}"] = f"{row[0].value}: {TOLD}"
    return typed


def typed_by_openpyxl(content: bytes, cells: Cells, folder: Path) -> bytes:
    """A form into whose cells, by sheet and address, openpyxl has put texts."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for (sheet, address), text in cells.items():
        book[sheet][address].value = text
        book[sheet][address].data_type = "s"  # cells of the format Text hold no formula
    book.save(folder / "completat.xlsx")
    return (folder / "completat.xlsx").read_bytes()


needs_libreoffice = pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")


@pytest.mark.parametrize(
    "typed_by",
    [typed_by_openpyxl, pytest.param(typed_in_libreoffice, marks=[pytest.mark.libreoffice, needs_libreoffice])],
    ids=["openpyxl", "libreoffice"],
)
def test_a_form_of_every_kind_of_answer_loses_nothing(
    tmp_path: Path, typed_by: Callable[[bytes, Cells, Path], bytes]
) -> None:
    content = typed_by(FORM, cells_to_type(), tmp_path)
    reading = read_workbook(content, "inputs/oras/2023-07/cultura.xlsx", SENT_INSTITUTION, EVERY_KIND, SENT_PERIOD)
    assert [str(finding) for finding in reading.findings] == []
    assert reading.submission is not None
    entries = reading.submission.entries
    assert [entry.value for entry in entries] == [_read(text) for text in TEXTS]
    assert {entry.value.kind for entry in entries} == set(Kind)
    assert [entry.reason for entry in entries] == [f"motiv: {text}".strip() for text in TEXTS]
    assert [entry.remark for entry in entries] == [f"cu\n{text}".strip() for text in TEXTS]
    assert all(entry.evidence == f"nr. {entry.place.cell[1:]}" for entry in entries)
    assert {told.action: told.text for told in reading.submission.narratives} == {
        action.code: f"{action.code}: {TOLD}" for action in ACTIONS
    }


def _read(text: str) -> Value:
    value = read_value(text, words=EVERY_KIND.unit_words, currency="lei")
    if text != "12 angajați":
        return value
    [quantity] = value.quantities
    return replace(value, quantities=(Quantity(number=quantity.number, unit=quantity.unit, women=7, men=5),))
