"""The form that a department is sent: what stands in it, what can be written, and what Excel says of it."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from form_builder import INSTITUTION, PLAN
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from sent_form import (
    COLUMNS,
    CULTURE,
    SENT_FIRST,
    SENT_HEADER,
    SENT_PERIOD,
    a_form_of,
    collection,
    opened,
    returned,
    sent_form,
)

from toolkit.intake.forms.asked import asked_by_department
from toolkit.intake.forms.department_form import Collection
from toolkit.intake.forms.fingerprint import form_fingerprint
from toolkit.intake.value import NOT_REPORTED
from toolkit.plan.period import Period

FORM = sent_form()
BESIDE = "Alături stă ce ați raportat: „Perioada precedentă”"


def _rows(sheet: Worksheet) -> range:
    return range(SENT_FIRST, sheet.max_row + 1)


def _rule(sheet: Worksheet, cell: str) -> DataValidation:
    [rule] = [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]
    return rule


def test_the_heading_says_whose_form_it_is_until_when_and_by_which_plan() -> None:
    sheet = opened(FORM)["Indicatori"]
    fingerprint = form_fingerprint("oras", "cultura", SENT_PERIOD, PLAN, asked_by_department(PLAN, INSTITUTION)["cultura"])
    assert [[cell.value for cell in row if cell.value] for row in sheet["A1:M6"]] == [
        ["Formular de raportare privind implementarea Planului local, în orașul Exemplu"],
        ["Instituția", "Primăria orașului Exemplu", "Termenul de trimitere", "5 august 2023"],
        ["Subdiviziunea", "Secția cultură", "Planul în vigoare din", "1 ianuarie 2023"],
        ["Perioada", "2023-07", "luna iulie a anului 2023", "Amprenta formularului", fingerprint],
        ["Se completează numai celulele galbene; cum anume, scrie pe foaia „Instrucțiuni”."],
        ["Întrebări: secretariat@exemplu.md"],
    ]


def test_an_institution_without_a_closing_day_sends_forms_without_one() -> None:
    plain = Collection(institution_id="oras", institution=INSTITUTION, plan=PLAN, period=SENT_PERIOD)
    sheet = opened(plain.form(CULTURE))["Indicatori"]
    assert sheet["E2"].value == "Planul în vigoare din"
    assert "Termenul de trimitere" not in [cell.value for row in sheet["A1:M7"] for cell in row]


def test_the_table_has_a_column_for_everything_that_is_asked_or_known() -> None:
    sheet = opened(FORM)["Indicatori"]
    assert tuple(cell.value for cell in sheet[SENT_HEADER]) == COLUMNS


def test_a_form_holds_what_its_department_is_asked_and_nothing_else() -> None:
    of_others = PLAN.actions[0].model_copy(update={"asked": ("resurse-umane",)})
    book = opened(a_form_of(of_others, PLAN.actions[1]))
    assert {book["Indicatori"].cell(row, 1).value for row in _rows(book["Indicatori"])} == {"1.10"}
    assert [cell.value for cell in book["Descrieri"]["A"]][7:] == ["1.10"]


def test_a_department_that_is_asked_nothing_gets_no_form() -> None:
    actions = tuple(action.model_copy(update={"asked": ("cultura",)}) for action in PLAN.actions)
    plan = PLAN.model_copy(update={"priorities": (PLAN.priorities[0].model_copy(update={"actions": actions}),)})
    forms = Collection(institution_id="oras", institution=INSTITUTION, plan=plan, period=SENT_PERIOD)
    assert [department.id for department in forms.departments()] == ["cultura"]


def test_only_the_cells_to_fill_in_are_unlocked_and_no_password_is_needed_for_the_others() -> None:
    for sheet in opened(FORM):
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    sheet = opened(FORM)["Indicatori"]
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    value, women, men, rest = "H", "I", "J", "KLM"
    rows = _rows(sheet)
    assert unlocked == {
        *(f"{column}{row}" for column in (value, *rest) for row in rows),
        f"{women}{SENT_FIRST}",
        f"{men}{SENT_FIRST}",
    }
    narratives = opened(FORM)["Descrieri"]
    assert {c.coordinate for row in narratives.iter_rows() for c in row if not c.protection.locked} == {"C8", "C9"}


def test_a_clerk_may_make_rows_and_columns_larger() -> None:
    sheet = opened(FORM)["Indicatori"]
    assert not sheet.protection.formatRows  # as the file has it: not kept from them
    assert not sheet.protection.formatColumns


def test_a_status_is_chosen_from_a_list_that_takes_nothing_else() -> None:
    rule = _rule(opened(FORM)["Indicatori"], f"H{SENT_FIRST + 1}")
    assert (rule.type, rule.errorStyle or "stop") == ("list", "stop")
    assert rule.formula1 == '"Realizat,În proces,Nerealizat,Nu este cazul,indisponibil încă,-"'


def test_every_other_figure_only_warns() -> None:
    sheet = opened(FORM)["Indicatori"]
    rules = {cell: _rule(sheet, cell) for cell in ("H8", "I8", "J8", "H10", "H11", "H12")}
    assert {(rule.type, rule.errorStyle) for rule in rules.values()} == {("custom", "warning")}
    for cell, rule in rules.items():
        assert rule.formula1.startswith(f"COUNT({cell},")


def test_rows_that_ask_the_same_share_a_rule_that_speaks_of_the_first() -> None:
    indicators = PLAN.actions[1].indicators
    action = PLAN.actions[1].model_copy(update={"indicators": (*indicators, indicators[0])})
    rule = _rule(opened(a_form_of(action))["Indicatori"], "H11")
    assert str(rule.sqref) == "H8 H11"
    assert rule.formula1.startswith("COUNT(H8,")


def test_every_cell_to_fill_in_says_what_it_wants() -> None:
    sheet = opened(FORM)["Indicatori"]
    assert {cell: _rule(sheet, cell).prompt for cell in ("H8", "H9", "H12", "I8", "J8", "K8", "L8", "M8")} == {
        "H8": "Scrieți un număr de angajați, de exemplu „12 angajați”.",
        "H9": "Alegeți din listă; „-” înseamnă că nu aveți ce raporta.",
        "H12": "Scrieți un procent, de exemplu „45 % (9 din 20)”.",
        "I8": "Numai numărul de femei, de exemplu 3.",
        "J8": "Numai numărul de bărbați, de exemplu 3.",
        "K8": "Dacă valoarea este „indisponibil încă”: de ce, și când va fi.",
        "L8": "Dacă este ceva de lămurit la valoare.",
        "M8": "Numărul și data documentului, sau adresa paginii pe care se vede.",
    }


def test_the_warning_says_what_may_be_written() -> None:
    rule = _rule(opened(FORM)["Indicatori"], "H8")
    assert (rule.errorTitle, rule.error) == (
        "Verificați celula",
        "Se scrie un număr de angajați, de exemplu „12 angajați”, sau „-”, „Nu este cazul”, „indisponibil încă”.",
    )


def test_a_description_has_a_length_that_excel_asks_about() -> None:
    rule = _rule(opened(FORM)["Descrieri"], "C8")
    assert (rule.type, rule.operator, rule.formula1, rule.errorStyle) == ("textLength", "lessThanOrEqual", "3000", "warning")
    assert rule.prompt == "Cel mult 3000 de caractere; un rând nou în celulă: Alt+Enter."


def test_messages_are_cut_where_excel_would_refuse_the_file() -> None:
    long = PLAN.actions[1].indicators[0]
    assert long.unit is not None
    unit = long.unit.model_copy(update={"few": "ore de instruire " * 30})
    action = PLAN.actions[1].model_copy(update={"indicators": (long.model_copy(update={"unit": unit}),)})
    rule = _rule(opened(a_form_of(action))["Indicatori"], "H8")
    assert (len(rule.prompt), rule.prompt[-1]) == (255, "…")
    assert (len(rule.error), rule.error[-1]) == (255, "…")


def test_instructions_stand_on_a_sheet_of_their_own() -> None:
    sheet = opened(FORM)["Instrucțiuni"]
    assert [cell.value for cell in sheet["A"]] == [
        "Cum se completează formularul",
        "Completați coloana „Valoarea” pentru fiecare indicator: numărul și ce s-a numărat, de exemplu „10 funcționari”.",
        "„0” înseamnă zero; „Nu este cazul”, că indicatorul nu vă privește; „-”, că nu ați raportat, și veți fi întrebați.",
        "La „Valoarea” scrieți totalul; dacă sunt și coloanele „Femei” și „Bărbați”, completați-le, fără celulele gri.",
        "Se poate scrie și „cca. 20”, „10-15”, „cel puțin 5”, „131 300 lei”, „45 % (9 din 20)”, „4 angajați (3F/1B)”.",
        "Dacă cifra nu este gata, scrieți „indisponibil încă”, iar la „Motivul lipsei” de ce și când va fi.",
        "La „Dovada” scrieți documentul (numărul și data) sau adresa paginii.",
        f"{BESIDE} este 2023-06, „Anul precedent” este 2022-07; o celulă goală înseamnă că nu s-a raportat.",
        "O stare se alege din listă. La celelalte celule, Excel poate întreba dacă sunteți sigur: dacă da, alegeți Da.",
        "Scrieți pe scurt, la fiecare acțiune, ce s-a făcut în perioada de raport; un rând nou în celulă: Alt+Enter.",
        "O listă se scrie cu „- ” la începutul rândului. Nu scrieți nume de persoane și nici coduri personale (IDNP, CNP).",
        "Nu ștergeți și nu redenumiți foile, rândurile sau coloanele; trimiteți înapoi fișierul însuși, nu o fotografie.",
    ]


def test_the_form_of_a_year_has_one_earlier_value_for_the_year_before_is_the_period_before() -> None:
    year = Collection(institution_id="oras", institution=INSTITUTION, plan=PLAN, period=Period.parse("2023"))
    sheet = opened(year.form(CULTURE))["Indicatori"]
    labels = [cell.value for cell in sheet[SENT_HEADER]]
    assert [label for label in labels if label in ("Perioada precedentă", "Anul precedent")] == ["Perioada precedentă"]
    told = [cell.value for cell in opened(year.form(CULTURE))["Instrucțiuni"]["A"]]
    assert f"{BESIDE} este 2022; o celulă goală înseamnă că nu s-a raportat." in told


def test_nothing_is_merged_or_hidden_and_every_sheet_prints_on_a4_in_one_width() -> None:
    for sheet in opened(FORM):
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
        assert not any(column.hidden for column in sheet.column_dimensions.values())
        assert (str(sheet.page_setup.paperSize), sheet.page_setup.fitToHeight) == ("9", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    sheet = opened(FORM)["Indicatori"]
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.print_title_rows, sheet.freeze_panes) == (f"${SENT_HEADER}:${SENT_HEADER}", f"C{SENT_FIRST}")


def test_no_formula_or_link_stands_in_a_cell() -> None:
    with zipfile.ZipFile(io.BytesIO(FORM)) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any("/_rels/" in name and "sheet" in name for name in package.namelist())
    assert len(sheets) == 3
    assert not any(b"<f>" in sheet for sheet in sheets)


def test_the_properties_name_the_form_and_the_period_is_its_date() -> None:
    properties = opened(FORM).properties
    assert (properties.title, properties.language) == ("Secția cultură: luna iulie a anului 2023", "ro-MD")
    assert f"{properties.created:%Y-%m-%d}" == "2023-07-01"


def test_equal_inputs_give_equal_bytes_whatever_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2096, 10, 2, 7, 6, 40, 1, 276, 0))
    assert collection().form(CULTURE) == FORM


def test_an_empty_form_that_comes_back_has_nothing_wrong_in_it() -> None:
    reading = returned(FORM)
    assert reading.findings == ()
    assert reading.submission is not None
    assert {entry.value for entry in reading.submission.entries} <= {NOT_REPORTED}


def test_the_workbook_opens_at_the_table() -> None:
    assert openpyxl.load_workbook(io.BytesIO(FORM)).active.title == "Indicatori"
