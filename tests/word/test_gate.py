"""Nothing leaves that is not, word by word, what was put in."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx_builder import (
    FILE,
    SEMESTER_REPORT,
    a_report,
    a_row,
    an_action,
    fill,
    paragraphs_of,
    template,
    text,
    with_more_parts,
    with_part,
)

from toolkit.errors import ToolkitFault
from toolkit.word.gate import check_document
from toolkit.word.package import read_package, with_properties, write_package
from toolkit.word.template import fill_template
from toolkit.word.template_parts import read_template

PICTURE = SEMESTER_REPORT.with_suffix(".png")


def document_of(docx: bytes) -> str:
    """The XML of the text."""
    return read_package(docx, FILE)["word/document.xml"].decode()


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    rows = [
        a_row(
            "Direcția resurse umane",
            "10 funcționari",
            "17 concursuri",
            narrative=[text("Text"), text("unu", style="bullet")],
        ),
        a_row("Direcția cultură", "-", "2 concursuri", narrative=[text("primul", style="numbered", mark="1.")]),
    ]
    first = an_action("1.1", rows, ["10 funcționari", "19 concursuri"], ["*1 Indicator 1: ajustat."])
    second = an_action("1.2", [a_row("Direcția cultură", "3 ședințe")], ["3 ședințe"])
    return a_report(first, replace(second, status_sentences=("Toți indicatorii – 1;", "Restanțe – 0;", "Niciunul – 0.")))


@pytest.fixture(scope="module")
def docx(context: dict[str, Any]) -> bytes:
    return fill(SEMESTER_REPORT.read_bytes(), context)


def check(docx: bytes, context: dict[str, Any], made_from: bytes = b"") -> None:
    content = made_from or SEMESTER_REPORT.read_bytes()
    parts = with_properties(read_template(content, FILE), title="Raport", author="Primăria", language="ro-RO")
    check_document(docx, parts, FILE, context)


def complaint(docx: bytes, context: dict[str, Any], made_from: bytes = b"") -> str:
    with pytest.raises(ToolkitFault) as caught:
        check(docx, context, made_from)
    return str(caught.value)


def swapped(docx: bytes, one: str, other: str) -> bytes:
    """The file with two texts in each other's place."""
    return with_part(with_part(with_part(docx, one, "\u2e2e"), other, one), "\u2e2e", other)


def test_the_filled_report_passes(docx: bytes, context: dict[str, Any]):
    check(docx, context)


def test_a_changed_text_is_named(docx: bytes, context: dict[str, Any]):
    number = paragraphs_of(docx).index("termene scurte.") + 1
    assert complaint(with_part(docx, "termene scurte.", "termene lungi."), context) == (
        "documentul Word, citit din nou\n"
        "    găsit      lipsește textul „termene scurte.” (risks)\n"
        "    așteptat   fiecare text al raportului, întreg și de câte ori este dat\n"
        "    de făcut   trimiteți acest mesaj celor care întrețin programul; documentul nu a fost scris\n"
        "\n"
        "documentul Word, citit din nou\n"
        f"    găsit      paragraful {number} este „termene lungi.”\n"
        "    așteptat   „termene scurte.”, după șablon și date\n"
        "    de făcut   trimiteți acest mesaj celor care întrețin programul; documentul nu a fost scris"
    )


def test_a_changed_figure_is_noticed_though_it_stands_elsewhere_too(docx: bytes, context: dict[str, Any]):
    assert "este „17 concursuri”" in complaint(with_part(docx, ">2 concursuri<", ">17 concursuri<"), context)


def test_swapped_cells_are_noticed(docx: bytes, context: dict[str, Any]):
    assert "„10 funcționari”, după șablon și date" in complaint(
        swapped(docx, ">10 funcționari<", ">17 concursuri<"), context
    )


def test_status_sentences_of_two_actions_that_changed_places_are_noticed(docx: bytes, context: dict[str, Any]):
    assert "este „Toți indicatorii – 1;”" in complaint(
        swapped(docx, ">Toți indicatorii – 2;<", ">Toți indicatorii – 1;<"), context
    )


