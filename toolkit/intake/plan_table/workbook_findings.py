"""What is said of an edited workbook: where, what was found, what was expected, and what is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.plan_table.workbook_sheets import ACTIONS, DEPARTMENTS, PLAN
from toolkit.language import counted, gettext
from toolkit.plan.spelling import listed, nearest_named, shown


def lost_sheets(file: str, names: Sequence[str]) -> Finding:
    """Sheets that were deleted."""
    return _error(
        Code.SHEET_MISSING,
        Place(file),
        gettext("lipsesc foile: {names}", names=_quoted(names)),
        gettext("toate foile pe care le scrie „raport plan export”; restul planului a fost citit"),
        gettext("copiați foile din registrul exportat sau exportați planul din nou și importați din nou"),
    )


def lost_columns(place: Place, labels: Sequence[str]) -> Finding:
    """Columns of a sheet that were deleted."""
    return _error(
        Code.COLUMN_MISSING,
        place,
        gettext("lipsesc coloanele: {names}", names=_quoted(labels)),
        gettext("toate coloanele foii, și cele goale; celelalte au fost citite"),
        gettext("copiați coloanele din registrul exportat sau exportați planul din nou și importați din nou"),
    )


def lost_keys(file: str, sheets: Sequence[str]) -> Finding:
    """Sheets whose first row, which nobody sees, was deleted."""
    return Finding(
        severity=Severity.WARNING,
        code=Code.COLUMN_MISSING,
        place=Place(file),
        found=gettext("fără primul rând, cel ascuns, în foile: {names}", names=_quoted(sheets)),
        expected=gettext("rândul ascuns, cu cheile coloanelor; coloanele au fost recunoscute după numele lor"),
        fix=gettext("verificați planul importat; pentru alte schimbări exportați planul din nou"),
    )


def unknown_column(place: Place, label: str) -> Finding:
    """A column that was added."""
    return Finding(
        severity=Severity.WARNING,
        code=Code.PLAN_COLUMN_UNKNOWN,
        place=place,
        found=gettext("coloana „{label}”", label=shown(label)),
        expected=gettext("numai coloanele exportate; aceasta nu a fost citită"),
        fix=gettext("mutați textele ei într-o coloană a foii"),
    )


def no_plan(file: str) -> Finding:
    """The sheet of the plan itself is blank."""
    return _error(
        Code.PLAN_INCOMPLETE,
        Place(file, gettext(PLAN.name)),
        gettext("niciun rând completat"),
        gettext("titlul planului și data de la care este în vigoare"),
        gettext("completați foaia sau planul importat"),
    )


def wrong_institution(place: Place, found: str, expected: str) -> Finding:
    """The workbook was exported for another institution, or does not say for which."""
    return Finding(
        severity=Severity.WARNING,
        code=Code.WRONG_INSTITUTION,
        place=place,
        found=gettext("un registru al instituției {name}", name=found) if found else gettext("un registru fără instituție"),
        expected=gettext("un registru exportat pentru {name}", name=expected),
        fix=gettext("verificați dacă este fișierul potrivit înainte de a folosi planul importat"),
    )


def wrong_cell(place: Place, label: str, text: str, expected: str, fix: str = "") -> Finding:
    """A cell that cannot be read, or does not fit the rest of its row."""
    said = gettext("„{text}”", text=shown(text.replace("\n", " "))) if text else gettext("nimic")
    return _error(
        Code.PLAN_CELL_WRONG,
        place,
        gettext("coloana „{label}”: {said}", label=label, said=said),
        expected,
        fix or gettext("corectați celula și importați din nou, sau corectați planul importat"),
    )


def odd_cell(place: Place, label: str, said: str) -> Finding:
    """A cell in which something stands that cannot be read: an error, a formula that was never calculated."""
    return _error(
        Code.PLAN_CELL_WRONG,
        place,
        gettext("coloana „{label}”: {said}", label=label, said=said),
        gettext("o valoare"),
        gettext("scrieți valoarea în locul formulei și importați din nou, sau corectați planul importat"),
    )


def merged_cells(place: Place, cells: str) -> Finding:
    """Cells that were made one."""
    return _error(
        Code.PLAN_CELL_WRONG,
        place,
        gettext("celulele {cells}, unite într-una singură", cells=cells),
        gettext("fiecare celulă despărțită de celelalte; textul a fost citit numai în prima, celelalte sunt goale"),
        gettext("despărțiți celulele, completați-le și importați din nou, sau completați planul importat"),
    )


def only_a_code(place: Place, code: str) -> Finding:
    """A row in which nothing stands but its code."""
    return _error(
        Code.PLAN_CELL_WRONG,
        place,
        gettext("un rând numai cu codul „{code}”", code=shown(code)),
        gettext("și textul rândului; în planul importat el este gol"),
        gettext("completați rândul sau ștergeți-l"),
    )


def code_twice(place: Place, code: str, first: Place) -> Finding:
    """A code that stands in two rows, of one sheet or of it and its copy."""
    is_here = first.sheet == place.sheet
    cell = first.cell if is_here else gettext("{cell} din foaia „{sheet}”", cell=first.cell, sheet=shown(first.sheet))
    return _error(
        Code.PLAN_CELL_WRONG,
        place,
        gettext("codul „{code}”, care stă și în celula {cell}", code=shown(code), cell=cell),
        gettext("fiecare cod o singură dată; ambele rânduri au intrat în planul importat"),
        gettext("dați alt cod unuia dintre rânduri"),
    )


def stray_code(place: Place, code: str, rows: int) -> Finding:
    """A code in one or more rows of a sheet that no row of the sheet above has."""
    found = gettext("codul „{code}”, pe care planul nu îl are", code=shown(code)) if code else gettext("niciun cod")
    return _error(
        Code.PLAN_CELL_WRONG,
        place,
        found if rows == 1 else gettext("{found}, în {rows}", found=found, rows=counted(rows, "rând", "rânduri")),
        gettext("un cod care stă în foaia obiectivelor sau a măsurilor"),
        gettext("corectați codul, adăugați rândul lui sau ștergeți ce ține de el"),
    )


def without_measure(place: Place, code: str, rows: int) -> Finding:
    """Indicators of a measure that has no row: it was deleted, or its code was changed in one of the sheets."""
    return replace(
        stray_code(place, code, rows),
        fix=gettext(
            "dacă măsura a fost ștearsă, ștergeți și aceste rânduri; altfel corectați codul sau puneți la loc rândul ei în"
            " foaia „{sheet}”; în planul importat indicatorii stau la o măsură fără titlu",
            sheet=gettext(ACTIONS.name),
        ),
    )


def unknown_department(place: Place, label: str, name: str, near: str | None) -> Finding:
    """A department that the institution does not have."""
    expected = gettext("o subdiviziune din foaia „{sheet}”", sheet=gettext(DEPARTMENTS.name)) + nearest_named(near)
    return wrong_cell(place, label, name, expected)


def edited_departments(file: str, ids: Sequence[str]) -> Finding:
    """Departments that were edited: they are described in institution.yaml, which a plan does not change."""
    return Finding(
        severity=Severity.WARNING,
        code=Code.PLAN_DEPARTMENTS,
        place=Place(file, gettext(DEPARTMENTS.name)),
        found=gettext("subdiviziuni schimbate față de institution.yaml: {names}", names=listed(ids)),
        expected=gettext("subdiviziunile din institution.yaml, pe care importul unui plan nu le schimbă"),
        fix=gettext("dacă schimbarea este bună, faceți-o și în institution.yaml"),
    )


def _quoted(names: Sequence[str]) -> str:
    return listed(gettext("„{text}”", text=shown(name)) for name in names)


def _error(code: Code, place: Place, found: str, expected: str, fix: str) -> Finding:
    return Finding(severity=Severity.ERROR, code=code, place=place, found=found, expected=expected, fix=fix)
