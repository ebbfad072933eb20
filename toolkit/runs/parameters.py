"""A report's parameters: typed and closed, so that a mistyped one stops the run before it starts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer, StrictStr, ValidationError

from toolkit.errors import OfficeFileError, Place, UsageError
from toolkit.intake.privacy import mask, personal_codes
from toolkit.language import gettext
from toolkit.plan.period import Period, PeriodKind
from toolkit.plan.spelling import listed, matching, nearest, nearest_named, shown
from toolkit.plan.what_if import WhatIf, names_in, rules_in

INSTITUTION_ID = re.compile(r"(?=.{1,40}$)[a-z0-9]+(-[a-z0-9]+)*")
_RUN_ID = re.compile(r"([0-9a-f]{12}(-[1-9]\d{0,3})?)?")
_REGISTRATION_NUMBER = re.compile(r"[\w./\- ]{0,40}")


def _institution_id(text: str) -> str:
    if not INSTITUTION_ID.fullmatch(text):
        raise ValueError(gettext("numele unui dosar din inputs/: litere mici, cifre și cratime | scrieți de exemplu balti"))
    return text


def _iso_day(text: str) -> str:
    try:
        is_day = not text or dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_day = False
    if not is_day:
        raise ValueError(gettext("o zi care există, ca an-lună-zi, sau nimic | scrieți de exemplu 2023-12-31"))
    return text


def _project_id(text: str) -> str:
    if not INSTITUTION_ID.fullmatch(text):
        raise ValueError(
            gettext(
                "numele unui fișier din projects/, fără .yaml: litere mici, cifre și cratime"
                " | scrieți de exemplu sipoca-1151"
            )
        )
    return text


def _period(value: object) -> Period:
    if isinstance(value, Period):
        return value
    try:
        return Period.parse(str(value))
    except UsageError as error:
        raise ValueError(f"{error.expected} | {error.fix}") from error


def _month(value: object) -> Period:
    period = _period(value)
    if period.kind is not PeriodKind.MONTH:
        raise ValueError(
            gettext("o lună | scrieți de exemplu 2023-05; raportul pe o perioadă mai lungă este „semester_report”")
        )
    return period


def _run_id(text: str) -> str:
    if not _RUN_ID.fullmatch(text):
        raise ValueError(
            gettext(
                "numele unui dosar de rulare, din 12 cifre și litere de la a la f, sau nimic"
                " | scrieți de exemplu 0a1b2c3d4e5f"
            )
        )
    return text


def _registration_number(text: str) -> str:
    if not _REGISTRATION_NUMBER.fullmatch(text) or "_" in text:
        raise ValueError(
            gettext("cel mult 40 de litere, cifre, puncte, bare, cratime și spații | scrieți de exemplu 03-12/345")
        )
    if any(personal_codes(text, label="CNP")):
        raise ValueError(gettext("un număr de înregistrare, nu un cod personal | scrieți de exemplu 03-12/345"))
    return text.strip()


def _yes_or_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    answer = {"true": True, "da": True, "false": False, "nu": False}.get(matching(value)) if isinstance(value, str) else None
    if answer is None:
        raise ValueError(gettext("true sau false (da sau nu) | scrieți unul dintre aceste cuvinte"))
    return answer


def _names(text: str) -> str:
    return ", ".join(names_in(_without_personal_codes(text)))


def _rules(text: str) -> str:
    return "; ".join(f"{change.id}={change}" for change in rules_in(_without_personal_codes(text)))


def _without_personal_codes(text: str) -> str:
    if any(personal_codes(text, label="CNP")):
        raise ValueError(gettext("un text fără coduri personale | ștergeți codul"))
    return text


IsoDay = Annotated[StrictStr, AfterValidator(_iso_day)]
ProjectId = Annotated[StrictStr, AfterValidator(_project_id)]
NamesLeftOut = Annotated[StrictStr, AfterValidator(_names)]
OtherRules = Annotated[StrictStr, AfterValidator(_rules)]
InstitutionId = Annotated[StrictStr, AfterValidator(_institution_id)]
MonthCode = Annotated[Period, BeforeValidator(_month), PlainSerializer(str)]
PeriodCode = Annotated[Period, BeforeValidator(_period), PlainSerializer(str)]
RunId = Annotated[StrictStr, AfterValidator(_run_id)]
RegistrationNumber = Annotated[StrictStr, AfterValidator(_registration_number)]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]


class ReportParameters(BaseModel):
    """What every report is told: whose, and for which period."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    institution: InstitutionId
    period: PeriodCode


