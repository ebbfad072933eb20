"""Where the time of a report's notebook goes: its cells by the time they take, and what the slowest of them calls."""

from __future__ import annotations

import cProfile
import io
import json
import os
import pstats
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import nbformat

_CELLS_SHOWN = 8
_CALLS_SHOWN = 15


def print_profile(notebook: Path, whole_seconds: float) -> None:
    """Print the slowest cells as shares of a whole run, and the calls of the slowest."""
    cells = _in_a_process_of_its_own(notebook, -1)["cells"]
    slowest_first = sorted(enumerate(cells), key=lambda numbered: -numbered[1]["seconds"])
    inside = sum(cell["seconds"] for cell in cells)
    print(
        f"\nOf the {whole_seconds:.2f} s of the whole run, the cells of the notebook take about {inside:.2f} s; the rest is"
    )
    print("the start of two processes, papermill, and what is written at the end. The slowest cells:\n")
    for _, cell in slowest_first[:_CELLS_SHOWN]:
        print(f"  {cell['seconds']:6.3f} s  {cell['seconds'] / whole_seconds:4.0%}  {cell['begins']}")
    calls = _in_a_process_of_its_own(notebook, slowest_first[0][0])["calls"]
    print(f"\nWhat the slowest of them calls (under the profiler, which makes calls slower):\n\n{calls}")


def main(notebook: Path, profiled: int) -> None:
    """Execute the cells in this process, one of them under the profiler, and print times and calls as JSON."""
    namespace: dict[str, object] = {}
    cells, calls = [], ""
    for number, source in enumerate(c.source for c in nbformat.read(notebook, as_version=4).cells if c.cell_type == "code"):
        code = compile(source, "<cell>", "exec")
        profile = cProfile.Profile()
        start = time.perf_counter()
        if number == profiled:
            profile.runctx(code, namespace, namespace)
            calls = _calls(profile)
        else:
            exec(code, namespace)  # noqa: S102  the project's own notebook
        cells.append({"seconds": time.perf_counter() - start, "begins": source.splitlines()[0][:90]})
    print(json.dumps({"cells": cells, "calls": calls}))


def _calls(profile: cProfile.Profile) -> str:
    text = io.StringIO()
    pstats.Stats(profile, stream=text).strip_dirs().sort_stats("cumulative").print_stats(_CALLS_SHOWN)
    lines = text.getvalue().splitlines()
    return "\n".join(
        line[:120] for line in lines if line.strip() and "Ordered by" not in line and "reduced from" not in line
    )


def _in_a_process_of_its_own(notebook: Path, profiled: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as output:
        answer = subprocess.run(
            [sys.executable, "-m", "benchmarks.notebook_profile", str(notebook), str(profiled)],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "RAPORT_OUTPUT": output, "RAPORT_PROJECT": str(notebook.parents[1])},
            cwd=Path(__file__).parents[1],
        )
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
