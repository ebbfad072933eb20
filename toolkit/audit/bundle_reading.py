"""An evidence bundle that somebody sends, checked byte by byte and unpacked into a temporary folder, and nowhere else.

Every name, size and byte of it may be forged. So nothing is unpacked before all of it has been read under limits and is what
SHA256SUMS says; and a bundle to which nobody has added a signature must be, to the byte, what `raport bundle` writes.
"""

from __future__ import annotations

import io
import stat
import struct
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from toolkit.audit.bundle import CONTAINER, MIMETYPE, OUTPUTS, SIGNATURES, sums_text
from toolkit.audit.hashes import sums_in
from toolkit.errors import UsageError
from toolkit.intake.stored_zip import stored_zip
from toolkit.language import counted, gettext
from toolkit.plan.spelling import shown
from toolkit.runs.disk import what_the_system_says, writing_temporarily
from toolkit.runs.manifest import MANIFEST, SUMS

_MOST_BYTES: Final = 300_000_000
_MOST_FILES: Final = 100_000  # those in the workbooks of the bundle count too
_LONGEST_NAME: Final = 300  # of which the end is shown: all paths of a bundle begin alike
_HEADER: Final = 30  # bytes of it before the name
_UNREADABLE: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
    OverflowError, IndexError, MemoryError,
)  # fmt: skip  # what zipfile meets in an archive that somebody has spoilt


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleDamage:
    """A file of a bundle, or a piece of the archive itself, that is not what it was."""

    name: str  # as the archive has it; empty where it is the archive
    text: str

    def __str__(self) -> str:
        name = "".join(letter if letter.isprintable() else "\ufffd" for letter in self.name[-_LONGEST_NAME:])
        return f"{name}: {self.text}" if name else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleCheck:
    """What was found about a bundle."""

    file: Path
    files: Mapping[str, bytes]
    damaged: tuple[BundleDamage, ...]

    @property
    def run(self) -> str:
        """The folder of the run, as a path in the bundle; empty where there is not exactly one."""
        found = [name for name in self.files if _is_run(PurePosixPath(name))]
        return found[0].removesuffix(f"/{MANIFEST}") if len(found) == 1 else ""

    @property
    def signatures(self) -> tuple[str, ...]:
        """The files that a program for signing has added."""
        return tuple(name for name in self.files if name.startswith(SIGNATURES))


def check_bundle(file: Path) -> BundleCheck:
    """Read a bundle whole, and name everything in it that is not what it was."""
    try:
        with file.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(
            place=gettext("rularea cerută"),
            found=gettext("un fișier care nu se poate citi: {reason}", reason=what_the_system_says(error)),
            expected=gettext("un pachet făcut cu „raport bundle”"),
            fix=gettext("verificați numele și drepturile fișierului"),
        ) from error
    files, damaged = _read(content)
    if not damaged and MIMETYPE not in files and SUMS not in files:
        damaged = [_no_bundle()]  # perhaps one of the workbooks in it, where the end of the bundle was cut off
    elif not damaged:
        damaged = [*_unlike_sums(files), *_unlike_written(files, content)]
    elif files:
        named = {damage.name for damage in damaged}
        damaged += [damage for damage in _missing(files) if damage.name not in named]
    check = BundleCheck(file=file, files=files, damaged=tuple(damaged))
    if not damaged and not check.run:
        nothing = _of_archive(gettext("în pachet nu este o singură rulare"))
        return BundleCheck(file=file, files=files, damaged=(nothing,))
    return check


