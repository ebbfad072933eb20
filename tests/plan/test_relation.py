"""Relations between indicators stand in the plan as data, and are refused where they can hold of nothing."""

from __future__ import annotations

import pytest
import yaml
from conftest import a_plan, an_action, an_indicator
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from small_town import as_yaml

from toolkit.errors import OfficeFileError
from toolkit.plan.plan import Indicator, Plan
from toolkit.plan.relation import Missing, Operator, Relation, Term
from toolkit.plan.rule import Rule
from toolkit.plan.unit import Unit
from toolkit.plan.yaml_file import read_yaml
from toolkit.plan.yaml_text import plan_as_yaml

REQUESTS = Indicator(
    text="solicitări parvenite/ acceptate",
    kind="compound",
    units=(Unit(one="solicitare parvenită", few="solicitări parvenite"), Unit(one="acceptată", few="solicitări acceptate")),
    rule=Rule.parse("sum/sum"),
)
PLAN = a_plan(
    an_action(an_indicator(), an_indicator(), an_indicator("money"), an_indicator("percentage")),
    an_action(an_indicator(), an_indicator("status", "any/last"), REQUESTS, code="1.2"),
)


NEAREST = "; cel mai apropiat este „solicitări acceptate”"


def a_relation(left: str, operator: str = "<=", right: str = "1.1.1", **more: str) -> dict[str, str]:
    whole = {"severity": "warning", "text": "fiindcă așa este", "missing": "skip_if_any", **more}
    return {"left": left, "operator": operator, "right": right, **whole}


def text_with(*relations: dict[str, str]) -> str:
    return as_yaml(PLAN) + yaml.safe_dump({"relations": list(relations)}, allow_unicode=True, sort_keys=False)


def refused(*relations: dict[str, str]) -> str:
    with pytest.raises(OfficeFileError) as caught:
        read_yaml(text_with(*relations), "plan.yaml", Plan)
    return str(caught.value)


def line_of(text: str, wanted: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if wanted in line)


def test_a_relation_is_read_with_its_terms():
    [relation] = read_yaml(text_with(a_relation("1.1.1 + 1.1.2", "=", "1.2.1")), "plan.yaml", Plan).relations
    assert (relation.left_terms, relation.right_terms) == ((Term("1.1", 1), Term("1.1", 2)), (Term("1.2", 1),))
    assert (relation.operator, relation.missing, relation.severity) == (Operator.EQUAL, Missing.SKIP_IF_ANY, "warning")
    assert str(relation) == "1.1.1 + 1.1.2 = 1.2.1"


def test_a_term_of_a_compound_indicator_names_its_unit():
    relation = a_relation("1.2.3 solicitări acceptate", right="1.2.3 Solicitări parvenite")
    [read] = read_yaml(text_with(relation), "plan.yaml", Plan).relations
    assert read.terms == (Term("1.2", 3, "solicitări acceptate"), Term("1.2", 3, "Solicitări parvenite"))


def test_an_unknown_indicator_is_refused_at_its_line_with_the_nearest():
    relation = a_relation("1.1.22")
    assert refused(relation) == (
        f"plan.yaml · rândul {line_of(text_with(relation), '1.1.22')}\n"
        "    găsit      relations.1.left: „1.1.22”\n"
        "    așteptat   un indicator al planului, nu „1.1.22”; cel mai apropiat este „1.1.2”\n"
        "    de făcut   corectați codul"
    )


def test_all_that_is_wrong_in_relations_is_said_at_once():
    told = refused(a_relation("9.9.9"), a_relation("1.1.1"), a_relation("1.1.1", right="8.8.8"))
    assert [line for line in told.splitlines() if "găsit" in line] == [
        "    găsit      relations.1.left: „9.9.9”",
        "    găsit      relations.3.right: „8.8.8”",
    ]


