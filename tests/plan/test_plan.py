"""The plan: what fits together, and who is asked."""

import pytest
from conftest import a_plan, an_action, an_indicator, an_institution
from test_yaml_file import PLAN, refusal

from toolkit.errors import OfficeFileError
from toolkit.plan.plan import asked_departments, check_departments


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("rule: sum/sum", "rule: any/last", "regula any numai la un status"),
        ("rule: sum/sum", "rule: join/last", "regula join numai la un text"),
        ("kind: count", "kind: status", "„unit” numai la un indicator count"),
        ("kind: count", "kind: compound", "„units” la un indicator compound și numai acolo"),
        ("asked: [presa]", "asked: toate", "all sau o listă de subdiviziuni"),
        ("asked: [presa]", "asked: []", "all sau o listă de subdiviziuni"),
        ("asked: [presa]", "asked: [{presa: da}]", "all sau o listă de subdiviziuni"),
        ("code: I", "code: Obiectivul 1", "un cod din litere și cifre, despărțite prin puncte"),
        ("rule: sum/sum", "rule: sum/sum\n            asked: [presa]", "„asked_reason” lângă „asked”"),
        ("kind: count", "kind: suma", "una dintre valorile „count”, „money”, „percentage”, „status”, „compound” și „text”"),
    ],
)
def test_what_does_not_fit_together_is_refused_in_the_offices_words(old, new, expected):
    said = refusal(PLAN.replace(old, new))
    assert f"    așteptat   {expected}" in said
    assert said.count("așteptat") == 1


def test_a_maximum_of_statuses_is_refused():
    assert "regula max numai la un count sau money" in refusal(
        PLAN.replace("kind: count", "kind: percentage")
        .replace("unit: {one: concurs, few: concursuri}\n", "help: procent\n")
        .replace("sum/sum", "max/sum")
    )


def test_a_code_that_stands_twice_is_refused():
    second = PLAN[PLAN.index('      - code: "1.10"') :]
    assert "fiecare cod o singură dată, iar „1.10” stă de mai multe ori" in refusal(PLAN + second)


def test_a_code_that_stands_twice_is_said_with_the_row_of_the_second():
    second = 'priorities: [{code: "1", title: a, actions: [{code: "1.1", title: b},\n{code: "1.1", title: c}]}]\n'
    assert refusal(f"title: Plan\nvalid_from: 2024-01-01\n{second}") == (
        "inputs/x/plan.yaml · rândul 4\n"
        "    găsit      priorities.1.actions.2.code: „1.1”\n"
        "    așteptat   fiecare cod o singură dată, iar „1.1” stă de mai multe ori\n"
        "    de făcut   dați alt cod"
    )


def test_departments_that_the_institution_does_not_have_are_all_named():
    plan = a_plan(an_action(an_indicator(rule="lead:cultur/sum"), asked=("pressa", "cultura")))
    with pytest.raises(OfficeFileError) as refused:
        check_departments(plan, an_institution(), "inputs/x/plan.yaml")
    assert str(refused.value) == (
        "inputs/x/plan.yaml · acțiunea 1.1\n"
        "    găsit      asked: „pressa”, care nu este o subdiviziune a instituției\n"
        "    așteptat   un id din institution.yaml; cel mai apropiat este „presa”\n"
        "    de făcut   corectați id-ul în plan sau adăugați subdiviziunea în institution.yaml\n"
        "\n"
        "inputs/x/plan.yaml · indicatorul 1.1.1\n"
        "    găsit      rule: „cultur”, care nu este o subdiviziune a instituției\n"
        "    așteptat   un id din institution.yaml; cel mai apropiat este „cultura”\n"
        "    de făcut   corectați id-ul în plan sau adăugați subdiviziunea în institution.yaml"
    )


def test_all_departments_are_asked_or_those_named_and_an_indicator_may_ask_others():
    institution = an_institution(["a", "b", "c"])
    own = an_indicator(asked=("c",), asked_reason="numai ea știe")
    everybody, named = an_action(), an_action(an_indicator(), own, asked=("b", "a"))
    assert asked_departments(everybody, everybody.indicators[0], institution) == ("a", "b", "c")
    assert asked_departments(named, named.indicators[0], institution) == ("a", "b")
    assert asked_departments(named, own, institution) == ("c",)
