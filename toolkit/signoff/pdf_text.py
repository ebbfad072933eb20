"""The text of a page of a PDF as LibreOffice writes it: line by line, with the place of each piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

_SAME_LINE = 2.0  # points
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.S)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]+)>")
_CODE_SPACE = re.compile(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that is shown in one go, and where it begins."""

    left: float
    baseline: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """The pieces that stand on one line of writing, from left to right."""

    baseline: float
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join(piece.text for piece in self.pieces)


def lines_of(page: pikepdf.Page) -> list[Line]:
    """Read the lines of a page from top to bottom."""
    lines: list[list[Piece]] = []
    for piece in sorted(_pieces(page), key=lambda piece: -piece.baseline):
        if lines and lines[-1][0].baseline - piece.baseline < _SAME_LINE:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [Line(pieces[0].baseline, tuple(sorted(pieces, key=lambda piece: piece.left))) for pieces in lines]


def _pieces(page: pikepdf.Page) -> Iterator[Piece]:
    fonts = {name: _Font(font) for name, font in page.resources.get("/Font", pikepdf.Dictionary()).items()}
    unit = pikepdf.Matrix()
    within, kept = unit, []  # how the page is moved and stretched where one stands
    line = unit  # where the line of text begins
    font, size = None, 0.0
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator == "q":
            kept.append(within)
        elif operator == "Q" and kept:
            within = kept.pop()
        elif operator == "cm":
            within = pikepdf.Matrix(*map(float, operands)) @ within
        elif operator == "BT":
            line = unit
        elif operator == "Tm":
            line = pikepdf.Matrix(*map(float, operands))
        elif operator in ("Td", "TD"):
            line = pikepdf.Matrix(1, 0, 0, 1, *map(float, operands)) @ line
        elif operator == "Tf":
            font, size = fonts.get(str(operands[0])), float(operands[1])
        elif operator in ("Tj", "TJ") and font is not None:
            at = line @ within
            yield Piece(at.e, at.f, size * abs(at.d), font.text(operands[0]))


class _Font:
    """Which letters the codes of a font stand for, as it says itself."""

    def __init__(self, font: Any) -> None:
        table = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
        space = _CODE_SPACE.search(table)
        self._width = len(space[1]) // 2 if space else 1
        self._letters: dict[int, str] = {}
        for kind, section in _SECTION.findall(table):
            codes = [bytes.fromhex(each.decode("ascii")) for each in _HEX.findall(section)]
            if kind == b"char":
                self._letters |= {
                    int.from_bytes(code): _letters(text) for code, text in zip(codes[::2], codes[1::2], strict=False)
                }
                continue
            for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
                start, end = int.from_bytes(first), int.from_bytes(last)
                for code in range(start, min(end, start + 255) + 1):
                    letters = text[:-1] + bytes([(text[-1] + code - start) % 256])
                    self._letters[code] = _letters(letters)

    def text(self, shown: Any) -> str:
        """Read what an instruction shows: one string, or several with the gaps between them."""
        strings = (
            [shown] if isinstance(shown, pikepdf.String) else [each for each in shown if isinstance(each, pikepdf.String)]
        )
        content = b"".join(bytes(each) for each in strings)
        codes = (int.from_bytes(content[n : n + self._width]) for n in range(0, len(content), self._width))
        return "".join(self._letters.get(code, "") for code in codes)


def _letters(text: bytes) -> str:
    return text.decode("utf-16-be", "replace")
