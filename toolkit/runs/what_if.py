"""What a trial report reads, and whether everything that it asks for is there: before anything runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from toolkit.errors import UsageError
from toolkit.intake.office_reading import read_model
from toolkit.intake.period_inputs import OFFICE_FILES
from toolkit.language import gettext
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.plan.plan import Indicator, Plan, asked_departments
from toolkit.plan.plan_problems import indicator_problems
from toolkit.plan.rule import OverDepartments
from toolkit.plan.spelling import listed, nearest, nearest_named, shown
from toolkit.plan.versions import check_versions, first_plan, plan_in_force, versions_among
from toolkit.plan.what_if import RuleChange, WhatIf
from toolkit.runs.kept import read_for_keeping


def files_of_trial(
    project: Path, institution_id: str, period: Period, asked: WhatIf, files: Sequence[str]
) -> tuple[str, ...]:
    """Of the files that a report of a period reads, give those of a trial; `UsageError` where it asks for what is not there.

    The period is the longest one of which the report reads what was returned.
    """
    home = f"inputs/{institution_id}"
    institution_file, declared_plan = f"{home}/institution.yaml", f"{home}/plan.yaml"
    if asked.plan_at:
        taken = _plan_at(project, home, asked.plan_at)
        files = [taken if path == declared_plan else path for path in files]
        declared_plan = taken
    content = {file.path: file.content for file in read_for_keeping(project, (institution_file, declared_plan))}
    institution = read_model(content, institution_file, Institution)
    plan = read_model(content, declared_plan, Plan)
    returned = [path for path in files if _is_returned(path, home, period)]
    problems = [*_unknown_names(asked, institution, returned), *_wrong_rules(asked, institution, plan)]
    if problems:
        raise UsageError.all_of(problems)
    return tuple(files)


def _plan_at(project: Path, home: str, day: date) -> str:
    paths = versions_among(f"{home}/{entry.name}" for entry in sorted((project / home).iterdir()) if entry.is_file())
    content = {file.path: file.content for file in read_for_keeping(project, paths)}
    plans = {path: read_model(content, path, Plan) for path in paths}
    check_versions(plans)
    taken = plan_in_force(plans, day)
    if taken is None:
        raise UsageError(
            place=gettext("parametrul „{name}”", name="plan_at"),
            found=gettext("„{day}”, când nicio versiune a planului nu era încă în vigoare", day=day),
            expected=gettext("{day} sau o zi de după", day=plans[first_plan(plans)].valid_from)
            if plans
            else gettext("un plan în {home}", home=home),
            fix=gettext("corectați ziua"),
        )
    return taken


def _unknown_names(asked: WhatIf, institution: Institution, returned: Sequence[str]) -> Iterator[UsageError]:
    files = sorted({path.rpartition("/")[2] for path in returned})
    for name in asked.leave_out:
        if name in institution.department_ids or any(path.endswith(f"/{name}") for path in returned):
            continue
        is_file = "." in name
        known = files if is_file else institution.department_ids
        yield UsageError(
            place=gettext("parametrul „{name}”", name="leave_out"),
            found=gettext("„{name}”, un fișier care nu este în dosarul perioadei", name=shown(name))
            if is_file
            else gettext("„{name}”, care nu este o subdiviziune a instituției", name=shown(name)),
            expected=(
                gettext("unul dintre fișierele {names}", names=listed(known))
                if is_file
                else gettext("una dintre subdiviziunile {names}", names=listed(known))
            )
            + nearest_named(nearest(name, known)),
            fix=gettext("corectați numele"),
        )


def _wrong_rules(asked: WhatIf, institution: Institution, plan: Plan) -> Iterator[UsageError]:
    ids = [f"{action.code}.{number}" for action in plan.actions for number, _ in action.numbered()]
    for change in asked.rules:
        action, indicator = plan.action(change.action), plan.indicator(change.action, change.indicator)
        wrong = (
            _wrong_rule(change, indicator, asked_departments(action, indicator, institution) or institution.department_ids)
            if action and indicator
            else _wrong_indicator(change, ids)
        )
        if wrong:
            found, expected, fix = wrong
            yield UsageError(gettext("parametrul „{name}”", name="rules"), found, expected, fix)


def _wrong_indicator(change: RuleChange, ids: Sequence[str]) -> tuple[str, str, str]:
    of_action = [known for known in ids if known.rpartition(".")[0] == change.action]
    return (
        gettext("„{indicator}”, pe care planul nu îl are", indicator=shown(change.id)),
        gettext("un indicator al acțiunii: {ids}", ids=listed(of_action))
        if of_action
        else gettext("codul acțiunii, punct, numărul indicatorului, ca 3.1.2") + nearest_named(nearest(change.id, ids)),
        gettext("corectați numărul indicatorului"),
    )


def _wrong_rule(change: RuleChange, indicator: Indicator, asked: Sequence[str]) -> tuple[str, str, str] | None:
    """What is wrong with a rule for an indicator of which departments are asked; None where it fits."""
    found = gettext("„{rule}” la indicatorul {indicator}", rule=shown(str(change)), indicator=change.id)
    rule = change.rule_for(indicator.rule)
    if rule.departments is OverDepartments.LEAD and rule.lead not in asked:
        return (
            found,
            gettext("una dintre subdiviziunile {names}", names=listed(asked)) + nearest_named(nearest(rule.lead, asked)),
            gettext("corectați numele"),
        )
    changed = indicator.model_copy(update={"rule": rule})
    for problem in indicator_problems(changed):
        if problem.field == "rule":
            expected = problem.said.partition(" | ")[0]
            return found, expected, gettext("corectați regula")
    return None


def _is_returned(path: str, home: str, period: Period) -> bool:
    """Whether a file is what a department returned for a period, or for a shorter one within it."""
    folder, _, name = path.rpartition("/")
    code = folder.rpartition("/")[2]
    is_of_period = code == str(period) or bool(period.shorter_among([code]))
    return path.startswith(f"{home}/") and is_of_period and name not in OFFICE_FILES
