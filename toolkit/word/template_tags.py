"""The tags of a template one by one: each read by itself, so that a broken one does not hide the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from jinja2 import TemplateSyntaxError, nodes
from jinja2.filters import FILTERS as OF_JINJA

from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext
from toolkit.plan.spelling import listed, nearest, nearest_named
from toolkit.word.environment import WORD, broken_tag, forbidden_tag, short, wrong_tag
from toolkit.word.outline import is_misplaced
from toolkit.word.permitted import COUNTED, ForbiddenTagError, SeenTag, TooDeepError, check_permitted, is_hidden, tags_in
from toolkit.word.template_lines import Holder, Line, Piece
from toolkit.word.template_names import Complaint

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
_QUOTES: Final = str.maketrans("“”‘’", "\"\"''")  # docxtpl makes these of what Word makes of straight ones
_OTHER_QUOTES: Final = re.compile("[„«»‚‹›]")
_UNSEEN: Final = re.compile("[\u00a0\u00ad\u200b-\u200f\u202f\u2011\u2060\ufeff]")
_MEANT: Final = re.compile(r"[{%]\s*(?:(p|tr|tc)\s+)?(for \w+ in [\w.]+|endfor|endif|else|(?:el)?if [^%{}]+)")
_IN: Final = re.compile(r"\w+\s+(\w+)\s+in\s+([\w.]+)\s*")
_REPEATS: Final = re.compile(r"\{[%#](?:p|tr|tc)\s")
_UNOPENED: Final = re.compile(r"(?:\{\s*[{%#]?\s*)?[^\s{}]*\s*[}%#]\}$")
_LONGEST_END: Final = 60  # letters
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
                    self._complain_of_cut(number, tag.text)
                else:
                    self._read_tag(number, tag.text, pieces[0])
                    if number in broken and is_misplaced(tag.text):
                        self._complain_of_misplaced(number, tag.text)
        return broken

    def _complain_of_halves(self, number: int, halves: list[str], after: str) -> bool:
        """Complain of each tag that is not whole, of the last one also for the next line, if its other half stands there."""
        following = next(tags_in(after), None)
        goes_on = bool(halves) and _opens(halves[-1]) and following is not None and _only_closes(following)
        for half in halves[:-1] if goes_on else halves:
            self.complaints.append(Complaint(partial(broken_tag, self.file, tag=_seen_of(half)), number + 1))
        if goes_on:
            self._wrong(
                number,
                gettext("un marcaj care începe în acest paragraf și se termină în altul"),
                gettext("un marcaj întreg, într-un singur paragraf și într-o singură celulă"),
                gettext("scrieți marcajul din nou, dintr-o dată, în paragraful lui"),
            )
        return goes_on

    def _complain_of_cut(self, number: int, found: str) -> None:
        self._wrong(
            number,
            gettext("marcajul „{tag}”, care trece peste marginea unei legături sau a unui control", tag=short(found)),
            gettext("un marcaj întreg, în afara legăturii sau înăuntrul ei"),
            gettext("ștergeți marcajul și scrieți-l din nou, dintr-o dată, într-un singur loc"),
        )

    def _complain_of_misplaced(self, number: int, found: str) -> None:
        error = misplaced_tag(self.file, found)
        self.complaints.append(Complaint(lambda _: error, number + 1))

    def _read_tag(self, number: int, found: str, piece: Piece) -> None:
        parts = _PARTS.fullmatch(found)
        if parts is None:  # a remark
            return
        opening, repeats, inside, closing = parts.groups()
        inside = inside.translate(_QUOTES).strip()
        if repeats == "r" and not piece.is_in_a_run:
            self._wrong(
                number,
                gettext("marcajul „{tag}”, cu „r”, în alt loc decât textul unui paragraf", tag=short(found)),
                gettext("{{r … }} și {%r … %} în textul paragrafelor; în textul alternativ al unei imagini, {{ text }}"),
                gettext("scrieți marcajul fără „r” și fără filtru sau mutați-l într-un paragraf"),
            )
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
            self._complain_of_tag(tag.line, found, partial(forbidden_tag, self.file, tag=found))
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
            self._complain_of_tag(tag.line, found, partial(self._broken, found))
            return
        self._wrong(
            tag.line,
            gettext("un marcaj care începe cu „{word}”, un cuvânt necunoscut", word=word),
            gettext("unul dintre: {words}; cel mai apropiat este „{near}”", words=listed(sorted(_WHOLE)), near=meant),
            gettext("corectați cuvântul"),
        )
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
            self._complain_of_tag(number, found, partial(forbidden_tag, self.file, tag=found))
        except TooDeepError as error:
            self._complain_of_tag(number, found, partial(wrong_tag, error, self.file))
        except TemplateSyntaxError:
            self._complain_of_tag(number, found, partial(self._broken, found))
        else:
            return tree
        return None

    def _has_wrong_filter(self, number: int, found: str, tree: nodes.Template) -> bool:
        known = sorted(name for name in WORD.filters if name != COUNTED)
        for node in tree.find_all(nodes.Filter):
            if node.name not in known:
                near = nearest(node.name, known)
                self._wrong(
                    number,
                    gettext("filtrul „{name}”, pe care programul nu îl cunoaște", name=node.name),
                    gettext("unul dintre: {words}", words=listed(known)) + nearest_named(near),
                    gettext("corectați sau ștergeți filtrul"),
                    found,
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
                    found,
                )
                return True
        return False

    def _broken(self, found: str, text: str) -> OfficeFileError:
        """Say why a tag cannot be read, where that can be seen; else that it cannot."""
        quote, unseen = _OTHER_QUOTES.search(found), _UNSEEN.search(found)
        if quote:
            return self._error(
                gettext("marcajul „{tag}”, cu ghilimele românești, {quote}", tag=short(found), quote=quote[0]),
                gettext('ghilimele drepte în marcaj, de exemplu {% if line.style == "bullet" %}'),
                gettext('scrieți ghilimelele din nou ca " și, dacă Word le schimbă, apăsați Ctrl+Z'),
            )
        if unseen:
            return self._error(
                gettext(
                    "marcajul „{tag}”, cu un semn care nu se vede (U+{code})",
                    tag=found,  # as it stands, with the sign
                    code=f"{ord(unseen[0]):04X}",
                ),
                gettext("nume scrise numai cu litere, cifre, „_” și puncte, cu spații obișnuite între cuvinte"),
                gettext("ștergeți marcajul și scrieți-l din nou, dintr-o dată"),
            )
        return broken_tag(self.file, text, tag=found)

    def _complain_of_tag(self, number: int, tag: str, say: Callable[[str], OfficeFileError]) -> None:
        self.complaints.append(Complaint(say, number + 1, tag=tag))

    def _wrong(self, number: int, found: str, expected: str, fix: str, tag: str = "") -> None:
        self.complaints.append(Complaint(lambda _: self._error(found, expected, fix), number + 1, tag=tag))

    def _error(self, found: str, expected: str, fix: str) -> OfficeFileError:
        fix = gettext("deschideți șablonul în Word și {fix}", fix=fix)
        return OfficeFileError(Place(self.file), found, expected, fix)


def misplaced_tag(template_file: str, tag: str) -> OfficeFileError:
    """Say what is wrong with a tag that would swallow the text beside it, or that is of another kind."""
    if _REPEATS.match(tag):
        found = gettext("marcajul de repetare „{tag}”, care nu stă singur", tag=short(tag))
        expected = gettext("{%p singur în paragraf, {%tc singur în celulă, {%tr singur în rândul tabelului")
        fix = gettext("mutați marcajul într-un paragraf, o celulă sau un rând al lui")
    elif tag.startswith("{{r") or "|" in tag:
        is_for_fields = tag.startswith("{{r")
        found = (
            gettext("marcajul „{tag}”, cu „r”, dar fără link, bookmark, link_to, page sau footnote", tag=short(tag))
            if is_for_fields
            else gettext("marcajul „{tag}”, fără „r” la început", tag=short(tag))
        )
        expected = gettext("{{r text|link(adresa.link) }} pentru legături, {{ text }} pentru texte")
        fix = gettext("ștergeți „r” de la începutul marcajului") if is_for_fields else gettext("scrieți {{r la început")
    else:
        return broken_tag(template_file, "", tag=tag)
    return OfficeFileError(Place(template_file), found, expected, gettext("deschideți șablonul în Word și {fix}", fix=fix))


def _opens(half: str) -> bool:
    return half[:2] in ("{{", "{%", "{#") and re.search(r"[}%#]\}", half) is None


def _only_closes(tag: SeenTag) -> bool:
    return not tag.is_whole and re.match(r"\{[{%#]", tag.text) is None


def _seen_of(half: str) -> str:
    """Give of a tag that is not whole what a person looks for: of one that was never opened, no more than its end."""
    end = None if half.startswith(("{{", "{%", "{#")) else _UNOPENED.search(half[-_LONGEST_END:])
    return end[0] if end else half


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
