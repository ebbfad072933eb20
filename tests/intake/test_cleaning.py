"""Characters that nobody can see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from toolkit.intake.cleaning import clean


@given(text=st.text())
def test_every_cleaned_text_fits_into_xml_and_is_clean_for_good(text: str) -> None:
    cleaned, _ = clean(text)
    element = etree.Element("t")
    element.text = cleaned
    assert etree.fromstring(etree.tostring(element)).text == (cleaned or None)
    assert clean(cleaned) == (cleaned, 0) or "_x" in text  # what is left may look like an escape itself


@given(text=st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_visible_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == (text, 0)


@pytest.mark.parametrize(
    ("text", "cleaned", "removed"),
    [
        ("a\r\nb\rc\vd\u2028e", "a\nb\nc\nd\ne", 0),
        ("a_x000D_b", "ab", 1),
        ("a\x07b\ud800c\ufffe", "abc", 3),
        ("\u202eoras\u202c", "oras", 2),
        ("10\u200b contracte\ufeff", "10 contracte", 2),
        ("con\u00adtracte\u200c\u200d", "contracte", 3),
        ("tab\tși spațiu\u00a0fix", "tab\tși spațiu\u00a0fix", 0),
        ("cod _x0041_", "cod _x0041_", 0),
        ("a_xD83D_b_xdc00_c_xFFFF_", "abc", 3),
    ],
)
def test_what_is_taken_out_is_counted(text: str, cleaned: str, removed: int) -> None:
    assert clean(text) == (cleaned, removed)
