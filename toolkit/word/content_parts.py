"""The parts of a Word file that nobody has looked into, and where their relationships lead."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from toolkit.errors import OfficeFileError, Place, ToolkitFault
from toolkit.language import gettext
from toolkit.word.package import DOCUMENT, W, parse_part, read_package

_STRICT: Final = "http://purl.oclc.org/ooxml/"
_TOO_DEEP = etree.XPath(f"boolean({'/*' * 250})")
_RELATIONSHIPS = re.compile(r"(?:^|/)_rels/[^/]*\.rels$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a relationship leads."""

    kind: str  # the last word of its type: image, hyperlink, header
    place: str  # a part, or an address
    is_outside: bool


class Parts:
    """The parts of a file: parsed when they are asked for, and refused in plain words when they cannot be."""

    def __init__(self, document: bytes, file: str) -> None:
        self._file = file
        self._contents = read_package(document, file)
        self._names = {name.casefold(): name for name in self._contents}
        mains = {target.place for target in self.targets_of("").values() if target.kind == "officeDocument"}
        if mains != {DOCUMENT}:  # Word opens the part that is named there
            raise self._refused(gettext("un document Word al cărui text stă în altă parte decât „{part}”", part=DOCUMENT))
        self.document = self.tree(DOCUMENT)
        if self.document.tag != f"{W}document" or self.document.find(f"{W}body") is None:
            is_strict = str(self.document.tag).startswith(f"{{{_STRICT}")
            raise self._refused(
                gettext("un document Word în varianta „Strict Open XML”")
                if is_strict
                else gettext("un document Word fără text, care nu se poate citi")
            )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in order."""
        return tuple(sorted(self._contents))

    def content(self, part: str) -> bytes | None:
        """Give the bytes of a part; None where there is no such part."""
        name = self._names.get(part.casefold())
        return None if name is None else self._contents[name]

    def tree(self, part: str) -> etree._Element:
        """Parse a part that must be there."""
        found = self.tree_if_any(part)
        if found is None:
            raise self._refused(gettext("un document Word din care lipsește partea „{part}”", part=part))
        return found

    def tree_if_any(self, part: str) -> etree._Element | None:
        """Parse a part; None where there is no such part."""
        content = self.content(part)
        if content is None:
            return None
        try:
            tree = parse_part(part, content)
        except ToolkitFault as error:
            raise self._refused(
                gettext("un document Word deteriorat: partea „{part}” nu se poate citi", part=part)
            ) from error
        if _TOO_DEEP(tree):
            raise self._refused(gettext("un document Word cu elemente prea adânc unul în altul"))
        etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)  # they part a text, and Word passes over them
        return tree

    def related(self, kind: str) -> tuple[str, etree._Element | None]:
        """Give the part of a kind that the document names, as Word finds it: its styles, its footnotes, its lists."""
        targets = self.targets_of(DOCUMENT).values()
        place = next((target.place for target in targets if target.kind == kind and not target.is_outside), "")
        return place, self.tree_if_any(place) if place else None

    def targets_of(self, part: str) -> Mapping[str, Target]:
        """Give where the relationships of a part lead, by their ids."""
        folder, _, name = part.rpartition("/")
        tree = self.tree_if_any(f"{folder}/_rels/{name}.rels".lstrip("/"))
        return {} if tree is None else {e.get("Id", ""): _target(e, folder) for e in tree.iterchildren("{*}Relationship")}

    def outside_targets(self) -> list[Target]:
        """Give all that the relationships of the whole file bring in, or lead to outside of it."""
        found = []
        for name in self.names:
            if _RELATIONSHIPS.search(name):
                folder = posixpath.dirname(posixpath.dirname(name))
                found += [_target(e, folder) for e in self.tree(name).iterchildren("{*}Relationship")]
        return found

    def _refused(self, found: str) -> OfficeFileError:
        return OfficeFileError(
            place=Place(self._file),
            found=found,
            expected=gettext("un document Word (.docx), așa cum îl scrie Word sau LibreOffice"),
            fix=gettext("cereți documentul din nou, sau deschideți-l în Word și salvați-l ca „Document Word (.docx)”"),
        )


def _target(relationship: etree._Element, folder: str) -> Target:
    place = relationship.get("Target", "")
    is_outside = relationship.get("TargetMode") == "External"
    if not is_outside:
        place = posixpath.normpath(posixpath.join(f"/{folder}", place)).lstrip("/")
    return Target(kind=relationship.get("Type", "").rpartition("/")[2], place=place, is_outside=is_outside)
