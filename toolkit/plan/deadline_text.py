"""How the text of a deadline is read: the whole of it, or it is not understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toolkit.plan.deadline import MONTHS_OF_A_YEAR, Deadline, DeadlineKind, Flaw, Impossible, Unit, due_dates, resolved
from toolkit.plan.deadline_parts import Cursor, Named, read_named
from toolkit.plan.deadline_spans import ImpossibleError, spans_of
from toolkit.plan.deadline_tokens import Mark, tokens_of
from toolkit.plan.deadline_words import Word
from toolkit.plan.spelling import tidy

_LONGEST = 500  # letters; what is longer is no deadline
_UNITS = {Word.DAYS: Unit.DAY, Word.WEEKS: Unit.WEEK, Word.MONTHS: Unit.MONTH, Word.YEARS: Unit.YEAR}
_IN_MONTHS = {Word.MONTHS: 1, Word.YEARS: MONTHS_OF_A_YEAR}
_AMONG = (Mark.COMMA, Mark.BRACKET, Mark.DASH, Word.AND, Word.OF, Word.PROGRESS)  # what changes nothing
_PLAIN = {
    Word.AS_NEEDED: DeadlineKind.AS_NEEDED,
    Word.NO_DEADLINE: DeadlineKind.NONE,
    Word.LOST: DeadlineKind.LOST,
}


def read_deadline(text: str) -> Deadline:
    """Understand a deadline as printed; what is not understood as a whole is UNKNOWN, and nothing of it is used."""
    plain = tidy(text).rstrip(" .,;")
    if not plain.strip("-–—"):
        return Deadline(printed=text, kind=DeadlineKind.NONE)
    if len(plain) > _LONGEST:
        return Deadline(printed=text, kind=DeadlineKind.UNKNOWN, unread=plain)
    return _Reader(text, plain).read()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dates:
    """What is said of the dates of something that goes on."""

    started: Named | None  # "începând cu 2016"
    limits: Named | None  # "2022-2024", "până la 31 decembrie 2025"
    each_year: Named | None  # "31 martie", of every year

    @property
    def agree(self) -> bool:
        """Whether the beginning and the end are each said once, and as one thing."""
        if any(named and len(named.ranges) > 1 for named in (self.started, self.limits)):
            return False
        if self.started is None:
            return True
        is_start = self.started.has_years and not self.started.is_until
        return is_start and (self.limits is None or (self.limits.is_until and not self.started.is_range))


class _Reader:
    """Reads the tokens of one deadline, once for each kind that it may be of."""

    def __init__(self, printed: str, plain: str) -> None:
        self._printed = printed
        self._plain = plain
        self._cursor = Cursor(tokens_of(plain))

    def read(self) -> Deadline:
        readings: Sequence[Callable[[], Deadline | None]] = (self._simple, self._once, self._going_on, self._relative)
        for reading in readings:
            self._cursor.position = 0
            self._cursor.skip(Word.LABEL, Mark.BRACKET, Mark.DASH)
            try:
                deadline = reading()
                impossible = None
            except ImpossibleError as error:
                deadline, impossible = None, error.impossible
            self._cursor.skip(Mark.BRACKET)
            if self._cursor.is_at_end:
                if impossible:
                    return Deadline(printed=self._printed, kind=DeadlineKind.IMPOSSIBLE, impossible=impossible)
                if deadline:
                    return deadline
        begins = self._cursor.unread_from
        unread = "" if begins is None else self._plain[begins:].lstrip(" ,;/")
        return Deadline(printed=self._printed, kind=DeadlineKind.UNKNOWN, unread=unread)

    def _simple(self) -> Deadline | None:
        token = self._cursor.take(*_PLAIN)
        return Deadline(printed=self._printed, kind=_PLAIN[Word(token.kind)]) if token else None

    def _once(self) -> Deadline | None:
        named = read_named(self._cursor)
        if named is None:
            return None
        spans = spans_of(named.ranges)  # 31 June is impossible in every year
        if not named.has_years:
            return None
        ends = tuple(sorted({span.last for span in spans}))
        first = None if named.is_until else min(span.first for span in spans)
        return Deadline(printed=self._printed, kind=DeadlineKind.ONCE, first=first, last=ends[-1], ends=ends)

    def _going_on(self) -> Deadline | None:
        """Read "permanent", an interval, and what is said with them in whatever order: each once, and nothing else."""
        is_permanent = is_verified = is_open = False
        every = 0
        started = limits = each_year = None
        while True:
            self._cursor.skip(*_AMONG)
            if not is_permanent and self._cursor.take(Word.PERMANENT):
                is_permanent = True
            elif self._cursor.take(Word.VERIFIED):
                is_verified = True
            elif not every and (interval := self._interval()):
                every = interval
            elif named := read_named(self._cursor):
                if named.has_no_year and not each_year:
                    each_year = named
                elif named.has_years and not limits:
                    limits = named
                else:
                    return None
            elif not started and (opening := self._cursor.take(Word.STARTING, Word.FROM, Word.SINCE)):
                is_open = opening.kind is Word.STARTING  # "începând cu 2016" alone goes on; "din 2016" may be anything
                started = read_named(self._cursor)
                if started is None:
                    return None
            else:
                break
        if not every and (is_verified or not (is_permanent or is_open)):
            return None
        kind = DeadlineKind.PERMANENT if is_permanent or not every else DeadlineKind.RECURRING
        dates = _Dates(started=started, limits=limits, each_year=each_year)
        return self._lasting(kind, every or MONTHS_OF_A_YEAR, dates) if dates.agree else None

    def _lasting(self, kind: DeadlineKind, every: int, dates: _Dates) -> Deadline | None:
        first = last = None
        for named in (dates.started, dates.limits):
            if named:
                span = spans_of(named.ranges)[0]
                first = first if named.is_until else span.first
                last = last if named is dates.started and not named.is_range else span.last
        ends = spans_of(dates.each_year.ranges) if dates.each_year else ()
        if ends and len(ends) * every != MONTHS_OF_A_YEAR:
            return None
        if first and last and first > last:
            raise ImpossibleError(Impossible(flaw=Flaw.REVERSED))
        deadline = Deadline(
            printed=self._printed,
            kind=kind,
            first=first,
            last=last,
            every_months=every,
            each_year=tuple(sorted((span.last.month, span.last.day) for span in ends)),
        )
        if not (first and last):
            return deadline
        days = due_dates(deadline, first, last)
        if dates.limits and dates.limits.is_single:  # "2022 – permanent", "anual, 2022": in that year, or from then on?
            return deadline if kind is DeadlineKind.RECURRING and len(days) > 1 else None
        return deadline if days else None

    def _relative(self) -> Deadline | None:
        self._cursor.skip(Word.WITHIN, Word.UNTIL, Word.AT, Word.OF)
        number = self._cursor.take(Word.NUMBER)
        self._cursor.skip(Word.OF)
        unit = self._cursor.take(*_UNITS)
        after = self._cursor.take(Word.FROM, Word.AFTER)
        event = self._plain[after.end :].strip() if after else ""
        if number is None or unit is None or not event:
            return None
        deadline = Deadline(
            printed=self._printed,
            kind=DeadlineKind.RELATIVE,
            amount=number.value,
            unit=_UNITS[Word(unit.kind)],
            event=event if "(" in event else event.removesuffix(")"),
        )
        if named := read_named(self._cursor):  # "3 luni de la 17.12.2021": the date is there
            spans = spans_of(named.ranges)
            return resolved(deadline, spans[0].last) if named.has_years and spans[0].first == spans[-1].last else None
        return deadline if self._cursor.skip_all_but(Mark.COMMA, Mark.DATE, Mark.MONTH_YEAR) else None

    def _interval(self) -> int:
        """Read how often, in months; 0 where that is not what stands here."""
        if token := self._cursor.take(Word.INTERVAL):
            return token.value
        start = self._cursor.position
        if self._cursor.take(Word.EVERY, Word.AT):
            number = self._cursor.take(Word.NUMBER)
            self._cursor.skip(Word.OF)
            unit = self._cursor.take(*_IN_MONTHS)
            if number and unit:
                return number.value * _IN_MONTHS[Word(unit.kind)]
        self._cursor.position = start
        return 0
