"""The words that tables and pictures use for severities, verdicts and states."""

from __future__ import annotations

from toolkit.intake.finding import Severity
from toolkit.totals.comparison import Verdict
from toolkit.totals.status import DepartmentState

SEVERITY_WORDS = {Severity.ERROR: "eroare", Severity.WARNING: "avertisment", Severity.NOTE: "notă"}
VERDICT_WORDS = {
    Verdict.SAME: "la fel",
    Verdict.WORDING: "alte cuvinte",
    Verdict.DIFFERS: "diferă",
    Verdict.UNPUBLISHED: "nepublicat",
}
STATE_WORDS = {
    DepartmentState.ALL: "toți indicatorii",
    DepartmentState.SOME: "o parte din indicatori",
    DepartmentState.NONE: "niciun indicator",
}