@contextmanager
def unpacked(check: BundleCheck) -> Iterator[Path]:
    """The folder of the run, in a temporary folder with all that the bundle has."""
    with writing_temporarily(), tempfile.TemporaryDirectory(prefix="raport-", ignore_cleanup_errors=True) as folder:
        home = Path(folder).resolve()
        for name, content in check.files.items():
            path = home / name
            if not path.resolve().is_relative_to(home):  # a name may mean more to Windows than was seen in it
                raise ValueError(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield home / check.run


def bundle_as_text(check: BundleCheck) -> str:
    """Say whether the bundle is whole, what in it is not, and whether it was signed as a whole."""
    checked = counted(len(check.files), "fișier", "fișiere")
    lines = [gettext("pachetul {file}: {checked}", file=shown(check.file.name), checked=checked)]
    lines += [f"    {damage}" for damage in check.damaged]
    if check.damaged:
        lines.append(gettext("PACHETUL S-A SCHIMBAT de când a fost făcut; rularea din el nu s-a mai verificat"))
    elif check.signatures:
        names = ", ".join(map(shown, check.signatures))
        lines.append(gettext("fișierele sunt cele din {sums}", sums=SUMS))
        lines.append(
            gettext(
                "semnat ca pachet ({names}): semnătura o verifică programul cu care s-a semnat; scrierea arhivei, nu și"
                " fișierele, poate fi alta decât cea dintâi",
                names=names,
            )
        )
    else:
        lines.append(gettext("pachetul este, octet cu octet, cel scris de „raport bundle”"))
    return "\n".join(lines)


def _read(content: bytes) -> tuple[dict[str, bytes], list[BundleDamage]]:
    """Take the archive apart under limits; what cannot be read, or may not be unpacked, is named."""
    if len(content) > _MOST_BYTES or content.count(b"PK\1\2") > _MOST_FILES:
        return {}, [_of_archive(gettext("un pachet de peste {most} de megaocteți", most=_MOST_BYTES // 1_000_000))]
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _UNREADABLE:
        return {}, [_no_bundle()]
    files: dict[str, bytes] = {}
    damaged, taken, left = [], set[str](), _MOST_BYTES
    for entry in archive.infolist():
        if entry.filename == SIGNATURES and not entry.file_size:
            continue
        name = entry.filename
        fault = _fault(entry, taken)
        if not fault and entry.file_size > left:
            fault = gettext("mai mult decât {most} de megaocteți, despachetat", most=_MOST_BYTES // 1_000_000)
        if not fault:
            try:
                with archive.open(entry) as stream:
                    files[name] = stream.read(left + 1)
            except _UNREADABLE:
                fault = gettext("s-a schimbat: fișierul sau antetul lui din arhivă")
            else:
                left -= len(files[name])
        if fault:
            damaged.append(BundleDamage(name=name, text=fault))
        taken |= {_folded(name), *(f"{_folded(str(above))}/" for above in PurePosixPath(name).parents)}
    return files, damaged


def _fault(entry: zipfile.ZipInfo, taken: set[str]) -> str:
    """Say why an entry may not be unpacked; empty where it may."""
    name, kind = entry.filename, stat.S_IFMT(entry.external_attr >> 16)
    path = PurePosixPath(name)
    if path.is_absolute() or str(path) != name or ".." in path.parts or "\\" in name or "\0" in entry.orig_filename:
        return gettext("un nume care duce în afara pachetului")
    if kind not in (0, stat.S_IFREG):
        return gettext("o legătură sau altceva decât un fișier obișnuit")
    if entry.flag_bits & 1:
        return gettext("un fișier închis cu parolă")
    above = [f"{path.parents[at]}" for at in range(len(path.parents) - 1)]
    if _folded(name) in taken or f"{_folded(name)}/" in taken or any(_folded(one) in taken for one in above):
        return gettext("un nume care stă de două ori în arhivă")
    return ""


def _folded(name: str) -> str:
    """A name as a system sees it that knows neither capital letters nor the ways of writing ș."""
    return unicodedata.normalize("NFC", name).casefold()


def _unlike_sums(files: Mapping[str, bytes]) -> Iterator[BundleDamage]:
    """Hold the files against SHA256SUMS."""
    if next(iter(files), "") != MIMETYPE or files[MIMETYPE] != CONTAINER:
        yield BundleDamage(name=MIMETYPE, text=gettext("nu este cel dintâi, sau nu spune că este un pachet"))
    due, text = sums_in(files.get(SUMS, b"?")), sums_text(files)
    if files.get(SUMS) == text:
        return
    there = sums_in(text) or {}
    if due is None:
        yield BundleDamage(name=SUMS, text=gettext("lipsește, sau nu mai este o listă de hash-uri"))
        return
    yield from _missing(files)
    for name in sorted(there):
        if name not in due:
            yield BundleDamage(name=name, text=gettext("nu era în pachet"))
        elif due[name] != there[name]:
            yield BundleDamage(name=name, text=gettext("s-a schimbat"))
    if due == there:
        yield BundleDamage(name=SUMS, text=gettext("s-a schimbat"))


def _missing(files: Mapping[str, bytes]) -> list[BundleDamage]:
    due = sums_in(files.get(SUMS, b"?")) or {SUMS: "", MIMETYPE: ""}
    return [BundleDamage(name=name, text=gettext("lipsește")) for name in sorted(due.keys() - files.keys())]


def _unlike_written(files: Mapping[str, bytes], content: bytes) -> Iterator[BundleDamage]:
    """Hold the archive against what is written of these files, where no program for signing has written it anew."""
    if any(name.startswith(SIGNATURES) for name in files):
        return
    written = stored_zip(files)
    if written == content:
        return
    place = next((at for at, (one, other) in enumerate(zip(written, content, strict=False)) if one != other), len(written))
    end = 0
    for name, one in files.items():
        end += _HEADER + len(name.encode()) + len(one)
        if place < end:
            yield BundleDamage(name=name, text=gettext("antetul lui din arhivă s-a schimbat"))
            return
    yield _of_archive(gettext("cuprinsul arhivei, de la sfârșitul ei, s-a schimbat"))


def _no_bundle() -> BundleDamage:
    return _of_archive(gettext("cuprinsul arhivei, de la sfârșitul ei, nu este al unui pachet făcut cu „raport bundle”"))


def _of_archive(text: str) -> BundleDamage:
    return BundleDamage(name="", text=text)


def _is_run(path: PurePosixPath) -> bool:
    return len(path.parts) == 6 and (path.parts[0], path.name) == (OUTPUTS, MANIFEST)
