"""What the columns of a table are called where people look at it; in its CSV they have the names that programs read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from toolkit.documents.tables import Table
from toolkit.language import N_, gettext

_RESULTS = {
    "result": N_("Nr."),
    "kind": N_("Felul"),
    "text": N_("Textul"),
    "state": N_("Starea"),
    "evidence": N_("Dovada"),
}
_BUDGET = {"source": N_("Sursa"), "amount": N_("Suma"), "share": N_("Partea din total")}
_MEASURES = {
    "code": N_("Codul"),
    "title": N_("Măsura"),
    "responsible": N_("Responsabili"),
    "deadline": N_("Termenul"),
    "understood": N_("Cum s-a înțeles"),
    "due": N_("Scadentă în perioadă"),
    "claimed": N_("Declarat de responsabil"),
    "evidence": N_("Dovada"),
    "earlier": N_("Declarat înainte"),
    "derived": N_("Rezultă din termen și dovadă"),
}
_MONTH = {
    "action": N_("Acțiunea"),
    "indicator": N_("Indicator"),
    "month": N_("Luna"),
    "before": N_("Luna dinainte"),
    "so_far": N_("Semestrul până acum"),
    "target": N_("Ținta"),
    "reached": N_("Atins, %"),
}
_PLAN = {
    "priority": N_("Partea planului"),
    "code": N_("Codul"),
    "action": N_("Măsura"),
    "indicators": N_("Indicatori"),
    "risks": N_("Riscuri"),
    "verification_sources": N_("Surse de verificare"),
    "deadline": N_("Termenul"),
    "responsible": N_("Responsabili"),
    "budget": N_("Bugetul"),
    "result": N_("Rezultatul"),
}
_OF_TABLE: Final[Mapping[str, Mapping[str, str]]] = {
    "results": _RESULTS,
    "budget": _BUDGET,
    "measures": _MEASURES,
    "month": _MONTH,
    "plan": _PLAN,
}
_KINDS: Final = {"result": N_("Rezultat"), "deliverable": N_("Livrabil")}


def shown_to_people(table: Table) -> Table:
    """Give a table with headings and kinds in words; a column that the plan itself names keeps its name."""
    words = _OF_TABLE.get(table.name, {})
    kind = table.columns.index("kind") if "kind" in table.columns else None
    return Table(
        name=table.name,
        columns=tuple(gettext(words[name]) if name in words else name for name in table.columns),
        rows=tuple(
            tuple(gettext(_KINDS[cell]) if place == kind and cell in _KINDS else cell for place, cell in enumerate(row))
            for row in table.rows
        ),
    )