class SemesterReportParameters(ReportParameters):
    """What the semester report is told besides."""

    adjustments: YesNo = True  # whether the totals set by hand are printed
    registration_number: RegistrationNumber = ""
    cutoff: IsoDay = ""  # only what was accepted until this day counts; empty: everything
    leave_out: NamesLeftOut = ""  # departments and files: "cultura, arhiva.xlsx"; empty: nobody
    rules: OtherRules = ""  # other rules of indicators: "3.1.2=max; 4.1.1=lead:cultura"; empty: as the plan declares
    plan_at: IsoDay = ""  # the day whose plan is taken; empty: plan.yaml

    @property
    def what_if(self) -> WhatIf:
        """What is otherwise than in the report that counts."""
        return WhatIf.among(self.model_dump(mode="json"))


class MonthlyReportParameters(SemesterReportParameters):
    """What the monthly report is told: as the semester report, of a month; and the run that it is compared with."""

    period: MonthCode
    compare_with: RunId = ""  # of the same institution and month; empty: with none


class ProjectSheetParameters(ReportParameters):
    """What the project sheet is told besides."""

    project: ProjectId
    registration_number: RegistrationNumber = ""


class PlanEvaluationParameters(ReportParameters):
    """What the evaluation of a plan is told besides."""

    date: IsoDay = ""  # at which the measures are looked at; empty: the period's last day
    registration_number: RegistrationNumber = ""


Parameters = TypeVar("Parameters", bound=ReportParameters)


def typed_parameters(model: type[Parameters], values: Mapping[str, object]) -> Parameters:
    """Type the values of all parameters; `UsageError` lists every unknown name and every wrong value."""
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        problems = _problems(error, model)
        raise UsageError.all_of(
            [UsageError(gettext("parametrul „{name}”", name=shown(p.name)), p.found, p.expected, p.fix) for p in problems]
        ) from error


def check_defaults(model: type[ReportParameters], defaults: Mapping[str, object], notebook: str) -> None:
    """Refuse a notebook whose parameters cell holds a name or a value that its report does not know."""
    try:
        model.model_validate(dict(defaults))
    except ValidationError as error:
        place = Place(notebook, cell=gettext("celula „parameters”"))
        problems = [
            OfficeFileError(place, f"{shown(p.name)}: {p.found}", p.expected, p.fix) for p in _problems(error, model)
        ]
        raise OfficeFileError.all_of(problems) from error


def overlaid(defaults: Mapping[str, object], given: Sequence[tuple[str, str]]) -> dict[str, object]:
    """Lay what was typed after -p over the notebook's defaults."""
    typed: dict[str, str] = {}
    for typed_name, value in given:
        name = typed_name.encode("utf-8", "replace").decode()  # an argument may hold bytes that are no text
        if name in typed:
            raise UsageError(
                place=gettext("parametrul „{name}”", name=shown(name)),
                found=gettext("de două ori: „{typed}” și „{value}”", typed=shown(typed[name]), value=shown(value)),
                expected=gettext("fiecare parametru o singură dată"),
                fix=gettext("păstrați o singură valoare"),
            )
        typed[name] = value
    return {**defaults, **typed}


def check_pair(given: Sequence[tuple[str, str]]) -> None:
    """Refuse an institution without a period, or a period without an institution; the names are known to be right."""
    pair = {"institution", "period"} & {name for name, _ in given}
    if len(pair) == 1:
        missing = "period" if "institution" in pair else "institution"
        raise UsageError(
            place=gettext("parametrul „{name}”", name=missing),
            found=gettext("nu este dat, deși celălalt din pereche este"),
            expected=gettext("„institution” și „period” împreună, ca să nu se amestece două instituții sau două perioade"),
            fix=gettext("adăugați -p {missing} VALOARE sau lăsați deoparte amândoi parametrii", missing=missing),
        )


