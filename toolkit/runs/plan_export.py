"""Exporting the plan of an institution as a workbook that a secretary can edit."""

from __future__ import annotations

from pathlib import Path

from toolkit.errors import OfficeFileError, Place, UsageError
from toolkit.intake.plan_table.office import Office
from toolkit.intake.plan_table.reading import read_plan_file
from toolkit.intake.plan_table.workbook_write import plan_workbook
from toolkit.language import gettext
from toolkit.plan.plan import Plan, check_departments
from toolkit.plan.spelling import shown
from toolkit.runs.disk import refuse_existing, write_new
from toolkit.runs.institution import institution_called, read_office_file

EXPORTED = "plan.xlsx"


def export_plan(project: Path, institution_id: str, out: Path | None = None, language: str = "") -> Path:
    """Write the plan as a workbook, and see that it reads back as the same plan before it is handed over."""
    institution = institution_called(project, institution_id, language)
    target = out or project / "inputs" / institution_id / EXPORTED
    _refuse_other_kinds(target)
    refuse_existing(target)
    path = f"inputs/{institution_id}/plan.yaml"
    plan = read_office_file(project, path, Plan)
    check_departments(plan, institution, path)
    office = Office(id=institution_id, institution=institution)
    content = plan_workbook(plan, office, path)
    if read_plan_file(content, target.name, office).plan != plan:
        raise OfficeFileError(
            place=Place(path),
            found=gettext("un plan pe care registrul Excel nu îl păstrează întocmai"),
            expected=gettext("sinonime fără „|” și „;”, forme ale unităților pe un singur rând, liste fără texte goale"),
            fix=gettext("schimbați aceste texte în plan.yaml și exportați din nou"),
        )
    write_new(target, content)
    return target


def _refuse_other_kinds(target: Path) -> None:
    """Refuse a name under which Excel would not open the workbook."""
    if target.suffix.casefold() != ".xlsx":
        raise UsageError(
            place=gettext("opțiunea --out"),
            found=gettext("„{text}”", text=shown(target.name)),
            expected=gettext("un nume care se termină cu .xlsx"),
            fix=gettext("scrieți de exemplu --out plan.xlsx"),
        )
