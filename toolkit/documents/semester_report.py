"""The semester report on the local anticorruption plan: its context, one field per placeholder of the template."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.documents.context import ContentsLine, Heading, Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentRow:
    """One department's row in an action's table."""

    name: str
    narrative: tuple[Paragraph, ...]
    values: tuple[str, ...]  # one per indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalCell:
    """One cell of the total row; `mark` is empty, or "*1" where note 1 under the table speaks of it."""

    text: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPart:
    """One action: heading, deadline, who answers, indicators, and the table of figures."""

    heading: Heading  # "Acțiunea 1.1. Asigurarea angajării …"
    deadline: str
    responsible: tuple[str, ...]
    indicators: tuple[str, ...]  # "1) numărul de …"
    progress: str  # "Progresul în implementarea acțiunii 1.1."
    columns: tuple[str, ...]  # "Indicator 1" …
    rows: tuple[DepartmentRow, ...]
    status_sentences: tuple[str, ...]  # the three sentences
    totals: tuple[TotalCell, ...]
    notes: tuple[str, ...]  # "*1 Indicatorul 2: …"; also remarks on what is lost in the source


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityPart:
    """One priority and its actions."""

    heading: Heading  # "Prioritatea I: …"
    actions: tuple[ActionPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffLine:
    """One line of the sign-off block; the name is written by hand or by the sign-off."""

    label: str  # "Elaborat"
    role: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SemesterReport:
    """The whole document, in printing order."""

    property_title: str  # the title property of the file
    institution: str
    letterhead: tuple[str, ...]
    registration_line: str
    title_plan: str  # "Planului local anticorupție pentru anii 2023-2027 în municipiul Bălți,"
    title_period: str  # "perioada de raport – semestrul I al anului 2023"
    contents: tuple[ContentsLine, ...]
    section_i: Heading
    summary: tuple[Paragraph, ...]
    section_ii: Heading
    priorities: tuple[PriorityPart, ...]
    section_iii: Heading
    risks_lead: str
    risks: tuple[str, ...]
    section_iv: Heading
    proposals_lead: str
    proposals: tuple[str, ...]
    sign_off: tuple[SignOffLine, ...]
