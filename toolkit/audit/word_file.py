"""A Word file held against the one that a run made: every change of its content, with its place and both values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from toolkit.audit.alignment import Pair, align
from toolkit.audit.difference import Change, Difference
from toolkit.audit.paragraphs import MOST_FILLED, compare_paragraphs, said_of_tracked, seen, whole_text
from toolkit.audit.places import Where, column_name, column_names, names_of, row_name
from toolkit.language import N_, gettext
from toolkit.word.content import Block, Cell, Content, PageText, Paragraph, Row, SignOffPlace, Table, Text
from toolkit.word.content_reading import content_of

_LEAST_OF_BLOCKS: Final = 0.3
_LEAST_OF_ROWS: Final = 0.3
_SAME_NAME: Final = 0.5
_PLACED: Final = {
    "mirrored": N_("coloanele, de la dreapta la stânga"),
    "floating": N_("tabelul, peste text"),
    "outside": N_("tabelul, în afara paginii"),
}
_OUTSIDE: Final = {
    "font": N_("litere încorporate"),
    "separator": N_("text în separatorul notelor:"),
    "vbaProject": N_("macrocomenzi"),
    "attachedTemplate": N_("un șablon atașat"),
    "mailMergeSource": N_("o bază de date a îmbinării de corespondență"),
    "mailMergeHeaderSource": N_("o bază de date a îmbinării de corespondență"),
    "subDocument": N_("un subdocument"),
    "frame": N_("o pagină în alt fișier"),
    "control": N_("un control ActiveX"),
    "aFChunk": N_("o bucată de document în alt format"),
    "oleObject": N_("un obiect încorporat"),
}


def differences_between(run_document: bytes, other: bytes, file: str = "") -> tuple[Difference, ...]:
    """Read a Word file back and hold it against the one of the run; the other file's name is for messages."""
    return differences(content_of(run_document), content_of(other, file))


def differences_said(document: bytes, other: bytes, name: str, other_name: str) -> str:
    """List the differences of two Word files that are called by these names; empty where there are none."""
    return "\n".join(one.said(name, other_name) for one in differences_between(document, other))


def differences(run: Content, other: Content) -> tuple[Difference, ...]:
    """Give the differences between two contents, in reading order; equal contents have none."""
    return tuple(_differences(run, other))


def _differences(run: Content, other: Content) -> Iterator[Difference]:
    if run.title != other.title:
        place = gettext("proprietățile documentului")
        yield Difference(change=Change.TITLE, place=place, in_run=run.title, found=other.title)
    brought_in = [tuple(map(_brought_in, content.outside)) for content in (run, other)]
    yield from _lists(Change.OUTSIDE, gettext("fișierul"), *brought_in)
    yield from _lists(Change.MARK, gettext("antetul paginilor"), run.marks, other.marks)
    if bool(run.sign_off) != bool(other.sign_off):
        in_run, found = (" / ".join(map(_text, content.sign_off)) for content in (run, other))
        yield Difference(change=Change.SIGN_OFF, place=gettext("blocul de semnături"), in_run=in_run, found=found)
        run, other = _with_sign_off_inside(run), _with_sign_off_inside(other)
    yield from compare_blocks(run.blocks, other.blocks, Where())
    where = Where((gettext("blocul de semnături"),), has_sections=False, has_blanks=True)
    yield from compare_blocks(run.sign_off, other.sign_off, where)
    yield from _page_texts(run.page_texts, other.page_texts)


def compare_blocks(run: Sequence[Block], other: Sequence[Block], where: Where) -> Iterator[Difference]:
    """Give the differences between two sequences of paragraphs and tables."""
    if run == other and [_number(block) for block in run] == [_number(block) for block in other]:
        yield from _equal_but_told(run, other, where)
        return
    names, names_of_other = names_of(run, where), names_of(other, where)
    pairs = align(run, other, _likeness, _LEAST_OF_BLOCKS if where.has_sections else 0.0)
    moves = _moves(run, other, pairs)
    renumbers = all(left is not None and right is not None for left, right in pairs)
    for left, right in pairs:
        if left is None or right is None:
            yield from _lone(run, other, (left, right), (names, names_of_other), moves)
            continue
        one, two = run[left], other[right]
        if isinstance(one, Paragraph) and isinstance(two, Paragraph):
            yield from compare_paragraphs(one, two, names[left], compare_blocks)
            if renumbers and one.number != two.number and one.list_form == two.list_form:
                yield Difference(change=Change.NUMBER, place=str(names[left]), in_run=one.number, found=two.number)
        elif isinstance(one, Table) and isinstance(two, Table):
            yield from _tables(one, two, names[left])


