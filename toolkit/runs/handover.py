"""What a notebook's process leaves for the run that started it: its result, or the message it stopped with.

The result is a file; the message is the last line of what the cell shows as its error, so that it arrives from a full disk.
Both carry the run's nonce, which the notebook's process is told by an environment variable, so that nothing from elsewhere
is taken for an answer.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from toolkit.errors import OfficeFileError, ToolkitError, ToolkitFault, UsageError
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.language import N_, gettext

OUTPUT_VARIABLE = "RAPORT_OUTPUT"
NONCE_VARIABLE = "RAPORT_NONCE"
_WITH_CODES = N_("conține coduri personale")
_NOT_SEARCHED = N_("nu s-a putut verifica dacă conține coduri personale")
_NOT_READ = (Code.FILE_UNREADABLE, Code.FILE_FORMAT, Code.FILE_SUSPICIOUS)  # of a file, before its first cell is read
_RESULT = ".result.json"
_CLASSES: dict[int, type[ToolkitError]] = {kind.exit_status: kind for kind in (UsageError, OfficeFileError, ToolkitFault)}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingCounts:
    """How many findings of each severity a run has."""

    errors: int
    warnings: int
    notes: int

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> FindingCounts:
        """Count findings by severity."""
        severities = [finding.severity for finding in findings]
        return cls(
            errors=severities.count(Severity.ERROR),
            warnings=severities.count(Severity.WARNING),
            notes=severities.count(Severity.NOTE),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a notebook that came to its end says of its inputs, and of what it wrote."""

    counts: FindingCounts
    not_kept: Mapping[str, str] = field(default_factory=dict)  # path of a file of which no copy may be kept → why
    written: Mapping[str, str] = field(default_factory=dict)  # the SHA-256 of each file, by its name in the run folder

    @classmethod
    def of(cls, findings: Iterable[Finding], written: Mapping[str, str] | None = None) -> Result:
        """Draw the result from all findings, and from what was written."""
        found = tuple(findings)
        unsearched = {finding.place.file: gettext(_NOT_SEARCHED) for finding in found if finding.code in _NOT_READ}
        with_codes = {finding.place.file: gettext(_WITH_CODES) for finding in found if finding.code is Code.PERSONAL_CODE}
        not_kept = dict(sorted({**unsearched, **with_codes}.items()))
        return cls(counts=FindingCounts.of(found), not_kept=not_kept, written=dict(written or {}))


def leave_result(result: Result) -> None:
    """Leave the result for the run; nothing happens where no run has started this process."""
    folder, nonce = os.environ.get(OUTPUT_VARIABLE), os.environ.get(NONCE_VARIABLE)
    if folder and nonce:
        Path(folder, _RESULT).write_text(json.dumps({"nonce": nonce, **asdict(result)}), encoding="utf-8")


def show_messages_not_tracebacks() -> None:
    """Make the notebook show an error of ours as its message alone, and leave it for the run."""
    ipython: Any = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        shell.set_custom_exc((ToolkitError,), _show_message)


def take_result(folder: Path, nonce: str) -> Result | None:
    """Take the result that the notebook left, and remove its file; None when its last call was never reached."""
    file = folder / _RESULT
    try:
        left = _told(file.read_bytes(), nonce)
    except FileNotFoundError:
        return None
    file.unlink()
    if left is None:
        return None
    return Result(counts=FindingCounts(**left["counts"]), not_kept=left["not_kept"], written=left["written"])


def error_shown(lines: Sequence[str], nonce: str) -> ToolkitError | None:
    """The error of ours that a cell stopped with, as the class that it was, from the lines that the cell shows."""
    told = _told(lines[-1].encode(), nonce) if lines else None
    if told is None:
        return None
    kind = _CLASSES[told["exit_status"]]
    return kind.all_of([kind(*message) for message in told["messages"]])


def _show_message(
    shell: Any, kind: type[ToolkitError], error: ToolkitError, _trace: TracebackType, **_offset: int | None
) -> list[str]:
    shown = [str(error)]
    nonce = os.environ.get(NONCE_VARIABLE)
    if nonce:
        messages = [[str(one.place), one.found, one.expected, one.fix] for one in (error, *error.also)]
        shown.append(json.dumps({"nonce": nonce, "exit_status": error.exit_status, "messages": messages}))
    shell._showtraceback(kind, error, shown)  # IPython has no public way
    return shown


def _told(content: bytes, nonce: str) -> dict[str, Any] | None:
    try:
        told = json.loads(content)
    except ValueError:
        return None
    return told if isinstance(told, dict) and told.get("nonce") == nonce else None
