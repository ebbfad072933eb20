"""A report that somebody edited in Word or LibreOffice, read for the texts in its content controls.

Nothing else is read of it, and nothing in it is trusted: it may be any file. What cannot be understood as text is refused,
all of it at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from toolkit.documents.written_text import PARTS
from toolkit.errors import OfficeFileError, Place
from toolkit.language import counted, gettext
from toolkit.plan.spelling import listed
from toolkit.word.origin import NUMBERING, Origin, lists_of, read_origin
from toolkit.word.package import CONTENT_TYPES, CUSTOM, DOCUMENT, STYLES, read_package
from toolkit.word.template_parts import document_trees
from toolkit.word.written_parts import KnownControls, WrittenPart, written_parts

_LINKS: Final = "word/_rels/document.xml.rels"
_READ: Final = (CONTENT_TYPES, DOCUMENT, STYLES, NUMBERING, CUSTOM, _LINKS)
_MOST_XML_BYTES: Final = 30 * 2**20
_MOST_CHARACTERS: Final = 100_000  # in the parts that people write


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedReport:
    """What an edited file holds."""

    origin: Origin
    parts: Mapping[str, WrittenPart]  # each part that was printed


def read_edited(content: bytes, file: str) -> EditedReport:
    """Read an edited report; a file of which no report says anything has an origin without a name, and no parts."""
    parts = {name: part for name, part in read_package(content, file).items() if name in _READ}
    if sum(map(len, parts.values())) > _MOST_XML_BYTES:
        raise _refused(file, gettext("un document cu peste {limit} MB de text", limit=_MOST_XML_BYTES // 2**20))
    trees = document_trees(parts, file)
    origin = read_origin(trees.get(CUSTOM))
    if not origin.report:
        return EditedReport(origin=origin, parts={})
    known = KnownControls(
        aliases={alias: part for part, alias in origin.aliases.items() if alias},
        links={link.get("Id", ""): link.get("Target", "") for link in trees.get(_LINKS, ())},
    )
    found = written_parts(trees[DOCUMENT], lists_of(trees), ends=origin.ends, known=known)
    errors = list(_faults(found, origin, file))
    if errors:
        raise OfficeFileError.all_of(errors)
    return EditedReport(origin=origin, parts={one.part: one for one in found if one.part in origin.fingerprints})


def _faults(found: Sequence[WrittenPart], origin: Origin, file: str) -> Iterator[OfficeFileError]:
    """Find controls that are gone or doubled, and what stands in them that is no text."""
    for part in (part for part in PARTS if part in origin.fingerprints):
        here = [one for one in found if one.part == part]
        place = Place(file, cell=gettext("controlul „{alias}”", alias=origin.aliases.get(part, "") or part))
        if not here:
            yield OfficeFileError(
                place=place,
                found=gettext("controlul lipsește: cadrul lui a fost șters sau scos"),
                expected=gettext("textul în cadrul lui, ca să se știe unde începe și unde se termină"),
                fix=gettext("mutați textul în controlul raportului dinainte, sau scrieți-l în sections.yaml"),
            )
        elif len(here) > 1:
            yield OfficeFileError(
                place=place,
                found=gettext("controlul de {count} ori", count=len(here)),
                expected=gettext("un singur control cu acest nume"),
                fix=gettext("păstrați în Word un singur control și textul bun în el"),
            )
        elif here[0].not_text:
            yield OfficeFileError(
                place=place,
                found=listed(here[0].not_text),
                expected=gettext("numai text: paragrafe și liste"),
                fix=gettext("scoateți din control ce nu este text, acceptați sau refuzați modificările urmărite și salvați"),
            )
    count = sum(len(text) for one in found for text in one.texts)
    if count > _MOST_CHARACTERS:
        limit = counted(_MOST_CHARACTERS, "caracter", "caractere")
        yield _refused(file, gettext("texte de peste {limit}", limit=limit))


def _refused(file: str, found: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(file),
        found=found,
        expected=gettext("un raport editat, cu texte de câteva pagini"),
        fix=gettext("păstrați în document numai ce a tipărit raportul și textele pe care le-ați scris"),
    )
