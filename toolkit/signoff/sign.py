"""One step of a sign-off, from what was typed to the register and the final files: the verb `raport sign`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from toolkit.errors import Place, UsageError
from toolkit.language import N_, gettext, speak, speaking
from toolkit.runs.disk import what_the_system_says
from toolkit.runs.finished_run import FinishedRun, find_run, read_finished_run
from toolkit.runs.screen import Screen
from toolkit.signoff.certificate import Signer, read_certificate
from toolkit.signoff.register import SignOffRegister
from toolkit.signoff.roles import Role, role_called, roles_of
from toolkit.signoff.state import State, StepKind
from toolkit.signoff.steps import RunFacts, Step, awaited, kind_due, next_state
from toolkit.signoff.typed import day_typed, is_same_person, name_typed, reason_typed
from toolkit.signoff.version_files import AT, Compare, VersionFiles
from toolkit.signoff.versions import Versions
from toolkit.word.content_reading import content_hash

_MOST_BYTES: Final = 2**20  # of a certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRequest:
    """What the command was given."""

    project: Path
    run: str  # its folder, or its id
    role: str
    name: str
    date: str
    reason: str = ""
    kind: StepKind | None = None  # publish or reopen; None: the step that is the role's turn
    certificate: Path | None = None
    passphrase: str = field(default="", repr=False)
    language: str = ""  # of the messages; empty: that of the institution, in which the files always are
    pdf_seconds: int = 120  # how long LibreOffice may take


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOutcome:
    """The register as it is afterwards, where the files lie, and what may come next."""

    register: SignOffRegister
    place: Path
    due: str
    is_unsigned: bool  # whether it is approved, and by no certificate
    problems: tuple[str, ...] = ()  # files that are not what the register says, each in words

    @property
    def state(self) -> State:
        """How far the newest version has come."""
        return self.register.state

    @property
    def said(self) -> str:
        """Say in a line what state the newest version is in."""
        words = (
            N_("versiunea {version}: {state}, fără semnătură electronică")
            if self.is_unsigned
            else N_("versiunea {version}: {state}")
        )
        return gettext(words, version=self.register.version, state=self.state.text)


def show_register(project: Path, run: str, language: str) -> SignOutcome:
    """Give the register of a run's report as it is, and what no longer fits it; nothing is changed."""
    task = _opened(project, run, language)
    register = task.versions.register()
    outcome = task.outcome(register)
    problems = tuple(map(str, task.versions.problems(register)))
    due = (
        gettext("puneți la loc fișierele numite; până atunci nu semnați și nu trimiteți nimic") if problems else outcome.due
    )
    return replace(outcome, problems=problems, due=due)


def sign(request: SignRequest, screen: Screen, compare: Compare) -> SignOutcome:
    """Make one step: it is in the register with all the files that it names, or nothing has changed."""
    task = _opened(request.project, request.run, request.language)
    role = role_called(request.role, task.roles)
    name, reason = name_typed(request.name), reason_typed(request.reason)
    day = day_typed(request.date, task.run.period)
    signer = _signer(request.certificate, request.passphrase, day) if request.certificate is not None else None
    with task.versions.one_writer():
        register = task.versions.register()
        step = Step(
            kind=request.kind or kind_due(register, role, has_certificate=signer is not None),
            roles=task.roles,
            role=role,
            name=name,
            date=day,
            reason=reason,
            run=task.facts,
        )
        next_state(register, step)  # what is refused is refused before anything is made
        _check_certificate(step, signer)
        if signer is not None and not is_same_person(signer.name, name):
            screen.say(
                gettext("certificatul este pe numele „{who}”, iar în raport stă „{name}”", who=signer.name, name=name)
            )
        with speaking(task.run.institution.locale):
            made, steps = VersionFiles(
                run=task.run,
                versions=task.versions,
                register=register,
                step=step,
                signer=signer,
                seconds=request.pdf_seconds,
            ).made(screen, compare)
        for each in steps:
            register = next_state(register, each)
        task.versions.add(register, made)
    return task.outcome(register)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """A run that is to be signed, read whole."""

    run: FinishedRun
    roles: tuple[Role, ...]
    versions: Versions
    facts: RunFacts

    def outcome(self, register: SignOffRegister) -> SignOutcome:
        folder = self.versions.folder(register.version)
        return SignOutcome(
            register=register,
            place=folder if folder.is_dir() else self.run.folder,
            due=awaited(register, self.roles),
            is_unsigned=register.state is State.APPROVED,
        )


def _opened(project: Path, given: str, language: str) -> _Task:
    run = read_finished_run(find_run(given, project / "outputs"))
    speak(language or run.institution.locale)
    counts = run.counts
    return _Task(
        run=run,
        roles=roles_of(run.institution, run.institution_file),
        versions=Versions(home=run.folder.parent, about=run.about),
        facts=RunFacts(
            id=run.id,
            content=content_hash(run.document),
            errors=counts.errors,
            warnings=counts.warnings,
            is_trial=run.is_trial,
        ),
    )


def _signer(file: Path, passphrase: str, day: date) -> Signer:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise _not_read(file, gettext("un fișier prea mare pentru un certificat"))
        content = file.read_bytes()
    except OSError as error:
        found = gettext("niciun fișier: nu este acolo")
        if not isinstance(error, FileNotFoundError):
            found = gettext("un fișier care nu se poate citi: {reason}", reason=what_the_system_says(error))
        raise _not_read(file, found) from error
    return read_certificate(content, passphrase, file=file.name, at=datetime.combine(day, AT))


def _not_read(file: Path, found: str) -> UsageError:
    return UsageError(
        place=Place(str(file)),
        found=found,
        expected=gettext("fișierul .p12 al certificatului, la locul scris după --certificate"),
        fix=gettext("verificați numele fișierului și dosarul, apoi repetați comanda"),
    )


def _check_certificate(step: Step, signer: Signer | None) -> None:
    """Refuse a certificate where nothing is signed yet, or no longer."""
    if signer is not None and step.kind not in (StepKind.APPROVE, StepKind.SIGN):
        raise _no_certificate(
            "--certificate",
            gettext("un certificat la un pas la care încă nu este nimic de semnat")
            if step.kind in (StepKind.CHECK, StepKind.COORDINATE)
            else gettext("un certificat la un pas care nu este o semnătură"),
        )


def _no_certificate(place: str, found: str) -> UsageError:
    return UsageError(
        place=Place(place),
        found=found,
        expected=gettext("un certificat .p12 la aprobare sau după ea, când numele și datele nu se mai schimbă"),
        fix=gettext("faceți pasul fără --certificate; după aprobare semnați cu aceeași comandă și cu --certificate"),
    )
