"""The main job on the real inputs, from the command line to the finished files, read back by other libraries."""

import csv
import hashlib
import json
import os
import shutil
from pathlib import Path

import docx
import nbformat
import openpyxl
import pytest
from nbclient import NotebookClient

from toolkit.cli import main

PROJECT = Path(__file__).parents[2]
WORD_FILE = "raport-semestrial_balti_2023-S1.docx"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    for name in ("notebooks", "templates", "inputs"):
        shutil.copytree(PROJECT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def run(project):
    assert main(["run", "semester_report", "--project", str(project)]) == 0
    [folder] = (project / "outputs/balti/2023-S1/semester_report").iterdir()
    return folder


def rows(file):
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_the_run_folder_is_complete_in_itself(run):
    names = {path.relative_to(run).as_posix() for path in run.rglob("*") if path.is_file()}
    assert {name for name in names if name.endswith(".docx") and not name.startswith("kept/")} == {WORD_FILE}
    expected = ["semester_report.ipynb", "totals.csv", "status.csv", "findings.csv", "tables.xlsx", "manifest.json"]
    assert {*expected, "SHA256SUMS", "completitudine.png", "kept/inputs/balti/plan.yaml"} <= names
    assert "kept/templates/semester_report.docx" in names


def test_every_file_stands_in_sha256sums_with_its_hash(run):
    lines = [line.split("  ", 1) for line in (run / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    assert {name for _, name in lines} == {
        path.relative_to(run).as_posix() for path in run.rglob("*") if path.is_file() and path.name != "SHA256SUMS"
    }
    assert all(hashlib.sha256((run / name).read_bytes()).hexdigest() == digest for digest, name in lines)


def test_178_verdicts_stand_in_totals_csv(run):
    totals = rows(run / "totals.csv")
    assert len(totals) == 187
    assert sum(row["verdict"] in ("same", "wording", "differs") for row in totals) == 178
    assert len(rows(run / "status.csv")) == 48


def test_the_excel_tables_hold_what_the_csv_files_hold(run):
    workbook = openpyxl.load_workbook(run / "tables.xlsx", read_only=True)
    for name in ("totals", "status", "findings"):
        with (run / f"{name}.csv").open(encoding="utf-8", newline="") as text:
            expected = list(csv.reader(text))
        assert [[cell or "" for cell in row] for row in workbook[name].iter_rows(values_only=True)] == expected


def test_the_accessibility_of_the_word_file_is_part_of_the_run(run):
    notes = [row for row in rows(run / "findings.csv") if row["code"] == "accessibility"]
    assert [(row["severity"], row["file"]) for row in notes] == [("note", WORD_FILE)]
    assert notes[0]["found"] == (
        "titlul, limba ro-MD, 58 de titluri de secțiuni, 49 de tabele, 2 imagini, contrast de cel puțin 10,3:1, "
        "litere de cel puțin 9 pt și 0 texte ascunse: nicio barieră"
    )
    counts = json.loads((run / "manifest.json").read_bytes())["findings"]
    assert counts["notes"] == sum(row["severity"] == "note" for row in rows(run / "findings.csv"))
    cells = nbformat.read(run / "semester_report.ipynb", as_version=4).cells
    assert any("## Accesibilitate" in cell.source for cell in cells)


def test_the_word_file_holds_every_action_with_its_row_of_totals(run):
    document = docx.Document(str(run / WORD_FILE))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 3"]
    assert len(headings) == 48
    tables = document.tables[:48]
    printed = {(row["action"], row["indicator"]): row["printed"] for row in rows(run / "totals.csv")}
    for heading, table in zip(headings, tables, strict=True):
        action = heading.removeprefix("Acțiunea ").split(" ")[0].rstrip(".")
        cells = [cell.text for cell in table.rows[-1].cells]
        assert cells[0] == "Total instituții responsabile"
        assert [text.split("*")[0] for text in cells[2:]] == [printed[action, str(n)] for n in range(1, len(cells) - 1)]


def test_the_same_inputs_give_the_same_folder(project, run, capsys):
    before = {path: path.read_bytes() for path in run.rglob("*") if path.is_file()}
    assert main(["run", "semester_report", "--project", str(project)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == str(run)
    assert {path: path.read_bytes() for path in run.rglob("*") if path.is_file()} == before


def test_without_adjustments_another_run_prints_the_computed_totals(project, run, capsys):
    arguments = ["run", "semester_report", "--project", str(project), "-p", "adjustments", "false"]
    assert main(arguments) == 0
    other = Path(capsys.readouterr().out.splitlines()[-1])
    assert other != run
    totals = rows(other / "totals.csv")
    assert all(row["printed"] == row["computed"] for row in totals)
    assert [row["verdict"] for row in totals] == [row["verdict"] for row in rows(run / "totals.csv")]


def test_run_all_in_jupyterlab_gives_the_same_word_file_tables_and_pictures(project, run, monkeypatch):
    monkeypatch.chdir(project / "notebooks")
    for variable in [name for name in os.environ if name.startswith("RAPORT_")]:
        monkeypatch.delenv(variable)
    notebook = nbformat.read(project / "notebooks/semester_report.ipynb", as_version=4)
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    by_hand = project / "outputs/balti/2023-S1/semester_report/jupyterlab"
    for name in (WORD_FILE, "totals.csv", "status.csv", "findings.csv", "tables.xlsx", "progres.png"):
        assert (by_hand / name).read_bytes() == (run / name).read_bytes()
    shutil.rmtree(by_hand)


def test_the_kept_notebook_names_no_place_of_this_computer(project, run):
    notebook = (run / "semester_report.ipynb").read_text(encoding="utf-8")
    assert str(project) not in notebook
    assert "/tmp/" not in notebook  # noqa: S108
    assert "jupyter" not in json.dumps(json.loads(notebook)["metadata"])
