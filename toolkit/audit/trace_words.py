"""A trace in words, line by line: for the screen, for a notebook and for a comment in Word; and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from toolkit.audit.trace import Source, Trace, TracedAnswer
from toolkit.intake.finding import Finding
from toolkit.language import N_, counted, gettext
from toolkit.plan.period import months_named
from toolkit.plan.rule import OverDepartments, OverMonths, Rule
from toolkit.plan.spelling import listed, printed_day, tidy
from toolkit.totals.aggregation import LeftOutReason
from toolkit.totals.comparison import Verdict

_OVER_DEPARTMENTS = {
    OverDepartments.SUM: N_("suma subdiviziunilor"),
    OverDepartments.MAX: N_("cea mai mare cifră a unei subdiviziuni"),
    OverDepartments.LEAD: N_("cifra subdiviziunii care răspunde pentru toate"),
    OverDepartments.ANY: N_("starea cea mai avansată"),
    OverDepartments.JOIN: N_("textele, unul după altul"),
    OverDepartments.NONE: N_("fără total"),
}
_OVER_MONTHS = {
    OverMonths.SUM: N_("suma lunilor"),
    OverMonths.LAST: N_("ultima cifră cunoscută"),
    OverMonths.MAX: N_("cea mai mare lună"),
    OverMonths.NONE: N_("fără total peste luni"),
}
_REASONS = {
    LeftOutReason.KIND: N_("alt fel de răspuns decât cere indicatorul"),
    LeftOutReason.UNIT: N_("numără altceva decât indicatorul"),
    LeftOutReason.PART: N_("o parte din celulă numără altceva"),
    LeftOutReason.NO_PARTS: N_("un procent fără numărător și numitor"),
    LeftOutReason.NOT_LEAD: N_("răspunde altă subdiviziune pentru toate"),
    LeftOutReason.CONTRADICTION: N_("două răspunsuri ale aceleiași subdiviziuni, care se contrazic"),
    LeftOutReason.NO_TOTAL: N_("regula nu face un total"),
}
_VERDICTS = {
    Verdict.SAME: N_("la fel"),
    Verdict.WORDING: N_("aceeași cifră, cu alte cuvinte"),
    Verdict.DIFFERS: N_("diferă"),
}


def trace_as_text(trace: Trace) -> str:
    """Write a trace for the screen."""
    return "\n".join(lines_of(trace))


def lines_of(trace: Trace) -> tuple[str, ...]:
    """Write a trace line by line: the figure, its sum, then every cell, with what was left out, adjusted and accepted."""
    return (
        f"{trace.indicator} · {trace.text}",
        gettext("acțiunea {title}", title=f"{trace.indicator.rpartition('.')[0]}. {trace.action_title}"),
        gettext("tipărit: {printed}", printed=_quoted(trace.printed)),
        *_about_the_figure(trace),
        *_answers(N_("── intră în total · {answers}"), trace.entered),
        *_answers(N_("── rămase în afara totalului · {answers}"), trace.left_out),
        *_without_figure(trace),
        *_absent(trace),
        *_accepted(trace),
        *_open(trace),
    )


def traces_as_json(traces: Sequence[Trace]) -> str:
    """Write one trace as an object, several as a list of objects."""
    objects = [_as_object(trace) for trace in traces]
    return json.dumps(objects[0] if len(objects) == 1 else objects, ensure_ascii=False, indent=1)


def rule_in_words(rule: str) -> str:
    """Say a rule in words, with its code behind it."""
    read = Rule.parse(rule)
    over = gettext(_OVER_DEPARTMENTS[read.departments])
    return gettext("{over}; {months} ({rule})", over=over, months=gettext(_OVER_MONTHS[read.months]), rule=rule)


def _about_the_figure(trace: Trace) -> Iterator[str]:
    if trace.printed != trace.recomputed:
        yield gettext(
            "NU SE REGĂSEȘTE: din intrările păstrate rezultă {recomputed}, nu ce s-a tipărit",
            recomputed=_quoted(trace.recomputed),
        )
    yield gettext("regula: {rule}", rule=rule_in_words(trace.rule))
    yield gettext("adunat din nou: {line}", line=trace.added_up.line)
    if not trace.added_up.holds:
        yield gettext("NU SE ADUNĂ: calculat {computed}", computed=_quoted(trace.computed))
    if trace.adjustment is not None:
        said = (
            gettext("ajustat: calculat {computed}, tipărit {text}", computed=_quoted(trace.computed), text=_adjusted(trace))
            if trace.is_adjusted
            else gettext("ajustare declarată, care nu schimbă tiparul: {text}", text=_adjusted(trace))
        )
        why = gettext("{reason} (ajustat de: {role})", reason=trace.adjustment.reason, role=trace.adjustment.role)
        yield f"{said}. {why}"
    if trace.comparison.published is not None:
        yield gettext(
            "publicat în altă parte: {published} – {verdict}",
            published=_quoted(tidy(trace.comparison.published)),
            verdict=gettext(_VERDICTS[trace.comparison.verdict]),
        )


def _adjusted(trace: Trace) -> str:
    return _quoted(tidy(trace.adjustment.text) if trace.adjustment else "")


def _answers(heading: str, answers: Sequence[TracedAnswer]) -> Iterator[str]:
    if not answers:
        return
    yield gettext(heading, answers=counted(len(answers), "răspuns", "răspunsuri"))
    for answer in answers:
        why = f" – {gettext(_REASONS[answer.reason])}" if answer.reason else ""
        yield f"{answer.name}: {_quoted(answer.text)}{why}"
        if answer.months is not None:
            wrong = "" if answer.months.holds else gettext(" – NU SE ADUNĂ")
            yield "    " + gettext("compus din luni: {line}", line=answer.months.line) + wrong
        for source in answer.sources:
            yield f"    {source.place}" + (f": {_quoted(source.text)}" if len(answer.sources) > 1 else "")
            yield f"    SHA-256 {source.sha256}"
            yield f"    {_sender(answer, source)}"


def _without_figure(trace: Trace) -> Iterator[str]:
    if trace.without_figure:
        yield gettext("── fără cifră · {answers}", answers=counted(len(trace.without_figure), "răspuns", "răspunsuri"))
    for answer in trace.without_figure:
        yield gettext("{name}: {text} în {places}", name=answer.name, text=_quoted(answer.text), places=_places(answer))


def _places(answer: TracedAnswer) -> str:
    return listed(str(source.place) for source in answer.sources)


def _sender(answer: TracedAnswer, source: Source) -> str:
    if source.received is None:
        return gettext("trimis de: {name}, după antetul fișierului", name=answer.name)
    return gettext(
        "trimis de: {name}, primit la {day} ca „{file}”",
        name=answer.name,
        day=printed_day(source.received.date),
        file=source.received.file,
    )


def _absent(trace: Trace) -> Iterator[str]:
    if trace.without_form:
        yield gettext("── fără niciun rând: {names}", names=listed(trace.without_form))
    for name, months in trace.missing_months:
        yield gettext("── luni care lipsesc de la {name}: {months}", name=name, months=months_named(months))
    if trace.not_kept:
        yield gettext("── fără copie păstrată, deci de neurmărit: {files}", files=listed(trace.not_kept))


def _accepted(trace: Trace) -> Iterator[str]:
    if trace.accepted:
        yield gettext("── acceptate de secretariat")
    for one in trace.accepted:
        why = gettext("{reason} (acceptat de: {role})", reason=one.acceptance.reason, role=one.acceptance.role)
        yield f"{_finding(one.finding)}. {why}"


def _open(trace: Trace) -> Iterator[str]:
    if trace.findings:
        yield gettext("── constatări deschise")
    for finding in trace.findings:
        yield _finding(finding)


def _finding(finding: Finding) -> str:
    return gettext(
        "{code}, {place}: găsit {found}; așteptat {expected}",
        code=finding.code.value,
        place=finding.place,
        found=tidy(finding.found),
        expected=tidy(finding.expected),
    )


def _quoted(text: str) -> str:
    return gettext("„{text}”", text=text) if text else gettext("nimic")


def _as_object(trace: Trace) -> Mapping[str, object]:
    adjustment = trace.adjustment
    return {
        "indicator": trace.indicator,
        "text": trace.text,
        "rule": trace.rule,
        "printed": trace.printed,
        "recomputed": trace.recomputed,
        "computed": trace.computed,
        "adds_up": trace.added_up.line,
        "holds": trace.holds,
        "published": trace.comparison.published,
        "verdict": trace.comparison.verdict.value,
        "adjustment": adjustment and {"text": adjustment.text, "reason": adjustment.reason, "role": adjustment.role},
        "is_adjusted": trace.is_adjusted,
        "entered": [_answer_object(answer) for answer in trace.entered],
        "left_out": [_answer_object(answer) for answer in trace.left_out],
        "without_figure": [_answer_object(answer) for answer in trace.without_figure],
        "without_form": list(trace.without_form),
        "missing_months": [
            {"name": name, "months": [str(month) for month in months]} for name, months in trace.missing_months
        ],
        "accepted": [
            {**_finding_object(one.finding), "reason": one.acceptance.reason, "role": one.acceptance.role}
            for one in trace.accepted
        ],
        "findings": [_finding_object(finding) for finding in trace.findings],
        "not_kept": list(trace.not_kept),
    }


def _answer_object(answer: TracedAnswer) -> Mapping[str, object]:
    return {
        "department": answer.department,
        "text": answer.text,
        "reason": answer.reason and answer.reason.value,
        "months": answer.months and answer.months.line,
        "sources": [
            {
                "file": source.place.file,
                "sheet": source.place.sheet,
                "cell": source.place.cell,
                "text": source.text,
                "sha256": source.sha256,
                "received": source.received and {"date": f"{source.received.date}", "file": source.received.file},
            }
            for source in answer.sources
        ],
    }


def _finding_object(finding: Finding) -> Mapping[str, object]:
    return {
        "severity": finding.severity.value,
        "code": finding.code.value,
        "place": str(finding.place),
        "found": finding.found,
        "expected": finding.expected,
    }
