"""What in a template would act, or bring in what nobody has looked at.

Fields that start programs or take in files, embedded objects, pieces in other formats, and links to what lies outside of the
template: none of it belongs in an official document, and the gate could not read what it would show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from toolkit.language import N_, gettext
from toolkit.word.package import W

_FIELDS = re.compile(
    r"\s*(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|EMBED|DATABASE|MACROBUTTON|RD)\b", re.IGNORECASE
)
_OF_CHUNKS: Final = "aFChunk"
_EMBEDDED: Final = {  # how the kind of a relationship ends → what it brings in
    "oleObject": N_("un obiect încorporat"),
    "package": N_("un fișier încorporat"),
    "control": N_("un control ActiveX"),
    "vbaProject": N_("macrocomenzi"),
    _OF_CHUNKS: N_("o bucată de document în alt format"),
    "subDocument": N_("un subdocument"),
    "frame": N_("o pagină în alt fișier"),
}
_LEFT_OUT: Final = frozenset({"hyperlink", "attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData"})
_CHUNK: Final = f"{W}altChunk"


@dataclass(frozen=True, slots=True)
class ActiveContent:
    """A piece of it: what it is, as a message has it, its part, and the element or the relationship that says so."""

    found: str
    part: str
    element: etree._Element


def find_active_content(trees: Mapping[str, etree._Element]) -> Iterator[ActiveContent]:
    """Say what there is of it in the parts of a template."""
    for name, tree in sorted(trees.items()):
        if name.endswith(".rels"):
            yield from _relationships(name, tree)
        else:
            for code, element in _field_codes(tree):
                if _FIELDS.match(code):
                    yield ActiveContent(gettext("câmpul „{code}”", code=" ".join(code.split())[:80]), name, element)
            for chunk in tree.iter(_CHUNK):
                yield ActiveContent(gettext(_EMBEDDED[_OF_CHUNKS]), name, chunk)


def _relationships(name: str, tree: etree._Element) -> Iterator[ActiveContent]:
    for relationship in tree:
        kind = relationship.get("Type", "").rpartition("/")[2]
        if kind in _EMBEDDED:
            yield ActiveContent(gettext(_EMBEDDED[kind]), name, relationship)
        elif relationship.get("TargetMode") == "External" and kind not in _LEFT_OUT:
            found = gettext("o legătură către „{target}”", target=relationship.get("Target", "")[:80])
            yield ActiveContent(found, name, relationship)


def _field_codes(tree: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Give the codes of all fields, and where they begin; Word parts a code over runs as it likes."""
    open_codes: list[tuple[list[str], etree._Element]] = []
    for element in tree.iter(f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"):
        kind = element.get(f"{W}fldCharType")
        if element.tag == f"{W}fldSimple":
            yield element.get(f"{W}instr", ""), element
        elif element.tag == f"{W}instrText":
            (open_codes[-1][0] if open_codes else []).append(element.text or "")
        elif kind == "begin":
            open_codes.append(([], element))
        elif kind == "end" and open_codes:
            code, begin = open_codes.pop()
            yield "".join(code), begin
    yield from (("".join(code), begin) for code, begin in open_codes)
