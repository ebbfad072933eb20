"""What cannot be right in a report that somebody published: each with one explanation, and how sure it is.

An explanation is a way in which the published figure comes out of what the departments reported. Where several ways give
it, the first of the list is named and is only probable; where none does, the figure stays unexplained.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from toolkit.checks.fit import same_answer
from toolkit.intake.grammar.reading import read_value
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.intake.value import Kind, Number, Value
from toolkit.language import N_, gettext
from toolkit.plan.plan import IndicatorKind
from toolkit.plan.rule import OverDepartments
from toolkit.plan.spelling import listed, matching, tidy
from toolkit.totals.aggregation import IndicatorTotal
from toolkit.totals.comparison import Verdict
from toolkit.totals.figures import Figures, StatusLine, TotalLine


class Sureness(Enum):
    """How sure an explanation is."""

    CERTAIN = N_("sigur")  # nothing else gives what was published
    PROBABLE = N_("probabil")
    NONE = N_("neexplicat")


class Explanation(Enum):
    """How a published figure came about that the rows do not give; the first that fits is named."""

    ROW_NOT_FILLED = N_("rândul de totaluri nu a fost completat")
    ZERO_AS_NOT_REPORTED = N_("zero raportat, publicat ca neraportat")
    NOT_REPORTED_AS_ZERO = N_("nimeni nu a raportat, s-a publicat zero")
    NOT_REPORTED_AS_NOT_APPLICABLE = N_("nimeni nu a raportat, s-a publicat că nu este cazul")
    RANGE_MADE_EXACT = N_("un interval sau o cifră aproximativă, publicată ca exactă")
    ROUNDED = N_("rotunjit")
    SUM_INSTEAD = N_("suma, în locul cifrei celei mai mari")
    GREATEST_INSTEAD = N_("cifra cea mai mare, în locul sumei")
    ONE_DEPARTMENT = N_("cifra unei singure subdiviziuni")
    COLUMN_SHIFTED = N_("cifra indicatorului vecin")
    LEFT_OUT_ADDED = N_("suma, cu tot cu răspunsuri care numără altceva")
    DEPARTMENT_MISSED = N_("suma, fără o subdiviziune")
    NUMBER_FOR_STATE = N_("o cifră în locul stării")
    UNEXPLAINED = N_("neexplicat")


class StatusExplanation(Enum):
    """How the published counts of an action came about that the rows do not give."""

    LEFT_BLANK = N_("stadii lăsate necompletate")
    SILENT_NOT_COUNTED = N_("cei fără răspuns nu au fost numărați")
    PARTIAL_AS_DONE = N_("răspunsurile parțiale au fost numărate ca întregi")
    NOBODY_REPORTED = N_("publicat ca realizat, deși nimeni nu a raportat")
    MORE_THAN_ASKED = N_("mai multe subdiviziuni decât întreabă planul")
    UNEXPLAINED = N_("neexplicat")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A published total that the rows do not give."""

    indicator: str
    computed: str
    published: str
    explanation: Explanation
    sureness: Sureness
    detail: str = ""  # whose figure it is, or what else would give it


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusContradiction:
    """Published counts of an action that the rows do not give."""

    action: str
    computed: tuple[int, int, int]
    published: tuple[int | None, int | None, int | None]
    explanation: StatusExplanation
    asked: int  # departments that the plan asks


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoValues:
    """One quantity that was published with two values."""

    text: str  # of the indicators
    indicators: tuple[str, ...]
    published: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneWithoutReport:
    """An indicator that nobody reported, of an action that was published as done, with nobody behind."""

    indicator: str
    published: tuple[int, int, int]  # counts of the action
    asked: int  # departments that the plan asks

    @property
    def is_of_all(self) -> bool:
        """Whether as many were counted as are asked, so that somebody must have had a figure.

        Where fewer were, they may be the ones that had nothing to report; of more, some were not asked at all.
        """
        return self.published[0] == self.asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradictions:
    """Everything that cannot be right in a published report."""

    totals: tuple[Contradiction, ...]
    statuses: tuple[StatusContradiction, ...]
    two_values: tuple[TwoValues, ...]
    done_without_report: tuple[DoneWithoutReport, ...]


