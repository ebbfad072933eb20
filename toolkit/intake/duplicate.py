"""What a form says twice."""

from __future__ import annotations

from toolkit.intake.finding import Code, Finding, Severity, and_send_again
from toolkit.intake.submission import Entry, Narrative
from toolkit.language import gettext


def duplicate(first: Entry | Narrative, second: Entry | Narrative, outcome: str) -> Finding:
    """Name the second of two cells about one thing, and what becomes of them."""
    if isinstance(first, Entry):
        code, indicator = Code.DUPLICATE_ENTRY, first.indicator
        what, expected = (
            gettext("indicatorul {action}.{indicator}", action=first.action, indicator=first.indicator),
            gettext("un singur rând pentru fiecare indicator"),
        )
    else:
        code, indicator = Code.DUPLICATE_NARRATIVE, None
        what, expected = (
            gettext("descrierea acțiunii {action}", action=first.action),
            gettext("o singură descriere pentru fiecare acțiune"),
        )
    return Finding(
        severity=Severity.ERROR,
        code=code,
        place=second.place,
        found=gettext(
            "{what} a doua oară, după celula {cell}; {outcome}", what=what, cell=first.place.cell, outcome=outcome
        ),
        expected=expected,
        fix=and_send_again(
            gettext("lăsați în celula {cell} tot ce trebuie raportat și ștergeți celălalt rând", cell=first.place.cell)
        ),
        action=first.action,
        indicator=indicator,
    )
