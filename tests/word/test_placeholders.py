"""Template and report are compared both ways before anything runs."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from docx_builder import FILE, SEMESTER_REPORT, template, with_more_parts

from toolkit.documents.semester_report import SemesterReport
from toolkit.errors import OfficeFileError
from toolkit.word.placeholders import check_placeholders


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the small report."""

    title: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallReport:
    """A report with one of each kind of field."""

    period: str
    lines: tuple[Line, ...]


WHOLE = (
    "{{ period }}",
    "{%p for line in lines %}",
    "{{ line.title }}: {% for v in line.values %}{{ v }}{% endfor %}",
    "{%p endfor %}",
)


def complaints(*paragraphs: str) -> str:
    with pytest.raises(OfficeFileError) as caught:
        check_placeholders(template(*paragraphs), FILE, SmallReport)
    return str(caught.value)


def test_the_template_of_the_semester_report_agrees_with_its_context():
    check_placeholders(SEMESTER_REPORT.read_bytes(), "templates/semester_report.docx", SemesterReport)


def test_a_template_with_every_field_is_accepted():
    check_placeholders(template(*WHOLE, header="{{ period }}"), FILE, SmallReport)


def test_every_unknown_tag_is_named_with_its_nearest_neighbour_and_its_paragraph():
    assert complaints("Perioada {{ perod }}", *WHOLE[1:2], "{{ line.titel }}", *WHOLE[3:]) == (
        "templates/small.docx\n"
        "    găsit      marcajul „perod”, pe care raportul nu îl cunoaște, în paragraful „Perioada {{ perod }}”\n"
        "    așteptat   un nume din lista marcajelor; cel mai apropiat este „period”\n"
        "    de făcut   deschideți șablonul în Word și corectați marcajul\n"
        "\n"
        "templates/small.docx\n"
        "    găsit      marcajul „line.titel”, pe care raportul nu îl cunoaște, în paragraful „{{ line.titel }}”\n"
        "    așteptat   un nume din lista marcajelor; cel mai apropiat este „line.title”\n"
        "    de făcut   deschideți șablonul în Word și corectați marcajul"
    )


def test_an_unknown_tag_in_a_header_is_found_too():
    with pytest.raises(OfficeFileError, match=r"Antet \{\{ perioada \}\}"):
        check_placeholders(template(*WHOLE, header="Antet {{ perioada }}"), FILE, SmallReport)


def test_an_unknown_tag_in_a_footnote_is_found_too():
    with pytest.raises(OfficeFileError, match=r"marcajul „perioada”.*în paragraful „Notă {{ perioada }}”"):
        check_placeholders(with_more_parts(template(*WHOLE), footnotes="Notă {{ perioada }}"), FILE, SmallReport)


def test_a_tag_in_an_endnote_is_refused():
    with pytest.raises(OfficeFileError, match=r"un marcaj în partea „word/endnotes.xml” \(note de final\)"):
        check_placeholders(with_more_parts(template(*WHOLE), endnotes="{{ period }}"), FILE, SmallReport)


def test_a_tag_that_would_swallow_the_text_beside_it_is_refused():
    assert "un marcaj scris greșit în paragraful „Rânduri {%p for line in lines %}”" in complaints(
        "{{ period }}", "Rânduri {%p for line in lines %}", *WHOLE[2:]
    )


def test_fields_that_no_tag_prints_are_named():
    assert complaints("{{ period }}", "{%p for line in lines %}", "{{ line.title }}", "{%p endfor %}") == (
        "templates/small.docx\n"
        "    găsit      niciun marcaj pentru câmpul „lines.values”\n"
        "    așteptat   fiecare câmp al raportului în șablon; fără marcaj, textul lui ar lipsi din document\n"
        "    de făcut   deschideți șablonul în Word și adăugați marcajul la locul lui"
    )


def test_a_group_is_not_a_text():
    assert "marcajul „line”, care stă pentru mai multe texte, în paragraful „{{ line }}”" in complaints(
        "{%p for line in lines %}", "{{ line }}", "{%p endfor %}"
    )
    assert "unul dintre ele: „line.title”, „line.values”" in complaints(
        "{%p for line in lines %}", "{{ line }}", "{%p endfor %}"
    )
    assert "o repetare, {%p for … in … %} … {%p endfor %}" in complaints("{{ lines }}")


@pytest.mark.parametrize(
    "broken",
    ["Perioada { period }}", "Perioada {{ period", "Perioada {{ period }", "Perioada {% fro x in lines %}", "Perioada %}"],
)
def test_a_broken_tag_is_named_with_its_paragraph(broken: str):
    assert f"un marcaj scris greșit în paragraful „{broken}" in complaints("Titlu", broken, "Alt paragraf")


def test_a_repetition_without_its_end_is_named():
    assert "un marcaj scris greșit" in complaints("{{ period }}", "{%p for line in lines %}", "{{ line.title }}")


@pytest.mark.parametrize(
    "tag", ["{{ period.upper() }}", "{{ period[0] }}", "{{ 7 * 7 }}", "{% set a = period %}", "{{ period|upper }}"]
)
def test_a_tag_that_does_more_than_print_is_refused(tag: str):
    assert complaints(f"Perioada {tag}") == (
        "templates/small.docx\n"
        f"    găsit      un marcaj care face altceva decât să tipărească, în paragraful „Perioada {tag}”\n"
        "    așteptat   numai nume, repetări (for) și condiții (if); un șablon nu calculează și nu cheamă funcții\n"
        "    de făcut   deschideți șablonul în Word și ștergeți marcajul"
    )


def test_a_file_that_is_not_a_document_is_refused():
    with pytest.raises(OfficeFileError) as caught:
        check_placeholders(b"PK nu chiar", FILE, SmallReport)

    assert str(caught.value) == (
        "templates/small.docx\n"
        "    găsit      un fișier care nu se poate deschide ca document Word\n"
        "    așteptat   un document Word (.docx)\n"
        "    de făcut   deschideți fișierul în Word, salvați-l ca „Document Word (.docx)” și puneți-l la loc"
    )
