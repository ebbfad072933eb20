"""The women and men in a value: from its own text, or from the columns beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from toolkit.intake.value import Kind, Number, Quantity, Value
from toolkit.language import gettext

_COUNTS = (Kind.COUNT, Kind.APPROX)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """How many women and men; None where it is not said."""

    women: int | None
    men: int | None

    @property
    def is_given(self) -> bool:
        """Whether anything is said at all."""
        return self.women is not None or self.men is not None

    def __str__(self) -> str:
        return ", ".join(
            f"{name} {number}"
            for name, number in ((gettext("femei"), self.women), (gettext("bărbați"), self.men))
            if number is not None
        )


def with_split(value: Value, split: Split) -> tuple[Value, str]:
    """Put the columns' women and men into a value; and say, in the words of a finding, what does not fit.

    What does not fit is not put in; a split that the text itself gives stays, unless it does not add up either.
    """
    value, problem = _without_wrong_splits(value)
    if problem or not split.is_given:
        return value, problem
    if value.kind in (Kind.NOT_REPORTED, Kind.NOT_APPLICABLE, Kind.NOT_AVAILABLE):
        return value, gettext("{split}, dar niciun total", split=split)
    if value.kind not in _COUNTS:
        return value, gettext("{split}, lângă „{value}”, care nu este un singur număr", split=split, value=value.text[:80])
    quantity = value.quantities[0]
    own = Split(women=quantity.women, men=quantity.men)
    if _contradict(own, split):
        return value, gettext(
            "{split} în coloane, dar {own} în valoarea „{value}”", split=split, own=own, value=value.text[:80]
        )
    women = split.women if own.women is None else own.women
    men = split.men if own.men is None else own.men
    joined = replace(quantity, women=women, men=men)
    if not _adds_up(joined.number, women, men):
        return value, _sum_text(joined)
    return replace(value, quantities=(joined,)), ""


def _without_wrong_splits(value: Value) -> tuple[Value, str]:
    """Take out what the text says of women and men where it does not make the number."""
    wrong = [q for q in value.quantities if not _adds_up(q.number, q.women, q.men)]
    if not wrong:
        return value, ""
    kept = tuple(replace(q, women=None, men=None) if q in wrong else q for q in value.quantities)
    return replace(value, quantities=kept), "; ".join(map(_sum_text, wrong))


def _contradict(own: Split, columns: Split) -> bool:
    pairs = ((own.women, columns.women), (own.men, columns.men))
    return any(one is not None and other is not None and one != other for one, other in pairs)


def _adds_up(number: Number, women: int | None, men: int | None) -> bool:
    """Whether women and men make the number; where only one of them is given, whether it is not above it."""
    if women is None and men is None:
        return True
    together = (women or 0) + (men or 0)
    is_below = number.low is not None and together < number.low
    is_above = number.high is not None and together > number.high
    if number.about:
        return True
    return not is_above if women is None or men is None else not (is_above or is_below)


def _sum_text(quantity: Quantity) -> str:
    split = Split(women=quantity.women, men=quantity.men)
    low, high = quantity.number.low, quantity.number.high
    total = (
        f"{low:f}"
        if low is not None and low == high
        else gettext("de la {low} la {high}", low=_bound(low), high=_bound(high))
    )
    if split.women is None or split.men is None:
        return gettext("{split}, mai mult decât totalul {total}", split=split, total=total)
    return gettext(
        "{split}, împreună {people}, dar totalul {total}", split=split, people=split.women + split.men, total=total
    )


def _bound(bound: object) -> str:
    return gettext("oricât") if bound is None else f"{bound:f}"
