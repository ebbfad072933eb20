"""A file is recognised by what is inside, and whatever is wrong with it is said plainly."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from form_builder import INSTITUTION, PLAN, content_of_form, edited, form, with_cells
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.intake.finding import Code
from toolkit.intake.forms.department_form import Collection
from toolkit.intake.received.recognise import Received, Recogniser
from toolkit.plan.period import Period

INPUTS = Path(__file__).parents[2] / "inputs"
MISFORTUNES = sorted(
    path for path in INPUTS.glob("*/*") if path.name != "expected.yaml" and not path.parent.name.startswith("template-")
)
DAY = date(2023, 8, 3)
JULY = Period.parse("2023-07")
RECOGNISER = Recogniser(institution_id="oras", institution=INSTITUTION, plan=PLAN, day=DAY)


def blank_form(department: str = "cultura", period: Period = JULY) -> bytes:
    """A form as it is sent out."""
    collection = Collection(institution_id="oras", institution=INSTITUTION, plan=PLAN, period=period)
    return collection.form(INSTITUTION.department(department))


def filled_form(department: str = "cultura", period: Period = JULY) -> bytes:
    """A form that was sent out, and in which something was written."""
    return edited(blank_form(department, period), write_hours)


def write_hours(book: openpyxl.Workbook) -> None:
    """Answer the indicator 1.10.1."""
    page = book["Indicatori"]
    header = next(row for row in page.iter_rows() if row[0].value == "Acțiunea")
    value = next(cell.column for cell in header if cell.value == "Valoarea")
    [asked] = [row for row in page.iter_rows() if (row[0].value, row[1].value) == ("1.10", "1")]
    page.cell(asked[0].row, value).value = "10 ore de instruire"


def recognised(content: bytes, recogniser: Recogniser = RECOGNISER) -> Received:
    return recogniser.recognise(content, "fără titlu (3).xlsx")


def only_reason(received: Received) -> str:
    assert not received.is_accepted
    [reason] = received.reasons
    return str(reason)


def heading_cell(content: bytes, label: str) -> str:
    """The cell on the right of a heading label."""
    page = openpyxl.load_workbook(io.BytesIO(content))["Indicatori"]
    cell = next(cell for row in page.iter_rows(max_row=20) for cell in row if cell.value == label)
    return str(cell.offset(column=1).coordinate)


@pytest.mark.parametrize("department", ["cultura", "resurse-umane"])
def test_a_form_that_was_sent_out_says_whose_it_is_and_for_which_period(department: str) -> None:
    received = recognised(filled_form(department))
    assert (received.department, received.period, received.is_accepted) == (department, JULY, True)
    assert received.findings == ()


def test_a_form_in_which_nothing_was_written_is_returned() -> None:
    assert only_reason(recognised(blank_form())) == (
        "fără titlu (3).xlsx\n"
        "    găsit      un formular în care nu s-a scris nimic\n"
        "    așteptat   un formular completat; „-” unde nu este nimic de raportat\n"
        "    de făcut   completați formularul, salvați fișierul și trimiteți-l din nou"
    )


@pytest.mark.parametrize("column", ["Valoarea", "Motivul lipsei", "Observații", "Dovada"])
def test_a_dash_anywhere_is_something(column: str) -> None:
    def write(book: openpyxl.Workbook) -> None:
        page = book["Indicatori"]
        [label] = [cell for row in page.iter_rows(max_row=20) for cell in row if cell.value == column]
        page.cell(label.row + 1, label.column).value = "-"

    assert recognised(edited(blank_form(), write)).is_accepted


def test_a_form_whose_only_answer_cannot_be_read_is_not_called_blank() -> None:
    content = filled_form()
    cell = next(
        cell.coordinate
        for row in openpyxl.load_workbook(io.BytesIO(content))["Indicatori"].iter_rows()
        for cell in row
        if cell.value == "10 ore de instruire"
    )
    received = recognised(with_cells(content, {cell: "=1/0"}))
    assert [finding.code for finding in received.findings] == [Code.FORMULA_WITHOUT_VALUE]


def test_a_form_without_a_fingerprint_is_recognised_and_said(tmp_path: Path) -> None:
    received = recognised(form(tmp_path))
    assert (received.department, str(received.period), received.is_accepted) == ("cultura", "2023-S1", True)
    [said] = received.findings
    assert (said.severity, said.code, said.department) == ("note", Code.FORM_WITHOUT_FINGERPRINT, "cultura")
    assert str(said) == (
        "fără titlu (3).xlsx\n"
        "    găsit      un formular fără amprentă, recunoscut după antet\n"
        "    așteptat   formularul făcut cu „raport forms”, care arată și după ce plan a fost întocmit\n"
        "    de făcut   nimic acum; data viitoare completați formularul trimis de secretariat"
    )


def test_a_form_of_a_plan_that_has_changed_is_outdated() -> None:
    changed = PLAN.model_copy(update={"valid_from": date(2023, 7, 1)})
    recogniser = Recogniser(institution_id="oras", institution=INSTITUTION, plan=changed, day=DAY)
    content = filled_form()
    page = openpyxl.load_workbook(io.BytesIO(content))["Indicatori"]
    fingerprint = page[heading_cell(content, "Amprenta formularului")].value
    received = recognised(content, recogniser)
    assert received.reasons[0].code is Code.FORM_OUTDATED
    assert only_reason(received) == (
        "fără titlu (3).xlsx · rândul „Amprenta formularului”\n"
        f"    găsit      un formular făcut după alt plan sau pentru altă perioadă (amprenta {fingerprint})\n"
        "    așteptat   formularul de acum al subdiviziunii, pentru 2023-07\n"
        "    de făcut   cereți secretariatului formularul de acum, completați-l și trimiteți-l"
    )


def test_the_form_of_another_department_under_a_name_typed_over_is_told() -> None:
    name = "Direcția resurse umane"
    content = filled_form()
    for sheet in ("Indicatori", "Descrieri"):
        content = with_cells(content, {heading_cell(content, "Subdiviziunea"): name}, sheet)
    assert only_reason(recognised(content)).splitlines()[1] == "    găsit      formularul altei subdiviziuni: Secția cultură"


def test_a_period_typed_over_the_one_of_the_form_makes_it_outdated() -> None:
    received = recognised(with_period(filled_form(), "2023-06"))
    assert (str(received.period), received.reasons[0].code) == ("2023-06", Code.FORM_OUTDATED)


@pytest.mark.parametrize(
    ("period", "awaited", "day", "expected"),
    [
        ("2023-09", None, DAY, "o perioadă care a început până la 03.08.2023"),
        ("2023-06", JULY, DAY, "2023-07, perioada cerută"),
    ],
)
def test_a_period_for_which_nothing_is_asked_is_wrong(period: str, awaited: Period | None, day: date, expected: str) -> None:
    recogniser = Recogniser(institution_id="oras", institution=INSTITUTION, plan=PLAN, day=day, awaited=awaited)
    assert only_reason(recognised(filled_form(period=Period.parse(period)), recogniser)) == (
        "fără titlu (3).xlsx · rândul „Perioada”\n"
        f"    găsit      {period}, o perioadă pentru care nu se cere nimic acum\n"
        f"    așteptat   {expected}\n"
        "    de făcut   completați formularul perioadei cerute, salvați fișierul și trimiteți-l din nou"
    )


def with_period(content: bytes, said: object) -> bytes:
    """A form on whose sheets another period was typed."""
    for sheet in ("Indicatori", "Descrieri"):
        cell = heading_cell(content, "Perioada")
        content = with_cells(content, {cell: said, cell.replace("B", "C"): None}, sheet)
    return content


def test_a_period_before_the_plan_is_wrong_but_for_forms_that_were_made_for_it(tmp_path: Path) -> None:
    assert only_reason(recognised(with_period(form(tmp_path), "2022-12"))).splitlines()[2] == (
        "    așteptat   o perioadă de după 01.01.2023, de când este planul în vigoare"
    )
    assert recognised(filled_form(period=Period.parse("2022-12"))).is_accepted


def test_a_form_that_says_two_periods_is_not_guessed_at() -> None:
    content = filled_form()
    cell = heading_cell(content, "Perioada")
    received = recognised(with_cells(content, {cell: "2023-06"}))
    assert (received.is_accepted, received.reasons[0].code) == (False, Code.WRONG_PERIOD)
    assert str(received.reasons[0]) == (
        f"fără titlu (3).xlsx · foaia „Indicatori” · celula {cell}\n"
        "    găsit      Perioada: „2023-06” și „luna iulie a anului 2023”\n"
        "    așteptat   o singură perioadă: o lună (2023-06), un trimestru (2023-Q2), un semestru (2023-S1)"
        " sau un an (2023)\n"
        "    de făcut   dacă formularul este pentru acest raport, lăsați lângă „Perioada” numai codul perioadei,"
        " de exemplu 2023-06, salvați fișierul și trimiteți-l din nou"
    )


@pytest.mark.parametrize("said", ["2023-07", "luna iulie a anului 2023", "Luna  Iulie a anului 2023.", date(2023, 7, 1)])
def test_a_period_is_read_as_a_code_in_words_or_as_the_date_that_excel_made_of_it(said: object, tmp_path: Path) -> None:
    assert recognised(with_period(form(tmp_path), said)).period == JULY


def test_inserted_rows_and_columns_and_renamed_and_moved_sheets_do_no_harm() -> None:
    def change(book: openpyxl.Workbook) -> None:
        page = book["Indicatori"]
        page.protection.sheet = False
        page.insert_rows(1, 3)
        page.insert_cols(2)
        page.title = "Foaie nouă"
        book.move_sheet("Descrieri", -1)

    received = recognised(edited(filled_form(), change))
    assert (received.department, received.period, received.is_accepted) == ("cultura", JULY, True)


def test_the_narratives_alone_do_not_take_the_place_of_a_return() -> None:
    text = (
        "Instituția,Primăria orașului Exemplu\nSubdiviziunea,Secția cultură\nPerioada,2023-07\n"
        "Acțiunea,Titlul acțiunii,Descrierea măsurilor întreprinse\n1.1,Angajarea,S-a angajat.\n"
    )
    received = recognised(text.encode())
    assert received.reasons[0].code is Code.SHEET_MISSING
    assert str(received.reasons[0]) == (
        "fără titlu (3).xlsx\n"
        "    găsit      niciun indicator, nici măcar fără valoare\n"
        "    așteptat   tabelul „Indicatori”\n"
        "    de făcut   trimiteți formularul .xlsx întreg, cu ambele foi"
    )


def test_a_form_saved_as_csv_keeps_its_fingerprint() -> None:
    page = openpyxl.load_workbook(io.BytesIO(filled_form()))["Indicatori"]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(page.iter_rows(values_only=True))
    received = recognised(text.getvalue().encode("utf-8-sig"))
    assert (received.department, received.period, received.is_accepted) == ("cultura", JULY, True)
    assert received.findings == ()


_CELLS = st.sampled_from([f"{column}{row}" for column in "ABCDEFGH" for row in range(1, 9)])
_CONTENTS = st.one_of(
    *(st.none(), st.text(max_size=30), st.integers(), st.floats(allow_nan=False), st.dates(date(1900, 3, 1))),
    st.sampled_from(
        ["Instituția", "Perioada", "2023-06", "Subdiviziunea", "Direcția resurse umane", "=1/0", "Amprenta formularului"]
    ),
)


@settings(max_examples=60)
@given(st.dictionaries(_CELLS, _CONTENTS, min_size=1, max_size=4))
def test_whatever_becomes_of_the_heading_a_return_is_accepted_as_what_it_was_or_told_why_not(
    changed: dict[str, object],
) -> None:
    with suppress(openpyxl.utils.exceptions.IllegalCharacterError):
        received = recognised(with_cells(filled_form(), changed))
        if received.is_accepted:
            assert (received.department, received.period) == ("cultura", JULY)
        else:
            assert received.reasons


def test_errors_in_single_cells_do_not_keep_a_return_from_being_accepted(tmp_path: Path) -> None:
    content = form(tmp_path, content_of_form())
    received = recognised(with_cells(content, {"G10": "9"}))
    assert [finding.code for finding in received.findings if finding.severity == "error"] == [Code.SPLIT_MISMATCH]
    assert received.is_accepted


@pytest.mark.parametrize("file", MISFORTUNES, ids=lambda file: file.parent.name)
def test_every_misfortune_is_accepted_or_told_why_not(file: Path) -> None:
    received = RECOGNISER.recognise(file.read_bytes(), file.name)
    assert received.is_accepted or received.reasons or received.is_no_return
    assert received.is_accepted == (received.submission is not None and not received.reasons)


def test_a_name_shows_no_personal_code() -> None:
    received = RECOGNISER.recognise(filled_form(), "raport 2003400058879.xlsx")
    assert received.name == "raport 2***********9.xlsx"
