"""Numbers that count nothing, though they stand among words: years, dates, acts, articles, and what a preposition brings in.

"1 plan pentru anul 2023", "5 instruiri conform HG 201/2009" and "3 ședințe de 2 ore" are one count each.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from toolkit.intake.grammar.amounts import Amount, Measure, UnclearError
from toolkit.intake.grammar.tokens import Token, TokenKind, folded_words

PREPOSITIONS = folded_words(
    "cu de a al ale câte la pe în pentru din dintre între prin spre per către sau ori fiecare cele cei celor"
    " ultimele ultimii primele primii toate toți fără contra versus × x peste sub până pînă față conform"
)


def is_reference(tokens: Sequence[Token], at: int, amount: Amount, *, follows_reference: bool) -> bool:
    """Whether the amount at a token belongs to the words around it instead of counting something itself.

    `follows_reference` tells that the number before it was one, so that "art. 5 și 6" is two.
    """
    if _is_day(tokens, amount.end) or _is_span_of_years(tokens, at, amount):
        return True
    if at == 0:
        return False
    before = _word_before(tokens, at)
    if before in _NAMED_BY_NUMBER or before in PREPOSITIONS:
        return True
    if follows_reference and (tokens[at - 1].is_dash or before in (",", "/", "si")):
        follower = tokens[amount.end].folded if amount.end < len(tokens) else ""
        if not follower.isalpha() or follower in PREPOSITIONS:
            return True
    if tokens[at - 1].kind is TokenKind.WORD:
        if amount.stands_alone and before not in CONNECTIVES:
            return True
        low, high = amount.number.low, amount.number.high
        return low == high and low is not None and _looks_like_year(low) and _ends_the_words(tokens, amount)
    return amount.measure is Measure.PERCENT


def is_calendar(tokens: Sequence[Token], end: int, number: Decimal) -> bool:
    """Whether a number that ends before a token is a year or the day of a month."""
    return _looks_like_year(number) or _is_day(tokens, end)


CONNECTIVES = folded_words("total plus alte alți încă inclusiv care anume respectiv și iar precum")
"""Words that join one count to the next, and belong to neither."""

_NAMED_BY_NUMBER = folded_words(
    "an anul anului anii anilor luna lunii lunile semestrul semestrului sem trimestrul trimestrului trim nr numărul"
    " numerele no art articolul articolele articolului alin alineatul lit litera pct punctul punctele hg hcl hcm cmb"
    " legea legii ordinul ordinului hotărârea hotărârii decizia deciziei dispoziția dispoziției cap capitolul"
    " anexa anexei ziua zilele data datele ora orele etapa faza nivelul grupa clasa clasele acțiunea măsura"
    " indicatorul indicatorii prioritatea obiectivul sectorul sector sala cabinetul biroul școala grădinița"
    " liceul str strada bd blocul tel telefon telefonul fax priorității acțiunii măsurii indicatorului"
)
_COMPARED = folded_words("mult multe mulți multă puțin puține puțini puțină mare mari mic mici bun buni bune nou noi vechi")
_MONTHS = folded_words("ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie")


def _word_before(tokens: Sequence[Token], at: int) -> str:
    """The word before a token, whether or not it ends in the full stop of an abbreviation."""
    before = at - 1
    if tokens[before].text == "." and before and tokens[before - 1].end == tokens[before].start:
        before -= 1
        return tokens[before].folded if tokens[before].folded in _NAMED_BY_NUMBER else ""
    return tokens[before].folded


def _is_day(tokens: Sequence[Token], end: int) -> bool:
    if end >= len(tokens) or tokens[end].folded not in _MONTHS:
        return False
    follower = tokens[end + 1].folded if end + 1 < len(tokens) else ""
    return tokens[end].folded != "mai" or follower not in _COMPARED  # "5 mai 2023", but "5 mai multe"


def _is_span_of_years(tokens: Sequence[Token], at: int, amount: Amount) -> bool:
    low, high = amount.number.low, amount.number.high
    if low is None or high is None or not (low < high <= low + 15 and _looks_like_year(low) and _looks_like_year(high)):
        return False
    return amount.end == at + 3 and _ends_the_words(tokens, amount)  # "2023-2027"


def _looks_like_year(number: Decimal) -> bool:
    return 1990 <= number <= 2060 and number == number.to_integral_value()


def _ends_the_words(tokens: Sequence[Token], amount: Amount) -> bool:
    """Whether no words follow that the number could count; a year before words is unclear ("plan 2023 aprobat")."""
    if amount.end == len(tokens) or tokens[amount.end].kind is not TokenKind.WORD:
        return True
    if tokens[amount.end].folded in PREPOSITIONS:
        return True
    if _looks_like_year(amount.number.low or Decimal(0)) and amount.number.low == amount.number.high:
        raise UnclearError
    return False
