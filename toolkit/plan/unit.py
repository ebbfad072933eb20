"""A unit of counting, with the forms that the institution prints after a number."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, cached_property

from babel import Locale
from pydantic import Field

from toolkit.plan.spelling import matching
from toolkit.plan.yaml_file import OfficeModel


class Unit(OfficeModel):
    """What an indicator counts: "1 funcționar", "10 funcționari", "20 de funcționari".

    The three forms are CLDR's plural classes of Romanian. Some offices print "44 000 exemplare" where grammar asks for
    "44 000 de exemplare": the plan says what the institution prints.
    """

    one: str = Field(min_length=1)
    few: str = Field(min_length=1)
    other: str = ""  # empty: the form for few, in Romanian after "de "
    synonyms: tuple[tuple[str, ...], ...] = ()  # other words for the same thing, each with its forms, in order of preference

    def form_for(self, number: Decimal, locale: str) -> str:
        """Give the form that stands after a number."""
        form = plural_class(number, locale)
        if form in ("one", "few"):
            return self.one if form == "one" else self.few
        return self.other or (f"de {self.few}" if locale.startswith("ro") else self.few)

    def rank_of(self, words: str) -> int | None:
        """Say how well printed words name this unit: 0 for its own forms, 1 … for its synonyms, None if they do not.

        The words may go on: "decizii ale CMB plasate" names the unit "decizii".
        """
        said = matching(words).removeprefix("de ")
        for rank, start in self._starts:
            if said == start or (said.startswith(start) and not said[len(start)].isalnum()):
                return rank
        return None

    @cached_property
    def _starts(self) -> tuple[tuple[int, str], ...]:
        """What words that name the unit begin with, each with its rank."""
        ranked = enumerate([(self.one, self.few, self.other), *self.synonyms])
        starts = [(rank, matching(form).removeprefix("de ")) for rank, forms in ranked for form in forms]
        return tuple((rank, start) for rank, start in starts if start)

    @property
    def words(self) -> frozenset[str]:
        """All words of all forms, lower case."""
        forms = (self.one, self.few, self.other, *(form for synonym in self.synonyms for form in synonym))
        return frozenset(word for form in forms for word in matching(form).split())


def plural_class(number: Decimal, locale: str) -> str:
    """Give CLDR's plural class of a number in a language."""
    return str(_rule(locale)(number))


@cache
def _rule(locale: str):  # type: ignore[no-untyped-def]  # Babel's PluralRule has no public type
    return Locale.parse(locale).plural_form
