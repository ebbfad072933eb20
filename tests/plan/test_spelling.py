"""Names match whatever the keyboard, and are printed with comma diacritics."""

import unicodedata

import pytest

from toolkit.plan.spelling import listed, matching, nearest, printed, shown


@pytest.mark.parametrize(
    "spelling",
    [
        "Direcția - Serviciul de presă",
        "Direcţia-serviciul  de presă",
        "Direcția – Serviciul de presă.",
        unicodedata.normalize("NFD", "Direcția-Serviciul de presă"),
    ],
)
def test_all_spellings_of_a_department_match(spelling):
    assert matching(spelling) == "direcția-serviciul de presă"


def test_cedillas_are_printed_as_commas():
    assert printed("Şedinţă ŢŞ") == "Ședință ȚȘ"


def test_the_nearest_name_is_found_and_a_far_one_is_not():
    assert nearest("perod", ["period", "institution"]) == "period"
    assert nearest("xyz", ["period", "institution"]) is None


def test_a_list_in_a_sentence_ends_with_and():
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == ["", "a", "a și b", "a, b și c"]


@pytest.mark.parametrize(
    ("typed", "as_shown"),
    [
        ("Bălți 2023-S1", "Bălți 2023-S1"),
        ("a\nb\tc", "a�b�c"),
        ("\x1b]0;nume\x07", "�]0;nume�"),
        ("\u202egnp.exe", "�gnp.exe"),
        ("a\udcff", "a�"),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 80 + "…"),
    ],
)
def test_what_was_typed_is_shown_on_one_line_with_nothing_that_a_terminal_obeys(typed: str, as_shown: str) -> None:
    assert shown(typed) == as_shown