def contradictions_in(inputs: PeriodInputs, figures: Figures) -> Contradictions:
    """Look for what cannot be right in what was published of a period."""
    totals = [_Published(line, inputs, figures) for line in figures.differing]
    return Contradictions(
        totals=tuple(one.contradiction() for one in totals),
        statuses=tuple(_status(line) for line in figures.statuses if line.comparison.verdict is Verdict.DIFFERS),
        two_values=tuple(_two_values(figures, inputs)),
        done_without_report=tuple(_done_without_report(figures)),
    )


class _Published:
    """A published total beside what departments reported, and the ways in which it may have come about."""

    def __init__(self, line: TotalLine, inputs: PeriodInputs, figures: Figures) -> None:
        self._line, self._inputs = line, inputs
        self._total: IndicatorTotal = line.total
        self._row = figures.by_action[line.total.action]
        self._text = tidy(line.comparison.published or "")
        self._value = self._read(self._text)
        self._number = _number_in(self._value)

    def contradiction(self) -> Contradiction:
        fitting = [(way, detail) for way, fits in self._ways() if (detail := fits()) is not None]
        way, detail = fitting[0] if fitting else (Explanation.UNEXPLAINED, "")
        is_sure = way not in _WEAK and all(other in _WEAK for other, _ in fitting[1:])
        sureness = Sureness.CERTAIN if is_sure else Sureness.PROBABLE
        others = [gettext(other.value) for other, _ in fitting[1:]]
        also = gettext("ar putea fi și: {others}", others=listed(others)) if others else ""
        return Contradiction(
            indicator=self._total.id,
            computed=self._line.comparison.computed,
            published=self._text,
            explanation=way,
            sureness=sureness if fitting else Sureness.NONE,
            detail="; ".join(part for part in (detail, also) if part),
        )

    def _ways(self) -> Iterator[tuple[Explanation, Callable[[], str | None]]]:
        yield Explanation.ROW_NOT_FILLED, self._row_not_filled
        yield Explanation.ZERO_AS_NOT_REPORTED, self._zero_as_not_reported
        yield Explanation.NOT_REPORTED_AS_ZERO, self._not_reported_as_zero
        yield Explanation.NOT_REPORTED_AS_NOT_APPLICABLE, self._not_reported_as_not_applicable
        yield Explanation.RANGE_MADE_EXACT, self._range_made_exact
        yield Explanation.ROUNDED, self._rounded
        yield Explanation.SUM_INSTEAD, self._sum_instead
        yield Explanation.GREATEST_INSTEAD, self._greatest_instead
        yield Explanation.ONE_DEPARTMENT, self._one_department
        yield Explanation.COLUMN_SHIFTED, self._column_shifted
        yield Explanation.LEFT_OUT_ADDED, self._left_out_added
        yield Explanation.DEPARTMENT_MISSED, self._department_missed
        yield Explanation.NUMBER_FOR_STATE, self._number_for_state

    def _row_not_filled(self) -> str | None:
        """Most of the row stands empty, or all of it at 0, where departments did report something."""
        published = [tidy(line.comparison.published or "") for line in self._row if line.comparison.published is not None]
        same = [text for text in published if text == self._text]
        most = len(same) * 2 > len(published) > 1
        zeros = self._text == "0" and len(same) == len(published) > 1
        reported = any(line.total.contributions and not _is_zero(line.total.value) for line in self._row)
        return "" if self._total.contributions and reported and ((not self._text and most) or zeros) else None

    def _zero_as_not_reported(self) -> str | None:
        return "" if _is_zero(self._total.value) and self._value.kind is Kind.NOT_REPORTED else None

    def _not_reported_as_zero(self) -> str | None:
        is_silent = self._total.value.kind is Kind.NOT_REPORTED and not self._total.left_out
        return "" if is_silent and _is_zero(self._value) else None

    def _not_reported_as_not_applicable(self) -> str | None:
        is_silent = self._total.value.kind is Kind.NOT_REPORTED and not self._total.left_out
        return "" if is_silent and self._value.kind is Kind.NOT_APPLICABLE else None

    def _range_made_exact(self) -> str | None:
        """The published number is the bound of a range, or an approximate number without its mark."""
        computed = _number_in(self._total.value)
        if computed is None or self._number is None or computed.is_exact or not self._number.is_exact:
            return None
        return "" if self._number.low in (computed.low, computed.high) else None

    def _rounded(self) -> str | None:
        computed, published = _exact(self._total.value), _about(self._value)
        if computed is None or published is None or computed == published or not published:
            return None
        exponent = published.normalize().as_tuple().exponent
        step = Decimal(1).scaleb(int(exponent))
        return "" if (computed / step).quantize(Decimal(1), ROUND_HALF_UP) * step == published else None

    def _sum_instead(self) -> str | None:
        numbers = self._numbers()
        is_greatest = self._total.indicator.rule.departments is OverDepartments.MAX
        return "" if is_greatest and len(numbers) > 1 and self._is(sum(numbers.values(), Decimal(0))) else None

    def _greatest_instead(self) -> str | None:
        numbers = self._numbers()
        is_sum = self._total.indicator.rule.departments is OverDepartments.SUM
        return "" if is_sum and len(numbers) > 1 and self._is(max(numbers.values())) else None

    def _one_department(self) -> str | None:
        """What one department wrote, whether it enters the total or not; of several, only the one that did answer."""
        given = [(c.department, c.entry.value) for c in self._total.contributions]
        given += [(item.department, item.entry.value) for item in self._total.left_out]
        units = self._total.indicator.all_units
        same = {name for name, value in given if tidy(value.text) == self._text or same_answer(value, self._value, units)}
        if len(same) != 1 or not self._value.has_figure:
            return None
        return self._inputs.institution.department(next(iter(same))).name

    def _column_shifted(self) -> str | None:
        for line in self._row:
            is_neighbour = abs(line.total.number - self._total.number) == 1
            computed = line.comparison.computed
            if is_neighbour and line.total.value.has_figure and not _is_zero(line.total.value) and computed == self._text:
                return line.total.id
        return None

    def _left_out_added(self) -> str | None:
        """The sum with the first number of every answer that was left out as a whole."""
        entered = {c.department for c in self._total.contributions}
        more = [
            (item.department, number)
            for item in self._total.left_out
            if item.department not in entered and (number := _first_number(item.entry.value)) is not None
        ]
        total = _about(self._total.value)
        if total is None or not more or not self._is_bound(total + sum(number for _, number in more)):
            return None
        return listed(self._inputs.institution.department(department).name for department, _ in more)

    def _department_missed(self) -> str | None:
        total, numbers = _exact(self._total.value), self._numbers()
        if total is None or self._total.indicator.rule.departments is not OverDepartments.SUM or len(numbers) < 3:
            return None
        missed = [department for department, number in numbers.items() if number and self._is(total - number)]
        return self._inputs.institution.department(missed[0]).name if len(missed) == 1 else None

    def _number_for_state(self) -> str | None:
        is_state = self._total.indicator.kind is IndicatorKind.STATUS and self._total.value.state is not None
        return "" if is_state and self._number is not None else None

    def _numbers(self) -> Mapping[str, Decimal]:
        """The exact number of each contribution; nothing where one of them is none."""
        found = {c.department: _exact(c.value) for c in self._total.contributions}
        return {d: n for d, n in found.items() if n is not None} if None not in found.values() else {}

    def _is(self, number: Decimal) -> bool:
        return self._number is not None and self._number.is_exact and self._number.low == number

    def _is_bound(self, number: Decimal) -> bool:
        return self._number is not None and number in (self._number.low, self._number.high)

    def _read(self, text: str) -> Value:
        words = frozenset(word for unit in self._total.indicator.all_units for word in unit.words)
        return read_value(text, words=words, currency=self._inputs.institution.currency)


