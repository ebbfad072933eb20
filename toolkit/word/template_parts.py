"""The parts of a template as the office keeps it: which of them are filled, and what no template of ours may hold.

What would be lost in silence is refused: tags in parts that are not filled, changes that nobody accepted, comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from toolkit.errors import OfficeFileError, Place, ToolkitFault
from toolkit.word.package import CONTENT_TYPES, DOCUMENT, W, parse_part, read_package

_FILLED = (
    "wordprocessingml.document.main+xml",
    "wordprocessingml.header+xml",
    "wordprocessingml.footer+xml",
    "wordprocessingml.footnotes+xml",
)
_NOT_A_PLAIN_DOCUMENT = (
    ("macroenabledtemplate", "un șablon Word cu macrocomenzi (.dotm)"),
    ("macroenabled", "un document Word cu macrocomenzi (.docm)"),
    ("template.main+xml", "un șablon Word (.dotx)"),
)
_STRICT = "http://purl.oclc.org/ooxml/"
_SAVE_AS = "deschideți fișierul în Word, alegeți „Salvare ca” și tipul „Document Word (.docx)”, apoi puneți-l la loc"
_TRACKED = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "rPrChange", "pPrChange", "tblPrChange")
_TRACKED_ALSO = ("trPrChange", "tcPrChange", "sectPrChange", "tblGridChange", "numberingChange")
_COMMENTS = ("commentReference", "commentRangeStart", "commentRangeEnd")
_XML = re.compile(r"<[^>]*>")
_TAG_BEGINS = re.compile(r"\{[{%#]")
_KNOWN_PARTS = (
    ("word/endnotes", "note de final"),
    ("word/comments", "comentarii"),
    ("word/charts/", "o diagramă"),
    ("word/diagrams/", "o ilustrație SmartArt"),
    ("word/glossary/", "blocuri de construcție"),
)


def read_template(template: bytes, template_file: str) -> dict[str, bytes]:
    """Take a template apart into its parts; what cannot be filled faithfully is refused, all of it at once."""
    parts = read_package(template, template_file)
    trees = _trees(parts, template_file)
    _check_kind(parts, trees[DOCUMENT], template_file)
    filled = filled_parts(parts)
    errors = [
        *(error for name in filled for error in _unfinished_edits(trees[name], template_file)),
        *_tags_elsewhere({name: tree for name, tree in trees.items() if name not in filled}, template_file),
    ]
    if errors:
        raise OfficeFileError.all_of(list({str(error): error for error in errors}.values()))
    return parts


def filled_parts(parts: Mapping[str, bytes]) -> list[str]:
    """Name the parts whose tags are filled: the text, headers, footers and footnotes."""
    kinds = _content_types(parts)
    return sorted(name for name in parts if kinds.get(name, "").endswith(_FILLED))


def tag_in(tree: etree._Element) -> str:
    """Give the first tag of a part, in a text or in an attribute, with what follows it; or nothing."""
    source = etree.tostring(tree, encoding="unicode")
    for text in (_XML.sub("", source), source):
        found = _TAG_BEGINS.search(text)
        if found:
            return " ".join(text[found.start() : found.start() + 80].split())
    return ""


def _trees(parts: Mapping[str, bytes], template_file: str) -> dict[str, etree._Element]:
    try:
        return {name: parse_part(name, xml) for name, xml in parts.items() if name.endswith((".xml", ".rels"))}
    except ToolkitFault as error:
        raise OfficeFileError(
            place=Place(template_file),
            found=f"o parte deteriorată, {error.place}: {error.found}",
            expected="un document Word (.docx) întreg",
            fix=_SAVE_AS,
        ) from error


def _check_kind(parts: Mapping[str, bytes], document: etree._Element, template_file: str) -> None:
    kind = _content_types(parts).get(DOCUMENT, "")
    if not kind.endswith(_FILLED[0]):
        names = (name for piece, name in _NOT_A_PLAIN_DOCUMENT if piece in kind.lower())
        raise _another_kind(next(names, "un fișier de alt fel decât un document Word"), template_file)
    if str(document.tag).startswith(f"{{{_STRICT}"):
        raise _another_kind("un document de tipul „Document Strict Open XML”", template_file)


def _another_kind(found: str, template_file: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(template_file), found=found, expected="un document Word (.docx) obișnuit", fix=_SAVE_AS
    )


def _content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    root = parse_part(CONTENT_TYPES, parts[CONTENT_TYPES])
    return {element.get("PartName", "")[1:]: element.get("ContentType", "") for element in root}


def _unfinished_edits(tree: etree._Element, template_file: str) -> Iterator[OfficeFileError]:
    if next(tree.iter(*(W + name for name in (*_TRACKED, *_TRACKED_ALSO))), None) is not None:
        yield OfficeFileError(
            place=Place(template_file),
            found="modificări urmărite, pe care nimeni nu le-a acceptat",
            expected="un șablon fără modificări urmărite; marcajele din ele s-ar pierde",
            fix="deschideți șablonul în Word, fila „Revizuire”: acceptați modificările urmărite și opriți urmărirea lor",
        )
    if next(tree.iter(*(W + name for name in _COMMENTS)), None) is not None:
        yield OfficeFileError(
            place=Place(template_file),
            found="comentarii",
            expected="un șablon fără comentarii; ele ar ajunge în documentul oficial, cu numele celor care le-au scris",
            fix="deschideți șablonul în Word, fila „Revizuire”, și ștergeți toate comentariile",
        )


def _tags_elsewhere(trees: Mapping[str, etree._Element], template_file: str) -> Iterator[OfficeFileError]:
    for name, tree in sorted(trees.items()):
        tag = "" if name.startswith("docProps/") else tag_in(tree)  # the properties are written anew
        if tag:
            kind = next((f" ({known})" for start, known in _KNOWN_PARTS if name.startswith(start)), "")
            yield OfficeFileError(
                place=Place(template_file),
                found=f"un marcaj în partea „{name}”{kind}: „{tag}”",
                expected="marcaje numai în text, în antet, în subsol și în notele de subsol; altundeva nu se completează",
                fix="deschideți șablonul în Word și mutați marcajul în text sau într-o notă de subsol",
            )
