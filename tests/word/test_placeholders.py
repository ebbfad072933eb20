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
        "templates/small.docx · textul, paragraful 1: „Perioada {{ perod }}”\n"
        "    găsit      marcajul „perod”, pe care raportul nu îl cunoaște\n"
        "    așteptat   un nume din lista marcajelor; cel mai apropiat este „period”\n"
        "    de făcut   deschideți șablonul în Word și corectați marcajul\n"
        "\n"
        "templates/small.docx · textul, paragraful 3: „{{ line.titel }}”\n"
        "    găsit      marcajul „line.titel”, pe care raportul nu îl cunoaște\n"
        "    așteptat   un nume din lista marcajelor; cel mai apropiat este „line.title”\n"
        "    de făcut   deschideți șablonul în Word și corectați marcajul"
    )


def test_an_unknown_tag_in_a_header_is_found_too():
    with pytest.raises(OfficeFileError, match=r"Antet \{\{ perioada \}\}"):
        check_placeholders(template(*WHOLE, header="Antet {{ perioada }}"), FILE, SmallReport)


def test_an_unknown_tag_in_a_footnote_is_found_too():
    with pytest.raises(
        OfficeFileError, match=r"notele de subsol, paragraful 1: „Notă \{\{ perioada \}\}”\n.*marcajul „perioada”"
    ):
        check_placeholders(with_more_parts(template(*WHOLE), footnotes="Notă {{ perioada }}"), FILE, SmallReport)


def test_a_tag_in_an_endnote_is_refused():
    with pytest.raises(OfficeFileError, match=r"un marcaj în partea „word/endnotes.xml” \(note de final\)"):
        check_placeholders(with_more_parts(template(*WHOLE), endnotes="{{ period }}"), FILE, SmallReport)


def test_a_tag_that_would_swallow_the_text_beside_it_is_refused():
    assert "marcajul de repetare „{%p for line in lines %}”, care nu stă singur" in complaints(
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
    assert "marcajul „line”, care stă pentru mai multe texte" in complaints(
        "{%p for line in lines %}", "{{ line }}", "{%p endfor %}"
    )
    assert "unul dintre ele: „line.title”, „line.values”" in complaints(
        "{%p for line in lines %}", "{{ line }}", "{%p endfor %}"
    )
    assert "o repetare, {%p for … in … %} … {%p endfor %}" in complaints("{{ lines }}")


@pytest.mark.parametrize("broken", ["{ period }}", "{{ period", "{{ period }", "{% period %}", "cod %}"])
def test_a_broken_tag_is_named_with_its_paragraph(broken: str):
    assert complaints("Titlu", f"Perioada {broken}", "Alt paragraf") == (
        f"templates/small.docx · textul, paragraful 2: „Perioada {broken}”\n"
        f"    găsit      marcajul „{broken}”, scris greșit\n"
        "    așteptat   marcaje de forma {{ nume }}, {%p for … %} și {%p endfor %}, fiecare deschis și închis\n"
        "    de făcut   deschideți șablonul în Word și corectați marcajul; dacă pare bun, scrieți-l din nou, dintr-o dată"
    )


def test_a_repetition_without_its_end_is_named():
    assert "„{%p for line in lines %}”, care nu se închide unde trebuie" in complaints(
        "{{ period }}", "{%p for line in lines %}", "{{ line.title }}"
    )


@pytest.mark.parametrize(
    "tag", ["{{ period.upper() }}", "{{ period[0] }}", "{{ 7 * 7 }}", "{% set a = period %}", "{{ period|upper }}"]
)
def test_a_tag_that_does_more_than_print_is_refused(tag: str):
    assert complaints(f"Perioada {tag}") == (
        f"templates/small.docx · textul, paragraful 1: „Perioada {tag}”\n"
        f"    găsit      marcajul „{tag}”, care face altceva decât să tipărească\n"
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