def _equal_but_told(run: Sequence[Block], other: Sequence[Block], where: Where) -> Iterator[Difference]:
    for name, one, two in zip(names_of(run, where), run, other, strict=True):
        if isinstance(one, Table) and isinstance(two, Table):
            yield from _tables(one, two, name)


def _numbers(row: Row) -> list[str]:
    return [_number(block) for cell in row.cells for block in cell.blocks]


def _number(block: Block) -> str:
    return block.number if isinstance(block, Paragraph) else ""


def _lone(
    run: Sequence[Block], other: Sequence[Block], pair: Pair, names: tuple[list[Where], list[Where]], moves: dict[int, int]
) -> Iterator[Difference]:
    """Give what is missing, what was added, and what stands elsewhere."""
    left, right = pair
    if left is not None:
        if left in moves:
            yield Difference(
                change=Change.MOVED, place=str(names[0][left]), in_run=_text(run[left]), found=str(names[1][moves[left]])
            )
        else:
            yield Difference(change=Change.MISSING, place=str(names[0][left]), in_run=_text(run[left]), found="")
    elif right is not None and right not in moves.values():
        yield Difference(change=Change.ADDED, place=str(names[1][right]), in_run="", found=_text(other[right]))


def _moves(run: Sequence[object], other: Sequence[object], pairs: Sequence[Pair]) -> dict[int, int]:
    """Find what is missing at one place and was added, unchanged, at another; what stands twice is not known by itself."""
    missing = [left for left, right in pairs if left is not None and right is None]
    added = {other[right]: right for left, right in pairs if left is None and right is not None}
    candidates = [left for left in missing if run[left] in added]
    if not candidates:
        return {}
    counts, counts_of_other = Counter(run), Counter(other)
    return {left: added[run[left]] for left in candidates if counts[run[left]] == counts_of_other[run[left]] == 1}


def _tables(run: Table, other: Table, where: Where) -> Iterator[Difference]:
    place = str(where)
    for told, found in zip(run.told, other.told, strict=True):
        if found and told != found:  # a program that saves may drop what is said of a table, but none writes another text
            yield Difference(change=Change.LOOK, place=place, in_run=told, found=found)
    if run.placed != other.placed:
        in_run, in_file = (", ".join(gettext(_PLACED[one]) for one in table.placed) for table in (run, other))
        yield Difference(change=Change.CELLS, place=place, in_run=in_run, found=in_file)
    pairs = align(run.rows, other.rows, _likeness_of_rows, _LEAST_OF_ROWS)
    moves = _moves(run.rows, other.rows, pairs)
    columns = column_names(run)
    for left, right in pairs:
        if left is not None and right is not None:
            if run.rows[left] != other.rows[right] or _numbers(run.rows[left]) != _numbers(other.rows[right]):
                yield from _rows(run.rows[left], other.rows[right], where.inside(row_name(run, left)), columns)
        elif left is not None:
            name = str(where.inside(row_name(run, left)))
            found = str(where.inside(row_name(other, moves[left]))) if left in moves else ""
            change = Change.MOVED if left in moves else Change.MISSING
            yield Difference(change=change, place=name, in_run=seen(run.rows[left].text), found=found)
        elif right is not None and right not in moves.values():
            name = str(where.inside(row_name(other, right)))
            yield Difference(change=Change.ADDED, place=name, in_run="", found=seen(other.rows[right].text))


def _rows(run: Row, other: Row, where: Where, columns: Sequence[str]) -> Iterator[Difference]:
    if run.tracked != other.tracked:
        in_run, found = said_of_tracked(run.tracked), said_of_tracked(other.tracked)
        yield Difference(change=Change.TRACKED, place=str(where), in_run=in_run, found=found)
    if run.is_hidden != other.is_hidden:
        yield Difference(change=Change.HIDDEN, place=str(where), in_run=run.text, found=other.text)
    if run.before != other.before:
        yield Difference(change=Change.CELLS, place=str(where), in_run=str(run.before), found=str(other.before))
    pairs: Sequence[Pair] = [(at, at) for at in range(len(run.cells))]
    if len(run.cells) != len(other.cells):
        pairs = align(run.cells, other.cells, _likeness_of_cells, 0.0)
    for left, right in pairs:
        if left is None or right is None:
            row, at, change = (run, left, Change.MISSING) if left is not None else (other, right or 0, Change.ADDED)
            texts = (row.cells[at].text, "") if left is not None else ("", row.cells[at].text)
            place = str(where.inside(column_name(columns, row, at)))
            yield Difference(change=change, place=place, in_run=texts[0], found=texts[1])
        else:
            yield from _cells(run.cells[left], other.cells[right], where.inside(column_name(columns, run, left)))


