"""What the secretariat has accepted of the findings of a period: accepted.yaml, each with its reason and role."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from toolkit.intake.finding import Code, Finding
from toolkit.intake.office_files import Line
from toolkit.language import gettext
from toolkit.plan.spelling import nearest, nearest_named
from toolkit.plan.yaml_file import OfficeModel

ACCEPTED_FILE = "accepted.yaml"


def _read_code(code: str) -> str:
    known = [known.value for known in Code]
    if code not in known:
        near = nearest_named(nearest(code, known))
        raise ValueError(gettext("codul unei constatări, din findings.csv{near} | corectați codul", near=near))
    return code


class Acceptance(OfficeModel):
    """One finding that is accepted as it is: which one, why, and who answers for it."""

    code: Annotated[str, AfterValidator(_read_code)]
    department: str = ""  # id; empty where the finding is of none
    action: str = ""
    indicator: int | None = Field(default=None, ge=1)  # number within the action
    place: str = ""  # in place of the indicator: a cell ("F21") or a file's name
    reason: Line
    role: Line

    def is_about(self, finding: Finding) -> bool:
        """Whether this is the finding that is meant."""
        meant = (self.code, self.department, self.action)
        if meant != (finding.code.value, finding.department, finding.action):
            return False
        if not self.place:
            return self.indicator == finding.indicator
        names = (finding.place.cell, finding.place.file.rpartition("/")[2], finding.place.file, str(finding.place))
        return self.place in names and self.indicator in (None, finding.indicator)

    @property
    def subject(self) -> str:
        """What it is about, as the file says it: "relation-broken, resurse-umane, 1.3.2"."""
        indicator = f"{self.action}.{self.indicator}" if self.indicator else self.action
        return ", ".join(part for part in (self.code, self.department, indicator, self.place) if part)


class Acceptances(OfficeModel):
    """accepted.yaml of a period."""

    accepted: tuple[Acceptance, ...] = ()


NOTHING_ACCEPTED = Acceptances()
