"""The run id follows everything that decides the result, and the sums are read by sha256sum."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from toolkit.errors import ToolkitFault
from toolkit.runs.handover import FindingCounts
from toolkit.runs.kept import KeptFile
from toolkit.runs.manifest import Identity, libraries, run_files, write_manifest

NO_FINDINGS = FindingCounts(errors=0, warnings=0, notes=0)


def identity(*files: tuple[str, bytes], pdf: bool = False, **parameters: object) -> Identity:
    kept = tuple(KeptFile(path=path, content=content) for path, content in files)
    return Identity(report="semester_report", parameters=parameters, pdf=pdf, kept=kept)


def test_equal_inputs_give_the_same_id_in_any_order() -> None:
    assert identity(("a", b"1"), ("b", b"2"), x=1, y=2).run_id == identity(("b", b"2"), ("a", b"1"), y=2, x=1).run_id


def test_whatever_decides_the_result_changes_the_id() -> None:
    variants = [
        identity(("a", b"1")),
        identity(("a", b"2")),
        identity(("b", b"1")),
        identity(("a", b"1"), ("b", b"")),
        identity(("a", b"1"), pdf=True),
        identity(("a", b"1"), adjustments=True),
        identity(("a", b"1"), adjustments="True"),
    ]
    assert len({variant.run_id for variant in variants}) == len(variants)


def test_libraries_are_those_needed_and_those_that_they_need() -> None:
    names = libraries().keys()
    assert {"papermill", "docxtpl", "numpy", "pyzmq"} <= names  # the last two through pandas and ipykernel
    assert not {"pytest", "ruff", "raport"} & names
    assert list(names) == sorted(names)
    assert all(Requirement(f"{name}=={version}") for name, version in libraries().items())


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum on this system")
def test_sha256sum_accepts_the_sums_of_odd_file_names(tmp_path: Path) -> None:
    for name in ("cu spațiu ș.csv", "a.csv"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    write_manifest(tmp_path, identity(), NO_FINDINGS)
    checked = subprocess.run(["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=tmp_path, check=True, capture_output=True)  # noqa: S607
    assert checked.stdout.decode().splitlines() == ["a.csv: OK", "cu spațiu ș.csv: OK", "manifest.json: OK"]


def test_a_link_in_a_run_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").symlink_to(tmp_path)
    with pytest.raises(ToolkitFault, match="o legătură făcută de notebook"):
        run_files(tmp_path)
