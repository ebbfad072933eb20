"""A year of returns: what it costs to read and check them, and how that grows with the years.

`python -m benchmarks.returns` prints medians of five, taken in turn in one run: the forms of Bălți for twelve months, filled
in and returned by all 18 departments, beside pandas reading the same sheets. Then ten such years, one after the other in one
process, beside one, in time of the processor: they last so long that a busy machine is not as busy for one. Reading and
checking is what the report of a year does before it prints: screening, reading, composing the months, all checks. Figures
differ from month to month and from year to year, so that no text is known from before.
"""

from __future__ import annotations

import gc
import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from benchmarks.forms import collection
from benchmarks.side_by_side import Ratio, highest_memory, print_table, timed
from toolkit.intake import header_row
from toolkit.intake.forms.department_form import Collection
from toolkit.intake.grammar import reading
from toolkit.intake.layout import Column
from toolkit.intake.period_inputs import read_period
from toolkit.plan.period import Period
from toolkit.plan.plan import Indicator, IndicatorKind
from toolkit.totals.check import check_period
from toolkit.totals.periods import composed

PROJECT = Path(__file__).parents[1]
OFFICE = tuple(f"inputs/balti/{name}" for name in ("institution.yaml", "plan.yaml"))
YEARS = tuple(Period.parse(str(year)) for year in range(2023, 2033))


def main() -> None:
    """Make the returns, measure, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        write_returns(home)
        year, years = YEARS[:1], YEARS
        what = "a year of returns (216), read and checked"
        print_table(
            [
                timed(what, read_and_check(home, year), "pandas, openpyxl", pandas_alone(home, year), goal=1.2),
                Ratio(
                    what="ten years",
                    beside="one",
                    amount=processor_time(read_and_check(home, years)),
                    beside_amount=statistics.median(processor_time(read_and_check(home, year)) for _ in range(5)),
                    goal=10.5,
                ),
                Ratio(
                    what="their memory at the highest",
                    beside="of one",
                    amount=memory_of(home, len(years)),
                    beside_amount=memory_of(home, 1),
                    unit="MB",
                    goal=2,
                ),
            ]
        )


def write_returns(home: Path) -> None:
    """Put what the departments returned for every month of every year into a project folder."""
    for path in OFFICE:
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_bytes((PROJECT / path).read_bytes())
    forms = collection()
    for number, month in enumerate(month for year in YEARS for month in year.months):
        of_month = home / f"inputs/balti/{month}"
        of_month.mkdir()
        round_of_forms = replace(forms, period=month)
        for department in forms.departments():
            content = filled_in(round_of_forms.form(department), forms, number)
            (of_month / f"{department.id}.xlsx").write_bytes(content)


def filled_in(form: bytes, forms: Collection, month: int) -> bytes:
    """A form as a clerk gives it back: a figure in nearly every row, here and there a remark, and every description."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    for number, (action, indicator, cells) in enumerate(_rows(book["Indicatori"], Column.INDICATOR)):
        asked = forms.plan.action(action).indicators[int(indicator) - 1]
        figure = 20 + (7 * number + month) % 15 + month
        is_silent = (number + month) % 7 == 0
        cells[Column.VALUE].value = "-" if is_silent else _answer(asked, figure)
        if asked.split and not is_silent:
            cells[Column.WOMEN].value, cells[Column.MEN].value = figure // 2, figure - figure // 2
        if number % 5 == 0:
            cells[Column.REMARK].value = f"cu {number} mai mult decât în luna dinainte"
            cells[Column.EVIDENCE].value = f"nr. {100 * month + number} din 3 ale lunii"
    for number, (action, _, cells) in enumerate(_rows(book["Descrieri"], Column.TITLE)):
        cells[
            Column.NARRATIVE
        ].value = f"Pentru acțiunea {action} s-a făcut ce s-a planificat.\n- {number + month} ședințe;\n- un registru ținut."
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _rows(sheet: Worksheet, second: Column) -> Iterator[tuple[str, str, Mapping[str, Cell]]]:
    """The rows of a table: what its first column says and another one, and its cells by their labels."""
    labels: Sequence[str] = ()
    for row in sheet.iter_rows():
        if labels and row[0].value:
            cells = dict(zip(labels, row, strict=True))
            yield str(row[0].value), str(cells[second].value), cells
        elif row[0].value == Column.ACTION:
            labels = [str(cell.value) for cell in row]


def _answer(indicator: Indicator, figure: int) -> str:
    """What is typed, of the indicator's kind."""
    match indicator.kind:
        case IndicatorKind.COUNT:
            return f"{figure} {indicator.all_units[0].few}" if indicator.all_units else str(figure)
        case IndicatorKind.MONEY:
            return f"{figure} {figure % 9}00 lei"
        case IndicatorKind.PERCENTAGE:
            return f"50 % ({figure} din {2 * figure})"
        case IndicatorKind.STATUS:
            return ("Realizat", "În proces", "Nerealizat")[figure % 3]
        case IndicatorKind.COMPOUND:
            return ", ".join(f"{figure + number} {unit.few}" for number, unit in enumerate(indicator.all_units))
        case IndicatorKind.TEXT:
            return f"hotărârea nr. {figure}"


def read_and_check(home: Path, years: Sequence[Period]) -> Callable[[], object]:
    """Read and check years, one after the other."""

    def read() -> None:
        for cached in (reading._typed, header_row._label):
            cached.cache_clear()  # as in a process that has read nothing yet
        for year in years:
            check_period(composed(read_period(files_of(home, year), "balti", year)))

    return read


def processor_time(do: Callable[[], object]) -> float:
    """Give the seconds that the processor takes for something."""
    gc.collect()
    start = time.process_time()
    do()
    return time.process_time() - start


def pandas_alone(home: Path, years: Sequence[Period]) -> Callable[[], object]:
    """Read the same sheets with pandas."""

    def read() -> None:
        for year in years:
            for path, content in files_of(home, year).items():
                if path.endswith(".xlsx"):
                    pd.read_excel(io.BytesIO(content), engine="openpyxl", sheet_name=None, header=None)

    return read


def files_of(home: Path, year: Period) -> Mapping[str, bytes]:
    """What the report of a year is made from."""
    returned = [path for month in year.months for path in sorted((home / f"inputs/balti/{month}").iterdir())]
    paths = [*(home / path for path in OFFICE), *returned]
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in paths}


def memory_of(home: Path, years: int) -> float:
    """Give the memory, in MB, that a process has taken at the highest that reads and checks so many years."""
    code = f"from benchmarks.returns import print_memory_of; print_memory_of({str(home)!r}, {years})"
    answer = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=PROJECT)
    return float(answer.stdout)


def print_memory_of(home: str, years: int) -> None:
    """Read and check years, and print by how much the process has grown at the highest."""
    before = highest_memory()
    read_and_check(Path(home), YEARS[:years])()
    print(highest_memory() - before)


if __name__ == "__main__":
    main()
