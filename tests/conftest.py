"""Builders with sensible defaults, for every test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import settings

from toolkit.errors import Place
from toolkit.intake.grammar.reading import read_value
from toolkit.intake.submission import Entry, Narrative, Submission
from toolkit.language import SOURCE, speaking
from toolkit.plan.institution import Department, Institution, SignOffRole
from toolkit.plan.period import Period
from toolkit.plan.plan import Action, Asked, Indicator, Plan, Priority
from toolkit.plan.rule import Rule
from toolkit.plan.unit import Unit

# Laws are about values, not about how fast a busy machine is; the same examples are tried on every machine.
settings.register_profile("raport", deadline=None, derandomize=True)
settings.load_profile("raport")


@pytest.fixture(autouse=True)
def _language_put_back() -> Iterator[None]:
    """Whatever a test speaks, the next one begins in the language of the messages."""
    with speaking(SOURCE):
        yield


DEPARTMENTS = ("resurse-umane", "presa", "secretariat", "cultura")


def an_indicator(kind: str = "count", rule: str = "sum/sum", *, unit: Unit | None = None, **more: object) -> Indicator:
    """An indicator that counts decisions by sum, or another kind with nothing to count."""
    decisions = Unit(one="decizie", few="decizii")
    return Indicator(
        text="numărul de decizii",
        kind=kind,
        rule=Rule.parse(rule),
        unit=(unit or decisions) if kind == "count" else None,
        **more,
    )


def an_action(*indicators: Indicator, code: str = "1.1", asked: Asked = "all") -> Action:
    """An action with the given indicators, asked of everybody."""
    return Action(
        code=code, title="Decizii publicate", deadline="permanent", asked=asked, indicators=indicators or (an_indicator(),)
    )


def a_plan(*actions: Action) -> Plan:
    """A plan of one priority."""
    return Plan(
        title="Planul local",
        title_in_report="Planului local",
        valid_from="2023-01-01",
        priorities=(Priority(code="I", title="Integritate", actions=actions or (an_action(),)),),
    )


def an_institution(departments: Sequence[str] = DEPARTMENTS, **more: object) -> Institution:
    """A small town hall."""
    return Institution(
        name="Primăria orașului Exemplu",
        locale="ro_MD",
        currency="lei",
        departments=tuple(Department(id=name, name=f"Direcția {name.replace('-', ' ')}") for name in departments),
        sign_off=(SignOffRole(label="Elaborat", role="specialist"),),
        **more,
    )


def an_entry(text: str, *, action: str = "1.1", indicator: int = 1, file: str = "x.xlsx", cell: str = "F12") -> Entry:
    """An entry with a text, typed by the grammar."""
    place = Place(f"inputs/exemplu/2023-S1/{file}", "Indicatori", cell)
    return Entry(action=action, indicator=indicator, value=read_value(text), place=place)


def a_submission(
    department: str, values: dict[str, str] | Sequence[str] = (), *, narratives: dict[str, str] | None = None
) -> Submission:
    """What a department returned: texts by indicator id ("1.1.2"), or for the indicators of action 1.1 in order."""
    file = f"{department}.xlsx"
    pairs = values.items() if isinstance(values, dict) else ((f"1.1.{n}", text) for n, text in enumerate(values, 1))
    entries = []
    for row, (indicator, text) in enumerate(pairs, 12):
        action, _, number = indicator.rpartition(".")
        entries.append(an_entry(text, action=action, indicator=int(number), file=file, cell=f"F{row}"))
    path = f"inputs/exemplu/2023-S1/{file}"
    told = tuple(
        Narrative(action=action, text=text, place=Place(path, "Descrieri", "C8"))
        for action, text in (narratives or {}).items()
    )
    return Submission(department=department, file=path, sha256="0" * 64, entries=tuple(entries), narratives=told)


@pytest.fixture
def period() -> Period:
    """The first semester of 2023."""
    return Period.parse("2023-S1")
