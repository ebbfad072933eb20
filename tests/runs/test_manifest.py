"""The run id follows everything that decides the result, and the sums are read by sha256sum."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from toolkit.errors import ToolkitFault
from toolkit.runs import manifest
from toolkit.runs.handover import FindingCounts, Result
from toolkit.runs.kept import KeptFile
from toolkit.runs.manifest import Identity, libraries, run_files, write_manifest

NO_FINDINGS = Result(counts=FindingCounts(errors=0, warnings=0, notes=0))


def identity(*files: tuple[str, bytes], libreoffice: str = "", **parameters: object) -> Identity:
    kept = tuple(KeptFile(path=path, content=content) for path, content in files)
    return Identity(report="semester_report", parameters=parameters, kept=kept, libreoffice=libreoffice)


def test_equal_inputs_give_the_same_id_in_any_order() -> None:
    assert identity(("a", b"1"), ("b", b"2"), x=1, y=2).run_id == identity(("b", b"2"), ("a", b"1"), y=2, x=1).run_id


def test_whatever_decides_the_result_changes_the_id() -> None:
    variants = [
        identity(("a", b"1")),
        identity(("a", b"2")),
        identity(("b", b"1")),
        identity(("a", b"1"), ("b", b"")),
        identity(("a", b"1"), libreoffice="LibreOffice 7.4.7.2"),
        identity(("a", b"1"), libreoffice="LibreOffice 24.2.0.3"),
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


def test_a_toolkit_that_is_not_installed_cannot_name_its_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    libraries.cache_clear()
    monkeypatch.setattr(manifest, "_DISTRIBUTION", "raport-neinstalat")
    with pytest.raises(ToolkitFault) as raised:
        libraries()
    assert str(raised.value) == (
        "programul raport\n"
        "    găsit      un program care rulează fără să fie instalat, deci fără lista bibliotecilor de care are nevoie\n"
        "    așteptat   programul instalat, ca rularea să-și poată numi bibliotecile cu versiunile lor\n"
        "    de făcut   instalați-l cu „pip install .” din dosarul programului și rulați din nou"
    )


def test_a_file_with_personal_codes_stands_in_the_manifest_by_its_hash_alone(tmp_path: Path) -> None:
    codes = Result(counts=NO_FINDINGS.counts, not_kept={"a.xlsx": "conține coduri personale"})
    write_manifest(tmp_path, identity(("a.xlsx", b"1"), ("b.xlsx", b"")), codes)
    kept = {"path": "b.xlsx", "sha256": hashlib.sha256(b"").hexdigest(), "size": 0, "kept": True}
    reason = "conține coduri personale"
    removed = {"path": "a.xlsx", "sha256": hashlib.sha256(b"1").hexdigest(), "size": 1, "kept": False, "reason": reason}
    assert json.loads((tmp_path / "manifest.json").read_bytes())["inputs"] == [removed, kept]


def test_the_manifest_names_the_libreoffice_of_a_run_with_a_pdf_alone(tmp_path: Path) -> None:
    found = []
    for version in ("LibreOffice 7.4.7.2", ""):
        write_manifest(tmp_path, identity(libreoffice=version), NO_FINDINGS)
        written = json.loads((tmp_path / "manifest.json").read_bytes())
        found.append((written["pdf"], written["versions"].get("libreoffice")))
    assert found == [(True, "LibreOffice 7.4.7.2"), (False, None)]


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
