"""What a project sheet is made from: the institution, the project, and the evidence of what was delivered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from toolkit.errors import OfficeFileError, Place
from toolkit.intake.evidence import EvidenceText
from toolkit.intake.office_reading import read_model, refuse_personal_codes
from toolkit.language import N_, counted, gettext
from toolkit.plan.institution import Institution
from toolkit.plan.period import Period
from toolkit.plan.project import Project
from toolkit.plan.spelling import listed, nearest, nearest_named
from toolkit.plan.state_words import read_in_words
from toolkit.plan.yaml_file import MaybeBlank, OfficeModel


class DeliveryState(StrEnum):
    """How far a result or a deliverable is, as evidence.yaml says it."""

    DELIVERED = "delivered"
    UNDER_WAY = "under_way"
    MISSING = "missing"


# As they are written, without diacritics; a further language is a further row of words.
_WORDS: Final[Mapping[DeliveryState, Sequence[str]]] = {
    DeliveryState.DELIVERED: ("livrat | livrata | predat | realizat", "delivered", "предаден | предадена | предадено"),
    DeliveryState.UNDER_WAY: (
        "in curs | in lucru | in curs de realizare",
        "under_way | under way",
        "в процес на изпълнение | в изпълнение",
    ),
    DeliveryState.MISSING: ("lipseste | lipsa | nelivrat | nelivrata", "missing", "липсва | непредаден | непредадена"),
}
_EXPECTED: Final = N_("starea: livrat, în curs sau lipsește | scrieți una dintre aceste trei stări")


class Delivery(OfficeModel):
    """What somebody declares about a deliverable, or about a result that has none, with the evidence for it."""

    project: str
    result: int = Field(ge=1)
    deliverable: int | None = Field(default=None, ge=1)  # None: the result itself
    state: Annotated[DeliveryState, read_in_words(_WORDS, _EXPECTED)]
    evidence: EvidenceText = ""  # document, number, date
    role: str = Field(min_length=1)  # of who declares it

    @model_validator(mode="after")
    def _what_is_delivered_is_proved(self) -> Self:
        if self.state is DeliveryState.DELIVERED and not self.evidence:
            raise ValueError(
                gettext("cheia „evidence” la ce este livrat | scrieți documentul, numărul și data, sau altă stare")
            )
        return self

    def place_in(self, file: str) -> Place:
        """Where it stands in a file."""
        if self.deliverable is None:
            return Place(file, cell=gettext("rezultatul {result}", result=self.result))
        return Place(
            file, cell=gettext("livrabilul {result}.{deliverable}", result=self.result, deliverable=self.deliverable)
        )


class Evidence(OfficeModel):
    """evidence.yaml of a period."""

    evidence: MaybeBlank[Delivery] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectInputs:
    """An institution, one of its projects, and what is declared about it, by result and deliverable."""

    institution: Institution
    project: Project
    file: str  # of the project: "inputs/sector1/projects/sipoca-1151.yaml"
    period: Period  # at whose end the deliveries are
    evidence_file: str
    deliveries: Mapping[tuple[int, int | None], Delivery]


def read_project(files: Mapping[str, bytes], institution_id: str, project_id: str, period: Period) -> ProjectInputs:
    """Read the files of a project sheet; `OfficeFileError` where one of them must be corrected."""
    home = f"inputs/{institution_id}"
    file, evidence_file = f"{home}/projects/{project_id}.yaml", f"{home}/{period}/evidence.yaml"
    refuse_personal_codes(files, [path for path in (f"{home}/institution.yaml", file, evidence_file) if path in files])
    project = read_model(files, file, Project)
    evidence = read_model(files, evidence_file, Evidence, needed=False)
    own = [delivery for delivery in evidence.evidence if delivery.project == project_id]
    errors = [*_of_unknown_projects(evidence, files, home, evidence_file), *_misplaced(own, project, evidence_file)]
    if errors:
        raise OfficeFileError.all_of(errors)
    return ProjectInputs(
        institution=read_model(files, f"{home}/institution.yaml", Institution),
        project=project,
        file=file,
        period=period,
        evidence_file=evidence_file,
        deliveries={(delivery.result, delivery.deliverable): delivery for delivery in own},
    )


def _of_unknown_projects(evidence: Evidence, files: Mapping[str, bytes], home: str, file: str) -> Iterator[OfficeFileError]:
    """Refuse what is declared about no project: a misspelt one must not be passed over."""
    known = sorted(path.rpartition("/")[2].removesuffix(".yaml") for path in files if path.startswith(f"{home}/projects/"))
    for delivery in evidence.evidence:
        if delivery.project not in known:
            yield OfficeFileError(
                place=delivery.place_in(file),
                found=gettext("„{name}”, un proiect care nu este în {home}/projects", name=delivery.project, home=home),
                expected=gettext("unul dintre proiectele: {names}", names=listed(known))
                + nearest_named(nearest(delivery.project, known)),
                fix=gettext("corectați numele proiectului"),
            )


def _misplaced(deliveries: Sequence[Delivery], project: Project, file: str) -> Iterator[OfficeFileError]:
    """Refuse what is declared about a result or a deliverable that the project does not have, or twice about one."""
    seen = set()
    for delivery in deliveries:
        place = delivery.place_in(file)
        if delivery.result > len(project.results):
            yield OfficeFileError(
                place=place,
                found=gettext("un rezultat pe care proiectul nu îl are"),
                expected=gettext("un număr de la 1 la {count}", count=len(project.results)),
                fix=gettext("corectați numărul rezultatului"),
            )
            continue
        count = len(project.results[delivery.result - 1].deliverables)
        if (delivery.deliverable is None) != (count == 0) or (delivery.deliverable or 0) > count:
            has = counted(count, "livrabil", "livrabile")
            yield OfficeFileError(
                place=place,
                found=gettext("un livrabil pe care rezultatul nu îl are")
                if delivery.deliverable
                else gettext("niciun număr de livrabil"),
                expected=gettext("numărul unui livrabil al rezultatului, care are {has}", has=has)
                if count
                else gettext("niciun număr de livrabil: rezultatul nu are niciun livrabil"),
                fix=gettext("corectați numărul livrabilului; la un rezultat fără livrabile lăsați-l deoparte"),
            )
        elif (delivery.result, delivery.deliverable) in seen:
            yield OfficeFileError(
                place=place,
                found=gettext("aceeași stare declarată de două ori"),
                expected=gettext("un singur rând pentru fiecare livrabil"),
                fix=gettext("păstrați un singur rând"),
            )
        seen.add((delivery.result, delivery.deliverable))
