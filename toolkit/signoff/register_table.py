"""The register of a sign-off as a table that a person reads."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.language import gettext
from toolkit.plan.spelling import printed_day
from toolkit.signoff.register import SignOffEntry, SignOffRegister

_SHOWN = 12  # signs of a hash, by which people compare


def register_as_text(register: SignOffRegister) -> str:
    """Write the steps under each other, and beneath them the head of the chain."""
    titles = (
        gettext("nr."),
        gettext("data"),
        gettext("versiunea"),
        gettext("starea"),
        gettext("rularea"),
        gettext("rolul"),
        gettext("numele"),
        gettext("conținutul"),
        gettext("motivul"),
    )
    rows = [titles, *map(_row, register.entries)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(titles))]
    lines = ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([*lines, gettext("capătul registrului: {head}", head=register.head)])


def _row(entry: SignOffEntry) -> Sequence[str]:
    begin = (str(entry.number), printed_day(entry.date), str(entry.version), entry.state.text, entry.run)
    return (*begin, entry.role, entry.name, entry.content[:_SHOWN], entry.reason)
