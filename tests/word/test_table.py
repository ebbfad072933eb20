"""Tables fill the page, however many indicators there are, and no column is too narrow for its words."""

from __future__ import annotations

import pytest
from docx_builder import SEMESTER_REPORT, a_report, a_row, an_action, body_of, fill, table_template, text
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from toolkit.word.package import W
from toolkit.word.table import fit_tables, share_width
from toolkit.word.text_width import longest_word_twips

TEXT_WIDTH = 16838 - 2 * 850
NEEDS = st.lists(st.integers(100, 2500), min_size=1, max_size=10)


def widths_of(table: etree._Element) -> list[int]:
    return [int(column.get(f"{W}w", "")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]


def action_table(*totals: str, rows: int = 1) -> etree._Element:
    action = an_action("1.4", [a_row(f"Direcția {n}", *("-" for _ in totals)) for n in range(rows)], totals)
    table = body_of(fill(SEMESTER_REPORT.read_bytes(), a_report(action))).find(f"{W}body/{W}tbl")
    assert table is not None
    return table


@given(NEEDS, st.integers(1000, 12000), st.integers(200, 2500))
def test_shares_never_exceed_the_room_and_equal_needs_get_equal_shares(needs: list[int], room: int, greatest: int):
    shares = share_width(room, greatest, needs)

    assert sum(shares) <= room
    assert all(a == b for a, b in zip(shares, share_width(room, greatest, needs[::-1])[::-1], strict=True))


@given(NEEDS, st.integers(0, 5000), st.integers(200, 2500))
def test_no_column_gets_less_than_its_need_while_there_is_room(needs: list[int], spare: int, greatest: int):
    shares = share_width(sum(needs) + spare, greatest, needs)

    assert all(share >= need for share, need in zip(shares, needs, strict=True))
    assert all(share <= max(need, greatest) for share, need in zip(shares, needs, strict=True))


@pytest.mark.parametrize("count", range(1, 11))
def test_grid_and_cells_agree_and_fill_the_page(count: int):
    table = action_table(*("0 dosare" for _ in range(count)))

    widths = widths_of(table)
    assert len(widths) == count + 2
    assert sum(widths) == TEXT_WIDTH
    for row in table.iterfind(f"{W}tr"):
        assert sum(int(width.get(f"{W}w", "")) for width in row.iterfind(f"{W}tc/{W}tcPr/{W}tcW")) == TEXT_WIDTH
        spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iterfind(f"{W}tc")]
        assert sum(1 if span is None else int(span.get(f"{W}val", "")) for span in spans) == count + 2


def test_ten_indicators_with_a_long_word_do_not_break_it():
    table = action_table(*("0 dosare contravenționale" if n > 7 else "0 cazuri" for n in range(10)))

    widths = widths_of(table)
    assert min(widths[2:]) >= longest_word_twips("Indicator", 17) + 90
    assert min(widths[10:]) >= longest_word_twips("contravenționale", 17) + 90
    assert widths[1] > max(widths[2:])


def test_the_name_column_keeps_the_width_of_the_template():
    assert widths_of(action_table("1"))[0] == widths_of(action_table(*"1234567"))[0] == 1870


def test_short_rows_stay_whole_and_long_ones_may_break():
    rows = [
        a_row("scurt", "1"),
        a_row("lung", "2", narrative=[text(f"Rândul {n}") for n in range(40)]),
        a_row("ultimul", "3"),
    ]
    table = body_of(fill(SEMESTER_REPORT.read_bytes(), a_report(an_action("1.1", rows, ["6"])))).find(f"{W}body/{W}tbl")
    assert table is not None

    whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iterfind(f"{W}tr")]
    assert whole == [True, True, True, False, True, True]


def test_the_total_is_not_left_alone_on_a_page():
    *_, before_last, total = action_table("1", rows=3).iterfind(f"{W}tr")

    assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in before_last.iter(f"{W}p"))
    assert all(p.find(f"{W}pPr/{W}keepNext") is None for p in total.iter(f"{W}p"))


def test_a_table_that_does_not_repeat_columns_is_left_alone():
    docx = fill(table_template(["{{ a }}", "{{ a }}"], widths=[1234, 4321]), {"a": "x"})

    assert [widths_of(table) for table in body_of(docx).iter(f"{W}tbl")] == [[1234, 4321]]


@pytest.mark.parametrize(
    ("end", "paragraphs"), [("", 1), ('<w:bookmarkEnd xmlns:w="{w}" w:id="1"/>', 1), ('<w:tbl xmlns:w="{w}"/>', 2)]
)
def test_a_cell_ends_with_a_paragraph_and_gets_one_only_if_it_has_none(end: str, paragraphs: int):
    body = body_of(table_template(["a"]))
    cell = next(body.iter(f"{W}tc"))
    if end:
        cell.append(etree.fromstring(end.format(w=W[1:-1])))

    fit_tables(body, {})

    assert len(cell.findall(f"{W}p")) == paragraphs
