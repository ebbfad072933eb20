"""Whether the sign-off beside a run holds: its chain, the run that it speaks of, the final files, the signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from toolkit.audit.kept_run import KeptRun, sha256_of
from toolkit.errors import OfficeFileError
from toolkit.language import gettext
from toolkit.runs.kept import read_for_keeping
from toolkit.runs.manifest import SUMS
from toolkit.signoff.register import SignOffRegister
from toolkit.signoff.state import State
from toolkit.signoff.versions import Versions, files_of
from toolkit.word.content_reading import content_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffCheck:
    """What the register beside a run says, and what is wrong with it."""

    said: str
    signatures: tuple[str, ...] = ()  # each in words
    problem: str = ""


def check_sign_off(run: KeptRun, roots: Path | None = None) -> SignOffCheck | None:
    """Read the register beside a run, and the final files that it names with their signatures; None where there is none."""
    versions = versions_of(run)
    try:
        register = versions.register()
    except OfficeFileError as error:
        return SignOffCheck(said=gettext("semnarea: registrul sau fișierele lui nu se mai potrivesc"), problem=str(error))
    unknown = [str(error) for error in versions.unknown(register)]
    if not register.entries:
        said = gettext("semnarea: registrul lipsește, sau nu are niciun pas")
        return SignOffCheck(said=said, problem="\n".join(unknown)) if unknown else None
    steps = gettext("semnarea: lanțul registrului este întreg; capătul lui: {head}", head=register.head)
    own = [entry for entry in register.entries if entry.run == run.folder.name]
    state = (
        gettext("versiunea {version}: {state}", version=own[-1].version, state=own[-1].state.text)
        if own
        else gettext("niciun pas nu privește această rulare")
    )
    signatures: list[str] = []
    changed_files = [problem for version in _numbers(register) for problem in _of_version(versions, register, version)]
    problems = [*unknown, *changed_files]
    if not changed_files:
        for version in _numbers(register):
            lines, broken = _signatures(versions, register, version, roots)
            signatures += lines
            problems += broken
    sums = sha256_of(run.folder / SUMS) if (run.folder / SUMS).is_file() else ""
    changed = next((entry for entry in own if entry.files.get(SUMS, sums) != sums), None)
    if changed is not None:
        problems.append(gettext("rularea nu mai este cea de la pasul {number}", number=changed.number))
    return SignOffCheck(said=f"{steps}; {state}", signatures=tuple(signatures), problem="\n".join(problems))


def versions_of(run: KeptRun) -> Versions:
    """Give the place beside a run where its register and its versions lie."""
    about = f"{run.institution}/{run.manifest.parameters.get('period', '')}/{run.manifest.report}"
    return Versions(home=run.folder.parent, about=about)


def read_version(versions: Versions, register: SignOffRegister, version: int) -> dict[str, bytes]:
    """Read the files of a version; what is missing or changed since the register was written is not among them."""
    due, files = files_of(register, version), {}
    for name in sorted(due):
        try:
            (file,) = read_for_keeping(
                versions.home, [f"{versions.folder(version).relative_to(versions.home).as_posix()}/{name}"]
            )
        except OfficeFileError:
            continue
        if sha256(file.content).hexdigest() == due[name]:
            files[name] = file.content
    return files


def _numbers(register: SignOffRegister) -> list[int]:
    return sorted({entry.version for entry in register.entries})


def _of_version(versions: Versions, register: SignOffRegister, version: int) -> Iterator[str]:
    """Say which files of a version are not what the register says, and what speaks of another content than was checked."""
    files = read_version(versions, register, version)
    for name in sorted(files_of(register, version).keys() - files.keys()):
        yield str(versions.damaged(version, name))
    contents = {entry.content for entry in register.of_version(version) if entry.state is not State.SUPERSEDED}
    for name in sorted(files):
        if name.endswith(".docx") and contents != {_content(files[name])}:
            yield gettext("versiunea {version}: {file} are alt conținut decât cel verificat", version=version, file=name)


def _content(document: bytes) -> str:
    try:
        return content_hash(document)
    except OfficeFileError:  # a register may name anything
        return ""


def _signatures(
    versions: Versions, register: SignOffRegister, version: int, roots: Path | None
) -> tuple[list[str], list[str]]:
    """Say who has signed a version, and which signatures do not hold or are missing."""
    due = sum(entry.state is State.SIGNED for entry in register.of_version(version))
    if not due:
        return [], []
    from toolkit.audit.signatures import read_roots, signatures_of  # noqa: PLC0415  most runs need no cryptography

    said, problems, trusted = [], [], read_roots(roots)
    for name, content in read_version(versions, register, version).items():
        if not name.endswith((".docx", ".pdf")):
            continue
        try:
            found = signatures_of(content, name, trusted)
        except OfficeFileError as error:
            problems.append(str(error))
            continue
        said += [gettext("versiunea {version}: {line}", version=version, line=line) for line in found.lines]
        if not found.are_intact or len(found.facts) < due:
            problems.append(
                gettext(
                    "versiunea {version}: {file} nu are cele {count} semnături valabile din registru",
                    version=version,
                    file=name,
                    count=due,
                )
            )
    return said, problems
