"""What a department reported before, as it stands beside the cells of its next form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from toolkit.intake.grammar.reading import read_value
from toolkit.intake.submission import Entry, Submission
from toolkit.language import gettext
from toolkit.plan.spelling import tidy

_LONGEST = 100  # characters; a longer text would make the row higher than what is asked in it

Figures = Mapping[tuple[str, int], str]
"""The texts that were reported, by action code and number of the indicator."""


def earlier_figures(submissions: Iterable[Submission], department_id: str) -> Figures:
    """Give what a department reported in a period; nothing where it gave two different answers."""
    said: dict[tuple[str, int], set[str]] = {}
    for submission in submissions:
        if submission.department == department_id:
            for entry in submission.entries:
                said.setdefault((entry.action, entry.indicator), set()).add(_shown(entry))
    return {indicator: texts.pop() for indicator, texts in said.items() if len(texts) == 1}


def _shown(entry: Entry) -> str:
    """A value as it was typed, with the women and men that stood in columns of their own."""
    text = tidy(entry.value.text)
    first = next(iter(entry.value.quantities), None)
    if first is not None and first.women is not None and first.men is not None:
        typed = next(iter(read_value(entry.value.text).quantities), None)
        if typed is None or typed.women is None:
            text += f" ({first.women}{gettext('F')}/{first.men}{gettext('B')})"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
