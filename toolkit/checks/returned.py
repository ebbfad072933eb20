"""Who returned the form of a period, on which day, and whether in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from toolkit.checks.answered import asked_numbers
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.intake.received.lateness import deadlines
from toolkit.intake.received.register import Register, State


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedForm:
    """What is known of one department's form."""

    department: str  # id
    is_read: bool  # whether a form was read that counts
    first: date | None = None  # on which the first one was accepted; None where no register says so
    corrected: date | None = None  # on which the one that counts was accepted, where it is a later day
    given_back: date | None = None  # on which one was given back that nothing has replaced since
    closing: date | None = None  # by which it was to be returned
    due: date | None = None  # the last day on which it is not late: the closing date, or the first working day after it

    @property
    def is_late(self) -> bool:
        """Whether the first one came after it was due; not known, and so not said, without both days."""
        return self.first is not None and self.due is not None and self.first > self.due


def returned_forms(inputs: PeriodInputs, register: Register, until: date = date.max) -> tuple[ReturnedForm, ...]:
    """Say of every department that the plan asks, or that returned something, what is known of its form."""
    asked = {d for action in inputs.plan.actions for d in asked_numbers(action, inputs.institution)}
    read = {submission.department for submission in inputs.submissions}
    counting = register.counting(until)
    terms = deadlines(inputs.institution, inputs.period, None)
    forms = []
    for department in inputs.institution.department_ids:
        if department not in asked | read:
            continue
        about = [e for e in register.entries if (e.department, e.period) == (department, str(inputs.period))]
        by_then = [e for e in about if e.date <= until]
        accepted = [e.date for e in by_then if e.state is State.ACCEPTED]
        counts = counting.get((department, str(inputs.period)), ())
        days = [line.date for sha256 in counts if (line := register.accepted(sha256)) is not None]
        given_back = max((e.date for e in by_then if e.state is State.RETURNED), default=None)
        first, last = min(accepted, default=None), max(days, default=None)
        forms.append(
            ReturnedForm(
                department=department,
                is_read=department in read,
                first=first,
                corrected=last if last != first else None,
                given_back=given_back if given_back is not None and (last is None or given_back > last) else None,
                closing=terms.closing,
                due=terms.due,
            )
        )
    return tuple(forms)
