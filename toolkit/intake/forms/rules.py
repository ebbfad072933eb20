"""What Excel says of a cell while it is filled in: what it wants, and a warning where a text is no answer.

Statuses alone are chosen from a list. Elsewhere nothing is ever refused, for the reader looks at every cell again; the
warning lets through whatever begins as an answer that the reader understands.
"""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.intake.forms.answer_formula import is_answer_formula
from toolkit.intake.layout import MOST_NARRATIVE, Column, answer_asked, example_answer
from toolkit.language import N_, gettext
from toolkit.plan.plan import Indicator, IndicatorKind

_MOST_TITLE, _MOST_MESSAGE = 32, 255  # as Excel takes them

CellRule = Mapping[str, object]
"""What XlsxWriter's `data_validation` is given."""

_STATUSES = (N_("Realizat"), N_("În proces"), N_("Nerealizat"), N_("Nu este cazul"), N_("indisponibil încă"))
_OTHER_MESSAGES = {
    Column.WOMEN: N_("Numai numărul de femei, de exemplu 3."),
    Column.MEN: N_("Numai numărul de bărbați, de exemplu 3."),
    Column.REASON: N_("Dacă valoarea este „indisponibil încă”: de ce, și când va fi."),
    Column.REMARK: N_("Dacă este ceva de lămurit la valoare."),
    Column.EVIDENCE: N_("Numărul și data documentului, sau adresa paginii pe care se vede."),
}


def value_rule(indicator: Indicator, currency: str, cell: str) -> CellRule:
    """Give the rule of value cells that ask the same, the first of which is named."""
    wanted, example = answer_asked(indicator, currency), example_answer(indicator, currency)
    if indicator.kind is IndicatorKind.STATUS:
        return {
            "validate": "list",
            "source": [*map(gettext, _STATUSES), "-"],
            "error_type": "stop",
            **_input_message(gettext("Alegeți din listă; „-” înseamnă că nu aveți ce raporta.")),
            **_error_message(gettext("Alegeți una dintre stările din listă.")),
        }
    message = gettext("Scrieți {answer_asked}, de exemplu „{example_answer}”.", answer_asked=wanted, example_answer=example)
    if indicator.kind is IndicatorKind.TEXT:
        return {"validate": "any", **_input_message(message)}
    return {
        **_figure(cell),
        **_input_message(message),
        **_error_message(
            gettext(
                "Se scrie {answer_asked}, de exemplu „{example_answer}”, sau „-”, „Nu este cazul”, „indisponibil încă”.",
                answer_asked=wanted,
                example_answer=example,
            )
        ),
    }


def rule_of(column: Column, cell: str) -> CellRule:
    """Give the rule of the cells that are filled in under another column, the first of which is named."""
    message = gettext(_OTHER_MESSAGES[column])
    if column in (Column.WOMEN, Column.MEN):
        return {**_figure(cell), **_input_message(message), **_error_message(message)}
    return {"validate": "any", **_input_message(message)}


def narrative_rule() -> CellRule:
    """Give the rule of the descriptions, which are short."""
    message = gettext("Cel mult {most} de caractere; un rând nou în celulă: Alt+Enter.", most=MOST_NARRATIVE)
    return {
        "validate": "length",
        "criteria": "<=",
        "value": MOST_NARRATIVE,
        "error_type": "warning",
        **_input_message(message),
        **_error_message(message),
    }


def _figure(cell: str) -> CellRule:
    return {"validate": "custom", "value": is_answer_formula(cell), "error_type": "warning"}


def _input_message(message: str) -> CellRule:
    return {"input_title": _cut(gettext("Ce se scrie aici"), _MOST_TITLE), "input_message": _cut(message, _MOST_MESSAGE)}


def _error_message(message: str) -> CellRule:
    return {"error_title": _cut(gettext("Verificați celula"), _MOST_TITLE), "error_message": _cut(message, _MOST_MESSAGE)}


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
