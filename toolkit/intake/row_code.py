"""Which action and indicator a row speaks of, by its code, its number and the indicator's text."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from toolkit.intake.cell import quoted
from toolkit.intake.finding import Code, Finding, Severity, and_send_again
from toolkit.intake.grid import Grid, address
from toolkit.intake.header_row import HeaderRow
from toolkit.intake.layout import Column
from toolkit.language import gettext
from toolkit.plan.plan import Plan
from toolkit.plan.plan_problems import LOST
from toolkit.plan.spelling import listed, matching, nearest_named

_ACTION_WORD = re.compile(r"^(acțiunea|acțiune|măsura)\s*", re.IGNORECASE)
_INDICATOR = re.compile(r"(?:indicator(?:ul)?\s*)?(?:(?P<action>.+)\.)?(?P<number>\d{1,3})[.)]?", re.IGNORECASE)


class RowCodes:
    """The codes of a plan, looked up as people write them in a table."""

    def __init__(self, plan: Plan, grid: Grid, header: HeaderRow) -> None:
        self._plan = plan
        self._grid = grid
        self._header = header
        self._codes = {_tight(action.code): action.code for action in plan.actions}
        self._filled_from = _merged_rows(grid, header.column(Column.ACTION))

    def action(self, row: int) -> str | Finding:
        """Give the action of a row; a finding when the plan has no such action."""
        found = self._actions(row)
        if len(found) == 1:
            return found[0]
        source = self._filled_from.get(row, row)
        text = self._grid.text(source, self._header.column(Column.ACTION))
        near = self._plan.nearest_action(_tight(text)) if text else None
        expected = gettext("codul unei acțiuni din plan") + nearest_named(near)
        if found:
            expected = gettext(
                "codul scris ca text: {code} sunt, ca numere, același lucru",
                code=listed(gettext("„{text}”", text=code) for code in found),
            )
        return self._finding(
            Code.UNKNOWN_ACTION,
            row,
            Column.ACTION,
            quoted(text) if text.strip() else gettext("niciun cod de acțiune"),
            expected,
        )

    def indicator(self, row: int) -> tuple[str, int] | Finding:
        """Give the action and the indicator of a row; a finding when there is none such or its text is another's."""
        text = self._grid.text(row, self._header.column(Column.INDICATOR)).strip()
        match = _INDICATOR.fullmatch(text)
        actions = self._actions(row)
        if match and match["action"] and self._grid.is_blank(row, self._header.column(Column.ACTION)):
            actions = [code for code in [self._codes.get(_tight(match["action"]))] if code]
        number = int(match["number"]) if match else 0
        said = self._plan.indicators_by_text.get(
            matching(self._grid.text(row, self._header.column(Column.TEXT))), frozenset()
        )
        if len(actions) > 1:  # Excel has made the number 1.1 of both 1.1 and 1.10: the indicator's text says which
            actions = [code for code in actions if (code, number) in said] or actions
        if len(actions) != 1:
            finding = self.action(row)
            return finding if isinstance(finding, Finding) else self._wrong_number(row, finding, text)
        action = actions[0]
        wrong_prefix = match and match["action"] and self._codes.get(_tight(match["action"])) != action
        if wrong_prefix or self._plan.indicator(action, number) is None:
            return self._wrong_number(row, action, text)
        if said and (action, number) not in said and not self._is_lost(said):
            return self._other_text(row, f"{action}.{number}", said)
        return action, number

    def _actions(self, row: int) -> list[str]:
        """The actions that a row may mean: several only where Excel has made a number of the code."""
        source, column = self._filled_from.get(row, row), self._header.column(Column.ACTION)
        number = self._grid.number(source, column)
        if number is not None:
            return [code for code in self._codes.values() if _as_number(code) == number]
        found = self._codes.get(_tight(self._grid.text(source, column)))
        return [found] if found else []

    def _is_lost(self, said: frozenset[tuple[str, int]]) -> bool:
        return any((found := self._plan.indicator(*key)) is not None and found.text == LOST for key in said)

    def _wrong_number(self, row: int, action: str, text: str) -> Finding:
        found = self._plan.action(action)
        count = len(found.indicators) if found else 0
        expected = gettext("un număr de la 1 la {count}", count=count) if count > 1 else gettext("numărul 1")
        return self._finding(
            Code.UNKNOWN_INDICATOR,
            row,
            Column.INDICATOR,
            quoted(text) if text else gettext("niciun număr de indicator"),
            gettext("{expected}, câți indicatori are acțiunea {action}", expected=expected, action=action)
            if count > 1
            else gettext("{expected}, singurul indicator al acțiunii {action}", expected=expected, action=action),
        )

    def _other_text(self, row: int, code: str, said: frozenset[tuple[str, int]]) -> Finding:
        others = listed(f"{action}.{number}" for action, number in sorted(said))
        return self._finding(
            Code.UNKNOWN_INDICATOR,
            row,
            Column.TEXT,
            gettext("codul {code}, dar textul indicatorului {others}", code=code, others=others),
            gettext("codul și textul aceluiași indicator"),
        )

    def _finding(self, code: Code, row: int, column: Column, found: str, expected: str) -> Finding:
        cell = address(row, self._header.column(column))
        return Finding(
            severity=Severity.ERROR,
            code=code,
            place=self._grid.place(row, self._header.column(column)),
            found=found,
            expected=expected,
            fix=and_send_again(
                gettext("corectați rândul, în celula {cell}, ca în formularul primit de la secretariat", cell=cell)
            ),
        )


def _tight(text: str) -> str:
    """A code as it is compared: without the word before it, spaces, or a full stop at the end."""
    return re.sub(r"\s", "", _ACTION_WORD.sub("", matching(text)))


def _as_number(code: str) -> Decimal | None:
    try:
        return Decimal(code)
    except InvalidOperation:
        return None


def _merged_rows(grid: Grid, column: int) -> dict[int, int]:
    """For the cells of a column that are merged downwards, the row in which their content stands."""
    rows: dict[int, int] = {}
    for first, last in sorted(grid.scan.merged):
        if first[1] <= column <= last[1] and first[0] not in rows:
            rows.update(dict.fromkeys(range(first[0], min(last[0] + 1, len(grid.rows))), first[0]))
    return rows
