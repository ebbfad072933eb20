"""Templates with something changed at random, for the tests of what a damaged file leads to; one number, one change."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from toolkit.word.package import read_package, write_package

_ODD_VALUES = (
    b"",
    b"-1",
    b"0",
    b"99999999999999999999",
    b"1e999",
    b"nan",
    b"x",
    b"{{ a }}",
    b"{%",
    b"}}",
    "ș".encode(),
    b"\xff",
)
_ODD_PIECES = (
    b"{{",
    b"}}",
    b"{%p for a in b %}",
    b"{% endif %}",
    b"{#",
    b"<",
    b"</w:p>",
    b"<w:p/>",
    b"&",
    b"]]>",
    b"\x00",
    b"w:",
)
_VALUE = re.compile(rb'"[^"<]*"')
_ELEMENT = re.compile(rb"</?w:[A-Za-z]+[^>]*>")
_TEXT = re.compile(rb">[^<]+<")


def changed_bytes(content: bytes, seed: int) -> bytes:
    """A file with some of its bytes changed as they stand on the disk."""
    return _with_changes(content, random.Random(seed), (_flip, _cut, _double, _swap))  # noqa: S311  no secret


def changed_part(content: bytes, seed: int) -> bytes:
    """A file with something changed inside one of its parts, and packed again as it should be."""
    chance = random.Random(seed)  # noqa: S311  no secret
    parts = read_package(content, "")
    often = ["word/document.xml"] * 12 + ["word/header1.xml", "word/footer1.xml"] * 3
    name = chance.choice([*parts, *often])
    ways = (
        _flip,
        _cut,
        _double,
        _swap,
        _other_value,
        _other_value,
        _insert,
        _insert,
        _lose_element,
        _double_element,
        _move_text,
    )
    return write_package({**parts, name: _with_changes(parts[name], chance, ways)})


def _with_changes(content: bytes, chance: random.Random, ways: Sequence[Callable[[bytes, random.Random], bytes]]) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        content = chance.choice(ways)(content, chance)
    return content


def _at(content: bytes, chance: random.Random) -> int:
    return chance.randrange(len(content) + 1)


def _flip(content: bytes, chance: random.Random) -> bytes:
    at = _at(content, chance)
    return content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]


def _cut(content: bytes, chance: random.Random) -> bytes:
    at = _at(content, chance)
    return content[:at] + content[at + chance.choice((1, 10, 100, 1000)) :]


def _double(content: bytes, chance: random.Random) -> bytes:
    at = _at(content, chance)
    return content[:at] + content[at : at + chance.choice((1, 10, 100, 1000))] + content[at:]


def _swap(content: bytes, chance: random.Random) -> bytes:
    one, other, length = _at(content, chance), _at(content, chance), chance.choice((1, 20, 200))
    first, second = sorted((one, other))
    middle = content[first + length : second] if second - first > length else b""
    return (
        content[:first]
        + content[second : second + length]
        + middle
        + content[first : first + length]
        + content[second + length :]
    )


def _insert(content: bytes, chance: random.Random) -> bytes:
    at = _at(content, chance)
    return content[:at] + chance.choice(_ODD_PIECES) + content[at:]


def _other_value(content: bytes, chance: random.Random) -> bytes:
    found = list(_VALUE.finditer(content))
    if not found:
        return content
    value = chance.choice(found)
    return content[: value.start() + 1] + chance.choice(_ODD_VALUES) + content[value.end() - 1 :]


def _lose_element(content: bytes, chance: random.Random) -> bytes:
    found = [element for element in _ELEMENT.finditer(content) if element[0].endswith(b"/>")]
    if not found:
        return content
    element = chance.choice(found)
    return content[: element.start()] + content[element.end() :]


def _double_element(content: bytes, chance: random.Random) -> bytes:
    found = [element for element in _ELEMENT.finditer(content) if element[0].endswith(b"/>")]
    if not found:
        return content
    element, other = chance.choice(found), chance.choice(found)
    return content[: other.start()] + element[0] + content[other.start() :]


def _move_text(content: bytes, chance: random.Random) -> bytes:
    """Put a text in the place of another: a tag where it does not belong."""
    found = list(_TEXT.finditer(content))
    if not found:
        return content
    text, other = chance.choice(found), chance.choice(found)
    return content[: other.start()] + text[0] + content[other.end() :]
