"""A longer period composed of shorter ones: months and quarters become the semester, all of them the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.intake.earlier import NOTHING_EARLIER, EarlierPeriod
from toolkit.intake.finding import Finding
from toolkit.intake.period_inputs import MissingMonths, PartInputs, PeriodInputs
from toolkit.intake.submission import Entry, Narrative, Submission
from toolkit.language import month_name
from toolkit.plan.period import Period, PeriodKind
from toolkit.plan.plan import asked_departments
from toolkit.totals.part_answers import Overlap, compose_answers, counting
from toolkit.totals.period_findings import about_descriptions, about_missing_months, about_overlaps


def composed(inputs: PeriodInputs, *, until: Period | None = None) -> PeriodInputs:
    """Compose what each department returned for shorter periods, beside what it returned for the period itself.

    What the longer period's own form answers counts, and answers of shorter periods to the same are a finding. Months of
    which a figure holds nothing are named in `missing_months` and in findings. Inputs without shorter periods stay as
    they are; earlier periods are composed likewise. `until` a month within the period, what was returned for later ones
    does not count, and they are not missing.
    """
    if any(earlier.parts for earlier in inputs.earlier.periods):
        periods = tuple(_composed_earlier(earlier, inputs) for earlier in inputs.earlier.periods)
        inputs = replace(inputs, earlier=replace(inputs.earlier, periods=periods))
    if not inputs.parts:
        return inputs
    if until is not None and until != inputs.period.months[-1]:
        parts = tuple(part for part in inputs.parts if part.period.last_day <= until.last_day)
        inputs = replace(inputs, submissions=(), parts=parts)
    months = tuple(month for month in inputs.period.months if until is None or month.last_day <= until.last_day)
    made = []
    for department in inputs.institution.department_ids:
        of_parts = {part.period: [s for s in part.submissions if s.department == department] for part in inputs.parts}
        returned = {period: found for period, found in of_parts.items() if found}
        if any(period != inputs.period for period in returned):
            made.append(_compose(returned, months, inputs))
    return replace(
        inputs,
        submissions=(*inputs.submissions, *(department.submission for department in made)),
        reading_findings=(*inputs.reading_findings, *(f for department in made for f in department.findings)),
        missing_months=tuple(months for department in made for months in department.missing),
    )


def _composed_earlier(earlier: EarlierPeriod, inputs: PeriodInputs) -> EarlierPeriod:
    parts = tuple(PartInputs(period=part.period, submissions=part.submissions) for part in earlier.parts)
    own = replace(inputs, period=earlier.period, submissions=earlier.submissions, parts=parts, earlier=NOTHING_EARLIER)
    return EarlierPeriod(period=earlier.period, submissions=composed(own).submissions)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """What one department's shorter periods come to."""

    submission: Submission
    missing: Sequence[MissingMonths]
    findings: Sequence[Finding]


def _compose(returned: Mapping[Period, Sequence[Submission]], months: Sequence[Period], inputs: PeriodInputs) -> _Made:
    """Compose what one department returned, given by period in the order of time, for months that are to be there."""
    entries: dict[tuple[str, int], dict[Period, list[Entry]]] = {}
    narratives: dict[str, dict[Period, list[Narrative]]] = {}
    for period, submission in ((period, s) for period, found in returned.items() for s in found):
        for entry in submission.entries:
            entries.setdefault((entry.action, entry.indicator), {}).setdefault(period, []).append(entry)
        for narrative in submission.narratives:
            if narrative.text.strip():
                narratives.setdefault(narrative.action, {}).setdefault(period, []).append(narrative)
    last = [found[-1] for period, found in returned.items() if period != inputs.period][-1]
    read = {month for period in returned for month in period.months}
    unread = tuple(month for month in months if month not in read)
    missing = [MissingMonths(department=last.department, months=unread)] if unread else []
    made: list[Entry] = []
    told: list[Narrative] = []
    findings: list[Finding] = []
    for action in inputs.plan.actions:
        overlaps: list[Overlap] = []
        for number, indicator in action.numbered():
            of_parts = entries.get((action.code, number))
            if of_parts is None:
                continue
            answer = compose_answers(of_parts, indicator, inputs.period, inputs.institution)
            made += answer.entries
            overlaps += answer.overlaps
            lacking = tuple(month for month in answer.lacking if month in read)
            if lacking and last.department in asked_departments(action, indicator, inputs.institution):
                missing.append(
                    MissingMonths(department=last.department, months=lacking, action=action.code, indicator=number)
                )
        of_action = narratives.get(action.code, {})
        spoken = {part: said for part, found in of_action.items() if (said := [n for n in found if n.says_something])}
        told += _told(spoken, inputs.period) if spoken else _dash(of_action, inputs.period)
        findings += about_overlaps(overlaps, last.department)
        findings += about_descriptions(spoken, last.department)
    findings += about_missing_months(missing, last.file, inputs)
    submission = replace(last, entries=tuple(made), narratives=tuple(told))
    return _Made(submission=submission, missing=missing, findings=findings)


def _told(narratives: Mapping[Period, Sequence[Narrative]], period: Period) -> list[Narrative]:
    """The descriptions of shorter periods one after the other, each under the name of its month."""
    counted = counting(period, narratives)
    if not counted or counted == [period]:
        return []
    texts = []
    for part in counted:
        texts.append(f"{_name(part)}:")
        texts += [narrative.text for narrative in narratives[part]]
    return [replace(narratives[counted[-1]][-1], text="\n".join(texts))]


def _dash(narratives: Mapping[Period, Sequence[Narrative]], period: Period) -> list[Narrative]:
    """The last dash where months say no more, and the period's own form not even that."""
    last = [found[-1] for found in narratives.values()][-1:]
    return [] if period in narratives else last


def _name(period: Period) -> str:
    name = month_name(period.number) if period.kind is PeriodKind.MONTH else period.text
    return name[:1].upper() + name[1:]
