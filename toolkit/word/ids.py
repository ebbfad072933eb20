"""The ids of a document that is being filled: what a loop of the template repeats would repeat its ids, too."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Final

from lxml import etree

from toolkit.word.package import W14, WP, W

_OF_PARAGRAPHS: Final = (f"{W14}paraId", f"{W14}textId")  # Word gives new ones; only comments refer to them


def number_ids(trees: Iterable[etree._Element]) -> None:
    """Make the ids of a document's parts unique: bookmarks and drawings are numbered from 1, controls keep theirs once."""
    bookmarks, drawings, names, controls = count(1), count(1), set[str](), set[str]()
    for tree in trees:
        _number_bookmarks(tree, bookmarks, names)
        for drawing in tree.iter(f"{WP}docPr"):
            drawing.set("id", str(next(drawings)))
        for properties in tree.iter(f"{W}sdtPr"):
            control = properties.find(f"{W}id")
            if control is not None:
                number = control.get(f"{W}val", "")
                if number in controls:
                    properties.remove(control)
                controls.add(number)
        etree.strip_attributes(tree, *_OF_PARAGRAPHS)


def _number_bookmarks(tree: etree._Element, counter: count[int], names: set[str]) -> None:
    """Number the bookmarks, and keep one of each name: those of the template repeat with its loops."""
    numbers: dict[str, str] = {}
    for element in list(tree.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        identity, name = element.get(f"{W}id", ""), element.get(f"{W}name", "")
        if element.tag == f"{W}bookmarkEnd":
            number = numbers.pop(identity, "")
        elif name in names:
            number = ""
        else:
            names.add(name)
            number = numbers[identity] = str(next(counter))
        parent = element.getparent()
        if number:
            element.set(f"{W}id", number)
        elif parent is not None:
            parent.remove(element)
