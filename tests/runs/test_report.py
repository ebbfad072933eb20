"""A report declares what it reads, in one order, and passes over nothing in silence."""

from __future__ import annotations

from dataclasses import is_dataclass
from pathlib import Path

import pytest
from tiny_project import make_project

from toolkit.errors import OfficeFileError, UsageError
from toolkit.plan.period import Period
from toolkit.runs.parameters import SemesterReportParameters
from toolkit.runs.report import REPORTS, Report, folders_passed_over, period_files, report_called

PERIOD = Period.parse("2023-S1")
PARAMETERS = SemesterReportParameters.model_validate({"institution": "balti", "period": "2023-S1"})


def test_it_declares_the_institution_the_files_of_the_period_and_the_template(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    for name in ("Z.xlsx", "arhiva.xlsx", "~$arhiva.xlsx"):
        (project / "inputs/balti/2023-S1" / name).touch()
    (project / "inputs/balti/notițe.txt").touch()
    (project / "inputs/balti/2023-S2").mkdir()
    parameters = SemesterReportParameters.model_validate({"institution": "balti", "period": "2023-S1"})
    assert REPORTS["semester_report"].declared_files(project, parameters) == (
        "inputs/balti/institution.yaml",
        "inputs/balti/plan.yaml",
        "inputs/balti/2023-S1/Z.xlsx",
        "inputs/balti/2023-S1/arhiva.xlsx",
        "inputs/balti/2023-S1/cultura.csv",
        "inputs/balti/2023-S1/~$arhiva.xlsx",
        "templates/semester_report.docx",
    )


def test_of_shorter_periods_it_declares_what_was_returned_and_not_what_the_office_wrote_for_them(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    for name in ("2023-02/presa.xlsx", "2023-02/sections.yaml", "2023-02/note.yaml", "2023-Q2/a.csv", "2023-07/b.csv"):
        file = project / "inputs/balti" / name
        file.parent.mkdir(exist_ok=True)
        file.touch()
    assert period_files(project, PARAMETERS) == (
        "inputs/balti/institution.yaml",
        "inputs/balti/plan.yaml",
        "inputs/balti/2023-S1/cultura.csv",
        "inputs/balti/2023-02/note.yaml",
        "inputs/balti/2023-02/presa.xlsx",
        "inputs/balti/2023-Q2/a.csv",
    )


def test_a_folder_among_the_files_of_a_month_is_named_as_not_read(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    for name in ("2023-S1/vechi", "2023-05/vechi", "2023-08/vechi"):
        (project / "inputs/balti" / name).mkdir(parents=True)
    assert folders_passed_over(project, "balti", PERIOD) == ("inputs/balti/2023-S1/vechi", "inputs/balti/2023-05/vechi")


def test_it_declares_the_files_that_it_makes_by_institution_and_period() -> None:
    parameters = SemesterReportParameters.model_validate({"institution": "orasul-meu", "period": "2024-Q2"})
    assert REPORTS["semester_report"].files_to_make(parameters) == (
        "raport-trimestrial_orasul-meu_2024-Q2.docx",
        "totals.csv",
        "status.csv",
        "findings.csv",
        "accepted.csv",
        "tables.xlsx",
        "completitudine.png",
        "progres.png",
        "verdicte.png",
    )


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("2023-05", "raport-lunar_oras_2023-05.docx"),
        ("2023-Q2", "raport-trimestrial_oras_2023-Q2.docx"),
        ("2023-S1", "raport-semestrial_oras_2023-S1.docx"),
        ("2023", "raport-anual_oras_2023.docx"),
    ],
)
def test_the_word_file_is_named_after_the_length_of_its_period_as_its_title_is(period: str, name: str) -> None:
    parameters = SemesterReportParameters.model_validate({"institution": "oras", "period": period})
    assert REPORTS["semester_report"].files_to_make(parameters)[0] == name


def test_a_folder_among_the_returned_files_is_named_as_not_read(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    for name in ("vechi", "de la arhivă"):
        (project / "inputs/balti/2023-S1" / name).mkdir()
    (project / "inputs/balti/2023-S1/legat").symlink_to(project / "inputs/balti/2023-S1/vechi")
    passed_over = ("inputs/balti/2023-S1/de la arhivă", "inputs/balti/2023-S1/vechi")
    assert folders_passed_over(project, "balti", PERIOD) == passed_over
    # A link is refused by name, even one to a folder.
    assert "inputs/balti/2023-S1/legat" in period_files(project, PARAMETERS)


@pytest.mark.parametrize("name", ["notebooks/semester_reprt.ipynb", "semester_reprt", "Semester_Report"])
def test_a_mistyped_report_names_the_nearest(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError) as raised:
        report_called(name, make_project(tmp_path))
    assert str(raised.value) == (
        "raportul cerut\n"
        f"    găsit      „{name}”, un raport pe care programul nu îl cunoaște\n"
        "    așteptat   unul dintre rapoartele: action_plan, integrity_plan, monthly_report, plan_evaluation,"
        " project_sheet și"
        " semester_report; cel mai apropiat este „semester_report”\n"
        "    de făcut   corectați numele raportului"
    )


def test_a_report_without_its_notebook_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    (project / "notebooks/semester_report.ipynb").unlink()
    with pytest.raises(OfficeFileError) as raised:
        report_called("semester_report", project)
    assert str(raised.value) == (
        "notebooks/semester_report.ipynb\n"
        "    găsit      fișierul lipsește\n"
        "    așteptat   notebook-ul raportului „semester_report”\n"
        "    de făcut   puneți la loc notebook-ul din distribuția programului"
    )


def test_a_folder_of_more_files_than_any_institution_has_departments_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    for number in range(500):
        (project / f"inputs/balti/2023-S1/{number}.xlsx").touch()
    with pytest.raises(OfficeFileError) as raised:
        period_files(project, PARAMETERS)
    assert str(raised.value) == (
        "inputs/balti/2023-S1\n"
        "    găsit      501 fișiere\n"
        "    așteptat   cel mult 500 de fișiere, câte unul de la fiecare subdiviziune\n"
        "    de făcut   lăsați în dosar numai formularele perioadei și rulați din nou"
    )


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_every_report_knows_what_fills_its_template(report: Report) -> None:
    assert is_dataclass(report.context_class)


def test_what_was_returned_for_earlier_periods_of_the_same_kind_is_declared(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    for name in ("2022-S2/cultura.xlsx", "2022-S2/accepted.yaml", "2022-S1/accepted.yaml", "2022-S1/presa.xlsx"):
        path = project / "inputs/balti" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    for name in (
        "2022-S2/sections.yaml",
        "2022-S2/published_totals.csv",
        "2022-S2/vechi.yaml",
        "2022/a.xlsx",
        "2023-S2/b.xlsx",
    ):
        path = project / "inputs/balti" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    assert period_files(project, PARAMETERS)[-3:] == (
        "inputs/balti/2022-S1/presa.xlsx",
        "inputs/balti/2022-S2/cultura.xlsx",
        "inputs/balti/2022-S2/accepted.yaml",
    )
