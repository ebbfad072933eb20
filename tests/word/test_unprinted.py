"""A field that a template would not print, always or in some reports, is named before anything runs."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from docx_builder import FILE, SEMESTER_REPORT, template

from toolkit.documents.context import ContentsLine, Heading, Paragraph
from toolkit.documents.semester_report import SemesterReport
from toolkit.errors import OfficeFileError
from toolkit.word.package import read_package, write_package
from toolkit.word.placeholders import check_placeholders

REPORT_FILE = "templates/semester_report.docx"
PARTS = read_package(SEMESTER_REPORT.read_bytes(), REPORT_FILE)
PRINT_TAG = re.compile(r"\{\{.*?\}\}")
TEXT = PARTS["word/document.xml"].decode()
TAGS_OF_THE_TEXT = [tag for tag in PRINT_TAG.finditer(TEXT) if TEXT[tag.start() - 1] != '"']  # a table's title is no text
TAGS_OF_THE_EDGES = sorted(
    {tag[0] for name, xml in PARTS.items() if name != "word/document.xml" for tag in PRINT_TAG.finditer(xml.decode())}
)
LOOKED_FOR = {  # a text of a list has the name that the repetition gives it; in the report it has that of the list
    "line": "letterhead",
    "unit": "responsible",
    "indicator": "indicators",
    "column": "columns",
    "value": "values",
    "sentence": "status_sentences",
    "note": "notes",
    "risk": "risks",
    "proposal": "proposals",
    "point": "points",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the small report."""

    unit: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallReport:
    """A small report."""

    title: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LongReport:
    """A report of which a contents list and a narrative are printed."""

    contents: tuple[ContentsLine, ...]
    heading: Heading
    narrative: tuple[Paragraph, ...]


TITLE = "{{ title }}"
LINES = ("{%p for line in lines %}", "{{ line.role }}{% if line.unit %}, {{ line.unit }}{% endif %}", "{%p endfor %}")
NOTES = ("{%p for note in notes %}", "{{ note }}", "{%p endfor %}")
CONTENTS = (
    "{%p for line in contents %}",
    "{% if line.level %}{{r line.text|link_to(line.bookmark) }} {{r line.bookmark|page }}{% endif %}",
    "{%p endfor %}",
)
HEADING = "{{r heading.text|bookmark(heading.bookmark) }}"
PARTS_OF_A_PARAGRAPH = "{%r for part in p.parts %}{{r part.text|link(part.link) }}{%r endfor %}"
NARRATIVE = (
    "{%p for p in narrative %}",
    '{% if p.style == "numbered" %}{{ p.mark }}{% endif %}' + PARTS_OF_A_PARAGRAPH,
    "{%p endfor %}",
)


def complaint(content: bytes, context_class: type, file: str = FILE) -> str:
    with pytest.raises(OfficeFileError) as caught:
        check_placeholders(content, file, context_class)
    assert caught.value.exit_status == 3
    return str(caught.value)


def fields_in(text: str) -> set[str]:
    return set(re.findall("câmpul „([^”]*)”", text))


def without(name: str, start: int, end: int) -> bytes:
    xml = PARTS[name].decode()
    return write_package({**PARTS, name: (xml[:start] + xml[end:]).encode()})


@pytest.mark.parametrize("tag", TAGS_OF_THE_TEXT, ids=lambda tag: f"{tag[0]} at {tag.start()}")
def test_each_print_tag_of_the_text_is_needed(tag: re.Match[str]):
    complained = complaint(without("word/document.xml", *tag.span()), SemesterReport, REPORT_FILE)

    assert complained.startswith(f"{REPORT_FILE}\n    găsit      ")
    name = re.findall(r"[\w.]+", tag[0].removeprefix("{{r"))[0]
    assert LOOKED_FOR.get(name, name.rpartition(".")[2]) in {field.rpartition(".")[2] for field in fields_in(complained)}


@pytest.mark.parametrize("tag", TAGS_OF_THE_EDGES)
def test_each_print_tag_of_headers_and_footers_is_needed_somewhere(tag: str):
    parts = {name: xml.replace(tag.encode(), b"") if name != "word/document.xml" else xml for name, xml in PARTS.items()}

    assert fields_in(complaint(write_package(parts), SemesterReport, REPORT_FILE)) == {tag.strip("{} ")}


