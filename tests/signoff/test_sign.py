"""Signing a run: every role in its order, a final file beside the run, signatures that change nothing, a new version."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from authority import PASSPHRASE, a_signer, p12
from run_folder import ABOUT, DOCUMENT, a_run, report_document, sha

from toolkit.audit.word_file import differences_said
from toolkit.cli import main
from toolkit.errors import OfficeFileError, UsageError
from toolkit.runs.screen import Screen
from toolkit.signoff import version_files
from toolkit.signoff.register import SignOffRegister, register_text
from toolkit.signoff.sign import SignOutcome, SignRequest, show_register, sign
from toolkit.signoff.state import State, StepKind
from toolkit.signoff.word_verification import verify_package
from toolkit.word import pdf
from toolkit.word.content_reading import content_hash, content_of
from toolkit.word.custom_properties import custom_properties
from toolkit.word.package import read_package

PEOPLE = (("1", "Ana Pop", "2024-02-05"), ("2", "Ion Rusu", "2024-02-06"), ("3", "Maria Lungu", "2024-02-07"))
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The PDF has a test of its own, and takes time."""
    monkeypatch.setattr(pdf, "_USUAL_PLACES", ())
    monkeypatch.setattr("shutil.which", lambda _: None)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("notebooks", "inputs"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def run(project: Path) -> Path:
    return a_run(project / "outputs")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    file = tmp_path_factory.mktemp("certificate") / "secretar.p12"
    file.write_bytes(p12(a_signer()))
    yield file


def step(project: Path, run: Path, place: int, screen: io.StringIO | None = None, **more: object) -> SignOutcome:
    """Let a role sign."""
    role, name, day = PEOPLE[place]
    request = SignRequest(project=project, run=run.name, **{"role": role, "name": name, "date": day, **more})  # type: ignore[arg-type]
    return sign(request, Screen(screen or io.StringIO()), differences_said)


def approved(project: Path, run: Path, **more: object) -> SignOutcome:
    step(project, run, 0)
    step(project, run, 1)
    return step(project, run, 2, **more)


def test_until_the_last_role_steps_are_recorded_and_the_run_stays_as_it_is(project: Path, run: Path) -> None:
    before = files_in(run)
    outcome = step(project, run, 0)
    assert (outcome.state, outcome.place, outcome.said) == (State.CHECKED, run, "versiunea 1: verificat")
    [entry] = outcome.register.entries
    assert (entry.role, entry.name, f"{entry.date}") == ("specialist principal, Direcția cultură", "Ana Pop", "2024-02-05")
    assert entry.content == content_hash(report_document())
    assert entry.files == {DOCUMENT: sha(report_document()), "SHA256SUMS": sha((run / "SHA256SUMS").read_bytes())}
    assert files_in(run) == before
    assert sorted(path.name for path in run.parent.iterdir()) == sorted([run.name, ".register.lock", "register.csv"])


def test_at_the_approval_the_final_file_is_written_in_a_folder_of_its_own(project: Path, run: Path) -> None:
    before = files_in(run)
    outcome = approved(project, run)
    assert outcome.place == run.parent / "versions/1"
    assert outcome.said == "versiunea 1: aprobat, fără semnătură electronică"
    final = (outcome.place / DOCUMENT).read_bytes()
    assert outcome.register.entries[-1].files == {DOCUMENT: sha(final)}
    rows = docx.Document(io.BytesIO(final)).tables[-1].rows[1:]
    assert [row.cells[-1].text for row in rows] == ["05.02.2024", "06.02.2024", "07.02.2024"]
    assert content_of(final).marks == ()
    assert content_hash(final) == content_hash(report_document())
    assert custom_properties(read_package(final, DOCUMENT)) == {
        "sign-off content": content_hash(report_document()),
        "sign-off register": outcome.register.entries[1].chain,
        "sign-off run": run.name,
        "sign-off version": "1",
        "sign-off approval": "la aprobare fără semnătură electronică; semnăturile puse după aceea stau în fișier",
    }
    assert files_in(run) == before


def test_a_certificate_at_the_approval_signs_the_file_at_once(project: Path, run: Path, certificate: Path) -> None:
    outcome = approved(project, run, certificate=certificate, passphrase=PASSPHRASE)
    assert outcome.said == "versiunea 1: semnat"
    assert [entry.state for entry in outcome.register.entries[-2:]] == [State.APPROVED, State.SIGNED]
    final = (outcome.place / DOCUMENT).read_bytes()
    [fact] = verify_package(final, file=DOCUMENT)
    assert (fact.role, fact.is_intact) == ("secretar", True)
    assert custom_properties(read_package(final, DOCUMENT))["sign-off approval"] == (
        "la aprobare cu semnătură electronică; toate semnăturile stau în fișier"
    )
    assert content_hash(final) == outcome.register.entries[0].content


def test_each_role_adds_its_signature_and_no_part_changes(project: Path, run: Path, certificate: Path) -> None:
    outcome = approved(project, run)
    unsigned = read_package((outcome.place / DOCUMENT).read_bytes(), DOCUMENT)
    for place in (2, 0, 1):
        outcome = step(project, run, place, date="2024-02-08", certificate=certificate, passphrase=PASSPHRASE)
    final = (outcome.place / DOCUMENT).read_bytes()
    assert [(fact.role, fact.is_intact) for fact in verify_package(final, file=DOCUMENT)] == [
        ("secretar", True),
        ("specialist principal, Direcția cultură", True),
        ("șef, Direcția cultură", True),
    ]
    signed = read_package(final, DOCUMENT)
    relations = {"_rels/.rels", "[Content_Types].xml"}  # which lead to the signatures
    assert {name: signed[name] for name in unsigned if name not in relations} == {
        name: content for name, content in unsigned.items() if name not in relations
    }
    assert (outcome.state, len(outcome.register.entries)) == (State.SIGNED, 6)


def test_a_certificate_in_another_name_is_said(project: Path, run: Path, certificate: Path) -> None:
    """Letters, order and capitals of a name are the provider's own; who signs for whom is for the office to know."""
    approved(project, run)
    screen = io.StringIO()
    step(project, run, 2, screen, certificate=certificate, passphrase=PASSPHRASE)
    assert screen.getvalue() == "certificatul este pe numele „Secretarul Consiliului”, iar în raport stă „Maria Lungu”\n"


def test_before_the_approval_there_is_nothing_to_be_signed(project: Path, run: Path, certificate: Path) -> None:
    with pytest.raises(UsageError) as caught:
        step(project, run, 0, certificate=certificate, passphrase=PASSPHRASE)
    assert str(caught.value) == (
        "--certificate\n"
        "    găsit      un certificat la un pas la care încă nu este nimic de semnat\n"
        "    așteptat   un certificat .p12 la aprobare sau după ea, când numele și datele nu se mai schimbă\n"
        "    de făcut   faceți pasul fără --certificate; după aprobare semnați cu aceeași comandă și cu --certificate"
    )
    assert not (run.parent / "register.csv").exists()


def test_a_certificate_is_of_no_use_to_a_publication(project: Path, run: Path, certificate: Path) -> None:
    approved(project, run)
    with pytest.raises(UsageError) as caught:
        step(project, run, 2, kind=StepKind.PUBLISH, reason="A.", certificate=certificate, passphrase=PASSPHRASE)
    assert caught.value.found == "un certificat la un pas care nu este o semnătură"


def test_a_passphrase_that_is_wrong_leaves_no_trace_of_itself(project: Path, run: Path, certificate: Path) -> None:
    secret = "o parolă greșită 4711"  # noqa: S105
    step(project, run, 0)
    step(project, run, 1)
    with pytest.raises(UsageError) as caught:
        step(project, run, 2, certificate=certificate, passphrase=secret)
    assert secret not in str(caught.value)
    assert secret not in repr(SignRequest(project=project, run="", role="", name="", date="", passphrase=secret))
    approved_files = b"".join(path.read_bytes() for path in run.parent.rglob("*") if path.is_file())
    assert secret.encode() not in approved_files
    assert show_register(project, run.name, "").state is State.CHECKED


def test_the_passphrase_reaches_no_file(project: Path, run: Path, certificate: Path) -> None:
    approved(project, run, certificate=certificate, passphrase=PASSPHRASE)
    assert PASSPHRASE.encode() not in b"".join(path.read_bytes() for path in run.parent.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("name", "found"),
    [("lipsă.p12", "niciun fișier: nu este acolo"), ("mare.p12", "un fișier prea mare pentru un certificat")],
)
def test_a_certificate_that_is_not_there_or_too_large_is_refused(project: Path, run: Path, name: str, found: str) -> None:
    (project / "mare.p12").write_bytes(b"0" * 2_000_000)
    step(project, run, 0)
    step(project, run, 1)
    with pytest.raises(UsageError) as caught:
        step(project, run, 2, certificate=project / name)
    assert str(caught.value) == (
        f"{project / name}\n"
        f"    găsit      {found}\n"
        "    așteptat   fișierul .p12 al certificatului, la locul scris după --certificate\n"
        "    de făcut   verificați numele fișierului și dosarul, apoi repetați comanda"
    )


def test_a_certificate_that_cannot_be_read_says_why(project: Path, run: Path) -> None:
    (project / "dosar.p12").mkdir()
    with pytest.raises(UsageError) as caught:
        step(project, run, 0, certificate=project / "dosar.p12")
    assert caught.value.found.startswith("un fișier care nu se poate citi: ")


def test_reopening_makes_a_version_with_the_differences_attached(project: Path, run: Path) -> None:
    approved(project, run)
    other = a_run(project / "outputs", risk="altul")
    outcome = step(project, other, 1, date="2024-02-09", kind=StepKind.REOPEN, reason="Un risc era altul.")
    assert [outcome.register.state_of(version) for version in (1, 2)] == [State.SUPERSEDED, State.DRAFT]
    text = (run.parent / "versions/2/differences.txt").read_text(encoding="utf-8")
    assert text.startswith(
        f"Versiunea 2, din rularea {other.name}, față de versiunea 1, din rularea {run.name}\n"
        "Motivul: Un risc era altul.\n\n"
    )
    assert text.endswith(": text schimbat\n    versiunea 1   „unul”\n    versiunea 2   „altul”\n")
    assert outcome.register.entries[-1].files == {"differences.txt": sha(text.encode())}
    for place, day in enumerate(("2024-02-09", "2024-02-10", "2024-02-10")):
        outcome = step(project, other, place, date=day)
    assert sorted(path.name for path in outcome.place.iterdir()) == ["differences.txt", DOCUMENT]
    assert (run.parent / "versions/1" / DOCUMENT).is_file()


def test_a_version_may_be_reopened_from_the_same_run_or_when_the_old_one_is_gone(project: Path, run: Path) -> None:
    approved(project, run)
    outcome = step(project, run, 0, date="2024-02-09", kind=StepKind.REOPEN, reason="Un nume era scris greșit.")
    text = (outcome.place / "differences.txt").read_text(encoding="utf-8")
    assert text.endswith("\n\nConținutul este același.\n")
    other = a_run(project / "outputs", risk="altul")
    (run / DOCUMENT).unlink()
    outcome = step(project, other, 0, date="2024-02-09", kind=StepKind.REOPEN, reason="Un risc era altul.")
    text = (outcome.place / "differences.txt").read_text(encoding="utf-8")
    assert text.endswith("\n\nRularea dinainte nu mai este întreagă la locul ei; diferențele nu se pot arăta.\n")


def test_a_report_is_published_as_it_was_approved_or_not_at_all(project: Path, run: Path) -> None:
    outcome = approved(project, run)
    (outcome.place / DOCUMENT).write_bytes(b"altceva")
    with pytest.raises(OfficeFileError):
        step(project, run, 2, kind=StepKind.PUBLISH, reason="Semnat pe hârtie.")
    assert show_register(project, run.name, "").state is State.APPROVED


def test_a_run_with_open_errors_is_never_approved(project: Path) -> None:
    run = a_run(project / "outputs", errors=1)
    with pytest.raises(UsageError) as caught:
        approved(project, run, reason="Se știe.")
    assert caught.value.found == "o rulare cu 1 eroare deschisă"
    assert not (run.parent / "versions").exists()


def test_a_damaged_run_is_not_signed(project: Path, run: Path) -> None:
    step(project, run, 0)
    (run / "totals.csv").write_bytes(b"11 acte\n")
    with pytest.raises(OfficeFileError) as caught:
        step(project, run, 1)
    assert str(caught.value.place) == f"{run.name}/totals.csv"


def test_a_broken_chain_stops_every_further_step(project: Path, run: Path) -> None:
    step(project, run, 0)
    register = run.parent / "register.csv"
    register.write_bytes(register.read_bytes().replace(b"Ana Pop", b"Ion Pop"))
    with pytest.raises(OfficeFileError) as caught:
        step(project, run, 1)
    assert str(caught.value.place) == f"{ABOUT}/register.csv · rândul 2"


def cut_back(register: Path, lines: int) -> None:
    """Leave the heading of a register and so many steps; the chain of what is left is whole."""
    left = register.read_text(encoding="utf-8").splitlines(keepends=True)[: lines + 1]
    register.write_text("".join(left), encoding="utf-8")


@pytest.mark.parametrize("lines", [0, 2])
def test_steps_that_were_cut_off_before_the_approval_are_seen_by_the_file_that_they_made(
    project: Path, run: Path, lines: int
) -> None:
    """Else another person would be approved, and the signed version overwritten without a word."""
    final = (approved(project, run).place / DOCUMENT).read_bytes()
    cut_back(run.parent / "register.csv", lines)
    with pytest.raises(OfficeFileError) as caught:
        step(project, run, lines)
    assert str(caught.value) == (
        f"{ABOUT}/versions/1/{DOCUMENT}\n"
        "    găsit      un fișier pe care registrul nu îl cunoaște: lipsesc rânduri din el, sau lipsește tot\n"
        "    așteptat   registrul cu toate rândurile lui, și în versiuni numai fișierele din el\n"
        "    de făcut   puneți la loc register.csv dintr-o copie de siguranță; un fișier care nu este al semnării"
        " mutați-l de acolo"
    )
    assert (run.parent / "versions/1" / DOCUMENT).read_bytes() == final


def test_a_register_that_was_deleted_is_missed(project: Path, run: Path) -> None:
    approved(project, run)
    (run.parent / "register.csv").unlink()
    with pytest.raises(OfficeFileError):
        step(project, run, 0)
    assert not (run.parent / "register.csv").exists()


def test_signatures_that_were_cut_off_leave_a_file_that_is_not_the_approved_one(
    project: Path, run: Path, certificate: Path
) -> None:
    approved(project, run, certificate=certificate, passphrase=PASSPHRASE)
    cut_back(run.parent / "register.csv", 3)
    with pytest.raises(OfficeFileError) as caught:
        step(project, run, 2, certificate=certificate, passphrase=PASSPHRASE)
    assert caught.value.found == "un fișier schimbat sau lipsă de la ultimul pas din registru"


def test_a_register_that_was_written_anew_does_not_know_the_line_that_the_final_file_names(project: Path, run: Path) -> None:
    outcome = approved(project, run)
    other = SignOffRegister(about=ABOUT)
    for entry in outcome.register.entries:
        other = other.with_entry(replace(entry, reason="altul"))
    (run.parent / "register.csv").write_text(register_text(other), encoding="utf-8")
    with pytest.raises(OfficeFileError) as caught:
        step(project, run, 2, kind=StepKind.PUBLISH, reason="Semnat pe hârtie.")
    assert caught.value.found == "un fișier final care se leagă de un rând ce nu este în registru"


def test_a_version_that_only_its_folder_remembers_is_named(project: Path, run: Path) -> None:
    approved(project, run)
    step(project, run, 0, date="2024-02-09", kind=StepKind.REOPEN, reason="Un nume era scris greșit.")
    cut_back(run.parent / "register.csv", 3)
    [problem] = show_register(project, run.name, "").problems
    assert problem.startswith(f"{ABOUT}/versions/2/differences.txt\n")


def test_what_an_office_program_left_beside_the_files_is_no_file_of_the_sign_off(project: Path, run: Path) -> None:
    folder = run.parent / "versions/1"
    folder.mkdir(parents=True)
    (folder / "Thumbs.db").write_bytes(b"")
    assert approved(project, run).state is State.APPROVED
    (folder / "scanat.pdf").write_bytes(b"")  # of a version that is approved, whoever files it there
    assert show_register(project, run.name, "").problems == ()


def test_a_final_file_that_was_changed_is_named_when_the_register_is_shown(
    project: Path, run: Path, capsys: Captured
) -> None:
    (approved(project, run).place / DOCUMENT).write_bytes(b"altceva")
    assert main(["sign", run.name, "--project", str(project)]) == 1
    assert capsys.readouterr().err.endswith(
        "versiunea 1: aprobat, fără semnătură electronică\n"
        f"{ABOUT}/versions/1/{DOCUMENT}\n"
        "    găsit      un fișier schimbat sau lipsă de la ultimul pas din registru\n"
        "    așteptat   fișierul aprobat, neatins\n"
        "    de făcut   puneți-l la loc dintr-o copie de siguranță, sau începeți o versiune nouă cu --reopen\n"
        "următorul pas: puneți la loc fișierele numite; până atunci nu semnați și nu trimiteți nimic\n"
    )


def test_a_file_whose_content_changed_on_the_way_does_not_leave(
    project: Path, run: Path, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a signature would do to the file: what is signed is what was checked."""
    monkeypatch.setattr(version_files, "content_hash", lambda _: "0" * 64)
    with pytest.raises(Exception, match="un fișier semnat cu alt conținut decât cel verificat"):
        approved(project, run, certificate=certificate, passphrase=PASSPHRASE)
    assert show_register(project, run.name, "").state is State.CHECKED
    assert not (run.parent / "versions").exists()


def test_the_command_line_signs_and_shows(project: Path, run: Path, capsys: Captured) -> None:
    typed = ["sign", str(run), "--project", str(project)]
    assert main(typed) == 0
    captured = capsys.readouterr()
    assert captured.out == f"{run}\n"
    assert captured.err.endswith(
        "versiunea 1: proiect\nurmătorul pas: pasul rolului „specialist principal, Direcția cultură” (Elaborat)\n"
    )
    for role, name, day in PEOPLE:
        assert main([*typed, "--role", role, "--name", name, "--date", day]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines()[-1] == str(run.parent / "versions/1")
    assert captured.err.endswith(
        "versiunea 1: aprobat, fără semnătură electronică\n"
        "următorul pas: o semnătură cu --certificate, publicarea cu --publish sau o versiune nouă cu --reopen\n"
    )
    last = ["--role", "3", "--name", "Maria Lungu", "--date", "2024-02-07", "--reason", "Semnat pe hârtie."]
    assert main([*typed, *last, "--publish"]) == 0
    assert "versiunea 1: publicat\nurmătorul pas: o versiune nouă, cu --reopen\n" in capsys.readouterr().err
    assert main([*typed, *last, "--publish", "--reopen"]) == 2
    assert "--publish și --reopen deodată" in capsys.readouterr().err


def test_the_passphrase_comes_from_the_environment_and_is_never_an_argument(
    project: Path, run: Path, certificate: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    step(project, run, 0)
    step(project, run, 1)
    typed = ["sign", run.name, "--project", str(project), "--role", "3", "--name", "Maria Lungu", "--date", "2024-02-07"]
    monkeypatch.delenv("RAPORT_PASSPHRASE", raising=False)
    assert main([*typed, "--certificate", str(certificate)]) == 2
    assert "puneți parola în variabila de mediu RAPORT_PASSPHRASE" in capsys.readouterr().err
    monkeypatch.setenv("RAPORT_PASSPHRASE", PASSPHRASE)
    assert main([*typed, "--certificate", str(certificate)]) == 0
    captured = capsys.readouterr()
    assert "versiunea 1: semnat" in captured.err
    assert PASSPHRASE not in captured.out + captured.err


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
