"""The two printed plans: every text of the plan in its place, slips included, and nothing invented."""

from __future__ import annotations

import io
import zipfile
from dataclasses import asdict
from datetime import date
from functools import cache
from pathlib import Path

import docx
import pytest
from lxml import etree

from toolkit.documents.printed_plan import PrintedPlan, printed_plan
from toolkit.intake.plan_inputs import PlanInputs, read_plan
from toolkit.language import speaking
from toolkit.word.placeholders import check_placeholders
from toolkit.word.template import fill_template

PROJECT = Path(__file__).parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def inputs_of(institution: str) -> PlanInputs:
    files = {p.relative_to(PROJECT).as_posix(): p.read_bytes() for p in PROJECT.glob(f"inputs/{institution}/*.yaml")}
    return read_plan(files, institution, date(2023, 12, 31))


@cache
def document_of(template: str, institution: str) -> bytes:
    inputs = inputs_of(institution)
    file = f"templates/{template}.docx"
    with speaking(inputs.institution.locale):
        content = printed_plan(inputs)
    return fill_template(
        (PROJECT / file).read_bytes(),
        file,
        asdict(content),
        title=content.property_title,
        author=content.institution,
        language=inputs.institution.language_tag,
    )


def rows_of(document: bytes) -> list[list[str]]:
    """The rows of the table, each cell once, with its paragraphs on lines of their own."""
    (table,) = docx.Document(io.BytesIO(document)).tables
    return [["\n".join(p.text for p in cell.paragraphs) for cell in dict.fromkeys(row.cells)] for row in table.rows]


@pytest.mark.parametrize("template", ["integrity_plan", "action_plan"])
def test_the_template_prints_every_field(template: str) -> None:
    file = f"templates/{template}.docx"
    check_placeholders((PROJECT / file).read_bytes(), file, PrintedPlan)


def test_the_integrity_plan_has_its_rows_and_objective_2_no_deadline() -> None:
    rows = rows_of(document_of("integrity_plan", "baltati"))
    widths = [len(row) for row in rows]
    assert widths == [7, *[7] * 8, 1, 6, *[6] * 4, 1, 1, 7, *[7] * 3, 1, 7, *[7] * 3]
    headings = [row[0] for row in rows if len(row) == 1]
    assert [heading.partition(":")[0] for heading in headings] == [
        "Obiectiv 2",
        "Obiectiv 3",
        "Indicatori de performanță",
        "Obiectiv 4",
    ]
    assert rows[0] == [
        "Măsuri",
        "Indicatori de performanță",
        "Riscuri",
        "Surse de verificare",
        "Termen de realizare",
        "Responsabili",
        "Buget",
    ]
    assert "Termen de realizare" not in rows[10]


def test_missing_and_empty_cells_are_printed_empty() -> None:
    cells = {row[0].split()[0]: row for row in rows_of(document_of("integrity_plan", "baltati")) if row[0][:1].isdigit()}
    assert len(cells) == 18
    assert cells["1.8"][4] == ""
    assert [cells[code][-1] for code in ("2.2", "2.4", "4.2", "4.3")] == ["", "", "", ""]
    assert cells["1.1"][3] == "Document aprobat\npublicare pe pagina web a instituției\nBază de date MDLPA"


def test_the_footnote_is_one_of_word() -> None:
    document = document_of("integrity_plan", "baltati")
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
        notes = etree.fromstring(package.read("word/footnotes.xml"))
    (reference,) = body.iter(f"{W}footnoteReference")
    texts = {note.get(f"{W}id"): "".join(note.itertext()).strip() for note in notes.iter(f"{W}footnote")}
    assert texts[reference.get(f"{W}id")] == "Sau grup de lucru – în funcție de dimensiunea instituției"
    assert "¹" not in "".join(body.itertext())
    paragraph = next(p for p in body.iter(f"{W}p") if reference in list(p.iter()))
    assert "".join(paragraph.itertext()).startswith("1.2 Desemnarea coordonatorului și a unei persoane responsabile ")


