"""What in a plan does not fit together: each problem with the field that it is about, and what is to be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.language import gettext
from toolkit.plan.printed_plan import CELL_FIELDS, ColumnField, has_column, slip_problems
from toolkit.plan.relation import relation_problems
from toolkit.plan.rule import OverDepartments

if TYPE_CHECKING:
    from toolkit.plan.plan import Action, Indicator, Plan, Priority

LOST = "[text pierdut în sursă]"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not fit: `said` is what is expected and what is to be done, parted by a bar."""

    field: str
    said: str
    where: str = ""  # in a plan, the code of the measure; in a list, the number of the item, from 1


def refuse_the_first(problems: Iterator[Problem]) -> None:
    """Refuse what does not fit together, as a validator does."""
    for problem in problems:
        raise ValueError(problem.said)


def indicator_problems(indicator: Indicator) -> Iterator[Problem]:
    """What does not fit within an indicator."""
    kind, over = indicator.kind, indicator.rule.departments
    if (kind == "compound") != bool(indicator.units):
        yield Problem("units", gettext("„units” la un indicator compound și numai acolo | adăugați sau ștergeți „units”"))
    if indicator.unit is not None and kind != "count":
        yield Problem("unit", gettext("„unit” numai la un indicator count | ștergeți „unit” sau schimbați „kind”"))
    if kind == "count" and indicator.unit is None and not indicator.reason:
        yield Problem(
            "unit",
            gettext("„unit” la un indicator count | scrieți ce se numără sau, la „reason”, de ce nu se știe"),
        )
    if indicator.asked is not None and not indicator.asked_reason:
        yield Problem(
            "asked_reason",
            gettext("„asked_reason” lângă „asked” | scrieți de ce sunt întrebate altele decât la acțiune"),
        )
    if over is OverDepartments.SUM and kind in ("status", "text"):
        yield Problem(
            "rule",
            gettext("una dintre regulile any (status), join (text), lead sau none la un status sau text | schimbați „rule”"),
        )
    if over is OverDepartments.MAX and kind not in ("count", "money"):
        yield Problem("rule", gettext("regula max numai la un count sau money | schimbați „rule” sau „kind”"))
    if over is OverDepartments.JOIN and kind != "text":
        yield Problem("rule", gettext("regula join numai la un text | schimbați „rule” sau „kind”"))
    if over is OverDepartments.ANY and kind != "status":
        yield Problem("rule", gettext("regula any numai la un status | schimbați „rule” sau „kind”"))


def action_problems(action: Action) -> Iterator[Problem]:
    """What does not fit within an action."""
    texts = [action.title, action.deadline, *action.responsible, *(indicator.text for indicator in action.indicators)]
    if LOST in texts and not action.source_note:
        said = gettext("„source_note” acolo unde un text este „{lost}” | scrieți ce lipsește și de ce", lost=LOST)
        yield Problem("source_note", said)
    if action.asked and not action.indicators:
        yield Problem(
            "asked",
            gettext("cel puțin un indicator la o acțiune cu „asked” | adăugați „indicators” sau ștergeți „asked”"),
        )
    for number, indicator in action.numbered():
        if (action.asked or indicator.asked) and not {"kind", "rule"} <= indicator.model_fields_set:
            said = gettext(
                "„kind” și „rule” la indicatorul {number}, fiindcă e cerut unei subdiviziuni"
                " | scrieți ce fel de valoare se cere și cum se adună",
                number=number,
            )
            yield Problem("indicators", said, str(number))


def priority_problems(priority: Priority) -> Iterator[Problem]:
    """What does not fit within a priority."""
    if priority.title == LOST and not priority.source_note:
        said = gettext("„source_note” acolo unde titlul este „{lost}” | scrieți ce lipsește și de ce", lost=LOST)
        yield Problem("source_note", said)


def plan_problems(plan: Plan) -> Iterator[Problem]:
    """What does not fit between the parts of a plan."""
    if not plan.title_in_report and any(action.asked for action in plan.actions):
        yield Problem(
            "title_in_report",
            gettext("„title_in_report” la un plan despre care se raportează | scrieți titlul cum stă după „implementarea”"),
        )
    for priority in plan.priorities:
        yield from _cell_problems(plan, priority)
    for number, note in enumerate(plan.footnotes, 1):
        action = plan.action(note.action)
        if action is None or note.mark not in action.title:
            said = gettext(
                "semnul „{mark}” în textul acțiunii {code} | corectați nota de subsol sau textul acțiunii",
                mark=note.mark,
                code=note.action,
            )
            yield Problem("footnotes", said, str(number))
    for number, said in slip_problems(plan.suspected_errors, plan.texts_of):
        yield Problem("suspected_errors", said, str(number))
    for position, side, said in relation_problems(plan.relations, plan.actions):
        yield Problem(side, said, str(position + 1))


def _cell_problems(plan: Plan, priority: Priority) -> Iterator[Problem]:
    """The cells of the actions of a priority that have no column, and the deadlines that its columns ask for."""
    columns = plan.columns_of(priority)
    labels = {column.label for column in columns if column.field is ColumnField.OTHER}
    for action in priority.actions:
        if not action.deadline and not action.source_note and has_column(columns, ColumnField.DEADLINE):
            said = gettext(
                "„deadline” la măsura {code}, sau „source_note” | scrieți termenul sau de ce lipsește",
                code=action.code,
            )
            yield Problem("deadline", said, action.code)
        stray = [name.value for name in CELL_FIELDS if getattr(action, name.value) and not has_column(columns, name)]
        for name in [*stray, *(label for label in action.other if label not in labels)]:
            said = gettext(
                "o coloană pentru „{name}”, care e scris la măsura {code} | adăugați coloana la „columns”",
                name=name,
                code=action.code,
            )
            yield Problem(name, said, action.code)
