"""The repetitions and conditions of a template: each has its end, in a place that fits its beginning."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from toolkit.language import gettext
from toolkit.word.environment import tag_error
from toolkit.word.package import W
from toolkit.word.template_names import Complaint
from toolkit.word.template_tags import BRANCHES, CLOSES, OPENS, Tag

_ENDS: Final = {opens: closes for closes, opens in CLOSES.items()}
_REPEATED: Final = ("p", "tr", "tc")  # these take the place of all that holds them
_HOMES: Final = {"tr": f"{W}tr", "tc": f"{W}tc"}  # what a tag repeats; any other, its paragraph


@dataclass(slots=True)
class BlockReader:
    """Matches what opens with what closes; what jinja gets to read is whole, whatever the template lacks."""

    file: str
    paragraphs: list[etree._Element | None]  # of each line
    complaints: list[Complaint]
    lines: list[list[str]] = field(default_factory=list)
    open: list[Tag] = field(default_factory=list)
    closed_early: int = 0  # tags whose own end may still come

    def read(self, tags: list[Tag]) -> str:
        """Give the tags of a part as jinja reads them, each on its own line of the part."""
        self.lines = [[] for _ in self.paragraphs]
        for tag in tags:
            if tag.keyword in CLOSES:
                self._close(tag)
            elif tag.keyword in BRANCHES:
                self._branch(tag)
            else:
                self.lines[tag.line].append(tag.source)
                if tag.keyword in OPENS:
                    self.open.append(tag)
        while self.open:
            self._close_early(len(self.lines) - 1)
        return "\n".join("".join(pieces) for pieces in self.lines)

    def _close(self, tag: Tag) -> None:
        opening = CLOSES[tag.keyword]
        if opening not in {other.keyword for other in self.open}:
            if self.closed_early:
                self.closed_early -= 1  # it has been complained of
            else:
                self._complain_of_orphan(tag, f"{{% {opening} … %}}")
            return
        while self.open[-1].keyword != opening:
            self._close_early(tag.line)
            self.closed_early += 1
        self._check_fit(self.open[-1], tag)
        self.lines[tag.line].append(_end_of(self.open.pop()))

    def _branch(self, tag: Tag) -> None:
        takes = ("if",) if tag.keyword == "elif" else OPENS
        if not any(other.keyword in takes for other in self.open):
            self._complain_of_orphan(tag, "{% if … %}")
            return
        while self.open[-1].keyword not in takes:
            self._close_early(tag.line)
            self.closed_early += 1
        self._check_fit(self.open[-1], tag)
        self.lines[tag.line].append(tag.source)

    def _close_early(self, line: int) -> None:
        tag = self.open.pop()
        self.lines[line].append(_end_of(tag))
        end = f"{{%{tag.repeats} {_ENDS[tag.keyword]} %}}"
        self._complain(
            tag,
            gettext("„{tag}”, care nu se închide unde trebuie", tag=_shown(tag)),
            gettext("„{end}” după ce se repetă sau se arată numai uneori, înaintea altor închideri", end=end),
            gettext("adăugați „{end}” la locul lui", end=end),
        )

    def _check_fit(self, opening: Tag, other: Tag) -> None:
        found = gettext("„{tag}” și „{other}”, care nu se potrivesc", tag=_shown(opening), other=_shown(other))
        fix = gettext("mutați sau rescrieți unul dintre ele")
        if opening.repeats != other.repeats or self._home(opening) is not self._home(other):
            expected = gettext(
                "același fel de marcaj la început și la sfârșit ({%p cu {%p, {%tr cu {%tr), "
                "în aceeași celulă, în același rând sau în același tabel"
            )
            self._complain(opening, found, expected, fix)
        elif opening.repeats not in _REPEATED and not _are_held_alike(opening, other):
            expected = gettext("amândouă în aceeași legătură, în același text alternativ, sau amândouă în afara lor")
            self._complain(opening, found, expected, fix)

    def _home(self, tag: Tag) -> etree._Element | None:
        """What holds the paragraphs, rows or cells that a tag repeats."""
        paragraph = self.paragraphs[tag.line]
        kind = _HOMES.get(tag.repeats, f"{W}p")
        around = () if paragraph is None else (paragraph, *paragraph.iterancestors())
        repeated = next((element for element in around if element.tag == kind), None)
        return None if repeated is None else repeated.getparent()

    def _complain_of_orphan(self, tag: Tag, opening: str) -> None:
        self._complain(
            tag,
            gettext("„{tag}”, fără „{opening}” înaintea lui", tag=_shown(tag), opening=opening),
            gettext("fiecare marcaj deschis și închis, în această ordine"),
            gettext("ștergeți marcajul sau puneți la loc începutul care lipsește"),
        )

    def _complain(self, tag: Tag, found: str, expected: str, fix: str) -> None:
        self.complaints.append(Complaint.of(tag_error(self.file, found, expected, fix), tag.line + 1))


def _end_of(tag: Tag) -> str:
    """What closes a tag for jinja: an unreadable repetition is read as a condition."""
    return "{% endfor %}" if tag.source.startswith("{% for") else "{% endif %}"


def _are_held_alike(opening: Tag, other: Tag) -> bool:
    """Say whether what stands between two tags can be left out: both are in one link or attribute, or in none."""
    return opening.holder == other.holder or (_is_in_none(opening) and _is_in_none(other))


def _is_in_none(tag: Tag) -> bool:
    element, attribute = tag.holder
    return element is not None and element.tag == f"{W}p" and not attribute


def _shown(tag: Tag) -> str:
    return f"{{%{tag.repeats} {tag.source[2:-2].strip()} %}}"
