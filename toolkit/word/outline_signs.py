"""The signs of an outline: where paragraphs, rows and cells begin and end, what is marked, and how a text looks."""

from __future__ import annotations

import re

# XML allows none of these characters, so that no text of a department can hold them.
PARAGRAPH, PARAGRAPH_END, TABLE, TABLE_END, ROW, ROW_END, CELL, CELL_END = "\x01\x02\x03\x04\x05\x06\x07\x08"
MARK, MARK_END = "\x0e\x0f"
LOOK, LOOK_END = "\x10\x11"  # how the text that follows looks

A_MARK = f"{MARK}[^{MARK_END}]*{MARK_END}"
A_LOOK = f"{LOOK}[^{LOOK_END}]*{LOOK_END}"
MARKS = re.compile(f"{A_MARK}|{A_LOOK}")
STRUCTURE = re.compile("[\x01-\x08]")


def marked(kind: str, value: str) -> str:
    """Write a mark: what is read of an element that is no text."""
    return f"{MARK}{kind} {value}{MARK_END}"


def looking(look: str) -> str:
    """Write how the text that follows looks."""
    return f"{LOOK}{look}{LOOK_END}"
