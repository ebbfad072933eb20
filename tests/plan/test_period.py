"""Periods: one way to write them, and the words that documents use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import UsageError
from toolkit.language import speak
from toolkit.plan.period import Period, months_named

CODES = st.tuples(
    st.integers(2022, 2024).map(str),
    st.one_of(
        st.just(""),
        st.integers(1, 12).map(lambda month: f"-{month:02d}"),
        st.integers(1, 4).map(lambda quarter: f"-Q{quarter}"),
        st.integers(1, 2).map(lambda semester: f"-S{semester}"),
    ),
)
PERIODS = CODES.map("".join).map(Period.parse)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("2023-06", "luna iunie a anului 2023"),
        ("2023-Q2", "trimestrul II al anului 2023"),
        ("2023-S1", "semestrul I al anului 2023"),
        ("2023", "anul 2023"),
    ],
)
def test_a_period_is_said_as_in_the_official_title(code, text):
    assert Period.parse(code).text == text


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("bg_BG", ["януари 2018 г.", "второ тримесечие на 2018 г.", "първо полугодие на 2018 г.", "2018 г."]),
        ("en", ["January 2018", "second quarter of 2018", "first half of 2018", "2018"]),
        (
            "ro_RO",
            ["luna ianuarie a anului 2018", "trimestrul II al anului 2018", "semestrul I al anului 2018", "anul 2018"],
        ),
    ],
)
def test_a_period_is_said_in_the_language_of_the_institution(language, texts):
    speak(language)
    assert [Period.parse(code).text for code in ("2018-01", "2018-Q2", "2018-S1", "2018")] == texts


@given(
    st.integers(1000, 2999),
    st.one_of(
        st.just(""),
        st.integers(1, 12).map(lambda month: f"-{month:02d}"),
        st.integers(1, 4).map(lambda quarter: f"-Q{quarter}"),
        st.integers(1, 2).map(lambda semester: f"-S{semester}"),
    ),
)
def test_a_period_is_written_as_it_is_read(year, rest):
    assert str(Period.parse(f"{year}{rest}")) == f"{year}{rest}"


@pytest.mark.parametrize("code", ["2023-S3", "2023-13", "S1-2023", "", "2023-Q0", "2023-6", "2023-S1 ; rm", "../2023"])
def test_what_is_no_period_is_refused_with_the_forms_there_are(code):
    with pytest.raises(UsageError) as refused:
        Period.parse(code)
    assert str(refused.value) == (
        "parametrul „period”\n"
        f"    găsit      „{code}”\n"
        "    așteptat   o lună (2023-06), un trimestru (2023-Q2), un semestru (2023-S1) sau un an (2023)\n"
        "    de făcut   scrieți perioada într-una din aceste forme, de exemplu 2023-S1"
    )


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-Q2", "2023-04-01", "2023-06-30"),
        ("2023-S2", "2023-07-01", "2023-12-31"),
        ("2023", "2023-01-01", "2023-12-31"),
    ],
)
def test_a_period_runs_from_its_first_day_to_its_last(code, first, last):
    assert (str(Period.parse(code).first_day), str(Period.parse(code).last_day)) == (first, last)


@pytest.mark.parametrize(
    ("code", "parts", "months"),
    [
        ("2023-02", [], "02"),
        ("2023-Q3", ["2023-07", "2023-08", "2023-09"], "07 08 09"),
        ("2023-S2", ["2023-Q3", "2023-Q4"], "07 08 09 10 11 12"),
        ("2023", ["2023-S1", "2023-S2"], "01 02 03 04 05 06 07 08 09 10 11 12"),
    ],
)
def test_a_period_is_made_of_the_next_shorter_ones_and_of_months(code, parts, months):
    period = Period.parse(code)
    assert [str(part) for part in period.parts] == parts
    assert [str(month) for month in period.months] == [f"2023-{month}" for month in months.split()]


@given(PERIODS, PERIODS)
def test_a_period_holds_those_whose_months_are_some_of_its_own(one, other):
    assert one.holds(other) == (set(other.months) < set(one.months))


def test_folders_of_shorter_periods_are_found_among_others_in_the_order_of_time():
    names = [
        "2023-06",
        "2023-S1",
        "2023-Q1",
        "2023-01",
        "2023-12",
        "2022-01",
        "projects",
        "2023-1",
        "2023-q2",
        " 2023-02",
        "2023",
    ]
    assert [str(part) for part in Period.parse("2023-S1").shorter_among(names)] == ["2023-01", "2023-Q1", "2023-06"]
    assert [str(part) for part in Period.parse("2023").shorter_among(names)] == [
        "2023-01",
        "2023-Q1",
        "2023-S1",
        "2023-06",
        "2023-12",
    ]
    assert Period.parse("2023-06").shorter_among(names) == ()


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([1], "ianuarie"),
        ([1, 2], "ianuarie și februarie"),
        ([1, 2, 3], "ianuarie–martie"),
        ([1, 3, 4, 5, 12], "ianuarie, martie–mai și decembrie"),
        ([], ""),
    ],
)
def test_months_are_named_and_three_in_a_row_by_their_ends(numbers, text):
    assert months_named([Period.parse(f"2023-{number:02d}") for number in numbers]) == text


def test_earlier_periods_are_those_of_the_same_kind_before_it_the_latest_last():
    names = ["2023-S1", "2022-S2", "2021-S1", "2022-S1", "2022-Q4", "2022", "2022-12", "2023-S2", "projects", "2022-s2", ""]
    assert [str(period) for period in Period.parse("2023-S1").earlier(names)] == ["2021-S1", "2022-S1", "2022-S2"]
    assert [str(period) for period in Period.parse("2023-01").earlier(names)] == ["2022-12"]
    assert Period.parse("2021-S1").earlier(names) == ()


def test_no_more_than_twelve_earlier_periods_are_compared():
    months = [f"{year}-{month:02d}" for year in (2021, 2022) for month in range(1, 13)]
    found = Period.parse("2023-01").earlier(months)
    assert [str(found[0]), str(found[-1]), len(found)] == ["2022-01", "2022-12", 12]


def test_earlier_periods_are_also_those_of_which_only_shorter_ones_are_there():
    names = ["2022-01", "2022-06", "2022-Q4", "2021-S2", "2021", "2023-01", "received"]
    assert [str(period) for period in Period.parse("2023-S1").earlier(names)] == ["2021-S2", "2022-S1", "2022-S2"]
    assert [str(period) for period in Period.parse("2023-Q1").earlier(names)] == ["2022-Q1", "2022-Q2", "2022-Q4"]
    assert [str(period) for period in Period.parse("2023").earlier(names)] == ["2021", "2022"]


def test_of_earlier_periods_that_shorter_ones_make_up_the_latest_four_are_compared():
    names = ["2018-S1", *(f"{year}-{month:02d}" for year in range(2019, 2023) for month in range(1, 13))]
    found = [str(period) for period in Period.parse("2023-S1").earlier(names)]
    assert found == ["2018-S1", "2021-S1", "2021-S2", "2022-S1", "2022-S2"]


@pytest.mark.parametrize(
    ("code", "semester"),
    [("2023-01", "2023-S1"), ("2023-06", "2023-S1"), ("2023-07", "2023-S2"), ("2023-Q3", "2023-S2"), ("2023-S2", "2023-S2")],
)
def test_a_shorter_period_lies_in_one_semester(code: str, semester: str) -> None:
    assert str(Period.parse(code).semester) == semester
