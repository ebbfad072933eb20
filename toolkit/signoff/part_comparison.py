"""Comparing the parts of a Word file with the list that somebody signed: what was altered, added or taken out since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from toolkit.errors import ToolkitError
from toolkit.language import gettext
from toolkit.plan.spelling import shown
from toolkit.signoff.fact import Fault
from toolkit.signoff.signature_xml import CANONICAL, DIGESTS, DS, PACKAGE_SIGNATURE, RELATIONSHIPS_TRANSFORM, digest
from toolkit.signoff.signed_parts import (
    Kinds,
    is_covered,
    is_left_out,
    part_and_kind,
    relationships_as_signed,
    relationships_in,
    target_of,
)
from toolkit.word.package import CONTENT_TYPES

_D, _M = f"{{{DS}}}", f"{{{PACKAGE_SIGNATURE}}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signed:
    """What a signature says of one part."""

    name: str
    kind: str
    algorithm: str
    digest: str
    relationships: frozenset[str] | None  # the ids that were digested, where the part is a list of relationships


def compare_parts(parts: Mapping[str, bytes], manifest: etree._Element) -> tuple[Fault, ...]:
    """Compare a file with the list of its signed parts; every part that is not as it was is named, in order."""
    faults: list[Fault] = []
    signed: dict[str, _Signed] = {}
    for reference in manifest:
        entry, uri = _listed(reference), shown(reference.get("URI", ""))
        if entry is None or entry.name.casefold() in signed:
            faults.append(
                Fault(part="", text=gettext("semnătura trimite la „{uri}” într-un fel care nu se acceptă", uri=uri))
            )
        else:
            signed[entry.name.casefold()] = entry
    present = {name.casefold(): name for name in parts}
    for key, entry in signed.items():
        if key not in present:
            faults.append(_of(entry.name, gettext("partea „{name}” a fost scoasă după semnare", name=shown(entry.name))))
    for key, name in present.items():
        if key in signed:
            faults += _changes(parts[name], name, signed[key])
        elif is_covered(name):
            faults.append(_of(name, gettext("partea „{name}” a fost adăugată după semnare", name=shown(name))))
    faults += _other_kinds(parts, present, signed)
    faults += _leading_to_unsigned(parts, present, signed)
    return tuple(sorted(faults, key=lambda fault: (fault.part, fault.text)))


def _listed(reference: etree._Element) -> _Signed | None:
    """Read what a signature says of one part; nothing where it says it in a way that is not accepted."""
    name, kind = part_and_kind(reference.get("URI", ""))
    method = reference.find(f"{_D}DigestMethod")
    algorithm = None if method is None else DIGESTS.get(method.get("Algorithm", ""))
    steps = reference.findall(f"{_D}Transforms/{_D}Transform")
    chosen = [each for step in steps for each in step]
    is_list = name.casefold().endswith(".rels")
    due = [RELATIONSHIPS_TRANSFORM, CANONICAL] if is_list else []
    if (
        not name
        or algorithm is None
        or reference.tag != f"{_D}Reference"
        or [step.get("Algorithm", "") for step in steps] != due
        or any(each.tag != f"{_M}RelationshipReference" for each in chosen)
    ):
        return None
    return _Signed(
        name=name,
        kind=kind,
        algorithm=algorithm,
        digest="".join((reference.findtext(f"{_D}DigestValue") or "").split()),
        relationships=frozenset(each.get("SourceId", "") for each in chosen) if is_list else None,
    )


def _changes(content: bytes, name: str, signed: _Signed) -> Iterator[Fault]:
    altered = _of(name, gettext("partea „{name}” s-a schimbat după semnare", name=shown(name)))
    if signed.relationships is None:
        if digest(content, signed.algorithm) != signed.digest:
            yield altered
        return
    try:
        relationships = relationships_in(content, name)
        as_signed = relationships_as_signed(content, name, signed.relationships)
    except (ToolkitError, etree.C14NError):
        yield altered
        return
    ids = [each.get("Id", "") for each in relationships]
    for each in relationships:
        if each.get("Id", "") not in signed.relationships and not is_left_out(each, name):
            text = gettext(
                "legătura „{id}” din partea „{name}” a fost adăugată după semnare", id=shown(each.get("Id", "")), name=name
            )
            yield _of(name, text)
    removed = signed.relationships.difference(ids)
    for one in removed:
        text = gettext("legătura „{id}” din partea „{name}” a fost scoasă după semnare", id=shown(one), name=name)
        yield _of(name, text)
    if len(ids) != len(set(ids)) or (not removed and digest(as_signed, signed.algorithm) != signed.digest):
        yield _of(name, gettext("legăturile din partea „{name}” s-au schimbat după semnare", name=name))


def _other_kinds(parts: Mapping[str, bytes], present: Mapping[str, str], signed: Mapping[str, _Signed]) -> Iterator[Fault]:
    """Find parts that a program would read as something else than what was signed."""
    try:
        kinds = Kinds(parts[CONTENT_TYPES])
    except ToolkitError:
        yield _of(CONTENT_TYPES, gettext("partea „{name}” s-a schimbat după semnare", name=CONTENT_TYPES))
        return
    for key, entry in signed.items():
        if key in present and kinds.of(present[key]) != entry.kind:
            name = present[key]
            yield _of(name, gettext("tipul părții „{name}” s-a schimbat după semnare", name=shown(name)))


def _leading_to_unsigned(
    parts: Mapping[str, bytes], present: Mapping[str, str], signed: Mapping[str, _Signed]
) -> Iterator[Fault]:
    """Find signed relationships that lead to a part that nobody signed, so that it could be exchanged unseen."""
    for key, entry in signed.items():
        if entry.relationships is None or key not in present:
            continue
        try:
            relationships = relationships_in(parts[present[key]], entry.name)
        except ToolkitError:
            continue
        for each in relationships:
            target = target_of(each, entry.name)
            if each.get("Id") in entry.relationships and target.casefold() in present and not is_covered(target):
                text = gettext("partea „{name}” este folosită de document, dar nu este semnată", name=shown(target))
                yield _of(present[target.casefold()], text)


def _of(name: str, text: str) -> Fault:
    return Fault(part=name, text=text)
