"""Personal codes (CNP, IDNP, ЕГН), which no report needs: found, masked, and never passed on.

A check digit alone gives false alarms, one in ten for the IDNP. Thirteen digits in one piece are a code when they pass,
for nothing that a department counts is that large; anything else needs a word beside it that says what it is. They are
looked for wherever a person may have typed them: cells, formulas, names of sheets, comments, document properties.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from stdnum.bg import egn
from stdnum.md import idno as idnp  # one check digit for the codes of firms and of persons
from stdnum.ro import cnp

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity, and_send_again
from toolkit.intake.grid import Content, Grid, address, shown
from toolkit.intake.screening.asides import Aside
from toolkit.language import gettext

_IN_ONE_PIECE = re.compile(r"(?<![^\W_])\d{13}(?![^\W_])")  # letters around make an account of it: RO35TREZ…501XXX
_DECIMALS_FOLLOW = re.compile(r"(?:^|[^\d.,])\d{1,9}(?:\.\d{3})*[.,]$")  # "0," before the digits
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s,;]+")
_WITH_GAPS = re.compile(r"(?<!\d)\d(?:[ \u00a0.-]?\d){12}(?!\d)|(?<!\d)\d(?:[ \u00a0.-]?\d){9}(?!\d)")
_TEN_DIGITS = re.compile(r"\d(?:[ \u00a0.-]?\d){9}")  # the shortest code, with or without gaps
_PERSON = re.compile(r"\b(?:idnp|cnp|egn|егн|cod\w* (?:numeric )?personal\w*|единен граждански)(?![^\W\d_])", re.IGNORECASE)
_FIRM = re.compile(r"\b(idno|cod\w* fiscal|c/f)\b", re.IGNORECASE)
_NEAR = 60  # characters
_SHORTEST = 10  # digits: the ЕГН


def hide_personal_codes(grid: Grid) -> tuple[Grid, tuple[Finding, ...]]:
    """Give the sheet with every personal code masked, and a finding for each."""
    sheet = _masked(grid.sheet)
    findings = [
        _finding(Place(grid.file, sheet), gettext("din numele foii"), grid.sheet[start:end])
        for start, end in personal_codes(grid.sheet)
    ]
    grid = replace(grid, sheet=sheet)
    masked: dict[int, list[Content]] = {}
    for number, row in enumerate(grid.rows):
        before = ""  # the cell on the left may be the label
        for column, content in enumerate(row):
            text = content if isinstance(content, str) else shown(content)
            for start, end in personal_codes(text, label=before) if len(text) >= _SHORTEST else ():
                where = gettext("din celula {cell}", cell=address(number, column))
                findings.append(_finding(grid.place(number, column), where, text[start:end]))
                text = text[:start] + mask(text[start:end]) + text[end:]
                masked.setdefault(number, list(row))[column] = text
            before = text
    for (number, column), formula in grid.scan.formulas_without_value.items():
        for start, end in personal_codes(formula):
            where = gettext("din formula celulei {cell}", cell=address(number, column))
            findings.append(_finding(grid.place(number, column), where, formula[start:end]))
    rows = [masked.get(number, row) for number, row in enumerate(grid.rows)] if masked else grid.rows
    return replace(grid, rows=rows), tuple(findings)


def find_in_asides(asides: Iterable[Aside], file: str) -> list[Finding]:
    """Find personal codes in what stands beside the cells; nothing else is ever read there."""
    return [
        _finding(Place(file, _masked(aside.sheet), aside.cell), aside.where, aside.text[start:end])
        for aside in asides
        for start, end in personal_codes(aside.text)
    ]


def personal_codes(text: str, *, label: str = "") -> Iterator[tuple[int, int]]:
    """Give where personal codes stand in a text; `label` is what stands beside it."""
    if not _TEN_DIGITS.search(text):
        return
    in_addresses = _covered(match.span() for match in _ADDRESS.finditer(text))
    found = [
        match.span()
        for match in _IN_ONE_PIECE.finditer(text)
        if _is_code(match[0])
        and not _DECIMALS_FOLLOW.search(text[max(0, match.start() - _NEAR) : match.start()])
        and match.start() not in in_addresses
        and not _is_firm(match[0], _around(text, match, label))
    ]
    in_found = _covered(found)
    for match in _WITH_GAPS.finditer(text):
        around = _around(text, match, label)
        digits = re.sub(r"\D", "", match[0])
        if (
            match.start() not in in_found
            and _PERSON.search(around)
            and not _is_firm(digits, around)
            and (_is_code(digits) or egn.is_valid(digits))
        ):
            found.append(match.span())
    yield from sorted(found)


def mask(code: str) -> str:
    """Leave only the first and the last digit."""
    return code[0] + "*" * (len(code) - 2) + code[-1]


def _covered(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {position for start, end in spans for position in range(start, end)}


def _is_code(digits: str) -> bool:
    return len(digits) == 13 and ((digits[0] != "1" and idnp.is_valid(digits)) or cnp.is_valid(digits))


def _is_firm(digits: str, around: str) -> bool:
    """Whether this is said to be a firm's code (IDNO), which begins with 1 and is public."""
    return digits[0] == "1" and bool(_FIRM.search(around)) and not _PERSON.search(around)


def _around(text: str, match: re.Match[str], label: str) -> str:
    return f"{label[-_NEAR:]} {text[max(0, match.start() - _NEAR) : match.end() + _NEAR]}"


def _masked(text: str) -> str:
    for start, end in personal_codes(text):
        text = text[:start] + mask(text[start:end]) + text[end:]
    return text


def _finding(place: Place, where: str, code: str) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        code=Code.PERSONAL_CODE,
        place=place,
        found=gettext("un cod personal: {code}", code=mask(code)),
        expected=gettext("niciun cod personal (IDNP, CNP, ЕГН); fișierul nu este primit"),
        fix=and_send_again(gettext("ștergeți codul {where}", where=where)),
    )
