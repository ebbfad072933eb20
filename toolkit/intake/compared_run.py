"""An earlier run of the monthly report, as its own tables and its manifest tell it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.intake.finding import Finding, Severity

MANIFEST, TOTALS, MONTH, FINDINGS = "manifest.json", "totals.csv", "month.csv", "findings.csv"
READ_OF_A_RUN = (MANIFEST, TOTALS, MONTH, FINDINGS)
"""The files of a run that another one is compared with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeOf:
    """What a run is made of: its parameters, the SHA-256 of each file that it read, and what it was computed with."""

    parameters: Mapping[str, object]
    files: Mapping[str, str]  # by the paths in the project folder
    versions: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedTotal:
    """One indicator's figures as a run printed them."""

    computed: str  # of the month
    printed: str
    so_far: str  # of the semester until the month
    answers: Mapping[str, str]  # of the month, by department: as they entered, and what of them was left out


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingSaid:
    """A finding by what it says, wherever its file lies."""

    severity: Severity
    code: str
    department: str
    action: str
    indicator: str
    file: str  # empty where the department is known: a corrected form may have another name
    cell: str = field(compare=False)  # where a row was inserted above, the same stands in another
    found: str

    @classmethod
    def of(cls, finding: Finding) -> FindingSaid:
        """Draw it from a finding."""
        return cls(
            severity=finding.severity,
            code=finding.code.value,
            department=finding.department,
            action=finding.action,
            indicator="" if finding.indicator is None else str(finding.indicator),
            file="" if finding.department else finding.place.file,
            cell=finding.place.cell,
            found=finding.found,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRun:
    """What a run gave, and what it was made of."""

    run_id: str
    made_of: MadeOf
    totals: Mapping[tuple[str, str], ComparedTotal]  # by action and number
    findings: tuple[FindingSaid, ...]  # the open ones


def read_compared_run(files: Mapping[str, bytes]) -> ComparedRun | None:
    """Read the files of a run, given by their paths; None where there are none, `ValueError` where one is not ours."""
    if not files:
        return None
    folders = {path.rpartition("/")[0] for path in files}
    (folder,) = folders
    contents = {path.rpartition("/")[2]: content for path, content in files.items()}
    try:
        so_far = {(row["action"], row["indicator"]): row["so_far"] for row in _rows(contents[MONTH])}
        totals = {
            (row["action"], row["indicator"]): ComparedTotal(
                computed=row["computed"],
                printed=row["printed"],
                so_far=so_far[row["action"], row["indicator"]],
                answers=_answers(json.loads(row["contributions"])),
            )
            for row in _rows(contents[TOTALS])
        }
        findings = tuple(
            FindingSaid(
                severity=Severity(row["severity"]),
                file="" if row["department"] else row["file"],
                **{name: row[name] for name in ("code", "department", "action", "indicator", "cell", "found")},
            )
            for row in _rows(contents[FINDINGS])
        )
    except (KeyError, TypeError, AttributeError, csv.Error) as error:
        raise ValueError(folder) from error
    return ComparedRun(
        run_id=folder.rpartition("/")[2], made_of=made_of_in(contents[MANIFEST]), totals=totals, findings=findings
    )


def made_of_in(manifest: bytes) -> MadeOf:
    """Read in a manifest what its run was made of; `ValueError` where it is none."""
    told = json.loads(manifest.decode("utf-8"))
    try:
        files = {entry["path"]: entry["sha256"] for entry in told["inputs"]}
        return MadeOf(parameters=dict(told["parameters"]), files=files, versions=dict(told["versions"]))
    except (KeyError, TypeError) as error:
        raise ValueError(MANIFEST) from error


def sums_in(content: bytes) -> dict[str, str]:
    """Read in SHA256SUMS the hash of each file by its name."""
    lines = (line.split("  ", 1) for line in content.decode("utf-8").splitlines())
    return {parts[1]: parts[0] for parts in lines if len(parts) == 2}


def differing_from_sums(files: Mapping[str, bytes], sums: Mapping[str, str]) -> list[str]:
    """Name the files that are not what the list of hashes says of them."""
    return [name for name, content in files.items() if sums.get(name) != hashlib.sha256(content).hexdigest()]


def answers_of(entered: Mapping[str, str], left_out: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Put what entered a total and what was left out of it together, by department."""
    answers = dict(entered)
    for department, text in left_out:
        answers[department] = f"{answers.get(department, '')} ({text})"
    return answers


def _answers(contributions: Mapping[str, Any]) -> dict[str, str]:
    """The answers in a cell of totals.csv."""
    entered = {department: text for department, text in contributions.items() if isinstance(text, str)}
    return answers_of(entered, [(item["department"], item["text"]) for item in contributions.get("left_out", ())])


def _rows(content: bytes) -> Iterator[dict[str, str]]:
    return iter(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))
