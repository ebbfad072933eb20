"""The copies that a run keeps of everything it reads: each file is read once, and the notebook sees only the copy."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import OfficeFileError, Place, ToolkitFault

MOST_BYTES = 50_000_000
_REASONS = {
    errno.EACCES: "accesul este interzis",
    errno.EPERM: "accesul este interzis",
    errno.EROFS: "discul este numai pentru citire",
    errno.ENOSPC: "discul este plin",
    errno.EDQUOT: "spațiul dat utilizatorului este plin",
    errno.ENOENT: "dosarul nu mai este acolo",
    errno.EEXIST: "în locul dosarului este un fișier",
    errno.ENOTDIR: "în locul dosarului este un fișier",
    errno.EISDIR: "în locul fișierului este un dosar",
    errno.ENAMETOOLONG: "numele este prea lung",
}


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
    for path in paths:
        try:
            kept.append(KeptFile(path=path, content=_content(project / path, path)))
        except OfficeFileError as error:
            errors.append(error)
    if errors:
        raise OfficeFileError.all_of(errors)
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
                found="o copie pe care notebook-ul a schimbat-o în timpul rulării",
                expected="copia fișierului citit la începutul rulării",
                fix="transmiteți acest mesaj celor care întrețin programul",
            )


def remove_kept(folder: Path, files: Iterable[KeptFile]) -> None:
    """Remove copies that must not stay, with the folders that are empty without them."""
    for file in files:
        path = folder / file.path
        path.unlink()
        while path.parent != folder and not any(path.parent.iterdir()):
            path = path.parent
            path.rmdir()


def what_the_system_says(error: OSError) -> str:
    """Say in Romanian why the system refuses to read or write."""
    return _REASONS.get(error.errno or 0) or error.strerror or "fără explicație"


def _content(file: Path, path: str) -> bytes:
    place = Place(path.encode("utf-8", "replace").decode("utf-8"))
    if place.file != path:
        raise OfficeFileError(
            place, "un nume de fișier stricat", "un nume cu litere obișnuite", "redenumiți fișierul și rulați din nou"
        )
    if file.is_symlink():
        raise OfficeFileError(
            place, "o legătură către alt fișier", "fișierul însuși", "puneți în locul legăturii o copie a fișierului"
        )
    if not file.exists():
        raise OfficeFileError(
            place, "fișierul lipsește", "un fișier pe care raportul îl citește", "puneți fișierul la locul lui"
        )
    if not file.is_file():
        raise OfficeFileError(place, "altceva decât un fișier", "un fișier obișnuit", "puneți fișierul la locul lui")
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise OfficeFileError(
            place,
            f"un fișier care nu poate fi citit: {what_the_system_says(error)}",
            "un fișier închis în celelalte programe, pe care aveți dreptul să îl citiți",
            "închideți fișierul în Excel sau în Word, verificați drepturile și rulați din nou",
        ) from error
    if len(content) > MOST_BYTES:
        raise OfficeFileError(
            place,
            f"un fișier de peste {MOST_BYTES // 1_000_000} de megaocteți",
            "un fișier cu date, fără poze sau alte obiecte mari",
            "scoateți din fișier ceea ce raportul nu folosește și rulați din nou",
        )
    return content
