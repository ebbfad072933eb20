"""A trial that asks for what is not there stops before anything runs, with the nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest
from form_builder import PLAN
from small_town import as_yaml, make_small_town

from toolkit.errors import OfficeFileError, UsageError
from toolkit.runs.parameters import MonthlyReportParameters, SemesterReportParameters, typed_parameters
from toolkit.runs.report import REPORTS

HOME = "inputs/oras"
REPORT = REPORTS["semester_report"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = make_small_town(tmp_path, {"cultura.xlsx": b"", "resurse.xlsx": b"", "sections.yaml": b""})
    (folder / HOME / "2023-02").mkdir()
    (folder / HOME / "2023-02/februarie.csv").touch()
    (folder / HOME / "2022-S2").mkdir()
    (folder / HOME / "2022-S2/vechi.xlsx").touch()
    return folder


def declared(project: Path, **asked: str) -> tuple[str, ...]:
    parameters = typed_parameters(SemesterReportParameters, {"institution": "oras", "period": "2023-S1", **asked})
    return REPORT.declared_files(project, parameters)


def refusal(project: Path, **asked: str) -> str:
    with pytest.raises(UsageError) as caught:
        declared(project, **asked)
    return str(caught.value)


@pytest.mark.parametrize(
    "asked", [{"leave_out": "cultura, resurse.xlsx, 2023-02/februarie.csv"}, {"rules": "1.1.1=max; 1.1.2=lead:cultura"}]
)
def test_what_is_left_out_is_read_and_kept_all_the_same(project: Path, asked: dict[str, str]) -> None:
    assert declared(project, **asked) == declared(project)


def test_an_unknown_department_is_named_with_the_nearest(project: Path) -> None:
    assert refusal(project, leave_out="cultur") == (
        "parametrul „leave_out”\n"
        "    găsit      „cultur”, care nu este o subdiviziune a instituției\n"
        "    așteptat   una dintre subdiviziunile cultura și resurse-umane; cel mai apropiat este „cultura”\n"
        "    de făcut   corectați numele"
    )


def test_an_unknown_file_is_named_with_the_nearest_and_one_of_an_earlier_period_is_unknown(project: Path) -> None:
    known = "unul dintre fișierele cultura.xlsx, februarie.csv și resurse.xlsx"
    assert refusal(project, leave_out="cultură.xlsx") == (
        "parametrul „leave_out”\n"
        "    găsit      „cultură.xlsx”, un fișier care nu este în dosarul perioadei\n"
        f"    așteptat   {known}; cel mai apropiat este „cultura.xlsx”\n"
        "    de făcut   corectați numele"
    )
    for name in ("vechi.xlsx", "sections.yaml", "plan.yaml", "ultura.xlsx"):
        assert f"„{name}”, un fișier care nu este în dosarul perioadei" in refusal(project, leave_out=name)


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("1.1.3", "un indicator al acțiunii: 1.1.1 și 1.1.2"),
        ("1.11.1", "codul acțiunii, punct, numărul indicatorului, ca 3.1.2; cel mai apropiat este „1.1.1”"),
    ],
)
def test_an_indicator_that_the_plan_does_not_have_is_refused(project: Path, indicator: str, expected: str) -> None:
    assert refusal(project, rules=f"{indicator}=max") == (
        "parametrul „rules”\n"
        f"    găsit      „{indicator}”, pe care planul nu îl are\n"
        f"    așteptat   {expected}\n"
        "    de făcut   corectați numărul indicatorului"
    )


def test_a_rule_that_does_not_fit_the_indicator_is_refused(project: Path) -> None:
    assert refusal(project, rules="1.1.2=sum") == (
        "parametrul „rules”\n"
        "    găsit      „sum” la indicatorul 1.1.2\n"
        "    așteptat   una dintre regulile any (status), join (text), lead sau none la un status sau text\n"
        "    de făcut   corectați regula"
    )


def test_the_department_that_answers_for_all_is_one_that_is_asked(project: Path) -> None:
    assert refusal(project, rules="1.1.1=lead:resurse/sum") == (
        "parametrul „rules”\n"
        "    găsit      „lead:resurse/sum” la indicatorul 1.1.1\n"
        "    așteptat   una dintre subdiviziunile cultura și resurse-umane; cel mai apropiat este „resurse-umane”\n"
        "    de făcut   corectați numele"
    )


def test_everything_that_is_wrong_is_said_at_once(project: Path) -> None:
    said = refusal(project, leave_out="x, y.xlsx", rules="9.9.9=max; 1.1.2=max")
    assert said.count("parametrul „leave_out”") == said.count("parametrul „rules”") == 2


def test_a_mistyped_rule_or_day_is_refused_as_every_parameter_is() -> None:
    with pytest.raises(UsageError) as caught:
        typed_parameters(
            SemesterReportParameters,
            {"institution": "oras", "period": "2023-S1", "rules": "3.1.2=maxim", "plan_at": "2023-02-30", "leave_out": ","},
        )
    said = str(caught.value)
    assert (
        "parametrul „rules”\n"
        "    găsit      „3.1.2=maxim”\n"
        "    așteptat   la 3.1.2, în loc de „maxim”, una dintre regulile sum, max, lead:<id>, any, join și none;"
        " cel mai apropiat este „max”\n"
        "    de făcut   corectați regula"
    ) in said
    assert "parametrul „plan_at”\n    găsit      „2023-02-30”\n" in said
    assert "parametrul „leave_out”\n    găsit      „,”\n" in said


@pytest.mark.parametrize(("name", "value"), [("leave_out", "{code}.xlsx"), ("rules", "{code}.1=max")])
def test_a_personal_code_is_refused_and_not_repeated(name: str, value: str) -> None:
    code = "2004042062011"
    with pytest.raises(UsageError) as caught:
        typed_parameters(
            SemesterReportParameters, {"institution": "oras", "period": "2023-S1", name: value.format(code=code)}
        )
    assert code not in str(caught.value)
    assert str(caught.value).splitlines()[2:] == [
        "    așteptat   un text fără coduri personale",
        "    de făcut   ștergeți codul",
    ]


def test_the_plan_in_force_on_the_day_is_read_in_place_of_the_other(project: Path) -> None:
    old = PLAN.model_copy(update={"valid_from": PLAN.valid_from.replace(year=2022)})
    (project / HOME / "plan_2022-01-01.yaml").write_text(as_yaml(old), encoding="utf-8")
    plain = declared(project)
    taken = tuple(path.replace("plan.yaml", "plan_2022-01-01.yaml") for path in plain)
    assert declared(project, plan_at="2022-12-31") == taken
    assert declared(project, plan_at="2023-01-01") == plain


def test_a_day_before_every_plan_is_refused_with_the_first(project: Path) -> None:
    assert refusal(project, plan_at="2022-12-31") == (
        "parametrul „plan_at”\n"
        "    găsit      „2022-12-31”, când nicio versiune a planului nu era încă în vigoare\n"
        "    așteptat   2023-01-01 sau o zi de după\n"
        "    de făcut   corectați ziua"
    )


def test_where_there_is_no_plan_none_was_in_force(project: Path) -> None:
    (project / HOME / "plan.yaml").unlink()
    assert "așteptat   un plan în inputs/oras\n" in refusal(project, plan_at="2023-01-01")


def test_a_plan_under_a_name_of_its_own_is_refused(project: Path) -> None:
    (project / HOME / "plan_vechi.yaml").write_text(as_yaml(PLAN), encoding="utf-8")
    with pytest.raises(OfficeFileError, match="plan_vechi"):
        declared(project, plan_at="2023-03-01")


def test_adjustments_alone_need_no_plan_to_be_read(project: Path) -> None:
    (project / HOME / "plan.yaml").write_text("greșit: [", encoding="utf-8")
    assert declared(project, adjustments="nu") == declared(project)


def test_a_month_leaves_out_what_was_returned_for_its_semester(project: Path) -> None:
    asked = {"institution": "oras", "period": "2023-02"}
    plain = typed_parameters(MonthlyReportParameters, asked)
    trial = typed_parameters(MonthlyReportParameters, {**asked, "leave_out": "februarie.csv, cultura"})
    report = REPORTS["monthly_report"]
    assert report.declared_files(project, trial) == report.declared_files(project, plain)
    assert f"{HOME}/2023-02/februarie.csv" in report.declared_files(project, trial)
