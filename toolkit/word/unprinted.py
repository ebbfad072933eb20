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
from toolkit.word.outline import compiled, contents_in, printed_outline, targets_in, text_in

STEERING: Final = frozenset({"style", "level"})
"""Fields that choose how a text is printed, and are not printed themselves."""

_KINDS: Final[Mapping[type, tuple[Mapping[str, object], ...]]] = {
    Paragraph: ({"style": "text", "mark": ""}, {"style": "bullet", "mark": ""}, {"style": "numbered"}),
    ContentsLine: ({"level": 1}, {"level": 2}, {"level": 3}),
}
_TWO: Final[tuple[Mapping[str, object], ...]] = ({}, {})  # of anything else, so that "the first" and "the last" are not all
_TARGETS: Final = frozenset({"link", "bookmark"})


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
            when = f"„{path}.{name}” este „{value}”" if name in STEERING else when
        for name, kind in _fields_of(context_class).items():
            if name not in own:
                own[name] = self._value(kind, f"{path}.{name}" if path else name, when, context_class)
        return own

    def _value(self, kind: Any, path: str, when: str, owner: type) -> object:
        if get_args(kind):
            element: Any = get_args(kind)[0]
            each = _KINDS.get(element, _TWO) if path != self.empty else ()
            return [
                self.of(element, path, when, given) if _is_group(element) else self._value(element, path, when, owner)
                for given in each
            ]
        if _is_group(kind):
            return self.of(kind, path, when)
        if kind is not str:
            return 1
        return "" if path == self.empty else self._text(path, when, owner)

    def _text(self, path: str, when: str, owner: type) -> str:
        name = path.rpartition(".")[2]
        text = f"_{len(self.texts)}_"
        if name not in STEERING:
            self.texts.append(
                _Text(
                    text=text,
                    path=path,
                    when=when,
                    is_target=name in _TARGETS,
                    is_contents=name in _TARGETS and issubclass(owner, ContentsLine),
                )
            )
        return text


def _that_may_be_empty(context_class: type, path: str) -> Iterator[str]:
    for name, kind in _fields_of(context_class).items():
        own, inner = f"{path}.{name}" if path else name, (get_args(kind) or (kind,))[0]
        if get_args(kind) or (kind is str and name not in STEERING and name != "bookmark"):
            yield own
        if _is_group(inner):
            yield from _that_may_be_empty(inner, own)


@cache
def _fields_of(context_class: type) -> dict[str, Any]:
    return get_type_hints(context_class)


def _is_group(kind: Any) -> bool:
    return isinstance(kind, type) and is_dataclass(kind)


def _when(case: str, empty: str) -> str:
    if empty:
        return f"când „{empty}” este gol"
    return f"când {case}" if case else "la unele repetări"
