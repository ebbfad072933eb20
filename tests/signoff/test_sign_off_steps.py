"""Which step may be made when, by whom, about what; and a walk over all of them that never signs what was not checked."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from toolkit.errors import UsageError
from toolkit.plan.spelling import matching
from toolkit.signoff.register import SignOffRegister, read_register, register_text
from toolkit.signoff.roles import Role
from toolkit.signoff.state import TRANSITIONS, State, StepKind
from toolkit.signoff.steps import RunFacts, Step, kind_due, next_state

ABOUT = "oras/2023-S1/semester_report"
DAY = date(2024, 2, 5)
ROLES = (
    Role(0, "Elaborat", "specialist, Direcția cultură", is_last=False),
    Role(1, "Coordonat", "șef, Direcția cultură", is_last=False),
    Role(2, "Coordonat", "secretar", is_last=True),
)
NAMES = ("Ana Pop", "Ion Rusu", "Maria Lungu")
RUN = RunFacts(id="0" * 12, content="a" * 64, errors=0, warnings=0)
EMPTY = SignOffRegister(about=ABOUT)


def a_step(place: int = 0, kind: StepKind | None = None, **more: object) -> Step:
    """The step of a role, or another one."""
    due = (StepKind.CHECK, StepKind.COORDINATE, StepKind.APPROVE)[place]
    told: dict[str, object] = {"role": ROLES[place], "name": NAMES[place], "date": DAY, "run": RUN, "roles": ROLES}
    return Step(kind=kind or due, **{**told, **more})  # type: ignore[arg-type]


def after(*steps: Step) -> SignOffRegister:
    register = EMPTY
    for step in steps:
        register = next_state(register, step)
    return register


def refusal(register: SignOffRegister, step: Step) -> str:
    with pytest.raises(UsageError) as caught:
        next_state(register, step)
    return str(caught.value)


CHECKED = after(a_step(0), a_step(1))
APPROVED = after(a_step(0), a_step(1), a_step(2))
SIGNED = next_state(APPROVED, a_step(2, StepKind.SIGN))
PUBLISHED = next_state(SIGNED, a_step(2, StepKind.PUBLISH))


def test_the_roles_sign_in_their_order_and_the_last_one_approves() -> None:
    assert [entry.state for entry in APPROVED.entries] == [State.CHECKED, State.CHECKED, State.APPROVED]
    assert [(entry.role, entry.name) for entry in APPROVED.entries] == [
        (role.text, name) for role, name in zip(ROLES, NAMES, strict=True)
    ]
    assert (PUBLISHED.state, PUBLISHED.version) == (State.PUBLISHED, 1)


@pytest.mark.parametrize(
    ("register", "place", "state", "awaited"),
    [
        (EMPTY, 1, "proiect", "pasul rolului „specialist, Direcția cultură” (Elaborat)"),
        (EMPTY, 2, "proiect", "pasul rolului „specialist, Direcția cultură” (Elaborat)"),
        (after(a_step(0)), 2, "verificat", "pasul rolului „șef, Direcția cultură” (Coordonat)"),
        (CHECKED, 1, "verificat", "pasul rolului „secretar” (Coordonat)"),
        (APPROVED, 2, "aprobat", "o semnătură cu --certificate, publicarea cu --publish sau o versiune nouă cu --reopen"),
        (PUBLISHED, 2, "publicat", "o versiune nouă, cu --reopen"),
    ],
)
def test_a_role_out_of_its_order_is_told_whose_turn_it_is(
    register: SignOffRegister, place: int, state: str, awaited: str
) -> None:
    assert refusal(register, a_step(place)) == (
        "semnarea rulării 000000000000\n"
        f"    găsit      pasul rolului „{ROLES[place].text}” ({ROLES[place].label}), la un raport {state}\n"
        f"    așteptat   {awaited}\n"
        "    de făcut   faceți pasul care urmează; registrul se vede cu „raport sign RULARE”"
    )


@pytest.mark.parametrize("name", ["Ana Pop", "ana  pop", "ANA POP", "Ana Pop.", "Pop Ana", "POP, Ană", "Ana-Pop"])
def test_who_prepares_does_not_approve(name: str) -> None:
    assert refusal(CHECKED, a_step(2, name=name)) == (
        "semnarea rulării 000000000000\n"
        f"    găsit      „{name}”, care a și întocmit raportul\n"
        "    așteptat   altă persoană: cine întocmește nu aprobă\n"
        "    de făcut   cereți aprobarea celui care are acest rol"
    )


def test_who_coordinates_may_also_approve() -> None:
    assert next_state(CHECKED, a_step(2, name=NAMES[1])).state is State.APPROVED


@pytest.mark.parametrize(("errors", "said"), [(1, "1 eroare deschisă"), (2, "2 erori deschise")])
def test_open_errors_are_not_approved_whatever_the_reason(errors: int, said: str) -> None:
    run = replace(RUN, errors=errors)
    register = after(a_step(0, run=run), a_step(1, run=run))
    assert refusal(register, a_step(2, run=run, reason="Se știe.")) == (
        "semnarea rulării 000000000000\n"
        f"    găsit      o rulare cu {said}\n"
        "    așteptat   o rulare fără erori deschise\n"
        "    de făcut   corectați erorile din findings.csv, rulați din nou și începeți o versiune nouă cu --reopen"
    )


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_trial_report_is_signed_by_nobody_whatever_the_reason(place: int) -> None:
    trial = replace(RUN, is_trial=True)
    register = after(*(a_step(done) for done in range(place)))
    assert refusal(register, a_step(place, run=trial, reason="Se știe.")) == (
        "semnarea rulării 000000000000\n"
        "    găsit      un raport de probă\n"
        "    așteptat   raportul însuși: rulat fără leave_out, rules, plan_at și cu totalurile ajustate\n"
        "    de făcut   rulați din nou fără acești parametri și semnați rularea aceea"
    )


def test_no_version_begins_with_a_trial_report() -> None:
    step = a_step(2, StepKind.REOPEN, run=replace(RUN, is_trial=True), reason="Altă regulă.")
    assert "un raport de probă" in refusal(PUBLISHED, step)


def test_open_warnings_are_approved_with_a_reason_alone() -> None:
    run = replace(RUN, warnings=20)
    register = after(a_step(0, run=run), a_step(1, run=run))
    assert refusal(register, a_step(2, run=run)) == (
        "semnarea rulării 000000000000\n"
        "    găsit      o rulare cu 20 de avertismente deschise și niciun motiv\n"
        "    așteptat   motivul pentru care se aprobă așa\n"
        "    de făcut   acceptați avertismentele în accepted.yaml și rulați din nou, sau scrieți motivul cu --reason"
    )
    approved = next_state(register, a_step(2, run=run, reason="Se știe."))
    assert (approved.state, approved.entries[-1].reason) == (State.APPROVED, "Se știe.")


def test_a_step_is_not_dated_before_the_one_before_it() -> None:
    assert refusal(CHECKED, a_step(2, date=date(2024, 2, 4))) == (
        "semnarea rulării 000000000000\n"
        "    găsit      ziua 04.02.2024, dinaintea ultimului pas, din 05.02.2024\n"
        "    așteptat   aceeași zi sau una de după ea\n"
        "    de făcut   corectați data"
    )


def test_another_run_is_not_signed_in_the_place_of_the_checked_one() -> None:
    assert refusal(CHECKED, a_step(2, run=replace(RUN, id="1" * 12))) == (
        "semnarea rulării 111111111111\n"
        "    găsit      rularea 111111111111, deși versiunea 1 este a rulării 000000000000\n"
        "    așteptat   aceeași rulare, neschimbată, la toți pașii unei versiuni\n"
        "    de făcut   semnați rularea verificată, sau începeți o versiune nouă cu --reopen și --reason"
    )


def test_another_content_is_not_signed_in_the_place_of_the_checked_one() -> None:
    assert refusal(APPROVED, a_step(2, StepKind.SIGN, run=replace(RUN, content="b" * 64))) == (
        "semnarea rulării 000000000000\n"
        "    găsit      un raport cu alt conținut decât cel verificat\n"
        "    așteptat   aceeași rulare, neschimbată, la toți pașii unei versiuni\n"
        "    de făcut   semnați rularea verificată, sau începeți o versiune nouă cu --reopen și --reason"
    )


def test_a_signature_is_of_the_person_who_stands_in_the_report() -> None:
    assert refusal(APPROVED, a_step(1, StepKind.SIGN, name="Altcineva")) == (
        "semnarea rulării 000000000000\n"
        "    găsit      „Altcineva”, altă persoană decât cea trecută la acest rol\n"
        "    așteptat   „Ion Rusu”, ca în raportul aprobat\n"
        "    de făcut   semnează cine este trecut în raport; numele nu se mai schimbă după aprobare"
    )


def test_a_publication_is_by_the_person_who_holds_the_role_in_the_report() -> None:
    assert refusal(SIGNED, a_step(1, StepKind.PUBLISH, name="Altcineva")) == (
        "semnarea rulării 000000000000\n"
        "    găsit      „Altcineva”, altă persoană decât cea trecută la acest rol\n"
        "    așteptat   „Ion Rusu”, ca în raportul aprobat\n"
        "    de făcut   scrieți numele celui care are rolul, sau alt rol"
    )
    assert next_state(SIGNED, a_step(1, StepKind.PUBLISH, name="RUSU Ion")).state is State.PUBLISHED


def test_each_role_signs_once() -> None:
    signed = next_state(SIGNED, a_step(0, StepKind.SIGN))
    assert [entry.role for entry in signed.entries[-2:]] == [ROLES[2].text, ROLES[0].text]
    assert refusal(signed, a_step(2, StepKind.SIGN)) == (
        "semnarea rulării 000000000000\n"
        "    găsit      încă o semnătură a aceluiași rol\n"
        "    așteptat   câte o semnătură de rol\n"
        "    de făcut   nimic: semnătura este deja în fișier"
    )


def test_an_approval_without_a_signature_is_published_with_a_reason_alone() -> None:
    assert refusal(APPROVED, a_step(2, StepKind.PUBLISH)) == (
        "semnarea rulării 000000000000\n"
        "    găsit      un raport aprobat fără semnătură electronică, și niciun motiv\n"
        "    așteptat   un raport semnat, sau motivul pentru care se publică așa\n"
        "    de făcut   semnați-l cu --certificate, sau scrieți motivul cu --reason, de exemplu „semnat pe hârtie”"
    )
    assert next_state(APPROVED, a_step(2, StepKind.PUBLISH, reason="Semnat pe hârtie.")).state is State.PUBLISHED


def test_nothing_is_published_before_it_is_approved() -> None:
    assert refusal(CHECKED, a_step(2, StepKind.PUBLISH, reason="Grabă.")).splitlines()[1] == (
        "    găsit      publicarea, la un raport verificat"
    )
    assert refusal(CHECKED, a_step(2, StepKind.SIGN)).splitlines()[1] == "    găsit      o semnătură, la un raport verificat"


def test_reopening_needs_a_reason_and_something_to_reopen() -> None:
    assert refusal(APPROVED, a_step(2, StepKind.REOPEN)) == (
        "semnarea rulării 000000000000\n"
        "    găsit      redeschiderea, și niciun motiv\n"
        "    așteptat   motivul pentru care se face o versiune nouă\n"
        "    de făcut   scrieți motivul cu --reason"
    )
    assert refusal(EMPTY, a_step(2, StepKind.REOPEN, reason="Greșeală.")) == (
        "semnarea rulării 000000000000\n"
        "    găsit      un raport la care nu s-a făcut niciun pas\n"
        "    așteptat   o versiune de redeschis\n"
        "    de făcut   începeți cu primul rol: specialist, Direcția cultură"
    )


def test_a_version_that_is_reopened_before_it_is_published_is_superseded_at_once() -> None:
    other = replace(RUN, id="1" * 12, content="b" * 64)
    register = next_state(SIGNED, a_step(1, StepKind.REOPEN, run=other, reason="Greșeală."))
    assert [register.state_of(version) for version in (1, 2)] == [State.SUPERSEDED, State.DRAFT]
    superseded, draft = register.entries[-2:]
    assert (superseded.run, superseded.content) == (RUN.id, RUN.content)
    assert (draft.run, draft.content, draft.reason) == (other.id, other.content, "Greșeală.")
    assert refusal(register, a_step(0)).splitlines()[1] == (
        "    găsit      rularea 000000000000, deși versiunea 2 este a rulării 111111111111"
    )


def test_a_published_version_is_in_force_until_the_next_one_is_published() -> None:
    other = replace(RUN, id="1" * 12, content="b" * 64)
    register = next_state(PUBLISHED, a_step(1, StepKind.REOPEN, run=other, reason="Greșeală."))
    for place in range(3):
        register = next_state(register, a_step(place, run=other))
    assert [register.state_of(version) for version in (1, 2)] == [State.PUBLISHED, State.APPROVED]
    register = next_state(register, a_step(2, StepKind.PUBLISH, run=other, reason="Semnat pe hârtie."))
    assert [register.state_of(version) for version in (1, 2)] == [State.SUPERSEDED, State.PUBLISHED]


def test_what_is_due_follows_from_role_state_and_certificate() -> None:
    kinds = [kind_due(CHECKED, role, has_certificate=certificate) for certificate in (False, True) for role in ROLES]
    assert kinds == [StepKind.CHECK, StepKind.COORDINATE, StepKind.APPROVE] * 2
    assert [kind_due(SIGNED, role, has_certificate=True) for role in ROLES] == [StepKind.SIGN] * 3
    assert kind_due(APPROVED, ROLES[0], has_certificate=False) is StepKind.CHECK


class Walk(RuleBasedStateMachine):
    """Any steps by anybody about any run: what passes is in the table, and speaks of what was checked."""

    @initialize()
    def begin(self) -> None:
        """Nothing was signed yet."""
        self.register = EMPTY
        self.made: Counter[StepKind] = Counter()

    @rule(
        kind=st.sampled_from([kind for kind in StepKind if kind is not StepKind.SUPERSEDE]),
        place=st.integers(0, 2),
        name=st.sampled_from(NAMES),
        run=st.sampled_from(["0", "1"]),
        content=st.sampled_from(["a", "b"]),
        findings=st.sampled_from([(0, 0), (0, 0), (0, 3), (1, 0)]),
        reason=st.sampled_from(["", "Așa este."]),
        days=st.integers(0, 3),
    )
    def anything(self, kind: StepKind, place: int, name: str, days: int, **facts: Any) -> None:
        """Whoever and whatever."""
        errors, warnings = facts["findings"]
        run = RunFacts(id=facts["run"] * 12, content=facts["content"] * 64, errors=errors, warnings=warnings)
        self.make(a_step(place, kind, name=name, date=date(2024, 2, 5 + days), reason=facts["reason"], run=run))

    @rule(kind=st.sampled_from([StepKind.SIGN, StepKind.PUBLISH, None, None, None]), content=st.sampled_from(["", "", "b"]))
    def mostly_what_is_due(self, kind: StepKind | None, content: str) -> None:
        """Random steps alone hardly ever come to an approval."""
        lines = self.register.of_version(self.register.version)
        done = sum(entry.state in (State.CHECKED, State.APPROVED) for entry in lines)
        facts = RUN if not lines else RunFacts(id=lines[0].run, content=lines[0].content, errors=0, warnings=0)
        facts = replace(facts, content=content * 64) if content else facts
        day = self.register.entries[-1].date if self.register.entries else DAY
        self.make(a_step(min(done, 2), kind, run=facts, date=day, reason="Așa este."))

    def make(self, step: Step) -> None:
        """Make a step, if it is not refused: lines are only added, as the table has it."""
        before = self.register
        try:
            self.register = next_state(before, step)
        except UsageError:
            return
        self.made[step.kind] += 1
        assert self.register.entries[: len(before.entries)] == before.entries
        if step.kind is not StepKind.REOPEN:
            assert TRANSITIONS[before.state, step.kind] is self.register.state_of(before.version)

    @invariant()
    def a_version_speaks_of_one_content_from_its_check_on(self) -> None:
        """No path leads to approved or signed with another content than the checked one."""
        for version in range(1, self.register.version + 1):
            lines = self.register.of_version(version)
            assert len({(entry.run, entry.content) for entry in lines}) <= 1

    @invariant()
    def nothing_is_approved_by_who_prepared_it_or_out_of_order(self) -> None:
        """Two persons at least, in the order of the roles, before any signature."""
        for version in range(1, self.register.version + 1):
            steps = [e for e in self.register.of_version(version) if e.state in (State.CHECKED, State.APPROVED)]
            assert [entry.role for entry in steps] == [role.text for role in ROLES][: len(steps)]
            assert len(steps) < 3 or matching(steps[0].name) != matching(steps[-1].name)
            signed = [e.role for e in self.register.of_version(version) if e.state in (State.SIGNED, State.PUBLISHED)]
            assert not signed or steps[-1].state is State.APPROVED

    @invariant()
    def at_most_one_version_is_published_and_only_the_newest_is_open(self) -> None:
        """What is published is one version."""
        states = [self.register.state_of(version) for version in range(1, self.register.version + 1)]
        assert states.count(State.PUBLISHED) <= 1
        assert set(states[:-1]) <= {State.PUBLISHED, State.SUPERSEDED}

    @precondition(lambda self: self.register.entries)
    @invariant()
    def the_chain_is_whole(self) -> None:
        """What was written is read back, day after day."""
        text = register_text(self.register).encode()
        assert read_register(text, "register.csv", ABOUT) == self.register
        assert [entry.date for entry in self.register.entries] == sorted(entry.date for entry in self.register.entries)


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)


def test_every_transition_of_the_table_is_reached() -> None:
    """By a walk of its own: each entry of the table is made, and leads where it says."""
    other = replace(RUN, id="1" * 12, content="b" * 64)
    reached = set()
    for register in (EMPTY, after(a_step(0)), CHECKED, APPROVED, SIGNED, PUBLISHED):
        for kind in StepKind:
            for place in range(3):
                run = other if kind is StepKind.REOPEN else RUN
                try:
                    longer = next_state(register, a_step(place, kind, run=run, reason="Așa este."))
                except (UsageError, KeyError):
                    continue
                new = longer.state_of(register.version)
                reached.add((register.state, StepKind.SUPERSEDE if kind is StepKind.REOPEN else kind, new))
    reopened = next_state(
        next_state(CHECKED, a_step(0, StepKind.REOPEN, run=other, reason="A.")), a_step(0, StepKind.REOPEN, reason="B.")
    )
    reached.add((State.DRAFT, StepKind.SUPERSEDE, reopened.state_of(2)))
    table = {(state, kind, new) for (state, kind), new in TRANSITIONS.items()}
    superseded_by_the_next = {(State.PUBLISHED, StepKind.SUPERSEDE, State.SUPERSEDED)}  # has a test of its own
    stays = {(State.PUBLISHED, StepKind.SUPERSEDE, State.PUBLISHED)}
    assert reached - stays | superseded_by_the_next == table
