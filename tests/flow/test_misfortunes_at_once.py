"""All hostile and broken files in one folder, with one good form: the report is made, and every file is told."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest
from form_builder import content_of_form, form
from small_town import FOLDER, Answer, make_small_town, raport

INPUTS = Path(__file__).parents[1] / "inputs"
PERIOD = ("--institution", "oras", "--period", "2023-S1")
PARAMETERS = ("-p", "institution", "oras", "-p", "period", "2023-S1")
MOST_SECONDS, MOST_BYTES = 20, 2**30

pytestmark = pytest.mark.skipif(os.name != "posix", reason="only POSIX tells what a process took")


def misfortunes() -> dict[str, bytes]:
    """The returned files by a name of each in the common folder: its own, where the name is the misfortune."""
    files = {}
    for folder in sorted(folder for folder in INPUTS.iterdir() if not folder.name.startswith("template-")):
        [file] = [file for file in folder.iterdir() if file.name != "expected.yaml"]
        name = file.name if folder.name.startswith(("name-", "lock-")) else f"{folder.name}{file.suffix}"
        files[name] = file.read_bytes()
    return files


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("necazuri")
    good = form(folder, content_of_form(department="resurse-umane"))
    return make_small_town(folder / "proiect", {**misfortunes(), "resurse-umane.xlsx": good})


@pytest.fixture(scope="module")
def checked(project: Path) -> Answer:
    return raport(project, "check", *PERIOD, "--format", "json")


@pytest.fixture(scope="module")
def made(project: Path) -> Answer:
    return raport(project, "run", "semester_report", *PARAMETERS)


@pytest.mark.parametrize("command", ["checked", "made"])
def test_a_person_must_look_and_sees_no_traceback(command: str, request: pytest.FixtureRequest) -> None:
    answer: Answer = request.getfixturevalue(command)
    assert answer.status == 1, answer.err
    for word in ("Traceback", "panicked", "Error", "NaN"):
        assert word not in answer.err
    assert "Traceback" not in answer.out


@pytest.mark.parametrize("command", ["checked", "made"])
def test_all_of_them_together_take_less_than_any_one_may(command: str, request: pytest.FixtureRequest) -> None:
    answer: Answer = request.getfixturevalue(command)
    assert answer.seconds < MOST_SECONDS
    assert answer.peak_bytes < MOST_BYTES


def test_every_file_is_told_and_the_good_form_counts(checked: Answer) -> None:
    findings = json.loads(checked.out)
    told = {finding["file"] for finding in findings}
    assert {f"{FOLDER}/{name}" for name in misfortunes()} <= told
    about_good_form = {f["code"] for f in findings if f["file"] == f"{FOLDER}/resurse-umane.xlsx"}
    assert about_good_form == {"missing-entries", "wrong-unit"}  # as about any form that is half filled in


def test_the_report_is_made_all_the_same(made: Answer) -> None:
    run = Path(made.out.splitlines()[-1])
    assert (run / "raport-semestrial_oras_2023-S1.docx").is_file()
    with (run / "findings.csv").open(encoding="utf-8", newline="") as file:
        told = {row["file"] for row in csv.DictReader(file)}
    assert {f"{FOLDER}/{name}" for name in misfortunes()} <= told
    with (run / "totals.csv").open(encoding="utf-8", newline="") as file:
        totals = {f"{row['action']}.{row['indicator']}": json.loads(row["contributions"]) for row in csv.DictReader(file)}
    assert totals["1.1.1"]["resurse-umane"].startswith("4 angajați")


def test_no_copy_is_kept_of_what_could_not_be_searched_for_personal_codes(made: Answer) -> None:
    run = Path(made.out.splitlines()[-1])
    inputs = {entry["path"]: entry for entry in json.loads((run / "manifest.json").read_bytes())["inputs"]}
    for name in ("old-excel.xls", "open-document.ods", "password.xlsx", "zip-bomb.xlsx", "~$cultura.xlsx"):
        path = f"{FOLDER}/{name}"
        assert inputs[path]["reason"] == "nu s-a putut verifica dacă conține coduri personale"
        assert not (run / "kept" / path).exists()
        assert f"nu s-a păstrat copia: {path} (nu s-a putut verifica dacă conține coduri personale)\n" in made.err
    assert inputs[f"{FOLDER}/personal-code.xlsx"]["reason"] == "conține coduri personale"
    assert (run / "kept" / FOLDER / "resurse-umane.xlsx").is_file()
