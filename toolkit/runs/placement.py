"""Where a run is made and how it appears: complete, under its id, in one step."""

from __future__ import annotations

import filecmp
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from toolkit.runs.disk import writing_to
from toolkit.runs.manifest import run_files

_PARTIAL = ".partial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a finished run lies, and how it compares with the run of the same id that was there."""

    folder: Path
    was_there: bool  # an equal run was there already
    differing: tuple[str, ...]  # files in which it differs from the first run of the same id


@contextmanager
def unfinished_folder(outputs: Path) -> Iterator[Path]:
    """Give a folder for a run to be made in; it is gone afterwards, and so is what interrupted runs left.

    A run holds a lock beside its folder for as long as it lives, so that no other run clears it.
    """
    partial = outputs / _PARTIAL
    token = secrets.token_hex(4)
    folder, lock = partial / token, FileLock(partial / f"{token}.lock")
    with writing_to(outputs):
        partial.mkdir(parents=True, exist_ok=True)
        with FileLock(partial / ".lock"):
            _clear_leftovers(partial)
            lock.acquire()
            folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()
        Path(lock.lock_file).unlink(missing_ok=True)


def place(run: Path, parent: Path, run_id: str) -> Placed:
    """Move a finished run to its place; where one of the same id lies there already, compare them byte by byte."""
    _write_through(run)
    parent.mkdir(parents=True, exist_ok=True)
    first_differences: tuple[str, ...] = ()
    number = 1
    while True:
        target = parent / (run_id if number == 1 else f"{run_id}-{number}")
        try:
            moved = not target.exists() and _moved(run, target)
        except KeyboardInterrupt:
            if run.exists():
                raise
            moved = True  # too late to stop: the run has appeared
        if moved:
            return Placed(folder=target, was_there=False, differing=first_differences)
        differences = _differing(run, target)
        if number == 1:
            first_differences = differences
        if not differences:
            return Placed(folder=target, was_there=True, differing=first_differences)
        number += 1


def is_left_by_an_office_program(name: str) -> bool:
    """Say whether a program that shows folders or opens documents has left a file of this name."""
    last = name.rpartition("/")[2]
    return last.startswith(("~$", ".~lock.", "._")) or last in (".DS_Store", "Thumbs.db", "desktop.ini")


def _clear_leftovers(partial: Path) -> None:
    # A folder without a lock is left too: a notebook's process may outlive its killed run by a second, and write.
    names = {entry.stem for entry in partial.iterdir() if entry.name != ".lock"}
    for name in names:
        lock = FileLock(partial / f"{name}.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue  # a run in progress
        shutil.rmtree(partial / name, ignore_errors=True)
        lock.release()
        Path(lock.lock_file).unlink(missing_ok=True)


def _moved(run: Path, target: Path) -> bool:
    try:
        run.rename(target)
    except OSError:
        if target.exists():  # an equal run, started at the same time, was faster
            return False
        raise
    _sync(target.parent)
    return True


def _differing(run: Path, there: Path) -> tuple[str, ...]:
    new, old = run_files(run), run_files(there)
    old = {name: path for name, path in old.items() if name in new or not is_left_by_an_office_program(name)}
    equal = {name for name in new.keys() & old.keys() if filecmp.cmp(new[name], old[name], shallow=False)}
    return tuple(sorted((new.keys() | old.keys()) - equal))


def _write_through(folder: Path) -> None:
    """Have the system put everything on the disk, so that a power cut cannot leave a run with empty files."""
    for path in run_files(folder).values():
        with path.open("r+b") as file:
            os.fsync(file.fileno())
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        _sync(path)


def _sync(folder: Path) -> None:
    if os.name == "posix":  # Windows cannot open a folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
