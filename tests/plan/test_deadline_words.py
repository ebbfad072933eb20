"""The tables of words that deadlines are written in."""

from babel import Locale

from toolkit.language import known_languages
from toolkit.language.catalogue import SOURCE
from toolkit.plan.deadline_words import WORDS
from toolkit.plan.spelling import without_marks


def phrases():
    """Every phrase of every language with its meaning, Babel's months among them."""
    for language, table in WORDS.items():
        for meaning, texts in table.items():
            yield from ((text.strip(), meaning) for text in texts.split("|"))
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(language).months["format"][width].items():
                yield without_marks(name), ("month", number)


def test_no_phrase_means_two_things():
    meanings = {}
    for phrase, meaning in phrases():
        meanings.setdefault(phrase, set()).add(meaning)
    assert {phrase: found for phrase, found in meanings.items() if len(found) > 1} == {}


def test_phrases_are_written_as_they_are_compared():
    assert [phrase for phrase, _ in phrases() if without_marks(phrase) != phrase] == []


def test_no_phrase_stands_twice_in_a_table():
    for table in WORDS.values():
        found = [text.strip() for texts in table.values() for text in texts.split("|")]
        assert sorted(set(found)) == sorted(found)


def test_every_language_that_the_toolkit_speaks_has_its_words():
    assert {SOURCE, *(code.partition("_")[0] for code in known_languages())} <= set(WORDS)
