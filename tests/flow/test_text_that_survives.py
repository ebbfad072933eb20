"""From the report to Word, to sections.yaml, and to the report again, by the real command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import nbformat
import pytest
from edited_report import texts_in, with_texts

from toolkit.cli import main

REPOSITORY = Path(__file__).parents[2]
HOME = "inputs/balti/2023-S1"
RUN = ("run", "semester_report")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("notebooks", "templates", "inputs/balti", "inputs/sector1"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    return tmp_path


def run(project: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, Path, str]:
    status = main([*RUN, "--project", str(project), *more])
    printed = capsys.readouterr()
    return status, Path(printed.out.strip()), printed.err


def report_in(folder: Path) -> Path:
    [file] = folder.glob("*.docx")
    return file


def test_a_draft_is_edited_in_word_and_stays_while_the_figures_are_refreshed(
    project: Path, capsys: pytest.CaptureFixture[str]
):
    (project / HOME / "sections.yaml").unlink()
    status, folder, _ = run(project, capsys)
    drafted = texts_in(report_in(folder).read_bytes())
    assert status == 0
    assert drafted["summary"][0].startswith(
        "Raportul privește semestrul I al anului 2023 și cuprinde 48 de acțiuni din plan"
    )
    notebook = nbformat.read(folder / "semester_report.ipynb", as_version=4)
    [shown] = [cell for cell in notebook.cells if "drafted_view" in cell.source]
    assert "Schițat din cifre" in shown.outputs[0]["data"]["text/html"]
    assert "missing-sections" in (folder / "findings.csv").read_text(encoding="utf-8")

    edited = project / "editat de noi.docx"
    edited.write_bytes(with_texts(report_in(folder).read_bytes(), {"summary": ["Rezumatul nostru."]}))
    (project / HOME / "cultura.xlsx").unlink()  # the figures change
    status, folder, told = run(project, capsys, "--keep-text", str(edited))
    assert status == 0
    assert told.startswith(f"preluat din editat de noi.docx în {HOME}/sections.yaml: „Rezumatul executiv”\n")
    again = texts_in(report_in(folder).read_bytes())
    assert again["summary"] == ("Rezumatul nostru.",)
    assert again["risks.items"] != drafted["risks.items"]  # who was not read is a risk now
    assert (project / HOME / "sections.yaml").read_text(encoding="utf-8") == 'summary:\n  - "Rezumatul nostru."\n'


def test_a_conflict_is_told_and_the_report_is_made_all_the_same(project: Path, capsys: pytest.CaptureFixture[str]):
    _, folder, _ = run(project, capsys)
    edited = project / "editat.docx"
    edited.write_bytes(with_texts(report_in(folder).read_bytes(), {"risks.lead": ["Din Word:"]}))
    file = project / HOME / "sections.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("Aplicarea planului poate fi îngreunată", "Planul poate fi îngreunat"),
        encoding="utf-8",
    )
    status, folder, told = run(project, capsys, "--keep-text", str(edited))
    assert status == 1
    assert "în Word: „Din Word:”" in told
    assert told.rstrip().endswith(
        "următorul pas: hotărâți care text este bun la fiecare conflict de mai sus,"
        " scrieți-l în sections.yaml și rulați din nou"
    )
    assert texts_in(report_in(folder).read_bytes())["risks.lead"][0].startswith("Planul poate fi îngreunat")


def test_a_file_that_is_refused_makes_no_report(project: Path, capsys: pytest.CaptureFixture[str]):
    wrong = project / "altceva.docx"
    docx.Document().save(str(wrong))
    status, _, told = run(project, capsys, "--keep-text", str(wrong))
    assert status == 2
    assert "„altceva.docx”, un document care nu spune din ce raport vine" in told
    assert not list((project / "outputs").glob("balti/*/*/*"))
    status, _, told = run(project, capsys, "--keep-text", str(project / "lipsă.docx"))
    assert status == 2
    assert told.startswith("opțiunea --keep-text\n    găsit      „lipsă.docx”, un fișier care nu există\n")


def test_a_report_in_which_people_write_nothing_has_no_text_to_keep(project: Path, capsys: pytest.CaptureFixture[str]):
    status = main(["run", "project_sheet", "--project", str(project), "--keep-text", "x.docx"])
    assert status == 2
    assert (
        "opțiunea --keep-text\n"
        "    găsit      raportul „project_sheet”, în care nu scriu oamenii\n"
        "    așteptat   un raport cu texte scrise de oameni, de exemplu semester_report\n"
        "    de făcut   lăsați opțiunea deoparte"
    ) in capsys.readouterr().err
