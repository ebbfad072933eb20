"""The parts of a template as the office keeps it: which of them are filled, and what no template of ours may hold.

What would be lost in silence is refused: tags in parts that are not filled, changes that nobody accepted, comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from toolkit.errors import OfficeFileError, Place, ToolkitFault
from toolkit.language import N_, gettext
from toolkit.word.active_content import ActiveContent, find_active_content
from toolkit.word.footnotes import has_footnote_tag
from toolkit.word.package import CONTENT_TYPES, DOCUMENT, W, is_on, parse_part, part_at, read_package
from toolkit.word.private_parts import without_private_parts

_FILLED = (
    "wordprocessingml.document.main+xml",
    "wordprocessingml.header+xml",
    "wordprocessingml.footer+xml",
    "wordprocessingml.footnotes+xml",
)
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/"
_ROOTS = {
    CONTENT_TYPES: f"{_PACKAGE}content-types}}Types",
    ".rels": f"{_PACKAGE}relationships}}Relationships",
    "document.main+xml": f"{W}document",
    "header+xml": f"{W}hdr",
    "footer+xml": f"{W}ftr",
    "footnotes+xml": f"{W}footnotes",
    "styles+xml": f"{W}styles",
    "settings+xml": f"{W}settings",
    "numbering+xml": f"{W}numbering",
}
_NOT_A_PLAIN_DOCUMENT = (
    ("macroenabledtemplate", N_("un șablon Word cu macrocomenzi (.dotm)")),
    ("macroenabled", N_("un document Word cu macrocomenzi (.docm)")),
    ("template.main+xml", N_("un șablon Word (.dotx)")),
)
_MOST_BYTES = 50 * 2**20
_MOST_XML_BYTES = 3 * 2**20
_MOST_BRACES = 10_000  # a tag has one or two
_TOO_DEEP = etree.XPath(f"boolean({'/*' * 200})")
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DOCUMENT_RELATIONSHIPS = "word/_rels/document.xml.rels"
_SETTINGS = "word/settings.xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_SAVE_AS = N_("deschideți fișierul în Word, alegeți „Salvare ca” și tipul „Document Word (.docx)”, apoi puneți-l la loc")
_TRACKED = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "rPrChange", "pPrChange", "tblPrChange")
_TRACKED_ALSO = ("trPrChange", "tcPrChange", "sectPrChange", "tblGridChange", "numberingChange")
_COMMENTS = ("commentReference", "commentRangeStart", "commentRangeEnd")
_XML = re.compile(r"<[^>]*>")
_TAG_BEGINS = re.compile(r"\{[{%#]")
_KNOWN_PARTS = (
    ("word/endnotes", N_("note de final")),
    ("word/comments", N_("comentarii")),
    ("word/charts/", N_("o diagramă")),
    ("word/diagrams/", N_("o ilustrație SmartArt")),
    ("word/glossary/", N_("blocuri de construcție")),
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that cannot be filled faithfully: its part, and the element or the relationship that says so."""

    error: OfficeFileError
    part: str
    element: etree._Element


def read_template(template: bytes, template_file: str) -> dict[str, bytes]:
    """Take a template apart into its parts, without those that name people.

    What cannot be filled faithfully is refused, all of it at once.
    """
    parts, trees = open_template(template, template_file)
    errors = {str(refusal.error): refusal.error for refusal in find_refusals(parts, trees, template_file)}
    if errors:
        raise OfficeFileError.all_of(list(errors.values()))
    return without_private_parts(parts)


def open_template(template: bytes, template_file: str) -> tuple[dict[str, bytes], dict[str, etree._Element]]:
    """Give all parts of a template, and what stands in those of XML; what is no whole Word document is refused."""
    parts = read_package(template, template_file)
    _check_size(parts, template_file)
    return parts, document_trees(parts, template_file)


def document_trees(parts: Mapping[str, bytes], file: str) -> dict[str, etree._Element]:
    """Give what stands in the parts of XML; what is no plain Word document, or is damaged, is refused."""
    trees = _trees(parts, file)
    _check_kind(parts, trees[DOCUMENT], file)
    _check_roots(parts, trees, file)
    return trees


def find_refusals(parts: Mapping[str, bytes], trees: Mapping[str, etree._Element], template_file: str) -> Iterator[Refusal]:
    """Find what would be lost in silence, and what acts or lies elsewhere."""
    filled = filled_parts(parts)
    for name in sorted(trees):
        yield from _unfinished_edits(name, trees[name], template_file)
    yield from _tags_elsewhere({name: tree for name, tree in trees.items() if name not in filled}, template_file)
    for active in find_active_content(trees):
        yield Refusal(_active(active, template_file), active.part, active.element)


