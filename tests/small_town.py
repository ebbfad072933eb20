"""The small town hall of form_builder.py as a project folder, for the real command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

import yaml
from form_builder import INSTITUTION, PLAN

from toolkit.plan.rule import Rule
from toolkit.plan.yaml_file import OfficeModel

REPOSITORY = Path(__file__).parents[1]
FOLDER = "inputs/oras/2023-S1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command printed, and what it took."""

    status: int
    out: str
    err: str
    seconds: float
    peak_bytes: int


def make_small_town(folder: Path, returned: Mapping[str, bytes]) -> Path:
    """Make the project with the returned files of one period, by their names."""
    for name in ("notebooks", "templates"):
        shutil.copytree(REPOSITORY / name, folder / name)
    (folder / FOLDER).mkdir(parents=True)
    for name, model in {"institution.yaml": INSTITUTION, "plan.yaml": PLAN}.items():
        (folder / "inputs/oras" / name).write_text(as_yaml(model), encoding="utf-8")
    for name, content in returned.items():
        (folder / FOLDER / name).write_bytes(content)
    return folder


def as_yaml(model: OfficeModel) -> str:
    """Write a model down as the office would."""
    return yaml.safe_dump(_plain(model), allow_unicode=True)


def raport(project: Path, *arguments: str) -> Answer:
    """Type a command in a project, in a process of its own."""
    command = [sys.executable, "-m", "toolkit.cli", *arguments, "--project", str(project)]
    started = time.monotonic()
    with (project / "out").open("wb") as out, (project / "err").open("wb") as err:
        process = subprocess.Popen(command, stdout=out, stderr=err)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Answer(
        status=process.returncode,
        out=(project / "out").read_text(encoding="utf-8"),
        err=(project / "err").read_text(encoding="utf-8"),
        seconds=time.monotonic() - started,
        peak_bytes=used.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
    )


def _plain(value: object) -> object:
    """A model as YAML holds it."""
    if isinstance(value, OfficeModel):
        fields = {name: _plain(getattr(value, name)) for name in sorted(value.model_fields_set)}
        return {name: field for name, field in fields.items() if field is not None}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Rule | date) else value
