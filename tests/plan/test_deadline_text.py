"""Reading deadlines: every spelling that offices use, the whole text or nothing, and never a guess."""

import re
import time
from datetime import date
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from toolkit.plan.deadline import DeadlineKind, Flaw, Impossible, Unit
from toolkit.plan.deadline_text import read_deadline
from toolkit.plan.deadline_words import WORDS
from toolkit.plan.plan import Plan
from toolkit.plan.plan_problems import LOST
from toolkit.plan.yaml_file import read_yaml

BALTI = Path(__file__).parents[2] / "inputs/balti/plan.yaml"
ROMAN = ("I", "II", "III", "IV")
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def once(text):
    """The first and the last day of a deadline that is due once."""
    deadline = read_deadline(text)
    assert deadline.kind is DeadlineKind.ONCE, deadline
    return str(deadline.first or ""), str(deadline.last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("31 martie 2022", "2022-03-31", "2022-03-31"),
        ("30 iunie 2022", "2022-06-30", "2022-06-30"),
        ("Aprilie 2022", "2022-04-01", "2022-04-30"),
        ("Mai 2022", "2022-05-01", "2022-05-31"),
        ("Sem. II 2016", "2016-07-01", "2016-12-31"),
        ("Semestrul II anul 2023", "2023-07-01", "2023-12-31"),
        ("SEM. 1 AN. 2023", "2023-01-01", "2023-06-30"),
        ("semestrul al II-lea al anului 2023", "2023-07-01", "2023-12-31"),
        ("primul semestru 2023", "2023-01-01", "2023-06-30"),
        ("trim. IV an. 2023", "2023-10-01", "2023-12-31"),
        ("Trimestrul I anul 2018 – trimestrul IV anul 2018", "2018-01-01", "2018-12-31"),
        ("trim. IV 2022 - trim. I 2023", "2022-10-01", "2023-03-31"),
        ("Trim. I-IV 2024", "2024-01-01", "2024-12-31"),
        ("sem. I/2023", "2023-01-01", "2023-06-30"),
        ("în perioada 2022-2024", "2022-01-01", "2024-12-31"),
        ("T2 2023", "2023-04-01", "2023-06-30"),
        ("2023-S1", "2023-01-01", "2023-06-30"),
        ("2024, trimestrul I", "2024-01-01", "2024-03-31"),
        ("2023-06", "2023-06-01", "2023-06-30"),
        ("06.2022", "2022-06-01", "2022-06-30"),
        ("luna iunie 2022", "2022-06-01", "2022-06-30"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("anul 2022", "2022-01-01", "2022-12-31"),
        ("trimestrul I din anul 2022", "2022-01-01", "2022-03-31"),
        ("în cursul anului 2022", "2022-01-01", "2022-12-31"),
        ("din ianuarie până în martie 2022", "2022-01-01", "2022-03-31"),
        ("2022 – 2024", "2022-01-01", "2024-12-31"),
        ("anii 2022-2024", "2022-01-01", "2024-12-31"),
        ("2.3.2022", "2022-03-02", "2022-03-02"),
        ("31/03/2022", "2022-03-31", "2022-03-31"),
        ("31. 03. 2022", "2022-03-31", "2022-03-31"),
        ("01.03.2022-30.04.2022", "2022-03-01", "2022-04-30"),
        ("15.03 - 20.04.2022", "2022-03-15", "2022-04-20"),
        ("1-15 martie 2022", "2022-03-01", "2022-03-15"),
        ("de la 1 martie până la 30 aprilie 2022", "2022-03-01", "2022-04-30"),
        ("între 1 martie și 30 aprilie 2022", "2022-03-01", "2022-04-30"),
        ("până la 31 martie 2022", "", "2022-03-31"),
        ("pînă la 31 martie 2022", "", "2022-03-31"),
        ("cel târziu la 31.03.2022", "", "2022-03-31"),
        ("până la sfârşitul anului 2022", "", "2022-12-31"),
        ("sfârșitul lunii iunie 2022", "2022-06-30", "2022-06-30"),
        ("la data de 31 martie 2022", "2022-03-31", "2022-03-31"),
        ("Termen: 31 martie 2022;", "2022-03-31", "2022-03-31"),
        ("28 februarie 2022", "2022-02-28", "2022-02-28"),
        ("януари – декември 2018г.", "2018-01-01", "2018-12-31"),
        ("Януари – декември 2018г.", "2018-01-01", "2018-12-31"),
        ("от януари до декември 2018 г.", "2018-01-01", "2018-12-31"),
        ("31.12.2018 г.", "2018-12-31", "2018-12-31"),
        ("31-ви декември 2018 година", "2018-12-31", "2018-12-31"),
        ("първо тримесечие на 2018 г.", "2018-01-01", "2018-03-31"),
        ("2-ро тримесечие на 2018 г.", "2018-04-01", "2018-06-30"),
        ("ІІ полугодие 2018 г.", "2018-07-01", "2018-12-31"),  # typed with the Cyrillic letter
        ("до края на 2018 г.", "", "2018-12-31"),
        ("срок: 31.12.2018 г.", "2018-12-31", "2018-12-31"),
        ("2018 г.", "2018-01-01", "2018-12-31"),
        ("31 March 2022", "2022-03-31", "2022-03-31"),
        ("March 31st, 2022", "2022-03-31", "2022-03-31"),
        ("Q1 2024", "2024-01-01", "2024-03-31"),
        ("first half of 2024", "2024-01-01", "2024-06-30"),
        ("by the end of 2022", "", "2022-12-31"),
    ],
)
def test_what_is_due_once_is_read_with_its_first_and_last_day(text, first, last):
    assert once(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Semestrul I, II 2024", ["2024-06-30", "2024-12-31"]),
        ("I și II trimestru 2024", ["2024-03-31", "2024-06-30"]),
        ("iunie, decembrie 2023", ["2023-06-30", "2023-12-31"]),
        ("15 și 30 iunie 2022", ["2022-06-15", "2022-06-30"]),
        ("31 decembrie 2023; 31 decembrie 2022", ["2022-12-31", "2023-12-31"]),
        ("I и II тримесечие 2018 г.", ["2018-03-31", "2018-06-30"]),
    ],
)
def test_a_list_is_due_at_the_end_of_each_thing_listed(text, ends):
    assert [str(day) for day in read_deadline(text).ends] == ends


