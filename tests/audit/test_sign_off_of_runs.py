"""An audit reads the register beside a run: a whole chain is said, a broken one is named at its line."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
import signed_run as a_signed_run
from tiny_project import make_project
from word_edits import edited

from toolkit.audit.audit_words import audit_as_text
from toolkit.audit.kept_run import open_run
from toolkit.audit.rerun import AuditRequest, RunAudit, audit_run
from toolkit.audit.sign_off import check_sign_off, versions_of
from toolkit.runs.run import RunRequest, run_report
from toolkit.runs.screen import Screen
from toolkit.signoff.register import SignOffEntry, SignOffRegister, register_text
from toolkit.signoff.state import State
from toolkit.signoff.versions import REGISTER
from toolkit.word.package import W


@pytest.fixture
def run(tmp_path: Path) -> Path:
    asked = RunRequest(project=make_project(tmp_path / "proiect"), report="semester_report", out=tmp_path / "outputs")
    return run_report(asked, Screen(io.StringIO())).placed.folder


def signed(run: Path, files: Mapping[str, str] | None = None) -> SignOffRegister:
    """A register of one step about a run, laid beside it."""
    register = SignOffRegister(about="balti/2023-S1/semester_report").with_entry(
        SignOffEntry(
            date=date(2024, 2, 5),
            version=1,
            state=State.CHECKED,
            run=run.name,
            role="secretar",
            name="Ana Pop",
            content="0" * 64,
            files=files or {},
        )
    )
    (run.parent / REGISTER).write_text(register_text(register), encoding="utf-8")
    return register


def audited(run: Path, tmp_path: Path) -> RunAudit:
    return audit_run(AuditRequest(run=str(run), project=tmp_path / "proiect"), Screen(io.StringIO()))


def test_a_run_that_nobody_signed_is_identical_without_a_word_of_signing(run: Path, tmp_path: Path) -> None:
    audit = audited(run, tmp_path)
    assert audit.is_identical
    assert "semnarea" not in audit_as_text(audit)


def test_a_whole_register_is_said_with_its_head(run: Path, tmp_path: Path) -> None:
    register = signed(run)
    audit = audited(run, tmp_path)
    assert audit.is_identical
    assert audit_as_text(audit).splitlines()[-2] == (
        f"semnarea: lanțul registrului este întreg; capătul lui: {register.head}; versiunea 1: verificat"
    )


def test_a_register_about_other_runs_says_that(run: Path, tmp_path: Path) -> None:
    signed(run.with_name("0" * 12))
    assert audit_as_text(audited(run, tmp_path)).splitlines()[-2].endswith("; niciun pas nu privește această rulare")


def test_a_broken_chain_is_named_at_its_line_and_the_run_is_not_proven(run: Path, tmp_path: Path) -> None:
    signed(run)
    register = run.parent / REGISTER
    register.write_text(register.read_text(encoding="utf-8").replace("Ana Pop", "Ion Pop"), encoding="utf-8")
    audit = audited(run, tmp_path)
    said = audit_as_text(audit).splitlines()
    assert not audit.is_identical
    assert said[-1] == "NU ESTE DOVEDIT IDENTIC: semnarea schimbată"
    place = said.index("semnarea: registrul sau fișierele lui nu se mai potrivesc") + 1
    assert said[place] == f"balti/2023-S1/semester_report/{REGISTER} · rândul 2"
    assert said[place + 1] == "    găsit      un rând care nu se leagă de cel dinaintea lui"


def test_a_run_that_was_replaced_after_it_was_checked_is_named(run: Path, tmp_path: Path) -> None:
    signed(run, {"SHA256SUMS": "0" * 64})
    audit = audited(run, tmp_path)
    assert not audit.is_identical
    assert "rularea nu mai este cea de la pasul 1" in audit_as_text(audit).splitlines()


@pytest.mark.parametrize("is_deleted", [True, False])
def test_a_version_whose_lines_are_gone_from_the_register_is_not_identical(
    run: Path, tmp_path: Path, *, is_deleted: bool
) -> None:
    signed(run)
    if is_deleted:
        (run.parent / REGISTER).unlink()
    final = run.parent / "versions/1/raport.docx"
    final.parent.mkdir(parents=True)
    final.write_bytes(b"semnat")
    audit = audited(run, tmp_path)
    said = audit_as_text(audit).splitlines()
    assert not audit.is_identical
    assert said[-1] == "NU ESTE DOVEDIT IDENTIC: semnarea schimbată"
    place = said.index("balti/2023-S1/semester_report/versions/1/raport.docx")
    assert said[place - 1].startswith(
        "semnarea: registrul lipsește, sau nu are niciun pas" if is_deleted else "semnarea: lanțul registrului este întreg"
    )
    assert said[place + 1] == (
        "    găsit      un fișier pe care registrul nu îl cunoaște: lipsesc rânduri din el, sau lipsește tot"
    )


def test_a_version_that_was_changed_is_named(tmp_path: Path) -> None:
    run = a_signed_run.a_run(tmp_path)
    version = a_signed_run.signed(tmp_path, run)
    whole = check_sign_off(open_run(run))
    assert whole is not None
    assert (len(whole.signatures), whole.problem) == (3, "")
    file = version / a_signed_run.DOCUMENT
    file.write_bytes(file.read_bytes()[:-1])
    damaged = check_sign_off(open_run(run))
    assert damaged is not None
    assert damaged.problem.splitlines()[:2] == [
        f"{a_signed_run.HOME}/versions/1/{a_signed_run.DOCUMENT}",
        "    găsit      un fișier schimbat sau lipsă de la ultimul pas din registru",
    ]


def test_a_version_that_was_replaced_with_its_register_is_found_by_its_content_and_its_signatures(tmp_path: Path) -> None:
    """Whoever writes the whole register anew still cannot sign, nor give another content the same hash."""
    run = a_signed_run.a_run(tmp_path)
    file = a_signed_run.signed(tmp_path, run) / a_signed_run.DOCUMENT
    with_other_content = edited(file.read_bytes(), lambda tree: tree.find(f"{W}body").remove(next(tree.iter(f"{W}tbl"))))
    assert replaced(run, file, with_other_content) == (
        f"versiunea 1: {a_signed_run.DOCUMENT} are alt conținut decât cel verificat"
    )
    unsigned = (run / a_signed_run.DOCUMENT).read_bytes()
    said = replaced(run, file, unsigned).splitlines()
    assert said[1] == "    găsit      un fișier final care se leagă de un rând ce nu este în registru"
    assert said[-1] == f"versiunea 1: {a_signed_run.DOCUMENT} nu are cele 3 semnături valabile din registru"


def replaced(run: Path, file: Path, content: bytes) -> str:
    """What is wrong after somebody has put another file in place of a version, and a new register with its hash."""
    file.write_bytes(content)
    forged = SignOffRegister(about=a_signed_run.HOME)
    for entry in versions_of(open_run(run)).register().entries:
        files = {file.name: sha256(content).hexdigest()} if entry.state in (State.APPROVED, State.SIGNED) else entry.files
        forged = forged.with_entry(replace(entry, files=files))
    (run.parent / REGISTER).write_text(register_text(forged), encoding="utf-8")
    found = check_sign_off(open_run(run))
    assert found is not None
    return found.problem
