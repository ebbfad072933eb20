"""Whatever is changed in a template, it is refused with a message or it prints a file that passes the gate."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from docx_builder import FILE, SEMESTER_REPORT, a_report, a_row, an_action, fill, paragraphs_of, text
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mutations import changed_bytes, changed_part

from toolkit.documents.semester_report import SemesterReport
from toolkit.errors import OfficeFileError, ToolkitError
from toolkit.word.barriers import accessibility_of
from toolkit.word.package import DOCUMENT, W, read_package, write_package
from toolkit.word.placeholders import check_placeholders

SECONDS = float(os.environ.get("RAPORT_MUTATION_SECONDS", "6"))  # for each way of changing a template
FIRST_SEED = int(os.environ.get("RAPORT_MUTATION_SEED", "0"))
SLOWEST_SECONDS = 20
MISFORTUNES = Path(__file__).parents[1] / "inputs"
_MARK_OF_A_TAG = re.compile(r"\{[{%#]|[}%#]\}")


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    told = [text("Vezi pagina.", link="https://balti.md/"), text("primul", style="bullet")]
    rows = [a_row("Direcția cultură", "1 act", "2 acte", narrative=told)]
    first = an_action("1.1", rows, ["1 act", "2 acte"], ["*1 Ajustat."])
    return a_report(first, an_action("1.2", [a_row("Direcția presă", "3 acte")], ["3 acte"]))


def outcome(work: Callable[[], object]) -> str:
    """How it ended: "good", or the class of our message; any other exception leaves the test."""
    try:
        work()
    except ToolkitError as error:
        assert "Traceback" not in str(error)
        return type(error).__name__
    return "good"


@pytest.mark.parametrize("change", [changed_bytes, changed_part])
def test_a_changed_template_is_refused_or_prints_what_passes_the_gate(
    change: Callable[[bytes, int], bytes], context: dict[str, Any], capsys: pytest.CaptureFixture[str]
):
    """Bytes flipped, cut, doubled and moved, on the disk and inside the parts, for a bounded time."""
    whole, outcomes, slowest = SEMESTER_REPORT.read_bytes(), Counter[str](), 0.0
    deadline = time.monotonic() + SECONDS
    for seed in count(FIRST_SEED):
        began = time.monotonic()
        if began > deadline:
            break
        changed = change(whole, seed)
        try:
            checked = outcome(lambda: check_placeholders(changed, FILE, SemesterReport))  # noqa: B023  called at once
            assert checked in ("good", "OfficeFileError"), checked
            outcomes[f"check {checked}"] += 1
            outcomes[f"print {outcome(lambda: accessibility_of(fill(changed, context), 'ro-MD'))}"] += 1  # noqa: B023
        except Exception as error:
            raise AssertionError(f"{change.__name__}, seed {seed}: {error!r}") from error
        slowest = max(slowest, time.monotonic() - began)
    with capsys.disabled():
        tries = outcomes.total() // 2
        print(f"\n{change.__name__}: {tries} tries, the slowest {slowest:.1f} s, {dict(sorted(outcomes.items()))}")  # noqa: T201  shown in CI
    assert outcomes.total() > 0
    assert slowest < SLOWEST_SECONDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the small report."""

    title: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallReport:
    """A report with one of each kind of field."""

    period: str
    lines: tuple[Line, ...]


SMALL = {"period": "semestrul I", "lines": [{"title": "unu", "values": ["1", "2"]}, {"title": "doi", "values": []}]}
PIECES = (
    "{{ period }}", "{{ line.title }}", "{{ v }}", "{{ perod }}", "{{", "}}", "{%", "%}", "{#", "#}", "{", "}", "%", " ",
    "{% for line in lines %}", "{% for v in line.values %}", "{% endfor %}", "{% if period %}", "{% elif lines %}",
    "{% else %}", "{% endif %}",
    "{# notă #}", "{%p for line in lines %}", "{%p endfor %}", "{%p if lines %}", "{%p endif %}",
    "{%tr for line in lines %}", "{%tc endfor %}", "{{r 'a'|link(v) }}",
    "{{r period }}", "{{r period|page }}", "{{r period|bookmark(line.title) }}",
    "{{ lines|length }}", "{{ loop.index }}", "{{ loop }}", "{{ self }}", "{{- period -}}", "{% raw %}", "{% endraw %}",
    "{{ 'a' ~ 1 }}", "{{ a.b.c }}", "{% set a = 1 %}", "{% if period == 'x' and not lines %}", "{{ period[0] }}",
    "text", "ș", "😀", "\u202e", "<", "&", "&amp;", "\u00a0", "“", "’", "{_{", "for", "in", "|", ".", "(", ")", '"', "\\",
)  # fmt: skip
SOUPS = st.lists(
    st.lists(
        st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=5)
    ).map("".join),
    min_size=1,
    max_size=4,
)


def small_template(*paragraphs: str) -> bytes:
    """A template of a few kilobytes: one of python-docx takes ten times as long to fill."""
    parts = read_package((MISFORTUNES / "template-misses-a-placeholder/template.docx").read_bytes(), FILE)
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(typed)}</w:t></w:r></w:p>' for typed in paragraphs)
    document = f'<w:document xmlns:w="{W[1:-1]}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    return write_package({**parts, DOCUMENT: document.encode()})


@settings(max_examples=100)
@given(SOUPS)
def test_any_soup_of_tags_is_refused_by_the_check_or_accepted(paragraphs: list[str]):
    content = small_template(*paragraphs)

    assert outcome(lambda: check_placeholders(content, FILE, SmallReport)) in ("good", "OfficeFileError")


@settings(max_examples=100)
@given(SOUPS)
@example(["{{ period }}", "Antet: {% if period %}da{% endif %}"])
def test_any_soup_of_tags_is_refused_or_printed(paragraphs: list[str]):
    """What is printed passed the gate, and no tag is left in it."""
    needed = (
        "{{ period }}",
        "{% for line in lines %}{{ line.title }}{% for v in line.values %}{{ v }}{% endfor %}{% endfor %}",
    )
    content = small_template(*paragraphs, *needed)

    try:
        printed = paragraphs_of(fill(content, SMALL))
    except OfficeFileError:
        return

    assert not any(map(_MARK_OF_A_TAG.search, printed))


@settings(max_examples=50)
@given(st.lists(st.text("abșț <>&'\"{}%#", max_size=8).filter(lambda typed: not _MARK_OF_A_TAG.search(typed))))
@example(["acolada {", "{ și %", "}"])
def test_a_text_without_tags_is_printed_as_it_stands(texts: list[str]):
    printed = paragraphs_of(fill(small_template(*texts, "{{ a }}"), {"a": "x"}))

    assert printed == [*texts, "x"]
