"""How a picture is drawn: stacked bars or a matrix of cells, by matplotlib, as PNG bytes that are equal for equal pictures.

Of the toolkit only its errors are loaded here, so that the process that draws is soon ready.
"""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import pairwise
from typing import IO, TYPE_CHECKING

from toolkit.errors import ToolkitFault
from toolkit.language import gettext

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# In inches. The places are given and not found out by drawing everything once more.
_BAR, _CELL, _LONGEST = 0.36, 0.25, 500.0  # PNG holds no picture of more than 65,535 points
_CODES_HEIGHT, _LEGEND_HEIGHT, _LEGEND_WIDTH = 0.5, 0.4, 5.0
_LEGEND_ROW, _LEGEND_SIGN, _MOST_IN_A_ROW = 0.18, 0.6, 4
_LETTER_7, _LETTER_8 = 0.056, 0.064  # the average width of a letter of 7 and of 8 points


class Artist:
    """Draws in a process of its own: matplotlib takes a third of a second to load, in which a notebook reads its inputs."""

    def __init__(self) -> None:
        self._waiting: _Process | None = _start()

    def draw(self, pictures: Sequence[Bars | Matrix]) -> list[Callable[[], bytes]]:
        """Begin to draw pictures; what comes back for each waits for it and gives it."""
        process, self._waiting = self._waiting or _start(), None
        with suppress(OSError), process.stdin as stdin:  # a process that has ended is told where it is waited for
            pickle.dump(pictures, stdin)
        drawn: list[bytes] = []

        def wait_for(number: int) -> bytes:
            while len(drawn) <= number:
                drawn.append(_take(process))
            if len(drawn) == len(pictures):
                _end(process)
            return drawn[number]

        return [partial(wait_for, number) for number in range(len(pictures))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A bar for each name, of parts that are stacked."""

    title: str
    names: Sequence[str]
    parts: Sequence[tuple[str, str, Sequence[int]]]  # label, colour, and the length in each bar

    @property
    def told(self) -> str:
        """What it shows, in words, for those who do not see it."""
        bars = [
            f"{name}: " + ", ".join(f"{label} {counts[place]}" for label, _, counts in self.parts if counts[place])
            for place, name in enumerate(self.names)
        ]
        return f"{self.title}. {'; '.join(bars)}."

    def png(self) -> bytes:
        """Draw it."""
        width, margin = 9.0, _LETTER_8 * max(map(len, self.names)) + 0.2
        legend = _columns_of_legend([label for label, _, counts in self.parts if any(counts)], width)
        bottom = _LEGEND_HEIGHT + 0.25 + _LEGEND_ROW * (max(map(len, legend), default=1) - 1)
        across, up = width - margin - 0.2, _BAR * len(self.names)
        height = bottom + up + 0.55
        picture = _figure(width, height)
        axes = picture.add_axes((margin / width, bottom / height, across / width, up / height))
        left = [0] * len(self.names)
        longest = max(map(sum, zip(*(counts for _, _, counts in self.parts), strict=True)), default=0)
        for label, colour, counts in self.parts:
            if not any(counts):
                continue
            bars = axes.barh(self.names, counts, left=left, color=colour, label=label)
            shown = [str(count) if count > longest / 30 else "" for count in counts]  # a label must fit into its bar
            axes.bar_label(bars, labels=shown, label_type="center", fontsize=8)
            left = [before + count for before, count in zip(left, counts, strict=True)]
        axes.locator_params(axis="x", integer=True)  # what is counted is whole
        axes.invert_yaxis()
        axes.set_title(self.title, fontsize=10, loc="left")
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(labelsize=8)
        _legend(picture, len(legend))
        return _png(picture)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A square of some colour where a row and a column meet."""

    rows: Sequence[str]
    columns: Sequence[str]
    squares: Sequence[tuple[str, str, Sequence[tuple[int, int]]]]  # label, colour, and the places: column and row from 0

    def png(self) -> bytes:
        """Draw it."""
        names_width = _LETTER_7 * max(map(len, self.rows)) + 0.1
        cell = min(_CELL, _LONGEST / max(len(self.columns), len(self.rows)))
        cells_width, cells_height = cell * len(self.columns), cell * len(self.rows)
        width, height = max(names_width + cells_width + 0.1, _LEGEND_WIDTH), _CODES_HEIGHT + cells_height + _LEGEND_HEIGHT
        picture = _figure(width, height)
        axes = picture.add_axes((names_width / width, _LEGEND_HEIGHT / height, cells_width / width, cells_height / height))
        axes.set_axis_off()  # and labels of our own: an axis takes as long to draw as all the rest
        axes.set_xlim(-0.5, len(self.columns) - 0.5)
        axes.set_ylim(len(self.rows) - 0.5, -0.5)
        for label, colour, places in self.squares:
            axes.scatter(
                [column for column, _ in places],
                [row for _, row in places],
                s=(0.88 * cell * 72) ** 2,
                marker="s",
                linewidths=0,
                color=colour,
                label=label,
                clip_on=False,
            )
        for row, name in enumerate(self.rows):
            axes.text(-0.7, row, name, fontsize=7, ha="right", va="center")
        for column, code in enumerate(self.columns):
            axes.text(column, -0.7, code, fontsize=7, ha="center", va="bottom", rotation=90)
        _legend(picture, _MOST_IN_A_ROW)
        return _png(picture)


class _Process(subprocess.Popen[bytes]):
    stdin: IO[bytes]
    stdout: IO[bytes]
    said: IO[bytes]  # of itself


def _start() -> _Process:
    command = [sys.executable, "-P", "-m", "toolkit.documents.drawing"]
    said = tempfile.TemporaryFile()  # noqa: SIM115  closed with the process; a pipe that nobody reads could fill up
    process = _Process(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said)
    process.said = said
    return process


def _take(process: _Process) -> bytes:
    """Take the next picture that a process has drawn: its length in a line, and its bytes."""
    length = process.stdout.readline()
    content = process.stdout.read(int(length or 0))
    if not content:
        process.wait()
        process.said.seek(0)
        last = process.said.read().decode("utf-8", "replace").strip().rpartition("\n")[2][:300]
        _end(process)
        raise ToolkitFault(
            place=gettext("imaginile raportului"),
            found=gettext("procesul care le desenează s-a oprit deodată") + (f": {last}" if last else ""),
            expected=gettext("un proces care desenează fiecare imagine"),
            fix=gettext("închideți alte programe, ca să fie destulă memorie, și rulați din nou"),
        )
    return content


def _end(process: _Process) -> None:
    process.stdout.close()
    process.wait()
    process.said.close()


def _draw_what_is_asked() -> None:
    """Be the process that draws: load matplotlib, read what to draw, and draw it."""
    for name in ("matplotlib.figure", "matplotlib.backends.backend_agg"):
        import_module(name)
    for picture in pickle.load(sys.stdin.buffer):  # noqa: S301  from the process that started this one
        content = picture.png()
        sys.stdout.buffer.write(b"%d\n%s" % (len(content), content))
        sys.stdout.buffer.flush()


def _figure(width: float, height: float) -> Figure:
    from matplotlib.figure import Figure  # noqa: PLC0415

    return Figure(figsize=(width, height))


def _columns_of_legend(labels: Sequence[str], width: float) -> list[Sequence[str]]:
    """Give the labels of each column of a legend: as many columns as a picture of so many inches is wide enough for."""
    for count in range(min(_MOST_IN_A_ROW, len(labels)), 0, -1):
        longer = len(labels) % count  # matplotlib gives the first columns one label more
        ends = [number * (len(labels) // count) + min(number, longer) for number in range(count + 1)]
        columns = [labels[start:end] for start, end in pairwise(ends)]
        if count == 1 or sum(_LETTER_8 * max(map(len, column)) + _LEGEND_SIGN for column in columns) <= width:
            return columns
    return []


def _legend(picture: Figure, columns: int) -> None:
    picture.legend(loc="lower center", ncols=max(columns, 1), fontsize=8, frameon=False, markerscale=0.5)


def _png(picture: Figure) -> bytes:
    content = io.BytesIO()
    picture.savefig(content, format="png", dpi=110, metadata={"Software": None})
    return content.getvalue()


if __name__ == "__main__":
    _draw_what_is_asked()
