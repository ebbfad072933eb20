"""LibreOffice, which knows nothing of this program, checks its signatures of Word files."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from authority import AT, a_self_made_signer, a_signer, an_authority, an_elliptic_key, pem
from small_document import a_document, changed

from toolkit.signoff.word_signature import sign_package
from toolkit.signoff.word_verification import verify_package
from toolkit.word.pdf import find_libreoffice

REPORT = Path(__file__).parents[2] / "templates" / "semester_report.docx"
VERIFIER = Path(__file__).with_name("libreoffice_verifier.py")


@cache
def python_of_libreoffice() -> str:
    """The Python that has LibreOffice's module: on Debian that of the system, with python3-uno."""
    for program in ("/usr/bin/python3", shutil.which("python3") or ""):
        if (
            Path(program).is_file()
            and subprocess.run([program, "-c", "import uno"], capture_output=True, check=False).returncode == 0
        ):
            return program
    return ""


def missing() -> str:
    if find_libreoffice() is None:
        return "LibreOffice is not installed"
    if not shutil.which("certutil"):
        return "certutil (libnss3-tools) is not installed"
    return "" if python_of_libreoffice() else "python3-uno is not installed"


@pytest.mark.libreoffice
@pytest.mark.skipif(bool(missing()), reason=missing())
def test_libreoffice_finds_ours_valid_and_invalid_after_one_changed_letter(tmp_path: Path):
    """With three roles, RSA and elliptic keys, a known authority and none; one start of LibreOffice for all."""
    report = REPORT.read_bytes()
    signers = [a_signer(), a_signer("Șef", key=an_elliptic_key()), a_self_made_signer("Secretar")]
    signed = report
    for number, signer in enumerate(signers, 1):
        signed = sign_package(signed, signer, at=AT + timedelta(days=number), role=f"Rolul {number}", file="raport.docx")
    documents = {
        "semnat": signed,
        "schimbat": changed(signed, "word/document.xml", "</w:t>", "x</w:t>"),
        "mic": sign_package(a_document(), signers[0], at=AT, role="Elaborat", file="mic.docx"),
        "nesemnat": report,
    }
    answers = checked(tmp_path, documents)

    assert [(each["subject"], each["valid"]) for each in answers["semnat"]] == [
        ("CN=Secretarul Consiliului", True),
        ("CN=Șef", True),
        ("CN=Secretar", True),
    ]
    assert [each["date"] for each in answers["semnat"]] == ["20240206", "20240207", "20240208"]
    assert [each["valid"] for each in answers["schimbat"]] == [False] * 3
    assert [each["valid"] for each in answers["mic"]] == [True]
    assert answers["nesemnat"] == []
    assert {
        name: [fact.is_intact for fact in verify_package(content, file=name)] for name, content in documents.items()
    } == {name: [each["valid"] for each in answer] for name, answer in answers.items()}


def checked(folder: Path, documents: dict[str, bytes]) -> dict[str, list[dict[str, object]]]:
    """Let LibreOffice check files, with the test authority in its store of certificates."""
    (folder / "root.pem").write_bytes(pem(an_authority().certificate))
    store = f"sql:{folder}"
    for command in (["-N", "--empty-password"], ["-A", "-n", "root", "-t", "CT,C,C", "-i", str(folder / "root.pem")]):
        subprocess.run([shutil.which("certutil"), *command, "-d", store], check=True, capture_output=True)
    files = [folder / f"{name}.docx" for name in documents]
    for file, content in zip(files, documents.values(), strict=True):
        file.write_bytes(content)
    answer = subprocess.run(
        [python_of_libreoffice(), str(VERIFIER), str(folder), *map(str, files)], check=True, capture_output=True, timeout=180
    )
    return dict(zip(documents, json.loads(answer.stdout), strict=True))