def test_all_fields_that_are_not_printed_are_named_at_once():
    paragraphs = (LINES[0], "{{ line.role }}", *LINES[2:], NOTES[0], "Notă", NOTES[2], "{% if title %}Titlu{% endif %}")

    assert complaint(template(*paragraphs), SmallReport) == "\n\n".join(
        "templates/small.docx\n"
        f"    găsit      niciun marcaj pentru câmpul „{path}”\n"
        "    așteptat   fiecare câmp al raportului în șablon; fără marcaj, textul lui ar lipsi din document\n"
        "    de făcut   deschideți șablonul în Word și adăugați marcajul la locul lui"
        for path in ("title", "lines.unit", "notes")
    )


@pytest.mark.parametrize(
    ("paragraphs", "when"),
    [
        ((*NOTES, "{% if notes %}{{ title }}{% endif %}"), "„title” tipărit numai uneori: lipsește când „notes” este gol"),
        (("{% for n in notes %}{{ title }}{{ n }}{% endfor %}",), "lipsește când „notes” este gol"),
        (
            (TITLE, "{% for n in notes %}{% if not loop.first %}{{ n }}{% endif %}{% endfor %}"),
            "„notes” tipărit numai uneori: lipsește la unele repetări",
        ),
        (("{% if title %}{{ title }}{% for n in notes %}{{ n }}{% endfor %}{% endif %}",), "lipsește când „title” este gol"),
    ],
)
def test_a_text_that_is_printed_only_sometimes_is_named_with_when(paragraphs: tuple[str, ...], when: str):
    assert when in complaint(template(*paragraphs, *LINES), SmallReport)


def test_a_text_that_is_printed_in_every_branch_is_printed():
    title = "{% if notes %}{{ title }}{% else %}Fără note: {{ title }}{% endif %}"

    check_placeholders(template(title, *LINES, *NOTES), FILE, SmallReport)


def test_a_text_that_is_lost_in_one_branch_is_named_in_full():
    condition = ('{% if p.style != "bullet" %}', "{% endif %}")
    narrative = (NARRATIVE[0], condition[0], "{{ p.mark }}", PARTS_OF_A_PARAGRAPH, condition[1], NARRATIVE[2])

    assert complaint(template(*CONTENTS, HEADING, *narrative), LongReport) == "\n\n".join(
        "templates/small.docx\n"
        f"    găsit      câmpul „narrative.parts.{name}” tipărit numai uneori: "
        "lipsește când „narrative.style” este „bullet”\n"
        "    așteptat   fiecare câmp tipărit oricare ar fi datele, în fiecare ramură if, elif, else\n"
        "    de făcut   deschideți șablonul în Word și adăugați marcajul acolo unde lipsește"
        for name in ("text", "link")
    )


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("", "", set()),
        (" {{r line.bookmark|page }}", "", {"contents.bookmark"}),
        ("{{r line.text|link_to(line.bookmark) }}", "{{ line.text }}", {"contents.bookmark"}),
        ("{{r part.text|link(part.link) }}", "{{ part.text }}", {"narrative.parts.link"}),
        (HEADING, "{{ heading.text }} {{ heading.bookmark }}", {"heading.bookmark"}),
        ("{% if line.level %}{{r", "{{r", {"contents.level"}),
    ],
)
def test_links_and_bookmarks_count_where_they_lead_somewhere(old: str, new: str, fields: set[str]):
    end = "{% endif %}" if "line.level" in old else "\0"
    paragraphs = [p.replace(old, new) for p in (*CONTENTS, HEADING, *NARRATIVE)]
    content = template(*(p.replace(end, "") if "line.text" in p else p for p in paragraphs))

    if fields:
        assert fields_in(complaint(content, LongReport)) == fields
    else:
        check_placeholders(content, FILE, LongReport)


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("{{r title }}", "marcajul „{{r title }}”, cu „r”, dar fără link, bookmark, link_to, page sau footnote"),
        ("{{ title|page }}", "filtrul „page”, folosit altfel decât se poate"),
        ("{{ title|link(title) }}", "filtrul „link”, folosit altfel decât se poate"),
    ],
)
def test_a_field_of_word_and_a_text_have_tags_of_their_own(tag: str, found: str):
    assert f"    găsit      {found}\n" in complaint(template(tag, *LINES, *NOTES), SmallReport)


def test_a_text_is_not_compared_with_a_number():
    assert complaint(template(TITLE, *LINES, *NOTES, "{% if title > 1 %}x{% endif %}"), SmallReport) == (
        "templates/small.docx\n"
        "    găsit      o condiție care compară un text cu un număr\n"
        "    așteptat   condiții care compară texte cu texte și numere cu numere\n"
        "    de făcut   deschideți șablonul în Word și corectați condiția, {% if … %}"
    )
