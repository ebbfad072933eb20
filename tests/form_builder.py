"""A small town hall, its form filled in, and the ways in which a returned form may be changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.intake.finding import Finding
from toolkit.intake.forms.form import FormContent, FormRow, write_form
from toolkit.intake.workbook import Reading, read_workbook
from toolkit.plan.institution import Department, Institution, SignOffRole
from toolkit.plan.period import Period
from toolkit.plan.plan import Action, Indicator, IndicatorKind, Plan, Priority
from toolkit.plan.rule import Rule
from toolkit.plan.unit import Unit

FILE = "inputs/oras/2023-S1/cultura.xlsx"
PERIOD = Period.parse("2023-S1")
INSTITUTION = Institution(
    name="Primăria orașului Exemplu",
    locale="ro_MD",
    currency="lei",
    contact="secretariat@exemplu.md",
    departments=(
        Department(id="cultura", name="Secția cultură", aliases=("Direcția cultură",)),
        Department(id="resurse-umane", name="Direcția resurse umane"),
    ),
    sign_off=(SignOffRole(label="Elaborat", role="secretar"),),
)


def _indicator(text: str, kind: IndicatorKind, unit: tuple[str, str] | None = None, *, split: bool = False) -> Indicator:
    rule = "any/last" if kind is IndicatorKind.STATUS else "join/last" if kind is IndicatorKind.TEXT else "sum/sum"
    counted = Unit(one=unit[0], few=unit[1]) if unit else None
    return Indicator(text=text, kind=kind, unit=counted, split=split, rule=Rule.parse(rule))


PLAN = Plan(
    title="Planul local",
    title_in_report="Planului local, în orașul Exemplu,",
    valid_from=date(2023, 1, 1),
    priorities=(
        Priority(
            code="I",
            title="Integritatea",
            actions=(
                Action(
                    code="1.1",
                    title="Angajarea",
                    deadline="anual",
                    asked="all",
                    indicators=(
                        _indicator("numărul de angajați", IndicatorKind.COUNT, ("angajat", "angajați"), split=True),
                        _indicator("registrul ținut", IndicatorKind.STATUS),
                    ),
                ),
                Action(
                    code="1.10",
                    title="Instruirea",
                    deadline="anual",
                    asked="all",
                    indicators=(
                        _indicator("numărul de ore", IndicatorKind.COUNT, ("oră de instruire", "ore de instruire")),
                        _indicator("suma cheltuită", IndicatorKind.MONEY),
                        _indicator("ponderea celor instruiți", IndicatorKind.PERCENTAGE),
                    ),
                ),
            ),
        ),
    ),
)
ROWS = (
    FormRow(action="1.1", indicator=1, value="4 angajați", women="3", men="1"),
    FormRow(action="1.1", indicator=2, value="Realizat"),
    FormRow(action="1.10", indicator=1, value="116 ore", remark="două grupe"),
    FormRow(action="1.10", indicator=2, value="-"),
    FormRow(action="1.10", indicator=3, value=""),
)
NARRATIVES = {"1.1": "Au fost angajate patru persoane.\n- trei la cultură;\n- una la arhivă.", "1.10": "-"}
# The header row of both sheets of this form, as Excel counts; the table begins under it.
HEADER, FIRST = 9, 10
NARRATIVE_HEADER = 7


def content_of_form(
    rows: tuple[FormRow, ...] = ROWS, narratives: Mapping[str, str] = NARRATIVES, department: str = "cultura"
) -> FormContent:
    """What one department's form holds."""
    return FormContent(department=INSTITUTION.department(department), rows=rows, narratives=narratives)


def form(folder: Path, content: FormContent | None = None) -> bytes:
    """A form as it is written."""
    path = folder / "formular.xlsx"
    write_form(path, INSTITUTION, PLAN, PERIOD, content or content_of_form())
    return path.read_bytes()


def edited(workbook: bytes, change: Callable[[openpyxl.Workbook], object]) -> bytes:
    """A form that somebody opened, changed and saved with another program."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def with_cells(workbook: bytes, cells: Mapping[str, object], sheet: str = "Indicatori") -> bytes:
    """A form in which some cells hold something else."""

    def change(book: openpyxl.Workbook) -> None:
        page: Worksheet = book[sheet]
        for address, content in cells.items():
            page[address] = content

    return edited(workbook, change)


def repacked(
    workbook: bytes, change: Callable[[str, bytes], bytes | None], more: Mapping[str, bytes] | None = None
) -> bytes:
    """A form whose parts were tampered with; a part that becomes None is left out."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = change(name, source.read(name))
            if part is not None:
                target.writestr(name, part)
        for name, part in (more or {}).items():
            target.writestr(name, part)
    return packed.getvalue()


def with_part(workbook: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A form in which one part's text was replaced."""

    def change(found: str, part: bytes) -> bytes:
        if found != name:
            return part
        assert old in part
        return part.replace(old, new)

    return repacked(workbook, change)


def read(content: bytes, file: str = FILE) -> Reading:
    """Read a returned file as the small town hall does."""
    return read_workbook(content, file, INSTITUTION, PLAN, PERIOD)


def texts(reading: Reading) -> dict[str, str]:
    """The values' texts by indicator."""
    assert reading.submission is not None
    return {f"{entry.action}.{entry.indicator}": entry.value.text for entry in reading.submission.entries}


def only_finding(reading: Reading) -> Finding:
    """The one finding of a reading."""
    assert len(reading.findings) == 1, [str(finding) for finding in reading.findings]
    return reading.findings[0]
