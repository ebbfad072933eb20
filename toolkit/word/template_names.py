"""The names in the tags of a template against the fields of a report, both ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass
from functools import partial
from typing import Any, Self, get_args, get_type_hints

from jinja2 import TemplateError, TemplateSyntaxError, nodes

from toolkit.errors import OfficeFileError, Place
from toolkit.language import N_, gettext
from toolkit.plan.spelling import nearest
from toolkit.word.environment import WORD, broken_tag, forbidden_tag, where_in, wrong_tag
from toolkit.word.limits import one_document
from toolkit.word.permitted import LOOP_FIELDS, PIECE_OF_A_TAG, is_hidden, line_of
from toolkit.word.template import template_sources, template_tags
from toolkit.word.unprinted import STEERING, find_unprinted

_XML = re.compile(r"<[^>]*>")
_COMPARING = (nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand, nodes.Const)
_FIX = N_("deschideți șablonul în Word și corectați marcajul")


def check_tags(template: bytes, template_file: str, context_class: type) -> TagCheck:
    """Walk through the tags of a template as a run reads them; a tag that is not whole is refused."""
    check = TagCheck(template_file, context_class)
    parts = template_tags(template, template_file)
    for source in template_sources(template, template_file):
        check.read(source)
    if not check.complaints:
        check.find_unused(parts)
    return check


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a tag, as it is said of a paragraph, and the line of that paragraph: 0 where there is none."""

    say: Callable[[str], OfficeFileError]
    line: int = 0
    text: str = ""
    unused: str = ""  # the field that no tag prints
    tag: str = ""  # the tag itself, where it was read by itself

    @classmethod
    def of(cls, error: OfficeFileError, line: int = 0, *, unused: str = "", tag: str = "") -> Self:
        """Complain of what can be said without the paragraph."""
        return cls(lambda _: error, line, unused=unused, tag=tag)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a name stands for: its type, and its path from the top of the report."""

    type: Any
    path: str


_COMPLAINED_OF = _Known(None, "")
_TEXT = _Known(str, "")
_LOOP = _Known("loop", "")


@dataclass(slots=True)
class TagCheck:
    """One walk through the tags of a template."""

    template_file: str
    context_class: type
    complaints: list[Complaint] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    printed: set[str] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)

    def read(self, source: str) -> None:
        """Walk through a part as jinja gets to read it, a line for each paragraph."""
        self.lines = source.split("\n")
        top = {name: _Known(kind, name) for name, kind in get_type_hints(self.context_class).items()}
        try:
            tree = WORD.parse(source)
            self._statements(tree.body, top)
        except TemplateSyntaxError as error:
            self._complain(partial(wrong_tag, error, self.template_file), error.lineno)

    def find_unused(self, parts: Sequence[str]) -> None:
        """Complain of every text that no tag prints, or not always; and of every other field of which no tag makes use."""
        try:
            with one_document():
                unprinted = find_unprinted(parts, self.context_class)
        except TemplateError as error:
            self._complain(partial(wrong_tag, error, self.template_file), 0)
            return
        except TypeError:
            self._add(
                0,
                found=gettext("o condiție care compară un text cu un număr"),
                expected=gettext("condiții care compară texte cu texte și numere cu numere"),
                fix=gettext("deschideți șablonul în Word și corectați condiția, {% if … %}"),
            )
            return
        for path, is_text in leaves_of(self.context_class, ""):
            if unprinted.get(path):
                self._add(
                    0,
                    found=gettext(
                        "câmpul „{path}” tipărit numai uneori: lipsește {unprinted}", path=path, unprinted=unprinted[path]
                    ),
                    expected=gettext("fiecare câmp tipărit oricare ar fi datele, în fiecare ramură if, elif, else"),
                    fix=gettext("deschideți șablonul în Word și adăugați marcajul acolo unde lipsește"),
                )
            elif path in unprinted or not (is_text or path in self.used):
                self.complaints.append(Complaint.of(unprinted_field(self.template_file, path), unused=path))

    def never_printed(self) -> tuple[str, ...]:
        """Give the fields that no tag prints, as far as the names alone tell; a field that only steers may be compared."""
        leaves = leaves_of(self.context_class, "")
        return tuple(sorted(path for path, is_text in leaves if path not in (self.printed if is_text else self.used)))

    def _statements(self, body: list[nodes.Node], scope: Mapping[str, _Known]) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                for inner in node.nodes:
                    self._printed(inner, scope)
            elif isinstance(node, nodes.If):
                self._value(node.test, scope)
                self._statements([*node.body, *node.elif_, *node.else_], scope)
            elif isinstance(node, nodes.For) and isinstance(node.target, nodes.Name) and node.test is None:
                element = self._element(node.iter, self._value(node.iter, scope))
                self._statements(node.body, {**scope, node.target.name: element, "loop": _LOOP})
                self._statements(node.else_, scope)
            else:
                self._refuse(node)

    def _printed(self, node: nodes.Expr, scope: Mapping[str, _Known]) -> None:
        if isinstance(node, nodes.TemplateData):
            self._plain_text(node)
            return
        before, self.used = self.used, set()
        known = self._value(node, scope)
        self.printed |= self.used
        self.used |= before
        if known.type not in (str, int, None):
            inner = (
                sorted(gettext("„{text}”", text=f"{_name(node)}.{name}") for name in get_type_hints(known.type))
                if is_dataclass(known.type)
                else []
            )
            self._add(
                line_of(node),
                found=gettext("marcajul „{name}”, care stă pentru mai multe texte", name=_name(node)),
                expected=gettext("unul dintre ele: {names}", names=", ".join(inner))
                if inner
                else gettext("o repetare, {%p for … in … %} … {%p endfor %}"),
                fix=gettext(_FIX),
            )

    def _value(self, node: nodes.Node, scope: Mapping[str, _Known]) -> _Known:
        if isinstance(node, nodes.Name):
            return self._use(scope[node.name]) if node.name in scope else self._unknown(node, scope)
        if isinstance(node, nodes.Getattr) and is_hidden(node.attr):
            return _COMPLAINED_OF  # `check_permitted` refuses it
        if isinstance(node, nodes.Getattr):
            return self._field(node, self._value(node.node, scope))
        if isinstance(node, (nodes.Filter, *_COMPARING)) and getattr(node, "name", "length") in WORD.filters:
            for inner in node.iter_child_nodes():
                self._value(inner, scope)
            return _TEXT
        return self._refuse(node)

    def _field(self, node: nodes.Getattr, owner: _Known) -> _Known:
        if owner is _COMPLAINED_OF:
            return owner
        if owner is _LOOP and node.attr in LOOP_FIELDS:
            return _TEXT
        hints = (
            get_type_hints(owner.type) if is_dataclass(owner.type) else dict.fromkeys(LOOP_FIELDS if owner is _LOOP else ())
        )
        if node.attr in hints:
            return self._use(_Known(hints[node.attr], f"{owner.path}.{node.attr}"))
        return self._unknown(node, {f"{_name(node.node)}.{name}": _TEXT for name in hints})

    def _element(self, node: nodes.Node, known: _Known) -> _Known:
        inner = get_args(known.type)
        if inner:
            return self._use(_Known(inner[0], known.path))
        if isinstance(node, (nodes.Name, nodes.Getattr)) and known is not _COMPLAINED_OF:
            self._add(
                line_of(node),
                found=gettext("o repetare prin „{name}”, care nu este o listă", name=_name(node)),
                expected=gettext("o repetare printr-o listă a raportului; un text se tipărește cu {{ nume }}"),
                fix=gettext(_FIX),
            )
        return _COMPLAINED_OF

    def _use(self, known: _Known) -> _Known:
        self.used.add(known.path)
        return known

    def _unknown(self, node: nodes.Node, known: Mapping[str, _Known]) -> _Known:
        self._add(
            line_of(node), found=_unknown_name(_name(node)), expected=_a_known_name(_name(node), known), fix=gettext(_FIX)
        )
        return _COMPLAINED_OF

    def _refuse(self, node: nodes.Node) -> _Known:
        self._complain(partial(forbidden_tag, self.template_file), line_of(node))
        return _COMPLAINED_OF

    def _plain_text(self, node: nodes.TemplateData) -> None:
        for line, data in enumerate(node.data.split("\n"), node.lineno):
            if PIECE_OF_A_TAG.search(_XML.sub("", data)):
                self._complain(partial(broken_tag, self.template_file), line)

    def _paragraph(self, line: int) -> str:
        return " ".join(_XML.sub("", self.lines[line - 1]).split()) if 0 < line <= len(self.lines) else ""

    def _add(self, line: int, *, found: str, expected: str, fix: str) -> None:
        self._complain(lambda text: OfficeFileError(Place(self.template_file), found + where_in(text), expected, fix), line)

    def _complain(self, say: Callable[[str], OfficeFileError], line: int) -> None:
        self.complaints.append(Complaint(say, line, self._paragraph(line)))


def unprinted_field(template_file: str, path: str) -> OfficeFileError:
    """Say of a field of the report that no tag prints it."""
    return OfficeFileError(
        Place(template_file),
        gettext("niciun marcaj pentru câmpul „{path}”", path=path),
        gettext("fiecare câmp al raportului în șablon; fără marcaj, textul lui ar lipsi din document"),
        gettext("deschideți șablonul în Word și adăugați marcajul la locul lui"),
    )


def _unknown_name(name: str) -> str:
    """Say of a name in a template that the report does not have it."""
    return gettext("marcajul „{name}”, pe care raportul nu îl cunoaște", name=name)


def _a_known_name(name: str, known: Iterable[str]) -> str:
    """Say which names there are, or which of them is the nearest."""
    names = sorted(known)
    near = nearest(name, names)
    others = ", ".join(gettext("„{text}”", text=other) for other in names)
    return gettext("un nume din lista marcajelor") + (
        gettext("; cel mai apropiat este „{near}”", near=near) if near else f": {others}" if others else ""
    )


def leaves_of(context_class: type, path: str) -> Iterator[tuple[str, bool]]:
    """Walk the fields that hold texts or numbers; with each, whether it is a text to be printed."""
    for name, hint in get_type_hints(context_class).items():
        kind, own = hint, f"{path}.{name}" if path else name
        while get_args(kind):
            kind = get_args(kind)[0]
        if isinstance(kind, type) and is_dataclass(kind):
            yield from leaves_of(kind, own)
        else:
            yield own, kind is str and name not in STEERING


def _name(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_name(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"
