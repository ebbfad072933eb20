"""A run that is disturbed at any of its steps leaves a complete run or none, and the next one works.

tests/steps/sitecustomize.py numbers what a run and its notebook do to the file system, and disturbs it at one step. Of the
steps of one kind (of the run or of the notebook: making a folder, opening a file for writing, removing …) the first, the
middle and the last are tried; with RAPORT_ALL_STEPS=1 in the environment all of them, which takes seven minutes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from tiny_project import make_project

from toolkit.runs.parameters import SemesterReportParameters
from toolkit.runs.report import REPORTS

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and disturbances of the file system as POSIX has them")

STEPS = Path(__file__).parents[1] / "steps"
DECLARED = REPORTS["semester_report"].files_to_make(
    SemesterReportParameters.model_validate({"institution": "balti", "period": "2023-S1"})
)
NOT_STARTED = "procesul care trebuia să ruleze notebook-ul nu a pornit"
NOTHING_KEPT = "rularea nu s-a încheiat; nu s-a păstrat nimic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An undisturbed run."""

    project: Path
    run_id: str
    sums: bytes
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A run that was disturbed."""

    outputs: Path
    status: int
    said: str
    complete: bool


@pytest.fixture(scope="module")
def room() -> Iterator[Path]:
    """A folder with a short name: sockets are files, and may not have long ones."""
    with tempfile.TemporaryDirectory(prefix="r") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def reference(room: Path) -> Reference:
    project = make_project(room / "p")
    done = run(project, room / "ref")
    assert done.returncode == 0, done.stderr
    folder = Path(done.stdout.splitlines()[-1])
    assert is_complete(folder)
    steps = (room / "ref/steps").read_text(encoding="utf-8").splitlines()
    return Reference(project=project, run_id=folder.name, sums=(folder / "SHA256SUMS").read_bytes(), steps=tuple(steps))


def run(project: Path, folder: Path, **disturbance: object) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder of its own, disturbed as STEPS_… variables say."""
    (folder / "t").mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        **{name: str(value) for name, value in disturbance.items()},
        "PYTHONPATH": str(STEPS),
        "PYTHONDONTWRITEBYTECODE": "1",
        "STEPS_COUNTER": str(folder / "steps"),
        "STEPS_DISK": str(folder),
        "TMPDIR": str(folder / "t"),
    }
    command = [sys.executable, "-m", "toolkit.cli", "run", "semester_report", "--project", str(project)]
    command += ["--out", str(folder / "o")]
    return subprocess.run(
        command, check=False, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=120
    )


def is_complete(folder: Path) -> bool:
    """Whether every file of a run folder is there, the declared ones among them, and has its hash."""
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return (
        there.keys() == {*sums, "SHA256SUMS"}
        and {*DECLARED, "manifest.json", "semester_report.ipynb"} <= sums.keys()
        and all(hashlib.sha256(there[name].read_bytes()).hexdigest() == digest for name, digest in sums.items())
    )


def numbers(steps: tuple[str, ...], *, every: int = 1, only: str = "") -> list[int]:
    """The numbers of the steps to try: the first, the middle and the last of each kind, or every second of these."""
    kinds: dict[tuple[str, ...], list[int]] = {}
    for number, step in enumerate(steps, 1):
        if step.startswith(only):
            kinds.setdefault(tuple(step.split()[:2]), []).append(number)
    if os.environ.get("RAPORT_ALL_STEPS"):
        return sorted(number for same in kinds.values() for number in same)
    return sorted({number for same in kinds.values() for number in (same[0], same[len(same) // 2], same[-1])})[::every]


def attempts(reference: Reference, folder: Path, do: str, at: list[int], check: Callable[[Attempt], bool]) -> list[str]:
    """Disturb a run at each step, then run again; give what went otherwise than it should."""

    def attempt(number: int) -> list[str]:
        own = folder / f"{do[0]}{len(do)}-{number}"
        disturbed = run(reference.project, own, STEPS_DO=do, STEPS_AT=number)
        outputs = own / "o"
        folders = [path for path in outputs.glob("*/*/*/*") if ".partial" not in path.parts]
        complete = [path.name for path in folders] == [reference.run_id] and is_complete(folders[0])
        where = f"step {number} ({reference.steps[number - 1]})"
        found = []
        if folders and not complete:
            found.append(f"{where}: half a run")
        said = disturbed.stderr
        if "Traceback" in said or not check(
            Attempt(outputs=outputs, status=disturbed.returncode, said=said, complete=complete)
        ):
            found.append(f"{where}: exit status {disturbed.returncode}, complete: {complete}, {said[-1500:]}")
        again = run(reference.project, own)
        placed = outputs / "balti/2023-S1/semester_report" / reference.run_id
        if again.returncode or (placed / "SHA256SUMS").read_bytes() != reference.sums or not is_complete(placed):
            found.append(f"{where}: the next run: {again.stderr[-1500:]}")
        elif [path.name for path in (outputs / ".partial").iterdir()] != [".lock"]:
            found.append(f"{where}: left: {list((outputs / '.partial').iterdir())}")
        shutil.rmtree(own, ignore_errors=True)
        return found

    with ThreadPoolExecutor(2) as pool:
        return [fault for faults in pool.map(attempt, at) for fault in faults]


def test_a_run_killed_at_any_step_is_complete_or_absent(reference: Reference, room: Path) -> None:
    assert attempts(reference, room, "kill", numbers(reference.steps), lambda made: made.status == -9) == []


def test_a_notebook_killed_at_any_of_its_steps_leaves_nothing(reference: Reference, room: Path) -> None:
    def is_said(made: Attempt) -> bool:
        died = "procesul care rula notebook-ul s-a oprit deodată" in made.said or NOT_STARTED in made.said
        return made.status == 4 and not made.complete and NOTHING_KEPT in made.said and died

    tried = numbers(reference.steps, only="notebook", every=2)
    assert attempts(reference, room, "kill-notebook", tried, is_said) == []


def test_a_disk_that_is_full_from_any_step_on_is_said_plainly(reference: Reference, room: Path) -> None:
    """The run's folder, the journal's and the temporary ones lie on the same disk here."""

    def is_said(made: Attempt) -> bool:
        if made.complete:  # the disk became full when nothing was left to be written, or what could not be need not be
            return made.status == 0
        if NOT_STARTED in made.said:  # a disk that is really full is known by its free room, which this one has
            return made.status == 4 and NOTHING_KEPT in made.said
        return made.status == 2 and "nu se poate scrie: discul este plin" in made.said

    growing = [n for n in numbers(reference.steps) if reference.steps[n - 1].split()[1] in ("open", "os.mkdir", "os.rename")]
    assert attempts(reference, room, "full", growing, is_said) == []


def test_ctrl_c_at_any_step_is_obeyed_or_comes_too_late(reference: Reference, room: Path) -> None:
    def is_said(made: Attempt) -> bool:
        if made.complete:
            return made.status == 0
        return made.status == 130 and made.said.endswith("oprit la cererea dumneavoastră; nu s-a păstrat nimic\n")

    assert attempts(reference, room, "interrupt", numbers(reference.steps, every=2), is_said) == []
