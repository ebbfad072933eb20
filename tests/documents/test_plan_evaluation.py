"""The report of a plan's evaluation: every sentence of it, in the language of the institution, and the file in Word."""

from __future__ import annotations

import io
import struct
from dataclasses import asdict
from datetime import date as day
from pathlib import Path

import pytest
from docx import Document
from plan_files import INPUTS, by_measure, real_plan

from toolkit.documents.plan_evaluation import Label, MeasureRow, PlanEvaluation, plan_evaluation, states_picture
from toolkit.documents.tables import measures_table
from toolkit.intake.claims import Claim, ClaimedState
from toolkit.intake.plan_inputs import PlanInputs, read_plan
from toolkit.language import speaking
from toolkit.plan.period import Period
from toolkit.totals.evaluation import Evaluation, evaluate
from toolkit.word.picture import with_picture
from toolkit.word.placeholders import check_placeholders
from toolkit.word.template import fill_template

TEMPLATE = "templates/plan_evaluation.docx"
CONTENT = (Path(__file__).parents[2] / TEMPLATE).read_bytes()
PERIODS = {"baltati": "2023", "balti": "2023-S1", "pernik": "2018"}


def inputs_of(institution_id: str, period: Period) -> PlanInputs:
    folder = INPUTS / institution_id
    files = {f"inputs/{institution_id}/{name}": (folder / name).read_bytes() for name in ("institution.yaml", "plan.yaml")}
    return read_plan(files, institution_id, period.first_day)


def evaluated(institution_id: str, *claims: Claim, period: str = "") -> tuple[PlanInputs, Evaluation]:
    of = Period.parse(period or PERIODS[institution_id])
    inputs = inputs_of(institution_id, of)
    return inputs, evaluate(inputs.plan, by_measure(*claims), of, of.last_day)


def report(institution_id: str, *claims: Claim, period: str = "", number: str = "") -> PlanEvaluation:
    inputs, evaluation = evaluated(institution_id, *claims, period=period)
    with speaking(inputs.institution.locale):
        return plan_evaluation(inputs, evaluation, registration_number=number)


def claimed(code: str, state: ClaimedState = ClaimedState.IMPLEMENTED, evidence: str = "Dispoziția nr. 12") -> Claim:
    return Claim(measure=code, state=state, evidence=evidence, role="secretarul comunei")


def row_of(document: PlanEvaluation, code: str) -> MeasureRow:
    [row] = [row for part in document.parts for row in part.rows if row.code == code]
    return row


def test_the_degree_and_its_points_are_worked_out_in_figures() -> None:
    document = report("baltati", *(claimed(code) for code in ("1.1", "1.2", "1.3", "1.4")))
    assert document.summary == (
        Label(label="Măsuri în plan", value="18"),
        Label(label="Scadente până la sfârșitul perioadei", value="12"),
        Label(label="Realizate în întregime dintre acestea", value="4"),
        Label(label="Gradul de implementare", value="33,33 %"),
        Label(label="Puncte, din 15", value="1,92"),
    )
    assert document.formula == "p = 4 din 12 = 33,33 %; 15 × (p − 25) ÷ 65 = 1,92 puncte, cu p nerotunjit."
    assert document.claims == "S-a declarat starea la 4 din 18 măsuri."


@pytest.mark.parametrize(
    ("due", "formula"),
    [
        (0, "p = 0 din 12 = 0,00 %; sub 25 % nu se dau puncte."),
        (12, "p = 12 din 12 = 100,00 %; peste 90 % se dau toate punctele."),
    ],
)
def test_below_and_above_the_limits_the_formula_says_so(due: int, formula: str) -> None:
    _, nothing = evaluated("baltati")
    codes = [measure.action.code for measure in nothing.measures if measure.is_due][:due]
    assert report("baltati", *map(claimed, codes)).formula == formula


