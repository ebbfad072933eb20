"""What is typed at a sign-off: the name of a person, a reason, a day. It goes into a register that is never changed."""

from __future__ import annotations

import unicodedata
from datetime import date

from toolkit.errors import UsageError
from toolkit.intake.privacy import personal_codes
from toolkit.language import gettext
from toolkit.plan.period import Period
from toolkit.plan.spelling import printed_day, shown, tidy

_LONGEST_NAME = 80
_LONGEST_REASON = 300
_FORMULA = ("=", "+", "-", "@")  # as texts begin that Excel, opening the register, would reckon
_YEARS_BEFORE, _YEARS_AFTER = 1, 10  # of the period, within which a report of it is signed


def name_typed(typed: str) -> str:
    """Read the name of a person."""
    name = _line(typed, "--name", _LONGEST_NAME, gettext("numele și prenumele cui semnează, de exemplu Ana Pop"))
    if sum(letter.isalpha() for letter in name) < 2 or any(letter.isdigit() or letter in "_<>{}" for letter in name):
        raise _refused("--name", name, gettext("numele și prenumele cui semnează, de exemplu Ana Pop"))
    return name


def reason_typed(typed: str) -> str:
    """Read a reason; none was typed where it is empty."""
    return _line(typed, "--reason", _LONGEST_REASON, gettext("motivul, într-un rând")) if typed else ""


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


def _line(typed: str, option: str, longest: int, expected: str) -> str:
    """Read one line of text: nothing that a terminal or Excel would obey, no personal code."""
    if not all(letter.isprintable() or letter.isspace() for letter in typed) or not tidy(typed):
        raise _refused(option, typed, expected)
    line = tidy(typed)
    if len(line) > longest:
        raise _refused(option, line, gettext("cel mult {most} de litere", most=longest))
    if line.startswith(_FORMULA) or any(unicodedata.category(letter) == "Co" for letter in line):
        raise _refused(option, line, gettext("un text care nu începe cu {signs}", signs=" ".join(_FORMULA)))
    if any(personal_codes(line)):
        raise UsageError(
            place=gettext("opțiunea {option}", option=option),
            found=gettext("un cod personal"),
            expected=gettext("un text fără coduri personale: registrul nu se mai șterge"),
            fix=gettext("scrieți textul fără cod"),
        )
    return line


def _refused(option: str, typed: str, expected: str) -> UsageError:
    return UsageError(
        place=gettext("opțiunea {option}", option=option),
        found=gettext("„{text}”", text=shown(typed)),
        expected=expected,
        fix=gettext("corectați {option}", option=option),
    )
