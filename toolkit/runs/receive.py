"""Receiving what departments returned: recognised, kept, entered in the register, and answered with a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toolkit.intake.received.recognise import Recogniser
from toolkit.language import gettext
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan, check_departments
from toolkit.runs.arrivals import arrivals
from toolkit.runs.institution import institution_called, read_office_file
from toolkit.runs.parameters import day_given
from toolkit.runs.project import check_out
from toolkit.runs.received_files import ReceivedFiles
from toolkit.runs.reception import ReceiveOutcome, Reception
from toolkit.runs.screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveRequest:
    """What the command was given."""

    project: Path
    institution: str
    files: tuple[Path, ...]
    date: str
    period: str = ""  # the only one that is awaited; empty: any that the plan is in force for
    language: str = ""  # of the messages; empty: that of the institution, in which receipts always are


def receive(request: ReceiveRequest, screen: Screen) -> ReceiveOutcome:
    """Receive files: each is entered in the register once, and what counts lies in its period's folder afterwards."""
    institution = institution_called(request.project, request.institution, request.language)
    day = day_given(request.date, gettext("ziua în care au sosit fișierele, de exemplu 2023-08-03"))
    plan_path = f"inputs/{request.institution}/plan.yaml"
    plan = read_office_file(request.project, plan_path, Plan)
    check_departments(plan, institution, plan_path)
    recogniser = Recogniser(
        institution_id=request.institution,
        institution=institution,
        plan=plan,
        day=day,
        awaited=Period.parse(request.period) if request.period else None,
    )
    receipts = request.project / "outputs" / request.institution / "receipts" / f"{day}"
    check_out(request.project, receipts)
    found = arrivals(request.files, request.project, screen)
    files = ReceivedFiles(project=request.project, institution=request.institution)
    with files.one_writer():
        return Reception(recogniser, files, screen, receipts).of(found)
