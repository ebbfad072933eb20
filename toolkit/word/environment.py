"""The only jinja environment: strict, escaping, without functions; and what is said of a tag that it cannot read."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from jinja2 import DictLoader, StrictUndefined, TemplateRuntimeError, TemplateSyntaxError, nodes
from jinja2.parser import Parser
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext
from toolkit.word.fields import FILTERS
from toolkit.word.limits import OverLimitError, counted, joined
from toolkit.word.permitted import (
    COUNTED,
    DEEPEST,
    ForbiddenTagError,
    TooDeepError,
    check_depth,
    check_permitted,
    count_rounds,
)

_LONGEST_SHOWN = 120  # letters of a paragraph


class _WordEnvironment(ImmutableSandboxedEnvironment):
    """The strict sandbox, under limits, in which `row.values` is the field of that name and never a method of the dict."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext):
            return super().getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def concat(self, pieces: Generator[str, None, None]) -> str:  # type: ignore[override]  # jinja has "".join here
        return joined(pieces)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parser = Parser(self, source, name, filename)
        try:
            tree = parser.parse()
        except RecursionError as error:
            raise TooDeepError("too deep", parser.stream.current.lineno) from error
        except ValueError as error:  # a number of thousands of digits
            raise TemplateSyntaxError("not a number", parser.stream.current.lineno) from error
        check_depth(tree)
        return tree

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002  jinja's own order
    ) -> str:
        check_permitted(source)
        count_rounds(source)
        return super()._generate(source, name, filename, defer_init)


def _only_texts(value: object) -> object:
    """Print no list, nothing that is empty and no answer to a condition as Python would write it."""
    if isinstance(value, (str, int, StrictUndefined)) and not isinstance(value, bool):
        return value
    raise TemplateRuntimeError("not a text")


WORD = _WordEnvironment(undefined=StrictUndefined, autoescape=True, loader=DictLoader({}), finalize=_only_texts)
WORD.globals.clear()
WORD.filters = {"length": WORD.filters["length"], COUNTED: counted, **FILTERS}


def wrong_tag(error: Exception, template_file: str, text: str) -> OfficeFileError:
    """Say what is wrong with a tag at which jinja stopped; `text` is the paragraph in which it stands, if that is known."""
    if isinstance(error, ForbiddenTagError):
        return forbidden_tag(template_file, text)
    if isinstance(error, TooDeepError):
        return tag_error(
            template_file,
            gettext("prea multe marcaje unul în altul{where}", where=where_in(text)),
            gettext(
                "repetări (for) și condiții (if) puse una în alta de cel mult {deepest} ori, cu condiții scurte",
                deepest=DEEPEST,
            ),
            gettext("închideți mai devreme repetările, {% endfor %}, și condițiile, {% endif %}"),
        )
    if isinstance(error, OverLimitError):
        return tag_error(
            template_file,
            gettext("texte și repetări care ar face un document uriaș{where}", where=where_in(text)),
            gettext("un document de cel mult câteva mii de pagini"),
            gettext("ștergeți textele și repetările de prisos, {% for … %}"),
        )
    return broken_tag(template_file, text)


def broken_tag(template_file: str, text: str, tag: str = "") -> OfficeFileError:
    """Say which tag of a template cannot be understood: itself, or `text`, the paragraph in which it stands."""
    return tag_error(
        template_file,
        gettext("marcajul „{tag}”, scris greșit", tag=short(tag))
        if tag
        else gettext("un marcaj scris greșit{where}", where=where_in(text, "")),
        gettext("marcaje de forma {{ nume }}, {%p for … %} și {%p endfor %}, fiecare deschis și închis"),
        gettext("corectați marcajul; dacă pare bun, scrieți-l din nou, dintr-o dată"),
    )


def forbidden_tag(template_file: str, text: str, tag: str = "") -> OfficeFileError:
    """Say which tag does more than print: itself, or the paragraph in which it stands."""
    return tag_error(
        template_file,
        gettext("marcajul „{tag}”, care face altceva decât să tipărească", tag=short(tag))
        if tag
        else gettext("un marcaj care face altceva decât să tipărească{where}", where=where_in(text)),
        gettext("numai nume, repetări (for) și condiții (if); un șablon nu calculează și nu cheamă funcții"),
        gettext("ștergeți marcajul"),
    )


def tag_error(template_file: str, found: str, expected: str, fix: str) -> OfficeFileError:
    """Say that a tag must be corrected, in Word."""
    return OfficeFileError(Place(template_file), found, expected, gettext("deschideți șablonul în Word și {fix}", fix=fix))


def where_in(text: str, comma: str = ",") -> str:
    """Name a paragraph, on one line and not longer than a person reads."""
    shown = short(text)
    return gettext("{comma} în paragraful „{shown}”", comma=comma, shown=shown) if shown else ""


def short(text: str) -> str:
    """Give a text on one line, and not longer than a person reads."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}…"