def _cells(run: Cell, other: Cell, where: Where) -> Iterator[Difference]:
    if (run.span, run.from_above) != (other.span, other.from_above):
        yield Difference(change=Change.CELLS, place=str(where), in_run=_merged(run), found=_merged(other))
    if where.has_blanks and _fills(run, other):
        yield Difference(change=Change.FILLED, place=str(where), in_run="", found=other.text)
    else:
        yield from compare_blocks(run.blocks, other.blocks, where)


def _merged(cell: Cell) -> str:
    if cell.from_above:
        return gettext("{text} (continuă celula de sus)", text=cell.text)
    return gettext("{text} (pe {columns} din grila tabelului)", text=cell.text, columns=cell.span)


def _page_texts(run: Sequence[PageText], other: Sequence[PageText]) -> Iterator[Difference]:
    kinds = dict.fromkeys((one.is_header, one.pages) for one in (*run, *other))
    for kind in kinds:
        some, others = ([one.blocks for one in texts if (one.is_header, one.pages) == kind] for texts in (run, other))
        where = Where().inside(_page_text_name(*kind))
        for one, two in zip_longest(some, others, fillvalue=()):
            yield from compare_blocks(one, two, where)


def _page_text_name(is_header: bool, pages: str) -> str:  # noqa: FBT001
    if is_header:
        first, even, plain = (
            gettext("antetul primei pagini"),
            gettext("antetul paginilor pare"),
            gettext("antetul paginilor"),
        )
    else:
        first, even, plain = (
            gettext("subsolul primei pagini"),
            gettext("subsolul paginilor pare"),
            gettext("subsolul paginilor"),
        )
    return {"first": first, "even": even}.get(pages, plain)


def _lists(change: Change, place: str, run: Sequence[str], other: Sequence[str]) -> Iterator[Difference]:
    for one in sorted({*run} - {*other}):
        yield Difference(change=change, place=place, in_run=one, found="")
    for one in sorted({*other} - {*run}):
        yield Difference(change=change, place=place, in_run="", found=one)


def _brought_in(outside: str) -> str:
    kind, _, address = outside.partition(" ")
    return " ".join(filter(None, [gettext(_OUTSIDE[kind]) if kind in _OUTSIDE else kind, address]))


def _with_sign_off_inside(content: Content) -> Content:
    """Take the block of signatures for content like all else."""
    at = next((number for number, block in enumerate(content.blocks) if isinstance(block, SignOffPlace)), None)
    if at is None:
        return content
    return replace(content, blocks=(*content.blocks[:at], *content.sign_off, *content.blocks[at + 1 :]), sign_off=())


def _fills(run: Cell, other: Cell) -> bool:
    """Whether a cell that was empty now holds a short text and nothing else."""
    are_texts = all(
        isinstance(block, Paragraph) and all(isinstance(piece, Text) and not piece.shown for piece in block.pieces)
        for block in other.blocks
    )
    return not run.blocks and are_texts and 0 < len(other.text) <= MOST_FILLED


def _text(block: Block) -> str:
    return whole_text(block) if isinstance(block, Paragraph) else seen(block.text)


def _likeness(one: Block, other: Block) -> float:
    if isinstance(one, Paragraph) and isinstance(other, Paragraph):
        return _likeness_of_texts(one.text, other.text)
    if isinstance(one, Table) and isinstance(other, Table):
        shared = len({*one.rows} & {*other.rows}) / max(len(one.rows), len(other.rows), 1)
        return max(shared, _SAME_NAME if one.rows[:1] == other.rows[:1] else 0.0)
    return -1.0


def _likeness_of_rows(one: Row, other: Row) -> float:
    equal = sum(a == b for a, b in zip(one.cells, other.cells, strict=False))
    share = equal / max(len(one.cells), len(other.cells), 1)
    name, name_of_other = (row.cells[0].text if row.cells else "" for row in (one, other))
    return max(share, _SAME_NAME if name and name == name_of_other else 0.0)


def _likeness_of_cells(one: Cell, other: Cell) -> float:
    return _likeness_of_texts(one.text, other.text)


def _likeness_of_texts(one: str, other: str) -> float:
    """Say how much of two texts is alike at their beginnings and ends."""
    shorter, longer = sorted((len(one), len(other)))
    if not longer:
        return 1.0
    begin = _alike(shorter, lambda length: one[:length] == other[:length])
    end = _alike(shorter - begin, lambda length: one[len(one) - length :] == other[len(other) - length :])
    return (begin + end) / longer


def _alike(most: int, are_equal: Callable[[int], bool]) -> int:
    """Find the greatest length at which two pieces are equal, by halves."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if are_equal(middle) else (least, middle - 1)
    return least
