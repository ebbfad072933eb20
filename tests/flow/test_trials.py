"""A trial from the command line: kept with its parameters, said on its first page, made again the same, never signed."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from form_builder import INSTITUTION, PLAN
from kept_runs import a_form
from small_town import as_yaml, make_small_town, raport

from toolkit.audit.kept_run import open_run
from toolkit.audit.trace import traces_of
from toolkit.plan.institution import SignOffRole

TOLD = (
    "Raport de probă: fără Direcția resurse umane; indicatorul 1.1.1 luat ca maxim peste subdiviziuni; după planul în"
    " vigoare la 30.06.2022."
)
ASKED = ("-p", "leave_out", "resurse-umane", "-p", "rules", "1.1.1=max", "-p", "plan_at", "2022-06-30")
ADJUSTED = 'adjustments:\n  - {action: "1.1", indicator: 1, text: 9 angajați, reason: Așa., role: secretarul}\n'


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two departments, an adjustment, and an older plan of another title."""
    folder = tmp_path_factory.mktemp("proiect")
    values = {"1.1.1": "4 angajați", "1.1.2": "Realizat", "1.10.1": "116 ore de instruire"}
    forms = {
        "cultura.xlsx": a_form(folder, values),
        "resurse.xlsx": a_form(folder, {"1.1.1": "7 angajați"}, "resurse-umane"),
        "adjustments.yaml": ADJUSTED.encode(),
    }
    project = make_small_town(folder / "oras", forms)
    signers = (*INSTITUTION.sign_off, SignOffRole(label="Aprobat", role="primar"))
    institution = INSTITUTION.model_copy(update={"sign_off": signers})
    (project / "inputs/oras/institution.yaml").write_text(as_yaml(institution), encoding="utf-8")
    older = PLAN.model_copy(update={"valid_from": PLAN.valid_from.replace(year=2022), "title_in_report": "Planului vechi"})
    (project / "inputs/oras/plan_2022-01-01.yaml").write_text(as_yaml(older), encoding="utf-8")
    return project


def ran(project: Path, report: str, period: str, *asked: str) -> Path:
    answer = raport(project, "run", report, "-p", "institution", "oras", "-p", "period", period, *asked)
    assert answer.out, answer.err
    return Path(answer.out.splitlines()[-1])


@pytest.fixture(scope="module")
def trial(project: Path) -> Path:
    return ran(project, "semester_report", "2023-S1", *ASKED)


def first_page(run: Path) -> list[str]:
    """The texts above the table of contents, or above the first heading."""
    (file,) = run.glob("*.docx")
    texts = [paragraph.text for paragraph in docx.Document(str(file)).paragraphs if paragraph.text]
    return texts[: texts.index("Instrucțiuni de întocmire" if "Instrucțiuni de întocmire" in texts else "Pe scurt")]


def test_the_parameters_are_recorded_and_everything_is_kept(trial: Path) -> None:
    manifest = json.loads((trial / "manifest.json").read_bytes())
    recorded = {name: manifest["parameters"][name] for name in ("leave_out", "rules", "plan_at")}
    assert recorded == {"leave_out": "resurse-umane", "rules": "1.1.1=max", "plan_at": "2022-06-30"}
    kept = {path.relative_to(trial / "kept/inputs/oras").as_posix() for path in (trial / "kept/inputs").rglob("*.*")}
    assert kept == {
        "institution.yaml",
        "plan_2022-01-01.yaml",
        "2023-S1/adjustments.yaml",
        "2023-S1/cultura.xlsx",
        "2023-S1/resurse.xlsx",
    }


def test_the_report_says_so_under_its_title_and_the_notebook_at_its_top(trial: Path) -> None:
    assert first_page(trial)[-3:] == ["Planului vechi,", "perioada de raport – semestrul I al anului 2023", TOLD]
    notebook = json.loads((trial / "semester_report.ipynb").read_bytes())
    shown = [o for cell in notebook["cells"] for o in cell.get("outputs", ()) if "text/markdown" in o.get("data", {})]
    assert "".join(shown[0]["data"]["text/markdown"]).startswith(f"**{TOLD}**\n\n")


def test_a_figure_is_followed_to_what_was_counted_and_to_nothing_else(trial: Path) -> None:
    (trace,) = traces_of(open_run(trial), ("1.1.1",))
    assert (trace.computed, trace.rule) == ("4 angajați", "max/sum")


def test_nobody_can_sign_it(project: Path, trial: Path) -> None:
    answer = raport(project, "sign", str(trial), "--role", "Elaborat", "--name", "Ana Pop", "--date", "2023-08-10")
    assert answer.status == 2
    assert answer.err.strip().splitlines()[:4] == [
        f"semnarea rulării {trial.name}",
        "    găsit      un raport de probă",
        "    așteptat   raportul însuși: rulat fără leave_out, rules, plan_at și cu totalurile ajustate",
        "    de făcut   rulați din nou fără acești parametri și semnați rularea aceea",
    ]
    assert not list(trial.parent.glob("*.csv"))


def test_an_audit_makes_it_again_the_same(project: Path, trial: Path) -> None:
    answer = raport(project, "audit", str(trial))
    assert answer.status == 0, answer.out + answer.err


def test_a_mistyped_name_stops_before_anything_runs(project: Path) -> None:
    before = sorted((project / "outputs").rglob("*"))
    answer = raport(
        project,
        "run",
        "semester_report",
        "-p",
        "institution",
        "oras",
        "-p",
        "period",
        "2023-S1",
        "-p",
        "leave_out",
        "resurse",
    )
    assert (answer.status, answer.out) == (2, "")
    assert "„resurse”, care nu este o subdiviziune a instituției" in answer.err
    assert sorted((project / "outputs").rglob("*")) == before


def test_a_month_says_so_too(project: Path, tmp_path: Path) -> None:
    folder = project / "inputs/oras/2023-02"
    folder.mkdir()
    for department in ("cultura", "resurse-umane"):
        (folder / f"{department}.xlsx").write_bytes(a_form(tmp_path, {"1.1.1": "2 angajați"}, department, "2023-02"))
    run = ran(project, "monthly_report", "2023-02", *ASKED)
    assert first_page(run)[-1] == TOLD
