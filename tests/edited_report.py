"""A report whose parts people write in, printed by its real template, and edited as Word and LibreOffice edit it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from lxml import etree
from small_report import INPUTS

from toolkit.documents.semester_report import semester_report
from toolkit.documents.written_text import Texts
from toolkit.intake.office_files import Sections
from toolkit.runs.kept_text import KeptText, keep_text
from toolkit.runs.parameters import SemesterReportParameters
from toolkit.runs.report import REPORTS
from toolkit.totals.figures import figures_of
from toolkit.word.edited_report import read_edited
from toolkit.word.package import DOCUMENT, W, parse_part, read_package, serialise, write_package
from toolkit.word.pdf import find_libreoffice, run_libreoffice
from toolkit.word.template import fill_template

FILE = "editat.docx"
ORIGIN = "semester_report oras 2023-S1"
SECTIONS_FILE = "inputs/oras/2023-S1/sections.yaml"
PARAMETERS = SemesterReportParameters(institution="oras", period="2023-S1")
WRITTEN = """\
# ce scriem noi
summary:
  - Un rezumat.
  # a doua parte
  - "A doua frază."
risks:
  lead: "Riscuri:"
  items:
    - unul
    - al doilea
proposals:
  lead: Nu sunt propuneri.
"""
_TEMPLATE = (Path(__file__).parents[1] / "templates/semester_report.docx").read_bytes()
_FIGURES = figures_of(INPUTS, with_adjustments=True)


def printed(sections: Sections, origin: str = ORIGIN) -> bytes:
    """The Word file of a small report with these sections; what they leave blank is drafted."""
    report = semester_report(replace(INPUTS, sections=sections), _FIGURES, registration_number="")
    return fill_template(
        _TEMPLATE, "templates/x.docx", asdict(report), title="Raport", author="Oraș", language="ro-RO", origin=origin
    )


def project(folder: Path, sections: str | None) -> Path:
    """A project with one period, and its sections.yaml if there is one."""
    path = folder / SECTIONS_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    if sections is not None:
        path.write_bytes(sections.encode())
    return folder


def kept(folder: Path, docx: bytes, parameters: SemesterReportParameters = PARAMETERS) -> KeptText:
    """What comes of taking the text of an edited file back."""
    (folder / FILE).write_bytes(docx)
    return keep_text(folder, REPORTS["semester_report"], parameters, folder / FILE)


def sections_of(folder: Path) -> str:
    """The file of the office as it is."""
    return (folder / SECTIONS_FILE).read_bytes().decode()


def texts_in(docx: bytes) -> dict[str, Texts]:
    """The texts in the controls of a file."""
    return {part: written.texts for part, written in read_edited(docx, FILE).parts.items()}


def with_texts(docx: bytes, new: Mapping[str, Sequence[str]]) -> bytes:
    """A file in which somebody has replaced what stands in some controls, a paragraph for each text."""

    def change(document: etree._Element) -> None:
        for part, texts in new.items():
            content = content_of(document, part)
            content[:] = [a_paragraph(text) for text in texts] or [a_paragraph("")]

    return changed(docx, change)


def changed(docx: bytes, change: Callable[[etree._Element], object]) -> bytes:
    """A file with its document changed."""
    parts = read_package(docx, FILE)
    document = parse_part(DOCUMENT, parts[DOCUMENT])
    change(document)
    return write_package({**parts, DOCUMENT: serialise(document)})


def control_of(document: etree._Element, part: str) -> etree._Element:
    """The control of a part."""
    (control,) = document.xpath(f".//w:sdt[w:sdtPr/w:tag/@w:val='{part}']", namespaces={"w": W[1:-1]})
    return control


def content_of(document: etree._Element, part: str) -> etree._Element:
    """What stands in the control of a part."""
    content = control_of(document, part).find(f"{W}sdtContent")
    assert content is not None
    return content


def a_paragraph(text: str, properties: str = "", run: str = "") -> etree._Element:
    """A paragraph as Word writes it; a line end is a break, a tab a tab."""
    paragraph = etree.fromstring(
        f'<w:p xmlns:w="{W[1:-1]}"><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr></w:r></w:p>'
    )
    letters = paragraph[1]
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(letters, f"{W}br")
        said = etree.SubElement(letters, f"{W}t")
        said.text = line
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return paragraph


def through_libreoffice(docx: bytes, folder: Path) -> bytes:
    """A file opened and saved again by LibreOffice."""
    program = find_libreoffice()
    assert program is not None
    source = folder / "raport.docx"
    source.write_bytes(docx)
    arguments = ["--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "salvat"), str(source)]
    run_libreoffice(program, arguments, folder, 120)
    return (folder / "salvat/raport.docx").read_bytes()
