"""A content control of a Word document: the frame around a part that people write."""

from __future__ import annotations

from typing import Final

from lxml import etree

from toolkit.word.package import W

_BLOCKS: Final = frozenset(W + name for name in ("body", "tc", "hdr", "ftr", "footnote", "txbxContent"))
_CONTENT: Final = f"{W}sdtContent"


def is_block(control: etree._Element) -> bool:
    """Whether a control holds whole paragraphs; the others stand among the words of one."""
    parent = control.getparent()
    if parent is not None and parent.tag == _CONTENT:
        outer = parent.getparent()
        return outer is not None and is_block(outer)
    return parent is not None and parent.tag in _BLOCKS


def name_of_control(control: etree._Element) -> str:
    """What Word shows above the frame, and the tag by which programs know it: "Rezumatul executiv summary"."""
    return f"{alias_of(control)} {tag_of(control)}".strip()


def alias_of(control: etree._Element) -> str:
    """Give what Word shows above the frame."""
    return _property(control, "alias")


def tag_of(control: etree._Element) -> str:
    """Give the tag by which programs know it; LibreOffice does not keep it."""
    return _property(control, "tag")


def _property(control: etree._Element, name: str) -> str:
    found = control.find(f"{W}sdtPr/{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")
