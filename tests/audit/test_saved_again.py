"""A report that another program opened and saved says what it said: no alarm, and the same hash."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from made_reports import REPORTS, made, saved_again
from word_edits import edited

from toolkit.audit.difference import Change
from toolkit.audit.word_file import differences_between
from toolkit.word.content_reading import content_hash, content_of
from toolkit.word.package import W, read_package, write_package
from toolkit.word.pdf import find_libreoffice


@pytest.mark.parametrize("name", REPORTS)
def test_python_docx_saves_what_it_read(name: str) -> None:
    target = io.BytesIO()
    Document(io.BytesIO(made(name))).save(target)
    assert target.getvalue() != made(name)
    assert differences_between(made(name), target.getvalue()) == ()
    assert content_hash(target.getvalue()) == content_hash(made(name))


@pytest.mark.libreoffice
@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_libreoffice_saves_what_it_read(tmp_path: Path) -> None:
    for name in REPORTS:
        (tmp_path / f"{name}.docx").write_bytes(made(name))
    saved_again(tmp_path, *(tmp_path / f"{name}.docx" for name in REPORTS))
    saved = {name: (tmp_path / "saved" / f"{name}.docx").read_bytes() for name in REPORTS}
    assert {name: differences_between(made(name), file) for name, file in saved.items()} == dict.fromkeys(REPORTS, ())
    assert {name: content_hash(file) for name, file in saved.items()} == {n: content_hash(made(n)) for n in REPORTS}


def test_the_order_of_the_parts_is_no_content() -> None:
    parts = read_package(made("project-sheet-1151"), "fisa.docx")
    turned = write_package({name: parts[name] for name in reversed(parts)})
    assert content_hash(turned) == content_hash(made("project-sheet-1151"))


def test_every_report_has_a_hash_of_its_own() -> None:
    assert len({content_hash(made(name)) for name in REPORTS}) == len(REPORTS)


@pytest.mark.libreoffice
@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_libreoffice_keeps_the_mark_of_the_block_of_signatures(tmp_path: Path) -> None:
    runs = {name: made(name) for name in ("semester-report", "evaluation-balti")}
    for name, run in runs.items():
        assert content_of(run).sign_off
        (tmp_path / f"{name}.docx").write_bytes(run)
        (tmp_path / f"{name}-signed.docx").write_bytes(edited(run, _sign))
    saved_again(tmp_path, *sorted(tmp_path.glob("*.docx")))
    for name, run in runs.items():
        unsigned, signed = ((tmp_path / "saved" / f"{name}{end}.docx").read_bytes() for end in ("", "-signed"))
        assert differences_between(run, unsigned) == ()
        assert content_hash(signed) == content_hash(run)
        found = differences_between(run, signed)
        assert found
        assert {difference.change for difference in found} == {Change.FILLED}


def _sign(tree: etree._Element) -> None:
    for text in tree.iter(f"{W}t"):
        if ", " in (text.text or ""):
            text.text = re.sub("_{20,}(?=, )", "Ion Rusu", text.text or "")
