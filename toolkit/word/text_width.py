"""How wide words print: the advance widths of Times New Roman Bold, which Liberation Serif Bold shares."""

from __future__ import annotations

import re
from typing import Final

# In thousandths of the font size; bold, because it is the wider one and headers and totals are bold.
_WIDTHS: Final = {
    220: "|", 250: ",.", 278: "'/\\ilî", 333: "!()-:;[]`fjtțţ’", 389: "IsșşÎ", 394: "{}", 400: "°з", 432: "э", 444: "cerzес",
    454: "г", 491: "т", 500: "#$*0123456789?J_agovxyăâ„”«»–§€абоух", 506: "д", 520: "~", 528: "Зь", 540: "вя",
    556: "\"SbdhknpquȘŞр", 561: "чл", 570: "+<=>", 576: "ийкнпц", 581: "^ъ", 611: "FPР", 636: "Г", 661: "БЬ",
    667: "BELTZȚŢВЕТ", 678: "Э", 681: "м", 688: "Дф", 722: "ACDNRUVXYwĂÂАСХЯ", 725: "Кж", 734: "УЧ", 745: "Л", 764: "юЪ",
    778: "GHKOQИЙНОПЦ", 781: "ы", 833: "&m", 844: "шщ", 859: "Ф", 930: "@", 944: "MМ", 982: "Ы", 989: "Ж",
    1000: "%W—…", 1005: "№", 1098: "ШЩ", 1126: "Ю",
}  # fmt: skip


class _Widths(dict[str, int]):
    def __missing__(self, letter: str) -> int:
        return _SPACE if letter.isspace() else _UNKNOWN


_SPACE: Final = 250
_UNKNOWN: Final = 722
_WIDEST: Final = max(_WIDTHS)
_WIDTH_OF: Final = _Widths((letter, width) for width, letters in _WIDTHS.items() for letter in letters)

_ENDS_OF_WORDS: Final = "-–—"
_ENDS_OF_PIECES: Final = "-–—/.,"
_IN_PIECES = re.compile("[/.,]")  # web addresses among them
_WEB_ADDRESS = re.compile(r"(https?://|www\.)\S+")


def longest_word_twips(text: str, half_points: int) -> int:
    """Give the width of a text's longest word; Word ends a line only at spaces and hyphens."""
    return _longest(_parted(text, _ENDS_OF_WORDS), half_points)


def longest_piece_twips(text: str, half_points: int) -> int:
    """Give the width of the longest piece that must stay together: web addresses break anywhere, "a/b" after the stroke."""
    if not _IN_PIECES.search(text):
        return longest_word_twips(text, half_points)
    return _longest(_parted(_WEB_ADDRESS.sub("", text), _ENDS_OF_PIECES), half_points)


def lines_of(text: str, half_points: int, width: int) -> int:
    """Estimate how many lines a paragraph fills in a column."""
    return max(1, -(-_in_twips(_width(text), half_points) // max(width, 1)))


def _parted(text: str, ends: str) -> list[str]:
    for end in ends:
        if end in text:
            text = text.replace(end, f"{end} ")
    return text.split()


def _longest(words: list[str], half_points: int) -> int:
    longest = 0
    for word in sorted(set(words), key=len, reverse=True):
        if len(word) * _WIDEST <= longest:
            break  # no shorter word can be wider
        longest = max(longest, _width(word))
    return _in_twips(longest, half_points)


def _width(text: str) -> int:
    return sum(map(_WIDTH_OF.__getitem__, text))


def _in_twips(width: int, half_points: int) -> int:
    return -(-width * half_points * 10 // 1000)
