"""Texts that a wrong code page has damaged: recognised and said, never silently repaired."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.plan_table.rows import Row
from toolkit.language import gettext
from toolkit.plan.spelling import shown

_CODE_PAGES = ("cp1252", "cp1250", "cp1251", "latin-1")
_OLD_ROMANIAN = re.compile(
    r"[^\W\d_][ãþÞºª](?=[^\W\d_]|\b)|\b[ãþÞºª](?=[^\W\d_])"
)  # ă ț ș of Windows-1250 read as Windows-1252
_OLD_CYRILLIC = re.compile(r"[À-ÿ]{4,}")
_LETTERS_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]|\?{3,}|\ufffd")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def find_damaged(rows: tuple[Row, ...]) -> Iterator[Finding]:
    """Give a finding for every row in which a text is damaged."""
    for row in rows:
        word = next((word for cell in row.cells for line in cell for word in line.split() if is_damaged(word)), "")
        if word:
            yield Finding(
                severity=Severity.ERROR,
                code=Code.TEXT_DAMAGED,
                place=row.place,
                found=gettext("„{word}”, un text stricat de o codificare greșită", word=shown(word)),
                expected=gettext("literele limbii în care este scris planul"),
                fix=gettext("deschideți fișierul din care s-a făcut acesta, salvați-l ca UTF-8 și importați-l din nou"),
            )


def is_damaged(word: str) -> bool:
    """Whether a word shows what becomes of letters when they are read in the wrong code page."""
    if _LETTERS_LOST.search(word) and "://" not in word and "www." not in word:
        return True
    if not _NOT_ASCII.search(word):
        return False
    if _OLD_ROMANIAN.search(word):
        return True
    return _is_misread_utf8(word) or bool(_OLD_CYRILLIC.search(word) and _is_misread_cyrillic(word))


def _is_misread_utf8(word: str) -> bool:
    """Whether the word, taken back into the bytes of a code page, is UTF-8."""
    for code_page in _CODE_PAGES:
        try:
            if word.encode(code_page).decode("utf-8") != word:
                return True
        except UnicodeError:
            continue
    return False


def _is_misread_cyrillic(word: str) -> bool:
    """Whether the word, taken back into bytes, is Cyrillic throughout."""
    try:
        letters = [letter for letter in word.encode("cp1252").decode("cp1251") if letter.isalpha()]
    except UnicodeError:
        return False
    return all("\u0400" <= letter <= "\u04ff" for letter in letters)
