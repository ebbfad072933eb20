"""Everything that is wrong with a template at once, each fault with its paragraph, for those who edit it in Word.

What a run would refuse is found here, too: where nothing else is found, the template is read as a run reads it.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from lxml import etree

from toolkit.errors import OfficeFileError, Place, ToolkitError, ToolkitFault
from toolkit.language import N_, gettext
from toolkit.word.package import DOCUMENT, W
from toolkit.word.permitted import tags_in
from toolkit.word.tag_faults import misplaced_tag
from toolkit.word.template import fill_template
from toolkit.word.template_blocks import BlockReader
from toolkit.word.template_lines import lines_of, paragraph_of, paragraph_texts
from toolkit.word.template_names import Complaint, TagCheck, check_tags, unprinted_field
from toolkit.word.template_outline import misplaced_tags
from toolkit.word.template_parts import Refusal, filled_parts, find_refusals, open_template
from toolkit.word.template_tags import TagReader
from toolkit.word.unprinted import sample_of

_PROPERTIES: Final = "docProps/"
_NAMES: Final = (  # how the name of a part begins → how people call it
    ("word/document", N_("textul")),
    ("word/header", N_("antetul")),
    ("word/footer", N_("subsolul")),
    ("word/footnotes", N_("notele de subsol")),
    ("word/endnotes", N_("notele de final")),
    (_PROPERTIES, N_("proprietățile")),
)
_LONGEST_SHOWN: Final = 120  # letters of a paragraph
_RELATED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFault:
    """Something in a template that must be corrected, and where it stands."""

    part: str = ""  # the name of the part within the file; empty for the template as a whole
    paragraph: int | None = None  # its number in the part, from 0
    text: str = ""  # of the paragraph
    found: str
    expected: str
    fix: str

    @property
    def paragraph_number(self) -> int | None:
        """The number of its paragraph as people count, from 1."""
        return None if self.paragraph is None else self.paragraph + 1

    def place_in(self, file: str) -> str:
        """Say where it stands: file, part, paragraph and its text."""
        if not self.part:
            return file
        where = part_called(self.part)
        if self.paragraph is not None:
            where = gettext("{part}, paragraful {number}", part=where, number=self.paragraph_number)
        text = self.text if len(self.text) <= _LONGEST_SHOWN else f"{self.text[: _LONGEST_SHOWN - 1]}…"
        return gettext("{file} · {where}: „{text}”", file=file, where=where, text=text) if text else f"{file} · {where}"

    def as_error(self, file: str) -> OfficeFileError:
        """Give what a run says of it, which is what a check says."""
        return OfficeFileError(self.place_in(file), self.found, self.expected, self.fix)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPlaceholders:
    """The names that the tags of a part ask for, each with how often, in the order of the part."""

    part: str
    names: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateCheck:
    """What a template holds, what is wrong with it, and which fields of the report it never prints."""

    placeholders: tuple[PartPlaceholders, ...]
    faults: tuple[TemplateFault, ...]
    unused: tuple[str, ...]

    @property
    def unused_faults(self) -> tuple[TemplateFault, ...]:
        """What is said of each field that no tag prints."""
        return tuple(_whole(unprinted_field("", path)) for path in self.unused)


def check_template(template: bytes, template_file: str, context_class: type) -> TemplateCheck:
    """Find everything that is wrong with a template; only what is no whole Word document is refused."""
    parts, trees = open_template(template, template_file)
    names = TagCheck(template_file, context_class)
    read = [_PartRead(name, trees[name], template_file) for name in _in_reading_order(parts)]
    refusals = list(find_refusals(parts, trees, template_file))
    faults = [_refused(refusal, trees) for refusal in refusals]
    for part in read:
        faults += part.faults(names)
    unused = names.never_printed()
    has_tags = any(part.has_tags for part in read) or any(one.element is trees[one.part] for one in refusals)
    if not has_tags:
        faults, unused = [*faults, _whole(_not_a_template(template_file))], ()
    elif not faults:
        faults, unused = _as_a_run_reads_it(template, template_file, context_class)
    order = {name: number for number, name in enumerate(["", *(part.name for part in read)])}
    once = {(fault.part, fault.paragraph, fault.found): fault for fault in faults}.values()
    return TemplateCheck(
        placeholders=tuple(PartPlaceholders(part=part.name, names=Counter(part.names)) for part in read if part.names),
        faults=tuple(sorted(once, key=lambda fault: (order.get(fault.part, len(order)), fault.part, fault.paragraph or 0))),
        unused=unused,
    )


def print_sample(template: bytes, template_file: str, context_class: type) -> tuple[TemplateFault, ...]:
    """Print a sample report, and give what the printing refuses in a template in which nothing else is wrong.

    A sample is no real report: that its bookmarks lead nowhere says nothing of the template.
    """
    try:
        with suppress(ToolkitFault):
            fill_template(template, template_file, sample_of(context_class), title="_", author="_", language="ro-RO")
    except OfficeFileError as error:
        return _all_of(error)
    return ()


def part_called(part: str) -> str:
    """Give the name that people have for a part of a Word file: "antetul 2"."""
    known = next((name for start, name in _NAMES if part.startswith(start)), "")
    number = re.search(r"(\d+)\.xml$", part)
    return f"{gettext(known)} {number[1]}" if known and number else gettext(known) if known else part


def _in_reading_order(parts: Mapping[str, bytes]) -> list[str]:
    filled = sorted(filled_parts(parts), key=lambda name: name != DOCUMENT)
    starts = [start for start, _ in _NAMES]
    order = sorted(filled, key=lambda name: next((n for n, start in enumerate(starts) if name.startswith(start)), 0))
    return [*order, *sorted(name for name in parts if name.startswith(_PROPERTIES) and name.endswith(".xml"))]


class _PartRead:
    """A part of a template, and what is wrong with the tags in it."""

    def __init__(self, name: str, tree: etree._Element, template_file: str) -> None:
        self.name, self.tree, self.file = name, tree, template_file
        self.lines = lines_of(tree)
        self.texts = paragraph_texts(self.lines)
        self.complaints: list[Complaint] = []
        self.names: list[str] = []
        self.has_tags = any(tag for line in self.lines for tag in tags_in(line.text))

    def faults(self, names: TagCheck) -> Iterator[TemplateFault]:
        """Find what is wrong; `names` is the walk over the names of all parts."""
        reader = TagReader(self.file, self.complaints, [], self.names)
        broken = reader.read(self.lines)
        paragraphs = list(self.tree.iter(f"{W}p"))
        homes = [None if line.paragraph is None else paragraphs[line.paragraph] for line in self.lines]
        source = BlockReader(self.file, homes, self.complaints).read(reader.tags)
        before = len(names.complaints)
        names.read(source)
        self.complaints += names.complaints[before:]
        for complaint in self.complaints:
            line = self.lines[complaint.line - 1] if complaint.line else None
            yield self._fault(complaint.say(""), None if line is None else line.paragraph)
        if paragraphs:
            yield from self._misplaced({self.lines[number].paragraph for number in broken})

    def _misplaced(self, broken: set[int | None]) -> Iterator[TemplateFault]:
        """Find the tags that take what stands beside them, in paragraphs of which all tags are whole."""
        complained_of = {(self.lines[one.line - 1].paragraph, one.tag) for one in self.complaints if one.line}
        whole = deepcopy(self.tree)
        for number, paragraph in enumerate(whole.iter(f"{W}p")):
            if number in broken:
                for text in paragraph.iter(f"{W}t"):
                    text.text = ""
        for number, tag in misplaced_tags(whole):
            if (number, tag) not in complained_of:
                yield self._fault(misplaced_tag(self.file, tag), number)

    def _fault(self, error: OfficeFileError, paragraph: int | None) -> TemplateFault:
        return TemplateFault(
            part=self.name,
            paragraph=paragraph,
            text=self.texts.get(paragraph, ""),
            found=error.found,
            expected=error.expected,
            fix=error.fix,
        )


def _refused(refusal: Refusal, trees: Mapping[str, etree._Element]) -> TemplateFault:
    part, element = refusal.part, refusal.element
    if part.endswith(".rels"):
        part, element = _owner_of(part, element, trees)
    tree = trees.get(part)
    lines = [] if tree is None else lines_of(tree)
    if tree is None:
        paragraph = None
    elif element is tree:  # a whole part that should hold no tags
        paragraph = next((line.paragraph for line in lines if re.search(r"\{[{%#]", line.text)), None)
    else:
        paragraph = paragraph_of(element, tree)
    return TemplateFault(
        part=part,
        paragraph=paragraph,
        text=paragraph_texts(lines).get(paragraph, ""),
        found=refusal.error.found,
        expected=refusal.error.expected,
        fix=refusal.error.fix,
    )


def _owner_of(part: str, relationship: etree._Element, trees: Mapping[str, etree._Element]) -> tuple[str, etree._Element]:
    """Give the part that a relationship belongs to, and the element of it that makes use of the relationship."""
    folder, name = posixpath.split(part)
    owner = posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))
    number = relationship.get("Id")
    for element in trees[owner].iter() if owner in trees else ():
        if any(str(key).startswith(_RELATED) and value == number for key, value in element.attrib.items()):
            return owner, element
    return part, relationship


def _as_a_run_reads_it(
    template: bytes, template_file: str, context_class: type
) -> tuple[list[TemplateFault], tuple[str, ...]]:
    """Give what a run refuses in a template in which nothing else is wrong, and the fields that it never prints."""
    try:
        check = check_tags(template, template_file, context_class)
    except OfficeFileError as error:
        return list(_all_of(error)), ()
    errors = [complaint.say(complaint.text) for complaint in check.complaints if not complaint.unused]
    unused = tuple(complaint.unused for complaint in check.complaints if complaint.unused)
    return [_whole(error) for error in errors], unused


def _not_a_template(template_file: str) -> OfficeFileError:
    return OfficeFileError(
        Place(template_file),
        gettext("niciun marcaj în tot documentul: probabil nu este un șablon al acestui raport"),
        gettext("un șablon în care câmpurile raportului stau ca marcaje de forma {{ nume }}"),
        gettext("alegeți șablonul raportului sau scrieți în acesta marcajele lui"),
    )


def _all_of(error: ToolkitError) -> tuple[TemplateFault, ...]:
    return tuple(map(_whole, (error, *error.also)))


def _whole(error: ToolkitError) -> TemplateFault:
    return TemplateFault(found=error.found, expected=error.expected, fix=error.fix)
