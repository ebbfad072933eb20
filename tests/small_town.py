"""The small town hall of form_builder.py as a project folder, for the real command line."""

from __future__ import annotations

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
# A small process between: what the system counts for a child begins with what its parent held.
_MEASURED = """
import pathlib, resource, subprocess, sys
status = subprocess.run(sys.argv[2:]).returncode
pathlib.Path(sys.argv[1]).write_text(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(status)
"""


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
    peak = project / "peak"
    started = time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(peak), *command], capture_output=True, text=True, encoding="utf-8", check=False
    )
    return Answer(
        status=ran.returncode,
        out=ran.stdout,
        err=ran.stderr,
        seconds=time.monotonic() - started,
        peak_bytes=int(peak.read_text(encoding="ascii")) * (1 if sys.platform == "darwin" else 1024),
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
