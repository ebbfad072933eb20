"""The forms: what it costs to make one round of them, and to say in them all that they say.

`python -m benchmarks.forms` prints medians of five, taken in turn in one run: the 18 forms of Bălți beside XlsxWriter
writing the same cells bare: all in one plain format, without rules, protection, page or heights. The cells that are to be
filled in are among them; a second line leaves them out, and sets the whole forms beside their texts alone.
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
    texts = [{name: [cell for cell in sheet if cell[2]] for name, sheet in form.items()} for form in cells]

    def make() -> None:
        for department in departments:
            forms.form(department)

    what = f"making {len(departments)} forms"
    print_table(
        [
            timed(what, make, f"XlsxWriter writing their {count_of(cells)} cells bare", written_bare(cells), goal=3),
            timed(what, make, f"their {count_of(texts)} texts alone", written_bare(texts), goal=3),
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
    """The cells of a form, by sheet; a text is empty where one is to be filled in."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    return {
        sheet.title: [
            (cell.row - 1, cell.column - 1, str(cell.value or ""))
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None or cell.has_style
        ]
        for sheet in book
    }


def count_of(forms: Sequence[Mapping[str, Cells]]) -> int:
    """How many cells there are."""
    return sum(len(sheet) for form in forms for sheet in form.values())


def written_bare(forms: Sequence[Mapping[str, Cells]]) -> Callable[[], object]:
    """XlsxWriter writing cells, and nothing else."""

    def write() -> None:
        for form in forms:
            with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}) as book:
                plain = book.add_format({"font_size": 11})  # without one, XlsxWriter leaves a blank cell out
                for name, cells in form.items():
                    sheet = book.add_worksheet(name)
                    for row, column, text in cells:
                        if text:
                            sheet.write_string(row, column, text, plain)
                        else:
                            sheet.write_blank(row, column, None, plain)

    return write


if __name__ == "__main__":
    main()
