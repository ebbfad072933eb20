"""A Word file is its parts, written to the same bytes each time."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx_builder import FILE, template

from toolkit.errors import OfficeFileError, ToolkitFault
from toolkit.intake.stored_zip import stored_zip
from toolkit.word.package import parse_part, read_package, with_properties, write_package


def test_parts_come_back_as_they_were_and_in_a_fixed_order():
    parts = read_package(template("a"), FILE)

    assert read_package(write_package(parts), FILE) == parts
    assert write_package(dict(reversed(parts.items()))) == write_package(parts)


def test_properties_of_whoever_kept_the_template_do_not_reach_the_document():
    parts = with_properties(
        read_package(template("a", title="vechi"), FILE), title="A & B <c>", author="Primăria", language="bg-BG"
    )

    properties = [name for name in parts if name.startswith("docProps/")]
    assert sorted(properties) == ["docProps/app.xml", "docProps/core.xml"]
    assert "<dc:title>A &amp; B &lt;c&gt;</dc:title>" in parts["docProps/core.xml"].decode()
    assert b'w:val="bg-BG"' in parts["word/styles.xml"]
    assert b"thumbnail" not in parts["[Content_Types].xml"] + parts["_rels/.rels"]


def test_a_workbook_is_not_a_document():
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("[Content_Types].xml", "<x/>")

    with pytest.raises(OfficeFileError, match="o arhivă în care nu se află un document Word"):
        read_package(content.getvalue(), FILE)


@pytest.mark.parametrize("xml", ["<a><b></a>", "", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a>\x01</a>"])
def test_what_a_forgiving_reader_would_accept_is_a_fault(xml: str):
    with pytest.raises(ToolkitFault):
        parse_part("word/document.xml", xml)


def test_the_list_of_kinds_comes_first_and_the_bytes_are_those_of_every_office_file():
    parts = read_package(template("a"), FILE)

    written = write_package(parts)
    with zipfile.ZipFile(BytesIO(written)) as package:
        names = package.namelist()
    assert names[:3] == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
    assert written == stored_zip({name: parts[name] for name in names})
