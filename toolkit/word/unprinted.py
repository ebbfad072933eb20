"""The fields that a template would not print, found by printing sample reports in which every text is unlike the others.

One sample has everything; in each of the others one field or list is empty, because a text that is printed only beside
another one is lost where that one is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass
from functools import cache
from typing import Any, Final, get_args, get_type_hints

from toolkit.documents.context import ContentsLine, Paragraph
from toolkit.language import gettext
from toolkit.word.outline import contents_in, targets_in, text_in
from toolkit.word.template_outline import compiled, printed_outline

STEERING: Final = frozenset({"style", "level"})
"""Fields that choose how a text is printed, and are not printed themselves."""

TARGETS: Final = frozenset({"link", "bookmark", "watermark", "picture_told", "caption", "told"})
"""Fields that are printed as where a click leads, as a drawing, or as what is said of one, or of a table."""

_KINDS: Final[Mapping[type, tuple[Mapping[str, object], ...]]] = {
    Paragraph: ({"style": "text", "mark": ""}, {"style": "bullet", "mark": ""}, {"style": "numbered"}),
    ContentsLine: ({"level": 1}, {"level": 2}, {"level": 3}),
}
_TWO: Final[tuple[Mapping[str, object], ...]] = ({}, {})  # of anything else, so that "the first" and "the last" are not all


def find_unprinted(parts: Sequence[str], context_class: type) -> dict[str, str]:
    """Give the fields that a template's parts, as `tags_of` reads them, do not print: each with when it is lost.

    Where no tag prints a field at all, that is an empty text.
    """
    templates = [compiled(part) for part in parts]
    lost: dict[str, list[str]] = {}
    never: set[str] = set()
    for empty in ("", *_that_may_be_empty(context_class, "")):
        sample = _Sample(empty)
        context = sample.of(context_class, "", "")
        outline = "".join(printed_outline(template, context) for template in templates)
        text, targets, contents = text_in(outline), targets_in(outline), contents_in(outline)
        missing = [
            written
            for written in sample.texts
            if written.text not in (contents if written.is_contents else targets if written.is_target else text)
        ]
        for written in missing:
            lost.setdefault(written.path, []).append(_when(written.when, empty))
        if not empty:
            never = {written.path for written in missing} - {w.path for w in sample.texts if w not in missing}
    return {path: "" if path in never else cases[0] for path, cases in lost.items()}


def sample_of(context_class: type) -> dict[str, object]:
    """Give a report that has everything, as a template is filled with it."""
    return _Sample("").of(context_class, "", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A text of a sample: its field, and what its paragraph or line is like."""

    text: str
    path: str
    when: str
    is_target: bool
    is_contents: bool  # a line of the contents jumps to a heading, and gives its page


@dataclass(slots=True)
class _Sample:
    """A sample report, and the texts that stand in it."""

    empty: str  # the field or list that is empty, if any
    texts: list[_Text] = field(default_factory=list)

    def of(self, context_class: type, path: str, when: str, given: Mapping[str, object] | None = None) -> dict[str, object]:
        own = dict(given or {})
        for name, value in own.items():
            when = gettext("„{path}.{name}” este „{value}”", path=path, name=name, value=value) if name in STEERING else when
        for one in _fields_of(context_class):
            if one.name not in own:
                own[one.name] = self._value(one, f"{path}.{one.name}" if path else one.name, when)
        return own

    def _value(self, one: _Field, path: str, when: str) -> object:
        if one.is_list:
            each = _KINDS.get(one.type, _TWO) if path != self.empty else ()
            if one.is_group:
                return [self.of(one.type, path, when, given) for given in each]
            return [self._single(one, path, when) for _ in each]
        return self.of(one.type, path, when) if one.is_group else self._single(one, path, when)

    def _single(self, one: _Field, path: str, when: str) -> object:
        if one.type is not str:
            return 1
        if path == self.empty and not one.is_list:
            return ""
        text = f"_{len(self.texts)}_" if one.name != "link" else f"https://link/_{len(self.texts)}_"
        if one.name not in STEERING:
            is_target = one.name in (*TARGETS, "note")
            is_contents = is_target and issubclass(one.owner, ContentsLine)
            self.texts.append(_Text(text=text, path=path, when=when, is_target=is_target, is_contents=is_contents))
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """A field of a context, or the elements of one that is a list."""

    name: str
    owner: type
    type: Any
    is_list: bool
    is_group: bool  # whether it has fields of its own


def _that_may_be_empty(context_class: type, path: str) -> Iterator[str]:
    for one in _fields_of(context_class):
        own = f"{path}.{one.name}" if path else one.name
        if one.is_list or (one.type is str and one.name not in STEERING and one.name != "bookmark"):
            yield own
        if one.is_group:
            yield from _that_may_be_empty(one.type, own)


@cache
def _fields_of(context_class: type) -> tuple[_Field, ...]:
    fields = []
    for name, kind in get_type_hints(context_class).items():
        inner = (get_args(kind) or (kind,))[0]
        is_group = isinstance(inner, type) and is_dataclass(inner)
        fields.append(_Field(name=name, owner=context_class, type=inner, is_list=bool(get_args(kind)), is_group=is_group))
    return tuple(fields)


def _when(case: str, empty: str) -> str:
    if empty:
        return gettext("când „{empty}” este gol", empty=empty)
    return gettext("când {case}", case=case) if case else gettext("la unele repetări")
