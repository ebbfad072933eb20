"""The texts that people write, put into sections.yaml: what stays the same keeps its lines, its order and its comments."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import yaml

from toolkit.errors import OfficeFileError
from toolkit.intake.office_files import ListedSection, Sections
from toolkit.plan.yaml_file import read_yaml
from toolkit.plan.yaml_text import quoted

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # as YAML counts lines
_ITEM = re.compile(r"( *)- +\S")
_KEY_ALONE = re.compile(r" *[\w\"']+ *:\s*(#.*)?")
_BLANK_OR_COMMENT = re.compile(r"\s*(#.*)?")
_STEP = "  "

_Change = tuple[int, int, list[str]]  # what stands in place of the lines from one to before another


def with_sections(text: str, new: Sections, file: str) -> str:
    """Give the text of sections.yaml with other sections in it; it reads as exactly these.

    A file that is written in so unusual a way that this cannot be done in place is written anew, without its comments.
    """
    changed = _changed(text, read_yaml(text, file, Sections), new)
    try:
        reads_well = changed is not None and read_yaml(changed, file, Sections) == new
    except OfficeFileError:
        reads_well = False
    return changed if changed is not None and reads_well else _joined(_whole(new), text)


def _changed(text: str, old: Sections, new: Sections) -> str | None:
    """The text with its changes in place; None where its keys do not stand on lines of their own."""
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    lines = _LINE_END.split(text)
    while lines and not lines[-1].strip():
        lines.pop()
    if root is None:
        return _joined([*lines, *_whole(new)], text)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return None
    file = _File(lines)
    there = file.spans(root, len(lines))
    added: list[str] = []
    for name in Sections.model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            continue
        if name not in there:
            added += _section(name, after)
        elif name == "summary":
            file.change_list(there[name], after)
        else:
            file.change_section(there[name], before, after)
    return _joined([*file.changed(), *added], text)


class _Span:
    """A key with its value, and the lines on which they stand."""

    def __init__(self, key: yaml.Node, value: yaml.Node, end: int) -> None:
        self.name = str(key.value)
        self.value = value
        self.indent = " " * key.start_mark.column
        self.start = key.start_mark.line
        self.end = end


class _File:
    """The lines of a file, and what stands in place of some of them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._changes: list[_Change] = []

    def changed(self) -> list[str]:
        """Give the lines with their changes."""
        written: list[str] = []
        position = 0
        for start, end, new in sorted(self._changes, key=lambda change: change[:2]):
            written += [*self._lines[position:start], *new]
            position = end
        return [*written, *self._lines[position:]]

    def spans(self, node: yaml.MappingNode, end: int) -> dict[str, _Span]:
        """Find the keys of a mapping; comments and blank lines before a key are not of the key before it."""
        starts = [key.start_mark.line for key, _ in node.value]
        ends = [*starts[1:], end]
        found = [
            _Span(key, value, self._without_comments(start + 1, stop))
            for (key, value), start, stop in zip(node.value, starts, ends, strict=True)
        ]
        return {span.name: span for span in found}

    def change_section(self, span: _Span, old: ListedSection, new: ListedSection) -> None:
        """Change the lead, the items, or both."""
        if not isinstance(span.value, yaml.MappingNode) or span.value.flow_style:
            self._changes.append((span.start, span.end, _section(span.name, new)))
            return
        there = self.spans(span.value, span.end)
        if old.lead != new.lead:
            lead = there.get("lead")
            line = f"{lead.indent if lead else _indent_of(there)}lead: {quoted(new.lead)}"
            start, end = (lead.start, lead.end) if lead else (span.start + 1, span.start + 1)
            self._changes.append((start, end, [line]))
        if old.items != new.items and "items" in there:
            self.change_list(there["items"], new.items)
        elif old.items != new.items:
            self._changes.append((span.end, span.end, _list("items", new.items, _indent_of(there))))

    def change_list(self, span: _Span, new: Sequence[str]) -> None:
        """Change the items of a list; those that stay keep their lines."""
        known = self._items_of(span)
        first = next((item for of_text in known.values() for item in of_text), None)
        begins = _ITEM.match(next((line for line in first or () if _ITEM.match(line)), ""))
        indent = begins[1] if begins else span.indent + _STEP
        written = [self._lines[span.start]] if known and new else [f"{span.indent}{span.name}:{'' if new else ' []'}"]
        for text in new:
            same = known.get(text)
            written += same.pop(0) if same else [f"{indent}- {quoted(text)}"]
        self._changes.append((span.start, span.end, written))

    def _items_of(self, span: _Span) -> dict[str, list[list[str]]]:
        """The lines of each item of a list, with the comments above it, by its text."""
        node = span.value
        if not isinstance(node, yaml.SequenceNode) or not _KEY_ALONE.fullmatch(self._lines[span.start]):
            return {}
        starts = [item.start_mark.line for item in node.value]
        if any(not _ITEM.match(self._lines[start]) for start in starts):
            return {}
        above = [span.start + 1, *(self._without_comments(a + 1, b) for a, b in pairwise(starts))]
        found: dict[str, list[list[str]]] = {}
        for item, start, end in zip(node.value, above, [*above[1:], span.end], strict=True):
            found.setdefault(item.value.strip(), []).append(list(self._lines[start:end]))
        return found

    def _without_comments(self, start: int, end: int) -> int:
        while end > start and _BLANK_OR_COMMENT.fullmatch(self._lines[end - 1]):
            end -= 1
        return end


def _indent_of(there: Mapping[str, _Span]) -> str:
    return next((span.indent for span in there.values()), _STEP)


def _whole(sections: Sections) -> list[str]:
    return [line for name in Sections.model_fields for line in _section(name, getattr(sections, name))]


def _section(name: str, content: ListedSection | Sequence[str]) -> list[str]:
    """The lines of a section of which nothing is there yet; none where it is blank."""
    if not isinstance(content, ListedSection):
        return _list(name, content, "") if content else []
    lead = [f"{_STEP}lead: {quoted(content.lead)}"] if content.lead else []
    items = _list("items", content.items, _STEP) if content.items else []
    return [f"{name}:", *lead, *items] if lead or items else []


def _list(name: str, texts: Sequence[str], indent: str) -> list[str]:
    return [f"{indent}{name}:", *(f"{indent}{_STEP}- {quoted(text)}" for text in texts)]


def _joined(lines: Sequence[str], like: str) -> str:
    """Put lines together with the line ends of a file."""
    newline = "\r\n" if "\r\n" in like else "\n"
    return "".join(line + newline for line in lines)
