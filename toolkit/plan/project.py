"""A project with outside funding: contract, codes, budget, objectives, results and what each result delivers.

Official texts stand word for word as the institution published them; amounts stand as printed, and are read by amount.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, field_validator, model_validator

from toolkit.errors import UsageError
from toolkit.language import N_, gettext
from toolkit.plan.period import Period, PeriodKind
from toolkit.plan.printed_plan import SuspectedError, check_slips, texts_in
from toolkit.plan.state_words import read_in_words
from toolkit.plan.yaml_file import OfficeModel

WHOLE_PROJECT = "project"
"""Where a suspected slip stands, if not in a result."""


class Stage(StrEnum):
    """How far a project is."""

    IMPLEMENTED = "implemented"
    UNDER_WAY = "under_way"


# As institutions publish them, without diacritics; a further language is a further row of words.
_WORDS: Final[Mapping[Stage, Sequence[str]]] = {
    Stage.IMPLEMENTED: (
        "a implementat | implementat | a finalizat | finalizat | incheiat",
        "implemented",
        "изпълнен | приключен",
    ),
    Stage.UNDER_WAY: (
        "implementeaza | in implementare | in derulare",
        "in curs | in curs de realizare | in curs de implementare",
        "under_way | under way",
        "изпълнява | изпълнява се | в изпълнение",
    ),
}
_EXPECTED: Final = N_("stadiul: „a implementat” sau „implementează” | scrieți dacă proiectul s-a încheiat sau este în curs")


class Contract(OfficeModel):
    """The financing contract."""

    number: str = Field(min_length=1)
    signed_on: date
    authority: str = Field(min_length=1)


class ProjectCode(OfficeModel):
    """A code under which the project is known: "MySMIS", "152134"."""

    label: str = Field(min_length=1)
    code: str = Field(min_length=1)


class BudgetLine(OfficeModel):
    """One source of money, with its amount as printed."""

    label: str = Field(min_length=1)
    amount: str = Field(min_length=1)


class Budget(OfficeModel):
    """The budget as printed: the lines, and the total that they must give."""

    lines: tuple[BudgetLine, ...] = Field(min_length=1)
    total: str = Field(min_length=1)


class Duration(OfficeModel):
    """From which month to which, and how many months the source says that is."""

    start: str  # "2022-03"
    end: str
    months: int = Field(ge=1)
    printed: str = Field(min_length=1)

    @field_validator("start", "end")
    @classmethod
    def _is_a_month(cls, text: str) -> str:
        try:
            kind = Period.parse(text).kind
        except UsageError:
            kind = None
        if kind is not PeriodKind.MONTH:
            raise ValueError(gettext("o lună | scrieți de exemplu 2022-03"))
        return text

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end < self.start:
            raise ValueError(gettext("sfârșitul după început | corectați „start” sau „end”"))
        return self

    @property
    def calendar_months(self) -> int:
        """How many months there are from the first to the last, both counted."""
        first, last = Period.parse(self.start), Period.parse(self.end)
        return (last.year - first.year) * 12 + last.number - first.number + 1

    def months_from(self, day: date) -> int:
        """How many whole months there are from a day to the end of the last month."""
        last = Period.parse(self.end)
        return (last.year - day.year) * 12 + last.number - day.month + (day.day == 1)


class ProjectResult(OfficeModel):
    """A result that the project promises, and what is delivered for it."""

    text: str = Field(min_length=1)
    deliverables: tuple[str, ...] = ()


class Project(OfficeModel):
    """One project, as inputs/<id>/projects/<project>.yaml describes it."""

    name: str = Field(min_length=1)  # short: "SIPOCA 1151"
    title: str = Field(min_length=1)
    status: Annotated[Stage, read_in_words(_WORDS, _EXPECTED)]  # as published: "a implementat", "implementează"
    beneficiary: str = Field(min_length=1)
    partner: str = ""
    contract: Contract
    codes: tuple[ProjectCode, ...] = ()
    programme: str = Field(min_length=1)
    fund: str = ""
    priority_axis: str = ""
    duration: Duration
    budget: Budget
    general_objective: str = Field(min_length=1)
    objectives: tuple[str, ...] = ()
    results: tuple[ProjectResult, ...] = Field(min_length=1)
    suspected_errors: tuple[SuspectedError, ...] = ()

    @model_validator(mode="after")
    def _slips_stand_where_they_are_said_to(self) -> Self:
        check_slips(self.suspected_errors, self.texts_of)
        return self

    def texts_of(self, where: str, field: str) -> tuple[str, ...]:
        """The texts that stand at a place: "project" and a field, or the number of a result and "text" or "deliverables"."""
        results = {str(number): result for number, result in enumerate(self.results, 1)}
        found: OfficeModel | None = self if where == WHOLE_PROJECT else results.get(where)
        return texts_in(found, field)
