"""The files that arrived, as they were named on the command line: each read once, none larger than a return may be."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import UsageError
from toolkit.intake.period_inputs import OFFICE_FILES
from toolkit.intake.received.recognise import name_without_codes
from toolkit.language import counted, gettext
from toolkit.plan.spelling import shown
from toolkit.runs.disk import what_the_system_says
from toolkit.runs.kept import MOST_BYTES
from toolkit.runs.screen import Screen

_MOST_FILES = 500  # in one call


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """The bytes of a file; None of one that is larger than anything that is read."""

    name: str
    sha256: str
    size: int
    content: bytes | None


def arrivals(files: Sequence[Path], project: Path, screen: Screen) -> tuple[Path, ...]:
    """List the files that were named, and those directly in the folders that were named, in one order on every system."""
    found: set[Path] = set()
    for file in files:
        try:
            found |= _in_folder(file, project, screen) if file.is_dir() else {_checked(file)}
        except (OSError, ValueError) as error:
            reason = what_the_system_says(error) if isinstance(error, OSError) else gettext("nu este un nume de fișier")
            raise _cannot_read(file, reason) from error
    if not found or len(found) > _MOST_FILES:
        raise UsageError(
            place=gettext("fișierele de primit"),
            found=counted(len(found), "fișier", "fișiere"),
            expected=gettext("cel puțin un fișier și cel mult {most} deodată", most=_MOST_FILES),
            fix=gettext("numiți fișierele primite sau dosarul în care se află"),
        )
    return tuple(sorted(found, key=lambda path: (path.name, str(path))))


def read_arrival(file: Path) -> Arrival:
    """Read a file that was named."""
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
            digest = hashlib.sha256(content)
            size = len(content)
            while more := stream.read(2**20):
                digest.update(more)
                size += len(more)
    except OSError as error:
        raise _cannot_read(file, what_the_system_says(error)) from error
    whole = content if size <= MOST_BYTES else None
    return Arrival(name=file.name, sha256=digest.hexdigest(), size=size, content=whole)


def _in_folder(folder: Path, project: Path, screen: Screen) -> set[Path]:
    entries = sorted(folder.iterdir())
    folders = [entry for entry in entries if entry.is_dir()]
    screen.not_read(name_without_codes(entry.name) for entry in folders)
    is_of_the_office = folder.resolve().is_relative_to(project / "inputs")  # whose own files lie among the returned ones
    hidden = [
        entry for entry in entries if entry.name.startswith(".") and entry not in folders
    ]  # of the system, of an Office
    for entry in hidden:
        screen.say(gettext("nu s-a primit: {file} (nu este un formular)", file=name_without_codes(entry.name)))
    own = OFFICE_FILES if is_of_the_office else ()
    return {_checked(entry) for entry in entries if entry not in (*folders, *hidden) and entry.name not in own}


def _checked(file: Path) -> Path:
    if not file.exists():
        raise _cannot_read(file, gettext("nu există"))
    if not file.is_file():
        raise _cannot_read(file, gettext("este altceva decât un fișier"))
    return file


def _cannot_read(file: Path, reason: str) -> UsageError:
    return UsageError(
        place=gettext("fișierul {file}", file=shown(name_without_codes(file.name))),
        found=gettext("nu se poate citi: {reason}", reason=reason),
        expected=gettext("un fișier primit de la o subdiviziune sau un dosar cu asemenea fișiere"),
        fix=gettext("corectați numele fișierului"),
    )
