"""Who has not sent anything, and who sent late, counted in working days from the closing date."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from toolkit.intake.forms.asked import asked_by_department
from toolkit.intake.forms.terms import closing_date
from toolkit.intake.received.register import Register, State
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan
from toolkit.plan.working_days import WorkingDays


class Lateness(StrEnum):
    """In which way a department is late."""

    NOT_SENT = "not-sent"
    RETURNED = "returned"  # it sent something that could not be accepted
    SENT_LATE = "sent-late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A department that has not sent its form, or sent it late."""

    department: str  # id
    name: str
    lateness: Lateness
    received: date | None = None  # the day on which it came
    working_days: int | None = None  # None where there is no closing date, or no day to count to

    @property
    def has_sent(self) -> bool:
        """Whether a form counts by now."""
        return self.lateness is Lateness.SENT_LATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """By when forms were due, and by when what is asked for now is."""

    closing: date | None  # None where the institution has set no day
    today: date | None  # the day of which all this is said
    calendar: WorkingDays
    correction_days: int  # working days that a department has for a correction

    @property
    def due(self) -> date | None:
        """The last day on which a form is not late: the closing date, or the first working day after it."""
        return None if self.closing is None else self.calendar.first_from(self.closing)

    @property
    def correct_by(self) -> date | None:
        """By when a correction is asked for: never before forms are due; None where no day is known to count from."""
        if self.today is None:
            return None
        by = self.calendar.after(self.today, self.correction_days)
        return by if self.due is None else max(by, self.due)

    def working_days_late(self, day: date | None) -> int | None:
        """How many working days after the due day a day is; 0 is not late."""
        return None if self.due is None or day is None else self.calendar.between(self.due, day)


def deadlines(institution: Institution, period: Period, today: date | None) -> Deadlines:
    """Give the deadlines of a period, as of a day."""
    return Deadlines(
        closing=closing_date(institution, period),
        today=today,
        calendar=WorkingDays(institution.locale),
        correction_days=institution.correction_days,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """What has come of a period."""

    period: Period
    counting: Collection[str]  # ids of the departments whose forms were read
    not_counting: Collection[str]  # of those whose files could not be
    register: Register


def who_is_late(institution: Institution, plan: Plan, arrived: Arrived, terms: Deadlines) -> tuple[Late, ...]:
    """List, in the order of print, who has sent nothing that counts, and who sent late by the register."""
    late: list[Late] = []
    asked = asked_by_department(plan, institution)
    for department in institution.departments:
        of_department = (department.id, str(arrived.period))
        about = [entry for entry in arrived.register.entries if (entry.department, entry.period) == of_department]
        accepted = [entry.date for entry in about if entry.state is State.ACCEPTED]
        if department.id in arrived.counting:
            received = min(accepted, default=None)
            days = terms.working_days_late(received)
            lateness = Lateness.SENT_LATE
            if not days:
                continue
        elif asked[department.id]:
            received = max((entry.date for entry in about), default=None)
            days = terms.working_days_late(terms.today)
            has_come = about or department.id in arrived.not_counting
            lateness = Lateness.RETURNED if has_come else Lateness.NOT_SENT
        else:
            continue
        late.append(
            Late(department=department.id, name=department.name, lateness=lateness, received=received, working_days=days)
        )
    return tuple(late)