def check_folders(project: Path, parameters: ReportParameters, *, with_period: bool = True) -> None:
    """Refuse an institution that has no folder, naming the nearest one that has; a period too, where it needs one."""
    inputs = project / "inputs"
    institutions = [folder.name for folder in inputs.iterdir() if folder.is_dir() and INSTITUTION_ID.fullmatch(folder.name)]
    if parameters.institution not in institutions:
        raise _no_folder("institution", parameters.institution, institutions, "inputs")
    if not with_period:
        return
    folder = inputs / parameters.institution
    periods = [entry.name for entry in folder.iterdir() if entry.is_dir() and _is_period(entry.name)]
    if str(parameters.period) not in periods and not parameters.period.shorter_among(periods):
        raise _no_folder("period", str(parameters.period), periods, f"inputs/{parameters.institution}")


def shorter_periods(project: Path, institution: str, period: Period) -> tuple[Period, ...]:
    """The periods within a period that an institution has folders of, in the order of time."""
    folder = project / "inputs" / institution
    return period.shorter_among(entry.name for entry in folder.iterdir() if entry.is_dir()) if folder.is_dir() else ()


class _Problem(NamedTuple):
    name: str
    found: str
    expected: str
    fix: str


def _problems(error: ValidationError, model: type[ReportParameters]) -> list[_Problem]:
    known = sorted(model.model_fields)
    problems = []
    for detail in error.errors():
        name = str(detail["loc"][0])
        given = gettext("„{text}”", text=shown(_without_codes(str(detail["input"]))))
        if detail["type"] == "extra_forbidden":
            near = nearest(name, known)
            expected = gettext("unul dintre parametrii {known}", known=listed(known)) + nearest_named(near)
            problems.append(
                _Problem(
                    name, gettext("un parametru pe care raportul nu îl cunoaște"), expected, gettext("corectați numele")
                )
            )
        elif detail["type"] == "missing":
            problems.append(
                _Problem(
                    name,
                    gettext("nu are nicio valoare"),
                    gettext("o valoare"),
                    gettext("adăugați -p {name} VALOARE", name=name),
                )
            )
        elif detail["type"] == "value_error":
            expected, _, fix = str(detail["ctx"]["error"]).partition(" | ")
            problems.append(_Problem(name, given, expected, fix))
        else:
            problems.append(
                _Problem(
                    name,
                    gettext("{given}, care nu este un text", given=given),
                    gettext("un text"),
                    gettext("scrieți valoarea între ghilimele"),
                )
            )
    return problems


def _without_codes(text: str) -> str:
    for start, end in personal_codes(text, label="CNP"):
        text = text[:start] + mask(text[start:end]) + text[end:]
    return text


def day_given(text: str, expected: str) -> dt.date:
    """Read the day that the option --date gives."""
    try:
        return dt.date.fromisoformat(_iso_day(text or "-"))
    except ValueError as error:
        raise UsageError(
            place=gettext("opțiunea --date"),
            found=gettext("„{text}”, care nu este o zi din calendar", text=shown(text)),
            expected=expected,
            fix=gettext("scrieți o zi care există, ca an-lună-zi"),
        ) from error


def _is_period(name: str) -> bool:
    try:
        return str(Period.parse(name)) == name
    except UsageError:
        return False


def _no_folder(parameter: str, name: str, known: list[str], where: str) -> UsageError:
    near = nearest(name, known)
    there = (
        gettext("unul dintre dosarele din {where}: {known}", where=where, known=listed(sorted(known)))
        if known
        else gettext("un dosar în {where}, unde nu este niciunul", where=where)
    )
    return UsageError(
        place=gettext("parametrul „{name}”", name=parameter),
        found=gettext("„{name}”, pentru care nu există dosarul {where}/{name}", name=name, where=where),
        expected=there + nearest_named(near),
        fix=gettext("corectați valoarea sau faceți dosarul {where}/{name}", where=where, name=name),
    )
