"""A run is complete or absent, gives the same bytes again, and says plainly why it cannot."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from tiny_project import make_project

from toolkit.errors import OfficeFileError, ToolkitError, ToolkitFault, UsageError
from toolkit.runs.kernel import Kernel
from toolkit.runs.run import RunOutcome, RunRequest, run_report
from toolkit.runs.screen import Screen

MakeProject = Callable[..., Path]


@pytest.fixture
def tiny_project(tmp_path: Path) -> MakeProject:
    return partial(make_project, tmp_path / "project")


def run(project: Path, *given: tuple[str, str], out: Path | None = None, seconds: int = 600) -> RunOutcome:
    outputs = out or project / "outputs"
    request = RunRequest(project=project, report="semester_report", given=given, out=outputs, seconds=seconds)
    return run_report(request, Screen(io.StringIO()))


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def left_in(outputs: Path) -> list[str]:
    """What is left of a run that failed, but for the lock that stays and the journal."""
    names = [path.relative_to(outputs).as_posix() for path in outputs.rglob("*")]
    return [name for name in names if not name.startswith(".log") and name not in (".partial", ".partial/.lock")]


def test_a_run_keeps_what_it_read_and_made_with_hashes_that_fit(tiny_project: MakeProject) -> None:
    project = tiny_project('work.write("totals.csv", work.read_bytes("inputs/balti/2023-S1/cultura.csv"))')
    folder = run(project).placed.folder
    files = files_of(folder)
    sums = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    made = [
        "accepted.csv",
        "completitudine.png",
        "findings.csv",
        "progres.png",
        "raport-semestrial_balti_2023-S1.docx",
        "semester_report.ipynb",
    ]
    made += ["status.csv", "tables.xlsx", "totals.csv", "verdicte.png"]
    assert sorted(files) == [
        "accepted.csv",
        "completitudine.png",
        "findings.csv",
        "kept/inputs/balti/2023-S1/cultura.csv",
        "kept/inputs/balti/institution.yaml",
        "kept/inputs/balti/plan.yaml",
        "kept/notebooks/semester_report.ipynb",
        "kept/templates/semester_report.docx",
        "manifest.json",
        *made[3:],
    ]
    manifest = json.loads(files["manifest.json"])
    assert [entry["path"] for entry in manifest["outputs"]] == made
    assert manifest["parameters"]["period"] == "2023-S1"
    assert folder.parent == project / "outputs/balti/2023-S1/semester_report"
    assert not any(name.startswith(".partial") for name in left_in(project / "outputs"))


def test_the_same_run_from_another_place_gives_the_same_id_and_bytes(
    tiny_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of the place, the time or the process reaches an output."""
    project = tiny_project(
        "import os, warnings; warnings.warn('atenție')\nprint(work.output, os.getcwd(), {'a', 'b', 'c'}, object())",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])",
    )
    first = run(project).placed.folder
    elsewhere = tmp_path / "în altă parte"
    shutil.copytree(project, elsewhere, ignore=shutil.ignore_patterns("outputs"))
    monkeypatch.chdir(elsewhere / "inputs")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    second = run(elsewhere, out=tmp_path / "alte rulări").placed.folder
    assert first.name == second.name
    assert files_of(first) == files_of(second)


def test_a_second_run_of_the_same_inputs_ends_in_the_same_folder(tiny_project: MakeProject) -> None:
    project = tiny_project()
    first, second = run(project), run(project)
    assert second.placed.folder == first.placed.folder
    assert (second.placed.was_there, second.exit_status) == (True, 0)


def test_other_parameters_or_inputs_give_another_id(tiny_project: MakeProject) -> None:
    project = tiny_project()
    folders = {run(project).placed.folder, run(project, ("adjustments", "nu")).placed.folder}
    (project / "inputs/balti/2023-S1/cultura.csv").write_text("1,3\n", encoding="utf-8")
    folders.add(run(project).placed.folder)
    assert len(folders) == 3


def test_a_run_that_gives_other_bytes_than_before_keeps_both_and_says_where_they_differ(tiny_project: MakeProject) -> None:
    project = tiny_project('work.write("totals.csv", "1")')
    first = run(project).placed.folder
    (first / "totals.csv").write_text("2", encoding="utf-8")
    (first / "~$raport.docx").write_text("Word este deschis", encoding="utf-8")
    again = run(project)
    assert again.exit_status == 4
    assert again.placed.differing == ("totals.csv",)
    assert again.placed.folder.name == f"{first.name}-2"
    assert (first / "totals.csv").read_text(encoding="utf-8") == "2"
    assert run(project).placed.folder == again.placed.folder


