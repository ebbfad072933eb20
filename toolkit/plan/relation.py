"""A relation between indicators: what must hold of their figures whatever they are, "1.12.2 <= 1.12.1"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from toolkit.language import gettext
from toolkit.plan.spelling import listed, matching, nearest, nearest_named, shown
from toolkit.plan.yaml_file import OfficeModel

if TYPE_CHECKING:
    from toolkit.plan.plan import Action, Indicator

_CODE = r"[0-9A-Za-z]{1,10}(?:\.[0-9A-Za-z]{1,10}){0,3}"
_TERM = re.compile(rf"(?P<action>{_CODE})\.(?P<number>[1-9]\d{{0,2}})(?:\s+(?P<unit>.+))?")
_COMPARED = ("count", "money", "percentage", "compound")  # the kinds of indicators that have figures


class Operator(StrEnum):
    """How the two sides of a relation are compared."""

    AT_MOST = "<="
    BELOW = "<"
    EQUAL = "="
    AT_LEAST = ">="
    ABOVE = ">"
    UNEQUAL = "!="


class Missing(StrEnum):
    """What becomes of a relation where a figure is missing."""

    SKIP_IF_ANY = "skip_if_any"  # nothing is said as soon as one is missing
    SKIP_IF_ALL = "skip_if_all"  # said only what is wrong whatever the missing ones are, from 0 upwards
    IS_ZERO = "missing_is_zero"  # what was not reported, or does not apply, counts as 0


@dataclass(frozen=True, slots=True)
class Term:
    """One figure in a relation: an indicator, and of a compound one the unit that is meant."""

    action: str
    number: int  # of the indicator within the action
    unit: str = ""  # as typed; empty unless the indicator is compound

    @property
    def id(self) -> str:
        """The indicator's id, "1.15.2"."""
        return f"{self.action}.{self.number}"

    def __str__(self) -> str:
        return f"{self.id} {self.unit}".rstrip()


def _read_side(side: str) -> str:
    if not all(_TERM.fullmatch(part.strip()) for part in side.split("+")):
        raise ValueError(
            gettext(
                "un indicator sau o sumă de indicatori; la unul compound, și unitatea"
                " | scrieți de exemplu 1.12.1, 1.12.3 + 1.12.4 sau 4.14.1 solicitări acceptate"
            )
        )
    return side


Side = Annotated[str, AfterValidator(_read_side)]


class Relation(OfficeModel):
    """What must hold between indicators, how grave it is where it does not, and why it must hold."""

    left: Side
    operator: Operator
    right: Side
    severity: Literal["error", "warning", "note"]
    text: str = Field(min_length=1)  # why, in a sentence that a clerk understands
    missing: Missing

    @property
    def left_terms(self) -> tuple[Term, ...]:
        """The figures that are added on the left."""
        return _terms(self.left)

    @property
    def right_terms(self) -> tuple[Term, ...]:
        """The figures that are added on the right."""
        return _terms(self.right)

    @property
    def terms(self) -> tuple[Term, ...]:
        """All figures, each once, as they stand."""
        return tuple(dict.fromkeys((*self.left_terms, *self.right_terms)))

    def __str__(self) -> str:
        return f"{self.left} {self.operator} {self.right}"


def check_relations(relations: Sequence[Relation], actions: Sequence[Action]) -> None:
    """Refuse relations of indicators that the plan does not have, or whose figures cannot be compared."""
    problems = [
        InitErrorDetails(
            type=PydanticCustomError("value_error", "{error}", {"error": ValueError(said)}),
            loc=(position, side),
            input=getattr(relations[position], side),
        )
        for position, side, said in relation_problems(relations, actions)
    ]
    if problems:
        raise ValidationError.from_exception_data("Plan", problems)


def relation_problems(relations: Sequence[Relation], actions: Sequence[Action]) -> Iterator[tuple[int, str, str]]:
    """What cannot be in relations: the place of the relation, from 0, its side, and what is wanted there."""
    known = {f"{action.code}.{number}": indicator for action in actions for number, indicator in action.numbered()}
    for position, relation in enumerate(relations):
        yield from ((position, side, said) for side, said in _problems(relation, known))


def _terms(side: str) -> tuple[Term, ...]:
    found = (_TERM.fullmatch(part.strip()) for part in side.split("+"))
    return tuple(Term(term["action"], int(term["number"]), term["unit"] or "") for term in found if term is not None)


def _problems(relation: Relation, known: dict[str, Indicator]) -> Iterator[tuple[str, str]]:
    """The sides of a relation that cannot be, with what is wanted there."""
    found = [
        (side, problem)
        for side, terms in (("left", relation.left_terms), ("right", relation.right_terms))
        for term in terms
        if (problem := _problem(term, known))
    ]
    yield from found
    if found:
        return
    left, right = ([known[term.id].kind.value for term in terms] for terms in (relation.left_terms, relation.right_terms))
    if len({"count" if kind == "compound" else kind for kind in (*left, *right)}) > 1:
        yield (
            "right",
            gettext("indicatori de același fel în cele două părți: numere, bani sau procente | corectați codurile"),
        )
    for side, kinds in (("left", left), ("right", right)):
        if len(kinds) > 1 and "percentage" in kinds:
            yield side, gettext("un singur procent: procentele nu se adună | lăsați un singur indicator")


def _problem(term: Term, known: dict[str, Indicator]) -> str:
    """What is wanted instead of a figure that the plan does not have; empty where it has it."""
    indicator = known.get(term.id)
    if indicator is None:
        near = nearest_named(nearest(term.id, known))
        return gettext("un indicator al planului, nu „{id}”{near} | corectați codul", id=term.id, near=near)
    if indicator.kind.value not in _COMPARED:
        return gettext(
            "un indicator care este un număr, o sumă sau un procent; {id} este {kind} | corectați codul",
            id=term.id,
            kind=indicator.kind.value,
        )
    units = [unit.few for unit in indicator.units]
    if not units and term.unit:
        return gettext("numai codul: {id} are o singură unitate | ștergeți „{unit}”", id=term.id, unit=shown(term.unit))
    if units and matching(term.unit) not in map(matching, units):
        near = nearest_named(nearest(term.unit, units))
        return gettext(
            "{id} și una dintre unitățile lui: {units}{near} | scrieți unitatea după cod",
            id=term.id,
            units=listed(units),
            near=near,
        )
    return ""
