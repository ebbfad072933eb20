"""The tags of a template one by one: each read by itself, so that a broken one does not hide the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from jinja2 import TemplateSyntaxError, nodes
from jinja2.filters import FILTERS as OF_JINJA

from toolkit.errors import OfficeFileError
from toolkit.plan.spelling import nearest
from toolkit.word.environment import WORD, forbidden_tag, wrong_tag
from toolkit.word.permitted import COUNTED, ForbiddenTagError, SeenTag, TooDeepError, check_permitted, is_hidden, tags_in
from toolkit.word.tag_faults import (
    cut_tag,
    field_outside_of_a_text,
    half_tag,
    misplaced_tag,
    misused_filter,
    tag_over_paragraphs,
    unknown_filter,
    unknown_keyword,
    unreadable_tag,
)
from toolkit.word.template_lines import Holder, Line, Piece
from toolkit.word.template_names import Complaint
from toolkit.word.template_outline import STRAIGHT_QUOTES, is_misplaced

OPENS: Final = ("for", "if")
BRANCHES: Final = ("elif", "else")
CLOSES: Final = {"endfor": "for", "endif": "if"}
_REFUSED: Final = frozenset(
    {
        *("set", "include", "import", "from", "macro", "call", "filter", "block", "extends", "with", "autoescape", "raw"),
        *("do", "trans", "endset", "endmacro", "endcall", "endfilter", "endblock", "endwith", "endautoescape", "endraw"),
    }
)
_REFUSED_FILTERS: Final = frozenset(OF_JINJA) - frozenset(WORD.filters)
_WHOLE: Final = {  # each with what it needs to be read by itself
    "for": "{}{{% endfor %}}",
    "if": "{}{{% endif %}}",
    **dict.fromkeys(BRANCHES, "{{% if 1 %}}{}{{% endif %}}"),
    "endfor": "{{% for one in several %}}{}",
    "endif": "{{% if 1 %}}{}",
}
_PARTS: Final = re.compile(r"(\{[{%])(?:(p|tr|tc|r)\s)?(.*)([%}]\})", re.DOTALL)
_MEANT: Final = re.compile(r"[{%]\s*(?:(p|tr|tc)\s+)?(for \w+ in [\w.]+|endfor|endif|else|(?:el)?if [^%{}]+)")
_IN: Final = re.compile(r"\w+\s+(\w+)\s+in\s+([\w.]+)\s*")
_CELL_COLOUR: Final = re.compile(r"(?:colspan|cellbg)\s+(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag as jinja reads it: where it stands, what it repeats (p, tr, tc or the text beside it) and its first word."""

    line: int
    source: str
    repeats: str = ""
    keyword: str = ""  # of a repetition or condition
    holder: Holder = (None, "")


