"""The texts of a workbook that many cells may share.

Each cell that names a shared text gets a copy of it from a reader: a file of fifty kilobytes, with one long text and
twenty thousand cells that name it, becomes a gigabyte.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.parsers import expat

from toolkit.intake.screening.package import Package
from toolkit.intake.screening.refusal import RefusedFileError, suspicious
from toolkit.intake.screening.sheet_scan import SheetScan
from toolkit.intake.screening.xml_part import local_name, new_parser, parse, refuse_endless_texts
from toolkit.language import gettext

MOST_CHARACTERS = 500_000  # in all cells of a file together

SHARED_TEXTS = "xl/sharedstrings.xml"


def check_shared_texts(package: Package, sheets: Sequence[tuple[str, SheetScan]]) -> None:
    """Refuse a workbook whose cells, each with its own copy of its text, would hold too much; sheets are given by parts."""
    if SHARED_TEXTS not in package:
        return
    cells = sum(scan.shared_texts for _, scan in sheets)
    lengths = _lengths(package.chunks(SHARED_TEXTS))
    if cells * max(lengths, default=0) <= MOST_CHARACTERS:
        return
    if sum(_characters(package.chunks(part), lengths) for part, _ in sheets) > MOST_CHARACTERS:
        raise too_much_text()


def too_much_text() -> RefusedFileError:
    """A file of more text than any form has."""
    return suspicious(gettext("celule cu peste jumătate de milion de caractere în total"))


def _lengths(chunks: Iterable[bytes]) -> list[int]:
    """How long each shared text is, in their order."""
    lengths: list[int] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        refuse_endless_texts(name, attributes)
        if local_name(name) == "si":
            lengths.append(0)

    def count(text: str) -> None:
        if lengths:
            lengths[-1] += len(text)

    parser: expat.XMLParserType = new_parser()
    parser.StartElementHandler, parser.CharacterDataHandler = start, count
    parse(parser, chunks)
    return lengths


def _characters(chunks: Iterable[bytes], lengths: Sequence[int]) -> int:
    """How many characters the cells of a sheet take from the shared texts."""
    total = 0
    is_shared = False
    number: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal is_shared
        if local_name(name) == "c":
            is_shared = attributes.get("t") == "s"
        number.clear()

    def end(name: str) -> None:
        nonlocal total
        text = "".join(number).strip()
        if is_shared and local_name(name) == "v" and text.isascii() and text.isdecimal() and int(text[:9]) < len(lengths):
            total += lengths[int(text[:9])]
        number.clear()

    parser: expat.XMLParserType = new_parser()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, number.append
    parse(parser, chunks)
    return total
