"""An audit copy of a printed report: a Word comment at each total, with where it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from toolkit.audit.kept_run import KeptRun
from toolkit.audit.trace import Trace
from toolkit.audit.trace_words import lines_of
from toolkit.errors import UsageError
from toolkit.language import gettext
from toolkit.plan.spelling import listed
from toolkit.word.comments import with_comments
from toolkit.word.package import DOCUMENT, W, parse_part, read_package


def marked_with_traces(run: KeptRun, traces: Sequence[Trace]) -> tuple[bytes, tuple[str, ...]]:
    """Give a copy of the run's Word file with a comment at each total, and the indicators whose total is not in it."""
    name = document_of(run)
    docx = run.output(name)
    cells = total_cells(docx, name, {trace.indicator for trace in traces})
    said = [(cells[trace.indicator], lines_of(trace)) for trace in traces if trace.indicator in cells]
    missing = tuple(trace.indicator for trace in traces if trace.indicator not in cells)
    return with_comments(docx, name, said), missing


def document_of(run: KeptRun) -> str:
    """The name of the one Word file of a run."""
    names = [file.path for file in run.manifest.outputs if file.path.endswith(".docx")]
    if len(names) != 1:
        raise UsageError(
            place=gettext("rularea {folder}", folder=run.folder.name),
            found=gettext("fișiere Word în manifest: {names}", names=listed(names) or gettext("niciunul")),
            expected=gettext("un singur fișier Word"),
            fix=gettext("alegeți rularea unui raport care face unul"),
        )
    return names[0]


def total_cells(docx: bytes, name: str, indicators: set[str]) -> Mapping[str, int]:
    """Find the paragraph, by its number in the body, of the printed total of each indicator.

    The table of an action stands behind the bookmark of its heading; its last row is that of the totals, of which the
    last cells are the indicators in their order.
    """
    document = parse_part(DOCUMENT, read_package(docx, name)[DOCUMENT])
    numbers = {paragraph: number for number, paragraph in enumerate(document.iter(f"{W}p"))}
    counts: dict[str, int] = {}
    for indicator in indicators:
        action, _, number = indicator.rpartition(".")
        counts[action] = max(counts.get(action, 0), int(number))
    actions = {_bookmark(action): action for action in counts}
    found: dict[str, int] = {}
    for action, table in _tables(document, actions):
        cells = list(table.iterchildren(f"{W}tr"))[-1].findall(f"{W}tc")[-counts[action] :]
        if len(cells) == counts[action] and f"{action}.1" not in found:
            found.update({f"{action}.{n}": numbers[cell.findall(f"{W}p")[-1]] for n, cell in enumerate(cells, 1)})
    return {indicator: number for indicator, number in found.items() if indicator in indicators}


def _tables(document: etree._Element, actions: Mapping[str, str]) -> Iterator[tuple[str, etree._Element]]:
    """The tables of actions, each with the code of its action."""
    action = ""
    for element in document.iter(f"{W}bookmarkStart", f"{W}tbl"):
        if element.tag == f"{W}tbl":
            if action:
                yield action, element
        else:
            action = actions.get(element.get(f"{W}name", ""), action)


def _bookmark(action: str) -> str:
    return f"actiunea_{action.replace('.', '_')}"
