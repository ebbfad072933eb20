"""The value grammar as a whole: the cells of a published report, and what holds for every text."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.intake.grammar.reading import read_number_cell, read_value
from toolkit.intake.value import Kind, Number, Quantity, State, Value

HERE = Path(__file__).parent
WORDS = frozenset({"contestații", "instruire"})


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EXAMPLES = _rows("typed_examples.csv")  # priorities I and II of the report, typed without this grammar
OTHER_CELLS = _rows("typed_other_cells.csv")  # the rest, typed by this grammar, then read over
ALL_CELLS = [row["raw"] for row in EXAMPLES + OTHER_CELLS]


def _number(row: dict[str, str]) -> Number:
    """What an example means by value, value2 and qualifier."""
    marks = row["qualifier"]
    low = high = Decimal(row["value"])
    if row["value2"]:
        high = Decimal(row["value2"])
    about = any(mark in marks for mark in ("cca.", "circa", "aproximativ"))
    if "până la" in marks:
        return Number(low=None, high=high, about=about)
    if any(mark in marks for mark in ("mai mult de", "minim", "cel puțin")):
        return Number(low=low, high=None, about=about)
    return Number(low=low, high=high, about=about)


def _written(quantity: Quantity) -> str:
    """A quantity as typed_other_cells.csv writes it: "~4600 servicii", "1..9 La lucrări", "18 persoane (12F/6B)"."""
    low, high = quantity.number.low, quantity.number.high
    bounds = str(low) if low == high else f"{'' if low is None else low}..{'' if high is None else high}"
    split = "/".join(f"{n}{sex}" for n, sex in ((quantity.women, "F"), (quantity.men, "B")) if n is not None)
    about = "~" if quantity.number.about else ""
    return " ".join(part for part in (about + bounds, quantity.unit, split and f"({split})") if part)


@pytest.mark.parametrize(
    "row", EXAMPLES, ids=lambda row: f"{row['scope']}-{row['action']}.{row['indicator']}-{row['raw'][:20]}"
)
def test_an_example_is_typed_as_given(row: dict[str, str]) -> None:
    """Kind, number with its marks, unit, women and men."""
    value = read_value(row["raw"], words=WORDS)
    assert value.kind == row["kind"]
    assert value.text == row["raw"]
    if not row["value"]:
        assert value.quantities == ()
        return
    women, men = (int(row[column]) if row[column] else None for column in ("female", "male"))
    assert value.quantities == (Quantity(number=_number(row), unit=row["unit"], women=women, men=men),)


@pytest.mark.parametrize(
    "row", OTHER_CELLS, ids=lambda row: f"{row['scope']}-{row['action']}.{row['indicator']}-{row['raw'][:20]}"
)
def test_another_cell_of_the_report_is_typed_as_a_reader_would(row: dict[str, str]) -> None:
    """Every quantity of a compound too, and the state of a status."""
    value = read_value(row["raw"], words=WORDS)
    assert value.kind == row["kind"]
    assert (value.state or "") == row["state"]
    assert " | ".join(map(_written, value.quantities)) == row["quantities"]


def test_the_kinds_of_all_cells_are_those_of_the_published_table() -> None:
    """462 department cells and 178 totals."""
    kinds: dict[str, Counter[str]] = {"dept": Counter(), "total": Counter()}
    for row in EXAMPLES + OTHER_CELLS:
        kinds[row["scope"]][read_value(row["raw"], words=WORDS).kind.value] += 1
    with_figures = {
        "dept": {"count": 246, "approx": 5, "money": 1, "compound": 11},
        "total": {"count": 131, "approx": 4, "compound": 2},
    }
    without = {"dept": {"status": 33, "text": 4}, "total": {"status": 17, "text": 1}}
    unanswered = {"dept": {"not_reported": 161, "not_applicable": 1}, "total": {"not_reported": 21, "not_applicable": 2}}
    assert kinds == {scope: with_figures[scope] | without[scope] | unanswered[scope] for scope in kinds}


@given(cell=st.sampled_from(ALL_CELLS), space=st.sampled_from(["  ", "\u00a0", "\u202f", "\t", " \u00a0 "]))
def test_white_space_never_changes_a_value(cell: str, space: str) -> None:
    """Doubled, narrow or without break, at the ends too."""
    assert _untitled(read_value(space + cell.replace(" ", space) + space, words=WORDS)) == _untitled(
        read_value(cell, words=WORDS)
    )


@given(cell=st.sampled_from(ALL_CELLS))
def test_the_way_of_typing_diacritics_never_changes_a_value(cell: str) -> None:
    """Cedilla or comma, one character or two."""
    cedilla = cell.translate(str.maketrans("șȘțȚ", "şŞţŢ"))
    expected = _untitled(read_value(cell, words=WORDS))
    assert _untitled(read_value(cedilla, words=WORDS)) == expected
    assert _untitled(read_value(unicodedata.normalize("NFD", cell), words=WORDS)) == expected


@given(cell=st.sampled_from(ALL_CELLS))
def test_diacritics_left_out_never_change_the_kind_or_the_numbers(cell: str) -> None:
    """Many clerks type none."""
    bare = "".join(c for c in unicodedata.normalize("NFD", cell) if not unicodedata.combining(c))
    with_them, without = read_value(cell, words=WORDS), read_value(bare, words=WORDS)
    assert without.kind is with_them.kind
    assert [q.number for q in without.quantities] == [q.number for q in with_them.quantities]


@given(text=st.text())
def test_reading_never_fails_and_keeps_the_text(text: str) -> None:
    """Whatever stands in the cell."""
    assert read_value(text).text == text


_PIECES = [
    "5",
    "44 000",
    "10-15",
    "1,5",
    "2023",
    "acte",
    "cca.",
    "până la",
    "de la",
    "mii",
    "lei",
    "%",
    "din",
    "și",
    "femei",
]
_PIECES += [
    "(",
    ")",
    ",",
    ";",
    "–",
    ":",
    ".",
    "/",
    "\n",
    "F",
    "B",
    "nr.",
    "un",
    "trei",
    "nu",
    "Realizat",
    "total",
    "care",
    "+",
]


@given(pieces=st.lists(st.sampled_from(_PIECES), max_size=12), glue=st.sampled_from([" ", ""]))
def test_reading_never_fails_on_the_words_of_the_grammar(pieces: list[str], glue: str) -> None:
    """However they are mixed; and several quantities always say what each counts."""
    value = read_value(glue.join(pieces))
    assert value.kind is not Kind.COMPOUND or all(quantity.unit for quantity in value.quantities)


_PROSE = [
    "Realizat",
    "locuitorii",
    "alte",
    "părți",
    "mecanism",
    "nu",
    "poate",
    "fi",
    "estimat",
    "un",
    "o",
    "zeci",
    "mii",
    "lei",
]
_PROSE += ["nouă", "la", "până", "peste", "cca.", "din", "femei", ",", "–", ":", "(", ")", "%", "/"]


@given(words=st.lists(st.sampled_from(_PROSE), max_size=10))
def test_a_text_without_digits_and_number_words_has_no_figure(words: list[str]) -> None:
    """Nothing is guessed into a number."""
    assert not read_value(" ".join(words)).has_figure


@pytest.mark.parametrize(
    "piece", ["1 ", "(", "5 a, ", "1.000.", "12F/6B ", "de la ", "5 (", "cca ", "total: ", ":", "1-", "- a\n"]
)
def test_reading_takes_no_longer_than_a_text_deserves(piece: str) -> None:
    """A long cell of anything is read in a moment: the grammar never goes back over what it has read."""
    text = (piece * 2_000)[:2_000]
    start = perf_counter()
    read_value(text, words=WORDS)
    assert perf_counter() - start < 2  # measured: a twentieth of a second


def test_a_narrative_in_a_value_cell_stays_text() -> None:
    """However it begins."""
    assert read_value("5 acte " * 400).kind is Kind.TEXT


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("0 contest ații", "contestații"),
        ("2 ore de instru ire.", "ore de instruire"),
        ("2 ore de in struire", "ore de instruire"),
    ],
)
def test_a_word_that_stray_spaces_parted_is_mended(text: str, unit: str) -> None:
    """Where the joined word is known."""
    assert read_value(text, words=WORDS).quantities[0].unit == unit


@pytest.mark.parametrize("text", ["2 plan uri", "2 acte contest ații noi"])
def test_words_are_not_joined_without_knowing_the_word(text: str) -> None:
    """And known fragments stay apart."""
    assert read_value(text, words=WORDS | {"contest"}).quantities[0].unit == text[2:]


@pytest.mark.parametrize(
    ("number", "text"), [("39", "39"), ("39.50", "39,5"), ("44000", "44000"), ("0.0", "0"), ("1E+3", "1000")]
)
def test_a_number_cell_is_a_count_with_its_plain_decimal(number: str, text: str) -> None:
    """Excel gives numbers without grouping."""
    quantity = Quantity(number=Number.exactly(Decimal(number)))
    assert read_number_cell(Decimal(number)) == Value(kind=Kind.COUNT, text=text, quantities=(quantity,))


@pytest.mark.parametrize("number", ["-5", "1E+16", "NaN", "Infinity"])
def test_a_number_cell_that_counts_nothing_is_text(number: str) -> None:
    """Nobody reports less than nothing."""
    assert read_number_cell(Decimal(number)).kind is Kind.TEXT


def test_blank_zero_and_the_other_ways_of_no_figure_stay_apart() -> None:
    """They are never mixed up with 0 or with each other."""
    kinds = [read_value(text).kind for text in ("0", "", "-", "Nu este cazul", "indisponibil încă", "Nu", "Nu au fost")]
    assert kinds == [
        *(Kind.COUNT, Kind.NOT_REPORTED, Kind.NOT_REPORTED, Kind.NOT_APPLICABLE, Kind.NOT_AVAILABLE, Kind.STATUS, Kind.TEXT),
    ]
    assert read_value("Nerealizat").state is State.NOT_DONE


def _untitled(value: Value) -> tuple[object, ...]:
    return (value.kind, value.quantities, value.state, value.numerator, value.denominator, value.rate)


@given(number=st.decimals(0, 10**9, places=6) | st.decimals(allow_nan=True, allow_infinity=True))
def test_a_number_cell_never_fails_and_means_what_its_text_would(number: Decimal) -> None:
    value = read_number_cell(number)
    typed = read_value(value.text)
    assert value.kind is not Kind.COUNT or typed.kind is Kind.TEXT or typed == value