@pytest.mark.parametrize(
    ("relation", "expected", "fix"),
    [
        (
            a_relation("1.2.2"),
            "un indicator care este un număr, o sumă sau un procent; 1.2.2 este status",
            "corectați codul",
        ),
        (
            a_relation("1.1.1 decizii"),
            "numai codul: 1.1.1 are o singură unitate",
            "ștergeți „decizii”",
        ),
        (
            a_relation("1.2.3 solicitări acceptat"),
            "1.2.3 și una dintre unitățile lui: solicitări parvenite și solicitări acceptate" + NEAREST,
            "scrieți unitatea după cod",
        ),
        (
            a_relation("1.2.3"),
            "1.2.3 și una dintre unitățile lui: solicitări parvenite și solicitări acceptate",
            "scrieți unitatea după cod",
        ),
        (
            a_relation("1.1.1", right="1.1.3"),
            "indicatori de același fel în cele două părți: numere, bani sau procente",
            "corectați codurile",
        ),
        (
            a_relation("1.1.4 + 1.1.4", right="1.1.4"),
            "un singur procent: procentele nu se adună",
            "lăsați un singur indicator",
        ),
        (
            a_relation("1.1.1 +"),
            "un indicator sau o sumă de indicatori; la unul compound, și unitatea",
            "scrieți de exemplu 1.12.1, 1.12.3 + 1.12.4 sau 4.14.1 solicitări acceptate",
        ),
        (
            a_relation("1.1.1", "=<"),
            "una dintre valorile „<=”, „<”, „=”, „>=”, „>” și „!=”",
            "alegeți una dintre ele",
        ),
        (
            a_relation("1.1.1", missing="skip"),
            "una dintre valorile „skip_if_any”, „skip_if_all” și „missing_is_zero”",
            "alegeți una dintre ele",
        ),
        (
            a_relation("1.1.1", severity="grav"),
            "una dintre valorile „error”, „warning” și „note”",
            "alegeți una dintre ele",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(relation: dict[str, str], expected: str, fix: str):
    told = refused(relation)
    assert f"\n    așteptat   {expected}\n    de făcut   {fix}" in told


@pytest.mark.parametrize("key", ["operator", "severity", "text", "missing"])
def test_every_key_is_declared(key: str):
    relation = a_relation("1.1.2")
    del relation[key]
    assert f"lipsește cheia „{key}”" in refused(relation)


def test_a_mistyped_key_names_the_nearest():
    relation = {**a_relation("1.1.2"), "mising": "skip_if_any"}
    assert "cea mai apropiată este „missing”" in refused(relation)


def test_a_plan_with_wrong_priorities_is_not_also_blamed_for_its_relations():
    text = text_with(a_relation("1.1.2")).replace("kind: money", "kind: mony")
    with pytest.raises(OfficeFileError) as caught:
        read_yaml(text, "plan.yaml", Plan)
    assert "relations" not in str(caught.value)


RELATIONS = st.builds(
    Relation,
    left=st.sampled_from(["1.1.1", "1.1.1 + 1.1.2", "1.2.3 solicitări acceptate + 1.1.1"]),
    operator=st.sampled_from(Operator),
    right=st.sampled_from(["1.1.2", "1.2.1 + 1.1.2", "1.2.3 solicitări parvenite"]),
    severity=st.sampled_from(["error", "warning", "note"]),
    text=st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1).map(str.strip).filter(bool),
    missing=st.sampled_from(Missing),
)


@given(relations=st.lists(RELATIONS, max_size=3))
def test_relations_that_are_written_down_are_read_back(relations: list[Relation]):
    plan = PLAN.model_copy(update={"relations": tuple(relations)})
    assert read_yaml(plan_as_yaml(plan), "plan.yaml", Plan) == plan


@given(side=st.text(st.sampled_from("1.2+ abș\n"), max_size=12))
def test_any_side_is_read_or_refused(side: str):
    try:
        relation = Relation.model_validate(a_relation(side))
    except ValidationError as error:
        assert all(problem["loc"] == ("left",) for problem in error.errors())
    else:
        assert len(relation.left_terms) == side.count("+") + 1
