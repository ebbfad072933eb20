"""The final file of a report: the run's own, without the mark of a draft, with names and dates, closed to editing.

Nothing else changes, and that is proved before the file leaves: read back, it says what the run's file says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from toolkit.errors import OfficeFileError, Place, ToolkitFault
from toolkit.language import gettext
from toolkit.word.content import Content, Row, Table
from toolkit.word.content_reading import content_of
from toolkit.word.custom_properties import custom_properties, with_custom_properties
from toolkit.word.integrity import find_broken
from toolkit.word.package import DOCUMENT, W, parse_part, read_package, serialise, write_package
from toolkit.word.sign_off_block import sign_off_table

_SETTINGS: Final = "word/settings.xml"
_TEXT_PATH: Final = "{urn:schemas-microsoft-com:vml}textpath"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_LINE = re.compile("_{5,}")  # on which a name is written by hand
# What stands in the settings of Word before the protection, which must stand in its place.
_BEFORE_PROTECTION: Final = frozenset(
    W + name
    for name in (
        *("writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime", "doNotDisplayPageBoundaries"),
        *("displayBackgroundShape", "printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData"),
        *("embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins"),
        *("alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop"),
        *("hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle", "proofState", "formsDesign"),
        *("attachedTemplate", "linkStyles", "stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "mailMerge"),
        *("revisionView", "trackRevisions", "doNotTrackMoves", "doNotTrackFormatting"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who stands on a line of the table of signatures."""

    name: str
    day: str  # as it is printed


def final_document(document: bytes, signatories: Sequence[Signatory], properties: Mapping[str, str], *, file: str) -> bytes:
    """Make the final file of a run's Word file; equal arguments give equal bytes, and what is wrong does not leave."""
    parts, run = read_package(document, file), content_of(document, file)
    changed = dict(_without_marks(parts, run.marks))
    body = parse_part(DOCUMENT, parts[DOCUMENT])
    _fill(body, signatories, file)
    changed[DOCUMENT] = serialise(body)
    changed[_SETTINGS] = serialise(_protected(parse_part(_SETTINGS, parts.get(_SETTINGS, _NO_SETTINGS)), file))
    final = write_package(with_custom_properties({**parts, **changed}, properties))
    _check(final, run, signatories, properties)
    return final


def signature_heading(document: bytes) -> str:
    """Give what stands above the places for signatures: the last heading but one, before that of the dates."""
    headings = [cell.text for row in _rows_of(content_of(document)) if row.is_header for cell in row.cells]
    return headings[-2] if len(headings) > 1 else ""


_NO_SETTINGS: Final = b"<none/>"


def _without_marks(parts: Mapping[str, bytes], marks: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Give the headers without the mark of a draft across the page."""
    for name in sorted(parts):
        if not (name.startswith("word/header") and name.endswith(".xml")):
            continue
        tree = parse_part(name, parts[name])
        found = [path for path in tree.iter(_TEXT_PATH) if path.get("string") in marks]
        for path in found:
            run = next(path.iterancestors(f"{W}r"))
            parent = run.getparent()
            if parent is not None:
                parent.remove(run)
        if found:
            yield name, serialise(tree)


def _fill(document: etree._Element, signatories: Sequence[Signatory], file: str) -> None:
    """Write names and dates into the table of the signatures, a row for each role in order."""
    table = sign_off_table(document)
    rows = [] if table is None else [row for row in table.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is None]
    if len(rows) != len(signatories):
        raise _no_block(
            file,
            gettext("un bloc de semnături cu {rows} rânduri, la {roles} roluri", rows=len(rows), roles=len(signatories))
            if table is not None
            else gettext("un document fără bloc de semnături"),
        )
    for row, signatory in zip(rows, signatories, strict=True):
        texts = [text for text in row.iter(f"{W}t") if _LINE.search(text.text or "")]
        cells = row.findall(f"{W}tc")
        if len(texts) != 1 or len(cells) < 2:
            raise _no_block(file, gettext("un rând de semnătură fără linia pe care se scrie numele"))
        texts[0].text = _LINE.sub(lambda _, name=signatory.name: name, texts[0].text or "")  # type: ignore[misc]
        texts[0].set(_SPACE, "preserve")
        paragraphs = cells[-1].findall(f"{W}p")
        run = etree.SubElement(paragraphs[-1], f"{W}r")
        etree.SubElement(run, f"{W}t").text = signatory.day


def _protected(settings: etree._Element, file: str) -> etree._Element:
    """Close the file to editing in Word; this keeps from mistakes, a signature from the rest."""
    if settings.tag != f"{W}settings":
        raise _no_block(file, gettext("un document fără setările lui Word"))
    for old in settings.findall(f"{W}documentProtection"):
        settings.remove(old)
    place = max((number for number, one in enumerate(settings, 1) if one.tag in _BEFORE_PROTECTION), default=0)
    settings.insert(place, etree.Element(f"{W}documentProtection", {f"{W}edit": "readOnly", f"{W}enforcement": "1"}))
    return settings


def _check(final: bytes, run: Content, signatories: Sequence[Signatory], properties: Mapping[str, str]) -> None:
    """Read the final file back: a whole Word file with the content of the run, the names and the properties."""
    parts = read_package(final, gettext("documentul final"))
    trees = {name: parse_part(name, xml) for name, xml in parts.items() if name.endswith((".xml", ".rels"))}
    content = content_of(final)
    faults = [_fault(found, expected) for found, expected in find_broken(parts, trees)]
    if content.hash != run.hash:
        faults.append(_fault(gettext("alt conținut decât al rulării"), gettext("conținutul rulării, neschimbat")))
    if content.marks:
        faults.append(_fault(gettext("marca „{mark}” pe pagini", mark=content.marks[0]), gettext("un document fără ea")))
    said = [*(row.text for row in _rows_of(content) if not row.is_header), *("" for _ in signatories)]
    for signatory, row in zip(signatories, said, strict=False):  # a row that is not there says nothing
        if signatory.name not in row or not row.endswith(signatory.day):
            faults.append(_fault(gettext("rândul „{row}”", row=row), f"{signatory.name}, {signatory.day}"))
    if {**custom_properties(parts), **properties} != custom_properties(parts):
        faults.append(_fault(gettext("alte proprietăți decât cele scrise"), gettext("proprietățile semnării")))
    if faults:
        raise ToolkitFault.all_of(faults)


def _rows_of(content: Content) -> list[Row]:
    return [row for block in content.sign_off if isinstance(block, Table) for row in block.rows]


def _no_block(file: str, found: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(file),
        found=found,
        expected=gettext("un tabel cu câte un rând de rol: linia pentru nume, locul semnăturii și data"),
        fix=gettext("corectați tabelul semnăturilor în șablon și rulați raportul din nou"),
    )


def _fault(found: str, expected: str) -> ToolkitFault:
    return ToolkitFault(
        place=gettext("documentul final, citit din nou"),
        found=found,
        expected=expected,
        fix=gettext("trimiteți acest mesaj celor care întrețin programul; documentul nu a fost scris"),
    )