_WEAK = (Explanation.COLUMN_SHIFTED, Explanation.DEPARTMENT_MISSED)  # a coincidence gives the same now and then


def _number_in(value: Value) -> Number | None:
    return value.quantities[0].number if len(value.quantities) == 1 else None


def _first_number(value: Value) -> Decimal | None:
    return value.quantities[0].number.low if value.quantities else None


def _exact(value: Value) -> Decimal | None:
    number = _number_in(value)
    return number.low if number is not None and number.is_exact else None


def _about(value: Value) -> Decimal | None:
    """A number, whether or not it is marked as approximate."""
    number = _number_in(value)
    return number.low if number is not None and number.low == number.high else None


def _is_zero(value: Value) -> bool:
    return bool(value.quantities) and all(q.number.is_exact and q.number.low == 0 for q in value.quantities)


def _status(line: StatusLine) -> StatusContradiction:
    computed = line.status.counts
    published = line.published.counts if line.published else (None, None, None)
    done, some, _ = computed
    if None in published:
        explanation = StatusExplanation.LEFT_BLANK
    elif published == (done, some, 0):
        explanation = StatusExplanation.SILENT_NOT_COUNTED
    elif published == (done + some, 0, 0):
        explanation = StatusExplanation.PARTIAL_AS_DONE
    elif not done + some and published[0]:
        explanation = StatusExplanation.NOBODY_REPORTED
    elif sum(count or 0 for count in published) > len(line.status.states):
        explanation = StatusExplanation.MORE_THAN_ASKED
    else:
        explanation = StatusExplanation.UNEXPLAINED
    return StatusContradiction(
        action=line.status.action,
        computed=computed,
        published=published,
        explanation=explanation,
        asked=len(line.status.states),
    )


