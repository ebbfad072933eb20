"""The parts of a template that say who wrote it and on which computer: they are left out, and print nothing.

Word keeps there the people who ever commented, their comments and tasks, the place of the template on a disk, and the forms
that a document server fills with the names of its users.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from lxml import etree

from toolkit.word.package import W, parse_part, serialise

_KINDS: Final = frozenset(
    {
        "people",
        "comments",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "documenttasks",
        "customXml",
        "attachedTemplate",
        "mailMergeSource",
        "mailMergeHeaderSource",
        "recipientData",
    }
)
_SETTINGS: Final = ("attachedTemplate", "mailMerge")  # what in the settings leads to them
_RELATIONSHIPS = "/_rels/"


def without_private_parts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the parts without those that name people, and without what leads to them."""
    kept = dict(parts)
    for name in sorted(name for name in parts if _RELATIONSHIPS in name and name.endswith(".rels")):
        tree = parse_part(name, parts[name])
        private = list(_private(tree))
        if not private:
            continue
        owner = name.replace(_RELATIONSHIPS, "/").removesuffix(".rels")
        for relationship in private:
            if relationship.get("TargetMode") != "External":
                _leave_out(kept, posixpath.join("/", posixpath.dirname(owner), unquote(relationship.get("Target", ""))))
            tree.remove(relationship)
        kept[name] = serialise(tree)
        if owner == "word/settings.xml":
            kept[owner] = _without_settings(kept[owner])
    return kept


def _private(tree: etree._Element) -> Iterator[etree._Element]:
    for relationship in tree:
        if relationship.get("Type", "").rpartition("/")[2] in _KINDS:
            yield relationship


def _leave_out(parts: dict[str, bytes], target: str) -> None:
    """Leave out a part, and what belongs to it alone."""
    name = posixpath.normpath(target).lstrip("/")
    folder, own = posixpath.split(name)
    relationships = f"{folder}{_RELATIONSHIPS}{own}.rels"
    parts.pop(name, None)
    content = parts.pop(relationships, None)
    for relationship in () if content is None else parse_part(relationships, content):
        if relationship.get("TargetMode") != "External":
            parts.pop(posixpath.normpath(posixpath.join("/", folder, relationship.get("Target", ""))).lstrip("/"), None)


def _without_settings(settings: bytes) -> bytes:
    tree = parse_part("word/settings.xml", settings)
    for element in list(tree.iter(*(W + name for name in _SETTINGS))):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return serialise(tree)
