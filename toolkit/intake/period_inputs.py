"""Everything that one report is made from: the institution, its plan, and the files of one period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from toolkit.errors import OfficeFileError, Place
from toolkit.intake.acceptances import ACCEPTED_FILE, NOTHING_ACCEPTED, Acceptances
from toolkit.intake.counted_until import RECEIVED, CountedUntil, counted_until
from toolkit.intake.earlier import NOTHING_EARLIER, Earlier, read_earlier
from toolkit.intake.finding import Finding
from toolkit.intake.office_files import (
    Adjustment,
    Adjustments,
    PublishedStatus,
    Sections,
    check_adjustments,
    read_published_status,
    read_published_totals,
)
from toolkit.intake.office_reading import read_model, refuse_personal_codes, text_of
from toolkit.intake.submission import Submission
from toolkit.intake.workbook import read_folder_files
from toolkit.language import gettext
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan, check_departments
from toolkit.plan.spelling import listed, nearest, nearest_named
from toolkit.plan.versions import versions_among
from toolkit.plan.what_if import NOTHING_ELSE, WhatIf

OF_OTHER_REPORTS = ("evaluation.yaml", "evidence.yaml")
OFFICE_FILES = (
    "sections.yaml",
    "adjustments.yaml",
    ACCEPTED_FILE,
    "published_totals.csv",
    "published_status.csv",
    *OF_OTHER_REPORTS,
)

Key = TypeVar("Key")
Published = TypeVar("Published")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartInputs:
    """What departments returned for a period, or for a shorter one within it."""

    period: Period
    submissions: tuple[Submission, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingMonths:
    """The months of which a department's figure holds nothing."""

    department: str  # id
    months: tuple[Period, ...]  # in their order
    action: str = ""  # empty: no form was read at all
    indicator: int = 0  # number within the action


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodInputs:
    """What was read for one institution and period, with the findings of the reading."""

    institution: Institution
    plan: Plan
    period: Period
    folder: str  # of the period, as messages name it: "inputs/balti/2023-S1"
    submissions: tuple[Submission, ...]  # what counts for the period
    reading_findings: tuple[Finding, ...]
    sections: Sections
    adjustments: Mapping[tuple[str, int], Adjustment]
    published_totals: Mapping[tuple[str, int], str]
    published_status: Mapping[str, PublishedStatus]
    parts: tuple[PartInputs, ...] = ()  # where shorter periods were returned: they, and then the period itself
    missing_months: tuple[MissingMonths, ...] = ()

    @property
    def returned(self) -> tuple[tuple[Submission, ...], ...]:
        """What was returned, file by file as it came, for each period apart."""
        return tuple(part.submissions for part in self.parts) or (self.submissions,)

    acceptances: Acceptances = NOTHING_ACCEPTED
    earlier: Earlier = NOTHING_EARLIER
    counted_until: CountedUntil | None = None  # None where everything counts
    plan_file: str = ""  # the version of the plan, "inputs/balti/plan.yaml"
    what_if: WhatIf = NOTHING_ELSE  # what is otherwise than in the report that counts


def read_period(files: Mapping[str, bytes], institution_id: str, period: Period, *, cutoff: str = "") -> PeriodInputs:
    """Read the files of a report, given by their paths in the project folder; until `cutoff`, where it has one.

    The plan is the one version of it among the files. What was returned for the period itself counts; what was for
    shorter ones stands in `parts`, to be composed.
    `OfficeFileError` where a file that the office keeps must be corrected; what departments returned gives findings.
    """
    home = f"inputs/{institution_id}"
    folder = f"{home}/{period}"
    plan_file = plan_among(files, institution_id)
    own = (f"{home}/institution.yaml", plan_file, *(f"{folder}/{name}" for name in OFFICE_FILES))
    refuse_personal_codes(files, (*own, *(path for path in files if path.endswith(f"/{ACCEPTED_FILE}"))))
    institution = read_model(files, f"{home}/institution.yaml", Institution)
    plan = read_model(files, plan_file, Plan)
    check_departments(plan, institution, plan_file)
    adjustments = read_model(files, f"{folder}/adjustments.yaml", Adjustments, needed=False)
    check_adjustments(adjustments, plan, f"{folder}/adjustments.yaml")
    returned: dict[str, dict[str, bytes]] = {}  # folder → its files
    for path, content in files.items():
        where, _, name = path.rpartition("/")
        if name not in OFFICE_FILES:
            returned.setdefault(where, {})[path] = content
    shorter = period.shorter_among(where.removeprefix(f"{home}/").removeprefix(f"{RECEIVED}/") for where in returned)
    parts: list[PartInputs] = []
    findings: list[Finding] = []
    for part in (*shorter, period):
        of_part = {**returned.get(f"{home}/{part}", {}), **returned.get(f"{home}/{RECEIVED}/{part}", {})}
        _refuse_unknown_office_files(of_part)
        submissions, about_files = read_folder_files(of_part, institution, plan, part)
        if any(
            submission.file.startswith(f"{home}/{RECEIVED}/") for submission in submissions
        ):  # the names there are hashes
            submissions = tuple(sorted(submissions, key=lambda submission: submission.department))
        parts.append(PartInputs(period=part, submissions=submissions))
        findings += about_files
    return PeriodInputs(
        institution=institution,
        plan=plan,
        period=period,
        folder=folder,
        submissions=parts[-1].submissions,
        reading_findings=tuple(findings),
        parts=tuple(parts) if shorter else (),
        sections=read_model(files, f"{folder}/sections.yaml", Sections, needed=False),
        adjustments=adjustments.by_indicator(),
        published_totals=_published(files, f"{folder}/published_totals.csv", plan, read_published_totals),
        published_status=_published(files, f"{folder}/published_status.csv", plan, read_published_status),
        acceptances=read_model(files, f"{folder}/{ACCEPTED_FILE}", Acceptances, needed=False),
        earlier=read_earlier(files, home, institution, plan, period),
        counted_until=counted_until(files, home, period, cutoff),
        plan_file=plan_file,
    )


def plan_among(files: Iterable[str], institution_id: str) -> str:
    """Name the version of the plan that is among the files of a report, which reads one."""
    home = f"inputs/{institution_id}"
    return next(iter(versions_among(path for path in files if path.rpartition("/")[0] == home)), f"{home}/plan.yaml")


def _published(
    files: Mapping[str, bytes], path: str, plan: Plan, read: Callable[[str, str, Plan], Mapping[Key, Published]]
) -> Mapping[Key, Published]:
    return read(text_of(files, path), path, plan) if path in files else {}


def _refuse_unknown_office_files(returned: Mapping[str, bytes]) -> None:
    """Refuse a YAML file under a name that no report reads: a misspelt adjustments.yaml must not be passed over."""
    errors = []
    for path in sorted(returned):
        if path.endswith((".yaml", ".yml")):
            near = nearest(path.rpartition("/")[2], OFFICE_FILES)
            errors.append(
                OfficeFileError(
                    place=Place(path),
                    found=gettext("un fișier YAML cu un nume pe care raportul nu îl citește"),
                    expected=listed(OFFICE_FILES[:3]) + nearest_named(near),
                    fix=gettext("corectați numele fișierului sau scoateți-l din dosar"),
                )
            )
    if errors:
        raise OfficeFileError.all_of(errors)
