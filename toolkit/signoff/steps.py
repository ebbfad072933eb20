"""What a step makes of a register: the next register, or a refusal that says why. No file is touched here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from toolkit.errors import UsageError
from toolkit.language import counted, gettext
from toolkit.plan.spelling import printed_day
from toolkit.signoff.register import SignOffEntry, SignOffRegister
from toolkit.signoff.roles import Role
from toolkit.signoff.state import TRANSITIONS, State, StepKind
from toolkit.signoff.typed import is_same_person


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """What a step must know of the run that it is about."""

    id: str
    content: str  # the hash of what its report says
    errors: int  # findings that are open
    warnings: int
    is_trial: bool = False  # whether an auditor had something otherwise than in the report that counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Who does what to which run, and when."""

    kind: StepKind
    roles: tuple[Role, ...]
    role: Role
    name: str
    date: date
    reason: str = ""
    run: RunFacts
    files: Mapping[str, str] = field(default_factory=dict)  # what the line names: SHA-256 by name

    def entry(self, version: int, state: State) -> SignOffEntry:
        """Give the line for a version that comes to a state by this step."""
        return SignOffEntry(
            date=self.date,
            version=version,
            state=state,
            run=self.run.id,
            role=self.role.text,
            name=self.name,
            reason=self.reason,
            content=self.run.content,
            files=self.files,
        )


def kind_due(register: SignOffRegister, role: Role, *, has_certificate: bool) -> StepKind:
    """Say what a role does where it signs: its step in the order, or its signature once all is approved."""
    if register.state in (State.APPROVED, State.SIGNED) and has_certificate:
        return StepKind.SIGN
    return _kind_in_order(role)


def next_state(register: SignOffRegister, step: Step) -> SignOffRegister:
    """Give the register after a step; `UsageError` says why it cannot be made."""
    if step.run.is_trial:
        raise _refused(
            step,
            found=gettext("un raport de probă"),
            expected=gettext("raportul însuși: rulat fără leave_out, rules, plan_at și cu totalurile ajustate"),
            fix=gettext("rulați din nou fără acești parametri și semnați rularea aceea"),
        )
    if register.entries and step.date < register.entries[-1].date:
        raise _refused(
            step,
            found=gettext(
                "ziua {day}, dinaintea ultimului pas, din {last}",
                day=printed_day(step.date),
                last=printed_day(register.entries[-1].date),
            ),
            expected=gettext("aceeași zi sau una de după ea"),
            fix=gettext("corectați data"),
        )
    if step.kind is StepKind.REOPEN:
        return _reopened(register, step)
    state = _next(register, step)
    _check_run(register, step)
    _check_person(register, step)
    if step.kind is StepKind.APPROVE:
        _check_findings(step)
    if step.kind is StepKind.PUBLISH:
        return _published(register, step)
    return register.with_entry(step.entry(register.version, state))


def in_order(register: SignOffRegister) -> tuple[SignOffEntry, ...]:
    """Give the steps of the roles about the newest version, from the one who prepared to the one who approved."""
    lines = register.of_version(register.version)
    return tuple(entry for entry in lines if entry.state in (State.CHECKED, State.APPROVED))


def awaited(register: SignOffRegister, roles: tuple[Role, ...]) -> str:
    """Say what may come next."""
    state, done = register.state, len(in_order(register))
    if state in (State.DRAFT, State.CHECKED):
        role = roles[min(done, len(roles) - 1)]
        return gettext("pasul rolului „{role}” ({label})", role=role.text, label=role.label)
    if state in (State.APPROVED, State.SIGNED):
        return gettext("o semnătură cu --certificate, publicarea cu --publish sau o versiune nouă cu --reopen")
    return gettext("o versiune nouă, cu --reopen")


def _kind_in_order(role: Role) -> StepKind:
    return StepKind.CHECK if role.is_first else StepKind.APPROVE if role.is_last else StepKind.COORDINATE


def _next(register: SignOffRegister, step: Step) -> State:
    due = register.state
    state = TRANSITIONS.get((due, step.kind))
    is_turn = step.kind is _kind_in_order(step.role) and step.role.place == len(in_order(register))
    if state is not None and (is_turn or step.kind in (StepKind.SIGN, StepKind.PUBLISH)):
        return state
    raise _refused(
        step,
        found=gettext("{what}, la un raport {state}", what=_said(step), state=due.text),
        expected=awaited(register, step.roles),
        fix=gettext("faceți pasul care urmează; registrul se vede cu „raport sign RULARE”"),
    )


def _check_run(register: SignOffRegister, step: Step) -> None:
    """Refuse another run, or another content, than the one that the first role has checked."""
    lines = register.of_version(register.version)
    if not lines or (lines[0].run, lines[0].content) == (step.run.id, step.run.content):
        return
    if lines[0].run != step.run.id:
        found = gettext(
            "rularea {run}, deși versiunea {version} este a rulării {other}",
            run=step.run.id, version=register.version, other=lines[0].run,
        )  # fmt: skip
    else:
        found = gettext("un raport cu alt conținut decât cel verificat")
    raise _refused(
        step,
        found=found,
        expected=gettext("aceeași rulare, neschimbată, la toți pașii unei versiuni"),
        fix=gettext("semnați rularea verificată, sau începeți o versiune nouă cu --reopen și --reason"),
    )


