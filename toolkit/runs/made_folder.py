"""A folder of files that somebody asked for: complete or absent, and never written over."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from toolkit.errors import UsageError
from toolkit.language import gettext
from toolkit.plan.spelling import listed
from toolkit.runs.disk import writing_to

_MOST_NAMED = 3  # files in a message


def place_folder(folder: Path, files: Mapping[str, bytes], option: str = "--out") -> bool:
    """Put files, named with "/", into a folder that `option` named, in one step; says whether the very same lay there."""
    unfinished = folder.with_name(f".{secrets.token_hex(8)}")
    with writing_to(folder, option):
        if folder.is_dir() and any(folder.iterdir()):
            _refuse_others(folder, files, option)
            return True
        try:
            for name, content in files.items():
                path = unfinished / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            if folder.is_dir():
                folder.rmdir()  # an empty one; Windows puts nothing in its place
            unfinished.replace(folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return False


def _refuse_others(folder: Path, files: Mapping[str, bytes], option: str) -> None:
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    folders = {name for name, path in there.items() if path.is_dir() and any(file.startswith(f"{name}/") for file in files)}
    equal = {name for name in there if name in files and there[name].is_file() and there[name].read_bytes() == files[name]}
    differing = sorted((there.keys() | files.keys()) - equal - folders)
    if differing:
        raise UsageError(
            place=gettext("dosarul {folder}", folder=folder),
            found=gettext(
                "nu este gol, și nu are în el tocmai fișierele de acum: diferă {files}; nu s-a scris nimic",
                files=listed(_first(differing)),
            ),
            expected=gettext("un dosar nou sau gol, ca să nu se piardă ce este acolo"),
            fix=gettext("mutați dosarul sau alegeți altul cu {option}", option=option),
        )


def _first(names: Sequence[str]) -> list[str]:
    """The first few of many names, and how many more there are."""
    more = len(names) - _MOST_NAMED
    return [*names[:_MOST_NAMED], *([gettext("încă {count}", count=more)] if more > 0 else [])]
