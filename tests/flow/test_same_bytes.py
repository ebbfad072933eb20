"""The same inputs give the same bytes, whoever runs them, where, when and in which language: all files, the PDF included."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.word.pdf import find_libreoffice

PROJECT = Path(__file__).parents[2]
FAKE_CLOCKS = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed"),
    pytest.mark.skipif(not FAKE_CLOCKS, reason="libfaketime, which fakes the clock, is not installed"),
]

HERE = {
    "FAKETIME": "@2019-02-28 23:59:30",
    "LC_ALL": "C.UTF-8",
    "LANG": "C.UTF-8",
    "TZ": "America/New_York",
    "PYTHONHASHSEED": "1",
    "COLUMNS": "40",
}
ELSEWHERE = {
    "FAKETIME": "@2031-12-31 12:00:00",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "LANGUAGE": "tr:ro",
    "TZ": "Pacific/Kiritimati",
    "PYTHONHASHSEED": "4294967295",
    "COLUMNS": "250",
}


def run(folder: Path, settings: dict[str, str], umask: int) -> Path:
    """Make the Bălți report from a copy of the project in a folder, under other settings, with a home of its own."""
    project = folder / "proiect"
    for name in ("notebooks", "templates", "inputs"):
        shutil.copytree(PROJECT / name, project / name)
    for name in ("acasă", "temp"):
        (folder / name).mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder / "acasă"),
        "TMPDIR": str(folder / "temp"),
        "LD_PRELOAD": str(FAKE_CLOCKS[0]),
        **settings,
    }
    done = subprocess.run(
        [sys.executable, "-m", "toolkit.cli", "run", "semester_report", "--pdf"],
        cwd=project / "inputs",
        env=environment,
        umask=umask,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.splitlines()[-1])


def sums(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_two_folders_languages_time_zones_hash_seeds_and_dates_give_equal_files(tmp_path: Path) -> None:
    here, elsewhere = tmp_path / "a", tmp_path / "în altă parte, ‘2’"
    first = run(here, HERE, umask=0o022)
    second = run(elsewhere, ELSEWHERE, umask=0o077)
    assert first.name == second.name
    assert sums(first) == sums(second)
    assert {path.suffix for path in first.iterdir()} >= {".docx", ".pdf", ".xlsx", ".png", ".csv", ".ipynb", ".json"}
    if shutil.which("sha256sum"):
        for folder in (first, second):
            subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=folder, check=True)  # noqa: S607
