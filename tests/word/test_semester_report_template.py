"""The template of the semester report prints an official document."""

from __future__ import annotations

from typing import Any

import pytest
from docx_builder import FILE, SEMESTER_REPORT, a_report, a_row, an_action, body_of, fill, paragraphs_of, text
from lxml import etree

from toolkit.word.content import SIGN_OFF
from toolkit.word.package import W, parse_part, read_package


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    narrative = [
        text("Anunțurile: "),
        text("primul", style="bullet"),
        text("al doilea", style="numbered", mark="2."),
        text("https://balti.md/anunturi", link="https://balti.md/anunturi"),
    ]
    rows = [a_row("Direcția resurse umane", "111 anunțuri", narrative=narrative), a_row("Direcția cultură", "")]
    return a_report(an_action("1.1", rows, ["111 anunțuri"], ["*1 Indicator 1: ajustat."]), an_action("1.2", [], ["-", "-"]))


@pytest.fixture(scope="module")
def docx(context: dict[str, Any]) -> bytes:
    return fill(SEMESTER_REPORT.read_bytes(), context)


def styled(body: etree._Element, style: str) -> list[str]:
    return [
        "".join(t.text or "" for t in p.iter(f"{W}t"))
        for p in body.iter(f"{W}p")
        if style in p.xpath("w:pPr/w:pStyle/@w:val", namespaces={"w": W[1:-1]})
    ]


def test_the_first_page_has_letterhead_number_and_title(docx: bytes):
    texts = [t for t in paragraphs_of(docx) if t]

    assert texts[:7] == [
        "REPUBLICA MOLDOVA",
        "PRIMĂRIA ORAȘULUI EXEMPLU",
        "Nr. 12/3 din 03.07.2023",
        "Raport semestrial privind implementarea",
        "Planului local anticorupție pentru anii 2023-2027,",
        "perioada de raport – semestrul I al anului 2023",
        "Instrucțiuni de întocmire",
    ]


def test_headings_are_real_headings_in_order(docx: bytes):
    body = body_of(docx)

    assert styled(body, "Heading1") == ["I. Secțiunea", "II. Secțiunea", "III. Secțiunea", "IV. Secțiunea"]
    assert styled(body, "Heading2") == ["Prioritatea I: Integritate"]
    assert styled(body, "Heading3") == ["Acțiunea 1.1. Decizii", "Acțiunea 1.2. Decizii"]


def test_every_line_of_the_contents_leads_to_its_heading(docx: bytes):
    body = body_of(docx)

    lines = [
        (link.get(f"{W}anchor"), "".join(t.text or "" for t in link.iter(f"{W}t"))) for link in body.iter(f"{W}hyperlink")
    ]
    headings = {
        mark.get(f"{W}name"): "".join(t.text or "" for t in mark.getparent().iter(f"{W}t"))
        for mark in body.iter(f"{W}bookmarkStart")
        if mark.get(f"{W}name") != SIGN_OFF
    }
    assert len(lines) == 7
    assert dict(lines) == headings
    assert b"w:dirty" not in read_package(docx, FILE)["word/document.xml"]
    assert b"updateFields" not in read_package(docx, FILE)["word/settings.xml"]


def test_the_header_rows_of_a_table_repeat(docx: bytes):
    table = next(body_of(docx).iter(f"{W}tbl"))

    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iterfind(f"{W}tr")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_the_mark_of_an_adjusted_total_is_raised(docx: bytes):
    raised = [run for run in body_of(docx).iter(f"{W}r") if run.find(f"{W}rPr/{W}vertAlign") is not None]

    assert ["".join(t.text or "" for t in run.iter(f"{W}t")) for run in raised] == ["*1"]


def test_every_table_has_a_title_and_a_description_for_readers_who_do_not_see_it(docx: bytes):
    captions = [c.get(f"{W}val") for c in body_of(docx).iter(f"{W}tblCaption")]

    assert captions == ["Progresul în implementarea acțiunii 1.1.", "Progresul în implementarea acțiunii 1.2.", "Semnături"]
    assert len(list(body_of(docx).iter(f"{W}tblDescription"))) == 3


def test_every_page_is_marked_as_a_draft(docx: bytes):
    parts = read_package(docx, FILE)
    headers = [xml.decode() for name, xml in parts.items() if name.startswith("word/header")]

    assert len(headers) == 2
    assert all('string="PROIECT"' in xml and "PowerPlusWaterMarkObject" in xml and 'alt="PROIECT' in xml for xml in headers)


def test_page_numbers_are_fields(docx: bytes):
    parts = read_package(docx, FILE)
    footers = [parse_part(name, xml) for name, xml in parts.items() if name.startswith("word/footer")]

    codes = [[(code.text or "").strip() for code in footer.iter(f"{W}instrText")] for footer in footers]
    assert codes == [["PAGE", "NUMPAGES"]] * 2


def test_what_was_accepted_stands_in_an_annex_at_the_end_and_without_it_there_is_none(context: dict[str, Any]):
    annex = {
        "heading": {"text": "Anexă", "bookmark": "anexa"},
        "points": ["1. Un salt. (acceptat de: secretar)", "2. Altul."],
    }
    printed = paragraphs_of(fill(SEMESTER_REPORT.read_bytes(), {**context, "annexes": [annex]}))

    assert [text for text in printed if text][-3:] == ["Anexă", *annex["points"]]
    assert "Anexă" not in paragraphs_of(fill(SEMESTER_REPORT.read_bytes(), context))


def test_an_action_without_rows_and_a_report_without_lists_still_print(context: dict[str, Any]):
    bare = {
        **context,
        "registration_line": "",
        "risks": [],
        "risks_lead": "",
        "proposals": [],
        "priorities": [],
        "contents": [],
    }
    bare |= {"summary": [], "sign_off": [], "letterhead": []}

    assert "I. Secțiunea" in paragraphs_of(fill(SEMESTER_REPORT.read_bytes(), bare))


def test_the_template_itself_names_nobody():
    parts = read_package(SEMESTER_REPORT.read_bytes(), "templates/semester_report.docx")

    core = parse_part("docProps/core.xml", parts["docProps/core.xml"])
    people = [e.text for e in core if e.tag.endswith(("}creator", "}lastModifiedBy")) and e.text]
    assert people == []
