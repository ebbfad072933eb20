"""The forms: what it costs to make one round of them, and to say in them all that they say.

`python -m benchmarks.forms` prints medians of five, taken in turn in one run: the 18 forms of Bălți beside XlsxWriter
writing the same texts into the same cells, without looks, rules, protection or page.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
import xlsxwriter

from benchmarks.side_by_side import print_table, timed
from toolkit.intake.forms.department_form import Collection
from toolkit.intake.period_inputs import read_period
from toolkit.plan.period import Period

PROJECT = Path(__file__).parents[1]
PERIOD, BEFORE = Period.parse("2023-S2"), Period.parse("2023-S1")

Cells = Sequence[tuple[int, int, str]]  # row, column, text


def main() -> None:
    """Measure, and print the table."""
    forms = collection()
    departments = forms.departments()
    cells = [cells_of(forms.form(department)) for department in departments]
    count = sum(len(sheet) for form in cells for sheet in form.values())
    print_table(
        [
            timed(
                f"making {len(departments)} forms",
                lambda: [forms.form(department) for department in departments],
                f"XlsxWriter writing the same {count} cells bare",
                written_bare(cells),
                goal=3,
            )
        ]
    )


def collection() -> Collection:
    """The forms of Bălți for the second semester, with what was reported in the first."""
    home = PROJECT / "inputs/balti"
    paths = [*home.glob("*.yaml"), *(home / str(BEFORE)).iterdir()]
    files = {path.relative_to(PROJECT).as_posix(): path.read_bytes() for path in paths}
    inputs = read_period(files, "balti", BEFORE)
    return Collection(
        institution_id="balti",
        institution=inputs.institution,
        plan=inputs.plan,
        period=PERIOD,
        before=inputs.submissions,
    )


def cells_of(form: bytes) -> Mapping[str, Cells]:
    """The texts of a form, by sheet."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    return {
        sheet.title: [
            (cell.row - 1, cell.column - 1, str(cell.value))
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
        for sheet in book
    }


def written_bare(forms: Sequence[Mapping[str, Cells]]) -> Callable[[], object]:
    """XlsxWriter writing the texts, and nothing else."""

    def write() -> None:
        for form in forms:
            with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}) as book:
                for name, cells in form.items():
                    sheet = book.add_worksheet(name)
                    for row, column, text in cells:
                        sheet.write_string(row, column, text)

    return write


if __name__ == "__main__":
    main()
