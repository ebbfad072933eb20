"""A new institution starts from an example that works."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from toolkit.errors import UsageError
from toolkit.intake.finding import Severity
from toolkit.plan.plan import IndicatorKind, Plan
from toolkit.plan.yaml_file import read_yaml
from toolkit.runs.check_inputs import check_inputs
from toolkit.runs.new_institution import EXAMPLE_PERIOD, new_institution
from toolkit.runs.screen import Screen


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("notebooks", "inputs"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_the_example_has_nothing_to_correct_and_nobody_missing(project: Path) -> None:
    new_institution(project, "orasul-meu")
    findings = check_inputs(project, "orasul-meu", EXAMPLE_PERIOD, Screen(io.StringIO()))
    assert [str(finding) for finding in findings if finding.severity is not Severity.NOTE] == []


def test_the_example_shows_the_kinds_of_indicators(project: Path) -> None:
    folder = new_institution(project, "orasul-meu")
    plan = read_yaml((folder / "plan.yaml").read_text(encoding="utf-8"), "plan.yaml", Plan)
    indicators = [indicator for action in plan.actions for indicator in action.indicators]
    assert {indicator.kind for indicator in indicators} == set(IndicatorKind) - {IndicatorKind.TEXT}
    assert any(indicator.split for indicator in indicators)


def test_it_is_the_same_example_every_time(project: Path) -> None:
    first, second = (new_institution(project, name) for name in ("primul", "al-doilea"))
    names = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(second) for path in second.rglob("*") if path.is_file())
    assert [(first / name).read_bytes() for name in names] == [(second / name).read_bytes() for name in names]


def test_what_is_there_already_is_not_touched(project: Path) -> None:
    (project / "inputs/orasul-meu").mkdir()
    with pytest.raises(UsageError) as raised:
        new_institution(project, "orasul-meu")
    assert str(raised.value) == (
        "instituția „orasul-meu”\n"
        "    găsit      dosarul inputs/orasul-meu există deja\n"
        "    așteptat   un nume nou, ca să nu se piardă ce este acolo\n"
        "    de făcut   alegeți alt nume sau lucrați în dosarul care există"
    )
    assert list((project / "inputs").rglob("*")) == [project / "inputs/orasul-meu"]


@pytest.mark.parametrize("name", ["", "Orașul", "../x", "a b", ".", "a/b", "-x", "con", "lpt1"])
def test_a_name_that_cannot_be_a_folder_is_refused(project: Path, name: str) -> None:
    with pytest.raises(UsageError, match="litere mici fără diacritice"):
        new_institution(project, name)
    assert list((project / "inputs").iterdir()) == []
