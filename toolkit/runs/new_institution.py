"""A new institution: a small example that works, to be filled in."""

from __future__ import annotations

import secrets
import shutil
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from toolkit.errors import UsageError
from toolkit.intake.forms.form import FormContent, FormRow, write_form
from toolkit.language import gettext
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan, check_departments
from toolkit.plan.spelling import shown
from toolkit.plan.yaml_file import OfficeModel, read_yaml
from toolkit.runs.disk import writing_to
from toolkit.runs.parameters import INSTITUTION_ID
from toolkit.runs.project import check_inside

EXAMPLE_PERIOD = "2024-S1"
# No folder can have these names on Windows, which secretariats use.
_WINDOWS_DEVICES = frozenset(["con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))])


def new_institution(project: Path, institution_id: str) -> Path:
    """Make inputs/<id>/ with a plan, three departments and their filled forms for one period; give the folder."""
    place = gettext("instituția „{institution}”", institution=shown(institution_id))
    if not INSTITUTION_ID.fullmatch(institution_id) or institution_id in _WINDOWS_DEVICES:
        raise UsageError(
            place=place,
            found=gettext("un nume care nu poate fi al unui dosar din inputs/"),
            expected=gettext("litere mici fără diacritice, cifre și cratime, de exemplu orasul-meu"),
            fix=gettext("alegeți un nume în această formă"),
        )
    check_inside(project, "inputs")
    folder = project / "inputs" / institution_id
    if folder.exists():
        raise UsageError(
            place=place,
            found=gettext("dosarul inputs/{institution} există deja", institution=institution_id),
            expected=gettext("un nume nou, ca să nu se piardă ce este acolo"),
            fix=gettext("alegeți alt nume sau lucrați în dosarul care există"),
        )
    unfinished = folder.with_name(f".{institution_id}.{secrets.token_hex(4)}")
    try:
        with writing_to(folder.parent):
            _write_example(unfinished)
            unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return folder


class _Row(OfficeModel):
    action: str
    indicator: int
    value: str
    women: str = ""
    men: str = ""


class _Answer(OfficeModel):
    id: str
    rows: tuple[_Row, ...]
    narratives: dict[str, str]


class _Answers(OfficeModel):
    departments: tuple[_Answer, ...]


def _write_example(folder: Path) -> None:
    example = files("toolkit.runs") / "example"
    institution = read_yaml(_text(example, "institution.yaml"), "institution.yaml", Institution)
    plan = read_yaml(_text(example, "plan.yaml"), "plan.yaml", Plan)
    check_departments(plan, institution, "plan.yaml")
    answers = read_yaml(_text(example, "answers.yaml"), "answers.yaml", _Answers)
    period = Period.parse(EXAMPLE_PERIOD)
    period_folder = folder / str(period)
    period_folder.mkdir(parents=True)
    for name, into in (("institution.yaml", folder), ("plan.yaml", folder), ("sections.yaml", period_folder)):
        (into / name).write_bytes(_text(example, name).encode("utf-8"))
    for answer in answers.departments:
        content = FormContent(
            department=institution.department(answer.id),
            rows=tuple(FormRow(**row.model_dump()) for row in answer.rows),
            narratives=answer.narratives,
        )
        write_form(period_folder / f"{answer.id}.xlsx", institution, plan, period, content)


def _text(folder: Traversable, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")
