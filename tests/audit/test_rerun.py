"""An audit names every file that was touched, makes the run again from its copies, and runs no strange code unasked."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from pathlib import Path

import pytest
from tiny_project import make_project

from toolkit.audit.audit_words import audit_as_text, next_step
from toolkit.audit.hashes import Damage, check_hashes
from toolkit.audit.kept_run import open_run
from toolkit.audit.rerun import AuditRequest, RunAudit, audit_run
from toolkit.cli import main
from toolkit.errors import OfficeFileError
from toolkit.runs import manifest as manifest_module
from toolkit.runs.run import RunRequest, run_report
from toolkit.runs.screen import Screen

REGISTER = 'work.write("totals.csv", work.read_bytes("inputs/balti/2023-S1/cultura.csv"))'
RANDOM = 'import secrets\nwork.write("totals.csv", secrets.token_hex(8))'
WITH_CODE = (
    "from toolkit.errors import Place\n"
    "from toolkit.intake.finding import Code, Finding, Severity\n"
    "found = Finding(severity=Severity.WARNING, code=Code.PERSONAL_CODE,"
    " place=Place('inputs/balti/2023-S1/cultura.csv'), found='', expected='', fix='')"
)
Captured = pytest.CaptureFixture[str]


def a_run(folder: Path, *cells: str, finish: str = "work.finish([])") -> Path:
    """The folder of a run of a tiny project, in which the project lies besides."""
    project = make_project(folder / "proiect", *cells, finish=finish)
    asked = RunRequest(project=project, report="semester_report", out=folder / "outputs")
    return run_report(asked, Screen(io.StringIO())).placed.folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_run(tmp_path_factory.mktemp("rulare"), REGISTER)


@pytest.fixture
def run(made: Path, tmp_path: Path) -> Path:
    """A copy of the run that a test may damage."""
    return Path(shutil.copytree(made, tmp_path / made.name))


def project_of(made: Path) -> Path:
    return made.parents[4] / "proiect"


def audited(run: Path, project: Path | None, **more: object) -> RunAudit:
    return audit_run(AuditRequest(run=str(run), project=project, **more), Screen(io.StringIO()))


def said(audit: RunAudit) -> list[str]:
    return audit_as_text(audit).splitlines()


def test_an_untouched_run_gives_the_same_bytes_again(made: Path) -> None:
    audit = audited(made, project_of(made))
    assert audit.is_identical
    assert said(audit) == [
        f"rularea {made.name}",
        "fișiere: 17 fișiere, toate cu hash-urile din timpul rulării",
        "versiuni: aceleași ca la rulare",
        "rulată din nou: aceiași octeți în 17 fișiere",
        "IDENTIC: din aceleași intrări rezultă din nou aceleași fișiere",
    ]


def test_nothing_is_left_beside_an_audited_run(made: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in made.rglob("*")}
    audited(made, project_of(made))
    assert {path: path.stat().st_mtime_ns for path in made.rglob("*")} == before


def test_a_changed_result_is_named_and_comes_out_again_as_the_manifest_has_it(run: Path, made: Path) -> None:
    (run / "totals.csv").write_text("1,3\n", encoding="utf-8")
    audit = audited(run, project_of(made))
    assert said(audit)[1:] == [
        "fișiere: 16 fișiere cu hash-urile din timpul rulării, 1 fișier altfel:",
        "    totals.csv: s-a schimbat după rulare; rularea repetată îl dă așa cum spune manifestul",
        "versiuni: aceleași ca la rulare",
        "rulată din nou: aceiași octeți în 14 fișiere",
        "NU ESTE DOVEDIT IDENTIC: fișiere schimbate după rulare",
    ]
    assert next_step(audit) == "cereți dosarul rulării de la cine l-a făcut; nu vă sprijiniți pe fișierele schimbate"


def test_a_missing_and_an_added_file_are_named(run: Path, made: Path) -> None:
    (run / "status.csv").unlink()
    (run / "note.txt").write_text("citit", encoding="utf-8")
    (run / "~$raport-semestrial_balti_2023-S1.docx").write_bytes(b"")
    audit = audited(run, project_of(made))
    assert [(file.path, file.damage) for file in audit.hashes.damaged] == [
        ("note.txt", Damage.ADDED),
        ("status.csv", Damage.MISSING),
    ]
    assert said(audit)[-1] == "NU ESTE DOVEDIT IDENTIC: fișiere schimbate după rulare; fișiere adăugate după rulare"


@pytest.mark.parametrize("number", range(60))
def test_one_flipped_byte_anywhere_names_its_file(made: Path, tmp_path: Path, number: int) -> None:
    run = Path(shutil.copytree(made, tmp_path / made.name))
    files = sorted(path for path in run.rglob("*") if path.is_file())
    lists = [run / "SHA256SUMS", run / "manifest.json"]
    among = files if number % 2 else lists
    file = among[number // 2 % len(among)]
    content = bytearray(file.read_bytes())
    content[number * 7919 % len(content)] ^= 1 << number % 8
    file.write_bytes(content)
    try:
        manifest = open_run(run).manifest
    except OfficeFileError:
        manifest = None
    assert file.relative_to(run).as_posix() in [damaged.path for damaged in check_hashes(run, manifest).damaged]


def test_a_result_that_was_replaced_with_its_hashes_is_found_by_making_it_again(run: Path, made: Path) -> None:
    forge(run, "totals.csv", b"1,3\n")
    audit = audited(run, project_of(made))
    assert said(audit)[1:] == [
        "fișiere: 17 fișiere, toate cu hash-urile din timpul rulării",
        "versiuni: aceleași ca la rulare",
        "rulată din nou: aceiași octeți în 14 fișiere, alții în: SHA256SUMS, manifest.json și totals.csv",
        "NU ESTE DOVEDIT IDENTIC: rezultate înlocuite împreună cu hash-urile lor, sau făcute pe alt sistem de operare",
    ]
    assert next_step(audit) == "păstrați rularea repetată cu --out și comparați-le cu „raport diff”"


def test_an_input_that_was_replaced_with_its_hashes_gives_another_id(run: Path, made: Path) -> None:
    forge(run, "kept/inputs/balti/2023-S1/cultura.csv", b"1,3\n")
    audit = audited(run, project_of(made))
    assert not audit.has_its_id
    assert said(audit)[2] == (
        f"numele dosarului: {made.name}, dar parametrii, intrările și versiunile din manifest dau {audit.id_from_manifest}"
    )
    assert "manifestul sau numele dosarului schimbat după rulare" in said(audit)[-1]


def test_of_a_renamed_folder_the_name_is_said_that_it_should_have(run: Path, made: Path) -> None:
    renamed = run.rename(run.with_name("de la primărie"))
    assert said(audited(renamed, project_of(made)))[:3] == [
        "rularea de la primărie",
        "fișiere: 17 fișiere, toate cu hash-urile din timpul rulării",
        f"dosarul nu mai poartă numele rulării; după manifest, acesta este {made.name}: comparați-l cu cel pe care îl știți",
    ]


def test_a_notebook_that_gives_something_else_each_time_is_named(tmp_path: Path) -> None:
    run = a_run(tmp_path, RANDOM)
    audit = audited(run, tmp_path / "proiect")
    assert said(audit)[-1] == "NU ESTE DOVEDIT IDENTIC: notebook-ul dă alt rezultat la fiecare rulare"


def test_other_versions_are_named_where_the_files_differ(run: Path, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forge(run, "totals.csv", b"1,3\n")
    monkeypatch.setattr("toolkit.audit.rerun.libraries", lambda: manifest_module.libraries() | {"pandas": "99"})
    audit = audited(run, project_of(made))
    pandas = json.loads((made / "manifest.json").read_text(encoding="utf-8"))["versions"]["libraries"]["pandas"]
    assert said(audit)[2] == f"versiuni altele decât la rulare: pandas {pandas}, aici 99"
    assert said(audit)[-1] == "NU ESTE DOVEDIT IDENTIC: calculat aici cu alte versiuni"


def test_with_other_versions_and_the_same_files_a_run_is_identical(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.audit.rerun.libraries", lambda: manifest_module.libraries() | {"pandas": "99"})
    audit = audited(made, project_of(made))
    assert audit.is_identical
    assert said(audit)[3] == "rulată din nou: aceiași octeți în 15 fișiere"


def test_a_run_that_may_not_keep_its_inputs_is_not_proven(tmp_path: Path) -> None:
    run = a_run(tmp_path, WITH_CODE, finish="work.finish([found])")
    audit = audited(run, tmp_path / "proiect")
    assert said(audit)[-2:] == [
        "nu s-a rulat din nou: rularea nu a păstrat: inputs/balti/2023-S1/cultura.csv (conține coduri personale)",
        "NU ESTE DOVEDIT IDENTIC: nu s-a putut rula din nou",
    ]


def test_a_strange_notebook_is_not_executed_unless_that_is_asked_for(tmp_path: Path) -> None:
    trace = tmp_path / "a rulat"
    run = a_run(tmp_path, f"from pathlib import Path\nPath({str(trace)!r}).touch()")
    trace.unlink()
    own = make_project(tmp_path / "al meu")
    for project in (own, None):
        audit = audited(run, project)
        assert not trace.exists()
        assert said(audit)[-2] == (
            "nu s-a rulat din nou: notebook-ul păstrat nu este cel din proiectul de aici, iar un notebook este un program;"
            " citiți kept/notebooks/semester_report.ipynb și, dacă aveți încredere în el, adăugați --run-kept-notebook"
        )
    assert audited(run, own, runs_kept_notebook=True).is_identical
    assert trace.exists()


def test_with_damaged_inputs_nothing_is_executed(run: Path, made: Path) -> None:
    copy = run / "kept/notebooks/semester_report.ipynb"
    copy.write_bytes(copy.read_bytes() + b"\n")
    audit = audited(run, project_of(made), runs_kept_notebook=True)
    assert said(audit)[-2] == "nu s-a rulat din nou: copiile intrărilor nu mai sunt cele din timpul rulării"


def test_parameters_of_a_forged_manifest_lead_nowhere(run: Path, made: Path, tmp_path: Path) -> None:
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    manifest["parameters"] |= {"institution": f"../../../../..{tmp_path}/alt dosar", "period": "x"}
    (run / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    forge(run, "totals.csv", (run / "totals.csv").read_bytes())
    audit = audited(run, project_of(made))
    assert not audit.is_identical
    assert audit.why_not_rerun.startswith("rularea s-a oprit: parametrul „institution”")
    assert not (tmp_path / "alt dosar").exists()


@pytest.mark.parametrize("name", ["kept/inputs/balti/2023-S1/cultura.csv", "totals.csv"])
def test_a_link_in_the_folder_is_named_and_not_followed(run: Path, made: Path, name: str) -> None:
    (run / name).unlink()
    (run / name).symlink_to(made / name)
    audit = audited(run, project_of(made))
    assert [(file.path, file.damage) for file in audit.hashes.damaged] == [(name, Damage.NOT_A_FILE)]


def test_the_repeated_run_is_kept_where_it_is_asked_for(run: Path, made: Path, tmp_path: Path, capsys: Captured) -> None:
    forge(run, "totals.csv", b"1,3\n")
    arguments = ["audit", str(run), "--project", str(project_of(made)), "--out", str(tmp_path / "din nou")]
    assert main(arguments) == 1
    assert capsys.readouterr().out.splitlines()[-1] == str(run)
    again = tmp_path / "din nou/balti/2023-S1/semester_report" / made.name
    assert (again / "totals.csv").read_bytes() == (made / "totals.csv").read_bytes()


def test_an_audit_of_an_untouched_run_exits_0(made: Path, capsys: Captured) -> None:
    assert main(["audit", made.name, "--project", str(project_of(made))]) == 2
    assert "„" + made.name + "”, care nu este nici dosarul unei rulări" in capsys.readouterr().err
    assert main(["audit", str(made), "--project", str(project_of(made))]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines()[-1] == str(made)
    assert captured.err.splitlines()[-1] == "următorul pas: urmăriți orice cifră cu „raport trace”"


def forge(run: Path, name: str, content: bytes) -> None:
    """Change a file of a run together with both lists of hashes, as somebody would who wants it to go unseen."""
    (run / name).write_bytes(content)
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    for entry in (*manifest["inputs"], *manifest["outputs"]):
        if entry["path"] == name.removeprefix("kept/"):
            entry.update(sha256=hashlib.sha256(content).hexdigest(), size=len(content))
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (run / "manifest.json").write_text(text, encoding="utf-8")
    names = [line[66:] for line in (run / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    sums = [f"{hashlib.sha256((run / each).read_bytes()).hexdigest()}  {each}\n" for each in names]
    (run / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
