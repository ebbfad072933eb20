"""A plan as text: CSV with commas or semicolons, or lines with "|" or tabs between the cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.plan_table.headers import field_called, plan_words
from toolkit.intake.plan_table.rows import Cell, PlanRows, Row, cell_of
from toolkit.intake.screening.refusal import RefusedFileError, field_too_long, suspicious, unbalanced_quotes
from toolkit.intake.screening.shared_texts import MOST_CHARACTERS, too_much_text
from toolkit.intake.screening.sheet_scan import MOST_COLUMNS, MOST_ROWS
from toolkit.language import gettext

_DELIMITERS = "|\t;,"
_WITHOUT_QUOTES = "|\t"  # between which a quotation mark is a letter like others, unless it encloses cells throughout
_HEADER_WITHIN = 200  # lines
_RULE = re.compile(r"[:+=_–—-]+")  # "---" or ":-:", of a line that is drawn between rows
_ENCODINGS = {"cp1250": "Windows-1250", "cp1251": "Windows-1251"}


def read_text_rows(content: bytes, file: str) -> PlanRows:
    """Read the rows of a text; `RefusedFileError` when that cannot be done."""
    text, encoding = _decoded(content)
    if len(text) > MOST_CHARACTERS:
        raise too_much_text()
    rows: list[Row] = []
    for line, texts in _split(text, _delimiter(text)):
        cells = tuple(cell_of([cell]) for cell in texts)
        if len(rows) >= MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise suspicious(
                gettext("un text cu peste {rows} de rânduri sau {columns} de coloane", rows=MOST_ROWS, columns=MOST_COLUMNS)
            )
        if any(cells) and not _is_rule(cells):
            place = Place(file, cell=gettext("rândul {line}", line=line))
            rows.append(Row(place=place, cells=cells, in_table=len(cells) > 1))
    return PlanRows(rows=tuple(rows), findings=(_encoding_found(file, encoding),) if encoding in _ENCODINGS else ())


def _decoded(content: bytes) -> tuple[str, str]:
    """Decode a text as UTF-8, else in the code page of old Windows programs whose letters it has."""
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        encoding = "cp1250" if _romanian_share(content) > _cyrillic_share(content) else "cp1251"
        return content.decode(encoding, "replace"), encoding


def _romanian_share(content: bytes) -> float:
    romanian = plan_words().romanian
    letters = [letter for letter in content.decode("cp1250", "replace") if not letter.isascii() and letter.isalpha()]
    return sum(letter in romanian for letter in letters) / max(len(letters), 1)


def _cyrillic_share(content: bytes) -> float:
    """How many of the words with letters beyond ASCII have no other letters, as words in Cyrillic are."""
    words = [word for word in content.decode("cp1251", "replace").split() if not word.isascii()]
    cyrillic = [word for word in words if not any(letter.isascii() and letter.isalpha() for letter in word)]
    return len(cyrillic) / max(len(words), 1)


def _delimiter(text: str) -> str:
    """What parts the cells of the row that has the most names of columns."""
    lines = text.splitlines()[:_HEADER_WITHIN]
    counts = {mark: max((_names_in(line.split(mark)) for line in lines), default=0) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: counts[mark])


def _names_in(cells: Sequence[str]) -> int:
    return sum(bool(field_called(cell.strip().strip('"'))) for cell in cells) if 1 < len(cells) <= MOST_COLUMNS else 0


def _split(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The cells of every row, with the line on which it begins."""
    try:
        rows = _read_csv(text, delimiter)
    except RefusedFileError:
        if delimiter not in _WITHOUT_QUOTES:
            raise
        rows = [(number, line.split(delimiter)) for number, line in enumerate(text.splitlines(), 1)]
    return _without_edges(rows) if delimiter == "|" else rows


def _read_csv(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    line = 1
    try:
        for row in reader:
            rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        raise field_too_long(line) if "field limit" in str(error) else unbalanced_quotes(line) from error
    return rows


def _without_edges(rows: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """The rows of "| a | b |" without the blank cells that the outer strokes make, counted by those of the header."""
    header = max((cells for _, cells in rows[:_HEADER_WITHIN]), key=_names_in, default=[])
    is_framed = bool(header) and not header[0].strip()
    width = len(header) - is_framed - (is_framed and not header[-1].strip())
    return [(line, _unframed(cells, width, is_framed=is_framed)) for line, cells in rows]


def _unframed(cells: list[str], width: int, *, is_framed: bool) -> list[str]:
    """A row without the cells of its outer strokes; a blank cell that the header has a column for is a cell."""
    if not cells:
        return cells
    begins, ends = not cells[0].strip(), not cells[-1].strip()
    is_title = begins and ends and len(cells) == 3 != width
    if begins and (is_title or (is_framed and len(cells) != width) or (ends and len(cells) == width + 2)):
        cells = cells[1:]
    return cells[:-1] if ends and (is_title or len(cells) > width) else cells


def _is_rule(cells: Sequence[Cell]) -> bool:
    """Whether a row is only drawn, as Markdown draws one under a header: there is nothing to read in it."""
    return all(_RULE.fullmatch(line) for cell in cells for line in cell)


def _encoding_found(file: str, encoding: str) -> Finding:
    return Finding(
        severity=Severity.NOTE,
        code=Code.TEXT_ENCODING,
        place=Place(file),
        found=gettext("un text în codificarea {encoding}", encoding=_ENCODINGS[encoding]),
        expected=gettext("codificarea UTF-8; textul a fost citit ca {encoding}", encoding=_ENCODINGS[encoding]),
        fix=gettext("verificați literele cu semne din planul importat"),
    )
