"""The states of a signed report, and the steps that lead from one to the next: one table, as data."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import Final

from toolkit.language import N_, gettext


class State(StrEnum):
    """How far a version of a report has come."""

    DRAFT = "draft"
    CHECKED = "checked"
    APPROVED = "approved"
    SIGNED = "signed"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"

    @property
    def text(self) -> str:
        """The state in words."""
        return gettext(_WORDS[self])


class StepKind(Enum):
    """What a person does to a version."""

    CHECK = "check"  # the first role: who has prepared it answers for what stands in it
    COORDINATE = "coordinate"  # the roles between
    APPROVE = "approve"  # the last role: names and dates are fixed, and the final file is written
    SIGN = "sign"  # any role, with a certificate
    PUBLISH = "publish"
    SUPERSEDE = "supersede"  # what a new version does to the one before it
    REOPEN = "reopen"  # a new version begins


TRANSITIONS: Final[Mapping[tuple[State, StepKind], State]] = {
    (State.DRAFT, StepKind.CHECK): State.CHECKED,
    (State.CHECKED, StepKind.COORDINATE): State.CHECKED,
    (State.CHECKED, StepKind.APPROVE): State.APPROVED,
    (State.APPROVED, StepKind.SIGN): State.SIGNED,
    (State.SIGNED, StepKind.SIGN): State.SIGNED,
    (State.APPROVED, StepKind.PUBLISH): State.PUBLISHED,
    (State.SIGNED, StepKind.PUBLISH): State.PUBLISHED,
    (State.DRAFT, StepKind.SUPERSEDE): State.SUPERSEDED,
    (State.CHECKED, StepKind.SUPERSEDE): State.SUPERSEDED,
    (State.APPROVED, StepKind.SUPERSEDE): State.SUPERSEDED,
    (State.SIGNED, StepKind.SUPERSEDE): State.SUPERSEDED,
    (State.PUBLISHED, StepKind.SUPERSEDE): State.SUPERSEDED,
}
"""From which state which step leads where. What is not here is refused.

A reopened version is not here: it begins as a draft of its own. Of the version before it, one that was published stays so
until the new one is published; any other is superseded at once.
"""

_WORDS: Final = {
    State.DRAFT: N_("proiect"),
    State.CHECKED: N_("verificat"),
    State.APPROVED: N_("aprobat"),
    State.SIGNED: N_("semnat"),
    State.PUBLISHED: N_("publicat"),
    State.SUPERSEDED: N_("înlocuit"),
}
