"""Two ways of doing a thing, timed in turn, so that a busy machine is as busy for one as for the other."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

TIMES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A row of the table: how much of one thing there is for one of the other, and how much there may be."""

    what: str
    beside: str
    amount: float
    beside_amount: float
    unit: str = "s"
    goal: float

    @property
    def value(self) -> float:
        """The ratio itself."""
        return self.amount / self.beside_amount


def timed(what: str, do: Callable[[], object], beside: str, do_beside: Callable[[], object], *, goal: float) -> Ratio:
    """Time two ways in turn, five times each, and set their medians side by side."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(TIMES):
        for call, times in zip((do, do_beside), taken, strict=True):
            gc.collect()
            gc.freeze()  # what lies in memory from before is not searched for garbage again and again
            start = time.perf_counter()
            call()
            times.append(time.perf_counter() - start)
            gc.unfreeze()
    amount, beside_amount = map(statistics.median, taken)
    return Ratio(what=what, beside=beside, amount=amount, beside_amount=beside_amount, goal=goal)


def highest_memory() -> float:
    """Give the memory, in MB, that this process has taken at the highest, as Linux says it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")  # getrusage would count the process that started this one
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def print_table(ratios: Sequence[Ratio]) -> None:
    """Print the ratios, each with its goal and whether it is reached."""
    width = max(len(f"{ratio.what} ÷ {ratio.beside}") for ratio in ratios)
    for ratio in ratios:
        name = f"{ratio.what} ÷ {ratio.beside}"
        amounts = f"{ratio.amount:8.3f} ÷ {ratio.beside_amount:7.3f} {ratio.unit:<2}"
        reached = "reached" if ratio.value <= ratio.goal else "NOT reached"
        print(f"{name:<{width}}  {amounts} = {ratio.value:6.2f}   goal ≤ {ratio.goal:<5g} {reached}")
