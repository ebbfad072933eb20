"""A text without what nobody can see and neither XML nor Word can hold."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# How Excel writes a control character, _x000D_, and half of a character, _xD83D_.
_ESCAPED = re.compile(r"_x(?:00[01][0-9A-Fa-f]|007[Ff]|[Dd][89A-Fa-f][0-9A-Fa-f]{2}|[Ff]{3}[EeFf])_")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters but tab and line end
    "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # direction marks, spaces and hyphens unseen
    "\ud800-\udfff\ufffe\uffff]"  # halves of a character, and what is none
)


def clean(text: str) -> tuple[str, int]:
    """Take out what cannot be printed, and say how much that was; every sort of line end becomes one."""
    text, escaped = _ESCAPED.subn("", _LINE_ENDS.sub("\n", text))
    text, unprintable = _UNPRINTABLE.subn("", text)
    return text, escaped + unprintable