@pytest.mark.parametrize(
    ("text", "kind", "months"),
    [
        ("Permanent", DeadlineKind.PERMANENT, 12),
        ("постоянен", DeadlineKind.PERMANENT, 12),
        ("permanent, cu verificarea anuală a indicatorilor de progres", DeadlineKind.PERMANENT, 12),
        (
            "permanent, cu verificarea anuală a indicatorilor de progres, inclusiv din perspectivă de gen",
            DeadlineKind.PERMANENT,
            12,
        ),
        ("permanent, cu verificarea semestrială a indicatorilor de progres", DeadlineKind.PERMANENT, 6),
        ("PERMANENT (trimestrial)", DeadlineKind.PERMANENT, 3),
        ("постоянен, с годишна проверка на показателите за напредък", DeadlineKind.PERMANENT, 12),
        ("ongoing, with quarterly reporting", DeadlineKind.PERMANENT, 3),
        ("Anual", DeadlineKind.RECURRING, 12),
        ("în fiecare an", DeadlineKind.RECURRING, 12),
        ("semestrial", DeadlineKind.RECURRING, 6),
        ("lunar", DeadlineKind.RECURRING, 1),
        ("La 2 ani", DeadlineKind.RECURRING, 24),
        ("o dată la doi ani", DeadlineKind.RECURRING, 24),
        ("la 6 luni", DeadlineKind.RECURRING, 6),
        ("ежегодно", DeadlineKind.RECURRING, 12),
        ("годишно", DeadlineKind.RECURRING, 12),
        ("на всеки 2 години", DeadlineKind.RECURRING, 24),
        ("annually", DeadlineKind.RECURRING, 12),
        ("every 2 years", DeadlineKind.RECURRING, 24),
    ],
)
def test_what_goes_on_is_read_with_its_interval(text, kind, months):
    deadline = read_deadline(text)
    assert (deadline.kind, deadline.every_months) == (kind, months)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("permanent, începând cu 2016", "2016-01-01", "None"),
        ("începând cu anul 2016, permanent, cu verificarea anuală", "2016-01-01", "None"),
        ("Începând cu 2016", "2016-01-01", "None"),
        ("постоянен, от 2016 г.", "2016-01-01", "None"),
        ("permanent, începând cu 2016 până în 2020", "2016-01-01", "2020-12-31"),
        ("permanent, începând cu 2016, până la 30 iunie 2020", "2016-01-01", "2020-06-30"),
        ("permanent, din 2016", "2016-01-01", "None"),
        ("anual (din anul 2016)", "2016-01-01", "None"),
        ("semestrial, din ianuarie 2016", "2016-01-01", "None"),
        ("anual, 2022-2024", "2022-01-01", "2024-12-31"),
        ("trimestrial, 2022", "2022-01-01", "2022-12-31"),
        ("permanent, până la 31.12.2025", "None", "2025-12-31"),
    ],
)
def test_what_goes_on_may_have_a_beginning_and_an_end(text, first, last):
    deadline = read_deadline(text)
    assert deadline.goes_on
    assert (str(deadline.first), str(deadline.last)) == (first, last)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Anual, până la 31 martie", ((3, 31),)),
        ("anual, în luna februarie", ((2, 29),)),
        ("31 martie a fiecărui an", ((3, 31),)),
        ("semestrial, 15 iulie și 15 ianuarie", ((1, 15), (7, 15))),
        ("до 31 март всяка година", ((3, 31),)),
        ("anual, noiembrie - februarie", ((2, 29),)),
    ],
)
def test_what_goes_on_may_name_its_days(text, days):
    assert read_deadline(text).each_year == days


