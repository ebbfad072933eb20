"""A run has every file that its report declares, whole, and none that came another way: or it is no run."""

from __future__ import annotations

import io
import os
import subprocess
import time
from pathlib import Path

import pytest
from tiny_project import REST, make_project

from toolkit.errors import OfficeFileError, ToolkitError, ToolkitFault, UsageError
from toolkit.runs.run import RunRequest, run_report
from toolkit.runs.screen import Screen

NOTEBOOK = "notebooks/semester_report.ipynb"
posix_only = pytest.mark.skipif(os.name != "posix", reason="elsewhere only the notebook's own process can be ended")


def run(project: Path, seconds: int = 60) -> Path:
    request = RunRequest(project=project, report="semester_report", out=project / "outputs", seconds=seconds)
    return run_report(request, Screen(io.StringIO())).placed.folder


def failure(folder: Path, *cells: str, rest: str = REST, seconds: int = 60) -> ToolkitError:
    """What a run of these cells says, when nothing of it is kept."""
    project = make_project(folder / "project", *cells, rest=rest)
    screen = io.StringIO()
    request = RunRequest(project=project, report="semester_report", out=project / "outputs", seconds=seconds)
    with pytest.raises(ToolkitError) as raised:
        run_report(request, Screen(screen))
    assert screen.getvalue().endswith("rularea nu s-a încheiat; nu s-a păstrat nimic\n")
    assert not list((project / "outputs").rglob("manifest.json"))
    assert [path.name for path in (project / "outputs").glob(".partial/*")] in ([], [".lock"])
    return raised.value


def test_files_that_an_error_in_a_cell_kept_from_being_written_are_all_named(tmp_path: Path) -> None:
    """A notebook that catches the gate's error and goes on would otherwise pass for a report without its Word file."""
    swallowed = "try:\n    work.write('totals.csv', 1 / 0)\nexcept Exception:\n    pass"
    some = REST.replace("if not", "if name not in ('totals.csv', 'raport-semestrial_balti_2023-S1.docx') and not")
    error = failure(tmp_path, swallowed, rest=some)
    assert type(error) is OfficeFileError
    assert str(error) == (
        f"{NOTEBOOK}\n"
        "    găsit      notebook-ul a ajuns la sfârșit fără să facă: raport-semestrial_balti_2023-S1.docx și totals.csv\n"
        "    așteptat   toate fișierele pe care raportul le declară\n"
        "    de făcut   căutați celula care le scrie: o eroare oprită cu „except” se pierde; la nevoie, puneți la loc"
        " notebook-ul din distribuția programului"
    )


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("open('x.csv', 'w').close()", "x.csv"),
        ("open('.totals.csv.unfinished.2', 'w').write('a,b')", ".totals.csv.unfinished.2"),
        ("work.write('totals.csv', 'a'); open('totals.csv', 'a').write('b')", "totals.csv"),
        ("import os; os.makedirs('gol/și mai gol')", "gol și gol/și mai gol"),
        ("open('kept/x', 'w').close()", "kept/x"),
    ],
)
def test_what_was_written_another_way_is_named(tmp_path: Path, cell: str, named: str) -> None:
    error = failure(tmp_path, cell)
    assert type(error) is OfficeFileError
    assert str(error) == (
        f"{NOTEBOOK}\n"
        f"    găsit      în dosarul rulării, altfel decât prin „work.write”: {named}\n"
        "    așteptat   numai fișiere scrise întregi, cu „work.write”\n"
        "    de făcut   scrieți fișierele cu „work.write” și pe cele de lucru în alt dosar"
    )


def test_a_thread_that_goes_on_writing_is_found_out(tmp_path: Path) -> None:
    cell = (
        "import threading, time\n"
        "def go_on():\n"
        "    while True:\n"
        "        open('târziu.txt', 'a').write('x'); time.sleep(0.01)\n"
        "threading.Thread(target=go_on).start()"
    )
    assert failure(tmp_path, cell).found.endswith("altfel decât prin „work.write”: târziu.txt")


