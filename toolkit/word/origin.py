"""What a Word file says of itself in its properties: which report it is, and which texts were put into its controls.

Word and LibreOffice keep these properties when they save the file, so that an edited text is told from an untouched one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from toolkit.documents.written_text import PARTS, fingerprint
from toolkit.word.package import DOCUMENT, W, parse_part
from toolkit.word.written_parts import KnownControls, Lists, end_of, written_parts

NUMBERING: Final = "word/numbering.xml"
_STYLES: Final = "word/styles.xml"
_ORIGIN: Final = "raport"
_PROPERTY: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a file comes from."""

    report: str  # "semester_report balti 2023-S1"; empty where the file does not say
    fingerprints: Mapping[str, str]  # of the texts that were put in, by part
    ends: Mapping[str, str]  # the place before which each part ended


def origin_properties(origin: str, parts: Mapping[str, bytes]) -> dict[str, str]:
    """Give the properties of a finished document that say where it comes from."""
    document, lists, known = parse_part(DOCUMENT, parts[DOCUMENT]), lists_of(parts), KnownControls()
    ends = {known.part_of(control): end_of(control, lists, known) for control in document.iter(f"{W}sdt")}
    written = written_parts(document, lists, ends=ends, known=known)
    return {_ORIGIN: origin, **{_property_of(w.part): f"{fingerprint(w.part, w.texts)} {ends[w.part]}" for w in written}}


def read_origin(properties: etree._Element | None) -> Origin:
    """Read where a file comes from out of its properties."""
    found = {} if properties is None else {p.get("name", ""): "".join(map(str, p.itertext())) for p in properties.iter(_PROPERTY)}
    said = {part: found[name].strip().partition(" ") for part in PARTS if (name := _property_of(part)) in found}
    return Origin(
        report=found.get(_ORIGIN, "").strip(),
        fingerprints={part: fingerprint for part, (fingerprint, _, _) in said.items()},
        ends={part: end for part, (_, _, end) in said.items()},
    )


def lists_of(parts: Mapping[str, bytes]) -> Lists:
    """Read which paragraphs of a document of ours stand in lists."""
    styles, numbering = (parse_part(name, parts[name]) if name in parts else None for name in (_STYLES, NUMBERING))
    return Lists(styles, numbering)


def _property_of(part: str) -> str:
    return f"{_ORIGIN} {part}"
