"""The tables beside a report, read back by other libraries than the ones that wrote them."""

import io
import json
import zipfile
from dataclasses import replace

import openpyxl
import pandas as pd
from conftest import a_plan, a_submission, an_action, an_entry, an_indicator, an_institution

from toolkit.documents.tables import Table, findings_table, status_table, to_excel, totals_table
from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.office_files import Adjustment, PublishedStatus, Sections
from toolkit.intake.period_inputs import PeriodInputs
from toolkit.plan.period import Period
from toolkit.plan.unit import Unit
from toolkit.totals.figures import figures_of

MONTHS = (("2023-01", "2 acte"), ("2023-02", "3 acte"))
ACTS = Unit(one="act", few="acte", other="acte")
INPUTS = PeriodInputs(
    institution=an_institution(["presa", "cultura", "secretariat"]),
    plan=a_plan(an_action(an_indicator(unit=ACTS), an_indicator(unit=ACTS), asked=("presa", "cultura", "secretariat"))),
    period=Period.parse("2023-S1"),
    folder="inputs/exemplu/2023-S1",
    submissions=(
        a_submission("presa", ["5 acte", "-"]),
        a_submission("cultura", ["3 acte", "-"]),
        a_submission("secretariat", ["Realizat", "-"]),
    ),
    reading_findings=(),
    sections=Sections(),
    adjustments={
        ("1.1", 1): Adjustment(action="1.1", indicator=1, text="7 acte", reason="așa s-a publicat", role="secretar")
    },
    published_totals={("1.1", 1): "7 acte"},
    published_status={"1.1": PublishedStatus(all_done=2, some_overdue=0, none_done=0)},
)


def frame(table):
    return pd.read_csv(io.StringIO(table.to_csv()), dtype=str, keep_default_na=False)


def test_a_total_stands_with_its_rule_its_adjustment_and_its_verdict():
    found = frame(totals_table(figures_of(INPUTS, with_adjustments=True), INPUTS.institution))
    assert ",".join(found.columns) == (
        "action,indicator,department_count,rule,kind,computed,printed,adjusted,published,verdict,contributions"
    )
    first = found.iloc[0]
    assert [first["computed"], first["printed"], first["adjusted"], first["verdict"]] == [
        "8 acte",
        "7 acte",
        "7 acte",
        "differs",
    ]
    assert [first["rule"], first["kind"], first["department_count"]] == ["sum/sum", "count", "2"]
    assert json.loads(first["contributions"]) == {
        "presa": "5 acte",
        "cultura": "3 acte",
        "left_out": [{"department": "secretariat", "text": "Realizat", "reason": "kind"}],
    }


def test_without_adjustments_the_computed_figure_is_printed_and_the_verdict_stays():
    first = frame(totals_table(figures_of(INPUTS, with_adjustments=False), INPUTS.institution)).iloc[0]
    assert [first["computed"], first["printed"], first["adjusted"], first["verdict"]] == [
        "8 acte",
        "8 acte",
        "7 acte",
        "differs",
    ]


def test_not_reported_is_a_dash_and_not_published_is_empty():
    second = frame(totals_table(figures_of(INPUTS, with_adjustments=True), INPUTS.institution)).iloc[1]
    assert [second["computed"], second["kind"], second["published"], second["verdict"]] == ["-", "not_reported", "", ""]
    assert json.loads(second["contributions"]) == {"not_reported": ["cultura", "presa", "secretariat"]}


def test_a_figure_composed_of_months_names_their_cells():
    entry = an_entry("5 acte")
    parts = tuple(replace(an_entry(text), place=Place(f"{month}/a.xlsx", "Indicatori", "F12")) for month, text in MONTHS)
    (presa, *others) = INPUTS.submissions
    submission = replace(presa, entries=(replace(entry, made_of=parts),))
    inputs = replace(INPUTS, submissions=(submission, *others))
    first = frame(totals_table(figures_of(inputs, with_adjustments=False), inputs.institution)).iloc[0]
    assert json.loads(first["contributions"])["made_of"] == {
        "presa": [
            {"file": "2023-01/a.xlsx", "sheet": "Indicatori", "cell": "F12", "text": "2 acte"},
            {"file": "2023-02/a.xlsx", "sheet": "Indicatori", "cell": "F12", "text": "3 acte"},
        ]
    }


def test_status_counts_stand_beside_the_published_ones():
    found = status_table(figures_of(INPUTS, with_adjustments=True))
    assert found.rows == (("1.1", "0", "3", "0", "2", "0", "0", "differs"),)


def test_findings_keep_their_place():
    finding = Finding(
        severity=Severity.ERROR,
        code=Code.CELL_ERROR,
        place=Place("a.xlsx", "Indicatori", "F12"),
        found="#DIV/0!",
        expected="un număr",
        fix="corectați formula",
        action="1.1",
        indicator=1,
    )
    row = frame(findings_table([finding])).iloc[0]
    assert [row["severity"], row["code"], row["sheet"], row["cell"], row["indicator"]] == [
        "error",
        "cell-error",
        "Indicatori",
        "F12",
        "1",
    ]


def test_the_excel_tables_hold_texts_only():
    table = Table(name="totals", columns=("a", "b"), rows=(('=HYPERLINK("http://x")', "007"), ("+1", "https://x.md")))
    sheet = openpyxl.load_workbook(io.BytesIO(to_excel([table], "Primăria")))["totals"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["a", "b"],
        ['=HYPERLINK("http://x")', "007"],
        ["+1", "https://x.md"],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert all(cell.hyperlink is None for row in sheet.iter_rows() for cell in row)


def test_the_excel_tables_have_the_same_bytes_on_every_machine():
    """What deflate gives depends on the build of zlib."""
    content = to_excel([Table(name="totals", columns=("a",), rows=(("1",),))], "Primăria")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {entry.compress_type for entry in package.infolist()} == {zipfile.ZIP_STORED}
        assert package.namelist()[0] == "[Content_Types].xml"
