"""The width of a word decides how narrow a column may be."""

from __future__ import annotations

from toolkit.word.text_width import lines_of, longest_piece_twips, longest_word_twips


def test_ten_digits_of_ten_points_are_fifty_points_wide():
    assert longest_word_twips("0123456789", 20) == 50 * 20


def test_a_word_ends_at_spaces_and_hyphens():
    assert longest_word_twips("10 funcționari", 17) == longest_word_twips("funcționari", 17)
    assert longest_word_twips("vice-primar", 17) == longest_word_twips("primar", 17)


def test_a_web_address_and_a_stroke_may_break_where_nothing_else_helps():
    assert longest_piece_twips("vezi https://balti.md/primaria/posturi-vacante/anunturi", 17) == longest_piece_twips(
        "vezi", 17
    )
    assert longest_piece_twips("vânzare/locuire/arendă", 17) < longest_word_twips("vânzare/locuire/arendă", 17)


def test_letters_that_the_table_does_not_know_are_taken_as_wide_ones():
    assert longest_word_twips("漢字", 20) == longest_word_twips("DD", 20)


def test_no_text_takes_one_line_and_a_long_one_several():
    assert lines_of("", 18, 3000) == 1
    assert lines_of("cuvânt " * 100, 18, 3000) > 10
