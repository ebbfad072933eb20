"""A table whose rows have other columns than each other fills the page all the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.word.table_blocks import _shared

NEEDS = st.lists(st.integers(100, 3000), min_size=1, max_size=12)


@given(needs=NEEDS, data=st.data(), width=st.integers(500, 20_000))
def test_the_columns_together_are_as_wide_as_the_page(needs: list[int], data: st.DataObject, width: int) -> None:
    weights = data.draw(st.lists(st.integers(1, 10_000), min_size=len(needs), max_size=len(needs)))
    widths = _shared(width, needs, weights)
    assert sum(widths) == width
    assert all(column > 0 for column in widths)
    if sum(needs) < width:
        assert all(column >= need for column, need in zip(widths, needs, strict=True))


def test_a_long_text_gets_more_than_a_short_one_but_not_in_proportion() -> None:
    short, long = _shared(10_000, [500, 500], [10, 40])
    assert (short, long) == (2000, 8000)
