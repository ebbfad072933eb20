"""What the audit notebook shows: a kept run that is opened and checked, and tables of what was found."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.audit.contradictions import contradictions_in
from toolkit.audit.contradictions_words import contradictions_table
from toolkit.audit.diff import diff_runs
from toolkit.audit.diff_words import causes_of, figure_name, heading_lines, summary
from toolkit.audit.hashes import check_hashes
from toolkit.audit.kept_run import KeptRun, find_run, open_run, outputs_near
from toolkit.audit.sign_off import check_sign_off
from toolkit.audit.trace import figures_in, inputs_of, traces_of
from toolkit.audit.trace_words import lines_of
from toolkit.documents.views import Shown
from toolkit.language import counted, gettext
from toolkit.runs.handover import show_messages_not_tracebacks


def opened(run: str) -> KeptRun:
    """Open a run by its folder or its id, and speak its language."""
    show_messages_not_tracebacks()
    kept = open_run(find_run(run, outputs_near(None)))
    kept.speak()
    return kept


def hashes_view(run: KeptRun) -> Shown:
    """The files of a run that are not what they were; one row that says so where all are."""
    found = check_hashes(run.folder, run.manifest)
    rows = [(file.path, gettext(file.damage.value)) for file in found.damaged]
    all_are = (
        gettext("toate"),
        gettext(
            "fișiere: {checked}, toate cu hash-urile din timpul rulării", checked=counted(found.checked, "fișier", "fișiere")
        ),
    )
    return _table(rows or [all_are], gettext("Ce s-a verificat"), gettext("Ce s-a găsit"))


def sign_off_view(run: KeptRun) -> Shown:
    """The register beside a run, its final files and their signatures, line by line; what does not hold comes last."""
    found = check_sign_off(run)
    if found is None:
        return _table([(gettext("rularea nu este semnată"),)], gettext("Semnarea"))
    lines = [found.said, *found.signatures, *(found.problem.splitlines() or [gettext("nicio problemă")])]
    return _table([(line,) for line in lines], gettext("Semnarea"))


def trace_view(run: KeptRun, indicator: str) -> Shown:
    """One printed figure, line by line down to its cells."""
    (trace,) = traces_of(run, [indicator])
    return _table([(line,) for line in lines_of(trace)], indicator)


def contradictions_view(run: KeptRun) -> Shown:
    """What cannot be right in what was published elsewhere of the period."""
    inputs = inputs_of(run)
    table = contradictions_table(contradictions_in(inputs, figures_in(run, inputs)))
    return _table(table.rows, *table.columns)


def differences_view(run: KeptRun, other_run: str) -> Shown:
    """The figures in which another run differs, each with its cause."""
    if not other_run:
        return _table([], gettext("nicio rulare de comparat: scrieți numele ei la „other_run”"))
    diff = diff_runs(run, opened(other_run))
    rows = [(figure_name(d), d.before, d.after, causes_of(d), "\n".join(d.details)) for d in diff.differences]
    about = [("", "", "", "", line) for line in (*heading_lines(diff), summary(diff))]
    columns = (gettext("Cifra"), gettext("Înainte"), gettext("După"), gettext("Cauza"), gettext("Amănunte"))
    return _table([*rows, *about], *columns)


def _table(rows: Sequence[tuple[str, ...]], *columns: str) -> Shown:
    return Shown(pd.DataFrame(rows, columns=list(columns)))
