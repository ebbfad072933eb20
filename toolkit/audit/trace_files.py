"""What `raport trace` was asked, and what came of it: traces, and a marked copy of the report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toolkit.audit.hashes import check_hashes
from toolkit.audit.kept_run import find_run, open_run, outputs_near
from toolkit.audit.marked_copy import marked_with_traces
from toolkit.audit.trace import Trace, Tracer
from toolkit.errors import UsageError
from toolkit.language import gettext
from toolkit.plan.spelling import listed
from toolkit.runs.disk import refuse_existing, write_new


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceRequest:
    """What was asked for: one indicator, a marked copy, or both."""

    run: str  # a folder, or an id
    indicator: str = ""
    copy: Path | None = None
    project: Path | None = None
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """What came of it."""

    asked: tuple[Trace, ...]  # what is to be shown: the indicator, or, in a marked copy, those that do not add up
    wrong: tuple[str, ...]  # the indicators that were looked at and do not add up to what was printed
    not_marked: tuple[str, ...]  # those that have a figure, and that the report does not print
    damaged: tuple[str, ...] = ()  # files of the run that are not what it left, so that nothing here says what it printed

    @property
    def holds(self) -> bool:
        """Whether every figure that was looked at adds up again, in a run that is as it was made."""
        return not self.wrong and not self.damaged

    @property
    def warning(self) -> str:
        """What takes the trust from everything that was shown; empty where nothing does."""
        if not self.damaged:
            return ""
        return gettext(
            "fișierele rulării nu mai sunt cele din timpul ei: {files}; ce se arată ca tipărit nu este dovedit",
            files=listed(self.damaged),
        )

    @property
    def step(self) -> str:
        """What to do next."""
        if self.wrong:
            return gettext(
                "nu se regăsesc: {indicators}; verificați rularea cu „raport audit”", indicators=listed(self.wrong)
            )
        if self.damaged:
            return gettext("verificați rularea cu „raport audit” înainte de a crede cifrele")
        if self.not_marked:
            return gettext("raportul nu tipărește, deci fără comentariu: {indicators}", indicators=listed(self.not_marked))
        return gettext("deschideți fișierele numite și comparați celulele")


def trace_run(request: TraceRequest) -> Traced:
    """Follow the figures that were asked for, and write the marked copy."""
    run = open_run(find_run(request.run, outputs_near(request.project)))
    run.speak(request.language)
    if request.copy is None and not request.indicator:
        raise UsageError(
            place=gettext("comanda „{command}”", command="raport trace"),
            found=gettext("niciun indicator"),
            expected=gettext("indicatorul de urmărit, ca 3.1.2, sau o copie de marcat, cu --mark"),
            fix=gettext("adăugați unul dintre ele"),
        )
    if request.copy is not None:
        refuse_existing(request.copy, "--mark")
    damaged = tuple(file.path for file in check_hashes(run.folder, run.manifest).damaged)
    tracer = Tracer(run)
    asked = (tracer.trace(request.indicator),) if request.indicator else ()
    if request.copy is None:
        return Traced(asked=asked, wrong=tuple(t.indicator for t in asked if not t.holds), not_marked=(), damaged=damaged)
    traces = tuple(tracer.trace(indicator) for indicator in tracer.indicators)
    copy, not_marked = marked_with_traces(run, traces, tracer.sentences)
    write_new(request.copy, copy, "--mark")
    wrong = tuple(trace for trace in traces if not trace.holds)
    return Traced(
        asked=asked or wrong,
        wrong=tuple(trace.indicator for trace in wrong),
        not_marked=not_marked,
        damaged=damaged,
    )
