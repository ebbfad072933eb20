"""An audit copy of a printed report: a Word comment at each total, with where it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from toolkit.audit.kept_run import KeptRun
from toolkit.audit.trace import Trace
from toolkit.audit.trace_words import lines_of
from toolkit.documents.drafted_text import Sentence
from toolkit.errors import UsageError
from toolkit.language import gettext
from toolkit.plan.spelling import listed, tidy
from toolkit.word.comments import with_comments
from toolkit.word.package import DOCUMENT, W, parse_part, read_package


def marked_with_traces(
    run: KeptRun, traces: Sequence[Trace], sentences: Sequence[Sentence] = ()
) -> tuple[bytes, tuple[str, ...]]:
    """Give a copy of the run's Word file with a comment at each total, and at each sentence that was made from figures.

    Gives also the indicators that have a figure, but whose total the file does not print.
    """
    name = document_of(run)
    docx = run.output(name)
    paragraphs = list(parse_part(DOCUMENT, read_package(docx, name)[DOCUMENT]).iter(f"{W}p"))
    cells = total_cells(paragraphs, traces)
    said: list[tuple[int | None, Sequence[str]]] = [
        (cells[trace.indicator], lines_of(trace)) for trace in traces if trace.indicator in cells
    ]
    texts = [tidy(_text(paragraph)) for paragraph in paragraphs]
    for sentence in sentences:
        place = next((n for n, text in enumerate(texts) if tidy(sentence.text) in text), None)
        if sentence.about and place is not None:
            made_from = gettext("făcută din indicatorii: {ids}", ids=", ".join(sentence.about))
            said.append((place, (sentence.text, made_from)))
    missing = tuple(trace.indicator for trace in traces if trace.entered and trace.indicator not in cells)
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


def total_cells(paragraphs: Sequence[etree._Element], traces: Sequence[Trace]) -> Mapping[str, int]:
    """Find the paragraph, by its number in the body, that prints the figure of each indicator.

    In a report with a table for each action, that is the last row of the table behind the bookmark of its heading, of which
    the last cells are the indicators in their order; in one with a row for each indicator, its third cell.
    """
    if not paragraphs:
        return {}
    numbers = {paragraph: number for number, paragraph in enumerate(paragraphs)}
    document = paragraphs[0].getroottree().getroot()
    counts = Counter(trace.indicator.rpartition(".")[0] for trace in traces)
    found: dict[str, int] = {}
    for action, table in _tables(document, {_bookmark(action): action for action in counts}):
        cells = list(table.iterchildren(f"{W}tr"))[-1].findall(f"{W}tc")[-counts[action] :]
        if len(cells) == counts[action] and f"{action}.1" not in found:
            found.update({f"{action}.{n}": numbers[cell.findall(f"{W}p")[-1]] for n, cell in enumerate(cells, 1)})
    return found or {indicator: numbers[cell.findall(f"{W}p")[-1]] for indicator, cell in _rows(document, traces)}


def _rows(document: etree._Element, traces: Sequence[Trace]) -> Iterator[tuple[str, etree._Element]]:
    """The figure's cell of each row of an indicator, which stands under the row that names its action."""
    actions = {trace.indicator.rpartition(".")[0]: trace.action_title for trace in traces}
    headings = {
        tidy(gettext("Acțiunea {action}. {title}", action=action, title=title)): action for action, title in actions.items()
    }
    known = {trace.indicator for trace in traces}
    action = ""
    for row in document.iter(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        texts = [tidy(_text(cell)) for cell in cells]
        if len(cells) == 1:
            action = headings.get(texts[0], action)
        elif len(cells) > 2 and f"{action}.{texts[0]}" in known:
            yield f"{action}.{texts[0]}", cells[2]


def _text(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


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
