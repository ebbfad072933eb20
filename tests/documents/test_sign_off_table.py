"""Documents whose labels come from the institution end with a table in which it signs, where somebody signs at all."""

from __future__ import annotations

import io
from dataclasses import asdict, replace
from pathlib import Path

import docx
import pytest
from conftest import an_institution
from small_project import a_project

from toolkit.documents.project_sheet import project_sheet
from toolkit.documents.sign_off_table import sign_off_tables
from toolkit.language import speaking
from toolkit.plan.institution import SignOffRole
from toolkit.word.content_reading import content_of
from toolkit.word.final_document import Signatory, final_document, signature_heading
from toolkit.word.package import DOCUMENT, read_package
from toolkit.word.sign_off_block import with_sign_off_marked
from toolkit.word.template import fill_template

TEMPLATES = Path(__file__).parents[2] / "templates"
TEMPLATE = "templates/project_sheet.docx"
PEOPLE = (Signatory(name="Ana Pop", day="05.02.2024"), Signatory(name="Ion Rusu", day="06.02.2024"))


def sheet(*roles: SignOffRole) -> bytes:
    """The sheet of a project of an institution with these roles."""
    inputs = a_project()
    institution = inputs.institution.model_copy(update={"sign_off": roles})
    document = asdict(project_sheet(replace(inputs, institution=institution), registration_number=""))
    content = (TEMPLATES / "project_sheet.docx").read_bytes()
    return fill_template(content, TEMPLATE, document, title=document["property_title"], author="_", language="ro-RO")


ROLES = (SignOffRole(label="Întocmit", role="inspector", unit="Direcția A"), SignOffRole(label="Aprobat", role="primar"))


def test_the_table_has_a_line_for_each_role_and_is_filled_at_the_approval() -> None:
    document = sheet(*ROLES)
    final = final_document(document, PEOPLE, {}, file="fisa.docx")
    assert [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(final)).tables[-1].rows] == [
        ["Numele, prenumele, funcția", "Semnătura", "Data"],
        ["Întocmit: Ana Pop, inspector, Direcția A", "", "05.02.2024"],
        ["Aprobat: Ion Rusu, primar", "", "06.02.2024"],
    ]
    assert content_of(final).hash == content_of(document).hash
    assert signature_heading(final) == "Semnătura"


def test_where_nobody_signs_there_is_no_table() -> None:
    assert content_of(sheet()).sign_off == ()
    assert signature_heading(sheet()) == ""
    assert sign_off_tables(an_institution().model_copy(update={"sign_off": ()})) == ()


def test_its_headings_are_in_the_language_of_the_institution() -> None:
    with speaking("bg"):
        [table] = sign_off_tables(an_institution())
    assert (table.signatory, table.signature, table.day) == ("Име, фамилия, длъжност", "Подпис", "Дата")
    assert table.told == "Кой подписва: име, длъжност, подпис и дата."


@pytest.mark.parametrize("name", ["semester_report", "monthly_report", "project_sheet", "plan_evaluation"])
def test_every_template_that_is_signed_marks_its_table(name: str) -> None:
    content = (TEMPLATES / f"{name}.docx").read_bytes()
    assert read_package(content, name)[DOCUMENT].count(b'w:name="bloc_semnaturi"') == 1
    assert with_sign_off_marked(content, name) is content
