"""One step of a sign-off, from what was typed to the register and the final files: the verb `raport sign`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Final

from toolkit.errors import OfficeFileError, Place, ToolkitFault, UsageError
from toolkit.language import gettext, speak, speaking
from toolkit.plan.spelling import printed_day
from toolkit.runs.disk import what_the_system_says, writing_temporarily
from toolkit.runs.finished_run import FinishedRun, find_run, read_finished_run
from toolkit.runs.pdf_copy import make_pdf
from toolkit.runs.screen import Screen
from toolkit.signoff.certificate import Signer, read_certificate
from toolkit.signoff.register import SignOffRegister
from toolkit.signoff.roles import Role, role_called, roles_of
from toolkit.signoff.state import State, StepKind
from toolkit.signoff.steps import RunFacts, Step, awaited, in_order, kind_due, next_state
from toolkit.signoff.typed import day_typed, name_typed, reason_typed
from toolkit.signoff.versions import Versions
from toolkit.word.content_reading import content_hash
from toolkit.word.final_document import Signatory, final_document

_AT: Final = time(12, tzinfo=UTC)  # the hour that a signature claims: only the day is given
_MOST_BYTES: Final = 2**20  # of a certificate
_DIFFERENCES: Final = "differences.txt"

Compare = Callable[[bytes, bytes], str]
"""The differences of two Word files, as a list that a person reads."""
