"""Every exception class of ours, and the place that a message points to.

There is one class per exit status, by who must act: `UsageError` (2, who typed), `OfficeFileError` (3, who keeps plan,
template or notebook), `ToolkitFault` (4, us). What is wrong with a department's data is a finding, not an exception.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from toolkit.language import gettext

_EXCEL_CELL = re.compile(r"[A-Z]{1,3}\d+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file (relative to the project folder, with "/"), and perhaps its sheet and cell.

    `cell` is as Excel shows it ("D14"); in other files it is what a person would look for ("rândul 12").
    """

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(gettext("foaia „{sheet}”", sheet=self.sheet))
        if self.cell:
            parts.append(gettext("celula {cell}", cell=self.cell) if _EXCEL_CELL.fullmatch(self.cell) else self.cell)
        return " · ".join(parts)

    @property
    def reading_order(self) -> tuple[str, str, int, int, str]:
        """What puts places in the order in which a person reads: by file, sheet, row and column; E9 before E14."""
        letters = self.cell.rstrip("0123456789")
        return (self.file, self.sheet, int(self.cell[len(letters) :] or 0), len(letters), letters)


def message(place: Place | str, found: str, expected: str, fix: str) -> str:
    """Write what a person must know in four lines: place, found, expected, to fix."""
    return gettext(
        "{place}\n    găsit      {found}\n    așteptat   {expected}\n    de făcut   {fix}",
        place=place,
        found=found,
        expected=expected,
        fix=fix,
    )


class ToolkitError(Exception):
    """The work cannot go on, and the message says who must do what.

    `also` holds further errors of the same kind that were found together with this one, so that ten wrong keys are ten
    messages and not only the first.
    """

    exit_status: ClassVar[int] = 4

    def __init__(self, place: Place | str, found: str, expected: str, fix: str) -> None:
        super().__init__(message(place, found, expected, fix))
        self.place = place
        self.found = found
        self.expected = expected
        self.fix = fix
        self.also: tuple[ToolkitError, ...] = ()

    @classmethod
    def all_of(cls, errors: Sequence[Self]) -> Self:
        """Join errors that were found together into one that prints them all."""
        first = errors[0]
        first.also = tuple(errors[1:])
        return first

    def __str__(self) -> str:
        return "\n\n".join([super().__str__(), *(str(error) for error in self.also)])


class UsageError(ToolkitError):
    """A command or a parameter was mistyped."""

    exit_status = 2


class OfficeFileError(ToolkitError):
    """A file that the office keeps (plan, institution, template, notebook) must be corrected."""

    exit_status = 3


class ToolkitFault(ToolkitError):
    """The toolkit itself is at fault."""

    exit_status = 4
