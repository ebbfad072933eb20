"""What a form says twice."""

from __future__ import annotations

from toolkit.intake.finding import SEND_AGAIN, Code, Finding, Severity
from toolkit.intake.submission import Entry, Narrative


def duplicate(first: Entry | Narrative, second: Entry | Narrative, outcome: str) -> Finding:
    """Name the second of two cells about one thing, and what becomes of them."""
    if isinstance(first, Entry):
        code, indicator = Code.DUPLICATE_ENTRY, first.indicator
        what, expected = f"indicatorul {first.action}.{first.indicator}", "un singur rând pentru fiecare indicator"
    else:
        code, indicator = Code.DUPLICATE_NARRATIVE, None
        what, expected = f"descrierea acțiunii {first.action}", "o singură descriere pentru fiecare acțiune"
    return Finding(
        severity=Severity.ERROR,
        code=code,
        place=second.place,
        found=f"{what} a doua oară, după celula {first.place.cell}; {outcome}",
        expected=expected,
        fix=f"lăsați în celula {first.place.cell} tot ce trebuie raportat și ștergeți celălalt rând, {SEND_AGAIN}",
        action=first.action,
        indicator=indicator,
    )
