"""Tables in a notebook: headings in the office's words, the lines of a cell under each other."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from toolkit.checks.acceptance import AcceptedFinding
from toolkit.documents.tables import Table, plan_table
from toolkit.documents.views import Shown, accepted_view, deadlines_view, slips_view, table_view
from toolkit.errors import Place
from toolkit.intake.acceptances import Acceptance
from toolkit.intake.finding import Code, Finding, Severity
from toolkit.intake.plan_inputs import read_plan
from toolkit.language import speaking
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan

INPUTS = Path(__file__).parents[2] / "inputs"


def plan_of(institution: str, period: str) -> Plan:
    files = {
        f"inputs/{institution}/{name}": (INPUTS / institution / name).read_bytes()
        for name in ("institution.yaml", "plan.yaml")
    }
    return read_plan(files, institution, Period.parse(period).last_day).plan


def shown(frame: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    return {str(row[0]): tuple(str(value) for value in row[1:]) for row in frame.itertuples(index=False)}


def test_each_deadline_stands_with_its_rule_its_due_days_and_whether_it_has_passed():
    rows = shown(deadlines_view(plan_of("baltati", "2022"), Period.parse("2022-S1")).frame)
    assert len(rows) == 18
    assert rows["1.1"][2:] == ("31.03.2022", "da")
    assert rows["1.2"][2:] == ("30.06.2022", "nu")
    assert rows["1.7"] == ("Anual", "se face în fiecare an, la 31 decembrie", "nu", "nu")
    assert rows["2.1"] == ("", "nu are termen", "nu", "nu")


def test_the_columns_of_a_plan_are_headed_in_the_language_in_use():
    table = plan_table(plan_of("pernik", "2018"))
    with speaking("bg"):
        headings = list(table_view(table).frame.columns)
    assert headings[:4] == ["Част от плана", "Код", "Мярка", "Индикатори"]


def test_the_lines_of_a_cell_stand_under_each_other_and_its_marks_are_no_html():
    html = table_view(Table(name="plan", columns=("code", "risks"), rows=(("1.1", "unu\ndoi <b>"),)))._repr_html_()
    assert "<td>unu<br>doi &lt;b&gt;</td>" in html
    assert "<th>Codul</th>" in html


def test_what_was_accepted_stands_with_its_reason_and_role():
    place = Place("inputs/exemplu/2023-S1/presa.xlsx", "Indicatori", "F12")
    finding = Finding(severity=Severity.WARNING, code=Code.JUMP, place=place, found="„40”", expected="-", fix="-")
    acceptance = Acceptance(code="jump", department="presa", action="1.1", indicator=2, reason="Un curs.", role="secretar")
    frame = accepted_view([AcceptedFinding(finding=finding, acceptance=acceptance)]).frame
    assert list(frame.columns) == ["Acceptat", "Locul", "Găsit", "Motivul", "Acceptat de"]
    assert shown(frame) == {"jump, presa, 1.1.2": (str(place), "„40”", "Un curs.", "secretar")}
    assert len(accepted_view([]).frame) == 0


def test_a_slip_stands_with_its_place_in_the_words_of_the_plan():
    places = list(slips_view(plan_of("baltati", "2022")).frame["Locul"])
    assert places[:2] == ["Obiectiv 1, „Titlul”", "Măsura 1.2, coloana „Riscuri”"]


@pytest.mark.parametrize(("rows", "said"), [(1, "1 rând"), (2, "2 rânduri"), (20, "20 de rânduri")])
def test_a_table_says_in_a_plain_text_how_many_rows_it_has(rows: int, said: str) -> None:
    assert repr(Shown(pd.DataFrame({"a": range(rows)}))) == said
