"""Plans as offices send them: a small table in every kind of file, and plans of all sorts, for laws."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
from conftest import an_institution
from docx import Document
from docx.table import Table
from hypothesis import strategies as st
from openpyxl import Workbook

from toolkit.intake.claims import Claim
from toolkit.intake.plan_table.office import Office
from toolkit.intake.plan_table.reading import ImportedPlan, read_plan_file
from toolkit.plan.institution import Institution
from toolkit.plan.plan import Action, Indicator, IndicatorKind, Plan, Priority
from toolkit.plan.printed_plan import Column, ColumnField, Footnote, SuspectedError
from toolkit.plan.rule import Rule
from toolkit.plan.unit import Unit
from toolkit.plan.yaml_file import read_yaml

INPUTS = Path(__file__).parents[1] / "inputs"
OFFICE = Office(id="oras", institution=an_institution())
IN_FORCE = date(2023, 1, 1)
HEADER = ("Măsuri", "Indicatori", "Termen", "Responsabili")
ROWS: tuple[Sequence[str], ...] = (
    ("Planul de integritate al orașului", "", "", ""),
    ("Obiectiv 1: Transparența", "", "", ""),
    HEADER,
    ("1.1 Publicarea datelor", "Nr. de seturi de date", "Permanent", "Secretariatul"),
    ("1.2 Instruirea angajaților", "Nr. de instruiri", "31 martie 2023", "Resurse umane"),
    ("Obiectiv 2: Integritatea", "", "", ""),
    ("2.1 Declararea averilor", "Nr. de declarații", "Anual", "Conducerea"),
)


def csv_plan(rows: Sequence[Sequence[str]] = ROWS, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A plan as CSV."""
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(rows)
    return target.getvalue().encode(encoding)


def text_plan(rows: Sequence[Sequence[str]] = ROWS, delimiter: str = " | ") -> bytes:
    """A plan as lines of text."""
    return "\n".join(delimiter.join(row) for row in rows).encode()


def excel_plan(rows: Sequence[Sequence[object]] = ROWS, merged: Sequence[str] = ()) -> bytes:
    """A plan in Excel."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def word_plan(*blocks: str | Sequence[Sequence[str]], change: object = None) -> bytes:
    """A plan in Word: paragraphs and tables; a line break begins a paragraph, "<" is a cell that is one with the left."""
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            _fill(document.add_table(rows=len(block), cols=max(len(row) for row in block)), block)
    if callable(change):
        change(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def imported(content: bytes, file: str = "plan.csv", valid_from: date | None = IN_FORCE) -> ImportedPlan:
    """Import a plan into a small town hall."""
    return read_plan_file(content, file, OFFICE, valid_from)


def messages(found: ImportedPlan) -> list[str]:
    """What a person reads."""
    return [f"{finding.severity}: {finding}" for finding in found.findings]


def real_office(institution_id: str) -> Office:
    """An institution of the repository, with its id."""
    return Office(id=institution_id, institution=real_plan(institution_id)[1])


def by_measure(*claims: Claim) -> dict[str, tuple[Claim, ...]]:
    """What is declared, by the code of the measure, in the order given."""
    return {claim.measure: tuple(c for c in claims if c.measure == claim.measure) for claim in claims}


def real_plan(institution_id: str) -> tuple[Plan, Institution]:
    """A plan of the repository, with its institution."""
    folder = INPUTS / institution_id
    institution = read_yaml((folder / "institution.yaml").read_text(encoding="utf-8"), "institution.yaml", Institution)
    return read_yaml((folder / "plan.yaml").read_text(encoding="utf-8"), "plan.yaml", Plan), institution


def edited(content: bytes, edit: Callable[[Workbook], object], institution_id: str = "balti") -> ImportedPlan:
    """Import a workbook that somebody has opened, edited and saved."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    target = io.BytesIO()
    book.save(target)
    return read_plan_file(target.getvalue(), "plan.xlsx", real_office(institution_id))


def _fill(table: Table, rows: Sequence[Sequence[str]]) -> None:
    for row, texts in zip(table.rows, rows, strict=True):
        cells = list(row.cells)
        for column, text in enumerate(texts):
            if text == "<":
                cells[column] = cells[column - 1].merge(cells[column])
            else:
                first, *others = text.split("\n")
                cells[column].text = first
                for other in others:
                    cells[column].add_paragraph(other)


