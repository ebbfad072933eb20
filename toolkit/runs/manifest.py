"""What a run was made of: its id, manifest.json and SHA256SUMS."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import toolkit
from toolkit.errors import Place, ToolkitFault
from toolkit.language import gettext
from toolkit.runs.handover import Result
from toolkit.runs.kept import KeptFile

KEPT = "kept"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
_DISTRIBUTION = "raport"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Everything that decides what a run gives; equal identities give equal bytes."""

    report: str
    parameters: Mapping[str, object]
    kept: Sequence[KeptFile]
    libreoffice: str = ""  # its version, where it makes a PDF

    @property
    def run_id(self) -> str:
        """The first 12 hexadecimal digits of the hash over all of it."""
        return run_id_of(self.report, self.parameters, {file.path: file.sha256 for file in self.kept}, self.versions)

    @property
    def versions(self) -> dict[str, object]:
        """What the run is computed with: Python, the toolkit's own source, every library under it, and LibreOffice."""
        return {**versions(), **({"libreoffice": self.libreoffice} if self.libreoffice else {})}


def run_id_of(
    report: str, parameters: Mapping[str, object], files: Mapping[str, str], versions: Mapping[str, object]
) -> str:
    """Give the id of a run of a report, from its parameters, the SHA-256 of each file by its path, and the versions."""
    whole = {
        "report": report,
        "parameters": dict(parameters),
        "files": sorted(files.items()),
        "versions": dict(versions),
    }
    text = json.dumps(whole, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def versions() -> dict[str, object]:
    """What every run is computed with: Python, the toolkit's own source, and every library under it."""
    return {
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "toolkit": toolkit_sha256(),
        "libraries": libraries(),
    }


@cache
def toolkit_sha256() -> str:
    """Hash the source and the data of the installed toolkit."""
    folder = Path(toolkit.__file__).parent
    digest = hashlib.sha256()
    for name, file in sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if _is_source(path)):
        content = file.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


@cache
def libraries() -> dict[str, str]:
    """Name and version of every library that the toolkit needs, and that those need, in alphabetical order."""
    found: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(_DISTRIBUTION, "")]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # wanted only on other systems
        found[name] = distribution.version
        for requirement in map(Requirement, distribution.requires or ()):
            if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
                waiting += [(canonicalize_name(requirement.name), wanted) for wanted in ("", *requirement.extras)]
    if _DISTRIBUTION not in found:
        raise ToolkitFault(
            place=gettext("programul raport"),
            found=gettext("un program care rulează fără să fie instalat, deci fără lista bibliotecilor de care are nevoie"),
            expected=gettext("programul instalat, ca rularea să-și poată numi bibliotecile cu versiunile lor"),
            fix=gettext("instalați-l cu „pip install .” din dosarul programului și rulați din nou"),
        )
    del found[_DISTRIBUTION]  # its source stands for it
    return dict(sorted(found.items()))


def write_manifest(folder: Path, identity: Identity, result: Result) -> None:
    """Write manifest.json and SHA256SUMS into a run folder that has everything else."""
    files = run_files(folder)
    content = {
        "report": identity.report,
        "parameters": dict(identity.parameters),
        "pdf": bool(identity.libreoffice),
        "findings": asdict(result.counts),
        "inputs": [_input(file, result) for file in identity.kept],
        "versions": identity.versions,
        "outputs": [_entry(name, path.read_bytes()) for name, path in files.items() if not name.startswith(f"{KEPT}/")],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder / MANIFEST).write_bytes(text.encode())
    sums = [sum_line(name, path.read_bytes()) for name, path in run_files(folder).items()]
    (folder / SUMS).write_bytes("".join(sums).encode())


def run_files(folder: Path) -> dict[str, Path]:
    """All files of a run folder by their path in it, in one order on every system."""
    files = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise ToolkitFault(
                place=Place(name),
                found=gettext("o legătură făcută de notebook în dosarul rulării"),
                expected=gettext("numai fișiere obișnuite"),
                fix=gettext("transmiteți acest mesaj celor care întrețin programul"),
            )
        if path.is_file():
            files[name] = path
    return dict(sorted(files.items()))


def sum_line(name: str, content: bytes) -> str:
    """Write one line as sha256sum writes and reads it: a name with a line break or a backslash is marked and escaped."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == name else chr(92)}{hashlib.sha256(content).hexdigest()}  {escaped}\n"


def _input(file: KeptFile, result: Result) -> dict[str, object]:
    entry = _entry(file.path, file.content)
    if file.path in result.not_kept:
        return {**entry, "kept": False, "reason": result.not_kept[file.path]}
    return {**entry, "kept": True}


def _entry(path: str, content: bytes) -> dict[str, object]:
    return {"path": path, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def _is_source(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts
