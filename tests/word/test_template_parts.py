"""A template that could not be filled faithfully is refused before anything runs."""

from __future__ import annotations

import re

import pytest
from docx_builder import FILE, SEMESTER_REPORT, fill, template, with_more_parts, with_part
from lxml import etree

from toolkit.documents.semester_report import SemesterReport
from toolkit.errors import OfficeFileError
from toolkit.word.package import DOCUMENT, read_package, write_package
from toolkit.word.placeholders import check_placeholders
from toolkit.word.template_parts import filled_parts, read_template

TYPES = "[Content_Types].xml"
PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SAVE_AS = "deschideți fișierul în Word, alegeți „Salvare ca” și tipul „Document Word (.docx)”, apoi puneți-l la loc"


def complaint(content: bytes) -> str:
    with pytest.raises(OfficeFileError) as caught:
        read_template(content, FILE)
    assert caught.value.exit_status == 3
    return str(caught.value)


def test_the_template_of_the_semester_report_is_read():
    parts = read_template(SEMESTER_REPORT.read_bytes(), FILE)

    assert filled_parts(parts) == [
        "word/document.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/header1.xml",
        "word/header2.xml",
    ]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "un document Word cu macrocomenzi (.docm)"),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "un șablon Word cu macrocomenzi (.dotm)"),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
            "un șablon Word (.dotx)",
        ),
        ("application/xml", "un fișier de alt fel decât un document Word"),
    ],
)
def test_another_kind_of_word_file_is_refused(kind: str, name: str):
    assert complaint(with_part(template("{{ a }}"), PLAIN, kind, TYPES)) == (
        "templates/small.docx\n"
        f"    găsit      {name}\n"
        "    așteptat   un document Word (.docx) obișnuit\n"
        f"    de făcut   {SAVE_AS}"
    )


def test_a_strict_document_is_refused():
    strict = with_part(
        template("{{ a }}"),
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )

    assert complaint(strict) == (
        "templates/small.docx\n"
        "    găsit      un document de tipul „Document Strict Open XML”\n"
        "    așteptat   un document Word (.docx) obișnuit\n"
        f"    de făcut   {SAVE_AS}"
    )


TOO_LARGE = (
    "templates/small.docx\n"
    "    găsit      un șablon {}\n"
    "    așteptat   un șablon de câteva pagini; textele subdiviziunilor nu stau în el\n"
    "    de făcut   ștergeți din șablon ce este de prisos; dacă nu se vede nimic, faceți-l din nou într-un document gol"
)


@pytest.mark.parametrize(
    ("part", "content", "found"),
    [
        ("word/media/image1.emf", b"\0" * (50 * 2**20 + 1), "care ar ocupa, despachetat, peste 50 MB"),
        ("word/other.xml", b"<a>" + b" " * 3 * 2**20 + b"</a>", "cu peste 3 MB de text, fără imagini"),
        ("word/other.xml", b"<a>" + b"{ " * 10_001 + b"</a>", "cu peste 10000 de acolade „{”"),
        ("word/other.xml", b"<a>" + b"&#123;" * 10_001 + b"</a>", "cu peste 10000 de acolade „{”"),
    ],
    ids=["bytes", "text", "braces", "numbered braces"],
)
def test_a_template_that_would_take_the_memory_is_refused(part: str, content: bytes, found: str):
    parts = read_package(template("{{ a }}"), FILE)

    assert complaint(write_package({**parts, part: content})) == TOO_LARGE.format(found)


