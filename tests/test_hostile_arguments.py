"""What is typed as code, as a path or as a trap for the terminal is refused by name, and nothing is written for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tiny_project import make_project

from toolkit.cli import main

Captured = pytest.CaptureFixture[str]
UNKNOWN = (
    "parametrul „{}”\n"
    "    găsit      un parametru pe care raportul nu îl cunoaște\n"
    "    așteptat   unul dintre parametrii adjustments, cutoff, institution, leave_out, period, plan_at,"
    " registration_number și rules\n"
    "    de făcut   corectați numele\n"
)
NOT_A_NUMBER = (
    "parametrul „registration_number”\n"
    "    găsit      „{}”\n"
    "    așteptat   cel mult 40 de litere, cifre, puncte, bare, cratime și spații\n"
    "    de făcut   scrieți de exemplu 03-12/345\n"
)
NOT_A_FOLDER_OF_INPUTS = (
    "parametrul „institution”\n"
    "    găsit      „{}”\n"
    "    așteptat   numele unui dosar din inputs/: litere mici, cifre și cratime\n"
    "    de făcut   scrieți de exemplu balti\n"
)
NOT_A_PERIOD = (
    "parametrul „period”\n"
    "    găsit      „{}”\n"
    "    așteptat   o lună (2023-06), un trimestru (2023-Q2), un semestru (2023-S1) sau un an (2023)\n"
    "    de făcut   scrieți perioada într-una din aceste forme, de exemplu 2023-S1\n"
)
NOT_A_REPORT = (
    "raportul cerut\n"
    "    găsit      „{}”, un raport pe care programul nu îl cunoaște\n"
    "    așteptat   unul dintre rapoartele: action_plan, integrity_plan, monthly_report, plan_evaluation,"
    " project_sheet și semester_report\n"
    "    de făcut   corectați numele raportului\n"
)
NOT_FOR_RUNS = (
    "opțiunea --out\n"
    "    găsit      „{}”, {}\n"
    "    așteptat   un dosar numai pentru rulări, de exemplu outputs/ din proiect\n"
    "    de făcut   alegeți alt dosar sau lăsați opțiunea deoparte\n"
)
NO_NAME_OF_A_FOLDER = (
    "opțiunea {}\n"
    "    găsit      „{}”, care nu poate fi numele unui dosar\n"
    "    așteptat   numele unui dosar, scris cu litere obișnuite\n"
    "    de făcut   scrieți numele dosarului sau lăsați opțiunea deoparte\n"
)
LINKED_FOLDER = (
    "{}\n"
    "    găsit      o legătură către un dosar din afara proiectului\n"
    "    așteptat   dosarul însuși\n"
    "    de făcut   puneți în locul legăturii o copie a dosarului\n"
)
LINKED_FILE = (
    "{}\n"
    "    găsit      o legătură către alt fișier\n"
    "    așteptat   fișierul însuși\n"
    "    de făcut   puneți în locul legăturii o copie a fișierului\n"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("RAPORT_PROJECT", raising=False)
    made = make_project(tmp_path / "proiect")
    (tmp_path / "afara").mkdir()
    monkeypatch.chdir(made)
    return made


def everything_in(project: Path) -> list[Path]:
    """What lies in the project and beside it, but for the outputs."""
    outputs = project / "outputs"
    return sorted(path for path in project.parent.rglob("*") if path != outputs and outputs not in path.parents)


def refusal(project: Path, capsys: Captured, *arguments: str) -> tuple[int, str]:
    """The exit status and the message of a command that must write nothing."""
    before = everything_in(project)
    status = main(arguments)
    assert everything_in(project) == before
    captured = capsys.readouterr()
    assert captured.out == ""
    return status, captured.err


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("x=__import__('os').system('id')#", "x=__import__('os').system('id')#"),
        ("a\nimport os", "a�import os"),
        ("\x1b]0;nume\x07", "�]0;nume�"),
        ("{run_id}", "{run_id}"),
        ("a\x00b", "a�b"),
        ("\u202egnp.exe", "�gnp.exe"),
        ("n" * 100_000, "n" * 80 + "…"),
        ("a\udcff", "a?"),
    ],
)
def test_a_name_that_would_be_code_is_only_an_unknown_name(project: Path, capsys: Captured, name: str, shown: str) -> None:
    assert refusal(project, capsys, "run", "semester_report", "-p", name, "1") == (2, UNKNOWN.format(shown))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("{run_id}", "{run_id}"),
        ('"; import os', '"; import os'),
        ("__import__", "__import__"),
        ("\x1b[31m", "�[31m"),
        ("1\n2", "1�2"),
        ("1\x002", "1�2"),
        ("9" * 100_000, "9" * 80 + "…"),
        ("a\udcff", "a�"),
    ],
)
def test_a_value_that_would_be_code_is_refused(project: Path, capsys: Captured, value: str, shown: str) -> None:
    asked = ("run", "semester_report", "-p", "registration_number", value)
    assert refusal(project, capsys, *asked) == (2, NOT_A_NUMBER.format(shown))


@pytest.mark.parametrize(
    ("period", "shown"),
    [('2023-S1"; import os', '2023-S1"; import os'), ("../2023-S1", "../2023-S1"), ("２０２３-S1", "２０２３-S1")],
)
def test_a_period_that_would_be_code_or_a_path_is_refused(project: Path, capsys: Captured, period: str, shown: str) -> None:
    asked = ("run", "semester_report", "-p", "institution", "balti", "-p", "period", period)
    assert refusal(project, capsys, *asked) == (2, NOT_A_PERIOD.format(shown))


@pytest.mark.parametrize("verb", ["run", "check"])
@pytest.mark.parametrize(
    ("institution", "shown"),
    [
        ("../../etc", "../../etc"),
        ("..\\..", "..\\.."),
        ("/etc", "/etc"),
        ("C:\\Windows", "C:\\Windows"),
        ("inputs/balti", "inputs/balti"),
        ("balti\n", "balti�"),
        (".", "."),
    ],
)
def test_an_institution_that_leads_out_of_the_inputs_is_refused(
    project: Path, capsys: Captured, verb: str, institution: str, shown: str
) -> None:
    asked = {
        "run": ("run", "semester_report", "-p", "institution", institution, "-p", "period", "2023-S1"),
        "check": ("check", "--institution", institution, "--period", "2023-S1"),
    }
    assert refusal(project, capsys, *asked[verb]) == (2, NOT_A_FOLDER_OF_INPUTS.format(shown))


@pytest.mark.parametrize(
    ("report", "shown"), [("../x", "../x"), ("notebooks/../../x", "notebooks/../../x"), ("", ""), ("x\ny", "x�y")]
)
def test_a_report_that_leads_out_of_the_notebooks_is_unknown(
    project: Path, capsys: Captured, report: str, shown: str
) -> None:
    assert refusal(project, capsys, "run", report) == (2, NOT_A_REPORT.format(shown))


@pytest.mark.parametrize("name", ["../x", "/srv/x", "..\\x", "a/b", ""])
def test_a_new_institution_outside_of_the_inputs_is_refused(project: Path, capsys: Captured, name: str) -> None:
    assert refusal(project, capsys, "new", name) == (
        2,
        (
            f"instituția „{name}”\n"
            "    găsit      un nume care nu poate fi al unui dosar din inputs/\n"
            "    așteptat   litere mici fără diacritice, cifre și cratime, de exemplu orasul-meu\n"
            "    de făcut   alegeți un nume în această formă\n"
        ),
    )


@pytest.mark.parametrize("out", ["inputs", "inputs/balti/2023-S1", "notebooks/rulări", "templates", "."])
def test_runs_are_not_kept_among_what_they_read(project: Path, capsys: Captured, out: str) -> None:
    said = NOT_FOR_RUNS.format(project / out, "un dosar din care raportul citește")
    assert refusal(project, capsys, "run", "semester_report", "--out", out) == (2, said)


def test_runs_are_not_kept_in_a_finished_run(project: Path, capsys: Captured) -> None:
    finished = project / "outputs/balti/2023-S1/semester_report/0123456789ab"
    (finished / "kept").mkdir(parents=True)
    for name in ("SHA256SUMS", "manifest.json"):
        (finished / name).touch()
    said = NOT_FOR_RUNS.format(finished / "kept", "un loc din dosarul altei rulări")
    assert refusal(project, capsys, "run", "semester_report", "--out", str(finished / "kept")) == (2, said)
    assert not any((finished / "kept").iterdir())


@pytest.mark.parametrize("option", ["--out", "--project"])
@pytest.mark.parametrize(("name", "shown"), [("", ""), (" ", " "), ("a\nb", "a�b"), ("a\x00b", "a�b"), ("a\udcff", "a�")])
def test_a_folder_without_a_readable_name_is_refused(
    project: Path, capsys: Captured, option: str, name: str, shown: str
) -> None:
    said = NO_NAME_OF_A_FOLDER.format(option, shown)
    assert refusal(project, capsys, "run", "semester_report", option, name) == (2, said)


def test_a_file_in_place_of_the_folder_for_runs_is_refused(project: Path, capsys: Captured) -> None:
    (project.parent / "afara/fișier").touch()
    place = project.parent / "afara/fișier"
    status, said = refusal(project, capsys, "run", "semester_report", "--out", str(place))
    assert (status, said) == (
        2,
        (
            "opțiunea --out\n"
            f"    găsit      „{place}”, în locul căruia este un fișier\n"
            "    așteptat   un dosar numai pentru rulări, de exemplu outputs/ din proiect\n"
            "    de făcut   alegeți alt dosar sau lăsați opțiunea deoparte\n"
        ),
    )


def move_outside(project: Path, name: str) -> None:
    """Put a part of the project elsewhere, and a link in its place."""
    outside = project.parent / "afara" / Path(name).name
    shutil.move(project / name, outside)
    try:
        (project / name).symlink_to(outside)
    except OSError:
        pytest.skip("this computer lets nobody make links")


@pytest.mark.parametrize("folder", ["inputs", "inputs/balti", "inputs/balti/2023-S1", "notebooks", "templates"])
def test_a_folder_that_is_a_link_out_of_the_project_is_refused_by_name(project: Path, capsys: Captured, folder: str) -> None:
    move_outside(project, folder)
    assert refusal(project, capsys, "run", "semester_report") == (3, LINKED_FOLDER.format(folder))


@pytest.mark.parametrize(
    "file", ["inputs/balti/plan.yaml", "notebooks/semester_report.ipynb", "templates/semester_report.docx"]
)
def test_a_file_that_is_a_link_out_of_the_project_is_refused_by_name(project: Path, capsys: Captured, file: str) -> None:
    move_outside(project, file)
    assert refusal(project, capsys, "run", "semester_report") == (3, LINKED_FILE.format(file))


def test_checking_refuses_a_linked_institution_too(project: Path, capsys: Captured) -> None:
    move_outside(project, "inputs/balti")
    said = LINKED_FOLDER.format("inputs/balti")
    assert refusal(project, capsys, "check", "--institution", "balti", "--period", "2023-S1") == (3, said)


def test_a_new_institution_is_not_written_through_a_link(project: Path, capsys: Captured) -> None:
    move_outside(project, "inputs")
    assert refusal(project, capsys, "new", "orasul-meu") == (3, LINKED_FOLDER.format("inputs"))


def test_a_project_reached_by_a_link_is_that_project(project: Path, capsys: Captured) -> None:
    link = project.parent / "legat"
    try:
        link.symlink_to(project)
    except OSError:
        pytest.skip("this computer lets nobody make links")
    assert main(["run", "semester_report", "--project", str(link)]) == 0
    assert Path(capsys.readouterr().out.strip()).is_relative_to(project / "outputs")


@pytest.mark.skipif(os.name != "posix", reason="arguments are bytes only on POSIX")
def test_bytes_that_are_no_text_end_in_a_message(project: Path) -> None:
    command = [sys.executable, "-m", "toolkit.cli", "run", "semester_report", "-p", b"a\xff", b"b\xfe"]
    ran = subprocess.run(command, capture_output=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr.decode()) == (2, b"", UNKNOWN.format("a?"))


@pytest.mark.parametrize(
    "notebook", [b"", b"no JSON", b"[" * 100_000 + b"]" * 100_000, b'{"nbformat": 4, "cells": "\\ud800"}', b"\x80\x04K\x01."]
)
def test_a_notebook_that_is_none_ends_in_a_message(project: Path, capsys: Captured, notebook: bytes) -> None:
    (project / "notebooks/semester_report.ipynb").write_bytes(notebook)
    said = (
        "notebooks/semester_report.ipynb\n"
        "    găsit      un fișier care nu este un notebook Jupyter întreg\n"
        "    așteptat   un notebook .ipynb salvat de JupyterLab\n"
        "    de făcut   puneți la loc notebook-ul din distribuția programului\n"
    )
    assert refusal(project, capsys, "run", "semester_report") == (3, said)


def test_a_parameters_cell_with_code_is_refused_and_not_executed(tmp_path: Path, capsys: Captured) -> None:
    made = make_project(tmp_path / "proiect", parameters='open("/afara", "w")\ninstitution = "balti"')
    said = (
        "notebooks/semester_report.ipynb · celula „parameters”\n"
        "    găsit      rândul 1, care nu este un nume urmat de o valoare simplă\n"
        "    așteptat   o singură celulă, în care fiecare rând este „nume = valoare”, cu un text, un număr, True sau False\n"
        "    de făcut   corectați celula în JupyterLab și salvați notebook-ul\n"
    )
    assert refusal(made, capsys, "run", "semester_report", "--project", str(made)) == (3, said)


def test_a_name_that_no_disk_holds_is_refused_for_the_folder_of_runs(project: Path, capsys: Captured) -> None:
    status, said = refusal(project, capsys, "run", "semester_report", "--project", str(project), "--out", "x" * 300)
    assert status == 2
    assert "    găsit      nu se poate scrie: numele este prea lung\n" in said


def test_a_project_whose_name_no_folder_can_have_is_not_there(capsys: Captured) -> None:
    name = "x" * 300
    assert main(["check", "--institution", "balti", "--period", "2023-S1", "--project", name]) == 2
    assert capsys.readouterr().err == (
        "opțiunea --project\n"
        f"    găsit      „{name}”, un dosar care nu există\n"
        "    așteptat   un dosar în care se află notebooks/ și inputs/\n"
        "    de făcut   corectați numele dosarului\n"
    )
