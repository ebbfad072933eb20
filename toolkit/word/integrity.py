"""What must hold in a Word file whatever it says: ids that do not repeat, links between parts that lead somewhere."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, cast
from urllib.parse import unquote

from lxml import etree

from toolkit.language import N_, gettext
from toolkit.word.package import CONTENT_TYPES, W14, WP, W

_USED = etree.XPath(
    "//@r:id | //@r:embed | //@r:link | //@r:pict",
    namespaces={"r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"},
)
_OF_PARAGRAPHS = etree.XPath("//@w14:paraId", namespaces={"w14": W14[1:-1]})
_IN_THE_FILE: Final = (
    (N_("desen"), f"{WP}docPr", "id"),
    (N_("semn de carte"), f"{W}bookmarkStart", f"{W}id"),
    (N_("nume de semn de carte"), f"{W}bookmarkStart", f"{W}name"),
)
_IN_A_PART: Final = (
    (N_("notă de subsol"), f"{W}footnote", f"{W}id"),
    (N_("notă de final"), f"{W}endnote", f"{W}id"),
    (N_("stil"), f"{W}style", f"{W}styleId"),
    (N_("listă"), f"{W}num", f"{W}numId"),
    (N_("model de listă"), f"{W}abstractNum", f"{W}abstractNumId"),
)


def find_broken(parts: Mapping[str, bytes], trees: Mapping[str, etree._Element]) -> Iterator[tuple[str, str]]:
    """Find what Word would call a damaged file: each as what was found, and what was expected."""
    yield from _ids_that_repeat(trees)
    yield from _broken_relationships(parts, trees)
    yield from _parts_without_a_kind(parts, trees[CONTENT_TYPES])


def _ids_that_repeat(trees: Mapping[str, etree._Element]) -> Iterator[tuple[str, str]]:
    tags = {f"{W}sdtPr", *(tag for _, tag, _ in (*_IN_THE_FILE, *_IN_A_PART))}
    found: dict[str, list[tuple[str, etree._Element]]] = {tag: [] for tag in tags}
    for name, tree in trees.items():
        for element in tree.iter(*tags):
            found[str(element.tag)].append((name, element))
    counts: Counter[tuple[str, str, str]] = Counter()
    for kind, tag, attribute in _IN_THE_FILE:
        counts.update((kind, "", number) for _, element in found[tag] if (number := element.get(attribute)) is not None)
    for kind, tag, attribute in _IN_A_PART:
        counts.update((kind, name, number) for name, element in found[tag] if (number := element.get(attribute)) is not None)
    for name, tree in trees.items():
        counts.update((N_("paragraf"), "", str(number)) for number in cast("list[str]", _OF_PARAGRAPHS(tree)))
        if name.endswith(".rels"):
            counts.update((N_("relație"), name, relationship.get("Id", "")) for relationship in tree)
        counts.update(
            (N_("control"), "", control.get(f"{W}val", "")) for control in tree.iterfind(f".//{W}sdt/{W}sdtPr/{W}id")
        )
    for (kind, _, number), count in counts.items():
        if count > 1:
            yield (
                gettext(
                    "identificatorul „{number}” de {count} ori ({kind})", number=number, count=count, kind=gettext(kind)
                ),
                gettext("identificatori care nu se repetă"),
            )


def _broken_relationships(parts: Mapping[str, bytes], trees: Mapping[str, etree._Element]) -> Iterator[tuple[str, str]]:
    known: dict[str, set[str]] = {}
    for name, tree in sorted(trees.items()):
        if not name.endswith(".rels"):
            continue
        folder, own = posixpath.split(name.removesuffix(".rels"))
        owner = posixpath.join(posixpath.dirname(folder), own)
        known[owner] = {relationship.get("Id", "") for relationship in tree}
        for relationship in tree:
            target = unquote(relationship.get("Target", ""))
            inside = posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), target)).lstrip("/")
            if relationship.get("TargetMode") != "External" and inside not in parts:
                yield (
                    gettext("în „{name}”, o legătură către partea „{inside}”, care lipsește", name=name, inside=inside),
                    gettext("legături către părți ale documentului"),
                )
    for name, tree in sorted(trees.items()):
        if name.startswith("word/") and not name.endswith(".rels"):
            for number in sorted(set(map(str, cast("list[str]", _USED(tree)))) - known.get(name, set())):
                yield (
                    gettext("în „{name}”, legătura „{number}”, care nu este descrisă", name=name, number=number),
                    gettext("legături descrise alături de parte"),
                )


def _parts_without_a_kind(parts: Mapping[str, bytes], types: etree._Element) -> Iterator[tuple[str, str]]:
    endings = {(entry.get("Extension") or "").lower() for entry in types} - {"xml"}  # of XML there are many kinds
    named = [entry.get("PartName", "")[1:] for entry in types if entry.get("PartName")]
    for name in sorted(parts):
        if name != CONTENT_TYPES and name not in named and name.rpartition(".")[2].lower() not in endings:
            yield (
                gettext("partea „{name}”, despre care nu se spune de ce fel este", name=name),
                gettext("felul fiecărei părți, în [Content_Types].xml"),
            )
    for name, count in sorted(Counter(named).items()):
        if count > 1 or name not in parts:
            yield (
                gettext("felul părții „{name}”, de {count} ori", name=name, count=count),
                gettext("felul fiecărei părți, o dată, și numai al celor care sunt"),
            )
