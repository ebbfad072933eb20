"""The gate through which every produced file passes: it is read back by other means than it was written, and compared.

Parts are well-formed, ids are unique, no tag is left, every text of the context is in the file, and every table holds, row by
row, the cells that the context gives it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from toolkit.errors import ToolkitFault
from toolkit.word.package import W14, WP, W, parse_part, read_package

_TAG_LEFT = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_NOT_PRINTED = frozenset({"style"})  # names of fields that choose how a text is printed, and are not printed themselves
_PRINTED_ELSEWHERE = frozenset({"link", "bookmark"})
_PARTS_WITH_TEXT = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")


def check_document(docx: bytes, context: Mapping[str, object]) -> None:
    """Compare a finished file with the context that it was made from; whatever does not agree is a fault of ours."""
    parts = read_package(docx, "documentul Word")
    trees = {name: parse_part(name, xml) for name, xml in parts.items() if name.endswith((".xml", ".rels"))}
    printed = _read(trees)
    texts = set(_texts(context, frozenset()))
    faults = [
        *_ids_that_repeat(trees),
        *_tags_left(printed.paragraphs, {text for _, text in texts if _TAG_LEFT.search(text)}),
        *_texts_not_found(printed, texts),
        *_rows_not_found(printed.tables, _tables(context)),
    ]
    if faults:
        raise ToolkitFault.all_of([_fault(found, expected) for found, expected in faults])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    """What is in a file: its paragraphs, the cells of its tables, and the targets of links and bookmarks."""

    paragraphs: Sequence[str]
    tables: Sequence[Sequence[Sequence[str]]]
    targets: frozenset[str]


_FIX = "trimiteți acest mesaj celor care întrețin programul; documentul nu a fost scris"


def _fault(found: str, expected: str) -> ToolkitFault:
    return ToolkitFault(place="documentul Word, citit din nou", found=found, expected=expected, fix=_FIX)


def _read(trees: Mapping[str, etree._Element]) -> _Printed:
    bodies = [tree for name, tree in sorted(trees.items()) if _PARTS_WITH_TEXT.fullmatch(name)]
    properties = [element.text or "" for name, tree in trees.items() if name.startswith("docProps/") for element in tree]
    by_paragraph = {paragraph: _text(paragraph) for body in bodies for paragraph in body.iter(f"{W}p")}
    tables = [
        [
            ["\n".join(by_paragraph[p] for p in cell.iter(f"{W}p")) for cell in row.iterfind(f"{W}tc")]
            for row in table.iterfind(f"{W}tr")
        ]
        for body in bodies
        for table in body.iter(f"{W}tbl")
    ]
    targets = {mark.get(f"{W}name", "") for body in bodies for mark in body.iter(f"{W}bookmarkStart")}
    for body in bodies:
        targets.update(re.sub(r'^ HYPERLINK "(.*)" $', r"\1", element.text or "") for element in body.iter(f"{W}instrText"))
    return _Printed(paragraphs=[*by_paragraph.values(), *properties], tables=tables, targets=frozenset(targets))


def _text(paragraph: etree._Element) -> str:
    marks = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "-"}
    pieces = paragraph.iter(f"{W}t", *marks)
    return "".join((e.text or "") if e.tag == f"{W}t" else marks[e.tag] for e in pieces if not _is_tab_stop(e))


def _is_tab_stop(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{W}tabs"


def _texts(value: object, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Walk the texts of a context, each with the name of its field."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in _NOT_PRINTED:
                yield from _texts(inner, frozenset({name}))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner, names)
    elif isinstance(value, str) and value.strip():
        yield next(iter(names), ""), value


def _ids_that_repeat(trees: Mapping[str, etree._Element]) -> Iterator[tuple[str, str]]:
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
                yield f"numărul „{identity}” de {count} ori, ca {kind}", "numere care nu se repetă"


def _tags_left(paragraphs: Iterable[str], allowed: Iterable[str]) -> Iterator[tuple[str, str]]:
    longest_first = sorted(allowed, key=lambda text: (-len(text), text))
    for paragraph in paragraphs:
        if not _TAG_LEFT.search(paragraph):
            continue
        rest = paragraph
        for text in longest_first:
            rest = rest.replace(text, "")
        if _TAG_LEFT.search(rest):
            yield f"un marcaj rămas în paragraful „{_short(paragraph)}”", "un document fără marcaje"


def _texts_not_found(printed: _Printed, texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    whole = set(printed.paragraphs)
    everything = "\n".join(printed.paragraphs)
    for name, text in sorted(texts):
        found = text in printed.targets if name in _PRINTED_ELSEWHERE else text in whole or text in everything
        if not found:
            yield f"textul „{_short(text)}” ({name}) lipsește", "fiecare text al raportului, întreg"


def _tables(value: object) -> Iterator[list[list[list[str]]]]:
    """Walk the tables of a context: for each list called `rows` (and `totals` after it), its rows as the cells of each field."""
    if isinstance(value, Mapping):
        rows, totals = value.get("rows"), value.get("totals")
        if isinstance(rows, list | tuple):
            table = [[_cells(field) for field in row.values()] for row in rows if isinstance(row, Mapping)]
            yield [*table, [_cells(totals)]] if isinstance(totals, list | tuple) else table
        for inner in value.values():
            yield from _tables(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _tables(inner)


def _cells(field: object) -> list[str]:
    """Give the cells that a field of a row fills: a text or paragraphs fill one, a list of texts one each."""
    if not isinstance(field, list | tuple):
        return [str(field)]
    if all(isinstance(element, Mapping) and "parts" in element for element in field):
        return ["\n".join("".join(part["text"] for part in paragraph["parts"]) for paragraph in field)]
    return ["".join(map(str, element.values())) if isinstance(element, Mapping) else str(element) for element in field]


def _rows_not_found(
    printed: Sequence[Sequence[Sequence[str]]], wanted: Iterable[list[list[list[str]]]]
) -> Iterator[tuple[str, str]]:
    """Find the context's tables among the printed ones, in order; rows must follow one another, and fields keep their cells."""
    remaining = iter(printed)
    for rows in wanted:
        if not any(_holds_rows(table, rows) for table in remaining):
            first = rows[0][0][0] if rows and rows[0] and rows[0][0] else ""
            yield (
                f"un tabel ale cărui celule nu sunt cele calculate (primul rând: „{_short(first)}”)",
                "rândurile raportului, în ordine",
            )
            return


def _holds_rows(table: Sequence[Sequence[str]], rows: Sequence[list[list[str]]]) -> bool:
    starts = range(len(table) - len(rows) + 1)
    return any(all(_holds_fields(table[start + i], row) for i, row in enumerate(rows)) for start in starts)


def _holds_fields(cells: Sequence[str], fields: Sequence[list[str]]) -> bool:
    return all(
        any(
            all(_agrees(cell, text) for cell, text in zip(cells[at : at + len(field)], field, strict=True))
            for at in range(len(cells) - len(field) + 1)
        )
        for field in fields
    )


def _agrees(cell: str, text: str) -> bool:
    """Compare a cell with its text; a paragraph may begin with its mark and a tab."""
    if cell == text:
        return True
    lines, wanted = cell.split("\n"), text.split("\n")
    return len(lines) == len(wanted) and all(
        line == want or (line.endswith(f"\t{want}") and len(line) - len(want) < 10)
        for line, want in zip(lines, wanted, strict=True)
    )


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
