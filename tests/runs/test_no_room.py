"""A folder that is full, or that nobody may write to, is said plainly: exit status 2, and nothing is kept."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tiny_project import make_project

MADE = "work.write('tables.xlsx', bytes(300_000))"  # so that the disk can fill up in the middle of one file
COMMAND = (sys.executable, "-m", "toolkit.cli", "run", "semester_report")


def may_mount() -> bool:
    """Whether this user may put a small disk in place of a folder, seen by one process alone."""
    if not shutil.which("unshare"):
        return False
    tried = subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], check=False, capture_output=True)  # noqa: S607
    return tried.returncode == 0


needs_mount = pytest.mark.skipif(not may_mount(), reason="this user may not mount a small disk")


def on_a_disk(folder: Path, options: str, project: Path, temporary: Path) -> subprocess.CompletedProcess[str]:
    """Run with a folder that is a disk of its own; then say what is on it."""
    script = (
        'mount -t tmpfs -o "$1" none "$2" && shift 2 && "$@"; status=$?;'
        ' echo "left: $(cd "$OUT" 2>/dev/null && find . -type f ! -name .lock ! -path "./t/*" | tr "\\n" " ")"; exit $status'
    )
    command = ["unshare", "-m", "sh", "-c", script, "sh", options, str(folder), *COMMAND]
    command += ["--project", str(project), "--out", str(folder / "outputs")]
    environment = {**os.environ, "TMPDIR": str(temporary), "OUT": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8", env=environment, timeout=120)


@needs_mount
@pytest.mark.parametrize("kilobytes", [4, 16, 28, 40, 64, 100, 200, 320, 344, 352, 360, 372, 384])
def test_a_disk_that_fills_up_in_the_middle_of_a_run_keeps_all_of_it_or_nothing(tmp_path: Path, kilobytes: int) -> None:
    project, disk = make_project(tmp_path / "project", MADE), tmp_path / "disk"
    disk.mkdir()
    done = on_a_disk(disk, f"size={kilobytes}k", project, tmp_path)
    left = done.stdout.splitlines()[-1]
    assert "Traceback" not in done.stderr
    if done.returncode == 0:
        assert "SHA256SUMS" in left
        return
    assert done.returncode == 2, done.stderr
    assert "nu se poate scrie: discul este plin" in done.stderr
    assert left == "left: "


@needs_mount
def test_one_of_these_disks_is_large_enough_and_the_run_is_then_complete(tmp_path: Path) -> None:
    project, disk = make_project(tmp_path / "project", MADE), tmp_path / "disk"
    disk.mkdir()
    done = on_a_disk(disk, "size=2m", project, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "SHA256SUMS" in done.stdout.splitlines()[-1]


@needs_mount
def test_an_output_folder_on_a_read_only_disk_is_said_before_the_notebook_runs(tmp_path: Path) -> None:
    project, disk = make_project(tmp_path / "project"), tmp_path / "disk"
    disk.mkdir()
    done = on_a_disk(disk, "ro", project, tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines()[1:] == [
        "rularea nu s-a încheiat; nu s-a păstrat nimic",
        f"dosarul {disk / 'outputs'}",
        "    găsit      nu se poate scrie: discul este numai pentru citire",
        "    așteptat   un dosar în care aveți dreptul să scrieți, cu loc liber, și fișiere neocupate de alt program",
        "    de făcut   eliberați loc, închideți fișierul sau alegeți alt dosar cu --out",
    ]


@needs_mount
@pytest.mark.parametrize("disk", ["size=4k", "size=4k,nr_inodes=3"])
def test_a_full_folder_of_temporary_files_is_said_with_its_name(tmp_path: Path, disk: str) -> None:
    project, temporary = make_project(tmp_path / "project"), tmp_path / "t"
    temporary.mkdir()
    script = 'mount -t tmpfs -o "$1" none "$TMPDIR" && shift && exec "$@"'
    command = ["unshare", "-m", "sh", "-c", script, "sh", disk, *COMMAND, "--project", str(project)]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", env=environment, timeout=120)
    assert done.returncode == 2, done.stderr
    assert done.stderr.splitlines()[-5:-2] == [
        "rularea nu s-a încheiat; nu s-a păstrat nimic",
        f"dosarul fișierelor temporare {temporary}",
        "    găsit      nu se poate scrie: discul este plin",
    ]
    assert not list((project / "outputs").rglob("manifest.json"))


@pytest.mark.skipif(not shutil.which("setpriv") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_this_user_may_not_write_to_is_said_plainly(tmp_path: Path) -> None:
    """Where root runs the tests, it is without the right to pass over what a folder allows."""
    project, out = make_project(tmp_path / "project"), tmp_path / "închis"
    out.mkdir(mode=0o500)
    lesser = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if os.geteuid() == 0 else []
    command = [*lesser, *COMMAND, "--project", str(project), "--out", str(out)]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 2, done.stderr
    assert done.stderr.splitlines()[1:4] == [
        "rularea nu s-a încheiat; nu s-a păstrat nimic",
        f"dosarul {out}",
        "    găsit      nu se poate scrie: accesul este interzis",
    ]
    assert list(out.iterdir()) == []
