"""Forms that were sent out, filled in and then mutated, read for a bounded time: python form_fuzzing.py SEED SECONDS.

Whatever stands in a mutated form, as another library sees it, beside an indicator that the plan asks for, is read as it
stands or told in a finding. Runs in a process of its own, because a reader of workbooks can end the process that it runs
in; the last line on standard error is the try that did it. A third argument repeats the one try of that number.
"""

from __future__ import annotations

import io
import os
import random
import re
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from time import monotonic

import openpyxl
from form_builder import INSTITUTION, PLAN
from form_mutations import mutated
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet
from sent_form import SENT_PERIOD, filled, sent_form

from toolkit.intake.cleaning import clean
from toolkit.intake.finding import Code
from toolkit.intake.forms.department_form import Collection
from toolkit.intake.grammar.statuses import read_absence
from toolkit.intake.grid import shown
from toolkit.intake.layout import example_answer
from toolkit.intake.received.recognise import Recogniser
from toolkit.intake.workbook import Reading, read_workbook
from toolkit.plan.institution import Institution
from toolkit.plan.plan import Plan
from toolkit.plan.spelling import tidy
from toolkit.plan.yaml_file import read_yaml

MOST_SECONDS = 10  # for one file
MOST_CELLS = 300_000  # of a sheet that is looked through
BESIDE = {"Motivul lipsei": "reason", "Observații": "remark", "Dovada": "evidence"}
NARRATIVE = "Descrierea măsurilor întreprinse"
TYPED = (
    {"Valoarea": "4 angajați", "Femei": 3, "Bărbați": "1", "Observații": "două zile\nși o oră", "Dovada": "nr. 12"},
    {"Valoarea": "În proces", "Dovada": "https://exemplu.md/registru?an=2023&luna=7"},
    {"Valoarea": "cca. 20 de ore", "Observații": "=SUM(1) nu e formulă"},
    {"Valoarea": "indisponibil încă", "Motivul lipsei": "banca nu a confirmat; vine în august"},
    {"Valoarea": "45 % (9 din 20)"},
)
TOLD = ("S-au angajat patru persoane.\n- trei la cultură;\n- una la arhivă.", "Nu este cazul")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentForm:
    """A form as a department has filled it in."""

    town: str  # the institution's id
    department: str  # id
    institution: Institution
    plan: Plan
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands in a cell of a table, as another library sees it."""

    sheet: str
    row: int  # as Excel counts
    cell: str
    header_row: int
    action: str
    number: int  # of the indicator; 0 on the sheet of descriptions
    label: str
    content: object

    @property
    def as_percent(self) -> str:
        """A number as Excel shows it in a cell of a percent format: 0.45 as 45 %."""
        return f"{shown(self.content * 100)} %" if isinstance(self.content, int | float) else ""


def main(seed: int, seconds: float, only: int = 0) -> int:
    """Try for so long; say how often, or which try was read wrong."""
    warnings.simplefilter("ignore")  # of openpyxl, about what it leaves out
    sent = forms_that_were_sent()
    deadline = monotonic() + seconds
    tries = only - 1 if only else 0
    while monotonic() < deadline and not (only and tries >= only):
        tries += 1
        chance = random.Random(f"{seed}.{tries}")  # noqa: S311  the same tries for the same seed
        form = chance.choices(sent, (6, 1, 1, 2))[0]
        what, content = mutated(form.content, chance)
        os.write(2, f"seed {seed}, try {tries}: {what}\n".encode())
        if only:
            Path(f"fuzzed-{seed}-{tries}.xlsx").write_bytes(content)
        started = monotonic()
        reading = read_workbook(content, f"inputs/{form.department}.xlsx", form.institution, form.plan, SENT_PERIOD)
        if monotonic() - started > MOST_SECONDS:
            os.write(2, b"too slow\n")
            return 1
        if tries % 4 == 0 and not _is_decided(form, content):
            os.write(2, b"given back without a reason\n")
            return 1
        for lost in lost_in(reading, content, form.plan):
            os.write(2, f"lost in silence: {lost}\n".encode())
            return 1
    sys.stdout.write(f"{tries}\n")
    return 0


def _is_decided(form: SentForm, content: bytes) -> bool:
    """Whether the form is received, or given back with a reason."""
    day = SENT_PERIOD.last_day + timedelta(days=3)
    town = Recogniser(institution_id=form.town, institution=form.institution, plan=form.plan, day=day)
    received = town.recognise(content, "formular.xlsx")
    return received.is_accepted or bool(received.reasons)


def forms_that_were_sent() -> list[SentForm]:
    """Those of the small town hall, filled, empty and with numbers; and one of Bălți with the kinds that it has not."""
    contents = (filled(sent_form(), TYPED, TOLD), sent_form(), filled(sent_form(), [{"Valoarea": 4.5}, {}, {"Valoarea": 7}]))
    small = [
        SentForm(town="oras", department="cultura", institution=INSTITUTION, plan=PLAN, content=content)
        for content in contents
    ]
    home = Path(__file__).parents[2] / "inputs/balti"
    institution = read_yaml((home / "institution.yaml").read_text(encoding="utf-8"), "institution.yaml", Institution)
    plan = read_yaml((home / "plan.yaml").read_text(encoding="utf-8"), "plan.yaml", Plan)
    forms = Collection(institution_id="balti", institution=institution, plan=plan, period=SENT_PERIOD)
    book = openpyxl.load_workbook(io.BytesIO(forms.form(institution.department("secretariat"))))
    rows = [row for row in book["Indicatori"].iter_rows() if row[0].value and plan.action(str(row[0].value))]
    for row in rows:
        indicator = plan.indicator(str(row[0].value), int(str(row[1].value)))
        assert indicator is not None
        row[7].value = example_answer(indicator, institution.currency)
    saved = io.BytesIO()
    book.save(saved)
    return [
        *small,
        SentForm(town="balti", department="secretariat", institution=institution, plan=plan, content=saved.getvalue()),
    ]


def lost_in(reading: Reading, content: bytes, plan: Plan) -> Iterator[object]:
    """What of a form is neither read nor told."""
    if reading.submission is None:
        if not reading.findings:
            yield "everything"
        return
    yield from (
        standing
        for standing in standing_in(content, plan)
        if not (_is_read(standing, reading) or _is_told(standing, reading))
    )


def standing_in(content: bytes, plan: Plan) -> Iterator[Standing]:
    """Every cell that holds anything in the row of an indicator or an action of the plan."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except Exception:  # noqa: BLE001  what another library makes nothing of is compared with nothing
        return
    for sheet in book.worksheets:
        if sheet.max_row * sheet.max_column > MOST_CELLS:
            continue  # a blank cell at its far end makes the other library go through them all
        yield from _standing_on(sheet, plan)


