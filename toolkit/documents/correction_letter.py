"""The letter to a department about its form: what is to be corrected, or that it has not come, and by when it must.

One template serves every language: the labels are part of the context.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from babel.dates import format_date

from toolkit.documents.corrections import Correction
from toolkit.documents.letterhead import SignOffLine, sign_off_lines
from toolkit.documents.marking.first_sheet import TITLE, place_in_workbook
from toolkit.intake.finding import Severity
from toolkit.intake.received.lateness import Deadlines, Late, Lateness
from toolkit.language import N_, counted, gettext
from toolkit.plan.institution import Department, Institution
from toolkit.plan.period import Period
from toolkit.plan.spelling import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow:
    """One thing to correct."""

    number: str
    weight: str
    place: str
    found: str
    expected: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionTable:
    """What is to be corrected."""

    columns: tuple[str, ...]
    rows: tuple[CorrectionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLetter:
    """The whole letter, in printing order."""

    property_title: str  # the title property of the file
    watermark: str  # across each page, until the letter is signed
    institution: str
    letterhead: tuple[str, ...]
    registration_line: str
    addressee: str  # "Către: Direcția resurse umane"
    title: str
    opening: tuple[str, ...]
    tables: tuple[CorrectionTable, ...]  # one, or none where nothing that could be corrected has come
    request: str  # what to do by when
    closing: tuple[str, ...]
    sign_off: tuple[SignOffLine, ...]


class Unmarked(StrEnum):
    """Why a file is not given back with marks."""

    PERSONAL = N_("{file} conține coduri personale: nu îl copiem și nu îl întoarcem.")
    UNREAD = N_("{file} nu s-a putut citi, deci nu îl întoarcem cu însemnări.")
    TEXT = N_("{file} este un text CSV, în care nu se poate însemna nimic.")
    CLOSED = N_("În {file} nu s-au putut pune însemnări; locurile de corectat sunt în tabel.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterMatter:
    """What a letter is about."""

    department: Department
    corrections: Sequence[Correction] = ()  # what the department is asked for
    late: Late | None = None  # where nothing that counts has come
    marked: Sequence[str] = ()  # names of the marked copies that go along
    unmarked: Sequence[tuple[str, Unmarked]] = ()  # names of the files that are not given back, and why


def correction_letter(matter: LetterMatter, institution: Institution, period: Period, terms: Deadlines) -> CorrectionLetter:
    """Write a letter in finished strings, in the language in use."""
    is_missing = matter.late is not None and not matter.late.has_sent
    title = (
        gettext("Formularul pentru {period} nu a fost primit", period=period.text)
        if is_missing and not matter.corrections
        else gettext("Ce este de corectat în formularul pentru {period}", period=period.text)
    )
    return CorrectionLetter(
        property_title=f"{title}: {matter.department.name}",
        watermark=gettext("PROIECT"),
        institution=institution.name,
        letterhead=institution.letterhead,
        registration_line=institution.registration_line,
        addressee=gettext("Către: {department}", department=matter.department.name),
        title=title,
        opening=tuple(_opening(matter, institution, period, terms)),
        tables=(_table(matter.corrections),) if matter.corrections else (),
        request=_request(institution, terms, is_missing=is_missing and not matter.corrections),
        closing=(gettext("Întrebări: {contact}", contact=institution.contact),) if institution.contact else (),
        sign_off=sign_off_lines(institution),
    )


def _table(corrections: Sequence[Correction]) -> CorrectionTable:
    has_several_files = len({correction.seen_at.file for correction in corrections}) > 1
    return CorrectionTable(
        columns=(
            gettext("Nr."),
            gettext("Felul"),
            gettext("Locul"),
            gettext("Găsit"),
            gettext("Așteptat"),
            gettext("De făcut"),
        ),
        rows=tuple(_row(number, correction, has_several_files) for number, correction in enumerate(corrections, 1)),
    )


def _row(number: int, correction: Correction, has_several_files: bool) -> CorrectionRow:  # noqa: FBT001
    place = correction.seen_at
    in_file = place_in_workbook(correction) if place.sheet or place.cell else ""
    file = "/".join(place.file.split("/")[-2:]) if has_several_files else "" if in_file else place.file.rpartition("/")[2]
    return CorrectionRow(
        number=str(number),
        weight=correction.weight,
        place=" · ".join(filter(None, (file, in_file))),
        found=correction.found,
        expected=correction.expected,
        fix=correction.fix,
    )


def _opening(matter: LetterMatter, institution: Institution, period: Period, terms: Deadlines) -> list[str]:
    said = []
    if matter.late is not None and not matter.late.has_sent:
        said += _not_come(matter.late, institution, period, terms)
    if matter.corrections:
        errors = sum(correction.severity is Severity.ERROR for correction in matter.corrections)
        others = len(matter.corrections) - errors
        parts = [counted(errors, "eroare", "erori")] if errors else []
        parts += [counted(others, "lucru de verificat", "lucruri de verificat")] if others else []
        said.append(
            gettext(
                "Am verificat ce ați trimis pentru {period} și am găsit {parts}; tabelul de mai jos le arată pe toate.",
                period=period.text,
                parts=listed(parts),
            )
        )
    if matter.marked:
        said.append(
            gettext(
                "Alăturat vă întoarcem {files}: celulele de corectat sunt colorate și au câte un comentariu, iar prima"
                " foaie, „{sheet}”, duce la fiecare. Corectați chiar în acest fișier; unde valoarea este bună, răspundeți"
                " în ultima coloană a foii.",
                files=listed(matter.marked),
                sheet=gettext(TITLE),
            )
        )
    said += [gettext(why, file=name) for name, why in matter.unmarked]
    return said


def _not_come(late: Late, institution: Institution, period: Period, terms: Deadlines) -> list[str]:
    if late.lateness is Lateness.RETURNED:
        said = gettext("Formularul pentru {period} a fost primit, dar nu se poate lua în seamă.", period=period.text)
    elif terms.today:
        day = _day(terms.today, institution)
        said = gettext("Până la {day} nu am primit formularul pentru {period}.", day=day, period=period.text)
    else:
        said = gettext("Nu am primit formularul pentru {period}.", period=period.text)
    if terms.due is None:
        return [said]
    due = _day(terms.due, institution)
    if late.working_days:
        days = counted(late.working_days, "zi lucrătoare", "zile lucrătoare")
        when = gettext("Termenul a fost {due}; de atunci au trecut {days}.", due=due, days=days)
    else:
        when = gettext("Termenul este {due}.", due=due)
    return [f"{said} {when}"]


def _request(institution: Institution, terms: Deadlines, *, is_missing: bool) -> str:
    by = terms.correct_by
    when = (
        gettext("până la {day}", day=_day(by, institution))
        if by
        else gettext(
            "în {days} de la primirea acestei scrisori",
            days=counted(terms.correction_days, "zi lucrătoare", "zile lucrătoare"),
        )
    )
    if is_missing:
        return gettext("Vă rugăm să completați formularul primit și să îl trimiteți {when}.", when=when)
    return gettext("Vă rugăm să trimiteți formularul corectat {when}.", when=when)


def _day(day: date, institution: Institution) -> str:
    return str(format_date(day, "long", institution.locale))
