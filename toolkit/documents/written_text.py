"""The parts of a report that people write, in the one form in which a file of the office and a Word file are compared.

A part is named as in sections.yaml: "summary" is paragraphs, "risks.lead" one text, "risks.items" a list of them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

from toolkit.documents.context import Paragraph
from toolkit.documents.narrative import paragraphs_as_typed
from toolkit.intake.office_files import ListedSection, Sections
from toolkit.plan.spelling import printed

Texts = tuple[str, ...]

PARTS = ("summary", "risks.lead", "risks.items", "proposals.lead", "proposals.items")
SECTIONS = ("summary", "risks", "proposals")
"""The keys of sections.yaml; each holds one part, or a lead and its items."""

_SPACES = re.compile(r"[ \t]+")
_LEAD, _ITEMS = ".lead", ".items"


def is_list(part: str) -> bool:
    """Whether the paragraphs of a part are items, which the template numbers."""
    return part.endswith(_ITEMS)


def section_of(part: str) -> str:
    """Give the section to which a part belongs."""
    return part.partition(".")[0]


def tidied(part: str, texts: Iterable[str]) -> Texts:
    """Give the texts of a part as they were typed, without white space that nobody sees, and without empty ones."""
    kept = ["\n".join(_lines(text)) for text in texts]
    whole = [text for text in kept if text]
    if part.endswith(_LEAD):
        return ("\n".join(whole),) if whole else ()
    return tuple(whole if is_list(part) else (line for text in whole for line in text.split("\n")))


def compared(part: str, texts: Iterable[str]) -> Texts:
    """Give the texts of a part in the form in which they are printed, whatever the marks of its lists were typed as."""
    tidy = tuple(printed(text) for text in tidied(part, texts))
    if part.endswith(_LEAD) or is_list(part):
        return tidy
    paragraphs = (paragraph for text in tidy for paragraph in paragraphs_as_typed(text))
    return tuple(_mark(p) + "".join(piece.text for piece in p.parts) for p in paragraphs)


def fingerprint(part: str, texts: Iterable[str]) -> str:
    """Give what stands for the texts of a part: equal where they print alike, and short."""
    return hashlib.sha256("\0".join(compared(part, texts)).encode()).hexdigest()[:16]


def texts_of(sections: Sections) -> dict[str, Texts]:
    """Give the texts of each part of a file of the office."""
    found: dict[str, Texts] = {"summary": sections.summary}
    for name, section in (("risks", sections.risks), ("proposals", sections.proposals)):
        found[name + _LEAD] = (section.lead,) if section.lead else ()
        found[name + _ITEMS] = section.items
    return found


def sections_with(texts: Mapping[str, Sequence[str]]) -> Sections:
    """Give the file of the office that holds these texts."""

    def listed(name: str) -> ListedSection:
        return ListedSection(lead="\n".join(texts.get(name + _LEAD, ())), items=tuple(texts.get(name + _ITEMS, ())))

    return Sections(summary=tuple(texts.get("summary", ())), risks=listed("risks"), proposals=listed("proposals"))


def _mark(paragraph: Paragraph) -> str:
    return {"bullet": "- ", "numbered": f"{paragraph.mark} "}.get(paragraph.style, "")


def _lines(text: str) -> list[str]:
    lines = (_SPACES.sub(" ", line).strip() for line in text.splitlines())
    return [line for line in lines if line]
