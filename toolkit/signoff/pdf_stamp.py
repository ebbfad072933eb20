"""What a signature in a PDF shows on the page: its lines as drawn shapes, so that no font of the reader's changes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.textpath import TextPath

_FONT = "DejaVu Sans"  # comes with the library that draws the pictures; has the letters of Romanian and Bulgarian
_MARGIN = 2.0
_LARGEST = 7.0  # points
_LINE_HEIGHT = 1.25  # in heights of letters
_CURVE, _CLOSE = 3, 79  # as matplotlib numbers the steps of an outline
_OPERATORS = {1: "m", 2: "l", _CURVE: "c"}


def stamp(lines: Sequence[str], width: float, height: float) -> bytes:
    """Draw lines of text into a box, each as large as it fits, with a thin frame around them."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415  takes time to load
    from matplotlib.textpath import TextPath  # noqa: PLC0415

    font = FontProperties(family=_FONT)
    lines = [line.replace("$", r"\$") for line in lines if line.strip()]  # else a dollar would begin a formula
    size = min(_LARGEST, (height - 2 * _MARGIN) / (_LINE_HEIGHT * len(lines)))
    drawn = [f"0.4 w 0.35 0.45 0.6 RG 0.2 0.2 {width - 0.4:.2f} {height - 0.4:.2f} re S 0 0 0.4 rg"]
    for number, line in enumerate(lines, 1):
        needed = TextPath((0, 0), line, size=size, prop=font).get_extents().width
        fitting = size * min(1.0, (width - 2 * _MARGIN) / needed)
        baseline = height - _MARGIN - (number * _LINE_HEIGHT - 0.3) * size
        drawn += _shapes(TextPath((_MARGIN, baseline), line, size=fitting, prop=font))
    return "\n".join([*drawn, "f"]).encode("ascii")


def _shapes(outline: TextPath) -> Iterator[str]:
    """Write an outline as PDF has it; a curve with one handle, as fonts have it, becomes one with two."""
    at = (0.0, 0.0)
    for numbers, code in outline.iter_segments():
        if code == _CLOSE:
            yield "h"
            continue
        points = [(float(x), float(y)) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        if code == _CURVE:
            handle, end = points
            points = [_two_thirds(at, handle), _two_thirds(end, handle), end]
        yield f"{' '.join(f'{x:.2f} {y:.2f}' for x, y in points)} {_OPERATORS[int(code)]}"
        at = points[-1]


def _two_thirds(point: tuple[float, float], handle: tuple[float, float]) -> tuple[float, float]:
    return (point[0] + (handle[0] - point[0]) * 2 / 3, point[1] + (handle[1] - point[1]) * 2 / 3)
