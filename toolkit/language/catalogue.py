"""The messages of the language in use."""

from __future__ import annotations

import gettext as messages
import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources

SOURCE = "ro"  # the language of the messages in the code
_FOLDER = resources.files("toolkit.language")
_in_use = SOURCE


def gettext(message: str, /, **values: object) -> str:
    """Give a message in the language in use, with the values put in for their names: "un fișier de {count} litere"."""
    said = message if _in_use == SOURCE else _translations(_in_use).gettext(message)
    return said.format(**values) if values else said


def counted(number: int, one: str, few: str) -> str:
    """Write a small number with its noun: "1 celulă", "2 celule", "20 de celule".

    A catalogue has as many forms as CLDR gives its language; Romanian makes the third of the second.
    """
    return f"{number} {_translations(_in_use).ngettext(one, few, number)}"


def N_(message: str) -> str:  # noqa: N802  the name that gettext's tools know
    """Mark a message that is kept as it is, and said in the language in use later."""
    return message


def month_name(number: int) -> str:
    """Give the name of a month as the language in use has it in CLDR: "ianuarie", "януари"."""
    from babel.dates import get_month_names  # noqa: PLC0415  the tables of languages take time to load

    return str(get_month_names("wide", "stand-alone", _in_use)[number])


def nouns(one: str, few: str) -> tuple[str, str]:
    """Mark the forms of a noun that are kept as they are, and given to `counted` later."""
    return one, few


def speak(language: str) -> None:
    """Say everything from here on in a language, given as Babel writes it: "ro", "ro_MD", "bg".

    A country without words of its own speaks its language; one that no catalogue knows speaks that of the messages.
    """
    global _in_use  # noqa: PLW0603  one process speaks one language at a time, as gettext has it
    _in_use = next((code for code in (language, language.partition("_")[0]) if code in known_languages()), SOURCE)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything within in a language."""
    before = language_in_use()
    speak(language)
    try:
        yield
    finally:
        speak(before)


def language_in_use() -> str:
    """The language in which messages are said."""
    return _in_use


def known_languages() -> tuple[str, ...]:
    """The languages that everything can be said in, by their codes: those with a catalogue, and that of the messages."""
    names = (file.name for file in _FOLDER.iterdir())
    return tuple(sorted({SOURCE, *(name.removesuffix(".po") for name in names if name.endswith(".po"))}))


class _Source(messages.NullTranslations):
    """The messages as the code has them."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Give the form that stands after a number in Romanian."""
        from babel import Locale  # noqa: PLC0415  the tables of languages take time to load

        plural = Locale.parse(SOURCE).plural_form(n)
        return msgid1 if plural == "one" else msgid2 if plural == "few" else f"de {msgid2}"


@cache
def _translations(language: str) -> messages.NullTranslations:
    """The catalogue of a language of a country, before that of the language, before the messages themselves."""
    found: messages.NullTranslations = _Source()
    for code in dict.fromkeys((language.partition("_")[0], language)):
        if _FOLDER.joinpath(f"{code}.po").is_file():
            catalogue = _read(code)
            catalogue.add_fallback(found)
            found = catalogue
    return found


def _read(code: str) -> messages.GNUTranslations:
    from babel.messages.mofile import write_mo  # noqa: PLC0415  Babel's tools take time to load, and Romanian needs them late
    from babel.messages.pofile import read_po  # noqa: PLC0415

    text = _FOLDER.joinpath(f"{code}.po").read_bytes()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(text), locale=code))
    compiled.seek(0)
    return messages.GNUTranslations(compiled)
