"""Months from files to the Word report: as they arrive, as they are corrected, and as the longer period prints them."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit.runs
from toolkit.cli import main
from toolkit.intake.period_inputs import read_period
from toolkit.intake.value import Value
from toolkit.plan.period import Period
from toolkit.runs.check_inputs import check_inputs
from toolkit.runs.screen import Screen
from toolkit.totals.aggregation import totals_of
from toolkit.totals.periods import composed

PROJECT = Path(__file__).parents[2]
EXAMPLE = Path(toolkit.runs.__file__).parent / "example"
HOME = "inputs/oras"
PLAN = {f"{HOME}/{name}": (EXAMPLE / name).read_bytes() for name in ("institution.yaml", "plan.yaml")}
MONTHS = [str(month) for month in Period.parse("2024").months]


def a_form(period: str, women: int, men: int) -> bytes:
    """The form of a department that has hired so many: what it sends is a CSV of the form's columns."""
    return (
        f"Instituția;Primăria orașului Exemplu\nSubdiviziunea;Direcția resurse umane\nPerioada;{period}\n"
        f"Acțiunea;Indicatorul;Valoarea;Femei;Bărbați\n1.1;1;{women + men} funcționari;{women};{men}\n"
        f"1.1;2;{women} din {women + men + 1};;\n"
    ).encode()


def totals(files: dict[str, bytes], period: str) -> tuple[Value, Value]:
    """The totals of who was hired, and of the share."""
    inputs = composed(read_period(PLAN | files, "oras", Period.parse(period)))
    assert inputs.reading_findings == () or inputs.missing_months
    hired, share = totals_of(inputs.plan, inputs.submissions)[:2]
    return hired.value, share.value


@given(
    st.lists(st.tuples(st.sampled_from(MONTHS), st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=20),
    st.randoms(),
)
@settings(max_examples=25)
def test_whatever_is_corrected_and_in_whatever_order_it_comes_the_last_figures_count(
    arrived: list[tuple[str, int, int]], order: random.Random
) -> None:
    last = {month: (women, men) for month, women, men in arrived}
    folder: dict[str, bytes] = {}
    for month, women, men in arrived:
        folder[f"{HOME}/{month}/resurse.csv"] = a_form(month, women, men)
    mixed = dict(order.sample(list(folder.items()), len(folder)))
    hired, share = totals(mixed, "2024")
    women, men = (sum(figures[at] for figures in last.values()) for at in (0, 1))
    (quantity,) = hired.quantities
    assert (quantity.number.low, quantity.number.high) == (women + men, women + men)
    assert (quantity.women, quantity.men) == (women, men)
    assert (share.numerator, share.denominator) == (women, women + men + len(last))


def test_a_wrong_form_among_the_months_is_a_finding_and_the_others_count() -> None:
    files = {
        f"{HOME}/2024-01/resurse.csv": a_form("2024-01", 2, 1),
        f"{HOME}/2024-02/resurse.csv": a_form("2024-01", 9, 9),
        f"{HOME}/2024-03/resurse.csv": a_form("2024-03", 1, 0),
    }
    inputs = composed(read_period(PLAN | files, "oras", Period.parse("2024-Q1")))
    assert [(f.code.value, f.place.file) for f in inputs.reading_findings] == [
        ("wrong-period", f"{HOME}/2024-02/resurse.csv"),
        ("missing-months", HOME),
    ]
    assert totals_of(inputs.plan, inputs.submissions)[0].value.quantities[0].number.low == 4


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for name in ("notebooks/semester_report.ipynb", "templates/semester_report.docx"):
        (folder / name).parent.mkdir()
        shutil.copy(PROJECT / name, folder / name)
    shutil.copytree(PROJECT / "inputs/balti-lunar", folder / "inputs/balti-lunar")
    return folder


def run(project: Path, period: str) -> Path:
    arguments = ["run", "semester_report", "-p", "institution", "balti-lunar", "-p", "period", period]
    assert main([*arguments, "--project", str(project)]) == 0
    (folder,) = (project / "outputs/balti-lunar" / period / "semester_report").iterdir()
    return folder


def lines_of(folder: Path) -> list[str]:
    (file,) = folder.glob("*.docx")
    document = docx.Document(file)
    in_tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + in_tables


def totals_in(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "totals.csv").open(encoding="utf-8", newline="") as text:
        return {f"{row['action']}.{row['indicator']}": row for row in csv.DictReader(text)}


def test_the_semester_report_is_made_of_the_six_months(project: Path) -> None:
    folder = run(project, "2023-S1")
    totals = totals_in(folder)
    assert (totals["1.1.1"]["computed"], totals["1.1.5"]["computed"]) == ("10 funcționari", "39 informații")
    made_of = json.loads(totals["1.1.1"]["contributions"])["made_of"]["resurse-umane"]
    assert [cell["file"] for cell in made_of] == [
        f"inputs/balti-lunar/2023-0{month}/resurse-umane.xlsx" for month in range(1, 7)
    ]
    for cell in made_of:
        assert (folder / "kept" / cell["file"]).is_file()
    lines = lines_of(folder)
    assert "perioada de raport – semestrul I al anului 2023" in lines
    assert any(line.startswith("Iunie:\n") for line in lines)
    assert (
        "Luni care lipsesc din cifre: ianuarie–mai – nicio cifră de la Direcția relații cu publicul la indicatorul 7."
        in lines
    )


def test_the_year_is_made_by_the_same_notebook_and_names_what_it_lacks(project: Path) -> None:
    lines = lines_of(run(project, "2023"))
    assert "perioada de raport – anul 2023" in lines
    lacking = [line for line in lines if line.startswith("Luni care lipsesc din cifre: ")]
    assert len(lacking) == 48
    assert "Luni care lipsesc din cifre: iulie–decembrie – niciun formular de la toate subdiviziunile." in lacking


def test_months_are_checked_together_without_a_report(project: Path) -> None:
    findings = check_inputs(project, "balti-lunar", "2023-S1", Screen(io.StringIO()))
    assert sum(finding.code.value == "missing-months" for finding in findings) == 8
    misfits = {finding.place.file.split("/")[2] for finding in findings if finding.code.value == "wrong-kind"}
    assert misfits == {f"2023-0{month}" for month in range(1, 7)}
