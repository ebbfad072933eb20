"""What a report reads that counts only what was accepted until a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from toolkit.plan.period import Period
from toolkit.runs.parameters import ReportParameters
from toolkit.runs.received_files import ReceivedFiles


def files_until(project: Path, parameters: ReportParameters, cutoff: str, files: Sequence[str]) -> tuple[str, ...]:
    """Of the files that would be read of a period, those within it and those before, give what counts until a day.

    A file that the register does not know counts always; one that it knows is read where it is kept under its SHA-256.
    """
    received = ReceivedFiles(project=project, institution=parameters.institution)
    codes = {entry.period for entry in received.register().entries if entry.period}
    longer = (parameters.period, *parameters.period.earlier({*codes, *(path.split("/")[2] for path in files)}))
    read = [code for code in codes if any(_is_within(code, period) for period in longer)]
    return files_of_periods_until(received, read, cutoff, files)


def files_of_periods_until(
    received: ReceivedFiles, periods: Iterable[str], cutoff: str, files: Iterable[str]
) -> tuple[str, ...]:
    """The same of the periods of the register that are named by their codes."""
    register = received.register()
    if not register.entries:
        return tuple(files)
    counting = register.counting(date.fromisoformat(cutoff))
    known: list[str] = []
    kept: list[str] = []
    for period in sorted(periods):
        known += [path for path, sha256 in received.lying(period).items() if sha256 in register.known]
        sha256s = [sha256 for (_, of_period), counted in counting.items() if of_period == period for sha256 in counted]
        kept += sorted(received.kept_path(sha256, period) for sha256 in sha256s)
    return (*(path for path in files if path not in known), received.register_path, *kept)


def _is_within(code: str, period: Period) -> bool:
    """Whether a code of the register is that of a period, or of a shorter one of which it is composed."""
    return code == str(period) or bool(period.shorter_among([code]))
