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


def test_a_personal_code_in_what_the_office_writes_is_refused_and_masked() -> None:
    with pytest.raises(OfficeFileError) as caught:
        read_period(
            _files() | {f"{FOLDER}/sections.yaml": b"summary:\n  - CNP 1800101221144 a fost angajat."}, "oras", PERIOD
        )
    assert str(caught.value) == (
        "inputs/oras/2023-S1/sections.yaml · rândul 2\n"
        "    găsit      „1***********4”, care pare un cod personal (CNP, IDNP)\n"
        "    așteptat   niciun cod personal: rapoartele nu au nevoie de ele\n"
        "    de făcut   ștergeți codul și rulați din nou"
    )


def test_a_personal_code_in_the_name_of_a_file_is_refused_and_masked() -> None:
    with pytest.raises(OfficeFileError) as caught:
        read_period(_files() | {f"{FOLDER}/CNP 1800101221144.xlsx": b""}, "oras", PERIOD)
    assert "„CNP 1***********4.xlsx”" in str(caught.value)
    assert "1800101221144" not in str(caught.value)


def test_a_misspelt_office_file_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(OfficeFileError) as caught:
        read_period(_files() | {f"{FOLDER}/adjustment.yaml": b"adjustments: []"}, "oras", PERIOD)
    assert str(caught.value) == (
        "inputs/oras/2023-S1/adjustment.yaml\n"
        "    găsit      un fișier YAML cu un nume pe care raportul nu îl citește\n"
        "    așteptat   sections.yaml, adjustments.yaml și accepted.yaml; cel mai apropiat este „adjustments.yaml”\n"
        "    de făcut   corectați numele fișierului sau scoateți-l din dosar"
    )


def test_what_was_returned_for_shorter_periods_stands_apart_in_the_order_of_time():
    files = _files() | {
        f"{HOME}/{period}/note.pdf": b"%PDF-1.7" for period in ("2023-06", "2023-S1", "2023-Q1", "2023-02", "2023-S2")
    }
    inputs = read_period(files, "oras", PERIOD)
    assert [str(part.period) for part in inputs.parts] == ["2023-Q1", "2023-02", "2023-06", "2023-S1"]
    assert [f.place.file for f in inputs.reading_findings] == [
        f"{HOME}/{period}/note.pdf" for period in ("2023-Q1", "2023-02", "2023-06", "2023-S1")
    ]
    assert inputs.returned == ((), (), (), ())


def test_what_the_office_wrote_for_a_month_is_not_for_the_semester():
    files = _files() | {
        f"{HOME}/2023-02/sections.yaml": b"summary: [Luna.]",
        f"{HOME}/2023-02/adjustments.yaml": b"adjustments: []",
    }
    inputs = read_period(files, "oras", PERIOD)
    assert (inputs.sections.summary, inputs.parts, inputs.reading_findings) == ((), (), ())


def test_a_misspelt_office_file_of_a_month_is_refused_too():
    with pytest.raises(OfficeFileError, match=r"inputs/oras/2023-02/adjustment\.yaml"):
        read_period(_files() | {f"{HOME}/2023-02/adjustment.yaml": b"adjustments: []"}, "oras", PERIOD)


def test_the_form_of_a_month_in_the_folder_of_another_is_not_counted():
    heading = "Instituția;Primăria orașului Exemplu\nSubdiviziunea;Secția cultură\nPerioada;2023-02\n"
    form = f"{heading}Acțiunea;Indicatorul;Valoarea\n1.1;1;5\n"
    inputs = read_period(_files() | {f"{HOME}/2023-03/cultura.csv": form.encode()}, "oras", PERIOD)
    assert Code.WRONG_PERIOD in {finding.code for finding in inputs.reading_findings}
    assert inputs.returned == ((), ())