@pytest.mark.parametrize("cell", ["2 concursuri", "19 concursuri", "Indicator 2"])
def test_a_row_that_is_printed_twice_is_noticed(docx: bytes, context: dict[str, Any], cell: str):
    row = next(row for row in re.findall("<w:tr[ >].*?</w:tr>", document_of(docx), re.DOTALL) if f">{cell}<" in row)

    assert complaint(with_part(docx, row, row + row), context)


def test_a_row_that_is_lost_is_noticed(docx: bytes, context: dict[str, Any]):
    row = next(row for row in re.findall("<w:tr[ >].*?</w:tr>", document_of(docx), re.DOTALL) if "2 concursuri" in row)

    assert "lipsește textul „2 concursuri” (values)" in complaint(with_part(docx, row, ""), context)


def test_a_paragraph_that_nobody_wrote_is_noticed(docx: bytes, context: dict[str, Any]):
    invented = "<w:p><w:r><w:t>Totalul este 999.</w:t></w:r></w:p><w:sectPr"

    assert "este „Totalul este 999.”" in complaint(with_part(docx, "<w:sectPr", invented), context)


def test_a_row_too_many_is_noticed_though_it_is_empty(docx: bytes, context: dict[str, Any]):
    at_the_row_end = "</w:tc></w:tr>"
    start = document_of(docx).index("2 concursuri")
    end = document_of(docx).index(at_the_row_end, start) + len(at_the_row_end)
    cut = document_of(docx)[start:end]

    assert "stă în alt loc, arată altfel" in complaint(
        with_part(docx, cut, cut.replace("</w:tr>", "</w:tr><w:tr/>")), context
    )


@pytest.mark.parametrize("changed", ["*2", ""])
def test_a_changed_mark_of_a_total_is_noticed(docx: bytes, context: dict[str, Any], changed: str):
    assert "„10 funcționari*1”, după șablon și date" in complaint(with_part(docx, ">*1<", f">{changed}<"), context)


def test_a_changed_note_and_a_changed_total_are_noticed(docx: bytes, context: dict[str, Any]):
    assert "lipsește textul „*1 Indicator 1: ajustat.” (notes)" in complaint(
        with_part(docx, "Indicator 1: ajustat.", "Indicator 2: ajustat."), context
    )
    assert "lipsește textul „19 concursuri” (text)" in complaint(with_part(docx, "19 concursuri", "20 concursuri"), context)


def test_a_fixed_text_of_the_template_that_changed_is_noticed(docx: bytes, context: dict[str, Any]):
    assert "este „Nimic”" in complaint(with_part(docx, "Total instituții responsabile", "Nimic"), context)


def test_links_and_captions_are_compared_too(docx: bytes, context: dict[str, Any]):
    assert "duce la altă adresă" in complaint(with_part(docx, 'w:anchor="actiunea_1_2"', 'w:anchor="actiunea_1_1"'), context)
    assert "stă în alt loc, arată altfel" in complaint(
        with_part(docx, 'tblCaption w:val="Progresul în implementarea acțiunii 1.1."', 'tblCaption w:val="x"'), context
    )


def test_headers_footers_and_other_parts_are_compared_too(docx: bytes, context: dict[str, Any]):
    assert "Pagina 999" in complaint(with_part(docx, "Pagina ", "Pagina 999", "word/footer1.xml"), context)
    assert "partea „word/numbering.xml” s-a schimbat" in complaint(
        with_part(docx, "<w:abstractNum ", "<w:abstractNum w:x='1' ", "word/numbering.xml"), context
    )
    parts = read_package(docx, FILE)
    assert "partea „word/media/x.png” s-a schimbat" in complaint(write_package({**parts, "word/media/x.png": b"x"}), context)


