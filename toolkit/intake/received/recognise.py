"""A file that arrived, recognised by what is inside: whose it is, for which period, and whether it can be accepted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity, and_send_again
from toolkit.intake.forms.department_form import Collection
from toolkit.intake.layout import INDICATORS, Label, label_in
from toolkit.intake.memory import limited_memory
from toolkit.intake.privacy import mask, personal_codes
from toolkit.intake.received.changed_form import change_of
from toolkit.intake.received.lost_answers import is_blank
from toolkit.intake.submission import Submission
from toolkit.intake.workbook import Reading, read_workbook
from toolkit.language import gettext
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan
from toolkit.plan.spelling import listed, shown

# Errors about a form as a whole. With errors in single cells a return is accepted: the others count, and those are told.
_RETURNED_FOR = frozenset(
    {
        *(Code.FILE_UNREADABLE, Code.FILE_FORMAT, Code.FILE_SUSPICIOUS, Code.SHEET_MISSING, Code.COLUMN_MISSING),
        *(Code.WRONG_INSTITUTION, Code.WRONG_PERIOD, Code.UNKNOWN_DEPARTMENT, Code.PERSONAL_CODE),
        *(Code.FORM_OUTDATED, Code.FORM_BLANK, Code.TWO_RETURNS),
    }
)
# Of these no copy is kept: they hold personal codes, or could not be searched for them.
NOT_KEPT_FOR = frozenset({Code.PERSONAL_CODE, Code.FILE_UNREADABLE, Code.FILE_FORMAT, Code.FILE_SUSPICIOUS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What a file that arrived was recognised as."""

    name: str  # under which it arrived, as messages show it
    sha256: str
    department: str = ""  # id; empty where it is not known
    period: Period | None = None
    submission: Submission | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def reasons(self) -> tuple[Finding, ...]:
        """Why it is not accepted; nothing where it is."""
        errors = (finding for finding in self.findings if finding.severity is Severity.ERROR)
        return tuple(finding for finding in errors if finding.code in _RETURNED_FOR)

    @property
    def is_accepted(self) -> bool:
        """Whether reports may read it."""
        return self.submission is not None and not self.reasons

    @property
    def is_no_return(self) -> bool:
        """Whether it is a file of the system or of a document that is open, which nobody sent."""
        return [(finding.severity, finding.code) for finding in self.findings] == [(Severity.NOTE, Code.FILE_FORMAT)]

    @property
    def may_be_kept(self) -> bool:
        """Whether a copy may be kept."""
        return not any(finding.code in NOT_KEPT_FOR for finding in self.findings)

    def found(self, findings: Iterable[Finding]) -> Received:
        """Give the same with further findings."""
        return replace(self, findings=(*self.findings, *findings))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recogniser:
    """What files are recognised by: the institution, its plan, the day, and the period where only one is awaited."""

    institution_id: str
    institution: Institution
    plan: Plan
    day: date
    awaited: Period | None = None

    def recognise(self, content: bytes, name: str) -> Received:
        """Say what a file is, whatever its name."""
        called = name_without_codes(name)
        with limited_memory():
            reading = read_workbook(content, called, self.institution, self.plan, None)
        received = Received(
            name=called,
            sha256=hashlib.sha256(content).hexdigest(),
            department=reading.department,
            period=reading.period,
            submission=reading.submission,
            findings=reading.findings,
        )
        return received.found(self._of_the_form(reading, called))

    def _of_the_form(self, reading: Reading, name: str) -> list[Finding]:
        submission, period = reading.submission, reading.period
        if submission is None or period is None:
            return []
        is_told = any(finding.code in (Code.SHEET_MISSING, Code.COLUMN_MISSING) for finding in reading.findings)
        findings = [] if submission.entries or is_told else [self._without_indicators(name)]
        findings += self._of_its_period(period, name, is_made_here=bool(reading.fingerprint))
        findings += self._of_its_fingerprint(reading.fingerprint, submission.department, period, name)
        if is_blank(submission) and not any(finding.place.cell for finding in reading.findings):
            findings.append(_blank(name))
        if reading.fingerprint and not is_told and not any(f.severity is Severity.ERROR for f in findings):
            changed = change_of(reading, submission, self._forms(period), name)
            findings += [changed] if changed else []
        return [replace(finding, department=submission.department) for finding in findings]

    def _without_indicators(self, name: str) -> Finding:
        """A CSV text of the narratives alone would take the place of a whole return."""
        return _error(
            Code.SHEET_MISSING,
            Place(name),
            gettext("niciun indicator, nici măcar fără valoare"),
            gettext("tabelul „{sheet}”", sheet=label_in(INDICATORS.name, self.institution.locale)),
            gettext("trimiteți formularul .xlsx întreg, cu ambele foi"),
        )

    def _of_its_period(self, period: Period, name: str, *, is_made_here: bool) -> list[Finding]:
        if period.first_day > self.day:
            expected = gettext("o perioadă care a început până la {day}", day=f"{self.day:%d.%m.%Y}")
        elif period.last_day < self.plan.valid_from and not is_made_here:  # who made forms of that plan was told
            expected = gettext(
                "o perioadă de după {day}, de când este planul în vigoare", day=f"{self.plan.valid_from:%d.%m.%Y}"
            )
        elif self.awaited not in (None, period):
            expected = gettext("{period}, perioada cerută", period=self.awaited)
        else:
            return []
        return [
            _error(
                Code.WRONG_PERIOD,
                self._line(Label.PERIOD, name),
                gettext("{period}, o perioadă pentru care nu se cere nimic acum", period=period),
                expected,
                and_send_again(gettext("completați formularul perioadei cerute")),
            )
        ]

    def _of_its_fingerprint(self, fingerprint: str, department: str, period: Period, name: str) -> list[Finding]:
        if not fingerprint:
            return [
                Finding(
                    severity=Severity.NOTE,
                    code=Code.FORM_WITHOUT_FINGERPRINT,
                    place=Place(name),
                    found=gettext("un formular fără amprentă, recunoscut după antet"),
                    expected=gettext("formularul făcut cu „raport forms”, care arată și după ce plan a fost întocmit"),
                    fix=gettext("nimic acum; data viitoare completați formularul trimis de secretariat"),
                )
            ]
        forms = self._forms(period)
        if fingerprint.casefold() == forms.fingerprint(self.institution.department(department)):
            return []
        others = [other.name for other in forms.departments() if fingerprint.casefold() == forms.fingerprint(other)]
        found = (
            gettext("formularul altei subdiviziuni: {others}", others=listed(others))
            if others
            else gettext(
                "un formular făcut după alt plan sau pentru altă perioadă (amprenta {print})", print=shown(fingerprint)
            )
        )
        return [
            _error(
                Code.FORM_OUTDATED,
                self._line(Label.FINGERPRINT, name),
                found,
                gettext("formularul de acum al subdiviziunii, pentru {period}", period=period),
                gettext("cereți secretariatului formularul de acum, completați-l și trimiteți-l"),
            )
        ]

    def _forms(self, period: Period) -> Collection:
        return Collection(institution_id=self.institution_id, institution=self.institution, plan=self.plan, period=period)

    def _line(self, label: Label, name: str) -> Place:
        return Place(name, cell=gettext("rândul „{label}”", label=label_in(label, self.institution.locale)))


