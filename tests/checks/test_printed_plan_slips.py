"""The slips that were adopted with a plan: printed as they are, and told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from toolkit.checks.plan import check_plan
from toolkit.intake.finding import Code, Severity
from toolkit.intake.plan_inputs import PlanInputs, read_plan
from toolkit.language import speaking
from toolkit.plan.places import place_in_plan

PROJECT = Path(__file__).parents[2]
LAST_DAYS = {"baltati": date(2023, 12, 31), "pernik": date(2018, 12, 31)}


def inputs_of(institution_id: str, day: date | None = None) -> PlanInputs:
    home = PROJECT / "inputs" / institution_id
    files = {f"inputs/{institution_id}/{path.name}": path.read_bytes() for path in home.glob("*.yaml")}
    return read_plan(files, institution_id, day or LAST_DAYS[institution_id])


@pytest.mark.parametrize(("institution_id", "slips"), [("baltati", 7), ("pernik", 9)])
def test_every_suspected_slip_is_one_note_in_the_order_of_the_plan(institution_id: str, slips: int) -> None:
    inputs = inputs_of(institution_id)
    findings = check_plan(inputs)
    assert {(finding.severity, finding.code) for finding in findings} == {(Severity.NOTE, Code.SUSPECTED_SLIP)}
    assert [finding.place.cell for finding in findings] == [
        place_in_plan(inputs.plan, slip.where, slip.field) for slip in inputs.plan.suspected_errors
    ]
    assert len(findings) == slips


def test_a_slip_says_where_it_stands_and_what_was_probably_meant() -> None:
    [first, second, *_] = check_plan(inputs_of("baltati"))
    assert (first.action, second.action) == ("", "1.2")  # that of the objective belongs to no measure
    assert first.place.cell == "Obiectiv 1, „Titlul”"
    assert str(second) == (
        "inputs/baltati/plan.yaml · Măsura 1.2, coloana „Riscuri”\n"
        "    găsit      „actualizarea componentei grupului de lucru”\n"
        "    așteptat   probabil „actualizarea componenței grupului de lucru”\n"
        "    de făcut   nimic, dacă este textul adoptat; se îndreaptă la următoarea actualizare a planului"
    )


def test_a_slip_of_a_bulgarian_plan_is_told_in_bulgarian() -> None:
    with speaking("bg"):
        [first, *_] = check_plan(inputs_of("pernik"))
        told = str(first)
    assert told == (
        "inputs/pernik/plan.yaml · Планът, „Заглавие“\n"
        "    намерено         „ООСПК“\n"
        "    очаквано         вероятно „ООСППК“\n"
        "    да се направи    нищо, ако това е приетият текст; поправя се при следващата актуализация на плана"
    )


def test_what_reading_found_comes_first() -> None:
    findings = check_plan(inputs_of("baltati", date(2022, 12, 31)))
    assert [finding.code for finding in findings[:2]] == [Code.PLAN_NOT_IN_FORCE, Code.SUSPECTED_SLIP]


def test_a_plan_whose_own_time_has_passed_is_a_warning() -> None:
    [finding] = [f for f in check_plan(inputs_of("pernik", date(2019, 12, 31))) if f.code is Code.PLAN_NOT_IN_FORCE]
    assert finding.severity is Severity.WARNING
    assert str(finding) == (
        "inputs/pernik/plan.yaml\n"
        "    găsit      un plan pentru „януари – декември 2018г.”\n"
        "    așteptat   un plan în vigoare la 2019-12-31\n"
        "    de făcut   verificați data sau adăugați versiunea care era în vigoare atunci"
    )
