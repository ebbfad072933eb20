"""The institution that a command names, and the files that its office keeps."""

from __future__ import annotations

from pathlib import Path

from toolkit.errors import UsageError
from toolkit.intake.office_reading import Model, read_model, refuse_personal_codes
from toolkit.language import gettext, speak
from toolkit.plan.institution import Institution
from toolkit.plan.spelling import nearest, nearest_named, shown
from toolkit.runs.parameters import INSTITUTION_ID
from toolkit.runs.project import check_inside


def institution_called(project: Path, institution_id: str, language: str) -> Institution:
    """Read an institution of the project, and speak its language where none is asked for."""
    known = sorted(path.parent.name for path in (project / "inputs").glob("*/institution.yaml"))
    if institution_id not in known or not INSTITUTION_ID.fullmatch(institution_id):
        near = nearest(institution_id, known)
        raise UsageError(
            place=gettext("opțiunea --institution"),
            found=gettext("„{name}”, o instituție care nu este în inputs/", name=shown(institution_id)),
            expected=gettext("un dosar din inputs/ cu institution.yaml") + nearest_named(near),
            fix=gettext("corectați numele sau faceți instituția cu „raport new”"),
        )
    check_inside(project, f"inputs/{institution_id}")
    institution = read_office_file(project, f"inputs/{institution_id}/institution.yaml", Institution)
    if not language:
        speak(institution.locale)
    return institution


def read_office_file(project: Path, path: str, model: type[Model]) -> Model:
    """Read a file that the office keeps into its model."""
    files = {path: (project / path).read_bytes()} if (project / path).is_file() else {}
    refuse_personal_codes(files, (path,))
    return read_model(files, path, model)
