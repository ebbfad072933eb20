"""Which piece is which of another sequence: every piece once, in order, and as few as possible without a partner."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.audit import alignment
from toolkit.audit.alignment import align


def likeness(one: str, other: str) -> float:
    return 0.5 if one[:1] == other[:1] else 0.0


def paired(one: str | list[str], other: str | list[str]) -> list[str]:
    return [
        f"{'' if left is None else one[left]}={'' if right is None else other[right]}"
        for left, right in align(list(one), list(other), likeness, 0.3)
    ]


def test_a_piece_less_is_one_pair_less():
    assert paired("abcd", "abd") == ["a=a", "b=b", "c=", "d=d"]
    assert paired("abcd", "abxcd") == ["a=a", "b=b", "=x", "c=c", "d=d"]


def test_pieces_that_changed_are_paired_with_what_they_are_most_like():
    assert paired(["a", "k1", "m1", "z"], ["a", "m2", "z"]) == ["a=a", "k1=", "m1=m2", "z=z"]
    assert paired(["a", "k1", "m1", "z"], ["a", "k2", "m2", "z"]) == ["a=a", "k1=k2", "m1=m2", "z=z"]


def test_one_piece_in_the_place_of_another_is_its_successor_however_unlike():
    assert paired(["a", "k", "z"], ["a", "m", "z"]) == ["a=a", "k=m", "z=z"]


def test_a_piece_that_moved_leaves_the_others_where_they_are():
    assert paired("abcde", "acdeb") == ["a=a", "b=", "c=c", "d=d", "e=e", "=b"]


PIECES = st.lists(st.sampled_from("abcdefg"), max_size=30)


@given(one=PIECES, other=PIECES)
def test_every_piece_stands_in_one_pair_and_in_order(one: list[str], other: list[str]) -> None:
    pairs = align(one, other, likeness, 0.3)
    assert [left for left, _ in pairs if left is not None] == list(range(len(one)))
    assert [right for _, right in pairs if right is not None] == list(range(len(other)))


@given(one=PIECES, place=st.integers(0, 30), count=st.integers(1, 3))
def test_pieces_that_were_taken_out_are_as_many_as_are_missing(one: list[str], place: int, count: int) -> None:
    other = one[:place] + one[place + count :]
    lone = [pair for pair in align(one, other, likeness, 0.3) if None in pair]
    assert len(lone) == len(one) - len(other)


@given(one=PIECES, other=PIECES)
def test_long_stretches_have_as_many_equal_pairs_as_possible(one: list[str], other: list[str]) -> None:
    """The shortest way finds the longest common subsequence, as the table of all pairs does."""
    lengths = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, piece in enumerate(one):
        for j, another in enumerate(other):
            best = max(lengths[i][j + 1], lengths[i + 1][j])
            lengths[i + 1][j + 1] = lengths[i][j] + 1 if piece == another else best
    common = alignment._common(one, other, (range(len(one)), range(len(other))))
    assert len(common) == lengths[-1][-1]
    assert all(one[left] == other[right] for left, right in common)


def test_a_change_in_a_long_sequence_of_pieces_that_all_repeat_is_found_as_one():
    one = list("abcab") * 300
    other = [*one[:700], *one[702:]]
    assert sum(None in pair for pair in align(one, other, likeness, 0.3)) == 2


def test_sequences_that_have_nothing_in_common_are_paired_as_they_come():
    one, other = ([f"{name}{n}" for n in range(120)] for name in "ab")
    assert align(one, [*other, "c"], likeness, 0.3) == [*((n, n) for n in range(120)), (None, 120)]
