"""A submission: what one department returned for one period."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.errors import Place
from toolkit.intake.value import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One indicator's value, at its cell."""

    action: str
    indicator: int  # number within the action
    value: Value
    place: Place
    remark: str = ""
    reason: str = ""  # why the figure is not available yet
    evidence: str = ""  # a document, by number and date, or the address of a page
    made_of: tuple[Entry, ...] = ()  # the entries of shorter periods that it was composed of, in their order


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """What the department wrote about one action: paragraphs, list lines and addresses, a line each."""

    action: str
    text: str
    place: Place

    @property
    def says_something(self) -> bool:
        """Whether it is more than a blank or a dash."""
        return bool(self.text.strip(" \t\r\n\u00a0-–—"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The entries and narratives of one file; or of several shorter periods, under the name of the last file."""

    department: str  # id
    file: str  # relative to the project folder
    sha256: str
    entries: tuple[Entry, ...]
    narratives: tuple[Narrative, ...]
