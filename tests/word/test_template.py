"""A template prints what the context says, letter by letter, and nothing else."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx_builder import FILE, fill, paragraphs_of, table_template, template, with_more_parts, with_part
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import OfficeFileError, ToolkitFault
from toolkit.word.package import read_package

WHAT_A_CLERK_MAY_TYPE = [
    "{{ 7*7 }}",
    "{% raw %}",
    "{% endfor %}",
    "{# notă #}",
    "{_{ {_% }_}",
    "100<100",
    "<select>",
    "</w:t></w:r>",
    "Urbanism & Arhitectură &amp; „Grădina”",
    "'a' \"b\" ’c’ “d”",
    "unu\tdoi",
    "  două  spații  ",
    "ÎNȚELEGERE ș ț ă â – …",
    "$1 \\1 \\g<0>",
]


@pytest.mark.parametrize("text", WHAT_A_CLERK_MAY_TYPE)
def test_a_text_is_printed_as_it_is(text: str):
    docx = fill(template("Înainte", "{{ text }}", "După"), {"text": text})

    assert paragraphs_of(docx)[1] == text.replace("\t", "")
    assert paragraphs_of(docx)[2] == "După"


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), min_size=1))
def test_any_printable_text_is_printed_as_it_is(text: str):
    assert paragraphs_of(fill(template("{{ text }}"), {"text": text})) == [text]


def test_a_tab_in_a_text_becomes_a_tab_of_word():
    docx = fill(template("{{ text }}"), {"text": "unu\tdoi"})

    assert b"<w:tab/>" in read_package(docx, FILE)["word/document.xml"]


def test_the_title_property_is_written_once_and_of_the_template_nothing_is_left():
    docx = fill(template("{{ text }}", title="{{ text }}"), {"text": "A & B"})

    properties = read_package(docx, FILE)["docProps/core.xml"].decode()
    assert "<dc:title>Raport</dc:title><dc:creator>Primăria</dc:creator><dc:language>ro-RO</dc:language>" in properties
    assert "Popescu" not in properties


def test_a_header_is_filled_too():
    docx = fill(template("{{ text }}", header="Antet: {{ text }}"), {"text": "A & B"})

    assert "Antet: A &amp; B" in read_package(docx, FILE)["word/header1.xml"].decode()


def test_a_text_in_a_footnote_is_no_tag_however_many_sections_there_are():
    """Docxtpl fills the footnotes once for each section, so that what it printed was read as tags."""
    content = with_more_parts(template("{{ text }}"), footnotes="Notă: {{ text }}")
    content = with_part(content, "<w:body>", "<w:body><w:p><w:pPr><w:sectPr/></w:pPr></w:p>")

    docx = fill(content, {"text": "{{ 7*7 }} & {% raw %}"})

    assert "Notă: {{ 7*7 }} &amp; {% raw %}" in read_package(docx, FILE)["word/footnotes.xml"].decode()


def test_styles_that_are_none_are_refused():
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"

    with pytest.raises(OfficeFileError) as caught:
        fill(with_part(template("{{ text }}"), kind, "application/xml", "[Content_Types].xml"), {"text": "a"})

    assert str(caught.value) == (
        "templates/small.docx\n"
        "    găsit      un document Word în care părțile nu se leagă între ele\n"
        "    așteptat   un document Word (.docx) întreg\n"
        "    de făcut   deschideți fișierul în Word, salvați-l ca „Document Word (.docx)” și puneți-l la loc"
    )


def test_equal_arguments_give_equal_bytes():
    content = template("{{ text }}")

    assert fill(content, {"text": "a"}) == fill(content, {"text": "a"})


def test_nothing_in_the_file_depends_on_the_clock_or_on_zlib():
    with zipfile.ZipFile(BytesIO(fill(template("{{ text }}"), {"text": "a"}))) as package:
        infos = package.infolist()

    assert infos[0].filename == "[Content_Types].xml"
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.compress_type for info in infos} == {zipfile.ZIP_STORED}


def test_a_name_without_a_value_stops_the_printing():
    with pytest.raises(OfficeFileError, match=r"Totalul: \{\{ totl \}\}") as caught:
        fill(template("Totalul: {{ totl }}"), {"total": "5"})

    assert str(caught.value) == (
        "templates/small.docx\n"
        "    găsit      un marcaj scris greșit în paragraful „Totalul: {{ totl }}”\n"
        "    așteptat   marcaje de forma {{ nume }}, {%p for … %} și {%p endfor %}, fiecare deschis și închis\n"
        "    de făcut   deschideți șablonul în Word și corectați marcajul; dacă pare bun, scrieți-l din nou, dintr-o dată"
    )


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "a\ud800b"])
def test_a_character_that_word_cannot_hold_is_a_fault_and_drops_nothing_silently(text: str):
    with pytest.raises(ToolkitFault):
        fill(template("{{ text }}", "Semnătura"), {"text": text})


def test_a_cell_that_a_loop_left_bare_gets_a_paragraph():
    docx = fill(table_template(["{%p for p in texts %}\n{{ p }}\n{%p endfor %}"]), {"texts": []})

    assert paragraphs_of(docx)
