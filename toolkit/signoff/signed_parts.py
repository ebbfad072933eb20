"""Which parts of a Word file a signature covers, and by which names, as ECMA-376 part 2 (OPC) has it."""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from urllib.parse import quote, unquote

from lxml import etree

from toolkit.intake.screening.package import part_beside
from toolkit.signoff.signature_xml import canonical
from toolkit.word.package import APP, CONTENT_TYPES, CORE, RELATIONSHIPS, parse_part

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM = "docProps/custom.xml"

RELATIONSHIPS_NAMESPACE = f"{{{_PACKAGE}/relationships}}"
NO_RELATIONSHIPS = f'<Relationships xmlns="{RELATIONSHIPS_NAMESPACE[1:-1]}"/>'.encode()
CONTENT_TYPES_NAMESPACE = f"{{{_PACKAGE}/content-types}}"
RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
SIGNATURE_TYPE = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
ORIGIN_TYPE = "application/vnd.openxmlformats-package.digital-signature-origin"
ORIGIN_RELATION = f"{_PACKAGE}/relationships/digital-signature/origin"
SIGNATURE_RELATION = f"{_PACKAGE}/relationships/digital-signature/signature"
SIGNATURES_FOLDER = "_xmlsignatures/"
ORIGIN = f"{SIGNATURES_FOLDER}origin.sigs"
ORIGIN_RELATIONSHIPS = f"{SIGNATURES_FOLDER}_rels/origin.sigs.rels"
PROPERTIES = (APP, CORE, _CUSTOM)
"""The parts that Word leaves out of a signature, besides the list of kinds and the signatures themselves."""

_UNSIGNED = {  # the relationships that it leaves out, and where they lead
    f"{_PACKAGE}/relationships/metadata/core-properties": CORE,
    f"{_OFFICE}/relationships/extended-properties": APP,
    f"{_OFFICE}/relationships/custom-properties": _CUSTOM,
    ORIGIN_RELATION: ORIGIN,
}


def is_covered(name: str) -> bool:
    """Say whether a signature covers a part."""
    plain = name.casefold()
    outside = {each.casefold() for each in (CONTENT_TYPES, *PROPERTIES)}
    return plain not in outside and not plain.startswith(SIGNATURES_FOLDER)


def part_uri(name: str, kind: str) -> str:
    """Name a part as a signature does: from the root of the file, with its kind."""
    return f"/{quote(name)}?ContentType={kind}"


def part_and_kind(uri: str) -> tuple[str, str]:
    """Take such a name apart again; an empty name where it does not name a part of this file."""
    path, _, query = uri.partition("?")
    name = unquote(path).removeprefix("/")
    names_a_part = path.startswith("/") and not name.startswith(("/", "..")) and name == posixpath.normpath(name)
    return name if names_a_part and query.startswith("ContentType=") else "", query.removeprefix("ContentType=")


class Kinds:
    """The kind of each part, as [Content_Types].xml has it: by its name, else by its ending."""

    def __init__(self, content: bytes) -> None:
        self._kinds: dict[str, str] = {}
        for each in parse_part(CONTENT_TYPES, content):
            if each.tag == f"{CONTENT_TYPES_NAMESPACE}Override":
                key = unquote(each.get("PartName", "")).casefold()
            else:
                key = f".{each.get('Extension', '')}".casefold()
            kind = each.get("ContentType", "")
            self._kinds[key] = kind if self._kinds.get(key, kind) == kind else ""  # two kinds are as good as none

    def of(self, name: str) -> str:
        """Give the kind of a part; empty where it has none, or more than one."""
        by_name, by_ending = f"/{name}".casefold(), f".{name.rpartition('.')[2]}".casefold()
        return self._kinds[by_name] if by_name in self._kinds else self._kinds.get(by_ending, "")


def relationships_in(content: bytes, name: str) -> list[etree._Element]:
    """The relationships of a part, as the part of its relationships lists them."""
    return list(parse_part(name, content).iterchildren(f"{RELATIONSHIPS_NAMESPACE}Relationship"))


def signed_relationships(content: bytes, name: str) -> tuple[str, ...]:
    """The relationships that a signature covers, by their ids: all but those that lead to what it does not cover."""
    return tuple(sorted(each.get("Id", "") for each in relationships_in(content, name) if not is_left_out(each, name)))


def is_left_out(relationship: etree._Element, name: str) -> bool:
    """Say whether a relationship is one of the few that a signature leaves out, and leads where such a one may lead."""
    due = _UNSIGNED.get(relationship.get("Type", ""))
    return name == RELATIONSHIPS and due is not None and target_of(relationship, name) == due


def target_of(relationship: etree._Element, name: str) -> str:
    """Name the part to which a relationship leads; empty where it leads out of the file."""
    if relationship.get("TargetMode", "Internal") != "Internal":
        return ""
    source = posixpath.join(posixpath.dirname(posixpath.dirname(name)), posixpath.basename(name).removesuffix(".rels"))
    return part_beside(source, unquote(relationship.get("Target", "")).partition("#")[0])


def relationships_as_signed(content: bytes, name: str, ids: Collection[str]) -> bytes:
    """Write the chosen relationships of a part in the one form that is digested (the Relationships Transform)."""
    root = parse_part(name, NO_RELATIONSHIPS)
    for each in sorted(relationships_in(content, name), key=lambda each: each.get("Id", "")):
        if each.get("Id") in ids:
            written = etree.SubElement(root, f"{RELATIONSHIPS_NAMESPACE}Relationship", TargetMode="Internal")
            for attribute, value in each.attrib.items():
                written.set(attribute, value)
    return canonical(root)
