"""The form that one department is sent for a period: what it is asked, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from toolkit.intake.forms.asked import Asked, asked_by_department
from toolkit.intake.forms.earlier import earlier_figures
from toolkit.intake.forms.fingerprint import form_fingerprint
from toolkit.intake.forms.form import FormContent, FormRow, form_layout, form_of
from toolkit.intake.forms.terms import Terms, closing_date, period_before, year_before
from toolkit.intake.layout import Column, SheetLayout
from toolkit.intake.submission import Submission
from toolkit.language import speaking
from toolkit.plan.institution import Department, Institution
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan


@dataclass(frozen=True, kw_only=True)  # no slots, so that what is asked is listed once
class Collection:
    """One round of forms: whose, by which plan, for which period, and what was returned before."""

    institution_id: str
    institution: Institution
    plan: Plan
    period: Period
    before: Sequence[Submission] = ()  # of the period before
    year_ago: Sequence[Submission] = ()

    @cached_property
    def _asked(self) -> Mapping[str, tuple[Asked, ...]]:
        return asked_by_department(self.plan, self.institution)

    def departments(self) -> tuple[Department, ...]:
        """Those that the plan asks for anything, in the order of print."""
        return tuple(department for department in self.institution.departments if self._asked[department.id])

    def fingerprint(self, department: Department) -> str:
        """Give the fingerprint that the form of a department bears."""
        return form_fingerprint(self.institution_id, department.id, self.period, self.plan, self._asked[department.id])

    def form(self, department: Department) -> bytes:
        """Give a department's form, in the language of the institution."""
        with speaking(self.institution.locale):
            return form_of(self.institution, self.plan, self.period, self._content(department))

    def layout(self, department: Department) -> Mapping[SheetLayout, tuple[int, tuple[Column, ...]]]:
        """Say where the form of a department has its tables: by each, its header row, counted from 0, and its columns."""
        return form_layout(self.institution, self.plan, self.period, self._content(department))

    def asked(self, department: Department) -> tuple[Asked, ...]:
        """List what the form of a department asks, a row each."""
        return self._asked[department.id]

    def _content(self, department: Department) -> FormContent:
        before = earlier_figures(self.before, department.id)
        year_ago = earlier_figures(self.year_ago, department.id)
        rows = [
            FormRow(
                action=row.action.code,
                indicator=row.number,
                previous=before.get((row.action.code, row.number), ""),
                year_ago=year_ago.get((row.action.code, row.number), ""),
            )
            for row in self._asked[department.id]
        ]
        terms = Terms(
            fingerprint=self.fingerprint(department),
            plan_from=self.plan.valid_from,
            closing=closing_date(self.institution, self.period),
            previous=period_before(self.period),
            year_ago=year_before(self.period),
        )
        return FormContent(department=department, rows=tuple(rows), narratives={}, terms=terms)
