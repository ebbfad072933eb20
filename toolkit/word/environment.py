"""The only jinja environment: strict, escaping, without functions; and what is said of a tag that it cannot read."""

from __future__ import annotations

from typing import Any

from jinja2 import DictLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from toolkit.errors import OfficeFileError, Place
from toolkit.word.fields import FILTERS


class _WordEnvironment(ImmutableSandboxedEnvironment):
    """The strict sandbox, in which `row.values` is the field of that name and never a method of the dict."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


WORD = _WordEnvironment(undefined=StrictUndefined, autoescape=True, loader=DictLoader({}))
WORD.globals.clear()
WORD.filters = {"length": WORD.filters["length"], **FILTERS}


def broken_tag(template_file: str, text: str) -> OfficeFileError:
    """Say which tag of a template cannot be understood; `text` is the paragraph in which it stands."""
    return OfficeFileError(
        place=Place(template_file),
        found=f"un marcaj scris greșit în paragraful „{' '.join(text.split())}”",
        expected="marcaje de forma {{ nume }}, {%p for … %} și {%p endfor %}, fiecare deschis și închis",
        fix="deschideți șablonul în Word și corectați marcajul; dacă pare bun, scrieți-l din nou, dintr-o dată",
    )
