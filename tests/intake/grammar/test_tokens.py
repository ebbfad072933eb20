"""The words, numbers and signs of a cell, in order."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.intake.grammar.tokens import TokenKind, as_read, fold, tokens_of


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind.name, token.text) for token in tokens_of(text)]


@given(text=st.text(max_size=60))
def test_tokens_follow_one_another_and_lose_nothing_but_white_space(text: str) -> None:
    read = as_read(text)
    tokens = tokens_of(read)
    assert all(read[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= other.start for one, other in itertools.pairwise(tokens))
    assert "".join(read.split()) == "".join("".join(token.text for token in tokens).split())


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("44 000 lei", [("NUMBER", "44 000"), ("WORD", "lei")]),
        ("124/0", [("PAIR", "124/0")]),
        ("201/2009", [("CODE", "201/2009")]),
        ("3F/1B", [("NUMBER", "3"), ("WORD", "F"), ("SIGN", "/"), ("NUMBER", "1"), ("WORD", "B")]),
        ("A4", [("WORD", "A"), ("CODE", "4")]),
        ("5-a", [("CODE", "5"), ("SIGN", "-"), ("WORD", "a")]),
        ("n-a", [("WORD", "n-a")]),
        ("https://a.md/1", [("WORD", "https://a.md/1")]),
        ("28.03.2023", [("CODE", "28.03.2023")]),
    ],
)
def test_a_text_is_cut_where_people_would_cut_it(text: str, kinds: list[tuple[str, str]]) -> None:
    assert _kinds(text) == kinds


def test_a_telephone_number_holds_no_number() -> None:
    assert TokenKind.NUMBER not in {token.kind for token in tokens_of("0231-54-600")}


def test_words_are_compared_without_diacritics_of_any_sort() -> None:
    assert fold("ÎNFIINŢAŢI") == fold("înființați") == "infiintati"


@pytest.mark.parametrize(
    ("text", "read"), [("• 5 acte\r\n• 3 note", "5 acte\n3 note"), ("-5", "-5"), ("con\u00adtracte", "contracte")]
)
def test_marks_of_a_list_and_what_nobody_sees_are_not_read(text: str, read: str) -> None:
    assert as_read(text) == read
