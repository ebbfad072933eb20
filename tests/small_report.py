"""A small report with one of each: rows in plan order, a blank row, an adjusted total, a status."""

from conftest import a_plan, a_submission, an_action, an_indicator, an_institution

from toolkit.intake.office_files import Adjustment, Sections
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.plan.period import Period
from toolkit.plan.unit import Unit

ACTS = Unit(one="act", few="acte", other="acte")
INPUTS = PeriodInputs(
    institution=an_institution(["presa", "cultura", "secretariat"]),
    plan=a_plan(
        an_action(an_indicator(unit=ACTS), an_indicator("status", "any/last"), asked=("cultura", "presa")),
        an_action(an_indicator(unit=ACTS), code="1.2"),
    ),
    period=Period.parse("2023-S1"),
    folder="inputs/exemplu/2023-S1",
    submissions=(
        a_submission("secretariat", {"1.1.1": "", "1.2.1": ""}),
        a_submission("presa", {"1.1.1": "5  acte", "1.1.2": "-"}, narratives={"1.1": "Vezi https://x.md.\n- unul"}),
        a_submission("cultura", {"1.1.1": "3 acte", "1.1.2": "Realizat", "1.2.1": "0 acte"}),
    ),
    reading_findings=(),
    sections=Sections.model_validate({"summary": ["Un rezumat."], "risks": {"lead": "Riscuri:", "items": ["unul"]}}),
    adjustments={
        ("1.1", 1): Adjustment(action="1.1", indicator=1, text="7 acte", reason="Așa s-a publicat.", role="secretar")
    },
    published_totals={},
    published_status={},
)
