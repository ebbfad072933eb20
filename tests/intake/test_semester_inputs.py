"""Of a month's files its semester reads what lies in the semester, and leaves what lies before."""

from __future__ import annotations

from pathlib import Path

import toolkit.runs
from toolkit.intake.semester_inputs import read_semester_of
from toolkit.plan.period import Period

EXAMPLE = Path(toolkit.runs.__file__).parent / "example"
HOME = "inputs/oras"
PLAN = {f"{HOME}/{name}": (EXAMPLE / name).read_bytes() for name in ("institution.yaml", "plan.yaml")}


def a_form(period: str) -> bytes:
    return (
        f"Instituția;Primăria orașului Exemplu\nSubdiviziunea;Direcția resurse umane\nPerioada;{period}\n"
        "Acțiunea;Indicatorul;Valoarea;Femei;Bărbați\n1.1;1;2 funcționari;1;1\n"
    ).encode()


def test_months_and_quarters_of_the_semester_are_read_wherever_they_lie() -> None:
    files = {
        f"{HOME}/{folder}/resurse.csv": a_form(folder.rpartition("/")[2])
        for folder in ("2024-05", "2024-06", "2024-07", "received/2024-08", "2024-Q3", "2024-10")
    }
    files[f"{HOME}/received.csv"] = b"x"
    inputs = read_semester_of(PLAN | files, "oras", Period.parse("2024-10"))
    assert inputs.period == Period.parse("2024-S2")
    returned = {str(part.period): [s.file for s in part.submissions] for part in inputs.parts if part.submissions}
    assert returned == {
        "2024-07": [f"{HOME}/2024-07/resurse.csv"],
        "2024-08": [f"{HOME}/received/2024-08/resurse.csv"],
        "2024-Q3": [f"{HOME}/2024-Q3/resurse.csv"],
        "2024-10": [f"{HOME}/2024-10/resurse.csv"],
    }
    assert inputs.earlier.periods == ()
    assert inputs.reading_findings == ()
