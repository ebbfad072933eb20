"""Letters come out as Word shows them: run before character style, paragraph style, table style and defaults."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from toolkit.word.letters import Letters, Styles
from toolkit.word.package import DOCUMENT, STYLES, parse_part, read_package
from toolkit.word.readable import Reader


def met(document: Any) -> dict[str, Letters]:
    """Each text of a document, and how its letters come out."""
    target = BytesIO()
    document.save(target)
    parts = read_package(target.getvalue(), "x.docx")
    reader = Reader(Styles(parse_part(STYLES, parts[STYLES]), {}))
    reader.read(parse_part(DOCUMENT, parts[DOCUMENT]), is_body=True)
    return {text.first: text.letters for text in reader.met.texts.values()}


def style(document: Any, name: str, kind: WD_STYLE_TYPE, base: str = "") -> Any:
    new = document.styles.add_style(name, kind)
    new.base_style = document.styles[base] if base else None
    return new


def part(parent: Any, tag: str, **attributes: str) -> Any:
    new = OxmlElement(tag)
    for name, value in attributes.items():
        new.set(qn(f"w:{name}"), value)
    parent.append(new)
    return new


def test_a_style_takes_over_what_it_does_not_say():
    document = Document()
    style(document, "Temelie", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(17)
    style(document, "Mijloc", WD_STYLE_TYPE.PARAGRAPH, "Temelie").font.color.rgb = RGBColor(0xAA, 0, 0)
    style(document, "Vârf", WD_STYLE_TYPE.PARAGRAPH, "Mijloc").font.bold = True
    document.add_paragraph("Text", style="Vârf")

    letters = met(document)["Text"]
    assert (letters.half_points, letters.colour, letters.is_bold) == (34, (0xAA, 0, 0), True)


def test_the_run_goes_before_its_style_and_that_before_the_paragraph_style():
    document = Document()
    style(document, "Paragraf", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(10)
    style(document, "Literă", WD_STYLE_TYPE.CHARACTER).font.size = Pt(12)
    paragraph = document.add_paragraph("unu", style="Paragraf")
    paragraph.add_run("doi", style="Literă")
    paragraph.add_run("trei", style="Literă").font.size = Pt(14)

    assert {text: letters.half_points for text, letters in met(document).items()} == {"unu": 20, "doi": 24, "trei": 28}


def test_bold_within_bold_is_plain_and_the_run_has_the_last_word():
    document = Document()
    style(document, "Gros", WD_STYLE_TYPE.PARAGRAPH).font.bold = True
    style(document, "Tare", WD_STYLE_TYPE.CHARACTER).font.bold = True
    paragraph = document.add_paragraph("unu", style="Gros")
    paragraph.add_run("doi", style="Tare")
    run = paragraph.add_run("trei", style="Tare")
    run.font.bold, run.font.size = True, Pt(9)

    assert {text: letters.is_bold for text, letters in met(document).items()} == {"unu": True, "doi": False, "trei": True}


def test_a_style_that_is_based_on_itself_ends_no_less():
    document = Document()
    style(document, "Cerc", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(9)
    document.styles["Cerc"].base_style = document.styles["Cerc"]
    document.add_paragraph("Text", style="Cerc")

    assert met(document)["Text"].half_points == 18


def styled_table(document: Any) -> Any:
    """A table of three rows and columns, with a style that sets its header row, last column and every other row apart."""
    grid = style(document, "Tabel", WD_STYLE_TYPE.TABLE)
    for name, colour, fill in (("firstRow", "FFFFFF", "1F3864"), ("lastCol", "AA0000", ""), ("band2Horz", "", "EEEEEE")):
        condition = part(grid.element, "w:tblStylePr", type=name)
        if colour:
            part(part(condition, "w:rPr"), "w:color", val=colour)
        if fill:
            part(part(condition, "w:tcPr"), "w:shd", val="clear", fill=fill)
    table = document.add_table(3, 3, style="Tabel")
    for n, row in enumerate(table.rows):
        for m, cell in enumerate(row.cells):
            cell.text = f"{n}{m}"
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    for name in list(look.attrib):
        del look.attrib[name]
    return table, look


def test_the_conditions_of_a_table_style_apply_to_their_cells():
    document = Document()
    _, look = styled_table(document)
    look.set(qn("w:val"), "0520")  # header row and last column, rows in bands, columns not

    found = met(document)
    assert (found["00"].colour, found["00"].background) == ((255, 255, 255), (0x1F, 0x38, 0x64))
    assert (found["10"].colour, found["10"].background) == ((0, 0, 0), (255, 255, 255))
    assert (found["12"].colour, found["12"].background) == ((0xAA, 0, 0), (255, 255, 255))
    assert (found["20"].colour, found["20"].background) == ((0, 0, 0), (0xEE, 0xEE, 0xEE))


def test_a_table_that_does_not_ask_for_a_condition_has_it_not():
    document = Document()
    _, look = styled_table(document)
    for name, value in (("firstRow", "0"), ("lastColumn", "0"), ("noHBand", "1"), ("noVBand", "1")):
        look.set(qn(f"w:{name}"), value)

    assert {letters.background for letters in met(document).values()} == {(255, 255, 255)}


def test_the_ground_is_the_nearest_that_one_does_not_see_through():
    document = Document()
    table, look = styled_table(document)
    look.set(qn("w:val"), "0520")
    cell = table.rows[0].cells[0]
    part(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", fill="000000")
    paragraph = cell.add_paragraph("umbrit")
    part(paragraph._p.get_or_add_pPr(), "w:shd", val="clear", fill="FFFF00")
    run = paragraph.add_run("însemnat")
    part(run._r.get_or_add_rPr(), "w:highlight", val="green")

    found = met(document)
    assert found["00"].background == (0, 0, 0)
    assert found["umbrit"].background == (255, 255, 0)
    assert found["însemnat"].background == (0, 255, 0)


@pytest.mark.parametrize(("fill", "colour"), [("000000", (255, 255, 255)), ("FFFFFF", (0, 0, 0))])
def test_automatic_letters_are_white_on_a_dark_ground_and_else_black(fill: str, colour: object):
    document = Document()
    paragraph = document.add_paragraph("Text")
    part(paragraph._p.get_or_add_pPr(), "w:shd", val="clear", fill=fill)

    assert met(document)["Text"].colour == colour


@pytest.mark.parametrize(
    ("points", "bold", "large"), [(18, False, True), (17.5, False, False), (14, True, True), (14, False, False)]
)
def test_letters_of_18_points_or_14_and_bold_are_large(points: float, *, bold: bool, large: bool):
    document = Document()
    run = document.add_paragraph().add_run("Text")
    run.font.size, run.font.bold = Pt(points), bold

    assert met(document)["Text"].are_large is large
