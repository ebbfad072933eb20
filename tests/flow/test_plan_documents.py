"""The documents about plans and projects, made by the real command line; a second run gives the same bytes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

REPOSITORY = Path(__file__).parents[2]
RUNS = [
    ("integrity_plan", (), "plan-de-integritate_baltati_2023.docx"),
    ("action_plan", (), "plan-za-deystvie_pernik_2018.docx"),
    ("integrity_plan", ("institution=pernik", "period=2018"), "plan-de-integritate_pernik_2018.docx"),
    ("project_sheet", (), "fisa-proiectului_sipoca-1151_2023.docx"),
    ("project_sheet", ("project=sipoca-1263",), "fisa-proiectului_sipoca-1263_2023.docx"),
    ("plan_evaluation", (), "evaluarea-planului_baltati_2023.docx"),
    ("plan_evaluation", ("institution=pernik", "period=2018"), "evaluarea-planului_pernik_2018.docx"),
    ("plan_evaluation", ("institution=balti", "period=2023-S1"), "evaluarea-planului_balti_2023-S1.docx"),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for name in ("notebooks", "templates", "inputs"):
        shutil.copytree(REPOSITORY / name, folder / name)
    return folder


def run(project: Path, report: str, parameters: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "toolkit.cli", "run", report, "--project", str(project)]
    for parameter in parameters:
        command += ["-p", *parameter.split("=")]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", timeout=120)


@pytest.mark.parametrize(("report", "parameters", "name"), RUNS)
def test_the_document_is_made_and_a_rerun_gives_the_same_bytes(
    project: Path, report: str, parameters: tuple[str, ...], name: str
) -> None:
    first = run(project, report, parameters)
    assert first.returncode == 0, first.stderr
    folder = Path(first.stdout.splitlines()[-1])
    assert docx.Document(str(folder / name)).core_properties.title
    assert (folder / "findings.csv").read_text(encoding="utf-8").count("\n") > 1
    again = run(project, report, parameters)
    assert (again.returncode, again.stdout) == (0, first.stdout), again.stderr