def two_returns(received: Received, others: Iterable[str]) -> Received:
    """Give a return back that arrived together with another of its department, for nothing says which one counts."""
    others = listed(gettext("„{text}”", text=name) for name in others)
    finding = _error(
        Code.TWO_RETURNS,
        Place(received.name),
        gettext(
            "încă un formular al aceleiași subdiviziuni, pentru aceeași perioadă, primit odată cu {others}", others=others
        ),
        gettext("un singur formular de la o subdiviziune, sau altă zi pentru corectare"),
        gettext("întrebați subdiviziunea care este cel bun și primiți-l numai pe acela"),
    )
    return received.found([replace(finding, department=received.department)])


def _blank(name: str) -> Finding:
    """It would take the place of a return that was filled in, and nothing would be left of it."""
    return _error(
        Code.FORM_BLANK,
        Place(name),
        gettext("un formular în care nu s-a scris nimic"),
        gettext("un formular completat; „-” unde nu este nimic de raportat"),
        and_send_again(gettext("completați formularul")),
    )


def too_large(name: str, sha256: str, size: int, most: int) -> Received:
    """What is said of a file that is not even opened."""
    called = name_without_codes(name)
    finding = _error(
        Code.FILE_SUSPICIOUS,
        Place(called),
        gettext("un fișier de {size} MB, peste limita de {limit} MB", size=size // 2**20, limit=most // 2**20),
        gettext("un formular obișnuit, fără alte componente"),
        gettext("completați din nou formularul primit de la secretariat și trimiteți-l"),
    )
    return Received(name=called, sha256=sha256, findings=(finding,))


def name_without_codes(name: str) -> str:
    """Give a file's name as a message shows it, without the personal codes that may stand in it."""
    for start, end in personal_codes(name):
        name = name[:start] + mask(name[start:end]) + name[end:]
    return shown(name.encode("utf-8", "replace").decode("utf-8"))


def _error(code: Code, place: Place, found: str, expected: str, fix: str) -> Finding:
    return Finding(severity=Severity.ERROR, code=code, place=place, found=found, expected=expected, fix=fix)
