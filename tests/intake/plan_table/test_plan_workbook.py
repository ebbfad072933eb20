"""A plan that is edited in Excel comes back without loss."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl import Workbook
from plan_files import OFFICE, edited, messages, plans, real_office, real_plan

from toolkit.errors import OfficeFileError
from toolkit.intake.plan_deadlines import deadline_findings
from toolkit.intake.plan_table.reading import ImportedPlan, read_plan_file
from toolkit.intake.plan_table.workbook_write import plan_workbook
from toolkit.language import speaking
from toolkit.plan.plan import Plan

INSTITUTIONS = ["balti", "baltati", "pernik"]


@settings(max_examples=40)
@given(plan=plans())
def test_any_plan_comes_back_as_it_was(plan: Plan) -> None:
    read = read_plan_file(plan_workbook(plan, OFFICE, "plan.yaml"), "plan.xlsx", OFFICE)
    assert read == ImportedPlan(plan=plan, findings=deadline_findings(plan, "plan.xlsx"))


@pytest.mark.parametrize("institution_id", INSTITUTIONS)
def test_the_plans_of_the_repository_come_back_as_they_were(institution_id: str) -> None:
    plan, office = real_plan(institution_id)[0], real_office(institution_id)
    read = read_plan_file(plan_workbook(plan, office, "plan.yaml"), "plan.xlsx", office)
    assert read == ImportedPlan(plan=plan, findings=deadline_findings(plan, "plan.xlsx"))
    assert not read.needs_a_person


@pytest.mark.parametrize("institution_id", INSTITUTIONS)
def test_they_come_back_from_another_program_too(institution_id: str) -> None:
    plan, office = real_plan(institution_id)[0], real_office(institution_id)
    assert edited(plan_workbook(plan, office, "plan.yaml"), lambda book: None, institution_id).plan == plan


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_they_come_back_after_libreoffice_has_saved_them(tmp_path: Path) -> None:
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for name in INSTITUTIONS:
        plan, office = real_plan(name)[0], real_office(name)
        (tmp_path / f"{name}.xlsx").write_bytes(plan_workbook(plan, office, "plan.yaml"))
    files = [str(tmp_path / f"{name}.xlsx") for name in INSTITUTIONS]
    saved = tmp_path / "saved"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(saved), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for name in INSTITUTIONS:
        plan, office = real_plan(name)[0], real_office(name)
        assert read_plan_file((saved / f"{name}.xlsx").read_bytes(), "plan.xlsx", office).plan == plan


def test_equal_plans_give_equal_bytes():
    plan, office = real_plan("balti")[0], real_office("balti")
    assert plan_workbook(plan, office, "plan.yaml") == plan_workbook(plan, office, "plan.yaml")


def test_a_workbook_in_another_language_is_recognised():
    plan, office = real_plan("balti")[0], real_office("balti")
    with speaking("bg"):
        content = plan_workbook(plan, office, "plan.yaml")
    assert read_plan_file(content, "plan.xlsx", office).plan == plan


def test_the_workbook_offers_what_can_be_chosen():
    plan, office = real_plan("balti")[0], real_office("balti")
    book = openpyxl.load_workbook(io.BytesIO(plan_workbook(plan, office, "plan.yaml")))
    assert book.sheetnames == [
        "Plan",
        "Obiective",
        "Măsuri",
        "Indicatori",
        "Coloane",
        "Note de subsol",
        "Scăpări",
        "Relații",
        "Evenimente",
        "Subdiviziuni",
        "raport.lists",
    ]
    sheet = book["Indicatori"]
    offered = {str(rule.sqref)[:1]: rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert "".join(sorted(offered)) == "ACHIJKN"
    kinds = [cell.value for cell in book["raport.lists"]["C"] if cell.value]
    assert offered["C"] == f"'raport.lists'!$C$1:$C${len(kinds)}"
    assert kinds == ["număr", "sumă de bani", "procent", "stadiu", "mai multe numere", "text"]
    assert sheet["C1"].value == "indicators.kind"
    assert sheet.row_dimensions[1].hidden
    assert sheet.freeze_panes == "A3"


def test_who_is_asked_may_be_written_by_name_and_codes_as_numbers():
    """Excel makes a number of a code, and a secretary knows the departments by their names."""
    plan, office = real_plan("balti")[0], real_office("balti")

    def edit(book: Workbook) -> None:
        actions = book["Măsuri"]
        assert actions["B3"].value == "1.1"
        actions["B3"].value = 1.1
        actions["J3"].value = "Direcția resurse umane\nserviciul-de-presa"
        book["Plan"]["D3"].value = plan.valid_from

    assert edited(plan_workbook(plan, office, "plan.yaml"), edit).plan == plan


def test_a_changed_rule_and_a_further_indicator_are_read():
    plan, office = real_plan("balti")[0], real_office("balti")

    def edit(book: Workbook) -> None:
        sheet = book["Indicatori"]
        sheet["I3"].value, sheet["J3"].value, sheet["K3"].value = "lead", "resurse-umane", "last"
        sheet.append(
            [
                "1.1",
                "numărul de audieri",
                "count",
                "audiere",
                "audieri",
                None,
                "ședință | ședințe ; sesiune",
                "da",
                "sum",
                None,
                "sum",
            ]
        )

    action = edited(plan_workbook(plan, office, "plan.yaml"), edit).plan.actions[0]
    assert str(action.indicators[0].rule) == "lead:resurse-umane/last"
    added = action.indicators[-1]
    assert (added.text, added.split, str(added.rule)) == ("numărul de audieri", True, "sum/sum")
    assert added.unit is not None
    assert added.unit.synonyms == (("ședință", "ședințe"), ("sesiune",))


def test_edited_departments_and_further_columns_are_said():
    plan, office = real_plan("balti")[0], real_office("balti")

    def edit(book: Workbook) -> None:
        book["Subdiviziuni"]["B3"].value = "Altă denumire"
        book["Măsuri"]["M2"].value = "Observații"

    read = edited(plan_workbook(plan, office, "plan.yaml"), edit)
    assert read.plan == plan
    first = office.institution.departments[0].id
    assert messages(read) == [
        (
            "warning: plan.xlsx · foaia „Măsuri” · celula M2\n"
            "    găsit      coloana „Observații”\n"
            "    așteptat   numai coloanele exportate; aceasta nu a fost citită\n"
            "    de făcut   mutați textele ei într-o coloană a foii"
        ),
        (
            "warning: plan.xlsx · foaia „Subdiviziuni”\n"
            f"    găsit      subdiviziuni schimbate față de institution.yaml: {first}\n"
            "    așteptat   subdiviziunile din institution.yaml, pe care importul unui plan nu le schimbă\n"
            "    de făcut   dacă schimbarea este bună, faceți-o și în institution.yaml"
        ),
        *messages(ImportedPlan(plan=plan, findings=deadline_findings(plan, "plan.xlsx"))),
    ]


def test_a_personal_code_in_the_workbook_is_masked():
    plan, office = real_plan("balti")[0], real_office("balti")
    read = edited(plan_workbook(plan, office, "plan.yaml"), lambda book: book["Plan"].__setitem__("C3", "CNP 1800101221144"))
    assert read.plan.decision == "CNP 1***********4"
    assert messages(read) == [
        (
            "error: plan.xlsx · foaia „Plan” · celula C3\n"
            "    găsit      un cod personal: 1***********4\n"
            "    așteptat   niciun cod personal (IDNP, CNP, ЕГН): planul nu are nevoie de ele\n"
            "    de făcut   ștergeți codul din fișier și din planul importat, unde stă cu asteriscuri"
        ),
        *messages(ImportedPlan(plan=plan, findings=deadline_findings(plan, "plan.xlsx"))),
    ]


def test_a_text_that_no_cell_holds_is_refused():
    plan, office = real_plan("baltati")[0], real_office("baltati")
    with pytest.raises(OfficeFileError) as refused:
        plan_workbook(plan.model_copy(update={"decision": "a" * 40_000}), office, "inputs/baltati/plan.yaml")
    assert str(refused.value) == (
        "inputs/baltati/plan.yaml\n"
        "    găsit      un text de 40000 de caractere, pentru foaia „Plan”\n"
        "    așteptat   cel mult 32767 de caractere, cât ține o celulă din Excel\n"
        "    de făcut   scurtați textul în plan și exportați din nou"
    )


def test_relations_are_shown_in_words_and_wrong_ones_are_said_at_their_cells():
    plan, office = real_plan("balti")[0], real_office("balti")

    def change(book: Workbook) -> None:
        sheet = book["Relații"]
        assert [cell.value for cell in sheet[3]][:4] == ["1.3.2", "<=", "1.10.1", "avertisment"]
        assert sheet["F3"].value == "nu se verifică"
        sheet["A3"], sheet["B4"], sheet["D5"], sheet["C6"] = "1.3.22", "≤", "groaznic", "4.13"

    told = messages(edited(plan_workbook(plan, office, "plan.yaml"), change))
    again = "corectați celula și importați din nou, sau corectați planul importat"
    assert "\n".join(message for message in told if "foaia „Relații”" in message) == (
        "error: plan.xlsx · foaia „Relații” · celula B4\n"
        "    găsit      coloana „Semn”: „≤”\n"
        "    așteptat   una dintre valorile „<=”, „<”, „=”, „>=”, „>” și „!=”\n"
        f"    de făcut   {again}\n"
        "error: plan.xlsx · foaia „Relații” · celula D5\n"
        "    găsit      coloana „Gravitate”: „groaznic”\n"
        "    așteptat   una dintre valorile „eroare”, „avertisment” și „notă”\n"
        f"    de făcut   {again}\n"
        "error: plan.xlsx · foaia „Relații” · celula A3\n"
        "    găsit      coloana „Stânga”: „1.3.22”\n"
        "    așteptat   un indicator al planului, nu „1.3.22”; cel mai apropiat este „1.3.2”\n"
        "    de făcut   corectați codul\n"
        "error: plan.xlsx · foaia „Relații” · celula C6\n"
        "    găsit      coloana „Dreapta”: „4.13”\n"
        "    așteptat   un indicator al planului, nu „4.13”; cel mai apropiat este „4.1.3”\n"
        "    de făcut   corectați codul"
    )
