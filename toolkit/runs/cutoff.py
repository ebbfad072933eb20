"""What a report reads that counts only what was accepted until a day."""

from __future__ import annotations

from collections.abc import Sequence
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
    register = received.register()
    if not register.entries:
        return tuple(files)
    counting = register.counting(date.fromisoformat(cutoff))
    known: list[str] = []
    kept: list[str] = []
    codes = sorted({entry.period for entry in register.entries if entry.period})
    read = (parameters.period, *parameters.period.earlier({*codes, *(path.split("/")[2] for path in files)}))
    for period in codes:
        if any(_is_within(period, longer) for longer in read):
            known += [path for path, sha256 in received.lying(period).items() if sha256 in register.known]
            sha256s = [sha256 for (_, of_period), counted in counting.items() if of_period == period for sha256 in counted]
            kept += sorted(received.kept_path(sha256, period) for sha256 in sha256s)
    return (*(path for path in files if path not in known), received.register_path, *kept)


def _is_within(code: str, period: Period) -> bool:
    """Whether a code of the register is that of a period, or of a shorter one of which it is composed."""
    return code == str(period) or bool(period.shorter_among([code]))
