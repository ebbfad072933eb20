"""Which texts of a plan are others than in another plan: what is printed of it besides figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from toolkit.language import gettext
from toolkit.plan.plan import Plan

_OF_FIGURES = frozenset({"kind", "unit", "units", "split", "rule", "asked"})  # they show in the figures
_PARTS = frozenset({"priorities", "actions", "indicators", "relations"})


def changed_texts(before: Plan, after: Plan) -> tuple[str, ...]:
    """Name the parts of two plans whose texts differ, or that one of them does not have."""
    one, other = (dict(_texts(plan)) for plan in (before, after))
    return tuple(name for name in dict.fromkeys([*one, *other]) if one.get(name) != other.get(name))


def _texts(plan: Plan) -> Iterator[tuple[str, Mapping[str, object]]]:
    yield gettext("titlul și datele planului"), _of(plan)
    for priority in plan.priorities:
        yield gettext("prioritatea {code}", code=priority.code), _of(priority)
        for action in priority.actions:
            yield action.code, _of(action)
            for number, indicator in action.numbered():
                yield f"{action.code}.{number}", _of(indicator)


def _of(part: BaseModel) -> Mapping[str, object]:
    return {name: getattr(part, name) for name in type(part).model_fields if name not in _OF_FIGURES | _PARTS}
