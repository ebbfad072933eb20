"""Figures that a narrative states of an indicator: a number before one of the words that the plan counts in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from toolkit.intake.submission import Narrative
from toolkit.plan.plan import Action, IndicatorKind
from toolkit.plan.spelling import printed

# A number of its own: no part of a date, an amount, a code or an address; with spaces between groups of three digits.
_NUMBER = re.compile(r"(?<![\w.,:/%#-])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,9})[ \u00a0\u202f]+(?=\w)")
_END_OF_WORDS = re.compile(r"[,;:.()\n\d\u201e\u201d\"]")
# What names a document, and counts nothing: "nr. 5 decizii".
_NAMING = re.compile(r"(?:\bnr\.?|№|\bart\.?|\banexa|\bpunctul|\balin\.?)\s*$", re.IGNORECASE)
_WORDS_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrated:
    """A number that a narrative states of an indicator, as it is written there."""

    indicator: int  # number within the action
    number: Decimal
    text: str  # "111 anunțuri despre funcțiile…"
    stands_alone: bool  # whether the narrative says no other number of anything


def narrated(narrative: Narrative, action: Action) -> tuple[Narrated, ...]:
    """Find the numbers whose words name the unit of one of the action's counts; words that name two of them say nothing."""
    return tuple(_found(printed(narrative.text), action))


def _found(text: str, action: Action) -> Iterator[Narrated]:
    matches = [
        match for match in _NUMBER.finditer(text) if not _NAMING.search(text[max(match.start() - 12, 0) : match.start()])
    ]
    for match in matches:
        words = _END_OF_WORDS.split(text[match.end() :], maxsplit=1)[0].split()
        named = _indicators_named(" ".join(words), action)
        if len(named) == 1:
            yield Narrated(
                indicator=named[0],
                number=Decimal(re.sub(r"\s", "", match[1])),
                text=f"{match[1]} {' '.join(words[:_WORDS_SHOWN])}{'…' if len(words) > _WORDS_SHOWN else ''}",
                stands_alone=len(matches) == 1,
            )


def _indicators_named(words: str, action: Action) -> list[int]:
    """The counts of an action whose unit the words name best: its own forms before its synonyms."""
    ranks = {
        number: rank
        for number, indicator in action.numbered()
        if indicator.kind is IndicatorKind.COUNT and indicator.unit and (rank := indicator.unit.rank_of(words)) is not None
    }
    return [number for number, rank in ranks.items() if rank == min(ranks.values())]
