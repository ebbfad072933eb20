"""The form that the small town hall of form_builder sends out, and how it is filled in and comes back."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
from form_builder import INSTITUTION, PLAN
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.intake.forms.department_form import Collection
from toolkit.intake.submission import Submission
from toolkit.intake.workbook import Reading, read_workbook
from toolkit.plan.institution import FormTerms
from toolkit.plan.period import Period
from toolkit.plan.plan import Action, Plan, Priority
from toolkit.word.pdf import find_libreoffice, run_libreoffice

SENT_INSTITUTION = INSTITUTION.model_copy(update={"forms": FormTerms(closing_day=5)})
SENT_PERIOD = Period.parse("2023-07")
CULTURE = SENT_INSTITUTION.department("cultura")
# The header row of the form that is sent, as Excel counts; the table begins under it.
SENT_HEADER, SENT_FIRST = 7, 8
COLUMNS = (
    "Acțiunea",
    "Indicatorul",
    "Textul indicatorului",
    "Unitatea",
    "Cum se completează",
    "Perioada precedentă",
    "Anul precedent",
    "Valoarea",
    "Femei",
    "Bărbați",
    "Motivul lipsei",
    "Observații",
    "Dovada",
)


def collection(before: Sequence[Submission] = (), year_ago: Sequence[Submission] = ()) -> Collection:
    """The forms of July."""
    return Collection(
        institution_id="oras",
        institution=SENT_INSTITUTION,
        plan=PLAN,
        period=SENT_PERIOD,
        before=before,
        year_ago=year_ago,
    )


def a_form_of(*actions: Action) -> bytes:
    """The form of the department of culture, of a plan with other actions."""
    plan = Plan(
        title=PLAN.title,
        title_in_report=PLAN.title_in_report,
        valid_from=PLAN.valid_from,
        priorities=(Priority(code="I", title="Integritatea", actions=actions),),
    )
    return replace(collection(), plan=plan).form(CULTURE)


def sent_form(before: Sequence[Submission] = (), year_ago: Sequence[Submission] = ()) -> bytes:
    """The form of the department of culture."""
    return collection(before, year_ago).form(CULTURE)


def opened(content: bytes) -> openpyxl.Workbook:
    """A form as another library reads it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def column_of(label: str) -> int:
    """A column of the table of indicators, as openpyxl counts."""
    return COLUMNS.index(label) + 1


def filled(content: bytes, rows: Sequence[Mapping[str, object]], narratives: Sequence[str] = ()) -> bytes:
    """A form into which somebody has typed, row by row, under the labels named."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet: Worksheet = book["Indicatori"]
    for number, cells in enumerate(rows):
        for label, typed in cells.items():
            cell = sheet.cell(SENT_FIRST + number, column_of(label), typed)
            cell.data_type = "s" if isinstance(typed, str) else "n"  # cells of the format Text hold no formula
    for number, text in enumerate(narratives):
        book["Descrieri"].cell(8 + number, 3).value = text
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def returned(content: bytes) -> Reading:
    """The form of July as it is read when it comes back."""
    return read_workbook(content, "inputs/oras/2023-07/cultura.xlsx", SENT_INSTITUTION, PLAN, SENT_PERIOD)


def through_libreoffice(content: bytes, folder: Path, *suffixes: str) -> bytes:
    """A form opened and saved by LibreOffice in one format after the other."""
    program = find_libreoffice()
    assert program is not None
    path = folder / "formular.xlsx"
    path.write_bytes(content)
    for number, suffix in enumerate(suffixes):
        out = folder / str(number)
        run_libreoffice(program, ["--headless", "--convert-to", suffix, "--outdir", str(out), str(path)], folder, 120)
        path = out / f"formular.{suffix.partition(':')[0]}"
    return path.read_bytes()
