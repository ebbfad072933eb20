"""Reading the files that the office itself keeps, as text or into their models."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

from pydantic import BaseModel

from toolkit.errors import OfficeFileError, Place
from toolkit.intake.privacy import mask, personal_codes
from toolkit.language import gettext
from toolkit.plan.yaml_file import read_yaml

Model = TypeVar("Model", bound=BaseModel)


def refuse_personal_codes(files: Mapping[str, bytes], office_files: Collection[str]) -> None:
    """Refuse personal codes in what the office itself writes, and in the names of files: nobody would see them masked."""
    errors = []
    for path in sorted(files):
        name = path.rpartition("/")[2]
        for start, end in personal_codes(name):
            shown = name[:start] + mask(name[start:end]) + name[end:]
            errors.append(_with_code(path.rpartition("/")[0], gettext("fișierul „{shown}”", shown=shown)))
        lines = text_of(files, path).splitlines() if path in office_files else []
        for number, line in enumerate(lines, 1):
            errors += [
                _with_code(path, gettext("„{text}”", text=mask(line[start:end])), gettext("rândul {line}", line=number))
                for start, end in personal_codes(line)
            ]
    if errors:
        raise OfficeFileError.all_of(errors)


def read_model(files: Mapping[str, bytes], path: str, model: type[Model], *, needed: bool = True) -> Model:
    """Read one of the files into its model; a file that is not needed, and not there, is the model's empty one."""
    if path not in files:
        if not needed:
            return model()
        raise OfficeFileError(
            place=Place(path),
            found=gettext("fișierul nu există"),
            expected=gettext("descrierea instituției și planul ei"),
            fix=gettext("puneți fișierul la locul lui sau faceți o instituție nouă cu „raport new”"),
        )
    return read_yaml(text_of(files, path), path, model)


def text_of(files: Mapping[str, bytes], path: str) -> str:
    """Give the text of one of the files."""
    try:
        return files[path].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OfficeFileError(
            place=Place(path),
            found=gettext("litere scrise în altă codificare decât UTF-8"),
            expected=gettext("un fișier text UTF-8"),
            fix=gettext("deschideți fișierul și salvați-l cu codificarea UTF-8"),
        ) from error


def _with_code(file: str, found: str, line: str = "") -> OfficeFileError:
    return OfficeFileError(
        place=Place(file, cell=line),
        found=gettext("{found}, care pare un cod personal (CNP, IDNP)", found=found),
        expected=gettext("niciun cod personal: rapoartele nu au nevoie de ele"),
        fix=gettext("ștergeți codul și rulați din nou"),
    )
