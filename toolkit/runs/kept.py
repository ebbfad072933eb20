"""The copies that a run keeps of everything it reads: each file is read once, and the notebook sees only the copy."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from toolkit.errors import OfficeFileError, Place, ToolkitFault
from toolkit.language import gettext
from toolkit.runs.disk import what_the_system_says
from toolkit.runs.project import check_inside

MOST_BYTES = 50_000_000
MOST_BYTES_TOGETHER = 200_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """The bytes of one file, as they stood when the run began."""

    path: str  # in the project folder, with "/"
    content: bytes

    @property
    def sha256(self) -> str:
        """The hash of the bytes."""
        return hashlib.sha256(self.content).hexdigest()


def read_for_keeping(project: Path, paths: Iterable[str]) -> tuple[KeptFile, ...]:
    """Read every declared file once; `OfficeFileError` lists all that are missing, too big, links or unreadable."""
    kept, errors = [], []
    size = 0
    for path in paths:
        try:
            check_inside(project, str(PurePosixPath(path).parent))
            kept.append(KeptFile(path=path, content=_content(project / path, path)))
        except OfficeFileError as error:
            errors.append(error)
        else:
            size += len(kept[-1].content)
            if size > MOST_BYTES_TOGETHER:
                most = MOST_BYTES_TOGETHER // 1_000_000
                raise too_much(
                    path.rpartition("/")[0],
                    gettext("fișiere de peste {most} de megaocteți împreună", most=most),
                    gettext("cel mult {most} de megaocteți", most=most),
                )
    if errors:
        raise OfficeFileError.all_of(list({str(error): error for error in errors}.values()))
    return tuple(kept)


def write_kept(folder: Path, files: Iterable[KeptFile]) -> None:
    """Write the copies under a folder, at the same paths as in the project."""
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


def check_kept(folder: Path, files: Iterable[KeptFile]) -> None:
    """See that the copies are what was read: a notebook must not change them."""
    for file in files:
        copy = folder / file.path
        if not copy.is_file() or copy.read_bytes() != file.content:
            raise ToolkitFault(
                place=Place(file.path),
                found=gettext("o copie pe care notebook-ul a schimbat-o în timpul rulării"),
                expected=gettext("copia fișierului citit la începutul rulării"),
                fix=gettext("transmiteți acest mesaj celor care întrețin programul"),
            )


def remove_kept(folder: Path, files: Iterable[KeptFile]) -> None:
    """Remove copies that must not stay, with the folders that are empty without them."""
    for file in files:
        path = folder / file.path
        path.unlink()
        while path.parent != folder and not any(path.parent.iterdir()):
            path = path.parent
            path.rmdir()


def _content(file: Path, path: str) -> bytes:
    place = Place(path.encode("utf-8", "replace").decode("utf-8"))
    if place.file != path:
        raise OfficeFileError(
            place,
            gettext("un nume de fișier stricat"),
            gettext("un nume cu litere obișnuite"),
            gettext("redenumiți fișierul și rulați din nou"),
        )
    if file.is_symlink():
        raise OfficeFileError(
            place,
            gettext("o legătură către alt fișier"),
            gettext("fișierul însuși"),
            gettext("puneți în locul legăturii o copie a fișierului"),
        )
    if not file.exists():
        raise OfficeFileError(
            place,
            gettext("fișierul lipsește"),
            gettext("un fișier pe care raportul îl citește"),
            gettext("puneți fișierul la locul lui"),
        )
    if not file.is_file():
        raise OfficeFileError(
            place, gettext("altceva decât un fișier"), gettext("un fișier obișnuit"), gettext("scoateți-l din dosar")
        )
    try:
        with file.open("rb") as stream:
            before = os.fstat(stream.fileno())
            content = stream.read(MOST_BYTES + 1)
            after = os.fstat(stream.fileno())
    except OSError as error:
        raise OfficeFileError(
            place,
            gettext("un fișier care nu poate fi citit: {reason}", reason=what_the_system_says(error)),
            gettext("un fișier închis în celelalte programe, pe care aveți dreptul să îl citiți"),
            gettext("închideți fișierul în Excel sau în Word, verificați drepturile și rulați din nou"),
        ) from error
    if len(content) > MOST_BYTES:
        raise OfficeFileError(
            place,
            gettext("un fișier de peste {limit} de megaocteți", limit=MOST_BYTES // 1_000_000),
            gettext("un fișier cu date, fără poze sau alte obiecte mari"),
            gettext("scoateți din fișier ceea ce raportul nu folosește și rulați din nou"),
        )
    if before.st_mtime_ns != after.st_mtime_ns or not before.st_size == after.st_size == len(content):
        raise OfficeFileError(
            place,
            gettext("un fișier care s-a schimbat chiar în timp ce era citit"),
            gettext("un fișier în care nimeni nu scrie în timpul rulării"),
            gettext("închideți fișierul, așteptați să se termine copierea sau sincronizarea lui și rulați din nou"),
        )
    return content


def too_much(folder: str, found: str, expected: str) -> OfficeFileError:
    """Refuse a folder that would take a run's memory before the first file is looked at."""
    return OfficeFileError(
        place=Place(folder),
        found=found,
        expected=expected,
        fix=gettext("lăsați în dosar numai formularele perioadei și rulați din nou"),
    )
