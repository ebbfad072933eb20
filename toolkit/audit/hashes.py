"""Whether every file of a run folder is what its two lists of hashes say: SHA256SUMS and the manifest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from toolkit.audit.kept_run import Manifest, sha256_of
from toolkit.language import N_
from toolkit.runs.manifest import KEPT, MANIFEST, SUMS
from toolkit.runs.placement import is_left_by_an_office_program

_LINE = re.compile(r"(\\?)([0-9a-f]{64})  (.+)")
_ESCAPED = re.compile(r"\\(.)")
_LETTERS = {"\\": "\\", "n": "\n", "r": "\r"}


class Damage(Enum):
    """What happened to a file after the run."""

    MISSING = N_("lipsește")
    ADDED = N_("nu era în rulare")
    CHANGED = N_("s-a schimbat după rulare")
    NOT_A_FILE = N_("este o legătură sau altceva decât un fișier obișnuit")


@dataclass(frozen=True, slots=True, kw_only=True)
class DamagedFile:
    """A file that is not what the run left."""

    path: str  # in the run folder
    damage: Damage


@dataclass(frozen=True, slots=True, kw_only=True)
class Hashes:
    """What the check of a run folder found."""

    checked: int  # files that are what they were
    damaged: tuple[DamagedFile, ...]

    @property
    def touches_inputs(self) -> bool:
        """Whether what the run was made from can no longer be trusted."""
        return any(file.path in (MANIFEST, KEPT) or file.path.startswith(f"{KEPT}/") for file in self.damaged)


def check_hashes(folder: Path, manifest: Manifest | None) -> Hashes:
    """Compare every file of a run folder with the lists.

    A manifest that SHA256SUMS knows as it is has the last word, also on SHA256SUMS; otherwise the two are named both.
    """
    there = dict(files_in(folder))
    found = {name: sha256_of(path) for name, path in there.items() if path is not None}
    sums = _sums(folder)
    damaged = {name: Damage.NOT_A_FILE for name, path in there.items() if path is None}
    if manifest is not None and (sums is None or sums.get(MANIFEST) == found.get(MANIFEST)):
        expected = {**_listed(manifest), MANIFEST: found[MANIFEST]}
        if sums != expected:
            damaged.setdefault(SUMS, Damage.CHANGED if SUMS in found else Damage.MISSING)
    else:
        expected = sums or {}
        if manifest is not None or sums is None:
            damaged.setdefault(SUMS, Damage.CHANGED if SUMS in found else Damage.MISSING)
    for name in (found.keys() | expected.keys()) - damaged.keys() - {SUMS}:
        if name not in found:
            damaged[name] = Damage.MISSING
        elif name not in expected:
            damaged[name] = Damage.ADDED
        elif found[name] != expected[name]:
            damaged[name] = Damage.CHANGED
    files = tuple(DamagedFile(path=name, damage=damage) for name, damage in sorted(damaged.items()))
    return Hashes(checked=len(found.keys() - damaged.keys()), damaged=files)


def files_in(folder: Path) -> Iterator[tuple[str, Path | None]]:
    """Everything in a folder by its path in it, links not followed; None for what is no ordinary file."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            yield from ((f"{entry.name}/{name}", path) for name, path in files_in(entry))
        elif not is_left_by_an_office_program(entry.name):
            yield entry.name, entry if entry.is_file() and not entry.is_symlink() else None


def sums_in(content: bytes) -> dict[str, str] | None:
    """Read the hashes of SHA256SUMS by the names of the files; None where it holds a line that a run does not write."""
    try:
        lines = content.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return None
    matches = [_LINE.fullmatch(line) for line in lines[:-1]]
    if lines[-1:] != [""] or not all(matches):
        return None
    return {_name(match): match[2] for match in matches if match}


def _sums(folder: Path) -> dict[str, str] | None:
    try:
        return sums_in((folder / SUMS).read_bytes())
    except OSError:
        return None


def _name(match: re.Match[str]) -> str:
    name = match[3]
    return _ESCAPED.sub(lambda letter: _LETTERS.get(letter[1], letter[0]), name) if match[1] else name


def _listed(manifest: Manifest) -> Mapping[str, str]:
    """The hashes that the manifest has of the files in the folder."""
    kept = {f"{KEPT}/{file.path}": file.sha256 for file in manifest.inputs if file.kept}
    return {**kept, **{file.path: file.sha256 for file in manifest.outputs}}
