"""What has changed since another run of the same month: figures, findings, forms, and what went in otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from toolkit.errors import UsageError
from toolkit.intake.compared_run import ComparedRun, ComparedTotal, FindingSaid, MadeOf, answers_of
from toolkit.intake.counted_until import RECEIVED
from toolkit.intake.finding import Code, Finding
from toolkit.intake.period_inputs import OFFICE_FILES
from toolkit.intake.received.register import Register
from toolkit.language import N_
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.plan.spelling import tidy
from toolkit.plan.versions import versions_among
from toolkit.totals.comparison import value_text
from toolkit.totals.figures import TotalLine
from toolkit.totals.month import MonthFigures


class Form(Enum):
    """What became of a department's form of a month."""

    NEW = N_("a sosit")
    CORRECTED = N_("altul decât atunci")
    GONE = N_("nu mai este")


class Source(Enum):
    """What else goes into a run besides forms; the words are those of the report."""

    PLAN = N_("planul (plan.yaml)")
    INSTITUTION = N_("datele instituției (institution.yaml)")
    ADJUSTMENTS = N_("ajustările (adjustments.yaml)")
    ACCEPTED = N_("acceptările (accepted.yaml)")
    REGISTER = N_("registrul (received.csv)")
    TEMPLATE = N_("șablonul Word")
    NOTEBOOK = N_("notebook-ul")
    PARAMETERS = N_("parametrii rulării")
    PROGRAM = N_("programul sau bibliotecile lui")
    OTHER = N_("alte fișiere ale perioadei")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChange:
    """A form that is not what it was."""

    period: Period
    department: str  # id; the file's name where nobody knows whose it is
    change: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedTotal:
    """A figure that is not what it was."""

    action: str
    number: str
    is_so_far: bool  # of the semester so far; else of the month
    then: str  # empty where the indicator was not there
    now: str
    departments: tuple[str, ...]  # whose answers for the month have changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that is otherwise than in the run that was named."""

    run_id: str
    sources: tuple[Source, ...]
    forms: tuple[FormChange, ...]
    totals: tuple[ChangedTotal, ...]
    new: tuple[Finding, ...]
    gone: tuple[FindingSaid, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether everything that is compared is the same."""
        return not (self.sources or self.forms or self.totals or self.new or self.gone)


def changes_since(
    then: ComparedRun, month: MonthFigures, findings: Sequence[Finding], made_of: MadeOf, register: Register
) -> Changes:
    """Hold a month beside an earlier run of it. How the Word file reads is no finding about what was returned."""
    before = Counter(finding for finding in then.findings if finding.code != Code.ACCESSIBILITY)
    now = [FindingSaid.of(finding) for finding in findings]
    gone = before - Counter(now)
    added = Counter(now) - before
    new = []
    for finding, said in zip(findings, now, strict=True):
        if added[said] > 0:
            added[said] -= 1
            new.append(finding)
    return Changes(
        run_id=then.run_id,
        sources=tuple(_sources(then.made_of, made_of, month.inputs.folder)),
        forms=tuple(_forms(then.made_of, made_of, month, register)),
        totals=tuple(_totals(then.totals, month)),
        new=tuple(new),
        gone=tuple(gone.elements()),
    )


def _totals(then: Mapping[tuple[str, str], ComparedTotal], month: MonthFigures) -> Iterator[ChangedTotal]:
    rest = dict(then)
    for action in month.inputs.plan.actions:
        for line in month.lines_of(action):
            number, now = str(line.number), line.month
            before = rest.pop((action.code, number), None)
            departments = _departments(before, now, month.inputs.institution)
            printed = (before.printed if before else "", tidy(now.printed))
            computed = (before.computed if before else "", now.comparison.computed)
            so_far = (before.so_far if before else "", line.so_far.comparison.computed)
            if printed[0] != printed[1] or computed[0] != computed[1]:
                shown = printed if printed[0] != printed[1] else computed
                yield _changed(action.code, number, shown, departments)
            if so_far[0] != so_far[1]:
                yield _changed(action.code, number, so_far, departments, is_so_far=True)
    for (code, number), total in rest.items():
        yield _changed(code, number, (total.printed, ""), ())


def _changed(
    action: str, number: str, figures: tuple[str, str], departments: Sequence[str], *, is_so_far: bool = False
) -> ChangedTotal:
    then, now = figures
    return ChangedTotal(
        action=action, number=number, is_so_far=is_so_far, then=then, now=now, departments=tuple(departments)
    )


def _departments(before: ComparedTotal | None, now: TotalLine, institution: Institution) -> list[str]:
    """Who has answered otherwise for the month than then, in the order of print."""
    total = now.total
    entered = {c.department: value_text(c.value, total.indicator, institution) for c in total.contributions}
    answers = answers_of(entered, [(item.department, tidy(item.entry.value.text)) for item in total.left_out])
    then = before.answers if before else {}
    return [d for d in institution.department_ids if answers.get(d) != then.get(d)]


def _sources(then: MadeOf, now: MadeOf, folder: str) -> Iterator[Source]:
    home = folder.rpartition("/")[0]
    named = {
        f"{home}/institution.yaml": Source.INSTITUTION,
        f"{folder}/adjustments.yaml": Source.ADJUSTMENTS,
        f"{folder}/accepted.yaml": Source.ACCEPTED,
        f"{home}/received.csv": Source.REGISTER,
    }
    read = then.files.keys() | now.files.keys()
    named |= dict.fromkeys(versions_among(path for path in read if path.rpartition("/")[0] == home), Source.PLAN)
    changed = set()
    for path in read:
        if then.files.get(path) == now.files.get(path) or path.startswith("outputs/"):
            continue
        if path in named:
            changed.add(named[path])
        elif path.startswith("templates/"):
            changed.add(Source.TEMPLATE)
        elif path.startswith("notebooks/"):
            changed.add(Source.NOTEBOOK)
        elif _form(path, "", home, {}) is None:
            changed.add(Source.OTHER)
    if _without_comparison(then.parameters) != _without_comparison(now.parameters):
        changed.add(Source.PARAMETERS)
    if any(then.versions.get(name) != version for name, version in now.versions.items()):
        changed.add(Source.PROGRAM)
    yield from (source for source in Source if source in changed)


def _without_comparison(parameters: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in parameters.items() if name != "compare_with"}


def _forms(then: MadeOf, now: MadeOf, month: MonthFigures, register: Register) -> Iterator[FormChange]:
    """The forms that came, changed or went, by month and in the order of print; by department, whatever a file's name."""
    inputs = month.inputs
    home = inputs.folder.rpartition("/")[0]
    departments = {entry.sha256: entry.department for entry in register.entries if entry.department}
    parts = [part.submissions for part in month.so_far_inputs.parts]
    earlier = [part.submissions for part in inputs.earlier.periods]
    departments |= {s.sha256: s.department for returned in (*parts, *earlier, inputs.submissions) for s in returned}
    before, after = (_by_form(files, home, departments) for files in (then.files, now.files))
    order = {department: place for place, department in enumerate(inputs.institution.department_ids)}
    for key in sorted(
        before.keys() | after.keys(), key=lambda key: (key[0].last_day, order.get(key[1], len(order)), key[1])
    ):
        if before.get(key) != after.get(key):
            change = Form.NEW if key not in before else Form.GONE if key not in after else Form.CORRECTED
            yield FormChange(period=key[0], department=key[1], change=change)


def _by_form(files: Mapping[str, str], home: str, departments: Mapping[str, str]) -> dict[tuple[Period, str], set[str]]:
    by_form: dict[tuple[Period, str], set[str]] = {}
    for path, sha256 in files.items():
        form = _form(path, sha256, home, departments)
        if form is not None:
            by_form.setdefault(form, set()).add(sha256)
    return by_form


def _form(path: str, sha256: str, home: str, departments: Mapping[str, str]) -> tuple[Period, str] | None:
    """Of which period and department a form is; of a file that nobody knows its name, which mostly is the department's.

    None of a file that no department returned.
    """
    folder, _, name = path.rpartition("/")
    code = folder.removeprefix(f"{home}/").removeprefix(f"{RECEIVED}/")
    if name in OFFICE_FILES or name.endswith((".yaml", ".yml")):
        return None
    try:
        period = Period.parse(code)
    except UsageError:
        return None
    return period, departments.get(sha256) or name.partition(".")[0]