@pytest.mark.parametrize(
    ("text", "amount", "unit", "event"),
    [
        ("3 luni de la aprobarea Strategiei", 3, Unit.MONTH, "aprobarea Strategiei"),
        ("În termen de 30 de zile de la data aprobării.", 30, Unit.DAY, "data aprobării"),
        ("la un an după adoptarea planului", 1, Unit.YEAR, "adoptarea planului"),
        ("в срок от 3 месеца от приемането на плана", 3, Unit.MONTH, "приемането на плана"),
        ("within 2 weeks after approval", 2, Unit.WEEK, "approval"),
        ("(3 luni de la aprobare)", 3, Unit.MONTH, "aprobare"),
        ("3 luni de la aprobarea Planului 2022-2025 (PLA)", 3, Unit.MONTH, "aprobarea Planului 2022-2025 (PLA)"),
    ],
)
def test_a_time_after_an_event_keeps_the_event_as_printed(text, amount, unit, event):
    deadline = read_deadline(text)
    assert deadline.kind is DeadlineKind.RELATIVE
    assert (deadline.amount, deadline.unit, deadline.event) == (amount, unit, event)


def test_a_time_after_a_day_is_that_day():
    assert once("3 luni de la 17.12.2021") == ("", "2022-03-17")
    assert read_deadline("3 luni de la 31.11.2021").kind is DeadlineKind.IMPOSSIBLE


@pytest.mark.parametrize(
    "text", ["după necesitate", "După necesitate.", "ori de câte ori este nevoie", "при необходимост", "as needed"]
)
def test_as_needed_is_never_a_date(text):
    assert read_deadline(text).kind is DeadlineKind.AS_NEEDED


@pytest.mark.parametrize("text", ["", "  ", "-", "—", ".", "nu este cazul", "без срок"])
def test_no_deadline_is_no_deadline(text):
    assert read_deadline(text).kind is DeadlineKind.NONE


def test_a_text_that_is_lost_in_the_source_is_known_as_lost():
    assert read_deadline(LOST).kind is DeadlineKind.LOST


