"""The sheets in which a whole plan is edited in Excel, and the keys by which they are recognised in any language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.language import N_

_CONTINUED = "\n  "  # a line break within an item; a line that is not moved in begins another item
_BETWEEN_ITEMS = re.compile(r"\n(?!  )")
_BETWEEN_FORMS = " | "
_BETWEEN_SYNONYMS = " ; "
LISTS = "raport.lists"  # the hidden sheet of the choices
OTHER_CELLS = "other:"
"""What the key of a column of further cells begins with; its label follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A column: its key, what stands above it, how wide it is, and what may be chosen in its cells."""

    key: str
    label: str
    width: int = 20
    choices: str = ""  # name of a list of choices
    hint: str = ""
    may_lack: bool = False  # no part of the plan


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet:
    """A sheet: its key, its name and its columns."""

    key: str
    name: str
    columns: tuple[SheetColumn, ...]


_ONE_PER_LINE = N_("câte una pe rând; rând nou în celulă: Alt+Enter")
_WHO = N_("toate subdiviziunile, sau id-uri ori denumiri din foaia „Subdiviziuni”, câte una pe rând")
CODE = SheetColumn(key="code", label=N_("Cod"), width=9)
PRIORITY = SheetColumn(key="priority", label=N_("Obiectiv"), width=10, choices="priorities")
SOURCE_NOTE = SheetColumn(key="source_note", label=N_("Notă despre sursă"), width=30)
PLAN = PlanSheet(
    key="plan",
    name=N_("Plan"),
    columns=(
        SheetColumn(key="title", label=N_("Titlul"), width=50),
        SheetColumn(key="title_in_report", label=N_("Titlul în raport (după „implementarea”)"), width=50),
        SheetColumn(key="decision", label=N_("Decizia"), width=40),
        SheetColumn(key="valid_from", label=N_("În vigoare de la"), width=16, hint=N_("an-lună-zi, de exemplu 2023-03-28")),
        SheetColumn(key="period", label=N_("Perioada"), width=24),
        SheetColumn(key="date_line", label=N_("Rândul cu data"), width=28),
        SheetColumn(key="institution", label=N_("Instituția (id)"), width=16, may_lack=True),
        SheetColumn(key="institution_name", label=N_("Denumirea instituției"), width=40, may_lack=True),
    ),
)
PRIORITIES = PlanSheet(
    key="priorities",
    name=N_("Obiective"),
    columns=(
        CODE,
        SheetColumn(key="label", label=N_("Cum e numit"), width=16),
        SheetColumn(key="title", label=N_("Titlul"), width=70),
        SheetColumn(key="rows_above_header", label=N_("Rânduri deasupra antetului"), width=30, hint=_ONE_PER_LINE),
        SOURCE_NOTE,
    ),
)
ACTIONS = PlanSheet(
    key="actions",
    name=N_("Măsuri"),
    columns=(
        PRIORITY,
        CODE,
        SheetColumn(key="title", label=N_("Măsura"), width=60),
        SheetColumn(key="deadline", label=N_("Termen"), width=22),
        SheetColumn(key="responsible", label=N_("Responsabili"), width=32, hint=_ONE_PER_LINE),
        SheetColumn(key="risks", label=N_("Riscuri"), width=32, hint=_ONE_PER_LINE),
        SheetColumn(key="verification_sources", label=N_("Surse de verificare"), width=32, hint=_ONE_PER_LINE),
        SheetColumn(key="budget", label=N_("Buget"), width=24),
        SheetColumn(key="result", label=N_("Rezultat"), width=30),
        SheetColumn(key="asked", label=N_("Cine este întrebat"), width=24, choices="asked", hint=_WHO),
        SheetColumn(key="asked_reason", label=N_("De ce"), width=30),
        SOURCE_NOTE,
    ),
)
INDICATORS = PlanSheet(
    key="indicators",
    name=N_("Indicatori"),
    columns=(
        SheetColumn(key="action", label=N_("Codul măsurii"), width=10, choices="actions"),
        SheetColumn(key="text", label=N_("Indicatorul"), width=55),
        SheetColumn(key="kind", label=N_("Fel"), width=12, choices="kinds"),
        SheetColumn(key="one", label=N_("Unitate: 1 …"), width=18, hint=_ONE_PER_LINE),
        SheetColumn(key="few", label=N_("Unitate: 2 …"), width=18, hint=_ONE_PER_LINE),
        SheetColumn(key="other", label=N_("Unitate: 20 …"), width=18, hint=_ONE_PER_LINE),
        SheetColumn(
            key="synonyms",
            label=N_("Sinonime"),
            width=26,
            hint=N_("formele despărțite prin „ | ”, sinonimele prin „ ; ”; câte un rând pentru fiecare unitate"),
        ),
        SheetColumn(key="split", label=N_("Femei și bărbați"), width=10, choices="yes"),
        SheetColumn(key="over_departments", label=N_("Peste subdiviziuni"), width=13, choices="over_departments"),
        SheetColumn(
            key="lead",
            label=N_("Cine răspunde (lead)"),
            width=20,
            choices="departments",
            hint=N_("numai la regula „răspunde una singură”: subdiviziunea care răspunde pentru toate"),
        ),
        SheetColumn(key="over_months", label=N_("Peste luni"), width=11, choices="over_months"),
        SheetColumn(key="target", label=N_("Ținta"), width=18),
        SheetColumn(key="reason", label=N_("De ce această regulă"), width=36),
        SheetColumn(key="asked", label=N_("Cine este întrebat"), width=24, choices="asked", hint=_WHO),
        SheetColumn(key="asked_reason", label=N_("De ce"), width=30),
        SheetColumn(key="help", label=N_("Ajutor în formular"), width=40),
    ),
)
COLUMNS = PlanSheet(
    key="columns",
    name=N_("Coloane"),
    columns=(
        SheetColumn(
            key="priority",
            label=N_("Obiectiv"),
            width=10,
            choices="priorities",
            hint=N_("necompletat: coloanele întregului plan"),
        ),
        SheetColumn(key="field", label=N_("Ce conține"), width=22, choices="fields"),
        SheetColumn(key="label", label=N_("Cum e numită"), width=40),
    ),
)
FOOTNOTES = PlanSheet(
    key="footnotes",
    name=N_("Note de subsol"),
    columns=(
        SheetColumn(key="mark", label=N_("Semn"), width=8),
        SheetColumn(key="action", label=N_("Codul măsurii"), width=14, choices="actions"),
        SheetColumn(key="text", label=N_("Textul notei"), width=80),
    ),
)
SUSPECTED_ERRORS = PlanSheet(
    key="suspected_errors",
    name=N_("Scăpări"),
    columns=(
        SheetColumn(key="where", label=N_("Unde"), width=10),
        SheetColumn(key="field", label=N_("Câmp"), width=28, choices="fields_of_text"),
        SheetColumn(key="printed", label=N_("Cum e tipărit"), width=50),
        SheetColumn(key="likely", label=N_("Cum s-a vrut probabil"), width=50),
    ),
)
RELATIONS = PlanSheet(
    key="relations",
    name=N_("Relații"),
    columns=(
        SheetColumn(key="left", label=N_("Stânga"), width=30, hint=N_("un indicator sau o sumă: 1.12.3 + 1.12.4")),
        SheetColumn(key="operator", label=N_("Semn"), width=8, choices="operators"),
        SheetColumn(key="right", label=N_("Dreapta"), width=30, hint=N_("un indicator sau o sumă: 1.12.3 + 1.12.4")),
        SheetColumn(key="severity", label=N_("Gravitate"), width=12, choices="severities"),
        SheetColumn(key="text", label=N_("De ce"), width=60),
        SheetColumn(key="missing", label=N_("Dacă lipsește"), width=18, choices="missing"),
    ),
)
EVENTS = PlanSheet(
    key="events",
    name=N_("Evenimente"),
    columns=(
        SheetColumn(key="name", label=N_("Evenimentul"), width=50),
        SheetColumn(key="day", label=N_("Data"), width=16, hint=N_("an-lună-zi, de exemplu 2023-03-28")),
    ),
)
DEPARTMENTS = PlanSheet(
    key="departments",
    name=N_("Subdiviziuni"),
    columns=(
        SheetColumn(key="id", label=N_("Id"), width=26),
        SheetColumn(key="name", label=N_("Denumirea"), width=60),
        SheetColumn(key="aliases", label=N_("Alte denumiri"), width=50, hint=_ONE_PER_LINE),
    ),
)
SHEETS = (PLAN, PRIORITIES, ACTIONS, INDICATORS, COLUMNS, FOOTNOTES, SUSPECTED_ERRORS, RELATIONS, EVENTS, DEPARTMENTS)


def items_as_cell(items: Sequence[str]) -> str:
    """Write items one under the other."""
    return "\n".join(item.replace("\n", _CONTINUED) for item in items)


def items_in_cell(text: str) -> tuple[str, ...]:
    """Read items that stand one under the other; the inverse of `items_as_cell`."""
    items = (item.replace(_CONTINUED, "\n").strip() for item in _BETWEEN_ITEMS.split(text))
    return tuple(item for item in items if item)


def synonyms_as_line(synonyms: Sequence[Sequence[str]]) -> str:
    """Write the synonyms of one unit: "anunț | anunțuri ; știre | știri"."""
    return _BETWEEN_SYNONYMS.join(_BETWEEN_FORMS.join(forms) for forms in synonyms)


def synonyms_in_line(line: str) -> tuple[tuple[str, ...], ...]:
    """Read the synonyms of one unit; the inverse of `synonyms_as_line`."""
    synonyms = [part for part in line.split(_BETWEEN_SYNONYMS.strip()) if part.strip()]
    return tuple(tuple(form.strip() for form in part.split(_BETWEEN_FORMS.strip())) for part in synonyms)
