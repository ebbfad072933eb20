"""The words that tables and pictures use for severities, verdicts and states."""

from __future__ import annotations

from toolkit.intake.finding import Severity
from toolkit.language import N_
from toolkit.totals.comparison import Verdict
from toolkit.totals.status import DepartmentState

SEVERITY_WORDS = {Severity.ERROR: N_("eroare"), Severity.WARNING: N_("avertisment"), Severity.NOTE: N_("notă")}
VERDICT_WORDS = {
    Verdict.SAME: N_("la fel"),
    Verdict.WORDING: N_("alte cuvinte"),
    Verdict.DIFFERS: N_("diferă"),
    Verdict.UNPUBLISHED: N_("nepublicat"),
}
STATE_WORDS = {
    DepartmentState.ALL: N_("toți indicatorii"),
    DepartmentState.SOME: N_("o parte din indicatori"),
    DepartmentState.NONE: N_("niciun indicator"),
}
