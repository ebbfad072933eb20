"""A LibreOffice that hangs, crashes or makes nothing spoils no run: it is ended with all that it started, and named."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny_project import make_project

from toolkit.errors import ToolkitFault, UsageError
from toolkit.runs.pdf_copy import libreoffice_version
from toolkit.runs.run import RunRequest, run_report
from toolkit.runs.screen import Screen

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a program is a shell script here")

WORD_FILE = "raport-semestrial_balti_2023-S1.docx"
VERSION = 'case "$*" in *--version*) echo "LibreOffice 7"; exit 0;; esac\n'
HANG = "echo $$ > {folder}/pid; sleep 600 & echo $! > {folder}/child; wait"
HALF_A_PDF = (
    'out=$(echo "$*" | sed "s/.*--outdir \\([^ ]*\\).*/\\1/"); mkdir -p "$out"\n'
    "printf '%s' '%PDF-1.4 nimic' > \"$out/document.pdf\"\n"
)
Fake = Callable[[str], Path]


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Make a LibreOffice that does what a script says, the first one on PATH; give a project."""

    def put(script: str) -> Path:
        program = tmp_path / "bin/soffice"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\n{script.replace('{folder}', str(tmp_path))}\n", encoding="utf-8")
        program.chmod(0o700)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
        return make_project(tmp_path / "project")

    return put


def failure(project: Path, seconds: int) -> ToolkitFault:
    """What a run with a PDF says, when nothing of it is kept."""
    request = RunRequest(project=project, report="semester_report", out=project / "outputs", pdf=True, pdf_seconds=seconds)
    screen = io.StringIO()
    with pytest.raises(ToolkitFault) as raised:
        run_report(request, Screen(screen))
    assert screen.getvalue().endswith("rularea nu s-a încheiat; nu s-a păstrat nimic\n")
    left = [path.relative_to(project).as_posix() for path in (project / "outputs").rglob("*")]
    assert left == ["outputs/.partial", "outputs/.partial/.lock"]
    return raised.value


def is_running(pid: Path) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", pid.read_text()], check=False, capture_output=True, text=True)  # noqa: S607
    return state.stdout.strip()[:1] not in ("", "Z")


def test_one_that_hangs_is_ended_in_its_time_with_its_children(fake: Fake, tmp_path: Path) -> None:
    project = fake(VERSION + HANG)
    assert str(failure(project, seconds=1)) == (
        f"{WORD_FILE}\n"
        "    găsit      LibreOffice nu a terminat în 1 secundă și a fost oprit\n"
        "    așteptat   un PDF întreg, făcut de LibreOffice\n"
        "    de făcut   rulați din nou; dacă se repetă, rulați fără --pdf, deschideți raportul în Word sau LibreOffice"
        " și exportați PDF-ul"
    )
    time.sleep(0.2)
    assert not is_running(tmp_path / "pid")
    assert not is_running(tmp_path / "child")
    without = RunRequest(project=project, report="semester_report", out=project / "outputs")
    assert (run_report(without, Screen(io.StringIO())).placed.folder / WORD_FILE).is_file()


@pytest.mark.parametrize("does", ["kill -SEGV $$", "exit 0", "exit 77", HALF_A_PDF])
def test_one_that_crashes_or_makes_no_pdf_or_half_a_one_is_named(fake: Fake, does: str) -> None:
    error = failure(fake(VERSION + does), seconds=60)
    assert (str(error.place), error.found) == (WORD_FILE, "un PDF care nu se poate citi, sau niciunul")


def test_a_program_that_it_left_running_is_ended(fake: Fake, tmp_path: Path) -> None:
    failure(fake(VERSION + "sleep 600 & echo $! > {folder}/child"), seconds=60)
    time.sleep(0.2)
    assert not is_running(tmp_path / "child")


def test_one_that_hangs_when_asked_for_its_version_is_said_before_the_run(fake: Fake, tmp_path: Path) -> None:
    """A child that holds the pipe open would be waited for, whatever the limit."""
    fake(HANG)
    began = time.monotonic()
    with pytest.raises(UsageError, match="LibreOffice este instalat, dar nu pornește"):
        libreoffice_version(seconds=1)
    assert time.monotonic() - began < 30
    assert not is_running(tmp_path / "child")


def test_ctrl_c_while_it_works_ends_it_and_keeps_nothing(fake: Fake, tmp_path: Path) -> None:
    project = fake(VERSION + HANG)
    command = [sys.executable, "-m", "toolkit.cli", "run", "semester_report", "--pdf", "--project", str(project)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        while not (tmp_path / "child").exists():
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said.splitlines()[-1]) == (130, "oprit la cererea dumneavoastră; nu s-a păstrat nimic")
    assert not list((project / "outputs").rglob("manifest.json"))
    assert not is_running(tmp_path / "child")
