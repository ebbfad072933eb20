"""What stands on every document of an institution alike: its registration line, and the roles that sign."""

from __future__ import annotations

from toolkit.documents.semester_report import SignOffLine
from toolkit.language import gettext
from toolkit.plan.institution import Institution


def registration_line(institution: Institution, number: str) -> str:
    """Give the line under the letterhead; without a number the one that is filled in by hand."""
    return gettext("Nr. {number}", number=number) if number else institution.registration_line


def sign_off_lines(institution: Institution) -> tuple[SignOffLine, ...]:
    """Give the lines of the sign-off block, in the order of signing."""
    return tuple(SignOffLine(label=s.label, role=s.role, unit=s.unit) for s in institution.sign_off)