def test_error_findings_are_counted_and_the_report_is_made_all_the_same(tiny_project: MakeProject) -> None:
    finding = (
        "from toolkit.errors import Place\nfrom toolkit.intake.finding import Code, Finding, Severity\n"
        "found = Finding(severity=Severity.ERROR, code=Code.WRONG_KIND, place=Place('a'), found='', expected='', fix='')"
    )
    outcome = run(tiny_project(finding, finish="work.finish([found])"))
    assert (outcome.counts.errors, outcome.exit_status) == (1, 1)
    assert (outcome.placed.folder / "semester_report.ipynb").is_file()


def failure(project: Path, **settings: int) -> ToolkitError:
    with pytest.raises(ToolkitError) as raised:
        run(project, **settings)
    assert left_in(project / "outputs") == []
    return raised.value


def test_an_error_of_ours_in_a_cell_arrives_word_for_word(tiny_project: MakeProject) -> None:
    lines = "'plan.yaml', 'rândul 3', 'altul', 'corectați'"
    project = tiny_project(
        "from toolkit.errors import OfficeFileError\n"
        f"raise OfficeFileError.all_of([OfficeFileError({lines}), OfficeFileError('x', 'y', 'z', 't')])"
    )
    error = failure(project)
    assert type(error) is OfficeFileError
    assert str(error) == (
        "plan.yaml\n    găsit      rândul 3\n    așteptat   altul\n    de făcut   corectați\n\n"
        "x\n    găsit      y\n    așteptat   z\n    de făcut   t"
    )


def test_an_undeclared_file_cannot_be_read(tiny_project: MakeProject) -> None:
    error = failure(tiny_project('work.read_bytes("notebooks/semester_report.ipynb")'))
    assert type(error) is ToolkitFault
    assert str(error) == (
        "notebooks/semester_report.ipynb\n"
        "    găsit      un fișier pe care raportul nu l-a declarat înainte de rulare\n"
        "    așteptat   unul dintre fișierele declarate în toolkit/runs/report.py\n"
        "    de făcut   transmiteți acest mesaj celor care întrețin programul"
    )


def test_a_file_that_was_not_declared_is_not_even_there(tiny_project: MakeProject) -> None:
    project = tiny_project("import os; print(sorted(os.listdir(os.environ['RAPORT_PROJECT'] + '/inputs')))")
    (project / "inputs/alta").mkdir()
    notebook = json.loads(files_of(run(project).placed.folder)["semester_report.ipynb"])
    assert notebook["cells"][4]["outputs"][0]["text"] == "['balti']\n"


def test_any_other_exception_names_the_cell_and_leaves_its_traceback_in_a_journal(tiny_project: MakeProject) -> None:
    project = tiny_project("# împărțirea\n1 / 0")
    error = failure(project)
    (journal,) = (project / "outputs/.log").iterdir()
    assert type(error) is OfficeFileError
    assert str(error) == (
        "notebooks/semester_report.ipynb · a 4-a celulă („# împărțirea”)\n"
        "    găsit      celula s-a oprit: ZeroDivisionError: division by zero\n"
        "    așteptat   o celulă care rulează până la capăt\n"
        "    de făcut   dacă ați schimbat notebook-ul, corectați celula;"
        f" altfel trimiteți celor care întrețin programul {journal}"
    )
    assert "1 / 0" in journal.read_text(encoding="utf-8")


@pytest.mark.parametrize("stop", ["import sys; sys.exit()", "import sys; sys.exit(0)", "raise SystemExit"])
def test_leaving_a_notebook_early_is_no_success(tiny_project: MakeProject, stop: str) -> None:
    """DESIGN §5: papermill reports success, though the cells after it never ran."""
    error = failure(tiny_project(stop))
    assert type(error) is OfficeFileError
    assert "a 4-a celulă" in str(error)
    assert error.found.startswith("celula s-a oprit: SystemExit")


def test_a_kernel_that_dies_is_no_success(tiny_project: MakeProject) -> None:
    error = failure(tiny_project("import os; os._exit(0)"))
    assert type(error) is ToolkitFault
    assert str(error) == (
        "notebooks/semester_report.ipynb · a 4-a celulă („import os; os._exit(0)”)\n"
        "    găsit      procesul care rula notebook-ul s-a oprit deodată\n"
        "    așteptat   un proces care rulează până la ultima celulă\n"
        "    de făcut   închideți alte programe, ca să fie destulă memorie, și rulați din nou"
    )


def test_the_last_words_of_a_kernel_that_dies_are_in_a_journal(tiny_project: MakeProject) -> None:
    project = tiny_project("import os; os.write(2, 'fără memorie'.encode()); os._exit(1)")
    error = failure(project)
    (journal,) = (project / "outputs/.log").iterdir()
    assert error.fix == (
        "închideți alte programe, ca să fie destulă memorie, și rulați din nou;"
        f" dacă se repetă, trimiteți celor care întrețin programul {journal}"
    )
    assert journal.read_text(encoding="utf-8") == "fără memorie\n"