@posix_only
@pytest.mark.parametrize("end", ["", "; import os; os._exit(0)"])
def test_no_program_that_the_notebook_started_outlives_it(tmp_path: Path, end: str) -> None:
    pid = tmp_path / "pid"
    start = f"import subprocess; p = subprocess.Popen(['sleep', '600']); open({str(pid)!r}, 'w').write(str(p.pid)){end}"
    if end:
        assert type(failure(tmp_path, start)) is ToolkitFault
    else:
        assert (run(make_project(tmp_path / "project", start)) / "manifest.json").is_file()
    time.sleep(0.2)
    state = subprocess.run(["ps", "-o", "stat=", "-p", pid.read_text()], check=False, capture_output=True, text=True)  # noqa: S607
    assert state.stdout.strip()[:1] in ("", "Z")  # gone, or waiting for its new parent to take note


@pytest.mark.parametrize(
    "cell", ["raise KeyboardInterrupt", "import os, signal, time; os.kill(os.getpid(), signal.SIGINT); time.sleep(1)"]
)
def test_an_interruption_within_a_cell_is_an_error_of_the_cell(tmp_path: Path, cell: str) -> None:
    error = failure(tmp_path, cell)
    assert type(error) is OfficeFileError
    assert error.found == "celula s-a oprit: KeyboardInterrupt"


@posix_only
def test_a_notebook_that_is_stopped_from_outside_is_ended_with_its_time(tmp_path: Path) -> None:
    error = failure(tmp_path, "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)", seconds=5)
    assert error.found == "celula nu s-a încheiat în timpul dat întregului notebook: 5 secunde"


@pytest.mark.parametrize("folder", ["work.output", "work.output.parents[2]"])
def test_a_cell_that_deletes_the_outputs_is_said_plainly(tmp_path: Path, folder: str) -> None:
    error = failure(tmp_path, f"import shutil; shutil.rmtree({folder})")
    assert type(error) is UsageError
    assert error.found == "nu se poate scrie: dosarul nu mai este acolo"


@pytest.mark.parametrize(
    "cell",
    [
        "for _ in range(500):\n    print('x' * 1_000_000)",
        "print('x' * 500_000_000)",
        "import sys\nfor _ in range(500_000):\n    print('x' * 1000, file=sys.stderr)",
    ],
)
def test_half_a_gigabyte_of_prints_is_refused(tmp_path: Path, cell: str) -> None:
    error = failure(tmp_path, cell)
    assert type(error) is OfficeFileError
    assert str(error) == (
        f"{NOTEBOOK}\n"
        "    găsit      celulele tipăresc peste 10 milioane de caractere\n"
        "    așteptat   un notebook care arată rezultate, nu date întregi\n"
        "    de făcut   scoateți „print” din celula care tipărește mult și scrieți datele cu „work.write”"
    )


def test_a_very_long_line_and_many_short_ones_take_no_time(tmp_path: Path) -> None:
    """The usual ways of joining prints and of taking out places try every letter of a line as a beginning."""
    began = time.monotonic()
    folder = run(make_project(tmp_path / "project", "print('x' * 2_000_000)\nfor _ in range(50_000):\n    print('y')"))
    assert (folder / "semester_report.ipynb").stat().st_size > 2_000_000
    assert time.monotonic() - began < 30


def test_what_is_printed_in_many_parts_is_kept_as_one_and_a_bar_in_its_last_state(tmp_path: Path) -> None:
    bar = "import sys\nfor n in range(3):\n    print(n, end='\\r'); sys.stdout.flush()\n"
    parts = f"{bar}print('gata'); print('b', file=sys.stderr)"
    notebook = (run(make_project(tmp_path / "project", parts)) / "semester_report.ipynb").read_text(encoding="utf-8")
    assert '"text": "gata\\n"' in notebook
    assert '"text": "b\\n"' in notebook
