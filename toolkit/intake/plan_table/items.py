"""What the cells of a plan hold: codes, items of a list, the titles of objectives."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache

from toolkit.intake.plan_table.headers import plan_words
from toolkit.intake.plan_table.rows import Cell
from toolkit.plan.spelling import without_marks

_ROMAN = "[IVXLC]{1,7}"
_NUMBER = re.compile(rf"(?:{_ROMAN}\.)?\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}")
_BEFORE_TITLE = re.compile(
    rf"((?:{_ROMAN}|\d{{1,2}})(?:\.\d{{1,2}}){{1,3}}|\d{{1,3}}(?=\s*[.)]))\s*[.)]?\s+(?=\S)|({_ROMAN}\.\d{{1,3}})[.)]?\s+"
)
_OBJECTIVE = re.compile(rf"({_ROMAN}|[A-Z]|\d{{1,2}}(?:\.\d{{1,2}})?)\s*(?:[.:)]|\s[–—-]\s)\s*(\S.*)", re.DOTALL)
_BULLET = re.compile(r"^(?:[-–—•▪●*]|)\s+")
_IN_ONE_LINE = re.compile(r"\s*;\s*")


def code_alone(text: str) -> str:
    """The code that a cell of numbers holds: "1." is 1; empty where it holds none."""
    code = text.strip(" .)").replace(",", ".")  # Excel has made a number of it
    return code if _NUMBER.fullmatch(code) else ""


def code_and_title(text: str) -> tuple[str, str]:
    """Part "1.1 Adoptarea …" into code and title; the code is empty where none stands before."""
    found = _BEFORE_TITLE.match(text)
    return (found[1] or found[2], text[found.end() :]) if found else ("", text)


def objective_of(text: str) -> tuple[str, str, str] | None:
    """Part "Obiectiv 1: Creșterea …" into code, label and title; None where the text is no numbered objective.

    The label is empty where the code alone stands before the title: "I. Въвеждане …".
    """
    word = _objective_word(text)
    rest = text[len(word) :].lstrip()
    rest = re.sub(r"^nr\.?\s*", "", rest, flags=re.IGNORECASE) if word else rest
    found = _OBJECTIVE.match(rest)
    if not found or (word == "" and not re.fullmatch(rf"{_ROMAN}|\d{{1,2}}", found[1])):
        return None
    label = text[: len(text) - len(rest) + found.end(1)] if word else ""
    return found[1], label, found[2]


def items_of(cell: Cell) -> tuple[str, ...]:
    """The items of a cell: its lines, else what semicolons part; capital letters part nothing."""
    lines = tuple(_BULLET.sub("", line) for line in cell)
    if len(lines) == 1 and ";" in lines[0]:
        lines = tuple(part for part in _IN_ONE_LINE.split(lines[0]) if part)
    return tuple(line for line in (line.rstrip(" ;") for line in lines) if line)


def names_of(cell: Cell, is_name: Callable[[str], bool]) -> tuple[str, ...]:
    """Who is responsible: items, else what commas part in one running line, but for commas within a known name."""
    items = items_of(cell)
    if len(items) != 1 or is_name(items[0]):
        return items
    parts = [part.strip() for part in items[0].split(", ") if part.strip(" ,")]
    names: list[str] = []
    while parts:
        longest = next((end for end in range(len(parts), 1, -1) if is_name(", ".join(parts[:end]))), 1)
        names.append(", ".join(parts[:longest]))
        parts = parts[longest:]
    return tuple(names)


def join_lines(before: Cell, after: Cell, words: Collection[str]) -> tuple[Cell, str]:
    """Join a cell that a page end has parted, and give the word whose hyphen may be only that of the end of a line.

    A word is put together only where the same word stands elsewhere; where it stands elsewhere so parted, there is no doubt.
    """
    if not before or not after:
        return before or after, ""
    if not after[0][:1].islower() and before[-1][-1:] != "-" and (len(before) > 1 or len(after) > 1):
        return (*before, *after), ""
    head, tail = before[-1], after[0]
    doubtful = ""
    if head.endswith("-") and tail[:1].islower():
        begins, ends = head.rpartition(" ")[2], tail.partition(" ")[0].rstrip(".,;:")
        is_parted = (begins[:-1] + ends).casefold() in words
        joined = head[:-1] + tail if is_parted else head + tail
        if not is_parted and begins != "-" and (begins + ends).casefold() not in words:
            doubtful = begins + ends
    else:
        joined = f"{head} {tail}"
    return (*before[:-1], joined, *after[1:]), doubtful


def _objective_word(text: str) -> str:
    """The word before the code, as it is written: "Obiectiv"; empty where none of the known words begins the text."""
    for word in _objective_words():
        if without_marks(text[: len(word)]) == without_marks(word) and re.match(r"\s", text[len(word) : len(word) + 1]):
            return text[: len(word)]
    return ""


@cache
def _objective_words() -> tuple[str, ...]:
    return tuple(sorted(plan_words().objectives, key=len, reverse=True))
