"""Where received files and their register lie, and how they are written: whole, in one step, and by one at a time.

`inputs/<institution>/received.csv` is the register; `inputs/<institution>/received/<period>/` keeps what was received under
its SHA-256 (without the period, where that was not recognised). What counts lies besides in the period's own folder as
`<department>.xlsx`, where reports read it as ever.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from toolkit.errors import OfficeFileError, Place
from toolkit.intake.counted_until import RECEIVED
from toolkit.intake.period_inputs import OFFICE_FILES
from toolkit.intake.received.register import Register, read_register, register_text
from toolkit.language import gettext
from toolkit.runs.disk import writing_to
from toolkit.runs.kept import read_for_keeping
from toolkit.runs.project import check_inside

_SUFFIXES = (".xlsx", ".csv")
_UNFINISHED = ".unfinished"

DepartmentOf = Callable[[bytes, str, str], str]
"""Whose return a file is, by its bytes, path and period; empty where it is nobody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedFiles:
    """The received files of one institution."""

    project: Path
    institution: str

    @property
    def home(self) -> str:
        """The institution's folder, as a path in the project folder."""
        return f"inputs/{self.institution}"

    @property
    def register_path(self) -> str:
        """The register, as a path in the project folder."""
        return f"{self.home}/received.csv"

    @contextmanager
    def one_writer(self) -> Iterator[None]:
        """Hold off every other program that would write here."""
        check_inside(self.project, f"{self.home}/{RECEIVED}")
        folder = self.project / self.home / RECEIVED
        with writing_to(folder, "--project"):
            folder.mkdir(exist_ok=True)
            lock = FileLock(folder / ".lock")
            lock.acquire()
            for left in folder.glob(f"*{_UNFINISHED}"):  # by a receiving that was killed
                left.unlink()
        try:
            yield
        finally:
            lock.release()

    def register(self) -> Register:
        """Read the register; an empty one where nothing was ever received."""
        path = self.project / self.register_path
        if not path.exists() and not path.is_symlink():
            return Register()
        (file,) = read_for_keeping(self.project, [self.register_path])
        return read_register(file.content, self.register_path)

    def write_register(self, register: Register) -> None:
        """Write the register with its further lines."""
        self._write(self.project / self.register_path, register_text(register).encode("utf-8"))

    def keep(self, content: bytes, sha256: str, period: str) -> None:
        """Keep a file under its SHA-256, with those of its period; the period is empty where it was not recognised."""
        path = self.project / self.home / RECEIVED / period / f"{sha256}{_suffix_of(content)}"
        if not path.is_file() or path.read_bytes() != content:
            self._write(path, content)

    def kept_path(self, sha256: str, period: str) -> str:
        """Where a kept file lies, as a path in the project folder."""
        paths = [f"{self.home}/{RECEIVED}/{period}/{sha256}{suffix}" for suffix in _SUFFIXES]
        there = [path for path in paths if (self.project / path).is_file()]
        if not there:
            raise OfficeFileError(
                place=Place(paths[0]),
                found=gettext("fișierul lipsește, deși registrul spune că a fost acceptat"),
                expected=gettext("fișierul primit, păstrat sub SHA-256"),
                fix=gettext("puneți la loc fișierul dintr-o copie de siguranță sau primiți-l din nou cu „raport receive”"),
            )
        return there[0]

    def lying(self, period: str) -> dict[str, str]:
        """The SHA-256 of each file that lies in a period's folder, the office's own apart, by its path in the project."""
        folder = f"{self.home}/{period}"
        check_inside(self.project, folder)
        if not (self.project / folder).is_dir():
            return {}
        entries = sorted(entry for entry in (self.project / folder).iterdir() if _is_returned(entry))
        return {f"{folder}/{entry.name}": _sha256_of(entry) for entry in entries}

    def unknown_of(self, register: Register, department: str, period: str, department_of: DepartmentOf) -> list[str]:
        """Files of a department in a period's folder that somebody put there, as paths: the register does not know them."""
        unknown = [path for path, sha256 in self.lying(period).items() if sha256 not in register.known]
        return [path for path in unknown if department_of(self.read(path), path, period) == department]

    def read(self, path: str) -> bytes:
        """Read a file by its path in the project folder."""
        (file,) = read_for_keeping(self.project, [path])
        return file.content

    def place(self, register: Register, department: str, period: str, department_of: DepartmentOf) -> list[str]:
        """Have what counts lie in the period's folder, and nothing that it superseded.

        Gives the paths of files that somebody put there in its place; they are left as they are, and nothing is placed.
        """
        counting = register.counting()[department, period]
        about = register.about(department, period)
        there = self.lying(period)
        for path, sha256 in there.items():
            if sha256 in about and sha256 not in counting:
                self.keep(self.read(path), sha256, period)
                with writing_to((self.project / path).parent, "--project"):
                    (self.project / path).unlink()
        if set(counting) & set(there.values()):
            return []
        unknown = self.unknown_of(register, department, period, department_of)
        for sha256 in () if unknown else counting:
            kept = self.kept_path(sha256, period)
            suffix = kept[kept.rindex(".") :]
            names = (f"{department}{suffix}", f"{department}_{sha256[:12]}{suffix}")
            folder = self.project / self.home / period
            target = next((folder / name for name in names if not (folder / name).exists()), folder / names[-1])
            self._write(target, self.read(kept))
        return unknown

    def _write(self, path: Path, content: bytes) -> None:
        # Not beside its place: what is left of one in a period's folder, when the power fails, would be read as a return.
        unfinished = self.project / self.home / RECEIVED / f"{secrets.token_hex(8)}{_UNFINISHED}"
        with writing_to(path.parent, "--project"):
            path.parent.mkdir(exist_ok=True)
            try:
                with unfinished.open("wb") as stream:
                    stream.write(content)
                    stream.flush()
                    os.fsync(stream.fileno())
                unfinished.replace(path)
            finally:
                unfinished.unlink(missing_ok=True)


def _suffix_of(content: bytes) -> str:
    return _SUFFIXES[0] if content.startswith(b"PK") else _SUFFIXES[1]


def _sha256_of(entry: Path) -> str:
    """The hash of a file; nothing of one that cannot be read, which whoever reads it will say."""
    try:
        with entry.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _is_returned(entry: Path) -> bool:
    return entry.is_file() and not entry.is_symlink() and entry.name not in OFFICE_FILES
