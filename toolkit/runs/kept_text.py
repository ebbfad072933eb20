"""Taking the text that people wrote in a report's Word file back into sections.yaml, before the report is made again.

Three texts are compared for each part: the one that was printed, which the file remembers by its fingerprint, the one in
the file, and the one in sections.yaml. Whichever changed counts; where both did, sections.yaml stays and a person decides.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from toolkit.documents.written_text import SECTIONS, Texts, fingerprint, section_of, sections_with, texts_of
from toolkit.errors import OfficeFileError, Place, UsageError, message
from toolkit.intake.office_files import Sections
from toolkit.intake.privacy import mask, personal_codes
from toolkit.intake.screening.package import MOST_FILE_BYTES
from toolkit.intake.sections_file import with_sections
from toolkit.language import gettext
from toolkit.plan.spelling import listed, shown
from toolkit.plan.yaml_file import read_yaml
from toolkit.runs.disk import is_file, what_the_system_says, writing_to
from toolkit.runs.kept import read_for_keeping
from toolkit.runs.parameters import ReportParameters
from toolkit.runs.project import check_inside
from toolkit.runs.report import Report, origin_of
from toolkit.word.edited_report import EditedReport, read_edited
from toolkit.word.origin import Origin

_OPTION: Final = "--keep-text"
_BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptText:
    """What came of an edited file."""

    said: tuple[str, ...]  # what was taken, and what of it could not be kept
    conflicts: tuple[str, ...]  # messages: parts that were changed in both places, with both texts


def keep_text(project: Path, report: Report, parameters: ReportParameters, edited: Path) -> KeptText:
    """Take the edited texts of a Word file into sections.yaml, which is written whole or not at all.

    A file that is not this report, or in which something cannot be read as text, is refused, and nothing is changed.
    """
    file = shown(edited.name)
    found = read_edited(_content(edited, file), file)
    _check_origin(found.origin, report, parameters, file)
    path = f"inputs/{parameters.institution}/{parameters.period}/sections.yaml"
    before = _sections_text(project, path)
    sections = read_yaml(before.removeprefix(_BOM), path, Sections)
    merged = _merge(found, texts_of(sections))
    _check_texts(merged.texts, found, texts_of(sections), file)
    if merged.taken:
        kept = sections_with({**texts_of(sections), **merged.texts})
        bom = _BOM if before.startswith(_BOM) else ""
        _write(project, path, before, bom + with_sections(before.removeprefix(_BOM), kept, path))
    return KeptText(
        said=tuple(_said(merged, found, path, file)),
        conflicts=tuple(_conflict(part, found, texts_of(sections), path, file) for part in merged.conflicts),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Merged:
    taken: tuple[str, ...]  # parts that people changed in the file
    conflicts: tuple[str, ...]
    texts: Mapping[str, Texts]  # what goes into sections.yaml


def _merge(found: EditedReport, texts: Mapping[str, Texts]) -> _Merged:
    taken, conflicts = [], []
    blank = {section for section in SECTIONS if not any(texts[part] for part in texts if section_of(part) == section)}
    for part, written in found.parts.items():
        printed, edited, own = (
            found.origin.fingerprints[part],
            fingerprint(part, written.texts),
            fingerprint(part, texts[part]),
        )
        if edited in (printed, own):
            continue
        if own == printed or section_of(part) in blank:
            taken.append(part)
        else:
            conflicts.append(part)
    # What was drafted beside an edited part goes with it: a section that is written is not drafted again.
    with_drafts = {section_of(part) for part in taken} & blank
    wanted = [part for part in found.parts if part in taken or section_of(part) in with_drafts]
    return _Merged(taken=tuple(taken), conflicts=tuple(conflicts), texts={part: found.parts[part].texts for part in wanted})


def _check_texts(new: Mapping[str, Texts], found: EditedReport, old: Mapping[str, Texts], file: str) -> None:
    """Refuse a section of which nothing is left, which would only be drafted again, and personal codes."""
    after = {**old, **new}
    errors = [
        OfficeFileError(
            place=Place(file, cell=_control(section, found)),
            found=gettext("toate textele secțiunii au fost șterse"),
            expected=gettext("un text la fiecare parte a raportului pe care o scriu oamenii"),
            fix=gettext("scrieți în control ce este de spus; „Nu sunt propuneri.” este și el un text"),
        )
        for section in dict.fromkeys(section_of(part) for part in new)
        if not any(texts for part, texts in after.items() if section_of(part) == section)
    ]
    for part, texts in new.items():
        for text in texts:
            errors += [
                OfficeFileError(
                    place=Place(file, cell=_control(part, found)),
                    found=gettext("„{text}”, care pare un cod personal (CNP, IDNP)", text=mask(text[start:end])),
                    expected=gettext("niciun cod personal: rapoartele nu au nevoie de ele"),
                    fix=gettext("ștergeți codul din document, salvați-l și rulați din nou"),
                )
                for start, end in personal_codes(text)
            ]
    if errors:
        raise OfficeFileError.all_of(errors)


def _control(part: str, found: EditedReport) -> str:
    alias = next((alias for name, alias in found.origin.aliases.items() if part in (name, section_of(name))), part)
    return gettext("controlul „{alias}”", alias=alias)


def _check_origin(origin: Origin, report: Report, parameters: ReportParameters, file: str) -> None:
    wanted = origin_of(report, parameters)
    if origin.report == wanted and origin.fingerprints:
        return
    place = gettext("opțiunea {option}", option=_OPTION)
    if not origin.report or not origin.fingerprints:
        raise UsageError(
            place=place,
            found=gettext("„{file}”, un document care nu spune din ce raport vine", file=file),
            expected=gettext("raportul făcut de „raport run”, editat și salvat ca .docx în Word sau LibreOffice"),
            fix=gettext("alegeți fișierul editat, sau scrieți textele în sections.yaml"),
        )
    raise UsageError(
        place=place,
        found=gettext("„{file}”, care este alt raport: {report}", file=file, report=shown(origin.report)),
        expected=gettext("raportul cerut: {report}", report=wanted),
        fix=gettext("alegeți fișierul acestui raport, sau corectați parametrii"),
    )


def _said(merged: _Merged, found: EditedReport, path: str, file: str) -> Iterator[str]:
    if merged.taken:
        names = listed(gettext("„{text}”", text=found.origin.aliases.get(part) or part) for part in merged.taken)
        yield gettext("preluat din {file} în {path}: {names}", file=file, path=path, names=names)
    elif not merged.conflicts:
        yield gettext("nimic de preluat din {file}: textele sunt cele tipărite sau cele din {path}", file=file, path=path)
    for part in merged.texts:
        lost = found.parts[part].not_kept
        if lost:
            yield gettext("nu se păstrează la {control}: {lost}", control=_control(part, found), lost=listed(lost))


def _conflict(part: str, found: EditedReport, texts: Mapping[str, Texts], path: str, file: str) -> str:
    return message(
        Place(path, cell=gettext("partea {part}", part=part)),
        gettext(
            "un text schimbat și aici, și în {file}; aici: „{own}”; în Word: „{edited}”",
            file=file,
            own="\n".join(texts[part]),
            edited="\n".join(found.parts[part].texts),
        ),
        gettext("un text schimbat într-un singur loc; în raport stă cel din sections.yaml"),
        gettext("puneți în sections.yaml textul bun și rulați din nou, fără {option}", option=_OPTION),
    )


def _content(edited: Path, file: str) -> bytes:
    place = gettext("opțiunea {option}", option=_OPTION)
    expected = gettext("raportul editat, un fișier .docx")
    if not is_file(edited):
        raise UsageError(
            place, gettext("„{file}”, un fișier care nu există", file=file), expected, gettext("corectați numele fișierului")
        )
    try:
        with edited.open("rb") as stream:
            content = stream.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        found = gettext("„{file}”, care nu se poate citi: {reason}", file=file, reason=what_the_system_says(error))
        raise UsageError(place, found, expected, gettext("închideți fișierul în Word și rulați din nou")) from error
    if len(content) > MOST_FILE_BYTES:
        found = gettext("„{file}”, un fișier de peste {limit} MB", file=file, limit=MOST_FILE_BYTES // 2**20)
        raise UsageError(place, found, expected, gettext("alegeți fișierul pe care l-a făcut „raport run”"))
    return content


def _sections_text(project: Path, path: str) -> str:
    """The file of the office as it is; nothing where there is none."""
    check_inside(project, path.rpartition("/")[0])
    if not (project / path).exists() and not (project / path).is_symlink():
        return ""
    (file,) = read_for_keeping(project, [path])
    try:
        return file.content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise OfficeFileError(
            place=Place(path),
            found=gettext("litere scrise în altă codificare decât UTF-8"),
            expected=gettext("un fișier text UTF-8"),
            fix=gettext("deschideți fișierul și salvați-l cu codificarea UTF-8"),
        ) from error


def _write(project: Path, path: str, before: str, text: str) -> None:
    target = project / path
    home = target.parents[1]
    unfinished = home / f".{secrets.token_hex(8)}.unfinished"  # not among what departments returned
    with writing_to(home, "--project"):
        target.parent.mkdir(exist_ok=True)
        try:
            unfinished.write_bytes(text.encode("utf-8"))
            if _sections_text(project, path) != before:
                raise OfficeFileError(
                    place=Place(path),
                    found=gettext("un fișier pe care altcineva l-a schimbat chiar acum"),
                    expected=gettext("un singur om care scrie în el"),
                    fix=gettext("rulați din nou"),
                )
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
