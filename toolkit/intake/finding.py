"""A finding: a fact about what a department returned, with its place and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from toolkit.errors import Place, message
from toolkit.language import gettext


def and_send_again(fix: str) -> str:
    """End the fix of a finding, where the department corrects its file."""
    return gettext("{fix}, salvați fișierul și trimiteți-l din nou", fix=fix)


class Severity(StrEnum):
    """How grave a finding is: an error must be corrected, a warning looked at, a note known."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(StrEnum):
    """The closed list of findings; the README says what to do about each."""

    # the file
    FILE_UNREADABLE = "file-unreadable"
    FILE_FORMAT = "file-format"
    FILE_SUSPICIOUS = "file-suspicious"
    SHEET_MISSING = "sheet-missing"
    COLUMN_MISSING = "column-missing"
    COLUMN_NOT_READ = "column-not-read"
    CELLS_MERGED = "cells-merged"
    SHEET_HIDDEN = "sheet-hidden"
    SHEET_NOT_READ = "sheet-not-read"
    # the heading
    WRONG_INSTITUTION = "wrong-institution"
    WRONG_PERIOD = "wrong-period"
    UNKNOWN_DEPARTMENT = "unknown-department"
    # a return that is received
    FORM_OUTDATED = "form-outdated"
    FORM_BLANK = "form-blank"
    FORM_CHANGED = "form-changed"
    FORM_WITHOUT_FINGERPRINT = "form-without-fingerprint"
    TWO_RETURNS = "two-returns"
    ANSWERS_LOST = "answers-lost"
    # the rows
    UNKNOWN_ACTION = "unknown-action"
    UNKNOWN_INDICATOR = "unknown-indicator"
    DUPLICATE_ENTRY = "duplicate-entry"
    DUPLICATE_NARRATIVE = "duplicate-narrative"
    NARRATIVE_LONG = "narrative-long"
    REASON_MISSING = "reason-missing"
    NOT_ASKED = "not-asked"
    # the cells
    CELL_ERROR = "cell-error"
    FORMULA_WITHOUT_VALUE = "formula-without-value"
    TEXT_NOT_UNDERSTOOD = "text-not-understood"
    TEXT_CLEANED = "text-cleaned"
    WRONG_KIND = "wrong-kind"
    WRONG_UNIT = "wrong-unit"
    SPLIT_MISMATCH = "split-mismatch"
    PERCENTAGE_MISMATCH = "percentage-mismatch"
    PERSONAL_CODE = "personal-code"
    # what does not agree
    RELATION_BROKEN = "relation-broken"
    RELATION_UNCERTAIN = "relation-uncertain"
    JUMP = "jump"
    STOCK_FELL_TO_ZERO = "stock-fell-to-zero"
    PERCENTAGE_WITHOUT_PARTS = "percentage-without-parts"
    NARRATIVE_CONTRADICTS = "narrative-contradicts"
    SAME_FIGURE = "same-figure"
    # what the secretariat has accepted
    ACCEPTANCE_UNUSED = "acceptance-unused"
    ACCEPTANCE_OF_ERROR = "acceptance-of-error"
    ACCEPTED_BEFORE = "accepted-before"
    # what is not there
    MISSING_DEPARTMENT = "missing-department"
    MISSING_ENTRIES = "missing-entries"
    MISSING_SECTIONS = "missing-sections"
    PLAN_NOT_IN_FORCE = "plan-not-in-force"
    COUNTED_UNTIL = "counted-until"
    # months that become a longer period
    MISSING_MONTHS = "missing-months"
    MONTHS_NOT_COUNTED = "months-not-counted"
    # an imported plan
    TEXT_DAMAGED = "text-damaged"
    TEXT_ENCODING = "text-encoding"
    PLAN_ROW_NOT_READ = "plan-row-not-read"
    PLAN_ROW_JOINED = "plan-row-joined"
    PLAN_ROW_SHORT = "plan-row-short"
    PLAN_CELL_EMPTY = "plan-cell-empty"
    PLAN_COLUMN_UNKNOWN = "plan-column-unknown"
    PLAN_CODE_GIVEN = "plan-code-given"
    PLAN_INCOMPLETE = "plan-incomplete"
    PLAN_DEPARTMENTS = "plan-departments"
    PLAN_CELL_WRONG = "plan-cell-wrong"
    # the plan
    DEADLINE_IMPOSSIBLE = "deadline-impossible"
    DEADLINE_NOT_UNDERSTOOD = "deadline-not-understood"
    DEADLINE_NOT_DATED = "deadline-not-dated"
    EVENT_NOT_NAMED = "event-not-named"
    SUSPECTED_SLIP = "suspected-slip"
    CLAIM_WITHOUT_EVIDENCE = "claim-without-evidence"
    CLAIM_CONTRADICTED = "claim-contradicted"
    DATE_IMPOSSIBLE = "date-impossible"
    DATE_OUTSIDE_PERIOD = "date-outside-period"
    # the project sheet
    AMOUNT_NOT_UNDERSTOOD = "amount-not-understood"
    BUDGET_MISMATCH = "budget-mismatch"
    DURATION_MISMATCH = "duration-mismatch"
    EVIDENCE_LATER = "evidence-later"
    # the Word file
    ACCESSIBILITY = "accessibility"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a person must know about the inputs; all are collected, none stops the others."""

    severity: Severity
    code: Code
    place: Place
    found: str
    expected: str
    fix: str
    department: str = ""  # id, where one is meant
    action: str = ""  # code, "1.10"
    indicator: int | None = None  # number within the action

    def __str__(self) -> str:
        return message(self.place, self.found, self.expected, self.fix)
