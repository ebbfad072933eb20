"""A template is checked as a whole: every fault is found at once, each at its paragraph, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from docx_builder import FILE, fill
from hypothesis import example, given, settings
from hypothesis import strategies as st
from template_faults import (
    BOX,
    DOCUMENT,
    DRAWING,
    FAULTS,
    HERE,
    IN_ONE_PARAGRAPH,
    LINKED,
    TITLE,
    WATERMARK,
    Fault,
    FaultyReport,
    here,
    paragraph,
    row,
    run,
    whole,
    with_text,
)
from test_template_misfortunes import Letterhead
from test_template_mutations import SOUPS, SmallReport, small_template

from toolkit.documents.context import TextPart
from toolkit.errors import OfficeFileError, message
from toolkit.runs.report import REPORTS, Report
from toolkit.word.package import read_package, write_package
from toolkit.word.placeholders import check_placeholders
from toolkit.word.template_check import check_template, part_called, print_sample

REPOSITORY = Path(__file__).parents[2]


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_nothing_is_wrong_with_the_templates_of_the_reports(report: Report):
    for path in report.templates:
        checked = check_template((REPOSITORY / path).read_bytes(), path, report.context_class)

        assert (checked.faults, checked.unused) == ((), ())


def test_nothing_is_wrong_with_the_small_template():
    checked = check_template(whole(), FILE, FaultyReport)

    assert (checked.faults, checked.unused) == ((), ())


def test_at_least_forty_faults_are_seeded():
    assert len(FAULTS) >= 40


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_each_fault_is_found_at_its_paragraph_and_nothing_else(fault: Fault):
    checked = check_template(fault.content(), FILE, FaultyReport)

    assert [(one.part, one.paragraph, one.found) for one in checked.faults] == [
        (fault.part, fault.paragraph, found) for found in fault.all_found
    ]


def test_all_faults_of_one_template_are_found_at_once():
    typed = [text for text, _ in IN_ONE_PARAGRAPH.values()]

    checked = check_template(here(*typed), FILE, FaultyReport)

    assert [(one.part, one.paragraph, one.text, one.found) for one in checked.faults] == [
        (DOCUMENT, HERE + number, " ".join(text.split()), what)
        for number, (name, text) in enumerate(zip(IN_ONE_PARAGRAPH, typed, strict=True))
        for what in FAULTS[name].all_found
    ]


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_run_refuses_what_the_check_finds_in_the_same_words(fault: Fault):
    content = fault.content()
    faults = check_template(content, FILE, FaultyReport).faults

    with pytest.raises(OfficeFileError) as caught:
        check_placeholders(content, FILE, FaultyReport)

    assert str(caught.value) == "\n\n".join(message(one.place_in(FILE), one.found, one.expected, one.fix) for one in faults)
    assert [found in str(caught.value) for found in fault.all_found] == [True] * len(fault.all_found)


@settings(max_examples=100, deadline=None)
@given(SOUPS)
def test_a_run_accepts_any_soup_of_tags_in_which_the_check_finds_nothing(paragraphs: list[str]):
    content = small_template(*paragraphs)
    checked = check_template(content, FILE, SmallReport)

    if checked.faults or checked.unused:
        return
    check_placeholders(content, FILE, SmallReport)


PLACES = {  # where a tag may stand in a paragraph
    "text": run,
    "link": lambda tag: LINKED.format(run(tag)),
    "alternative text": lambda tag: DRAWING.format(escape(tag, {'"': "&quot;"})),
    "watermark": lambda tag: WATERMARK.format(escape(tag, {'"': "&quot;"})),
    "text box": lambda tag: BOX.format(paragraph(tag)),
}
PAIRS = (
    ("{% if period %}", "{% endif %}"),
    ("{% for line in lines %}", "{% endfor %}"),
    ("{%r if lines %}", "{%r endif %}"),
    ("{% if period %}a{% else %}", "{% endif %}"),
    ("{# ", " #}"),
    ("{{ period }}", "{{ site.link }}"),
)
INNER = ("a", "", "{{ period }}", "{# notă #}", "{{r site.text|link(site.link) }}", "{% if lines %}{{ period }}{% endif %}")
LINES = [{"title": "unu", "values": ["1", "2"]}, {"title": "doi", "values": []}]
A_PLACE = st.sampled_from(sorted(PLACES)).map(PLACES.__getitem__)


@settings(max_examples=80, deadline=None)
@given(st.tuples(A_PLACE, A_PLACE, A_PLACE), st.sampled_from(PAIRS), st.sampled_from(INNER), st.sampled_from(["2023", ""]))
@example((PLACES["text"], PLACES["text"], PLACES["link"]), PAIRS[0], "a", "")
@example((PLACES["watermark"], PLACES["text"], PLACES["alternative text"]), PAIRS[0], "a", "")
@example((PLACES["text"], PLACES["alternative text"], PLACES["text"]), PAIRS[0], INNER[4], "2023")
@example((PLACES["alternative text"],) * 3, PAIRS[5], INNER[2], "")
def test_what_the_check_accepts_is_printed_wherever_its_tags_stand(
    places: tuple[Callable[[str], str], ...], pair: tuple[str, str], inner: str, period: str
):
    """Tags that tear an attribute or a link apart once ended in a document that the gate had to stop: exit status 4."""
    opens, holds, closes = places
    content = whole(f"<w:p>{opens(pair[0])}{holds(inner)}{closes(pair[1])}</w:p>")

    if not check_template(content, FILE, FaultyReport).faults:
        fill(content, {"period": period, "lines": LINES, "site": asdict(TextPart(text="sit", link=""))})


WORD_AND = "deschideți șablonul în Word și "
SAID = {  # one of each kind of fault that only a check of the template tells → what is expected, and what is to be done
    "tag over two paragraphs": (
        "un marcaj întreg, într-un singur paragraf și într-o singură celulă",
        "scrieți marcajul din nou, dintr-o dată, în paragraful lui",
    ),
    "tag over the edge of a link": (
        "un marcaj întreg, în afara legăturii sau înăuntrul ei",
        "ștergeți marcajul și scrieți-l din nou, dintr-o dată, într-un singur loc",
    ),
    "misspelt for": (
        "unul dintre: elif, else, endfor, endif, for și if; cel mai apropiat este „for”",
        "corectați cuvântul",
    ),
    "unknown filter": (
        "unul dintre: bookmark, footnote, length, link, link_to și page; cel mai apropiat este „link”",
        "corectați sau ștergeți filtrul",
    ),
    "filter without its argument": (
        (
            "{{r text|link(adresa.link) }}, {{r text|bookmark(titlu.bookmark) }}, {{r text|link_to(titlu.bookmark) }}, "
            "{{r titlu.bookmark|page }}, {{r text|footnote(nota.note) }} sau {{ lista|length }}"
        ),
        "corectați sau ștergeți filtrul",
    ),
    "Romanian quotation marks": (
        'ghilimele drepte în marcaj, de exemplu {% if line.style == "bullet" %}',
        'scrieți ghilimelele din nou ca " și, dacă Word le schimbă, apăsați Ctrl+Z',
    ),
    "space that does not break": (
        "nume scrise numai cu litere, cifre, „_” și puncte, cu spații obișnuite între cuvinte",
        "ștergeți marcajul și scrieți-l din nou, dintr-o dată",
    ),
    "if without endif": (
        "„{%p endif %}” după ce se repetă sau se arată numai uneori, înaintea altor închideri",
        "adăugați „{%p endif %}” la locul lui",
    ),
    "two kinds of repetition": (
        (
            "același fel de marcaj la început și la sfârșit ({%p cu {%p, {%tr cu {%tr), "
            "în aceeași celulă, în același rând sau în același tabel"
        ),
        "mutați sau rescrieți unul dintre ele",
    ),
    "endfor without for": (
        "fiecare marcaj deschis și închis, în această ordine",
        "ștergeți marcajul sau puneți la loc începutul care lipsește",
    ),
    "paragraph tag beside a text": (
        "{%p singur în paragraf, {%tc singur în celulă, {%tr singur în rândul tabelului",
        "mutați marcajul într-un paragraf, o celulă sau un rând al lui",
    ),
    "text as a field": (
        "{{r text|link(adresa.link) }} pentru legături, {{ text }} pentru texte",
        "ștergeți „r” de la începutul marcajului",
    ),
    "field as a text": (
        "{{r text|link(adresa.link) }} pentru legături, {{ text }} pentru texte",
        "scrieți {{r la început",
    ),
    "repetition of a text": (
        "o repetare printr-o listă a raportului; un text se tipărește cu {{ nume }}",
        "corectați marcajul",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_each_fault_says_what_is_expected_and_what_is_to_be_done(name: str):
    (fault,) = check_template(FAULTS[name].content(), FILE, FaultyReport).faults

    assert (fault.expected, fault.fix) == (SAID[name][0], WORD_AND + SAID[name][1])


def test_placeholders_are_counted_part_by_part():
    content = with_text(TITLE, "<dc:title></dc:title>", "<dc:title>{{ period }}</dc:title>")
    checked = check_template(content, FILE, FaultyReport)

    assert {part_called(part.part): dict(part.names) for part in checked.placeholders} == {
        "textul": {
            "period": 1,
            "lines": 2,
            "line.title": 2,
            "line.values": 1,
            "v": 1,
            "site.text": 1,
            "site.link": 1,
        },
        "antetul 1": {"period": 1},
        "proprietățile": {"period": 1},
    }


def test_a_field_that_no_tag_prints_is_named_beside_faults_and_without_them():
    content = whole(repeated=row("{{ line.titel }}"))
    without = with_text(DOCUMENT, "{{ v }}", "", content)
    without = with_text(DOCUMENT, "{% for v in line.values %}{% endfor %}", "", without)

    assert check_template(without, FILE, FaultyReport).unused == ("lines.values",)
    assert check_template(with_text(DOCUMENT, "titel", "title", without), FILE, FaultyReport).unused == ("lines.values",)


def test_a_field_that_stands_in_a_condition_and_is_printed_nowhere_is_named_beside_other_faults():
    """Without the tag between them, `{%p if date_line %}` and `{%p endif %}` print nothing."""
    file = "templates/integrity_plan.docx"
    parts = read_package((REPOSITORY / file).read_bytes(), file)
    without = parts[DOCUMENT].replace(b"{{ date_line }}", b"")
    wrong = parts["word/footnotes.xml"].replace(
        b"</w:footnotes>",
        b'<w:footnote w:id="1"><w:p><w:r><w:t>{{ nota_greesita }} {{ }}</w:t></w:r></w:p></w:footnote></w:footnotes>',
    )
    report = REPORTS["integrity_plan"].context_class

    alone = check_template(write_package({**parts, DOCUMENT: without}), file, report)
    beside = check_template(write_package({**parts, DOCUMENT: without, "word/footnotes.xml": wrong}), file, report)

    assert (alone.faults, alone.unused) == ((), ("date_line",))
    assert (len(beside.faults), beside.unused) == (2, ("date_line",))


def test_a_text_that_is_printed_only_sometimes_is_a_fault_of_the_whole():
    content = with_text(DOCUMENT, "{{ v }}", "{% if loop.first %}{{ v }}{% endif %}")
    checked = check_template(content, FILE, FaultyReport)

    assert [(fault.part, fault.paragraph, fault.found) for fault in checked.faults] == [
        ("", None, "câmpul „lines.values” tipărit numai uneori: lipsește la unele repetări")
    ]


def test_what_is_no_document_is_refused_at_once():
    with pytest.raises(OfficeFileError, match="un fișier care nu se poate deschide ca document Word"):
        check_template(b"PK nu chiar", FILE, FaultyReport)


@pytest.mark.parametrize("name", ["wrong-measures", "a-cell-over-a-million-columns"])
def test_what_only_the_printing_refuses_is_found_by_printing_a_sample(name: str):
    content = (REPOSITORY / f"tests/inputs/template-{name}/template.docx").read_bytes()
    found = "un document Word cu măsuri greșite ale paginii, ale literelor sau ale unui tabel"

    assert [(fault.part, fault.found) for fault in print_sample(content, FILE, Letterhead)] == [("", found)]


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_a_sample_is_printed_with_the_templates_of_the_reports(report: Report):
    for path in report.templates:
        assert print_sample((REPOSITORY / path).read_bytes(), path, report.context_class) == ()
