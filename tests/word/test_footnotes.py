"""Footnotes that a tag writes are footnotes of Word, numbered after those of the template."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from toolkit.word.footnotes import next_number, write_footnotes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="-1"/><w:footnote w:id="0"/>%s</w:footnotes>'
BODY = f'<w:body xmlns:w="{W}"><w:p><w:r><w:footnoteReference note="{{}}"/></w:r></w:p></w:body>'


def test_a_note_gets_the_next_number_and_its_text() -> None:
    body, notes = etree.fromstring(BODY.format("unu")), etree.fromstring(NOTES % '<w:footnote w:id="4"/>')
    assert write_footnotes(body, notes)
    (reference,) = body.iter(f"{{{W}}}footnoteReference")
    assert dict(reference.attrib) == {f"{{{W}}}id": "5"}
    assert ("".join(notes[-1].itertext()), notes[-1].get(f"{{{W}}}id")) == (" unu", "5")


def test_word_counts_from_1_where_the_template_has_none() -> None:
    assert next_number(etree.fromstring(NOTES % "")) == 1


def test_a_document_without_a_part_for_footnotes_cannot_have_one() -> None:
    assert not write_footnotes(etree.fromstring(BODY.format("unu")), None)
    assert write_footnotes(etree.fromstring(f'<w:body xmlns:w="{W}"/>'), None)


def test_two_notes_have_two_numbers(tmp_path: Path) -> None:
    body, notes = etree.fromstring(BODY.format("unu")), etree.fromstring(NOTES % "")
    body.append(etree.fromstring(BODY.format("doi"))[0])
    write_footnotes(body, notes)
    assert [r.get(f"{{{W}}}id") for r in body.iter(f"{{{W}}}footnoteReference")] == ["1", "2"]
    assert ["".join(note.itertext()) for note in notes[2:]] == [" unu", " doi"]
