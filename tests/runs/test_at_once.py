"""Runs that go on at the same time do not disturb each other, and a reader never sees one that is not complete."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tiny_project import make_project

SLOW = "import time; time.sleep(30)"


def start(project: Path, out: Path, *given: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "toolkit.cli", "run", "semester_report", "--project", str(project), "--out", str(out)]
    return subprocess.Popen([*command, *given], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")


def folder_of(process: subprocess.Popen[str]) -> Path:
    said, complaints = process.communicate(timeout=120)
    assert process.returncode == 0, complaints
    return Path(said.splitlines()[-1])


def what_is_wrong_with(folder: Path) -> list[str]:
    """Which files of a run folder are not those that SHA256SUMS lists."""
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    del there["SHA256SUMS"]
    torn = [
        name for name in sums.keys() & there.keys() if hashlib.sha256(there[name].read_bytes()).hexdigest() != sums[name]
    ]
    return sorted([*(sums.keys() ^ there.keys()), *torn])


@contextmanager
def a_reader(out: Path) -> Iterator[list[str]]:
    """Somebody who looks all the while at every run folder there is; gives what was wrong with any."""
    wrong: list[str] = []
    seen = 0
    done = threading.Event()

    def look() -> None:
        nonlocal seen
        while not done.is_set():
            for folder in out.glob("*/*/semester_report/*"):
                if folder.parts[len(out.parts)] == ".partial":
                    continue
                seen += 1
                try:
                    wrong.extend(f"{folder.name}: {name}" for name in what_is_wrong_with(folder))
                except OSError as error:
                    wrong.append(f"{folder.name}: {error}")
            done.wait(0.001)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield wrong
        done.wait(0.05)
    finally:
        done.set()
        thread.join()
    assert seen


@pytest.mark.parametrize("attempt", range(3))
def test_the_same_run_started_twice_ends_twice_in_the_same_folder(tmp_path: Path, attempt: int) -> None:
    project, out = make_project(tmp_path / "project"), tmp_path / "outputs"
    with a_reader(out) as wrong:
        both = [start(project, out) for _ in range(2)]
        first, second = [folder_of(process) for process in both]
    assert first == second
    assert [path.name for path in first.parent.iterdir()] == [first.name]
    assert [path.name for path in (out / ".partial").iterdir()] == [".lock"]
    assert wrong == []


def test_two_different_runs_end_in_two_folders(tmp_path: Path) -> None:
    project, out = make_project(tmp_path / "project"), tmp_path / "outputs"
    with a_reader(out) as wrong:
        both = [start(project, out), start(project, out, "-p", "adjustments", "nu")]
        first, second = [folder_of(process) for process in both]
    assert first != second
    assert sorted(path.name for path in first.parent.iterdir()) == sorted([first.name, second.name])
    assert [path.name for path in (out / ".partial").iterdir()] == [".lock"]
    assert wrong == []


def test_one_that_is_killed_does_not_disturb_the_other(tmp_path: Path) -> None:
    project, out = make_project(tmp_path / "project"), tmp_path / "outputs"
    slow = make_project(tmp_path / "slow", SLOW)
    with a_reader(out) as wrong:
        killed = start(slow, out)
        assert killed.stderr is not None
        while "celule rulate" not in killed.stderr.readline():
            assert killed.poll() is None
        other = start(project, out)
        killed.kill()
        killed.communicate()
        placed = folder_of(other)
    assert what_is_wrong_with(placed) == []
    assert folder_of(start(project, out)) == placed
    assert [path.name for path in (out / ".partial").iterdir()] == [".lock"]
    assert wrong == []


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal that a process can be sent there")
def test_ctrl_c_while_a_cell_runs_stops_at_once_and_keeps_nothing(tmp_path: Path) -> None:
    project, out = make_project(tmp_path / "project", SLOW), tmp_path / "outputs"
    stopped = start(project, out)
    assert stopped.stderr is not None
    while "celule rulate: 3" not in stopped.stderr.readline():
        assert stopped.poll() is None
    stopped.send_signal(signal.SIGINT)
    _, said = stopped.communicate(timeout=20)
    assert (stopped.returncode, said.splitlines()[-1]) == (130, "oprit la cererea dumneavoastră; nu s-a păstrat nimic")
    assert [path.relative_to(out).as_posix() for path in out.rglob("*")] == [".partial", ".partial/.lock"]
