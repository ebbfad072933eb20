"""An institution: its name, departments, number format, letterhead and the roles that sign."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Literal

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, ConfigDict, Field, field_validator

from toolkit.language import gettext
from toolkit.plan.spelling import matching, nearest
from toolkit.plan.yaml_file import OfficeModel


def _read_id(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise ValueError(gettext("litere mici fără diacritice, cifre și cratime | scrieți de exemplu resurse-umane"))
    return text


class Department(OfficeModel):
    """A unit that reports: one id, one official name, many spellings."""

    id: Annotated[str, AfterValidator(_read_id)]
    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()


class SignOffRole(OfficeModel):
    """Who signs, by role and never by name; the last one in the list approves."""

    label: str = Field(min_length=1)  # "Elaborat"
    role: str = Field(min_length=1)  # "specialist principal"
    unit: str = ""  # "Direcția relații cu publicul"


class NumberFormat(OfficeModel):
    """How the institution prints numbers: "3742" but "44 000"."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)  # a space is a separator here

    group_separator: Literal[" ", ".", ""] = " "
    group_from_digits: int = Field(default=5, ge=4, le=7)


class FormTerms(OfficeModel):
    """What holds for every form that is sent out."""

    closing_day: int = Field(ge=1, le=28)  # of the month after the period, by which a form is to be returned
    correction_days: int = Field(default=3, ge=1, le=30)  # working days that a department has for a correction


class Institution(OfficeModel):
    """One public body, as inputs/<id>/institution.yaml describes it."""

    name: str = Field(min_length=1)
    locale: str
    currency: str = Field(min_length=1)
    number_format: NumberFormat = NumberFormat()
    letterhead: tuple[str, ...] = ()
    registration_line: str = ""  # printed under the letterhead until a number is given
    contact: str = ""
    forms: FormTerms | None = None
    departments: tuple[Department, ...] = ()  # none where nobody returns forms
    sign_off: tuple[SignOffRole, ...] = ()

    @field_validator("locale")
    @classmethod
    def _known_locale(cls, value: str) -> str:
        try:
            Locale.parse(value)
        except (ValueError, UnknownLocaleError) as error:
            raise ValueError(gettext("o limbă și o țară, de exemplu ro_MD | scrieți codul limbii și al țării")) from error
        return value

    @field_validator("departments")
    @classmethod
    def _one_department_per_name(cls, departments: tuple[Department, ...]) -> tuple[Department, ...]:
        ids = [department.id for department in departments]
        for department_id in ids:
            if ids.count(department_id) > 1:
                raise ValueError(
                    gettext(
                        "fiecare id o singură dată, iar „{id}” stă de mai multe ori | dați alt id",
                        id=department_id,
                    )
                )
        owners: dict[str, str] = {}
        for department in departments:
            for name in (department.id, department.name, *department.aliases):
                owner = owners.setdefault(matching(name), department.id)
                if owner != department.id:
                    raise ValueError(
                        gettext(
                            "un nume care să nu stea și la „{owner}”, și la „{id}”: „{name}”"
                            " | lăsați numele numai la subdiviziunea căreia îi aparține",
                            owner=owner,
                            id=department.id,
                            name=name,
                        )
                    )
        return departments

    @cached_property
    def _ids(self) -> dict[str, str]:
        return {
            matching(name): department.id
            for department in self.departments
            for name in (department.id, department.name, *department.aliases)
        }

    def department_called(self, name: str) -> Department | None:
        """Find the department that a spelling means, whatever its diacritics, dashes, case or spaces."""
        found = self._ids.get(matching(name))
        return None if found is None else self.department(found)

    def nearest_department(self, name: str) -> str | None:
        """The official name that a misspelling means; none where it is not near, for most begin with "Direcția"."""
        return nearest(name, [department.name for department in self.departments], likeness=0.75)

    def department(self, department_id: str) -> Department:
        """Give a department by its id; `KeyError` when there is none."""
        for department in self.departments:
            if department.id == department_id:
                return department
        raise KeyError(department_id)

    @property
    def correction_days(self) -> int:
        """The working days that a department has for a correction."""
        default: int = FormTerms.model_fields["correction_days"].default
        return default if self.forms is None else self.forms.correction_days

    @property
    def language_tag(self) -> str:
        """The language of documents as Word names it: "ro-MD"."""
        return self.locale.replace("_", "-")

    @cached_property
    def department_ids(self) -> tuple[str, ...]:
        """The ids in the order of the file, which is the order of print."""
        return tuple(department.id for department in self.departments)
