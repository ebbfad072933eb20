"""What stands on every document of an institution alike: its registration line, and the roles that sign."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.language import gettext
from toolkit.plan.institution import Institution


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffLine:
    """One line of the sign-off block; the name is written by hand or by the sign-off."""

    label: str  # "Elaborat"
    role: str
    unit: str


def registration_line(institution: Institution, number: str) -> str:
    """Give the line under the letterhead; without a number the one that is filled in by hand."""
    return gettext("Nr. {number}", number=number) if number else institution.registration_line


def sign_off_lines(institution: Institution) -> tuple[SignOffLine, ...]:
    """Give the lines of the sign-off block, in the order of signing."""
    return tuple(SignOffLine(label=s.label, role=s.role, unit=s.unit) for s in institution.sign_off)