LINES = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20).map(str.strip).filter(bool)
TEXTS = st.one_of(
    LINES, st.sampled_from(["=1+1", "-x", "+x", "@x", "0012", "1e5", "2023-01-01", "_x000D_", "'a", '"b"', "a\n  b\nc"])
)
NO_TEXT = st.one_of(st.just(""), TEXTS)
LISTS = st.lists(TEXTS, max_size=3).map(tuple)
FORMS = st.text("abcăș ", min_size=1, max_size=6).map(str.strip).filter(bool)
UNITS = st.builds(
    Unit,
    one=FORMS,
    few=FORMS,
    other=st.one_of(st.just(""), FORMS),
    synonyms=st.lists(st.lists(FORMS, min_size=1, max_size=3).map(tuple), max_size=2).map(tuple),
)
ASKED = st.one_of(st.just("all"), st.just(("presa",)), st.just(("cultura", "resurse-umane")))
_ASKED_OF_AN_INDICATOR = st.one_of(
    st.just({}), st.builds(lambda asked, why: {"asked": asked, "asked_reason": why}, ASKED, TEXTS)
)


def _indicator(kind: IndicatorKind, rule: str, text: str, more: dict[str, object], units: Sequence[Unit]) -> Indicator:
    own: dict[str, object] = {}
    if kind is IndicatorKind.COUNT:
        own = {"unit": units[0]} if units else {"reason": "nu se știe"}
    if kind is IndicatorKind.COMPOUND:
        own = {"units": tuple(units) or (Unit(one="a", few="b"),)}
    return Indicator(**{"text": text, "kind": kind, "rule": Rule.parse(rule), **own, **more})


INDICATORS = st.one_of(
    st.builds(lambda text: Indicator(text=text), TEXTS),
    st.builds(
        _indicator,
        st.sampled_from(IndicatorKind),
        st.sampled_from(["none/none", "lead:presa/last"]),
        TEXTS,
        st.builds(
            lambda asked, split, target, advice: {**asked, "split": split, "target": target, "help": advice},
            _ASKED_OF_AN_INDICATOR,
            st.booleans(),
            NO_TEXT,
            NO_TEXT,
        ),
        st.lists(UNITS, max_size=3),
    ),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans that use every field there is."""
    number = draw(st.integers(1, 3))
    label = draw(LINES)
    columns = (*(Column(field=field, label=field.value) for field in ColumnField), Column(field="other", label=label))
    priorities = tuple(_priority(draw, f"{n}", label, columns) for n in range(1, number + 1))
    first = priorities[0].actions[0]
    title = draw(TEXTS)
    return Plan(
        title=title,
        title_in_report=draw(TEXTS),
        decision=draw(NO_TEXT),
        valid_from=draw(st.dates(date(1990, 1, 1))),
        period=draw(NO_TEXT),
        date_line=draw(NO_TEXT),
        columns=columns,
        events=draw(st.dictionaries(LINES, st.dates(date(1990, 1, 1)), max_size=2)),
        footnotes=(Footnote(mark=first.title[0], action=first.code, text=draw(TEXTS)),),
        suspected_errors=(SuspectedError(where="plan", field="title", printed=title[0], likely=draw(TEXTS)),),
        priorities=priorities,
    )


def _priority(draw: st.DrawFn, code: str, label: str, columns: tuple[Column, ...]) -> Priority:
    actions = tuple(_action(draw, f"{code}.{n}", label) for n in range(1, draw(st.integers(1, 3)) + 1))
    return Priority(
        code=code,
        label=draw(NO_TEXT),
        title=draw(TEXTS),
        columns=draw(st.sampled_from([(), columns])),
        rows_above_header=draw(LISTS),
        source_note=draw(NO_TEXT),
        actions=actions,
    )


def _action(draw: st.DrawFn, code: str, label: str) -> Action:
    indicators = tuple(draw(st.lists(INDICATORS, max_size=3)))
    may_be_asked = indicators and all("kind" in indicator.model_fields_set for indicator in indicators)
    return Action(
        code=code,
        title=draw(TEXTS),
        deadline=draw(TEXTS),
        responsible=draw(LISTS),
        risks=draw(LISTS),
        verification_sources=draw(LISTS),
        budget=draw(NO_TEXT),
        result=draw(NO_TEXT),
        other=draw(st.sampled_from([{}, {label: "=A1"}])),
        **({"asked": draw(ASKED)} if may_be_asked else {}),
        asked_reason=draw(NO_TEXT),
        source_note=draw(NO_TEXT),
        indicators=indicators,
    )
