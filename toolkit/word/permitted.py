"""What a template may say: names, their fields, constants, our filters, conditions and loops, and nothing else.

This is looked at before jinja makes code of a template, because it calculates `{{ "a" * 10**9 }}` already then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from jinja2 import TemplateSyntaxError, nodes

LOOP_FIELDS: Final = ("first", "index", "index0", "last", "length", "revindex", "revindex0")
COUNTED: Final = "counted rounds"
"""The filter that `count_rounds` lays around what a loop goes through: with a space, no template can write its name."""

DEEPEST: Final = 15  # loops and conditions, one in another; Python allows 20
_DEEPEST_VALUE: Final = 40
_MOST_ELIFS: Final = 100
_ARGUMENTS: Final = {"length": 0, "link": 1, "bookmark": 1, "link_to": 1, "page": 0, "footnote": 1}  # of each filter
_LONGEST_TAG: Final = 1000  # letters
_TARGETS: Final = {
    "link": "link",
    "bookmark": "bookmark",
    "link_to": "bookmark",
    "page": "bookmark",
    "footnote": "note",
}  # fields that say where
_PLAIN = (nodes.TemplateData, nodes.Getattr, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand)
PIECE_OF_A_TAG: Final = re.compile(r"\{[{%#]|[}%#]\}")  # what opens a tag, or closes one
_ENDS: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}


class ForbiddenTagError(TemplateSyntaxError):
    """A tag that does more than print."""


class TooDeepError(TemplateSyntaxError):
    """Tags in one another, deeper than any document needs."""


class SeenTag(NamedTuple):
    """A tag as it stands in a text; one that is not whole reaches as far as can be seen."""

    start: int
    text: str
    is_whole: bool


def tags_in(text: str) -> Iterator[SeenTag]:
    """Give the tags of a text, and what is left of those that are not closed, or were never opened."""
    opened, begin = "", 0
    for piece in PIECE_OF_A_TAG.finditer(text):
        if opened and piece[0] == _ENDS[opened]:
            yield SeenTag(begin, text[begin : piece.end()], piece.end() - begin <= _LONGEST_TAG)
            opened, begin = "", piece.end()
        elif opened == "{#":
            continue  # in a remark, anything may stand
        elif piece[0] in _ENDS:
            if opened:
                yield SeenTag(begin, text[begin : piece.start()], is_whole=False)
            opened, begin = piece[0], piece.start()
        else:
            yield SeenTag(begin, text[begin : piece.end()], is_whole=False)
            opened, begin = "", piece.end()
    if opened:
        yield SeenTag(begin, text[begin:], is_whole=False)


def has_half_tag(text: str) -> bool:
    """Say whether a text has a tag that is not closed, or never opened; it would take what follows it for its own."""
    return not all(tag.is_whole for tag in tags_in(text))


def is_hidden(attribute: str) -> bool:
    """Say whether an attribute is one of Python's own, which the sandbox refuses whatever it belongs to."""
    return attribute.startswith("_")


def check_depth(tree: nodes.Template) -> None:
    """Refuse tags in one another so deep that neither jinja nor Python could go through them; the error has the line."""
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while waiting:
        node, statements, values = waiting.pop()
        others = node.elif_ if isinstance(node, nodes.If) else []  # which stand beside it
        if statements > DEEPEST or values > _DEEPEST_VALUE or len(others) > _MOST_ELIFS:
            raise TooDeepError("too deep", line_of(node))
        for inner in node.iter_child_nodes():
            is_beside = any(inner is other for other in others)
            deeper = isinstance(inner, nodes.Stmt) and not isinstance(inner, nodes.Output) and not is_beside
            waiting.append((inner, statements + deeper, values + 1 if isinstance(inner, nodes.Expr) else 0))


def check_permitted(tree: nodes.Template) -> None:
    """Refuse a template with anything in it but printing; the error has the line."""
    _check_statements(tree.body)


def line_of(node: nodes.Node) -> int:
    """Give the line of a tag; jinja does not always note it at the tag itself."""
    return node.lineno or next((inner.lineno for inner in node.find_all(nodes.Node) if inner.lineno), 0)


def count_rounds(tree: nodes.Template) -> None:
    """Have every loop count its rounds, each by what stands in it."""
    for loop in list(tree.find_all(nodes.For)):
        place = {"lineno": loop.lineno, "environment": loop.environment}
        loop.iter = nodes.Filter(loop.iter, COUNTED, [nodes.Const(_size(loop), **place)], [], None, None, **place)


def _check_statements(body: list[nodes.Node]) -> None:
    for node in body:
        if isinstance(node, nodes.Output):
            for printed in node.nodes:
                _check_printed(printed)
        elif isinstance(node, nodes.If):
            _check_value(node.test)
            _check_statements([*node.body, *node.elif_, *node.else_])
        elif isinstance(node, nodes.For) and _is_plain(node):
            _check_value(node.iter)
            _check_statements([*node.body, *node.else_])
        else:
            raise ForbiddenTagError("not printing", line_of(node))


def _is_plain(loop: nodes.For) -> bool:
    through_a_field = isinstance(loop.iter, (nodes.Name, nodes.Getattr)) and isinstance(loop.target, nodes.Name)
    return through_a_field and not (loop.test or loop.recursive)


def _has_its_arguments(node: nodes.Filter) -> bool:
    if len(node.args) != _ARGUMENTS.get(node.name) or node.kwargs or node.dyn_args or node.dyn_kwargs:
        return False
    target = next(iter(node.args), node.node)
    leads_to = target.attr if isinstance(target, nodes.Getattr) else target.name if isinstance(target, nodes.Name) else ""
    return node.name not in _TARGETS or leads_to == _TARGETS[node.name]


def _check_printed(node: nodes.Node) -> None:
    if isinstance(node, nodes.TemplateData):
        permitted = "{{" not in node.data and "{%" not in node.data  # from {% raw %}: the tag would stay in the document
    else:  # an answer to a condition would be printed as "True"
        permitted = isinstance(node, (nodes.Name, nodes.Getattr, nodes.Const, nodes.Filter))
        permitted = permitted and not isinstance(getattr(node, "value", ""), bool)
    if not permitted:
        raise ForbiddenTagError("not printing", line_of(node))
    _check_value(node)


def _check_value(node: nodes.Node) -> None:
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "loop":
        permitted = node.attr in LOOP_FIELDS
        inside: list[nodes.Node] = []
    else:
        permitted = (
            (isinstance(node, nodes.Name) and node.name not in ("loop", "self"))
            or (isinstance(node, nodes.Const) and isinstance(node.value, (str, int)))
            or (isinstance(node, nodes.Filter) and _has_its_arguments(node))
            or isinstance(node, _PLAIN)
        )
        permitted = permitted and not (isinstance(node, nodes.Getattr) and is_hidden(node.attr))
        inside = list(node.iter_child_nodes())
    if not permitted:
        raise ForbiddenTagError("not printing", line_of(node))
    for inner in inside:
        _check_value(inner)


def _size(node: nodes.Node) -> int:
    return 1 + sum(map(_size, node.iter_child_nodes()))
