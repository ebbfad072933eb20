"""The project sheet in finished strings: states, evidence, shares, and what cannot be verified."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from small_project import a_budget, a_project

from toolkit.documents.pictures import results_picture
from toolkit.documents.project_sheet import ProjectSheet, delivery_counts, project_sheet
from toolkit.documents.tables import budget_table, results_table
from toolkit.errors import OfficeFileError
from toolkit.language import speaking
from toolkit.word.package import W, parse_part, read_package, write_package
from toolkit.word.placeholders import check_placeholders
from toolkit.word.template import fill_template

TEMPLATE = "templates/project_sheet.docx"
CONTENT = (Path(__file__).parents[2] / TEMPLATE).read_bytes()

EVIDENCE = [
    {
        "project": "sipoca-7",
        "result": "1",
        "deliverable": "2",
        "state": "delivered",
        "evidence": "PV nr. 7 din 01.02.2023",
        "role": "manager de proiect",
    },
    {"project": "sipoca-7", "result": "2", "state": "missing", "role": "manager de proiect"},
]


def sheet_of(evidence: list[dict[str, object]] | None = None, **changes: object) -> ProjectSheet:
    return project_sheet(a_project(evidence, **changes), registration_number="")


def test_every_state_is_undeclared_until_there_is_evidence() -> None:
    assert delivery_counts(a_project()) == {"livrat": 0, "în curs": 0, "lipsă": 0, "nedeclarat": 3}


def test_the_states_are_those_of_the_end_of_the_period() -> None:
    assert sheet_of().state_label == "Starea la 31.12.2023"


def test_the_state_and_the_evidence_stand_beside_what_they_are_about() -> None:
    assert results_table(sheet_of(EVIDENCE)).rows == (
        ("1.", "result", "O procedură", "", ""),
        ("1.1", "deliverable", "Procedura", "nedeclarat", ""),
        ("1.2", "deliverable", "Registrul", "livrat", "PV nr. 7 din 01.02.2023 (declarat de: manager de proiect)"),
        ("2.", "result", "60 de persoane certificate", "lipsă", "declarat de: manager de proiect"),
    )


def test_the_picture_of_the_results_has_a_text_that_says_the_same() -> None:
    sheet = sheet_of(EVIDENCE)
    picture = results_picture(sheet)
    parts = {label: list(counts) for label, _, counts in picture.parts}
    assert parts == {"livrat": [1, 0], "în curs": [0, 0], "lipsă": [0, 1], "nedeclarat": [1, 0]}
    told = "Starea livrabilelor, pe rezultate. Rezultatul 1: livrat 1, nedeclarat 1; Rezultatul 2: lipsă 1."
    assert picture.told == told


def test_the_budget_is_printed_with_its_shares_and_its_check() -> None:
    sheet = sheet_of()
    assert budget_table(sheet).rows == (
        ("Finanțare", "335.069,01", "93,54 %"),
        ("Contribuție PS1", "5.387,65", "1,50 %"),
        ("Contribuție DGA", "17.768,59", "4,96 %"),
        ("total", "358.225,25", "100,00 %"),
    )
    assert sheet.budget_check == "Verificat: rândurile dau totalul, 358.225,25 lei, la ban."


def test_amounts_of_the_other_notation_are_printed_as_the_institution_writes() -> None:
    sheet = sheet_of(budget=a_budget("3,222,419.35", "3,157,970.95", "64,448.40"))
    assert [row.amount for row in sheet.budget] == ["3.157.970,95", "64.448,40"]
    assert sheet.total == "3.222.419,35"


def test_a_budget_that_does_not_add_up_is_printed_with_the_difference_and_without_shares() -> None:
    sheet = sheet_of(budget=a_budget("1.000,00", "600,00", "399,99"))
    assert sheet.budget_check == "Rândurile dau 999,99 lei, nu totalul tipărit; diferența este de 0,01 lei."
    assert [row.share for row in sheet.budget] == ["–", "–"]
    assert sheet.total_share == "–"


def test_a_budget_of_nothing_has_no_shares() -> None:
    sheet = sheet_of(budget=a_budget("0,00", "0,00"))
    assert ([row.share for row in sheet.budget], sheet.total_share) == (["–"], "–")


def test_an_amount_that_cannot_be_read_is_printed_as_written_and_nothing_is_verified() -> None:
    sheet = sheet_of(budget=a_budget("2.663.109,05", "1.984.333,05", "678,776.00"))
    assert [row.amount for row in sheet.budget] == ["1.984.333,05", "678,776.00"]
    assert sheet.budget_check == "Totalul nu se poate verifica: nu toate sumele se pot citi."


@given(st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=6).filter(any))
def test_shares_give_exactly_100_and_none_is_off_by_more_than_a_hundredth(bani: list[int]) -> None:
    def written(amount: int) -> str:
        return f"{amount // 100},{amount % 100:02d}"

    sheet = sheet_of(budget=a_budget(written(sum(bani)), *map(written, bani)))
    shares = [Decimal(row.share.removesuffix(" %").replace(",", ".")) for row in sheet.budget]
    assert sum(shares) == 100
    assert all(
        abs(share - Decimal(part) * 100 / sum(bani)) < Decimal("0.01") for share, part in zip(shares, bani, strict=True)
    )


def test_the_facts_are_those_that_the_project_has() -> None:
    facts = [(fact.label, fact.value) for fact in sheet_of(partner="Ministerul", fund="FSE", priority_axis="Axa 2").facts]
    assert facts == [
        ("Beneficiar", "Primăria Exemplu"),
        ("Partener", "Ministerul"),
        ("Contract de finanțare", "nr. 12 din 09.03.2022, semnat cu Ministerul"),
        ("Perioada de implementare", "Martie 2022 – Iunie 2023 (16 luni)"),
        ("Stadiul", "proiect în implementare"),
        ("Programul", "Programul"),
        ("Fondul", "FSE"),
        ("Axa prioritară", "Axa 2"),
    ]


@pytest.mark.parametrize(("number", "line"), [("", ""), ("03-12/345", "Nr. 03-12/345")])
def test_a_registration_number_is_printed_where_there_is_one(number: str, line: str) -> None:
    assert project_sheet(a_project(), registration_number=number).registration_line == line


def test_the_template_prints_every_field() -> None:
    check_placeholders(CONTENT, TEMPLATE, ProjectSheet)


def test_a_template_that_does_not_tell_what_a_table_is_is_refused() -> None:
    parts = read_package(CONTENT, TEMPLATE)
    body = parts["word/document.xml"].replace(b"{{ facts_table.told }}", b"")
    with pytest.raises(OfficeFileError, match=r"niciun marcaj pentru câmpul „facts_table\.told”"):
        check_placeholders(write_package({**parts, "word/document.xml": body}), TEMPLATE, ProjectSheet)


def test_the_template_has_no_word_of_its_own() -> None:
    """One template serves every language: what stands in it is tags and signs."""
    own = [re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text) for text in texts_and_captions(CONTENT)]
    assert [text for text in own if any(map(str.isalpha, text))] == []


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        (
            "ro",
            (
                *("Fișa proiectului", "Date de identificare", "Rubrica", "Conținutul"),
                *("Obiectivul general", "Obiectivele specifice", "Rezultatele și livrabilele"),
                *("Nr.", "Rezultat și livrabile", "Starea la 31.12.2023", "Dovada", "Livrabil: Procedura"),
                *("Bugetul", "Sursa", "Suma (lei)", "Partea din total", "Total"),
                "Datele proiectului",
                "Datele de identificare ale proiectului: denumirea și valoarea fiecăreia.",
                "Rezultatele proiectului",
                "Rezultatele proiectului cu livrabilele lor, starea fiecăruia și dovada.",
                "Bugetul proiectului",
                "Sursele de finanțare, suma și partea fiecăreia; ultimul rând este totalul.",
            ),
        ),
        (
            "bg",
            (
                *("Справка за проекта", "Данни за проекта", "Показател", "Съдържание"),
                *("Обща цел", "Специфични цели", "Резултати и части за предаване"),
                *("№", "Резултат и части за предаване", "Състояние към 31.12.2023", "Доказателство"),
                *("Част за предаване: Procedura", "Бюджет", "Източник", "Сума (lei)", "Дял от общата сума", "Общо"),
                "Данни за проекта",
                "Данните, по които проектът се разпознава: наименование и стойност на всяко.",
                "Резултати от проекта",
                "Резултатите от проекта с частите за предаване, състоянието на всеки и доказателството.",
                "Бюджет на проекта",
                "Източниците на финансиране, сумата и делът на всеки; последният ред е общата сума.",
            ),
        ),
    ],
)
def test_the_labels_are_in_the_language_of_the_institution(language: str, labels: tuple[str, ...]) -> None:
    with speaking(language):
        sheet = sheet_of()
        filled = fill_template(CONTENT, TEMPLATE, asdict(sheet), title=sheet.property_title, author="_", language="ro-RO")
    texts = list(texts_and_captions(filled))
    assert [label for label in labels if label not in texts] == []


def test_the_pages_are_numbered_without_words() -> None:
    footer = Document(io.BytesIO(CONTENT)).sections[0].footer.paragraphs[0]
    assert footer.text == "{{ property_title }}\t1 / 1"


def texts_and_captions(docx: bytes) -> Iterator[str]:
    """Everything that is read or heard of a file: its paragraphs, then what is told of its tables."""
    for name, content in read_package(docx, TEMPLATE).items():
        if name.startswith(("word/document", "word/header", "word/footer")) and name.endswith(".xml"):
            tree = parse_part(name, content)
            yield from ("".join(text.text or "" for text in p.iter(f"{W}t")) for p in tree.iter(f"{W}p"))
            yield from (told.get(f"{W}val", "") for told in tree.iter(f"{W}tblCaption", f"{W}tblDescription"))