def filled_parts(parts: Mapping[str, bytes]) -> list[str]:
    """Name the parts whose tags are filled: the text, headers, footers and footnotes."""
    kinds = _content_types(parts)
    return sorted(name for name in parts if kinds.get(name, "").endswith(_FILLED))


def shown_parts(parts: Mapping[str, bytes]) -> list[str]:
    """Name the filled parts that a reader gets to see: the text, and the headers, footers and notes to which it refers."""
    document = parse_part(DOCUMENT, parts[DOCUMENT])
    references = document.iter(*(f"{W}{name}" for name in ("headerReference", "footerReference")))
    used = {reference.get(_RELATED) for reference in references if _is_in_use(reference, parts)}
    has_notes = next(document.iter(f"{W}footnoteReference"), None) is not None
    has_notes = has_notes or has_footnote_tag("".join(map(str, p.itertext())) for p in document.iter(f"{W}p"))
    relationships = parse_part("rels", parts.get(_DOCUMENT_RELATIONSHIPS, b"<none/>"))
    shown = {DOCUMENT}
    for relationship in relationships:
        is_notes = relationship.get("Type", "").endswith("/footnotes")
        if relationship.get("Id") in used or (is_notes and has_notes):
            shown.add(part_at(relationship.get("Target", "")))
    return [name for name in filled_parts(parts) if name in shown]


def tag_in(tree: etree._Element) -> str:
    """Give the first tag of a part, in a text or in an attribute, with what follows it; or nothing."""
    source = etree.tostring(tree, encoding="unicode")
    for text in (_XML.sub("", source), source):
        found = _TAG_BEGINS.search(text)
        if found:
            return " ".join(text[found.start() : found.start() + 80].split())
    return ""


def _is_in_use(reference: etree._Element, parts: Mapping[str, bytes]) -> bool:
    """Say whether Word prints a header or footer: those of the first and of even pages must be switched on."""
    section, kind = reference.getparent(), reference.get(f"{W}type")
    if kind == "first":
        return section is not None and is_on(section.find(f"{W}titlePg"))
    if kind == "even":
        return is_on(parse_part(_SETTINGS, parts.get(_SETTINGS, b"<none/>")).find(f"{W}evenAndOddHeaders"))
    return True