def test_where_nothing_is_due_the_degree_does_not_apply() -> None:
    document = report("baltati", period="2021")
    assert [line.value for line in document.summary] == ["18", "0", "0", "nu se aplică", "nu se aplică"]
    assert document.formula == "Nicio măsură nu este scadentă până la sfârșitul perioadei, deci gradul nu se aplică."
    bulgarian = report("pernik", period="2018-Q1")
    assert [line.value for line in bulgarian.summary] == ["11", "0", "0", "не е приложимо", "не е приложимо"]
    assert bulgarian.formula == "Никоя мярка не е с настъпил срок до края на периода, затова степента не е приложима."


def test_without_claims_it_says_that_nothing_was_declared() -> None:
    document = report("baltati")
    assert document.claims == "Nu s-a declarat nimic despre niciuna din cele 18 măsuri."
    assert document.differences == ("nicio diferență",)
    assert {row.claimed for part in document.parts for row in part.rows} == {"nedeclarată"}


def test_claimed_and_derived_stand_side_by_side() -> None:
    document = report("baltati", claimed("1.1"), claimed("1.2", evidence=""), claimed("1.3", ClaimedState.PARTIAL))
    rows = [row_of(document, code) for code in ("1.1", "1.2", "1.3")]
    assert [(row.claimed, row.evidence, row.derived) for row in rows] == [
        ("realizată", "Dispoziția nr. 12 (declarat de: secretarul comunei)", "realizată"),
        ("realizată", "declarat de: secretarul comunei", "declarată realizată, fără dovadă"),
        ("realizată parțial", "Dispoziția nr. 12 (declarat de: secretarul comunei)", "restantă"),
    ]
    assert document.differences == (
        "1.2: declarată „realizată”, rezultă „declarată realizată, fără dovadă”",
        "1.3: declarată „realizată parțial”, rezultă „restantă”",
    )


@pytest.mark.parametrize(
    ("evidence", "why"),
    [
        ("PV din 31.02.2023", "dovada numește o zi care nu există"),
        ("PV din 15.01.2024", "dovada este de după ziua evaluării"),
        ("PV din 15.01.2015", "dovada este dinaintea perioadei care se verifică"),
    ],
)
def test_a_difference_says_why_evidence_does_not_count(evidence: str, why: str) -> None:
    document = report("baltati", claimed("1.7", evidence=evidence))
    declared = "1.7: declarată „realizată”, rezultă „declarată realizată, cu o dovadă care nu se numără”"
    assert document.differences == (f"{declared}: {why}",)


def test_what_was_declared_before_is_listed_beside_what_counts() -> None:
    before = Claim(measure="1.6", state=ClaimedState.NOT_IMPLEMENTED, role="primar", date=day(2023, 3, 1))
    last = Claim(measure="1.6", state=ClaimedState.IMPLEMENTED, evidence="PV nr. 5", role="secretar", date=day(2023, 12, 1))
    row = row_of(report("baltati", before, last), "1.6")
    assert (row.claimed, row.derived) == ("realizată", "realizată")
    assert row.evidence == "PV nr. 5 (declarat de: secretar, la 01.12.2023)"
    assert row.earlier == "înainte: nerealizată, declarat de: primar, la 01.03.2023"


def test_a_measure_declared_not_implemented_after_its_deadline_is_no_difference() -> None:
    document = report("baltati", claimed("1.1", ClaimedState.NOT_IMPLEMENTED, ""))
    assert (row_of(document, "1.1").derived, document.differences) == ("restantă", ("nicio diferență",))


def test_a_deadline_stands_as_printed_and_as_understood_and_a_title_without_the_mark_of_its_note() -> None:
    row = row_of(report("baltati"), "1.2")
    assert (row.deadline, row.understood, row.due) == (
        "30 iunie 2022",
        "trebuie făcut până la 30.06.2022",
        "înainte de perioadă",
    )
    assert "responsabile de implementarea" in row.title


