"""The register of what was received: one line for each decision, added at the end and never changed.

What counts follows from it alone. Bytes count from the first day on which they were accepted; of two returns of one
department for one period the later day counts, and of one day the one that stands later in the register. So whatever the
order in which returns are entered, those of different days give the same figures.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from toolkit.errors import OfficeFileError, Place, UsageError
from toolkit.language import gettext
from toolkit.plan.period import Period

COLUMNS = ("date", "file", "department", "period", "state", "supersedes", "reason", "sha256")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_DEPARTMENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HEADER = ",".join(COLUMNS) + "\n"

Counting = Mapping[tuple[str, str], tuple[str, ...]]
"""What counts, by department and period: mostly one SHA-256; more only of files that lay there before the register."""


class State(StrEnum):
    """What was decided of a file."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """One line of the register."""

    date: date
    file: str  # the name under which it arrived
    department: str = ""  # id
    period: str = ""  # code
    state: State
    supersedes: tuple[str, ...] = ()  # SHA-256 of what counted until then
    reason: str = ""  # of what was returned: the code of a finding, and what was found
    sha256: str

    @property
    def code(self) -> str:
        """The code of the finding for which it was returned."""
        return self.reason.partition(":")[0]

    @property
    def line(self) -> str:
        """The line as it stands in the file."""
        text = io.StringIO(newline="")
        told = (f"{self.date}", self.file, self.department, self.period, self.state.value)
        csv.writer(text, lineterminator="\n").writerow((*told, " ".join(self.supersedes), self.reason, self.sha256))
        return text.getvalue()


@dataclass(frozen=True)
class Register:
    """All lines of a register, in their order."""

    entries: tuple[RegisterEntry, ...] = ()

    def with_entries(self, entries: Iterable[RegisterEntry]) -> Register:
        """Give the register with further lines at its end."""
        return Register((*self.entries, *entries))

    def accepted(self, sha256: str) -> RegisterEntry | None:
        """Give the line by which a file was first accepted."""
        of_file = [entry for entry in self.entries if entry.sha256 == sha256 and entry.state is State.ACCEPTED]
        return min(of_file, key=lambda entry: entry.date, default=None)

    def last_about(self, sha256: str) -> RegisterEntry | None:
        """Give the last line about a file."""
        return next((entry for entry in reversed(self.entries) if entry.sha256 == sha256), None)

    @cached_property
    def known(self) -> frozenset[str]:
        """The SHA-256 of everything that was ever accepted or superseded: reports read these by the register alone."""
        accepted = {entry.sha256 for entry in self.entries if entry.state is State.ACCEPTED}
        return frozenset(accepted | {sha256 for entry in self.entries for sha256 in entry.supersedes})

    def about(self, department: str, period: str) -> frozenset[str]:
        """The SHA-256 of everything that ever counted for a department and period."""
        entries = [entry for entry in self.entries if (entry.department, entry.period) == (department, period)]
        accepted = [entry for entry in entries if entry.state is State.ACCEPTED]
        return frozenset(sha256 for entry in accepted for sha256 in (entry.sha256, *entry.supersedes))

    def counting(self, until: date = date.max) -> Counting:
        """Say what counts of what was accepted until a day."""
        began: dict[tuple[str, str], dict[str, tuple[date, int]]] = {}
        before: dict[tuple[str, str], tuple[str, ...]] = {}
        accepted = [entry for entry in self.entries if entry.state is State.ACCEPTED]
        ever = {entry.sha256 for entry in accepted}
        for position, entry in enumerate(accepted):
            key = (entry.department, entry.period)
            first = (entry.date, position)
            began.setdefault(key, {})[entry.sha256] = min(first, began.get(key, {}).get(entry.sha256, first))
            earlier = tuple(sha256 for sha256 in entry.supersedes if sha256 not in ever)
            if earlier:
                before.setdefault(key, earlier)
        counting = {}
        for key, days in began.items():
            by_then = [(first, sha256) for sha256, first in days.items() if first[0] <= until]
            counts = (max(by_then)[1],) if by_then else before.get(key, ())
            if counts:
                counting[key] = counts
        return counting


def read_register(content: bytes, path: str) -> Register:
    """Read a register; `OfficeFileError` names every line that is not as it was written."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        number = content[: error.start].count(b"\n") + 1
        raise _damaged(path, number, gettext("litere care nu sunt UTF-8")) from error
    *lines, rest = text.split("\n")  # and at nothing else: other letters that end a line for Python may stand in names
    lines = [f"{line}\n" for line in lines] + ([rest] if rest else [])
    if lines[:1] != [_HEADER]:
        raise _damaged(path, 1, gettext("alt rând de titlu decât „{header}”", header=_HEADER.strip()))
    entries, errors = [], []
    for number, line in enumerate(lines[1:], 2):
        entry = _entry(line)
        if entry is None:
            errors.append(_damaged(path, number, gettext("un rând schimbat sau tăiat: „{line}”", line=line.strip()[:80])))
        else:
            entries.append(entry)
    if errors:
        raise OfficeFileError.all_of(errors)
    return Register(tuple(entries))


def register_among(files: Mapping[str, bytes], institution_id: str) -> Register:
    """Read the register of an institution among files given by their paths; an empty one where there is none."""
    path = f"inputs/{institution_id}/received.csv"
    return read_register(files[path], path) if path in files else Register()


def register_text(register: Register) -> str:
    """Write a register down."""
    return _HEADER + "".join(entry.line for entry in register.entries)


def _entry(line: str) -> RegisterEntry | None:
    """A line, where it is one that the register would write."""
    try:
        [row] = csv.reader([line], strict=True)
        told = dict(zip(COLUMNS, row, strict=True))
        entry = RegisterEntry(
            date=date.fromisoformat(told["date"]),
            file=told["file"],
            department=told["department"],
            period=told["period"],
            state=State(told["state"]),
            supersedes=tuple(told["supersedes"].split()),
            reason=told["reason"],
            sha256=told["sha256"],
        )
    except (ValueError, csv.Error):
        return None
    is_whole = all(_SHA256.fullmatch(sha256) for sha256 in (entry.sha256, *entry.supersedes))
    is_named = _DEPARTMENT.fullmatch(entry.department) or not entry.department  # both become names of files
    is_named = is_named and (not entry.period or _is_period(entry.period))
    is_known = bool(entry.department and entry.period and not entry.reason)
    fits = is_known if entry.state is State.ACCEPTED else bool(entry.reason)
    return entry if is_whole and is_named and fits and entry.line == line else None


def _is_period(code: str) -> bool:
    try:
        return str(Period.parse(code)) == code
    except UsageError:
        return False


def _damaged(path: str, number: int, found: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(path, cell=gettext("rândul {line}", line=number)),
        found=found,
        expected=gettext("registrul tocmai cum l-a scris „raport receive”, singurul care scrie în el"),
        fix=gettext("puneți la loc registrul dintr-o copie de siguranță; nimic nu s-a schimbat în el"),
    )
