"""What was found of how a Word file reads for people who see little or nothing: by aspect, and as findings.

The rules are those of WCAG 2.1, level AA, as EN 301 549 asks for documents of public bodies; for the size of letters, of
which WCAG says nothing, the European Commission's guideline on the readability of package leaflets (9 points, in Times).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.language import N_, counted, gettext
from toolkit.plan.spelling import listed


class Aspect(StrEnum):
    """What is looked at, in the words of the report."""

    TITLE = N_("titlul din proprietăți")
    LANGUAGE = N_("limba")
    HEADINGS = N_("titlurile de secțiuni")
    TABLES = N_("tabelele")
    PICTURES = N_("imaginile")
    CONTRAST = N_("contrastul textului")
    LETTERS = N_("mărimea literelor")
    HIDDEN = N_("textul ascuns")


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """One thing that keeps somebody from reading the file, and what to do in Word about it."""

    aspect: Aspect
    where: str  # what a person would look for: "tabelul 3", "textul „Indicator 1”"
    found: str
    expected: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """How many things of an aspect were looked at, and what they were found to be: "49 de tabele", "cel puțin 8,5 pt"."""

    aspect: Aspect
    count: int
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accessibility:
    """Everything that was looked at in a Word file, and the barriers in it."""

    looked_at: tuple[LookedAt, ...]
    barriers: tuple[Barrier, ...]

    def barriers_of(self, aspect: Aspect) -> int:
        """Count the barriers of an aspect."""
        return sum(1 for barrier in self.barriers if barrier.aspect is aspect)


_WITHOUT_BARRIERS: Final = N_(
    "titlu și limbă, tabele cu rând de antet care se repetă, imagini cu text alternativ, titluri în ordine, "
    "contrast de cel puțin 4,5:1 (3:1 la litere mari), litere de cel puțin 9 pt"
)


def accessibility_findings(accessibility: Accessibility, file: str) -> tuple[Finding, ...]:
    """Give one note that says what was looked at, and one for each barrier."""
    barriers = accessibility.barriers
    number = counted(len(barriers), "barieră", "bariere") if barriers else gettext("nicio barieră")
    summary = Finding(
        severity=Severity.NOTE,
        code=Code.ACCESSIBILITY,
        place=Place(file),
        found=f"{listed(looked.summary for looked in accessibility.looked_at)}: {number}",
        expected=gettext(_WITHOUT_BARRIERS),
        fix=gettext("corectați în șablon ce spun notele de mai jos, apoi faceți din nou raportul")
        if barriers
        else gettext("nimic"),
    )
    return (
        summary,
        *(
            Finding(
                severity=Severity.NOTE,
                code=Code.ACCESSIBILITY,
                place=Place(file, cell=barrier.where),
                found=barrier.found,
                expected=barrier.expected,
                fix=barrier.fix,
            )
            for barrier in barriers
        ),
    )
