"""The words that are chosen in the cells of the workbook: shown in the language of the institution, read in any."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.language import N_, gettext, known_languages, speaking
from toolkit.plan.places import FIELDS_OF_TEXT
from toolkit.plan.plan import IndicatorKind
from toolkit.plan.printed_plan import FIELD_WORDS
from toolkit.plan.relation import Missing
from toolkit.plan.rule import OverDepartments, OverMonths
from toolkit.plan.spelling import matching

ALL = "all"
WORDS: Mapping[str, Mapping[str, str]] = {
    "kinds": {
        IndicatorKind.COUNT: N_("număr"),
        IndicatorKind.MONEY: N_("sumă de bani"),
        IndicatorKind.PERCENTAGE: N_("procent"),
        IndicatorKind.STATUS: N_("stadiu"),
        IndicatorKind.COMPOUND: N_("mai multe numere"),
        IndicatorKind.TEXT: N_("text"),
    },
    "over_departments": {
        OverDepartments.SUM: N_("se adună"),
        OverDepartments.MAX: N_("cea mai mare valoare"),
        OverDepartments.LEAD: N_("răspunde una singură"),
        OverDepartments.ANY: N_("ajunge una"),
        OverDepartments.JOIN: N_("texte alăturate"),
        OverDepartments.NONE: N_("fără total"),
    },
    "over_months": {
        OverMonths.SUM: N_("se adună"),
        OverMonths.LAST: N_("ultima valoare"),
        OverMonths.MAX: N_("cea mai mare valoare"),
        OverMonths.NONE: N_("fără total"),
    },
    "severities": {"error": N_("eroare"), "warning": N_("avertisment"), "note": N_("notă")},
    "missing": {
        Missing.SKIP_IF_ANY: N_("nu se verifică"),
        Missing.SKIP_IF_ALL: N_("numai ce este sigur greșit"),
        Missing.IS_ZERO: N_("se ia 0"),
    },
    "asked": {ALL: N_("toate subdiviziunile")},
    "fields": FIELD_WORDS,
    "fields_of_text": FIELDS_OF_TEXT,
}
"""By the lists of choices: what the plan has, and how it is said."""


def word_for(choices: str, value: str) -> str:
    """Say a value in the language in use."""
    return gettext(WORDS[choices][value])


def words_of(choices: str) -> list[str]:
    """All words of a list, in its order."""
    return [word_for(choices, value) for value in WORDS[choices]]


def value_of(choices: str, text: str) -> str | None:
    """The value that a word means, in any language or as the plan has it; None where it is no word of the list."""
    typed = matching(text)
    if typed in WORDS[choices]:
        return str(typed)
    found = _value_here(choices, typed)
    for language in () if found else known_languages():
        with speaking(language):
            found = found or _value_here(choices, typed)
    return found


def _value_here(choices: str, typed: str) -> str | None:
    return next((str(value) for value in WORDS[choices] if matching(word_for(choices, value)) == typed), None)
