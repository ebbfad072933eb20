"""Texts that a wrong code page has damaged: recognised and said, never silently repaired."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.plan_table.rows import Row
from toolkit.language import gettext
from toolkit.plan.spelling import shown

_CODE_PAGES = ("cp1252", "cp1250", "cp1251", "latin-1")
_OLD_ROMANIAN = re.compile(  # ă ș ț of Windows-1250 read as Windows-1252; "São" and "nº" are words of other languages
    r"[^\W\d_][ãþÞ](?=[^\W\d_oeOE]|\b)|[^\W\d_]{3}[ºª](?=[^\W\d_]|\b)|[^\W\d_][ºª](?=[^\W\d_])|\b[ãþÞºª](?=[^\W\d_])"
)
_OLD_CYRILLIC = re.compile(r"[À-ÿ]{4,}")
_LETTERS_LOST = re.compile(r"\?{3,}|\ufffd")
_LETTER_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]")
_OF_AN_ADDRESS = re.compile(r"://|www\.|=|\.[^\W\d_]+\?|/[^?]*\.[^?]*\?")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def find_damaged(rows: tuple[Row, ...]) -> Iterator[Finding]:
    """Give a finding for every row in which a text is damaged: an error where that is certain, else a warning."""
    for row in rows:
        words = [word for cell in row.cells for line in cell for word in line.split() if is_damaged(word)]
        if words:
            word = next((word for word in words if _is_certainly_damaged(word)), words[0])
            certain = _is_certainly_damaged(word)
            yield Finding(
                severity=Severity.ERROR if certain else Severity.WARNING,
                code=Code.TEXT_DAMAGED,
                place=row.place,
                found=gettext("„{word}”, un text stricat de o codificare greșită", word=shown(word))
                if certain
                else gettext("„{word}”, probabil un text stricat: semnul „?” stă între litere", word=shown(word)),
                expected=gettext("literele limbii în care este scris planul"),
                fix=gettext("deschideți fișierul din care s-a făcut acesta, salvați-l ca UTF-8 și importați-l din nou"),
            )


def is_damaged(word: str) -> bool:
    """Whether a word shows what becomes of letters that are read or written in the wrong code page."""
    return _is_certainly_damaged(word) or bool(_LETTER_LOST.search(word) and not _OF_AN_ADDRESS.search(word))


def _is_certainly_damaged(word: str) -> bool:
    """Whether nothing else can have made a word such; a question mark between letters may be a slip of the keyboard."""
    if _LETTERS_LOST.search(word) and not _OF_AN_ADDRESS.search(word):
        return True
    if not _NOT_ASCII.search(word):
        return False
    return bool(_OLD_ROMANIAN.search(word)) or probably(word) != word


def probably(text: str) -> str:
    """What a text was before it was read in the wrong code page, where that can be undone; else the text itself."""
    return _as_utf8(text) or (_as_cyrillic(text) if _OLD_CYRILLIC.search(text) else "") or text


def _as_utf8(text: str) -> str:
    """The text, taken back into the bytes of a code page, as UTF-8; empty where it is none."""
    for code_page in _CODE_PAGES:
        try:
            read = text.encode(code_page).decode("utf-8")
        except UnicodeError:
            continue
        if read != text:
            return read
    return ""


def _as_cyrillic(text: str) -> str:
    """The text, taken back into bytes, as Cyrillic; empty where not every letter of it is."""
    try:
        read = text.encode("cp1252").decode("cp1251")
    except UnicodeError:
        return ""
    return read if all("\u0400" <= letter <= "\u04ff" for letter in read if letter.isalpha()) else ""
