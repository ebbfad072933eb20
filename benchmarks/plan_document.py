"""The printed plan: how its cost grows with the number of measures.

`python -m benchmarks.plan_document` prints medians of five, taken in turn in one run: the Word file of a plan of 300
measures beside that of the 18 of Bălțați, each from the plan as it was read to the file that has passed the output gate.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from benchmarks.side_by_side import Ratio, print_table, timed
from toolkit.documents.printed_plan import printed_plan
from toolkit.intake.plan_inputs import PlanInputs, read_plan
from toolkit.plan.plan import Priority
from toolkit.word.template import fill_template

PROJECT = Path(__file__).parents[1]
TEMPLATE = "templates/integrity_plan.docx"
MEASURES, ALL = 300, 18


def main() -> None:
    """Measure, and print the table."""
    print_table(
        [
            timed(f"plan of {MEASURES} measures", document_of(MEASURES), f"of {ALL}", document_of(ALL), goal=17),
            Ratio(
                what="its memory at the highest",
                beside=f"of {ALL}",
                amount=memory_of(MEASURES),
                beside_amount=memory_of(ALL),
                unit="MB",
                goal=3,
            ),
        ]
    )


def document_of(measures: int) -> Callable[[], object]:
    """Filling the template with a plan of so many measures, those of Bălțați over and over."""
    files = {path.relative_to(PROJECT).as_posix(): path.read_bytes() for path in PROJECT.glob("inputs/baltati/*.yaml")}
    inputs = with_measures(read_plan(files, "baltati", date(2023, 12, 31)), measures)
    template = (PROJECT / TEMPLATE).read_bytes()

    def fill() -> bytes:
        plan = printed_plan(inputs)
        return fill_template(
            template, TEMPLATE, asdict(plan), title=plan.property_title, author=plan.institution, language="ro-RO"
        )

    return fill


def with_measures(inputs: PlanInputs, measures: int) -> PlanInputs:
    """The plan with copies of its objectives until it has so many measures; no two texts of copies are alike."""
    priorities: list[Priority] = []
    left = measures
    while left:
        for priority in inputs.plan.priorities:
            number = len(priorities) + 1
            actions = tuple(
                action.model_copy(update={"code": f"{number}.{n}", "title": f"{action.title} ({number}.{n})"})
                for n, action in enumerate(priority.actions[:left], 1)
            )
            left -= len(actions)
            if actions:
                changed = {"code": str(number), "label": f"Obiectiv {number}", "actions": actions}
                priorities.append(priority.model_copy(update=changed))
    return replace(inputs, plan=inputs.plan.model_copy(update={"priorities": tuple(priorities)}))


def memory_of(measures: int) -> float:
    """Give the memory, in MB, that a process has taken at the highest that prints a plan once."""
    code = "from benchmarks.plan_document import document_of; from benchmarks.side_by_side import highest_memory;"
    code += f"document_of({measures})(); print(highest_memory())"
    answer = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=PROJECT)
    return float(answer.stdout)


if __name__ == "__main__":
    main()