@pytest.mark.parametrize(
    ("text", "impossible"),
    [
        ("31.06.2022", Impossible(flaw=Flaw.DAY, month=6, year=2022)),
        ("2022-06-31", Impossible(flaw=Flaw.DAY, month=6, year=2022)),
        ("30 februarie 2022", Impossible(flaw=Flaw.DAY, month=2, year=2022)),
        ("29 februarie 2023", Impossible(flaw=Flaw.DAY, month=2, year=2023)),
        ("anual, 31 iunie", Impossible(flaw=Flaw.DAY, month=6)),
        ("3/31/2022", Impossible(flaw=Flaw.MONTH)),
        ("13.2022", Impossible(flaw=Flaw.MONTH)),
        ("Trimestrul V 2022", Impossible(flaw=Flaw.QUARTER)),
        ("semestrul III 2022", Impossible(flaw=Flaw.SEMESTER)),
        ("Trimestrul V", Impossible(flaw=Flaw.QUARTER)),  # in every year
        ("31 iunie", Impossible(flaw=Flaw.DAY, month=6)),
        ("31.12.2022 - 01.12.2022", Impossible(flaw=Flaw.REVERSED)),
        ("2024-2022", Impossible(flaw=Flaw.REVERSED)),
        ("permanent, începând cu 2022, până la 31.12.2020", Impossible(flaw=Flaw.REVERSED)),
    ],
)
def test_an_impossible_date_is_kept_as_printed_and_never_shifted(text, impossible):
    deadline = read_deadline(text)
    assert (deadline.kind, deadline.impossible) == (DeadlineKind.IMPOSSIBLE, impossible)
    assert (deadline.printed, deadline.first, deadline.last, deadline.ends) == (text, None, None, ())


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Evidența reclamațiilor cetățenilor", "Evidența reclamațiilor cetățenilor"),
        ("permanent, cu ochii pe pereți", "cu ochii pe pereți"),
        ("30 iunie 2022 (prima etapă)", "etapă)"),
        ("30 de zile lucrătoare de la aprobare", "lucrătoare de la aprobare"),
        ("31.06.2022 sau mai târziu", "sau mai târziu"),
        ("Trimestrul I", ""),  # of which year?
        ("31 martie", ""),
        ("29 februarie", ""),
        ("noiembrie - februarie", ""),
        ("decembrie 2023, iunie", ""),
        ("2022 - iunie", ""),
        ("permanent, cu verificarea", ""),
        ("anual, semestrial", "semestrial"),
        ("semestrial, 30 iunie", ""),  # and the other half of the year?
        ("31.03.22", ""),
        ("iunie/decembrie 2023", "decembrie 2023"),
        ("31 martie 22", ""),
        ("31.03.20222", "20222"),
        ("2022 - 2023 - 2024", ""),
        ("anual, 15.06.2022", ""),  # of every year, or of one?
        ("anual, 2022", ""),
        ("trimestrial, decembrie 2022", ""),
        ("2022 – permanent", ""),  # in that year, or from then on?
        ("permanent, cu verificarea semestrială, 2022", ""),
        ("din 2022", ""),
        ("permanent, începând cu 2016, 2018-2020", ""),
        ("permanent, începând cu până la 2020", ""),
        ("permanent, 2020, 2022", ""),
        ("de la 1 martie 2022", ""),
        ("3 luni de la", ""),
        ("3 luni de la aprobare, cel târziu la 31.12.2022", "cel târziu la 31.12.2022"),
        ("3 luni de la aprobare și nu după 31.12.2022", "31.12.2022"),
        ("3 luni de la iunie", ""),
    ],
)
def test_what_is_not_understood_as_a_whole_is_unknown_and_nothing_of_it_is_used(text, unread):
    deadline = read_deadline(text)
    assert (deadline.kind, deadline.unread) == (DeadlineKind.UNKNOWN, unread)
    assert (deadline.first, deadline.last, deadline.ends, deadline.every_months) == (None, None, (), 0)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("sfârşitul lunii iunie 2022", "sfârșitul lunii iunie 2022"),
        ("SFÂRȘITUL  LUNII\nIUNIE 2022", "sfârșitul lunii iunie 2022"),
        ("sfarsitul lunii iunie 2022", "sfârșitul lunii iunie 2022"),
        ("sfa\u0302rs\u0326itul lunii iunie 2022", "sfârșitul lunii iunie 2022"),
        ("dupa necesitate", "după necesitate"),
        ("1 МАЙ 2018", "1 май 2018"),
        ("1 маи\u0306 2018", "1 май 2018"),
    ],
)
def test_capitals_and_ways_of_writing_diacritics_change_nothing(typed, plain):
    read, expected = read_deadline(typed), read_deadline(plain)
    assert expected.kind is not DeadlineKind.UNKNOWN
    assert (read.kind, read.first, read.last) == (expected.kind, expected.first, expected.last)


