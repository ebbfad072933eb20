"""The layout of the form: its sheets, columns and heading labels, as they are written and as they are looked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from toolkit.language import gettext
from toolkit.plan.plan import Indicator, IndicatorKind
from toolkit.plan.spelling import listed


class Label(StrEnum):
    """The heading lines that say whose form it is."""

    INSTITUTION = "Instituția"
    DEPARTMENT = "Subdiviziunea"
    PERIOD = "Perioada"


class Column(StrEnum):
    """The columns of both sheets, by the label in the header row."""

    ACTION = "Acțiunea"
    INDICATOR = "Indicatorul"
    TEXT = "Textul indicatorului"
    UNIT = "Unitatea"
    HELP = "Cum se completează"
    VALUE = "Valoarea"
    WOMEN = "Femei"
    MEN = "Bărbați"
    REMARK = "Observații"
    TITLE = "Titlul acțiunii"
    NARRATIVE = "Descrierea măsurilor întreprinse"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """One sheet of the form: its name, its columns in order, and those without which it cannot be read."""

    name: str
    columns: tuple[Column, ...]
    required: tuple[Column, ...]


INDICATORS = SheetLayout(
    name="Indicatori",
    columns=(
        Column.ACTION,
        Column.INDICATOR,
        Column.TEXT,
        Column.UNIT,
        Column.HELP,
        Column.VALUE,
        Column.WOMEN,
        Column.MEN,
        Column.REMARK,
    ),
    required=(Column.ACTION, Column.INDICATOR, Column.VALUE),
)
NARRATIVES = SheetLayout(
    name="Descrieri",
    columns=(Column.ACTION, Column.TITLE, Column.NARRATIVE),
    required=(Column.ACTION, Column.NARRATIVE),
)

DEEPEST_HEADER_ROW = 200  # rows above the table that people may have inserted
MOST_TEXT = 32_767  # characters that Excel holds in a cell


def answer_asked(indicator: Indicator, currency: str) -> str:
    """Say in a few words what an indicator's value cell wants: "un număr de funcționari"."""
    units = [unit.few for unit in indicator.all_units]
    return {
        IndicatorKind.COUNT: gettext("un număr de {units}", units=units[0]) if units else gettext("un număr"),
        IndicatorKind.MONEY: gettext("o sumă în {currency}", currency=currency),
        IndicatorKind.PERCENTAGE: gettext("un procent"),
        IndicatorKind.STATUS: gettext("o stare: Realizat, În proces sau Nerealizat"),
        IndicatorKind.COMPOUND: gettext("câte un număr de {units}", units=listed(units)),
        IndicatorKind.TEXT: gettext("un text scurt"),
    }[indicator.kind]


def example_answer(indicator: Indicator, currency: str) -> str:
    """Give an answer that the value cell would accept."""
    units = [unit.few for unit in indicator.all_units]
    return {
        IndicatorKind.COUNT: f"12 {units[0]}" if units else "12",
        IndicatorKind.MONEY: f"131 300 {currency}",
        IndicatorKind.PERCENTAGE: "45 % (9 din 20)",
        IndicatorKind.STATUS: "Realizat",
        IndicatorKind.COMPOUND: ", ".join(f"{number} {unit}" for number, unit in enumerate(units, 3)),
        IndicatorKind.TEXT: gettext("câteva cuvinte"),
    }[indicator.kind]
