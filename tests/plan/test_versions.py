"""Which version of a plan counts on a day."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import a_plan

from toolkit.errors import OfficeFileError
from toolkit.plan.versions import check_versions, first_plan, plan_in_force

OLD = a_plan().model_copy(update={"valid_from": date(2022, 3, 1)})
NEW = a_plan().model_copy(update={"valid_from": date(2024, 1, 1)})
PLANS = {"inputs/x/plan.yaml": NEW, "inputs/x/plan_2022-03-01.yaml": OLD}


@pytest.mark.parametrize(
    ("day", "file"),
    [
        (date(2022, 2, 28), None),
        (date(2022, 3, 1), "inputs/x/plan_2022-03-01.yaml"),
        (date(2023, 12, 31), "inputs/x/plan_2022-03-01.yaml"),
        (date(2024, 1, 1), "inputs/x/plan.yaml"),
        (date(2099, 1, 1), "inputs/x/plan.yaml"),
    ],
)
def test_the_newest_version_that_had_begun_is_in_force(day: date, file: str | None) -> None:
    assert plan_in_force(PLANS, day) == file


def test_the_first_plan_is_the_one_that_began_before_all_others() -> None:
    assert first_plan(PLANS) == "inputs/x/plan_2022-03-01.yaml"


def test_two_versions_of_one_day_are_refused() -> None:
    with pytest.raises(OfficeFileError) as raised:
        check_versions({"inputs/x/plan.yaml": OLD, "inputs/x/plan_2022-03-01.yaml": OLD})
    assert str(raised.value) == (
        "inputs/x/plan_2022-03-01.yaml\n"
        "    găsit      valid_from: 2022-03-01, ca în inputs/x/plan.yaml\n"
        "    așteptat   fiecare versiune a planului în vigoare de la altă zi\n"
        "    de făcut   corectați data sau ștergeți versiunea care nu este bună"
    )
