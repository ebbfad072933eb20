"""Properties of a Word file by names of our own, which Word and LibreOffice keep when they save it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from toolkit.word.package import CONTENT_TYPES, CUSTOM, RELATIONSHIPS, parse_part, serialise

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_SPACE: Final = f"{_OFFICE}/custom-properties"
_VALUES: Final = f"{{{_OFFICE}/docPropsVTypes}}"
_KIND: Final = f"{_OFFICE}/relationships/custom-properties"
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_SET: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the one set of formats that Word knows
_EMPTY: Final = f'<Properties xmlns="{_SPACE}" xmlns:vt="{_VALUES[1:-1]}"/>'


def with_custom_properties(parts: Mapping[str, bytes], properties: Mapping[str, str]) -> dict[str, bytes]:
    """Give the parts with further properties, in the order given; those that are there stay."""
    tree = parse_part(CUSTOM, parts.get(CUSTOM, _EMPTY.encode()))
    numbers = [int(one.get("pid", "1")) for one in tree]
    for number, (name, value) in enumerate(properties.items(), max([1, *numbers]) + 1):
        one = etree.SubElement(tree, f"{{{_SPACE}}}property", fmtid=_SET, pid=str(number), name=name)
        etree.SubElement(one, f"{_VALUES}lpwstr").text = value
    changed = {CUSTOM: tree}
    if CUSTOM not in parts:
        changed |= {RELATIONSHIPS: _related(parts[RELATIONSHIPS]), CONTENT_TYPES: _typed(parts[CONTENT_TYPES])}
    return {**parts, **{name: serialise(tree) for name, tree in changed.items()}}


def custom_properties(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Read the properties of a file by their names."""
    tree = parse_part(CUSTOM, parts.get(CUSTOM, _EMPTY.encode()))
    return {one.get("name", ""): "".join(map(str, one.itertext())) for one in tree}


def _related(relationships: bytes) -> etree._Element:
    tree = parse_part(RELATIONSHIPS, relationships)
    taken = {one.get("Id") for one in tree}
    free = next(name for number in range(1, len(taken) + 2) if (name := f"rId{number}") not in taken)
    etree.SubElement(tree, f"{{{_PACKAGE}/relationships}}Relationship", Id=free, Type=_KIND, Target=CUSTOM)
    return tree


def _typed(types: bytes) -> etree._Element:
    tree = parse_part(CONTENT_TYPES, types)
    etree.SubElement(tree, f"{{{_PACKAGE}/content-types}}Override", PartName=f"/{CUSTOM}", ContentType=_CONTENT_TYPE)
    return tree
