"""Where the register of a report and its versions lie, and how they are written: whole, in one step, by one at a time.

`outputs/<institution>/<period>/<report>/register.csv` is the register, beside the runs; `versions/<number>/` holds the final
files of a version. The register is written first and says by its hashes which files those are; what was made for a line that
never came is thrown away, and what an interruption kept from its place is put there by the next command.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext
from toolkit.runs.disk import writing_to
from toolkit.runs.kept import read_for_keeping
from toolkit.signoff.register import SignOffRegister, read_register, register_text
from toolkit.signoff.state import State

REGISTER = "register.csv"
VERSIONS = "versions"
_UNFINISHED = ".unfinished"
_LOCK = ".register.lock"
_OF_THE_VERSION = (State.DRAFT, State.APPROVED, State.SIGNED)  # whose lines name files of the version, not of the run


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The register and the signed versions of one report."""

    home: Path  # the folder of the report, in which its runs lie
    about: str  # institution/period/report

    @contextmanager
    def one_writer(self) -> Iterator[None]:
        """Hold off every other program that would write here, and finish what an interrupted one has left."""
        with writing_to(self.home, "--project"):
            lock = FileLock(self.home / _LOCK)
            lock.acquire()
        try:
            self._settle(self.register())
            yield
        finally:
            lock.release()

    def register(self) -> SignOffRegister:
        """Read the register; an empty one where no step was ever made."""
        path = self.home / REGISTER
        if not path.exists() and not path.is_symlink():
            return SignOffRegister(about=self.about)
        (file,) = read_for_keeping(self.home, [REGISTER])
        return read_register(file.content, f"{self.about}/{REGISTER}", self.about)

    def folder(self, version: int) -> Path:
        """Where the files of a version lie."""
        return self.home / VERSIONS / str(version)

    def read(self, register: SignOffRegister) -> dict[str, bytes]:
        """Read the final files of the newest version; `OfficeFileError` where one is not what the register says."""
        version = register.version
        due = files_of(register, version)
        there = {name: self._content(self.folder(version) / name) for name in due}
        errors = [self.damaged(version, name) for name in sorted(due) if _hash(there[name]) != due[name]]
        if errors:
            raise OfficeFileError.all_of(errors)
        return {name: content for name, content in there.items() if content is not None}

    def add(self, register: SignOffRegister, files: Mapping[str, bytes]) -> None:
        """Write the register with its further lines, and the files that the newest version has from then on."""
        waiting = self.home / VERSIONS / _UNFINISHED
        with writing_to(self.home, "--project"):
            if files:
                waiting.mkdir(parents=True, exist_ok=True)
            for name, content in files.items():
                _write(waiting / name, content)
            unfinished = self.home / f".{secrets.token_hex(8)}{_UNFINISHED}"
            try:
                _write(unfinished, register_text(register).encode("utf-8"))
                unfinished.replace(self.home / REGISTER)
            finally:
                unfinished.unlink(missing_ok=True)
        self._settle(register)

    def damaged(self, version: int, name: str) -> OfficeFileError:
        """Say of a file of a version that it is not what the register says."""
        return OfficeFileError(
            place=Place(f"{self.about}/{VERSIONS}/{version}/{name}"),
            found=gettext("un fișier schimbat sau lipsă de la ultimul pas din registru"),
            expected=gettext("fișierul aprobat, neatins"),
            fix=gettext("puneți-l la loc dintr-o copie de siguranță, sau începeți o versiune nouă cu --reopen"),
        )

    def _settle(self, register: SignOffRegister) -> None:
        """Put the files that the register names into their place, and throw away what it does not."""
        waiting = self.home / VERSIONS / _UNFINISHED
        with writing_to(self.home, "--project"):
            for left in self.home.glob(f".*{_UNFINISHED}"):
                left.unlink()
            if not waiting.is_dir():
                return
            version = register.version
            for name, due in files_of(register, version).items():
                if _hash(self._content(waiting / name)) == due:
                    self.folder(version).mkdir(parents=True, exist_ok=True)
                    (waiting / name).replace(self.folder(version) / name)
            shutil.rmtree(waiting)
            if not any((self.home / VERSIONS).iterdir()):
                (self.home / VERSIONS).rmdir()

    def _content(self, path: Path) -> bytes | None:
        return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def files_of(register: SignOffRegister, version: int) -> dict[str, str]:
    """Give the SHA-256 of each file of a version, as the last line about it says."""
    files: dict[str, str] = {}
    for entry in register.of_version(version):
        if entry.state in _OF_THE_VERSION:
            files.update(entry.files)
    return files


def _hash(content: bytes | None) -> str:
    return "" if content is None else sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