@pytest.mark.parametrize("content", [b"nu este o arhiva", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 un .doc vechi"])
def test_a_file_that_is_no_archive_is_refused(content: bytes):
    assert "găsit      un fișier care nu se poate deschide ca document Word" in complaint(content)


def test_an_archive_without_a_document_is_refused():
    assert "găsit      o arhivă în care nu se află un document Word" in complaint(write_package({"a.txt": b"a"}))


def test_a_damaged_part_is_named():
    assert "găsit      o parte deteriorată, word/document.xml: XML pe care Word nu l-ar putea citi" in complaint(
        with_part(template("{{ a }}"), "</w:body>", "")
    )


def test_a_document_from_which_a_part_is_missing_is_refused():
    parts = read_package(template("{{ a }}"), FILE)
    del parts["word/styles.xml"]

    with pytest.raises(OfficeFileError, match="un document Word din care lipsește o parte"):
        fill(write_package(parts), {"a": "5"})


def test_a_tag_in_an_endnote_is_refused_and_its_part_named():
    assert complaint(with_more_parts(template("{{ a }}"), endnotes="{{ institution }} {{ nonsense }}")) == (
        "templates/small.docx\n"
        "    găsit      un marcaj în partea „word/endnotes.xml” (note de final): „{{ institution }} {{ nonsense }}”\n"
        "    așteptat   marcaje numai în text, în antet, în subsol și în notele de subsol; altundeva nu se completează\n"
        "    de făcut   deschideți șablonul în Word și mutați marcajul în text sau într-o notă de subsol"
    )


@pytest.mark.parametrize("tag", ["{{ a }}", "{% if a %}", "{# a #}", "{</w:t></w:r><w:r><w:t>{ a }}"])
def test_a_tag_in_a_part_that_is_not_filled_is_refused_however_it_is_written(tag: str):
    assert "un marcaj în partea „word/comments.xml” (comentarii)" in complaint(
        with_more_parts(template("{{ a }}"), comments=tag)
    )


def test_a_tag_in_an_attribute_of_another_part_is_refused():
    content = with_part(template("{{ a }}"), 'w:name="Symbol"', 'w:name="{{ a }}"', "word/fontTable.xml")

    assert "un marcaj în partea „word/fontTable.xml”" in complaint(content)


def test_an_endnote_without_tags_is_accepted():
    assert (
        b"La fel"
        in read_package(fill(with_more_parts(template("{{ a }}"), endnotes="La fel"), {"a": "5"}), FILE)["word/endnotes.xml"]
    )


@pytest.mark.parametrize("change", ["ins", "del", "moveFrom", "moveTo"])
def test_tracked_changes_are_refused(change: str):
    run = re.search("<w:r>.*?</w:r>", read_package(template("{{ a }}"), FILE)[DOCUMENT].decode())
    assert run is not None
    content = with_part(template("{{ a }}"), run[0], f'<w:{change} w:id="1" w:author="x">{run[0]}</w:{change}>')

    assert complaint(content) == (
        "templates/small.docx\n"
        "    găsit      modificări urmărite, pe care nimeni nu le-a acceptat\n"
        "    așteptat   un șablon fără modificări urmărite; marcajele din ele s-ar pierde\n"
        "    de făcut   deschideți șablonul în Word, fila „Revizuire”: "
        "acceptați modificările urmărite și opriți urmărirea lor"
    )


def test_comments_are_refused():
    content = with_part(template("{{ a }}"), "<w:sectPr", '<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p><w:sectPr')

    assert complaint(content) == (
        "templates/small.docx\n"
        "    găsit      comentarii\n"
        "    așteptat   un șablon fără comentarii; ele ar ajunge în documentul oficial, cu numele celor care le-au scris\n"
        "    de făcut   deschideți șablonul în Word, fila „Revizuire”, și ștergeți toate comentariile"
    )


WHOLE = read_package(SEMESTER_REPORT.read_bytes(), FILE)
XML_PARTS = sorted(name for name in WHOLE if name.endswith((".xml", ".rels")))


def check(parts: dict[str, bytes]) -> str:
    with pytest.raises(OfficeFileError) as caught:
        check_placeholders(write_package(parts), FILE, SemesterReport)
    assert caught.value.exit_status == 3
    return str(caught.value)


@pytest.mark.parametrize("name", XML_PARTS)
def test_a_part_of_which_one_element_does_not_end_is_named(name: str):
    ending = re.findall(rb"</[\w:]+>", WHOLE[name])[-2 if WHOLE[name].count(b"</") > 1 else -1]
    damaged = WHOLE[name].replace(ending, ending[:-1] + b"q>", 1)

    assert check({**WHOLE, name: damaged}).startswith(f"{FILE}\n    găsit      o parte deteriorată, {name}: XML pe care")


@pytest.mark.parametrize("name", [n for n in XML_PARTS if not re.match("docProps|word/theme|word/font|word/web", n)])
def test_a_part_that_is_well_formed_and_yet_not_of_word_is_named(name: str):
    root = str(etree.QName(etree.fromstring(WHOLE[name])).localname).encode()
    other = re.sub(rb"(</?(?:\w+:)?)" + root + rb"(?=[\s>])", rb"\1other", WHOLE[name])

    assert check({**WHOLE, name: other}) == (
        "templates/small.docx\n"
        f"    găsit      o parte deteriorată, {name}: XML care nu este de la Word („other”)\n"
        "    așteptat   un document Word (.docx) întreg\n"
        f"    de făcut   {SAVE_AS}"
    )


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (DOCUMENT, "<w:titlePg/>", ""),
        (DOCUMENT, "<w:footerReference[^>]*/>", ""),
        ("word/_rels/document.xml.rels", "<Relationship [^>]*footer[^>]*/>", ""),
    ],
)
def test_a_footer_that_word_would_not_print_prints_no_field(part: str, old: str, new: str):
    default = next(name for name in WHOLE if re.fullmatch(r"word/footer\d.xml", name) and name != first_footer())
    parts = {**WHOLE, default: WHOLE[default].replace(b"{{ property_title }}", b"")}
    check_placeholders(write_package(parts), FILE, SemesterReport)
    changed = re.sub(old, new, parts[part].decode())
    assert changed != parts[part].decode()

    assert "niciun marcaj pentru câmpul „property_title”" in check({**parts, part: changed.encode()})


def first_footer() -> str:
    """The footer of the first page of the semester report."""
    reference = next(r for r in re.findall(r"<w:footerReference[^>]*>", WHOLE[DOCUMENT].decode()) if '"first"' in r)
    number = re.findall('r:id="([^"]*)"', reference)[0]
    relationships = etree.fromstring(WHOLE["word/_rels/document.xml.rels"])
    return next(f"word/{r.get('Target')}" for r in relationships if r.get("Id") == number)


@pytest.mark.parametrize("part", ["word/styles.xml", "word/numbering.xml"])
def test_tracked_changes_of_styles_are_refused_too(part: str):
    change = b'<w:pPrChange w:id="1" w:author="Ion"><w:pPr/></w:pPrChange></w:pPr>'
    changed = WHOLE[part].replace(b"</w:pPr>", change, 1)

    assert "modificări urmărite" in check({**WHOLE, part: changed})
