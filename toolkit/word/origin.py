"""What a Word file says of itself in its properties: which report it is, and which texts were put into its controls.

Word and LibreOffice keep these properties when they save the file, so that an edited text is told from an untouched one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from lxml import etree

from toolkit.documents.written_text import PARTS, fingerprint
from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext
from toolkit.word.package import DOCUMENT, STYLES, W, parse_part
from toolkit.word.written_parts import KnownControls, Lists, end_of, written_parts

NUMBERING: Final = "word/numbering.xml"
_BETWEEN: Final = "|"
_ORIGIN: Final = "raport"
_PROPERTY: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a file comes from."""

    report: str  # "semester_report balti 2023-S1"; empty where the file does not say
    fingerprints: Mapping[str, str]  # of the texts that were put in, by part
    ends: Mapping[str, str]  # the place before which each part ended
    aliases: Mapping[str, str]  # what stood above the control of each part


def origin_properties(origin: str, parts: Mapping[str, bytes], template_file: str) -> dict[str, str]:
    """Give the properties of a finished document that say where it comes from."""
    trees = {name: parse_part(name, parts[name]) for name in (DOCUMENT, STYLES, NUMBERING) if name in parts}
    lists, known = lists_of(trees), KnownControls()
    controls = [control for control in trees[DOCUMENT].iter(f"{W}sdt") if known.part_of(control)]
    ends = {known.part_of(control): end_of(control, lists, known) for control in controls}
    doubled = len(controls) != len(ends)
    if doubled or not all(ends.values()):
        raise _wrong_controls(template_file, doubled=doubled)
    written = written_parts(trees[DOCUMENT], lists, ends=ends, known=known)
    values = {w.part: (fingerprint(w.part, w.texts), ends[w.part], w.alias) for w in written}
    return {_ORIGIN: origin, **{_property_of(part): _BETWEEN.join(said) for part, said in values.items()}}


def read_origin(properties: etree._Element | None) -> Origin:
    """Read where a file comes from out of its properties."""
    named = () if properties is None else properties.iter(_PROPERTY)
    found = {one.get("name", ""): "".join(map(str, one.itertext())).strip() for one in named}
    said = {part: found[name].split(_BETWEEN, 2) for part in PARTS if (name := _property_of(part)) in found}
    whole = {part: values for part, values in said.items() if len(values) == len(fields(Origin)) - 1}
    return Origin(
        report=found.get(_ORIGIN, ""),
        fingerprints={part: fingerprint for part, (fingerprint, _, _) in whole.items()},
        ends={part: end for part, (_, end, _) in whole.items()},
        aliases={part: alias for part, (_, _, alias) in whole.items()},
    )


def lists_of(trees: Mapping[str, etree._Element]) -> Lists:
    """Read which paragraphs of a document stand in lists, and which are headings."""
    return Lists(trees.get(STYLES), trees.get(NUMBERING))


def _property_of(part: str) -> str:
    return f"{_ORIGIN} {part}"


def _wrong_controls(template_file: str, *, doubled: bool) -> OfficeFileError:
    return OfficeFileError(
        place=Place(template_file),
        found=gettext("două controale cu aceeași etichetă")
        if doubled
        else gettext("text imediat sub un control în care scriu oamenii"),
        expected=gettext("fiecare control o dată, iar sub el un titlu, un tabel sau alt control"),
        fix=gettext("mutați sau ștergeți în Word ce este de prisos"),
    )
