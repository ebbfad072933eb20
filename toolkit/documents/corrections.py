"""What a department is told of the findings: what it can correct, in words that are addressed to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.errors import Place
from toolkit.intake.finding import Code, Finding, Severity, and_send_again
from toolkit.intake.submission import Entry
from toolkit.language import N_, gettext

_OF_THE_OFFICE = frozenset(  # what the secretariat alone can set right, whomever it is about
    {Code.ACCEPTANCE_UNUSED, Code.ACCEPTANCE_OF_ERROR, Code.ACCEPTED_BEFORE, Code.MISSING_SECTIONS, Code.PLAN_NOT_IN_FORCE}
)
_NOTES_THAT_ASK = frozenset({Code.NARRATIVE_CONTRADICTS})  # other notes ask nothing of the department
_SEVERITIES = {Severity.ERROR: N_("EROARE"), Severity.WARNING: N_("DE VERIFICAT"), Severity.NOTE: N_("DE ȘTIUT")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One thing that a department is to correct or to look at."""

    severity: Severity
    place: Place
    seen_at: Place  # where a person is to look: the place itself, or the first cell that was left without an answer
    found: str
    expected: str
    fix: str

    @property
    def weight(self) -> str:
        """How grave it is, in a word or two."""
        return gettext(_SEVERITIES[self.severity])

    @property
    def lines(self) -> tuple[str, ...]:
        """What is said of it where its place is seen anyway."""
        return (
            self.weight,
            gettext("Găsit: {found}", found=self.found),
            gettext("Așteptat: {expected}", expected=self.expected),
            gettext("De făcut: {fix}", fix=self.fix),
        )


def correction_of(finding: Finding, entries: Sequence[Entry] = ()) -> Correction:
    """Say a finding to its department, whatever it says to the secretariat; `entries` are those of its file."""
    unanswered = (e.place for e in entries if e.action == finding.action and not e.value.is_answer)
    return Correction(
        severity=finding.severity,
        place=finding.place,
        seen_at=next(unanswered, finding.place) if finding.code is Code.MISSING_ENTRIES else finding.place,
        found=finding.found,
        expected=finding.expected,
        fix=_fix_for_department(finding),
    )


def asks_the_department(finding: Finding) -> bool:
    """Whether a letter asks the department for it: every error, a warning that it can set right, a note that asks it."""
    if finding.code in _OF_THE_OFFICE:
        return False
    return finding.severity is not Severity.NOTE or finding.code in _NOTES_THAT_ASK


def gravest(corrections: Iterable[Correction]) -> Severity:
    """The gravest severity among some corrections."""
    order = list(Severity)
    return min((correction.severity for correction in corrections), key=order.index)


def _fix_for_department(finding: Finding) -> str:
    cell = finding.place.cell
    match finding.code:
        case Code.WRONG_KIND:
            return and_send_again(gettext("scrieți în celula {cell} valoarea cerută", cell=cell))
        case Code.WRONG_UNIT if finding.severity is Severity.NOTE:
            return gettext("nimic, dacă în total intră numai ce s-a cerut; altfel rescrieți celula {cell}", cell=cell)
        case Code.WRONG_UNIT:
            return and_send_again(gettext("scrieți în celula {cell} cât s-a cerut, cu unitatea cerută", cell=cell))
        case Code.PERCENTAGE_WITHOUT_PARTS:
            return and_send_again(gettext("scrieți în celula {cell} și din câte, de exemplu „9 din 20”", cell=cell))
        case Code.MISSING_ENTRIES | Code.MISSING_MONTHS if finding.action:
            return gettext("completați ce lipsește; „Nu este cazul”, dacă indicatorul nu vă privește")
        case Code.MISSING_DEPARTMENT | Code.MISSING_MONTHS:
            return gettext("completați formularul primit de la secretariat și trimiteți-l")
        case Code.TWO_RETURNS:
            return gettext("trimiteți numai formularul cel bun")
        case Code.NOT_ASKED:
            return gettext("nimic, dacă răspunsul este bun; altfel ștergeți-l")
        case Code.NARRATIVE_CONTRADICTS:
            return gettext("corectați cifra greșită; nimic, dacă descrierea numără altceva")
        case Code.SAME_FIGURE:
            return gettext("nimic, dacă ați numărat fiecare ale dumneavoastră; altfel spuneți-ne cine le raportează")
        case Code.DUPLICATE_ENTRY | Code.DUPLICATE_NARRATIVE:
            return and_send_again(gettext("lăsați un singur răspuns, cel bun"))
        case _:
            return finding.fix