def test_all_deadlines_of_the_plan_of_balti_are_read_but_one_which_is_a_title():
    plan = read_yaml(BALTI.read_text(encoding="utf-8"), "inputs/balti/plan.yaml", Plan)
    deadlines = [read_deadline(action.deadline) for action in plan.actions]
    kinds = {kind: sum(deadline.kind is kind for deadline in deadlines) for kind in DeadlineKind}
    assert {kind: count for kind, count in kinds.items() if count} == {
        DeadlineKind.PERMANENT: 44,
        DeadlineKind.AS_NEEDED: 1,
        DeadlineKind.LOST: 2,
        DeadlineKind.UNKNOWN: 1,
    }
    assert [deadline.every_months for deadline in deadlines if deadline.goes_on].count(6) == 10
    assert [d.printed[:25] for d in deadlines if d.kind is DeadlineKind.UNKNOWN] == ["Evidența reclamațiilor ce"]


def spellings(day):
    """A day in each of the spellings of each language."""
    for language in WORDS:
        for width in ("wide", "abbreviated"):
            month = Locale.parse(language).months["format"][width][day.month]
            yield from (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}".upper())
    yield f"{day.day}.{day.month}.{day.year} г."
    yield from (day.isoformat(), day.strftime("%d.%m.%Y"), day.strftime("%d/%m/%Y"), day.strftime("%d-%m-%Y"))


@given(DAYS)
def test_a_day_is_read_back_from_each_of_its_spellings(day):
    for text in spellings(day):
        assert once(text) == (str(day), str(day)), text
        assert once(f"până la {text}") == ("", str(day)), text


@given(DAYS, DAYS)
def test_a_range_of_days_is_read_back_or_is_impossible(one, other):
    for first, last in zip(spellings(one), spellings(other), strict=True):
        if one <= other:
            assert once(f"{first} – {last}") == (str(one), str(other))
        else:
            assert read_deadline(f"{first} – {last}").impossible == Impossible(flaw=Flaw.REVERSED)


@given(st.integers(1900, 2199), st.integers(1, 4))
def test_quarters_and_semesters_are_read_back_with_roman_and_arabic_numbers(year, number):
    for numeral in (ROMAN[number - 1], str(number)):
        assert once(f"trimestrul {numeral} {year}")[1] == once(f"{numeral} тримесечие на {year} г.")[1]
        assert once(f"trim. {numeral} anul {year}") == once(f"Q{number} {year}") == once(f"{year}-Q{number}")
    if number <= 2:
        assert once(f"sem. {ROMAN[number - 1]} {year}") == once(f"{year}-S{number}") == once(f"H{number} {year}")


@given(st.text())
def test_reading_never_raises(text):
    assert read_deadline(text).printed == text


PIECES = sorted(
    {phrase.strip() for table in WORDS.values() for phrases in table.values() for phrase in phrases.split("|")}
    | {"-", ",", "(", ")", "2022", "31", "0", "31.06.2022", "2024-02-30", "martie", "IV", "99", "12.2022", "0.0", "?"}
)


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_known_words_in_any_order_are_read_or_refused_whole(pieces):
    deadline = read_deadline(" ".join(pieces))
    assert (deadline.kind is DeadlineKind.ONCE) == bool(deadline.ends)
    assert (deadline.kind is DeadlineKind.IMPOSSIBLE) == (deadline.impossible is not None)
    assert deadline.goes_on == (deadline.every_months > 0)
    assert deadline.first is None or deadline.last is None or deadline.first <= deadline.last
    assert re.search("[?]", deadline.printed) is None or deadline.kind in (DeadlineKind.UNKNOWN, DeadlineKind.RELATIVE)


@pytest.mark.parametrize("piece", ["1-", "permanent, ", "a", " ", "(", "31.03.2022,", "2022-", "de la ", "\u0301", "9"])
def test_a_million_characters_are_refused_at_once(piece):
    began = time.perf_counter()
    read_deadline((piece * (1_000_000 // len(piece)))[:1_000_000])
    read_deadline((piece * (500 // len(piece)))[:500])
    assert time.perf_counter() - began < 2
