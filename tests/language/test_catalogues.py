"""Language is data: every catalogue says everything, and a further language is a further file.

After messages have changed, the catalogues are brought up to date with:

    pybabel extract --no-default-keywords -k gettext -k N_ -k counted:2,3 -k nouns:1,2 --no-location --sort-output \
        -o messages.pot toolkit
    pybabel update -N --ignore-obsolete -w 1000 -i messages.pot -l bg -o toolkit/language/bg.po
"""

from __future__ import annotations

import ast
import io
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import toolkit
from toolkit.language import catalogue, counted, gettext, known_languages, language_in_use, speak, speaking
from toolkit.plan.period import Period

TOOLKIT = Path(toolkit.__file__).parent
KEYWORDS = {"gettext": None, "N_": None, "counted": (2, 3), "nouns": (1, 2)}
FILES = sorted((TOOLKIT / "language").glob("*.po"))
OF_LANGUAGES = [file for file in FILES if "_" not in file.stem]  # that of a country says only what it says otherwise


def test_there_are_catalogues_for_bulgarian_english_and_romania():
    assert [file.stem for file in FILES] == ["bg", "en", "ro_RO"]
    assert known_languages() == ("bg", "en", "ro", "ro_RO")


@pytest.mark.parametrize("file", OF_LANGUAGES, ids=lambda file: file.stem)
def test_every_catalogue_has_every_message_of_the_code(file: Path) -> None:
    said = {said for message in messages_of(file) for said in (message.id, first(message))}  # "eroare", and "2 erori"
    assert sorted(map(str, messages_in_code() - said)) == []


def test_babel_finds_every_message_of_the_code():
    """It loses a message that stands beside brackets within brackets; such a value gets a line of its own."""
    in_calls = {
        call.args[0].value
        for path in TOOLKIT.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("gettext", "N_")
        if isinstance(call.args[0], ast.Constant)
    }
    assert sorted(map(str, in_calls - messages_in_code())) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_catalogue_has_a_message_that_the_code_no_longer_has(file: Path) -> None:
    assert sorted(map(str, {message.id for message in messages_of(file)} - messages_in_code())) == []
    assert catalogue_of(file).obsolete == {}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_message_is_translated_and_none_is_a_guess(file: Path) -> None:
    assert [message.id for message in messages_of(file) if message.fuzzy or not all(forms_of(message))] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_noun_has_as_many_forms_as_the_language(file: Path) -> None:
    """Bulgarian and English have two, Romanian three: CLDR says how many."""
    forms = len(Locale.parse(file.stem).plural_form.tags | {"other"})
    assert {len(message.string) for message in messages_of(file) if message.pluralizable} == {forms}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_translation_has_the_values_of_its_message(file: Path) -> None:
    assert [
        (message.id, form)
        for message in messages_of(file)
        for form in forms_of(message)
        if fields(form) != fields(first(message))
    ] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_translation_is_framed_as_its_message(file: Path) -> None:
    """Some messages are joined to others, and in those of the plan a bar parts what is expected from what is to be done."""
    assert [
        (message.id, form)
        for message in messages_of(file)
        for form in forms_of(message)
        if frame(form) != frame(first(message))
    ] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_catalogue_can_be_compiled(file: Path) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue_of(file))
    assert compiled.getvalue()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_catalogue_can_be_merged_line_by_line(file: Path) -> None:
    """No places in the code, and the messages in the order of the alphabet: two changes seldom meet on one line."""
    text = file.read_text(encoding="utf-8")
    order = [first(message) for message in messages_of(file)]
    assert "\n#:" not in text
    assert order == sorted(order)


def test_a_fourth_language_is_a_file_and_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it does not say yet is said in Romanian."""
    (tmp_path / "fr.po").write_text(
        'msgid "o valoare"\nmsgstr "une valeur"\n\n'
        'msgid "foaia „{sheet}”"\nmsgstr "la feuille « {sheet} »"\n\n'
        'msgid "celulă"\nmsgid_plural "celule"\nmsgstr[0] "cellule"\nmsgstr[1] "cellules"\n\n'
        'msgid "luna {month} a anului {year}"\nmsgstr "{month} {year}"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(catalogue, "_FOLDER", tmp_path)
    speak("fr_FR")
    assert known_languages() == ("fr", "ro")
    assert language_in_use() == "fr"
    assert gettext("o valoare") == "une valeur"
    assert gettext("foaia „{sheet}”", sheet="Indicatori") == "la feuille « Indicatori »"
    assert [counted(number, "celulă", "celule") for number in (0, 1, 2)] == ["0 cellule", "1 cellule", "2 cellules"]
    assert Period.parse("2018-08").text == "août 2018"
    assert gettext("un text") == "un text"


def test_the_messages_of_the_code_are_romanian():
    assert [counted(number, "celulă", "celule") for number in (0, 1, 2, 19, 20, 101, 120)] == [
        "0 celule",
        "1 celulă",
        "2 celule",
        "19 celule",
        "20 de celule",
        "101 celule",
        "120 de celule",
    ]
    assert gettext("o valoare pentru {missing}", missing="RAPORT") == "o valoare pentru RAPORT"


def test_a_country_says_otherwise_only_what_its_catalogue_has():
    with speaking("ro_RO"):
        assert gettext("toate subdiviziunile") == "toate compartimentele"
        assert gettext("o valoare") == "o valoare"
        assert [counted(number, "subdiviziune", "subdiviziuni") for number in (1, 2, 20)] == [
            "1 compartiment",
            "2 compartimente",
            "20 de compartimente",
        ]
        assert counted(20, "indicator", "indicatori") == "20 de indicatori"


def test_no_message_of_romania_has_the_word_that_only_moldova_uses():
    (romania,) = [file for file in FILES if file.stem == "ro_RO"]
    of_moldova = {message for message in messages_in_code() if "subdiviziun" in str(message)}
    assert sorted(map(str, of_moldova - {message.id for message in messages_of(romania)})) == []
    assert [form for message in messages_of(romania) for form in forms_of(message) if "subdiviziun" in form] == []


@pytest.mark.parametrize(
    ("asked", "spoken"), [("ro_MD", "ro"), ("bg_BG", "bg"), ("ro_RO", "ro_RO"), ("en_GB", "en"), ("xx_YY", "ro"), ("", "ro")]
)
def test_a_country_without_words_of_its_own_speaks_its_language(asked: str, spoken: str) -> None:
    speak(asked)
    assert language_in_use() == spoken


def test_a_language_is_spoken_within_and_no_longer():
    with speaking("bg"):
        assert gettext("o valoare") == "стойност"
    assert gettext("o valoare") == "o valoare"


@cache
def messages_in_code() -> frozenset[str | tuple[str, ...]]:
    found = extract_from_dir(TOOLKIT, method_map=[("**.py", "python")], keywords=KEYWORDS)
    return frozenset(message for _, _, message, _, _ in found)


@cache
def catalogue_of(file: Path) -> Catalog:
    return read_po(io.BytesIO(file.read_bytes()), locale=file.stem)


def messages_of(file: Path) -> list[Message]:
    return [message for message in catalogue_of(file) if message.id]


def first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else str(message.id[0])


def forms_of(message: Message) -> Iterator[str]:
    yield from [message.string] if isinstance(message.string, str) else message.string


def fields(text: str) -> list[str]:
    """The values that a message is given; one without values may hold braces that are none."""
    try:
        return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)
    except ValueError:
        return ["braces"]


def frame(text: str) -> tuple[bool, bool, int, int]:
    return text[:1].isspace(), text[-1:].isspace(), text.count(" | "), text.count("\n")
