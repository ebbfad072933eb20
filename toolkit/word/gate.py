"""The gate through which every produced file passes: it is read back by other means than it was written, and compared.

Parts are well-formed and lead to each other, ids are unique, title and language are the report's, no tag is left, every text
of the context is in the file as often as the context has it, and paragraph by paragraph, cell by cell, the file is what
template and context must give and looks as the template does, with nothing added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from lxml import etree

from toolkit.errors import ToolkitFault
from toolkit.language import gettext
from toolkit.word.footnotes import FOOTNOTES, next_number
from toolkit.word.integrity import find_broken
from toolkit.word.looks import whole_look
from toolkit.word.outline import outline_of, paragraphs_in, targets_in, text_in, with_footnotes
from toolkit.word.package import CORE, DOCUMENT, STYLES, WRITTEN_ANEW, W, parse_part, read_package
from toolkit.word.permitted import PIECE_OF_A_TAG
from toolkit.word.template_outline import expected_outline, tags_of
from toolkit.word.template_parts import filled_parts, shown_parts, tag_in
from toolkit.word.unprinted import STEERING, TARGETS

_SHOWN_BEFORE = 30  # letters that are alike, before those that are not
_DC = "{http://purl.org/dc/elements/1.1/}"
_LANGUAGE = f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"


def check_document(docx: bytes, template: Mapping[str, bytes], template_file: str, context: Mapping[str, object]) -> None:
    """Compare a finished file with the template's parts and the context; whatever does not agree is a fault of ours.

    The template's parts have the properties that the file must have: title, author and language.
    """
    parts = read_package(docx, gettext("documentul Word"))
    trees = {name: parse_part(name, xml) for name, xml in parts.items() if name.endswith((".xml", ".rels"))}
    filled = filled_parts(template)
    outlines = {name: outline_of(trees[name]) for name in filled if name in trees}
    expected = {name: expected_outline(tags_of(name, template[name], template_file), context) for name in filled}
    if FOOTNOTES in template:
        first = next_number(parse_part(FOOTNOTES, template[FOOTNOTES]))
        expected[DOCUMENT], notes = with_footnotes(expected[DOCUMENT], first)
        expected[FOOTNOTES] += notes
    texts = Counter(_texts(context, ""))
    properties = [element.text or "" for name, tree in trees.items() if name.startswith("docProps/") for element in tree]
    paragraphs = [text_in(paragraph) for outline in outlines.values() for paragraph in paragraphs_in(outline)]
    shown = [text_in(p) for name in shown_parts(template) if name in outlines for p in paragraphs_in(outlines[name])]
    faults = [
        *(_fault(found, expected) for found, expected in find_broken(parts, trees)),
        *_properties_that_differ(trees, template),
        *_styles_that_differ(parts, trees, template),
        *_tags_left(paragraphs, {text for _, text in texts if PIECE_OF_A_TAG.search(text)}),
        *_tags_elsewhere({name: tree for name, tree in trees.items() if name not in filled and name not in WRITTEN_ANEW}),
        *_texts_not_found([*shown, *properties], set().union(*map(targets_in, outlines.values())), texts),
        *(fault for name in filled for fault in _differences(outlines.get(name, ""), expected[name])),
        *_parts_that_differ(parts, template, {*filled, STYLES}),
    ]
    if faults:
        raise ToolkitFault.all_of(faults)


def _texts(value: object, name: str) -> Iterator[tuple[str, str]]:
    """Walk the texts of a context, each with the name of its field."""
    if isinstance(value, Mapping):
        for field, inner in value.items():
            if field not in STEERING:
                yield from _texts(inner, field)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner, name)
    elif isinstance(value, str) and value.strip():
        yield name, value


def _properties_that_differ(trees: Mapping[str, etree._Element], template: Mapping[str, bytes]) -> Iterator[ToolkitFault]:
    core, due = trees.get(CORE), parse_part(CORE, template[CORE])
    for name, kind in (("title", gettext("titlul")), ("creator", gettext("autorul")), ("language", gettext("limba"))):
        found = "" if core is None else core.findtext(f"{_DC}{name}") or ""
        expected = due.findtext(f"{_DC}{name}") or ""
        if found != expected or not found.strip():
            yield _fault(
                gettext("{kind} din proprietăți „{found}”", kind=kind, found=_short(found)),
                gettext("„{text}”", text=_short(expected)),
            )


def _styles_that_differ(
    parts: Mapping[str, bytes], trees: Mapping[str, etree._Element], template: Mapping[str, bytes]
) -> Iterator[ToolkitFault]:
    """Find styles that are not those of the template; they say in which language the report is read aloud, too."""
    styles = trees.get(STYLES)
    if styles is None or parts[STYLES] == template.get(STYLES):
        return
    expected = parse_part(STYLES, template[STYLES])
    found, due = (next((e.get(f"{W}val", "") for e in tree.iterfind(_LANGUAGE)), "") for tree in (styles, expected))
    if found != due:
        yield _fault(gettext("limba documentului „{found}”", found=found), gettext("„{text}”", text=due))
    for some, others, words in (
        (expected, styles, gettext("lipsește sau s-a schimbat")),
        (styles, expected, gettext("nu este al șablonului")),
    ):
        known = set(map(whole_look, others))
        for style in some:
            if whole_look(style) not in known:
                name = style.find(f"{W}name")
                shown = gettext("implicit") if name is None else name.get(f"{W}val", "")
                yield _fault(
                    gettext("stilul „{shown}” {words}", shown=_short(shown), words=words),
                    gettext("stilurile șablonului, neschimbate"),
                )


def _tags_left(paragraphs: Iterable[str], allowed: Iterable[str]) -> Iterator[ToolkitFault]:
    """Find tags that nobody filled; what a department wrote may look like one."""
    longest_first = sorted(allowed, key=lambda text: (-len(text), text))
    for paragraph in filter(PIECE_OF_A_TAG.search, paragraphs):
        rest = paragraph
        for text in longest_first:
            rest = rest.replace(text, "")
        if PIECE_OF_A_TAG.search(rest):
            yield _fault(
                gettext("un marcaj rămas în paragraful „{paragraph}”", paragraph=_short(paragraph)),
                gettext("un document fără marcaje"),
            )


def _tags_elsewhere(trees: Mapping[str, etree._Element]) -> Iterator[ToolkitFault]:
    for name, tree in sorted(trees.items()):
        tag = tag_in(tree)
        if tag:
            yield _fault(
                gettext("un marcaj rămas în partea „{name}”: „{tag}”", name=name, tag=tag),
                gettext("un document fără marcaje"),
            )


def _texts_not_found(
    paragraphs: Sequence[str], targets: Iterable[str], texts: Mapping[tuple[str, str], int]
) -> Iterator[ToolkitFault]:
    """Find texts that the file does not have as often as the context, whatever the template says."""
    whole, known = Counter(paragraphs), set(targets)
    wanted: Counter[str] = Counter()
    for (name, text), count in sorted(texts.items()):
        if name in TARGETS:
            if text not in known:
                yield _missing(text, name)
            continue
        wanted[text] += count
    everything = "\n".join(paragraphs)
    names = {text: name for name, text in sorted(texts, reverse=True)}
    for text, count in sorted(wanted.items()):
        if whole[text] < count and everything.count(text) < count:
            yield _missing(text, names[text])


def _missing(text: str, name: str) -> ToolkitFault:
    return _fault(
        gettext("lipsește textul „{text}” ({name})", text=_short(text), name=name),
        gettext("fiecare text al raportului, întreg și de câte ori este dat"),
    )


def _differences(outline: str, expected: str) -> Iterator[ToolkitFault]:
    """Name the first paragraph at which a part is not what template and context give; what follows it is moved anyway."""
    if outline == expected:
        return
    pairs = zip_longest(paragraphs_in(outline), paragraphs_in(expected), fillvalue="")
    number, (found, wanted) = next((n, pair) for n, pair in enumerate(pairs, 1) if pair[0] != pair[1])
    read, due = text_in(found), text_in(wanted)
    if read != due:
        same = max(0, _alike(read, due) - _SHOWN_BEFORE)
        shown, awaited = (_short(f"…{text[same:]}" if same else text) for text in (read, due))
        yield _fault(
            gettext("paragraful {number} este „{shown}”", number=number, shown=shown),
            gettext("„{awaited}”, după șablon și date", awaited=awaited),
        )
    else:
        yield _fault(
            gettext(
                "paragraful {number}, „{read}”, stă în alt loc, arată altfel sau duce la altă adresă",
                number=number,
                read=_short(read),
            ),
            gettext("așezarea și aspectul din șablon"),
        )


def _alike(one: str, other: str) -> int:
    """Give how many letters two texts have in common from their beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _parts_that_differ(
    parts: Mapping[str, bytes], template: Mapping[str, bytes], compared: Collection[str]
) -> Iterator[ToolkitFault]:
    """Find parts that are not those of the template, besides those that are compared piece by piece."""
    for name in sorted({*parts, *template}):
        if parts.get(name) != template.get(name) and (name not in compared or name not in parts):
            yield _fault(gettext("partea „{name}” s-a schimbat", name=name), gettext("părțile șablonului, neschimbate"))


def _fault(found: str, expected: str) -> ToolkitFault:
    return ToolkitFault(
        place=gettext("documentul Word, citit din nou"),
        found=found,
        expected=expected,
        fix=gettext("trimiteți acest mesaj celor care întrețin programul; documentul nu a fost scris"),
    )


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
