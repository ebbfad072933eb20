"""The PDF of a run is made by a LibreOffice that is named, and known to start before the run does."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from tiny_project import make_project

from toolkit.errors import ToolkitFault, UsageError
from toolkit.runs.pdf_copy import libreoffice_version, make_pdf
from toolkit.runs.run import RunRequest, run_report
from toolkit.runs.screen import Screen
from toolkit.word import pdf

needs_scripts = pytest.mark.skipif(os.name != "posix", reason="a program is a shell script here")


def put_on_path(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Make a LibreOffice that does what the script says, the only one of this computer."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(folder))


@needs_scripts
def test_the_version_is_what_libreoffice_says_on_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_on_path(tmp_path, monkeypatch, "echo 'LibreOffice 7.4.7.2  40(Build:2)'; echo; echo nimic >&2")
    assert libreoffice_version() == "LibreOffice 7.4.7.2 40(Build:2)"


def test_without_libreoffice_it_is_said_before_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf, "_USUAL_PLACES", ())
    project = make_project(tmp_path / "proiect")
    request = RunRequest(project=project, report="semester_report", out=tmp_path / "outputs", pdf=True)
    with pytest.raises(UsageError) as raised:
        run_report(request, Screen(io.StringIO()))
    assert str(raised.value) == (
        "opțiunea --pdf\n"
        "    găsit      LibreOffice nu este instalat pe acest calculator\n"
        "    așteptat   LibreOffice, care face fișierul PDF din fișierul Word\n"
        "    de făcut   rulați fără --pdf, sau instalați LibreOffice din nou"
    )
    assert not (tmp_path / "outputs").exists()


@needs_scripts
@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("exit 1", "LibreOffice este instalat, dar nu pornește"),
        ("exit 0", "LibreOffice este instalat, dar nu își spune versiunea"),
    ],
)
def test_a_libreoffice_that_does_not_work_is_said_before_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, found: str
) -> None:
    put_on_path(tmp_path, monkeypatch, script)
    with pytest.raises(UsageError) as raised:
        libreoffice_version()
    assert raised.value.found == found


def test_a_run_without_one_word_file_has_no_pdf(tmp_path: Path) -> None:
    with pytest.raises(ToolkitFault, match="fișiere Word în dosarul rulării: niciunul"):
        make_pdf(tmp_path, seconds=1)


@pytest.mark.libreoffice
@pytest.mark.skipif(pdf.find_libreoffice() is None, reason="LibreOffice is not installed")
def test_a_run_with_a_pdf_keeps_it_and_names_its_libreoffice(tmp_path: Path) -> None:
    word_file = (
        "import docx, io\ndocument = docx.Document()\ndocument.add_paragraph('Raport')\n"
        "document.save(file := io.BytesIO())\n"
        'work.write("raport-semestrial_balti_2023-S1.docx", file.getvalue())'
    )
    project = make_project(tmp_path / "proiect", word_file)
    request = RunRequest(project=project, report="semester_report", out=tmp_path / "outputs", pdf=True)
    folder = run_report(request, Screen(io.StringIO())).placed.folder
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert (folder / "raport-semestrial_balti_2023-S1.pdf").read_bytes().startswith(b"%PDF")
    assert manifest["pdf"] is True
    assert manifest["versions"]["libreoffice"].startswith("LibreOffice ")
