"""Narratives: what a clerk typed, as paragraphs, lists and links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.documents.narrative import paragraphs_of


def shown(text):
    return [(p.style, p.mark, [(part.text, part.link) for part in p.parts]) for p in paragraphs_of(text)]


def test_lines_become_paragraphs_and_lists():
    assert shown("Au fost publicate:\n- 5 acte;\n\n1. unul\n2) doi") == [
        ("text", "", [("Au fost publicate:", "")]),
        ("bullet", "", [("5 acte;", "")]),
        ("numbered", "1.", [("unul", "")]),
        ("numbered", "2)", [("doi", "")]),
    ]


def test_a_lone_dash_is_the_text_that_was_typed():
    assert shown("-") == [("text", "", [("-", "")])]


def test_an_address_is_a_link_without_the_full_stop_after_it():
    address = "https://balti.md/consultari-publice/proiecte-de-decizii/"
    assert shown(f"Vezi {address}, apoi restul.") == [
        ("text", "", [("Vezi ", ""), (address, address), (", apoi restul.", "")])
    ]


@pytest.mark.parametrize("text", ["javascript:alert(1)", "file:///etc/passwd", "ftp://x.md", "www.balti.md"])
def test_only_web_addresses_are_links(text):
    assert all(part.link == "" for p in paragraphs_of(text) for part in p.parts)


def test_a_quote_in_an_address_cannot_end_the_field():
    [paragraph] = paragraphs_of('https://x.md/a"b\\c')
    assert [part.link for part in paragraph.parts] == ["https://x.md/a%22b%5Cc"]


WORD = st.text("abcdeăâîșț0123", min_size=1, max_size=6)


@given(st.lists(st.lists(WORD, min_size=1, max_size=5).map(" ".join), max_size=6))
def test_no_word_is_lost(lines):
    found = [p.mark + "".join(part.text for part in p.parts) for p in paragraphs_of("\n".join(lines))]
    assert found == lines
