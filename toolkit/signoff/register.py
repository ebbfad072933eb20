"""The register of the sign-off of a report: one line for each step, added at the end and never changed.

Each line carries a chain: the SHA-256 of the chain of the line before it and of the line itself, the first beginning with
the name of the report that it is about. A line that was changed, moved, taken out or put in breaks it there. Lines that were
cut off at the end leave a whole chain, only a shorter one; so the last chain, the head, is named wherever a step is
answered, and in the final file.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext
from toolkit.signoff.state import State

COLUMNS = ("number", "date", "version", "state", "run", "role", "name", "reason", "content", "files", "chain")
_HEADER = ",".join(COLUMNS) + "\n"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_RUN = re.compile(r"[0-9a-f]{12}")
_FILE = re.compile(r"([^\s=/\\]+)=([0-9a-f]{64})")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffEntry:
    """One line of the register: who did what to which bytes, and when."""

    number: int = 0  # from 1; given when the line is added
    date: date
    version: int
    state: State  # to which it led
    run: str  # id
    role: str
    name: str
    reason: str = ""
    content: str  # the hash of what the report says
    files: Mapping[str, str] = field(default_factory=dict)  # SHA-256 by name: of the run, or of the version's own files
    chain: str = ""

    @property
    def told(self) -> tuple[str, ...]:
        """What the line says, without its chain, as it stands in the file."""
        files = " ".join(f"{name}={sha256}" for name, sha256 in sorted(self.files.items()))
        begin = (str(self.number), f"{self.date}", str(self.version), self.state.value, self.run)
        return (*begin, self.role, self.name, self.reason, self.content, files)

    @property
    def line(self) -> str:
        """The line as it stands in the file."""
        return _written((*self.told, self.chain))


@dataclass(frozen=True, kw_only=True)
class SignOffRegister:
    """All lines about a report, in their order."""

    about: str  # institution/period/report: a line of another report's register breaks the chain too
    entries: tuple[SignOffEntry, ...] = ()

    @property
    def head(self) -> str:
        """The chain of the last line: whoever knows it knows that no line is missing at the end."""
        return self.entries[-1].chain if self.entries else _hash(self.about)

    @property
    def version(self) -> int:
        """The version that is open: the newest."""
        return max((entry.version for entry in self.entries), default=1)

    def of_version(self, version: int) -> tuple[SignOffEntry, ...]:
        """Give the lines about a version."""
        return tuple(entry for entry in self.entries if entry.version == version)

    def state_of(self, version: int) -> State:
        """Say how far a version has come; one without a line is a draft."""
        return next((entry.state for entry in reversed(self.of_version(version))), State.DRAFT)

    @property
    def state(self) -> State:
        """Say how far the newest version has come."""
        return self.state_of(self.version)

    def with_entry(self, entry: SignOffEntry) -> SignOffRegister:
        """Give the register with a further line, numbered and chained."""
        numbered = replace(entry, number=len(self.entries) + 1, chain="")
        chained = replace(numbered, chain=_link(self.head, numbered))
        return SignOffRegister(about=self.about, entries=(*self.entries, chained))


def register_text(register: SignOffRegister) -> str:
    """Write a register down."""
    return _HEADER + "".join(entry.line for entry in register.entries)


def read_register(content: bytes, path: str, about: str) -> SignOffRegister:
    """Read a register; `OfficeFileError` names the first line at which the chain does not hold."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _broken(path, content[: error.start].count(b"\n") + 1, gettext("litere care nu sunt UTF-8")) from error
    *lines, rest = text.split("\n")  # and at nothing else: other letters that end a line for Python may stand in names
    lines = [f"{line}\n" for line in lines] + ([rest] if rest else [])
    if lines[:1] != [_HEADER]:
        raise _broken(path, 1, gettext("alt rând de titlu decât „{header}”", header=_HEADER.strip()))
    register = SignOffRegister(about=about)
    for number, line in enumerate(lines[1:], 2):
        entry = _entry(line)
        if entry is None:
            raise _broken(path, number, gettext("un rând schimbat sau tăiat: „{line}”", line=line.strip()[:80]))
        if entry.number != number - 1:
            found = gettext("pasul {number}, unde ar fi pasul {due}", number=entry.number, due=number - 1)
            raise _broken(path, number, found)
        longer = register.with_entry(entry)
        if longer.head != entry.chain:
            raise _broken(path, number, gettext("un rând care nu se leagă de cel dinaintea lui"))
        register = longer
    return register


def _entry(line: str) -> SignOffEntry | None:
    """A line, where it is one that the register would write."""
    try:
        [row] = csv.reader([line], strict=True)
        told = dict(zip(COLUMNS, row, strict=True))
        files = [_FILE.fullmatch(piece) for piece in told["files"].split()]
        entry = SignOffEntry(
            number=int(told["number"]),
            date=date.fromisoformat(told["date"]),
            version=int(told["version"]),
            state=State(told["state"]),
            run=told["run"],
            role=told["role"],
            name=told["name"],
            reason=told["reason"],
            content=told["content"],
            files={piece[1]: piece[2] for piece in files if piece},
            chain=told["chain"],
        )
    except (ValueError, csv.Error):
        return None
    is_whole = all(files) and all(_SHA256.fullmatch(sha256) for sha256 in (entry.content, entry.chain))
    is_said = bool(_RUN.fullmatch(entry.run) and entry.role and entry.name and entry.version > 0)
    return entry if is_whole and is_said and entry.line == line else None


def _link(before: str, entry: SignOffEntry) -> str:
    return _hash(f"{before}\n{_written(entry.told)}")


def _written(row: tuple[str, ...]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(row)
    return text.getvalue()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _broken(path: str, number: int, found: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(path, cell=gettext("rândul {line}", line=number)),
        found=found,
        expected=gettext("registrul semnării tocmai cum l-a scris „raport sign”, rând legat de rând"),
        fix=gettext(
            "puneți la loc registrul dintr-o copie de siguranță; de la acest rând încolo nu se poate crede nimic din el"
        ),
    )