def test_text_boxes_are_compared_too():
    box = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p>'
        "<w:r><w:t>Casetă: {{ a }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p><w:sectPr"
    )
    content = with_part(template("{{ a }}"), "</w:p><w:sectPr", box)
    docx = fill(content, {"a": "cinci"})

    assert "Casetă: șase”" in complaint(with_part(docx, "Casetă: cinci", "Casetă: șase"), {"a": "cinci"}, content)


def test_pictures_are_compared_too():
    document = Document()
    document.add_paragraph("{{ a }}").add_run().add_picture(io.BytesIO(PICTURE.read_bytes()))
    document.add_paragraph().add_run().add_picture(io.BytesIO(PICTURE.read_bytes() + b"another"))
    target = io.BytesIO()
    document.save(target)
    content = with_part(target.getvalue(), '<wp:docPr id="1"', '<wp:docPr id="1" descr="O pagină"')
    docx = fill(content, {"a": "5"})

    first, second = re.findall('r:embed="([^"]*)"', document_of(docx))
    assert first != second
    assert "arată altfel" in complaint(with_part(docx, f'r:embed="{first}"', f'r:embed="{second}"'), {"a": "5"}, content)
    assert "arată altfel" in complaint(with_part(docx, ' descr="O pagină"', ""), {"a": "5"}, content)
    parts = read_package(docx, FILE)
    changed = write_package({**parts, "word/media/image1.png": b"x"})
    assert "partea „word/media/image1.png” s-a schimbat" in complaint(changed, {"a": "5"}, content)


def test_footnotes_are_compared_too():
    content = with_more_parts(template("{{ a }}"), footnotes="Notă: {{ a }}")
    docx = fill(content, {"a": "cinci"})

    assert ">Notă: cinci<" in read_package(docx, FILE)["word/footnotes.xml"].decode()
    assert "paragraful 1 este „Notă: șase”" in complaint(
        with_part(docx, "Notă: cinci", "Notă: șase", "word/footnotes.xml"), {"a": "cinci"}, content
    )


def test_a_lost_bookmark_is_noticed(docx: bytes, context: dict[str, Any]):
    assert "lipsește textul „sectiunea_I” (bookmark)" in complaint(
        with_part(docx, 'w:name="sectiunea_I"', 'w:name="x"'), context
    )


def test_a_tag_that_was_left_is_named():
    content = template("Totalul: {{ total }}")
    docx = fill(content, {"total": "5"})

    assert "un marcaj rămas în paragraful „Totalul: 5{{ x }}”" in complaint(
        with_part(docx, "5<", "5{{ x }}<"), {"total": "5"}, content
    )


def test_a_tag_that_was_left_in_any_other_part_is_named():
    content = with_more_parts(template("{{ a }}"), endnotes="Notă")
    docx = fill(content, {"a": "5"})

    assert "un marcaj rămas în partea „word/endnotes.xml”: „{{ x }}”" in complaint(
        with_part(docx, "Notă", "{{ x }}", "word/endnotes.xml"), {"a": "5"}, content
    )


def test_a_tag_that_a_department_wrote_is_no_tag_but_one_beside_it_is():
    content = template("{{ a }}")
    docx = fill(content, {"a": "{{ 7*7 }}"})

    check(docx, {"a": "{{ 7*7 }}"}, content)
    assert "un marcaj rămas" in complaint(with_part(docx, "{{ 7*7 }}", "{{ 7*7 }} {% x %}"), {"a": "{{ 7*7 }}"}, content)


def fault(found: str, expected: str) -> str:
    return (
        "documentul Word, citit din nou\n"
        f"    găsit      {found}\n"
        f"    așteptat   {expected}\n"
        "    de făcut   trimiteți acest mesaj celor care întrețin programul; documentul nu a fost scris"
    )


def test_a_text_that_looks_otherwise_is_named(docx: bytes, context: dict[str, Any]):
    number = paragraphs_of(docx).index("termene scurte.") + 1
    changed = with_part(
        docx, '<w:r><w:t xml:space="preserve">termene', '<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve">termene'
    )

    assert complaint(changed, context) == fault(
        f"paragraful {number}, „termene scurte.”, stă în alt loc, arată altfel sau duce la altă adresă",
        "așezarea și aspectul din șablon",
    )


