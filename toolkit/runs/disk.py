"""Writing a file where somebody asked for it, and what is said when the disk takes none: it is full or read-only."""

from __future__ import annotations

import errno
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.errors import UsageError
from toolkit.language import N_, gettext
from toolkit.plan.spelling import shown

_REASONS = {
    errno.EACCES: N_("accesul este interzis"),
    errno.EPERM: N_("accesul este interzis"),
    errno.EROFS: N_("discul este numai pentru citire"),
    errno.ENOSPC: N_("discul este plin"),
    errno.EDQUOT: N_("spațiul dat utilizatorului este plin"),
    errno.ENOENT: N_("dosarul nu mai este acolo"),
    errno.EEXIST: N_("în locul dosarului este un fișier"),
    errno.ENOTDIR: N_("în locul dosarului este un fișier"),
    errno.EISDIR: N_("în locul fișierului este un dosar"),
    errno.ENAMETOOLONG: N_("numele este prea lung"),
}
_REFUSED = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)  # as systems say that nothing can be written


def what_the_system_says(error: OSError) -> str:
    """Say why the system refuses to read or write."""
    reason = _REASONS.get(error.errno or 0)
    return gettext(reason) if reason else error.strerror or gettext("fără explicație")


def is_file(path: Path) -> bool:
    """Whether there is a file of this name; there is none where the name is too long for any."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether there is a folder of this name; there is none where the name is too long for any."""
    try:
        return path.is_dir()
    except OSError:
        return False


@contextmanager
def writing_to(folder: Path, option: str = "--out") -> Iterator[None]:
    """Turn what the system says of a full or read-only folder, which `option` named, into a message."""
    try:
        yield
    except OSError as error:
        raise cannot_write(gettext("dosarul {folder}", folder=folder), error, option) from error


def refuse_existing(out: Path, option: str = "--out") -> None:
    """Refuse to write over a file, which may be the only copy of somebody's work, or into a folder that is not there."""
    with writing_to(out.absolute().parent, option):  # a name may be too long
        is_there = out.exists()
        has_folder = out.absolute().parent.exists()
    if not has_folder:
        raise UsageError(
            place=gettext("opțiunea {option}", option=option),
            found=gettext("dosarul {folder}, care nu există", folder=shown(str(out.parent))),
            expected=gettext("un fișier într-un dosar care există"),
            fix=gettext("faceți dosarul sau alegeți altul cu {option}", option=option),
        )
    if is_there:
        raise UsageError(
            place=gettext("fișierul {file}", file=shown(out.name)),
            found=gettext("există deja"),
            expected=gettext("un nume nou, ca să nu se piardă ce este acolo"),
            fix=gettext("alegeți alt nume cu {option} sau mutați fișierul", option=option),
        )


def write_new(out: Path, content: bytes, option: str = "--out") -> None:
    """Write a file, which `option` named, so that it is complete or absent."""
    unfinished = out.with_name(f".{secrets.token_hex(8)}")
    with writing_to(out.absolute().parent, option):
        try:
            unfinished.write_bytes(content)
            unfinished.replace(out)
        finally:
            unfinished.unlink(missing_ok=True)


@contextmanager
def writing_temporarily() -> Iterator[None]:
    """The same for the system's folder of temporary files, in which notebook and LibreOffice have theirs."""
    try:
        yield
    except OSError as error:
        if error.errno not in _REFUSED:
            raise
        raise UsageError(
            place=gettext("dosarul fișierelor temporare {folder}", folder=tempfile.gettempdir()),
            found=gettext("nu se poate scrie: {reason}", reason=what_the_system_says(error)),
            expected=gettext("un dosar în care aveți dreptul să scrieți, cu loc liber"),
            fix=gettext(
                "eliberați loc sau numiți alt dosar în variabila de mediu TMPDIR (în Windows, TEMP) și rulați din nou"
            ),
        ) from error


def cannot_write(where: str, error: OSError, option: str = "--out") -> UsageError:
    """Say that the output folder takes no file: it is full, read-only or in use."""
    return UsageError(
        place=where,
        found=gettext("nu se poate scrie: {reason}", reason=what_the_system_says(error)),
        expected=gettext("un dosar în care aveți dreptul să scrieți, cu loc liber, și fișiere neocupate de alt program"),
        fix=gettext("eliberați loc, închideți fișierul sau alegeți alt dosar cu {option}", option=option),
    )
