"""The rows of the workbook in which a plan is edited, by the keys of their columns, and what the workbook has lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from toolkit.errors import Place
from toolkit.intake.finding import Finding
from toolkit.intake.grid import Grid, address, exact
from toolkit.intake.plan_table.workbook_findings import lost_columns, lost_keys, lost_sheets, merged_cells, unknown_column
from toolkit.intake.plan_table.workbook_sheets import ACTIONS, EVENTS, LISTS, OTHER_CELLS, PLAN, SHEETS, PlanSheet
from toolkit.intake.screening.sheet_scan import Position
from toolkit.language import gettext, known_languages, language_in_use, speaking
from toolkit.plan.spelling import matching, printed_day

_KEY = re.compile(rf"({'|'.join(sheet.key for sheet in SHEETS)})\.(\w+|{OTHER_CELLS}.+)", re.DOTALL)
_DAYS = {(PLAN.key, "valid_from"), (EVENTS.key, "day")}
_CODES = ("code", "priority", "action", "where")
_PRINTED_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_LABELS_WITHIN = 3  # rows
_Range = tuple[Position, Position]  # the first and the last cell


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: its texts by the keys of their columns."""

    sheet: str  # key
    place: Place
    texts: Mapping[str, str]
    places: Mapping[str, Place]
    odd: Mapping[str, str] = field(default_factory=dict)  # what stands in cells that cannot be read, "" if said elsewhere

    def __getitem__(self, key: str) -> str:
        return self.texts.get(key, "").strip()

    def place_of(self, key: str) -> Place:
        """The cell of a column; the first of the row where the sheet has no such column."""
        return self.places.get(key, self.place)

    @property
    def filled(self) -> set[str]:
        """The columns in which something stands."""
        return {key for key, text in self.texts.items() if text.strip()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """All rows by the keys of their sheets."""

    lines: Mapping[str, list[Line]]
    lost: frozenset[tuple[str, str]]  # sheet and column; the empty column is the whole sheet
    findings: tuple[Finding, ...] = ()

    def has(self, sheet: PlanSheet, *columns: str) -> bool:
        """Whether a sheet is still there, with these columns."""
        return not any((sheet.key, column) in self.lost for column in ("", *columns))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    sheet: PlanSheet
    keys: Mapping[int, str]  # by column
    begins: int  # the row after the labels
    has_keys: bool = True
    unknown: Mapping[int, str] = field(default_factory=dict)  # labels by column


def is_plan_workbook(grids: Sequence[Grid]) -> bool:
    """Whether this is a workbook that `raport plan export` wrote, whatever has been edited in it since."""
    return any(grid.sheet == LISTS or _keys_in(grid) for grid in grids)


def read_sheets(grids: Sequence[Grid], file: str) -> Sheets:
    """Read the rows; a sheet, a column or a row of keys that is gone is one finding."""
    lines: dict[str, list[Line]] = {sheet.key: [] for sheet in SHEETS}
    findings: list[Finding] = []
    lost: set[tuple[str, str]] = set()
    without_keys = []
    seen = set()
    for grid in grids:
        header = _header_of(grid) if grid.sheet != LISTS else None
        if header is None:
            continue
        sheet = header.sheet
        seen.add(sheet.key)
        without_keys += [] if header.has_keys else [grid.sheet]
        findings += [unknown_column(grid.place(header.begins - 1, c), label) for c, label in header.unknown.items()]
        missing = [column for column in sheet.columns if column.key not in header.keys.values()]
        lost |= {(sheet.key, column.key) for column in missing}
        named = [gettext(column.label) for column in missing if not column.may_lack]
        findings += [lost_columns(Place(file, grid.sheet), named)] if named else []
        merged = _merged(grid, header)
        findings += [merged_cells(grid.place(*first), _range(first, last)) for first, last in merged]
        lines[sheet.key] += _lines(grid, header, merged)
    gone = [sheet for sheet in SHEETS if sheet.key not in seen]
    lost |= {(sheet.key, key) for sheet in gone for key in ("", *(column.key for column in sheet.columns))}
    findings += [lost_sheets(file, [gettext(sheet.name) for sheet in gone])] if gone else []
    findings += [lost_keys(file, without_keys)] if without_keys else []
    return Sheets(lines=lines, lost=frozenset(lost), findings=tuple(findings))


def _header_of(grid: Grid) -> _Header | None:
    keys = _keys_in(grid)
    if not keys:
        return next((found for row in range(_LABELS_WITHIN) if (found := _header_by_labels(grid, row))), None)
    name = next(iter(keys.values()))[0]
    sheet = next(sheet for sheet in SHEETS if sheet.key == name)
    known: dict[int, str] = {}
    for column, (of, key) in keys.items():
        if of == name and key not in known.values():  # else of another sheet, or a copy
            known[column] = key
    labels = next((row for row in range(1, len(grid.rows)) if _is_filled(grid, row)), 1)
    if not _are_labels(grid, labels, sheet, known):
        labels -= 1
    unknown = {
        column: text
        for column in range(len(grid.rows[labels]) if labels else 0)
        if column not in known and (text := grid.text(labels, column).strip())
    }
    return _Header(sheet=sheet, keys=known, begins=labels + 1, unknown=unknown)


def _keys_in(grid: Grid) -> dict[int, tuple[str, str]]:
    """The keys of the first row, by column: of the sheet, and of the column."""
    row = range(len(grid.rows[0])) if grid.rows else range(0)
    found = ((column, _KEY.fullmatch(grid.text(0, column))) for column in row)
    return {column: (key[1], key[2]) for column, key in found if key}


def _is_filled(grid: Grid, row: int) -> bool:
    return any(not grid.is_blank(row, column) for column in range(len(grid.rows[row])))


def _are_labels(grid: Grid, row: int, sheet: PlanSheet, keys: Mapping[int, str]) -> bool:
    """Whether a row has the names of the columns, in any language, and is no row of the plan."""
    said = {column: matching(grid.text(row, column)) for column in keys}
    further = {column: matching(key.removeprefix(OTHER_CELLS)) for column, key in keys.items()}
    return any(text and text == further[column] for column, text in said.items()) or any(
        text and labels.get(text) == keys[column] for labels in _labels_of(sheet) for column, text in said.items()
    )


def _labels_of(sheet: PlanSheet) -> Iterator[dict[str, str]]:
    """The keys of a sheet's columns by their names, in the language in use and then in the others."""
    for language in dict.fromkeys((language_in_use(), *known_languages())):
        with speaking(language):
            yield {matching(gettext(column.label)): column.key for column in reversed(sheet.columns)}


def _header_by_labels(grid: Grid, row: int) -> _Header | None:
    """Recognise a sheet whose row of keys is gone by the names of its columns; None where they are of no sheet."""
    if row >= len(grid.rows):
        return None
    said = {column: matching(grid.text(row, column)) for column in range(len(grid.rows[row]))}
    best: tuple[float, PlanSheet, dict[int, str]] | None = None
    for sheet in SHEETS:
        for labels in _labels_of(sheet):
            keys: dict[int, str] = {}
            for column, text in said.items():
                if text in labels and labels[text] not in keys.values():
                    keys[column] = labels[text]
            share = len(keys) / len(sheet.columns)
            if len(keys) >= 2 and share >= 0.5 and (best is None or share > best[0]):
                best = (share, sheet, keys)
    if best is None:
        return None
    _, sheet, keys = best
    further = {column: grid.text(row, column).strip() for column, text in said.items() if text and column not in keys}
    if sheet is ACTIONS:
        keys |= {column: OTHER_CELLS + label for column, label in further.items()}
        further = {}
    return _Header(sheet=sheet, keys=keys, begins=row + 1, has_keys=False, unknown=further)


def _lines(grid: Grid, header: _Header, merged: Sequence[_Range]) -> Iterator[Line]:
    covered = _covered(grid, header, merged)
    for row in range(header.begins, len(grid.rows)):
        odd = {key: said for column, key in header.keys.items() if (said := _odd(grid, row, column))}
        texts = {
            key: "" if key in odd else _text(grid, row, column, header.sheet.key, key) for column, key in header.keys.items()
        }
        if odd or any(text.strip() for text in texts.values()):
            places = {key: grid.place(row, column) for column, key in header.keys.items()}
            odd |= {key: "" for column, key in header.keys.items() if (row, column) in covered}
            yield Line(header.sheet.key, grid.place(row, 0), texts, places, odd)


def _merged(grid: Grid, header: _Header) -> list[_Range]:
    """The cells of the rows that are one with others, of which only the first has a text."""
    return [
        (first, last)
        for first, last in grid.scan.merged
        if last[0] >= header.begins
        and any(first[1] <= column <= last[1] for column in header.keys)
        and not grid.is_blank(*first)
    ]


def _covered(grid: Grid, header: _Header, merged: Sequence[_Range]) -> set[Position]:
    """The cells of merged ranges, but for the first of each."""
    return {
        (row, column)
        for first, last in merged
        for row in range(first[0], min(last[0] + 1, len(grid.rows)))
        for column in header.keys
        if first[1] <= column <= last[1] and (row, column) != first
    }


def _range(first: Position, last: Position) -> str:
    return f"{address(*first)}:{address(*last)}"


def _odd(grid: Grid, row: int, column: int) -> str:
    """Say what stands in a cell that cannot be read: an error, or a formula that was never calculated."""
    if error := grid.scan.errors.get((row, column)):
        return gettext("eroarea Excel {error}", error=error)
    if (row, column) in grid.scan.formulas_without_value:
        return gettext("o formulă al cărei rezultat nu este păstrat în fișier")
    return ""


def _text(grid: Grid, row: int, column: int, sheet: str, key: str) -> str:
    """A cell as it was typed: codes and days that Excel has made numbers and dates of are given back as they read."""
    content = grid.content(row, column)
    if isinstance(content, datetime):
        content = content.date()
    if (sheet, key) in _DAYS:
        return content.isoformat() if isinstance(content, date) else _as_iso(grid.text(row, column))
    if isinstance(content, date):
        return printed_day(content)
    if isinstance(content, bool):
        return gettext("da") if content else ""
    if isinstance(content, (int, float)) and key in _CODES:
        return f"{exact(content):f}"
    return grid.text(row, column).replace("\r\n", "\n")


def _as_iso(text: str) -> str:
    """A day as the plan has it, where it was typed as people print it."""
    found = _PRINTED_DAY.fullmatch(text.strip())
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text
