"""The parts of a workbook that is changed: XML where it is touched, the very bytes where it is not."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final

from lxml import etree

from toolkit.intake.screening.package import Package, part_beside
from toolkit.intake.stored_zip import stored_zip

MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REFERS: Final = f"{{{OFFICE}}}id"
BOOK: Final = "xl/workbook.xml"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_RELATION: Final = f"{{{_PACKAGE}/relationships}}Relationship"
_NO_RELATIONS: Final = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()


class WorkbookParts:
    """The parts of a workbook by name; names are alike whatever their case, as they are in Excel."""

    def __init__(self, content: bytes) -> None:
        """Take a screened workbook apart."""
        parts = Package(content).read_all()
        first = sorted(parts, key=lambda name: name.lstrip("/") != _CONTENT_TYPES)  # where every reader looks first
        self._parts = {name.lstrip("/"): parts[name] for name in first}
        self._names = {name.casefold(): name for name in self._parts}
        self._trees: dict[str, etree._Element] = {}
        self._as_read: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._names

    def text(self, name: str) -> str:
        """Give a part that need not be XML as text; whatever is no text in it stays in it when it is put back."""
        return self._parts[self._names[name.casefold()]].decode("utf-8", "surrogateescape")

    def tree(self, name: str) -> etree._Element:
        """Give a part as XML; what is changed in it is changed in the workbook."""
        name = self._names[name.casefold()]
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self._parts[name], _parser())
            self._as_read[name] = _written(self._trees[name])
        return self._trees[name]

    def put(self, name: str, content: bytes, content_type: str = "") -> None:
        """Put a part in, or in the place of the one of this name; a new one is named with its content type."""
        if name not in self:
            self._names[name.casefold()] = name
            if content_type:
                attributes = {"PartName": f"/{name}", "ContentType": content_type}
                types = self.tree(_CONTENT_TYPES)
                etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override", attributes)
        name = self._names[name.casefold()]
        self._trees.pop(name, None)
        self._parts[name] = content

    def remove(self, name: str) -> None:
        """Take a part out, and its relations with it."""
        for gone in (name, _relations_of(name)):
            if gone in self:
                written = self._names.pop(gone.casefold())
                self._parts.pop(written)
                self._trees.pop(written, None)
        types = self.tree(_CONTENT_TYPES)
        for override in [one for one in types if one.get("PartName", "").lstrip("/").casefold() == name.casefold()]:
            types.remove(override)

    def know_suffix(self, suffix: str, content_type: str) -> None:
        """Have the content types say what files of a suffix are."""
        types = self.tree(_CONTENT_TYPES)
        if not any(one.get("Extension", "").casefold() == suffix for one in types):
            attributes = {"Extension": suffix, "ContentType": content_type}
            types.insert(0, etree.Element(f"{{{_PACKAGE}/content-types}}Default", attributes))

    def related(self, part: str, kind: str = "") -> Iterator[tuple[str, str]]:
        """List the relations of a part, all or of one kind: each by its id, with the part that it leads to."""
        if _relations_of(part) in self:
            for relation in self.tree(_relations_of(part)).iter(_RELATION):
                is_inside = relation.get("TargetMode", "").casefold() != "external"
                if is_inside and relation.get("Type", "").endswith(f"/{kind}" if kind else ""):
                    yield relation.get("Id", ""), part_beside(part, relation.get("Target", ""))

    def relate(self, part: str, kind: str, target: str) -> str:
        """Have a part lead to another; gives the relation's id."""
        if _relations_of(part) not in self:
            self.put(_relations_of(part), _NO_RELATIONS)
        relations = self.tree(_relations_of(part))
        used = {relation.get("Id") for relation in relations}
        new = next(f"rId{number}" for number in range(1, len(used) + 2) if f"rId{number}" not in used)
        beside = posixpath.relpath(target, posixpath.dirname(part))
        etree.SubElement(relations, _RELATION, {"Id": new, "Type": f"{OFFICE}/{kind}", "Target": beside})
        return new

    def unrelate(self, part: str, relation: str) -> None:
        """Take a relation of a part away."""
        relations = self.tree(_relations_of(part))
        for gone in [one for one in relations if one.get("Id") == relation]:
            relations.remove(gone)

    def free_name(self, pattern: str) -> str:
        """Give the first name of a pattern with a number in it that no part has."""
        return next(name for number in range(1, len(self._names) + 2) if (name := pattern.format(number)) not in self)

    def sheets(self) -> dict[str, str]:
        """The part of each sheet, by the sheet's name, in the order of the workbook."""
        targets = dict(self.related(BOOK))
        return {sheet.get("name", ""): targets[sheet.get(REFERS, "")] for sheet in self.tree(BOOK).iter(f"{MAIN}sheet")}

    def packed(self) -> bytes:
        """Put the workbook together again: equal parts give equal bytes."""
        written = {name: _written(tree) for name, tree in self._trees.items()}
        changed = {name: part for name, part in written.items() if part != self._as_read[name]}
        return stored_zip({**self._parts, **changed})


def take_out(element: etree._Element) -> None:
    """Take an element out of the one that holds it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _written(tree: etree._Element) -> bytes:
    return etree.tostring(tree, encoding="UTF-8", standalone=True)


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False)
