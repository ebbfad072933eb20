"""A Word file that somebody sends: what was edited is told, what signing changed is told apart, signatures are checked."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from authority import an_authority, pem
from docx import Document
from signed_run import DOCUMENT, a_run, signed
from word_edits import edited

from toolkit.audit.returned_document import DocumentRequest, audit_document
from toolkit.audit.returned_document_words import document_audit_as_text, next_step_with_document
from toolkit.cli import main
from toolkit.errors import OfficeFileError, UsageError
from toolkit.word.package import W

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("proiect")
    run = a_run(folder)
    signed(folder, run)
    return run


@pytest.fixture(scope="module")
def final(run: Path) -> bytes:
    return (run.parent / "versions/1" / DOCUMENT).read_bytes()


def audited(run: Path, folder: Path, content: bytes) -> tuple[list[str], bool]:
    """What is said of a file, and whether it is as it was made."""
    (folder / "primit.docx").write_bytes(content)
    audit = audit_document(DocumentRequest(run=str(run), document=folder / "primit.docx"))
    return document_audit_as_text(audit).splitlines(), audit.is_as_made


def replaced(document: bytes, old: str, new: str) -> bytes:
    """A file in which somebody typed something else."""

    def change(tree: object) -> None:
        [text] = [one for one in tree.iter(f"{W}t") if one.text and old in one.text][:1]
        text.text = text.text.replace(old, new)

    return edited(document, change)


def test_the_file_of_the_run_itself_differs_in_nothing(run: Path, tmp_path: Path) -> None:
    said, is_as_made = audited(run, tmp_path, (run / DOCUMENT).read_bytes())
    assert is_as_made
    assert said == [
        f"primit.docx, față de fișierul rulării {run.name}",
        "primit.docx: fără semnătură electronică",
        "NIMIC SCHIMBAT: fișierul spune ce spune raportul",
    ]


def test_of_a_signed_file_what_signing_changed_is_told_apart(run: Path, tmp_path: Path, final: bytes) -> None:
    said, is_as_made = audited(run, tmp_path, final)
    assert is_as_made
    assert said[:4] == [
        f"primit.docx, față de versiunea 1, din registrul rulării {run.name}",
        "schimbate de semnare, nu de altcineva: 7 schimbări",
        "antetul paginilor: marcajul de proiect schimbat",
        "    în raport   „PROIECT”",
    ]
    assert sum(line.endswith("certificatul nu este dat de o autoritate recunoscută") for line in said) == 3
    assert said[-1] == "NIMIC SCHIMBAT: fișierul spune ce spune raportul"


def test_a_figure_changed_in_a_signed_file_is_found_and_no_signature_holds(run: Path, tmp_path: Path, final: bytes) -> None:
    said, is_as_made = audited(run, tmp_path, replaced(final, "Planului local", "Planului meu"))
    assert not is_as_made
    assert sum("SEMNĂTURA NU ESTE VALABILĂ" in line for line in said) == 3
    assert said[1].endswith(": text schimbat")
    assert said[-1].startswith("SCHIMBAT: 1 diferență între fișier și raport")


def test_a_name_changed_in_the_block_of_signatures_is_found(run: Path, tmp_path: Path, final: bytes) -> None:
    said, is_as_made = audited(run, tmp_path, replaced(final, "Maria Lungu", "Mara Lungu"))
    assert not is_as_made
    assert said[1].startswith("blocul de semnături")
    assert said[-1] == "SCHIMBAT: 1 diferență între fișier și raport"


def test_a_signed_file_that_python_docx_saved_gives_no_alarm(run: Path, tmp_path: Path, final: bytes) -> None:
    target = io.BytesIO()
    Document(io.BytesIO(final)).save(target)
    assert target.getvalue() != final
    said, is_as_made = audited(run, tmp_path, target.getvalue())
    assert (is_as_made, said[-1]) == (True, "NIMIC SCHIMBAT: fișierul spune ce spune raportul")


def test_of_a_signed_file_that_word_numbered_anew_the_broken_signatures_are_said(
    run: Path, tmp_path: Path, final: bytes
) -> None:
    """The numbers that Word gives to its sessions are no content, and yet they are signed."""
    numbered = edited(final, lambda tree: next(tree.iter(f"{W}p")).set(f"{W}rsidR", "00A77427"))
    said, is_as_made = audited(run, tmp_path, numbered)
    assert not is_as_made
    assert said[-1] == "SEMNAT ALTFEL: conținutul este același, dar o semnătură nu mai este valabilă"
    audit = audit_document(DocumentRequest(run=str(run), document=tmp_path / "primit.docx"))
    assert audit.differences == ()
    assert next_step_with_document(audit) == "cereți fișierul semnat, neatins, de la cine l-a semnat"


def test_an_edited_draft_is_changed_and_the_missing_mark_too(run: Path, tmp_path: Path) -> None:
    said, _ = audited(run, tmp_path, replaced((run / DOCUMENT).read_bytes(), "Planului local", "Planului meu"))
    assert said[-1] == "SCHIMBAT: 1 diferență între fișier și raport"
    (tmp_path / "primit.docx").write_bytes(replaced((run / DOCUMENT).read_bytes(), "Planului local", "Planului meu"))
    audit = audit_document(DocumentRequest(run=str(run), document=tmp_path / "primit.docx"))
    assert next_step_with_document(audit) == "întrebați cine a schimbat fișierul și de ce; raportul este cel al rulării"


def test_without_the_register_names_cannot_be_verified_and_that_is_said(run: Path, tmp_path: Path, final: bytes) -> None:
    alone = Path(shutil.copytree(run, tmp_path / "oras/2023-S1/semester_report" / run.name))
    said, is_as_made = audited(alone, tmp_path, final)
    assert is_as_made
    assert (
        "numele și datele din blocul de semnături nu s-au putut verifica: versiunea din registru nu este lângă rulare"
        in said
    )


def test_a_file_of_another_run_gets_nothing_told_apart(run: Path, tmp_path: Path, final: bytes) -> None:
    """Its properties name the run that was signed, which is not this one."""
    other = a_run(tmp_path / "alt proiect", "4")
    said, is_as_made = audited(other, tmp_path, final)
    assert not is_as_made
    assert not any(line.startswith("schimbate de semnare") for line in said)


def test_who_signed_is_known_where_the_authority_is_trusted(
    run: Path, tmp_path: Path, final: bytes, capsys: Captured
) -> None:
    (tmp_path / "primit.docx").write_bytes(final)
    (tmp_path / "autorități.pem").write_bytes(pem(an_authority().certificate))
    arguments = ["audit", str(run), "--docx", str(tmp_path / "primit.docx")]
    assert main([*arguments, "--trust", str(tmp_path / "autorități.pem")]) == 0
    out = capsys.readouterr().out.splitlines()
    assert sum("identitate: certificat dat de o autoritate recunoscută, necalificat" in line for line in out) == 3
    assert out[-1] == str(tmp_path / "primit.docx")
    (tmp_path / "autorități.pem").write_bytes(b"nimic")
    assert main([*arguments, "--trust", str(tmp_path / "autorități.pem")]) == 3
    assert capsys.readouterr().err == (
        "autorități.pem\n"
        "    găsit      un fișier fără certificate PEM\n"
        "    așteptat   certificatele autorităților în care aveți încredere, ca fișier PEM\n"
        "    de făcut   luați-le de la autoritate, sau verificați fără --trust: integritatea se vede și așa\n"
    )


def test_a_run_whose_own_word_file_was_changed_proves_nothing(run: Path, tmp_path: Path, final: bytes) -> None:
    damaged = Path(shutil.copytree(run, tmp_path / run.name))
    (damaged / DOCUMENT).write_bytes(final)
    with pytest.raises(OfficeFileError) as caught:
        audited(damaged, tmp_path, final)
    assert str(caught.value) == (
        f"rularea {run.name}\n"
        "    găsit      o rulare al cărei fișier Word lipsește sau s-a schimbat\n"
        "    așteptat   fișierul Word așa cum l-a lăsat rularea\n"
        "    de făcut   verificați rularea cu „raport audit” și cereți din nou dosarul ei"
    )


def test_a_file_that_is_not_there_or_no_word_file_is_refused(run: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        audit_document(DocumentRequest(run=str(run), document=tmp_path / "lipsă.docx"))
    assert str(caught.value) == (
        "opțiunea --docx\n"
        "    găsit      un fișier care nu se poate citi: dosarul nu mai este acolo\n"
        "    așteptat   un fișier Word\n"
        "    de făcut   corectați --docx"
    )
    with pytest.raises(OfficeFileError):
        audited(run, tmp_path, b"un text")


def test_a_word_file_is_not_made_again(run: Path, capsys: Captured) -> None:
    assert main(["audit", str(run), "--docx", "a.docx", "--run-kept-notebook"]) == 2
    assert capsys.readouterr().err == (
        "opțiunea --docx\n"
        "    găsit      --docx împreună cu --out sau --run-kept-notebook\n"
        "    așteptat   un fișier Word de ținut față de rulare, sau o rulare de făcut din nou\n"
        "    de făcut   cereți-le pe rând\n"
    )
