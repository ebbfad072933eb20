"""What a report says of its figures where nobody has written anything: sentences made by rules, from the figures alone.

Equal figures give equal sentences. None says more than the figures do: not why, not what comes next. Each knows the
indicators that it was made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.checks.answered import asked_numbers
from toolkit.documents.written_text import SECTIONS, section_of, sections_with, texts_of
from toolkit.intake.office_files import Sections
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.intake.value import Kind
from toolkit.language import N_, counted, gettext
from toolkit.plan.period import Period, months_named
from toolkit.plan.plan import Priority
from toolkit.plan.plan_problems import LOST
from toolkit.plan.spelling import listed, tidy
from toolkit.totals.aggregation import IndicatorTotal, LeftOutReason
from toolkit.totals.figures import Figures, TotalLine
from toolkit.totals.status import DepartmentState
from toolkit.totals.trend import Trend, trends_of

_MOST_NAMED = 12  # actions or indicators in one sentence; the others are counted
_MOST_FIGURES = 3  # of a priority
_MOST_CHANGES = 5  # in one direction
_FIGURES = (Kind.COUNT, Kind.APPROX, Kind.MONEY, Kind.PERCENTAGE)
_IN_A_ROW = (
    N_("a doua oară la rând"),
    N_("a treia oară la rând"),
    N_("a patra oară la rând"),
    N_("a cincea oară la rând"),
    N_("a șasea oară la rând"),
    N_("a șaptea oară la rând"),
    N_("a opta oară la rând"),
    N_("a noua oară la rând"),
    N_("a zecea oară la rând"),
    N_("a unsprezecea oară la rând"),
    N_("a douăsprezecea oară la rând"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, and the ids of the indicators from which it was made."""

    text: str
    about: tuple[str, ...]


