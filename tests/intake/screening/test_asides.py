"""The texts of a workbook that stand in no cell."""

from __future__ import annotations

from pathlib import Path

from form_builder import edited, form, repacked
from openpyxl.comments import Comment

from toolkit.intake.screening.prescreen import screen


def test_a_comment_in_runs_is_one_text_with_its_sheet_and_cell(tmp_path: Path) -> None:
    """Excel parts a text wherever its format changes, also within a number."""

    def change(book) -> None:  # type: ignore[no-untyped-def]
        book["Indicatori"]["F10"].comment = Comment("unu", "Ana")
        book["Indicatori"]["F12"].comment = Comment("marcaj", "Ana")

    def parted(name: str, part: bytes) -> bytes:
        return part.replace(b"<t>marcaj</t>", b"<r><rPr><b/></rPr><t>18001</t></r><r><t>01221144</t></r>")

    asides = screen(repacked(edited(form(tmp_path), change), parted)).asides
    comments = [(aside.sheet, aside.cell, aside.text) for aside in asides if aside.where == "din comentariu" and aside.cell]
    assert comments == [("Indicatori", "F10", "unu"), ("Indicatori", "F12", "1800101221144")]


def test_a_text_box_is_read_paragraph_by_paragraph(tmp_path: Path) -> None:
    box = (
        b'<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><a:p><a:r><a:t>prima </a:t></a:r><a:r><a:t>parte</a:t></a:r></a:p>'
        b"<a:p><a:r><a:t>a doua</a:t></a:r></a:p></xdr:wsDr>"
    )
    content = repacked(form(tmp_path), lambda _, part: part, {"xl/drawings/drawing1.xml": box})
    texts = [aside.text for aside in screen(content).asides if aside.where == "din caseta de text"]
    assert texts == ["prima parte", "a doua"]


def test_each_property_is_a_text_of_its_own_and_names_of_sheets_are_none(tmp_path: Path) -> None:
    texts = [aside.text for aside in screen(form(tmp_path)).asides]
    assert "Planul local" in texts
    assert not {"Indicatori", "Descrieri"} & set(texts)
