"""What a person reads of a deadline, word for word."""

from datetime import date

import pytest

from toolkit.language import speaking
from toolkit.plan.deadline import due_dates, resolved
from toolkit.plan.deadline_text import read_deadline
from toolkit.plan.deadline_wording import explained, problem_of, why_not_due

EXPECTED = (
    "o zi, o lună, un trimestru, un semestru sau un an („31 martie 2022”, „semestrul II 2023”), „permanent”, „anual”, "
    "„la 2 ani”, „după necesitate” sau un timp de la un eveniment („3 luni de la aprobarea planului”)"
)
IMPOSSIBLE = (
    ("31.06.2022", "iunie 2022 are 30 de zile"),
    ("30 februarie 2023", "februarie 2023 are 28 de zile"),
    ("anual, 31 iunie", "iunie are 30 de zile"),
    ("13.2022", "anul are 12 luni"),
    ("Trimestrul V 2022", "anul are patru trimestre"),
    ("semestrul III 2022", "anul are două semestre"),
    ("2023 - 2022", "sfârșitul stă înaintea începutului"),
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31 martie 2022", "trebuie făcut până la 31.03.2022"),
        ("Aprilie 2022", "trebuie făcut între 01.04.2022 și 30.04.2022"),
        ("până la sfârșitul anului 2022", "trebuie făcut până la 31.12.2022"),
        ("iunie, decembrie 2023", "trebuie făcut, pe rând, până la 30.06.2023 și 31.12.2023"),
        ("permanent", "se verifică în fiecare an, la 31 decembrie"),
        ("permanent, cu verificarea semestrială", "se verifică în fiecare an, la 30 iunie și 31 decembrie"),
        ("anual, până la 31 martie", "se face în fiecare an, la 31 martie"),
        ("trimestrial", "se face în fiecare an, la 31 martie, 30 iunie, 30 septembrie și 31 decembrie"),
        ("lunar", "se face la sfârșitul fiecărei luni"),
        ("La 2 ani", "se face o dată la 2 ani, numărând de la începutul planului"),
        ("la 5 luni", "se face o dată la 5 luni, numărând de la începutul planului"),
        ("la 20 de ani, începând cu 2016", "se face o dată la 20 de ani, numărând de la 01.01.2016"),
        ("anual, începând cu 2016", "se face în fiecare an, la 31 decembrie, începând cu 01.01.2016"),
        (
            "permanent, 2022-2024",
            "se verifică în fiecare an, la 31 decembrie, începând cu 01.01.2022, până la 31.12.2024",
        ),
        (
            "3 luni de la aprobarea Strategiei",
            "în 3 luni de la „aprobarea Strategiei”; data de la care se numără nu se știe încă",
        ),
        ("o zi de la aprobare", "în 1 zi de la „aprobare”; data de la care se numără nu se știe încă"),
        ("2 săptămâni de la aprobare", "în 2 săptămâni de la „aprobare”; data de la care se numără nu se știe încă"),
        ("după necesitate", "se face după necesitate"),
        ("", "nu are termen"),
        ("[text pierdut în sursă]", "termenul s-a pierdut în sursă"),
        ("când se poate", "nu s-a înțeles"),
        *((text, f"o dată imposibilă: {reason}") for text, reason in IMPOSSIBLE),
    ],
)
def test_a_deadline_is_explained_in_one_sentence(text, said):
    assert explained(read_deadline(text)) == said


def test_a_time_after_an_event_is_explained_with_its_day_once_it_is_known():
    deadline = resolved(read_deadline("3 luni de la aprobarea Strategiei"), date(2021, 12, 17))
    assert explained(deadline) == "trebuie făcut până la 17.03.2022, adică în 3 luni de la „aprobarea Strategiei”"


def test_months_are_named_in_the_language_in_use():
    with speaking("bg"):
        assert "юни" in explained(read_deadline("permanent, cu verificarea semestrială"))
        assert "юни 2022" in explained(read_deadline("31.06.2022"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("30 iunie 2023", ""),
        ("permanent, cu verificarea semestrială", ""),
        ("30 iulie 2023", "nu cade între 01.01.2023 și 30.06.2023 (următoarea dată este 30.07.2023)"),
        ("permanent", "nu cade între 01.01.2023 și 30.06.2023 (următoarea dată este 31.12.2023)"),
        ("La 2 ani", "nu se știe de când se numără: planul nu spune de când este valabil"),
        ("la 2 ani, începând cu 2022", "nu cade între 01.01.2023 și 30.06.2023 (următoarea dată este 31.12.2023)"),
        ("30 iunie 2022", "nu cade între 01.01.2023 și 30.06.2023"),
        ("după necesitate", "se face după necesitate"),
        ("", "nu are termen"),
        ("când se poate", "nu s-a înțeles"),
        ("31.06.2023", "o dată imposibilă: iunie 2023 are 30 de zile"),
    ],
)
def test_what_is_not_due_says_why(text, said):
    deadline, start, end = read_deadline(text), date(2023, 1, 1), date(2023, 6, 30)
    assert why_not_due(deadline, start, end) == said
    assert (said == "") == bool(due_dates(deadline, start, end))


@pytest.mark.parametrize(("text", "reason"), IMPOSSIBLE)
def test_an_impossible_date_is_a_problem(text, reason):
    problem = problem_of(read_deadline(text))
    assert (problem.found, problem.expected, problem.fix) == (
        f"„{text}”, o dată imposibilă: {reason}",
        "o dată care există, cu începutul înaintea sfârșitului",
        "verificați documentul adoptat și corectați termenul în plan; până atunci se tipărește cum este scris",
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("când se poate", "„când se poate”, care nu s-a înțeles ca termen"),
        ("Trimestrul I", "„Trimestrul I”, care nu s-a înțeles ca termen"),
        ("permanent, când se poate", "„permanent, când se poate”, din care nu s-a înțeles „când se poate”"),
        ("b" * 1000, f"„{'b' * 80}…”, care nu s-a înțeles ca termen"),
    ],
)
def test_what_is_not_understood_is_a_problem(text, found):
    problem = problem_of(read_deadline(text))
    assert (problem.found, problem.expected, problem.fix) == (
        found,
        EXPECTED,
        "scrieți termenul în plan într-una din aceste forme; cât timp nu se înțelege, nu se socotește scadent",
    )


@pytest.mark.parametrize("text", ["31 martie 2022", "permanent", "La 2 ani", "după necesitate", "", "3 luni de la aprobare"])
def test_a_deadline_that_is_understood_is_no_problem(text):
    assert problem_of(read_deadline(text)) is None


def test_the_forms_that_a_message_proposes_are_understood():
    for text in ("31 martie 2022", "semestrul II 2023", "permanent", "anual", "la 2 ani", "după necesitate"):
        assert problem_of(read_deadline(text)) is None
