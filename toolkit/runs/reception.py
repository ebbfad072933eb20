"""One round of receiving: every file recognised and kept, then the register, then the periods' folders and the receipts.

In this order, so that whatever interrupts it, the same command finishes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from toolkit.checks.answers import find_misfits, find_unasked
from toolkit.checks.check import in_order
from toolkit.documents.corrections import correction_of
from toolkit.errors import OfficeFileError
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.memory import limited_memory
from toolkit.intake.received.lost_answers import lost_answers
from toolkit.intake.received.receipt import Decided, name_of, outcome_of, receipt_of
from toolkit.intake.received.recognise import Received, Recogniser, name_without_codes, too_large, two_returns
from toolkit.intake.received.register import Register, RegisterEntry, State
from toolkit.intake.workbook import Reading, read_workbook
from toolkit.language import gettext, language_in_use, speaking
from toolkit.plan.period import Period
from toolkit.plan.spelling import shown
from toolkit.runs.arrivals import Arrival, read_arrival
from toolkit.runs.disk import write_new, writing_to
from toolkit.runs.kept import MOST_BYTES
from toolkit.runs.received_files import ReceivedFiles
from toolkit.runs.screen import Screen

_FORMULA = ("=", "+", "-", "@")  # as names begin that Excel, opening the register, would reckon


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveOutcome:
    """The folder of the receipts, and what was found."""

    folder: Path
    findings: tuple[Finding, ...]
    needs_a_person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrived:
    """A file as it was recognised, in the language of the institution and in that of the messages."""

    written: Received
    shown: Received

    @property
    def key(self) -> tuple[str, str]:
        return self.written.department, str(self.written.period or "")


@dataclass(frozen=True, slots=True)
class Reception:
    """One round of receiving, by whoever holds the lock of the received files."""

    recogniser: Recogniser
    files: ReceivedFiles
    screen: Screen
    receipts: Path
    _departments: dict[tuple[str, str], str] = field(default_factory=dict)  # of files in the periods' folders

    def of(self, found: Sequence[Path]) -> ReceiveOutcome:
        """Receive files: what is kept before the register names it harms nobody, what it names is there."""
        before = self.files.register()
        arrived = self._one_of_each_department(self._recognised(found, before))
        register, entered = self._entered(arrived, before)
        if register.entries != before.entries:
            self.files.write_register(register)
        self._place(entered, register)
        counting = {sha256 for counted in register.counting().values() for sha256 in counted}
        entered = [(self._compared(one, entry) if is_new else one, entry, is_new) for one, entry, is_new in entered]
        for one, entry, is_new in entered:
            superseded = [line for sha256 in entry.supersedes if (line := register.accepted(sha256)) is not None]
            decided = Decided(
                received=one.written,
                entry=entry,
                superseded=tuple(superseded),
                is_new=is_new,
                counts=entry.sha256 in counting,
            )
            self._write_receipt(decided)
            self.screen.say(f"{one.shown.name} ({self._whose(one.shown)}): {outcome_of(decided)}")
        findings = in_order([finding for one, _, _ in entered for finding in one.shown.findings])
        is_returned = any(entry.state is State.RETURNED for _, entry, _ in entered)
        asks = any(finding.severity is Severity.ERROR or finding.code is Code.ANSWERS_LOST for finding in findings)
        return ReceiveOutcome(folder=self.receipts, findings=findings, needs_a_person=is_returned or asks)

    def _recognised(self, found: Sequence[Path], register: Register) -> list[_Arrived]:
        """Recognise every file, and keep its bytes: what is kept in vain harms nobody, what is lost does."""
        arrived: dict[str, _Arrived] = {}
        for path in found:
            arrival = read_arrival(path)
            one = self._known(arrival, register) or self._read(arrival)
            if arrival.sha256 in arrived:
                first = arrived[arrival.sha256].shown.name
                self.screen.say(gettext("{file}: aceiași octeți ca {first}", file=one.shown.name, first=first))
            elif one.shown.is_no_return:
                self.screen.say(gettext("nu s-a primit: {file} (nu este un formular)", file=one.shown.name))
            else:
                arrived[arrival.sha256] = one
                if one.written.may_be_kept and arrival.content is not None:
                    self.files.keep(arrival.content, arrival.sha256, one.key[1])
        return list(arrived.values())

    def _known(self, arrival: Arrival, register: Register) -> _Arrived | None:
        """A file that was accepted before, on this day or earlier: nothing about it changes, and it is not read again."""
        entry = register.accepted(arrival.sha256)
        if entry is None or entry.date > self.recogniser.day or arrival.content is None:
            return None
        known = Received(
            name=name_without_codes(arrival.name),
            sha256=arrival.sha256,
            department=entry.department,
            period=Period.parse(entry.period),
        )
        return _Arrived(written=known, shown=known)

    def _read(self, arrival: Arrival) -> _Arrived:
        institution = self.recogniser.institution
        asked_for = language_in_use()
        with speaking(institution.locale):
            written = self._looked_at(arrival)
            is_same = language_in_use() == asked_for
        return _Arrived(written=written, shown=written if is_same else self._looked_at(arrival))

    def _looked_at(self, arrival: Arrival) -> Received:
        if arrival.content is None:
            return too_large(arrival.name, arrival.sha256, arrival.size, MOST_BYTES)
        received = self.recogniser.recognise(arrival.content, arrival.name)
        if received.submission is None or not received.is_accepted:
            return received
        plan, institution = self.recogniser.plan, self.recogniser.institution
        more = [*find_misfits(received.submission, plan), *find_unasked(received.submission, plan, institution)]
        return replace(received, findings=in_order([*received.findings, *more]))

    def _one_of_each_department(self, arrived: Sequence[_Arrived]) -> list[_Arrived]:
        """Give back all of several new returns of one department and period: no order of names says which one counts."""
        new = [one for one in arrived if one.written.is_accepted]
        judged = []
        for one in arrived:
            names = [other.written.name for other in new if other.key == one.key and other is not one]
            if names and one.written.is_accepted:
                with speaking(self.recogniser.institution.locale):
                    written = two_returns(one.written, names)
                judged.append(_Arrived(written=written, shown=two_returns(one.shown, names)))
            else:
                judged.append(one)
        return judged

    def _entered(
        self, arrived: Sequence[_Arrived], register: Register
    ) -> tuple[Register, list[tuple[_Arrived, RegisterEntry, bool]]]:
        """Give the register with the new lines, and for each file its line and whether it is a new one."""
        entered = []
        for one in arrived:
            received = one.written
            known = register.accepted(received.sha256)
            if known is not None and known.date <= self.recogniser.day:
                entered.append((one, known, False))
                continue
            entry = self._entry(one, register)
            last = register.last_about(received.sha256)
            if entry.state is State.RETURNED and last is not None and (last.state, last.code) == (entry.state, entry.code):
                entered.append((one, last, False))
                continue
            register = register.with_entries([entry])
            entered.append((one, entry, True))
        return register, entered

    def _entry(self, one: _Arrived, register: Register) -> RegisterEntry:
        received, day = one.written, self.recogniser.day
        name = f"'{received.name}" if received.name.startswith(_FORMULA) else received.name
        entry = RegisterEntry(
            date=day,
            file=name,
            department=received.department,
            period=str(received.period or ""),
            state=State.ACCEPTED if received.is_accepted else State.RETURNED,
            sha256=received.sha256,
        )
        if not received.is_accepted:
            [first, *_] = received.reasons or received.findings
            return replace(entry, reason=shown(" ".join(f"{first.code}: {first.found}".split())))
        counted = register.counting(day).get(one.key, ())
        supersedes = [sha256 for sha256 in counted if sha256 != received.sha256]
        after = register.with_entries([entry]).counting()[one.key]
        if received.sha256 in after:
            for path in self.files.unknown_of(register, *one.key, self._department_of):
                content = self.files.read(path)
                sha256 = hashlib.sha256(content).hexdigest()
                if sha256 != received.sha256:
                    self.files.keep(content, sha256, one.key[1])
                    supersedes.append(sha256)
        return replace(entry, supersedes=tuple(dict.fromkeys(supersedes)))

    def _compared(self, one: _Arrived, entry: RegisterEntry) -> _Arrived:
        """Say of a correction what it leaves out of the answers that it takes the place of."""
        after, plan = one.written.submission, self.recogniser.plan
        if entry.state is State.RETURNED or after is None or not entry.supersedes:
            return one
        try:
            paths = [self.files.kept_path(sha256, entry.period) for sha256 in entry.supersedes]
        except OfficeFileError as gone:  # by then the register has its line, and what counts is there
            self.screen.say(str(gone))
            return one
        readings = [self._reading_of(self.files.read(path), path, entry.period) for path in paths]
        before = [reading.submission for reading in readings if reading.submission is not None]
        with speaking(self.recogniser.institution.locale):
            written = lost_answers(after, before, plan, one.written.name)
        shown_too = lost_answers(after, before, plan, one.shown.name)
        if written is None or shown_too is None:
            return one
        return _Arrived(
            written=replace(one.written, findings=in_order([*one.written.findings, written])),
            shown=replace(one.shown, findings=in_order([*one.shown.findings, shown_too])),
        )

    def _place(self, entered: Sequence[tuple[_Arrived, RegisterEntry, bool]], register: Register) -> None:
        keys = {(entry.department, entry.period) for _, entry, _ in entered if entry.state is State.ACCEPTED}
        for key in sorted(keys):
            for path in self.files.place(register, *key, self._department_of):
                self.screen.say(
                    gettext("{file} nu este cel din registru; s-a lăsat cum era, și rapoartele îl citesc pe el", file=path)
                )

    def _department_of(self, content: bytes, path: str, period: str) -> str:
        key = hashlib.sha256(content).hexdigest(), period
        if key not in self._departments:
            submission = self._reading_of(content, path, period).submission
            self._departments[key] = submission.department if submission else ""
        return self._departments[key]

    def _reading_of(self, content: bytes, path: str, period: str) -> Reading:
        with limited_memory():
            return read_workbook(content, path, self.recogniser.institution, self.recogniser.plan, Period.parse(period))

    def _write_receipt(self, decided: Decided) -> None:
        received = decided.received
        parts = (received.department, str(received.period or ""), received.sha256[:12])
        path = self.receipts / f"{'_'.join(part for part in parts if part)}.txt"
        with writing_to(self.receipts, "--project"):
            self.receipts.mkdir(parents=True, exist_ok=True)
            is_there = path.exists()
        if is_there and not decided.is_new:
            return
        with speaking(self.recogniser.institution.locale):
            said = [replace(finding, fix=correction_of(finding).fix) for finding in received.findings]
            decided = replace(decided, received=replace(received, findings=tuple(said)))
            text = receipt_of(decided, self.recogniser.institution, self.recogniser.plan)
        write_new(path, text.encode("utf-8"), "--project")

    def _whose(self, received: Received) -> str:
        names = [name_of(received.department, self.recogniser.institution)] if received.department else []
        names += [str(received.period)] if received.period else []
        return ", ".join(names) or gettext("nerecunoscut")