Paragraph = tuple[Sentence, ...]
Draft = Mapping[str, tuple[Paragraph, ...]]
"""The paragraphs of each part, by its name in sections.yaml; a part of which the figures say nothing has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenText:
    """What is printed in the parts that people write, and what of it nobody wrote."""

    sections: Sections
    drafted: Draft  # only of the sections that sections.yaml leaves blank


def written_text(inputs: PeriodInputs, figures: Figures) -> WrittenText:
    """Give the texts of sections.yaml, and a draft in place of each section that it leaves blank."""
    texts = texts_of(inputs.sections)
    blank = [section for section in SECTIONS if not any(texts[part] for part in texts if section_of(part) == section)]
    if not blank:
        return WrittenText(sections=inputs.sections, drafted={})
    draft = {part: said for part, said in drafted_text(inputs, figures).items() if said and section_of(part) in blank}
    texts |= {part: tuple(" ".join(s.text for s in paragraph) for paragraph in said) for part, said in draft.items()}
    return WrittenText(sections=sections_with(texts), drafted=draft)


def drafted_text(inputs: PeriodInputs, figures: Figures) -> Draft:
    """Draft every part from the figures of a period."""
    risks = tuple((sentence,) for sentence in _risks(inputs, figures))
    proposals = tuple((sentence,) for sentence in _proposals(figures))
    risks_lead = Sentence(text=gettext("Din cifrele raportate rezultă următoarele riscuri:"), about=())
    proposals_lead = Sentence(text=gettext("Din cifrele raportate rezultă următoarele propuneri:"), about=())
    paragraphs = (_reporting(inputs, figures), *_priorities(inputs, figures), *_compared(inputs, figures))
    return {
        "summary": tuple(paragraph for paragraph in paragraphs if paragraph),
        "risks.lead": ((risks_lead,),) if risks else (),
        "risks.items": risks,
        "proposals.lead": ((proposals_lead,),) if proposals else (),
        "proposals.items": proposals,
    }


def shown_ids(ids: Sequence[str]) -> str:
    """Write the ids of indicators in a line: the first ones, and how many others there are."""
    return _and_others(ids[:_MOST_NAMED], len(ids[_MOST_NAMED:]), separator=", ")


def _reporting(inputs: PeriodInputs, figures: Figures) -> Paragraph:
    """Who reported, and how much of what was asked has an answer."""
    every = _ids(figures.totals)
    without = [line for line in figures.totals if line.total.value.kind is Kind.NOT_REPORTED]
    silent = [line for line in without if not line.total.left_out]
    unfit = [line for line in without if line.total.left_out]
    unknown = [line for line in figures.totals if line.total.value.kind is Kind.NOT_AVAILABLE]
    idle = [line for line in figures.totals if line.total.value.kind is Kind.NOT_APPLICABLE]
    states = [state for line in figures.statuses for _, state in line.status.states]
    full, some, none = (sum(1 for given in states if given is state) for state in DepartmentState)
    sentences = [
        Sentence(
            text=gettext(
                "Raportul privește {period} și cuprinde {actions} din plan, cu {indicators}.",
                period=inputs.period.text,
                actions=counted(len(figures.statuses), "acțiune", "acțiuni"),
                indicators=counted(len(figures.totals), "indicator", "indicatori"),
            ),
            about=every,
        ),
        _senders(inputs, every),
        *_months(inputs),
        Sentence(
            text=gettext(
                "Un total se poate face la {answered} din {indicators}.",
                answered=len(every) - len(without) - len(unknown) - len(idle),
                indicators=counted(len(every), "indicator", "indicatori"),
            ),
            about=every,
        ),
    ]
    for lines, words in (
        (silent, N_("La {indicators} nu s-a raportat nimic.")),
        (unfit, N_("La {indicators} niciun răspuns nu a putut intra în total.")),
        (unknown, N_("La {indicators} cifra nu este încă disponibilă.")),
        (idle, N_("La {indicators} s-a răspuns „Nu este cazul”.")),
    ):
        if lines:
            number = counted(len(lines), "indicator", "indicatori")
            sentences.append(Sentence(text=gettext(words, indicators=number), about=_ids(lines)))
    answers = counted(len(states), "răspuns cerut", "răspunsuri cerute")
    text = gettext(
        "Din {answers}, întregi: {full}, parțiale: {some}, lipsă: {none}.", answers=answers, full=full, some=some, none=none
    )
    return (*sentences, Sentence(text=text, about=every))


def _senders(inputs: PeriodInputs, every: tuple[str, ...]) -> Sentence:
    late = _late(inputs)
    departments = counted(len(inputs.institution.departments), "subdiviziune", "subdiviziuni")
    if not late:
        is_whole = all(missing.action for missing in inputs.missing_months)  # else a form of some month is lacking
        words = (
            N_("Toate subdiviziunile au trimis formularul.")
            if is_whole
            else N_("Toate subdiviziunile au trimis formulare, dar nu ale tuturor lunilor.")
        )
        return Sentence(text=gettext(words), about=every)
    if len(late) == len(inputs.institution.departments):
        return Sentence(text=gettext("Nicio subdiviziune nu a trimis formularul."), about=every)
    text = gettext(
        "Formularul a fost trimis de {returned} din {departments}; nu s-a citit niciunul de la {late}.",
        returned=len(inputs.institution.departments) - len(late),
        departments=departments,
        late=listed(_names(late, inputs)),
    )
    return Sentence(text=text, about=every)


def _months(inputs: PeriodInputs) -> Iterator[Sentence]:
    """The months of which departments that did report sent nothing."""
    lacking: dict[tuple[Period, ...], list[str]] = {}
    for missing in inputs.missing_months:
        if not missing.action:
            lacking.setdefault(missing.months, []).append(missing.department)
    for months, departments in lacking.items():
        text = gettext(
            "Pentru {months} nu s-a citit niciun formular de la {names}.",
            months=months_named(months),
            names=listed(_names(departments, inputs)),
        )
        yield Sentence(text=text, about=_asked_of(departments, inputs))


def _priorities(inputs: PeriodInputs, figures: Figures) -> Iterator[Paragraph]:
    """The figures to which most departments contributed, priority by priority."""
    for priority in inputs.plan.priorities:
        lines = [line for action in priority.actions for line in figures.by_action[action.code]]
        if lines:
            yield tuple(_priority(priority, lines))


def _priority(priority: Priority, lines: Sequence[TotalLine]) -> Iterator[Sentence]:
    answered = [line for line in lines if line.total.value.is_answer]
    yield Sentence(
        text=gettext(
            "La Prioritatea {priority} se poate face un total la {answered} din {indicators}.",
            priority=priority.code,
            answered=sum(1 for line in answered if line.total.value.kind is not Kind.NOT_APPLICABLE),
            indicators=counted(len(lines), "indicator", "indicatori"),
        ),
        about=_ids(lines),
    )
    telling = [line for line in answered if _is_telling(line)]
    telling.sort(key=lambda line: -len(line.total.contributions))  # the order of the plan stays among equals
    shown = telling[:_MOST_FIGURES]
    if shown:
        said = "; ".join(_figure(line) for line in shown)
        yield Sentence(
            text=gettext("Cifrele la care au contribuit cele mai multe subdiviziuni: {figures}.", figures=said),
            about=_ids(shown),
        )


def _is_telling(line: TotalLine) -> bool:
    """Whether a total is a figure above nothing."""
    value = line.total.value
    if value.kind not in _FIGURES or not value.has_figure or not line.total.contributions:
        return False
    number = value.quantities[0].number if value.quantities else value.rate
    return number is None or bool(number.low)


def _figure(line: TotalLine) -> str:
    if line.is_adjusted:
        words = N_("{indicator}: {figure}, total ajustat")
    elif _is_exact(line):
        words = N_("{indicator}: {figure}")
    else:
        words = N_("{indicator}: {figure}, cifră aproximativă")
    return gettext(words, indicator=_indicator_named(line.total), figure=tidy(line.printed))


def _indicator_named(total: IndicatorTotal) -> str:
    """Name an indicator in a sentence: by its text, or by its number alone where the text is lost in the source."""
    name = tidy(total.indicator.text).rstrip(".;:,")
    if LOST in name:
        return gettext("indicatorul {id}", id=total.id)
    return gettext("„{name}” ({id})", name=name, id=total.id)


def _is_exact(line: TotalLine) -> bool:
    value = line.total.value
    numbers = [quantity.number for quantity in value.quantities] + ([value.rate] if value.rate is not None else [])
    return value.kind is not Kind.APPROX and all(number.is_exact for number in numbers)


def _compared(inputs: PeriodInputs, figures: Figures) -> Iterator[Paragraph]:
    """What rose and what fell since the period before, as far as both figures are exact and of the same departments."""
    trends = trends_of(inputs, figures)
    if not trends:
        return
    before = inputs.earlier.periods[-1].period.text
    sentences = []
    for trend_words, found in (
        (N_("Creșteri față de {before}, la {indicators}: {changes}."), [t for t in trends if t.is_rise]),
        (N_("Scăderi față de {before}, la {indicators}: {changes}."), [t for t in trends if t.is_fall]),
    ):
        if found:
            largest = sorted(found, key=lambda trend: -trend.share)[:_MOST_CHANGES]
            said = [_trend(trend) for trend in largest]
            text = gettext(
                trend_words,
                before=before,
                indicators=counted(len(found), "indicator", "indicatori"),
                changes=_and_others(said, len(found) - len(largest)),
            )
            sentences.append(Sentence(text=text, about=tuple(trend.total.id for trend in found)))
    same = [trend for trend in trends if not trend.is_rise and not trend.is_fall]
    if same:
        number = counted(len(same), "indicator", "indicatori")
        text = gettext("Fără schimbare față de {before}: {indicators}.", before=before, indicators=number)
        sentences.append(Sentence(text=text, about=tuple(trend.total.id for trend in same)))
    yield tuple(sentences)


def _trend(trend: Trend) -> str:
    values = {"indicator": _indicator_named(trend.total), "before": trend.before, "after": trend.after}
    if trend.in_a_row < 2:
        return gettext("{indicator}, de la {before} la {after}", **values)
    row = gettext(_IN_A_ROW[min(trend.in_a_row, len(_IN_A_ROW) + 1) - 2])
    return gettext("{indicator}, de la {before} la {after}, {in_a_row}", in_a_row=row, **values)


def _risks(inputs: PeriodInputs, figures: Figures) -> Iterator[Sentence]:
    """What is late, behind or uncertain."""
    late = _late(inputs)
    if late:
        text = gettext(
            "Din totaluri lipsesc cifrele de la {late}, de unde nu s-a citit niciun formular.",
            late=listed(_names(late, inputs)),
        )
        yield Sentence(text=text, about=_asked_of(late, inputs))
    yield from _months(inputs)
    statuses = [line.status for line in figures.statuses if line.status.states]
    unanswered = [status for status in statuses if status.count(DepartmentState.NONE) == len(status.states)]
    behind = [s for s in statuses if s not in unanswered and s.count(DepartmentState.ALL) < len(s.states)]
    for found, words in (
        (unanswered, N_("Fără răspuns de la vreo subdiviziune: {actions} ({codes}).")),
        (behind, N_("Cu restanțe la una sau mai multe subdiviziuni: {actions} ({codes}).")),
    ):
        if found:
            codes = [status.action for status in found]
            about = _ids(line for line in figures.totals if line.total.action in codes)
            number = counted(len(codes), "acțiune", "acțiuni")
            yield Sentence(text=gettext(words, actions=number, codes=shown_ids(codes)), about=about)
    unknown = [line for line in figures.totals if line.total.value.kind is Kind.NOT_AVAILABLE]
    unsure = [line for line in figures.totals if line.total.value.kind in _FIGURES and not _is_exact(line)]
    yield from _about_indicators(
        (unknown, N_("Cifre care nu sunt încă disponibile: {indicators} ({ids}).")),
        (unsure, N_("Totaluri aproximative sau cunoscute numai prin limite: {indicators} ({ids}).")),
    )


def _proposals(figures: Figures) -> Iterator[Sentence]:
    """What the plan or its forms could say otherwise: what nobody reports, what does not fit, what concerns nobody."""
    lines = figures.totals
    silent = [line for line in lines if line.total.value.kind is Kind.NOT_REPORTED and not line.total.left_out]
    unfit = [line for line in lines if _left_out(line, LeftOutReason.KIND, LeftOutReason.UNIT, LeftOutReason.PART)]
    twice = [line for line in lines if _left_out(line, LeftOutReason.CONTRADICTION)]
    idle = [line for line in lines if line.total.value.kind is Kind.NOT_APPLICABLE]
    yield from _about_indicators(
        (silent, N_("De lămurit cine raportează: {indicators} la care nu s-a raportat nimic ({ids}).")),
        (unfit, N_("De precizat ce fel de răspuns se cere: {indicators} cu răspunsuri care nu au intrat în total ({ids}).")),
        (twice, N_("De lămurit cifra bună: {indicators} cu două răspunsuri diferite de la aceeași subdiviziune ({ids}).")),
        (idle, N_("De hotărât ce rămâne în plan: {indicators} la care toate răspunsurile sunt „Nu este cazul” ({ids}).")),
    )


def _about_indicators(*told: tuple[Sequence[TotalLine], str]) -> Iterator[Sentence]:
    for lines, words in told:
        if lines:
            number = counted(len(lines), "indicator", "indicatori")
            yield Sentence(text=gettext(words, indicators=number, ids=shown_ids(_ids(lines))), about=_ids(lines))


def _left_out(line: TotalLine, *reasons: LeftOutReason) -> bool:
    return any(item.reason in reasons for item in line.total.left_out)


def _late(inputs: PeriodInputs) -> list[str]:
    """The departments of which no form was read."""
    read = {submission.department for submission in inputs.submissions}
    return [department for department in inputs.institution.department_ids if department not in read]


def _names(departments: Sequence[str], inputs: PeriodInputs) -> list[str]:
    return [inputs.institution.department(department).name for department in departments]


def _asked_of(departments: Sequence[str], inputs: PeriodInputs) -> tuple[str, ...]:
    """The indicators that the plan asks of departments."""
    asked = ((action.code, asked_numbers(action, inputs.institution)) for action in inputs.plan.actions)
    numbers = ((code, sorted(set().union(*(of.get(d, set()) for d in departments)))) for code, of in asked)
    return tuple(f"{code}.{number}" for code, found in numbers for number in found)


def _ids(lines: Iterable[TotalLine]) -> tuple[str, ...]:
    return tuple(line.total.id for line in lines)


def _and_others(said: Sequence[str], others: int, separator: str = "; ") -> str:
    shown = separator.join(said)
    return gettext("{shown} și încă {others}", shown=shown, others=others) if others else shown
