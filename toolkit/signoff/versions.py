"""Where the register of a report and its versions lie, and how they are written: whole, in one step, by one at a time.

`outputs/<institution>/<period>/<report>/register.csv` is the register, beside the runs; `versions/<number>/` holds the final
files of a version. The register is written first and says by its hashes which files those are; what was made for a line that
never came is thrown away, and what an interruption kept from its place is put there by the next command. So a file of a
version that no line names means that lines are gone, and nothing is written until they are back.
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
from toolkit.runs.placement import is_left_by_an_office_program
from toolkit.signoff.register import SignOffRegister, read_register, register_text
from toolkit.signoff.state import State
from toolkit.word.custom_properties import custom_properties
from toolkit.word.package import read_package

REGISTER = "register.csv"
VERSIONS = "versions"
HEAD = "sign-off register"  # the property of a final file: the head before the line of its approval
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
            register = self.register()
            self._settle(register)
            if unknown := self.unknown(register):
                raise OfficeFileError.all_of(unknown)
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
        there, errors = self._read(register, register.version)
        if errors:
            raise OfficeFileError.all_of(errors)
        return there

    def problems(self, register: SignOffRegister) -> list[OfficeFileError]:
        """Name every file of every version that is not what the register says, or that it does not know."""
        versions = sorted({entry.version for entry in register.entries})
        damaged = [error for version in versions for error in self._read(register, version)[1]]
        return [*damaged, *self.unknown(register)]

    def unknown(self, register: SignOffRegister) -> list[OfficeFileError]:
        """Name the files of versions that a longer register, or another one, has left there."""
        chains = {entry.chain for entry in register.entries}
        errors = []
        for version in self._versions():
            due = files_of(register, version)
            is_approved = any(entry.state is State.APPROVED for entry in register.of_version(version))
            for name in sorted(path.name for path in self.folder(version).iterdir()):
                if name not in due and not is_approved and not is_left_by_an_office_program(name):
                    found = gettext("un fișier pe care registrul nu îl cunoaște: lipsesc rânduri din el, sau lipsește tot")
                    errors.append(self._not_of(version, name, found))
                content = self._content(self.folder(version) / name) if name in due and name.endswith(".docx") else None
                if content is not None and _head_in(content, name) not in {*chains, None}:
                    found = gettext("un fișier final care se leagă de un rând ce nu este în registru")
                    errors.append(self._not_of(version, name, found))
        return errors

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

    def _not_of(self, version: int, name: str, found: str) -> OfficeFileError:
        return OfficeFileError(
            place=Place(f"{self.about}/{VERSIONS}/{version}/{name}"),
            found=found,
            expected=gettext("registrul cu toate rândurile lui, și în versiuni numai fișierele din el"),
            fix=gettext(
                "puneți la loc {register} dintr-o copie de siguranță; un fișier care nu este al semnării mutați-l de acolo",
                register=REGISTER,
            ),
        )

    def _read(self, register: SignOffRegister, version: int) -> tuple[dict[str, bytes], list[OfficeFileError]]:
        """The files of a version that are what the register says, and an error for each that is not."""
        due = files_of(register, version)
        there = {name: self._content(self.folder(version) / name) for name in due}
        errors = [self.damaged(version, name) for name in sorted(due) if _hash(there[name]) != due[name]]
        return {name: content for name, content in there.items() if content is not None}, errors

    def _versions(self) -> list[int]:
        """The versions that have a folder."""
        folder = self.home / VERSIONS
        names = [path.name for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
        return sorted(int(name) for name in names if name.isascii() and name.isdecimal() and f"{int(name)}" == name)

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


def _head_in(document: bytes, name: str) -> str | None:
    """The head that a final file names; None where the file cannot be read, which its hash tells."""
    try:
        return custom_properties(read_package(document, name)).get(HEAD, "")
    except OfficeFileError:
        return None


def _hash(content: bytes | None) -> str:
    return "" if content is None else sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
