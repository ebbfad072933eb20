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


def test_claims_of_a_period_are_evaluated_at_the_date_asked_for(project: Path) -> None:
    claims = project / "inputs/baltati/2024/evaluation.yaml"
    claims.parent.mkdir()
    claims.write_text(
        "claims:\n"
        "  - {measure: 1.1, state: realizată, evidence: Declarația nr. 3, role: primar}\n"
        "  - {measure: 1.7, state: realizată, role: secretar}\n",
        encoding="utf-8",
    )
    done = run(project, "plan_evaluation", ("institution=baltati", "period=2024", "date=2024-06-30"))
    assert done.returncode == 0, done.stderr
    folder = Path(done.stdout.splitlines()[-1])
    texts = [p.text for p in docx.Document(str(folder / "evaluarea-planului_baltati_2024.docx")).paragraphs]
    assert "S-a declarat starea la 2 din 18 măsuri." in texts
    assert "1.7: declarată „realizată”, rezultă „declarată realizată, fără dovadă”" in texts
    assert "p = 1 din 12 = 8,33 %; sub 25 % nu se dau puncte." in texts
    assert "warning,claim-without-evidence,,1.7," in (folder / "findings.csv").read_text(encoding="utf-8")


def test_a_period_without_a_folder_is_evaluated_as_one_of_which_nothing_was_declared(project: Path) -> None:
    done = run(project, "plan_evaluation", ("institution=baltati", "period=2025"))
    assert done.returncode == 0, done.stderr
    document = docx.Document(str(Path(done.stdout.splitlines()[-1]) / "evaluarea-planului_baltati_2025.docx"))
    assert "Nu s-a declarat nimic despre niciuna din cele 18 măsuri." in [p.text for p in document.paragraphs]
