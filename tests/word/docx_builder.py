"""Small Word templates and a small semester report, for the tests of the package."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from docx import Document
from lxml import etree

from toolkit.documents.context import ContentsLine, Heading, Paragraph, TextPart
from toolkit.documents.letterhead import SignOffLine
from toolkit.documents.semester_report import ActionPart, DepartmentRow, PriorityPart, SemesterReport, TotalCell
from toolkit.word.package import DOCUMENT, W, parse_part, read_package, write_package
from toolkit.word.template import fill_template

FILE = "templates/small.docx"
SEMESTER_REPORT = Path(__file__).parents[2] / "templates" / "semester_report.docx"


def template(*paragraphs: str, title: str = "", header: str = "") -> bytes:
    """A template of one paragraph for each text."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.title = title
    document.core_properties.last_modified_by = "Ion Popescu"
    if header:
        document.sections[0].header.paragraphs[0].text = header
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def table_template(*rows: Sequence[str], widths: Sequence[int] = ()) -> bytes:
    """A template of one table."""
    document = Document()
    table = document.add_table(rows=len(rows), cols=max(len(row) for row in rows))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            first, *others = text.split("\n")
            cell.text = first
            for other in others:
                cell.add_paragraph(other)
    for column, width in zip(table._tbl.tblGrid.findall(f"{W}gridCol"), widths, strict=False):
        column.set(f"{W}w", str(width))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def fill(content: bytes, context: Mapping[str, object]) -> bytes:
    """Fill a template as the notebook does."""
    return fill_template(content, FILE, context, title="Raport", author="Primăria", language="ro-RO")


def body_of(docx: bytes) -> etree._Element:
    """The document part of a file, parsed strictly."""
    return parse_part(DOCUMENT, read_package(docx, FILE)[DOCUMENT])


def paragraphs_of(docx: bytes) -> list[str]:
    """The texts of a file's paragraphs, tables included."""
    return ["".join(text.text or "" for text in p.iter(f"{W}t")) for p in body_of(docx).iter(f"{W}p")]


def with_part(docx: bytes, old: str, new: str, part: str = DOCUMENT) -> bytes:
    """A file with a text of one part replaced everywhere."""
    parts = read_package(docx, FILE)
    changed = parts[part].decode().replace(old, new)
    assert changed != parts[part].decode()
    return write_package({**parts, part: changed.encode()})


def with_more_parts(docx: bytes, **contents: str) -> bytes:
    """A file with further parts under word/, each of paragraphs with the given text: endnotes, footnotes, comments."""
    parts = read_package(docx, FILE)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for number, (name, content) in enumerate(contents.items()):
        kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
        parts[f"word/{name}.xml"] = (
            f'<w:{name} xmlns:w="{W[1:-1]}"><w:{name[:-1]} w:id="2"><w:p><w:r><w:t>{content}</w:t></w:r></w:p>'
            f"</w:{name[:-1]}></w:{name}>"
        ).encode()
        relationship = f'<Relationship Id="rIdMore{number}" Type="{office}/{name}" Target="{name}.xml"/></Relationships>'
        override = f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/></Types>'
        for part, end, new in (
            ("word/_rels/document.xml.rels", "</Relationships>", relationship),
            ("[Content_Types].xml", "</Types>", override),
        ):
            parts[part] = parts[part].replace(end.encode(), new.encode())
    return write_package(parts)


def text(*parts: str, link: str = "", style: str = "text", mark: str = "") -> Paragraph:
    """A paragraph of a narrative."""
    return Paragraph(style=style, mark=mark, parts=tuple(TextPart(text=part, link=link) for part in parts))


def a_row(name: str, *values: str, narrative: Sequence[Paragraph] = ()) -> DepartmentRow:
    """A department's row; without a narrative it has a dash."""
    return DepartmentRow(name=name, narrative=tuple(narrative) or (text("-"),), values=values)


def an_action(code: str, rows: Sequence[DepartmentRow], totals: Sequence[str], notes: Sequence[str] = ()) -> ActionPart:
    """An action with a total for each indicator; the first has a mark where there are notes."""
    return ActionPart(
        heading=Heading(text=f"Acțiunea {code}. Decizii", bookmark=f"actiunea_{code.replace('.', '_')}"),
        deadline="permanent",
        responsible=("Direcția resurse umane", "Direcția cultură"),
        indicators=tuple(f"{n}. numărul de decizii;" for n, _ in enumerate(totals, 1)),
        progress=f"Progresul în implementarea acțiunii {code}.",
        columns=tuple(f"Indicator {n}" for n, _ in enumerate(totals, 1)),
        rows=tuple(rows),
        status_sentences=("Toți indicatorii – 2;", "Restanțe – 0;", "Niciun indicator – 0."),
        totals=tuple(TotalCell(text=total, mark="*1" if notes and n == 0 else "") for n, total in enumerate(totals)),
        notes=tuple(notes),
    )


def a_report(*actions: ActionPart) -> dict[str, Any]:
    """The context of a semester report with the given actions."""
    sections = {n: Heading(text=f"{n}. Secțiunea", bookmark=f"sectiunea_{n}") for n in ("I", "II", "III", "IV")}
    priority = PriorityPart(
        heading=Heading(text="Prioritatea I: Integritate", bookmark="prioritatea_I"), actions=tuple(actions)
    )
    lines = [(1, sections["I"]), (1, sections["II"]), (2, priority.heading), *((3, action.heading) for action in actions)]
    lines += [(1, sections["III"]), (1, sections["IV"])]
    report = SemesterReport(
        property_title="Raport semestrial, semestrul I al anului 2023",
        institution="Primăria orașului Exemplu",
        letterhead=("REPUBLICA MOLDOVA", "PRIMĂRIA ORAȘULUI EXEMPLU"),
        registration_line="Nr. 12/3 din 03.07.2023",
        title_kind="Raport semestrial privind implementarea",
        title_plan="Planului local anticorupție pentru anii 2023-2027,",
        title_period="perioada de raport – semestrul I al anului 2023",
        trial="",
        contents=tuple(ContentsLine(level=level, text=h.text, bookmark=h.bookmark) for level, h in lines),
        section_i=sections["I"],
        summary=(text("Rezumat & concluzii."),),
        section_ii=sections["II"],
        priorities=(priority,),
        section_iii=sections["III"],
        risks_lead="Pot apărea riscurile:",
        risks=("lipsa de personal;", "termene scurte."),
        section_iv=sections["IV"],
        proposals_lead="Propunem:",
        proposals=("un indicator nou.",),
        sign_off=(SignOffLine(label="Elaborat", role="specialist principal", unit="Direcția cultură"),),
        annexes=(),
    )
    return asdict(report)