def test_the_measures_that_are_not_due_are_listed_by_their_reasons() -> None:
    document = report("baltati")
    assert document.not_due_heading == "Măsuri care nu se numără ca scadente, cu motivul"
    assert document.not_due == (
        "nu are termen: 1.8, 2.1, 2.2, 2.3 și 2.4",
        "nu cade între 01.01.2023 și 31.12.2023 (următoarea dată este 20.02.2025): 4.3",
    )


def test_a_registration_number_is_printed_where_it_is_given() -> None:
    assert report("balti", number="03-12/345").registration_line == "Nr. 03-12/345"
    assert report("balti").registration_line.startswith("Nr. ____")


def test_a_report_of_a_bulgarian_plan_is_bulgarian() -> None:
    document = report("pernik")
    assert (document.title, document.watermark) == ("Доклад за оценка на плана", "ПРОЕКТ")
    assert document.moment == "Състояние на мерките към 31.12.2018; оценяван период: 2018 г.; план в сила от 01.01.2018"
    assert document.formula == "p = 0 от 11 = 0,00 %; под 25 % не се дават точки."
    assert {row.derived for part in document.parts for row in part.rows} == {
        "срокът не е изтекъл",
        "с настъпила проверка, без доказателство",
    }


def test_the_template_prints_every_field() -> None:
    check_placeholders(CONTENT, TEMPLATE, PlanEvaluation)


@pytest.mark.parametrize("institution_id", PERIODS)
def test_the_file_has_every_measure_under_the_institutions_own_draft_mark_and_is_the_same_twice(institution_id: str) -> None:
    inputs, evaluation = evaluated(institution_id)
    document = report(institution_id)
    png = states_picture(evaluation).png()
    first, second = (
        fill_template(
            with_picture(CONTENT, TEMPLATE, "picture_told", png),
            TEMPLATE,
            asdict(document),
            title=document.property_title,
            author=document.institution,
            language=inputs.institution.language_tag,
        )
        for _ in range(2)
    )
    assert first == second
    word = Document(io.BytesIO(first))
    assert word.core_properties.title == document.property_title
    cells = [row.cells[0].text for row in word.tables[1].rows]
    assert cells[0] == document.columns[0]
    assert [
        text.split(" ")[0] for text in cells if text.split(" ")[0] in {action.code for action in inputs.plan.actions}
    ] == [action.code for action in inputs.plan.actions]
    header = word.sections[0].header.part.blob.decode()
    assert f'string="{document.watermark}"' in header
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts.index(document.not_due_heading) < texts.index(document.differences_heading)
    assert document.formula in texts
    [picture] = word.inline_shapes
    assert word.part.related_parts[picture._inline.graphic.graphicData.pic.blipFill.blip.embed].blob == png
    assert picture._inline.docPr.get("descr") == document.picture_told
    width, height = struct.unpack(">II", png[16:24])
    assert abs(picture.width * height - picture.height * width) <= width  # in proportion


def test_the_table_has_a_row_for_each_measure() -> None:
    table = measures_table(report("balti"))
    assert [row[0] for row in table.rows] == [action.code for action in real_plan("balti")[0].actions]


def test_the_picture_counts_each_measure_once() -> None:
    _, evaluation = evaluated("baltati", claimed("1.1"))
    picture = states_picture(evaluation)
    assert picture.names == ["Obiectiv 1", "Obiectiv 2", "Obiectiv 3", "Obiectiv 4"]
    assert sum(sum(counts) for _, _, counts in picture.parts) == 18
    assert picture.told == (
        "Starea măsurilor, pe părțile planului. "
        "Obiectiv 1: realizată 1, restantă 4, scadentă la verificare, fără dovadă 2, termen care nu se poate urmări 1; "
        "Obiectiv 2: termen care nu se poate urmări 4; "
        "Obiectiv 3: scadentă la verificare, fără dovadă 3; "
        "Obiectiv 4: scadentă la verificare, fără dovadă 2, nescadentă 1."
    )
    assert next(counts for label, _, counts in picture.parts if label == "realizată") == [1, 0, 0, 0]
