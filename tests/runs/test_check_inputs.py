"""What was returned is checked without making a report."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from tiny_project import make_project

from toolkit.errors import OfficeFileError, UsageError
from toolkit.intake.finding import Code
from toolkit.runs.check_inputs import check_inputs
from toolkit.runs.new_institution import EXAMPLE_PERIOD, new_institution
from toolkit.runs.screen import Screen

REPOSITORY = Path(__file__).parents[2]


def test_findings_name_the_file_as_in_the_project_and_nothing_is_made(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    folder = new_institution(project, "orasul-meu") / EXAMPLE_PERIOD
    (folder / "financiar.xlsx").write_bytes(b"")
    before = sorted(project.rglob("*"))
    first = check_inputs(project, "orasul-meu", EXAMPLE_PERIOD, Screen(io.StringIO()))[0]
    assert (first.code, first.place.file) == (Code.FILE_UNREADABLE, f"inputs/orasul-meu/{EXAMPLE_PERIOD}/financiar.xlsx")
    assert sorted(project.rglob("*")) == before


def test_a_folder_among_the_returned_files_is_said(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    (new_institution(project, "orasul-meu") / EXAMPLE_PERIOD / "vechi").mkdir()
    stream = io.StringIO()
    check_inputs(project, "orasul-meu", EXAMPLE_PERIOD, Screen(stream))
    assert stream.getvalue() == f"nu s-a citit: inputs/orasul-meu/{EXAMPLE_PERIOD}/vechi (este un dosar)\n"


def test_a_mistyped_institution_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cel mai apropiat este „balti”"):
        check_inputs(make_project(tmp_path), "blati", "2023-S1", Screen(io.StringIO()))


def test_a_link_among_the_returned_files_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    (project / "inputs/balti/2023-S1/legat.xlsx").symlink_to(project / "inputs/balti/plan.yaml")
    with pytest.raises(OfficeFileError, match="o legătură către alt fișier"):
        check_inputs(project, "balti", "2023-S1", Screen(io.StringIO()))


def checked(project: Path, institution: str, period: str) -> tuple[list[tuple[str, str, str]], str]:
    """The findings of a check, each with its file, and what it said on the screen; in Romanian."""
    stream = io.StringIO()
    findings = check_inputs(project, institution, period, Screen(stream), language="ro")
    return [(f.severity.value, f.code.value, f.place.file) for f in findings], stream.getvalue()


def real_institution(tmp_path: Path, institution: str) -> Path:
    project = make_project(tmp_path)
    shutil.copytree(REPOSITORY / "inputs" / institution, project / "inputs" / institution)
    return project


def test_where_nobody_is_asked_the_plan_and_what_was_declared_of_it_are_checked(tmp_path: Path) -> None:
    """Once this asked for a sections.yaml that no document of the plan reads."""
    project = real_institution(tmp_path, "pernik")
    home = "inputs/pernik"
    claims = "claims:\n  - {measure: V.1, state: realizată, role: secretar}\n"
    (project / home / "2018/evaluation.yaml").write_text(claims, encoding="utf-8")
    findings, said = checked(project, "pernik", "2018")
    assert said == (
        "niciun formular nu este cerut; s-au citit: "
        f"{home}/institution.yaml, {home}/plan.yaml și {home}/2018/evaluation.yaml\n"
    )
    assert ("warning", "claim-without-evidence", f"{home}/2018/evaluation.yaml") in findings
    assert {code for _, code, _ in findings} == {"claim-without-evidence", "suspected-slip"}


def test_an_institution_of_projects_alone_has_them_checked_with_their_evidence(tmp_path: Path) -> None:
    project = real_institution(tmp_path, "sector1")
    home = "inputs/sector1"
    evidence = (
        "evidence:\n  - {project: sipoca-1151, result: 3, deliverable: 2, state: delivered,"
        " evidence: Captură din 30.02.2023, role: manager}\n"
    )
    (project / home / "2023/evidence.yaml").write_text(evidence, encoding="utf-8")
    findings, said = checked(project, "sector1", "2023")
    assert said.endswith(
        f"{home}/institution.yaml, {home}/projects/sipoca-1151.yaml, {home}/projects/sipoca-1263.yaml"
        f" și {home}/2023/evidence.yaml\n"
    )
    assert findings[:2] == [
        ("error", "date-impossible", f"{home}/2023/evidence.yaml"),
        ("warning", "duration-mismatch", f"{home}/projects/sipoca-1151.yaml"),
    ]


def test_a_misspelt_file_among_those_of_the_period_is_refused_where_nobody_is_asked(tmp_path: Path) -> None:
    project = real_institution(tmp_path, "pernik")
    folder = project / "inputs/pernik/2018"
    (folder / "evaluation.yaml").rename(folder / "evalution.yaml")
    with pytest.raises(OfficeFileError, match=r"cel mai apropiat este „evaluation\.yaml”"):
        checked(project, "pernik", "2018")


def test_where_departments_are_asked_a_period_without_a_folder_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    new_institution(project, "orasul-meu")
    with pytest.raises(UsageError, match="pentru care nu există dosarul inputs/orasul-meu/2031"):
        checked(project, "orasul-meu", "2031")


def test_where_departments_are_asked_and_returned_nothing_they_are_waited_for(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    folder = new_institution(project, "orasul-meu") / EXAMPLE_PERIOD
    shutil.rmtree(folder)
    folder.mkdir()
    findings, _ = checked(project, "orasul-meu", EXAMPLE_PERIOD)
    assert {code for _, code, _ in findings} == {"missing-department", "missing-sections"}


def test_a_month_is_not_asked_for_sections_that_its_report_has_not(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    folder = new_institution(project, "orasul-meu")
    for period in ("2024-07", "2024-Q3"):
        shutil.copytree(folder / EXAMPLE_PERIOD, folder / period)
        (folder / period / "sections.yaml").unlink()
    month, quarter = (check_inputs(project, "orasul-meu", p, Screen(io.StringIO())) for p in ("2024-07", "2024-Q3"))
    assert Code.MISSING_SECTIONS not in {finding.code for finding in month}
    assert Code.MISSING_SECTIONS in {finding.code for finding in quarter}
