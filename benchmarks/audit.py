"""The audit of a kept run, beside the run itself.

`python -m benchmarks.audit` prints medians of five, taken in turn: `raport audit` of the semester report of Bălți, and
`raport run` of the same.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.side_by_side import print_table, timed

PROJECT = Path(__file__).parents[1]


def main() -> None:
    """Measure, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        outputs = Path(folder)
        run = raport("run", "semester_report", "--out", str(outputs / "outputs"))
        kept = Path(str(run()).splitlines()[-1])
        trace = raport("trace", str(kept), "3.1.2")
        print_table(
            [
                timed("raport audit", raport("audit", str(kept)), "raport run", run, goal=1.3),
                timed("raport trace", trace, "raport run", run, goal=1.0),
            ]
        )


def raport(*arguments: str) -> Callable[[], object]:
    """A command as a person types it; what it answers."""
    command = [sys.executable, "-m", "toolkit.cli", *arguments, "--project", str(PROJECT)]
    return lambda: subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
