"""What a report reads that counts only what was accepted until a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from toolkit.runs.parameters import ReportParameters
from toolkit.runs.received_files import ReceivedFiles


def files_until(project: Path, parameters: ReportParameters, cutoff: str, files: Iterable[str]) -> tuple[str, ...]:
    """Of the files that would be read of a period, give those that count until a day, by the register.

    A file that the register does not know counts always; one that it knows is read where it is kept under its SHA-256.
    """
    received = ReceivedFiles(project=project, institution=parameters.institution)
    register = received.register()
    if not register.entries:
        return tuple(files)
    period = str(parameters.period)
    lying = received.lying(period)
    others = [path for path in files if lying.get(path) not in register.known]
    counting = register.counting(date.fromisoformat(cutoff))
    sha256s = [sha256 for (_, of_period), counted in counting.items() if of_period == period for sha256 in counted]
    return (*others, received.register_path, *sorted(received.kept_path(sha256, period) for sha256 in sha256s))
