"""A marked copy opens in Word with a comment at each fault; the template itself stays as it is."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx_builder import FILE, with_more_parts
from template_faults import BOX, here, here_xml, paragraph, run, whole

from toolkit.word.comments import with_comments, with_remarks
from toolkit.word.package import DOCUMENT, W, parse_part, read_package, write_package
from toolkit.word.pdf import find_libreoffice, pdf_of

SAID = [(1, ("Găsit: a", "De făcut: b")), (5, ("Găsit: c",)), (5, ("Găsit: d",)), (None, ("Antetul", "Găsit: e"))]


def commented(docx: bytes) -> list[tuple[str, str]]:
    """The text of each paragraph around which comments lie, and the comment as python-docx reads it."""
    texts = {str(comment.comment_id): comment.text for comment in Document(io.BytesIO(docx)).comments}
    found = []
    for one in parse_part(DOCUMENT, read_package(docx, FILE)[DOCUMENT]).iter(f"{W}p"):
        starts, ends, references = (
            [mark.get(f"{W}id") for mark in one.findall(path)]
            for path in (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}r/{W}commentReference")
        )
        assert sorted(starts) == ends == references
        found += [("".join(text.text or "" for text in one.iter(f"{W}t")), texts[str(number)]) for number in ends]
    return found


def test_each_comment_lies_around_its_paragraph_and_what_stands_elsewhere_at_the_first():
    assert commented(with_comments(whole(), FILE, SAID)) == [
        ("Perioada {{ period }}", "Antetul\nGăsit: e"),
        ("{%p for line in lines %}", "Găsit: a\nDe făcut: b"),
        ("Aici", "Găsit: c"),
        ("Aici", "Găsit: d"),
    ]


def test_comments_are_by_raport_and_tell_no_time():
    comments = list(Document(io.BytesIO(with_comments(whole(), FILE, SAID))).comments)

    assert {(comment.author, comment.initials, comment.timestamp) for comment in comments} == {("raport", "r", None)}
    assert [comment.comment_id for comment in comments] == [0, 1, 2, 3]


def test_comments_that_were_there_are_kept():
    reference = '<w:commentRangeStart w:id="2"/>{}<w:commentRangeEnd w:id="2"/><w:r><w:commentReference w:id="2"/></w:r>'
    content = with_more_parts(here_xml(reference.format(run("Aici"))), comments="De verificat")

    assert commented(with_comments(content, FILE, [(1, ("Găsit: a",))])) == [
        ("{%p for line in lines %}", "Găsit: a"),
        ("Aici", "De verificat"),
    ]


def test_what_stands_in_a_text_box_is_said_around_the_box():
    content = here_xml(run("Aici") + BOX.format(paragraph("în casetă")))

    assert commented(with_comments(content, FILE, [(6, ("Găsit: a",))])) == [("Aiciîn casetă", "Găsit: a")]


def test_a_comment_comes_after_the_properties_of_its_paragraph():
    content = here_xml("<w:pPr><w:keepNext/></w:pPr>" + run("Aici"))
    marked = parse_part(DOCUMENT, read_package(with_comments(content, FILE, [(5, ("a",))]), FILE)[DOCUMENT])

    assert [str(element.tag).removeprefix(W) for element in list(marked.iter(f"{W}p"))[5]] == [
        "pPr",
        "commentRangeStart",
        "r",
        "commentRangeEnd",
        "r",
    ]


def test_a_template_without_a_paragraph_gets_one():
    body = "<w:body><w:sectPr/></w:body>"
    parts = read_package(whole(), FILE)
    document = parts[DOCUMENT].decode()
    empty = document[: document.index("<w:body>")] + body + "</w:document>"
    content = write_package({**parts, DOCUMENT: empty.encode()})

    assert commented(with_comments(content, FILE, [(None, ("a",))])) == [("", "a")]


def test_all_else_of_the_template_stays_as_it_is():
    before, after = read_package(whole(), FILE), read_package(with_comments(whole(), FILE, SAID), FILE)

    assert {name for name in after if after[name] != before.get(name)} == {
        "word/document.xml",
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }


def test_equal_faults_give_equal_bytes(monkeypatch: pytest.MonkeyPatch):
    first = with_comments(whole(), FILE, SAID)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)

    assert with_comments(whole(), FILE, SAID) == first


@pytest.mark.skipif(find_libreoffice() is None, reason="needs LibreOffice")
def test_a_marked_copy_opens_in_libreoffice(tmp_path: Path):
    copy = tmp_path / "marcat.docx"
    copy.write_bytes(with_comments(here("Vezi {{ perod }}"), FILE, SAID))

    assert pdf_of(copy, seconds=120).startswith(b"%PDF")


def test_a_remark_stands_at_the_occurrence_that_it_is_about():
    remarks = [("x1", 0, "întâia"), ("x1", 2, "a treia"), ("x1", 9, "nu este"), ("y2", 0, "alta")]
    document = here_xml("</w:p><w:p>".join(run(text) for text in ("x1", "x1y2 x1", "y2")))

    assert commented(with_remarks(document, FILE, remarks, "Primăria")) == [
        ("Perioada {{ period }}", "nu este"),
        ("x1", "întâia"),
        ("x1y2 x1", "a treia"),
        ("x1y2 x1", "alta"),
    ]
    assert with_remarks(document, FILE, [], "Primăria") == document
