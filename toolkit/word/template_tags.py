"""The tags of a template one by one: each read by itself, so that a broken one does not hide the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from jinja2 import TemplateSyntaxError, nodes

from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext
from toolkit.plan.spelling import listed, nearest, nearest_named
from toolkit.word.environment import WORD, broken_tag, forbidden_tag, wrong_tag
from toolkit.word.permitted import COUNTED, check_permitted, has_half_tag
from toolkit.word.placeholders import Complaint
from toolkit.word.template_lines import TAG, Line

OPENS: Final = ("for", "if")
BRANCHES: Final = ("elif", "else")
CLOSES: Final = {"endfor": "for", "endif": "if"}
_REFUSED: Final = frozenset(
    {
        *("set", "include", "import", "from", "macro", "call", "filter", "block", "extends", "with", "autoescape", "raw"),
        *("do", "trans", "endset", "endmacro", "endcall", "endfilter", "endblock", "endwith", "endautoescape", "endraw"),
    }
)
_WHOLE: Final = {  # each with what it needs to be read by itself
    "for": "{}{{% endfor %}}",
    "if": "{}{{% endif %}}",
    **dict.fromkeys(BRANCHES, "{{% if 1 %}}{}{{% endif %}}"),
    "endfor": "{{% for one in several %}}{}",
    "endif": "{{% if 1 %}}{}",
}
_PARTS: Final = re.compile(r"(\{[{%])(?:(p|tr|tc|r)\s)?(.*)([%}]\})", re.DOTALL)
_QUOTES: Final = str.maketrans("“”‘’", "\"\"''")  # docxtpl makes these of what Word makes of straight ones
_OTHER_QUOTES: Final = re.compile("[„«»‚‹›]")
_UNSEEN: Final = re.compile("[\u00a0\u00ad\u200b-\u200f\u202f\u2011\u2060\ufeff]")
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


@dataclass(slots=True)
class TagReader:
    """Reads the tags of a part, and collects what is wrong with each."""

    file: str
    complaints: list[Complaint]
    tags: list[Tag]
    names: list[str]

    def read(self, lines: list[Line]) -> set[int]:
        """Read all lines; give those, by number, in which a tag is not whole: nothing else can be said of them."""
        broken: set[int] = set()
        for number, line in enumerate(lines):
            if number in broken:
                continue
            cut = next(line.cut_tags(), "")
            if any(has_half_tag(text) for text in _texts_of(line)):
                broken |= self._read_half(number, line.text, lines[number + 1].text if number + 1 < len(lines) else "")
            elif cut:
                broken.add(number)
                self._wrong(
                    number,
                    gettext("marcajul „{tag}”, care trece peste marginea unei legături sau a unui control", tag=cut),
                    gettext("un marcaj întreg, în afara legăturii sau înăuntrul ei"),
                    gettext("ștergeți marcajul și scrieți-l din nou, dintr-o dată, într-un singur loc"),
                )
            else:
                self._read_tags(number, line.text)
        return broken

    def _read_half(self, number: int, text: str, after: str) -> set[int]:
        """Complain of a tag that is not whole, once also where its other half stands in the line after."""
        if not (_is_left_open(text) and _only_closes(after)):
            self.complaints.append(Complaint(partial(broken_tag, self.file), number + 1))
            self._read_what_is_meant(number, text)
            return {number}
        self._wrong(
            number,
            gettext("un marcaj care începe în acest paragraf și se termină în altul"),
            gettext("un marcaj întreg, într-un singur paragraf și într-o singură celulă"),
            gettext("scrieți marcajul din nou, dintr-o dată, în paragraful lui"),
        )
        self._read_what_is_meant(number, f"{text} {after}")
        return {number, number + 1}

    def _read_tags(self, number: int, text: str) -> None:
        for found in TAG.findall(text):
            parts = _PARTS.fullmatch(found)
            if parts is None:  # a remark
                continue
            opening, repeats, inside, closing = parts.groups()
            source = f"{opening} {inside.translate(_QUOTES).strip()} {closing}"
            if opening == "{{":
                self._read_printed(number, found, source)
            else:
                self._read_statement(number, found, inside.translate(_QUOTES).strip(), repeats or "")

    def _read_printed(self, number: int, found: str, source: str) -> None:
        tree = self._parsed(number, found, source)
        if tree is not None:
            self.names += _names_in(tree)
            self.tags.append(Tag(line=number, source=source))

    def _read_statement(self, number: int, found: str, inside: str, repeats: str) -> None:
        keyword = (inside.split() or [""])[0]
        colour = _CELL_COLOUR.fullmatch(inside)
        if colour:
            self._read_printed(number, found, f"{{{{ {colour[1]} }}}}")
        elif keyword in _REFUSED:
            self.complaints.append(Complaint(partial(forbidden_tag, self.file), number + 1))
        elif keyword in _WHOLE:
            self._read_keyword(number, found, inside, Tag(line=number, source="", repeats=repeats, keyword=keyword))
        else:
            self._read_unknown_keyword(number, found, inside, repeats)

    def _read_keyword(self, number: int, found: str, inside: str, tag: Tag) -> None:
        source = f"{{% {inside} %}}"
        tree = self._parsed(number, found, _WHOLE[tag.keyword].format(source))
        if tree is None:
            source = _repaired(tag.keyword, inside)
        elif tag.keyword in ("for", "if", "elif"):
            self.names += _names_in(tree)
        self.tags.append(Tag(line=number, source=source, repeats=tag.repeats, keyword=tag.keyword))

    def _read_unknown_keyword(self, number: int, found: str, inside: str, repeats: str) -> None:
        word = (inside.split() or [""])[0]
        meant = "for" if _IN.fullmatch(inside) else nearest(word, _WHOLE)
        if not meant:
            self.complaints.append(Complaint(partial(self._broken, found), number + 1))
            return
        self._wrong(
            number,
            gettext("un marcaj care începe cu „{word}”, un cuvânt necunoscut", word=word),
            gettext("unul dintre: {words}; cel mai apropiat este „{near}”", words=listed(sorted(_WHOLE)), near=meant),
            gettext("corectați cuvântul"),
        )
        self.tags.append(Tag(line=number, source=_repaired(meant, inside), repeats=repeats, keyword=meant))

    def _read_what_is_meant(self, number: int, text: str) -> None:
        """Keep of a line with a broken tag what opens and closes, so that the rest is read as it was meant."""
        for repeats, inside in _MEANT.findall(text):
            keyword = inside.split()[0]
            self.tags.append(Tag(line=number, source=_repaired(keyword, inside), repeats=repeats, keyword=keyword))

    def _parsed(self, number: int, found: str, source: str) -> nodes.Template | None:
        try:
            tree = WORD.parse(source)
            if self._has_wrong_filter(number, tree):
                return None
            check_permitted(tree)
        except TemplateSyntaxError as error:
            is_broken = type(error) is TemplateSyntaxError
            say = partial(self._broken, found) if is_broken else partial(wrong_tag, error, self.file)
            self.complaints.append(Complaint(say, number + 1))
            return None
        return tree

    def _has_wrong_filter(self, number: int, tree: nodes.Template) -> bool:
        known = sorted(name for name in WORD.filters if name != COUNTED)
        for node in tree.find_all(nodes.Filter):
            if node.name not in known:
                near = nearest(node.name, known)
                self._wrong(
                    number,
                    gettext("filtrul „{name}”, pe care programul nu îl cunoaște", name=node.name),
                    gettext("unul dintre: {words}", words=listed(known)) + nearest_named(near),
                    gettext("corectați sau ștergeți filtrul"),
                )
                return True
            try:
                check_permitted(nodes.Template([nodes.Output([node], lineno=1)], lineno=1))
            except TemplateSyntaxError:
                self._wrong(
                    number,
                    gettext("filtrul „{name}”, folosit altfel decât se poate", name=node.name),
                    gettext(
                        "{{r text|link(adresa.link) }}, {{r text|bookmark(titlu.bookmark) }}, "
                        "{{r text|link_to(titlu.bookmark) }}, "
                        "{{r titlu.bookmark|page }}, {{r text|footnote(nota.note) }} sau {{ lista|length }}"
                    ),
                    gettext("corectați sau ștergeți filtrul"),
                )
                return True
        return False

    def _broken(self, found: str, text: str) -> OfficeFileError:
        """Say why a tag cannot be read, where that can be seen; else that it cannot."""
        quote, unseen = _OTHER_QUOTES.search(found), _UNSEEN.search(found)
        if quote:
            return self._error(
                gettext("marcajul „{tag}”, cu ghilimele românești, {quote}", tag=found, quote=quote[0]),
                gettext('ghilimele drepte în marcaj, de exemplu {% if line.style == "bullet" %}'),
                gettext('scrieți ghilimelele din nou ca " și, dacă Word le schimbă, apăsați Ctrl+Z'),
            )
        if unseen:
            return self._error(
                gettext("marcajul „{tag}”, cu un semn care nu se vede (U+{code})", tag=found, code=f"{ord(unseen[0]):04X}"),
                gettext("nume scrise numai cu litere, cifre, „_” și puncte, cu spații obișnuite între cuvinte"),
                gettext("ștergeți marcajul și scrieți-l din nou, dintr-o dată"),
            )
        return broken_tag(self.file, text)

    def _wrong(self, number: int, found: str, expected: str, fix: str) -> None:
        self.complaints.append(Complaint(lambda _: self._error(found, expected, fix), number + 1))

    def _error(self, found: str, expected: str, fix: str) -> OfficeFileError:
        fix = gettext("deschideți șablonul în Word și {fix}", fix=fix)
        return OfficeFileError(Place(self.file), found, expected, fix)


def _texts_of(line: Line) -> Iterator[str]:
    yield "".join(piece.text for piece in line.pieces if not piece.is_attribute)
    yield from (piece.text for piece in line.pieces if piece.is_attribute)


def _is_left_open(text: str) -> bool:
    rest = TAG.sub("", text)
    return re.search(r"\{[{%#]", rest) is not None and re.search(r"[}%#]\}", rest) is None


def _only_closes(text: str) -> bool:
    rest = TAG.sub("", text)
    return re.search(r"\{[{%#]", rest) is None and re.search(r"[}%#]\}", rest) is not None


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
