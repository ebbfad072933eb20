"""Comments of Word: the faults of a template, each at its paragraph, and remarks on a text that was printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from toolkit.word.package import CONTENT_TYPES, DOCUMENT, W, parse_part, part_at, read_package, serialise, write_package
from toolkit.word.template_parts import open_template

_PROGRAM: Final = "raport"
_COMMENTS: Final = "word/comments.xml"
_RELATIONSHIPS: Final = "word/_rels/document.xml.rels"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NO_RELATIONSHIPS: Final = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'
_MARKS: Final = ("comment", "commentRangeStart", "commentRangeEnd", "commentReference")
_BOXES: Final = (f"{W}txbxContent",)  # in which Word allows no comments


def with_remarks(docx: bytes, file: str, remarks: Sequence[tuple[str, int, str]], author: str) -> bytes:
    """Give a copy of a document with a comment at the given occurrence (0, 1 …) of each text, for whoever is to sign it.

    A text that the body does not hold so often is remarked on at its first paragraph.
    """
    if not remarks:
        return docx
    document = parse_part(DOCUMENT, read_package(docx, file)[DOCUMENT])
    texts = ["".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in document.iter(f"{W}p")]
    comments = [(_paragraph_with(text, occurrence, texts), (said,)) for text, occurrence, said in remarks]
    return with_comments(docx, file, comments, author)


def with_comments(
    template: bytes, template_file: str, comments: Sequence[tuple[int | None, Sequence[str]]], author: str = _PROGRAM
) -> bytes:
    """Give a copy of a template with a comment for each pair of a body paragraph's number and the comment's lines.

    What stands in no paragraph of the body is said at its first one, because Word has no comments elsewhere.
    """
    parts, trees = open_template(template, template_file)
    document = trees[DOCUMENT]
    changed = {DOCUMENT: document}
    part = _part_of_comments(parts, changed)
    said = changed.setdefault(part, parse_part(part, parts.get(part, f'<w:comments xmlns:w="{W[1:-1]}"/>')))
    first = _first_paragraph(document)
    paragraphs = list(document.iter(f"{W}p"))
    number = 1 + max(_numbers_in((document, said)), default=-1)
    for number, (paragraph, lines) in enumerate(comments, number):  # noqa: B020  from the number on
        _anchor(_outer(first if paragraph is None else paragraphs[paragraph]), str(number))
        said.append(_comment(str(number), lines, author))
    return write_package({**parts, **{name: serialise(tree) for name, tree in changed.items()}})


def _paragraph_with(text: str, occurrence: int, texts: Sequence[str]) -> int | None:
    """Give the number of the paragraph in which a text occurs for the given time."""
    for number, whole in enumerate(texts):
        occurrence -= whole.count(text)
        if occurrence < 0:
            return number
    return None


def _part_of_comments(parts: Mapping[str, bytes], changed: dict[str, etree._Element]) -> str:
    """Name the part that holds the comments; where there is none, announce one."""
    relationships = parse_part(_RELATIONSHIPS, parts.get(_RELATIONSHIPS, _NO_RELATIONSHIPS))
    for relationship in relationships:
        if relationship.get("Type") == _KIND:
            return part_at(relationship.get("Target", ""))
    taken = {relationship.get("Id") for relationship in relationships}
    free = next(name for number in range(1, len(taken) + 2) if (name := f"rIdRaport{number}") not in taken)
    etree.SubElement(relationships, f"{{{_PACKAGE}/relationships}}Relationship", Id=free, Type=_KIND, Target="comments.xml")
    types = parse_part(CONTENT_TYPES, parts[CONTENT_TYPES])
    if not any(kind.get("PartName") == f"/{_COMMENTS}" for kind in types):
        etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override", PartName=f"/{_COMMENTS}", ContentType=_CONTENT_TYPE)
    changed[_RELATIONSHIPS], changed[CONTENT_TYPES] = relationships, types
    return _COMMENTS


def _first_paragraph(document: etree._Element) -> etree._Element:
    """Give the first paragraph of the body; a body without one gets one."""
    found = next(document.iter(f"{W}p"), None)
    if found is None:
        body = document[0]
        found = etree.Element(f"{W}p")
        body.insert(0, found)
    return found


def _outer(paragraph: etree._Element) -> etree._Element:
    """Give a paragraph, or the one that holds the text box in which it stands."""
    around = [paragraph, *paragraph.iterancestors()]
    boxes = [number for number, element in enumerate(around) if element.tag in _BOXES]
    outside = around[boxes[-1] :] if boxes else around
    return next((element for element in outside if element.tag == f"{W}p"), paragraph)


def _numbers_in(trees: Sequence[etree._Element]) -> Iterator[int]:
    for tree in trees:
        for mark in tree.iter(*(W + name for name in _MARKS)):
            number = mark.get(f"{W}id", "")
            if number.isdecimal():
                yield int(number)


def _anchor(paragraph: etree._Element, number: str) -> None:
    """Lay a comment around all that a paragraph holds."""
    has_properties = len(paragraph) > 0 and paragraph[0].tag == f"{W}pPr"
    paragraph.insert(1 if has_properties else 0, etree.Element(f"{W}commentRangeStart", {f"{W}id": number}))
    etree.SubElement(paragraph, f"{W}commentRangeEnd", {f"{W}id": number})
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": number})


def _comment(number: str, lines: Sequence[str], author: str) -> etree._Element:
    comment = etree.Element(f"{W}comment", {f"{W}id": number, f"{W}author": author, f"{W}initials": author[:1]})
    for line in lines:
        run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
        etree.SubElement(run, f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}).text = line
    return comment
