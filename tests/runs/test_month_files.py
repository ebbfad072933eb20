"""The monthly report declares its month, those before, the quarters of its semester that have ended, and the register."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from toolkit.errors import UsageError
from toolkit.intake.received.register import Register, RegisterEntry, State, register_text
from toolkit.runs.parameters import MonthlyReportParameters, typed_parameters
from toolkit.runs.report import monthly_files

HOME = "inputs/balti"
OFFICE = [f"{HOME}/institution.yaml", f"{HOME}/plan.yaml"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in (
        "2022-12/presa.xlsx",
        "2023-01/presa.xlsx",
        "2023-03/presa.xlsx",
        "2023-03/accepted.yaml",
        "2023-03/sections.yaml",
        "2023-04/presa.xlsx",
        "2023-Q1/cultura.xlsx",
        "2023-Q1/sections.yaml",
        "2023-Q2/cultura.xlsx",
        "2023-S1/arhiva.xlsx",
        "2023-S1/published_totals.csv",
        "2023/arhiva.xlsx",
    ):
        path = tmp_path / HOME / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return tmp_path


def declared(project: Path, period: str, cutoff: str = "") -> list[str]:
    given = {"institution": "balti", "period": period, "cutoff": cutoff}
    files = monthly_files(project, typed_parameters(MonthlyReportParameters, given))
    assert len(set(files)) == len(files)
    return [file.removeprefix(f"{HOME}/") for file in files if file not in OFFICE]


def test_a_month_reads_the_months_before_and_the_quarter_that_has_ended(project: Path) -> None:
    months = ["2022-12/presa.xlsx", "2023-01/presa.xlsx", "2023-03/presa.xlsx", "2023-03/accepted.yaml"]
    assert declared(project, "2023-04") == ["2023-04/presa.xlsx", *months, "2023-Q1/cultura.xlsx"]


def test_a_quarter_that_has_not_ended_is_not_read(project: Path) -> None:
    assert declared(project, "2023-01") == ["2023-01/presa.xlsx", "2022-12/presa.xlsx"]


def test_the_last_month_of_a_semester_reads_what_was_returned_for_the_semester(project: Path) -> None:
    (project / HOME / "2023-06").mkdir()
    assert declared(project, "2023-06")[-3:] == ["2023-Q1/cultura.xlsx", "2023-Q2/cultura.xlsx", "2023-S1/arhiva.xlsx"]


def test_the_register_is_read_where_something_was_received(project: Path) -> None:
    register = project / HOME / "received.csv"
    register.write_text(register_text(Register()), encoding="utf-8")
    assert "received.csv" not in declared(project, "2023-04")
    entry = RegisterEntry(
        date=_day("2023-05-03"),
        file="x.xlsx",
        department="presa",
        period="2023-04",
        state=State.ACCEPTED,
        sha256="a" * 64,
    )
    register.write_text(register_text(Register((entry,))), encoding="utf-8")
    assert declared(project, "2023-04")[-1] == "received.csv"


@pytest.mark.parametrize("period", ["2023", "2023-S1", "2023-Q2"])
def test_a_period_that_is_no_month_is_refused(period: str) -> None:
    with pytest.raises(UsageError) as raised:
        typed_parameters(MonthlyReportParameters, {"institution": "balti", "period": period})
    assert str(raised.value) == (
        "parametrul „period”\n"
        f"    găsit      „{period}”\n"
        "    așteptat   o lună\n"
        "    de făcut   scrieți de exemplu 2023-05; raportul pe o perioadă mai lungă este „semester_report”"
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)
