"""Which piece of one sequence is which of another: what is equal first, then what is most alike between it.

A row that is missing makes one difference, not one in every row below it. Equal pieces are found by their hashes, so that
only what lies between them is compared one with another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Final, TypeVar

_Piece = TypeVar("_Piece", bound=Hashable)
Pair = tuple[int | None, int | None]
Likeness = Callable[[_Piece, _Piece], float]
"""From 0 to 1; below 0 where two pieces can never be the same one."""

_MOST_COMPARED: Final = 10_000  # pairs between two equal pieces; beyond it they are paired as they come
_MOST_STEPS: Final = 600  # from one sequence to another; of more than that, nearly all has changed
_EQUAL: Final = 2.0


def align(one: Sequence[_Piece], other: Sequence[_Piece], likeness: Likeness[_Piece], least: float) -> list[Pair]:
    """Pair the pieces of two sequences in order; a piece without a partner is paired with None.

    Two pieces that are alike less than `least` are one that is missing and one that was added.
    """
    pairs: list[Pair] = []
    begin = 0
    while begin < min(len(one), len(other)) and one[begin] == other[begin]:
        begin += 1
    ends = (len(one), len(other))
    while ends[0] > begin and ends[1] > begin and one[ends[0] - 1] == other[ends[1] - 1]:
        ends = (ends[0] - 1, ends[1] - 1)
    pairs += [(at, at) for at in range(begin)]
    before = (begin, begin)
    for anchor in (*_anchors(one, other, begin, ends), ends):
        gap = (range(before[0], anchor[0]), range(before[1], anchor[1]))
        pairs += _between(one, other, gap, likeness, least)
        if anchor != ends:
            pairs.append(anchor)
        before = (anchor[0] + 1, anchor[1] + 1)
    pairs += [(ends[0] + at, ends[1] + at) for at in range(len(one) - ends[0])]
    return pairs


def _anchors(one: Sequence[_Piece], other: Sequence[_Piece], begin: int, ends: tuple[int, int]) -> list[tuple[int, int]]:
    """Give the longest run of pieces that both have exactly once, in the same order."""
    if begin in ends:
        return []
    counts, counts_of_other = Counter(one[begin : ends[0]]), Counter(other[begin : ends[1]])
    places = {other[at]: at for at in range(begin, ends[1]) if counts_of_other[other[at]] == 1}
    common = [(at, places[one[at]]) for at in range(begin, ends[0]) if counts[one[at]] == 1 and one[at] in places]
    return _longest_rising(common)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    tails: list[int] = []  # the smallest end of a rising run of each length
    at_tail: list[int] = []
    before: list[int | None] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(tails, place)
        before.append(at_tail[length - 1] if length else None)
        tails[length:], at_tail[length:] = (
            ([place], [number])
            if length == len(tails)
            else (
                [place, *tails[length + 1 :]],
                [number, *at_tail[length + 1 :]],
            )
        )
    found = []
    at = at_tail[-1] if at_tail else None
    while at is not None:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _between(
    one: Sequence[_Piece], other: Sequence[_Piece], gap: tuple[range, range], likeness: Likeness[_Piece], least: float
) -> Iterator[Pair]:
    """Pair what lies between two anchors; where that is much, what is equal in it first."""
    lefts, rights = gap
    if len(lefts) * len(rights) <= _MOST_COMPARED:
        yield from _compared(one, other, gap, likeness, least)
        return
    before = (lefts.start, rights.start)
    for anchor in (*_common(one, other, gap), (lefts.stop, rights.stop)):
        inner = (range(before[0], anchor[0]), range(before[1], anchor[1]))
        yield from _compared(one, other, inner, likeness, least)
        if anchor[0] < lefts.stop and anchor[1] < rights.stop:
            yield anchor
        before = (anchor[0] + 1, anchor[1] + 1)


def _compared(
    one: Sequence[_Piece], other: Sequence[_Piece], gap: tuple[range, range], likeness: Likeness[_Piece], least: float
) -> Iterator[Pair]:
    lefts, rights = gap
    if not lefts or not rights:
        yield from ((left, None) for left in lefts)
        yield from ((None, right) for right in rights)
    elif len(lefts) * len(rights) > _MOST_COMPARED:
        shared = min(len(lefts), len(rights))
        yield from zip(lefts[:shared], rights[:shared], strict=True)
        yield from _compared(one, other, (lefts[shared:], rights[shared:]), likeness, least)
    else:
        yield from _replaced(one, other, _most_alike(one, other, gap, likeness, least), likeness)


def _common(one: Sequence[_Piece], other: Sequence[_Piece], gap: tuple[range, range]) -> list[tuple[int, int]]:
    """Give the equal pieces of the shortest way from one sequence to the other (Myers); none where that way is long."""
    lefts, rights = gap
    numbers: dict[_Piece, int] = {}
    some = [numbers.setdefault(one[at], len(numbers)) for at in lefts]
    others = [numbers.setdefault(other[at], len(numbers)) for at in rights]
    farthest = {1: 0}  # on each diagonal, how far in `some` so many steps lead
    trace: list[dict[int, int]] = []
    for steps in range(min(len(some) + len(others), _MOST_STEPS) + 1):
        trace.append(dict(farthest))
        for diagonal in range(-steps, steps + 1, 2):
            down = diagonal == -steps or (diagonal != steps and farthest[diagonal - 1] < farthest[diagonal + 1])
            x = farthest[diagonal + 1] if down else farthest[diagonal - 1] + 1
            while x < len(some) and 0 <= x - diagonal < len(others) and some[x] == others[x - diagonal]:
                x += 1
            farthest[diagonal] = x
            if x >= len(some) and x - diagonal >= len(others):
                return [(lefts.start + a, rights.start + b) for a, b in _walked_back(trace, len(some), len(others))]
    return []


def _walked_back(trace: Sequence[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    pairs = []
    for steps in range(len(trace) - 1, -1, -1):
        farthest, diagonal = trace[steps], x - y
        down = diagonal == -steps or (diagonal != steps and farthest[diagonal - 1] < farthest[diagonal + 1])
        before = diagonal + 1 if down else diagonal - 1
        from_x = farthest[before]
        from_y = from_x - before
        while x > max(from_x, 0) and y > max(from_y, 0) and (x, y) != (from_x + (not down), from_y + down):
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = from_x, from_y
    return pairs[::-1]


def _most_alike(
    one: Sequence[_Piece], other: Sequence[_Piece], gap: tuple[range, range], likeness: Likeness[_Piece], least: float
) -> list[Pair]:
    """Choose the pairs, in order, that are alike most of all together."""
    lefts, rights = gap

    def worth(left: int, right: int) -> float:
        if one[left] == other[right]:
            return _EQUAL
        alike = likeness(one[left], other[right])
        return alike + 0.01 if alike >= least else -1.0

    worths = [[worth(left, right) for right in rights] for left in lefts]
    best = [[0.0] * (len(rights) + 1) for _ in range(len(lefts) + 1)]
    for i in range(len(lefts) - 1, -1, -1):
        for j in range(len(rights) - 1, -1, -1):
            paired = worths[i][j] + best[i + 1][j + 1] if worths[i][j] > 0 else -1.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs: list[Pair] = []
    i = j = 0
    while i < len(lefts) and j < len(rights):
        if worths[i][j] > 0 and best[i][j] == worths[i][j] + best[i + 1][j + 1]:
            pairs.append((lefts[i], rights[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((lefts[i], None))
            i += 1
        else:
            pairs.append((None, rights[j]))
            j += 1
    return [*pairs, *((left, None) for left in lefts[i:]), *((None, right) for right in rights[j:])]


def _replaced(
    one: Sequence[_Piece], other: Sequence[_Piece], pairs: list[Pair], likeness: Likeness[_Piece]
) -> Iterator[Pair]:
    """Pair a lone piece that is missing with the lone one that stands in its place, however unlike they are."""
    missing = [left for left, right in pairs if left is not None and right is None]
    added = [right for left, right in pairs if left is None and right is not None]
    if len(missing) == len(added) == 1 and len(pairs) == 2 and likeness(one[missing[0]], other[added[0]]) >= 0:
        yield missing[0], added[0]
    else:
        yield from pairs
