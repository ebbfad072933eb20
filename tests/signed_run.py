"""A kept run of the small town hall that three people have signed, with certificates of the test authority."""

from __future__ import annotations

import io
from pathlib import Path
from unittest.mock import patch

from authority import PASSPHRASE, a_signer, p12
from form_builder import INSTITUTION
from kept_runs import a_form, a_kept_run
from small_town import as_yaml

from toolkit.plan.institution import SignOffRole
from toolkit.runs.screen import Screen
from toolkit.signoff.sign import SignOutcome, SignRequest, sign
from toolkit.signoff.state import StepKind
from toolkit.word import pdf

HOME = "oras/2023-S1/semester_report"
DOCUMENT = "raport-semestrial_oras_2023-S1.docx"
PEOPLE = (("1", "Ana Pop", "2024-02-05"), ("2", "Ion Rusu", "2024-02-06"), ("3", "Maria Lungu", "2024-02-07"))
ROLES = tuple(SignOffRole(label="Coordonat", role=role) for role in ("specialist", "șef", "secretar"))
WITH_ROLES = as_yaml(INSTITUTION.model_copy(update={"sign_off": ROLES}))


def a_run(project: Path, value: str = "3") -> Path:
    """A run at its place in a project."""
    for name in ("notebooks", "inputs"):
        (project / name).mkdir(parents=True, exist_ok=True)
    home = project / "outputs" / HOME
    home.mkdir(parents=True, exist_ok=True)
    form = a_form(project, {"1.1.1": value})
    return a_kept_run(home, {"2023-S1/cultura.xlsx": form, "institution.yaml": WITH_ROLES})


def signed(project: Path, run: Path, *, with_certificates: bool = True) -> Path:
    """Let everybody sign; the folder of the version."""
    for place in range(len(PEOPLE)):
        step(project, run, place)
    if with_certificates:
        for place in range(len(PEOPLE)):
            certificate = project / f"{place}.p12"
            certificate.write_bytes(p12(a_signer(PEOPLE[place][1])))
            step(project, run, place, date="2024-02-08", certificate=certificate, passphrase=PASSPHRASE)
    return run.parent / "versions/1"


def step(project: Path, run: Path, place: int, kind: StepKind | None = None, **more: object) -> SignOutcome:
    """Let a role make a step, without a PDF, which takes time."""
    role, name, day = PEOPLE[place]
    typed = {"role": role, "name": name, "date": day, "reason": "Ca în planul aprobat.", "kind": kind, **more}
    request = SignRequest(project=project, run=run.name, **typed)  # type: ignore[arg-type]
    with patch.object(pdf, "_USUAL_PLACES", ()), patch("shutil.which", lambda _: None):
        return sign(request, Screen(io.StringIO()), lambda one, other: "")
