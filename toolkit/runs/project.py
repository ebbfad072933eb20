"""The project folder: where notebooks/ and inputs/ lie."""

from __future__ import annotations

import os
from pathlib import Path

from toolkit.errors import UsageError

PROJECT_VARIABLE = "RAPORT_PROJECT"


def find_project(given: Path | None = None) -> Path:
    """Find the project folder: the one given, else the one in RAPORT_PROJECT, else the nearest upwards of this folder."""
    if given is not None:
        return _checked(given, place="opțiunea --project")
    told = os.environ.get(PROJECT_VARIABLE)
    if told:
        return _checked(Path(told), place=f"variabila de mediu {PROJECT_VARIABLE}")
    here = Path.cwd()
    for folder in (here, *here.parents):
        if _is_project(folder):
            return folder
    raise UsageError(
        place=f"dosarul {here}",
        found="nici aici și nici mai sus nu este un dosar de proiect",
        expected="un dosar în care se află notebooks/ și inputs/",
        fix="treceți în dosarul proiectului sau numiți-l cu --project",
    )


def _checked(folder: Path, place: str) -> Path:
    if not _is_project(folder):
        raise UsageError(
            place=place,
            found=f"„{folder}”, "
            + ("în care lipsește notebooks/ sau inputs/" if folder.is_dir() else "un dosar care nu există"),
            expected="un dosar în care se află notebooks/ și inputs/",
            fix="corectați numele dosarului",
        )
    return folder.resolve()


def _is_project(folder: Path) -> bool:
    return (folder / "notebooks").is_dir() and (folder / "inputs").is_dir()