def test_a_kernel_that_has_ended_before_it_is_told_where_it_works_is_said_plainly(tiny_project: MakeProject) -> None:
    """Its orders stay in the pipe, and closing that would put another error in place of the message."""
    project = tiny_project()
    request = RunRequest(project=project, report="semester_report", out=project / "outputs")
    kernel = Kernel.boot()
    kernel.end()
    with pytest.raises(ToolkitFault, match="procesul care trebuia să ruleze notebook-ul nu a pornit"):
        run_report(request, Screen(io.StringIO()), kernel)
    assert left_in(project / "outputs") == []


def test_an_exception_without_a_word_is_said_all_the_same(tiny_project: MakeProject) -> None:
    error = failure(tiny_project("raise type('', (Exception,), {})"))
    assert (type(error), error.found) == (OfficeFileError, "celula s-a oprit: fără explicație")


def test_a_notebook_that_takes_too_long_is_stopped(tiny_project: MakeProject) -> None:
    error = failure(tiny_project("import time; time.sleep(60)"), seconds=5)
    assert type(error) is OfficeFileError
    assert error.found == "celula nu s-a încheiat în timpul dat întregului notebook: 5 secunde"


def test_a_notebook_without_its_last_call_is_not_done(tiny_project: MakeProject) -> None:
    error = failure(tiny_project(finish="1"))
    assert error.found == "toate celulele au rulat, dar notebook-ul nu și-a încheiat lucrul"


def test_a_result_from_elsewhere_is_not_taken_for_this_runs(tiny_project: MakeProject) -> None:
    forged = 'import pathlib; pathlib.Path(".result.json").write_text(\'{"nonce": "x", "counts": {}}\')'
    error = failure(tiny_project(forged, finish="1"))
    assert error.found == "toate celulele au rulat, dar notebook-ul nu și-a încheiat lucrul"


def test_a_notebook_that_changes_the_kept_inputs_is_refused(tiny_project: MakeProject) -> None:
    project = tiny_project(
        "import os, pathlib; pathlib.Path(os.environ['RAPORT_PROJECT'], 'inputs/balti/plan.yaml').write_text('')"
    )
    assert failure(project).found == "o copie pe care notebook-ul a schimbat-o în timpul rulării"


def test_the_users_start_up_files_do_not_reach_the_notebook(
    tiny_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    startup = tmp_path / "ipython/profile_default/startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("stray = 1", encoding="utf-8")
    (tmp_path / "startup.py").write_text("stray = 2", encoding="utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "startup.py"))
    run(tiny_project("assert 'stray' not in globals()"))


def test_what_an_interrupted_run_left_is_cleared_by_the_next(tiny_project: MakeProject) -> None:
    project = tiny_project()
    left = project / "outputs/.partial/0badc0de"
    left.mkdir(parents=True)
    (left / "raport.docx").write_text("pe jumătate", encoding="utf-8")
    left.with_suffix(".lock").touch()
    run(project)
    assert not any(name.startswith(".partial") for name in left_in(project / "outputs"))


@pytest.mark.parametrize("below", ["", "rulări/2023"])
def test_an_output_folder_that_is_a_file_is_said_before_the_first_cell_runs(
    tiny_project: MakeProject, tmp_path: Path, below: str
) -> None:
    (tmp_path / "outputs").touch()
    out, ran = tmp_path / "outputs" / below, tmp_path / "ran"
    with pytest.raises(UsageError) as raised:
        run(tiny_project(f"open({str(ran)!r}, 'w').close()"), out=out)
    assert str(raised.value) == (
        "opțiunea --out\n"
        f"    găsit      „{out}”, în locul căruia este un fișier\n"
        "    așteptat   un dosar numai pentru rulări, de exemplu outputs/ din proiect\n"
        "    de făcut   alegeți alt dosar sau lăsați opțiunea deoparte"
    )
    assert not ran.exists()


def test_missing_files_and_links_are_all_named_before_anything_runs(tiny_project: MakeProject) -> None:
    project = tiny_project()
    (project / "templates/semester_report.docx").unlink()
    (project / "inputs/balti/2023-S1/legat.xlsx").symlink_to(project / "inputs/balti/plan.yaml")
    error = failure(project) if (project / "outputs").mkdir() is None else None
    assert type(error) is OfficeFileError
    assert [str(one.place) for one in (error, *error.also)] == [
        "inputs/balti/2023-S1/legat.xlsx",
        "templates/semester_report.docx",
    ]
