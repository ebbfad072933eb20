"""Any plan at all is read or refused with a line to correct; what is written down is read back."""

from __future__ import annotations

import re
from datetime import date

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from small_town import as_yaml
from test_yaml_file import PLAN

from toolkit.errors import OfficeFileError
from toolkit.plan.plan import Action, Indicator, IndicatorKind, Plan, Priority
from toolkit.plan.rule import Rule
from toolkit.plan.unit import Unit
from toolkit.plan.yaml_file import read_yaml

LINES = PLAN.splitlines()
WORDS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30).map(str.strip).filter(bool)
IDS = st.lists(st.from_regex(r"[a-z]{1,8}(-[a-z]{1,5})?", fullmatch=True), min_size=1, max_size=3, unique=True).map(tuple)
UNITS = st.builds(Unit, one=WORDS, few=WORDS)
COUNTS = st.builds(
    Indicator,
    text=WORDS,
    kind=st.just(IndicatorKind.COUNT),
    unit=UNITS,
    split=st.booleans(),
    rule=st.sampled_from(["sum/sum", "max/last", "lead:presa/max", "none/none"]).map(Rule.parse),
    help=st.one_of(st.just(""), WORDS),
    target=st.one_of(st.just(""), WORDS),
)
STATUSES = st.builds(
    Indicator,
    text=WORDS,
    kind=st.just(IndicatorKind.STATUS),
    rule=st.just(Rule.parse("any/last")),
    asked=IDS,
    asked_reason=WORDS,
)
COMPOUNDS = st.builds(
    Indicator,
    text=WORDS,
    kind=st.just(IndicatorKind.COMPOUND),
    units=st.lists(UNITS, min_size=1, max_size=3).map(tuple),
    rule=st.just(Rule.parse("sum/sum")),
)
ACTIONS = st.builds(
    Action,
    code=st.just("1.1"),
    title=WORDS,
    deadline=WORDS,
    asked=st.one_of(st.just("all"), IDS),
    indicators=st.lists(st.one_of(COUNTS, STATUSES, COMPOUNDS), min_size=1, max_size=4).map(tuple),
)


@settings(max_examples=60)
@given(title=WORDS, valid_from=st.dates(date(1990, 1, 1)), actions=st.lists(ACTIONS, min_size=1, max_size=3), first=WORDS)
def test_a_plan_that_is_written_down_is_read_back(title: str, valid_from: date, actions: list[Action], first: str) -> None:
    coded = tuple(action.model_copy(update={"code": f"1.{number}"}) for number, action in enumerate(actions, 1))
    priority = Priority(code="I", title=first, actions=coded)
    plan = Plan(title=title, title_in_report=title, valid_from=valid_from, priorities=(priority,))
    assert read_yaml(as_yaml(plan), "plan.yaml", Plan) == plan


@settings(max_examples=300)
@given(data=st.data())
def test_a_plan_with_changed_lines_is_read_or_refused_with_a_line(data: st.DataObject) -> None:
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        number = data.draw(st.integers(0, len(lines) - 1))
        line = lines[number]
        lines[number : number + 1] = data.draw(
            st.sampled_from(
                [
                    [],
                    [line, line],
                    [" " + line],
                    [line.replace(":", "", 1)],
                    [line.partition(":")[0] + ":"],
                    [line.partition(":")[0] + ": [1, {a: b}]"],
                    [line.replace("e", "ee", 1)],
                    [line.upper()],
                ]
            )
        ) or [line + data.draw(st.text(max_size=4))]
    _is_read_or_refused("\n".join(lines))


TREES = st.recursive(
    st.one_of(st.text(max_size=8), st.integers(), st.none(), st.booleans(), st.dates()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.one_of(
                st.sampled_from([*Plan.model_fields, *Action.model_fields, *Indicator.model_fields]), st.text(max_size=5)
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=20,
)


@settings(max_examples=300)
@given(tree=TREES)
def test_any_tree_is_read_or_refused_with_a_line(tree: object) -> None:
    _is_read_or_refused(yaml.safe_dump(tree, allow_unicode=True))


def _is_read_or_refused(text: str) -> None:
    try:
        plan = read_yaml(text, "inputs/x/plan.yaml", Plan)
    except OfficeFileError as refused:
        errors = [refused, *refused.also]
        assert all(re.search(r"plan\.yaml · rândul \d+$", str(error.place)) for error in errors), str(refused)
    else:
        assert plan.actions
