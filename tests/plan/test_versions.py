"""Which version of a plan counts on a day."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import a_plan

from toolkit.errors import OfficeFileError
from toolkit.plan.versions import check_versions, first_plan, plan_in_force, versions_among

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
        check_versions(PLANS | {"inputs/x/plan.yaml": OLD})
    assert str(raised.value) == (
        "inputs/x/plan_2022-03-01.yaml\n"
        "    găsit      valid_from: 2022-03-01, ca în inputs/x/plan.yaml\n"
        "    așteptat   fiecare versiune a planului în vigoare de la altă zi\n"
        "    de făcut   corectați data sau ștergeți versiunea care nu este bună"
    )


def test_a_version_whose_name_bears_another_day_is_refused() -> None:
    with pytest.raises(OfficeFileError) as raised:
        check_versions({"inputs/x/plan.yaml": NEW, "inputs/x/plan_2021-01-01.yaml": OLD})
    assert str(raised.value) == (
        "inputs/x/plan_2021-01-01.yaml\n"
        "    găsit      valid_from: 2022-03-01, altă zi decât în numele fișierului\n"
        "    așteptat   valid_from: 2021-01-01\n"
        "    de făcut   corectați data sau numele fișierului"
    )


def test_only_versions_of_the_plan_are_read() -> None:
    others = ("inputs/x/institution.yaml", "inputs/x/plan.imported.yaml", "inputs/x/planificare.yaml", "inputs/x/plan.xlsx")
    assert versions_among((*others, *PLANS)) == tuple(PLANS)


@pytest.mark.parametrize("name", ["plan_vechi.yaml", "plan_2021.yaml", "plan (2).yaml", "plan-2022-03-01.yaml", "plan.yml"])
def test_a_file_that_looks_like_a_version_is_refused_and_not_passed_over(name: str) -> None:
    with pytest.raises(OfficeFileError) as raised:
        versions_among(("inputs/x/plan.yaml", f"inputs/x/{name}"))
    assert str(raised.value) == (
        f"inputs/x/{name}\n"
        f"    găsit      „{name}”, un nume pe care nu îl are nicio versiune a planului\n"
        "    așteptat   plan.yaml sau plan_AN-LUNĂ-ZI.yaml, cu data de la care versiunea era în vigoare\n"
        "    de făcut   corectați numele sau mutați fișierul în alt dosar"
    )
