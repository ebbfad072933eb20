"""The gate through which every produced file passes: it is read back by other means than it was written, and compared.

Parts are well-formed, ids are unique, no tag is left, every text of the context is in the file, and every table holds,
row by row, the cells that the context gives it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from toolkit.errors import ToolkitFault
from toolkit.word.context_tables import Table, holds_rows, tables_of
from toolkit.word.package import W14, WP, W, parse_part, read_package

_TAG_LEFT = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_NOT_PRINTED = frozenset({"style"})  # fields that choose how a text is printed, and are not printed themselves
_TARGETS = frozenset({"link", "bookmark"})  # fields that are printed as where a click leads
_PARTS_WITH_TEXT = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "-"}


def check_document(docx: bytes, context: Mapping[str, object]) -> None:
    """Compare a finished file with the context that it was made from; whatever does not agree is a fault of ours."""
    parts = read_package(docx, "documentul Word")
    trees = {name: parse_part(name, xml) for name, xml in parts.items() if name.endswith((".xml", ".rels"))}
    printed = _read(trees)
    texts = set(_texts(context, ""))
    faults = [
        *_ids_that_repeat(trees),
        *_tags_left(printed.paragraphs, {text for _, text in texts if _TAG_LEFT.search(text)}),
        *_texts_not_found(printed, texts),
        *_tables_not_found(printed.tables, context),
    ]
    if faults:
        raise ToolkitFault.all_of(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    """What is in a file: its paragraphs, the cells of its tables, and the targets of links and bookmarks."""

    paragraphs: Sequence[str]
    tables: Sequence[Table]
    targets: frozenset[str]


def _read(trees: Mapping[str, etree._Element]) -> _Printed:
    bodies = [tree for name, tree in sorted(trees.items()) if _PARTS_WITH_TEXT.fullmatch(name)]
    properties = [element.text or "" for name, tree in trees.items() if name.startswith("docProps/") for element in tree]
    texts = {paragraph: _text(paragraph) for body in bodies for paragraph in body.iter(f"{W}p")}
    tables = [
        [[_cell_text(cell, texts) for cell in row.iterfind(f"{W}tc")] for row in table.iterfind(f"{W}tr")]
        for body in bodies
        for table in body.iter(f"{W}tbl")
    ]
    targets = {mark.get(f"{W}name", "") for body in bodies for mark in body.iter(f"{W}bookmarkStart")}
    for body in bodies:
        targets.update(re.sub(r'^ HYPERLINK "(.*)" $', r"\1", element.text or "") for element in body.iter(f"{W}instrText"))
    return _Printed(paragraphs=[*texts.values(), *properties], tables=tables, targets=frozenset(targets))


def _text(paragraph: etree._Element) -> str:
    elements = (element for run in paragraph.iter(f"{W}r") for element in run)
    return "".join((e.text or "") if e.tag == f"{W}t" else _MARKS.get(str(e.tag), "") for e in elements)


def _cell_text(cell: etree._Element, texts: Mapping[etree._Element, str]) -> str:
    return "\n".join(texts[paragraph] for paragraph in cell.iter(f"{W}p"))


def _texts(value: object, name: str) -> Iterator[tuple[str, str]]:
    """Walk the texts of a context, each with the name of its field."""
    if isinstance(value, Mapping):
        for field, inner in value.items():
            if field not in _NOT_PRINTED:
                yield from _texts(inner, field)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner, name)
    elif isinstance(value, str) and value.strip():
        yield name, value


def _ids_that_repeat(trees: Mapping[str, etree._Element]) -> Iterator[ToolkitFault]:
    kinds = (
        ("desen", f"{WP}docPr", "id"),
        ("semn de carte", f"{W}bookmarkStart", f"{W}id"),
        ("nume de semn de carte", f"{W}bookmarkStart", f"{W}name"),
        ("paragraf", f"{W}p", f"{W14}paraId"),
    )
    for kind, tag, attribute in kinds:
        counts = Counter(element.get(attribute) for tree in trees.values() for element in tree.iter(tag))
        for identity, count in counts.items():
            if identity is not None and count > 1:
                yield _fault(f"identificatorul „{identity}” de {count} ori ({kind})", "identificatori care nu se repetă")


def _tags_left(paragraphs: Iterable[str], allowed: Iterable[str]) -> Iterator[ToolkitFault]:
    """Find tags that nobody filled; what a department wrote may look like one."""
    longest_first = sorted(allowed, key=lambda text: (-len(text), text))
    for paragraph in filter(_TAG_LEFT.search, paragraphs):
        rest = paragraph
        for text in longest_first:
            rest = rest.replace(text, "")
        if _TAG_LEFT.search(rest):
            yield _fault(f"un marcaj rămas în paragraful „{_short(paragraph)}”", "un document fără marcaje")


def _texts_not_found(printed: _Printed, texts: Iterable[tuple[str, str]]) -> Iterator[ToolkitFault]:
    whole = set(printed.paragraphs)
    everything = "\n".join(printed.paragraphs)
    for name, text in sorted(texts):
        found = text in printed.targets if name in _TARGETS else text in whole or text in everything
        if not found:
            yield _fault(f"lipsește textul „{_short(text)}” ({name})", "fiecare text al raportului, întreg")


def _tables_not_found(printed: Iterable[Table], context: Mapping[str, object]) -> Iterator[ToolkitFault]:
    remaining = iter(printed)
    for rows in tables_of(context):
        if not any(holds_rows(table, rows) for table in remaining):
            first = next((cell for row in rows for field in row for cell in field), "")
            yield _fault(
                f"un tabel fără celulele calculate (primul rând: „{_short(first)}”)", "rândurile raportului, în ordine"
            )
            return


def _fault(found: str, expected: str) -> ToolkitFault:
    return ToolkitFault(
        place="documentul Word, citit din nou",
        found=found,
        expected=expected,
        fix="trimiteți acest mesaj celor care întrețin programul; documentul nu a fost scris",
    )


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