@dataclass(slots=True)
class TagReader:
    """Reads the tags of a part, and collects what is wrong with each."""

    file: str
    complaints: list[Complaint]
    tags: list[Tag]
    names: list[str]

    def read(self, lines: list[Line]) -> set[int]:
        """Read all lines; give those, by number, in which a tag is not whole."""
        broken: set[int] = set()
        goes_on = False  # whether the line ends what the one before it began
        for number, line in enumerate(lines):
            tags = [(tag, pieces, len({piece.holder for piece in pieces}) > 1) for tag, pieces in line.tags()]
            halves = list(line.half_tags())[goes_on:]
            if halves or goes_on or any(is_cut for _, _, is_cut in tags):
                broken.add(number)
            goes_on = self._complain_of_halves(number, halves, lines[number + 1].text if number + 1 < len(lines) else "")
            for tag, pieces, is_cut in tags:
                if not tag.is_whole:
                    self._read_what_is_meant(number, tag.text, pieces[0].holder)
                elif is_cut:
                    self._complain(number, cut_tag(self.file, tag.text))
                else:
                    self._read_tag(number, tag.text, pieces[0])
                    if number in broken and is_misplaced(tag.text):
                        self._complain(number, misplaced_tag(self.file, tag.text))
        return broken

    def _complain_of_halves(self, number: int, halves: list[str], after: str) -> bool:
        """Complain of each tag that is not whole, of the last one also for the next line, if its other half stands there."""
        following = next(tags_in(after), None)
        goes_on = bool(halves) and _opens(halves[-1]) and following is not None and _only_closes(following)
        for half in halves[:-1] if goes_on else halves:
            self._complain(number, half_tag(self.file, half))
        if goes_on:
            self._complain(number, tag_over_paragraphs(self.file))
        return goes_on

    def _read_tag(self, number: int, found: str, piece: Piece) -> None:
        parts = _PARTS.fullmatch(found)
        if parts is None:  # a remark
            return
        opening, repeats, inside, closing = parts.groups()
        inside = inside.translate(STRAIGHT_QUOTES).strip()
        if repeats == "r" and not piece.is_in_a_run:
            self._complain(number, field_outside_of_a_text(self.file, found))
        elif opening == "{{":
            self._read_printed(number, found, f"{opening} {inside} {closing}")
        else:
            self._read_statement(found, inside, Tag(line=number, source="", repeats=repeats or "", holder=piece.holder))

    def _read_printed(self, number: int, found: str, source: str) -> None:
        tree = self._parsed(number, found, source)
        if tree is not None:
            self.names += _names_in(tree)
            self.tags.append(Tag(line=number, source=source))

    def _read_statement(self, found: str, inside: str, tag: Tag) -> None:
        keyword = (inside.split() or [""])[0]
        colour = _CELL_COLOUR.fullmatch(inside)
        if colour:
            self._read_printed(tag.line, found, f"{{{{ {colour[1]} }}}}")
        elif keyword in _REFUSED:
            self._complain(tag.line, forbidden_tag(self.file, "", found), found)
        elif keyword in _WHOLE:
            self._read_keyword(found, inside, replace(tag, keyword=keyword))
        else:
            self._read_unknown_keyword(found, inside, tag)

    def _read_keyword(self, found: str, inside: str, tag: Tag) -> None:
        source = f"{{% {inside} %}}"
        tree = self._parsed(tag.line, found, _WHOLE[tag.keyword].format(source))
        if tree is None:
            source = _repaired(tag.keyword, inside)
        elif tag.keyword in ("for", "if", "elif"):
            self.names += _names_in(tree)
        self.tags.append(replace(tag, source=source))

    def _read_unknown_keyword(self, found: str, inside: str, tag: Tag) -> None:
        word = (inside.split() or [""])[0]
        meant = "for" if _IN.fullmatch(inside) else nearest(word, _WHOLE)
        if not meant:
            self._complain(tag.line, unreadable_tag(self.file, found), found)
            return
        self._complain(tag.line, unknown_keyword(self.file, word, meant, sorted(_WHOLE)))
        self.tags.append(replace(tag, source=_repaired(meant, inside), keyword=meant))

    def _read_what_is_meant(self, number: int, text: str, holder: Holder) -> None:
        """Keep of a broken tag what opens and closes, so that the rest is read as it was meant."""
        for repeats, inside in _MEANT.findall(text):
            keyword = inside.split()[0]
            source = _repaired(keyword, inside)
            self.tags.append(Tag(line=number, source=source, repeats=repeats, keyword=keyword, holder=holder))

    def _parsed(self, number: int, found: str, source: str) -> nodes.Template | None:
        try:
            tree = WORD.parse(source)
            _check_hidden(tree)
            if self._has_wrong_filter(number, found, tree):
                return None
            check_permitted(tree)
        except ForbiddenTagError:
            self._complain(number, forbidden_tag(self.file, "", found), found)
        except TooDeepError as error:
            self._complain(number, wrong_tag(error, self.file, ""), found)
        except TemplateSyntaxError:
            self._complain(number, unreadable_tag(self.file, found), found)
        else:
            return tree
        return None

    def _has_wrong_filter(self, number: int, found: str, tree: nodes.Template) -> bool:
        known = sorted(name for name in WORD.filters if name != COUNTED)
        for node in tree.find_all(nodes.Filter):
            if node.name not in known:
                self._complain(number, unknown_filter(self.file, node.name, known), found)
                return True
            try:
                check_permitted(nodes.Template([nodes.Output([node], lineno=1)], lineno=1))
            except TemplateSyntaxError:
                self._complain(number, misused_filter(self.file, node.name), found)
                return True
        return False

    def _complain(self, number: int, error: OfficeFileError, tag: str = "") -> None:
        self.complaints.append(Complaint.of(error, number + 1, tag=tag))


def _opens(half: str) -> bool:
    return half[:2] in ("{{", "{%", "{#") and re.search(r"[}%#]\}", half) is None


def _only_closes(tag: SeenTag) -> bool:
    return not tag.is_whole and re.match(r"\{[{%#]", tag.text) is None


def _check_hidden(tree: nodes.Template) -> None:
    """Refuse what the sandbox refuses, before it is said that a name or a filter is unknown."""
    hidden = any(is_hidden(node.attr) for node in tree.find_all(nodes.Getattr))
    if hidden or any(node.name in _REFUSED_FILTERS for node in tree.find_all(nodes.Filter)):
        raise ForbiddenTagError("not printing", 1)


def _repaired(keyword: str, inside: str) -> str:
    """Give a tag that opens or closes what a broken one was meant to; a condition without its names always holds."""
    through = _IN.match(inside) if keyword == "for" else None
    if keyword == "for":
        return f"{{% for {through[1]} in {through[2]} %}}" if through else "{% if 1 %}"
    return f"{{% {keyword} 1 %}}" if keyword in ("if", "elif") else f"{{% {keyword} %}}"


def _names_in(tree: nodes.Template) -> Iterator[str]:
    """Give the names that a tag asks for: "line.title", and of that not "line" again."""
    inner = {id(node.node) for node in tree.find_all(nodes.Getattr)}
    for node in tree.find_all((nodes.Getattr, nodes.Name)):
        name = _dotted(node)
        is_asked_for = not isinstance(node, nodes.Name) or node.ctx == "load"
        if id(node) not in inner and is_asked_for and name.partition(".")[0] != "loop":
            yield name


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""
