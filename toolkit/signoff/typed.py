"""What is typed at a sign-off: the name of a person, a reason, a day. It goes into a register that is never changed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from stdnum.bg import egn

from toolkit.errors import UsageError
from toolkit.intake.privacy import personal_codes
from toolkit.language import gettext
from toolkit.plan.period import Period
from toolkit.plan.spelling import printed_day, shown, tidy, without_marks

_LONGEST_NAME = 80
_LONGEST_REASON = 300
_FORMULA = ("=", "+", "-", "@")  # as texts begin that Excel, opening the register, would reckon
_LIKE_A_CODE = re.compile(r"\d(?:[ .-]?\d){9,12}")
_LONG_CODE = 13  # digits: CNP, IDNP
_YEARS_BEFORE, _YEARS_AFTER = 1, 10  # of the period, within which a report of it is signed


def name_typed(typed: str) -> str:
    """Read the name of a person."""
    name = _line(typed, "--name", _LONGEST_NAME, gettext("numele și prenumele cui semnează, de exemplu Ana Pop"))
    if sum(letter.isalpha() for letter in name) < 2 or any(letter.isdigit() or letter in "_<>{}" for letter in name):
        raise _refused("--name", name, gettext("numele și prenumele cui semnează, de exemplu Ana Pop"))
    return name


def is_same_person(name: str, other: str) -> bool:
    """Whether two names may be one person's: the same words, in any order, case and writing of diacritics."""
    return _words(name) == _words(other)


def reason_typed(typed: str) -> str:
    """Read a reason; none was typed where it is empty."""
    return _line(typed, "--reason", _LONGEST_REASON, gettext("motivul, într-un rând")) if typed else ""


def has_personal_code(text: str) -> bool:
    """Whether a text may hold a personal code; thirteen digits are one here, for nothing is taken back afterwards."""
    return any(personal_codes(text)) or any(
        len(digits) == _LONG_CODE or egn.is_valid(digits)
        for digits in (re.sub(r"\D", "", match[0]) for match in _LIKE_A_CODE.finditer(text))
    )


def day_typed(typed: str, period: Period) -> date:
    """Read the day of a step; a year far from the period is a slip, after which nothing could be signed any more."""
    try:
        day = date.fromisoformat(typed)
        is_day = day.isoformat() == typed  # 20240205 is one for Python
    except ValueError:
        is_day = False
    if not is_day:
        raise _refused("--date", typed, gettext("ziua semnării ca an-lună-zi, de exemplu 2024-02-05"))
    first = date(period.first_day.year - _YEARS_BEFORE, 1, 1)
    last = date(period.last_day.year + _YEARS_AFTER, 12, 31)
    if not first <= day <= last:
        expected = gettext("o zi între {first} și {last}", first=printed_day(first), last=printed_day(last))
        raise _refused("--date", typed, expected)
    return day


def personal_code_in(option: str) -> UsageError:
    """Refuse a personal code, without repeating it."""
    return UsageError(
        place=gettext("opțiunea {option}", option=option),
        found=gettext("un cod personal"),
        expected=gettext("un text fără coduri personale: registrul nu se mai șterge"),
        fix=gettext("scrieți textul fără cod"),
    )


def _line(typed: str, option: str, longest: int, expected: str) -> str:
    """Read one line of text: nothing that a terminal or Excel would obey, no personal code."""
    if not all(letter.isprintable() or letter.isspace() for letter in typed) or not tidy(typed):
        raise _refused(option, typed, expected)
    line = tidy(typed)
    if len(line) > longest:
        raise _refused(option, line, gettext("cel mult {most} de litere", most=longest))
    if line.startswith(_FORMULA) or any(unicodedata.category(letter) == "Co" for letter in line):
        raise _refused(option, line, gettext("un text care nu începe cu {signs}", signs=" ".join(_FORMULA)))
    if has_personal_code(line):
        raise personal_code_in(option)
    return line


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", without_marks(name)))


def _refused(option: str, typed: str, expected: str) -> UsageError:
    return UsageError(
        place=gettext("opțiunea {option}", option=option),
        found=gettext("„{text}”", text=shown(typed)),
        expected=expected,
        fix=gettext("corectați {option}", option=option),
    )
