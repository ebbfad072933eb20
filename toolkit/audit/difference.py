"""A difference between what a run made and what a Word file says: its place, and both values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from toolkit.language import N_, gettext

_SHOWN_LETTERS: Final = 160


class Change(StrEnum):
    """What became of a piece of the report."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    MOVED = "moved"
    HIDDEN = "hidden"
    LOOK = "look"
    LINK = "link"
    PICTURE = "picture"
    OBJECT = "object"
    CELLS = "cells"
    NUMBER = "number"
    TRACKED = "tracked"
    COMMENT = "comment"
    TITLE = "title"
    OUTSIDE = "outside"
    FILLED = "filled"
    MARK = "mark"
    SIGN_OFF = "sign-off"


OF_SIGNING: Final = frozenset({Change.FILLED, Change.MARK})
"""What signing a report changes in its Word file, and nothing else may."""

_SAID: Final = {
    Change.CHANGED: N_("text schimbat"),
    Change.MISSING: N_("lipsește"),
    Change.ADDED: N_("adăugat"),
    Change.MOVED: N_("mutat"),
    Change.HIDDEN: N_("text care nu se vede"),
    Change.LOOK: N_("text arătat altfel"),
    Change.LINK: N_("legătură schimbată"),
    Change.PICTURE: N_("imagine schimbată"),
    Change.OBJECT: N_("obiect schimbat"),
    Change.CELLS: N_("celule îmbinate altfel"),
    Change.NUMBER: N_("numerotare schimbată"),
    Change.TRACKED: N_("modificare urmărită, neacceptată"),
    Change.COMMENT: N_("comentariu"),
    Change.TITLE: N_("titlul din proprietăți schimbat"),
    Change.OUTSIDE: N_("conținut adus din afara fișierului"),
    Change.FILLED: N_("loc gol completat"),
    Change.MARK: N_("marcajul de proiect schimbat"),
    Change.SIGN_OFF: N_("blocul de semnături nu mai este marcat"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference; a value that is not there is an empty text."""

    change: Change
    place: str  # "Acțiunea 3.1. … › tabelul 1 › rândul 4 „Total” › coloana „Indicator 2”"
    in_run: str
    found: str

    def __str__(self) -> str:
        return self.said(gettext("în raport"), gettext("în fișier"))

    def said(self, one: str, other: str) -> str:
        """Say the difference, with what the two documents are called."""
        width = max(len(one), len(other))
        return (
            gettext("{place}: {what}", place=self.place, what=gettext(_SAID[self.change]))
            + f"\n    {one.ljust(width)}   {_said(self.in_run, self.found)}"
            + f"\n    {other.ljust(width)}   {_said(self.found, self.in_run)}"
        )


def _said(value: str, other: str) -> str:
    """Quote a value; of a long one, the piece at which it begins to be unlike the other."""
    text = " ".join(value.split("\n"))
    if not text:
        return gettext("nimic")
    if len(text) > _SHOWN_LETTERS:
        same = next((at for at, (a, b) in enumerate(zip(text, " ".join(other.split("\n")), strict=False)) if a != b), 0)
        begin = max(0, min(same - _SHOWN_LETTERS // 3, len(text) - _SHOWN_LETTERS))
        end = begin + _SHOWN_LETTERS
        text = f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"
    return gettext("„{text}”", text=text)