def _check_person(register: SignOffRegister, step: Step) -> None:
    signed = {entry.role: entry.name for entry in in_order(register)}
    prepared = signed.get(step.roles[0].text, "")
    if step.kind is StepKind.APPROVE and is_same_person(step.name, prepared):
        raise _refused(
            step,
            found=gettext("„{name}”, care a și întocmit raportul", name=step.name),
            expected=gettext("altă persoană: cine întocmește nu aprobă"),
            fix=gettext("cereți aprobarea celui care are acest rol"),
        )
    if step.kind not in (StepKind.SIGN, StepKind.PUBLISH):
        return
    if not is_same_person(step.name, signed.get(step.role.text, "")):
        raise _refused(
            step,
            found=gettext("„{name}”, altă persoană decât cea trecută la acest rol", name=step.name),
            expected=gettext("„{name}”, ca în raportul aprobat", name=signed.get(step.role.text, "")),
            fix=gettext("semnează cine este trecut în raport; numele nu se mai schimbă după aprobare")
            if step.kind is StepKind.SIGN
            else gettext("scrieți numele celui care are rolul, sau alt rol"),
        )
    if step.kind is StepKind.SIGN and any(entry.role == step.role.text for entry in _signatures(register)):
        raise _refused(
            step,
            found=gettext("încă o semnătură a aceluiași rol"),
            expected=gettext("câte o semnătură de rol"),
            fix=gettext("nimic: semnătura este deja în fișier"),
        )


def _check_findings(step: Step) -> None:
    if step.run.errors:
        raise _refused(
            step,
            found=gettext("o rulare cu {errors}", errors=counted(step.run.errors, "eroare deschisă", "erori deschise")),
            expected=gettext("o rulare fără erori deschise"),
            fix=gettext("corectați erorile din findings.csv, rulați din nou și începeți o versiune nouă cu --reopen"),
        )
    if step.run.warnings and not step.reason:
        warnings = counted(step.run.warnings, "avertisment deschis", "avertismente deschise")
        raise _refused(
            step,
            found=gettext("o rulare cu {warnings} și niciun motiv", warnings=warnings),
            expected=gettext("motivul pentru care se aprobă așa"),
            fix=gettext("acceptați avertismentele în accepted.yaml și rulați din nou, sau scrieți motivul cu --reason"),
        )


def _published(register: SignOffRegister, step: Step) -> SignOffRegister:
    """Publish a version; whatever was published before it is superseded."""
    if register.state is State.APPROVED and not step.reason:
        raise _refused(
            step,
            found=gettext("un raport aprobat fără semnătură electronică, și niciun motiv"),
            expected=gettext("un raport semnat, sau motivul pentru care se publică așa"),
            fix=gettext("semnați-l cu --certificate, sau scrieți motivul cu --reason, de exemplu „semnat pe hârtie”"),
        )
    longer = register.with_entry(step.entry(register.version, State.PUBLISHED))
    for version in range(1, register.version):
        if register.state_of(version) is State.PUBLISHED:
            longer = longer.with_entry(_superseding(register, step, version))
    return longer


def _reopened(register: SignOffRegister, step: Step) -> SignOffRegister:
    """Begin a new version, as a draft of the run that is given."""
    if not register.entries:
        raise _refused(
            step,
            found=gettext("un raport la care nu s-a făcut niciun pas"),
            expected=gettext("o versiune de redeschis"),
            fix=gettext("începeți cu primul rol: {role}", role=step.roles[0].text),
        )
    if not step.reason:
        raise _refused(
            step,
            found=gettext("redeschiderea, și niciun motiv"),
            expected=gettext("motivul pentru care se face o versiune nouă"),
            fix=gettext("scrieți motivul cu --reason"),
        )
    version = register.version
    if register.state is not State.PUBLISHED:
        register = register.with_entry(_superseding(register, step, version))
    return register.with_entry(step.entry(version + 1, State.DRAFT))


def _superseding(register: SignOffRegister, step: Step, version: int) -> SignOffEntry:
    """The line by which a version is superseded: it speaks of that version's run."""
    own = register.of_version(version)[-1]
    return SignOffEntry(
        date=step.date,
        version=version,
        state=TRANSITIONS[register.state_of(version), StepKind.SUPERSEDE],
        run=own.run,
        role=step.role.text,
        name=step.name,
        reason=step.reason,
        content=own.content,
    )


def _signatures(register: SignOffRegister) -> list[SignOffEntry]:
    return [entry for entry in register.of_version(register.version) if entry.state is State.SIGNED]


def _said(step: Step) -> str:
    if step.kind is StepKind.PUBLISH:
        return gettext("publicarea")
    if step.kind is StepKind.SIGN:
        return gettext("o semnătură")
    return gettext("pasul rolului „{role}” ({label})", role=step.role.text, label=step.role.label)


def _refused(step: Step, *, found: str, expected: str, fix: str) -> UsageError:
    return UsageError(place=gettext("semnarea rulării {run}", run=step.run.id), found=found, expected=expected, fix=fix)
