"""The files of a period that the secretariat keeps: sections, adjustments, and figures published elsewhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext
from toolkit.plan.plan import Plan
from toolkit.plan.spelling import nearest
from toolkit.plan.yaml_file import MaybeBlank, OfficeModel

TOTALS_COLUMNS = ("action", "indicator", "published")
STATUS_COLUMNS = ("action", "all_done", "some_overdue", "none_done")

Line = Annotated[str, Field(min_length=1)]


class ListedSection(OfficeModel):
    """A section that is a lead sentence and numbered items."""

    lead: str = ""
    items: tuple[Line, ...] = ()


class Sections(OfficeModel):
    """The parts of a report that people write: sections.yaml of the period."""

    summary: tuple[Line, ...] = ()
    risks: ListedSection = ListedSection()
    proposals: ListedSection = ListedSection()


class Adjustment(OfficeModel):
    """A total that the secretariat prints otherwise than its rows give it: text, reason, role."""

    action: str
    indicator: int = Field(ge=1)
    text: str
    reason: Line
    role: Line


class Adjustments(OfficeModel):
    """adjustments.yaml of the period."""

    adjustments: MaybeBlank[Adjustment] = ()

    def by_indicator(self) -> Mapping[tuple[str, int], Adjustment]:
        """The adjustments by action and indicator number."""
        return {(a.action, a.indicator): a for a in self.adjustments}


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedStatus:
    """The three counts that were published for an action; None where none was printed."""

    all_done: int | None
    some_overdue: int | None
    none_done: int | None

    @property
    def counts(self) -> tuple[int | None, int | None, int | None]:
        """In the order of print."""
        return self.all_done, self.some_overdue, self.none_done

    def __bool__(self) -> bool:
        return any(count is not None for count in self.counts)


def check_adjustments(adjustments: Adjustments, plan: Plan, file: str) -> None:
    """Refuse adjustments of indicators that the plan does not have, or of one indicator twice."""
    errors = []
    seen: set[tuple[str, int]] = set()
    for adjustment in adjustments.adjustments:
        key = (adjustment.action, adjustment.indicator)
        if plan.indicator(*key) is None or key in seen:
            errors.append(_wrong_row(file, f"{adjustment.action}.{adjustment.indicator}", plan, twice=key in seen))
        seen.add(key)
    if errors:
        raise OfficeFileError.all_of(errors)


def read_published_totals(text: str, file: str, plan: Plan) -> dict[tuple[str, int], str]:
    """Read what was published elsewhere: the printed text of each total cell, by action and indicator number."""
    published: dict[tuple[str, int], str] = {}
    errors = []
    for line, row in _rows(text, file, TOTALS_COLUMNS):
        key = (row["action"], int(row["indicator"]) if _is_number(row["indicator"]) else 0)
        if plan.indicator(*key) is None or key in published:
            place = f"{row['action']}.{row['indicator']}"
            errors.append(_wrong_row(file, place, plan, twice=key in published, line=line))
        published[key] = row["published"]
    if errors:
        raise OfficeFileError.all_of(errors)
    return published


def read_published_status(text: str, file: str, plan: Plan) -> dict[str, PublishedStatus]:
    """Read the status counts that were published elsewhere, by action."""
    published: dict[str, PublishedStatus] = {}
    errors = []
    for line, row in _rows(text, file, STATUS_COLUMNS):
        counts = [row[name].strip() for name in STATUS_COLUMNS[1:]]
        if plan.action(row["action"]) is None or row["action"] in published:
            errors.append(_wrong_row(file, row["action"], plan, twice=row["action"] in published, line=line))
        elif not all(count == "" or _is_number(count) for count in counts):
            errors.append(
                OfficeFileError(
                    place=Place(file, cell=gettext("rândul {line}", line=line)),
                    found=gettext("„{text}”", text=", ".join(counts)),
                    expected=gettext("numere întregi sau nimic"),
                    fix=gettext("scrieți numărul cu cifre sau lăsați câmpul gol"),
                )
            )
        else:
            done, some, none = (int(count) if count else None for count in counts)
            published[row["action"]] = PublishedStatus(all_done=done, some_overdue=some, none_done=none)
    if errors:
        raise OfficeFileError.all_of(errors)
    return published


def _is_number(text: str) -> bool:
    """Whether a text is a whole number in the digits that people here write."""
    return text.isascii() and text.isdecimal() and len(text) < 10


def _rows(text: str, file: str, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise OfficeFileError(
            place=Place(file, cell=gettext("rândul {line}", line=reader.line_num + 1)),
            found=gettext("un rând care nu este CSV (ghilimele sau virgule greșite)"),
            expected=gettext("coloanele {names}, despărțite prin virgulă", names=", ".join(columns)),
            fix=gettext("deschideți fișierul, corectați rândul și salvați-l ca CSV UTF-8"),
        ) from error
    wrong = [line for line, row in rows if None in row or None in row.values()]
    if tuple(reader.fieldnames or ()) != tuple(columns) or wrong:
        raise OfficeFileError(
            place=Place(file, cell=gettext("rândul {line}", line=wrong[0] if wrong else 1)),
            found=gettext("alte coloane") if not wrong else gettext("mai multe sau mai puține câmpuri"),
            expected=gettext("exact coloanele {names}", names=", ".join(columns)),
            fix=gettext("corectați rândul și salvați fișierul ca CSV UTF-8"),
        )
    return rows


def _wrong_row(file: str, name: str, plan: Plan, *, twice: bool, line: int | None = None) -> OfficeFileError:
    known = [action.code for action in plan.actions]
    near = nearest(name.rpartition(".")[0] or name, known)
    return OfficeFileError(
        place=Place(file, cell=gettext("rândul {line}", line=line) if line else name),
        found=gettext("„{name}” a doua oară", name=name)
        if twice
        else gettext("„{name}”, pe care planul nu îl are", name=name),
        expected=gettext("fiecare o singură dată")
        if twice
        else gettext("un cod din plan") + (gettext(", de exemplu {near}", near=near) if near else ""),
        fix=gettext("păstrați un singur rând") if twice else gettext("corectați codul"),
    )
