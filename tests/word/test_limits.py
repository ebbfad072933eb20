"""A template prints no more rounds and letters than a document can hold, counted over all that one document takes."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from docx_builder import FILE, SEMESTER_REPORT, a_report, a_row, an_action, fill, template, text

from toolkit.errors import OfficeFileError
from toolkit.word.environment import WORD
from toolkit.word.limits import MOST_LETTERS, OverLimitError, one_document
from toolkit.word.placeholders import check_placeholders

LINES = ["x"] * 500


def loops(depth: int, inner: str) -> str:
    """Loops in one another over the same lines."""
    return "".join(f"{{% for a{n} in lines %}}" for n in range(depth)) + inner + "{% endfor %}" * depth


def test_a_billion_empty_rounds_are_not_gone_through():
    with pytest.raises(OverLimitError, match="too many rounds"):
        WORD.from_string(loops(4, "")).render(lines=LINES)


def test_a_gigabyte_is_not_built():
    with pytest.raises(OverLimitError, match="too many letters"):
        WORD.from_string(loops(2, "{{ text }}")).render(lines=LINES, text="x" * 1000)


def test_rounds_are_counted_over_all_parts_of_a_document():
    printing = WORD.from_string(loops(2, "x"))
    with one_document():
        for _ in range(4):
            printing.render(lines=LINES)
        with pytest.raises(OverLimitError):
            for _ in range(8):
                printing.render(lines=LINES)


def test_what_is_printed_outside_of_a_document_counts_by_itself():
    printing = WORD.from_string(loops(2, "x"))

    assert [len(printing.render(lines=LINES)) for _ in range(12)] == [len(LINES) ** 2] * 12


def test_a_report_of_hundreds_of_actions_is_within_the_limits():
    """The real report of Bălți has 30 actions; 480 must not come near."""
    rows = [a_row(f"Direcția {n}", "10 acte", "17 acte", narrative=[text("Un text. " * 20)]) for n in range(10)]
    docx = fill(
        SEMESTER_REPORT.read_bytes(), a_report(*[an_action(f"1.{n}", rows, ["10 acte", "17 acte"]) for n in range(30)])
    )

    assert len(docx) * 16 * 2 < MOST_LETTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """A report of nothing but lines."""

    lines: tuple[str, ...]


def test_the_check_prints_its_samples_under_the_same_limits():
    with pytest.raises(OfficeFileError) as caught:
        check_placeholders(template(loops(14, "{% for b in lines %}{% endfor %}" * 300)), FILE, Lines)

    assert str(caught.value) == (
        "templates/small.docx\n"
        "    găsit      texte și repetări care ar face un document uriaș\n"
        "    așteptat   un document de cel mult câteva mii de pagini\n"
        "    de făcut   deschideți șablonul în Word și ștergeți textele și repetările de prisos, {% for … %}"
    )