def _check_size(parts: Mapping[str, bytes], template_file: str) -> None:
    """See that the template is no larger than people make one: what fills it takes a hundred times as much memory."""
    if sum(map(len, parts.values())) > _MOST_BYTES:
        raise _too_large(
            gettext("un șablon care ar ocupa, despachetat, peste {limit} MB", limit=_MOST_BYTES // 2**20), template_file
        )
    texts = [content for name, content in parts.items() if name.endswith((".xml", ".rels"))]
    if sum(map(len, texts)) > _MOST_XML_BYTES:
        raise _too_large(
            gettext("un șablon cu peste {limit} MB de text, fără imagini", limit=_MOST_XML_BYTES // 2**20), template_file
        )
    if sum(text.count(b"{") + text.count(b"&#") for text in texts) > _MOST_BRACES:
        raise _too_large(gettext("un șablon cu peste {braces} de acolade „{{”", braces=_MOST_BRACES), template_file)


def _too_large(found: str, template_file: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(template_file),
        found=found,
        expected=gettext("un șablon de câteva pagini; textele subdiviziunilor nu stau în el"),
        fix=gettext("ștergeți din șablon ce este de prisos; dacă nu se vede nimic, faceți-l din nou într-un document gol"),
    )


def _trees(parts: Mapping[str, bytes], template_file: str) -> dict[str, etree._Element]:
    try:
        return {name: parse_part(name, xml) for name, xml in parts.items() if name.endswith((".xml", ".rels"))}
    except ToolkitFault as error:
        raise _damaged(f"{error.place}: {error.found}", template_file) from error


def _check_roots(parts: Mapping[str, bytes], trees: Mapping[str, etree._Element], template_file: str) -> None:
    """See that each part is what its kind says: well-formed XML may still be no Word."""
    kinds = _content_types(parts)
    for name, tree in trees.items():
        ending = next((ending for ending in _ROOTS if name.endswith(ending) or kinds.get(name, "").endswith(ending)), "")
        if ending and tree.tag != _ROOTS[ending]:
            raise _damaged(
                gettext("{name}: XML care nu este de la Word („{root}”)", name=name, root=etree.QName(tree).localname),
                template_file,
            )
        if str(tree.tag).startswith(W) and tree.prefix != "w":  # docxtpl knows no other
            raise _damaged(gettext("{name}: XML în care numele nu încep cu „w:”", name=name), template_file)
        if _TOO_DEEP(tree):
            raise _damaged(gettext("{name}: XML cu elemente unul în altul de peste 200 de ori", name=name), template_file)
    if trees[DOCUMENT].find(f"{W}body") is None:
        raise _damaged(gettext("{name}: XML fără corpul textului", name=DOCUMENT), template_file)


def _damaged(found: str, template_file: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(template_file),
        found=gettext("o parte deteriorată, {found}", found=found),
        expected=gettext("un document Word (.docx) întreg"),
        fix=gettext(_SAVE_AS),
    )


def _check_kind(parts: Mapping[str, bytes], document: etree._Element, template_file: str) -> None:
    kind = _content_types(parts).get(DOCUMENT, "")
    if not kind.endswith(_FILLED[0]):
        names = (gettext(name) for piece, name in _NOT_A_PLAIN_DOCUMENT if piece in kind.lower())
        raise _another_kind(next(names, gettext("un fișier de alt fel decât un document Word")), template_file)
    if str(document.tag).startswith(f"{{{_STRICT}"):
        raise _another_kind(gettext("un document de tipul „Document Strict Open XML”"), template_file)


def _active(active: ActiveContent, template_file: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(template_file),
        found=active.found,
        expected=gettext(
            "text, tabele și imagini păstrate în șablon, fără ceva care pornește programe sau aduce alte fișiere"
        ),
        fix=gettext(
            "deschideți șablonul în Word, ștergeți ce s-a găsit și puneți în loc text sau o imagine inserată în document"
        ),
    )


def _another_kind(found: str, template_file: str) -> OfficeFileError:
    return OfficeFileError(
        place=Place(template_file), found=found, expected=gettext("un document Word (.docx) obișnuit"), fix=gettext(_SAVE_AS)
    )


def _content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    root = parse_part(CONTENT_TYPES, parts[CONTENT_TYPES])
    return {element.get("PartName", "")[1:]: element.get("ContentType", "") for element in root}


def _unfinished_edits(name: str, tree: etree._Element, template_file: str) -> Iterator[Refusal]:
    for change in tree.iter(*(W + kind for kind in (*_TRACKED, *_TRACKED_ALSO))):
        tracked = OfficeFileError(
            place=Place(template_file),
            found=gettext("modificări urmărite, pe care nimeni nu le-a acceptat"),
            expected=gettext("un șablon fără modificări urmărite; marcajele din ele s-ar pierde"),
            fix=gettext(
                "deschideți șablonul în Word, fila „Revizuire”: acceptați modificările urmărite și opriți urmărirea lor"
            ),
        )
        yield Refusal(tracked, name, change)
    for comment in tree.iter(*(W + kind for kind in _COMMENTS)):
        commented = OfficeFileError(
            place=Place(template_file),
            found=gettext("comentarii"),
            expected=gettext(
                "un șablon fără comentarii; ele ar ajunge în documentul oficial, cu numele celor care le-au scris"
            ),
            fix=gettext("deschideți șablonul în Word, fila „Revizuire”, și ștergeți toate comentariile"),
        )
        yield Refusal(commented, name, comment)


def _tags_elsewhere(trees: Mapping[str, etree._Element], template_file: str) -> Iterator[Refusal]:
    for name, tree in sorted(trees.items()):
        tag = "" if name.startswith("docProps/") else tag_in(tree)  # the properties are written anew
        if tag:
            kind = next((f" ({gettext(known)})" for start, known in _KNOWN_PARTS if name.startswith(start)), "")
            error = OfficeFileError(
                place=Place(template_file),
                found=gettext("un marcaj în partea „{name}”{kind}: „{tag}”", name=name, kind=kind, tag=tag),
                expected=gettext(
                    "marcaje numai în text, în antet, în subsol și în notele de subsol; altundeva nu se completează"
                ),
                fix=gettext("deschideți șablonul în Word și mutați marcajul în text sau într-o notă de subsol"),
            )
            yield Refusal(error, name, tree)
