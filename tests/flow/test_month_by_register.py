"""The monthly report of months that were received: days, corrections, and what counts until a day."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import docx
import pytest
from form_builder import INSTITUTION
from small_town import FOLDER, as_yaml, make_small_town, raport
from test_returns_in import filled

from toolkit.plan.institution import FormTerms

HOURS = ("1.10", "1")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town hall to which forms of June and July were returned, one of each corrected later."""
    project = make_small_town(tmp_path_factory.mktemp("oras") / "proiect", {})
    shutil.rmtree(project / FOLDER)
    fields = {name: getattr(INSTITUTION, name) for name in INSTITUTION.model_fields_set}
    town = type(INSTITUTION)(**{**fields, "forms": FormTerms(closing_day=5)})
    (project / "inputs/oras/institution.yaml").write_text(as_yaml(town), encoding="utf-8")
    for day, department, period, hours in (
        ("2023-08-01", "cultura", "2023-07", 10),
        ("2023-08-08", "resurse-umane", "2023-07", 20),
        ("2023-08-09", "cultura", "2023-07", 15),
        ("2023-09-04", "cultura", "2023-08", 1),
        ("2023-09-04", "resurse-umane", "2023-08", 2),
        ("2023-09-20", "cultura", "2023-07", 17),
        ("2023-09-21", "cultura", "2023-08", 3),
    ):
        out = project / f"formulare/{period}"
        if not out.is_dir():
            out.parent.mkdir(exist_ok=True)
            assert raport(project, "forms", "--institution", "oras", "--period", period, "--out", str(out)).status == 0
        form = filled(out / f"{department}_{period}.xlsx", project / f"{day}.xlsx", hours)
        answer = raport(project, "receive", str(form), "--institution", "oras", "--date", day)
        assert answer.status == 0, answer.err
    return project


def run(town: Path, period: str, *more: str) -> Path:
    answer = raport(town, "run", "monthly_report", "-p", "institution", "oras", "-p", "period", period, *more)
    assert answer.status == 0, answer.err
    return Path(answer.out.strip())


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def hours(folder: Path) -> tuple[str, str, str]:
    (row,) = [row for row in rows(folder / "month.csv") if (row["action"], row["indicator"]) == HOURS]
    month, before, so_far = (row[name].partition(" ")[0] for name in ("month", "before", "so_far"))
    return month, before, so_far


def test_the_days_are_those_of_the_register_and_late_is_after_the_first_working_day_from_the_closing_date(
    town: Path,
) -> None:
    folder = run(town, "2023-07")
    assert [tuple(row.values()) for row in rows(folder / "returned.csv")] == [
        ("cultura", "yes", "2023-08-01", "2023-09-20", "", "2023-08-05", "no"),
        ("resurse-umane", "yes", "2023-08-08", "", "", "2023-08-05", "yes"),
    ]
    (file,) = folder.glob("*.docx")
    document = docx.Document(str(file))
    assert [[cell.text for cell in row.cells] for row in document.tables[1].rows][1:] == [
        ["Secția cultură", "citit", "01.08.2023", "corectat la 20.09.2023"],
        ["Direcția resurse umane", "citit", "08.08.2023", "după termen"],
    ]
    assert "Termenul pentru formulare a fost 07.08.2023." in [paragraph.text for paragraph in document.paragraphs]
    overview = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert overview["Sosite după termen"] == "1"


def test_a_cutoff_counts_in_the_month_in_the_month_before_and_in_the_semester_so_far(town: Path) -> None:
    whole, early = run(town, "2023-08"), run(town, "2023-08", "-p", "cutoff", "2023-09-10")
    assert hours(whole) == ("5", "37", "42")
    assert hours(early) == ("3", "35", "38")
    assert [row["corrected"] for row in rows(early / "returned.csv")] == ["", ""]
    (file,) = early.glob("*.docx")
    texts = [paragraph.text for paragraph in docx.Document(str(file)).paragraphs]
    moment = "perioada de raport – luna august a anului 2023; s-a numărat ce s-a acceptat până la 10 septembrie 2023"
    assert moment in texts


def test_a_month_reads_nothing_that_was_received_for_a_later_one(town: Path) -> None:
    folder = run(town, "2023-07", "-p", "cutoff", "2023-09-30")
    assert hours(folder) == ("37", "", "37")
    assert [path.name for path in (folder / "kept/inputs/oras/received").iterdir()] == ["2023-07"]


def test_what_came_since_an_earlier_day_is_told_by_department(town: Path) -> None:
    early = run(town, "2023-07", "-p", "cutoff", "2023-08-05")
    later = run(town, "2023-07", "-p", "compare_with", early.name)
    told = [(row["kind"], row["department"], row["now"], row["why"]) for row in rows(later / "changes.csv")]
    assert told[:3] == [
        ("source", "", "", "parameters"),
        ("form", "cultura", "corrected", "2023-07"),
        ("form", "resurse-umane", "new", "2023-07"),
    ]
    assert [row["then"] + " → " + row["now"] for row in rows(later / "changes.csv") if row["kind"] == "month"] == [
        "10 ore de instruire → 37 de ore de instruire"
    ]
