"""The PDF is what LibreOffice prints, and the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from docx_builder import SEMESTER_REPORT, a_report, a_row, an_action, fill
from pypdf import PdfReader

from toolkit.errors import OfficeFileError, ToolkitFault
from toolkit.word import pdf as pdf_module
from toolkit.word.pdf import find_libreoffice, pdf_of

needs_libreoffice = pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "raport.docx"
    rows = [a_row("Direcția resurse umane", *(f"{n} decizii" for n in range(10)))]
    path.write_bytes(fill(SEMESTER_REPORT.read_bytes(), a_report(an_action("1.1", rows, [str(n) for n in range(10)]))))
    return path


@pytest.mark.libreoffice
@needs_libreoffice
def test_the_report_prints_twice_to_the_same_bytes_with_page_numbers_in_the_contents(report: Path, tmp_path: Path):
    for name in ("unu.pdf", "doi.pdf"):
        (tmp_path / name).write_bytes(pdf_of(report, seconds=180))

    assert (tmp_path / "unu.pdf").read_bytes() == (tmp_path / "doi.pdf").read_bytes()
    pages = [page.extract_text() for page in PdfReader(tmp_path / "unu.pdf").pages]
    contents = next(line for line in pages[0].splitlines() if line.startswith("II. Secțiunea"))
    assert contents.rstrip().endswith("2")
    assert "II. Secțiunea" in pages[1]
    assert f"Pagina 1 din {len(pages)}" in pages[0]


@pytest.mark.libreoffice
@needs_libreoffice
def test_a_time_limit_ends_libreoffice_and_leaves_no_file(report: Path, tmp_path: Path):
    with pytest.raises(ToolkitFault, match="LibreOffice nu a terminat în 0 secunde și a fost oprit"):
        pdf_of(report, seconds=0)

    assert [path.name for path in tmp_path.iterdir()] == ["raport.docx"]


@pytest.mark.libreoffice
@needs_libreoffice
def test_a_file_that_libreoffice_cannot_open_gives_no_pdf(tmp_path: Path):
    (tmp_path / "stricat.docx").write_bytes(b"PK\x03\x04 nimic")

    with pytest.raises(ToolkitFault, match="un PDF care nu se poate citi, sau niciunul"):
        pdf_of(tmp_path / "stricat.docx", seconds=180)


def test_without_libreoffice_the_message_says_what_to_install(report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf_module, "_USUAL_PLACES", ())

    with pytest.raises(OfficeFileError) as caught:
        pdf_of(report, seconds=180)

    assert str(caught.value) == (
        "raport.docx\n"
        "    găsit      un calculator fără LibreOffice\n"
        "    așteptat   LibreOffice, care face PDF-ul din documentul Word\n"
        "    de făcut   instalați LibreOffice (libreoffice.org) sau cereți raportul fără PDF"
    )


def test_the_order_in_which_objects_lie_in_a_pdf_does_not_reach_its_bytes(tmp_path: Path):
    """LibreOffice writes the fonts in the order in which they lie in its memory: one print in thirty was another."""
    document = pikepdf.new()
    for number in range(3):
        page = document.add_blank_page(page_size=(200, 100 + number))
        page.Resources = pikepdf.Dictionary(Font=document.make_indirect(pikepdf.Dictionary(Name=f"font {number}")))
    plain, for_the_web = tmp_path / "simplu.pdf", tmp_path / "web.pdf"
    document.save(plain)
    document.save(for_the_web, linearize=True)  # which lays the objects in another order

    assert pdf_module._normalised(plain) == pdf_module._normalised(for_the_web)
