"""Personal codes are found, masked and never passed on. The codes here are made up."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from form_builder import FIRST, edited, form, only_finding, read, with_cells
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from stdnum.md import idno

from toolkit.intake.finding import Code, Severity
from toolkit.intake.privacy import personal_codes

BODY = "200123456789"
IDNP = BODY + idno.calc_check_digit(BODY)
CNP = "1800101221144"
EGN = "7523169263"


def _found(text: str, label: str = "") -> list[str]:
    return [text[start:end] for start, end in personal_codes(text, label=label)]


@pytest.mark.parametrize(
    "text",
    [
        f"a fost angajată o persoană (IDNP {IDNP})",
        f"idnp{IDNP}.",
        f"codul personal {IDNP[0]} {IDNP[1:4]} {IDNP[4:7]} {IDNP[7:10]} {IDNP[10:]}",
        f"persoana {IDNP} a depus cererea",
        IDNP,
        f"CNP: {CNP}",
        f"ЕГН {EGN}",
        f"EGN: {EGN}, angajat",
        f"Ion Popescu,{CNP}",
        f"Ion Popescu,35,{CNP},Bălți",
        f"Ion Popescu.{CNP}",
        f"nr={CNP}",
        f"+{CNP}",
        f"#{CNP}",
        f"Ion-{CNP}-Popescu",
        f"&{CNP};",
        f"{CNP}/2023",
        f"{CNP},5",
        f"a_{CNP}_b",
    ],
)
def test_a_personal_code_is_found(text: str) -> None:
    assert len(_found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "70078",
        "44 000 exemplare, 70 004 beneficiari",
        EGN,  # ten digits that pass: a telephone number does so once in a while
        "tel. 0601234567",
        f"https://exemplu.md/doc/{IDNP}",
        f"https://exemplu.md/?id={IDNP}",
        "IDNP 2001234567890123",  # sixteen digits
        "IDNO 1003600012346",  # a firm
        "1.800.101.221.144 lei",
        f"0,{CNP}",
        f"media 12,{CNP} la sută",
        f"1.234.{CNP}",
        f"{CNP}5",
        f"RO35TREZ{IDNP}XXX",  # an account
        "IDNP lipsește; au fost 2520 de cereri în 2023-2027",
        "",
    ],
)
def test_what_is_no_personal_code_is_left_alone(text: str) -> None:
    assert _found(text) == []


def test_the_cell_on_the_left_may_say_what_ten_digits_are() -> None:
    assert _found(EGN, label="ЕГН") == [EGN]


def test_each_code_of_a_list_is_found() -> None:
    assert _found(f"{CNP},{IDNP};{CNP}") == [CNP, IDNP, CNP]


@given(number=st.integers(0, 10**9 - 1))
def test_no_figure_that_a_department_counts_is_a_personal_code(number: int) -> None:
    assert _found(f"{number} beneficiari, {number:,}".replace(",", " ")) == []


def test_a_file_with_a_personal_code_is_not_accepted_and_shows_only_its_cell(tmp_path: Path) -> None:
    text = f"Angajat nou, IDNP {IDNP}, din mai."
    reading = read(with_cells(form(tmp_path), {"C8": text}, sheet="Descrieri"))
    assert reading.submission is None
    (finding,) = reading.findings
    assert (finding.severity, finding.code, finding.department) == (Severity.ERROR, Code.PERSONAL_CODE, "cultura")
    assert str(finding) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Descrieri” · celula C8\n"
        f"    găsit      un cod personal: 2***********{IDNP[-1]}\n"
        "    așteptat   niciun cod personal (IDNP, CNP, ЕГН); fișierul nu este primit\n"
        "    de făcut   ștergeți codul din celula C8, salvați fișierul și trimiteți-l din nou"
    )


def test_the_code_reaches_no_other_finding_about_the_cell(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {f"F{FIRST + 2}": f"IDNP {IDNP} și alții", "K30": int(IDNP)}))
    assert [finding.code for finding in reading.findings if finding.code is Code.PERSONAL_CODE] == [Code.PERSONAL_CODE] * 2
    assert len(reading.findings) > 2
    assert IDNP not in "\n".join(map(repr, reading.findings))


def test_a_code_on_any_other_sheet_is_found_too(tmp_path: Path) -> None:
    def change(book) -> None:  # type: ignore[no-untyped-def]
        page = book.create_sheet("Notițe")
        page["A1"] = f"IDNP {IDNP}"
        page.sheet_state = "hidden"

    reading = read(edited(form(tmp_path), change))
    assert reading.submission is None
    assert reading.findings[0].place.sheet == "Notițe"


def test_a_code_in_the_name_of_a_sheet_is_found_and_masked(tmp_path: Path) -> None:
    reading = read(edited(form(tmp_path), lambda book: book.create_sheet(f"Popescu {CNP}")))
    assert reading.submission is None
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Popescu 1***********4”\n"
        "    găsit      un cod personal: 1***********4\n"
        "    așteptat   niciun cod personal (IDNP, CNP, ЕГН); fișierul nu este primit\n"
        "    de făcut   ștergeți codul din numele foii, salvați fișierul și trimiteți-l din nou"
    )


def test_a_code_in_a_formula_without_value_is_found(tmp_path: Path) -> None:
    reading = read(with_cells(form(tmp_path), {f"F{FIRST}": f"={CNP}+0"}))
    assert reading.submission is None
    assert reading.findings[0].fix.startswith("ștergeți codul din formula celulei F10, ")
    assert CNP not in "\n".join(map(repr, reading.findings))


def test_a_code_in_a_comment_is_found_at_its_cell(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Descrieri"]["C8"].comment = Comment(f"Este Ion Popescu,{CNP}", "Ana")

    reading = read(edited(form(tmp_path), change))
    assert reading.submission is None
    assert str(only_finding(reading)) == (
        "inputs/oras/2023-S1/cultura.xlsx · foaia „Descrieri” · celula C8\n"
        "    găsit      un cod personal: 1***********4\n"
        "    așteptat   niciun cod personal (IDNP, CNP, ЕГН); fișierul nu este primit\n"
        "    de făcut   ștergeți codul din comentariu, salvați fișierul și trimiteți-l din nou"
    )


def test_a_code_in_the_document_properties_is_found(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.properties.keywords = f"IDNP {IDNP}"

    reading = read(edited(form(tmp_path), change))
    assert reading.submission is None
    assert only_finding(reading).fix.startswith("ștergeți codul din proprietățile documentului (Fișier › Informații), ")


def test_a_comment_without_a_code_does_no_harm(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Descrieri"]["C8"].comment = Comment("verificat, 1.800.101.221.144 lei", "Ana")

    reading = read(edited(form(tmp_path), change))
    assert reading.findings == ()
    assert reading.submission is not None


def test_a_code_in_the_footer_of_a_page_is_found(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Indicatori"].oddFooter.center.text = f"IDNP {IDNP}"

    finding = only_finding(read(edited(form(tmp_path), change)))
    assert finding.code is Code.PERSONAL_CODE
    assert "din antetul sau subsolul paginii" in finding.fix


def test_a_code_in_a_defined_name_is_found(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.defined_names["x"] = openpyxl.workbook.defined_name.DefinedName("x", attr_text=f'"IDNP {IDNP}"')

    assert only_finding(read(edited(form(tmp_path), change))).code is Code.PERSONAL_CODE
