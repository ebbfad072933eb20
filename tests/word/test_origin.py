"""A Word file says which report it is and which texts were put into its controls, which come from the template."""

from __future__ import annotations

import re

import pytest
from docx_builder import SEMESTER_REPORT, a_report, with_part
from edited_report import ORIGIN, WRITTEN, printed
from lxml import etree

from toolkit.errors import OfficeFileError, ToolkitFault
from toolkit.intake.office_files import Sections
from toolkit.plan.yaml_file import read_yaml
from toolkit.word.barriers import accessibility_of
from toolkit.word.gate import check_document
from toolkit.word.origin import read_origin
from toolkit.word.package import CUSTOM, DOCUMENT, W, parse_part, read_package, with_properties, write_package
from toolkit.word.template import fill_template
from toolkit.word.template_parts import read_template


@pytest.fixture(scope="module")
def report() -> bytes:
    return printed(read_yaml(WRITTEN, "sections.yaml", Sections))


def filled(template: bytes, origin: str = ORIGIN) -> bytes:
    return fill_template(template, "templates/x.docx", a_report(), title="T", author="A", language="ro-RO", origin=origin)


def test_each_part_stands_in_a_control_of_the_template(report: bytes):
    document = parse_part(DOCUMENT, read_package(report, "x")[DOCUMENT])
    controls = {
        control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): (
            control.find(f"{W}sdtPr/{W}alias").get(f"{W}val"),
            ["".join(text.text or "" for text in p.iter(f"{W}t")) for p in control.iter(f"{W}p")],
        )
        for control in document.iter(f"{W}sdt")
    }
    assert controls == {
        "summary": ("Rezumatul executiv", ["Un rezumat.", "A doua frază."]),
        "risks.lead": ("Riscuri: fraza de început", ["Riscuri:"]),
        "risks.items": ("Riscuri: lista", ["unul", "al doilea"]),
        "proposals.lead": ("Propuneri: fraza de început", ["Nu sunt propuneri."]),
        "proposals.items": ("Propuneri: lista", [""]),  # open for writing
    }


def test_the_properties_say_where_the_file_comes_from(report: bytes):
    origin = read_origin(parse_part(CUSTOM, read_package(report, "x")[CUSTOM]))
    assert origin.report == ORIGIN
    assert origin.aliases["risks.items"] == "Riscuri: lista"
    assert origin.ends["risks.lead"] == "control risks.items"
    assert origin.ends["proposals.items"] == "table"
    assert all(re.fullmatch("[0-9a-f]{16}", print_) for print_ in origin.fingerprints.values())
    assert len(origin.fingerprints) == 5


def test_a_file_without_an_origin_has_no_such_properties():
    assert CUSTOM not in read_package(filled(SEMESTER_REPORT.read_bytes(), ""), "x")


def test_properties_that_are_none_of_ours_say_nothing():
    strange = etree.fromstring(b"<Properties><property name='raport'>x</property></Properties>")
    assert read_origin(strange).report == ""
    assert read_origin(None).fingerprints == {}


def test_text_right_under_a_control_is_a_fault_of_the_template():
    under = '</w:sdt><w:p><w:r><w:t>Sub cadru.</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    template = with_part(SEMESTER_REPORT.read_bytes(), '</w:sdt><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>', under)
    with pytest.raises(OfficeFileError) as refused:
        filled(template)
    assert str(refused.value) == (
        "templates/x.docx\n"
        "    găsit      text imediat sub un control în care scriu oamenii\n"
        "    așteptat   fiecare control o dată, iar sub el un titlu, un tabel sau alt control\n"
        "    de făcut   mutați sau ștergeți în Word ce este de prisos"
    )


def test_two_controls_with_one_tag_are_a_fault_of_the_template():
    template = with_part(SEMESTER_REPORT.read_bytes(), '<w:tag w:val="risks.lead"/>', '<w:tag w:val="summary"/>')
    with pytest.raises(OfficeFileError) as refused:
        filled(template)
    assert "două controale cu aceeași etichetă" in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<w:alias w:val="Rezumatul executiv"/>', '<w:alias w:val="Altul"/>'),
        ('<w:tag w:val="summary"/>', ""),
        ("</w:sdtContent></w:sdt>", "</w:sdtContent></w:sdt><w:sdt><w:sdtContent/></w:sdt>"),
    ],
)
def test_the_gate_notices_a_control_that_is_not_the_templates(old: str, new: str):
    template = SEMESTER_REPORT.read_bytes()
    docx = filled(template, "")
    expected = with_properties(read_template(template, "x"), title="T", author="A", language="ro-RO")
    check_document(docx, expected, "x", a_report())
    with pytest.raises(ToolkitFault):
        check_document(with_part(docx, old, new), expected, "x", a_report())


def test_the_frames_are_no_barrier_for_readers(report: bytes):
    without = re.sub(rb"</?w:sdt(Content)?>|<w:sdtPr>.*?</w:sdtPr>", b"", read_package(report, "x")[DOCUMENT])
    plain = write_package({**read_package(report, "x"), DOCUMENT: without})
    assert accessibility_of(report, "ro-RO") == accessibility_of(plain, "ro-RO")
