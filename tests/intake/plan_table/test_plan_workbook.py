"""A plan that is edited in Excel comes back without loss."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from conftest import an_institution
from hypothesis import given, settings
from openpyxl import Workbook
from plan_files import messages, plans, real_plan

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
    institution = an_institution()
    read = read_plan_file(plan_workbook(plan, institution, "plan.yaml"), "plan.xlsx", institution)
    assert read == ImportedPlan(plan=plan, findings=deadline_findings(plan, "plan.xlsx"))


@pytest.mark.parametrize("institution_id", INSTITUTIONS)
def test_the_plans_of_the_repository_come_back_as_they_were(institution_id: str) -> None:
    plan, institution = real_plan(institution_id)
    read = read_plan_file(plan_workbook(plan, institution, "plan.yaml"), "plan.xlsx", institution)
    assert read == ImportedPlan(plan=plan, findings=deadline_findings(plan, "plan.xlsx"))
    assert not read.needs_a_person


@pytest.mark.parametrize("institution_id", INSTITUTIONS)
def test_they_come_back_from_another_program_too(institution_id: str) -> None:
    plan, institution = real_plan(institution_id)
    assert edited(plan_workbook(plan, institution, "plan.yaml"), lambda book: None, institution_id).plan == plan


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_they_come_back_after_libreoffice_has_saved_them(tmp_path: Path) -> None:
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for name in INSTITUTIONS:
        plan, institution = real_plan(name)
        (tmp_path / f"{name}.xlsx").write_bytes(plan_workbook(plan, institution, "plan.yaml"))
    files = [str(tmp_path / f"{name}.xlsx") for name in INSTITUTIONS]
    saved = tmp_path / "saved"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(saved), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for name in INSTITUTIONS:
        plan, institution = real_plan(name)
        assert read_plan_file((saved / f"{name}.xlsx").read_bytes(), "plan.xlsx", institution).plan == plan


def test_equal_plans_give_equal_bytes():
    plan, institution = real_plan("balti")
    assert plan_workbook(plan, institution, "plan.yaml") == plan_workbook(plan, institution, "plan.yaml")


def test_a_workbook_in_another_language_is_recognised():
    plan, institution = real_plan("balti")
    with speaking("bg"):
        content = plan_workbook(plan, institution, "plan.yaml")
    assert read_plan_file(content, "plan.xlsx", institution).plan == plan


def test_the_workbook_offers_what_can_be_chosen():
    plan, institution = real_plan("balti")
    book = openpyxl.load_workbook(io.BytesIO(plan_workbook(plan, institution, "plan.yaml")))
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
    assert "".join(sorted(offered)) == "ACHIJKM"
    kinds = [cell.value for cell in book["raport.lists"]["C"] if cell.value]
    assert offered["C"] == f"'raport.lists'!$C$1:$C${len(kinds)}"
    assert kinds == ["count", "money", "percentage", "status", "compound", "text"]
    assert sheet["C1"].value == "indicators.kind"
    assert sheet.row_dimensions[1].hidden
    assert sheet.freeze_panes == "A3"


def test_who_is_asked_may_be_written_by_name_and_codes_as_numbers():
    """Excel makes a number of a code, and a secretary knows the departments by their names."""
    plan, institution = real_plan("balti")

    def edit(book: Workbook) -> None:
        actions = book["Măsuri"]
        assert actions["B3"].value == "1.1"
        actions["B3"].value = 1.1
        actions["J3"].value = "Direcția resurse umane\nserviciul-de-presa"
        book["Plan"]["D3"].value = plan.valid_from

    assert edited(plan_workbook(plan, institution, "plan.yaml"), edit).plan == plan


def test_a_changed_rule_and_a_further_indicator_are_read():
    plan, institution = real_plan("balti")

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

    action = edited(plan_workbook(plan, institution, "plan.yaml"), edit).plan.actions[0]
    assert str(action.indicators[0].rule) == "lead:resurse-umane/last"
    added = action.indicators[-1]
    assert (added.text, added.split, str(added.rule)) == ("numărul de audieri", True, "sum/sum")
    assert added.unit is not None
    assert added.unit.synonyms == (("ședință", "ședințe"), ("sesiune",))


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (
            lambda book: book["Indicatori"].__setitem__("C3", "numar"),
            (
                "plan.xlsx · foaia „Indicatori” · celula A3\n"
                "    găsit      kind: „numar”\n"
                "    așteptat   una dintre valorile „count”, „money”, „percentage”, „status”, „compound” și „text”\n"
                "    de făcut   corectați rândul și importați din nou"
            ),
        ),
        (
            lambda book: book["Indicatori"].__setitem__("A3", "9.9"),
            (
                "plan.xlsx · foaia „Indicatori” · celula A3\n"
                "    găsit      codul „9.9”, pe care planul nu îl are\n"
                "    așteptat   un cod care stă în foaia obiectivelor sau a măsurilor\n"
                "    de făcut   corectați codul sau adăugați rândul lui"
            ),
        ),
        (
            lambda book: book["Plan"].delete_rows(3),
            (
                "plan.xlsx\n"
                "    găsit      nicio foaie „Plan” completată\n"
                "    așteptat   foile pe care le scrie „raport plan export”\n"
                "    de făcut   exportați planul din nou și faceți schimbările în fișierul nou"
            ),
        ),
        (
            lambda book: book["Măsuri"].__setitem__("C3", None),
            (
                "plan.xlsx · foaia „Măsuri” · celula A3\n"
                "    găsit      title: nimic\n"
                "    așteptat   o valoare\n"
                "    de făcut   corectați rândul și importați din nou"
            ),
        ),
        (
            lambda book: book["Indicatori"].__setitem__("I3", "any"),
            (
                "plan.xlsx · foaia „Indicatori” · celula A3\n"
                "    găsit      valori care nu se potrivesc\n"
                "    așteptat   regula any numai la un status\n"
                "    de făcut   schimbați „rule” sau „kind”"
            ),
        ),
    ],
)
def test_a_row_that_is_wrong_is_named(edit: Callable[[Workbook], None], said: str) -> None:
    plan, institution = real_plan("balti")
    with pytest.raises(OfficeFileError) as refused:
        edited(plan_workbook(plan, institution, "plan.yaml"), edit)
    assert str(refused.value) == said


def test_edited_departments_and_further_columns_are_said():
    plan, institution = real_plan("balti")

    def edit(book: Workbook) -> None:
        book["Subdiviziuni"]["B3"].value = "Altă denumire"
        book["Măsuri"]["M2"].value = "Observații"

    read = edited(plan_workbook(plan, institution, "plan.yaml"), edit)
    assert read.plan == plan
    first = institution.departments[0].id
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
    plan, institution = real_plan("balti")
    read = edited(
        plan_workbook(plan, institution, "plan.yaml"), lambda book: book["Plan"].__setitem__("C3", "CNP 1800101221144")
    )
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
    plan, institution = real_plan("baltati")
    with pytest.raises(OfficeFileError) as refused:
        plan_workbook(plan.model_copy(update={"decision": "a" * 40_000}), institution, "inputs/baltati/plan.yaml")
    assert str(refused.value) == (
        "inputs/baltati/plan.yaml\n"
        "    găsit      un text de 40000 de caractere, pentru foaia „Plan”\n"
        "    așteptat   cel mult 32767 de caractere, cât ține o celulă din Excel\n"
        "    de făcut   scurtați textul în plan și exportați din nou"
    )


def edited(content: bytes, edit: Callable[[Workbook], None], institution_id: str = "balti") -> ImportedPlan:
    """Import a workbook that somebody has opened, edited and saved."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    target = io.BytesIO()
    book.save(target)
    return read_plan_file(target.getvalue(), "plan.xlsx", real_plan(institution_id)[1])