def _two_values(figures: Figures, inputs: PeriodInputs) -> Iterator[TwoValues]:
    """Indicators of one and the same text, of which other numbers were published."""
    same: dict[tuple[str, str], list[TotalLine]] = {}
    for line in figures.totals:
        unit = line.total.indicator.unit
        if line.comparison.published and not _is_lost(line.total.indicator.text):
            same.setdefault((matching(line.total.indicator.text), unit.few if unit else ""), []).append(line)
    for lines in same.values():
        numbers = {str(_published_numbers(line, inputs)) for line in lines}
        if len(lines) > 1 and len(numbers) > 1:
            yield TwoValues(
                text=lines[0].total.indicator.text,
                indicators=tuple(line.total.id for line in lines),
                published=tuple(tidy(line.comparison.published or "") for line in lines),
            )


def _is_lost(text: str) -> bool:
    return text.startswith("[")  # a text that the plan's source has lost is the same everywhere


def _published_numbers(line: TotalLine, inputs: PeriodInputs) -> Sequence[Number]:
    value = read_value(line.comparison.published or "", currency=inputs.institution.currency)
    return [quantity.number for quantity in value.quantities]


def _done_without_report(figures: Figures) -> Iterator[DoneWithoutReport]:
    for line in figures.statuses:
        done, some, none = line.published.counts if line.published else (None, None, None)
        if done and not some and not none:
            lines = figures.by_action.get(line.status.action, ())
            yield from (
                DoneWithoutReport(indicator=one.total.id, published=(done, 0, 0), asked=len(line.status.states))
                for one in lines
                if one.total.value.kind is Kind.NOT_REPORTED and not one.total.left_out
            )