def _standing_on(sheet: Worksheet, plan: Plan) -> Iterator[Standing]:
    labels: dict[str, int] = {}
    header_row = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if not labels:
            if {"Acțiunea", "Valoarea"} <= set(row) or {"Acțiunea", NARRATIVE} <= set(row):
                labels = {label: at for at, label in enumerate(row) if isinstance(label, str)}
                header_row = number
            continue
        action = str(row[labels["Acțiunea"]])
        indicator = "0" if NARRATIVE in labels else str(row[labels["Indicatorul"]]) if "Indicatorul" in labels else ""
        asked = plan.action(action) if indicator == "0" else indicator.isdecimal() and plan.indicator(action, int(indicator))
        for label in ("Valoarea", "Femei", "Bărbați", *BESIDE, NARRATIVE) if asked else ():
            content = row[labels[label]] if label in labels else None
            if content is not None and str(content).strip() and not _is_before_all_dates(content):
                cell = f"{get_column_letter(labels[label] + 1)}{number}"
                yield Standing(
                    sheet=sheet.title,
                    row=number,
                    cell=cell,
                    header_row=header_row,
                    action=action,
                    number=int(indicator),
                    label=label,
                    content=content,
                )


def _is_before_all_dates(content: object) -> bool:
    """Whether it is a negative number in the format of a date, which Excel shows as a row of # and no reader gives."""
    return isinstance(content, datetime) and content.year < 1900


def _is_read(standing: Standing, reading: Reading) -> bool:
    submission = reading.submission
    assert submission is not None
    text = _as_read(standing.content)
    if standing.number == 0:
        return any(told.action == standing.action and tidy(told.text) == text for told in submission.narratives)
    entries = [
        entry for entry in submission.entries if (entry.action, entry.indicator) == (standing.action, standing.number)
    ]
    if standing.label in BESIDE:
        return any(tidy(getattr(entry, BESIDE[standing.label])) == text for entry in entries)
    if standing.label == "Valoarea":
        return bool({text, standing.as_percent} & {tidy(entry.value.text) for entry in entries})
    which = "women" if standing.label == "Femei" else "men"
    people = [getattr(quantity, which) for entry in entries for quantity in entry.value.quantities]
    said = re.findall(r"\d+", re.sub(r"[\s.]", "", text))  # people, whatever a clerk calls them; 1.234 are thousands
    return read_absence(text) is not None or any(str(number) in said for number in people)


def _as_read(content: object) -> str:
    if isinstance(content, datetime) and content.time() == time():
        content = content.date()  # which the other library gives as midnight
    is_number = isinstance(content, int | float) and not isinstance(content, bool)
    return tidy(clean(unescape(shown(float(content) if is_number else content)))[0])


def _is_told(standing: Standing, reading: Reading) -> bool:
    """Whether a finding names the cell, its indicator, its row, or says that the sheet or its columns were not read."""
    about_sheet = (Code.COLUMN_MISSING, Code.COLUMN_NOT_READ, Code.SHEET_NOT_READ, Code.SHEET_MISSING)
    for finding in reading.findings:
        place = finding.place
        if not place.cell and finding.code is Code.SHEET_MISSING:
            return True
        if place.sheet != standing.sheet:
            continue
        row = "".join(letter for letter in place.cell if letter.isdecimal())
        is_named = (finding.action, finding.indicator or 0) == (standing.action, standing.number) or row == str(standing.row)
        if is_named or (finding.code in about_sheet and row in ("", str(standing.header_row))):
            return True
    return False


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0))
