"""The tags of a template against the fields of a report, both ways, before anything runs."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

from jinja2 import TemplateSyntaxError, nodes

from toolkit.errors import OfficeFileError, Place
from toolkit.plan.spelling import nearest
from toolkit.word.template import WORD, broken_tag, template_sources

_TAGS = re.compile(r"<[^>]*>")
_PIECE_OF_A_TAG = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_LOOP_FIELDS = ("first", "index", "index0", "last", "length", "revindex", "revindex0")
_HARMLESS = (
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
    nodes.CondExpr,
    nodes.Add,
    nodes.Sub,
    nodes.Concat,
    nodes.Const,
)


def check_placeholders(template: bytes, template_file: str, context_class: type) -> None:
    """Compare the tags of a template with the fields of a report, and name everything that does not agree.

    A tag without its field would stop the printing; a field without its tag would be missing from the document.
    """
    check = _Check(template_file, context_class)
    for source in template_sources(template, template_file):
        check.read(source)
    if not check.errors:
        check.find_unused()
    if check.errors:
        raise OfficeFileError.all_of(list(check.errors.values()))


@dataclass(frozen=True, slots=True)
class _Known:
    """What a name stands for: its type, and its path from the top of the report; None is what has been complained of."""

    type: Any
    path: str


_ANYTHING = _Known(None, "")


@dataclass(slots=True)
class _Check:
    template_file: str
    context_class: type
    errors: dict[tuple[str, str], OfficeFileError] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)

    def read(self, source: str) -> None:
        self.lines = source.split("\n")
        try:
            tree = WORD.parse(source)
        except TemplateSyntaxError as error:
            self.errors["", str(error)] = broken_tag(self.template_file, error, self._paragraph(error.lineno))
            return
        top = {name: _Known(kind, name) for name, kind in get_type_hints(self.context_class).items()}
        for node in tree.body:
            self._statement(node, top)

    def find_unused(self) -> None:
        for path in _leaves(self.context_class, ""):
            if path not in self.used:
                self._add(
                    path,
                    "",
                    found=f"niciun marcaj pentru „{path}”",
                    expected="fiecare câmp al raportului să apară în șablon; altfel lipsește din document",
                    fix=f"deschideți șablonul în Word și adăugați marcajul „{'.'.join(path.split('.')[-2:])}” la locul lui",
                )

    def _statement(self, node: nodes.Node, scope: Mapping[str, _Known]) -> None:
        if isinstance(node, nodes.Output):
            for inner in node.nodes:
                if isinstance(inner, nodes.TemplateData):
                    self._plain_text(inner)
                else:
                    self._printed(inner, scope)
        elif (
            isinstance(node, nodes.For) and isinstance(node.target, nodes.Name) and not node.recursive and node.test is None
        ):
            element = self._element(self._value(node.iter, scope))
            inside = {**scope, node.target.name: element, "loop": _Known("loop", "")}
            for inner in node.body:
                self._statement(inner, inside)
            for inner in node.else_:
                self._statement(inner, scope)
        elif isinstance(node, nodes.If):
            self._value(node.test, scope)
            for inner in [*node.body, *node.elif_, *node.else_]:
                self._statement(inner, scope)
        else:
            self._refuse(node)

    def _printed(self, node: nodes.Expr, scope: Mapping[str, _Known]) -> None:
        known = self._value(node, scope)
        if known.type not in (str, int, None):
            inner = [f"{_name(node)}.{n}" for n in get_type_hints(known.type)] if is_dataclass(known.type) else []
            text = self._paragraph(node.lineno)
            self._add(
                _name(node),
                text,
                found=f"marcajul „{_name(node)}”, care nu este un text, în paragraful „{text}”",
                expected=f"unul dintre: {', '.join(sorted(inner))}"
                if inner
                else "o repetare: {%p for … in … %} … {%p endfor %}",
                fix="deschideți șablonul în Word și corectați marcajul",
            )

    def _value(self, node: nodes.Node, scope: Mapping[str, _Known]) -> _Known:
        if isinstance(node, nodes.Name):
            return self._use(scope[node.name]) if node.name in scope else self._unknown(node, node.name, scope)
        if isinstance(node, nodes.Getattr):
            return self._attribute(node, self._value(node.node, scope), scope)
        if isinstance(node, nodes.Filter) and node.node is not None and not node.kwargs:
            for inner in [node.node, *node.args]:
                self._value(inner, scope)
            return _Known(int if node.name == "length" else str, "")
        if isinstance(node, nodes.CondExpr | nodes.Const) or isinstance(node, _HARMLESS):
            for inner in node.iter_child_nodes():
                self._value(inner, scope)
            return _Known(str, "")
        return self._refuse(node)

    def _attribute(self, node: nodes.Getattr, owner: _Known, scope: Mapping[str, _Known]) -> _Known:
        if owner.type is None:
            return _ANYTHING
        if owner.type == "loop":
            return (
                _Known(int, "")
                if node.attr in _LOOP_FIELDS
                else self._unknown(node, _name(node), {f"loop.{n}": owner for n in _LOOP_FIELDS})
            )
        hints = get_type_hints(owner.type) if is_dataclass(owner.type) else {}
        if node.attr in hints:
            return self._use(_Known(hints[node.attr], f"{owner.path}.{node.attr}"))
        own = {f"{_name(node.node)}.{name}": owner for name in hints}
        return self._unknown(node, _name(node), own or scope)

    def _element(self, known: _Known) -> _Known:
        inner = get_args(known.type)
        if known.type is None or not inner or get_origin(known.type) in (Union, types.UnionType):
            return _ANYTHING
        return self._use(_Known(inner[0], known.path))

    def _use(self, known: _Known) -> _Known:
        self.used.add(known.path)
        return known

    def _unknown(self, node: nodes.Node, name: str, known: Mapping[str, object]) -> _Known:
        best = nearest(name, known)
        text = self._paragraph(node.lineno)
        self._add(
            name,
            text,
            found=f"marcajul „{name}”, pe care raportul nu îl cunoaște, în paragraful „{text}”",
            expected="un nume din lista marcajelor"
            + (f"; cel mai apropiat este „{best}”" if best else f": {', '.join(sorted(known))}"),
            fix="deschideți șablonul în Word și corectați marcajul",
        )
        return _ANYTHING

    def _refuse(self, node: nodes.Node) -> _Known:
        text = self._paragraph(node.lineno)
        self._add(
            type(node).__name__,
            text,
            found=f"un marcaj care face mai mult decât să tipărească, în paragraful „{text}”",
            expected="numai nume, repetări (for) și condiții (if); un șablon nu cheamă funcții și nu citește fișiere",
            fix="deschideți șablonul în Word și ștergeți marcajul",
        )
        return _ANYTHING

    def _plain_text(self, node: nodes.TemplateData) -> None:
        for offset, line in enumerate(node.data.split("\n")):
            if _PIECE_OF_A_TAG.search(_TAGS.sub("", line)):
                error = TemplateSyntaxError("marcaj neîncheiat", node.lineno + offset)
                text = self._paragraph(node.lineno + offset)
                self.errors.setdefault(("", text), broken_tag(self.template_file, error, text))

    def _paragraph(self, line: int) -> str:
        return " ".join(_TAGS.sub("", self.lines[line - 1]).split()) if 0 < line <= len(self.lines) else ""

    def _add(self, name: str, text: str, *, found: str, expected: str, fix: str) -> None:
        self.errors.setdefault(
            (name, text), OfficeFileError(place=Place(self.template_file), found=found, expected=expected, fix=fix)
        )


def _leaves(context_class: type, path: str) -> Iterator[str]:
    hints = get_type_hints(context_class)
    for each in fields(context_class):
        kind, own = hints[each.name], f"{path}.{each.name}" if path else each.name
        while get_args(kind):
            kind = get_args(kind)[0]
        if is_dataclass(kind) and isinstance(kind, type):
            yield from _leaves(kind, own)
        else:
            yield own


def _name(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_name(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"
