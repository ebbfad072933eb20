"""What a notebook made: every file that its report must make, and no byte that came another way than `work.write`."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from pathlib import Path

from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext
from toolkit.plan.spelling import listed
from toolkit.runs.manifest import run_files


def check_made(
    folder: Path, notebook: str, *, wanted: Collection[str], written: Mapping[str, str], kept: Collection[str]
) -> None:
    """See that a run folder holds what was wanted, as it was written, the copies that are kept, and nothing else.

    An error that a cell swallows leaves no other trace than the file that is not there.
    """
    files = run_files(folder)
    missing = sorted(set(wanted) - files.keys())
    strange = {name for name, path in files.items() if name not in kept and written.get(name) != _sha256(path)}
    strange |= {name for name in _folders(folder) if not any(file.startswith(f"{name}/") for file in files)}
    errors = []
    if missing:
        errors.append(
            OfficeFileError(
                place=Place(notebook),
                found=gettext("notebook-ul a ajuns la sfârșit fără să facă: {missing}", missing=listed(missing)),
                expected=gettext("toate fișierele pe care raportul le declară"),
                fix=gettext(
                    "căutați celula care le scrie: o eroare oprită cu „except” se pierde; la nevoie, puneți la loc"
                    " notebook-ul din distribuția programului"
                ),
            )
        )
    if strange:
        errors.append(
            OfficeFileError(
                place=Place(notebook),
                found=gettext(
                    "în dosarul rulării, altfel decât prin „work.write”: {strange}", strange=listed(sorted(strange))
                ),
                expected=gettext("numai fișiere scrise întregi, cu „work.write”"),
                fix=gettext("scrieți fișierele cu „work.write” și pe cele de lucru în alt dosar"),
            )
        )
    if errors:
        raise OfficeFileError.all_of(errors)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _folders(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()]
