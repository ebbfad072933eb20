"""How texts are compared and printed: diacritics, white space, nearest known names."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from toolkit.language import gettext

# Romanian was long typed with cedillas, for want of the letters with a comma below (SR 13411:1999 has the comma).
_CEDILLA_TO_COMMA = str.maketrans("ŞşŢţ", "ȘșȚț")
_LONGEST_SHOWN = 80
_DASHES = re.compile("[‐‑‒–—−]")
_SPACED_DASH = re.compile(r"\s*-\s*")


def printed(text: str) -> str:
    """Give a text as it is printed: composed letters (NFC) and comma diacritics; nothing else changes."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_CEDILLA_TO_COMMA)


def printed_day(day: date) -> str:
    """Write a day as offices do: "31.12.2023"."""
    return f"{day:%d.%m.%Y}"


def tidy(text: str) -> str:
    """Give a printed text with every run of white space as one space, and none at the ends."""
    return " ".join(printed(text).split())


def matching(text: str) -> str:
    """Give the form in which two spellings of one name are equal: tidy, case folded, all dashes alike and unspaced."""
    plain = _DASHES.sub("-", tidy(text))
    return (_SPACED_DASH.sub("-", plain) if "-" in plain else plain).casefold().strip(" .;:")


def without_marks(text: str) -> str:
    """Give the matching form without diacritics, for names that were typed on a keyboard that has none."""
    return "".join(c for c in unicodedata.normalize("NFD", matching(text)) if not unicodedata.combining(c))


def nearest(name: str, known: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """Find the known name that a mistyped one was most likely meant to be; `likeness` runs from 0 to 1 (the same)."""
    names = sorted(known)
    found = difflib.get_close_matches(name.casefold(), [n.casefold() for n in names], n=1, cutoff=likeness)
    return next((n for n in names if found and n.casefold() == found[0]), None)


def nearest_named(near: str | None) -> str:
    """Say which known name is nearest, behind a list of them; nothing where none is near."""
    return gettext("; cel mai apropiat este „{near}”", near=near) if near else ""


def shown(typed: str) -> str:
    """Give what somebody typed as a message shows it: on one line, not long, with nothing that a terminal would obey."""
    line = "".join(letter if letter.isprintable() else "\ufffd" for letter in typed[: _LONGEST_SHOWN + 1])
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…"


def listed(names: Iterable[str]) -> str:
    """Write names as a list in a sentence: "a, b și c"."""
    items = list(names)
    if len(items) < 2:
        return "".join(items)
    return gettext("{all} și {last}", all=", ".join(items[:-1]), last=items[-1])
