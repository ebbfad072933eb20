"""What only Word does to a plan: broken tables, footnotes, tracked changes, signs that nobody sees."""

from __future__ import annotations

import io
import zipfile

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from plan_files import HEADER, ROWS, imported, messages, word_plan

TITLE = ROWS[0][0]


def test_a_measure_that_a_page_end_has_parted_is_joined_and_said():
    """A table that was broken by hand goes on in a further table, without a header."""
    first = [ROWS[1][:1] + ("<",) * 3, HEADER, ROWS[3], ("1.2 Instruirea tuturor", "Nr. de", "Anual", "Resurse umane")]
    read = imported(
        word_plan(TITLE, first, [("angajaților din instituție", "instruiri ținute", "", ""), ROWS[6]]), "plan.docx"
    )
    action = read.plan.actions[1]
    assert (action.title, action.indicators[0].text) == (
        "Instruirea tuturor angajaților din instituție",
        "Nr. de instruiri ținute",
    )
    assert read.plan.actions[2].code == "2.1"
    assert messages(read) == [
        (
            "warning: plan.docx · tabelul 2, rândul 1\n"
            "    găsit      un rând fără cod, „angajaților din instituție | instruiri ținute”\n"
            "    așteptat   o măsură; rândul a fost socotit urmarea celei de dinainte,"
            " „1.2 Instruirea tuturor angajaților din instituție”\n"
            "    de făcut   verificați textele acestei măsuri în planul importat"
        )
    ]
    assert read.needs_a_person


def test_a_table_with_another_grid_goes_on_by_the_order_of_its_cells():
    def widen(document: Document) -> None:
        second = document.tables[1]
        for row in second.rows:
            row.cells[0].merge(row.cells[1])

    second = [(ROWS[4][0], "", *ROWS[4][1:]), (ROWS[6][0], "", *ROWS[6][1:])]
    read = imported(word_plan(TITLE, ROWS[1:4], second, change=widen))
    assert [action.deadline for action in read.plan.actions] == ["Permanent", "31 martie 2023", "Anual"]


def test_blocks_of_one_table_may_have_other_edges_and_fewer_columns():
    """The source of Bălțați: six columns under one objective, seven under the next, within one table."""
    wide = [
        ROWS[1][:1] + ("<",) * 5,
        ("Măsuri", "Indicatori", "<", "Termen", "Responsabili", "Buget"),
        ("1.1 a", "Nr.", "<", "Anual", "Toți", "0"),
    ]
    narrow = [("Măsuri", "<", "Indicatori", "Responsabil", "<", "Buget"), ("2.1 b", "<", "Nr.", "Toți", "<", "1 leu")]
    plan = imported(word_plan(TITLE, [*wide, ("Obiectiv 2: Integritatea", *("<",) * 5), *narrow])).plan
    assert [(a.title, a.indicators[0].text, a.deadline, a.responsible, a.budget) for a in plan.actions] == [
        ("a", "Nr.", "Anual", ("Toți",), "0"),
        ("b", "Nr.", "", ("Toți",), "1 leu"),
    ]
    assert [column.label for column in plan.priorities[1].columns] == ["Măsuri", "Indicatori", "Responsabil", "Buget"]


def test_a_row_that_lacks_its_last_cell_is_said():
    def shorten(document: Document) -> None:
        row = document.tables[0].rows[2]._tr
        row.remove(row.tc_lst[-1])

    read = imported(word_plan(TITLE, ROWS[1:], change=shorten), "plan.docx")
    assert [(finding.code.value, finding.found) for finding in read.findings] == [("plan-row-short", "un rând cu 3 celule")]


def test_a_cell_over_several_measures_holds_for_each():
    def merge(document: Document) -> None:
        table = document.tables[0]
        table.cell(3, 2).text = ""
        table.cell(2, 2).merge(table.cell(3, 2))

    read = imported(word_plan(TITLE, ROWS[1:], change=merge))
    assert [action.deadline for action in read.plan.actions] == ["Permanent", "Permanent", "Anual"]


