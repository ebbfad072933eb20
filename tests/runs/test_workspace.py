"""A notebook works on declared files and writes whole files, under a run and in JupyterLab alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_project import make_project

from toolkit.errors import ToolkitFault, UsageError
from toolkit.runs.workspace import Workspace


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace as JupyterLab opens it: in notebooks/, with nobody to tell it where."""
    project = make_project(tmp_path)
    for name in ("RAPORT_PROJECT", "RAPORT_OUTPUT", "RAPORT_NONCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(project / "notebooks")
    return Workspace.open("semester_report", institution="balti", period="2023-S1")


def test_without_a_run_it_works_on_the_project_itself(work: Workspace, tmp_path: Path) -> None:
    written = work.write("totals.csv", "a\n")
    work.finish([])
    assert written == tmp_path / "outputs/balti/2023-S1/semester_report/jupyterlab/totals.csv"
    assert [path.name for path in work.output.iterdir()] == ["totals.csv"]
    assert work.link("raport 1.docx") == "../outputs/balti/2023-S1/semester_report/jupyterlab/raport%201.docx"


def test_a_notebook_speaks_the_language_of_the_institution(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make_project(tmp_path)
    (project / "inputs/balti/institution.yaml").write_text('name: Перник\nlocale: "bg_BG"  # език\n', encoding="utf-8")
    monkeypatch.chdir(project / "notebooks")
    work = Workspace.open("semester_report", institution="balti", period="2023-S1")
    with pytest.raises(ToolkitFault) as refused:
        work.read_bytes("inputs/balti/2023-S1/alt.csv")
    assert str(refused.value) == (
        "inputs/balti/2023-S1/alt.csv\n"
        "    намерено         файл, който докладът не е обявил преди изпълнението\n"
        "    очаквано         един от файловете, обявени в toolkit/runs/report.py\n"
        "    да се направи    предайте това съобщение на тези, които поддържат програмата"
    )


def test_it_reads_what_the_report_declares(work: Workspace) -> None:
    assert list(work.inputs()) == [
        "inputs/balti/institution.yaml",
        "inputs/balti/plan.yaml",
        "inputs/balti/2023-S1/cultura.csv",
    ]
    assert work.read_bytes("inputs/balti/institution.yaml") == "name: Bălți\n".encode()


@pytest.mark.parametrize("path", ["README.md", "../x", "inputs/balti/../balti/plan.yaml", "/etc/hostname"])
def test_it_reads_nothing_else(work: Workspace, path: str) -> None:
    with pytest.raises(ToolkitFault, match="pe care raportul nu l-a declarat"):
        work.read_bytes(path)


@pytest.mark.parametrize("name", ["../x.csv", "a/b", "a\\b", "..", ".ascuns", "manifest.json", "SHA256SUMS", ""])
def test_a_name_that_leaves_the_folder_or_is_taken_is_refused(work: Workspace, name: str) -> None:
    with pytest.raises(ToolkitFault, match="un nume care nu poate sta în dosarul rulării"):
        work.write(name, "x")


def test_a_file_that_cannot_be_replaced_is_said_plainly_and_leaves_nothing(work: Workspace) -> None:
    (work.output / "totals.csv" / "dosar").mkdir(parents=True)
    with pytest.raises(UsageError, match="nu se poate scrie: în locul fișierului este un dosar"):
        work.write("totals.csv", "x")
    assert [path.name for path in work.output.iterdir()] == ["totals.csv"]


def test_a_mistyped_parameter_is_refused_as_by_the_command_line(work: Workspace) -> None:
    with pytest.raises(UsageError, match="cel mai apropiat este „period”"):
        Workspace.open("semester_report", institution="balti", perod="2023-S1")
