"""The example town hall from its forms to bundles that anyone checks; a personal code and a passphrase go nowhere."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import openpyxl
import pytest
from authority import PASSPHRASE, a_signer, p12
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from toolkit.cli import main

REPOSITORY = Path(__file__).parents[2]
CODE = "1800101221144"
FORM = "inputs/orasul-meu/2024-S1/financiar.xlsx"
PARAMETERS = ("-p", "institution", "orasul-meu", "-p", "period", "2024-S1")
SIGNER = a_signer("Maria Lungu")
ROLES = (("1", "Ana Pop", "2024-08-05"), ("2", "Ion Rusu", "2024-08-06"), ("3", "Maria Lungu", "2024-08-07"))
Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dovezi")
    for name in ("notebooks", "templates"):
        shutil.copytree(REPOSITORY / name, folder / name)
    (folder / "inputs").mkdir()
    assert main(["new", "orasul-meu", "--project", str(folder)]) == 0
    (folder / "certificat.p12").write_bytes(p12(SIGNER))
    return folder


@pytest.fixture(scope="module")
def signed(project: Path) -> Path:
    """The bundle of a run that everybody signed, the last with a certificate."""
    main(["run", "semester_report", *PARAMETERS, "--project", str(project)])
    [run] = (path.parent for path in (project / "outputs/orasul-meu/2024-S1/semester_report").glob("*/manifest.json"))
    for role, name, day in ROLES:
        certificate = ("--certificate", str(project / "certificat.p12")) if role == "3" else ()
        typed = ("--role", role, "--name", name, "--date", day, "--reason", "Completat.", *certificate)
        with patch.dict(os.environ, RAPORT_PASSPHRASE=PASSPHRASE):
            assert main(["sign", str(run), *typed, "--project", str(project)]) == 0
    return packed(project, run, "semnat.zip")


@pytest.fixture(scope="module")
def with_code(project: Path, signed: Path) -> Path:
    """The bundle of a later run, for which a department wrote a personal code in its form."""
    before = set((project / "outputs/orasul-meu/2024-S1/semester_report").glob("*/manifest.json"))
    book = openpyxl.load_workbook(project / FORM)
    sheet = book["Indicatori"]
    header = next(row for row in sheet.iter_rows() if row[0].value == "Acțiunea")
    sheet.cell(header[0].row + 1, 6).value = f"Ion, CNP {CODE}"
    book.save(project / FORM)
    assert main(["run", "semester_report", *PARAMETERS, "--project", str(project)]) == 1
    [run] = {*(project / "outputs/orasul-meu/2024-S1/semester_report").glob("*/manifest.json")} - before
    return packed(project, run.parent, "cu cod.zip")


def packed(project: Path, run: Path, name: str) -> Path:
    assert main(["bundle", str(run), "--out", str(project / name), "--project", str(project)]) == 0
    return project / name


def test_a_bundle_is_audited_far_from_the_project_and_the_network(signed: Path, tmp_path: Path) -> None:
    """Only the file is there; the notebook in it is run because the auditor says so."""
    file = Path(shutil.copy(signed, tmp_path))
    answer = audit(file, tmp_path, "--run-kept-notebook")
    said = answer.stdout.splitlines()
    assert (answer.returncode, said[-2:]) == (
        0,
        ["IDENTIC: din aceleași intrări rezultă din nou aceleași fișiere", str(file)],
    ), answer.stdout + answer.stderr
    assert said[1] == "pachetul este, octet cu octet, cel scris de „raport bundle”"
    assert any(line.startswith("semnarea: lanțul registrului este întreg") for line in said)
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_its_notebook_is_not_run_unasked(signed: Path, tmp_path: Path) -> None:
    answer = audit(Path(shutil.copy(signed, tmp_path)), tmp_path)
    assert answer.returncode == 1
    assert "nu s-a rulat din nou: notebook-ul păstrat nu este cel din proiectul de aici" in answer.stdout


def audit(file: Path, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "toolkit.cli", "audit", str(file), *more]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_files_that_a_run_may_not_keep_are_named_as_not_in_its_bundle(
    project: Path, with_code: Path, tmp_path: Path, capsys: Captured
) -> None:
    with zipfile.ZipFile(with_code) as archive:
        [run] = {name.split("/")[4] for name in archive.namelist() if name.endswith("manifest.json")}
        described = archive.read("ro-crate-metadata.json").decode()
    assert main(["bundle", run, "--out", str(tmp_path / "a.zip"), "--project", str(project)]) == 0
    assert capsys.readouterr().err.splitlines()[0] == (
        f"nu sunt în pachet, fiindcă rularea nu le-a păstrat: {FORM} (conține coduri personale)"
    )
    assert "nu se află în pachet: conține coduri personale" in described
    assert "Fără fișierele care nu s-au putut păstra: 1." in described


def test_a_personal_code_is_no_parameter(project: Path, capsys: Captured) -> None:
    typed = ["run", "semester_report", *PARAMETERS, "-p", "registration_number", CODE, "--project", str(project)]
    assert main(typed) == 2
    assert CODE not in capsys.readouterr().err


def test_no_saved_byte_holds_a_personal_code_the_passphrase_or_the_key(project: Path, signed: Path, with_code: Path) -> None:
    key = SIGNER.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    prime = SIGNER.key.private_numbers().p.to_bytes(128)
    secrets = [key, prime, *(text.encode(way) for text in (CODE, PASSPHRASE) for way in ("utf-8", "utf-16-le", "utf-16-be"))]
    saved = [path for path in (project / "outputs").rglob("*") if path.is_file()]
    names = {path.name for path in saved}
    assert {"register.csv", "raport-semestrial_orasul-meu_2024-S1.docx", "manifest.json"} <= names
    files = {
        name: content for file in (*saved, signed, with_code) for name, content in contents(file.name, file.read_bytes())
    }
    assert len(files) > len(saved) * 5
    assert [name for name, content in files.items() if any(secret in content for secret in secrets)] == []


def contents(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The bytes of a file, and of each part where it is an archive, however deep."""
    yield name, content
    if content.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.namelist():
                yield from contents(f"{name}!{part}", archive.read(part))
