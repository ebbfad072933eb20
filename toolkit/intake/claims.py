"""What those responsible declare about the measures of a plan: evaluation.yaml of a period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date as day
from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field

from toolkit.errors import OfficeFileError, Place
from toolkit.intake.evidence import EvidenceText
from toolkit.intake.office_reading import read_model, refuse_personal_codes
from toolkit.language import N_, gettext
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan
from toolkit.plan.spelling import nearest_named, shown
from toolkit.plan.state_words import read_in_words
from toolkit.plan.yaml_file import MaybeBlank, OfficeModel


class ClaimedState(StrEnum):
    """How far a measure is, as its responsible declares it."""

    IMPLEMENTED = "implemented"
    PARTIAL = "partial"
    NOT_IMPLEMENTED = "not_implemented"


# As they are written, without diacritics; a further language is a further row of words.
_WORDS: Final[Mapping[ClaimedState, Sequence[str]]] = {
    ClaimedState.IMPLEMENTED: (
        "realizata | realizat | implementata | implementat | indeplinita | indeplinit",
        "implemented",
        "изпълнена | изпълнено | реализирана",
    ),
    ClaimedState.PARTIAL: (
        "partial realizata | realizata partial | partial implementata | implementata partial",
        "partial realizat | realizat partial | partial implementat | implementat partial",
        "in curs | in curs de realizare | in curs de implementare",
        "partial | partly implemented | partially implemented | under way",
        "частично | частично изпълнена | изпълнена частично | в процес на изпълнение",
    ),
    ClaimedState.NOT_IMPLEMENTED: (
        "nerealizata | nerealizat | neimplementata | neimplementat | neindeplinita | neindeplinit",
        "not_implemented | not implemented",
        "неизпълнена | неизпълнено | нереализирана",
    ),
}
_EXPECTED: Final = N_("starea: realizată, parțial realizată sau nerealizată | scrieți una dintre aceste trei stări")


class Claim(OfficeModel):
    """What is declared about one measure, with the evidence for it."""

    measure: str  # code
    state: Annotated[ClaimedState, read_in_words(_WORDS, _EXPECTED)]
    evidence: EvidenceText = ""  # document, number, date
    role: str = Field(min_length=1)  # of who declares it
    date: day | None = None  # on which it is declared


class Claims(OfficeModel):
    """evaluation.yaml of a period."""

    claims: MaybeBlank[Claim] = ()


def read_claims(files: Mapping[str, bytes], institution_id: str, period: Period, plan: Plan) -> dict[str, tuple[Claim, ...]]:
    """Read what was declared for a period, by the code of the measure: the last, which counts, after the earlier ones.

    Nothing where there is no such file. `OfficeFileError` for a measure that the plan does not have, or that is declared
    more than once and not on different days.
    """
    file = claims_file(institution_id, period)
    refuse_personal_codes(files, (file,))
    found: dict[str, list[Claim]] = {}
    errors = []
    for claim in read_model(files, file, Claims, needed=False).claims:
        if plan.action(claim.measure) is None:
            errors.append(
                OfficeFileError(
                    place=place_of_claim(claim.measure, file),
                    found=gettext("o măsură pe care planul nu o are"),
                    expected=gettext("un cod din plan") + nearest_named(plan.nearest_action(claim.measure)),
                    fix=gettext("corectați codul măsurii"),
                )
            )
        found.setdefault(claim.measure, []).append(claim)
    errors += [_not_dated(code, file) for code, claims in found.items() if not _are_in_order(claims)]
    if errors:
        raise OfficeFileError.all_of(errors)
    return {code: tuple(sorted(claims, key=lambda claim: claim.date or day.min)) for code, claims in found.items()}


def _are_in_order(claims: Sequence[Claim]) -> bool:
    """Whether it is known which of the claims on a measure is the last: each has a date of its own."""
    dates = {claim.date for claim in claims if claim.date is not None}
    return len(claims) == 1 or len(dates) == len(claims)


def _not_dated(code: str, file: str) -> OfficeFileError:
    return OfficeFileError(
        place=place_of_claim(code, file),
        found=gettext("aceeași măsură declarată de mai multe ori, fără date diferite"),
        expected=gettext("un singur rând pentru fiecare măsură, sau rânduri cu date diferite la „date”: contează ultimul"),
        fix=gettext("păstrați un singur rând sau scrieți la fiecare „date”, de exemplu 2023-12-15"),
    )


def place_of_claim(code: str, file: str) -> Place:
    """Where what is declared about a measure stands."""
    return Place(file, cell=gettext("măsura {code}", code=shown(code)))


def claims_file(institution_id: str, period: Period) -> str:
    """The path of the file in the project folder."""
    return f"inputs/{institution_id}/{period}/evaluation.yaml"
