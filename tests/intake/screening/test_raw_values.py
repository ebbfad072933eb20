"""What a reader would take for another value is refused, wherever the chunks of a sheet part it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from form_builder import form, only_finding, read, with_part
from hypothesis import given
from hypothesis import strategies as st

from toolkit.intake.finding import Code
from toolkit.intake.screening.raw_values import refuse_misread_values
from toolkit.intake.screening.refusal import RefusedFileError

MISREAD = [
    b'<c r="A1"><v>5&#54;</v></c>',
    b'<c r="A1"><v>&#x35;</v></c>',
    b'<x:c r="A1"><x:v>1.5&#54;</x:v></x:c>',
    b'<c r="A1" t="s"><v>abc</v></c>',
    b"<c t='s' r='A1'><v>-1</v></c>",
    b'<c r="A1" t="s"><v></v></c>',
]
RIGHT = [
    b'<c r="A1"><v>56</v></c>',
    b'<c r="A1" t="s"><v>12</v></c>',
    b'<c r="A1" t="str"><f>A2</f><v>unu &#60; doi</v></c>',
    b'<c r="A1" t="inlineStr"><is><t>5&#54;</t></is></c>',
    b'<c r="A1" s="3"/>',
]


def sheet(cell: bytes) -> bytes:
    return b"<sheetData><row>" + RIGHT[1] + cell + RIGHT[0] + b"</row></sheetData>"


@pytest.mark.parametrize("cell", MISREAD)
@given(cut=st.integers(0, 120), length=st.integers(1, 40))
def test_a_misread_value_is_refused_wherever_the_chunks_part_it(cell: bytes, cut: int, length: int):
    text = sheet(cell)
    chunks = [text[:cut], *(text[at : at + length] for at in range(cut, len(text), length))]
    with pytest.raises(RefusedFileError):
        list(refuse_misread_values(chunks))


@pytest.mark.parametrize("cell", RIGHT)
@given(cut=st.integers(0, 120), length=st.integers(1, 40))
def test_other_values_pass_as_they_are(cell: bytes, cut: int, length: int):
    text = sheet(cell)
    chunks = [text[:cut], *(text[at : at + length] for at in range(cut, len(text), length))]
    assert b"".join(refuse_misread_values(chunks)) == text


def test_a_form_with_such_a_value_is_not_read(tmp_path: Path):
    changed = with_part(form(tmp_path), "xl/worksheets/sheet1.xml", b"<v>1</v>", b"<v>&#49;</v>")
    assert only_finding(read(changed)).code is Code.FILE_UNREADABLE


@pytest.mark.parametrize("text", [b't="s" ', b"<v>1", b"<v ", b"t =", b"<c t='s'"])
def test_endless_beginnings_of_a_value_take_no_longer_than_other_texts(text: bytes):
    """A search that begins anew at each of them would take hours."""
    assert sum(map(len, refuse_misread_values([text * 50_000] * 20))) == len(text) * 1_000_000


def test_a_sheet_without_cells_takes_no_longer_than_one_with_cells():
    """Joining all that has come with every chunk would take the square of the time."""
    chunks = [b"<a>" + b"x" * 60_000 + b"</a>"] * 1_000
    start = time.process_time()
    assert sum(1 for _ in refuse_misread_values(chunks)) == 1_000
    assert time.process_time() - start < 10  # the square took half a minute
