"""Parameters are typed and closed: a mistyped one stops the run before it starts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import OfficeFileError, UsageError
from toolkit.runs.parameters import (
    PlanEvaluationParameters,
    SemesterReportParameters,
    check_defaults,
    check_folders,
    check_pair,
    overlaid,
    typed_parameters,
)

DEFAULTS = {"institution": "balti", "period": "2023-S1", "adjustments": True, "registration_number": ""}


def message_of(*typed: tuple[str, str]) -> str:
    with pytest.raises(UsageError) as raised:
        typed_parameters(SemesterReportParameters, overlaid(DEFAULTS, typed))
    return str(raised.value)


def test_values_typed_as_text_become_what_the_report_wants() -> None:
    """DESIGN §4: 0012 stays 0012, da and nu are yes and no."""
    typed = [("adjustments", "nu"), ("registration_number", "0012")]
    parameters = typed_parameters(SemesterReportParameters, overlaid(DEFAULTS, typed))
    assert parameters.model_dump(mode="json") == {
        "institution": "balti",
        "period": "2023-S1",
        "adjustments": False,
        "registration_number": "0012",
        "cutoff": "",
        "leave_out": "",
        "rules": "",
        "plan_at": "",
    }


def test_an_unknown_name_is_refused_with_the_nearest_known_one() -> None:
    assert message_of(("perod", "2023-S1")) == (
        "parametrul „perod”\n"
        "    găsit      un parametru pe care raportul nu îl cunoaște\n"
        "    așteptat   unul dintre parametrii adjustments, cutoff, institution, leave_out, period, plan_at,"
        " registration_number și rules;"
        " cel mai apropiat este „period”\n"
        "    de făcut   corectați numele"
    )


def test_a_name_that_is_code_is_only_an_unknown_name() -> None:
    assert message_of(("__import__('os').system('x')", "1")) == (
        "parametrul „__import__('os').system('x')”\n"
        "    găsit      un parametru pe care raportul nu îl cunoaște\n"
        "    așteptat   unul dintre parametrii adjustments, cutoff, institution, leave_out, period, plan_at,"
        " registration_number și rules\n"
        "    de făcut   corectați numele"
    )


def test_a_yes_or_no_that_is_neither_is_refused() -> None:
    assert message_of(("adjustments", "poate")) == (
        "parametrul „adjustments”\n"
        "    găsit      „poate”\n"
        "    așteptat   true sau false (da sau nu)\n"
        "    de făcut   scrieți unul dintre aceste cuvinte"
    )


@pytest.mark.parametrize("name", ["../balti", "Bălți", "balti/2023-S1", "C:balti", "", "-p"])
def test_an_institution_outside_the_form_of_a_folder_is_refused(name: str) -> None:
    assert message_of(("institution", name), ("period", "2023-S1")) == (
        "parametrul „institution”\n"
        f"    găsit      „{name}”\n"
        "    așteptat   numele unui dosar din inputs/: litere mici, cifre și cratime\n"
        "    de făcut   scrieți de exemplu balti"
    )


def test_a_period_that_is_none_is_refused_with_all_forms() -> None:
    assert message_of(("institution", "balti"), ("period", "2023-S3")) == (
        "parametrul „period”\n"
        "    găsit      „2023-S3”\n"
        "    așteptat   o lună (2023-06), un trimestru (2023-Q2), un semestru (2023-S1) sau un an (2023)\n"
        "    de făcut   scrieți perioada într-una din aceste forme, de exemplu 2023-S1"
    )


@given(st.text().filter(lambda text: any(not (c.isalnum() or c in "./- ") for c in text) or len(text) > 40))
def test_a_registration_number_holds_letters_digits_and_little_else(text: str) -> None:
    with pytest.raises(UsageError):
        typed_parameters(SemesterReportParameters, {**DEFAULTS, "registration_number": text})


def test_everything_that_is_wrong_is_said_at_once() -> None:
    message = message_of(("adjustments", "poate"), ("registration_number", "a_b"), ("perod", "x"))
    assert [block.splitlines()[0] for block in message.split("\n\n")] == [
        "parametrul „adjustments”",
        "parametrul „registration_number”",
        "parametrul „perod”",
    ]


@pytest.mark.parametrize(("given_one", "missing"), [("institution", "period"), ("period", "institution")])
def test_institution_and_period_go_together(given_one: str, missing: str) -> None:
    with pytest.raises(UsageError) as raised:
        check_pair([(given_one, "x")])
    assert str(raised.value) == (
        f"parametrul „{missing}”\n"
        "    găsit      nu este dat, deși celălalt din pereche este\n"
        "    așteptat   „institution” și „period” împreună, ca să nu se amestece două instituții sau două perioade\n"
        f"    de făcut   adăugați -p {missing} VALOARE sau lăsați deoparte amândoi parametrii"
    )


def test_a_parameter_given_twice_is_refused() -> None:
    with pytest.raises(UsageError) as raised:
        overlaid(DEFAULTS, [("adjustments", "da"), ("adjustments", "nu")])
    assert str(raised.value) == (
        "parametrul „adjustments”\n"
        "    găsit      de două ori: „da” și „nu”\n"
        "    așteptat   fiecare parametru o singură dată\n"
        "    de făcut   păstrați o singură valoare"
    )


def test_a_period_without_a_folder_names_the_nearest_that_has_one(tmp_path: Path) -> None:
    (tmp_path / "inputs/balti/2023-S1").mkdir(parents=True)
    (tmp_path / "inputs/balti/altele").mkdir()
    with pytest.raises(UsageError) as raised:
        check_folders(tmp_path, typed_parameters(SemesterReportParameters, {**DEFAULTS, "period": "2023-S2"}))
    assert str(raised.value) == (
        "parametrul „period”\n"
        "    găsit      „2023-S2”, pentru care nu există dosarul inputs/balti/2023-S2\n"
        "    așteptat   unul dintre dosarele din inputs/balti: 2023-S1; cel mai apropiat este „2023-S1”\n"
        "    de făcut   corectați valoarea sau faceți dosarul inputs/balti/2023-S2"
    )


def test_a_period_without_a_folder_is_composed_where_shorter_ones_have_theirs(tmp_path: Path) -> None:
    (tmp_path / "inputs/balti/2023-02").mkdir(parents=True)
    for period in ("2023-02", "2023-Q1", "2023-S1", "2023"):
        check_folders(tmp_path, typed_parameters(SemesterReportParameters, {**DEFAULTS, "period": period}))
    for period in ("2023-01", "2023-S2", "2022"):
        with pytest.raises(UsageError):
            check_folders(tmp_path, typed_parameters(SemesterReportParameters, {**DEFAULTS, "period": period}))


def test_an_institution_without_a_folder_names_the_nearest_that_has_one(tmp_path: Path) -> None:
    (tmp_path / "inputs/balti/2023-S1").mkdir(parents=True)
    with pytest.raises(UsageError, match=r"„balty”, pentru care nu există dosarul inputs/balty\n.*apropiat este „balti”"):
        check_folders(tmp_path, typed_parameters(SemesterReportParameters, {**DEFAULTS, "institution": "balty"}))


def test_a_notebook_whose_defaults_do_not_fit_is_for_the_office_to_correct() -> None:
    with pytest.raises(OfficeFileError) as raised:
        check_defaults(SemesterReportParameters, {**DEFAULTS, "registration_number": 12}, "notebooks/semester_report.ipynb")
    assert str(raised.value) == (
        "notebooks/semester_report.ipynb · celula „parameters”\n"
        "    găsit      registration_number: „12”, care nu este un text\n"
        "    așteptat   un text\n"
        "    de făcut   scrieți valoarea între ghilimele"
    )


@pytest.mark.parametrize("code", ["2004042062011", "1800101221144"])
def test_a_personal_code_is_no_registration_number(code: str) -> None:
    with pytest.raises(UsageError, match="un număr de înregistrare, nu un cod personal"):
        typed_parameters(SemesterReportParameters, {**DEFAULTS, "registration_number": code})


def test_an_institution_name_is_no_longer_than_a_folder_can_be_called_in_comfort() -> None:
    with pytest.raises(UsageError):
        typed_parameters(SemesterReportParameters, {**DEFAULTS, "institution": "a" * 41})


@pytest.mark.parametrize("text", ["2023-12-31", "2024-02-29", ""])
def test_the_day_of_an_evaluation_is_a_day_or_nothing(text: str) -> None:
    values = {"institution": "baltati", "period": "2023", "date": text}
    assert typed_parameters(PlanEvaluationParameters, values).date == text


@pytest.mark.parametrize("text", ["31.12.2023", "2023-02-29", "20231231", "2023-W52-7", "mâine", "2023-12-31 "])
def test_a_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        typed_parameters(PlanEvaluationParameters, {"institution": "baltati", "period": "2023", "date": text})
    assert str(raised.value) == (
        "parametrul „date”\n"
        f"    găsit      „{text}”\n"
        "    așteptat   o zi care există, ca an-lună-zi, sau nimic\n"
        "    de făcut   scrieți de exemplu 2023-12-31"
    )
