"""What is said of a deadline: how it was understood, why nothing is due, and what is wrong with it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date

from babel import Locale

from toolkit.language import N_, counted, gettext, language_in_use
from toolkit.plan.deadline import LEAP_YEAR, MONTHS_OF_A_YEAR, Deadline, DeadlineKind, Flaw, Impossible, Unit, due_dates
from toolkit.plan.spelling import listed, printed_day, shown

_YEARS_AHEAD = 10  # in which the next due date is looked for

_PLAIN = {
    DeadlineKind.AS_NEEDED: N_("se face după necesitate"),
    DeadlineKind.NONE: N_("nu are termen"),
    DeadlineKind.LOST: N_("termenul s-a pierdut în sursă"),
    DeadlineKind.UNKNOWN: N_("nu s-a înțeles"),
}
_FLAWS = {
    Flaw.MONTH: N_("anul are 12 luni"),
    Flaw.QUARTER: N_("anul are patru trimestre"),
    Flaw.SEMESTER: N_("anul are două semestre"),
    Flaw.REVERSED: N_("sfârșitul stă înaintea începutului"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineProblem:
    """What a finding says of a deadline that cannot be followed."""

    found: str
    expected: str
    fix: str


def explained(deadline: Deadline) -> str:
    """Say in one plain sentence how a deadline was understood."""
    if deadline.kind is DeadlineKind.ONCE:
        return _once(deadline)
    if deadline.goes_on:
        return _going_on(deadline)
    if deadline.kind is DeadlineKind.RELATIVE:
        return gettext(
            "în {time} de la „{event}”; data de la care se numără nu se știe încă",
            time=_time(deadline),
            event=deadline.event,
        )
    if deadline.impossible is not None:
        return gettext("o dată imposibilă: {reason}", reason=_reason(deadline.impossible))
    return gettext(_PLAIN[deadline.kind])


def why_not_due(deadline: Deadline, start: date, end: date, plan_start: date | None = None) -> str:
    """Say why nothing falls due from `start` to `end`; nothing where something does."""
    if due_dates(deadline, start, end, plan_start):
        return ""
    if deadline.is_counted and not (deadline.first or plan_start):
        return gettext("nu se știe de când se numără: planul nu spune de când este valabil")
    if deadline.goes_on or deadline.kind is DeadlineKind.ONCE:
        never = gettext("nu cade între {start} și {end}", start=printed_day(start), end=printed_day(end))
        following = due_dates(deadline, end, end.replace(year=min(end.year + _YEARS_AHEAD, MAXYEAR), day=1), plan_start)
        return never + (gettext(" (următoarea dată este {day})", day=printed_day(following[0])) if following else "")
    return explained(deadline)


def problem_of(deadline: Deadline) -> DeadlineProblem | None:
    """Say what is wrong with a deadline that is impossible or not understood; None of any other."""
    text = shown(deadline.printed)
    if deadline.impossible is not None:
        return DeadlineProblem(
            found=gettext("„{text}”, o dată imposibilă: {reason}", text=text, reason=_reason(deadline.impossible)),
            expected=gettext("o dată care există, cu începutul înaintea sfârșitului"),
            fix=gettext(
                "verificați documentul adoptat și corectați termenul în plan; până atunci se tipărește cum este scris"
            ),
        )
    if deadline.kind is not DeadlineKind.UNKNOWN:
        return None
    is_part = deadline.unread and shown(deadline.unread) != text
    return DeadlineProblem(
        found=gettext("„{text}”, din care nu s-a înțeles „{rest}”", text=text, rest=shown(deadline.unread))
        if is_part
        else gettext("„{text}”, care nu s-a înțeles ca termen", text=text),
        expected=gettext(
            "o zi, o lună, un trimestru, un semestru sau un an („31 martie 2022”, „semestrul II 2023”), „permanent”, "
            "„anual”, „la 2 ani”, „după necesitate” sau un timp de la un eveniment („3 luni de la aprobarea planului”)"
        ),
        fix=gettext("scrieți termenul în plan într-una din aceste forme; cât timp nu se înțelege, nu se socotește scadent"),
    )


def _once(deadline: Deadline) -> str:
    days = listed([printed_day(day) for day in deadline.ends])
    if deadline.event:
        return gettext(
            "trebuie făcut până la {days}, adică în {time} de la „{event}”",
            days=days,
            time=_time(deadline),
            event=deadline.event,
        )
    if len(deadline.ends) > 1:
        return gettext("trebuie făcut, pe rând, până la {days}", days=days)
    if deadline.first is not None and deadline.first != deadline.last:
        return gettext("trebuie făcut între {first} și {last}", first=printed_day(deadline.first), last=days)
    return gettext("trebuie făcut până la {days}", days=days)


def _going_on(deadline: Deadline) -> str:
    when = _when(deadline)
    is_permanent = deadline.kind is DeadlineKind.PERMANENT
    said = gettext("se verifică {when}", when=when) if is_permanent else gettext("se face {when}", when=when)
    if deadline.first is not None and not deadline.is_counted:
        said = gettext("{rule}, începând cu {first}", rule=said, first=printed_day(deadline.first))
    if deadline.last is not None:
        said = gettext("{rule}, până la {last}", rule=said, last=printed_day(deadline.last))
    return said


def _when(deadline: Deadline) -> str:
    every = deadline.every_months
    if deadline.is_counted:
        is_years = every % MONTHS_OF_A_YEAR == 0
        time = _amount(every // MONTHS_OF_A_YEAR, Unit.YEAR) if is_years else _amount(every, Unit.MONTH)
        if deadline.first is None:
            return gettext("o dată la {time}, numărând de la începutul planului", time=time)
        return gettext("o dată la {time}, numărând de la {first}", time=time, first=printed_day(deadline.first))
    if every == 1:
        return gettext("la sfârșitul fiecărei luni")
    days = [f"{day} {_month(month)}" for month, day in deadline.days_of_a_year]
    return gettext("în fiecare an, la {days}", days=listed(days))


def _reason(impossible: Impossible) -> str:
    if impossible.flaw is not Flaw.DAY:
        return gettext(_FLAWS[impossible.flaw])
    days = monthrange(impossible.year or LEAP_YEAR, impossible.month)[1]
    month = f"{_month(impossible.month)} {impossible.year or ''}".strip()
    return gettext("{month} are {days}", month=month, days=counted(days, "zi", "zile"))


def _time(deadline: Deadline) -> str:
    return _amount(deadline.amount, deadline.unit or Unit.DAY)


def _amount(number: int, unit: Unit) -> str:
    if unit is Unit.DAY:
        return counted(number, "zi", "zile")
    if unit is Unit.WEEK:
        return counted(number, "săptămână", "săptămâni")
    if unit is Unit.MONTH:
        return counted(number, "lună", "luni")
    return counted(number, "an", "ani")


def _month(number: int) -> str:
    return str(Locale.parse(language_in_use()).months["format"]["wide"][number])
