"""Women and men in a count: "4 angajați (3F/1B)", "2 angajați (femei)", "(f-11; b-0)", "din care 12 femei"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.intake.grammar.quantities import Part
from toolkit.intake.grammar.tokens import fold
from toolkit.intake.value import Number, Quantity


def with_splits(parts: Sequence[Part]) -> list[Part]:
    """Put the women and men of a count into it; parts that are counts of their own stay as they are.

    "5 instruiri, 20 femei" stays two counts: words name a part of the count before them only in brackets, after
    "din care", or where women and men add up to it. Letters ("12F") always do.
    """
    both = {_sex(part): _exact(part) for part in parts}
    if len(parts) == 2 and {"women", "men"} == both.keys() and None not in both.values():
        return [_only_a_split(parts[0], women=both["women"] or 0, men=both["men"] or 0, unit=parts[1].after_brackets)]
    kept: list[Part] = []
    waiting = list(parts)
    while waiting:
        owner = waiting.pop(0)
        named: list[Part] = []
        while not _sex(owner) and waiting and _sex(waiting[0]) and _sex(waiting[0]) not in map(_sex, named):
            named.append(waiting.pop(0))
        if named and _belong(owner, named):
            kept.append(_joined(owner, named))
        else:
            kept += [owner, *named]
    return [_with_named_sex(part) for part in kept]


_WOMEN = ("f", "fem", "femei", "femeie", "fete", "fata")
_MEN = ("b", "barbati", "barbat", "baieti", "baiat", "m", "masc")


def _sex(part: Part) -> str:
    word = fold(part.quantity.unit).strip(" .")
    return "women" if word in _WOMEN else "men" if word in _MEN else ""


def _exact(part: Part) -> int | None:
    number = part.quantity.number
    if not number.is_exact or number.low is None or number.low != number.low.to_integral_value():
        return None
    return int(number.low)


def _only_a_split(part: Part, *, women: int, men: int, unit: str) -> Part:
    """Read "12F/6B": the count is all of them."""
    total = Quantity(number=Number.exactly(women + men), unit=unit, women=women, men=men)
    return replace(part, quantity=total, after_brackets="")


def _belong(owner: Part, named: Sequence[Part]) -> bool:
    counts = [_exact(part) for part in named]
    if None in counts:
        return False
    letters = {fold(part.quantity.unit) for part in named}
    if letters <= {"f", "b"} or letters == {"f", "m"}:
        return True
    highest = owner.quantity.number.high
    if highest is not None and any(count is not None and count > highest for count in counts):
        return False
    stated_as_part = all(part.in_brackets for part in named) or named[0].is_included
    return stated_as_part or (len(named) == 2 and sum(count or 0 for count in counts) == _exact(owner))


def _joined(owner: Part, named: Sequence[Part]) -> Part:
    sexes = {_sex(part): _exact(part) for part in named}
    unit = owner.quantity.unit or " ".join(part.after_brackets for part in named if part.after_brackets)
    quantity = replace(owner.quantity, unit=unit, women=sexes.get("women"), men=sexes.get("men"))
    return replace(owner, quantity=quantity)


def _with_named_sex(part: Part) -> Part:
    """Read "2 angajați (femei)": the word in brackets says that all of them are."""
    unit, opening, word = part.quantity.unit.partition(" (")
    count = _exact(part)
    if not opening or not word.endswith(")") or count is None:
        return part
    named = replace(part, quantity=replace(part.quantity, unit=word[:-1]))
    if not _sex(named) or word[:-1].casefold() in ("f", "b", "m"):
        return part
    if _sex(named) == "women":
        return replace(part, quantity=replace(part.quantity, unit=unit, women=count))
    return replace(part, quantity=replace(part.quantity, unit=unit, men=count))
