"""The documents about plans and projects, made by the real command line; a second run gives the same bytes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

REPOSITORY = Path(__file__).parents[2]
RUNS = [
    ("integrity_plan", (), "plan_baltati_2023.docx"),
    ("action_plan", (), "plan_pernik_2018.docx"),
    ("integrity_plan", ("institution=pernik", "period=2018"), "plan_pernik_2018.docx"),
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


SLIPS = [
    (
        "integrity_plan",
        "plan_baltati_2023.docx",
        7,
        "4.1 Implicarea societății civile în monitorizarea a integrității",
        "Tipărit cum a fost adoptat: „monitorizarea a integrității”. Probabil: „monitorizarea integrității”.",
    ),
    (
        "action_plan",
        "plan_pernik_2018.docx",
        9,
        "Информиратност на гражданите и повишена прозрачност",  # the second of two cells with the word
        "Отпечатано, както е прието: „Информиратност“. Вероятно: „Информираност“.",
    ),
]


@pytest.mark.parametrize(("report", "name", "count", "beginning", "remark"), SLIPS)
def test_what_was_likely_meant_is_a_comment_where_the_slip_is_printed(
    project: Path, report: str, name: str, count: int, beginning: str, remark: str
) -> None:
    document = docx.Document(str(Path(run(project, report, ()).stdout.splitlines()[-1]) / name))
    said = {str(comment.comment_id): comment.text for comment in document.comments}
    remarks = [
        ("".join(text.text or "" for text in paragraph.iter(qn("w:t"))), said[reference.get(qn("w:id"))])
        for paragraph in document.element.body.iter(qn("w:p"))
        for reference in paragraph.iter(qn("w:commentReference"))
    ]
    assert len(remarks) == count
    assert [text for text, what in remarks if text.startswith(beginning) and what == remark]
