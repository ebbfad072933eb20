"""A returned file that cannot be read at all.

The one exception of this package: it leaves the depths of a file at once and becomes a finding in `workbook.py`, so it
never reaches a person and does not belong to the exit statuses of `errors.py`.
"""

from __future__ import annotations

import csv

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity, and_send_again
from toolkit.language import gettext


class RefusedFileError(Exception):
    """Why a file is not read, in the words of a finding."""

    def __init__(self, code: Code, found: str, expected: str, fix: str) -> None:
        super().__init__(found)
        self.code = code
        self.found = found
        self.expected = expected
        self.fix = fix

    def finding(self, file: str) -> Finding:
        """Give the finding about the file."""
        return Finding(
            severity=Severity.ERROR,
            code=self.code,
            place=Place(file),
            found=self.found,
            expected=self.expected,
            fix=self.fix,
        )


def unreadable(found: str = "") -> RefusedFileError:
    """A file that Excel itself would not open, or not without repairing it."""
    fix = gettext("deschideți formularul în Excel, salvați-l ca .xlsx și trimiteți-l din nou")
    found = found or gettext("un fișier deteriorat, care nu se poate citi până la capăt")
    return RefusedFileError(Code.FILE_UNREADABLE, found, gettext("formularul completat, în format .xlsx"), fix)


def unbalanced_quotes(line: int) -> RefusedFileError:
    """A CSV text in which a quotation mark is missing, so that one cell would swallow the rows after it."""
    return RefusedFileError(
        Code.FILE_UNREADABLE,
        gettext("un fișier CSV cu ghilimele greșite în celula care începe pe rândul {line}", line=line),
        gettext("fiecare celulă fără ghilimele, sau cu ghilimele la început și la sfârșit"),
        and_send_again(gettext("corectați ghilimelele din rândul {line} sau completați formularul .xlsx", line=line)),
    )


def field_too_long(line: int) -> RefusedFileError:
    """A CSV text with a cell longer than any that a person writes."""
    limit = csv.field_size_limit()
    return suspicious(gettext("un text de peste {limit} de caractere pe rândul {line}", limit=limit, line=line))


def locked() -> RefusedFileError:
    """A workbook behind a password."""
    return RefusedFileError(
        Code.FILE_UNREADABLE,
        gettext("un registru de lucru protejat cu parolă"),
        gettext("formularul completat, în format .xlsx, fără parolă"),
        and_send_again(
            gettext(
                "în Excel alegeți Fișier › Informații › Protejare registru de lucru › Criptare cu parolă, ștergeți parola"
            )
        ),
    )


def wrong_format(found: str) -> RefusedFileError:
    """A file of another kind."""
    fix = gettext(
        "deschideți formularul în Excel, alegeți Salvare ca › Registru de lucru Excel (.xlsx) și trimiteți fișierul nou"
    )
    return RefusedFileError(Code.FILE_FORMAT, found, gettext("formularul completat, în format .xlsx"), fix)


def wrong_encoding(found: str) -> RefusedFileError:
    """A text that is not in UTF-8."""
    return RefusedFileError(
        Code.FILE_FORMAT,
        found,
        gettext("formularul completat, în format .xlsx sau CSV UTF-8"),
        gettext("în Excel alegeți Salvare ca › CSV UTF-8 (delimitat prin virgulă) sau .xlsx și trimiteți fișierul nou"),
    )


def suspicious(found: str, fix: str = "") -> RefusedFileError:
    """A file with something in it that no form needs, and that may do harm."""
    fix = fix or gettext("completați din nou formularul primit de la secretariat și trimiteți-l")
    return RefusedFileError(Code.FILE_SUSPICIOUS, found, gettext("un formular obișnuit, fără alte componente"), fix)
