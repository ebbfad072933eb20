"""What in a template would act, or bring in what nobody has looked at.

Fields that start programs or take in files, embedded objects, pieces in other formats, and links to what lies outside of the
template: none of it belongs in an official document, and the gate could not read what it would show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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


def find_active_content(trees: Mapping[str, etree._Element]) -> Iterator[str]:
    """Say what there is of it in the parts of a template, each as a message has it."""
    for name, tree in sorted(trees.items()):
        if name.endswith(".rels"):
            yield from _relationships(tree)
        else:
            yield from (
                gettext("câmpul „{code}”", code=" ".join(code.split())[:80])
                for code in _field_codes(tree)
                if _FIELDS.match(code)
            )
            if next(tree.iter(_CHUNK), None) is not None:
                yield gettext(_EMBEDDED[_OF_CHUNKS])


def _relationships(tree: etree._Element) -> Iterator[str]:
    for relationship in tree:
        kind = relationship.get("Type", "").rpartition("/")[2]
        if kind in _EMBEDDED:
            yield gettext(_EMBEDDED[kind])
        elif relationship.get("TargetMode") == "External" and kind not in _LEFT_OUT:
            yield gettext("o legătură către „{target}”", target=relationship.get("Target", "")[:80])


def _field_codes(tree: etree._Element) -> Iterator[str]:
    """Give the codes of all fields; Word parts a code over runs as it likes."""
    open_codes: list[list[str]] = []
    for element in tree.iter(f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"):
        kind = element.get(f"{W}fldCharType")
        if element.tag == f"{W}fldSimple":
            yield element.get(f"{W}instr", "")
        elif element.tag == f"{W}instrText":
            (open_codes[-1] if open_codes else []).append(element.text or "")
        elif kind == "begin":
            open_codes.append([])
        elif kind == "end" and open_codes:
            yield "".join(open_codes.pop())
    yield from map("".join, open_codes)
