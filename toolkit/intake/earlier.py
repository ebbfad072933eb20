"""What was returned for earlier periods of the same kind, and what was accepted then, to hold a period against.

An earlier semester that was returned by months is held in its parts, to be composed like the period itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from toolkit.intake.acceptances import ACCEPTED_FILE, NOTHING_ACCEPTED, Acceptances
from toolkit.intake.counted_until import RECEIVED
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.office_reading import read_model
from toolkit.intake.submission import Submission
from toolkit.intake.workbook import read_folder_files
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan

# What must still be known of an earlier file: that it holds personal codes, or could not be searched for them.
_STILL_SAID = (Code.PERSONAL_CODE, Code.FILE_UNREADABLE, Code.FILE_FORMAT, Code.FILE_SUSPICIOUS)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPeriod:
    """What was returned for one earlier period."""

    period: Period
    submissions: tuple[Submission, ...]  # for the period itself
    parts: tuple[EarlierPeriod, ...] = ()  # where shorter periods within it were returned: they, and then the period itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The earlier periods, the latest last; empty where there are none."""

    periods: tuple[EarlierPeriod, ...] = ()
    findings: tuple[Finding, ...] = ()  # notes: what was wrong in these files was said in their own time
    accepted: Acceptances = NOTHING_ACCEPTED  # of the latest
    accepted_file: str = ""


NOTHING_EARLIER = Earlier()


def read_earlier(files: Mapping[str, bytes], home: str, institution: Institution, plan: Plan, period: Period) -> Earlier:
    """Read what of the files belongs to earlier periods, by the plan of today."""
    by_folder: dict[str, dict[str, bytes]] = {}
    for path, content in files.items():
        folder, _, name = path.removeprefix(f"{home}/").removeprefix(f"{RECEIVED}/").rpartition("/")
        if not name.endswith((".yaml", ".yml")):
            by_folder.setdefault(folder, {})[path] = content
        elif name == ACCEPTED_FILE:
            by_folder.setdefault(folder, {})
    periods: list[EarlierPeriod] = []
    findings: list[Finding] = []
    for earlier in period.earlier(by_folder):
        parts: list[EarlierPeriod] = []
        for part in (*earlier.shorter_among(by_folder), earlier):
            submissions, found = read_folder_files(by_folder.get(str(part), {}), institution, plan, part)
            parts.append(EarlierPeriod(period=part, submissions=submissions))
            findings += [replace(finding, severity=Severity.NOTE) for finding in found if finding.code in _STILL_SAID]
        periods.append(replace(parts[-1], parts=tuple(parts) if len(parts) > 1 else ()))
    if not periods:
        return NOTHING_EARLIER
    accepted_file = f"{home}/{periods[-1].period}/{ACCEPTED_FILE}"
    return Earlier(
        periods=tuple(periods),
        findings=tuple(findings),
        accepted=read_model(files, accepted_file, Acceptances, needed=False),
        accepted_file=accepted_file,
    )
