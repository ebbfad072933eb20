"""A personal code that a department sent reaches no output: only the file's hash and the cell's address stay."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from toolkit.cli import main

PROJECT = Path(__file__).parents[2]
CODE = "1800101221144"
FORM = "inputs/orasul-meu/2024-S1/financiar.xlsx"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example of a new institution, in which one department wrote a personal code twice."""
    folder = tmp_path_factory.mktemp("coduri")
    for name in ("notebooks", "templates"):
        shutil.copytree(PROJECT / name, folder / name)
    (folder / "inputs").mkdir()
    assert main(["new", "orasul-meu", "--project", str(folder)]) == 0
    book = openpyxl.load_workbook(folder / FORM)
    for sheet in book.worksheets:
        header = next(row for row in sheet.iter_rows() if row[0].value == "Acțiunea")
        below = header[0].row + 1
        sheet.cell(below, 3 if sheet.title == "Descrieri" else 6).value = f"Ion, CNP {CODE}"
    book.save(folder / FORM)
    return folder


@pytest.fixture(scope="module")
def run(project: Path) -> Path:
    parameters = ["-p", "institution", "orasul-meu", "-p", "period", "2024-S1"]
    assert main(["run", "semester_report", *parameters, "--project", str(project)]) == 1
    [folder] = (project / "outputs/orasul-meu/2024-S1/semester_report").iterdir()
    return folder


def contents(file: Path) -> Iterator[tuple[str, bytes]]:
    """The bytes of a file, and of each part where it is an archive."""
    content = file.read_bytes()
    yield str(file), content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from ((f"{file}!{name}", archive.read(name)) for name in archive.namelist())


def test_the_code_stands_in_the_form_that_was_sent(project: Path) -> None:
    assert any(CODE.encode() in content for _, content in contents(project / FORM))


def test_no_byte_of_the_outputs_holds_the_code(project: Path, run: Path) -> None:
    files = [path for path in (project / "outputs").rglob("*") if path.is_file()]
    assert any(path.suffix == ".docx" for path in files)
    assert [name for file in files for name, content in contents(file) if CODE.encode() in content] == []


def test_only_its_hash_and_the_address_of_the_cell_are_kept(project: Path, run: Path) -> None:
    sent = (project / FORM).read_bytes()
    inputs = {entry["path"]: entry for entry in json.loads((run / "manifest.json").read_bytes())["inputs"]}
    assert inputs[FORM] == {
        "path": FORM,
        "sha256": hashlib.sha256(sent).hexdigest(),
        "size": len(sent),
        "kept": False,
        "reason": "conține coduri personale",
    }
    assert not (run / "kept" / FORM).exists()
    findings = (run / "findings.csv").read_text(encoding="utf-8")
    assert f"error,personal-code,financiar,,,{FORM},Indicatori,F" in findings


def test_everything_else_is_kept_and_the_sums_list_what_is_there(run: Path) -> None:
    lines = (run / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    there = {path.relative_to(run).as_posix() for path in run.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    assert {line.split("  ", 1)[1] for line in lines} == there
    assert "kept/inputs/orasul-meu/2024-S1/sections.yaml" in there


def test_a_second_run_gives_the_same(project: Path, run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parameters = ["-p", "institution", "orasul-meu", "-p", "period", "2024-S1"]
    assert main(["run", "semester_report", *parameters, "--project", str(project)]) == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines()[-1] == str(run)
    assert f"nu s-a păstrat copia: {FORM} (conține coduri personale)\n" in captured.err
