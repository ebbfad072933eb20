"""The XML of a workbook's parts, read in one pass by a parser that refuses what Excel never writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.parsers import expat

from toolkit.intake.screening.refusal import suspicious, unreadable
from toolkit.language import gettext

_MOST_TEXTS = 1_000_000  # different ones in a workbook
_MOST_ELEMENTS = 200_000  # of a part that only lists things


def elements(chunks: Iterable[bytes]) -> Iterator[tuple[str, dict[str, str]]]:
    """Give every element of a small part: its name without prefix, and its attributes."""
    found: list[tuple[str, dict[str, str]]] = []
    count = 0
    parser = new_parser()
    parser.StartElementHandler = lambda name, attributes: found.append((local_name(name), attributes))
    for chunk in chunks:
        _feed(parser, chunk, final=False)
        count += len(found)
        if count > _MOST_ELEMENTS:
            raise suspicious(gettext("o componentă cu peste {elements} de elemente", elements=_MOST_ELEMENTS))
        yield from found
        found.clear()
    _feed(parser, b"", final=True)
    yield from found


def check_part(chunks: Iterable[bytes]) -> None:
    """Refuse a part that is not well-formed, declares a document type, or makes a reader reserve room for endless texts."""
    parser = new_parser()
    parser.StartElementHandler = refuse_endless_texts
    parse(parser, chunks)


def refuse_endless_texts(name: str, attributes: dict[str, str]) -> None:
    """Calamine takes the number of shared texts on trust, and ends the process when there is no room for them."""
    count = attributes.get("uniqueCount", "0")
    if local_name(name) == "sst" and not (is_small(count) and int(count) <= _MOST_TEXTS):
        raise suspicious(gettext("un registru de lucru care anunță peste {texts} de texte", texts=_MOST_TEXTS))


def new_parser() -> expat.XMLParserType:
    """Give a parser that refuses a document type, and with it every bomb of entities, and all that is not UTF-8."""
    parser = expat.ParserCreate()
    parser.XmlDeclHandler = _refuse_other_encodings
    parser.StartDoctypeDeclHandler = _refuse_document_type
    return parser


def parse(parser: expat.XMLParserType, chunks: Iterable[bytes]) -> None:
    """Feed a whole part to a parser; `RefusedFileError` when it is not well-formed."""
    for chunk in chunks:
        _feed(parser, chunk, final=False)
    _feed(parser, b"", final=True)


def local_name(name: str) -> str:
    """A name without its namespace prefix."""
    return name.rpartition(":")[2]


def is_small(number: str) -> bool:
    """Whether a text is a whole number of at most nine digits."""
    return number.isascii() and number.isdecimal() and len(number) < 10


def _refuse_other_encodings(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.casefold() != "utf-8":  # readers take it for UTF-8 all the same
        raise unreadable()


def _refuse_document_type(*_: object) -> None:
    raise suspicious(gettext("o declarație de tip de document (DTD), pe care Excel nu o scrie niciodată"))


def _feed(parser: expat.XMLParserType, chunk: bytes, *, final: bool) -> None:
    if any(byte in chunk for byte in (b"\0", b"\xfe", b"\xff")):  # expat would take it for UTF-16
        raise unreadable()
    try:
        parser.Parse(chunk, final)
    except expat.ExpatError as error:
        raise unreadable() from error
