"""The fields stand where one signs: under the column of signatures, on the row of each role."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from small_pdf import BLOCK, a_pdf

from toolkit.signoff.pdf_place import FieldPlace, find_places
from toolkit.signoff.pdf_text import lines_of
from toolkit.word.pdf import find_libreoffice, pdf_of

LABELS = ("Elaborat", "Coordonat", "Coordonat")
needs_libreoffice = pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")


def places(*pages: list, labels: tuple[str, ...] = LABELS, column: str = "Semnătura") -> tuple[FieldPlace, ...]:
    return find_places(a_pdf(*pages), labels, column)


def test_each_role_has_its_field_on_its_row_under_the_column():
    found = places()

    assert [(place.page, place.bottom, place.is_in_block, place.remark) for place in found] == [
        (0, pytest.approx(425.6), True, ""),
        (0, pytest.approx(395.8), True, ""),
        (0, pytest.approx(366), True, ""),
    ]
    assert all(place.left < 596.6 and 660 < place.left + place.width < 736 for place in found)


def test_no_field_covers_the_next():
    found = places()
    for above, below in pairwise(found):
        assert below.bottom + below.height < above.bottom


def test_the_last_block_of_the_document_counts():
    """The same words may stand earlier, in a table of contents or in a sentence."""
    found = places([(42, 500, "Coordonat de primărie"), (42, 450, "Elaborat"), (300, 460, "Semnătura")], list(BLOCK))

    assert {place.page for place in found} == {1}


def test_a_block_that_a_page_break_divides_is_found():
    found = places(list(BLOCK[:5]), [(42, 500, "Coordonat: șef"), (42, 470, "Coordonat: secretar")])

    assert [(place.page, round(place.bottom)) for place in found] == [(0, 426), (1, 496), (1, 466)]


@pytest.mark.parametrize(
    ("labels", "column"),
    [
        (("Elaborat", "Aprobat"), "Semnătura"),
        (("Coordonat", "Elaborat"), "Semnătura"),
        (("Elaborat", "Coordonat"), "Подпис"),
    ],
    ids=["no such role", "another order", "no such column"],
)
def test_without_the_block_the_fields_stand_at_the_foot_of_the_last_page_and_it_is_said(
    labels: tuple[str, ...], column: str
) -> None:
    found = places([(42, 500, "Raport")], list(BLOCK), labels=labels, column=column)

    assert [(place.page, place.bottom, place.is_in_block) for place in found] == [(1, 60, False)] * 2
    assert found[0].left + found[0].width < found[1].left
    assert found[1].left + found[1].width < 842
    assert found[0].remark == "blocul de semnături nu a fost găsit în PDF; câmpurile stau la sfârșitul ultimei pagini"


def test_many_roles_share_the_width_of_the_page():
    found = places([(42, 500, "Raport")], labels=("a", "b", "c", "d", "e", "f", "g", "h"))

    assert all(one.left + one.width < two.left for one, two in pairwise(found))
    assert found[-1].left + found[-1].width <= 842 - 60


def test_a_text_within_what_is_moved_and_stretched_stands_where_it_is_seen():
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        pdf.pages[0].contents_add(b"0.5 0 0 0.5 10 20 cm", prepend=True)
        (line,) = [line for line in lines_of(pdf.pages[0]) if line.text.startswith("Elaborat")]

    assert (line.pieces[0].left, line.baseline, line.pieces[0].size) == (
        pytest.approx(31.3), pytest.approx(234.8), pytest.approx(5),
    )  # fmt: skip


@pytest.mark.libreoffice
@needs_libreoffice
def test_the_block_is_found_in_what_libreoffice_prints(tmp_path: Path):
    """In Romanian and in Bulgarian: the letters are read by the font's own table."""
    document = Document()
    document.add_paragraph("Raport")
    table = document.add_table(rows=3, cols=2)
    for row, texts in enumerate((("Име", "Подпис"), ("Изготвил: експерт", ""), ("Съгласувал: началник", ""))):
        for column, text in enumerate(texts):
            table.rows[row].cells[column].text = text
    document.save(tmp_path / "raport.docx")
    found = find_places(pdf_of(tmp_path / "raport.docx", seconds=180), ("Изготвил", "Съгласувал"), "Подпис")

    assert [place.is_in_block for place in found] == [True, True]
    assert found[0].bottom > found[1].bottom + 10
