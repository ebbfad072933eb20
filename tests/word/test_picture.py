"""A drawn picture takes the place of a template's sample, and nothing else changes."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from docx import Document
from docx.shape import InlineShape

from toolkit.errors import OfficeFileError
from toolkit.word.package import read_package, write_package
from toolkit.word.picture import with_picture

TEMPLATE = "templates/plan_evaluation.docx"
CONTENT = (Path(__file__).parents[2] / TEMPLATE).read_bytes()
SAMPLE = "word/media/picture.png"


def png_of(width: int, height: int) -> bytes:
    """The beginning of a PNG, which says how large it is."""
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height)


def picture_in(docx: bytes) -> InlineShape:
    [picture] = Document(io.BytesIO(docx)).inline_shapes
    return picture


def test_the_picture_is_as_wide_as_the_sample_and_in_proportion() -> None:
    png = png_of(900, 300)
    filled = with_picture(CONTENT, TEMPLATE, "picture_told", png)
    before, after = picture_in(CONTENT), picture_in(filled)
    assert (after.width, after.height) == (before.width, before.width // 3)
    parts, old = read_package(filled, TEMPLATE), read_package(CONTENT, TEMPLATE)
    assert {name for name in parts if parts[name] != old[name]} <= {SAMPLE, "word/document.xml"}
    assert parts[SAMPLE] == png


def test_a_sample_that_the_document_names_from_the_root_of_the_file_is_found() -> None:
    parts = read_package(CONTENT, TEMPLATE)
    rels = "word/_rels/document.xml.rels"
    rooted = parts[rels].replace(b'"media/picture.png"', b'"/word/media/picture.png"')
    assert rooted != parts[rels]
    png = png_of(900, 300)
    filled = with_picture(write_package({**parts, rels: rooted}), TEMPLATE, "picture_told", png)
    assert read_package(filled, TEMPLATE)[SAMPLE] == png


def test_a_picture_that_would_be_too_tall_is_made_narrower() -> None:
    picture = picture_in(with_picture(CONTENT, TEMPLATE, "picture_told", png_of(900, 1800)))
    assert (round(picture.width.mm), round(picture.height.mm)) == (75, 150)


@pytest.mark.parametrize(
    ("of_sample", "of_template"),
    [
        ("{{ picture_told }}", "O imagine"),
        ("media/picture.png", "media/picture.jpeg"),
        ("media/picture.png", "media/lipsa.png"),
    ],
)
def test_a_template_without_a_png_to_replace_is_refused(of_sample: str, of_template: str) -> None:
    parts = {
        name: content.replace(of_sample.encode(), of_template.encode())
        for name, content in read_package(CONTENT, TEMPLATE).items()
    }
    with pytest.raises(OfficeFileError) as caught:
        with_picture(write_package(parts), TEMPLATE, "picture_told", png_of(900, 300))
    assert str(caught.value) == (
        "templates/plan_evaluation.docx\n"
        "    găsit      nicio imagine PNG cu textul alternativ „{{ picture_told }}”\n"
        "    așteptat   o imagine PNG, în locul căreia se pune imaginea desenată\n"
        "    de făcut   inserați în șablon o imagine PNG și scrieți marcajul ca text alternativ al ei"
    )
