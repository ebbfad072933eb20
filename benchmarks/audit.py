"""The audit of a kept run, beside the run itself.

`python -m benchmarks.audit` prints medians of five, taken in turn: `raport audit` of the semester report of Bălți, and
`raport run` of the same; and reading back a Word file of 480 actions with 200 changed texts, beside one of 48 with 20.
"""

from __future__ import annotations

import copy
import io
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import docx

from benchmarks.side_by_side import print_table, timed
from toolkit.audit.word_file import differences_between

PROJECT = Path(__file__).parents[1]


def main() -> None:
    """Measure, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        outputs = Path(folder)
        run = raport("run", "semester_report", "--out", str(outputs / "outputs"))
        kept = Path(str(run()).splitlines()[-1])
        trace = raport("trace", str(kept), "3.1.2")
        [document] = kept.glob("*.docx")
        short, long = report_of(document.read_bytes(), 1), report_of(document.read_bytes(), 10)
        print_table(
            [
                timed("raport audit", raport("audit", str(kept)), "raport run", run, goal=1.3),
                timed("raport trace", trace, "raport run", run, goal=1.0),
                timed("reading back 480 actions", long, "48 actions", short, goal=12),
            ]
        )


def raport(*arguments: str) -> Callable[[], object]:
    """A command as a person types it; what it answers."""
    command = [sys.executable, "-m", "toolkit.cli", *arguments, "--project", str(PROJECT)]
    return lambda: subprocess.run(command, check=True, capture_output=True, text=True).stdout


def report_of(document: bytes, times: int) -> Callable[[], object]:
    """A report as long as so many, held against itself with twenty changed texts in each."""
    whole = docx.Document(io.BytesIO(document))
    body = whole.element.body
    own = [element for element in body if not element.tag.endswith("}sectPr")]
    for number in range(1, times):
        for element in map(copy.deepcopy, own):
            for text in element.xpath(".//w:t[string-length(.) > 3]"):
                text.text += f" ({number})"
            body.insert(len(body) - 1, element)
    as_made = saved(whole)
    texts = body.xpath(".//w:t[string-length(.) > 3]")
    for text in texts[:: len(texts) // (20 * times)]:
        text.text += "!"
    edited = saved(whole)
    return lambda: differences_between(as_made, edited)


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a Word file."""
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


if __name__ == "__main__":
    main()
