"""The layout of the form: its sheets, columns and heading labels, as they are written and as they are looked for.

A form has them in the language of its institution; it is read in that language and in the language of the messages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from toolkit.language import N_, gettext, speaking
from toolkit.plan.plan import Indicator, IndicatorKind
from toolkit.plan.spelling import listed


class Label(StrEnum):
    """The heading lines that say whose form it is."""

    INSTITUTION = N_("Instituția")
    DEPARTMENT = N_("Subdiviziunea")
    PERIOD = N_("Perioada")
    CLOSING = N_("Termenul de trimitere")
    PLAN = N_("Planul în vigoare din")
    FINGERPRINT = N_("Amprenta formularului")


class Column(StrEnum):
    """The columns of both sheets, by the label in the header row."""

    ACTION = N_("Acțiunea")
    INDICATOR = N_("Indicatorul")
    TEXT = N_("Textul indicatorului")
    UNIT = N_("Unitatea")
    HELP = N_("Cum se completează")
    PREVIOUS = N_("Perioada precedentă")
    YEAR_AGO = N_("Anul precedent")
    VALUE = N_("Valoarea")
    WOMEN = N_("Femei")
    MEN = N_("Bărbați")
    REASON = N_("Motivul lipsei")
    REMARK = N_("Observații")
    EVIDENCE = N_("Dovada")
    TITLE = N_("Titlul acțiunii")
    NARRATIVE = N_("Descrierea măsurilor întreprinse")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """One sheet of the form: its name, its columns in order, and those without which it cannot be read."""

    name: str
    columns: tuple[Column, ...]
    required: tuple[Column, ...]


INDICATORS = SheetLayout(
    name=N_("Indicatori"),
    columns=(
        Column.ACTION,
        Column.INDICATOR,
        Column.TEXT,
        Column.UNIT,
        Column.HELP,
        Column.PREVIOUS,
        Column.YEAR_AGO,
        Column.VALUE,
        Column.WOMEN,
        Column.MEN,
        Column.REASON,
        Column.REMARK,
        Column.EVIDENCE,
    ),
    required=(Column.ACTION, Column.INDICATOR, Column.VALUE),
)
NARRATIVES = SheetLayout(
    name=N_("Descrieri"),
    columns=(Column.ACTION, Column.TITLE, Column.NARRATIVE),
    required=(Column.ACTION, Column.NARRATIVE),
)

DEEPEST_HEADER_ROW = 200  # rows above the table that people may have inserted
MOST_TEXT = 32_767  # characters that Excel holds in a cell
MOST_NARRATIVE = 3_000  # characters in which an action is described


@cache
def label_in(label: str, language: str) -> str:
    """Give the name of a sheet, a column or a heading line as forms in a language have it."""
    with speaking(language):
        return gettext(label)


def answer_asked(indicator: Indicator, currency: str) -> str:
    """Say in a few words what an indicator's value cell wants: "un număr de funcționari"."""
    units = [unit.few for unit in indicator.all_units]
    match indicator.kind:
        case IndicatorKind.COUNT:
            return gettext("un număr de {units}", units=units[0]) if units else gettext("un număr")
        case IndicatorKind.MONEY:
            return gettext("o sumă în {currency}", currency=currency)
        case IndicatorKind.PERCENTAGE:
            return gettext("un procent")
        case IndicatorKind.STATUS:
            return gettext("o stare: Realizat, În proces sau Nerealizat")
        case IndicatorKind.COMPOUND:
            return gettext("câte un număr de {units}", units=listed(units))
        case IndicatorKind.TEXT:
            return gettext("un text scurt")


def example_answer(indicator: Indicator, currency: str) -> str:
    """Give an answer that the value cell would accept."""
    units = [unit.few for unit in indicator.all_units]
    match indicator.kind:
        case IndicatorKind.COUNT:
            return f"12 {units[0]}" if units else "12"
        case IndicatorKind.MONEY:
            return f"131 300 {currency}"
        case IndicatorKind.PERCENTAGE:
            return gettext("45 % (9 din 20)")
        case IndicatorKind.STATUS:
            return gettext("Realizat")
        case IndicatorKind.COMPOUND:
            return ", ".join(f"{number} {unit}" for number, unit in enumerate(units, 3))
        case IndicatorKind.TEXT:
            return gettext("câteva cuvinte")
