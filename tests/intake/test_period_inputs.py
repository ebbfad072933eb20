"""Everything that one report is made from, read by the paths of the files."""

from __future__ import annotations

from pathlib import Path

import pytest

import toolkit.runs
from toolkit.errors import OfficeFileError
from toolkit.intake.finding import Code
from toolkit.intake.period_inputs import read_period
from toolkit.plan.period import Period

EXAMPLE = Path(toolkit.runs.__file__).parent / "example"
PERIOD = Period.parse("2023-S1")
HOME = "inputs/oras"
FOLDER = f"{HOME}/2023-S1"


def _files() -> dict[str, bytes]:
    return {f"{HOME}/{name}": (EXAMPLE / name).read_bytes() for name in ("institution.yaml", "plan.yaml")}


def test_the_files_of_the_office_are_not_taken_for_returned_ones() -> None:
    files = _files() | {
        f"{FOLDER}/sections.yaml": b"summary: [Pe scurt.]",
        f"{FOLDER}/note.pdf": b"%PDF-1.7",
        f"{FOLDER}/arhiva/vechi.pdf": b"%PDF-1.7",
    }
    inputs = read_period(files, "oras", PERIOD)
    assert inputs.folder == FOLDER
    assert inputs.sections.summary == ("Pe scurt.",)
    assert [(f.code, f.place.file) for f in inputs.reading_findings] == [(Code.FILE_FORMAT, f"{FOLDER}/note.pdf")]


def test_a_period_without_files_has_nothing_in_it() -> None:
    inputs = read_period(_files(), "oras", PERIOD)
    assert (inputs.submissions, inputs.reading_findings) == ((), ())
    assert (dict(inputs.adjustments), dict(inputs.published_totals), dict(inputs.published_status)) == ({}, {}, {})


def test_a_missing_plan_is_told_with_what_to_do() -> None:
    files = _files()
    del files[f"{HOME}/plan.yaml"]
    with pytest.raises(OfficeFileError) as caught:
        read_period(files, "oras", PERIOD)
    assert str(caught.value) == (
        "inputs/oras/plan.yaml\n"
        "    găsit      fișierul nu există\n"
        "    așteptat   descrierea instituției și planul ei\n"
        "    de făcut   puneți fișierul la locul lui sau faceți o instituție nouă cu „raport new”"
    )


def test_a_file_in_another_encoding_is_told() -> None:
    with pytest.raises(OfficeFileError) as caught:
        read_period(_files() | {f"{FOLDER}/sections.yaml": "summary: [în]".encode("cp1250")}, "oras", PERIOD)
    assert str(caught.value) == (
        "inputs/oras/2023-S1/sections.yaml\n"
        "    găsit      litere scrise în altă codificare decât UTF-8\n"
        "    așteptat   un fișier text UTF-8\n"
        "    de făcut   deschideți fișierul și salvați-l cu codificarea UTF-8"
    )
