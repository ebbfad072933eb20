"""The project folder: where notebooks/ and inputs/ lie."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

from toolkit.errors import OfficeFileError, Place, UsageError
from toolkit.language import SOURCE, gettext
from toolkit.plan.spelling import shown
from toolkit.runs.disk import cannot_write, is_folder

PROJECT_VARIABLE = "RAPORT_PROJECT"
_LOCALE = re.compile(r"^locale:[ \t]*[\"']?([A-Za-z_]+)", re.MULTILINE)
_MOST_LOOKED_AT = 100_000  # bytes of the file of an institution
_READ = ("inputs", "notebooks", "templates")  # the folders that runs read


def find_project(given: Path | None = None) -> Path:
    """Find the project folder: the one given, else the one in RAPORT_PROJECT, else the nearest upwards of this folder."""
    if given is not None:
        return _checked(given, place=gettext("opțiunea --project"))
    told = os.environ.get(PROJECT_VARIABLE)
    if told:
        return _checked(Path(told), place=gettext("variabila de mediu {name}", name=PROJECT_VARIABLE))
    here = Path.cwd()
    for folder in (here, *here.parents):
        if _is_project(folder):
            return folder
    raise UsageError(
        place=gettext("dosarul {folder}", folder=here),
        found=gettext("nici aici și nici mai sus nu este un dosar de proiect"),
        expected=gettext("un dosar în care se află notebooks/ și inputs/"),
        fix=gettext("treceți în dosarul proiectului sau numiți-l cu --project"),
    )


def language_of(project: Path, institution: str) -> str:
    """The language of an institution as its file names it, looked for before the file is read and checked."""
    file = project / "inputs" / institution / "institution.yaml"
    if not file.is_file():  # a pipe would be waited for
        return SOURCE
    try:
        with file.open("rb") as opened:
            text = opened.read(_MOST_LOOKED_AT).decode("utf-8-sig", "replace")
    except OSError:
        return SOURCE
    said = _LOCALE.search(text)
    return str(said[1]) if said else SOURCE


def check_out(project: Path, out: Path, option: str = "--out") -> None:
    """Refuse to keep runs among what runs read, within a finished run, and where a file lies."""
    try:
        folder, home = out.resolve(), project.resolve()
        above = (folder, *folder.parents)
        is_file = any(other.exists() and not other.is_dir() for other in above)
        is_in_run = any((other / "SHA256SUMS").is_file() and (other / "manifest.json").is_file() for other in above)
    except OSError as error:  # a name that is too long
        raise cannot_write(gettext("dosarul {folder}", folder=shown(str(out))), error, option) from error
    if is_file:
        raise _not_for_runs(out, option, gettext("în locul căruia este un fișier"))
    if folder == home or any(home / name in above for name in _READ):
        raise _not_for_runs(out, option, gettext("un dosar din care raportul citește"))
    if is_in_run:
        raise _not_for_runs(out, option, gettext("un loc din dosarul altei rulări"))


def check_inside(project: Path, folder: str) -> None:
    """Refuse a folder of the project that is a link to a place outside of it."""
    path = project
    for name in PurePosixPath(folder).parts:
        path /= name
        if not path.resolve().is_relative_to(project.resolve()):
            raise OfficeFileError(
                place=Place(path.relative_to(project).as_posix()),
                found=gettext("o legătură către un dosar din afara proiectului"),
                expected=gettext("dosarul însuși"),
                fix=gettext("puneți în locul legăturii o copie a dosarului"),
            )


def _not_for_runs(out: Path, option: str, found: str) -> UsageError:
    return UsageError(
        place=gettext("opțiunea {option}", option=option),
        found=gettext("„{out}”, {found}", out=out, found=found),
        expected=gettext("un dosar numai pentru rulări, de exemplu outputs/ din proiect"),
        fix=gettext("alegeți alt dosar sau lăsați opțiunea deoparte"),
    )


def _checked(folder: Path, place: str) -> Path:
    if not _is_project(folder):
        raise UsageError(
            place=place,
            found=gettext("„{folder}”, în care lipsește notebooks/ sau inputs/", folder=folder)
            if is_folder(folder)
            else gettext("„{folder}”, un dosar care nu există", folder=folder),
            expected=gettext("un dosar în care se află notebooks/ și inputs/"),
            fix=gettext("corectați numele dosarului"),
        )
    return folder.resolve()


def _is_project(folder: Path) -> bool:
    return is_folder(folder / "notebooks") and is_folder(folder / "inputs")
