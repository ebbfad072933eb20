"""How near two printed figures lie: within a tolerance, or one and the same number printed in two ways."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from toolkit.errors import UsageError
from toolkit.intake.grammar.reading import read_value
from toolkit.intake.value import Kind, Number, Value
from toolkit.language import gettext


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """How far two figures may lie apart and still count as the same."""

    amount: Decimal = Decimal(0)
    is_percent: bool = False

    @classmethod
    def parse(cls, text: str) -> Tolerance:
        """Read "0,5" or "1%"; `UsageError` for all else."""
        number = text.strip().removesuffix("%").strip().replace(",", ".")
        if not number.replace(".", "", 1).isdecimal() or not number.isascii():
            raise UsageError(
                place=gettext("opțiunea {option}", option="--tolerance"),
                found=gettext("„{text}”", text=text),
                expected=gettext("un număr, ca 0,5, sau un procent, ca 1%"),
                fix=gettext("corectați valoarea"),
            )
        return cls(amount=Decimal(number), is_percent="%" in text)

    def covers(self, before: str, after: str) -> bool:
        """Whether two printed figures are numbers of the same things that lie no further apart."""
        if not self.amount:
            return False
        one, other = read_value(before), read_value(after)
        pairs = list(zip(_numbers(one), _numbers(other), strict=False))
        same_kinds = {one.kind, other.kind} <= {Kind.COUNT, Kind.APPROX} or one.kind is other.kind
        units = [q.unit for q in one.quantities] == [q.unit for q in other.quantities]
        is_alike = same_kinds and units and bool(pairs) and len(_numbers(one)) == len(_numbers(other))
        return is_alike and all(self._covers(a, b) for a, b in pairs)

    def _covers(self, one: Number, other: Number) -> bool:
        for before, after in ((one.low, other.low), (one.high, other.high)):
            if (before is None) != (after is None):
                return False
            if before is not None and after is not None:
                most = abs(before) * self.amount / 100 if self.is_percent else self.amount
                if abs(before - after) > most:
                    return False
        return True


EXACT = Tolerance()


def is_rounding(before: str, after: str) -> bool:
    """Whether two texts print one number, once with fewer decimals or in another form."""
    one, other = _numbers(read_value(before)), _numbers(read_value(after))
    bounds = [(a.low, b.low) for a, b in zip(one, other, strict=False)]
    bounds += [(a.high, b.high) for a, b in zip(one, other, strict=False)]
    return bool(one) and len(one) == len(other) and all(_round_to_the_same(a, b) for a, b in bounds)


def _numbers(value: Value) -> list[Number]:
    return [quantity.number for quantity in value.quantities] or ([value.rate] if value.rate else [])


def _round_to_the_same(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None:
        return one is other
    step = Decimal(1).scaleb(max(int(number.as_tuple().exponent) for number in (one, other)))
    return one.quantize(step, ROUND_HALF_UP) == other.quantize(step, ROUND_HALF_UP)
