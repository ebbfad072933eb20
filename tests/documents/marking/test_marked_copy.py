"""The department's own workbook comes back marked: at the right cells, with everything kept, and read as before."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from form_builder import FILE, INSTITUTION, edited, form, read, with_cells, with_part
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from sent_form import filled, opened, returned, sent_form, through_libreoffice
from small_town import REPOSITORY

from toolkit.documents.corrections import Correction, correction_of
from toolkit.documents.marking.marked_copy import marked_copy
from toolkit.errors import Place
from toolkit.intake.finding import Severity
from toolkit.intake.received.recognise import NOT_KEPT_FOR
from toolkit.intake.workbook import Reading, read_workbook
from toolkit.language import speaking
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan
from toolkit.plan.yaml_file import read_yaml

INPUTS = Path(__file__).parents[2] / "inputs"
COLOURS = {Severity.ERROR: "FFFFBFBA", Severity.WARNING: "FFFFDA6B", Severity.NOTE: "FFBFDDF2"}
BORDERS = {Severity.ERROR: "thick", Severity.WARNING: "mediumDashed", Severity.NOTE: "thin"}
AUTHOR = INSTITUTION.name


def correction(
    cell: str, sheet: str = "Indicatori", severity: Severity = Severity.ERROR, found: str = "„douăzeci”"
) -> Correction:
    """Something to correct at a cell."""
    place = Place(FILE, sheet, cell)
    return Correction(severity=severity, place=place, seen_at=place, found=found, expected="un număr", fix="scrieți 20")


def marked(content: bytes, corrections: Sequence[Correction]) -> bytes:
    """A marked copy."""
    copy = marked_copy(
        content, corrections, whose="Primăria · Secția cultură", how=("Corectați.", "Scrieți."), author=AUTHOR
    )
    assert copy is not None
    return copy


def of_reading(reading: Reading) -> list[Correction]:
    """What a reading gives to mark."""
    return [correction_of(finding) for finding in reading.findings if finding.place.sheet and finding.place.cell]


def without_hash(reading: Reading) -> Reading:
    """A reading without the one thing in which a copy must differ."""
    submission = reading.submission
    return replace(reading, submission=submission and replace(submission, sha256=""))


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def cell_of(content: bytes, sheet: str, cell: str) -> Cell:
    """A cell as another library reads it."""
    found = opened(content)[sheet][cell]
    assert isinstance(found, Cell)
    return found


# At the right cells


@pytest.mark.parametrize("severity", list(Severity))
def test_a_faulty_cell_has_the_colour_and_the_border_of_its_severity_and_a_comment(
    tmp_path: Path, severity: Severity
) -> None:
    cell = cell_of(marked(form(tmp_path), [correction("F12", severity=severity)]), "Indicatori", "F12")
    assert (cell.fill.fgColor.rgb, cell.border.left.style) == (COLOURS[severity], BORDERS[severity])
    assert cell.comment is not None
    word = {Severity.ERROR: "EROARE", Severity.WARNING: "DE VERIFICAT", Severity.NOTE: "DE ȘTIUT"}[severity]
    assert cell.comment.text == (f"■ De corectat\n{word}\nGăsit: „douăzeci”\nAșteptat: un număr\nDe făcut: scrieți 20")
    assert cell.comment.author == AUTHOR


def test_findings_of_one_cell_share_one_comment_and_the_gravest_gives_the_colour(tmp_path: Path) -> None:
    copy = marked(form(tmp_path), [correction("F12", severity=Severity.NOTE, found="una"), correction("F12", found="alta")])
    cell = cell_of(copy, "Indicatori", "F12")
    assert cell.fill.fgColor.rgb == COLOURS[Severity.ERROR]
    assert cell.comment is not None
    assert cell.comment.text.count("■ De corectat") == 1
    assert cell.comment.text.count("Găsit: ") == 2
    comments = [part for name, part in parts(copy).items() if name.startswith("xl/comments")]
    assert [part.count(b"<comment ") for part in comments] == [1]


def test_the_marks_stand_at_the_faulty_values_of_the_real_returns() -> None:
    institution, plan = balti()
    for path in sorted((REPOSITORY / "inputs/balti/2023-S1").glob("*.xlsx")):
        content = path.read_bytes()
        corrections = of_reading(read_workbook(content, path.name, institution, plan, Period.parse("2023-S1")))
        book = opened(marked(content, corrections)) if corrections else opened(content)
        for one in corrections:
            cell = book[one.place.sheet][one.place.cell]
            assert str(cell.value) in one.found
            assert cell.fill.fgColor.rgb == COLOURS[one.severity]


@settings(max_examples=25)
@given(
    rows=st.lists(st.integers(1, 14), max_size=3),
    columns=st.lists(st.integers(1, 10), max_size=2),
    name=st.sampled_from(["Indicatori", "foaia noastră", "L'été", "A & <B>"]),
)
def test_the_right_cells_are_marked_wherever_rows_and_columns_were_inserted_and_however_sheets_are_called(
    tmp_path_factory: pytest.TempPathFactory, rows: list[int], columns: list[int], name: str
) -> None:
    """Openpyxl moves values alone, so the looks of a cell say nothing of its place."""

    def change(book: openpyxl.Workbook) -> None:
        page = book["Indicatori"]
        page["F12"] = "douăzeci și ceva"
        for row in rows:
            page.insert_rows(row)
        for column in columns:
            page.insert_cols(column)
        page.title = name

    content = edited(form(tmp_path_factory.mktemp("f")), change)
    reading = read(content)
    corrections = of_reading(reading)
    book = opened(marked(content, corrections))
    values = {book[one.place.sheet][one.place.cell].value for one in corrections}
    assert "douăzeci și ceva" in values
    coloured = {
        (page.title, cell.coordinate)
        for page in book.worksheets[1:]
        for line in page.iter_rows()
        for cell in line
        if cell.fill.fgColor.rgb in COLOURS.values()
    }
    assert coloured == {(one.place.sheet, one.place.cell) for one in corrections}
    links = [row[0].hyperlink.location for row in book.worksheets[0].iter_rows(min_row=7, min_col=3, max_col=3)]
    assert "'" + name.replace("'", "''") + "'!" + _place_of(corrections) in links


def _place_of(corrections: Sequence[Correction]) -> str:
    return next(one.place.cell for one in corrections if "douăzeci și ceva" in one.found)


def test_rows_and_columns_inserted_in_a_real_return_move_its_marks() -> None:
    institution, plan = balti()
    path = REPOSITORY / "inputs/balti/2023-S1/serviciul-de-presa.xlsx"

    def change(book: openpyxl.Workbook) -> None:
        book["Indicatori"].insert_rows(3, 2)
        book["Indicatori"].insert_rows(40)
        book["Indicatori"].insert_cols(2)

    content = edited(path.read_bytes(), change)
    corrections = of_reading(read_workbook(content, path.name, institution, plan, Period.parse("2023-S1")))
    book = opened(marked(content, corrections))
    faulty = {"Locuitorii municipiului Bălți și alte părți interesate": "G104"}
    for value, cell in faulty.items():
        assert book["Indicatori"][cell].value == value
        assert book["Indicatori"][cell].comment is not None


def test_a_merged_cell_is_marked_where_excel_shows_it(tmp_path: Path) -> None:
    content = edited(form(tmp_path), lambda book: book["Indicatori"].merge_cells("E12:F13"))
    copy = marked(content, [correction("F12")])
    assert cell_of(copy, "Indicatori", "E12").fill.fgColor.rgb == COLOURS[Severity.ERROR]
    assert opened(copy)["Indicatori"].merged_cells.ranges == opened(content)["Indicatori"].merged_cells.ranges


def test_a_blank_cell_that_is_not_written_down_is_marked(tmp_path: Path) -> None:
    copy = marked(form(tmp_path), [correction("P12"), correction("B300"), correction("A300")])
    for cell in ("P12", "A300", "B300"):
        assert cell_of(copy, "Indicatori", cell).fill.fgColor.rgb == COLOURS[Severity.ERROR]
    assert without_hash(read(copy)) == without_hash(read(form(tmp_path)))


# Read as before


def test_a_marked_copy_of_every_real_return_is_read_as_the_return() -> None:
    institution, plan = balti()
    folders = [REPOSITORY / "inputs/balti/2023-S1", REPOSITORY / "inputs/balti-lunar/2023-06"]
    paths = [path for folder in folders for path in sorted(folder.glob("*.xlsx"))]
    assert len(paths) == 36
    for path in paths:
        content, period = path.read_bytes(), Period.parse(path.parent.name)
        reading = read_workbook(content, path.name, institution, plan, period)
        everywhere = [correction(cell) for cell in ("F12", "A1", "B2", "F20")] + [correction("C9", "Descrieri")]
        copy = marked(content, [*of_reading(reading), *everywhere])
        assert without_hash(read_workbook(copy, path.name, institution, plan, period)) == without_hash(reading)


def test_a_marked_form_that_was_sent_out_comes_back_with_its_fingerprint() -> None:
    content = filled(sent_form(), [{"Valoarea": "mulți"}, {"Valoarea": "Realizat"}, {"Valoarea": "116 ore"}], ["S-a făcut."])
    reading = returned(content)
    corrections = of_reading(reading)
    assert corrections
    copy = marked(content, corrections)
    assert without_hash(returned(copy)) == without_hash(reading)
    assert reading.fingerprint


def test_every_misfortune_that_is_read_is_marked_and_read_as_before() -> None:
    tried = 0
    for path in sorted(path for path in INPUTS.glob("*/*") if not path.parent.name.startswith("template-")):
        content = path.read_bytes()
        reading = read(content)
        corrections = of_reading(reading)
        if content.startswith(b"PK") and corrections and not {f.code for f in reading.findings} & NOT_KEPT_FOR:
            tried += 1
            assert without_hash(read(marked(content, corrections))) == without_hash(reading), path
    assert tried > 20


@pytest.mark.libreoffice
def test_a_marked_copy_that_went_through_libreoffice_is_read_as_before_and_can_be_marked_again(tmp_path: Path) -> None:
    content = with_cells(form(tmp_path), {"F12": "douăzeci și ceva"})
    copy = marked(content, of_reading(read(content)))
    saved = through_libreoffice(copy, tmp_path, "xlsx")
    assert _said(read(saved)) == _said(read(content))
    comment = cell_of(saved, "Indicatori", "F12").comment
    assert comment is not None
    assert comment.text.startswith("■ De corectat\nDE VERIFICAT")
    again = opened(marked(saved, [correction("F13")]))
    assert again.sheetnames == ["De corectat", "Indicatori", "Descrieri"]
    assert again["Indicatori"]["F12"].comment is None
    assert again["Indicatori"]["F12"].fill.fgColor.rgb == "FFFFFFE5"
    assert again["Indicatori"]["F13"].fill.fgColor.rgb == COLOURS[Severity.ERROR]


def _said(reading: Reading) -> list[tuple[str, int, str]]:
    assert reading.submission is not None
    return [(entry.action, entry.indicator, entry.value.text) for entry in reading.submission.entries]


# What was there is kept


def test_parts_without_a_faulty_cell_keep_their_bytes_and_no_cell_changes_but_in_its_look() -> None:
    content = filled(sent_form(), [{"Valoarea": "mulți"}])
    before, after = parts(content), parts(marked(content, [correction("H8")]))
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
    }
    one, two = opened(content), opened(marked(content, [correction("H8")]))
    for name in one.sheetnames:
        old, new = one[name], two[name]
        assert (old.protection.sheet, old.freeze_panes, old.print_title_rows) == (
            new.protection.sheet,
            new.freeze_panes,
            new.print_title_rows,
        )
        assert [(rule.sqref, rule.formula1, rule.type) for rule in old.data_validations.dataValidation] == [
            (rule.sqref, rule.formula1, rule.type) for rule in new.data_validations.dataValidation
        ]
        for line in old.iter_rows():
            for cell in line:
                same = new[cell.coordinate]
                assert (cell.value, cell.protection.locked, cell.number_format) == (
                    same.value,
                    same.protection.locked,
                    same.number_format,
                )
                if (name, cell.coordinate) != ("Indicatori", "H8"):
                    assert (cell.fill.fgColor.rgb, cell.border.left.style) == (
                        same.fill.fgColor.rgb,
                        same.border.left.style,
                    )


def test_hidden_rows_columns_and_sheets_stay_hidden(tmp_path: Path) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["Indicatori"].row_dimensions[12].hidden = True
        book["Indicatori"].column_dimensions["H"].hidden = True
        book["Descrieri"].sheet_state = "hidden"

    copy = opened(marked(edited(form(tmp_path), hide), [correction("F12"), correction("H13")]))
    assert copy["Indicatori"].row_dimensions[12].hidden
    assert copy["Indicatori"].column_dimensions["H"].hidden
    assert copy["Descrieri"].sheet_state == "hidden"
    assert copy.active is not None
    assert copy.active.title == "De corectat"
    assert [page.title for page in copy.worksheets if page.sheet_view.tabSelected] == ["De corectat"]


def test_a_formula_keeps_its_value(tmp_path: Path) -> None:
    """Many libraries write formulas without the values that Excel has stored, and these are what is read."""
    path = tmp_path / "cu formulă.xlsx"
    content = with_part(
        with_cells(form(tmp_path), {"F12": 116}),
        "xl/worksheets/sheet1.xml",
        b"<v>116</v>",
        b"<f>100+16</f><v>116</v>",
    )
    copy = marked(content, [correction("F12")])
    path.write_bytes(copy)
    assert openpyxl.load_workbook(path, data_only=True)["Indicatori"]["F12"].value == 116
    assert openpyxl.load_workbook(path)["Indicatori"]["F12"].value == "=100+16"


def test_names_that_belong_to_a_sheet_belong_to_the_same_one(tmp_path: Path) -> None:
    content = form(tmp_path)
    one, two = opened(content), opened(marked(content, [correction("F12")]))
    for name in one.sheetnames:
        assert two[name].print_title_rows == one[name].print_title_rows
    assert two["De corectat"].print_title_rows == "$6:$6"


def test_comments_that_were_there_stay_their_authors(tmp_path: Path) -> None:
    def comment(book: openpyxl.Workbook) -> None:
        book["Indicatori"]["F12"].comment = Comment("Așteptăm cifra.", "Secția cultură")
        book["Indicatori"]["F13"].comment = Comment("Verificat.", "Secția cultură")

    copy = opened(marked(edited(form(tmp_path), comment), [correction("F12")]))
    both, own = copy["Indicatori"]["F12"].comment, copy["Indicatori"]["F13"].comment
    assert both is not None
    assert own is not None
    assert both.text.startswith("Așteptăm cifra.\n■ De corectat\nEROARE\n")
    assert (both.author, own.author, own.text) == ("Secția cultură", "Secția cultură", "Verificat.")


# Marked again


def test_the_same_workbook_marked_again_has_the_same_bytes(tmp_path: Path) -> None:
    corrections = [correction("F12"), correction("C8", "Descrieri", Severity.NOTE)]
    copy = marked(form(tmp_path), corrections)
    assert marked(form(tmp_path), corrections) == copy
    assert marked(copy, corrections) == copy


def test_marks_of_what_was_corrected_go_and_comments_of_others_stay(tmp_path: Path) -> None:
    def comment(book: openpyxl.Workbook) -> None:
        book["Indicatori"]["F12"].comment = Comment("Așteptăm cifra.", "Secția cultură")

    content = edited(form(tmp_path), comment)
    again = opened(marked(marked(content, [correction("F12"), correction("F10")]), [correction("F11")]))
    assert again.sheetnames == ["De corectat", "Indicatori", "Descrieri"]
    page = again["Indicatori"]
    assert page["F10"].comment is None
    assert page["F12"].comment is not None
    assert page["F12"].comment.text == "Așteptăm cifra."
    assert [page[cell].fill.fgColor.rgb for cell in ("F10", "F11", "F12")] == [
        "FFFFFFE5",
        COLOURS[Severity.ERROR],
        "FFFFFFE5",
    ]
    assert [page[cell].border.left.style for cell in ("F10", "F12")] == ["thin", "thin"]


def test_an_answer_to_what_is_still_found_is_carried_over(tmp_path: Path) -> None:
    copy = marked(form(tmp_path), [correction("F12"), correction("F13")])
    answered = with_cells(copy, {"G7": "Așa este, am numărat de două ori.", "G8": "Corectat."}, "De corectat")
    sheet = opened(marked(answered, [correction("F12")]))["De corectat"]
    assert [sheet.cell(row, 7).value for row in (7, 8)] == ["Așa este, am numărat de două ori.", None]


def test_a_sheet_of_the_department_that_is_called_so_too_stays(tmp_path: Path) -> None:
    content = edited(form(tmp_path), lambda book: book.create_sheet("de Corectat").append(["notițe"]))
    copy = opened(marked(content, [correction("F12")]))
    assert copy.sheetnames == ["De corectat 2", "Indicatori", "Descrieri", "de Corectat"]


# The first sheet


def test_the_first_sheet_lists_what_is_to_be_corrected_with_a_link_to_each_cell(tmp_path: Path) -> None:
    copy = opened(marked(form(tmp_path), [correction("F12"), correction("C8", "Descrieri", Severity.WARNING, "mult & <b>")]))
    sheet = copy.worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["De corectat", None, None, None, None, None, None],
        ["Primăria · Secția cultură", None, None, None, None, None, None],
        ["Corectați.", None, None, None, None, None, None],
        ["Scrieți.", None, None, None, None, None, None],
        [None] * 7,
        ["Nr.", "Felul", "Locul", "Găsit", "Așteptat", "De făcut", "Răspunsul dumneavoastră"],
        ["1", "EROARE", "Indicatori · F12", "„douăzeci”", "un număr", "scrieți 20", None],
        ["2", "DE VERIFICAT", "Descrieri · C8", "mult & <b>", "un număr", "scrieți 20", None],
    ]
    assert [sheet[cell].hyperlink.location for cell in ("C7", "C8")] == ["'Indicatori'!F12", "'Descrieri'!C8"]
    assert sheet.freeze_panes == "A7"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == (
        9,
        "landscape",
        True,
    )
    assert not sheet["G7"].protection.locked


def test_it_speaks_the_language_of_the_institution(tmp_path: Path) -> None:
    with speaking("bg_BG"):
        copy = opened(marked(form(tmp_path), [correction("F12")]))
    assert copy.sheetnames[0] == "За поправка"
    comment = copy["Indicatori"]["F12"].comment
    assert comment is not None
    assert comment.text.startswith("■ За поправка\nГРЕШКА\nНамерено: ")


def test_texts_that_no_workbook_holds_are_cleaned(tmp_path: Path) -> None:
    copy = opened(marked(form(tmp_path), [correction("F12", found="a\x00b\ud800c_x000D_")]))
    assert copy.worksheets[0]["D7"].value == "abc"


# Workbooks that other programs write


def test_a_workbook_put_together_so_that_nothing_can_be_marked_is_left_alone(tmp_path: Path) -> None:
    deep = b"<extLst>" + b"<ext>" * 300 + b"</ext>" * 300 + b"</extLst></worksheet>"
    content = with_part(form(tmp_path), "xl/worksheets/sheet1.xml", b"</worksheet>", deep)
    assert marked_copy(content, [correction("F12")], whose="", how=(), author=AUTHOR) is None


def balti() -> tuple[Institution, Plan]:
    """The real institution and its plan."""
    home = REPOSITORY / "inputs/balti"
    return (
        read_yaml((home / "institution.yaml").read_text("utf-8"), "institution.yaml", Institution),
        read_yaml((home / "plan.yaml").read_text("utf-8"), "plan.yaml", Plan),
    )
