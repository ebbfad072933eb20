"""Any table at all is a plan for a person to look through, or refused with a message."""

from __future__ import annotations

import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_files import ROWS, csv_plan, excel_plan, imported, text_plan, word_plan

from toolkit.errors import OfficeFileError
from toolkit.plan.plan import Plan
from toolkit.plan.yaml_file import read_yaml
from toolkit.plan.yaml_text import NOT_DATED, plan_as_yaml

TEXTS = st.sampled_from(
    [
        *("", "", "Măsuri", "Indicatori", "Termen", "Responsabili", "Buget", "Nr.", "Obiectiv", "Cine", "Planul local"),
        *("Obiectiv 1: a", "Obiectiv 1: b", "I. c", "II. d", "Prioritatea A: e", "3. f", "1.1.1.1 g", "1.1 h", "1.1 i"),
        *("2.1 j", "1.", "7", "k", "l; m", "¹ notă", "n ¹", "Data: 01.02.2023", "Data: 99.99.2023", "corup-", "ție", "?"),
    ]
)
TABLES = st.lists(st.lists(TEXTS, min_size=1, max_size=6), min_size=1, max_size=14)


@settings(max_examples=400)
@given(rows=TABLES)
def test_any_table_is_a_plan_or_refused(rows: list[list[str]]) -> None:
    is_a_plan_or_refused(csv_plan([("Măsuri", "Termen", "Cine"), *rows]))
    is_a_plan_or_refused(text_plan(rows))


@settings(max_examples=60)
@given(content=st.one_of(st.text(max_size=200).map(str.encode), st.binary(max_size=200)))
def test_any_bytes_are_a_plan_or_refused(content: bytes) -> None:
    is_a_plan_or_refused(content)
    is_a_plan_or_refused(csv_plan() + content)


@pytest.mark.parametrize("content", [excel_plan(), word_plan(ROWS[0][0], ROWS[1:])], ids=["Excel", "Word"])
def test_flipped_bytes_are_a_plan_or_refused(content: bytes) -> None:
    chance = random.Random(7)  # noqa: S311  the same bytes every time
    for _ in range(150):
        flipped = io.BytesIO(content)
        flipped.seek(chance.randrange(len(content)))
        flipped.write(bytes([chance.randrange(256)]))
        is_a_plan_or_refused(flipped.getvalue())


def is_a_plan_or_refused(content: bytes) -> None:
    try:
        read = imported(content, valid_from=None)
    except OfficeFileError as refused:
        assert str(refused).startswith("plan.csv\n    găsit      ")
        return
    titles = [read.plan.title, *(priority.title for priority in read.plan.priorities)]
    if read.plan.valid_from != NOT_DATED and all(titles):
        assert read_yaml(plan_as_yaml(read.plan), "plan.yaml", Plan) == read.plan
    assert all(str(finding).count("\n") == 3 for finding in read.findings)
