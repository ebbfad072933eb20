"""The lines above the table that say whose form it is and for which period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from toolkit.errors import Place, UsageError
from toolkit.intake.finding import Code, Finding, Severity, and_send_again
from toolkit.intake.grid import Content, Grid, shown
from toolkit.intake.layout import DEEPEST_HEADER_ROW, Label, label_in
from toolkit.language import SOURCE, gettext, speaking
from toolkit.plan.institution import Department, Institution
from toolkit.plan.period import Period, PeriodKind
from toolkit.plan.spelling import listed, matching, tidy, without_marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One heading line: what stands on the right of its label."""

    contents: tuple[Content, ...]
    place: Place  # of the first content, or of the label where nothing follows

    @property
    def text(self) -> str:
        """The first content as Excel shows it."""
        return tidy(shown(self.contents[0])) if self.contents else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The heading lines of a sheet; a line that is missing has no contents."""

    institution: Line
    department: Line
    period: Line
    fingerprint: Line

    @property
    def is_there(self) -> bool:
        """Whether the sheet has any heading line at all."""
        return any(line.contents for line in (self.institution, self.department, self.period))


@cache
def heading_labels(language: str) -> Mapping[str, Label]:
    """The labels of heading lines in a language, and in that of the messages, by their matching forms."""
    return {matching(label_in(label, said)): label for said in (SOURCE, language) for label in Label}


def read_heading(grid: Grid, end_row: int) -> Heading:
    """Read the heading lines above a row: what stands on the right of each label, up to the next label."""
    found: dict[Label, Line] = {}
    labels = heading_labels(grid.language)
    for row in range(min(end_row, len(grid.rows), DEEPEST_HEADER_ROW)):
        cells = grid.rows[row]
        said = [labels.get(matching(cell)) if isinstance(cell, str) and len(cell) < 40 else None for cell in cells]
        for column, label in enumerate(said):
            if label and label not in found:
                end = next((other for other in range(column + 1, len(cells)) if said[other]), len(cells))
                right = [other for other in range(column + 1, end) if not grid.is_blank(row, other)]
                contents = tuple(grid.content(row, other) for other in right)
                found[label] = Line(contents=contents, place=grid.place(row, right[0] if right else column))
    nothing = Line(contents=(), place=Place(grid.file, grid.sheet))
    return Heading(
        institution=found.get(Label.INSTITUTION, nothing),
        department=found.get(Label.DEPARTMENT, nothing),
        period=found.get(Label.PERIOD, nothing),
        fingerprint=found.get(Label.FINGERPRINT, nothing),
    )


def check_heading(heading: Heading, institution: Institution, period: Period) -> list[Finding]:
    """Compare institution and period with those that the report is made for."""
    findings = []
    if without_marks(heading.institution.text) != without_marks(institution.name):
        findings.append(
            _finding(
                Code.WRONG_INSTITUTION,
                Label.INSTITUTION,
                heading.institution,
                gettext("„{text}”", text=institution.name),
                language=institution.locale,
            )
        )
    with speaking(institution.locale):
        words = period.text
    if not _is_period(heading.period, period, words):
        findings.append(
            _finding(
                Code.WRONG_PERIOD,
                Label.PERIOD,
                heading.period,
                gettext("„{period}”, adică {text}", period=period, text=words),
                write=gettext("„{text}”", text=period),
                language=institution.locale,
            )
        )
    return findings


def department_of(heading: Heading, institution: Institution) -> Department | Finding:
    """Say whose form it is, or what is wrong with the name."""
    name = heading.department.text
    department = institution.department_called(name) if name else None
    if department is not None:
        return department
    near = institution.nearest_department(name) if name else None
    expected = gettext("una dintre cele {count} subdiviziuni ale instituției", count=len(institution.departments))
    return _finding(
        Code.UNKNOWN_DEPARTMENT,
        Label.DEPARTMENT,
        heading.department,
        expected + (gettext("; cea mai apropiată este „{near}”", near=near) if near else ""),
        write=gettext("„{text}”", text=near) if near else gettext("numele oficial al subdiviziunii"),
        language=institution.locale,
    )


def _is_period(line: Line, period: Period, words: str) -> bool:
    """Whether everything that stands beside the label says the period: its code, its words, or both."""
    return bool(line.contents) and all(_says(content, period, words) for content in line.contents)


def _says(content: Content, period: Period, words: str) -> bool:
    if isinstance(content, date):  # Excel takes a typed 2023-06 for the first of June
        return period.kind is PeriodKind.MONTH and content.day == 1 and f"{content:%Y-%m}" == str(period)
    text = tidy(shown(content))
    if matching(text) == matching(words):
        return True
    try:
        return Period.parse(text.upper()) == period
    except UsageError:
        return False


def _finding(code: Code, label: Label, line: Line, expected: str, *, language: str, write: str = "") -> Finding:
    name = label_in(label, language)
    said = [tidy(shown(content))[:100] for content in line.contents]
    right = write or expected
    if len(said) > 1 and label is Label.PERIOD:  # the code and the words of a period stand side by side
        to_do = gettext("lăsați lângă „{label}” numai {right}", label=name, right=right)
    else:
        said = said[:1]
        where = (
            gettext("în celula {cell}", cell=line.place.cell)
            if said
            else gettext("la dreapta cuvântului „{label}”", label=name)
        )
        to_do = gettext("scrieți {where} {right}", where=where, right=right)
    return Finding(
        severity=Severity.ERROR,
        code=code,
        place=line.place,
        found=f"{name}: {listed(gettext('„{text}”', text=text) for text in said)}"
        if said
        else gettext("nimic la „{label}”", label=name),
        expected=expected,
        fix=and_send_again(gettext("dacă formularul este pentru acest raport, {to_do}", to_do=to_do)),
    )
