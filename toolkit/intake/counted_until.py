"""Until which day what was received counts, where a report is told so, and what it therefore leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.plan.period import Period

RECEIVED = "received"  # the folder of an institution in which, by period, what was received lies under its SHA-256


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedUntil:
    """The last day on which what was accepted counts."""

    day: date
    register: str  # its path in the project folder
    is_known: bool  # whether the register has anything of the period; else everything counts, whatever the day
    later: frozenset[str] = frozenset()  # departments of which something was first accepted after that day


def counted_until(files: Mapping[str, bytes], home: str, period: Period, cutoff: str) -> CountedUntil | None:
    """Say until which day a period counts, by the parameter of its report and the register; None where all counts."""
    if not cutoff:
        return None
    day, path = date.fromisoformat(cutoff), f"{home}/received.csv"
    if path not in files:
        return CountedUntil(day=day, register=path, is_known=False)
    from toolkit.intake.received.register import State, read_register  # noqa: PLC0415  most reports need no register

    register = read_register(files[path], path)
    accepted = [entry for entry in register.entries if entry.state is State.ACCEPTED]
    of_period = [e for e in accepted if e.period == str(period) or period.shorter_among([e.period])]
    first = {entry.sha256: register.accepted(entry.sha256) for entry in of_period}
    later = {e.department for e in of_period if (began := first[e.sha256]) is not None and began.date > day}
    return CountedUntil(day=day, register=path, is_known=bool(of_period), later=frozenset(later))
