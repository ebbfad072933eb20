"""The zip package that a workbook is: opened within limits, its parts streamed."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator

from toolkit.intake.screening.refusal import locked, suspicious, unreadable
from toolkit.language import gettext

MOST_FILE_BYTES = 20 * 2**20
_MOST_UNPACKED_BYTES = 64 * 2**20
_MOST_PARTS = 2_000
_MOST_RATIO = 200
_BIG_PART_BYTES = 2**20  # smaller parts may well be one repeated letter
_CHUNK_BYTES = 2**18
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what Excel writes; a reader need not know more
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    IndexError,
)


class Package:
    """The parts of a zip package, by name; names are alike whatever their case, as they are in Excel."""

    def __init__(self, content: bytes) -> None:
        """Open the package; `RefusedFileError` when it is broken, locked or out of all proportion."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        except _BROKEN as error:
            raise unreadable() from error
        _check_proportions(entries, len(content))
        self._entries = {entry.filename.lstrip("/").casefold(): entry for entry in entries}
        if len(self._entries) != len(entries):
            raise suspicious(gettext("o arhivă în care două componente au același nume"))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in lower case, in the order of the package."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._entries

    def read_all(self) -> dict[str, bytes]:
        """Read all parts, by their names as they are written."""
        return {entry.filename: b"".join(self.chunks(name)) for name, entry in self._entries.items()}

    def chunks(self, name: str) -> Iterator[bytes]:
        """Stream a part; `RefusedFileError` when it is not there, broken, or larger than the package says."""
        try:
            with self._zip.open(self._entries[name.casefold()]) as part:
                while chunk := part.read(_CHUNK_BYTES):
                    yield chunk
        except _BROKEN as error:
            raise unreadable() from error


def part_beside(part: str, target: str) -> str:
    """Resolve the target of a relation: absolute in the package, or beside the part that names it."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _check_proportions(entries: list[zipfile.ZipInfo], file_bytes: int) -> None:
    """Look at what the package says of itself; zipfile then holds every part to its declared size and checksum."""
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise locked()
    if any(entry.compress_type not in _READABLE for entry in entries):
        raise unreadable(gettext("o arhivă comprimată altfel decât comprimă Excel"))
    if len(entries) > _MOST_PARTS:
        raise suspicious(
            gettext("o arhivă cu {count} de componente, peste limita de {parts}", count=len(entries), parts=_MOST_PARTS)
        )
    if sum(entry.compress_size for entry in entries) > file_bytes:
        raise suspicious(gettext("o arhivă ale cărei componente se suprapun"))
    if sum(entry.file_size for entry in entries) > _MOST_UNPACKED_BYTES:
        raise suspicious(
            gettext("o arhivă care ar ocupa, despachetată, peste {limit} MB", limit=_MOST_UNPACKED_BYTES // 2**20)
        )
    for entry in entries:
        if entry.file_size > max(_BIG_PART_BYTES, _MOST_RATIO * entry.compress_size):
            raise suspicious(gettext("o componentă comprimată de peste {ratio} de ori", ratio=_MOST_RATIO))