def test_the_title_is_above_and_the_date_line_below() -> None:
    paragraphs = [p.text for p in docx.Document(io.BytesIO(document_of("integrity_plan", "baltati"))).paragraphs]
    assert paragraphs[0] == "Plan de integritate al Comunei Bălțați"
    assert paragraphs[1].startswith("Obiectiv 1: Creșterea gradului de implementare")
    assert paragraphs[2] == "Data elaborării : 21.02.2023"


def test_the_action_plan_is_one_table_with_its_numbers_restarting() -> None:
    document = document_of("action_plan", "pernik")
    rows = rows_of(document)
    assert rows[0] == ["ПЛАН ЗА ДЕЙСТВИЕ ЗА ПРЕВЕНЦИЯ И ПРОТИВОДЕЙСТВИЕ НА КОРУПЦИЯТА НА ООСПК\n(януари – декември 2018г.)"]
    assert rows[1] == [
        "№",
        "Мярка",
        "Срок",
        "Отговорна институция",
        "Индикатор за оценка на изпълнението",
        "Резултат",
    ]
    assert [row[0].partition(".")[0] for row in rows[2:] if len(row) == 1] == ["I", "II", "III", "IV", "V", "VI"]
    assert [row[0] for row in rows[2:] if len(row) == 6] == [
        "1.",
        "2.",
        "3.",
        "4.",
        "1.",
        "1.",
        "1.",
        "1.",
        "2.",
        "3.",
        "1.",
    ]
    assert rows[3][3] == "ОА - Перник, общини, други звена на изпълнителната власт на територията на Област Перник"
    assert not [p.text for p in docx.Document(io.BytesIO(document)).paragraphs if p.text]


def test_the_action_plan_is_bulgarian_throughout() -> None:
    with zipfile.ZipFile(io.BytesIO(document_of("action_plan", "pernik"))) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}
    assert "ro-RO" not in "".join(parts.values())
    assert 'w:lang w:val="bg-BG"' in parts["word/styles.xml"]
    assert "\u00ad" not in parts["word/document.xml"]
    assert "w:softHyphen" not in parts["word/document.xml"]
    assert "корупционния" in parts["word/document.xml"]


@pytest.mark.parametrize(("template", "institution"), [("integrity_plan", "baltati"), ("action_plan", "pernik")])
def test_every_slip_is_printed_as_it_was_adopted(template: str, institution: str) -> None:
    text = "\n".join(cell for row in rows_of(document_of(template, institution)) for cell in row)
    text += "\n".join(p.text for p in docx.Document(io.BytesIO(document_of(template, institution))).paragraphs)
    for slip in inputs_of(institution).plan.suspected_errors:
        assert slip.printed in text.replace("\n", ", ") or slip.printed in text


@pytest.mark.parametrize(
    ("template", "institution", "measures"),
    [("action_plan", "baltati", 18), ("integrity_plan", "pernik", 11), ("integrity_plan", "balti", 48)],
)
def test_any_plan_prints_in_either_layout(template: str, institution: str, measures: int) -> None:
    plan = inputs_of(institution).plan
    text = "\n".join(cell for row in rows_of(document_of(template, institution)) for cell in row)
    assert len(plan.actions) == measures
    for action in plan.actions:
        assert action.title.split(" ¹")[0] in text


@pytest.mark.parametrize(("template", "institution"), [("integrity_plan", "baltati"), ("action_plan", "pernik")])
def test_every_row_fills_the_page(template: str, institution: str) -> None:
    with zipfile.ZipFile(io.BytesIO(document_of(template, institution))) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    size, margin = body.find(f".//{W}pgSz"), body.find(f".//{W}pgMar")
    assert size is not None
    assert margin is not None
    width = int(size.get(f"{W}w")) - int(margin.get(f"{W}left")) - int(margin.get(f"{W}right"))
    (table,) = body.iter(f"{W}tbl")
    grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
    assert sum(grid) == width
    for row in table.iter(f"{W}tr"):
        cells = list(row.iter(f"{W}tcPr"))
        assert sum(int(cell.find(f"{W}tcW").get(f"{W}w")) for cell in cells) == width
        spans = [int(span.get(f"{W}val")) if (span := cell.find(f"{W}gridSpan")) is not None else 1 for cell in cells]
        assert sum(spans) == len(grid)
