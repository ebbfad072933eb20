"""The semester report on the local anticorruption plan: its context, one field per placeholder of the template.

The layout and the fixed wordings are those of the report that Bălți published for the first semester of 2023.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.checks.acceptance import AcceptedFinding
from toolkit.documents.context import ContentsLine, Heading, Paragraph
from toolkit.documents.drafted_text import written_text
from toolkit.documents.letterhead import SignOffLine, registration_line, sign_off_lines
from toolkit.documents.narrative import paragraphs_as_typed, paragraphs_of
from toolkit.documents.trial import trial_told
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.intake.submission import Narrative, Submission
from toolkit.language import N_, gettext
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period, PeriodKind, months_named
from toolkit.plan.plan import Action
from toolkit.plan.spelling import listed, tidy
from toolkit.totals.figures import Figures, TotalLine
from toolkit.totals.status import ActionStatus, DepartmentState


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
    notes: tuple[str, ...]  # who is behind, which months lack; then "*1 Indicator 2: …", one for each adjusted total


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityPart:
    """One priority and its actions."""

    heading: Heading  # "Prioritatea I: …"
    actions: tuple[ActionPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """What the secretariat has accepted, each with its reason and role."""

    heading: Heading
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SemesterReport:
    """The whole document, in printing order."""

    property_title: str  # the title property of the file
    institution: str
    letterhead: tuple[str, ...]
    registration_line: str
    title_kind: str  # "Raport semestrial privind implementarea"
    title_plan: str  # "Planului local anticorupție pentru anii 2023-2027 în municipiul Bălți,"
    title_period: str  # "perioada de raport – semestrul I al anului 2023"
    trial: str  # what is otherwise than in the report that counts; empty in the report itself
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
    annexes: tuple[Annex, ...]  # one where the secretariat has accepted findings


_TITLES = {
    PeriodKind.MONTH: N_("Raport lunar privind implementarea"),
    PeriodKind.QUARTER: N_("Raport trimestrial privind implementarea"),
    PeriodKind.SEMESTER: N_("Raport semestrial privind implementarea"),
    PeriodKind.YEAR: N_("Raport anual privind implementarea"),
}
_SECTIONS = {
    "I": N_("I. Rezumatul executiv privind principalele progrese și deficiențe"),
    "II": N_("II. Progresul în implementarea planului sectorial/local de acțiuni în perioada de raportare"),
    "III": N_("III. Riscuri aferente implementării acțiunilor scadente la sfârșitul semestrului/anului"),
    "IV": N_("IV. Propuneri de modificare și ajustare a planului de acțiuni sectorial/local"),
}
_ANNEX = N_("Anexă. Constatări acceptate")
_STATUS_SENTENCES = (  # the spaces around the dash do not break, so that no number stands alone on a line
    N_("Numărul de subdiviziuni care au realizat toți indicatorii\u00a0–\u00a0{count};"),
    N_("Numărul de subdiviziuni care au restanțe la anumiți indicatori\u00a0–\u00a0{count};"),
    N_("Numărul de subdiviziuni care nu au realizat niciun indicator\u00a0–\u00a0{count}."),
)


def semester_report(
    inputs: PeriodInputs, figures: Figures, accepted: Sequence[AcceptedFinding] = (), *, registration_number: str
) -> SemesterReport:
    """Write the whole report in finished strings; an empty registration number leaves the line to be filled by hand."""
    plan, institution = inputs.plan, inputs.institution
    narratives = _narratives(inputs.submissions)
    sections = {code: Heading(text=gettext(text), bookmark=f"sectiunea_{code}") for code, text in _SECTIONS.items()}
    priorities = tuple(
        PriorityPart(
            heading=Heading(
                text=gettext("Prioritatea {priority}: {title}", priority=priority.code, title=priority.title),
                bookmark=f"prioritatea_{priority.code.replace('.', '_')}",
            ),
            actions=tuple(_action_part(action, inputs, figures, narratives) for action in priority.actions),
        )
        for priority in plan.priorities
    )
    written = written_text(inputs, figures).sections
    annexes = _annexes(accepted, institution)
    title_kind = gettext(_TITLES[inputs.period.kind])
    return SemesterReport(
        property_title=f"{title_kind} {plan.title_in_report}, {inputs.period.text}",
        institution=institution.name,
        letterhead=institution.letterhead,
        registration_line=registration_line(institution, registration_number),
        title_kind=title_kind,
        title_plan=f"{plan.title_in_report},",
        title_period=reported_period(inputs),
        trial=trial_told(inputs),
        contents=(*_contents(sections, priorities), *(_contents_line(annex.heading) for annex in annexes)),
        section_i=sections["I"],
        summary=tuple(paragraph for text in written.summary for paragraph in paragraphs_as_typed(text)),
        section_ii=sections["II"],
        priorities=priorities,
        section_iii=sections["III"],
        risks_lead=written.risks.lead,
        risks=written.risks.items,
        section_iv=sections["IV"],
        proposals_lead=written.proposals.lead,
        proposals=written.proposals.items,
        sign_off=sign_off_lines(institution),
        annexes=annexes,
    )


def reported_period(inputs: PeriodInputs) -> str:
    """Which period is reported; and until which day what was accepted counts, where not all of it does."""
    until = inputs.counted_until
    if until is None or not until.is_known:
        return gettext("perioada de raport – {period}", period=inputs.period.text)
    from babel.dates import format_date  # noqa: PLC0415  the tables of languages take time to load

    return gettext(
        "perioada de raport – {period}; s-a numărat ce s-a acceptat până la {day}",
        period=inputs.period.text,
        day=format_date(until.day, "long", inputs.institution.locale),
    )


def _narratives(submissions: Sequence[Submission]) -> dict[tuple[str, str], str]:
    """What each department wrote about each action; texts from two files stand one after the other, a dash only alone."""
    told: dict[tuple[str, str], list[Narrative]] = {}
    for submission in sorted(submissions, key=lambda s: s.file):
        for narrative in submission.narratives:
            if narrative.text.strip():
                told.setdefault((submission.department, narrative.action), []).append(narrative)
    return {key: "\n".join(n.text for n in found if n.says_something) or found[0].text for key, found in told.items()}


def _action_part(
    action: Action, inputs: PeriodInputs, figures: Figures, narratives: Mapping[tuple[str, str], str]
) -> ActionPart:
    totals = figures.by_action[action.code]
    cells = [dict(line.total.cells) for line in totals]
    notes = adjustment_notes(totals)
    count = len(action.indicators)
    return ActionPart(
        heading=Heading(
            text=gettext("Acțiunea {action}. {title}", action=action.code, title=action.title),
            bookmark=_action_bookmark(action),
        ),
        deadline=action.deadline,
        responsible=action.responsible,
        indicators=tuple(f"{n}. {indicator.text}{';' if n < count else '.'}" for n, indicator in action.numbered()),
        progress=gettext("Progresul în implementarea acțiunii {action}.", action=action.code),
        columns=tuple(gettext("Indicator {number}", number=n) for n, _ in action.numbered()),
        rows=tuple(
            DepartmentRow(
                name=inputs.institution.department(department).name,
                narrative=paragraphs_of(narratives.get((department, action.code), "")),
                values=tuple(found.get(department, "") for found in cells),
            )
            for department in _printing_order(action, inputs)
            if (department, action.code) in narratives or any(found.get(department) for found in cells)
        ),
        status_sentences=tuple(
            gettext(sentence, count=count)
            for sentence, count in zip(_STATUS_SENTENCES, figures.status_of[action.code].counts, strict=True)
        ),
        totals=tuple(TotalCell(text=tidy(line.printed), mark=notes.get(line.total.number, ("", ""))[0]) for line in totals),
        notes=(
            *_who_is_behind(figures.status_of[action.code], inputs),
            *missing_months_said(figures.status_of[action.code], inputs),
            *(f"{mark} {note}" for mark, note in notes.values()),
        ),
    )


def _printing_order(action: Action, inputs: PeriodInputs) -> list[str]:
    """All departments: those that the plan names first, in its order, then the others."""
    named = () if action.asked == "all" else action.asked
    return list(dict.fromkeys([*named, *inputs.institution.department_ids]))


def _who_is_behind(status: ActionStatus, inputs: PeriodInputs) -> list[str]:
    """The departments behind the second and third status sentence; the official form asks to name them."""
    notes = []
    for words, state in (
        (gettext("Au restanțe la anumiți indicatori"), DepartmentState.SOME),
        (gettext("Nu au realizat niciun indicator"), DepartmentState.NONE),
    ):
        names = [inputs.institution.department(department).name for department, given in status.states if given is state]
        if len(names) == len(inputs.institution.departments):
            names = [gettext("toate subdiviziunile")]
        if names:
            notes.append(f"{words}: {'; '.join(names)}.")
    return notes


def missing_months_said(status: ActionStatus, inputs: PeriodInputs) -> list[str]:
    """The months that the figures of an action lack: of departments that sent no form, and of single indicators."""
    asked = {department for department, _ in status.states}
    without_form: dict[tuple[Period, ...], list[str]] = {}
    without_figure: dict[tuple[str, tuple[Period, ...]], list[int]] = {}
    for missing in inputs.missing_months:
        if missing.action == status.action:
            without_figure.setdefault((missing.department, missing.months), []).append(missing.indicator)
        elif not missing.action and missing.department in asked:
            without_form.setdefault(missing.months, []).append(missing.department)
    said = []
    for months, departments in without_form.items():
        names = [inputs.institution.department(department).name for department in departments]
        if len(names) == len(inputs.institution.departments):
            names = [gettext("toate subdiviziunile")]
        said.append(gettext("{months} – niciun formular de la {names}", months=months_named(months), names=listed(names)))
    for (department, months), numbers in without_figure.items():
        values = {"months": months_named(months), "name": inputs.institution.department(department).name}
        said.append(
            gettext("{months} – nicio cifră de la {name} la indicatorul {number}", number=numbers[0], **values)
            if len(numbers) == 1
            else gettext(
                "{months} – nicio cifră de la {name} la indicatorii {numbers}", numbers=listed(map(str, numbers)), **values
            )
        )
    return [gettext("Luni care lipsesc din cifre: {said}.", said="; ".join(said))] if said else []


def adjustment_notes(totals: Sequence[TotalLine]) -> dict[int, tuple[str, str]]:
    """The mark and the note of every adjusted total, by indicator number; the notes are numbered under each table."""
    notes: dict[int, tuple[str, str]] = {}
    for line in totals:
        if line.is_adjusted and line.adjustment is not None:
            shown = gettext("„{text}”", text=tidy(line.printed)) if tidy(line.printed) else gettext("nimic")
            text = gettext(
                "Indicator {number}: calculat din rânduri „{computed}”, tipărit {shown}.",
                number=line.total.number,
                computed=line.comparison.computed,
                shown=shown,
            )
            why = gettext("{reason} (ajustat de: {role})", reason=line.adjustment.reason, role=line.adjustment.role)
            notes[line.total.number] = (f"*{len(notes) + 1}", f"{text} {why}")
    return notes


def _contents(sections: Mapping[str, Heading], priorities: Sequence[PriorityPart]) -> tuple[ContentsLine, ...]:
    lines: list[tuple[int, Heading]] = []
    for code, heading in sections.items():
        lines.append((1, heading))
        for priority in priorities if code == "II" else ():
            lines.append((2, priority.heading))
            lines += [(3, action.heading) for action in priority.actions]
    return tuple(_contents_line(heading, level) for level, heading in lines)


def _contents_line(heading: Heading, level: int = 1) -> ContentsLine:
    return ContentsLine(level=level, text=heading.text, bookmark=heading.bookmark)


def _annexes(accepted: Sequence[AcceptedFinding], institution: Institution) -> tuple[Annex, ...]:
    points = tuple(f"{number}. {accepted_line(one, institution)}" for number, one in enumerate(accepted, 1))
    return (Annex(heading=Heading(text=gettext(_ANNEX), bookmark="anexa"), points=points),) if points else ()


def accepted_line(one: AcceptedFinding, institution: Institution) -> str:
    """What was found, where, and who accepted it for what reason."""
    finding, acceptance = one.finding, one.acceptance
    indicator = f"{finding.action}.{finding.indicator}" if finding.indicator is not None else ""
    where = [
        institution.department(finding.department).name if finding.department else "",
        gettext("indicatorul {indicator}", indicator=indicator) if indicator else "",
        gettext("acțiunea {action}", action=finding.action) if finding.action and not indicator else "",
    ]
    return gettext(
        "{where}: găsit {found}; așteptat {expected}. {reason} (acceptat de: {role})",
        where=", ".join(part for part in where if part) or finding.place.file,
        found=tidy(finding.found),
        expected=tidy(finding.expected),
        reason=acceptance.reason,
        role=acceptance.role,
    )


def _action_bookmark(action: Action) -> str:
    return f"actiunea_{action.code.replace('.', '_')}"