@pytest.mark.parametrize(
    ("kind", "tag", "expected", "found"),
    [
        ("titlul", "dc:title", "Raport", "Document1"),
        ("autorul", "dc:creator", "Primăria", "Ion"),
        ("limba", "dc:language", "ro-RO", "en"),
    ],
)
def test_another_property_is_named(docx: bytes, context: dict[str, Any], kind: str, tag: str, expected: str, found: str):
    changed = with_part(docx, f"<{tag}>{expected}<", f"<{tag}>{found}<", "docProps/core.xml")

    assert complaint(changed, context).split("\n\n") == [
        fault(f"{kind} din proprietăți „{found}”", f"„{expected}”"),
        fault("partea „docProps/core.xml” s-a schimbat", "părțile șablonului, neschimbate"),
    ]


def test_another_language_of_the_text_is_named(docx: bytes, context: dict[str, Any]):
    changed = with_part(docx, '"ro-RO"', '"en-US"', "word/styles.xml")

    assert complaint(changed, context).split("\n\n")[0] == fault("limba documentului „en-US”", "„ro-RO”")


def test_a_file_without_a_title_does_not_leave_even_if_none_is_given():
    content = template("{{ a }}")
    with pytest.raises(ToolkitFault, match="titlul din proprietăți „”"):
        fill_template(content, FILE, {"a": "1"}, title="", author="Primăria", language="ro-RO")


def test_a_template_that_says_no_language_gets_ours():
    content = template("{{ a }}")
    parts = read_package(content, FILE)
    bare = re.sub("<w:docDefaults>.*</w:docDefaults>", "", parts["word/styles.xml"].decode(), flags=re.DOTALL)
    content = write_package({**parts, "word/styles.xml": bare.encode()})

    styles = read_package(fill(content, {"a": "1"}), FILE)["word/styles.xml"].decode()
    assert '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="ro-RO"/></w:rPr></w:rPrDefault></w:docDefaults>' in styles


def test_a_style_that_changed_is_named(docx: bytes, context: dict[str, Any]):
    changed = with_part(docx, '<w:color w:val="053B8C"/>', '<w:color w:val="FFFFFF"/>', "word/styles.xml")

    assert complaint(changed, context).split("\n\n") == [
        fault("stilul „Hyperlink” lipsește sau s-a schimbat", "stilurile șablonului, neschimbate"),
        fault("stilul „Hyperlink” nu este al șablonului", "stilurile șablonului, neschimbate"),
    ]


def test_a_number_of_the_context_is_compared_as_it_prints():
    content = template("{{ n }} acte", "{% if n == 1 %}unul{% endif %}")
    docx = fill(content, {"n": 12})

    check(docx, {"n": 12}, content)
    assert "este „13 acte”" in complaint(with_part(docx, "12", "13"), {"n": 12}, content)


def test_a_text_that_stands_only_in_a_header_that_no_page_shows_is_not_found():
    default, even = (f'w:headerReference w:type="{kind}"' for kind in ("default", "even"))
    content = with_part(template("Text", header="{{ a }}"), default, even)

    with pytest.raises(ToolkitFault, match=r"lipsește textul „cinci” \(a\)"):
        fill(content, {"a": "cinci"})


def test_ids_that_repeat_are_named(docx: bytes, context: dict[str, Any]):
    assert "identificatorul „1” de 2 ori (semn de carte)" in complaint(
        with_part(docx, 'w:bookmarkStart w:id="2"', 'w:bookmarkStart w:id="1"'), context
    )


def test_a_part_that_is_not_well_formed_is_a_fault(docx: bytes, context: dict[str, Any]):
    assert "word/document.xml\n    găsit      XML pe care Word nu l-ar putea citi" in complaint(
        with_part(docx, "</w:body>", ""), context
    )