def test_a_measure_over_several_rows_has_the_items_of_all():
    def merge(document: Document) -> None:
        table = document.tables[0]
        for column in (0, 2, 3):
            table.cell(3, column).text = ""
            table.cell(2, column).merge(table.cell(3, column))

    read = imported(word_plan(TITLE, ROWS[1:], change=merge))
    first = read.plan.actions[0]
    assert [indicator.text for indicator in first.indicators] == ["Nr. de seturi de date", "Nr. de instruiri"]
    assert (first.deadline, [action.code for action in read.plan.actions]) == ("Permanent", ["1.1", "2.1"])
    assert read.findings == ()


def test_footnotes_of_word_are_read_with_their_marks():
    def refer(document: Document) -> None:
        run = document.tables[0].cell(2, 0).paragraphs[0].add_run(" ")
        run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="7"/>'))

    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="0"><w:p/></w:footnote><w:footnote w:id="7">'
        '<w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> Sau un grup</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    content = with_part(word_plan(TITLE, ROWS[1:], change=refer), "word/footnotes.xml", notes.encode())
    note = imported(content).plan.footnotes[0]
    assert (note.mark, note.action, note.text) == ("¹", "1.1", "Sau un grup")
    assert imported(content).plan.actions[0].title == "Publicarea datelor ¹"


def test_a_raised_number_is_a_mark():
    def raise_number(document: Document) -> None:
        document.tables[0].cell(2, 0).paragraphs[0].add_run("1").font.superscript = True

    assert imported(word_plan(TITLE, ROWS[1:], change=raise_number)).plan.actions[0].title == "Publicarea datelor¹"


def test_tracked_changes_are_read_as_accepted():
    def change(document: Document) -> None:
        paragraph = document.tables[0].cell(2, 0).paragraphs[0]
        for tag, text_tag, text in (
            ("w:del", "w:delText", " vechi"),
            ("w:ins", "w:t", " noi"),
            ("w:moveFrom", "w:t", " mutat"),
        ):
            tracked, run, said = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
            said.text = text
            said.set(qn("xml:space"), "preserve")
            run.append(said)
            tracked.append(run)
            paragraph._p.append(tracked)
        deleted = document.tables[0].rows[3]._tr.get_or_add_trPr()
        deleted.append(OxmlElement("w:del"))

    read = imported(word_plan(TITLE, ROWS[1:], change=change))
    assert [action.title for action in read.plan.actions] == ["Publicarea datelor noi", "Declararea averilor"]


def test_signs_that_nobody_sees_are_taken_out():
    def odd(document: Document) -> None:
        paragraph = document.tables[0].cell(2, 0).paragraphs[0]
        paragraph.add_run(" cu\u00adrate\u200b\u00a0și\tnoi")
        paragraph.add_run()._r.append(OxmlElement("w:softHyphen"))
        paragraph.add_run("e")._r.append(OxmlElement("w:noBreakHyphen"))
        paragraph.add_run("mail\nzilnic")

    assert (
        imported(word_plan(TITLE, ROWS[1:], change=odd)).plan.actions[0].title
        == "Publicarea datelor curate și noie-mail zilnic"
    )


def test_a_line_break_within_a_paragraph_begins_an_item():
    def break_line(document: Document) -> None:
        document.tables[0].cell(2, 1).paragraphs[0].add_run("\nNr. de vizite")

    action = imported(word_plan(TITLE, ROWS[1:], change=break_line)).plan.actions[0]
    assert [indicator.text for indicator in action.indicators] == ["Nr. de seturi de date", "Nr. de vizite"]


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """A package with one more part."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(target, "w") as more:
        for entry in package.namelist():
            more.writestr(entry, package.read(entry))
        more.writestr(name, part)
    return target.getvalue()
