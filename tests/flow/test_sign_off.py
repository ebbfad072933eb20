"""The real semester report from its run to a signed and published file: three roles, three certificates, Word and PDF."""

from __future__ import annotations

import io
import os
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import docx
import pytest
from authority import PASSPHRASE, a_signer, an_authority, p12

from toolkit.cli import main
from toolkit.signoff.pdf_verification import verify_pdf
from toolkit.signoff.word_verification import verify_package
from toolkit.word.content_reading import content_hash, content_of
from toolkit.word.custom_properties import custom_properties
from toolkit.word.package import W, read_package
from toolkit.word.pdf import find_libreoffice

REPOSITORY = Path(__file__).parents[2]
ROLES = (
    ("Elaborat", "specialist principal, Direcția relații cu publicul", "Ana Pop", "2024-02-05"),
    ("șef", "șef, Direcția relații cu publicul", "Ion Rusu", "2024-02-06"),
    ("3", "Secretarul Consiliului municipal Bălți, Consiliul municipal Bălți", "Maria Lungu", "2024-02-07"),
)
NAME = "raport-semestrial_balti_2023-S1"


def raport(project: Path, *arguments: str) -> str:
    """Type a command; its last line."""
    said, complained = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(complained), patch.dict(os.environ, RAPORT_PASSPHRASE=PASSPHRASE):
        status = main([*arguments, "--project", str(project)])
    assert status == 0, complained.getvalue()
    return said.getvalue().splitlines()[-1]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("proiect")
    for part in ("inputs", "notebooks", "templates"):
        shutil.copytree(REPOSITORY / part, folder / part)
    for place, (_, _, name, _) in enumerate(ROLES):
        (folder / f"{place}.p12").write_bytes(p12(a_signer(name)))
    return folder


@pytest.fixture(scope="module")
def run(project: Path) -> Path:
    return Path(raport(project, "run", "semester_report"))


@pytest.fixture(scope="module")
def signed(project: Path, run: Path) -> Path:
    """The folder of the version, after all roles have signed."""
    for role, _, name, day in ROLES:
        raport(project, "sign", run.name, "--role", role, "--name", name, "--date", day, "--reason", "Ca în cel publicat.")
    for place, (role, _, name, _) in enumerate(ROLES):
        certificate = ("--certificate", str(project / f"{place}.p12"))
        folder = raport(project, "sign", str(run), "--role", role, "--name", name, "--date", "2024-02-08", *certificate)
    return Path(folder)


def test_the_final_file_bears_names_dates_and_no_mark(run: Path, signed: Path) -> None:
    assert signed == run.parent / "versions/1"
    document = docx.Document(str(signed / f"{NAME}.docx"))
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert rows == [
        ["Numele, prenumele, funcția, subdiviziunea", "Semnătura", "Data"],
        ["Elaborat: Ana Pop, specialist principal, Direcția relații cu publicul", "", "05.02.2024"],
        ["Coordonat: Ion Rusu, șef, Direcția relații cu publicul", "", "06.02.2024"],
        [
            "Coordonat: Maria Lungu, Secretarul Consiliului municipal Bălți, Consiliul municipal Bălți",
            "",
            "07.02.2024",
        ],
    ]
    headers = [part for section in document.sections for part in (section.header, section.first_page_header)]
    assert not any("PROIECT" in header._element.xml for header in headers)
    protection = document.settings.element.find(f"{W}documentProtection")
    assert protection.get(f"{W}edit") == "readOnly"


def test_its_content_is_that_of_the_run(run: Path, signed: Path) -> None:
    checked = (run / f"{NAME}.docx").read_bytes()
    final = (signed / f"{NAME}.docx").read_bytes()
    assert content_hash(final) == content_hash(checked)
    assert (content_of(checked).marks, content_of(final).marks) == (("PROIECT",), ())
    assert custom_properties(read_package(final, NAME))["sign-off content"] == content_hash(checked)


def test_every_role_has_signed_the_word_file(signed: Path) -> None:
    content = (signed / f"{NAME}.docx").read_bytes()
    facts = verify_package(content, file=NAME, roots=[an_authority().certificate])
    assert [(fact.role, fact.is_intact, fact.standing.says_who) for fact in facts] == [
        (role, True, True) for _, role, *_ in ROLES
    ]


@pytest.mark.libreoffice
@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_every_role_has_signed_the_pdf(signed: Path) -> None:
    content = (signed / f"{NAME}.pdf").read_bytes()
    facts = verify_pdf(content, file=NAME, roots=[an_authority().certificate])
    assert [(fact.role, fact.is_intact) for fact in facts] == [(role, True) for _, role, *_ in ROLES]


def test_names_stand_in_the_register_and_the_final_files_alone(run: Path, signed: Path) -> None:
    names = [name.encode() for _, _, name, _ in ROLES]
    files = [path for path in run.parent.rglob("*") if path.is_file() and path.suffix != ".pdf"]
    with_names = {path for path in files if any(name in path.read_bytes() for name in names)}
    assert with_names == {run.parent / "register.csv", signed / f"{NAME}.docx"}


def test_the_run_still_gives_the_same_bytes(project: Path, run: Path, signed: Path) -> None:
    assert raport(project, "run", "semester_report") == str(run)


def test_a_published_report_is_in_force(project: Path, run: Path, signed: Path) -> None:
    raport(project, "sign", run.name, "--role", "3", "--name", "Maria Lungu", "--date", "2024-02-09", "--publish")
    lines = (run.parent / "register.csv").read_text(encoding="utf-8").splitlines()
    states = [line.split(",")[3] for line in lines[1:]]
    assert states == ["checked", "checked", "approved", "signed", "signed", "signed", "published"]
