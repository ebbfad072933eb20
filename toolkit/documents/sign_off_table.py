"""The table in which a document is signed, in the words of the institution."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.documents.letterhead import SignOffLine, sign_off_lines
from toolkit.language import gettext
from toolkit.plan.institution import Institution


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffTable:
    """A line for each role, under the headings for name, signature and day."""

    signatory: str
    signature: str
    day: str
    told: str  # of the table, to those who do not see it
    lines: tuple[SignOffLine, ...]


def sign_off_tables(institution: Institution) -> tuple[SignOffTable, ...]:
    """Give the table in which an institution signs; none where nobody does."""
    lines = sign_off_lines(institution)
    if not lines:
        return ()
    table = SignOffTable(
        signatory=gettext("Numele, prenumele, funcția"),
        signature=gettext("Semnătura"),
        day=gettext("Data"),
        told=gettext("Cine semnează: numele, funcția, semnătura și data."),
        lines=lines,
    )
    return (table,)
