"""Both projects of Sector 1, from the command line to the sheet, read back by another library."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
import yaml

from toolkit.cli import main

PROJECT = Path(__file__).parents[2]
NAMES = ("sipoca-1151", "sipoca-1263")
OF_THE_PROGRAM = (
    "status",
    "duration",
    "budget",
    "contract",
    "suspected_errors",
)  # printed in words of its own, or not at all
PRINTED = {
    "sipoca-1151": (
        "nr. 634 din 09.03.2022, semnat cu Ministerul Dezvoltării, Lucrărilor Publice și Administrației",
        "Martie 2022 – Iunie 2023 (15 luni)",
        "proiect implementat",
        *("335.069,01", "5.387,65", "17.768,59", "358.225,25", "93,54 %", "1,50 %", "4,96 %", "100,00 %"),
        "Verificat: rândurile dau totalul, 358.225,25 lei, la ban.",
    ),
    "sipoca-1263": (
        "nr. 888 din 03.01.2023, semnat cu Ministerul Dezvoltării, Lucrărilor Publice și Administrației",
        "Ianuarie 2023 – Decembrie 2023 (12 luni)",
        "proiect în implementare",
        *("3.157.970,95", "64.448,40", "3.222.419,35", "98,00 %", "2,00 %", "100,00 %"),
        "Verificat: rândurile dau totalul, 3.222.419,35 lei, la ban.",
    ),
}


def make_project(folder: Path) -> Path:
    for name in ("notebooks", "templates", "inputs"):
        shutil.copytree(PROJECT / name, folder / name)
    return folder


def run(project: Path, name: str, status: int = 0) -> Path:
    before = set(project.glob("outputs/sector1/2023/project_sheet/*"))
    assert main(["run", "project_sheet", "-p", "project", name, "--project", str(project)]) == status
    [folder] = set(project.glob("outputs/sector1/2023/project_sheet/*")) - before
    return folder


@pytest.fixture(scope="module", params=NAMES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, Path]:
    first, second = (make_project(tmp_path_factory.mktemp("proiect") / "p") for _ in range(2))
    return request.param, run(first, request.param), run(second, request.param)


def test_two_runs_give_equal_files(made: tuple[str, Path, Path]) -> None:
    _, *folders = made
    sums = [
        {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.is_file()} for folder in folders
    ]
    assert sums[0] == sums[1]
    assert {"budget.csv", "results.csv", "findings.csv", "tables.xlsx", "rezultate.png"} <= sums[0].keys()


def test_every_datum_of_the_project_is_in_the_sheet(made: tuple[str, Path, Path]) -> None:
    name, folder, _ = made
    sheet = "\n".join(texts_of(folder / f"fisa-proiectului_{name}_2023.docx"))
    project = yaml.safe_load((PROJECT / f"inputs/sector1/projects/{name}.yaml").read_text("utf-8"))
    data = [text for key, value in project.items() if key not in (*OF_THE_PROGRAM, "name") for text in leaves(value)]
    labels = [line["label"] for line in project["budget"]["lines"]]
    assert [text for text in (*data, *labels, *PRINTED[name]) if text not in sheet] == []


def test_every_result_is_undeclared_as_long_as_there_is_no_evidence(made: tuple[str, Path, Path]) -> None:
    name, folder, _ = made
    document = docx.Document(str(folder / f"fisa-proiectului_{name}_2023.docx"))
    states = [row.cells[2].text for row in document.tables[1].rows[1:] if row.cells[2].text]
    assert states == ["nedeclarat"] * {"sipoca-1151": 8, "sipoca-1263": 3}[name]


def test_a_result_stays_on_the_page_of_its_first_deliverable(made: tuple[str, Path, Path]) -> None:
    name, folder, _ = made
    document = docx.Document(str(folder / f"fisa-proiectului_{name}_2023.docx"))
    kept = {
        row.cells[0].text
        for row in document.tables[1].rows[1:]
        if all(cell.paragraphs[0].style.paragraph_format.keep_with_next for cell in row.cells[:2])
    }
    assert kept == {"sipoca-1151": {"1.", "2.", "3.", "5."}, "sipoca-1263": set()}[name]


def test_evidence_of_the_period_is_printed(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p")
    (project / "inputs/sector1/2023").mkdir(exist_ok=True)
    (project / "inputs/sector1/2023/evidence.yaml").write_text(
        "evidence:\n  - {project: sipoca-1151, result: 3, deliverable: 2, state: delivered,"
        " evidence: Captură din 30.06.2023, role: manager de proiect}\n",
        encoding="utf-8",
    )
    document = docx.Document(str(run(project, "sipoca-1151") / "fisa-proiectului_sipoca-1151_2023.docx"))
    [row] = [row for row in document.tables[1].rows if row.cells[0].text == "3.2"]
    assert [cell.text for cell in row.cells[2:]] == [
        "livrat",
        "Captură din 30.06.2023 (declarat de: manager de proiect)",
    ]


def test_a_budget_that_does_not_add_up_is_printed_all_the_same_with_status_1(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p")
    file = project / "inputs/sector1/projects/sipoca-1151.yaml"
    file.write_text(file.read_text("utf-8").replace("5.387,65", "5.387,66"), encoding="utf-8")
    folder = run(project, "sipoca-1151", status=1)
    check = "Rândurile dau 358.225,26 lei, nu totalul tipărit; diferența este de -0,01 lei."
    assert check in list(texts_of(folder / "fisa-proiectului_sipoca-1151_2023.docx"))


def test_an_unknown_project_is_refused_with_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = make_project(tmp_path / "p")
    assert main(["run", "project_sheet", "-p", "project", "sipoca-1115", "--project", str(project)]) == 2
    assert (
        "parametrul „project”\n"
        "    găsit      „sipoca-1115”, un proiect care nu este în inputs/sector1/projects\n"
        "    așteptat   unul dintre proiectele: sipoca-1151 și sipoca-1263; cel mai apropiat este „sipoca-1151”\n"
        "    de făcut   corectați numele proiectului"
    ) in capsys.readouterr().err


def test_an_institution_without_projects_is_told_where_to_put_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project(tmp_path / "p")
    asked = ("-p", "institution", "baltati", "-p", "period", "2023")
    assert main(["run", "project_sheet", *asked, "--project", str(project)]) == 2
    assert (
        "parametrul „project”\n"
        "    găsit      „sipoca-1151”, un proiect care nu este în inputs/baltati/projects\n"
        "    așteptat   un proiect al instituției, care nu are niciunul\n"
        "    de făcut   scrieți proiectul în inputs/baltati/projects/sipoca-1151.yaml, după modelul inputs/sector1/projects"
    ) in capsys.readouterr().err


def test_a_project_that_is_a_path_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = make_project(tmp_path / "p")
    assert main(["run", "project_sheet", "-p", "project", "../plan", "--project", str(project)]) == 2
    assert (
        "    găsit      „../plan”\n"
        "    așteptat   numele unui fișier din projects/, fără .yaml: litere mici, cifre și cratime\n"
        "    de făcut   scrieți de exemplu sipoca-1151"
    ) in capsys.readouterr().err


def leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (() if key == "label" else leaves(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield str(value)


def texts_of(path: Path) -> Iterator[str]:
    document = docx.Document(str(path))
    yield from (paragraph.text for paragraph in document.paragraphs)
    yield from (
        paragraph.text for t in document.tables for row in t.rows for cell in row.cells for paragraph in cell.paragraphs
    )
